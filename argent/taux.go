package argent

import (
	"strconv"
	"strings"
)

// Taux is a rate in millionths: 70 % is 700 000. Its zero is 0 %.
type Taux int64

// Un is the rate of 100 %.
const Un Taux = 1_000_000

// Pourcent returns the rate of n %.
func Pourcent(n int64) Taux { return Taux(n) * Un / 100 }

// ParseTaux reads "70 %", "11,5 %" or, without a percent sign, a plain ratio
// such as "1.04".
func ParseTaux(s string) (Taux, error) {
	s = strings.TrimSpace(s)
	chiffres, pourcent := strings.CutSuffix(s, "%")
	decimales := 6
	if pourcent {
		decimales = 4
	}
	v, ok := decimal(strings.TrimSpace(strings.Trim(chiffres, "\u00a0\u202f ")), decimales)
	switch ok {
	case tropDeDecimales:
		return 0, ErrTauxPrecis
	case illisible:
		return 0, ErrTauxForme
	}
	if v > int64(Max) {
		return 0, ErrTropGrand
	}
	return Taux(v), nil
}

// Arrondi names how a fraction of a cent or of a euro is decided.
type Arrondi uint8

// The roundings of the law. AuCentime is the one of the specification
// (« Arrondi(…;2) »), ties away from zero; the text leaves ties unsaid and a
// published pair (25,67 ÷ 2 = 12,84) settles them upwards.
const (
	AuCentime Arrondi = iota
	ALEuro
	ALEuroSuperieur
	Tronque
)

// De returns the part t of the amount c, rounded as a says.
func (t Taux) De(c Centimes, a Arrondi) Centimes {
	produit := int64(c) * int64(t)
	unite := int64(Un)
	if a == ALEuro || a == ALEuroSuperieur {
		unite *= 100
	}
	reste := produit % unite
	q := produit / unite
	switch a {
	case AuCentime, ALEuro:
		if 2*reste >= unite {
			q++
		} else if 2*reste <= -unite {
			q--
		}
	case ALEuroSuperieur:
		if reste > 0 {
			q++
		}
	}
	return Centimes(q * unite / int64(Un))
}

// String writes the rate in percent without its sign: "70", "11.5".
func (t Taux) String() string { return string(t.Append(nil)) }

// Append adds what String returns to b.
func (t Taux) Append(b []byte) []byte {
	if t < 0 {
		b = append(b, '-')
		t = -t
	}
	b = strconv.AppendInt(b, int64(t/10_000), 10)
	fraction := t % 10_000
	if fraction == 0 {
		return b
	}
	b = append(b, '.')
	for d := Taux(1000); fraction > 0; d /= 10 {
		b = append(b, byte('0'+fraction/d))
		fraction %= d
	}
	return b
}

// FR writes the rate for French readers: "11,5 %".
func (t Taux) FR() string { return strings.ReplaceAll(t.String(), ".", ",") + "\u00a0%" }

// EN writes the rate for English readers: "11.5%".
func (t Taux) EN() string { return t.String() + "%" }

// MarshalText writes the rate in percent, as String does.
func (t Taux) MarshalText() ([]byte, error) { return t.Append(nil), nil }

// UnmarshalText reads a rate in percent, with or without its sign.
func (t *Taux) UnmarshalText(b []byte) (err error) {
	*t, err = ParseTaux(strings.TrimSuffix(strings.TrimSpace(string(b)), "%") + "%")
	return err
}
