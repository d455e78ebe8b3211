package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

// The grammar of donnees/*.yaml. Every scalar is read as text, so that 30.00
// is never a float.
type fichierBareme struct {
	Titre      string                   `yaml:"titre"`
	TitreEN    string                   `yaml:"titre_en"`
	Verifie    string                   `yaml:"verifie"`
	Parametres map[string]parametreYAML `yaml:"parametres"`
}

type parametreYAML struct {
	Titre        string       `yaml:"titre"`
	TitreEN      string       `yaml:"titre_en"`
	Genre        string       `yaml:"genre"`
	Documentaire bool         `yaml:"documentaire"`
	Attendu      string       `yaml:"attendu"`
	Valeurs      []valeurYAML `yaml:"valeurs"`
	Zones        []zoneYAML   `yaml:"zones"`
}

type zoneYAML struct {
	Noms    []string     `yaml:"noms"`
	Valeurs []valeurYAML `yaml:"valeurs"`
}

type valeurYAML struct {
	Depuis    string   `yaml:"depuis"`
	Valeur    texte    `yaml:"valeur"`
	Formule   string   `yaml:"formule"`
	Source    string   `yaml:"source"`
	Confiance string   `yaml:"confiance"`
	Recoupe   []string `yaml:"recoupe"`
	Note      string   `yaml:"note"`
	Publie    string   `yaml:"publie"`
	Verifie   string   `yaml:"verifie"`
}

// texte is a scalar as it is written: 64.80 keeps its last zero.
type texte string

// UnmarshalYAML takes the characters, quotes aside.
func (t *texte) UnmarshalYAML(b []byte) error {
	*t = texte(strings.Trim(strings.TrimSpace(string(b)), `"'`))
	return nil
}

type sourceYAML struct {
	Titre  string `yaml:"titre"`
	Nature string `yaml:"nature"`
	URL    string `yaml:"url"`
	Publie string `yaml:"publie"`
	// Regles: the text states rules of the nomenclature, and no value.
	Regles bool `yaml:"regles"`
}

// natures of sources, most authoritative first. Only the texts of the first
// line say when a value became known.
var natures = []string{
	"loi", "decret", "arrete", "convention", "decision_uncam",
	"specification", "page_officielle", "syndicat", "presse", "page", "depot", "deduction",
}

const naturesTextes = 5

var genres = []string{"montant", "taux", "nombre", "tarif", "coefficient"}

// debutCouverture is the first day the engine answers for.
var debutCouverture = jour.De(2017, 5, 1)

type parametre struct {
	nom, objet, objetEN string
	parametreYAML
	series [dossier.NombreZones][]int // indices of valeurs, newest first
}

type valeur struct {
	cle, confiance int
	v              int64
	supprime       bool // no longer exists, or inconnue
	inconnue       bool // nobody published what follows
	depuis, publie jour.Jour
	verifie        jour.Jour
	source         int
	recoupe        []int
	note           string
	zones          []dossier.Zone
}

type bareme struct {
	parametres []*parametre
	valeurs    []valeur
	sources    []string // ids, sorted
	fiches     map[string]sourceYAML
	citees     map[string]bool
}

func genererBareme(dossierDonnees, sortie string) error {
	b, err := lireBareme(dossierDonnees)
	if err != nil {
		return err
	}
	return ecrire(sortie, b.emettre())
}

// lireYAML decodes strictly: unknown fields and duplicate keys are errors that
// show the line.
func lireYAML(fichier string, cible any) error {
	b, err := os.ReadFile(fichier)
	if err != nil {
		return err
	}
	if err := yaml.UnmarshalWithOptions(b, cible, yaml.Strict()); err != nil {
		return fmt.Errorf("%s : %s", fichier, yaml.FormatError(err, false, true))
	}
	return nil
}

