package journal_test

import (
	"testing"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
	"github.com/opposable/opposable/journal"
)

// BenchmarkJournal runs ten operations without and with a journal: what
// tracing costs.
func BenchmarkJournal(b *testing.B) {
	e := bareme.Officiel().Au(jour.De(2026, 3, 10), dossier.Metropole)
	tarif, _ := e.Tarif(bareme.G)
	for _, cas := range []struct {
		nom string
		j   *journal.Journal
	}{{"sans", nil}, {"avec", new(journal.Journal)}} {
		b.Run(cas.nom, func(b *testing.B) {
			j := cas.j
			b.ReportAllocs()
			for b.Loop() {
				j.Vider()
				t := j.Lire(1, tarif)
				q := j.LireTaux(2, e.Taux(bareme.TauxDroitCommun))
				paye := j.Saisir(3, 6000)
				base := j.Min(4, t, paye)
				amo := j.Part(5, base, q, argent.AuCentime)
				pf := j.Lire(6, e.Montant(bareme.ParticipationForfaitaire))
				net := j.Moins(7, amo, pf)
				tm := j.Moins(8, base, amo)
				depassement := j.Difference(9, paye, base)
				if j.Plus(10, j.Plus(10, net, tm), depassement).Centimes() != 5800 {
					b.Fatal("compte faux")
				}
			}
		})
	}
}
