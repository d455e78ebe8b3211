package api

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/jour"
)

// Valeur is one dated value of a parameter, with its source.
type Valeur struct {
	Depuis    string       `json:"depuis"`
	Publie    string       `json:"publie,omitempty"`
	Etat      string       `json:"etat"`
	Valeur    string       `json:"valeur,omitempty"`
	Confiance string       `json:"confiance"`
	Verifie   string       `json:"verifie"`
	Source    SourceValeur `json:"source"`
	Recoupe   []string     `json:"recoupe,omitempty"`
	Note      string       `json:"note,omitempty"`
	Hypothese string       `json:"hypothese,omitempty"`
}

// SourceValeur is the text or the page that states a value.
type SourceValeur struct {
	Id     string `json:"id"`
	Titre  string `json:"titre"`
	Nature string `json:"nature"`
	URL    string `json:"url,omitempty"`
	Publie string `json:"publie,omitempty"`
}

// States of a dated value.
const (
	etatEnVigueur = "valeur"
	etatSupprime  = "supprime"
	etatInconnu   = "inconnue"
)

func etat(f *bareme.Fiche) string {
	switch {
	case f.Inconnue:
		return etatInconnu
	case f.Valeur.Supprime:
		return etatSupprime
	}
	return etatEnVigueur
}

func decrire(b *bareme.Bareme, f *bareme.Fiche) Valeur {
	v := Valeur{
		Depuis: f.Valeur.Depuis.String(), Publie: f.Valeur.Publie.String(), Etat: etat(f),
		Confiance: f.Valeur.Confiance.String(), Verifie: f.Verifie.String(), Note: f.Note, Hypothese: f.Hypothese,
		Source: decrireSource(b.Source(f.Valeur.Id)),
	}
	if f.Hypothese != "" {
		// A réforme has no source: the table would give the first one.
		v.Source = SourceValeur{Id: "hypothese", Titre: f.Hypothese, Nature: "hypothese"}
	}
	if v.Etat == etatEnVigueur {
		v.Valeur = ecrire(f.Cle.Parametre().Genre, f.Valeur.V)
	}
	for _, i := range f.Recoupe {
		v.Recoupe = append(v.Recoupe, bareme.Sources[i].Titre)
	}
	return v
}

func decrireSource(s bareme.Source) SourceValeur {
	return SourceValeur{Id: s.Id, Titre: s.Titre, Nature: s.Nature, URL: s.URL, Publie: s.Publie.String()}
}

// ecrire writes a value as a réforme takes it back.
func ecrire(g bareme.Genre, v int64) string {
	switch g {
	case bareme.GenreMontant, bareme.GenreTarif:
		return argent.Centimes(v).String()
	case bareme.GenreTaux:
		return argent.Taux(v).String() + " %"
	case bareme.GenreCoefficient:
		return rapport(argent.Taux(v))
	}
	return strconv.FormatInt(v, 10)
}

// rapport writes a ratio: 1.04, not 104 %.
func rapport(t argent.Taux) string {
	// A hundredth of the percentage: the two digits before its point pass after.
	entier, fraction := t/argent.Un, t%argent.Un
	s := strings.TrimRight(strconv.FormatInt(int64(fraction+argent.Un), 10)[1:], "0")
	if s == "" {
		return strconv.FormatInt(int64(entier), 10)
	}
	return strconv.FormatInt(int64(entier), 10) + "." + s
}

func unite(g bareme.Genre) string {
	switch g {
	case bareme.GenreMontant, bareme.GenreTarif:
		return "euro"
	case bareme.GenreTaux:
		return "pourcent"
	case bareme.GenreCoefficient:
		return "rapport"
	}
	return "nombre"
}

// enVigueur returns the value of a series, newest first, on day j; nil if none.
func enVigueur(serie []bareme.Fiche, j jour.Jour) *bareme.Fiche {
	for i := range serie {
		if serie[i].Valeur.Depuis <= j {
			return &serie[i]
		}
	}
	return nil
}

func clesTriees[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func contient(l []string, s string) bool { return slices.Contains(l, s) }
