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

// coter answers questions of « Que puis-je coter ? »: name, value, and so on.
func (o onglet) coter(paires ...string) {
	o.t.Helper()
	for i := 0; i < len(paires); i += 2 {
		o.remplir(paires[i], paires[i+1])
	}
}

// codes is the best answer, as the page shows it.
const codesMontres = `document.querySelector(".voies .jetons")?.textContent.replace(/\s+/g, " ").trim()`

func TestCoterAvecScript(t *testing.T) {
	o := ouvrir(t, 1280, 900, false)
	o.aller("/coter")
	o.attendre(codesMontres + ` === "G"`)
	if o.lire(`[...document.querySelectorAll("#prix, #deplacement, #naissance")].some((e) => e.offsetParent)`) != "false" {
		t.Error("une question qui ne change rien est posée")
	}
	o.lire(`document.querySelector("#champ-age").focus()`)
	o.remplir("age", "4")
	o.attendre(codesMontres + ` === "G + MEG"`)
	o.attendre(`document.activeElement.id === "champ-age" && document.querySelector("#annonce").textContent.includes("G + MEG")`)
	o.remplir("nature", "visite")
	o.attendre(`document.querySelector("#deplacement").offsetParent && ` + codesMontres + ` === "VG + MEG + MD"`)
	o.coter("distance", "12", "heure", "22:30")
	o.attendre(codesMontres + `?.includes("IK")`)
	// A circumstance that matters is asked, keeps the focus and the tick.
	o.lire(`document.querySelector("#circonstance-regule").focus()`)
	o.taper(" ")
	o.attendre(codesMontres + `?.includes("VRN")`)
	o.attendre(`document.activeElement.id === "circonstance-regule" && document.activeElement.checked`)
	if d := o.demandes.String(); strings.Contains(d, "?") {
		t.Errorf("des réponses dans une adresse :\n%s", d)
	}
}

// TestCotePatient: one click leads to the same visit on the patient's page.
func TestCotePatient(t *testing.T) {
	o := ouvrir(t, 1280, 900, false)
	o.aller("/coter")
	o.coter("specialite", "gynecologie_medicale", "statut", "2", "parcours", "oriente", "honoraires", "60", "exoneration", "maternite")
	o.attendre(`document.querySelectorAll(".voies .proposition").length === 2 && !document.querySelector(".en-cours")`)
	for _, voie := range []string{"1", "2"} {
		o.aller("/coter")
		o.coter("specialite", "gynecologie_medicale", "statut", "2", "parcours", "oriente", "honoraires", "60", "exoneration", "maternite")
		o.attendre(`document.querySelectorAll(".voies .proposition").length === 2 && !document.querySelector(".en-cours")`)
		voulu := `.voies .proposition:nth-child(` + voie + `)`
		reste := o.lire(`document.querySelector("` + voulu + ` .partage .fort dd").textContent`)
		o.lire(`document.querySelector("` + voulu + ` form button").click()`)
		o.attendre(`location.pathname === "/consultation" && document.querySelector(".chiffre-montant")`)
		if r := o.lire(`document.querySelector(".chiffre-montant").textContent`); r != reste {
			t.Errorf("voie %s : le patient lit %s, le médecin %s", voie, r, reste)
		}
	}
	if d := o.demandes.String(); strings.Contains(d, "maternite") || strings.Contains(d, "?") {
		t.Errorf("le serveur a vu la situation dans une adresse :\n%s", d)
	}
}

