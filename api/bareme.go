package api

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

type (
	demandeCles struct {
		Q    string `query:"q" maxLength:"100" doc:"Mots cherchés dans la clé, le titre et l'objet, sans égard aux accents ; tous doivent s'y trouver."`
		Au   string `query:"au" format:"date" doc:"Jour dont on veut les valeurs ; aujourd'hui par défaut."`
		Zone string `query:"zone" doc:"Territoire ; metropole par défaut."`
	}
	reponseCles struct {
		Body Cles
	}
	demandeCle struct {
		Cle     string `path:"cle" doc:"Clé du paramètre."`
		Au      string `query:"au" format:"date" doc:"Ne rend que la valeur de ce jour ; toutes par défaut."`
		ConnuAu string `query:"connu_au" format:"date" doc:"Cache ce qui a été publié après ce jour."`
		Zone    string `query:"zone" doc:"Ne rend que ce territoire ; tous par défaut."`
	}
	reponseCle struct {
		Body Cle
	}
)

// Cles is the barème on one day in one zone.
type Cles struct {
	Au        string   `json:"au"`
	Zone      string   `json:"zone"`
	Empreinte string   `json:"empreinte"`
	Reformes  []string `json:"reformes,omitempty"`
	Cles      []CleAu  `json:"cles"`
}

// CleAu is a parameter and its value that day; without one, Etat says why.
type CleAu struct {
	Parametre
	Etat      string `json:"etat"`
	Valeur    string `json:"valeur,omitempty"`
	Depuis    string `json:"depuis,omitempty"`
	Confiance string `json:"confiance,omitempty"`
}

// Parametre names a parameter.
type Parametre struct {
	Cle          string `json:"cle"`
	Titre        string `json:"titre"`
	Genre        string `json:"genre"`
	Unite        string `json:"unite"`
	Objet        string `json:"objet"`
	Documentaire bool   `json:"documentaire,omitempty"`
	Attendu      string `json:"attendu,omitempty"`
}

// Cle is a parameter with its history.
type Cle struct {
	Parametre
	Empreinte string     `json:"empreinte"`
	Reformes  []string   `json:"reformes,omitempty"`
	Series    []SerieCle `json:"series"`
}

// SerieCle is the history that some zones share, newest first.
type SerieCle struct {
	Zones   []string `json:"zones"`
	Valeurs []Valeur `json:"valeurs"`
}

func operationCles() huma.Operation {
	return huma.Operation{
		OperationID: "bareme", Method: http.MethodGet, Path: "/v1/bareme", Tags: []string{"bareme"}, SkipValidateParams: true,
		Summary:     "Les paramètres du barème",
		Description: "Chaque paramètre daté et sa valeur un jour donné.",
	}
}

func operationCle() huma.Operation {
	return huma.Operation{
		OperationID: "parametre", Method: http.MethodGet, Path: "/v1/bareme/{cle}", Tags: []string{"bareme"}, SkipValidateParams: true,
		Summary:     "L'histoire d'un paramètre",
		Description: "Toutes ses valeurs datées, la plus récente d'abord, chacune avec sa source. Les zones de même histoire sont réunies.",
	}
}

func nommer(c bareme.Cle) Parametre {
	p := c.Parametre()
	return Parametre{Cle: p.Nom, Titre: p.Titre, Genre: p.Genre.String(), Unite: unite(p.Genre), Objet: p.Objet, Documentaire: p.Documentaire, Attendu: p.Attendu.String()}
}

func (s *serveur) cles(_ context.Context, q *demandeCles) (*reponseCles, error) {
	au, e1 := s.lireJour(q.Au, "au")
	zone, e2 := lireZone(q.Zone)
	if err := refuser(e1, e2, verifierRecherche(q.Q)); err != nil {
		return nil, err
	}
	r := Cles{Au: au.String(), Zone: zone.String(), Empreinte: bareme.Empreinte, Reformes: s.Bareme.Reformes(), Cles: []CleAu{}}
	mots := strings.Split(dossier.Normaliser(q.Q), "_")
	for i, p := range bareme.Parametres() {
		if trouve(p, mots) {
			r.Cles = append(r.Cles, valeurAu(s.Bareme, bareme.Cle(i), au, zone))
		}
	}
	return &reponseCles{r}, nil
}

