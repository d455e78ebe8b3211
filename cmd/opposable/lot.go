package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/opposable/opposable/lot"
)

func (a *application) lot() *cobra.Command {
	var sortie, format, reforme string
	var travailleurs int
	cmd := &cobra.Command{
		Use:   "lot ENTREE -o SORTIE",
		Short: "Calcule un fichier de lignes (CSV ou NDJSON)",
		Long:  "Calcule chaque ligne d'un fichier. Les formats se lisent aux extensions .csv, .ndjson, .jsonl ; - est l'entrée ou la sortie standard. Une mauvaise ligne n'arrête rien : sa colonne erreur est remplie, et le statut de sortie vaut 1.",
		Example: "  opposable lot actes.csv -o decomptes.csv\n" +
			"  opposable lot - -o - --format ndjson < actes.ndjson",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o := lot.Options{Travailleurs: travailleurs}
			var err error
			if o.Entree, err = formatDe(args[0], format); err != nil {
				return err
			}
			if o.Sortie, err = formatDe(sortie, format); err != nil {
				return err
			}
			if o.Bareme, err = a.lireBareme(reforme); err != nil {
				return err
			}
			return a.calculerLot(cmd, args[0], sortie, o)
		},
	}
	cmd.Flags().StringVarP(&sortie, "sortie", "o", "-", "fichier de sortie")
	cmd.Flags().StringVar(&format, "format", "", "format si l'extension ne le dit pas : csv ou ndjson")
	cmd.Flags().StringVar(&reforme, "reforme", "", "fichier de réforme à appliquer")
	cmd.Flags().IntVar(&travailleurs, "travailleurs", 0, "calculs en parallèle (un par cœur)")
	return cmd
}

// formatDe takes the format from the extension of a file, or from --format for
// the standard streams and unknown extensions.
func formatDe(nom, format string) (lot.Format, error) {
	if format != "" && (nom == "-" || filepath.Ext(nom) == "") {
		return lot.FormatDe("x." + format)
	}
	if nom == "-" {
		return lot.CSV, nil
	}
	return lot.FormatDe(nom)
}

func (a *application) calculerLot(cmd *cobra.Command, entree, sortie string, o lot.Options) error {
	in, taille := a.entree, int64(0)
	if entree != "-" {
		f, err := os.Open(entree)
		if err != nil {
			return err
		}
		defer f.Close()
		if i, err := f.Stat(); err == nil {
			taille = i.Size()
		}
		in = f
	}
	out, finir, err := a.ouvrirSortie(sortie)
	if err != nil {
		return err
	}
	if estTerminal(a.erreurs) {
		o.Progres = a.progres(taille)
	}
	bilan, err := lot.Calculer(cmd.Context(), in, out, o)
	if err := finir(err); err != nil {
		return err
	}
	a.afficherBilan(bilan)
	if bilan.EnErreur > 0 {
		return errBilan
	}
	return nil
}

// ouvrirSortie opens the output under a temporary name; finir gives it its
// own if all went well, and removes it otherwise: there is never half a file.
func (a *application) ouvrirSortie(nom string) (w io.Writer, finir func(error) error, err error) {
	if nom == "-" {
		return a.sortie, func(err error) error { return err }, nil
	}
	f, err := os.CreateTemp(filepath.Dir(nom), "."+filepath.Base(nom)+".*")
	if err != nil {
		return nil, nil, err
	}
	return f, func(err error) error {
		if e := f.Close(); err == nil {
			err = e
		}
		if err == nil {
			err = os.Chmod(f.Name(), 0o644)
		}
		if err == nil {
			return os.Rename(f.Name(), nom)
		}
		os.Remove(f.Name())
		return err
	}, nil
}

// progres shows on a terminal how far the work is, at most ten times a second.
func (a *application) progres(taille int64) func(lignes, octets int64) {
	debut, dernier := time.Now(), time.Time{}
	return func(lignes, octets int64) {
		if time.Since(dernier) < 100*time.Millisecond {
			return
		}
		dernier = time.Now()
		secondes := time.Since(debut).Seconds()
		fmt.Fprintf(a.erreurs, "\r%d lignes, %.1f M/s", lignes, float64(lignes)/secondes/1e6)
		if taille > 0 && octets > 0 {
			fmt.Fprintf(a.erreurs, ", %d %%, reste %.0f s  ", octets*100/taille, secondes*float64(taille-octets)/float64(octets))
		}
	}
}

func (a *application) afficherBilan(b lot.Bilan) {
	if a.json {
		ecrireJSON(a.erreurs, b)
		return
	}
	fmt.Fprintf(a.erreurs, "\r%d lignes, %d en erreur", b.Lignes, b.EnErreur)
	fmt.Fprintf(a.erreurs, " · honoraires %s, assurance maladie %s, aide %s, complémentaire %s, reste %s\n",
		b.Totaux.Honoraires.FR(), b.Totaux.AMO.FR(), b.Totaux.Aide.FR(), b.Totaux.AMC.FR(), b.Totaux.ResteACharge.FR())
	for _, f := range b.Fautes {
		fmt.Fprintf(a.erreurs, "  %s : %d (la première ligne %d : %s)\n", f.Code, f.Nombre, f.Ligne, f.Exemple.Message)
	}
	for _, s := range b.Indices {
		fmt.Fprintln(a.erreurs, "indice :", s)
	}
	for _, p := range b.Perdus {
		fmt.Fprintf(a.erreurs, "champ sans colonne dans la sortie : %s (%d fois)\n", p.Nom, p.Nombre)
	}
}
