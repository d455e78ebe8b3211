package dossier

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
)

// A nœud is a JSON value that remembers the order and the doubles of its
// fields, which encoding/json forgets.
type noeud struct {
	genre  genre
	texte  string
	champs []champ
	items  []noeud
}

type champ struct {
	nom    string
	valeur noeud
}

type genre uint8

const (
	genreNul genre = iota
	genreTexte
	genreNombre
	genreBooleen
	genreObjet
	genreListe
)

// profondeurMax bounds nesting; a dossier needs four levels.
const profondeurMax = 32

var errProfond = errors.New("trop d'imbrications")

func lireArbre(b []byte) (noeud, error) {
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	n, err := lireNoeud(d, 0)
	if err != nil {
		return n, err
	}
	if _, err := d.Token(); err != io.EOF {
		return n, errors.New("texte en trop après le document")
	}
	return n, nil
}

func lireNoeud(d *json.Decoder, profondeur int) (noeud, error) {
	if profondeur > profondeurMax {
		return noeud{}, errProfond
	}
	t, err := d.Token()
	if err != nil {
		return noeud{}, err
	}
	switch t := t.(type) {
	case string:
		return noeud{genre: genreTexte, texte: t}, nil
	case json.Number:
		return noeud{genre: genreNombre, texte: t.String()}, nil
	case bool:
		return noeud{genre: genreBooleen, texte: strconv.FormatBool(t)}, nil
	case json.Delim:
		if t == '{' {
			return lireObjet(d, profondeur)
		}
		return lireListe(d, profondeur)
	}
	return noeud{}, nil
}

func lireObjet(d *json.Decoder, profondeur int) (noeud, error) {
	n := noeud{genre: genreObjet}
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return n, err
		}
		nom, _ := t.(string)
		v, err := lireNoeud(d, profondeur+1)
		if err != nil {
			return n, err
		}
		n.champs = append(n.champs, champ{nom, v})
	}
	_, err := d.Token()
	return n, err
}

func lireListe(d *json.Decoder, profondeur int) (noeud, error) {
	n := noeud{genre: genreListe}
	for d.More() {
		v, err := lireNoeud(d, profondeur+1)
		if err != nil {
			return n, err
		}
		n.items = append(n.items, v)
	}
	_, err := d.Token()
	return n, err
}
