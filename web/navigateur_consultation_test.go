package web

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// remplirGynecologue asks the visit whose answer the tests know: 60 €, secteur
// 2 OPTAM, direct access, a guarantee of 200 %.
func (o onglet) remplirGynecologue() {
	o.t.Helper()
	o.remplir("specialite", "gynecologie_medicale")
	o.remplir("statut", "2-optam")
	o.remplir("parcours", "acces_direct")
	o.remplir("honoraires", "60")
	o.remplir("garantie", "200%")
}

const resteGynecologue = `document.querySelector(".chiffre")?.textContent.replace(/\s+/g, " ").includes("sur 60,00") && document.querySelector("#resume")?.textContent.includes("complémentaire")`

func TestAvecScript(t *testing.T) {
	o := ouvrir(t, 1280, 900, false)
	o.aller("/")
	if o.lire(`getComputedStyle(document.querySelector("[data-champ=honoraires]")).display`) != "none" {
		t.Error("le prix est demandé alors qu'il est fixé")
	}
	o.lire(`document.querySelector("#champ-specialite").focus()`)
	o.remplirGynecologue()
	o.attendre(resteGynecologue)
	if f := o.lire(`document.activeElement.id`); f != "champ-specialite" {
		t.Errorf("le focus est parti sur %q", f)
	}
	if o.lire(`getComputedStyle(document.querySelector("[data-champ=honoraires]")).display`) == "none" {
		t.Error("le prix libre n'est pas demandé")
	}
	if a := o.lire(`document.querySelector("#annonce").textContent`); !strings.Contains(a, "Sur 60,00") {
		t.Errorf("annonce : %q", a)
	}
	if u := o.lire(`location.href`); u != o.base+"/" {
		t.Errorf("l'adresse a changé : %s", u)
	}
	// The question of the declared doctor matters: it stands in sight.
	if z := o.lire(`document.querySelector("[data-champ=medecin_traitant]").parentElement.id`); z != "questions-utiles" {
		t.Errorf("médecin traitant : %s", z)
	}
	o.lire(`document.querySelector("#profondeur-juriste").click()`)
	o.lire(`document.querySelector(".recit-juriste details summary").click()`)
	o.remplir("honoraires", "65")
	o.attendre(`document.querySelector(".chiffre-sur").textContent.includes("65,00")`)
	if o.lire(`document.querySelector("#profondeur-juriste").checked && document.querySelector(".recit-juriste details").open`) != "true" {
		t.Error("la profondeur ou le dépliant ne sont pas gardés")
	}
	if strings.Contains(o.demandes.String(), "?") {
		t.Errorf("des réponses dans une adresse :\n%s", o.demandes)
	}
}

func TestAttenteDuPrix(t *testing.T) {
	o := ouvrir(t, 1280, 900, false)
	o.aller("/")
	o.remplir("statut", "2")
	o.attendre(`document.querySelector(".attente")?.textContent.match(/Au tarif opposable, ce serait\s30,00/)`)
	if o.lire(`document.querySelector("#resume-erreurs")`) != "null" {
		t.Error("une question en attente est montrée comme une erreur")
	}
	o.remplir("statut", "1")
	o.attendre(`document.querySelector(".chiffre")`)
}

// A price that no longer answers the questions does not stay on the page.
func TestPrixOublieTantQueLAgeEstIllisible(t *testing.T) {
	o := ouvrir(t, 1280, 900, false)
	o.aller("/")
	o.attendre(`document.querySelector("#prix-fixe-texte").textContent.includes("30,00")`)
	o.remplir("age", "abc")
	o.attendre(`!document.querySelector("#prix-fixe-texte").textContent.includes("€")`)
	o.remplir("age", "4")
	o.attendre(`document.querySelector("#prix-fixe-texte").textContent.includes("35,00")`)
}

