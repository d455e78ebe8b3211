package lot

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"strconv"

	"github.com/opposable/opposable/dossier"
)

// forme is how a field is written.
type forme uint8

const (
	// nu: bare, without any quote.
	nu forme = iota
	// cite: between quotes, none inside.
	cite
	// double: between quotes, with doubled ones inside.
	double
	// litteral: not as RFC 4180 wants, hence taken as it stands.
	litteral
)

type champ struct {
	debut, fin int
	forme      forme
}

// rangeesCSV cuts the rows of a block into fields. It belongs to one worker.
type rangeesCSV struct {
	*plan
	// brut is the row, its end excluded; champs are places in it.
	brut   []byte
	champs []champ
	// retouche tells that the row cannot be copied as it stands.
	retouche bool
	// tampon holds the fields freed of their doubled quotes.
	tampon  []byte
	alteres int64
}

// suivante cuts the first row of b; see rangees.
func (r *rangeesCSV) suivante(b []byte) (n int, vide bool, err *dossier.Erreur) {
	n, ouvert := r.casesNues(b), false
	if n == 0 {
		n, ouvert = r.cases(b)
	}
	switch {
	case n-1 > r.max || (n > r.max && b[n-1] != '\n'):
		r.amputer()
		return n, false, ligneTropLongue(r.max)
	case len(r.brut) == 0:
		return n, true, nil
	case ouvert:
		return n, false, guillemetOuvert()
	case len(r.champs) != len(r.noms):
		r.retouche = true
		return n, false, &dossier.Erreur{Code: "nombre-de-champs", Indice: "un champ qui contient le séparateur s'écrit entre guillemets",
			Message: strconv.Itoa(len(r.champs)) + " champs au lieu de " + strconv.Itoa(len(r.noms))}
	}
	return n, false, nil
}

func ligneTropLongue(borne int) *dossier.Erreur {
	return &dossier.Erreur{Code: "ligne-trop-longue", Message: "ligne de plus de " + strconv.Itoa(borne) + " octets : la suite n'est pas reprise",
		Indice: "un guillemet ou une fin de ligne manque peut-être"}
}

func guillemetOuvert() *dossier.Erreur {
	return &dossier.Erreur{Code: "guillemet-ouvert", Message: "un guillemet ouvre un champ que rien ne ferme", Indice: "dans un champ entre guillemets, un guillemet se double"}
}

// cases finds the fields of the first row of b, and where the next row begins.
// A quote that never closes leaves the rest of its line literal.
func (r *rangeesCSV) cases(b []byte) (n int, ouvert bool) {
	r.champs, r.retouche = r.champs[:0], false
	sep := r.sep
	for i := 0; ; i++ {
		c := champ{debut: i}
		if i < len(b) && b[i] == '"' {
			f, etat := fermer(b, i+1, r.max, true)
			if etat == jamais {
				return r.litteraux(b, i), true
			}
			c.forme = cite
			if bytes.IndexByte(b[i+1:f], '"') >= 0 {
				c.forme = double
			}
			if i = f + 1; !finDeChamp(b[i:], sep) {
				c.forme, r.retouche = litteral, true
			}
		}
		for ; i < len(b) && b[i] != sep && b[i] != '\n'; i++ {
			if b[i] == '"' {
				c.forme, r.retouche = litteral, true
			}
		}
		if c.fin = i; i < len(b) && b[i] == sep {
			r.champs = append(r.champs, c)
			continue
		}
		r.finir(b, c)
		return min(i+1, len(b)), false
	}
}

// casesNues does what cases does for a row without quotes, eight bytes at a
// time; it returns 0 and leaves the row to cases if it meets a quote, or the
// end of the block.
func (r *rangeesCSV) casesNues(b []byte) int {
	const uns = 0x0101010101010101
	seps := uns * uint64(r.sep)
	champs, debut := r.champs[:0], 0
	for i := 0; i+8 <= len(b); i += 8 {
		w := binary.LittleEndian.Uint64(b[i:])
		m := octetsNuls(w^seps) | octetsNuls(w^uns*'\n') | octetsNuls(w^uns*'"')
		for ; m != 0; m &= m - 1 {
			k := i + bits.TrailingZeros64(m)/8
			switch b[k] {
			case r.sep:
				champs = append(champs, champ{debut, k, nu})
				debut = k + 1
			case '\n':
				r.champs, r.retouche = champs, false
				r.finir(b, champ{debut, k, nu})
				return k + 1
			default:
				return 0
			}
		}
	}
	return 0
}

// octetsNuls sets the high bit of the bytes of w that are zero, and no other.
func octetsNuls(w uint64) uint64 {
	const sept = 0x7f7f7f7f7f7f7f7f
	return ^(w&sept + sept | w | sept)
}

// finDeChamp tells whether what follows a closing quote ends the field.
func finDeChamp(b []byte, sep byte) bool {
	if len(b) > 0 && b[0] == '\r' {
		return len(b) == 1 || b[1] == '\n'
	}
	return len(b) == 0 || b[0] == sep || b[0] == '\n'
}

