package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/explication"
)

type (
	demandeComparaison struct {
		RawBody []byte `contentType:"application/json"`
		Langue  string `query:"langue" enum:"fr,en" doc:"Langue des textes ; fr par défaut. Les erreurs sont en français."`
	}
	reponseComparaison struct {
		Body explication.Comparaison
	}
)

func operationComparaison() huma.Operation {
	return huma.Operation{
		OperationID: "comparaison", Method: http.MethodPost, Path: "/v1/comparaison", Tags: []string{"calcul"},
		Summary:          "Deux décomptes côte à côte",
		Description:      "Compare deux dossiers, ou le même sous le droit en vigueur et sous une réforme : les montants qui diffèrent et la première étape où les deux calculs se séparent. La réforme s'applique à b ; sans b, elle s'applique à a.",
		SkipValidateBody: true, SkipValidateParams: true,
	}
}

func (s *serveur) comparaison(ctx context.Context, q *demandeComparaison) (*reponseComparaison, error) {
	langue, e := lireLangue(q.Langue)
	if err := refuser(e); err != nil {
		return nil, err
	}
	p, err := decouper(q.RawBody)
	if err != nil {
		return nil, refus(err)
	}
	da, db, reforme, err := p.lire()
	if err != nil {
		return nil, refus(err)
	}
	a, errA := s.calculer(da)
	if ctx.Err() != nil {
		return nil, delai(s.Duree)
	}
	b, errB := s.calculerSous(reforme, db)
	nomB := "b"
	if p.b == nil {
		// One dossier was given: its faults are told once, under its name.
		nomB = "a"
		if errA != nil {
			errB = nil
		}
	}
	if erreurs := append(prefixer("a", errA), prefixer(nomB, errB)...); len(erreurs) > 0 {
		return nil, refus(erreurs)
	}
	c := explication.Comparer(&a, &b, langue)
	return &reponseComparaison{c}, nil
}

func (s *serveur) calculerSous(r *bareme.Reforme, d dossier.Dossier) (explication.Cote, error) {
	if r == nil {
		return s.calculer(d)
	}
	return explication.Calculer(opposable.NouveauMoteur(s.Bareme.Avec(*r)), d)
}

// parties are the members of the body, not yet read; nil if absent.
type parties struct{ a, b, reforme json.RawMessage }

// decouper splits the body as [dossier.Decoder] would read it: unknown and
// double fields are refused, null is absent, nothing may follow the document.
func decouper(corps []byte) (*parties, error) {
	var p parties
	champs := map[string]*json.RawMessage{"a": &p.a, "b": &p.b, "reforme": &p.reforme}
	d := json.NewDecoder(bytes.NewReader(corps))
	t, err := d.Token()
	if err != nil {
		return nil, illisible(err)
	}
	if t != json.Delim('{') {
		if !json.Valid(corps) {
			return nil, illisible(errors.New("JSON mal formé"))
		}
		return nil, dossier.Erreurs{{Code: "type-inattendu", Message: "un objet est attendu", Indice: `{"a": {…}, "b": {…}}`}}
	}
	var erreurs dossier.Erreurs
	vus := map[string]bool{}
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return nil, illisible(err)
		}
		nom, _ := t.(string)
		var brut json.RawMessage
		if err := d.Decode(&brut); err != nil {
			return nil, illisible(err)
		}
		cible := champs[nom]
		switch {
		case cible == nil:
			erreurs = append(erreurs, champInconnu(nom))
		case vus[nom]:
			erreurs = append(erreurs, &dossier.Erreur{Code: "champ-double", Message: "champ écrit deux fois", Champ: nom})
		case string(brut) != "null":
			*cible = brut
		}
		vus[nom] = true
	}
	if _, err := d.Token(); err != nil {
		return nil, illisible(err)
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, illisible(errors.New("texte en trop après le document"))
	}
	if erreurs != nil {
		return nil, erreurs
	}
	return &p, nil
}

func illisible(err error) error {
	return dossier.Erreurs{{Code: "json-illisible", Message: "document JSON illisible : " + err.Error(), Indice: `une comparaison est un objet : {"a": {…}, "b": {…}, "reforme": {…}}`}}
}

func champInconnu(nom string) *dossier.Erreur {
	return &dossier.Erreur{Code: "champ-inconnu", Message: "champ inconnu : « " + nom + " »", Champ: nom,
		Indice: suggerer(proche(nom, []string{"reforme"}), "champs : a, b, reforme")}
}

// lire reads the two dossiers and the réforme, and gathers all their faults.
func (p *parties) lire() (a, b dossier.Dossier, r *bareme.Reforme, err error) {
	var erreurs dossier.Erreurs
	if p.a == nil {
		erreurs = append(erreurs, &dossier.Erreur{Code: "dossier-manquant", Message: "le premier dossier manque", Champ: "a"})
	} else {
		d, err := dossier.Decoder(p.a)
		a, erreurs = d, append(erreurs, prefixer("a", err)...)
	}
	switch {
	case p.b != nil:
		d, err := dossier.Decoder(p.b)
		b, erreurs = d, append(erreurs, prefixer("b", err)...)
	case p.reforme != nil:
		b = a
	default:
		erreurs = append(erreurs, &dossier.Erreur{Code: "dossier-manquant", Message: "rien à comparer", Indice: "donnez b, une réforme, ou les deux", Champ: "b"})
	}
	if p.reforme != nil {
		lue, err := bareme.LireReforme(p.reforme)
		r, erreurs = &lue, append(erreurs, prefixer("reforme", err)...)
	}
	if len(erreurs) > 0 {
		return a, b, nil, erreurs
	}
	return a, b, r, nil
}

// prefixer puts the errors of a part under its name.
func prefixer(partie string, err error) dossier.Erreurs {
	var l dossier.Erreurs
	for _, e := range dossier.Lister(err) {
		copie := *e
		copie.Champ = strings.TrimSuffix(partie+"."+strings.TrimPrefix(e.Champ, "."), ".")
		l = append(l, &copie)
	}
	return l
}
