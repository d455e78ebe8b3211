package main

import (
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/cas"
)

func (a *application) verifie() *cobra.Command {
	var detail bool
	cmd := &cobra.Command{
		Use:   "verifie [DOSSIER_DE_CAS]",
		Short: "Rejoue les cas de référence et compte ceux retrouvés au centime",
		Long:  "Rejoue les cas de référence, ceux du programme ou ceux d'un dossier de même forme (par exemple cas/), sans autre outil. Aucune tolérance : un montant est juste au centime ou faux.",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			var fichiers fs.FS = cas.Fichiers
			if len(args) == 1 {
				fichiers = os.DirFS(args[0])
			}
			return a.verifier(fichiers, detail)
		},
	}
	cmd.Flags().BoolVar(&detail, "detail", false, "nomme aussi les cas retrouvés")
	return cmd
}

func (a *application) verifier(fichiers fs.FS, detail bool) error {
	liste, err := cas.Lire(fichiers)
	if err != nil {
		return err
	}
	divergences, err := cas.LireDivergences(fichiers)
	if err != nil {
		return err
	}
	m := opposable.NouveauMoteur(bareme.Officiel())
	fautes := 0
	for _, c := range liste {
		ecarts := c.Verifier(m)
		if len(ecarts) == 0 {
			if detail && !a.json {
				fmt.Fprintf(a.sortie, "juste  %s\n", c.Nom)
			}
			continue
		}
		fautes++
		fmt.Fprintf(a.erreurs, "FAUX   %s (%s:%d)\n", c.Nom, c.Fichier, c.Ligne)
		for _, e := range ecarts {
			fmt.Fprintf(a.erreurs, "       %s\n", e)
		}
	}
	for _, d := range divergences {
		for _, e := range d.Verifier(m) {
			fautes++
			fmt.Fprintf(a.erreurs, "FAUX   divergence « %s » (%s:%d) : %s\n", d.Nom, d.Fichier, d.Ligne, e)
		}
	}
	bilan := cas.Dresser(m, liste, divergences)
	if a.json {
		if err := ecrireJSON(a.sortie, bilanJSON(bilan)); err != nil {
			return err
		}
	} else {
		fmt.Fprint(a.sortie, bilan)
	}
	if fautes > 0 {
		return errBilan
	}
	return nil
}

func bilanJSON(b cas.Bilan) map[string]any {
	m := map[string]any{}
	for i, k := range b {
		m[cas.Nature(i).String()] = map[string]int{"cas": k.Total, "reproduits": k.Reproduits, "divergences": k.Divergences}
	}
	return m
}
