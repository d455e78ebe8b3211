// Package argent holds exact amounts and rates.
//
// An amount is a whole number of euro cents, a rate a whole number of
// millionths; there is no float anywhere. Rounding is never a side effect: a
// [Taux] applied to an amount names its [Arrondi].
//
//	c, _ := argent.ParseCentimes("26,50 €")
//	t, _ := argent.ParseTaux("70 %")
//	t.De(c, argent.AuCentime) // 18,55 €
//
// The package parses what people write and prints three ways: [Centimes.String]
// for machines ("26.50"), [Centimes.FR] and [Centimes.EN] for people.
package argent

import (
	"errors"
	"strconv"
	"strings"
)

// Centimes is an amount in euro cents. Its zero is 0,00 €.
type Centimes int64

// Max bounds what [ParseCentimes] accepts: a hundred million euros. The bound
// keeps every product of an amount and a rate far from int64's end.
const Max Centimes = 10_000_000_000

// Errors of [ParseCentimes] and [ParseTaux].
var (
	ErrVide       = errors.New("montant vide")
	ErrForme      = errors.New("montant illisible : écrivez par exemple 30, 30.00 ou 30,00 €")
	ErrDecimales  = errors.New("montant de plus de deux décimales")
	ErrTropGrand  = errors.New("montant hors de toute mesure")
	ErrTauxForme  = errors.New("taux illisible : écrivez par exemple 70 %, 11,5 % ou 1.04")
	ErrTauxPrecis = errors.New("taux de plus de six décimales")
)

// ParseCentimes reads an amount as people write it: "30", "30.00", "30,00",
// "30 €", "1 234,50 €". More than two decimals are refused, never rounded.
func ParseCentimes(s string) (Centimes, error) {
	chiffres, neg, err := nettoyer(s)
	if err != nil {
		return 0, err
	}
	v, ok := decimal(chiffres, 2)
	switch {
	case ok == tropDeDecimales:
		return 0, ErrDecimales
	case ok == illisible:
		return 0, ErrForme
	case v > int64(Max):
		return 0, ErrTropGrand
	}
	if neg {
		v = -v
	}
	return Centimes(v), nil
}

// nettoyer strips what carries no digit: spaces (thin and unbreakable ones
// too), the euro sign and the sign of the amount.
func nettoyer(s string) (chiffres string, neg bool, err error) {
	s = strings.TrimSpace(s)
	s = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(s, "€"), "€"))
	s = strings.TrimSpace(strings.TrimSuffix(s, "EUR"))
	if s == "" {
		return "", false, ErrVide
	}
	if strings.HasPrefix(s, "-") || strings.HasPrefix(s, "−") {
		neg = true
		s = strings.TrimPrefix(strings.TrimPrefix(s, "−"), "-")
		if strings.HasPrefix(s, "−") {
			return "", false, ErrForme
		}
	}
	if strings.ContainsAny(s, " \u00a0\u202f") {
		if !milliersBienFormes(s) {
			return "", false, ErrForme
		}
		s = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "").Replace(s)
	}
	return s, neg, nil
}

// milliersBienFormes tells whether the spaces inside s group digits by three,
// as in "1 234,50": "1 2" is a typing error, not twelve euros.
func milliersBienFormes(s string) bool {
	entier, decimales, _ := strings.Cut(strings.ReplaceAll(s, ".", ","), ",")
	if strings.ContainsAny(decimales, " \u00a0\u202f") {
		return false
	}
	groupes := strings.FieldsFunc(entier, func(r rune) bool { return r == ' ' || r == '\u00a0' || r == '\u202f' })
	for i, g := range groupes {
		if len(g) > 3 || (i > 0 && len(g) != 3) {
			return false
		}
	}
	return len(groupes) > 0
}

type lecture int

const (
	lisible lecture = iota
	illisible
	tropDeDecimales
)

// chiffresMax keeps a number of n ≤ 6 decimals inside int64.
const chiffresMax = 12

// decimal reads digits with one decimal mark into an integer scaled by 10^n.
func decimal(s string, n int) (int64, lecture) {
	var v int64
	apres, chiffres := -1, 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= '0' && c <= '9':
			if apres >= n {
				return 0, tropDeDecimales
			}
			if chiffres++; chiffres > chiffresMax {
				return int64(Max) + 1, lisible
			}
			v = v*10 + int64(c-'0')
			if apres >= 0 {
				apres++
			}
		case (c == '.' || c == ',') && apres < 0 && chiffres > 0:
			apres = 0
		default:
			return 0, illisible
		}
	}
	if chiffres == 0 || apres == 0 {
		return 0, illisible
	}
	for i := max(apres, 0); i < n; i++ {
		v *= 10
	}
	return v, lisible
}

// String writes the amount for programs: "30.00".
func (c Centimes) String() string { return string(c.Append(nil)) }

// Append adds what String returns to b; it allocates only to grow b.
func (c Centimes) Append(b []byte) []byte {
	if c < 0 {
		b = append(b, '-')
		c = -c
	}
	b = strconv.AppendInt(b, int64(c/100), 10)
	return append(b, '.', byte('0'+c/10%10), byte('0'+c%10))
}

// FR writes the amount for French readers: "1 234,50 €", with unbreakable spaces.
func (c Centimes) FR() string { return grouper(c, "\u202f", ",") + "\u00a0€" }

// EN writes the amount for English readers: "€1,234.50".
func (c Centimes) EN() string {
	if c < 0 {
		return "-€" + grouper(-c, ",", ".")
	}
	return "€" + grouper(c, ",", ".")
}

func grouper(c Centimes, milliers, decimale string) string {
	s := c.String()
	entier, centimes := s[:len(s)-3], s[len(s)-2:]
	signe := ""
	if entier[0] == '-' {
		signe, entier = "-", entier[1:]
	}
	var b strings.Builder
	b.WriteString(signe)
	for i := range len(entier) {
		if i > 0 && (len(entier)-i)%3 == 0 {
			b.WriteString(milliers)
		}
		b.WriteByte(entier[i])
	}
	return b.String() + decimale + centimes
}

// MarshalText writes the amount as String does; in JSON it is thus a string.
func (c Centimes) MarshalText() ([]byte, error) { return c.Append(nil), nil }

// UnmarshalText reads the amount as [ParseCentimes] does.
func (c *Centimes) UnmarshalText(b []byte) (err error) {
	*c, err = ParseCentimes(string(b))
	return err
}
