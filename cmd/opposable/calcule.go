package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/explication"
)

func (a *application) calcule() *cobra.Command {
	var reforme string
	var detail bool
	cmd := &cobra.Command{
		Use:   "calcule [DOSSIER]",
		Short: "Calcule un décompte : qui paie quoi",
		Long:  "Calcule le décompte d'un dossier en YAML ou JSON (fichier, ou - pour l'entrée standard), ou décrit par des options.",
		Example: "  opposable calcule --specialite generaliste --secteur 2 --honoraires 60\n" +
			"  opposable calcule --specialite gynecologue --secteur 2 --option optam --parcours acces_direct --honoraires 60 --garantie 200%\n" +
			"  opposable calcule dossier.yaml --json",
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, l, err := a.calculer(cmd, args, reforme)
			if err != nil {
				return err
			}
			if a.json {
				return ecrireJSON(a.sortie, explication.Repondre(&c.Dossier, &c.Decompte, c.Journal, c.Bareme, detail, l))
			}
			afficherDecompte(a.sortie, c, l)
			return nil
		},
	}
	declarer(cmd.Flags())
	cmd.Flags().StringVar(&reforme, "reforme", "", "fichier de réforme à appliquer")
	cmd.Flags().BoolVar(&detail, "detail", false, "en JSON, ajoute les étapes du calcul")
	return cmd
}

// calculer reads the dossier of a verb and computes it with its steps.
func (a *application) calculer(cmd *cobra.Command, args []string, reforme string) (*explication.Cote, explication.Langue, error) {
	m, d, l, err := a.lireQuestion(cmd, args, reforme)
	if err != nil {
		return nil, l, err
	}
	c, err := explication.Calculer(m, d)
	return &c, l, err
}

// lireQuestion reads what a verb is asked: a dossier, under a law, in a language.
func (a *application) lireQuestion(cmd *cobra.Command, args []string, reforme string) (*opposable.Moteur, dossier.Dossier, explication.Langue, error) {
	l, ok := explication.ParseLangue(a.langue)
	if !ok {
		return nil, dossier.Dossier{}, l, fmt.Errorf("%w : --langue fr ou en", errUsage)
	}
	b, err := a.lireBareme(reforme)
	if err != nil {
		return nil, dossier.Dossier{}, l, err
	}
	d, err := a.lireDossier(cmd, args)
	return opposable.NouveauMoteur(b), d, l, err
}

func (a *application) explique() *cobra.Command {
	var reforme, profondeur string
	cmd := &cobra.Command{
		Use:   "explique [DOSSIER]",
		Short: "Explique un décompte, étape par étape",
		Args:  cobra.MaximumNArgs(1),
		Example: "  opposable explique --specialite psychiatre --secteur 1 --parcours hors_parcours\n" +
			"  opposable explique dossier.yaml --pour juriste",
		RunE: func(cmd *cobra.Command, args []string) error {
			p, ok := explication.ParseProfondeur(profondeur)
			if !ok {
				return fmt.Errorf("%w : --pour patient, praticien ou juriste", errUsage)
			}
			c, l, err := a.calculer(cmd, args, reforme)
			if err != nil {
				return err
			}
			if a.json {
				return ecrireJSON(a.sortie, explication.Repondre(&c.Dossier, &c.Decompte, c.Journal, c.Bareme, true, l))
			}
			afficherDecompte(a.sortie, c, l)
			afficherEtapes(a.sortie, explication.Expliquer(c.Journal.Etapes(), c.Bareme, p, l), p, l)
			return nil
		},
	}
	declarer(cmd.Flags())
	cmd.Flags().StringVar(&reforme, "reforme", "", "fichier de réforme à appliquer")
	cmd.Flags().StringVar(&profondeur, "pour", "praticien", "lecteur : patient, praticien ou juriste")
	return cmd
}

func (a *application) compare() *cobra.Command {
	var reforme, dates string
	cmd := &cobra.Command{
		Use:   "compare A [B]",
		Short: "Compare deux dossiers, deux dates, ou le droit et une réforme",
		Example: "  opposable compare a.yaml b.yaml\n" +
			"  opposable compare a.yaml --dates 2023-10-31,2026-01-01\n" +
			"  opposable compare a.yaml --reforme reforme.yaml",
		Args: cobra.RangeArgs(1, 2),
		RunE: func(_ *cobra.Command, args []string) error {
			l, ok := explication.ParseLangue(a.langue)
			if !ok {
				return fmt.Errorf("%w : --langue fr ou en", errUsage)
			}
			x, y, err := a.deuxCotes(args, dates, reforme)
			if err != nil {
				return err
			}
			c := explication.Comparer(x, y, l)
			if a.json {
				return ecrireJSON(a.sortie, c)
			}
			afficherComparaison(a.sortie, &c, x, y, l)
			return nil
		},
	}
	cmd.Flags().StringVar(&dates, "dates", "", "deux dates de soins séparées par une virgule")
	cmd.Flags().StringVar(&reforme, "reforme", "", "fichier de réforme appliqué au second côté")
	return cmd
}
