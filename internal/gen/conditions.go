package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

// conditionYAML is one way a code may be billed: everything it says must hold.
type conditionYAML struct {
	Groupes []string `yaml:"groupes"`
	// Specialites narrows a group: two-digit codes of the Cnam.
	Specialites []string  `yaml:"specialites"`
	Toutes      []string  `yaml:"toutes"`
	Une         []string  `yaml:"une"`
	Aucune      []string  `yaml:"aucune"`
	Age         bornesAge `yaml:"age"`
	Mois        bornesAge `yaml:"mois"`
	Jours       bornesAge `yaml:"jours"`
	// The rest is oui, non, or not said.
	MedecinTraitant string `yaml:"medecin_traitant"`
	Adresse         string `yaml:"adresse"`
	Coordonne       string `yaml:"coordonne"`
	Montagne        string `yaml:"montagne"`
	Distance        string `yaml:"distance"`
	HorsParcours    string `yaml:"hors_parcours"`
	Depuis          string `yaml:"depuis"`
	Jusqua          string `yaml:"jusqua"`
}

// bornesAge is an interval, de included, apres and avant excluded, in figures or
// in keys of the barème.
type bornesAge struct {
	De    string `yaml:"de"`
	Apres string `yaml:"apres"`
	Avant string `yaml:"avant"`
}

type limiteYAML struct {
	Nombre int    `yaml:"nombre"`
	Par    string `yaml:"par"`
	// Mois, Jours: a sliding window that ends on the day of care.
	Mois    int      `yaml:"mois"`
	Jours   int      `yaml:"jours"`
	Medecin bool     `yaml:"medecin"`
	De      []string `yaml:"de"`
	Depuis  string   `yaml:"depuis"`
	Jusqua  string   `yaml:"jusqua"`
	Texte   string   `yaml:"texte"`
	TexteEN string   `yaml:"texte_en"`
}

var periodes = []string{"glissant", "jour", "semaine", "trimestre", "annee", "vie"}

// emettreRegles writes what a code requires and how often it may be billed.
func (n *nomenclature) emettreRegles(s *strings.Builder, c codeYAML, famille int) error {
	majoration := familles[famille] == "majoration" || familles[famille] == "deplacement"
	if majoration != (len(c.Avec) > 0) {
		return fmt.Errorf("avec : une majoration dit les actes qu'elle accompagne, un acte n'en accompagne aucun")
	}
	if (len(c.Quand) > 0 || len(c.Limites) > 0) && (c.Regle == "" || c.RegleEN == "" || c.Source == "") {
		return fmt.Errorf("regle, regle_en et source accompagnent quand et limites")
	}
	for _, champ := range []struct {
		nom  string
		mots []string
	}{{"avec", c.Avec}, {"compagnon", c.Compagnon}} {
		if len(champ.mots) == 0 {
			continue
		}
		e, err := n.ensemble(champ.mots)
		if err != nil {
			return fmt.Errorf("%s : %w", champ.nom, err)
		}
		fmt.Fprintf(s, ", %s: %s", champ.nom, e)
	}
	if c.SurDemande {
		s.WriteString(", SurDemande: true")
	}
	if len(c.Quand) > 0 {
		s.WriteString(", quand: []condition{")
		for _, q := range c.Quand {
			if err := n.emettreCondition(s, q); err != nil {
				return fmt.Errorf("quand : %w", err)
			}
		}
		s.WriteString("}")
	}
	if c.Regle != "" {
		source, err := n.b.citer(c.Source)
		if err != nil {
			return err
		}
		fmt.Fprintf(s, ", Regle: %q, RegleEN: %q, Source: %d", c.Regle, c.RegleEN, source)
	}
	return n.emettreLimites(s, c.Limites)
}

