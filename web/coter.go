package web

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/explication"
)

// voixCoter is the prefix of the texts said to a doctor.
const voixCoter = "coter."

// corpsCoter is what « Que puis-je coter ? » shows.
type corpsCoter struct {
	Champs map[string]Champ
	// Ligne is the question of the codes already chosen.
	Ligne   Champ
	Fautes  []Faute
	Envoye  bool
	L       explication.Langue
	Action  string
	Reponse reponseCoter
}

// Champ gives one question to the template.
func (c corpsCoter) Champ(nom string) Champ { return c.Champs[nom] }

// reponseCoter is the answer: ways to bill, or faults; and the circumstances
// that would change it.
type reponseCoter struct {
	// Voies are set side by side: the opposable tariff and the free fee, where
	// both exist; Autres are the other lawful ways.
	Voies, Autres []propositionVue
	Controle      *controleVue
	Circonstances []groupeDeCases
	// Libre tells that the fee is free; Deplacement that the way to the patient
	// matters, Naissance that the month of birth does.
	Libre, Deplacement, Naissance bool
	// Connu tells that the form could be read: the questions mean something.
	Connu  bool
	Fautes []Faute
}

// Meilleure is the first way, the dearest at the opposable tariff.
func (r reponseCoter) Meilleure() *propositionVue {
	if len(r.Voies) == 0 {
		return nil
	}
	return &r.Voies[0]
}

func (s *site) accueilCoter(w http.ResponseWriter, r *http.Request, l explication.Langue) {
	s.montrerCoter(w, l, valeursParDefaut(s.Aujourdhui()), false)
}

func (s *site) coter(w http.ResponseWriter, r *http.Request, l explication.Langue) {
	if v, ok := s.lireCorps(w, r); ok {
		s.montrerCoter(w, l, v, true)
	}
}

func (s *site) fragmentCoter(w http.ResponseWriter, r *http.Request, l explication.Langue) {
	if v, ok := s.lireCorps(w, r); ok {
		c := s.repondreCoter(l, v)
		c.Fautes = c.Reponse.Fautes
		s.rendre(w, http.StatusOK, l, "coter", "fragment", c)
	}
}

func (s *site) montrerCoter(w http.ResponseWriter, l explication.Langue, v url.Values, envoye bool) {
	c := s.repondreCoter(l, v)
	c.Envoye = envoye
	statut := http.StatusOK
	if envoye && len(c.Reponse.Fautes) > 0 {
		c.Fautes = c.Reponse.Fautes
		statut = http.StatusUnprocessableEntity
	}
	s.montrer(w, statut, "coter", page{Langue: l, Onglet: "coter", Chemin: "/coter", Titre: texte(l, "coter.titre"), Formulaire: "cotation", Corps: c})
}

// propres are the answers of this page that the patient's does not share.
var propres = []string{"nature", "honoraires", "ligne", "ligne_reparee"}

// repondreCoter asks the façade what may be billed, and what of the codes
// already chosen.
func (s *site) repondreCoter(l explication.Langue, v url.Values) corpsCoter {
	// The codes of this page have their own field, and no contract is asked.
	v = maps.Clone(v)
	maps.DeleteFunc(v, func(nom string, _ []string) bool {
		return !slices.Contains(transmis, nom) && !slices.Contains(propres, nom)
	})
	if reparee := v.Get("ligne_reparee"); reparee != "" {
		v.Set("ligne", reparee)
	}
	d, illisible := lireFormulaire(v)
	c := corpsCoter{L: l, Action: prefixe(l) + "/coter"}
	c.Reponse = s.proposer(l, v, d, illisible)
	for i := range c.Reponse.Fautes {
		f := &c.Reponse.Fautes[i]
		if f.Champ != "" && f.Champ != "ligne" {
			f.Libelle = texte(l, cleDite(voixCoter, "champ."+f.Champ))
		}
		if cle := voixCoter + "faute." + f.Code; textes[cle].fr != "" {
			f.Message, f.Indice, f.Original = texte(l, cle), "", ""
		}
	}
	c.Champs = champs(l, v, c.Reponse.Fautes, voixCoter)
	c.Ligne = champLigne(l, v, c.Reponse.Fautes)
	return c
}

