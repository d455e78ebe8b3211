package opposable_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
)

// TestUnePropositionPasseLeControle: the same rules read in two directions.
func TestUnePropositionPasseLeControle(t *testing.T) {
	m := opposable.NouveauMoteur(bareme.Officiel())
	rapid.Check(t, func(t *rapid.T) {
		d := tirerDossier(t)
		d.Actes = d.Actes[:1]
		d.Actes[0].Code, d.Actes[0].Nature = "", dossier.Nature(rapid.IntRange(1, int(dossier.ExamenEnfant)).Draw(t, "nature"))
		d.Actes[0].Circonstances = dossier.Circonstances(rapid.Uint64Range(0, 1<<36-1).Draw(t, "circonstances") & rapid.Uint64().Draw(t, "moins"))
		d.Actes[0].HonorairesSaisis = false
		d.Compteurs, d.Prescriptions = dossier.Compteurs{}, dossier.Prescriptions{}
		propositions, err := m.Proposer(d)
		if err != nil {
			return
		}
		if len(propositions) == 0 {
			t.Fatalf("ni proposition ni refus")
		}
		for _, p := range propositions {
			c, err := m.Controler(p.Dossier)
			if err != nil || len(c.Fautes) > 0 {
				t.Fatalf("%v proposé, refusé au contrôle : %v %v", p.Codes, err, premieres(c))
			}
			if c.Decompte.AMO != p.Decompte.AMO || len(c.Decompte.Lignes) != len(p.Codes) {
				t.Fatalf("%v : le contrôle ne facture pas la proposition", p.Codes)
			}
		}
	})
}

func premieres(c opposable.Controle) (l []string) {
	for _, f := range c.Fautes {
		l = append(l, f.Erreur.Error())
	}
	return l
}

// TestLaNatureCoteLaMeilleureProposition: the décompte of a nature is that of
// the dearest lawful way to bill it.
func TestLaNatureCoteLaMeilleureProposition(t *testing.T) {
	m := opposable.NouveauMoteur(bareme.Officiel())
	rapid.Check(t, func(t *rapid.T) {
		d := tirerDossier(t)
		d.Actes = d.Actes[:1]
		d.Actes[0].Code, d.Actes[0].Nature = "", dossier.Nature(rapid.IntRange(1, int(dossier.ExamenEnfant)).Draw(t, "nature"))
		d.Actes[0].Circonstances = dossier.Circonstances(rapid.Uint64Range(0, 1<<36-1).Draw(t, "circonstances") & rapid.Uint64().Draw(t, "moins"))
		d.Honoraires, d.HonorairesSaisis = 0, false
		d.Actes[0].HonorairesSaisis = false
		if d.Praticien.Secteur == dossier.Secteur3 {
			return
		}
		propositions, err := m.Proposer(d)
		if err != nil {
			return
		}
		meilleure := propositions[0]
		if meilleure.Depasse {
			return
		}
		d.Honoraires, d.HonorairesSaisis = meilleure.Tarif, true
		f, refus := coter(&d)
		if refus != nil {
			t.Fatalf("%v proposé, la nature est refusée : %v", meilleure.Codes, refus)
		}
		if f.Tarif.Centimes() != meilleure.Tarif {
			t.Fatalf("la nature vaut %s (%v), la meilleure proposition %v %s\n%+v", f.Tarif.Centimes(), f.Lignes, meilleure.Codes, meilleure.Tarif, d)
		}
	})
}
