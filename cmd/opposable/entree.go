package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
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
	{"departement", "praticien.departement", "département d'exercice, pour les jours fériés locaux : 67, 2A, 974…"},
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

// drapeauxActe set a field of every act of the bill.
var drapeauxActe = []drapeau{
	{"heure", "heure", "heure du début de l'acte : 22:30"},
	{"distance", "distance_km", "kilomètres jusqu'au patient, aller simple"},
	{"terrain", "terrain", "terrain du déplacement : plaine, montagne, pied"},
}

// declarer adds the flags of the common case to a verb.
func declarer(f *pflag.FlagSet) {
	for _, d := range slices.Concat(drapeaux, drapeauxActe) {
		f.String(d.nom, "", d.aide)
	}
	f.StringSlice("anterieur", nil, "acte déjà facturé, DATE:CODE ou DATE:CODE:NOMBRE, pour les règles qui comptent")
	// People bill several acts, and write the plural.
	f.SetNormalizeFunc(func(_ *pflag.FlagSet, nom string) pflag.NormalizedName {
		if nom == "actes" {
			nom = "acte"
		}
		return pflag.NormalizedName(nom)
	})
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
	return decrire(cmd.Flags(), donnees)
}

// decrire completes what the flags say of the patient and the doctor with what
// they say of the acts.
func decrire(f *pflag.FlagSet, donnees map[string]any) (d dossier.Dossier, err error) {
	// The decoder reads the hour and the way on one act, which lends them to all.
	gabarit := map[string]any{}
	for _, un := range drapeauxActe {
		if v, _ := f.GetString(un.nom); f.Changed(un.nom) {
			gabarit[un.champ] = v
		}
	}
	donnees["actes"] = []any{gabarit}
	if donnees["anterieurs"], err = lireAnterieurs(f); err != nil {
		return d, err
	}
	b, err := json.Marshal(donnees)
	if err != nil {
		return d, err
	}
	if d, err = dossier.Decoder(b); err != nil {
		return d, err
	}
	acte, _ := f.GetString("acte")
	circonstances, _ := f.GetStringSlice("circonstance")
	return d, poserActes(&d, strings.Join(append([]string{acte}, circonstances...), "+"))
}

// lireAnterieurs cuts what was billed before; the decoder reads the parts.
func lireAnterieurs(f *pflag.FlagSet) ([]any, error) {
	textes, _ := f.GetStringSlice("anterieur")
	l := []any{}
	for _, t := range textes {
		parties := strings.Split(t, ":")
		if len(parties) < 2 || len(parties) > 3 {
			return nil, fmt.Errorf("%w : --anterieur DATE:CODE ou DATE:CODE:NOMBRE, par exemple 2026-01-10:VL:2", errUsage)
		}
		un := map[string]any{"date": parties[0], "code": parties[1]}
		if len(parties) == 3 {
			un["nombre"] = parties[2]
		}
		l = append(l, un)
	}
	return l, nil
}

// poserActes reads the acts as the column acte of a file does; each keeps the
// hour and the way of the one that stood in their place.
func poserActes(d *dossier.Dossier, texte string) error {
	actes, e := nomenclature.ParseActes(texte)
	if e != nil {
		e.Champ = "actes"
		return e
	}
	gabarit := d.Actes[0]
	for i := range actes {
		actes[i].Heure, actes[i].Distance, actes[i].Terrain = gabarit.Heure, gabarit.Distance, gabarit.Terrain
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
