package api

import (
	"log/slog"
	"net/http"
	"runtime"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/jour"
)

// Options sets up the API. The zero of each field has a sane meaning.
type Options struct {
	// Bareme is the table to follow; nil is the official one.
	Bareme *bareme.Bareme
	// Aujourdhui dates the reads of the barème that state no day. It never
	// dates a dossier: a dossier without a date is refused.
	Aujourdhui func() jour.Jour
	Version    string
	// Journal receives one line per request; nil is silence.
	Journal *slog.Logger
	// Corps bounds a request body, in bytes: 1 MiB.
	Corps int64
	// Duree bounds the reading of a body, and then the computation: 10 s.
	Duree time.Duration
	// Concurrence bounds the computations under way: 64 per processor.
	Concurrence int
}

// ouvertesParCalcul is how many requests may be read or written for one that
// computes. Slow callers thus fill the first bound, never the second, and the
// memory held by bodies stays bounded.
const ouvertesParCalcul = 4

type serveur struct {
	Options
	mux      *http.ServeMux
	mesures  *mesures
	moteurs  sync.Pool
	ouvertes chan struct{}
	calculs  chan struct{}
	bilan    bilan
	doc      *document
	// directes are the routes that take no part in the bounds, so that an
	// operator can look at a busy server.
	directes map[string]bool
}

// Nouveau returns the handler of the API. It may stand alone or be mounted in
// another mux under /v1/, /openapi.json, /openapi.yaml, /healthz and /metrics.
func Nouveau(o Options) http.Handler { return nouveau(o) }

func nouveau(o Options) *serveur {
	o.completer()
	s := &serveur{
		Options:  o,
		mux:      http.NewServeMux(),
		mesures:  nouvellesMesures(o.Version),
		ouvertes: make(chan struct{}, ouvertesParCalcul*o.Concurrence),
		calculs:  make(chan struct{}, o.Concurrence),
		bilan:    dresserBilan(o.Bareme),
		directes: map[string]bool{},
	}
	s.moteurs.New = func() any { return opposable.NouveauMoteur(o.Bareme) }
	a := humago.New(s.mux, s.configurer())
	a.UseMiddleware(refuserParametres)
	s.inscrire(a)
	return s
}

func (o *Options) completer() {
	if o.Bareme == nil {
		o.Bareme = bareme.Officiel()
	}
	if o.Aujourdhui == nil {
		o.Aujourdhui = func() jour.Jour {
			a, m, q := time.Now().Date()
			return jour.De(a, int(m), q)
		}
	}
	if o.Journal == nil {
		o.Journal = slog.New(slog.DiscardHandler)
	}
	if o.Version == "" {
		o.Version = "0"
	}
	if o.Corps <= 0 {
		o.Corps = 1 << 20
	}
	if o.Duree <= 0 {
		o.Duree = 10 * time.Second
	}
	if o.Concurrence <= 0 {
		o.Concurrence = 64 * runtime.GOMAXPROCS(0)
	}
}

// configurer leaves huma the routing, the schemas and the writing of JSON.
// Its own OpenAPI route is not used: it fills a cache without a lock.
func (s *serveur) configurer() huma.Config {
	return huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI:    "3.1.0",
			Info:       info(s.Version),
			Servers:    []*huma.Server{{URL: "/"}},
			Components: &huma.Components{Schemas: registre()},
			Tags:       etiquettes,
		},
		// "json" is how huma looks up application/problem+json.
		Formats:       map[string]huma.Format{"application/json": huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat},
		DefaultFormat: "application/json",
	}
}

// inscrire declares every route, then completes the document that huma drew
// from the types.
func (s *serveur) inscrire(a huma.API) {
	huma.Register(a, operationDecompte(), s.decompte)
	huma.Register(a, operationCotation(), s.cotation)
	huma.Register(a, operationComparaison(), s.comparaison)
	huma.Register(a, operationQuestions(), s.questions)
	huma.Register(a, operationCles(), s.cles)
	huma.Register(a, operationCle(), s.cle)
	huma.Register(a, operationActes(), s.actes)
	huma.Register(a, operationActe(), s.acte)
	huma.Register(a, operationCouverture(), s.couverture)
	huma.Register(a, operationSante(), s.sante)
	s.directes["GET /healthz"] = true
	s.diriger("GET /metrics", s.mesures.handler())
	s.doc = completer(a.OpenAPI(), s)
	s.diriger("GET /openapi.json", s.doc.servir("application/openapi+json", s.doc.json))
	s.diriger("GET /openapi.yaml", s.doc.servir("application/openapi+yaml", s.doc.yaml))
}

func (s *serveur) diriger(motif string, h http.Handler) {
	s.directes[motif] = true
	s.mux.Handle(motif, h)
}
