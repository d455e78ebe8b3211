// Package lecture reads the documents that people write: YAML, and JSON, which
// is YAML. It keeps every scalar as the text that was written, so that 30.00
// stays "30.00" and a date stays a date: no number is ever guessed.
//
// It refuses what a form never needs and what an attacker would like: anchors
// and aliases, tags, several documents, double keys, keys that are not texts,
// deep nesting, large inputs.
package lecture

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// TailleMax and ProfondeurMax bound what is read.
const (
	TailleMax     = 1 << 20
	ProfondeurMax = 64
)

// Erreur says what is wrong in a document, and on which line.
type Erreur struct {
	Ligne   int
	Message string
}

// Error returns the sentence, with its line when there is one.
func (e *Erreur) Error() string {
	if e.Ligne == 0 {
		return e.Message
	}
	return fmt.Sprintf("ligne %d : %s", e.Ligne, e.Message)
}

func erreur(ligne int, format string, args ...any) *Erreur {
	return &Erreur{ligne, fmt.Sprintf(format, args...)}
}

// Genre is the kind of a node.
type Genre uint8

// Kinds of nodes.
const (
	Nul Genre = iota
	Booleen
	Texte
	Liste
	Objet
)

// Noeud is a value of the document with the line where it stands.
type Noeud struct {
	Genre Genre
	Ligne int
	// Texte is the scalar as written; "true" or "false" for a boolean.
	Texte  string
	Items  []Noeud
	Champs []Champ
}

// Champ is one field of an object, in the order of the document.
type Champ struct {
	Nom    string
	Ligne  int
	Valeur Noeud
}

// Champ returns the value of the field nom.
func (n Noeud) Champ(nom string) (Noeud, bool) {
	for _, c := range n.Champs {
		if c.Nom == nom {
			return c.Valeur, true
		}
	}
	return Noeud{}, false
}

// VersJSON turns a YAML or JSON document into JSON whose scalars are all
// texts, save true, false and null.
//
// Errors are *[Erreur].
func VersJSON(b []byte) ([]byte, error) {
	n, err := Lire(b)
	if err != nil {
		return nil, err
	}
	return n.JSON(), nil
}

// JSON writes the node back as JSON.
func (n Noeud) JSON() []byte {
	var b bytes.Buffer
	n.ecrire(&b)
	return b.Bytes()
}

func (n Noeud) ecrire(b *bytes.Buffer) {
	switch n.Genre {
	case Nul:
		b.WriteString("null")
	case Booleen:
		b.WriteString(n.Texte)
	case Texte:
		ecrireTexte(b, n.Texte)
	case Liste:
		b.WriteByte('[')
		for i, item := range n.Items {
			if i > 0 {
				b.WriteByte(',')
			}
			item.ecrire(b)
		}
		b.WriteByte(']')
	case Objet:
		b.WriteByte('{')
		for i, c := range n.Champs {
			if i > 0 {
				b.WriteByte(',')
			}
			ecrireTexte(b, c.Nom)
			b.WriteByte(':')
			c.Valeur.ecrire(b)
		}
		b.WriteByte('}')
	}
}

func ecrireTexte(b *bytes.Buffer, s string) {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	if e.Encode(s) == nil { // a string always encodes
		b.Truncate(b.Len() - 1) // the encoder ends with a newline
	}
}

// doubles refuses a field written twice.
func doubles(champs []Champ) *Erreur {
	vus := make(map[string]int, len(champs))
	for _, c := range champs {
		if ligne, deja := vus[c.Nom]; deja {
			return erreur(c.Ligne, "champ écrit deux fois : « %s » (déjà ligne %d)", c.Nom, ligne)
		}
		vus[c.Nom] = c.Ligne
	}
	return nil
}
