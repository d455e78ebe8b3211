package main

import (
	"log/slog"
	"net/http"
	"strings"

	"github.com/spf13/cobra"

	"github.com/opposable/opposable/api"
	"github.com/opposable/opposable/cas"
	"github.com/opposable/opposable/web"
)

func (a *application) sert() *cobra.Command {
	var adresse string
	cmd := &cobra.Command{
		Use:   "sert",
		Short: "Sert les pages et l'API",
		Long:  "Sert les pages (/) et l'API (/v1, /openapi.json). Rien n'est enregistré ; le journal ne contient aucune donnée des requêtes.",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			journal := slog.New(slog.NewTextHandler(a.erreurs, nil))
			h, err := a.routes(journal)
			if err != nil {
				return err
			}
			return api.Servir(cmd.Context(), adresse, h, journal)
		},
	}
	cmd.Flags().StringVar(&adresse, "adresse", "127.0.0.1:8080", "adresse d'écoute")
	return cmd
}

// routes puts the API and the pages under one roof.
func (a *application) routes(journal *slog.Logger) (http.Handler, error) {
	divergences, err := cas.LireDivergences(cas.Fichiers)
	if err != nil {
		return nil, err
	}
	b, err := a.baremeDeBase()
	if err != nil {
		return nil, err
	}
	pages := web.Options{
		Bareme: b, Aujourdhui: a.aujourdhui, Version: version(), Divergences: presenter(divergences),
		// What a panic says may hold what the visitor typed: only the fact is logged.
		Panne: func(any) { journal.Error("panne d'une page") },
	}
	programmes := api.Nouveau(api.Options{Bareme: b, Aujourdhui: a.aujourdhui, Version: version(), Journal: journal})
	routes := http.NewServeMux()
	for _, chemin := range []string{"/v1/", "/openapi.json", "/openapi.yaml", "/healthz", "/metrics"} {
		routes.Handle(chemin, programmes)
	}
	routes.Handle("/", borner(web.Nouveau(pages), pagesMax))
	return routes, nil
}

// pagesMax is how many pages are served at once; the API bounds itself.
const pagesMax = 256

// borner refuses what would be served beyond n at once, rather than letting
// memory grow with the visitors.
func borner(h http.Handler, n int) http.Handler {
	places := make(chan struct{}, n)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case places <- struct{}{}:
			defer func() { <-places }()
			h.ServeHTTP(w, r)
		default:
			w.Header().Set("Retry-After", "1")
			http.Error(w, "Trop de visiteurs à la fois : réessayez dans un instant.", http.StatusServiceUnavailable)
		}
	})
}

func presenter(divergences []cas.Divergence) []web.Divergence {
	l := make([]web.Divergence, len(divergences))
	for i, d := range divergences {
		l[i] = web.Divergence{Cas: d.Nom, Publie: enumerer(d.Publie), Moteur: enumerer(d.Moteur), Raison: d.Raison}
	}
	return l
}

func enumerer(attendus []cas.Attendu) string {
	var l []string
	for _, a := range attendus {
		l = append(l, strings.ReplaceAll(a.Champ, "_", " ")+" "+a.Valeur)
	}
	return strings.Join(l, ", ")
}
