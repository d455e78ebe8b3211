package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/explication"
	"github.com/opposable/opposable/jour"
)

// A Champ is one question of a form, ready to be shown by the component of its
// genre: texte, nombre, montant, date, heure, liste, cartes, cases.
type Champ struct {
	Nom, Genre, Libelle, Aide string
	Valeur                    string
	Choix                     []Choix
	Max                       string
	Erreurs                   []Faute
	// Ordre keeps the place of a question that the script moves.
	Ordre int
}

// Choix is one answer. A Groupe gathers answers of a list under a title.
type Choix struct {
	Valeur, Libelle, Aide, Groupe string
	Choisi                        bool
}

// Id is the id of the field's element.
func (c Champ) Id() string { return "champ-" + c.Nom }

// Decrit lists the ids of what describes the field.
func (c Champ) Decrit() string {
	s := ""
	if c.Aide != "" {
		s = c.Id() + "-aide"
	}
	if c.Nom == "honoraires" {
		s += " " + c.Id() + "-note" // the opposable tariff
	}
	if len(c.Erreurs) > 0 {
		s += " " + c.Id() + "-erreur"
	}
	return strings.TrimSpace(s)
}

// GroupesDeChoix cuts the answers of a list at each change of group.
func (c Champ) GroupesDeChoix() [][]Choix {
	var g [][]Choix
	for i, un := range c.Choix {
		if i == 0 || un.Groupe != c.Choix[i-1].Groupe {
			g = append(g, nil)
		}
		g[len(g)-1] = append(g[len(g)-1], un)
	}
	return g
}

// modele says what each field is; its texts are under "champ.<nom>" and its
// answers' under "choix.<nom>.<valeur>".
type modele struct {
	nom, genre string
	choix      []string
	defaut     string
	max        string
	// question is the path of the contract by which the façade asks it.
	question string
}

var modeles = []modele{
	{nom: "specialite", genre: "liste", defaut: "medecine_generale"},
	{nom: "statut", genre: "cartes", choix: []string{"1", "2-optam", "2", "3"}, defaut: "1"},
	{nom: "nature", genre: "liste", choix: []string{"consultation", "teleconsultation", "visite", "examen_enfant", "avis_ponctuel", "consultation_complexe",
		"consultation_tres_complexe", "consultation_longue", "teleexpertise"}, defaut: "consultation"},
	{nom: "date", genre: "date"},
	{nom: "honoraires", genre: "montant"},
	{nom: "age", genre: "nombre", max: "130"},
	{nom: "garantie", genre: "liste", choix: []string{"", "100%", "150%", "200%", "300%", "FR", "autre"}},
	{nom: "garantie_autre", genre: "texte"},
	{nom: "tiers_payant", genre: "liste", choix: []string{"aucun", "amo", "integral"}, defaut: "aucun"},
	{nom: "parcours", genre: "liste", choix: []string{"", "medecin_traitant", "nouveau_medecin_traitant", "remplacant", "oriente", "oriente_autre", "acces_direct", "urgence",
		"hors_residence", "hors_parcours", "autre"}, question: "parcours"},
	{nom: "medecin_traitant", genre: "liste", choix: []string{"oui", "non"}, defaut: "oui", question: "patient.medecin_traitant"},
	{nom: "exoneration", genre: "liste", choix: []string{"aucune", "ald", "maternite", "at_mp", "invalidite", "pension_militaire", "nouveau_ne", "mineur_victime", "infertilite",
		"prevention"}, defaut: "aucune", question: "patient.exoneration"},
	{nom: "aide", genre: "liste", choix: []string{"aucune", "c2s", "ame", "aspa"}, defaut: "aucune", question: "patient.aide"},
	{nom: "regime", genre: "liste", choix: []string{"general", "alsace_moselle"}, defaut: "general", question: "patient.regime"},
	{nom: "zone", genre: "liste", choix: []string{"metropole", "antilles", "guyane", "reunion", "mayotte"}, defaut: "metropole"},
	{nom: "naissance", genre: "date"},
	{nom: "statut_rare", genre: "liste", choix: []string{"", "1-optam", "dp", "2-optam_aco", "2-cas"}},
	{nom: "codes", genre: "texte"},
	{nom: "circonstances", genre: "cases", choix: []string{"nuit", "nuit_profonde", "dimanche_ferie", "samedi_garde", "regule", "urgence", "soins_non_programmes",
		"urgence_correspondant", "urgence_medecin_traitant", "exigence", "horaires_etendus", "non_justifiee", "pu_ph", "depistage_melanome", "endocrinien_complexe",
		"sortie_hospitalisation", "deprescription", "medico_social", "inscription_ald", "visite_longue", "soins_palliatifs", "requerant", "contraception",
		"obesite_enfant", "sortie_maternite", "autisme_suivi", "autisme_reperage", "protection_enfance", "handicap", "expertise_pediatrique", "bilan_prevention",
		"quitte_cabinet", "visite_rapide", "insuffisance_cardiaque", "ccmu3", "ccmu45"}},
	{nom: "heure", genre: "heure"},
	{nom: "distance", genre: "texte"},
	{nom: "terrain", genre: "liste", choix: []string{"plaine", "montagne", "pied"}, defaut: "plaine"},
	{nom: "departement", genre: "texte"},
	{nom: "participations_du_jour", genre: "nombre"},
	{nom: "participation_annee", genre: "montant"},
	{nom: "franchise_annee", genre: "montant"},
	{nom: "boites_medicaments", genre: "nombre"},
	{nom: "actes_paramedicaux", genre: "nombre"},
	{nom: "transports_sanitaires", genre: "nombre"},
}

