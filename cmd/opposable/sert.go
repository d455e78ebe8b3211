package main

import (
	"log/slog"
	"net/http"

	"github.com/spf13/cobra"

	"github.com/opposable/opposable/api"
	"github.com/opposable/opposable/bareme"
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
			routes := http.NewServeMux()
			programmes := api.Nouveau(api.Options{Bareme: bareme.Officiel(), Aujourdhui: a.aujourdhui, Version: version(), Journal: journal})
			for _, chemin := range []string{"/v1/", "/openapi.json", "/openapi.yaml", "/healthz", "/metrics"} {
				routes.Handle(chemin, programmes)
			}
			routes.Handle("/", web.Nouveau(web.Options{Bareme: bareme.Officiel(), Aujourdhui: a.aujourdhui}))
			return api.Servir(cmd.Context(), adresse, routes, journal)
		},
	}
	cmd.Flags().StringVar(&adresse, "adresse", "127.0.0.1:8080", "adresse d'écoute")
	return cmd
}
