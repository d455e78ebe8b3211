package explication

import (
	"github.com/opposable/opposable"
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/journal"
)

// VersionComparaison is the version of the JSON form of a comparison.
const VersionComparaison = "opposable.comparaison.v1"

// Cote is one side of a comparison: a dossier, its décompte and its steps,
// under one barème.
type Cote struct {
	Dossier  dossier.Dossier
	Decompte opposable.Decompte
	Journal  *journal.Journal
	Bareme   *bareme.Bareme
}

// Calculer computes one side.
func Calculer(m *opposable.Moteur, d dossier.Dossier) (Cote, error) {
	dec, j, err := m.Expliquer(d)
	return Cote{d, dec, j, m.Bareme()}, err
}

// Comparaison sets two décomptes side by side.
type Comparaison struct {
	Format string  `json:"format"`
	A      Reponse `json:"a"`
	B      Reponse `json:"b"`
	// Ecarts lists the amounts that differ; Difference is b − a.
	Ecarts []Ecart `json:"ecarts"`
	// Bifurcation is the first step where the two computations part, or nil.
	Bifurcation *Bifurcation `json:"bifurcation,omitempty"`
}

// Ecart is one amount that differs.
type Ecart struct {
	Champ      string          `json:"champ"`
	A          argent.Centimes `json:"a"`
	B          argent.Centimes `json:"b"`
	Difference argent.Centimes `json:"difference"`
}

// Bifurcation is the first step of each side that the other does not share;
// nil where a side has no more steps.
type Bifurcation struct {
	A *Etape `json:"a"`
	B *Etape `json:"b"`
}

// Comparer sets b against a.
func Comparer(a, b *Cote, l Langue) Comparaison {
	c := Comparaison{
		Format: VersionComparaison,
		A:      Repondre(&a.Dossier, &a.Decompte, a.Journal, a.Bareme, false, l),
		B:      Repondre(&b.Dossier, &b.Decompte, b.Journal, b.Bareme, false, l),
		Ecarts: []Ecart{},
	}
	for _, m := range opposable.Montants {
		x, y := m.De(&a.Decompte), m.De(&b.Decompte)
		if x != y {
			c.Ecarts = append(c.Ecarts, Ecart{m.Champ, x, y, y - x})
		}
	}
	c.Bifurcation = bifurcation(a, b, l)
	return c
}

// bifurcation finds the first step where the journals part. Two reads of the
// same amount from two dated values are the same step: what differs is said
// by the amounts and the rules.
func bifurcation(a, b *Cote, l Langue) *Bifurcation {
	x, y := a.Journal.Etapes(), b.Journal.Etapes()
	i := 0
	for i < len(x) && i < len(y) && x[i].Op == y[i].Op && x[i].Regle == y[i].Regle && x[i].V == y[i].V {
		i++
	}
	if i == len(x) && i == len(y) {
		return nil
	}
	return &Bifurcation{etapeNumero(x, i, a.Bareme, l), etapeNumero(y, i, b.Bareme, l)}
}

func etapeNumero(etapes []journal.Etape, i int, b *bareme.Bareme, l Langue) *Etape {
	if i >= len(etapes) {
		return nil
	}
	toutes := Etapes(etapes, b, l)
	return &toutes[i]
}