// finir adds the last field, from which the CR of the row's end is taken.
func (r *rangeesCSV) finir(b []byte, c champ) {
	if c.fin > c.debut && b[c.fin-1] == '\r' {
		c.fin--
	}
	r.champs = append(r.champs, c)
	r.brut = b[:c.fin]
}

// litteraux cuts at separators what goes from i to the end of the line.
func (r *rangeesCSV) litteraux(b []byte, i int) int {
	r.retouche = true
	fin := len(b)
	if n := bytes.IndexByte(b[i:], '\n'); n >= 0 {
		fin = i + n
	}
	for {
		n := bytes.IndexByte(b[i:fin], r.sep)
		if n < 0 {
			break
		}
		r.champs = append(r.champs, champ{i, i + n, litteral})
		i += n + 1
	}
	r.finir(b, champ{i, fin, litteral})
	return min(fin+1, len(b))
}

// amputer keeps the fields that end before the bound of a row. It must not see
// what comes after: the reader may not have given it.
func (r *rangeesCSV) amputer() {
	r.retouche = true
	k := 0
	for k < len(r.champs)-1 && r.champs[k].fin < r.max {
		k++
	}
	r.champs = r.champs[:k]
}

// valeur returns the k-th field without its quotes.
func (r *rangeesCSV) valeur(k int) []byte {
	if k >= len(r.champs) {
		return nil
	}
	c := r.champs[k]
	b := r.brut[c.debut:c.fin]
	switch c.forme {
	case cite:
		return b[1 : len(b)-1]
	case double:
		return r.dedoubler(b[1 : len(b)-1])
	}
	return b
}

// dedoubler frees a field of its doubled quotes. When tampon moves, the fields
// freed before stay where they were.
func (r *rangeesCSV) dedoubler(b []byte) []byte {
	debut := len(r.tampon)
	for {
		q := bytes.IndexByte(b, '"')
		if q < 0 {
			r.tampon = append(r.tampon, b...)
			return r.tampon[debut:]
		}
		r.tampon = append(r.tampon, b[:q+1]...)
		b = b[q+2:]
	}
}

func (r *rangeesCSV) lire(l *lecture) (*dossier.Dossier, *dossier.Erreur) {
	r.tampon = r.tampon[:0]
	var premiere *dossier.Erreur
	for k, c := range r.lues {
		x := &r.champs[r.places[k]]
		v := r.brut[x.debut:x.fin]
		if x.forme != nu {
			v = r.valeur(r.places[k])
		}
		if !bytes.Equal(v, l.dernier[c]) {
			l.changer(c, v)
		}
		if e := l.faute[c]; e != nil && premiere == nil {
			premiere = e
		}
	}
	return &l.d, premiere
}

// copierCSV writes the input columns: the row itself whenever it can be read
// back the same.
func (r *rangeesCSV) copierCSV(b []byte) []byte {
	if !r.retouche {
		return append(b, r.brut...)
	}
	for k := range r.noms {
		if k > 0 {
			b = append(b, r.sep)
		}
		switch {
		case k >= len(r.champs):
		case k == len(r.noms)-1 && len(r.champs) > len(r.noms):
			b = ajouterChampCSV(b, r.surplus(), r.sep)
		case r.champs[k].forme == litteral:
			b = ajouterChampCSV(b, r.valeur(k), r.sep)
		default:
			b = append(b, r.brut[r.champs[k].debut:r.champs[k].fin]...)
		}
	}
	return b
}

// surplus is, as written, what goes from the last column to the end of a row
// that has too many fields.
func (r *rangeesCSV) surplus() []byte {
	return r.brut[r.champs[len(r.noms)-1].debut:r.champs[len(r.champs)-1].fin]
}

// copierNDJSON opens an object with the input columns as strings.
func (r *rangeesCSV) copierNDJSON(b []byte) []byte {
	r.tampon = r.tampon[:0]
	b = append(b, '{')
	for k := range r.noms {
		v := r.valeur(k)
		if k == len(r.noms)-1 && len(r.champs) > len(r.noms) {
			v = r.surplus()
		}
		if k > 0 {
			b = append(b, ',')
		}
		b = append(b, r.cles[k]...)
		var intact bool
		if b, intact = ajouterTexteJSON(b, v); !intact {
			r.alteres++
		}
	}
	return b
}

// ajouterChampCSV writes a field, between quotes if it needs them.
func ajouterChampCSV(b, v []byte, sep byte) []byte {
	besoin := bytes.IndexByte(v, sep) >= 0
	for _, c := range v {
		besoin = besoin || c == '"' || c == '\n' || c == '\r'
	}
	if !besoin {
		return append(b, v...)
	}
	b = append(b, '"')
	for _, c := range v {
		if c == '"' {
			b = append(b, '"')
		}
		b = append(b, c)
	}
	return append(b, '"')
}

// plat: the columns of a CSV are flat.
func (r *rangeesCSV) plat() bool { return true }

func (r *rangeesCSV) pertes(b *Bilan, _ map[string]int64) { b.TextesAlteres += r.alteres }
