package ccam

import (
	"strings"

	"github.com/opposable/opposable/argent"
)

// Ligne is what one edition states of one line.
type Ligne struct {
	// Optam is the tariff of secteur 1 and of members of the OPTAM; Hors, the
	// tariff of the others. In V81, 0.00 is an activity without tariff of its own.
	Optam, Hors argent.Centimes
	// PrixConnu is false when the cells hold no number: they are empty, or say
	// « Non pris en charge ».
	PrixConnu bool
	// PrisEnCharge is false when the cells say « Non pris en charge ».
	PrisEnCharge bool
	// Modificateurs are those the act accepts, all its activities together.
	Modificateurs Modificateurs
	// Exoneration is the « champ 25 », on the ticket modérateur.
	Exoneration Exoneration
	// Regroupement is the code of the group of acts in the invoice: "ATM", "ADC".
	Regroupement string
	// SousConditions (RC): refunded under conditions. AccordPrealable (AP):
	// prior approval needed.
	SousConditions, AccordPrealable bool
}

// Exoneration is a set of codes of the « champ 25 »: bit n is code n.
type Exoneration uint8

// exonerationsConnues are the codes the Cnam defines.
const exonerationsConnues = "12357"

// Contient tells whether the set holds that code.
func (e Exoneration) Contient(code uint8) bool { return e>>code&1 != 0 }

// String writes the codes in order: "2-7"; "" for none.
func (e Exoneration) String() string {
	var b []byte
	for c := range uint8(8) {
		if e.Contient(c) {
			if len(b) > 0 {
				b = append(b, '-')
			}
			b = append(b, '0'+c)
		}
	}
	return string(b)
}

// ParseExoneration reads what String writes; false for anything else.
func ParseExoneration(s string) (e Exoneration, ok bool) {
	if s == "" {
		return 0, true
	}
	for code := range strings.SplitSeq(s, "-") {
		if len(code) != 1 || !strings.Contains(exonerationsConnues, code) {
			return 0, false
		}
		e |= 1 << (code[0] - '0')
	}
	return e, e.String() == s
}

// A record of an edition: 3 bytes per price, 5 of modifiers, 1 of exemptions,
// 3 letters of group (or zeros), 1 of marks.
const tailleLigne = 16

// prixMax is the largest price a record holds, 167 772,15 €: the dearest act
// is fifty times cheaper.
const prixMax argent.Centimes = 1<<24 - 1

const (
	marquePresente = 1 << iota
	marquePrix
	marqueCharge
	marqueConditions
	marqueAccord
)

// lireLigne reads record n; false if the edition does not have the line.
func lireLigne(records string, n int) (Ligne, bool) {
	if (n+1)*tailleLigne > len(records) {
		return Ligne{}, false
	}
	r := records[n*tailleLigne : (n+1)*tailleLigne]
	m := r[15]
	if m&marquePresente == 0 {
		return Ligne{}, false
	}
	l := Ligne{
		Optam:           argent.Centimes(entier(r[0:3])),
		Hors:            argent.Centimes(entier(r[3:6])),
		PrixConnu:       m&marquePrix != 0,
		PrisEnCharge:    m&marqueCharge != 0,
		Modificateurs:   Modificateurs(entier(r[6:11])),
		Exoneration:     Exoneration(r[11]),
		SousConditions:  m&marqueConditions != 0,
		AccordPrealable: m&marqueAccord != 0,
	}
	if r[12] != 0 {
		l.Regroupement = r[12:15]
	}
	return l, true
}

// entier reads a little-endian integer.
func entier(s string) (v uint64) {
	for i := len(s) - 1; i >= 0; i-- {
		v = v<<8 | uint64(s[i])
	}
	return v
}

func ecrireEntier(b []byte, v uint64) {
	for i := range b {
		b[i] = byte(v >> (8 * i))
	}
}

// ecrire fills a record; the line has been checked: see [LigneVersion].
func (l Ligne) ecrire(r []byte) {
	ecrireEntier(r[0:3], uint64(l.Optam))
	ecrireEntier(r[3:6], uint64(l.Hors))
	ecrireEntier(r[6:11], uint64(l.Modificateurs))
	r[11] = byte(l.Exoneration)
	copy(r[12:15], l.Regroupement)
	r[15] = marquePresente
	marquer := func(vrai bool, marque byte) {
		if vrai {
			r[15] |= marque
		}
	}
	marquer(l.PrixConnu, marquePrix)
	marquer(l.PrisEnCharge, marqueCharge)
	marquer(l.SousConditions, marqueConditions)
	marquer(l.AccordPrealable, marqueAccord)
}
