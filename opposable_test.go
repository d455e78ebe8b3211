package opposable_test

import (
	"testing"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
	"github.com/opposable/opposable/journal"
)

func consultationGeneraliste() opposable.Dossier {
	return opposable.Dossier{
		Date:      jour.De(2026, 3, 10),
		Praticien: dossier.Praticien{Specialite: 1, Secteur: dossier.Secteur1},
		Actes:     []dossier.Acte{{Nature: dossier.Consultation}},
	}
}

func consultationSpecialiste() opposable.Dossier {
	return opposable.Dossier{
		Date:             jour.De(2026, 3, 10),
		Praticien:        dossier.Praticien{Specialite: 70, Secteur: dossier.Secteur2, Option: dossier.OPTAM},
		Parcours:         dossier.ParcoursAccesDirect,
		Actes:            []dossier.Acte{{Nature: dossier.Consultation}},
		Honoraires:       6000,
		HonorairesSaisis: true,
	}
}

func BenchmarkCalculer(b *testing.B) {
	for _, cas := range []struct {
		nom string
		d   opposable.Dossier
		j   *journal.Journal
	}{
		{"generaliste", consultationGeneraliste(), nil},
		{"specialiste", consultationSpecialiste(), nil},
		{"generaliste/trace", consultationGeneraliste(), new(journal.Journal)},
		{"specialiste/trace", consultationSpecialiste(), new(journal.Journal)},
	} {
		b.Run(cas.nom, func(b *testing.B) {
			m := opposable.NouveauMoteur(bareme.Officiel())
			var dec opposable.Decompte
			b.ReportAllocs()
			for b.Loop() {
				cas.j.Vider()
				if err := m.Calculer(&cas.d, &dec, cas.j); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
