package dossier

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
)

// A Noeud is a JSON value that remembers the order and the doubles of its
// fields, which encoding/json forgets.
type Noeud struct {
	genre  genre
	texte  string
	champs []champ
	items  []Noeud
}

type champ struct {
	nom    string
	valeur Noeud
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

// LireArbre reads one JSON document.
func LireArbre(b []byte) (Noeud, error) {
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

func lireNoeud(d *json.Decoder, profondeur int) (Noeud, error) {
	if profondeur > profondeurMax {
		return Noeud{}, errProfond
	}
	t, err := d.Token()
	if err != nil {
		return Noeud{}, err
	}
	switch t := t.(type) {
	case string:
		return Noeud{genre: genreTexte, texte: t}, nil
	case json.Number:
		return Noeud{genre: genreNombre, texte: t.String()}, nil
	case bool:
		return Noeud{genre: genreBooleen, texte: strconv.FormatBool(t)}, nil
	case json.Delim:
		if t == '{' {
			return lireObjet(d, profondeur)
		}
		return lireListe(d, profondeur)
	}
	return Noeud{}, nil
}

func lireObjet(d *json.Decoder, profondeur int) (Noeud, error) {
	n := Noeud{genre: genreObjet}
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

func lireListe(d *json.Decoder, profondeur int) (Noeud, error) {
	n := Noeud{genre: genreListe}
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

// Items returns the elements of a list; nil for anything else.
func (n Noeud) Items() []Noeud { return n.items }

// Noms returns the names of the fields of an object, in order.
func (n Noeud) Noms() []string {
	noms := make([]string, len(n.champs))
	for i, c := range n.champs {
		noms[i] = c.nom
	}
	return noms
}
