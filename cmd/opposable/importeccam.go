package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/internal/importccam"
	"github.com/opposable/opposable/jour"
)

// commandeImporteCcam hangs under « opposable bareme ».
func (a *application) commandeImporteCcam() *cobra.Command {
	var o importccam.Options
	var sortie, au string
	var contre int
	cmd := &cobra.Command{
		Use:   "importe-ccam FICHIER...",
		Short: "Lit l'édition officielle de la CCAM (classeur ou archive DBF)",
		Long: "Lit l'édition officielle de la CCAM telle que l'assurance maladie la publie : le classeur (.xlsx, ou le CSV qu'en tire un tableur), ou l'archive DBF (toutes ses parties .zip, ou leur dossier). " +
			"Montre ce qui a dû être réparé, et ce qui change depuis l'édition précédente. L'édition écrite par -o s'ajoute à celles du programme avec --ccam, pour tous les verbes. Les fichiers se prennent sur ameli.fr, page de téléchargement de la CCAM.",
		Example: "  opposable bareme importe-ccam ccam.xlsx\n" +
			"  opposable bareme importe-ccam CCAM08400_DBF_PART*.zip --au 2026-09-01 -o ccam_v84.csv\n" +
			"  opposable calcule --ccam ccam_v84.csv --acte DEQP003 --specialite cardiologie --secteur 1 --parcours oriente",
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if au != "" {
				var err error
				if o.Au, err = jour.Parse(au); err != nil {
					return &dossier.Erreur{Code: "date-impossible", Message: err.Error(), Champ: "au"}
				}
			}
			e, remarques, refus := importccam.Lire(args, o, a.progresImport())
			if estTerminal(a.erreurs) {
				fmt.Fprintf(a.erreurs, "\r%20s\r", "")
			}
			if refus != nil {
				return refus
			}
			v, refus := versionDe(e)
			if refus != nil {
				return refus
			}
			if err := a.ecrireVersion(v, sortie); err != nil {
				return err
			}
			avant, refus := editionDeComparaison(v, contre)
			if refus != nil {
				return refus
			}
			return a.resumerEdition(e, remarques, changements(avant, v))
		},
	}
	cmd.Flags().StringVarP(&sortie, "sortie", "o", "", "fichier où écrire l'édition lue")
	cmd.Flags().IntVar(&contre, "contre", 0, "édition du programme à laquelle comparer (la précédente)")
	cmd.Flags().StringVar(&au, "au", "", "archive DBF : jour dont on veut les prix (les plus récents)")
	cmd.Flags().IntSliceVar(&o.GrilleOptam, "grille-optam", nil, "archive DBF : grilles du secteur 1 et de l'OPTAM, la préférée d'abord")
	cmd.Flags().IntSliceVar(&o.GrilleHors, "grille-hors", nil, "archive DBF : grilles hors secteur 1 et hors OPTAM")
	return cmd
}

// progresImport shows on a terminal how far a long reading is; nil elsewhere.
func (a *application) progresImport() func(lus, total int64) {
	if !estTerminal(a.erreurs) {
		return nil
	}
	dernier := time.Now() // a short reading shows nothing
	return func(lus, total int64) {
		if time.Since(dernier) < 200*time.Millisecond {
			return
		}
		dernier = time.Now()
		if total == 0 {
			fmt.Fprintf(a.erreurs, "\r%d lignes", lus)
			return
		}
		fmt.Fprintf(a.erreurs, "\r%d Mo, %d %%", lus>>20, lus*100/total)
	}
}

// resumeEdition is what the verb tells of an edition.
type resumeEdition struct {
	Version       int                `json:"version"`
	Depuis        jour.Jour          `json:"depuis"`
	Actes         int                `json:"actes"`
	Lignes        int                `json:"lignes"`
	NonPris       int                `json:"non_pris_en_charge"`
	SansPrix      int                `json:"sans_prix"`
	Modificateurs int                `json:"modificateurs"`
	Remarques     []groupeRemarques  `json:"remarques"`
	Changements   *resumeChangements `json:"changements,omitempty"`
}

// groupeRemarques gathers the remarks that say the same of several rows.
type groupeRemarques struct {
	Message string                `json:"message"`
	Nombre  int                   `json:"nombre"`
	Ou      []importccam.Remarque `json:"ou"`
}

func (a *application) resumerEdition(e *importccam.Edition, remarques []importccam.Remarque, c *resumeChangements) error {
	r := resumeEdition{Changements: c, Version: e.Numero, Depuis: e.Depuis, Lignes: len(e.Lignes), Modificateurs: len(e.Modificateurs), Remarques: grouperRemarques(remarques)}
	actes := map[string]bool{}
	for _, l := range e.Lignes {
		actes[l.Code] = true
		switch {
		case !l.PrisEnCharge:
			r.NonPris++
		case !l.PrixConnu:
			r.SansPrix++
		}
	}
	r.Actes = len(actes)
	if a.json {
		return ecrireJSON(a.sortie, r)
	}
	version := "CCAM, version inconnue"
	if e.Numero != 0 {
		version = fmt.Sprintf("CCAM version %d", e.Numero)
	}
	fmt.Fprintf(a.sortie, "%s, applicable au %s\n", version, e.Depuis.FR())
	fmt.Fprintf(a.sortie, "%d actes, %d lignes tarifaires (%d non prises en charge, %d sans prix), %d valeurs de modificateurs\n", r.Actes, r.Lignes, r.NonPris, r.SansPrix, r.Modificateurs)
	afficherRemarques(a.sortie, r.Remarques)
	afficherChangements(a.sortie, c)
	return nil
}

// grouperRemarques groups by what comes before the quoted text, the most
// frequent first.
func grouperRemarques(remarques []importccam.Remarque) []groupeRemarques {
	groupes := []groupeRemarques{}
	rangs := map[string]int{}
	for _, r := range remarques {
		cle, _, _ := strings.Cut(r.Message, " : ")
		i, connu := rangs[cle]
		if !connu {
			i = len(groupes)
			rangs[cle] = i
			groupes = append(groupes, groupeRemarques{Message: cle})
		}
		groupes[i].Nombre++
		groupes[i].Ou = append(groupes[i].Ou, r)
	}
	slices.SortStableFunc(groupes, func(x, y groupeRemarques) int { return y.Nombre - x.Nombre })
	return groupes
}

// exemplesMontres bounds the rows shown of a group; --json has them all.
const exemplesMontres = 5

func afficherRemarques(w io.Writer, groupes []groupeRemarques) {
	for _, g := range groupes {
		fmt.Fprintf(w, "\n%s (%d)\n", g.Message, g.Nombre)
		for _, r := range g.Ou[:min(len(g.Ou), exemplesMontres)] {
			fmt.Fprintf(w, "  %s %s %s\n", aligner(lieu(r), 24), aligner(r.Code, 8), r.Message)
		}
		if n := len(g.Ou) - exemplesMontres; n > 0 {
			fmt.Fprintf(w, "  … et %d autres (--json les donne toutes)\n", n)
		}
	}
}

func lieu(r importccam.Remarque) string {
	if r.Ligne == 0 {
		return r.Fichier
	}
	return fmt.Sprintf("%s:%d", r.Fichier, r.Ligne)
}
