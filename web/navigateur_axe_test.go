package web

import (
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// lireAxe reads the accessibility checker that make outils installs.
func lireAxe(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile("accessibilite/node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Fatal("axe-core manque : lancez make outils, ou npm install dans web/accessibilite")
	}
	return string(b)
}

// etats are the pages and the states of each that must be faultless.
var etats = []struct {
	nom, chemin string
	preparer    func(o onglet)
}{
	{"consultation", "/consultation", nil},
	{"consultation-en", "/en/consultation", nil},
	{"tout-ouvert", "/consultation", func(o onglet) {
		o.lire(`document.querySelectorAll("details").forEach((d) => { d.open = true })`)
		o.lire(`document.getElementById("profondeur-juriste").click()`)
		o.lire(`document.querySelectorAll(".recit-juriste details").forEach((d) => { d.open = true })`)
	}},
	{"resultat-secteur2", "/consultation", func(o onglet) {
		o.remplir("specialite", "gynecologie_medicale")
		o.remplir("statut", "2")
		o.remplir("honoraires", "60")
		o.remplir("garantie", "200%")
		o.remplir("parcours", "hors_parcours")
		o.attendre(`document.querySelector(".chiffre-sur")?.textContent.includes("60,00") && document.querySelector(".part-amc")`)
	}},
	{"attente", "/consultation", func(o onglet) {
		o.remplir("statut", "2")
		o.attendre(`document.querySelector(".attente")`)
	}},
	{"erreur", "/consultation", func(o onglet) {
		o.remplir("date", "2012-03-10")
		o.remplir("age", "abc")
		o.lire(`document.querySelector("#consultation button[type=submit]").click()`)
		o.attendre(`document.querySelector("#resume-erreurs")`)
	}},
	{"bareme", "/bareme", nil},
	{"bareme-cherche", "/bareme?q=psychiatre", nil},
	{"bareme-vide", "/bareme?q=zzzz", nil},
	{"parametre", "/bareme/g", nil},
	{"parametre-zones", "/bareme/mpc", nil},
	{"parametre-en", "/en/bareme/taux_droit_commun", nil},
	{"couverture", "/couverture", nil},
	{"couverture-en", "/en/couverture", nil},
	{"introuvable", "/nulle-part", nil},
}

// TestAccessibilite runs axe on every page and state, narrow and wide, light
// and dark.
func TestAccessibilite(t *testing.T) {
	source := lireAxe(t)
	for _, vue := range []struct {
		nom     string
		largeur int64
		sombre  bool
	}{{"etroit-clair", 360, false}, {"large-clair", 1280, false}, {"etroit-sombre", 360, true}, {"large-sombre", 1280, true}} {
		t.Run(vue.nom, func(t *testing.T) {
			o := ouvrir(t, vue.largeur, 900, vue.sombre)
			for _, e := range etats {
				o.aller(e.chemin)
				if e.preparer != nil {
					e.preparer(o)
				}
				o.capturer(e.nom + "-" + vue.nom)
				controler(o, source, e.nom)
			}
		})
	}
}

func controler(o onglet, source, nom string) {
	o.t.Helper()
	if p := o.lire(`plaintes.join("\n")`); p != "" {
		o.t.Errorf("%s : %s", nom, p)
	}
	if r := o.lire(`performance.getEntriesByType("resource").map((r) => r.name).filter((n) => !n.startsWith(location.origin)).join("\n")`); r != "" {
		o.t.Errorf("%s demande ailleurs : %s", nom, r)
	}
	o.faire(chromedp.Evaluate[chromedp.Void](source + "\n;0"))
	rapport := o.lire(`axe.run(document, {resultTypes: ["violations"]}).then((r) => JSON.stringify(r.violations.map((v) =>
		({id: v.id, help: v.help, nodes: v.nodes.map((n) => n.html.slice(0, 200) + " " + (n.any[0]?.message ?? ""))}))))`)
	var violations []struct {
		ID, Help string
		Nodes    []string
	}
	if err := json.Unmarshal([]byte(rapport), &violations); err != nil {
		o.t.Fatal(err)
	}
	for _, v := range violations {
		o.t.Errorf("%s : %s : %s (%s)\n%s", nom, v.ID, v.Help, strconv.Itoa(len(v.Nodes)), strings.Join(v.Nodes, "\n"))
	}
}
