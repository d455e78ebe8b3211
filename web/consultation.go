package web

import (
	"errors"
	"net/http"
	"net/url"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/explication"
)

// tailleMax bounds the body of a form.
const tailleMax = 64 << 10

// corpsConsultation is what Ma consultation shows.
type corpsConsultation struct {
	Champs   map[string]Champ
	Resultat resultat
	// Fautes is set when the visitor asked for a result and did not get it.
	Fautes []Faute
	// Envoye tells that the form was posted: the focus goes to the answer.
	Envoye bool
	L      explication.Langue
	Action string
}

// Utiles are the questions that change the present result; Autres the others.
func (c corpsConsultation) Utiles() []Champ { return c.questions(true) }

// Autres lists the questions kept under "toutes les questions".
func (c corpsConsultation) Autres() []Champ { return c.questions(false) }

func (c corpsConsultation) questions(utiles bool) []Champ {
	var l []Champ
	for _, m := range modeles {
		if m.question == "" {
			continue
		}
		f := c.Champs[m.nom]
		utile := c.Resultat.demande(m.nom) || len(f.Erreurs) > 0 || f.Valeur != m.defaut
		if utile == utiles {
			l = append(l, f)
		}
	}
	return l
}

// Champ gives one question to the template.
func (c corpsConsultation) Champ(nom string) Champ { return c.Champs[nom] }

// accueil shows the form with the ordinary answers and what they lead to.
func (s *site) accueil(w http.ResponseWriter, r *http.Request, l explication.Langue) {
	s.montrerConsultation(w, l, valeursParDefaut(s.Aujourdhui()), false)
}

func (s *site) consultation(w http.ResponseWriter, r *http.Request, l explication.Langue) {
	if v, ok := s.lireCorps(w, r); ok {
		s.montrerConsultation(w, l, v, true)
	}
}

func (s *site) montrerConsultation(w http.ResponseWriter, l explication.Langue, v url.Values, envoye bool) {
	c := s.repondre(l, v)
	c.Envoye = envoye
	if envoye {
		c.Fautes = c.Resultat.Fautes
	}
	statut := http.StatusOK
	if len(c.Fautes) > 0 {
		statut = http.StatusUnprocessableEntity
	}
	s.montrer(w, statut, "consultation", page{Langue: l, Onglet: "consultation", Chemin: "/consultation",
		Titre: texte(l, "consultation.titre"), Formulaire: "consultation", Corps: c})
}

// fragment answers the script: the same result, without the page around it.
func (s *site) fragment(w http.ResponseWriter, r *http.Request, l explication.Langue) {
	v, ok := s.lireCorps(w, r)
	if !ok {
		return
	}
	c := s.repondre(l, v)
	c.Fautes = c.Resultat.Fautes
	s.rendre(w, http.StatusOK, l, "consultation", "fragment", c)
}

// lireCorps reads the posted form; what comes in the query string is ignored.
func (s *site) lireCorps(w http.ResponseWriter, r *http.Request) (url.Values, bool) {
	r.Body = http.MaxBytesReader(w, r.Body, tailleMax)
	err := r.ParseForm()
	var trop *http.MaxBytesError
	switch {
	case errors.As(err, &trop):
		s.erreur(w, r, http.StatusRequestEntityTooLarge)
	case err != nil:
		s.erreur(w, r, http.StatusBadRequest)
	default:
		return r.PostForm, true
	}
	return nil, false
}

func (s *site) repondre(l explication.Langue, v url.Values) corpsConsultation {
	d, erreurs := lireFormulaire(v)
	r := s.calculer(l, v, d, erreurs)
	return corpsConsultation{Champs: champs(l, v, r.Fautes, ""), Resultat: r, L: l, Action: prefixe(l) + "/consultation"}
}

// calculer asks the façade everything that the result shows.
func (s *site) calculer(l explication.Langue, v url.Values, d dossier.Dossier, illisible dossier.Erreurs) resultat {
	r := resultat{L: l, statut: statutChoisi(v)}
	if len(illisible) > 0 {
		r.Fautes = fautes(l, v, illisible)
		return r
	}
	m := opposable.NouveauMoteur(s.Bareme)
	r.Connu = true
	r.Libre, r.Tarif = prix(m, d)
	r.Secteurs = comparer(m, l, d, r.statut)
	cote, err := explication.Calculer(m, d)
	if err != nil {
		r.Fautes = fautes(l, v, dossier.Lister(err))
		for i := range r.Fautes {
			if r.Fautes[i].Champ == "honoraires" && r.Fautes[i].Attente && r.Tarif > 0 {
				r.Fautes[i].Indice = texte(l, "consultation.tarif", l.Montant(r.Tarif))
			}
		}
		r.demandes = questionsSansPrix(m, d, r.Tarif)
		return r
	}
	r.demandes = m.Questions(d)
	r.Calcul = s.expliquer(l, &cote)
	return r
}

// questionsSansPrix asks what matters as if the fee were the tariff, while the
// visitor has not given it.
func questionsSansPrix(m *opposable.Moteur, d dossier.Dossier, tarif argent.Centimes) []opposable.Question {
	if !d.HonorairesSaisis {
		d.Honoraires, d.HonorairesSaisis = tarif, true
	}
	return m.Questions(d)
}
