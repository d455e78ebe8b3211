package cas

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/internal/lecture"
	"github.com/opposable/opposable/jour"
)

// fichierDivergences is read by [LireDivergences], not by [Lire].
const fichierDivergences = "divergences.yaml"

// Lire reads every case of fsys, in the order of the paths and, in a file, of
// its lines. An error names the file and the line.
func Lire(fsys fs.FS) ([]Cas, error) {
	chemins, err := lister(fsys)
	if err != nil {
		return nil, err
	}
	var tous []Cas
	vus := map[string]string{}
	for _, chemin := range chemins {
		b, err := fs.ReadFile(fsys, chemin)
		if err != nil {
			return nil, err
		}
		lire := lireYAML
		if path.Ext(chemin) == ".csv" {
			lire = lireCSV
		}
		lus, err := lire(b)
		if err != nil {
			return nil, fmt.Errorf("%s : %w", chemin, err)
		}
		for i := range lus {
			c := &lus[i]
			c.Fichier, c.Theme = chemin, path.Base(path.Dir(chemin))
			ici := fmt.Sprintf("%s, ligne %d", chemin, c.Ligne)
			if deja, double := vus[c.Nom]; double {
				return nil, fmt.Errorf("%s : cas écrit deux fois : « %s » (déjà dans %s)", ici, c.Nom, deja)
			}
			vus[c.Nom] = ici
		}
		tous = append(tous, lus...)
	}
	return tous, nil
}

func lister(fsys fs.FS) ([]string, error) {
	var chemins []string
	err := fs.WalkDir(fsys, ".", func(chemin string, d fs.DirEntry, err error) error {
		if ext := path.Ext(chemin); err == nil && !d.IsDir() && path.Base(chemin) != fichierDivergences && (ext == ".yaml" || ext == ".csv") {
			chemins = append(chemins, chemin)
		}
		return err
	})
	sort.Strings(chemins)
	return chemins, err
}

// LireDivergences reads the divergences of fsys, if there are any.
func LireDivergences(fsys fs.FS) ([]Divergence, error) {
	b, err := fs.ReadFile(fsys, fichierDivergences)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	}
	items, err := liste(b)
	if err != nil {
		return nil, fmt.Errorf("%s : %w", fichierDivergences, err)
	}
	var l []Divergence
	for _, n := range items {
		d, err := lireDivergence(n)
		if err != nil {
			return nil, fmt.Errorf("%s, ligne %d : %w", fichierDivergences, n.Ligne, err)
		}
		d.Fichier = fichierDivergences
		l = append(l, d)
	}
	return l, nil
}

func liste(b []byte) ([]lecture.Noeud, error) {
	n, err := lecture.Lire(b)
	if err != nil {
		return nil, err
	}
	if n.Genre != lecture.Liste {
		return nil, fmt.Errorf("ligne %d : une liste de cas est attendue", n.Ligne)
	}
	return n.Items, nil
}

func lireYAML(b []byte) ([]Cas, error) {
	items, err := liste(b)
	if err != nil {
		return nil, err
	}
	var l []Cas
	for _, n := range items {
		c, err := lireCas(n)
		if err != nil {
			return nil, fmt.Errorf("ligne %d : %w", n.Ligne, err)
		}
		l = append(l, c)
	}
	return l, nil
}

func lireCas(n lecture.Noeud) (Cas, error) {
	c := Cas{Ligne: n.Ligne}
	err := champs(n, map[string]func(lecture.Noeud) error{
		"cas":    texte(&c.Nom),
		"source": c.Source.lire,
		"calcul": texte(&c.Calcul),
		"soit":   func(n lecture.Noeud) error { c.question = poser(n); return nil },
		"alors":  attendus(&c.Alors),
	})
	if err == nil {
		err = c.complet()
	}
	return c, err
}

func (c *Cas) complet() error {
	switch {
	case c.Nom == "":
		return fmt.Errorf("un cas porte une phrase : cas")
	case c.Source.Titre == "":
		return fmt.Errorf("« %s » : la source manque", c.Nom)
	case c.Source.Nature == Calcul && strings.TrimSpace(c.Calcul) == "":
		return fmt.Errorf("« %s » : un cas calculé montre son calcul", c.Nom)
	case len(c.Alors) == 0:
		return fmt.Errorf("« %s » : rien n'est attendu (alors)", c.Nom)
	case c.soit.Genre != lecture.Objet:
		return fmt.Errorf("« %s » : le dossier manque (soit)", c.Nom)
	case c.illu != nil && !attend(c.Alors, "erreur"):
		return fmt.Errorf("« %s » : %w", c.Nom, c.illu)
	}
	return nil
}

