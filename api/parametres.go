package api

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/explication"
	"github.com/opposable/opposable/jour"
)

// refuserParametres refuses an unknown parameter of the query, as an unknown
// field of a dossier is: ?langage=en must not be answered in French.
func refuserParametres(ctx huma.Context, suite func(huma.Context)) {
	var erreurs dossier.Erreurs
	u := ctx.URL()
	demandes, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		erreurs = append(erreurs, &dossier.Erreur{Code: "parametre-illisible", Message: "les paramètres de l'adresse sont illisibles"})
	}
	var connus []string
	for _, p := range ctx.Operation().Parameters {
		if p.In == "query" {
			connus = append(connus, p.Name)
		}
	}
	for _, nom := range clesTriees(demandes) {
		switch {
		case !contient(connus, nom):
			erreurs = append(erreurs, &dossier.Erreur{Code: "parametre-inconnu", Message: "paramètre inconnu : « " + nom + " »", Champ: nom,
				Indice: suggerer(proche(nom, connus), "paramètres : "+strings.Join(connus, ", "))})
		case len(demandes[nom]) > 1:
			erreurs = append(erreurs, &dossier.Erreur{Code: "parametre-double", Message: "paramètre écrit deux fois", Champ: nom})
		}
	}
	if len(erreurs) == 0 {
		suite(ctx)
		return
	}
	ctx.SetHeader("Content-Type", typeProbleme)
	ctx.SetStatus(http.StatusUnprocessableEntity)
	_ = json.NewEncoder(ctx.BodyWriter()).Encode(nouveauProbleme(http.StatusUnprocessableEntity, erreurs...))
}

func lireLangue(s string) (explication.Langue, *dossier.Erreur) {
	l, ok := explication.ParseLangue(s)
	if !ok {
		return l, &dossier.Erreur{Code: "langue-inconnue", Message: "langue inconnue : « " + s + " »", Indice: "fr ou en", Champ: "langue"}
	}
	return l, nil
}

func lireDetail(s string) (bool, *dossier.Erreur) {
	switch s {
	case "":
		return false, nil
	case "etapes":
		return true, nil
	}
	return false, &dossier.Erreur{Code: "detail-inconnu", Message: "détail inconnu : « " + s + " »", Indice: "etapes", Champ: "detail"}
}

// lireJour reads a day that the barème must answer for; absent, it is today.
func (s *serveur) lireJour(texte, champ string) (jour.Jour, *dossier.Erreur) {
	if texte == "" {
		return s.Aujourdhui(), nil
	}
	j, err := jour.Parse(texte)
	if err != nil {
		return 0, &dossier.Erreur{Code: "date-impossible", Message: jour.ErrForme.Error(), Champ: champ}
	}
	if j < bareme.Couverture {
		return 0, &dossier.Erreur{Code: "hors-couverture", Message: "le barème ne couvre pas le " + j.FR(), Indice: "il commence le " + bareme.Couverture.FR(), Champ: champ}
	}
	return j, nil
}

func lireZone(texte string) (dossier.Zone, *dossier.Erreur) {
	if texte == "" {
		return dossier.Metropole, nil
	}
	z, e := dossier.ParseZone(texte)
	if e != nil {
		e.Champ = "zone"
	}
	return z, e
}

// refuser gathers the errors that there are; nil if there are none. It returns
// an error, not a *Probleme, since a nil pointer in an error is not nil.
func refuser(erreurs ...*dossier.Erreur) error {
	var l dossier.Erreurs
	for _, e := range erreurs {
		if e != nil {
			l = append(l, e)
		}
	}
	if l == nil {
		return nil
	}
	return refus(l)
}
