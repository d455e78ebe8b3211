// Command opposable computes what a French doctor may charge and who pays.
//
// It holds no rule and no number: it reads a dossier, asks the library and
// prints. Results go to stdout, prose to stderr. Exit status: 0 done, 1 a
// dossier was refused or rows are bad, 2 wrong usage.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

func main() {
	ctx, arreter := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer arreter()
	a := &application{entree: os.Stdin, sortie: os.Stdout, erreurs: os.Stderr, aujourdhui: aujourdhui}
	os.Exit(a.executer(ctx, os.Args[1:]))
}

// application is what the verbs share: the streams, the clock and the flags of
// every verb.
type application struct {
	entree          io.Reader
	sortie, erreurs io.Writer
	aujourdhui      func() jour.Jour
	json            bool
	langue          string
	ccam            string
}

func aujourdhui() jour.Jour {
	a, m, q := time.Now().Date()
	return jour.De(a, int(m), q)
}

// errUsage marks a mistake on the command line itself.
var errUsage = errors.New("usage")

// errBilan tells that the verb has already said what is wrong.
var errBilan = errors.New("lignes en erreur")

func (a *application) executer(ctx context.Context, args []string) int {
	a.json = slices.Contains(args, "--json") // even when the line itself cannot be read
	racine := a.racine()
	racine.SetArgs(args)
	racine.SetOut(a.sortie)
	racine.SetErr(a.erreurs)
	err := racine.ExecuteContext(ctx)
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errBilan):
		return 1
	}
	a.afficherErreur(err)
	var refus dossier.Erreurs
	var un *dossier.Erreur
	if errors.As(err, &refus) || errors.As(err, &un) || errors.Is(err, os.ErrNotExist) {
		return 1
	}
	return 2
}

func (a *application) racine() *cobra.Command {
	racine := &cobra.Command{
		Use:           "opposable",
		Short:         "Honoraires médicaux : qui paie quoi, au centime, et pourquoi",
		Long:          "Honoraires médicaux en France : ce que le médecin peut demander, ce que remboursent l'assurance maladie et la complémentaire, ce qui reste au patient. Chaque centime est daté, sourcé, expliqué.",
		Version:       version(),
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	racine.PersistentFlags().BoolVar(&a.json, "json", a.json, "résultat en JSON")
	racine.PersistentFlags().StringVar(&a.langue, "langue", "fr", "langue des phrases : fr ou en")
	racine.PersistentFlags().StringVar(&a.ccam, "ccam", "", "édition de la CCAM à ajouter, écrite par bareme importe-ccam")
	racine.AddCommand(a.calcule(), a.cote(), a.explique(), a.compare(), a.bareme(), a.verifie(), a.lot(), a.sert())
	return racine
}

func version() string {
	v := "développement"
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		v = info.Main.Version
	}
	return v
}

// afficherErreur says what is wrong, then how to mend it.
func (a *application) afficherErreur(err error) {
	for _, e := range listerErreurs(err) {
		if a.json {
			ecrireJSON(a.erreurs, e)
			continue
		}
		champ := ""
		if e.Champ != "" {
			champ = e.Champ + " : "
		}
		fmt.Fprintf(a.erreurs, "erreur : %s%s [%s]\n", champ, e.Message, e.Code)
		if e.Indice != "" {
			fmt.Fprintf(a.erreurs, "indice : %s\n", e.Indice)
		}
	}
}

func listerErreurs(err error) dossier.Erreurs {
	var refus dossier.Erreurs
	var un *dossier.Erreur
	switch {
	case errors.As(err, &refus):
		return refus
	case errors.As(err, &un):
		return dossier.Erreurs{un}
	case errors.Is(err, os.ErrNotExist):
		return dossier.Erreurs{{Code: "fichier-introuvable", Message: "fichier introuvable : " + chemin(err)}}
	}
	return dossier.Erreurs{{Code: "usage", Message: enFrancais(err.Error()), Indice: "opposable --help"}}
}

func chemin(err error) string {
	var e *fs.PathError
	if errors.As(err, &e) {
		return e.Path
	}
	return err.Error()
}

// enFrancais says in French what the library of commands says in English.
func enFrancais(message string) string {
	for anglais, francais := range map[string]string{
		"unknown flag: ":              "option inconnue : ",
		"unknown shorthand flag: ":    "option inconnue : ",
		"unknown command ":            "commande inconnue : ",
		"flag needs an argument: ":    "cette option attend une valeur : ",
		"invalid argument ":           "valeur refusée : ",
		"accepts at most ":            "trop d'arguments : au plus ",
		"accepts between ":            "nombre d'arguments : entre ",
		"accepts 1 arg(s), received ": "il faut un argument ; reçus : ",
	} {
		if reste, trouve := strings.CutPrefix(message, anglais); trouve {
			return francais + strings.NewReplacer(" for \"opposable\"", "", " arg(s), received ", " ; reçus : ").Replace(reste)
		}
	}
	return message
}
