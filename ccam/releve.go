package ccam

import (
	"cmp"
	"slices"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

// Releve is a price dated by another source than an edition of the CCAM.
type Releve struct {
	Optam, Hors argent.Centimes
	// HorsConnu is false when the source states the first price only.
	HorsConnu bool
	Depuis    jour.Jour
	// Source is the id of a source of the barème.
	Source string
	// Confiance is haute, moyenne or basse, of the less sure of both prices.
	Confiance string
}

// releve attaches a price to its line.
type releve struct {
	n Numero
	Releve
}

// ReleveLigne is a dated price of one line, for [Construire].
type ReleveLigne struct {
	Code            string
	Activite, Phase uint8
	Releve
}

// relever attaches the dated prices to the lines of t.
func (t *Table) relever(l []ReleveLigne) *dossier.Erreur {
	for _, r := range l {
		n, ok := t.Trouver(r.Code, r.Activite, r.Phase)
		if !ok {
			return illisible(r.Code, "relevé d'une ligne absente de la table")
		}
		t.releves = append(t.releves, releve{n, r.Releve})
	}
	slices.SortFunc(t.releves, func(a, b releve) int {
		return cmp.Or(cmp.Compare(a.n, b.n), cmp.Compare(b.Depuis, a.Depuis))
	})
	return nil
}

// Releve returns the price of the line read elsewhere that prevails on day d:
// the last one of that day or before, unless an edition came in force since.
// A price that fell between two editions thus prevails over the older one.
func (t *Table) Releve(n Numero, d jour.Jour) (Releve, bool) {
	i, _ := slices.BinarySearchFunc(t.releves, n, func(r releve, n Numero) int { return int(r.n) - int(n) })
	for ; i < len(t.releves) && t.releves[i].n == n; i++ {
		r := t.releves[i].Releve
		if r.Depuis > d {
			continue
		}
		depasse := slices.ContainsFunc(t.editions, func(e edition) bool { return r.Depuis <= e.Depuis && e.Depuis <= d })
		return r, !depasse
	}
	return Releve{}, false
}