func lireBareme(dossierDonnees string) (*bareme, error) {
	b := &bareme{citees: map[string]bool{}}
	var s struct {
		Sources map[string]sourceYAML `yaml:"sources"`
	}
	fichiers, err := filepath.Glob(filepath.Join(dossierDonnees, "*.yaml"))
	if err != nil {
		return nil, err
	}
	b.fiches = map[string]sourceYAML{}
	for _, f := range fichiers {
		if !strings.HasPrefix(filepath.Base(f), "sources") {
			continue
		}
		s.Sources = nil
		if err := lireYAML(f, &s); err != nil {
			return nil, err
		}
		for id, fiche := range s.Sources {
			if _, deja := b.fiches[id]; deja {
				return nil, fmt.Errorf("source %s : déclarée deux fois", id)
			}
			b.fiches[id] = fiche
		}
	}
	b.sources = slices.Sorted(maps.Keys(b.fiches))
	for id, fiche := range b.fiches {
		if !slices.Contains(natures, fiche.Nature) {
			return nil, fmt.Errorf("source %s : nature inconnue « %s »", id, fiche.Nature)
		}
		if fiche.Titre == "" {
			return nil, fmt.Errorf("source %s : sans titre", id)
		}
		if _, err := jourOuVide(fiche.Publie); err != nil {
			return nil, fmt.Errorf("source %s : publie : %w", id, err)
		}
	}
	for _, f := range fichiers {
		if strings.HasPrefix(filepath.Base(f), "sources") {
			continue
		}
		if err := b.lireFichier(f); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(b.parametres, func(x, y *parametre) int { return strings.Compare(x.nom, y.nom) })
	for i, p := range b.parametres {
		if i > 0 && p.nom == b.parametres[i-1].nom {
			return nil, fmt.Errorf("clé %s : déclarée deux fois", p.nom)
		}
	}
	for i, p := range b.parametres {
		if err := b.lireParametre(i, p); err != nil {
			return nil, fmt.Errorf("clé %s : %w", p.nom, err)
		}
	}
	if err := b.citerReleves(filepath.Join(dossierDonnees, "..", "..", "ccam", "donnees", "releves.csv")); err != nil {
		return nil, err
	}
	for _, id := range b.sources {
		if !b.citees[id] && !b.fiches[id].Regles {
			return nil, fmt.Errorf("source %s : personne ne la cite", id)
		}
	}
	return b, nil
}

// citerReleves counts the sources of the prices that the table of the CCAM
// takes from elsewhere than its editions; the job ccam checks the rest.
func (b *bareme) citerReleves(fichier string) error {
	f, err := os.Open(fichier)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // the barème of a test stands alone
	}
	if err != nil {
		return err
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma = ';'
	lignes, err := r.ReadAll()
	if err != nil {
		return err
	}
	source := slices.Index(lignes[0], "source")
	for _, l := range lignes[1:] {
		if _, err := b.citer(l[source]); err != nil {
			return err
		}
	}
	return nil
}

func (b *bareme) lireFichier(f string) error {
	var y fichierBareme
	if err := lireYAML(f, &y); err != nil {
		return err
	}
	if y.Titre == "" || y.TitreEN == "" || y.Verifie == "" {
		return fmt.Errorf("%s : titre, titre_en et verifie sont obligatoires", f)
	}
	for nom, p := range y.Parametres {
		if nom != strings.ToLower(nom) || strings.ContainsAny(nom, "- .") {
			return fmt.Errorf("%s : clé %s : minuscules et tirets bas seulement", f, nom)
		}
		for i := range p.Valeurs {
			p.Valeurs[i].Verifie = premier(p.Valeurs[i].Verifie, y.Verifie)
		}
		for z := range p.Zones {
			for i := range p.Zones[z].Valeurs {
				p.Zones[z].Valeurs[i].Verifie = premier(p.Zones[z].Valeurs[i].Verifie, y.Verifie)
			}
		}
		b.parametres = append(b.parametres, &parametre{nom: nom, objet: y.Titre, objetEN: y.TitreEN, parametreYAML: p})
	}
	return nil
}

func (b *bareme) lireParametre(i int, p *parametre) error {
	genre := slices.Index(genres, p.Genre)
	if genre < 0 {
		return fmt.Errorf("genre inconnu « %s » (%s)", p.Genre, strings.Join(genres, ", "))
	}
	if p.Titre == "" || p.TitreEN == "" {
		return fmt.Errorf("sans titre, ou sans titre_en")
	}
	permanent := genre <= slices.Index(genres, "nombre")
	zones := []dossier.Zone{dossier.Metropole}
	if permanent {
		if len(p.Zones) > 0 {
			return fmt.Errorf("un %s vaut partout : pas de zones", p.Genre)
		}
		zones = append(zones, dossier.Antilles, dossier.Guyane, dossier.Reunion, dossier.Mayotte)
	}
	if err := b.lireSerie(i, p, zones, p.Valeurs); err != nil {
		return err
	}
	for _, z := range p.Zones {
		var zs []dossier.Zone
		for _, nom := range z.Noms {
			zone, e := dossier.ParseZone(nom)
			if e != nil || zone == dossier.Metropole {
				return fmt.Errorf("zone « %s » : antilles, guyane, reunion ou mayotte", nom)
			}
			if len(p.series[zone]) > 0 || slices.Contains(zs, zone) {
				return fmt.Errorf("zone %s décrite deux fois", nom)
			}
			zs = append(zs, zone)
		}
		if err := b.lireSerie(i, p, zs, z.Valeurs); err != nil {
			return err
		}
	}
	if permanent {
		s := p.series[dossier.Metropole]
		if len(s) == 0 || b.valeurs[s[len(s)-1]].depuis > debutCouverture {
			return fmt.Errorf("un %s doit exister dès le %s", p.Genre, debutCouverture)
		}
	}
	return nil
}
