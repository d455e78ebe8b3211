package web

import (
	"net/http"

	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/explication"
	"github.com/opposable/opposable/jour"
	"github.com/opposable/opposable/nomenclature"
)

// corpsCouverture says how far the engine may be trusted.
type corpsCouverture struct {
	Debut, Verifie      jour.Jour
	Parametres, Valeurs int
	Codes, Sources      int
	Confiances          []confiance
	Basses              []valeurBasse
	Divergences         []Divergence
	Empreinte           string
}

type confiance struct {
	Cle    string
	Nombre int
}

// valeurBasse is a parameter with values of low confidence.
type valeurBasse struct {
	bareme.Parametre
	Nombre int
	Depuis jour.Jour // of the newest of them
}

func (s *site) couverture(w http.ResponseWriter, r *http.Request, l explication.Langue) {
	c := corpsCouverture{
		Debut: bareme.Couverture, Parametres: len(bareme.Parametres()), Codes: len(nomenclature.Codes()), Sources: len(bareme.Sources),
		Divergences: s.Divergences, Empreinte: bareme.Empreinte,
	}
	var compte [3]int
	for i := range bareme.Parametres() {
		s.compter(&c, &compte, bareme.Cle(i))
	}
	for i, n := range compte {
		c.Confiances = append(c.Confiances, confiance{bareme.Confiance(i).String(), n})
	}
	s.montrer(w, http.StatusOK, "couverture", page{Langue: l, Onglet: "couverture", Chemin: "/couverture", Titre: texte(l, "couverture.titre"), Corps: c})
}

// compter adds the values of one key, each of them once whatever its zones.
func (s *site) compter(c *corpsCouverture, compte *[3]int, cle bareme.Cle) {
	vus := map[uint16]bool{}
	basse := valeurBasse{Parametre: cle.Parametre()}
	for _, z := range s.Bareme.ZonesPropres(cle) {
		for _, f := range s.Bareme.Histoire(cle, z) {
			if vus[f.Valeur.Id] {
				continue
			}
			vus[f.Valeur.Id] = true
			compte[f.Valeur.Confiance]++
			c.Valeurs++
			if c.Verifie == 0 || (f.Verifie != 0 && f.Verifie < c.Verifie) {
				c.Verifie = f.Verifie
			}
			if f.Valeur.Confiance == bareme.Basse {
				basse.Nombre++
				basse.Depuis = max(basse.Depuis, f.Valeur.Depuis)
			}
		}
	}
	if basse.Nombre > 0 {
		c.Basses = append(c.Basses, basse)
	}
}