func TestSansScript(t *testing.T) {
	o := ouvrir(t, 1280, 900, false)
	commander(o, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	o.aller("/consultation")
	o.cliquer(`input[name=statut][value="2"]`)
	o.cliquer(`#champ-honoraires`)
	o.taper("45")
	o.cliquer(`#consultation button[type=submit]`)
	o.attendre(`document.querySelector(".chiffre-sur")?.textContent.includes("45,00")`)
	o.attendre(`document.activeElement.id === "resultat-titre"`)
	if o.lire(`[...document.querySelectorAll(".si-js")].some((e) => e.offsetParent)`) != "false" {
		t.Error("un bouton sans effet est montré")
	}
	o.cliquer(`label:has(#profondeur-juriste)`)
	if o.lire(`document.querySelector(".recit-juriste").offsetParent !== null && document.querySelector(".recit-patient").offsetParent === null`) != "true" {
		t.Error("les onglets ne marchent pas sans script")
	}
	o.cliquer(`.recit-juriste summary`)
	if o.lire(`document.querySelector(".recit-juriste details").open`) != "true" {
		t.Error("le pourquoi ne se déplie pas")
	}
	o.cliquer(`.langue`)
	o.attendre(`document.documentElement.lang === "en" && document.querySelector(".chiffre-sur")?.textContent.includes("€45.00")`)
	o.lire(`document.querySelector("#champ-honoraires").value = "abc"`)
	o.cliquer(`#consultation button[type=submit]`)
	o.attendre(`document.activeElement.id === "resume-erreurs"`)
	o.cliquer(`#resume-erreurs a`)
	o.attendre(`document.activeElement.id === "champ-honoraires"`)
}

func TestFragment(t *testing.T) {
	o := ouvrir(t, 1280, 900, false)
	o.aller("/")
	o.remplirGynecologue()
	o.remplir("exoneration", "maternite")
	o.attendre(resteGynecologue + ` && document.querySelector("#champ-exoneration").value === "maternite"`)
	o.attendre(`!document.querySelector(".en-cours")`)
	resume := o.lire(`document.querySelector("#resume").textContent`)
	o.cliquer("#copier-lien")
	o.attendre(`location.hash.includes("exoneration=maternite") && document.querySelector("#copie-faite").textContent`)
	adresse := o.lire(`location.href`)

	o.faire(chromedp.Navigate("about:blank"), chromedp.Navigate(adresse))
	o.attendre(resteGynecologue)
	if r := o.lire(`document.querySelector("#resume").textContent`); r != resume {
		t.Errorf("le lien donne %q, pas %q", r, resume)
	}
	if o.lire(`document.querySelector("#champ-exoneration").value + document.querySelector("[name=statut]:checked").value`) != "maternite2-optam" {
		t.Error("le formulaire n'est pas rempli")
	}
	if d := o.demandes.String(); strings.Contains(d, "maternite") || strings.Contains(d, "?") {
		t.Errorf("le serveur a vu le lien :\n%s", d)
	}
}

func TestLangue(t *testing.T) {
	o := ouvrir(t, 1280, 900, false)
	o.aller("/consultation")
	o.remplirGynecologue()
	o.attendre(resteGynecologue)
	o.cliquer(".langue")
	o.attendre(`document.documentElement.lang === "en" && document.querySelector("#resume")?.textContent.includes("Out of €60.00")`)
	if u := o.lire(`location.pathname + location.search`); u != "/en/consultation" {
		t.Errorf("adresse %s", u)
	}
	for _, chemin := range []string{"/bareme/g", "/bareme?q=nuit", "/couverture"} {
		o.aller(chemin)
		o.cliquer(".langue")
		o.attendre(`document.documentElement.lang === "en" && location.pathname + location.search === "/en` + chemin + `"`)
		o.cliquer(".langue")
		o.attendre(`document.documentElement.lang === "fr" && location.pathname + location.search === "` + chemin + `"`)
	}
}

func TestClavier(t *testing.T) {
	o := ouvrir(t, 1280, 900, false)
	o.aller("/")
	o.taper(kb.Tab)
	if o.lire(`document.activeElement.className`) != "saut" {
		t.Error("le premier arrêt n'est pas le lien d'évitement")
	}
	o.taper(kb.Enter)
	o.attendre(`document.activeElement.id === "contenu"`)
	for range 2 {
		o.taper(kb.Tab) // specialty, then the status
	}
	o.attendre(`document.activeElement.name === "statut"`)
	if o.lire(`getComputedStyle(document.activeElement.nextElementSibling).outlineStyle`) != "solid" {
		t.Error("le focus ne se voit pas sur les cartes")
	}
	o.taper(kb.ArrowDown + kb.ArrowDown)
	o.attendre(`document.querySelector("[name=statut]:checked").value === "2" && document.querySelector(".attente")`)
	for i := 0; o.lire(`document.activeElement.id`) != "champ-honoraires"; i++ {
		if i > 10 {
			t.Fatal("le clavier n'atteint pas le prix")
		}
		o.taper(kb.Tab)
	}
	o.taper("x" + kb.Enter)
	o.attendre(`document.activeElement.id === "resume-erreurs"`)
	o.taper(kb.Tab + kb.Enter)
	o.attendre(`document.activeElement.id === "champ-honoraires"`)
	o.taper(kb.Backspace + "52,50" + kb.Enter)
	o.attendre(`document.activeElement.id === "resultat-titre" && document.querySelector(".chiffre-sur").textContent.includes("52,50")`)
}

// TestLargeur320: nothing scrolls sideways on the narrowest phone.
func TestLargeur320(t *testing.T) {
	o := ouvrir(t, 320, 700, false)
	for _, e := range etats {
		o.aller(e.chemin)
		if e.preparer != nil {
			e.preparer(o)
		}
		if l := o.lire(`document.documentElement.scrollWidth`); l != "320" {
			t.Errorf("%s déborde : %s px : %s", e.nom, l, o.lire(`[...document.querySelectorAll("main *")].filter((e) => e.getBoundingClientRect().right > 320 && !e.closest(".defile"))
				.slice(0, 3).map((e) => e.outerHTML.slice(0, 120)).join("\n")`))
		}
	}
}

// TestDevis: the paper holds the quote, alone, on one page.
func TestDevis(t *testing.T) {
	o := ouvrir(t, 1280, 900, true)
	o.aller("/")
	o.remplirGynecologue()
	o.attendre(resteGynecologue)
	commander(o, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	texte := o.lire(`document.body.innerText`)
	for _, dit := range []string{"Devis", "10 mars 2026", "Gynécologie médicale", "Secteur 2, OPTAM", "60,00", "Remboursé par l'assurance maladie", "Reste à la charge du patient",
		"Ce document est une estimation", "tact et mesure", "24,50", "L1111-3-2", "signature du patient", "Nom et prénom"} {
		if !strings.Contains(strings.ReplaceAll(texte, "\u00a0", " "), dit) {
			t.Errorf("le devis ne dit pas %q :\n%s", dit, texte)
		}
	}
	for _, tait := range []string{"Ma consultation", "Quel médecin", "Pourquoi", "Copier le lien"} {
		if strings.Contains(texte, tait) {
			t.Errorf("le devis dit %q", tait)
		}
	}
	pdf, err := chromedp.Run(o.ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(pdf, []byte("/Type /Page\n")); n != 1 {
		t.Errorf("le devis fait %d pages", n)
	}
	if d := os.Getenv("CAPTURES"); d != "" {
		commander(o, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 680, Height: 960, DeviceScaleFactor: 1})
		o.capturer("devis")
	}
}
