package api

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"runtime"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/opposable/opposable/bareme"
)

// mesures has its own registry: two handlers in one program do not collide,
// and nothing foreign is published. No label holds what a caller sent.
type mesures struct {
	registre *prometheus.Registry
	requetes *prometheus.CounterVec
	durees   *prometheus.HistogramVec
	enCours  prometheus.Gauge
	paniques prometheus.Counter
}

func nouvellesMesures(version string) *mesures {
	m := &mesures{
		registre: prometheus.NewRegistry(),
		requetes: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "opposable_http_requetes_total", Help: "Requests, by route pattern and status."}, []string{"route", "statut"}),
		durees: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "opposable_http_duree_secondes", Help: "Time to answer, by route pattern.",
			Buckets: []float64{.0001, .00025, .0005, .001, .0025, .005, .01, .025, .1, .5, 1, 5, 10}}, []string{"route"}),
		enCours:  prometheus.NewGauge(prometheus.GaugeOpts{Name: "opposable_http_en_cours", Help: "Requests under way."}),
		paniques: prometheus.NewCounter(prometheus.CounterOpts{Name: "opposable_http_paniques_total", Help: "Panics answered by a 500."}),
	}
	info := prometheus.NewGauge(prometheus.GaugeOpts{Name: "opposable_info", Help: "Version of the program and digest of its data.",
		ConstLabels: prometheus.Labels{"version": version, "bareme": bareme.Empreinte}})
	info.Set(1)
	m.registre.MustRegister(m.requetes, m.durees, m.enCours, m.paniques, info, collectors.NewGoCollector())
	return m
}

func (m *mesures) handler() http.Handler {
	return promhttp.HandlerFor(m.registre, promhttp.HandlerOpts{})
}

// sansMotif names, in logs and metrics, whatever no route answers.
const sansMotif = "inconnue"

// observer counts and logs one request: its method, route pattern, status,
// duration and size, and nothing that a caller wrote.
func (s *serveur) observer(w *suivi, methode, motif string, debut time.Time) {
	duree := time.Since(debut)
	if motif == "" {
		motif = sansMotif
	}
	statut := w.statut
	if statut == 0 {
		statut = http.StatusOK
	}
	s.mesures.requetes.WithLabelValues(motif, strconv.Itoa(statut)).Inc()
	s.mesures.durees.WithLabelValues(motif).Observe(duree.Seconds())
	niveau := slog.LevelInfo
	switch {
	case statut >= 500:
		niveau = slog.LevelError
	case s.directes[motif]:
		niveau = slog.LevelDebug
	}
	s.Journal.LogAttrs(context.Background(), niveau, "requete",
		slog.String("methode", methodeConnue(methode)), slog.String("route", motif), slog.Int("statut", statut),
		slog.Duration("duree", duree), slog.Int64("taille", w.taille))
}

// methodeConnue keeps an invented method, a text of the caller, out of the log.
func methodeConnue(m string) string {
	switch m {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return m
	}
	return "autre"
}

// panique counts a panic and logs where it happened. The value is not logged,
// nor the arguments that a stack trace shows: they may hold the dossier.
func (s *serveur) panique(p any, pile []uintptr, motif string) {
	s.mesures.paniques.Inc()
	var lieux []string
	for cadres := runtime.CallersFrames(pile); ; {
		c, encore := cadres.Next()
		lieux = append(lieux, fmt.Sprintf("%s:%d", c.Function, c.Line))
		if !encore {
			break
		}
	}
	s.Journal.Error("panique", slog.String("route", motif), slog.String("type", fmt.Sprintf("%T", p)), slog.Any("pile", lieux))
}

// pile returns the calls that lead here, from the panic that is being recovered.
func pile() []uintptr {
	p := make([]uintptr, 32)
	return p[:runtime.Callers(3, p)]
}

// suivi remembers the status and the size of what is written.
type suivi struct {
	http.ResponseWriter
	statut int
	taille int64
}

func (s *suivi) WriteHeader(statut int) {
	if s.statut == 0 {
		s.statut = statut
	}
	s.ResponseWriter.WriteHeader(statut)
}

func (s *suivi) Write(b []byte) (int, error) {
	if s.statut == 0 {
		s.statut = http.StatusOK
	}
	n, err := s.ResponseWriter.Write(b)
	s.taille += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (s *suivi) Unwrap() http.ResponseWriter { return s.ResponseWriter }
