// Package jour holds civil dates: a day without hour or time zone, because the
// law changes at midnight and a visit belongs to its day.
//
// A [Jour] is a small comparable number: days compare with < and serve as map
// keys. Its zero is the absent day.
package jour

import (
	"errors"
	"fmt"
	"strconv"
)

// Jour is a civil day, counted from 1 January of year 1 (day 1). The zero is
// no day at all: an open end, an unknown birth date.
type Jour int32

// ErrForme is returned for a text that is not a real day.
var ErrForme = errors.New("date illisible ou impossible : écrivez par exemple 2026-03-10")

// De returns the day of that year, month and day of month. It does not check:
// [Parse] does.
func De(annee, mois, quantieme int) Jour {
	// Days from civil, with years starting in March so that leap days come last.
	y, m := annee, mois
	if m <= 2 {
		y--
	}
	siecle := floorDiv(y, 400)
	yoe := y - siecle*400
	mp := (m + 9) % 12
	doy := (153*mp+2)/5 + quantieme - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return Jour(siecle*146097 + doe - 305)
}

// Date returns the civil year, month and day of month of j.
func (j Jour) Date() (annee, mois, quantieme int) {
	z := int(j) + 305
	siecle := floorDiv(z, 146097)
	doe := z - siecle*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	quantieme = doy - (153*mp+2)/5 + 1
	mois = mp + 3
	if mois > 12 {
		mois -= 12
	}
	annee = yoe + siecle*400
	if mois <= 2 {
		annee++
	}
	return annee, mois, quantieme
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// Parse reads "2026-03-10" or, as people write it, "10/03/2026".
func Parse(s string) (Jour, error) {
	if len(s) != 10 {
		return 0, ErrForme
	}
	var a, m, q int
	var ok1, ok2, ok3 bool
	switch {
	case s[4] == '-' && s[7] == '-':
		a, ok1 = chiffres(s[0:4])
		m, ok2 = chiffres(s[5:7])
		q, ok3 = chiffres(s[8:10])
	case s[2] == '/' && s[5] == '/':
		q, ok1 = chiffres(s[0:2])
		m, ok2 = chiffres(s[3:5])
		a, ok3 = chiffres(s[6:10])
	}
	if !ok1 || !ok2 || !ok3 || a < 1 || m < 1 || m > 12 || q < 1 || q > 31 {
		return 0, ErrForme
	}
	j := De(a, m, q)
	if ra, rm, rq := j.Date(); ra != a || rm != m || rq != q {
		return 0, ErrForme
	}
	return j, nil
}

func chiffres(s string) (int, bool) {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

// Annee returns the civil year of j.
func (j Jour) Annee() int {
	a, _, _ := j.Date()
	return a
}

// Premier returns 1 January of the year of j.
func (j Jour) Premier() Jour { return De(j.Annee(), 1, 1) }

// Age returns the completed years on j of a person born on naissance. Someone
// born on 29 February completes a year on 1 March of common years.
func (j Jour) Age(naissance Jour) int {
	a, m, q := j.Date()
	na, nm, nq := naissance.Date()
	age := a - na
	if m < nm || (m == nm && q < nq) {
		age--
	}
	return age
}

// AgeEnMois returns the completed months on j of a person born on naissance.
func (j Jour) AgeEnMois(naissance Jour) int {
	a, m, q := j.Date()
	na, nm, nq := naissance.Date()
	mois := (a-na)*12 + m - nm
	if q < nq {
		mois--
	}
	return mois
}

// String writes the day as "2026-03-10", the absent day as "".
func (j Jour) String() string {
	if j == 0 {
		return ""
	}
	a, m, q := j.Date()
	return fmt.Sprintf("%04d-%02d-%02d", a, m, q)
}

var moisFR = [...]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"}
var moisEN = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// FR writes the day for French readers: "1er mars 2026".
func (j Jour) FR() string {
	if j == 0 {
		return ""
	}
	a, m, q := j.Date()
	quantieme := strconv.Itoa(q)
	if q == 1 {
		quantieme = "1er"
	}
	return quantieme + "\u00a0" + moisFR[m-1] + " " + strconv.Itoa(a)
}

// EN writes the day for English readers: "1 March 2026".
func (j Jour) EN() string {
	if j == 0 {
		return ""
	}
	a, m, q := j.Date()
	return strconv.Itoa(q) + "\u00a0" + moisEN[m-1] + " " + strconv.Itoa(a)
}

// MarshalText writes the day as String does.
func (j Jour) MarshalText() ([]byte, error) { return []byte(j.String()), nil }

// UnmarshalText reads the day as [Parse] does.
func (j *Jour) UnmarshalText(b []byte) (err error) {
	*j, err = Parse(string(b))
	return err
}

// Periode is a span of days, both ends included. A zero Fin leaves it open.
type Periode struct{ Debut, Fin Jour }

// Contient tells whether j falls in the span.
func (p Periode) Contient(j Jour) bool { return j >= p.Debut && (p.Fin == 0 || j <= p.Fin) }
