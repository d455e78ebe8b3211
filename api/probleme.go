package api

import (
	"encoding/json"
	"net/http"
	"strconv"
	"unicode/utf8"

	"github.com/opposable/opposable/dossier"
)

// Probleme is an error as HTTP callers read it: the members of RFC 9457, then
// those of [dossier.Erreur], then all the errors when there are several.
type Probleme struct {
	Type    string          `json:"type"`
	Titre   string          `json:"title"`
	Statut  int             `json:"status"`
	Detail  string          `json:"detail"`
	Code    string          `json:"code"`
	Message string          `json:"message"`
	Indice  string          `json:"indice,omitempty"`
	Champ   string          `json:"champ,omitempty"`
	Erreurs dossier.Erreurs `json:"erreurs,omitempty"`
	Omises  int             `json:"erreurs_omises,omitempty"`
	allow   string
	attente int
}

// A hostile body can hold a hundred thousand faults, each echoing a long text:
// the answer must not be larger than the question. A hint holds our own words,
// never the caller's: it only needs room for the longest list.
const (
	erreursMax = 100
	texteMax   = 500
	indiceMax  = 1000
)

var titres = map[int]string{
	http.StatusBadRequest:            "Requête illisible",
	http.StatusNotFound:              "Introuvable",
	http.StatusMethodNotAllowed:      "Méthode refusée",
	http.StatusRequestTimeout:        "Corps trop lent",
	http.StatusRequestEntityTooLarge: "Corps trop grand",
	http.StatusUnsupportedMediaType:  "Format refusé",
	http.StatusUnprocessableEntity:   "Demande refusée",
	http.StatusInternalServerError:   "Erreur interne",
	http.StatusServiceUnavailable:    "Service occupé",
}

func nouveauProbleme(statut int, erreurs ...*dossier.Erreur) *Probleme {
	e := borner(erreurs[0])
	p := &Probleme{
		Type: "urn:opposable:erreur:" + e.Code, Titre: titres[statut], Statut: statut, Detail: e.Error(),
		Code: e.Code, Message: e.Message, Indice: e.Indice, Champ: e.Champ,
	}
	if len(erreurs) > erreursMax {
		p.Omises = len(erreurs) - erreursMax
		erreurs = erreurs[:erreursMax]
	}
	if len(erreurs) > 1 {
		for _, e := range erreurs {
			p.Erreurs = append(p.Erreurs, borner(e))
		}
	}
	return p
}

// refus turns an error of the engine into a problem: 400 if the document could
// not be read at all, 500 if the error has no code, 422 otherwise.
func refus(err error) *Probleme {
	erreurs := dossier.Lister(err)
	switch erreurs[0].Code {
	case "json-illisible":
		return nouveauProbleme(http.StatusBadRequest, erreurs...)
	case "interne":
		return interne()
	}
	return nouveauProbleme(http.StatusUnprocessableEntity, erreurs...)
}

// interne says nothing of the fault: its text may hold what the caller sent.
func interne() *Probleme {
	return nouveauProbleme(http.StatusInternalServerError, &dossier.Erreur{Code: "interne", Message: "le calcul a échoué par notre faute"})
}

func borner(e *dossier.Erreur) *dossier.Erreur {
	return &dossier.Erreur{Code: e.Code, Message: couper(e.Message, texteMax), Indice: couper(e.Indice, indiceMax), Champ: couper(e.Champ, texteMax)}
}

func couper(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}

// Error returns the sentence.
func (p *Probleme) Error() string { return p.Detail }

// GetStatus lets huma write the problem with its status.
func (p *Probleme) GetStatus() int { return p.Statut }

// ContentType lets huma write the media type of RFC 9457.
func (p *Probleme) ContentType(string) string { return typeProbleme }

const typeProbleme = "application/problem+json"

func (p *Probleme) ecrire(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Content-Type", typeProbleme)
	if p.allow != "" {
		h.Set("Allow", p.allow)
	}
	if p.attente > 0 {
		h.Set("Retry-After", strconv.Itoa(p.attente))
	}
	w.WriteHeader(p.Statut)
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	_ = e.Encode(p) // the caller may have left
}

// proche guards [dossier.PlusProche], whose cost grows with the length of what
// was typed.
func proche(mot string, connus []string) string {
	if len(mot) > 64 {
		return ""
	}
	return dossier.PlusProche(mot, connus)
}

// suggerer asks whether the nearest word was meant, or gives the other hint.
func suggerer(proche, sinon string) string {
	if proche == "" {
		return sinon
	}
	return "vouliez-vous dire « " + proche + " » ?"
}
