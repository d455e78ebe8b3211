package lot

import (
	"strconv"

	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

// memo remembers how words read, the bad ones too: what is wrong with a word
// costs a search among all the known ones.
type memo[T any] struct {
	// vite holds the last word of each print, lus every word.
	vite [64]*lu[T]
	lus  map[string]*lu[T]
}

type lu[T any] struct {
	mot string
	v   T
	e   *dossier.Erreur
}

// A file of junk fills the memo; it is then emptied, and stays small.
const (
	memoMax    = 1024
	memoMotMax = 64
)

// poserMot reads the word b into cible; an empty one is the zero.
func poserMot[T any](cible *T, m *memo[T], parse func(string) (T, *dossier.Erreur), c colonne, b []byte) *dossier.Erreur {
	if len(b) == 0 {
		var zero T
		*cible = zero
		return nil
	}
	empreinte := (b[0] + 7*b[len(b)-1] + 3*b[len(b)/2] + 13*byte(len(b))) % 64
	l := m.vite[empreinte]
	if l == nil || l.mot != string(b) {
		var connu bool
		if l, connu = m.lus[string(b)]; !connu {
			l = m.apprendre(parse, c, b)
		}
		m.vite[empreinte] = l
	}
	*cible = l.v
	return l.e
}

func (m *memo[T]) apprendre(parse func(string) (T, *dossier.Erreur), c colonne, b []byte) *lu[T] {
	l := new(lu[T])
	if len(b) > motMax {
		l.e = &dossier.Erreur{Code: "valeur-trop-longue", Message: "valeur de plus de " + strconv.Itoa(motMax) + " octets"}
	} else {
		l.mot = string(b)
		l.v, l.e = parse(l.mot)
	}
	if l.e != nil && l.e.Champ == "" {
		l.e.Champ = c.String()
	}
	if len(b) > memoMotMax {
		return l
	}
	if m.lus == nil || len(m.lus) >= memoMax {
		m.lus = make(map[string]*lu[T])
	}
	m.lus[l.mot] = l
	return l
}

// motMax bounds what is looked up: the search for the nearest known word grows
// with its length. Fifty acts fit in it.
const motMax = 1024

// memoJours remembers days: there are too many days of birth for a memo, and a
// fixed table never grows.
type memoJours struct {
	textes [1024][10]byte
	jours  [1024]jour.Jour
}

func (m *memoJours) lire(b []byte) (jour.Jour, bool) {
	if len(b) != 10 {
		return 0, false
	}
	// The units of year, month and day come at other places in 10/03/2026; the
	// print is then poorer, not wrong.
	empreinte := (uint(b[3])*373 + uint(b[5])*320 + uint(b[6])*32 + uint(b[8])*10 + uint(b[9])) % 1024
	texte := [10]byte(b)
	if m.textes[empreinte] == texte && m.jours[empreinte] != 0 {
		return m.jours[empreinte], true
	}
	j, err := jour.Parse(string(b))
	if err != nil {
		return 0, false
	}
	m.textes[empreinte], m.jours[empreinte] = texte, j
	return j, true
}