func lireDivergence(n lecture.Noeud) (Divergence, error) {
	d := Divergence{Ligne: n.Ligne}
	var autre lecture.Noeud
	err := champs(n, map[string]func(lecture.Noeud) error{
		"cas":     texte(&d.Nom),
		"source":  d.Source.lire,
		"soit":    func(n lecture.Noeud) error { d.question = poser(n); return nil },
		"publie":  attendus(&d.Publie),
		"moteur":  attendus(&d.Moteur),
		"raison":  texte(&d.Raison),
		"lecture": func(n lecture.Noeud) error { autre = n; return nil },
	})
	switch {
	case err != nil:
		return d, err
	case d.Nom == "" || d.Source.Titre == "" || d.Raison == "" || len(d.Publie) == 0 || len(d.Moteur) == 0 || d.soit.Genre != lecture.Objet:
		return d, fmt.Errorf("« %s » : une divergence dit cas, source, soit, publie, moteur et raison", d.Nom)
	case d.illu != nil && !attend(d.Moteur, "erreur"):
		return d, fmt.Errorf("« %s » : %w", d.Nom, d.illu)
	case autre.Genre == lecture.Objet:
		d.Lecture = string(autre.JSON())
		d.autre = poser(remplacer(d.soit, autre))
		if d.autre.illu != nil {
			return d, fmt.Errorf("« %s », lecture : %w", d.Nom, d.autre.illu)
		}
	}
	return d, nil
}

// remplacer returns n with the fields of par in the place of its own; an
// object replaces field by field.
func remplacer(n, par lecture.Noeud) lecture.Noeud {
	r := lecture.Noeud{Genre: lecture.Objet, Ligne: n.Ligne}
	for _, c := range n.Champs {
		if v, ok := par.Champ(c.Nom); ok {
			if v.Genre == lecture.Objet && c.Valeur.Genre == lecture.Objet {
				v = remplacer(c.Valeur, v)
			}
			c.Valeur = v
		}
		r.Champs = append(r.Champs, c)
	}
	for _, c := range par.Champs {
		if _, ok := n.Champ(c.Nom); !ok {
			r.Champs = append(r.Champs, c)
		}
	}
	return r
}

func (s *Source) lire(n lecture.Noeud) error {
	var nature, consulte string
	err := champs(n, map[string]func(lecture.Noeud) error{
		"nature": texte(&nature), "titre": texte(&s.Titre), "url": texte(&s.URL), "consulte": texte(&consulte),
	})
	if err != nil {
		return err
	}
	return s.completer(nature, consulte)
}

func (s *Source) completer(nature, consulte string) error {
	trouve := false
	for i, m := range motsNature {
		if m == nature {
			s.Nature, trouve = Nature(i), true
		}
	}
	switch {
	case !trouve:
		return fmt.Errorf("nature de source inconnue : « %s » (%s)", nature, strings.Join(motsNature[:], ", "))
	case s.URL != "" && !strings.HasPrefix(s.URL, "http://") && !strings.HasPrefix(s.URL, "https://"):
		return fmt.Errorf("adresse illisible : « %s »", s.URL)
	case s.URL == "" && s.Nature == Officiel:
		return fmt.Errorf("une source officielle donne son adresse (url)")
	case consulte == "":
		return nil
	}
	var err error
	s.Consulte, err = jour.Parse(consulte)
	return err
}

func champs(n lecture.Noeud, connus map[string]func(lecture.Noeud) error) error {
	if n.Genre != lecture.Objet {
		return fmt.Errorf("ligne %d : un objet est attendu", n.Ligne)
	}
	for _, c := range n.Champs {
		lire, ok := connus[c.Nom]
		if !ok {
			return fmt.Errorf("ligne %d : champ inconnu : « %s »", c.Ligne, c.Nom)
		}
		if err := lire(c.Valeur); err != nil {
			return err
		}
	}
	return nil
}

func texte(cible *string) func(lecture.Noeud) error {
	return func(n lecture.Noeud) error {
		if n.Genre != lecture.Texte {
			return fmt.Errorf("ligne %d : un texte est attendu", n.Ligne)
		}
		*cible = n.Texte
		return nil
	}
}

func attendus(cible *[]Attendu) func(lecture.Noeud) error {
	return func(n lecture.Noeud) error {
		if n.Genre != lecture.Objet {
			return fmt.Errorf("ligne %d : un objet est attendu", n.Ligne)
		}
		for _, c := range n.Champs {
			valeurs := []lecture.Noeud{c.Valeur}
			if c.Valeur.Genre == lecture.Liste {
				valeurs = c.Valeur.Items
			}
			for _, v := range valeurs {
				a, err := attendu(c.Nom, v.Texte)
				if err != nil || v.Genre != lecture.Texte {
					return fmt.Errorf("ligne %d : %s : %w", c.Ligne, c.Nom, errOu(err))
				}
				*cible = append(*cible, a)
			}
		}
		return nil
	}
}

func errOu(err error) error {
	if err == nil {
		return fmt.Errorf("un texte ou un nombre est attendu")
	}
	return err
}

// attendu puts a stated value in the form the engine prints.
func attendu(champ, valeur string) (Attendu, error) {
	if champ == "avertissements" {
		champ = "avertissement"
	}
	a := Attendu{champ, valeur}
	switch {
	case champ == "erreur" || champ == "avertissement" || champ == "codes":
		return a, nil
	case champ == "taux":
		t, err := argent.ParseTaux(strings.TrimSuffix(valeur, "%") + "%")
		a.Valeur = t.String()
		return a, err
	case montant(champ) == nil:
		return a, fmt.Errorf("ce résultat n'existe pas")
	}
	c, err := argent.ParseCentimes(valeur)
	a.Valeur = c.String()
	return a, err
}

func attend(l []Attendu, champ string) bool {
	for _, a := range l {
		if a.Champ == champ {
			return true
		}
	}
	return false
}
