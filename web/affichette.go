package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/explication"
)

// corpsAffichette is the notice of fees and the form that prepares it. Nothing
// there is about a patient: the form is a plain address.
type corpsAffichette struct {
	Champs map[string]Champ
	Fautes []Faute
	Action string
	// Prete tells that the notice could be drawn up.
	Prete bool
	opposable.Affichette
	// SituationDite names the sector and the option.
	Specialite, SituationDite string
	Groupes                   []groupeAffiche
	// Fourchette tells that a displayed fee is a range, AuTarif that the base
	// is another one at the opposable tariff, Libre that some fee is the
	// doctor's to give; Lignes counts what is displayed.
	Fourchette, AuTarif, Libre bool
	Lignes                     int
}

type groupeAffiche struct {
	Cle    string
	Lignes []ligneAffiche
}

// Affichee tells that something of the group is displayed.
func (g groupeAffiche) Affichee() bool {
	return slices.ContainsFunc(g.Lignes, func(l ligneAffiche) bool { return l.Montree })
}

// ligneAffiche is one act of the notice, and its fields in the form.
type ligneAffiche struct {
	opposable.PrestationAffichee
	Titre, Jetons     string
	Montree           bool
	SaisieDe, SaisieA string
	Erreurs           []Faute
}

// Champ gives one question to the template.
func (c corpsAffichette) Champ(nom string) Champ { return c.Champs[nom] }

// Phrases lists the keys of the sentences of the situation.
func (c corpsAffichette) Phrases() []string {
	var l []string
	for _, n := range []string{"1", "2", "3", "4", "5"} {
		if cle := "affiche." + c.Situation.String() + "." + n; textes[cle].fr != "" {
			l = append(l, cle)
		}
	}
	return l
}

// Densite is how tight the lines must be to stay on one page.
func (c corpsAffichette) Densite() string {
	switch {
	case c.Lignes > 18:
		return "affiche-serree"
	case c.Lignes > 10:
		return "affiche-dense"
	}
	return "affiche-large"
}

// parDefaut is how many usual acts are displayed at first: the least that the
// text asks for; gardesParDefaut are the majorations it names.
const parDefaut = 5

var gardesParDefaut = []string{"nuit", "dimanche"}

func (s *site) affichette(w http.ResponseWriter, r *http.Request, l explication.Langue) {
	v := valeursParDefaut(s.Aujourdhui())
	for nom, valeurs := range r.URL.Query() {
		v[nom] = valeurs
	}
	c := s.preparerAffichette(l, v)
	p := page{Langue: l, Onglet: "affichette", Chemin: "/affichette", Titre: texte(l, "affichette.titre"), Corps: c}
	if r.URL.RawQuery != "" {
		p.Requete = r.URL.Query().Encode()
	}
	statut := http.StatusOK
	if len(c.Fautes) > 0 {
		statut = http.StatusUnprocessableEntity
	}
	s.montrer(w, statut, "affichette", p)
}

func (s *site) preparerAffichette(l explication.Langue, v url.Values) corpsAffichette {
	c := corpsAffichette{Action: prefixe(l) + "/affichette"}
	d, illisible := lireFormulaire(url.Values{"specialite": v["specialite"], "statut": v["statut"], "statut_rare": v["statut_rare"], "date": v["date"], "zone": v["zone"]})
	honoraires, prixIllisibles := lireHonoraires(v)
	c.Fautes = fautes(l, v, illisible)
	m := opposable.NouveauMoteur(s.Bareme)
	a, err := opposable.Affichette{}, error(nil)
	if len(illisible) == 0 {
		if a, err = m.Affichette(d.Praticien, d.Date, honoraires); err != nil {
			prixIllisibles = append(prixIllisibles, dossier.Lister(err)...)
			a, _ = m.Affichette(d.Praticien, d.Date, nil)
		}
	}
	for _, e := range prixIllisibles {
		c.Fautes = append(c.Fautes, fauteDePrix(l, v, e))
	}
	c.Affichette = a
	c.Specialite, c.SituationDite = l.Specialite(d.Praticien.Specialite), texte(l, "affiche.statut."+a.Situation.String())
	if a.Situation == opposable.AfficheOption {
		c.SituationDite = texte(l, "affiche.statut.option", minuscule(nomStatut(l, d.Praticien)))
	}
	c.grouper(l, v)
	c.Champs = champs(l, v, c.Fautes, voixCoter)
	c.Prete = len(c.Fautes) == 0 && c.Lignes > 0
	return c
}

