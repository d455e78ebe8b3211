package api

import (
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/opposable/opposable/dossier"
)

// ServeHTTP answers one request. The route is looked up first: what follows
// (bounds, metrics, log) depends on its pattern, never on the path itself.
func (s *serveur) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	debut := time.Now()
	_, motif := s.mux.Handler(r)
	s.mesures.enCours.Inc()
	defer s.mesures.enCours.Dec()
	suivi := &suivi{ResponseWriter: w}
	defer func() {
		p := recover()
		coupe := p == http.ErrAbortHandler
		if p != nil && !coupe {
			s.panique(p, pile(), motif)
			// Half an answer may be gone: cut the connection, do not end it well.
			if coupe = suivi.statut != 0; !coupe {
				interne().ecrire(suivi)
			}
		}
		s.observer(suivi, r.Method, motif, debut)
		if coupe {
			panic(http.ErrAbortHandler)
		}
	}()
	entetes(w.Header(), r)
	s.aiguiller(suivi, r, motif)
}

// entetes sets what every answer carries. A décompte is health data: no cache
// may keep it.
func entetes(h http.Header, r *http.Request) {
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-store")
	if strings.HasPrefix(r.URL.Path, "/v1/") {
		// The computation is public and reads no credential, so any page may ask.
		h.Set("Access-Control-Allow-Origin", "*")
		h.Set("Access-Control-Expose-Headers", "Retry-After")
	}
}

func (s *serveur) aiguiller(w *suivi, r *http.Request, motif string) {
	switch {
	case motif == "":
		s.sansRoute(w, r)
	case s.directes[motif]:
		s.mux.ServeHTTP(w, r)
	default:
		s.borner(w, r, motif)
	}
}

// sansRoute answers what the mux does not: unknown paths, wrong methods and
// the preflight of a browser.
func (s *serveur) sansRoute(w http.ResponseWriter, r *http.Request) {
	permises := s.permises(r)
	switch {
	case permises == "":
		nouveauProbleme(http.StatusNotFound, &dossier.Erreur{Code: "route-inconnue", Message: "aucune route ici", Indice: "elles sont décrites dans /openapi.json"}).ecrire(w)
	case r.Method == http.MethodOptions:
		h := w.Header()
		h.Set("Allow", permises)
		if h.Get("Access-Control-Allow-Origin") != "" {
			h.Set("Access-Control-Allow-Methods", permises)
			h.Set("Access-Control-Allow-Headers", "Content-Type")
			h.Set("Access-Control-Max-Age", "86400")
		}
		w.WriteHeader(http.StatusNoContent)
	default:
		p := nouveauProbleme(http.StatusMethodNotAllowed, &dossier.Erreur{Code: "methode-refusee", Message: "cette méthode n'est pas permise ici", Indice: "méthodes : " + permises})
		p.allow = permises
		p.ecrire(w)
	}
}

// permises lists the methods that the path of r answers to, or "".
func (s *serveur) permises(r *http.Request) string {
	var l []string
	for _, m := range []string{http.MethodGet, http.MethodPost} {
		essai := &http.Request{Method: m, URL: r.URL, Host: r.Host}
		if _, motif := s.mux.Handler(essai); motif != "" {
			l = append(l, m)
			if m == http.MethodGet {
				l = append(l, http.MethodHead)
			}
		}
	}
	if l == nil {
		return ""
	}
	return strings.Join(append(l, http.MethodOptions), ", ")
}

// borner reads the body, then takes a place to compute. In this order: a
// caller who sends slowly must not keep the others from computing.
func (s *serveur) borner(w *suivi, r *http.Request, motif string) {
	if !prendre(s.ouvertes) {
		surcharge().ecrire(w)
		return
	}
	defer rendre(s.ouvertes)
	r = r.WithContext(r.Context()) // the caller's request is not ours to change
	var corps io.ReadCloser = http.NoBody
	if r.Method == http.MethodPost {
		b, p := s.lireCorps(w, r)
		if p != nil {
			p.ecrire(w)
			return
		}
		corps = io.NopCloser(bytes.NewReader(b))
	}
	r.Body = corps
	if !prendre(s.calculs) {
		surcharge().ecrire(w)
		return
	}
	s.executer(w, r, motif)
}

func prendre(places chan struct{}) bool {
	select {
	case places <- struct{}{}:
		return true
	default:
		return false
	}
}

func rendre(places chan struct{}) { <-places }

// Seconds to wait before another try. A computation lasts far less.
const (
	attenteSurcharge = 1
	attenteDelai     = 5
)

func surcharge() *Probleme {
	p := nouveauProbleme(http.StatusServiceUnavailable, &dossier.Erreur{Code: "surcharge", Message: "trop de demandes à la fois", Indice: "réessayez dans un instant"})
	p.attente = attenteSurcharge
	return p
}

func delai(d time.Duration) *Probleme {
	p := nouveauProbleme(http.StatusServiceUnavailable, &dossier.Erreur{Code: "delai-depasse", Message: "le calcul n'a pas fini en " + d.String()})
	p.attente = attenteDelai
	return p
}

// statutParti is what the log says of a caller who left before the answer.
const statutParti = 499

type arret struct {
	valeur any
	pile   []uintptr
}

// executer computes in a goroutine that writes to memory, and keeps its place
// until it has really finished: an answer given up on still costs.
func (s *serveur) executer(w *suivi, r *http.Request, motif string) {
	ctx, annuler := context.WithTimeout(r.Context(), s.Duree)
	defer annuler()
	r = r.WithContext(ctx)
	t := &tampon{entetes: http.Header{}}
	fini := make(chan *arret, 1)
	go func() {
		defer rendre(s.calculs)
		defer func() {
			if p := recover(); p != nil {
				fini <- &arret{p, pile()}
				return
			}
			fini <- nil
		}()
		s.mux.ServeHTTP(t, r)
	}()
	select {
	case a := <-fini:
		if a != nil {
			s.panique(a.valeur, a.pile, motif)
			interne().ecrire(w)
			return
		}
		t.copier(w)
	case <-ctx.Done():
		if errors.Is(ctx.Err(), context.Canceled) {
			w.statut = statutParti
			panic(http.ErrAbortHandler)
		}
		delai(s.Duree).ecrire(w)
	}
}

// tampon is an answer in memory.
type tampon struct {
	entetes http.Header
	statut  int
	corps   bytes.Buffer
}

func (t *tampon) Header() http.Header         { return t.entetes }
func (t *tampon) Write(b []byte) (int, error) { return t.corps.Write(b) }
func (t *tampon) WriteHeader(statut int) {
	if t.statut == 0 {
		t.statut = statut
	}
}

func (t *tampon) copier(w http.ResponseWriter) {
	h := w.Header()
	maps.Copy(h, t.entetes)
	h.Set("Content-Length", strconv.Itoa(t.corps.Len()))
	if t.statut != 0 {
		w.WriteHeader(t.statut)
	}
	_, _ = w.Write(t.corps.Bytes()) // the caller may have left
}
