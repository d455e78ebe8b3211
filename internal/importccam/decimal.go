package importccam

import (
	"strconv"
	"strings"

	"github.com/opposable/opposable/argent"
)

// decimal is the exact number v × 10^exposant.
type decimal struct {
	v        int64
	exposant int
}

// chiffresDuTableur is the precision of a spreadsheet: the digits that follow
// are the noise of its binary numbers (51.840000000000003 is 51.84).
const chiffresDuTableur = 15

// exposantMax bounds the exponents read; no price comes near.
const exposantMax = 40

// lireDecimal reads "226,88", "+6.5", "1.234,50" or, as a spreadsheet stores
// small numbers, "6.5000000000000002E-2", rounded half up to its fifteen
// digits. The text bears no space.
func lireDecimal(s string) (d decimal, ok bool) {
	mantisse, exposant, scientifique := strings.Cut(strings.ToUpper(s), "E")
	if scientifique {
		e, err := strconv.Atoi(exposant)
		if err != nil || e < -exposantMax || e > exposantMax {
			return d, false
		}
		d.exposant = e
	}
	mantisse, ok = unSeulSeparateur(strings.TrimPrefix(mantisse, "+"))
	if !ok || len(mantisse) > 2*exposantMax {
		return d, false
	}
	significatifs, vus, apres := 0, 0, false
	for _, c := range []byte(mantisse) {
		if c == '.' {
			apres = true
			continue
		}
		if c < '0' || c > '9' {
			return d, false
		}
		vus++
		if apres {
			d.exposant--
		}
		switch {
		case significatifs == 0 && c == '0':
		case significatifs < chiffresDuTableur:
			d.v = d.v*10 + int64(c-'0')
			significatifs++
		default:
			if significatifs == chiffresDuTableur && c >= '5' {
				d.v++
			}
			significatifs++
			d.exposant++
		}
	}
	return d, vus > 0
}

// unSeulSeparateur leaves a point as the only mark of s. When both marks are
// there, the last one is the decimal mark and the other groups thousands.
func unSeulSeparateur(s string) (string, bool) {
	point, virgule := strings.LastIndexByte(s, '.'), strings.LastIndexByte(s, ',')
	switch {
	case point >= 0 && virgule > point:
		s = strings.ReplaceAll(s, ".", "")
	case virgule >= 0 && point > virgule:
		s = strings.ReplaceAll(s, ",", "")
	}
	s = strings.ReplaceAll(s, ",", ".")
	return s, strings.Count(s, ".") <= 1
}

// entier returns d × 10^decimales rounded half up, whether that is exact, and
// whether it is of any sensible size.
func (d decimal) entier(decimales int) (n int64, exact, ok bool) {
	n, exact = d.v, true
	for e := d.exposant + decimales; e > 0 && n != 0; e-- {
		if n > int64(argent.Max) {
			return 0, false, false
		}
		n *= 10
	}
	dernier := int64(0)
	for e := d.exposant + decimales; e < 0 && (n != 0 || dernier != 0); e++ {
		dernier = n % 10
		exact = exact && dernier == 0
		n /= 10
	}
	if dernier >= 5 {
		n++
	}
	return n, exact, n <= int64(argent.Max)
}

// enPourcent writes the fraction d as a percentage that lireDecimal reads.
func (d decimal) enPourcent() string {
	return strconv.FormatInt(d.v, 10) + "E" + strconv.Itoa(d.exposant+2) + "%"
}