// TestControleDesCodes: a fault says its rule, one click repairs it.
func TestControleDesCodes(t *testing.T) {
	for _, script := range []bool{true, false} {
		o := ouvrir(t, 1280, 900, false)
		if !script {
			commander(o, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		}
		o.aller("/coter")
		o.cliquer(`#champ-ligne`)
		o.taper("G+MEG")
		o.cliquer(`#verifier`)
		o.attendre(`document.querySelector(".controle.alerte-erreur")?.textContent.includes("moins de 6 ans") && document.activeElement.id === "controle-titre"`)
		o.cliquer(`.controle [data-ligne="G"]`)
		o.attendre(`document.querySelector(".controle.alerte-ok")?.textContent.includes("30,00") && document.querySelector("#champ-ligne").value === "G"`)
	}
}

func TestCoterSansScript(t *testing.T) {
	o := ouvrir(t, 1280, 900, false)
	commander(o, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	o.aller("/coter")
	o.cliquer(`input[name=statut][value="2"]`)
	o.cliquer(`#champ-honoraires`)
	o.taper("50" + kb.Enter)
	o.attendre(`document.querySelectorAll(".voies .proposition").length === 2 && document.activeElement.id === "resultat-titre"`)
	if o.lire(`[...document.querySelectorAll(".si-js, .si-js-bouton")].some((e) => e.offsetParent)`) != "false" {
		t.Error("un bouton sans effet est montré")
	}
	o.cliquer(`.langue`)
	o.attendre(`document.documentElement.lang === "en" && document.querySelectorAll(".voies .proposition").length === 2`)
	o.lire(`document.querySelector("#champ-age").value = "abc"`)
	o.cliquer(`#cotation .principal`)
	o.attendre(`document.activeElement.id === "resume-erreurs"`)
	o.cliquer(`#resume-erreurs a`)
	o.attendre(`document.activeElement.id === "champ-age"`)
}

func TestCoterAuClavier(t *testing.T) {
	o := ouvrir(t, 1280, 900, false)
	o.aller("/coter")
	o.remplir("statut", "2")
	o.attendre(`document.querySelectorAll(".voies .proposition").length === 2`)
	o.lire(`document.querySelector("#champ-age").focus()`)
	o.taper("abc" + kb.Enter)
	o.attendre(`document.activeElement.id === "resume-erreurs"`)
	o.taper(kb.Tab + kb.Enter)
	o.attendre(`document.activeElement.id === "champ-age"`)
	o.taper(kb.Backspace + kb.Backspace + kb.Backspace + "3" + kb.Enter)
	o.attendre(codesMontres + ` === "G + MEG" && document.activeElement.id === "resultat-titre"`)
	for i := 0; o.lire(`document.activeElement.name`) != "retenue"; i++ {
		if i > 5 {
			t.Fatal("le clavier n'atteint pas le choix de la ligne")
		}
		o.taper(kb.Tab)
	}
}

// papier prints the page and counts its sheets; the image is for people.
func (o onglet) papier(nom string) (texte string, pages int) {
	o.t.Helper()
	commander(o, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	texte = strings.ReplaceAll(o.lire(`document.body.innerText`), "\u00a0", " ")
	pdf, err := chromedp.Run(o.ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		o.t.Fatal(err)
	}
	if os.Getenv("CAPTURES") != "" {
		commander(o, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 673, Height: 986, DeviceScaleFactor: 1})
		o.capturer(nom)
	}
	return texte, bytes.Count(pdf, []byte("/Type /Page\n"))
}

// TestFeuille: the paper holds the line of the way that is kept, and no more.
func TestFeuille(t *testing.T) {
	o := ouvrir(t, 1280, 900, true)
	o.aller("/coter")
	o.coter("specialite", "gynecologie_medicale", "statut", "2", "parcours", "oriente", "honoraires", "60", "exoneration", "ald", "tiers_payant", "amo")
	o.attendre(`document.querySelectorAll(".voies .proposition").length === 2 && !document.querySelector(".en-cours")`)
	o.lire(`document.querySelector(".voies .proposition:nth-child(2) .retenir input").click()`)
	texte, pages := o.papier("feuille")
	for _, dit := range []string{"10 mars 2026", "60,00", "Coordination", "envoyé par le médecin traitant", "Montant total"} {
		if !strings.Contains(texte, dit) {
			t.Errorf("la feuille ne dit pas %q :\n%s", dit, texte)
		}
	}
	for _, tait := range []string{"Que puis-je", "Pourquoi", "Base de remboursement", "Reste au patient", "MCS", "40,00"} {
		if strings.Contains(texte, tait) {
			t.Errorf("la feuille dit %q :\n%s", tait, texte)
		}
	}
	if l := o.lire(`[...document.querySelectorAll(".lettre-cochee")].filter((e) => e.checkVisibility()).map((e) => e.textContent).join()`); l != "O" {
		t.Errorf("lettre %q", l)
	}
	if pages != 1 {
		t.Errorf("%d pages", pages)
	}
}

// TestAffichettePapier: the notice alone, on one A4 sheet, even with every act.
func TestAffichettePapier(t *testing.T) {
	for _, c := range []struct{ nom, requete string }{
		{"generaliste", ""},
		{"tout", "?statut=2&choisi=1&tout"},
		{"psychiatre-optam", "?statut=2-optam&specialite=psychiatrie&de_consultation=60&a_consultation=90"},
		{"hors-convention", "?statut=3"},
	} {
		o := ouvrir(t, 1280, 900, true)
		o.aller("/affichette" + strings.TrimSuffix(c.requete, "&tout"))
		if strings.HasSuffix(c.requete, "&tout") {
			o.lire(`document.querySelectorAll("[name=affiche]").forEach((c) => { c.checked = true })`)
			o.lire(`document.querySelector("#affichage .principal").click()`)
			o.attendre(`document.querySelector(".affiche-serree")`)
		}
		texte, pages := o.papier("affichette-" + c.nom)
		for _, dit := range []string{"Honoraires", "Tarifs au 10 mars 2026", "Consultation", "Base de remboursement", "R1111-21", "Arrêté du 30 mai 2018", "Docteur"} {
			if !strings.Contains(texte, dit) {
				t.Errorf("%s ne dit pas %q :\n%s", c.nom, dit, texte)
			}
		}
		for _, tait := range []string{"Barème", "Avant d'afficher", "Mettre à jour", "Imprimer"} {
			if strings.Contains(texte, tait) {
				t.Errorf("%s dit %q", c.nom, tait)
			}
		}
		if pages != 1 {
			t.Errorf("%s : %d pages", c.nom, pages)
		}
	}
}

func TestAffichetteSansScript(t *testing.T) {
	o := ouvrir(t, 360, 800, false)
	commander(o, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	o.aller("/affichette")
	o.cliquer(`input[name=statut][value="2"]`)
	o.cliquer(`#affichage .principal`)
	o.attendre(`document.querySelector("#champ-de_consultation")`)
	o.cliquer(`#champ-de_consultation`)
	o.taper("80" + kb.Tab + "50" + kb.Enter)
	o.attendre(`document.querySelector("#champ-de_consultation[aria-invalid]") && document.querySelector("#resume-erreurs")?.textContent.includes("Consultation")`)
	o.lire(`document.querySelector("#champ-de_consultation").value = "45"`)
	o.cliquer(`#affichage .principal`)
	o.attendre(`document.querySelector(".affiche")?.textContent.replace(/\s/g, " ").includes("de 45,00 € à 50,00 €")`)
	o.cliquer(`.langue`)
	o.attendre(`document.documentElement.lang === "en" && document.querySelector(".affiche")?.textContent.includes("from €45.00 to €50.00")`)
}
