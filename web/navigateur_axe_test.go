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
	{"coter", "/coter", nil},
	{"coter-en", "/en/coter", nil},
	{"coter-secteur2", "/coter", func(o onglet) {
		o.coter("statut", "2", "honoraires", "60", "parcours", "oriente")
		o.attendre(`document.querySelectorAll(".voies .proposition").length === 2 && !document.querySelector(".en-cours")`)
	}},
	{"coter-prix-libre", "/coter", func(o onglet) {
		o.coter("specialite", "psychiatrie", "statut", "2")
		o.attendre(`document.querySelector(".chiffre-mot")`)
	}},
	{"coter-visite", "/coter", func(o onglet) {
		o.coter("nature", "visite", "heure", "22:30", "distance", "12", "terrain", "montagne")
		o.attendre(`document.querySelector(".voies .jetons")?.textContent.includes("IKM")`)
		o.lire(`document.querySelectorAll("details").forEach((d) => { d.open = true })`)
	}},
	{"coter-fautes", "/coter", func(o onglet) {
		o.coter("ligne", "G+G+CS", "age", "4")
		o.attendre(`document.querySelectorAll(".controle-fautes li").length > 1`)
	}},
	{"coter-erreur", "/coter", func(o onglet) {
		o.coter("date", "2012-03-10", "heure", "", "age", "abc")
		o.lire(`document.querySelector("#cotation .principal").click()`)
		o.attendre(`document.querySelector("#resume-erreurs")`)
	}},
	{"affichette", "/affichette", nil},
	{"affichette-en", "/en/affichette?statut=2-optam&specialite=psychiatrie", nil},
	{"affichette-libre", "/affichette?statut=2&specialite=gynecologie_medicale&choisi=1&affiche=consultation&affiche=coordonnee&affiche=avis_ponctuel&affiche=nuit&de_consultation=50&a_consultation=80&de_avis_ponctuel=90", nil},
	{"affichette-erreur", "/affichette?statut=2&choisi=1&affiche=consultation&de_consultation=abc", nil},
	{"affichette-hors", "/affichette?statut=3", nil},
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
