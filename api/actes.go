package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/ccam"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
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
	demandeActes struct {
		Q    string `query:"q" doc:"Code, mots du libellé ou mots courants : prothèse de hanche, frottis."`
		Au   string `query:"au" format:"date" doc:"Jour du droit ; aujourd'hui par défaut."`
		Zone string `query:"zone" doc:"Territoire ; metropole par défaut."`
	}
	reponseActes struct {
		Body Actes
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
	Regroupement    string       `json:"regroupement,omitempty"`
	Modificateurs   string       `json:"modificateurs,omitempty"`
	Tarifs          []TarifDActe `json:"tarifs"`
	Remarques       []string     `json:"remarques,omitempty"`
}

// Actes are the acts that answer a search.
type Actes struct {
	Actes []Acte `json:"actes"`
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

// The words of donnees/ngap_actes.yaml, in the order of the constants.
var (
	familles = []string{"consultation", "visite", "avis", "examen", "teleconsultation", "teleexpertise", "majoration", "deplacement", "technique"}
	reserves = []string{"tous", "opposable", "depassement", "inexistante"}
	seuils   = []string{"sans", "cumul", "seul"}
	grilles  = []string{"opposable", "hors", "toutes"}
)

func (s *serveur) acte(_ context.Context, q *demandeActe) (*reponseActe, error) {
	code := strings.ToUpper(q.Code)
	c, ok := nomenclature.Trouver(code)
	numero, technique := s.Bareme.CCAM().Premiere(code)
	if !ok && !technique {
		return nil, nouveauProbleme(http.StatusNotFound, acteInconnu(q.Code))
	}
	if technique {
		c = nomenclature.DeTechnique(numero)
	}
	au, e1 := s.lireJour(q.Au, "au")
	zone, e2 := lireZone(q.Zone)
	specialites, e3 := lireSpecialites(q.Specialite)
	if err := refuser(e1, e2, e3); err != nil {
		return nil, err
	}
	r := s.decrireActe(c, au, zone, specialites)
	if q.Specialite != "" {
		ouvert := len(r.Specialites) > 0
		r.Ouvert = &ouvert
	}
	return &reponseActe{r}, nil
}

// actesTrouves bounds the answer to a search.
const actesTrouves = 20

func operationActes() huma.Operation {
	return huma.Operation{
		OperationID: "actes", Method: http.MethodGet, Path: "/v1/actes", Tags: []string{"bareme"}, SkipValidateParams: true,
		Summary:     "Chercher un acte",
		Description: "Par son code, les mots de son libellé ou les mots courants ; fautes et accents pardonnés.",
	}
}

func (s *serveur) actes(_ context.Context, q *demandeActes) (*reponseActes, error) {
	au, e1 := s.lireJour(q.Au, "au")
	zone, e2 := lireZone(q.Zone)
	var e3 *dossier.Erreur
	if strings.TrimSpace(q.Q) == "" || len(q.Q) > rechercheMax {
		e3 = &dossier.Erreur{Code: "recherche-vide", Message: "donnez un code ou des mots, deux cents octets au plus", Champ: "q", Indice: "par exemple q=prothèse de hanche"}
	}
	if err := refuser(e1, e2, e3); err != nil {
		return nil, err
	}
	r := &reponseActes{Actes{[]Acte{}}}
	for _, c := range nomenclature.Chercher(s.Bareme.CCAM(), q.Q, actesTrouves) {
		r.Body.Actes = append(r.Body.Actes, s.decrireActe(c, au, zone, dossier.Specialites()))
	}
	return r, nil
}

// rechercheMax bounds the words of a search.
const rechercheMax = 200

func (s *serveur) decrireActe(c nomenclature.Code, au jour.Jour, zone dossier.Zone, specialites []dossier.Specialite) Acte {
	a := c.Acte()
	numero, technique := c.Technique()
	libelle, _ := c.Libelle(s.Bareme.CCAM())
	r := Acte{
		Code: c.Nom(s.Bareme.CCAM()), Libelle: libelle, Famille: familles[a.Famille], Majoration: c.EstMajoration(),
		Au: au.String(), Zone: zone.String(), Reserve: reserves[c.ReserveAu(au)], Specialites: []string{},
		Exonere: a.Exonere, SansDepassement: a.SansDepassement, Seuil: seuils[nomenclature.SansSeuil],
	}
	for _, sp := range specialites {
		if c.OuvertA(sp.Groupe()) {
			r.Specialites = append(r.Specialites, sp.String())
		}
	}
	e := s.Bareme.Au(au, zone)
	if technique {
		r.decrireTechnique(e, numero)
	} else {
		r.Tarifs = tarifs(c, e, specialites)
	}
	if technique && zone != dossier.Metropole {
		r.Remarques = append(r.Remarques, "tarif de métropole : le décompte lui applique le coefficient outre-mer (clé ccam_drom)")
	}
	return r
}

func acteInconnu(code string) *dossier.Erreur {
	connus := make([]string, 0, len(nomenclature.Codes()))
	for _, c := range nomenclature.Codes() {
		connus = append(connus, strings.ToLower(c.String()))
	}
	return &dossier.Erreur{Code: "acte-inconnu", Message: "acte inconnu : « " + code + " »", Champ: "code",
		Indice: suggerer(strings.ToUpper(proche(code, connus)), "une lettre-clé de la NGAP ou un code de la CCAM")}
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
		if lue, ok := c.Tarif(e, sp.Groupe()); ok {
			l = ajouterTarif(l, e.Bareme(), lue, "opposable", sp)
		}
	}
	return l
}

// decrireTechnique gives the price of a technical act in each grid, and what
// the table says beside it.
func (r *Acte) decrireTechnique(e bareme.Etat, n ccam.Numero) {
	r.Tarifs = []TarifDActe{}
	for i, grille := range grilles[:2] {
		hors := i == 1
		p, ok := e.Technique(n, hors)
		if p.Ligne.Regroupement != "" {
			r.Seuil, r.Regroupement, r.Modificateurs = seuils[nomenclature.SeuilDe(p.Ligne.Exoneration)], p.Ligne.Regroupement, p.Ligne.Modificateurs.String()
		}
		if !ok {
			continue
		}
		f := e.Bareme().Fiche(p.Id)
		f.Valeur.V, f.Valeur.Id, f.Valeur.Confiance = p.V, p.Id, p.Confiance
		r.Tarifs = append(r.Tarifs, TarifDActe{Cle: f.Cle.Parametre().Nom, Grille: grille, Specialites: r.Specialites, Valeur: decrire(e.Bareme(), &f)})
	}
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