// usuelles are the specialties people look for first.
var usuelles = []dossier.Specialite{1, 15, 5, 70, 12, 33, 3, 11, 14, 8, 41, 42, 32, 13, 6, 2}

func valeursParDefaut(aujourdhui jour.Jour) url.Values {
	v := url.Values{}
	for _, m := range modeles {
		if m.defaut != "" {
			v.Set(m.nom, m.defaut)
		}
	}
	v.Set("date", aujourdhui.String())
	return v
}

// champs prepares every question for the reader, with what was answered. The
// texts under voix, if any, take the place of those said to a patient.
func champs(l explication.Langue, v url.Values, fautes []Faute, voix string) map[string]Champ {
	c := make(map[string]Champ, len(modeles))
	for i, m := range modeles {
		un := Champ{Nom: m.nom, Genre: m.genre, Libelle: texte(l, cleDite(voix, "champ."+m.nom)), Valeur: v.Get(m.nom), Max: m.max, Ordre: i}
		if cle := cleDite(voix, "champ."+m.nom) + ".aide"; textes[cle].fr != "" {
			un.Aide = texte(l, cle)
		}
		if m.nom == "specialite" {
			un.Choix = choixSpecialites(l, un.Valeur)
		} else {
			un.Choix = m.repondre(l, v, voix)
		}
		for _, f := range fautes {
			if f.Champ == m.nom {
				un.Erreurs = append(un.Erreurs, f)
			}
		}
		c[m.nom] = un
	}
	return c
}

// cleDite is the key of a text in a voice, or of the ordinary one.
func cleDite(voix, cle string) string {
	if _, dite := textes[voix+cle]; dite {
		return voix + cle
	}
	return cle
}

func (m modele) repondre(l explication.Langue, v url.Values, voix string) []Choix {
	var choix []Choix
	for _, r := range m.choix {
		cle := cleDite(voix, "choix."+m.nom+"."+r)
		c := Choix{Valeur: r, Libelle: texte(l, cle), Choisi: slices.Contains(v[m.nom], r) || (r == "" && v.Get(m.nom) == "")}
		if _, ok := textes[cle+".aide"]; ok {
			c.Aide = texte(l, cle+".aide")
		}
		choix = append(choix, c)
	}
	return choix
}

func choixSpecialites(l explication.Langue, choisie string) []Choix {
	var choix []Choix
	ajouter := func(groupe string, s dossier.Specialite) {
		choix = append(choix, Choix{Valeur: s.String(), Libelle: l.Specialite(s), Groupe: texte(l, groupe), Choisi: s.String() == choisie})
	}
	for _, s := range usuelles {
		ajouter("specialites.usuelles", s)
	}
	autres := slices.DeleteFunc(dossier.Specialites(), func(s dossier.Specialite) bool { return slices.Contains(usuelles, s) })
	slices.SortFunc(autres, func(a, b dossier.Specialite) int {
		x, y := dossier.Normaliser(l.Specialite(a)), dossier.Normaliser(l.Specialite(b))
		if x < y {
			return -1
		}
		return 1
	})
	for _, s := range autres {
		ajouter("specialites.autres", s)
	}
	return choix
}

// entier reads a small number; an empty text is none.
func entier(s string) (int16, bool) {
	n, err := strconv.ParseInt(s, 10, 16)
	return int16(n), err == nil
}
