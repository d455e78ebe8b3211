package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/ccam"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/internal/lecture"
	"github.com/opposable/opposable/nomenclature"
)

// tailleMax bounds a dossier or a réforme read from a file or a pipe.
const tailleMax = 1 << 20

// A drapeau is a flag of the common case and the field of the contract it sets.
type drapeau struct{ nom, champ, aide string }

var drapeaux = []drapeau{
	{"date", "date", "date des soins (aujourd'hui)"},
	{"specialite", "praticien.specialite", "spécialité : medecine_generale, cardiologue, 33…"},
	{"secteur", "praticien.secteur", "secteur : 1, 2, 3 ou dp"},
	{"option", "praticien.option", "engagement : aucune, optam, optam_aco, cas"},
	{"zone", "praticien.zone", "territoire : metropole, antilles, guyane, reunion, mayotte"},
	{"titre", "praticien.titre", "secteur 1 titré (true)"},
	{"age", "patient.age", "âge du patient"},
	{"naissance", "patient.naissance", "date de naissance du patient"},
	{"regime", "patient.regime", "régime : general, alsace_moselle"},
	{"aide", "patient.aide", "aide : aucune, c2s, ame, aspa"},
	{"exoneration", "patient.exoneration", "exonération : ald, maternite, at_mp, invalidite…"},
	{"medecin-traitant", "patient.medecin_traitant", "le patient a un médecin traitant : true ou false"},
	{"parcours", "parcours", "parcours : medecin_traitant, oriente, acces_direct, hors_parcours… ou la lettre SESAM"},
	{"honoraires", "honoraires", "honoraires demandés"},
	{"tiers-payant", "tiers_payant", "tiers payant : aucun, amo, integral"},
	{"garantie", "contrat.garantie", "garantie : 200%, +100%, FR, 150%/130%, suffixes :net et :libre"},
}

// declarer adds the flags of the common case to a verb.
func declarer(f *pflag.FlagSet) {
	for _, d := range drapeaux {
		f.String(d.nom, "", d.aide)
	}
	f.String("acte", "consultation", "natures, codes et circonstances joints par + : consultation, avis_ponctuel, consultation+nuit, CS+MCS…")
	f.StringSlice("circonstance", nil, "circonstances : nuit, dimanche_ferie, regule, exigence…")
}

// lireDossier reads the dossier of a verb: a file, stdin, or flags.
func (a *application) lireDossier(cmd *cobra.Command, args []string) (dossier.Dossier, error) {
	if len(args) > 0 {
		return a.lireFichier(args[0])
	}
	donnees := map[string]any{}
	pose := false
	for _, d := range drapeaux {
		if v, _ := cmd.Flags().GetString(d.nom); cmd.Flags().Changed(d.nom) {
			poser(donnees, d.champ, v)
			pose = pose || d.nom != "date"
		}
	}
	if !pose {
		if !estTerminal(a.entree) {
			return a.lireFichier("-")
		}
		return dossier.Dossier{}, fmt.Errorf("%w : donnez un fichier, un dossier sur l'entrée standard, ou des options (--specialite, --secteur…)", errUsage)
	}
	if _, donnee := donnees["date"]; !donnee {
		donnees["date"] = a.aujourdhui().String()
	}
	b, err := json.Marshal(donnees)
	if err != nil {
		return dossier.Dossier{}, err
	}
	d, err := dossier.Decoder(b)
	if err != nil {
		return d, err
	}
	acte, _ := cmd.Flags().GetString("acte")
	circonstances, _ := cmd.Flags().GetStringSlice("circonstance")
	return d, poserActes(&d, strings.Join(append([]string{acte}, circonstances...), "+"))
}

// poserActes reads the acts as the column acte of a file does.
func poserActes(d *dossier.Dossier, texte string) error {
	actes, e := nomenclature.ParseActes(texte)
	if e != nil {
		e.Champ = "actes"
		return e
	}
	d.Actes = actes
	return nil
}

// poser sets m at a path of the contract such as "patient.age".
func poser(m map[string]any, chemin, valeur string) {
	objet, champ, imbrique := strings.Cut(chemin, ".")
	if !imbrique {
		m[chemin] = valeur
		return
	}
	sous, ok := m[objet].(map[string]any)
	if !ok {
		sous = map[string]any{}
		m[objet] = sous
	}
	sous[champ] = valeur
}

func (a *application) lireFichier(nom string) (dossier.Dossier, error) {
	b, err := a.lireJSON(nom)
	if err != nil {
		return dossier.Dossier{}, err
	}
	return dossier.Decoder(b)
}

// lireJSON reads YAML or JSON from a file, or from stdin for "-".
func (a *application) lireJSON(nom string) ([]byte, error) {
	r := a.entree
	if nom != "-" {
		f, err := os.Open(nom)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		r = f
	}
	b, err := io.ReadAll(io.LimitReader(r, tailleMax+1))
	if err != nil {
		return nil, err
	}
	if len(b) > tailleMax {
		return nil, &dossier.Erreur{Code: "document-trop-grand", Message: "document de plus d'un mébioctet"}
	}
	if json.Valid(b) {
		return b, nil // the JSON contract is stricter than YAML: bare amounts are refused
	}
	return lecture.VersJSON(b)
}

// lireBareme returns the official table, under the réforme of that file if any.
func (a *application) lireBareme(reforme string) (*bareme.Bareme, error) {
	base, err := a.baremeDeBase()
	if err != nil || reforme == "" {
		return base, err
	}
	b, err := a.lireJSON(reforme)
	if err != nil {
		return nil, err
	}
	r, err := bareme.LireReforme(b)
	if err != nil {
		return nil, err
	}
	return base.Avec(r), nil
}

// baremeDeBase is the official table, with the edition of the CCAM that the
// command line adds.
func (a *application) baremeDeBase() (*bareme.Bareme, error) {
	if a.ccam == "" {
		return bareme.Officiel(), nil
	}
	f, err := os.Open(a.ccam)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	v, faute := ccam.LireVersion(f)
	if faute != nil {
		return nil, faute
	}
	b, faute := bareme.Officiel().AvecCCAM(v)
	if faute != nil {
		return nil, faute
	}
	return b, nil
}

func estTerminal(r any) bool {
	f, ok := r.(*os.File)
	if !ok {
		return false
	}
	i, err := f.Stat()
	return err == nil && i.Mode()&os.ModeCharDevice != 0
}
