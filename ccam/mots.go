package ccam

import (
	"strings"

	"github.com/opposable/opposable/dossier"
)

// vides are words that tell no act from another.
var vides = [...]string{"a", "au", "aux", "ce", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "mon", "ou", "par", "pour", "sur", "un", "une"}

func vide(mot string) bool {
	for _, v := range vides {
		if v == mot {
			return true
		}
	}
	return false
}

// decouper returns the stems of a text: no accent, no case, no plural nor
// feminine, no empty word. The order is kept.
func decouper(s string) []string {
	// Accents typed apart (macOS) would cut words in two.
	s = strings.Map(func(r rune) rune {
		if r >= 0x300 && r < 0x370 {
			return -1
		}
		return r
	}, s)
	mots := strings.FieldsFunc(dossier.Normaliser(s), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	gardes := mots[:0]
	for _, m := range mots {
		if !vide(m) && (len(m) > 1 || m[0] <= '9') {
			gardes = append(gardes, radical(m))
		}
	}
	return gardes
}

// radical cuts what French adds for plural and feminine: canaux → canal,
// cervicales → cervical. It needs no dictionary, only to cut labels and
// questions alike.
func radical(m string) string {
	if len(m) >= 5 && strings.HasSuffix(m, "aux") && !strings.HasSuffix(m, "eaux") {
		return m[:len(m)-2] + "l"
	}
	if len(m) >= 4 && (m[len(m)-1] == 's' || m[len(m)-1] == 'x') {
		m = m[:len(m)-1]
	}
	if len(m) >= 5 && m[len(m)-1] == 'e' { // dose is not dos
		m = m[:len(m)-1]
	}
	return m
}

// uneFaute tells whether one letter added, forgotten, changed or two letters
// swapped turn a into b.
func uneFaute(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	if i == len(a) || a[i+1:] == b[i+1:] {
		return true
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}
