package lecture

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// lireJSON reads a document already known to be valid JSON: YAML parsers
// differ on its tabs and its escapes, so it has its own reader.
func lireJSON(b []byte) (Noeud, error) {
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	l := lecteurJSON{d: d, texte: b, ligne: 1}
	n, err := l.noeud(0)
	if err != nil {
		return Noeud{}, err
	}
	return n, nil
}

type lecteurJSON struct {
	d     *json.Decoder
	texte []byte
	vu    int
	ligne int
}

func (l *lecteurJSON) suivant() (json.Token, error) {
	t, err := l.d.Token()
	fin := int(l.d.InputOffset())
	l.ligne += bytes.Count(l.texte[l.vu:fin], []byte{'\n'})
	l.vu = fin
	if err != nil {
		return nil, erreur(l.ligne, "JSON illisible : %v", err)
	}
	return t, nil
}

func (l *lecteurJSON) noeud(profondeur int) (Noeud, error) {
	if profondeur > ProfondeurMax {
		return Noeud{}, erreur(l.ligne, "trop d'imbrications : plus de %d", ProfondeurMax)
	}
	t, err := l.suivant()
	if err != nil {
		return Noeud{}, err
	}
	n := Noeud{Ligne: l.ligne}
	switch t := t.(type) {
	case bool:
		n.Genre, n.Texte = Booleen, strconv.FormatBool(t)
	case string:
		n.Genre, n.Texte = Texte, t
	case json.Number:
		n.Genre, n.Texte = Texte, t.String()
	case json.Delim:
		if t == '[' {
			return l.liste(n, profondeur)
		}
		return l.objet(n, profondeur)
	}
	return n, nil
}

func (l *lecteurJSON) liste(n Noeud, profondeur int) (Noeud, error) {
	n.Genre = Liste
	for l.d.More() {
		item, err := l.noeud(profondeur + 1)
		if err != nil {
			return n, err
		}
		n.Items = append(n.Items, item)
	}
	_, err := l.suivant()
	return n, err
}

func (l *lecteurJSON) objet(n Noeud, profondeur int) (Noeud, error) {
	n.Genre = Objet
	for l.d.More() {
		t, err := l.suivant()
		if err != nil {
			return n, err
		}
		nom, _ := t.(string)
		c := Champ{Nom: nom, Ligne: l.ligne}
		if c.Valeur, err = l.noeud(profondeur + 1); err != nil {
			return n, err
		}
		n.Champs = append(n.Champs, c)
	}
	if err := doubles(n.Champs); err != nil {
		return n, err
	}
	_, err := l.suivant()
	return n, err
}
