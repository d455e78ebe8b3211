package ccam_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/opposable/opposable/ccam"
)

func TestRadicaux(t *testing.T) {
	for s, attendu := range map[string]string{
		"Canaux cervicaux, de l'œil":        "canal cervical oeil",
		"canal cervical de l’œil":           "canal cervical oeil",
		"Les vaisseaux sanguins":            "vaisseau sanguin",
		"dose au dos":                       "dose dos",
		"e\u0301chographie":                 "echographi",
		"[IRM] 1,5 à 2 cm² (ou plus)":       "irm 1 5 2 cm plu",
		"prothèse dento-portée et/ou fixée": "prothes dento porte fixe",
	} {
		if l := strings.Join(ccam.Radicaux(s), " "); l != attendu {
			t.Errorf("%q : %q, attendu %q", s, l, attendu)
		}
	}
}

func TestUneFaute(t *testing.T) {
	for _, c := range []struct {
		a, b string
		vrai bool
	}{
		{"frotti", "froti", true}, {"froti", "frotti", true}, {"carpien", "carpein", true}, {"carpien", "carpien", true}, {"carpien", "karpien", true},
		{"carpien", "carpieb", true}, {"carpien", "carpi", false}, {"ab", "ba", true}, {"", "a", true}, {"", "", true}, {"abc", "cba", false},
		{"carpien", "craipen", false},
	} {
		if ccam.UneFaute(c.a, c.b) != c.vrai || ccam.UneFaute(c.b, c.a) != c.vrai {
			t.Errorf("%q et %q : %t attendu", c.a, c.b, c.vrai)
		}
	}
}

// A label found by its own words proves that the index holds it.
func TestToutLibelleSeTrouve(t *testing.T) {
	tb := ccam.Officielle()
	for i, l := range lireCSV(t, "donnees/libelles.csv") {
		if i%50 != 0 {
			continue
		}
		// A question is cut at its first words: two acts may share them.
		trouvailles := codes(tb, l[3], 200)
		if mots := ccam.Radicaux(l[3]); len(mots) < 10 && len(l[3]) < 120 && !slices.Contains(trouvailles, l[0]) {
			t.Errorf("%s %s : %v", l[0], l[3], trouvailles[:min(5, len(trouvailles))])
		}
	}
}
