package web

import (
	"bytes"
	"net/http"
	"time"

	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/explication"
	"github.com/opposable/opposable/jour"
)

// Options is what the pages need to be told.
type Options struct {
	// Aujourdhui gives the day shown in an empty form and the day whose values
	// the barème calls present. Nil reads the clock.
	Aujourdhui func() jour.Jour
	// Bareme is the law to follow; nil is the official one.
	Bareme *bareme.Bareme
	// Divergences lists the published figures the engine does not find.
	Divergences []Divergence
	// Panne, if set, is told what a panic said; the visitor is not.
	Panne func(valeur any)
	// Version names the program at the foot of the pages.
	Version string
}

// Divergence is a published figure that the engine contradicts, and why.
type Divergence struct {
	Cas, Publie, Moteur, Raison string
}

type site struct {
	Options
	gabarits map[explication.Langue]gabarits
	mux      *http.ServeMux
}

var langues = []explication.Langue{explication.FR, explication.EN}

// Nouveau returns the pages, to be mounted at "/": French at the root, English
// under /en/.
func Nouveau(o Options) http.Handler {
	if o.Aujourdhui == nil {
		o.Aujourdhui = horloge
	}
	if o.Bareme == nil {
		o.Bareme = bareme.Officiel()
	}
	s := &site{Options: o, gabarits: map[explication.Langue]gabarits{}, mux: http.NewServeMux()}
	for _, l := range langues {
		s.gabarits[l] = lireGabarits(l, o.Bareme)
		s.router(l)
	}
	s.mux.HandleFunc("GET /statique/{nom}", servirStatique)
	s.mux.HandleFunc("/", s.introuvable)
	return s
}

func horloge() jour.Jour {
	a, m, q := time.Now().Date()
	return jour.De(a, int(m), q)
}

func (s *site) router(l explication.Langue) {
	p := prefixe(l)
	for motif, f := range map[string]func(http.ResponseWriter, *http.Request, explication.Langue){
		"GET " + p + "/{$}":                    s.accueil,
		"GET " + p + "/consultation":           s.accueil,
		"POST " + p + "/consultation":          s.consultation,
		"POST " + p + "/consultation/resultat": s.fragment,
		"GET " + p + "/coter":                  s.accueilCoter,
		"POST " + p + "/coter":                 s.coter,
		"POST " + p + "/coter/reponse":         s.fragmentCoter,
		"GET " + p + "/affichette":             s.affichette,
		"GET " + p + "/bareme":                 s.listeBareme,
		"GET " + p + "/bareme/{cle}":           s.ficheBareme,
		"GET " + p + "/couverture":             s.couverture,
	} {
		s.mux.HandleFunc(motif, func(w http.ResponseWriter, r *http.Request) { f(w, r, l) })
	}
	if p != "" {
		s.mux.Handle("GET "+p, http.RedirectHandler(p+"/", http.StatusPermanentRedirect))
	}
}

// ServeHTTP sets the headers that every answer bears and turns a panic into a
// page.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	proteger(w.Header())
	defer func() {
		if p := recover(); p != nil {
			if p == http.ErrAbortHandler {
				panic(p)
			}
			if s.Panne != nil {
				s.Panne(p)
			}
			s.erreur(w, r, http.StatusInternalServerError)
		}
	}()
	s.mux.ServeHTTP(w, r)
}

// proteger allows nothing from elsewhere and nothing written inside the page.
func proteger(h http.Header) {
	h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "+
		"form-action 'self'; base-uri 'none'; frame-ancestors 'none'; connect-src 'self'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
}

// A page is what the common frame needs to know.
type page struct {
	Langue explication.Langue
	// Onglet is the entry of the menu that is current.
	Onglet string
	// Chemin is the address without its language.
	Chemin  string
	Requete string
	Titre   string
	// Formulaire is the id of the form that changing the language posts, or "".
	Formulaire string
	Version    string
	Corps      any
}

func prefixe(l explication.Langue) string {
	if l == explication.EN {
		return "/en"
	}
	return ""
}

// URL writes an address in the page's language.
func (p page) URL(chemin string) string { return prefixe(p.Langue) + chemin }

// Autre is the other language.
func (p page) Autre() explication.Langue {
	if p.Langue == explication.EN {
		return explication.FR
	}
	return explication.EN
}

// URLAutre is the same page in the other language.
func (p page) URLAutre() string {
	u := prefixe(p.Autre()) + p.Chemin
	if p.Requete != "" {
		u += "?" + p.Requete
	}
	return u
}

// montrer renders a page whole before it sends anything.
func (s *site) montrer(w http.ResponseWriter, statut int, gabarit string, p page) {
	p.Version = s.Version
	s.rendre(w, statut, p.Langue, gabarit, "page", p)
}

func (s *site) rendre(w http.ResponseWriter, statut int, l explication.Langue, gabarit, bloc string, donnees any) {
	var b bytes.Buffer
	if err := s.gabarits[l][gabarit].ExecuteTemplate(&b, bloc, donnees); err != nil {
		panic(err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Language", l.String())
	w.WriteHeader(statut)
	w.Write(b.Bytes())
}