func champLigne(l explication.Langue, v url.Values, fautes []Faute) Champ {
	c := Champ{Nom: "ligne", Genre: "texte", Libelle: texte(l, "coter.ligne"), Aide: texte(l, "coter.ligne.aide"), Valeur: v.Get("ligne")}
	for _, f := range fautes {
		if f.Champ == "ligne" {
			c.Erreurs = append(c.Erreurs, f)
		}
	}
	return c
}

func (s *site) proposer(l explication.Langue, v url.Values, d dossier.Dossier, illisible dossier.Erreurs) reponseCoter {
	var r reponseCoter
	if len(illisible) > 0 {
		r.Fautes = fautes(l, v, illisible)
		r.Circonstances = grouperCirconstances(l, v["circonstances"], nil)
		return r
	}
	m := opposable.NouveauMoteur(s.Bareme)
	r.Connu = true
	r.Libre, _ = prix(m, d)
	questions := m.QuestionsCotation(d)
	a := &d.Actes[0]
	r.Deplacement = demande(questions, "actes.distance") || demande(questions, "actes.terrain") || a.Distance > 0 || a.Terrain != dossier.Plaine
	r.Naissance = demande(questions, "patient.naissance") || d.Patient.Naissance != 0
	r.Circonstances = grouperCirconstances(l, v["circonstances"], reponses(questions, "actes.circonstances"))
	propositions, err := m.Proposer(d)
	if err != nil {
		r.Fautes = fautes(l, v, dossier.Lister(err))
	}
	for i := range propositions {
		p := s.voir(m, l, v, &propositions[i], i)
		if i == 0 || propositions[i].Depasse && !propositions[i-1].Depasse {
			p.Titre = titreVoie(propositions, i)
			r.Voies = append(r.Voies, p)
		} else {
			r.Autres = append(r.Autres, p)
		}
	}
	s.controler(m, l, v, d, &r)
	return r
}

// titreVoie names a way of its own, when there are several.
func titreVoie(l []opposable.Proposition, i int) string {
	switch {
	case l[i].Dossier.Praticien.Secteur == dossier.Secteur3:
		return "coter.hors"
	case l[0].Depasse == l[len(l)-1].Depasse:
		return "coter.reponse"
	case l[i].Depasse:
		return "coter.au_prix"
	}
	return "coter.au_tarif"
}

func demande(l []opposable.Question, champ string) bool { return len(reponses(l, champ)) > 0 }

func reponses(l []opposable.Question, champ string) []string {
	i := slices.IndexFunc(l, func(q opposable.Question) bool { return q.Champ == champ })
	if i < 0 {
		return nil
	}
	return l[i].Reponses
}

// groupeDeCases gathers circumstances under a plain title.
type groupeDeCases struct {
	Cle   string
	Cases []Choix
}

// groupes orders the circumstances for the reader; those it does not name are
// about what the act was for.
var groupes = []struct{ cle, mots string }{
	{"demande", "regule soins_non_programmes visite_rapide urgence_correspondant urgence_medecin_traitant expertise_pediatrique requerant exigence"},
	{"motif", ""},
	{"vous", "pu_ph ccmu3 ccmu45"},
}

// grouperCirconstances lists those worth asking, and those already ticked.
func grouperCirconstances(l explication.Langue, cochees, utiles []string) []groupeDeCases {
	var g []groupeDeCases
	for _, groupe := range groupes {
		un := groupeDeCases{Cle: groupe.cle}
		for _, mot := range circonstancesConnues {
			if groupeDe(mot) == groupe.cle && (slices.Contains(cochees, mot) || slices.Contains(utiles, mot)) {
				un.Cases = append(un.Cases, Choix{Valeur: mot, Libelle: texte(l, "choix.circonstances."+mot), Choisi: slices.Contains(cochees, mot)})
			}
		}
		if len(un.Cases) > 0 {
			g = append(g, un)
		}
	}
	return g
}

func groupeDe(mot string) string {
	for _, g := range groupes {
		if slices.Contains(strings.Fields(g.mots), mot) {
			return g.cle
		}
	}
	return "motif"
}

// circonstancesConnues are the words that the form may ask.
var circonstancesConnues = modeles[slices.IndexFunc(modeles, func(m modele) bool { return m.nom == "circonstances" })].choix
