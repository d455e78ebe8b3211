package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/jour"
)

// Couverture says what the barème answers for.
type Couverture struct {
	Debut                string    `json:"debut"`
	Empreinte            string    `json:"empreinte"`
	Reformes             []string  `json:"reformes,omitempty"`
	DerniereVerification string    `json:"derniere_verification"`
	JoursDepuis          int       `json:"jours_depuis"`
	Parametres           int       `json:"parametres"`
	Valeurs              int       `json:"valeurs"`
	Confiance            Confiance `json:"confiance"`
	Inconnues            int       `json:"inconnues"`
	Sources              int       `json:"sources"`
	Cles                 []string  `json:"cles"`
}

// Confiance counts the dated values by how sure they are.
type Confiance struct {
	Haute   int `json:"haute"`
	Moyenne int `json:"moyenne"`
	Basse   int `json:"basse"`
}

type (
	rien              struct{}
	reponseCouverture struct {
		Body Couverture
	}
	reponseSante struct {
		Body Sante
	}
)

// Sante tells that the server answers, and with which program and data.
type Sante struct {
	Etat      string `json:"etat"`
	Version   string `json:"version"`
	Empreinte string `json:"empreinte"`
}

func operationCouverture() huma.Operation {
	return huma.Operation{
		OperationID: "couverture", Method: http.MethodGet, Path: "/v1/couverture", Tags: []string{"bareme"},
		Summary:     "Ce que couvre le barème",
		Description: "Le premier jour couvert, l'empreinte des données, la confiance des valeurs, l'âge de la dernière vérification. Avant ce jour le moteur refuse ; après la dernière valeur, le droit continue.",
	}
}

func operationSante() huma.Operation {
	return huma.Operation{
		OperationID: "sante", Method: http.MethodGet, Path: "/healthz", Tags: []string{"exploitation"},
		Summary: "Le serveur répond-il ?", Description: "Répond même quand le serveur est surchargé.",
	}
}

// bilan is the part of the coverage that no request changes.
type bilan struct {
	Couverture
	verifie jour.Jour
	cles    []string
}

// dresserBilan counts each dated value once, though several zones share it.
func dresserBilan(b *bareme.Bareme) bilan {
	r := bilan{Couverture: Couverture{
		Debut: bareme.Couverture.String(), Empreinte: bareme.Empreinte, Reformes: b.Reformes(),
		Parametres: len(bareme.Parametres()), Sources: len(bareme.Sources),
	}}
	vues := map[uint16]bool{}
	for i, p := range bareme.Parametres() {
		r.cles = append(r.cles, p.Nom)
		for _, z := range b.ZonesPropres(bareme.Cle(i)) {
			for _, f := range b.Histoire(bareme.Cle(i), z) {
				if !vues[f.Valeur.Id] {
					vues[f.Valeur.Id] = true
					r.compter(&f)
				}
			}
		}
	}
	r.Cles, r.DerniereVerification = r.cles, r.verifie.String()
	return r
}

func (r *bilan) compter(f *bareme.Fiche) {
	if f.Hypothese == "" {
		r.verifie = max(r.verifie, f.Verifie)
	}
	if etat(f) == etatInconnu {
		r.Inconnues++
		return
	}
	r.Valeurs++
	switch f.Valeur.Confiance {
	case bareme.Haute:
		r.Confiance.Haute++
	case bareme.Moyenne:
		r.Confiance.Moyenne++
	default:
		r.Confiance.Basse++
	}
}

func (s *serveur) couverture(context.Context, *rien) (*reponseCouverture, error) {
	c := s.bilan.Couverture
	c.JoursDepuis = int(s.Aujourdhui() - s.bilan.verifie)
	return &reponseCouverture{c}, nil
}

func (s *serveur) sante(context.Context, *rien) (*reponseSante, error) {
	return &reponseSante{Sante{Etat: "ok", Version: s.Version, Empreinte: bareme.Empreinte}}, nil
}
