package web

import (
	"cmp"
	"html/template"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/explication"
	"github.com/opposable/opposable/jour"
	"github.com/opposable/opposable/nomenclature"
)

// corpsBareme is the list of the parameters, by legal object.
type corpsBareme struct {
	Recherche string
	Groupes   []groupeBareme
	Nombre    int
	Jour      jour.Jour
	Action    string
	// Actes are the technical acts that answer the search, and Edition the
	// mention that goes with their prices.
	Actes   []acteTrouve
	Edition string
}

// acteTrouve is a technical act with its price in each grid, nil when none is
// published for the day.
type acteTrouve struct {
	Code, Libelle string
	Optam, Hors   *argent.Centimes
}

type groupeBareme struct {
	Ancre, Objet string
	Lignes       []ligneBareme
}

type ligneBareme struct {
	bareme.Parametre
	Present valeurDatee
}

// valeurDatee is one dated value written for the reader.
type valeurDatee struct {
	Valeur string
	Depuis jour.Jour
	// Etat is "" for a value, else supprime, inconnue or absente.
	Etat      string
	AVenir    bool
	Confiance string
	Verifie   jour.Jour
	Note      string
	Source    bareme.Source
	Recoupe   []bareme.Source
	Zone      dossier.Zone
}

func (s *site) listeBareme(w http.ResponseWriter, r *http.Request, l explication.Langue) {
	q := r.URL.Query().Get("q")
	c := corpsBareme{Recherche: q, Jour: s.Aujourdhui(), Action: prefixe(l) + "/bareme"}
	c.Groupes, c.Nombre = s.grouper(l, q)
	c.Actes, c.Edition = s.chercherActes(l, q)
	p := page{Langue: l, Onglet: "bareme", Chemin: "/bareme", Titre: texte(l, "bareme.titre"), Corps: c}
	if q != "" {
		p.Requete = "q=" + template.URLQueryEscaper(q)
	}
	s.montrer(w, http.StatusOK, "bareme", p)
}

// actesTrouves bounds the technical acts that a search shows.
const actesTrouves = 20

// chercherActes finds the technical acts that answer q, by code, label or plain
// words; the letters of the NGAP are parameters.
func (s *site) chercherActes(l explication.Langue, q string) (actes []acteTrouve, edition string) {
	if strings.TrimSpace(q) == "" || len(q) > rechercheMax {
		return nil, ""
	}
	e := s.Bareme.Au(s.Aujourdhui(), dossier.Metropole)
	for _, c := range nomenclature.Chercher(s.Bareme.CCAM(), q, actesTrouves) {
		n, technique := c.Technique()
		if !technique {
			continue
		}
		a := acteTrouve{Code: c.Nom(s.Bareme.CCAM()), Libelle: l.Acte(c, s.Bareme)}
		for hors, prix := range []**argent.Centimes{&a.Optam, &a.Hors} {
			if p, ok := e.Technique(n, hors == 1); ok {
				montant := p.Centimes()
				*prix, edition = &montant, s.Bareme.Source(p.Id).Titre
			}
		}
		actes = append(actes, a)
	}
	return actes, edition
}

// rechercheMax bounds the words of a search.
const rechercheMax = 200

// grouper lists by legal object the parameters whose name, title or object
// holds every word of q. The French titles are searched in every language: a
// reader may hold a French bill.
func (s *site) grouper(l explication.Langue, q string) ([]groupeBareme, int) {
	mots := strings.FieldsFunc(dossier.Normaliser(q), func(r rune) bool { return r == '_' })
	parObjet := map[string][]ligneBareme{}
	n := 0
	for i, p := range bareme.Parametres() {
		titre, objet := l.Titre(p), l.Objet(p)
		botte := dossier.Normaliser(strings.Join([]string{p.Nom, titre, objet, p.Titre, p.Objet}, " "))
		if slices.ContainsFunc(mots, func(m string) bool { return !strings.Contains(botte, m) }) {
			continue
		}
		parObjet[objet] = append(parObjet[objet], ligneBareme{p, s.present(l, bareme.Cle(i))})
		n++
	}
	var groupes []groupeBareme
	for objet, lignes := range parObjet {
		groupes = append(groupes, groupeBareme{dossier.Normaliser(objet), objet, lignes})
	}
	slices.SortFunc(groupes, func(a, b groupeBareme) int { return cmp.Compare(a.Ancre, b.Ancre) })
	for i := range groupes {
		groupes[i].Ancre = "objet-" + strconv.Itoa(i+1)
	}
	return groupes, n
}

// present is the value in force today, in métropole or else in the first zone
// that has one.
func (s *site) present(l explication.Langue, c bareme.Cle) valeurDatee {
	zones := s.Bareme.ZonesPropres(c)
	if len(zones) == 0 {
		return valeurDatee{Etat: "absente"}
	}
	for _, v := range s.histoire(l, c, zones[0]) {
		if !v.AVenir {
			v.Zone = zones[0]
			return v
		}
	}
	return valeurDatee{Etat: "absente", Zone: zones[0]}
}