func verifierRecherche(q string) *dossier.Erreur {
	if len(q) > 100 {
		return &dossier.Erreur{Code: "recherche-trop-longue", Message: "la recherche est trop longue", Indice: "au plus 100 caractères", Champ: "q"}
	}
	return nil
}

func trouve(p bareme.Parametre, mots []string) bool {
	texte := dossier.Normaliser(p.Nom + " " + p.Titre + " " + p.Objet)
	for _, m := range mots {
		if !strings.Contains(texte, m) {
			return false
		}
	}
	return true
}

// absente says that the zone never had a value that day.
const absente = "absente"

func valeurAu(b *bareme.Bareme, c bareme.Cle, au jour.Jour, z dossier.Zone) CleAu {
	l := CleAu{Parametre: nommer(c), Etat: absente}
	f := enVigueur(b.Histoire(c, z), au)
	if f == nil {
		return l
	}
	l.Etat, l.Depuis, l.Confiance = etat(f), f.Valeur.Depuis.String(), f.Valeur.Confiance.String()
	if l.Etat == etatEnVigueur {
		l.Valeur = ecrire(c.Parametre().Genre, f.Valeur.V)
	}
	return l
}

func (s *serveur) cle(_ context.Context, q *demandeCle) (*reponseCle, error) {
	c, ok := bareme.Trouver(dossier.Normaliser(q.Cle))
	if !ok {
		e := &dossier.Erreur{Code: "cle-inconnue", Message: "paramètre inconnu : « " + q.Cle + " »", Champ: "cle",
			Indice: suggerer(proche(q.Cle, s.bilan.cles), "la liste est dans /v1/bareme")}
		return nil, nouveauProbleme(http.StatusNotFound, e)
	}
	au, e1 := s.lireJour(q.Au, "au")
	connuAu, e2 := s.lireJour(q.ConnuAu, "connu_au")
	zone, e3 := lireZone(q.Zone)
	if err := refuser(e1, e2, e3); err != nil {
		return nil, err
	}
	b := s.Bareme
	if q.ConnuAu != "" {
		b = b.ConnuAu(connuAu)
	}
	zones := toutesZones()
	if q.Zone != "" {
		zones = []dossier.Zone{zone}
	}
	if q.Au == "" {
		au = 0
	}
	return &reponseCle{Cle{Parametre: nommer(c), Empreinte: bareme.Empreinte, Reformes: b.Reformes(), Series: series(b, c, zones, au)}}, nil
}

func toutesZones() []dossier.Zone {
	var l []dossier.Zone
	for z := range dossier.Zone(dossier.NombreZones) {
		l = append(l, z)
	}
	return l
}

// series gathers the zones of one history; with a day, only its value is kept.
func series(b *bareme.Bareme, c bareme.Cle, zones []dossier.Zone, au jour.Jour) []SerieCle {
	l := []SerieCle{}
	var vues [][]uint16
	for _, z := range zones {
		histoire := b.Histoire(c, z)
		if au != 0 {
			f := enVigueur(histoire, au)
			histoire = nil
			if f != nil {
				histoire = []bareme.Fiche{*f}
			}
		}
		if len(histoire) == 0 {
			continue
		}
		var ids []uint16
		for i := range histoire {
			ids = append(ids, histoire[i].Valeur.Id)
		}
		if i := slices.IndexFunc(vues, func(v []uint16) bool { return slices.Equal(v, ids) }); i >= 0 {
			l[i].Zones = append(l[i].Zones, z.String())
			continue
		}
		vues = append(vues, ids)
		s := SerieCle{Zones: []string{z.String()}}
		for i := range histoire {
			s.Valeurs = append(s.Valeurs, decrire(b, &histoire[i]))
		}
		l = append(l, s)
	}
	return l
}