func (n *nomenclature) emettreCondition(s *strings.Builder, q conditionYAML) error {
	s.WriteString("{")
	if len(q.Groupes) > 0 {
		m, err := masque(q.Groupes)
		if err != nil {
			return err
		}
		fmt.Fprintf(s, "groupes: %d, ", m)
	}
	if err := emettreSpecialites(s, q.Specialites); err != nil {
		return err
	}
	for _, c := range []struct {
		nom  string
		mots []string
	}{{"toutes", q.Toutes}, {"une", q.Une}, {"aucune", q.Aucune}} {
		v, err := circonstances(c.mots)
		if err != nil {
			return err
		}
		if v != 0 {
			fmt.Fprintf(s, "%s: %d, ", c.nom, v)
		}
	}
	for _, b := range []struct {
		nom string
		v   bornesAge
	}{{"age", q.Age}, {"mois", q.Mois}, {"jours", q.Jours}} {
		if err := n.emettreBornes(s, b.nom, b.v); err != nil {
			return err
		}
	}
	for _, t := range []struct{ nom, v string }{{"medecinTraitant", q.MedecinTraitant}, {"adresse", q.Adresse},
		{"coordonne", q.Coordonne}, {"montagne", q.Montagne}, {"distance", q.Distance}, {"horsParcours", q.HorsParcours}} {
		i := slices.Index([]string{"", "oui", "non"}, t.v)
		if i < 0 {
			return fmt.Errorf("%s : oui ou non, pas « %s »", t.nom, t.v)
		}
		if i > 0 {
			fmt.Fprintf(s, "%s: %d, ", t.nom, i)
		}
	}
	if err := emettreDates(s, q.Depuis, q.Jusqua); err != nil {
		return err
	}
	s.WriteString("}, ")
	return nil
}

func emettreSpecialites(s *strings.Builder, mots []string) error {
	if len(mots) == 0 {
		return nil
	}
	s.WriteString("specialites: []dossier.Specialite{")
	for _, mot := range mots {
		sp, err := dossier.ParseSpecialite(mot)
		if err != nil {
			return err
		}
		fmt.Fprintf(s, "%d, ", sp)
	}
	s.WriteString("}, ")
	return nil
}

func (n *nomenclature) emettreBornes(s *strings.Builder, nom string, v bornesAge) error {
	if v == (bornesAge{}) {
		return nil
	}
	fmt.Fprintf(s, "%s: bornes{", nom)
	for _, b := range []struct {
		nom, v string
		plus   int
	}{{"de", v.De, 0}, {"de", v.Apres, 1}, {"avant", v.Avant, 0}} {
		if b.v == "" {
			continue
		}
		if i, err := strconv.Atoi(b.v); err == nil {
			fmt.Fprintf(s, "%s: borne{v: %d, dite: true}, ", b.nom, i+b.plus)
			continue
		}
		i := slices.IndexFunc(n.b.parametres, func(p *parametre) bool { return p.nom == b.v && p.Genre == "nombre" })
		if i < 0 {
			return fmt.Errorf("« %s » n'est ni un nombre ni un nombre du barème", b.v)
		}
		fmt.Fprintf(s, "%s: borne{v: %d, cle: bareme.%s, dite: true, lue: true}, ", b.nom, b.plus, identifiant(b.v, "nombre"))
	}
	s.WriteString("}, ")
	return nil
}

func (n *nomenclature) emettreLimites(s *strings.Builder, limites []limiteYAML) error {
	if len(limites) == 0 {
		return nil
	}
	s.WriteString(", limites: []Limite{")
	for _, l := range limites {
		par := slices.Index(periodes, l.Par)
		switch {
		case par < 0, (par == 0) != (l.Mois+l.Jours > 0), l.Nombre < 0:
			return fmt.Errorf("limites : par vaut %s ; glissant demande mois ou jours", strings.Join(periodes, ", "))
		case l.Texte == "" || l.TexteEN == "":
			return fmt.Errorf("limites : texte et texte_en sont obligatoires")
		}
		fmt.Fprintf(s, "{Nombre: %d, Par: %d, mois: %d, jours: %d, Medecin: %t, Texte: %q, TexteEN: %q, ", l.Nombre, par, l.Mois, l.Jours, l.Medecin, l.Texte, l.TexteEN)
		if len(l.De) > 0 {
			e, err := n.ensemble(l.De)
			if err != nil {
				return fmt.Errorf("limites : %w", err)
			}
			fmt.Fprintf(s, "de: %s, ", e)
		}
		if err := emettreDates(s, l.Depuis, l.Jusqua); err != nil {
			return err
		}
		s.WriteString("}, ")
	}
	s.WriteString("}")
	return nil
}

func emettreDates(s *strings.Builder, depuis, jusqua string) error {
	for _, d := range []struct{ nom, v string }{{"depuis", depuis}, {"jusqua", jusqua}} {
		if d.v == "" {
			continue
		}
		j, err := jour.Parse(d.v)
		if err != nil {
			return fmt.Errorf("%s : %w", d.nom, err)
		}
		fmt.Fprintf(s, "%s: %d, ", d.nom, j)
	}
	return nil
}

func circonstances(mots []string) (dossier.Circonstances, error) {
	var c dossier.Circonstances
	for _, m := range mots {
		v, err := dossier.ParseCirconstance(m)
		if err != nil {
			return 0, err
		}
		c |= v
	}
	return c, nil
}
