package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/explication"
	"github.com/opposable/opposable/jour"
)

func (a *application) bareme() *cobra.Command {
	var o optionsBareme
	cmd := &cobra.Command{
		Use:   "bareme [CLE]",
		Short: "Montre un paramètre, son histoire et ses sources",
		Example: "  opposable bareme                                  # toutes les clés, à ce jour\n" +
			"  opposable bareme g                                # l'histoire d'une clé\n" +
			"  opposable bareme --cherche psychiatre\n" +
			"  opposable bareme --acte \"prothèse de hanche\"     # un acte, par son nom courant\n" +
			"  opposable bareme --entre 2024-12-21,2024-12-22    # ce qui a changé",
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			l, ok := explication.ParseLangue(a.langue)
			if !ok {
				return fmt.Errorf("%w : --langue fr ou en", errUsage)
			}
			b, err := a.lireBareme(o.reforme)
			if err != nil {
				return err
			}
			if o.connuAu != "" {
				d, err := jour.Parse(o.connuAu)
				if err != nil {
					return &dossier.Erreur{Code: "date-impossible", Message: err.Error(), Champ: "connu-au"}
				}
				b = b.ConnuAu(d)
			}
			switch {
			case o.acte != "":
				return a.actes(b, o, l)
			case o.entre != "":
				return a.changements(b, o.entre, l)
			case len(args) == 1:
				return a.histoire(b, args[0], l)
			}
			return a.cles(b, o, l)
		},
	}
	cmd.AddCommand(a.commandeImporteCcam())
	cmd.Flags().StringVar(&o.entre, "entre", "", "deux dates : ce qui a changé de l'une à l'autre")
	cmd.Flags().StringVar(&o.cherche, "cherche", "", "mots à chercher dans les titres et les clés")
	cmd.Flags().StringVar(&o.acte, "acte", "", "code, libellé ou mots courants : les actes de la NGAP et de la CCAM qui y répondent")
	cmd.Flags().StringVar(&o.au, "au", "", "date de lecture (aujourd'hui)")
	cmd.Flags().StringVar(&o.connuAu, "connu-au", "", "ne montrer que ce qui était publié ce jour-là")
	cmd.Flags().StringVar(&o.reforme, "reforme", "", "fichier de réforme à appliquer")
	return cmd
}

type optionsBareme struct{ acte, entre, cherche, au, connuAu, reforme string }

func (a *application) histoire(b *bareme.Bareme, nom string, l explication.Langue) error {
	c, ok := bareme.Trouver(strings.ToLower(nom))
	if !ok {
		e := &dossier.Erreur{Code: "cle-inconnue", Message: "paramètre inconnu : « " + nom + " »", Indice: "la liste : opposable bareme"}
		if p := bareme.Proche(nom); p != "" {
			e.Indice = "vouliez-vous dire « " + p + " » ?"
		}
		return e
	}
	p := c.Parametre()
	zones := b.ZonesPropres(c)
	if p.Genre != bareme.GenreTarif && p.Genre != bareme.GenreCoefficient {
		zones = zones[:1]
	}
	if a.json {
		parZone := map[string][]explication.ValeurDatee{}
		for _, z := range zones {
			parZone[z.String()] = explication.Histoire(b, c, z, l)
		}
		return ecrireJSON(a.sortie, map[string]any{"cle": p.Nom, "titre": l.Titre(p), "genre": p.Genre.String(), "objet": l.Objet(p), "valeurs": parZone})
	}
	fmt.Fprintf(a.sortie, "%s — %s (%s)\n", p.Nom, l.Titre(p), l.Objet(p))
	for _, z := range zones {
		fmt.Fprintf(a.sortie, "\n%s\n", z)
		for _, v := range explication.Histoire(b, c, z, l) {
			texte := v.Valeur
			if texte == "" {
				texte = map[string]string{"supprime": en(l, "supprimé", "abolished"), "inconnu": en(l, "non publié", "unpublished")}[v.Etat]
			}
			fmt.Fprintf(a.sortie, "  %s  %s  %s, %s %s\n", v.Depuis, alignerDroite(texte, 12), v.Source, en(l, "confiance", "confidence"), confiance(l, v.Confiance))
			if v.Note != "" {
				fmt.Fprintf(a.sortie, "  %s%s\n", strings.Repeat(" ", 26), v.Note)
			}
		}
	}
	return nil
}

func (a *application) changements(b *bareme.Bareme, entre string, l explication.Langue) error {
	avant, apres, err := deuxDates(entre)
	if err != nil {
		return err
	}
	liste := explication.Changements(b, avant, apres, l)
	if a.json {
		return ecrireJSON(a.sortie, liste)
	}
	for _, c := range liste {
		fmt.Fprintf(a.sortie, "%s %s %s → %s  %s\n", aligner(c.Cle, 24), aligner(c.Zone, 10), alignerDroite(ouTiret(c.Avant), 12), alignerDroite(ouTiret(c.Apres), 12), c.Titre)
	}
	return nil
}

func ouTiret(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

// jourLu is the day whose law is read.
func (a *application) jourLu(o optionsBareme) (jour.Jour, error) {
	if o.au == "" {
		return a.aujourdhui(), nil
	}
	d, err := jour.Parse(o.au)
	if err != nil {
		return 0, &dossier.Erreur{Code: "date-impossible", Message: err.Error(), Champ: "au"}
	}
	return d, nil
}

func (a *application) cles(b *bareme.Bareme, o optionsBareme, l explication.Langue) error {
	d, err := a.jourLu(o)
	if err != nil {
		return err
	}
	type cle struct {
		Cle    string `json:"cle"`
		Valeur string `json:"valeur"`
		Titre  string `json:"titre"`
		Objet  string `json:"objet"`
	}
	liste := []cle{}
	for i, p := range bareme.Parametres() {
		if !contientTout(dossier.Normaliser(cherchable(p, l)), o.cherche) {
			continue
		}
		valeur := ""
		if v := b.ValeurAu(bareme.Cle(i), dossier.Metropole, d); v.Existe {
			valeur = explication.ValeurLue(p.Genre, v.V, l)
		}
		liste = append(liste, cle{p.Nom, valeur, l.Titre(p), l.Objet(p)})
	}
	if a.json {
		return ecrireJSON(a.sortie, liste)
	}
	for _, c := range liste {
		fmt.Fprintf(a.sortie, "%s %s  %s\n", aligner(c.Cle, 34), alignerDroite(ouTiret(c.Valeur), 10), c.Titre)
	}
	return nil
}

// cherchable is what a search reads of a parameter: its French words always,
// which the law and the sources use, and the reader's own.
func cherchable(p bareme.Parametre, l explication.Langue) string {
	s := p.Nom + " " + p.Titre + " " + p.Objet
	if l != explication.FR {
		s += " " + l.Titre(p) + " " + l.Objet(p)
	}
	return s
}

// contientTout tells whether a normalized text holds every word of the search.
func contientTout(texte, mots string) bool {
	for _, m := range strings.Fields(mots) {
		if !strings.Contains(texte, dossier.Normaliser(m)) {
			return false
		}
	}
	return true
}
