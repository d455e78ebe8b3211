package cas

import (
	"fmt"
	"strings"

	"github.com/opposable/opposable"
)

// Compte counts the cases of one nature.
type Compte struct {
	// Total counts the cases, Reproduits those found to the cent, Divergences
	// the published figures set apart because the engine contradicts them.
	Total, Reproduits, Divergences int
}

// Bilan counts cases by the nature of their source.
type Bilan [nombreNatures]Compte

// Dresser runs cases and divergences and counts them.
func Dresser(m *opposable.Moteur, cas []Cas, divergences []Divergence) Bilan {
	var b Bilan
	for _, c := range cas {
		k := &b[c.Source.Nature]
		k.Total++
		if len(c.Verifier(m)) == 0 {
			k.Reproduits++
		}
	}
	for _, d := range divergences {
		b[d.Source.Nature].Divergences++
	}
	return b
}

// String writes one line per nature met.
func (b Bilan) String() string {
	var s strings.Builder
	for i, k := range b {
		if k != (Compte{}) {
			fmt.Fprintf(&s, "%-10s %4d cas, %4d reproduits au centime, %3d divergences documentées\n", Nature(i), k.Total, k.Reproduits, k.Divergences)
		}
	}
	return s.String()
}
