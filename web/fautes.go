package web

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/explication"
)

// A Faute is an error as the reader meets it, tied to a field of the form.
type Faute struct {
	Code, Champ, Libelle string
	// Message is in the reader's language. Original is the engine's own
	// sentence where it has no translation, and is French.
	Message, Original string
	Indice            string
	// Attente marks what is not a fault but a question not answered yet.
	Attente bool
}

// Id is the id of the field at fault.
func (f Faute) Id() string { return "champ-" + f.Champ }

// fautes ties errors to the fields of the form.
func fautes(l explication.Langue, v url.Values, erreurs dossier.Erreurs) []Faute {
	var liste []Faute
	for _, e := range erreurs {
		f := Faute{Code: e.Code, Champ: champDuContrat(e.Champ, v), Message: e.Message, Indice: e.Indice, Attente: e.Code == "honoraires-manquants" || e.Code == "date-manquante"}
		if l == explication.EN {
			f.Message, f.Original, f.Indice = texte(l, cleFaute(e.Code)), e.Message, ""
		} else if d := textes["faute."+e.Code]; d.fr != "" {
			f.Message = d.fr
		}
		f.Message = majuscule(f.Message)
		if f.Champ != "" {
			f.Libelle = texte(l, "champ."+f.Champ)
		}
		liste = append(liste, f)
	}
	return liste
}

// cleFaute is the key of the sentence for an error, or of the general one.
func cleFaute(code string) string {
	if _, ok := textes["faute."+code]; ok {
		return "faute." + code
	}
	return "faute"
}

// champDuContrat finds the field of the form that fills a path of the contract.
func champDuContrat(chemin string, v url.Values) string {
	switch chemin {
	case "":
		return ""
	case "praticien.secteur", "praticien.option", "praticien.titre":
		if v.Get("statut_rare") != "" {
			return "statut_rare"
		}
		return "statut"
	case "prescriptions":
		return "boites_medicaments"
	case "contrat.garantie":
		return "garantie"
	}
	if strings.HasPrefix(chemin, "actes") && !slices.Contains([]string{"honoraires", "heure", "distance", "terrain"}, chemin[strings.LastIndex(chemin, ".")+1:]) {
		if strings.TrimSpace(v.Get("codes")) != "" {
			return "codes"
		}
		return "nature"
	}
	nom := chemin[strings.LastIndex(chemin, ".")+1:]
	if _, ok := textes["champ."+nom]; ok {
		return nom
	}
	return ""
}

// majuscule starts a sentence that the engine writes after the name of a field.
func majuscule(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
