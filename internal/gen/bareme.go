package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

// The grammar of donnees/*.yaml. Every scalar is read as text, so that 30.00
// is never a float.
type fichierBareme struct {
	Titre      string                   `yaml:"titre"`
	Verifie    string                   `yaml:"verifie"`
	Parametres map[string]parametreYAML `yaml:"parametres"`
}

type parametreYAML struct {
	Titre        string       `yaml:"titre"`
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
	nom, objet string
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
	for _, id := range b.sources {
		if !b.citees[id] {
			return nil, fmt.Errorf("source %s : personne ne la cite", id)
		}
	}
	return b, nil
}

func (b *bareme) lireFichier(f string) error {
	var y fichierBareme
	if err := lireYAML(f, &y); err != nil {
		return err
	}
	if y.Titre == "" || y.Verifie == "" {
		return fmt.Errorf("%s : titre et verifie sont obligatoires", f)
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
		b.parametres = append(b.parametres, &parametre{nom: nom, objet: y.Titre, parametreYAML: p})
	}
	return nil
}

func (b *bareme) lireParametre(i int, p *parametre) error {
	genre := slices.Index(genres, p.Genre)
	if genre < 0 {
		return fmt.Errorf("genre inconnu « %s » (%s)", p.Genre, strings.Join(genres, ", "))
	}
	if p.Titre == "" {
		return fmt.Errorf("sans titre")
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

func (b *bareme) lireSerie(i int, p *parametre, zones []dossier.Zone, valeurs []valeurYAML) error {
	var precedent jour.Jour
	for _, y := range valeurs {
		vs, err := b.lireValeur(i, p, zones, y)
		if err != nil {
			return fmt.Errorf("depuis %s : %w", y.Depuis, err)
		}
		if precedent != 0 && vs[0].depuis >= precedent {
			return fmt.Errorf("depuis %s : la plus récente d'abord, une seule par jour", y.Depuis)
		}
		precedent = vs[len(vs)-1].depuis
		for _, v := range vs {
			for _, z := range zones {
				p.series[z] = append(p.series[z], len(b.valeurs))
			}
			b.valeurs = append(b.valeurs, v)
		}
	}
	return nil
}

func (b *bareme) lireValeur(cle int, p *parametre, zones []dossier.Zone, y valeurYAML) ([]valeur, error) {
	v := valeur{cle: cle, note: y.Note}
	if p.Genre == "tarif" || p.Genre == "coefficient" {
		v.zones = zones
	}
	var err error
	if v.depuis, err = jour.Parse(y.Depuis); err != nil {
		return nil, err
	}
	if v.verifie, err = jour.Parse(y.Verifie); err != nil {
		return nil, fmt.Errorf("verifie : %w", err)
	}
	if v.confiance = slices.Index([]string{"haute", "moyenne", "basse"}, y.Confiance); v.confiance < 0 {
		return nil, fmt.Errorf("confiance : haute, moyenne ou basse, pas « %s »", y.Confiance)
	}
	if v.source, err = b.citer(y.Source); err != nil {
		return nil, err
	}
	for _, id := range y.Recoupe {
		n, err := b.citer(id)
		if err != nil {
			return nil, err
		}
		v.recoupe = append(v.recoupe, n)
	}
	if v.publie, err = b.publication(y, v.depuis); err != nil {
		return nil, err
	}
	if y.Formule != "" {
		if y.Valeur != "" || len(zones) != 1 || zones[0] != dossier.Metropole {
			return nil, fmt.Errorf("une formule remplace la valeur, en métropole seulement")
		}
		return b.formule(v, p, y)
	}
	v.inconnue = y.Valeur == "inconnue"
	v.supprime = y.Valeur == "supprime" || v.inconnue
	if v.supprime {
		if p.Genre != "tarif" && p.Genre != "coefficient" {
			return nil, fmt.Errorf("un %s ne se supprime pas", p.Genre)
		}
		return []valeur{v}, nil
	}
	v.v, err = lireNombre(p.Genre, string(y.Valeur))
	return []valeur{v}, err
}

func lireNombre(genre, s string) (int64, error) {
	switch genre {
	case "montant", "tarif":
		if i := strings.IndexAny(s, ".,"); i < 0 || len(s)-i != 3 {
			return 0, fmt.Errorf("« %s » : deux décimales toujours", s)
		}
		c, err := argent.ParseCentimes(s)
		if err == nil && c < 0 {
			err = fmt.Errorf("« %s » : montant négatif", s)
		}
		return int64(c), err
	case "taux":
		if !strings.HasSuffix(s, "%") {
			return 0, fmt.Errorf("« %s » : un taux porte le signe %%", s)
		}
		fallthrough
	case "coefficient":
		t, err := argent.ParseTaux(s)
		return int64(t), err
	}
	var n int64
	if _, err := fmt.Sscanf(s, "%d", &n); err != nil || fmt.Sprint(n) != s {
		return 0, fmt.Errorf("« %s » n'est pas un entier", s)
	}
	return n, nil
}

// formule computes "1.5 x cle" at y.Depuis and at each later change of cle,
// until the next value of the parameter itself.
func (b *bareme) formule(v valeur, p *parametre, y valeurYAML) ([]valeur, error) {
	facteur, nom, ok := strings.Cut(strings.ReplaceAll(y.Formule, "×", "x"), " x ")
	taux, err := argent.ParseTaux(facteur)
	if !ok || err != nil {
		return nil, fmt.Errorf("formule « %s » : écrivez « 1.5 x cle »", y.Formule)
	}
	i := slices.IndexFunc(b.parametres, func(q *parametre) bool { return q.nom == strings.TrimSpace(nom) })
	if i < 0 || b.parametres[i].Genre != p.Genre {
		return nil, fmt.Errorf("formule « %s » : clé inconnue ou d'un autre genre", y.Formule)
	}
	var fin jour.Jour
	for _, autre := range p.Valeurs {
		if d, err := jour.Parse(autre.Depuis); err == nil && d > v.depuis {
			fin = d // values are newest first: the last one seen is the next one
		}
	}
	var l []valeur
	for _, o := range b.parametres[i].Valeurs {
		d, err := jour.Parse(o.Depuis)
		if fin != 0 && d >= fin {
			continue
		}
		if err != nil || o.Valeur == "supprime" {
			return nil, fmt.Errorf("formule « %s » : opérande sans valeur", y.Formule)
		}
		c, err := lireNombre(p.Genre, string(o.Valeur))
		if err != nil {
			return nil, err
		}
		w := v
		w.depuis, w.v = max(d, v.depuis), int64(taux.De(argent.Centimes(c), argent.AuCentime))
		w.publie = w.depuis
		l = append(l, w)
		if d <= v.depuis {
			return l, nil
		}
	}
	return nil, fmt.Errorf("formule « %s » : opérande sans valeur au %s", y.Formule, v.depuis)
}

func (b *bareme) citer(id string) (int, error) {
	i, trouve := slices.BinarySearch(b.sources, id)
	if !trouve {
		return 0, fmt.Errorf("source inconnue ou absente « %s »", id)
	}
	b.citees[id] = true
	return i, nil
}

// publication returns when a value became known: what it says itself, or its
// legal text, or the day it takes effect.
func (b *bareme) publication(y valeurYAML, depuis jour.Jour) (jour.Jour, error) {
	texte := y.Publie
	if f := b.fiches[y.Source]; texte == "" && slices.Index(natures, f.Nature) < naturesTextes {
		texte = f.Publie
	}
	p, err := jourOuVide(texte)
	if err != nil {
		return 0, fmt.Errorf("publie : %w", err)
	}
	if p == 0 {
		p = depuis
	}
	return p, nil
}

func jourOuVide(s string) (jour.Jour, error) {
	if s == "" {
		return 0, nil
	}
	return jour.Parse(s)
}

func premier(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// identifiant turns cs_gynecologue into CSGynecologue for a tariff, whose
// first word is a letter code, and taux_amo into TauxAmo otherwise.
func identifiant(nom, genre string) string {
	var s strings.Builder
	for i, mot := range strings.Split(nom, "_") {
		if i == 0 && genre == "tarif" {
			s.WriteString(strings.ToUpper(mot))
		} else if mot != "" {
			s.WriteString(strings.ToUpper(mot[:1]) + mot[1:])
		}
	}
	return s.String()
}

func (b *bareme) emettre() []byte {
	var w bytes.Buffer
	w.WriteString("// Code generated by internal/gen from donnees/*.yaml. DO NOT EDIT.\n\npackage bareme\n\n" +
		"import (\n\t\"github.com/opposable/opposable/dossier\"\n\t\"github.com/opposable/opposable/jour\"\n)\n\n")
	fmt.Fprintf(&w, "// Couverture is the first day the engine answers for: %s.\nconst Couverture jour.Jour = %d\n\n", debutCouverture, debutCouverture)
	fmt.Fprintf(&w, "// Empreinte identifies the data: two tables with the same values have the same one.\nconst Empreinte = %q\n\n", b.empreinte())
	w.WriteString("// Keys of the parameters, in the order of their names.\nconst (\n")
	for i, p := range b.parametres {
		fmt.Fprintf(&w, "\t// %s : %s.\n\t%s Cle%s = %d\n", identifiant(p.nom, p.Genre), strings.TrimSuffix(p.Titre, "."), identifiant(p.nom, p.Genre), identifiant(p.Genre, ""), i)
	}
	w.WriteString(")\n\nvar parametres = [...]Parametre{\n")
	for _, p := range b.parametres {
		attendu, _ := jourOuVide(p.Attendu)
		fmt.Fprintf(&w, "\t{%q, %q, Genre%s, %q, %t, %d},\n", p.nom, p.Titre, identifiant(p.Genre, ""), p.objet, p.Documentaire, attendu)
	}
	w.WriteString("}\n\n// Sources lists the texts and pages that state the values.\nvar Sources = []Source{\n")
	for _, id := range b.sources {
		f := b.fiches[id]
		publie, _ := jourOuVide(f.Publie)
		fmt.Fprintf(&w, "\t{%q, %q, %q, %q, %d},\n", id, f.Titre, f.Nature, f.URL, publie)
	}
	w.WriteString("}\n\n// fiches is indexed by the Id of a value.\nvar fiches = []Fiche{\n")
	for i, v := range b.valeurs {
		fmt.Fprintf(&w, "\t{%d, %s, %d, %s, %q, %d, \"\", %t, %s},\n", v.cle, zonesGo(v.zones), v.source, entiersGo(v.recoupe), v.note, v.verifie, v.inconnue, "Valeur"+v.ecrire(i))
	}
	w.WriteString("}\n\nvar series = [][dossier.NombreZones][]Valeur{\n")
	for _, p := range b.parametres {
		w.WriteString("\t{")
		for z, s := range p.series {
			if len(s) == 0 {
				continue
			}
			fmt.Fprintf(&w, "%d: {", z)
			for _, i := range s {
				w.WriteString(b.valeurs[i].ecrire(i) + ", ")
			}
			w.WriteString("}, ")
		}
		w.WriteString("},\n")
	}
	w.WriteString("}\n\nvar officiel = Bareme{series: series, fiches: fiches}\n\n// Officiel returns the table of the law in force.\nfunc Officiel() *Bareme { return &officiel }\n")
	return w.Bytes()
}

// empreinte hashes what the values say, not how their files are written.
func (b *bareme) empreinte() string {
	h := sha256.New()
	for _, v := range b.valeurs {
		fmt.Fprintln(h, b.parametres[v.cle].nom, v.zones, v.ecrire(0), b.sources[v.source])
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

func (v valeur) ecrire(i int) string {
	return fmt.Sprintf("{%d, %d, %d, %d, %d, %t}", v.depuis, v.publie, v.v, i, v.confiance, v.supprime)
}

func zonesGo(zones []dossier.Zone) string {
	if len(zones) == 0 {
		return "nil"
	}
	s := make([]string, len(zones))
	for i, z := range zones {
		s[i] = fmt.Sprint(int(z))
	}
	return "[]dossier.Zone{" + strings.Join(s, ", ") + "}"
}

func entiersGo(l []int) string {
	if len(l) == 0 {
		return "nil"
	}
	return "[]uint16{" + strings.Trim(strings.ReplaceAll(fmt.Sprint(l), " ", ", "), "[]") + "}"
}
