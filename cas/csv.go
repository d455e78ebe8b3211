package cas

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/internal/lecture"
	"github.com/opposable/opposable/nomenclature"
)

// chemins places the columns of a table in the dossier; they are those of a
// batch file.
var chemins = map[string][]string{
	"date": {"date"}, "parcours": {"parcours"}, "honoraires": {"honoraires"}, "tiers_payant": {"tiers_payant"},
	"plafond_majoration": {"plafond_majoration"}, "garantie": {"contrat", "garantie"},
	"specialite": {"praticien", "specialite"}, "secteur": {"praticien", "secteur"}, "option": {"praticien", "option"}, "zone": {"praticien", "zone"},
	"age": {"patient", "age"}, "naissance": {"patient", "naissance"}, "medecin_traitant": {"patient", "medecin_traitant"},
	"exoneration": {"patient", "exoneration"}, "aide": {"patient", "aide"}, "regime": {"patient", "regime"},
}

// lireCSV reads a table: one case a row. The columns of the dossier come with
// those of the source (nature, titre, url, consulte, calcul) and of the answer;
// an empty cell says nothing. Fees are those of the question.
func lireCSV(b []byte) ([]Cas, error) {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\ufeff"))))
	if premiere, _, _ := bytes.Cut(b, []byte("\n")); bytes.IndexByte(premiere, ';') >= 0 {
		r.Comma = ';'
	}
	entete, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("tableau illisible : %w", err)
	}
	for i, nom := range entete {
		if slices.Index(entete, nom) != i {
			return nil, fmt.Errorf("ligne 1 : colonne écrite deux fois : « %s »", nom)
		}
	}
	lignes, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("tableau illisible : %w", err)
	}
	var l []Cas
	for i, ligne := range lignes {
		c, err := lireRang(entete, ligne, i+2)
		if err != nil {
			return nil, fmt.Errorf("ligne %d : %w", i+2, err)
		}
		l = append(l, c)
	}
	return l, nil
}

func lireRang(entete, cellules []string, ligne int) (Cas, error) {
	c := Cas{Ligne: ligne}
	soit := lecture.Noeud{Genre: lecture.Objet, Ligne: ligne}
	var nature, consulte, circonstances string
	textes := map[string]*string{"cas": &c.Nom, "nature": &nature, "titre": &c.Source.Titre, "url": &c.Source.URL,
		"consulte": &consulte, "calcul": &c.Calcul, "circonstances": &circonstances}
	for i, nom := range entete {
		v := strings.TrimSpace(cellules[i])
		if v == "" {
			continue
		}
		if cible, ok := textes[nom]; ok {
			*cible = v
			continue
		}
		if nom == "acte" {
			soit = remplacer(soit, actes(v))
			continue
		}
		if chemin, ok := chemins[nom]; ok {
			soit = remplacer(soit, loger(chemin, v))
			continue
		}
		a, err := attendu(nom, v)
		if err != nil {
			return c, fmt.Errorf("%s : %w", nom, err)
		}
		c.Alors = append(c.Alors, a)
	}
	if circonstances != "" {
		soit = circonstancier(soit, circonstances)
	}
	if err := c.Source.completer(nature, consulte); err != nil {
		return c, err
	}
	c.question = poser(soit)
	return c, c.complet()
}

func mot(s string) lecture.Noeud { return lecture.Noeud{Genre: lecture.Texte, Texte: s} }

func objet(nom string, v lecture.Noeud) lecture.Noeud {
	return lecture.Noeud{Genre: lecture.Objet, Champs: []lecture.Champ{{Nom: nom, Valeur: v}}}
}

func loger(chemin []string, v string) lecture.Noeud {
	n := mot(v)
	for i := len(chemin) - 1; i >= 0; i-- {
		n = objet(chemin[i], n)
	}
	return n
}

// actes reads "consultation", "CS+MCS" or "HMFC004:JK+QZJA002".
func actes(s string) lecture.Noeud {
	l := lecture.Noeud{Genre: lecture.Liste}
	if _, e := dossier.ParseNature(s); e == nil {
		l.Items = append(l.Items, objet("nature", mot(s)))
		return objet("actes", l)
	}
	for _, code := range strings.Split(s, "+") {
		l.Items = append(l.Items, acte(code))
	}
	return objet("actes", l)
}

// acte reads one code; a technical act may bring its activity, its phase and
// its modifiers, as in a batch file: HMFC004-4:A7.
func acte(code string) lecture.Noeud {
	lus, err := nomenclature.ParseActes(code)
	if err != nil || len(lus) != 1 || lus[0].Technique == (dossier.Technique{}) {
		return objet("code", mot(code))
	}
	t := lus[0].Technique
	n := objet("code", mot(lus[0].Code))
	for _, c := range [...]struct{ nom, v string }{{"activite", chiffre(t.Activite)}, {"phase", chiffre(t.Phase)}, {"modificateurs", t.Modificateurs}} {
		if c.v != "" {
			n = remplacer(n, objet(c.nom, mot(c.v)))
		}
	}
	return n
}

func chiffre(c uint8) string {
	if c == 0 {
		return ""
	}
	return strconv.Itoa(int(c))
}

// circonstancier gives the circumstances, joined by '+', to the first act.
func circonstancier(soit lecture.Noeud, s string) lecture.Noeud {
	l := lecture.Noeud{Genre: lecture.Liste}
	for _, c := range strings.Split(s, "+") {
		l.Items = append(l.Items, mot(c))
	}
	a, ok := soit.Champ("actes")
	if !ok || len(a.Items) == 0 {
		return soit
	}
	a.Items = slices.Clone(a.Items)
	a.Items[0] = remplacer(a.Items[0], objet("circonstances", l))
	return remplacer(soit, objet("actes", a))
}
