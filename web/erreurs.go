package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/opposable/opposable/explication"
)

// introuvable answers what no pattern takes: 405 if another method would do,
// 404 otherwise.
func (s *site) introuvable(w http.ResponseWriter, r *http.Request) {
	var permises []string
	for _, m := range []string{http.MethodGet, http.MethodPost} {
		essai := r.Clone(r.Context())
		essai.Method = m
		if _, motif := s.mux.Handler(essai); motif != "/" && motif != "" {
			permises = append(permises, m)
		}
	}
	if len(permises) == 0 {
		s.erreur(w, r, http.StatusNotFound)
		return
	}
	if slices.Contains(permises, http.MethodGet) {
		permises = append(permises, http.MethodHead)
	}
	w.Header().Set("Allow", strings.Join(permises, ", "))
	s.erreur(w, r, http.StatusMethodNotAllowed)
}

// langueDe reads the language in the address.
func langueDe(r *http.Request) explication.Langue {
	if r.URL.Path == "/en" || strings.HasPrefix(r.URL.Path, "/en/") {
		return explication.EN
	}
	return explication.FR
}

type corpsErreur struct{ Titre, Texte string }

// erreur shows a refusal in the style of the house. The switch of language
// leads home: the address may be anything.
func (s *site) erreur(w http.ResponseWriter, r *http.Request, statut int) {
	l := langueDe(r)
	cle := "erreur." + strconv.Itoa(statut)
	s.montrer(w, statut, "erreur", page{Langue: l, Chemin: "/", Titre: texte(l, cle+".titre"),
		Corps: corpsErreur{texte(l, cle+".titre"), texte(l, cle+".texte")}})
}
