package cotation

import (
	"testing"

	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/convention"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
	"github.com/opposable/opposable/journal"
	n "github.com/opposable/opposable/nomenclature"
	"pgregory.net/rapid"
)

// situationQuelconque draws a doctor, a patient and a day of the coverage.
func situationQuelconque(t *rapid.T) *situationTechnique {
	d := bareme.Couverture + jour.Jour(rapid.IntRange(0, 3500).Draw(t, "jour"))
	return &situationTechnique{
		e: bareme.Officiel().Au(d, rapid.SampledFrom([]dossier.Zone{dossier.Metropole, dossier.Reunion}).Draw(t, "zone")),
		s: convention.Situation{
			Secteur: rapid.SampledFrom([]dossier.Secteur{dossier.Secteur1, dossier.Secteur2, dossier.Secteur3, dossier.SecteurDP}).Draw(t, "secteur"),
			Option:  dossier.Option(rapid.IntRange(0, 3).Draw(t, "option")),
		},
		specialite: rapid.SampledFrom(dossier.Specialites()).Draw(t, "specialite"),
		age:        rapid.IntRange(0, 100).Draw(t, "age"),
		impose:     rapid.Bool().Draw(t, "impose"),
	}
}

func acteQuelconque(t *rapid.T) acteTechnique {
	return acteTechnique{
		code:         rapid.SampledFrom([]string{"NEKA020", "HMFC004", "ZBQK002", "ZCQM008", "AHQB024", "QZQX021", "JQGD010", "YYYY012", "HMQA001", "BFGA004", "ZZNL061", "KCQL001"}).Draw(t, "code"),
		activite:     rapid.SampledFrom([]uint8{1, 1, 1, 2, 4}).Draw(t, "activite"),
		prix:         bareme.Lue{V: int64(rapid.IntRange(0, 200_000).Draw(t, "prix"))},
		acceptes:     n.LettresDe(rapid.StringMatching(`[`+toutesLettres+`]{0,20}`).Draw(t, "acceptes")),
		regroupement: rapid.SampledFrom([]string{"ADC", "ADA", "ATM", "ADI", "ADE", "ACO"}).Draw(t, "regroupement"),
		demandes:     rapid.SampledFrom([]string{"", "", "J", "F", "LR", "JKLR", "XX"}).Draw(t, "demandes"),
		association:  rapid.SampledFrom([]uint8{0, 0, 0, 1, 2, 3, 4, 5, 200}).Draw(t, "association"),
		circonstances: dossier.Circonstances(rapid.IntRange(0, 7).Draw(t, "nuit")) |
			rapid.SampledFrom([]dossier.Circonstances{0, dossier.Urgence}).Draw(t, "urgence"),
		heure: dossier.Heure(rapid.IntRange(0, 24*60).Draw(t, "heure")),
	}
}

func facture(t *rapid.T) []acteTechnique {
	return rapid.SliceOfN(rapid.Custom(acteQuelconque), 0, 5).Draw(t, "actes")
}

// sansFautes forgets what the biller may have claimed wrongly.
func sansFautes(l []acteTechnique) []acteTechnique {
	for i := range l {
		l[i].demandes, l[i].association = "", 0
	}
	return l
}

func TestUneFactureQuelconqueNEstJamaisNegativeEtSeRejoue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var j journal.Journal
		lignes, err := situationQuelconque(t).coter(&j, facture(t))
		if err != nil && (err.Code == "" || err.Message == "" || err.Champ == "") {
			t.Fatalf("faute muette : %+v", err)
		}
		for _, l := range lignes {
			if l.tarif.Centimes() < 0 {
				t.Fatalf("%d", l.tarif.Centimes())
			}
		}
		if err := journal.Rejouer(j.Etapes()); err != nil {
			t.Fatal(err)
		}
	})
}

func TestUnePropositionPasseLeControle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, l := situationQuelconque(t), sansFautes(facture(t))
		for i, p := range s.proposer(l) {
			l[i].demandes += p
		}
		if err := s.controler(l); err != nil {
			t.Fatalf("%v", err)
		}
		for i, p := range s.proposer(l) {
			if p != "" {
				t.Fatalf("l'acte %d a déjà %s, on propose encore %s", i, l[i].demandes, p)
			}
		}
	})
}

// TestLesEurosNeDependentPasDeLAssociation: what the euros add to a line is
// the same whatever its code.
func TestLesEurosNeDependentPasDeLAssociation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := au(2026, 3, 10, 41)
		a := acte("NEKA020", int64(rapid.IntRange(1, 100_000).Draw(t, "prix")), "JK")
		b := a.en(urgence | dossier.Nuit)
		b.demandes = "JKU"
		lu, partielle := n.TauxAssociation(s.e, uint8(rapid.IntRange(1, 5).Draw(t, "code")))
		p := partAssociee{taux: lu, partielle: partielle && lu.V != plein}
		sans, _, err1 := s.tarifer(nil, &a, p)
		avec, _, err2 := s.tarifer(nil, &b, p)
		if err1 != nil || err2 != nil || avec.Centimes()-sans.Centimes() != 5000 {
			t.Fatalf("%d (%v, %v)", avec.Centimes()-sans.Centimes(), err1, err2)
		}
	})
}

func TestUnPourcentageNAbaisseJamais(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := situationQuelconque(t)
		a := acteQuelconque(t)
		a.acceptes = n.LettresDe(toutesLettres)
		a.demandes = ""
		sans, _, err := s.tarifer(nil, &a, partAssociee{})
		if err != nil {
			return // no overseas coefficient that day
		}
		a.demandes = s.proposer([]acteTechnique{a})[0]
		avec, _, _ := s.tarifer(nil, &a, partAssociee{})
		if avec.Centimes() < sans.Centimes() {
			t.Fatalf("%s : %d puis %d", a.demandes, sans.Centimes(), avec.Centimes())
		}
	})
}

// TestLAssociationTarifeAuPlusLeTout: no code makes the acts worth more than
// they are alone, and the unwritten ones keep the dearest whole.
func TestLAssociationTarifeAuPlusLeTout(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, l := situationQuelconque(t), sansFautes(facture(t))
		parts, err := s.associer(l)
		if err != nil {
			return
		}
		entier := len(l) == 0
		for i := range parts {
			if parts[i].taux.V > plein {
				t.Fatalf("%+v", parts[i])
			}
			entier = entier || !parts[i].partielle
		}
		if !entier {
			t.Fatalf("aucun acte à taux plein : %+v", parts)
		}
	})
}