func (s *site) histoire(l explication.Langue, c bareme.Cle, z dossier.Zone) []valeurDatee {
	var liste []valeurDatee
	for _, f := range s.Bareme.Histoire(c, z) {
		v := valeurDatee{
			Valeur: ecrireValeur(l, c.Parametre().Genre, f.Valeur.V), Depuis: f.Valeur.Depuis, AVenir: f.Valeur.Depuis > s.Aujourdhui(),
			Confiance: f.Valeur.Confiance.String(), Verifie: f.Verifie, Note: f.Note, Zone: z,
		}
		switch {
		case f.Inconnue:
			v.Valeur, v.Etat = "", "inconnue"
		case f.Valeur.Supprime:
			v.Valeur, v.Etat = "", "supprime"
		}
		if f.Hypothese != "" {
			v.Source = bareme.Source{Titre: f.Hypothese, Nature: "hypothese"}
		} else {
			v.Source = bareme.Sources[f.Source]
		}
		for _, i := range f.Recoupe {
			v.Recoupe = append(v.Recoupe, bareme.Sources[i])
		}
		liste = append(liste, v)
	}
	return liste
}

// ecrireValeur writes a number as its kind wants it.
func ecrireValeur(l explication.Langue, g bareme.Genre, v int64) string {
	switch g {
	case bareme.GenreMontant, bareme.GenreTarif:
		return l.Montant(argent.Centimes(v))
	case bareme.GenreTaux:
		return l.Taux(argent.Taux(v))
	case bareme.GenreNombre:
		return strconv.FormatInt(v, 10)
	}
	return coefficient(l, v)
}

// coefficient writes millionths as a plain ratio: "1,115".
func coefficient(l explication.Langue, v int64) string {
	const un = int64(argent.Un)
	decimales := strings.TrimRight(strconv.FormatInt(un+v%un, 10)[1:], "0")
	s := strconv.FormatInt(v/un, 10)
	if decimales == "" {
		return s
	}
	if l == explication.EN {
		return s + "." + decimales
	}
	return s + "," + decimales
}

// corpsParametre is the page of one key.
type corpsParametre struct {
	bareme.Parametre
	Present valeurDatee
	Series  []serieBareme
	// Partout tells that the national values hold overseas.
	Partout bool
	Retour  string
}

// serieBareme is the history of a key in the zones that share it.
type serieBareme struct {
	Zone    dossier.Zone // the first of them
	Zones   string
	Valeurs []valeurDatee
	Dessin  template.HTML
}

func (s *site) ficheBareme(w http.ResponseWriter, r *http.Request, l explication.Langue) {
	cle, ok := bareme.Trouver(r.PathValue("cle"))
	if !ok {
		s.erreur(w, r, http.StatusNotFound)
		return
	}
	c := corpsParametre{Parametre: cle.Parametre(), Present: s.present(l, cle), Retour: prefixe(l) + "/bareme"}
	groupes := s.grouperZones(cle)
	c.Partout = len(groupes) == 1 && len(groupes[0]) == dossier.NombreZones
	for _, zones := range groupes {
		noms := make([]string, len(zones))
		for i, z := range zones {
			noms[i] = texte(l, "choix.zone."+z.String())
		}
		c.Series = append(c.Series, serieBareme{zones[0], strings.Join(noms, ", "), s.histoire(l, cle, zones[0]), s.escalier(l, cle, zones[0])})
	}
	s.montrer(w, http.StatusOK, "parametre", page{Langue: l, Onglet: "bareme", Chemin: "/bareme/" + c.Nom, Titre: l.Titre(c.Parametre), Corps: c})
}

// grouperZones gathers the zones that have the same values since the same days.
func (s *site) grouperZones(c bareme.Cle) [][]dossier.Zone {
	var groupes [][]dossier.Zone
	for _, z := range s.Bareme.ZonesPropres(c) {
		i := slices.IndexFunc(groupes, func(g []dossier.Zone) bool { return s.memesValeurs(c, g[0], z) })
		if i < 0 {
			groupes = append(groupes, []dossier.Zone{z})
			continue
		}
		groupes[i] = append(groupes[i], z)
	}
	return groupes
}

func (s *site) memesValeurs(c bareme.Cle, a, b dossier.Zone) bool {
	return slices.EqualFunc(s.Bareme.Histoire(c, a), s.Bareme.Histoire(c, b), func(x, y bareme.Fiche) bool {
		return x.Valeur == y.Valeur || (x.Valeur.Depuis == y.Valeur.Depuis && x.Valeur.V == y.Valeur.V && x.Valeur.Supprime == y.Valeur.Supprime &&
			x.Source == y.Source && x.Note == y.Note && x.Inconnue == y.Inconnue)
	})
}
