package explication

import (
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
	"github.com/opposable/opposable/nomenclature"
)

// Langue is the reader's language.
type Langue uint8

// Languages.
const (
	FR Langue = iota
	EN
)

// String returns the language tag: "fr" or "en".
func (l Langue) String() string {
	if l == EN {
		return "en"
	}
	return "fr"
}

// ParseLangue reads a language tag.
func ParseLangue(s string) (Langue, bool) {
	switch s {
	case "", "fr":
		return FR, true
	case "en":
		return EN, true
	}
	return FR, false
}

// Montant writes an amount for the reader.
func (l Langue) Montant(c argent.Centimes) string {
	if l == EN {
		return c.EN()
	}
	return c.FR()
}

// Taux writes a rate for the reader.
func (l Langue) Taux(t argent.Taux) string {
	if l == EN {
		return t.EN()
	}
	return t.FR()
}

// Jour writes a day for the reader.
func (l Langue) Jour(j jour.Jour) string {
	if l == EN {
		return j.EN()
	}
	return j.FR()
}

// Titre names a parameter for the reader.
func (l Langue) Titre(p bareme.Parametre) string { return l.choisir(p.Titre, p.TitreEN) }

// Objet names the legal object of a parameter for the reader.
func (l Langue) Objet(p bareme.Parametre) string { return l.choisir(p.Objet, p.ObjetEN) }

// Acte names a code of the nomenclature for the reader; the label of a
// technical act is the table's, in French.
func (l Langue) Acte(c nomenclature.Code, b *bareme.Bareme) string {
	if fr, en := c.Libelle(b.CCAM()); fr != "" {
		return l.choisir(fr, en)
	}
	return l.choisir("acte technique (libellé non publié)", "technical act (label not published)")
}

// Specialite names a specialty for the reader.
func (l Langue) Specialite(s dossier.Specialite) string {
	return l.choisir(s.Libelle(), s.LibelleEN())
}

func (l Langue) choisir(fr, en string) string {
	if l == EN {
		return en
	}
	return fr
}

// Profondeur is how much the reader wants to know.
type Profondeur uint8

// Depths: what it means for me, how it is computed, which text says so.
const (
	Patient Profondeur = iota
	Praticien
	Juriste
)

// String returns the French word.
func (p Profondeur) String() string { return [...]string{"patient", "praticien", "juriste"}[p] }

// ParseProfondeur reads a depth.
func ParseProfondeur(s string) (Profondeur, bool) {
	for _, p := range []Profondeur{Patient, Praticien, Juriste} {
		if p.String() == s {
			return p, true
		}
	}
	return Patient, s == ""
}
