package ccam

import (
	"strings"

	"github.com/opposable/opposable/dossier"
)

// Modificateurs is a set of modifiers, the letters and digits that raise the
// price of an act: bits 0 to 9 are the digits, 10 to 35 the letters.
type Modificateurs uint64

// bit returns the place of a modifier; false if c cannot be one.
func bit(c byte) (Modificateurs, bool) {
	switch {
	case c >= '0' && c <= '9':
		return 1 << (c - '0'), true
	case c >= 'A' && c <= 'Z':
		return 1 << (10 + c - 'A'), true
	}
	return 0, false
}

// ParseModificateurs reads modifiers as people write them: "JKT", "j, k, t".
// The error is "modificateur-illisible", with the character refused.
func ParseModificateurs(s string) (Modificateurs, *dossier.Erreur) {
	var m Modificateurs
	for _, c := range strings.ToUpper(s) {
		if c == ' ' || c == ',' || c == '+' {
			continue
		}
		b, ok := Modificateurs(0), false
		if c < 0x80 {
			b, ok = bit(byte(c))
		}
		switch {
		case !ok:
			return 0, &dossier.Erreur{Code: "modificateur-illisible", Message: "modificateur illisible : « " + string(c) + " »", Indice: "des lettres et des chiffres : JKT"}
		case m&b != 0:
			return 0, &dossier.Erreur{Code: "modificateur-illisible", Message: "modificateur écrit deux fois : " + string(c)}
		}
		m |= b
	}
	return m, nil
}

// Contient tells whether the set holds modifier c, a capital or a digit.
func (m Modificateurs) Contient(c byte) bool {
	b, ok := bit(c)
	return ok && m&b != 0
}

// String writes the letters, then the digits, each in order: "AFJK37".
func (m Modificateurs) String() string {
	var s [36]byte
	b := s[:0]
	for c := byte('A'); c <= 'Z'; c++ {
		if m.Contient(c) {
			b = append(b, c)
		}
	}
	for c := byte('0'); c <= '9'; c++ {
		if m.Contient(c) {
			b = append(b, c)
		}
	}
	return string(b)
}
