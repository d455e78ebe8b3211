package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/nomenclature"
)

type (
	demandeActe struct {
		Code       string `path:"code" doc:"Lettre-clé, majoration ou code CCAM."`
		Au         string `query:"au" format:"date" doc:"Jour du droit ; aujourd'hui par défaut."`
		Specialite string `query:"specialite" doc:"Spécialité ou code Cnam : dit si elle peut coter l'acte et ne rend que son tarif."`
		Zone       string `query:"zone" doc:"Territoire ; metropole par défaut."`
	}
	reponseActe struct {
		Body Acte
	}
)

// Acte is a code of the nomenclature on one day in one zone.
type Acte struct {
	Code            string       `json:"code"`
	Libelle         string       `json:"libelle"`
	Famille         string       `json:"famille"`
	Majoration      bool         `json:"majoration"`
	Au              string       `json:"au"`
	Zone            string       `json:"zone"`
	Reserve         string       `json:"reserve"`
	Specialites     []string     `json:"specialites"`
	Ouvert          *bool        `json:"ouvert,omitempty"`
	Exonere         bool         `json:"exonere"`
	SansDepassement bool         `json:"sans_depassement"`
	Seuil           string       `json:"seuil"`
	Tarifs          []TarifDActe `json:"tarifs"`
	Remarques       []string     `json:"remarques,omitempty"`
}

// TarifDActe is one tariff and the specialties it is for.
type TarifDActe struct {
	Cle         string   `json:"cle"`
	Grille      string   `json:"grille"`
	Specialites []string `json:"specialites"`
	Valeur
}

func operationActe() huma.Operation {
	return huma.Operation{
		OperationID: "acte", Method: http.MethodGet, Path: "/v1/actes/{code}", Tags: []string{"bareme"}, SkipValidateParams: true,
		Summary:     "Un acte de la nomenclature",
		Description: "Son libellé, qui peut le coter, sous quelle réserve et à quel tarif ce jour-là.",
	}
}

// The words of donnees/ngap.yaml, in the order of the constants.
var (
	familles = []string{"consultation", "visite", "avis", "examen", "teleconsultation", "teleexpertise", "majoration", "deplacement", "technique"}
	reserves = []string{"tous", "opposable", "depassement", "inexistante"}
	seuils   = []string{"sans", "cumul", "seul"}
	grilles  = []string{"opposable", "hors", "toutes"}
)

func (s *serveur) acte(_ context.Context, q *demandeActe) (*reponseActe, error) {
	c, ok := nomenclature.Trouver(strings.ToUpper(q.Code))
	if !ok {
		return nil, nouveauProbleme(http.StatusNotFound, acteInconnu(q.Code))
	}
	au, e1 := s.lireJour(q.Au, "au")
	zone, e2 := lireZone(q.Zone)
	specialites, e3 := lireSpecialites(q.Specialite)
	if err := refuser(e1, e2, e3); err != nil {
		return nil, err
	}
	a := c.Acte()
	r := Acte{
		Code: c.String(), Libelle: a.Libelle, Famille: familles[a.Famille], Majoration: c.EstMajoration(),
		Au: au.String(), Zone: zone.String(), Reserve: reserves[c.ReserveAu(au)], Specialites: []string{},
		Exonere: a.Exonere, SansDepassement: a.SansDepassement, Seuil: seuils[a.Seuil],
	}
	for _, sp := range specialites {
		if c.OuvertA(sp.Groupe()) {
			r.Specialites = append(r.Specialites, sp.String())
		}
	}
	if q.Specialite != "" {
		ouvert := len(r.Specialites) > 0
		r.Ouvert = &ouvert
	}
	r.Tarifs = tarifs(c, s.Bareme.Au(au, zone), specialites)
	if a.Famille == nomenclature.FamilleTechnique && zone != dossier.Metropole {
		r.Remarques = append(r.Remarques, "tarif de métropole : le décompte lui applique le coefficient outre-mer (clé ccam_drom)")
	}
	return &reponseActe{r}, nil
}

func acteInconnu(code string) *dossier.Erreur {
	connus := make([]string, 0, len(nomenclature.Codes()))
	for _, c := range nomenclature.Codes() {
		connus = append(connus, strings.ToLower(c.String()))
	}
	return &dossier.Erreur{Code: "acte-inconnu", Message: "acte inconnu : « " + code + " »", Champ: "code",
		Indice: suggerer(strings.ToUpper(proche(code, connus)), "les actes connus sont des lettres-clés et quelques codes CCAM")}
}

func lireSpecialites(texte string) ([]dossier.Specialite, *dossier.Erreur) {
	if texte == "" {
		return dossier.Specialites(), nil
	}
	if len(texte) > 64 {
		texte = texte[:64] // its price is that of the nearest word
	}
	sp, e := dossier.ParseSpecialite(texte)
	if e != nil {
		e.Champ = "specialite"
		return nil, e
	}
	return []dossier.Specialite{sp}, nil
}

// tarifs lists the tariffs of c, each with the specialties that share it and
// the grid it belongs to.
func tarifs(c nomenclature.Code, e bareme.Etat, specialites []dossier.Specialite) []TarifDActe {
	l := []TarifDActe{}
	for _, sp := range specialites {
		if !c.OuvertA(sp.Groupe()) {
			continue
		}
		opposable, dans := c.Tarif(e, sp.Groupe(), false)
		hors, dehors := c.Tarif(e, sp.Groupe(), true)
		if dans && dehors && opposable.Id == hors.Id {
			l = ajouterTarif(l, e.Bareme(), opposable, "toutes", sp)
			continue
		}
		if dans {
			l = ajouterTarif(l, e.Bareme(), opposable, "opposable", sp)
		}
		if dehors {
			l = ajouterTarif(l, e.Bareme(), hors, "hors", sp)
		}
	}
	return l
}

func ajouterTarif(l []TarifDActe, b *bareme.Bareme, lue bareme.Lue, grille string, sp dossier.Specialite) []TarifDActe {
	f := b.Fiche(lue.Id)
	v, cle := decrire(b, &f), f.Cle.Parametre().Nom
	for i := range l {
		if l[i].Cle == cle && l[i].Grille == grille {
			l[i].Specialites = append(l[i].Specialites, sp.String())
			return l
		}
	}
	return append(l, TarifDActe{Cle: cle, Grille: grille, Specialites: []string{sp.String()}, Valeur: v})
}
