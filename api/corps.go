package api

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/dossier"
)

// lireCorps reads a whole JSON body, within the bounds of size and time.
func (s *serveur) lireCorps(w *suivi, r *http.Request) ([]byte, *Probleme) {
	if p := verifierType(r.Header); p != nil {
		return nil, p
	}
	if r.ContentLength > s.Corps {
		w.Header().Set("Connection", "close")
		return nil, s.tropGrand()
	}
	// The connection's own deadlines are longer; a test recorder has none.
	echeance := http.NewResponseController(w)
	_ = echeance.SetReadDeadline(time.Now().Add(s.Duree))
	b, err := io.ReadAll(http.MaxBytesReader(w.ResponseWriter, r.Body, s.Corps))
	if err != nil {
		return nil, s.corpsRefuse(err)
	}
	// A deadline left behind would cut the computation of a slow answer.
	_ = echeance.SetReadDeadline(time.Time{})
	if len(b) == 0 {
		return nil, nouveauProbleme(http.StatusBadRequest, &dossier.Erreur{Code: "json-illisible", Message: "le corps est vide", Indice: "envoyez un document JSON"})
	}
	return b, nil
}

func verifierType(h http.Header) *Probleme {
	refuser := func(message, indice string) *Probleme {
		return nouveauProbleme(http.StatusUnsupportedMediaType, &dossier.Erreur{Code: "format-refuse", Message: message, Indice: indice})
	}
	if c := h.Get("Content-Encoding"); c != "" && c != "identity" {
		return refuser("un corps compressé n'est pas lu", "envoyez le JSON tel quel")
	}
	declare := h.Get("Content-Type")
	if declare == "" {
		return nil
	}
	t, parametres, err := mime.ParseMediaType(declare)
	// The form type is what curl -d declares by itself: the body decides.
	if err != nil || t != "application/json" && t != "application/x-www-form-urlencoded" {
		return refuser("seul le JSON est lu", "Content-Type: application/json")
	}
	if jeu := parametres["charset"]; jeu != "" && !strings.EqualFold(jeu, "utf-8") {
		return refuser("le JSON est en UTF-8", "Content-Type: application/json")
	}
	return nil
}

func (s *serveur) tropGrand() *Probleme {
	return nouveauProbleme(http.StatusRequestEntityTooLarge, &dossier.Erreur{Code: "corps-trop-grand",
		Message: "le corps dépasse la taille permise", Indice: "au plus " + octets(s.Corps)})
}

func (s *serveur) corpsRefuse(err error) *Probleme {
	var grand *http.MaxBytesError
	switch {
	case errors.As(err, &grand):
		return s.tropGrand()
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nouveauProbleme(http.StatusRequestTimeout, &dossier.Erreur{Code: "corps-trop-lent", Message: "le corps n'est pas arrivé en " + s.Duree.String()})
	}
	return nouveauProbleme(http.StatusBadRequest, &dossier.Erreur{Code: "corps-interrompu", Message: "le corps n'est pas arrivé entier"})
}

// octets writes a size for people, grouped as an amount is.
func octets(n int64) string {
	s := argent.Centimes(n * 100).FR()
	return strings.TrimSuffix(s, ",00\u00a0€") + " octets"
}