// lireHonoraires reads the fees of the form: one amount, or two.
func lireHonoraires(v url.Values) ([]opposable.HonorairesAffiches, dossier.Erreurs) {
	var liste []opposable.HonorairesAffiches
	l := lecture{v: v}
	for nom := range v {
		cle, ok := strings.CutPrefix(nom, "de_")
		if !ok {
			continue
		}
		var de, a argent.Centimes
		var dite, autre bool
		l.montant("de_"+cle, &de, &dite)
		l.montant("a_"+cle, &a, &autre)
		switch {
		case dite && !autre:
			a = de
		case autre && !dite:
			de = a
		case !dite:
			continue
		}
		liste = append(liste, opposable.HonorairesAffiches{Cle: cle, De: de, A: a})
	}
	slices.SortFunc(l.erreurs, func(a, b *dossier.Erreur) int { return strings.Compare(a.Champ, b.Champ) })
	return liste, l.erreurs
}

// fauteDePrix ties an error to the fee of an act, or to the question it is
// about.
func fauteDePrix(l explication.Langue, v url.Values, e *dossier.Erreur) Faute {
	f := fautes(l, v, dossier.Erreurs{e})[0]
	cle := strings.TrimPrefix(strings.TrimPrefix(e.Champ, "de_"), "a_")
	if textes["affiche.acte."+cle].fr == "" {
		return f
	}
	f.Champ, f.Libelle = e.Champ, texte(l, "affiche.acte."+cle)
	if cle == e.Champ {
		f.Champ = "de_" + cle
	}
	return f
}

// grouper prepares the lines of the notice and their fields.
func (c *corpsAffichette) grouper(l explication.Langue, v url.Values) {
	usuelles := 0
	for _, p := range c.Prestations {
		un := ligneAffiche{PrestationAffichee: p, Titre: texte(l, "affiche.acte."+p.Cle), SaisieDe: v.Get("de_" + p.Cle), SaisieA: v.Get("a_" + p.Cle)}
		var codes []string
		for _, code := range p.Codes {
			codes = append(codes, code.String())
		}
		un.Jetons = strings.Join(codes, " + ")
		if p.Rubrique == opposable.RubriqueUsuelle {
			usuelles++
		}
		un.Montree = p.Rubrique == opposable.RubriquePrincipale || p.Rubrique == opposable.RubriqueUsuelle && usuelles <= parDefaut || slices.Contains(gardesParDefaut, p.Cle)
		if v.Get("choisi") != "" {
			un.Montree = slices.Contains(v["affiche"], p.Cle)
		}
		for _, f := range c.Fautes {
			if f.Champ == "de_"+p.Cle || f.Champ == "a_"+p.Cle {
				un.Erreurs = append(un.Erreurs, f)
			}
		}
		if un.Montree {
			c.Lignes++
			c.Fourchette = c.Fourchette || p.De != p.A
			c.AuTarif = c.AuTarif || p.BaseAuTarif > 0 && p.BaseAuTarif != p.Base
		}
		c.Libre = c.Libre || !p.Fixe
		cle := p.Rubrique.String()
		if n := len(c.Groupes); n == 0 || c.Groupes[n-1].Cle != cle {
			c.Groupes = append(c.Groupes, groupeAffiche{Cle: cle})
		}
		g := &c.Groupes[len(c.Groupes)-1]
		g.Lignes = append(g.Lignes, un)
	}
}

// minuscule writes the name of a status inside a sentence.
func minuscule(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[n:]
}
