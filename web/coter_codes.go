package web

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/explication"
	"github.com/opposable/opposable/nomenclature"
)

// controleVue is what the rules say of the codes already chosen.
type controleVue struct {
	Ligne    string
	Acceptee bool
	// PrixInconnu: accepted, but the fee is free and was not given.
	PrixInconnu bool
	Decompte    opposable.Decompte
	Fautes      []fauteControle
}

// fauteControle is a fault with its rule and, where it is to remove a code, its
// repair.
type fauteControle struct {
	Faute
	Texte  string
	Source *bareme.Source
	// Repare is the line without the code at fault; Retire names that code, and
	// Seconde tells that it was there twice.
	Repare, Retire string
	Seconde        bool
}

// controler reads the line of codes, in the situation of the form.
func (s *site) controler(m *opposable.Moteur, l explication.Langue, v url.Values, d dossier.Dossier, r *reponseCoter) {
	ligne := strings.TrimSpace(v.Get("ligne"))
	if ligne == "" {
		return
	}
	actes, illisible := nomenclature.ParseActes(ligne)
	if illisible != nil {
		illisible.Champ = "ligne"
		r.Fautes = append(r.Fautes, fautesDeLigne(l, v, illisible))
		return
	}
	for i := range actes {
		a := &actes[i]
		a.Circonstances |= d.Actes[0].Circonstances
		a.Heure, a.Distance, a.Terrain = d.Actes[0].Heure, d.Actes[0].Distance, d.Actes[0].Terrain
	}
	situation := d.Actes[0].Circonstances
	d.Actes = actes
	c, err := m.Controler(d)
	if err != nil {
		if len(r.Fautes) == 0 { // else the same fault is told already
			r.Fautes = fautes(l, v, dossier.Lister(err))
		}
		return
	}
	vue := &controleVue{Ligne: strings.ToUpper(ligne), Decompte: c.Decompte}
	for _, f := range c.Fautes {
		if f.Erreur.Code == "honoraires-manquants" {
			vue.PrixInconnu = true
			continue
		}
		un := fauteControle{Faute: fautesDeLigne(l, v, f.Erreur), Texte: f.Texte}
		if l == explication.EN {
			un.Texte = f.TexteEN
		}
		if f.Texte != "" {
			un.Source = &bareme.Sources[f.Source]
			un.Texte = majuscule(un.Texte)
		}
		if l == explication.FR && strings.Contains(un.Message, f.Texte) {
			un.Texte = "" // the engine's sentence states the rule
		}
		un.reparer(f.Erreur, actes, situation)
		vue.Fautes = append(vue.Fautes, un)
	}
	vue.Acceptee = len(vue.Fautes) == 0
	r.Controle = vue
}

// fautesDeLigne ties an error to the line of codes.
func fautesDeLigne(l explication.Langue, v url.Values, e *dossier.Erreur) Faute {
	f := fautes(l, v, dossier.Erreurs{e})[0]
	f.Champ, f.Libelle = "ligne", texte(l, "coter.ligne")
	return f
}

// reparer offers to remove the act at fault, when the engine advises it.
func (f *fauteControle) reparer(e *dossier.Erreur, actes []dossier.Acte, situation dossier.Circonstances) {
	fin := strings.IndexByte(e.Champ, ']')
	if !strings.HasPrefix(e.Indice, "retirez ") || !strings.HasPrefix(e.Champ, "actes[") || fin < 0 {
		return
	}
	i, err := strconv.Atoi(e.Champ[len("actes["):fin])
	if err != nil || i >= len(actes) || actes[i].Code == "" || len(actes) < 2 {
		return
	}
	f.Retire, f.Seconde = actes[i].Code, e.Code == "majoration-double"
	var mots []string
	for k, a := range actes {
		if k == i {
			continue
		}
		mots = append(mots, a.Code+a.Nature.String())
		mots = append(mots, (a.Circonstances &^ situation).Liste()...)
	}
	f.Repare = strings.Join(mots, "+")
}
