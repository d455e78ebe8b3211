package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	protocole "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/opposable/opposable/jour"
)

// aujourdhui is the day of every test.
func aujourdhui() jour.Jour { return jour.De(2026, 3, 10) }

var navigateurs struct {
	sync.Once
	ctx    context.Context
	fermer func()
	erreur string
}

// TestMain closes the browser that the tests share.
func TestMain(m *testing.M) {
	code := m.Run()
	if navigateurs.fermer != nil {
		navigateurs.fermer()
	}
	os.Exit(code)
}

// chromium finds the browser: $CHROMIUM, or the usual names.
func chromium() string {
	for _, nom := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if nom == "" {
			continue
		}
		if chemin, err := exec.LookPath(nom); err == nil {
			return chemin
		}
	}
	return ""
}

func lancer() {
	chemin := chromium()
	if chemin == "" {
		navigateurs.erreur = "aucun navigateur : installez Chromium (apt-get install chromium) ou donnez son chemin dans CHROMIUM"
		return
	}
	profil, err := os.MkdirTemp("", "opposable-web-")
	if err != nil {
		navigateurs.erreur = err.Error()
		return
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chemin), chromedp.UserDataDir(profil), chromedp.NoSandbox, chromedp.NoFirstRun, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("lang", "fr"))
	allocation, finir := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, fermer := chromedp.NewContext(allocation)
	if err := chromedp.Do(ctx); err != nil {
		navigateurs.erreur = "le navigateur " + chemin + " ne démarre pas : " + err.Error()
	}
	navigateurs.ctx = ctx
	navigateurs.fermer = func() { fermer(); finir(); os.RemoveAll(profil) }
}

// An onglet is a fresh browser tab on a fresh server.
type onglet struct {
	t    *testing.T
	ctx  context.Context
	base string
	// demandes is what the browser asked of the server.
	demandes *journalDemandes
}

type journalDemandes struct {
	sync.Mutex
	lignes []string
}

func (j *journalDemandes) ajouter(s string) {
	j.Lock()
	defer j.Unlock()
	j.lignes = append(j.lignes, s)
}

func (j *journalDemandes) String() string {
	j.Lock()
	defer j.Unlock()
	return strings.Join(j.lignes, "\n")
}

// ouvrir opens a tab of that size, in the light or the dark theme.
func ouvrir(t *testing.T, largeur, hauteur int64, sombre bool) onglet {
	t.Helper()
	navigateurs.Do(lancer)
	if navigateurs.erreur != "" {
		t.Fatal(navigateurs.erreur)
	}
	pages := Nouveau(Options{Aujourdhui: aujourdhui, Version: "essai",
		Divergences: []Divergence{{"Visite hors parcours", "7,00 €", "8,40 €", "La majoration est plafonnée."}}})
	demandes := new(journalDemandes)
	serveur := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		demandes.ajouter(r.Method + " " + r.RequestURI)
		pages.ServeHTTP(w, r)
	}))
	ctx, fermer := chromedp.NewContext(navigateurs.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(func() { fermer(); serveur.Close() })
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	ctx, temps := context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(temps)
	theme := "light"
	if sombre {
		theme = "dark"
	}
	o := onglet{t, ctx, serveur.URL, demandes}
	commander(o, protocole.AddScriptToEvaluateOnNewDocument, protocole.AddScriptToEvaluateOnNewDocumentParams{Source: `window.plaintes = [];
		addEventListener("securitypolicyviolation", (e) => plaintes.push("CSP " + e.violatedDirective + " " + e.blockedURI));
		addEventListener("error", (e) => plaintes.push("erreur " + e.message));
		addEventListener("unhandledrejection", (e) => plaintes.push("promesse " + e.reason));`})
	commander(o, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: largeur, Height: hauteur, DeviceScaleFactor: 1})
	commander(o, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: theme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
	return o
}

// commander sends a command of the protocol to the tab.
func commander[P, R any](o onglet, c cdp.Command[P, R], p P) {
	o.t.Helper()
	if _, err := chromedp.Call(o.ctx, c, p); err != nil {
		o.t.Fatal(err)
	}
}

func (o onglet) faire(actions ...chromedp.Action[chromedp.Void]) {
	o.t.Helper()
	if err := chromedp.Do(o.ctx, actions...); err != nil {
		o.t.Fatal(err)
	}
}

func (o onglet) aller(chemin string) {
	o.t.Helper()
	o.faire(chromedp.Navigate("about:blank"), chromedp.Navigate(o.base+chemin))
}

// essayer evaluates an expression and gives its text.
func (o onglet) essayer(js string) (string, error) {
	return chromedp.Run(o.ctx, chromedp.Evaluate[string](`Promise.resolve(`+js+`).then(String)`, chromedp.EvalAwaitPromise))
}

// lire evaluates an expression that must succeed.
func (o onglet) lire(js string) string {
	o.t.Helper()
	s, err := o.essayer(js)
	if err != nil {
		o.t.Fatalf("%s : %v", js[:min(len(js), 200)], err)
	}
	return s
}

// attendre waits until an expression is true; while the page changes it may
// fail.
func (o onglet) attendre(js string) {
	o.t.Helper()
	fin := time.Now().Add(15 * time.Second)
	for time.Now().Before(fin) {
		if s, _ := o.essayer("!!(" + js + ")"); s == "true" {
			return
		}
		time.Sleep(40 * time.Millisecond)
	}
	o.t.Fatalf("jamais vrai : %s\nadresse : %s, focus : %s, prix : %s\n%s", js, o.lire("location.href"), o.lire("document.activeElement.outerHTML.slice(0,200)"),
		o.lire(`document.querySelector("#champ-honoraires")?.value`), o.lire(`document.querySelector("#resume, main")?.textContent.slice(0, 600)`))
}

// remplir sets the value of a field as a visitor does, events included.
func (o onglet) remplir(nom, valeur string) {
	o.t.Helper()
	o.lire(`(() => { const e = [...document.querySelectorAll("[name='` + nom + `']")];
		const r = e.find((x) => x.type === "radio" && x.value === "` + valeur + `");
		if (r) { r.click(); return } e[0].value = "` + valeur + `";
		e[0].dispatchEvent(new Event("input", {bubbles: true})); e[0].dispatchEvent(new Event("change", {bubbles: true})) })()`)
}

// capturer keeps an image of the whole page in $CAPTURES, for people to look at.
func (o onglet) capturer(nom string) {
	o.t.Helper()
	dossier := os.Getenv("CAPTURES")
	if dossier == "" {
		return
	}
	b, err := chromedp.Run(o.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		o.t.Fatal(err)
	}
	if err := os.WriteFile(dossier+"/"+nom+".png", b, 0o644); err != nil {
		o.t.Fatal(err)
	}
}

// taper presses keys, where the focus is.
func (o onglet) taper(touches string) {
	o.t.Helper()
	o.faire(chromedp.KeyEvent(touches))
}

// cliquer clicks with the mouse in the middle of an element.
func (o onglet) cliquer(selecteur string) {
	o.t.Helper()
	o.faire(chromedp.Click(chromedp.CSS(selecteur)))
}
