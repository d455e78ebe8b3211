package web

import (
	"embed"
	"html/template"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/explication"
	"github.com/opposable/opposable/jour"
	"github.com/opposable/opposable/nomenclature"
)

//go:embed gabarits
var fichiersGabarits embed.FS

type gabarits map[string]*template.Template

// communs are parsed with each page.
var communs = []string{"gabarits/base.html", "gabarits/composants.html"}

// pages lists the files of each page beside the common ones.
var pages = map[string][]string{
	"consultation": {"gabarits/consultation.html", "gabarits/resultat.html", "gabarits/pourquoi.html", "gabarits/devis.html"},
	"coter":        {"gabarits/coter.html", "gabarits/coter_reponse.html"},
	"affichette":   {"gabarits/affichette.html"},
	"bareme":       {"gabarits/bareme.html"},
	"parametre":    {"gabarits/parametre.html"},
	"couverture":   {"gabarits/couverture.html"},
	"erreur":       {"gabarits/erreur.html"},
}

// lireGabarits parses every page in one language: a template never has to say
// for whom it writes.
func lireGabarits(l explication.Langue, b *bareme.Bareme) gabarits {
	g := gabarits{}
	for nom, fichiers := range pages {
		t := template.New(nom).Funcs(fonctions(l, b))
		g[nom] = template.Must(t.ParseFS(fichiersGabarits, append(communs[:len(communs):len(communs)], fichiers...)...))
	}
	return g
}

func fonctions(l explication.Langue, b *bareme.Bareme) template.FuncMap {
	return template.FuncMap{
		"t":       func(cle string, args ...any) string { return texte(l, cle, args...) },
		"montant": func(c argent.Centimes) string { return l.Montant(c) },
		"taux":    func(t argent.Taux) string { return l.Taux(t) },
		"jour":    func(j jour.Jour) string { return l.Jour(j) },
		"date":    func(s string) string { return ecrireDate(l, s) },
		"lien":    func(chemin string) string { return prefixe(l) + chemin },
		"titre":   l.Titre,
		"acte":    func(c nomenclature.Code) string { return l.Acte(c, b) },
		"code":    func(c nomenclature.Code) string { return c.Nom(b.CCAM()) },
		"objet":   l.Objet,
		"actif":   func(nom string) string { return adresses[nom] },
		// francais marks a text that has no translation, for screen readers.
		"francais": func() template.HTMLAttr {
			if l == explication.FR {
				return ""
			}
			return `lang="fr"`
		},
		"dict": dict,
	}
}

// ecrireDate writes a day given in the form of the contract.
func ecrireDate(l explication.Langue, s string) string {
	if j, err := jour.Parse(s); err == nil {
		return l.Jour(j)
	}
	return s
}

// dict passes several named values to a component.
func dict(paires ...any) map[string]any {
	m := make(map[string]any, len(paires)/2)
	for i := 0; i+1 < len(paires); i += 2 {
		m[paires[i].(string)] = paires[i+1]
	}
	return m
}
