package explication_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/explication"
)

func lire(t *testing.T, texte string) dossier.Dossier {
	t.Helper()
	d, err := dossier.Decoder([]byte(texte))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func proposer(t *testing.T, texte string, l explication.Langue) []explication.Proposition {
	t.Helper()
	m, d := opposable.NouveauMoteur(bareme.Officiel()), lire(t, texte)
	if !explication.AProposer(&d) {
		t.Fatal("une nature appelle des propositions")
	}
	p, err := m.Proposer(d)
	if err != nil {
		t.Fatal(err)
	}
	r := explication.ReponsePropositions(p, d, m.Bareme(), l)
	if r.Format != explication.VersionPropositions || r.Date != d.Date.String() || r.Bareme.Empreinte != bareme.Empreinte {
		t.Errorf("%+v", r)
	}
	return r.Propositions
}

const enfantSecteur2 = `{"date":"2026-03-10","praticien":{"specialite":"01","secteur":"2"},"patient":{"age":4},"actes":[{"nature":"consultation"}]%}`

// A doctor of secteur 2 has two ways to bill a child, and reads why.
func TestDeuxFaconsDeCoter(t *testing.T) {
	p := proposer(t, strings.Replace(enfantSecteur2, "%", "", 1), explication.FR)
	if len(p) != 2 {
		t.Fatalf("%d propositions", len(p))
	}
	opposables, depassement := p[0], p[1]
	if !slices.Equal(opposables.Codes, []string{"G", "MEG"}) || opposables.Mode != explication.ModeOpposable || *opposables.Honoraires != 3500 || opposables.HonorairesLibres {
		t.Errorf("au tarif : %+v", opposables)
	}
	if !slices.Equal(depassement.Codes, []string{"C", "MEG"}) || depassement.Mode != explication.ModeDepassement || depassement.Honoraires != nil || !depassement.HonorairesLibres {
		t.Errorf("au-dessus : %+v", depassement)
	}
	for i, attendu := range []explication.LigneProposee{
		{Code: "G", Libelle: "Consultation du médecin généraliste", Tarif: 3000, Raison: "au tarif opposable : secteur 1, médecin sous option, ou secteur 2 qui ne dépasse pas"},
		{Code: "MEG", Libelle: "Majoration enfant du généraliste (moins de 6 ans)", Tarif: 500, Raison: "patient de moins de 6 ans"},
	} {
		l := opposables.Lignes[i]
		if (l.Source != nil) != (l.Code == "MEG") {
			t.Errorf("%s : source %v", l.Code, l.Source)
		}
		if l.Source = nil; l != attendu {
			t.Errorf("obtenu %+v, attendu %+v", l, attendu)
		}
	}
	if r := depassement.Lignes[0].Raison; r != "secteur 2 sans option, pour des honoraires au-dessus du tarif opposable" {
		t.Error(r)
	}
	// A fee that is given belongs to the excess only.
	p = proposer(t, strings.Replace(enfantSecteur2, "%", `,"honoraires":"60.00"`, 1), explication.EN)
	if *p[0].Honoraires != 3500 || *p[1].Honoraires != 6000 || p[1].HonorairesLibres || p[1].Lignes[1].Raison != "patient under 6" {
		t.Errorf("%+v", p)
	}
}

// Shares balance, and the dossier given back is the same bill.
func TestUnePropositionSeRefait(t *testing.T) {
	for _, texte := range []string{
		strings.Replace(enfantSecteur2, "%", "", 1),
		`{"date":"2026-03-10","praticien":{"specialite":"01","secteur":"1"},"patient":{"aide":"c2s"},"actes":[{"nature":"visite","heure":"22:30","distance_km":"12","circonstances":["regule"]}]}`,
		`{"date":"2026-03-10","praticien":{"specialite":"33","secteur":"2"},"parcours":"oriente","actes":[{"nature":"consultation"}],"honoraires":"90.00","contrat":{"garantie":"150%"}}`,
		`{"date":"2026-03-10","praticien":{"specialite":"01","secteur":"3"},"actes":[{"nature":"consultation"}]}`,
	} {
		for _, p := range proposer(t, texte, explication.FR) {
			h := p.Tarif
			if p.Honoraires != nil {
				h = *p.Honoraires
			}
			if h != p.AMO+p.Aide+p.AMC+p.ResteACharge {
				t.Errorf("%v : %s ne se partage pas en %+v", p.Codes, h, p)
			}
			b, err := json.Marshal(p.Dossier)
			if err != nil {
				t.Fatal(err)
			}
			dec, err := opposable.Calculer(lire(t, string(b)))
			if err != nil || dec.AMO != p.AMO || dec.ResteACharge != p.ResteACharge || dec.Honoraires != h {
				t.Errorf("%v : %s donne %+v, %v", p.Codes, b, dec, err)
			}
		}
	}
}

func TestHorsConventionUneSeuleBase(t *testing.T) {
	p := proposer(t, `{"date":"2026-03-10","praticien":{"specialite":"01","secteur":"3"},"patient":{"age":4},"actes":[{"nature":"consultation"}]}`, explication.EN)
	if len(p) != 1 || p[0].Tarif != 61 || p[0].Lignes[0].Raison != "tarif d'autorité: outside the convention, no majoration" {
		t.Errorf("%+v", p)
	}
}

func controler(t *testing.T, texte string, l explication.Langue) explication.Controle {
	t.Helper()
	m, d := opposable.NouveauMoteur(bareme.Officiel()), lire(t, texte)
	if explication.AProposer(&d) {
		t.Fatal("des codes se contrôlent")
	}
	c, j, err := explication.Controler(m, d)
	if err != nil {
		t.Fatal(err)
	}
	return explication.ReponseControle(c, d, j, m.Bareme(), l)
}

// What is refused says its rule in the reader's language, its source and the
// repair; what is accepted is priced, with its sources.
func TestControle(t *testing.T) {
	paire := `{"date":"2026-03-10","praticien":{"specialite":"dermatologie","secteur":"1"},"parcours":"oriente","actes":[{"code":"%"},{"code":"MCS"}]}`
	for l, regle := range map[explication.Langue]string{
		explication.FR: "l'avis ponctuel de consultant comprend la coordination et la pratique clinique",
		explication.EN: "a one-off consultant opinion includes coordination and clinical practice",
	} {
		c := controler(t, strings.Replace(paire, "%", "APC", 1), l)
		if c.Accepte || c.Decompte != nil || len(c.Fautes) != 1 {
			t.Fatalf("%+v", c)
		}
		f := c.Fautes[0]
		if f.Code != "cumul-interdit" || f.Champ != "actes[1].code" || f.Indice != "retirez MCS" || f.Regle != regle || f.Source == nil || f.Source.Titre == "" {
			t.Errorf("%+v", f)
		}
	}
	c := controler(t, strings.Replace(paire, "%", "CS", 1), explication.FR)
	if !c.Accepte || c.Fautes == nil || len(c.Fautes) > 0 || c.Decompte.Honoraires != argent.Centimes(3150) || len(c.Decompte.Sources) == 0 {
		t.Errorf("%+v", c)
	}
	// A fault of the fee has no rule of the nomenclature, hence no source.
	c = controler(t, `{"date":"2026-03-10","praticien":{"specialite":"01","secteur":"1"},"actes":[{"code":"G"}],"honoraires":"40.00"}`, explication.FR)
	if len(c.Fautes) != 1 || c.Fautes[0].Code != "depassement-interdit" || c.Fautes[0].Regle != "" || c.Fautes[0].Source != nil {
		t.Errorf("%+v", c)
	}
	// A dossier that no rule can read is an error, not a fault.
	if _, _, err := explication.Controler(opposable.NouveauMoteur(bareme.Officiel()), dossier.Dossier{}); err == nil {
		t.Error("un dossier vide est contrôlé")
	}
}

// The kilometres of an allowance are read as such: the journal keeps them as a
// rate, and nobody reads 2 000 %.
func TestKilometres(t *testing.T) {
	c, err := explication.Calculer(opposable.NouveauMoteur(bareme.Officiel()),
		lire(t, `{"date":"2026-03-10","praticien":{"specialite":"01","secteur":"1"},"actes":[{"nature":"visite","distance_km":"5.75"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	var phrases, operations []string
	for _, e := range explication.Expliquer(c.Journal.Etapes(), c.Bareme, explication.Juriste, explication.FR) {
		phrases, operations = append(phrases, e.Phrase), append(operations, e.Operation)
	}
	if !slices.Contains(phrases, "Kilomètres indemnisés, aller et retour : 7,50\u00a0km.") || !slices.Contains(operations, "0,61\u00a0€ × 7,50\u00a0km") {
		t.Errorf("%q\n%q", phrases, operations)
	}
	etapes := explication.Etapes(c.Journal.Etapes(), c.Bareme, explication.EN)
	i := slices.IndexFunc(etapes, func(e explication.Etape) bool { return e.Regle == "R-COTA-019" })
	if e := etapes[i]; e.Unite != "kilometre" || e.Valeur != "7.50" || e.Phrase != "Kilometres paid for, there and back: 7.50\u00a0km." {
		t.Errorf("%+v", e)
	}
}
