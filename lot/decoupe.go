package lot

import (
	"bytes"
	"errors"
	"io"
)

// bornes says where rows end. The reader, which only looks for the end of the
// last whole row, and the workers, which look at every field, must agree to
// the byte: both go through fermer.
type bornes struct {
	sep byte
	// guillemets tells that a quoted field may hold newlines: CSV.
	guillemets bool
	max        int
}

type fermeture uint8

const (
	ferme fermeture = iota
	// jamais: no closing quote before the bound, or before the end.
	jamais
	// manque: more bytes are needed to tell.
	manque
)

// fermer returns the index of the quote that closes the field whose content
// begins at b[i]; limite is where its row exceeds the bound. At the end of the
// input, or in a block of whole rows, fin is true.
func fermer(b []byte, i, limite int, fin bool) (int, fermeture) {
	borne := min(limite, len(b))
	for i < borne {
		j := bytes.IndexByte(b[i:borne], '"')
		if j < 0 {
			break
		}
		i += j
		switch {
		case i+1 < len(b) && b[i+1] == '"':
			i += 2
		case i+1 < len(b) || fin:
			return i, ferme
		default:
			return 0, manque
		}
	}
	if limite > len(b) && !fin {
		return 0, manque
	}
	return 0, jamais
}

// couper returns the length of the whole rows that begin b.
func (x *bornes) couper(b []byte) int {
	dernier, i := 0, 0
	for {
		q := -1
		if x.guillemets {
			q = bytes.IndexByte(b[i:], '"')
		}
		if q < 0 {
			if n := bytes.LastIndexByte(b[i:], '\n'); n >= 0 {
				dernier = i + n + 1
			}
			return dernier
		}
		q += i
		if n := bytes.LastIndexByte(b[i:q], '\n'); n >= 0 {
			dernier = i + n + 1
		}
		if q != dernier && b[q-1] != x.sep {
			i = q + 1 // a quote inside a bare field is a character like another
			continue
		}
		f, etat := fermer(b, q+1, dernier+x.max, false)
		switch etat {
		case ferme:
			i = f + 1
		case manque:
			return dernier
		case jamais:
			n := bytes.IndexByte(b[q:], '\n')
			if n < 0 {
				return dernier
			}
			i = q + n + 1
			dernier = i
		}
	}
}

// decoupeur reads the input as blocks of whole rows.
type decoupeur struct {
	bornes
	in   io.Reader
	bloc int
	// reste was read and belongs to the next block.
	reste []byte
	fin   bool
	// saute tells that what comes, up to the next newline, ends a row already
	// given as far as its bound.
	saute bool
	// lus counts the bytes read, lignes the newlines of the blocks given.
	lus, lignes int64
}

var errSansProgres = errors.New("la source ne donne plus rien")

// lire adds to b what one or more calls to Read bring, up to cap(b).
func (d *decoupeur) lire(b []byte) ([]byte, error) {
	for range 100 {
		n, err := d.in.Read(b[len(b):cap(b)])
		if n < 0 || n > cap(b)-len(b) {
			return b, errSansProgres
		}
		d.lus += int64(n)
		b = b[:len(b)+n]
		if err == io.EOF {
			d.fin = true
			return b, nil
		}
		if err != nil || n > 0 {
			return b, err
		}
	}
	return b, errSansProgres
}

// remplir puts the next whole rows in b; false when there are none left. A row
// beyond the bound is alone in its block, cut one byte after the bound so that
// a worker sees that it is too long.
func (d *decoupeur) remplir(b *bloc) (bool, error) {
	t := append(b.entree[:0], d.reste...)
	d.reste = d.reste[:0]
	for {
		var err error
		if t, err = d.completer(t); err != nil {
			return false, err
		}
		t = d.sauter(t)
		n := len(t)
		if !d.fin {
			n = d.couper(t)
		}
		if n == 0 && len(t) > d.max {
			n, d.saute = d.max+1, true
		}
		if n == 0 && !d.fin {
			continue
		}
		d.reste = append(d.reste, t[n:]...)
		b.entree = t[:n]
		b.lu = d.lus - int64(len(d.reste))
		b.ligne = d.lignes + 1
		d.lignes += int64(bytes.Count(b.entree, finDeLigne))
		return n > 0, nil
	}
}

// completer reads until t holds one more block, or the input ends.
func (d *decoupeur) completer(t []byte) ([]byte, error) {
	cible := d.bloc
	for cible <= len(t) {
		cible += d.bloc
	}
	if cap(t) < cible {
		t = append(make([]byte, 0, cible), t...)
	}
	for !d.fin && len(t) < cible {
		var err error
		if t, err = d.lire(t[:len(t):cible]); err != nil {
			return t, echecLecture(err)
		}
	}
	return t, nil
}

// sauter drops the end of a row that was too long.
func (d *decoupeur) sauter(t []byte) []byte {
	if !d.saute {
		return t
	}
	n := bytes.IndexByte(t, '\n')
	if n < 0 {
		return t[:0]
	}
	d.saute = false
	d.lignes++
	return append(t[:0], t[n+1:]...)
}
