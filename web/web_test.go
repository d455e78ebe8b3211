package web

import (
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/opposable/opposable/bareme"
)

func nouveau() http.Handler {
	return Nouveau(Options{Aujourdhui: aujourdhui, Version: "essai"})
}

func demander(t *testing.T, h http.Handler, methode, adresse string, corps url.Values) *http.Response {
	t.Helper()
	r := httptest.NewRequest(methode, adresse, strings.NewReader(corps.Encode()))
	if corps != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func lireTout(t *testing.T, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// gynecologue is a visit whose answer is known: 60 €, secteur 2 OPTAM.
func gynecologue() url.Values {
	return url.Values{"specialite": {"gynecologie_medicale"}, "statut": {"2-optam"}, "nature": {"consultation"}, "date": {"2026-03-10"},
		"honoraires": {"60"}, "age": {"41"}, "garantie": {"200%"}, "parcours": {"acces_direct"}}
}

func TestPages(t *testing.T) {
	h := nouveau()
	for _, c := range []struct {
		adresse string
		statut  int
		langue  string
		dit     string
	}{
		{"/", 200, "fr", "<h1>Ma consultation</h1>"},
		{"/consultation", 200, "fr", "Il vous reste à payer"},
		{"/en/", 200, "en", "<h1>My visit</h1>"},
		{"/en/consultation", 200, "en", "You are left to pay"},
		{"/bareme", 200, "fr", "Participation forfaitaire par acte"},
		{"/bareme?q=psychiatre", 200, "fr", "CNPSY"},
		{"/bareme?q=zzzz", 200, "fr", "Aucun paramètre"},
		{"/en/bareme", 200, "en", "Value on 10"},
		{"/en/bareme", 200, "en", `<a href="/en/bareme/g">Consultation of a general practitioner (G)</a>`},
		{"/en/bareme?q=night+dispatch", 200, "en", "Consultation sent by dispatch at night"},
		{"/en/bareme?q=nuit", 200, "en", "Night majoration"},
		{"/en/bareme/g", 200, "en", "<h1>Consultation of a general practitioner (G)</h1>"},
		{"/en/bareme/g", 200, "en", "<title>Consultation of a general practitioner (G)"},
		{"/bareme/g", 200, "fr", "30,00\u00a0€"},
		{"/en/bareme/g", 200, "en", "€30.00"},
		{"/bareme/mpc", 200, "fr", "personne n&#39;a publié la suite"},
		{"/bareme/mmg", 200, "fr", "n&#39;existe plus à partir de ce jour"},
		{"/couverture", 200, "fr", "1er\u00a0mai 2017"},
		{"/en/couverture", 200, "en", "1\u00a0May 2017"},
		{"/coter", 200, "fr", "<h1>Que puis-je coter ?</h1>"},
		{"/en/coter", 200, "en", "<h1>What may I bill?</h1>"},
		{"/affichette", 200, "fr", "Il ne peut les dépasser que si"},
		{"/affichette?statut=2-optam", 200, "fr", "il s&#39;engage à modérer ses dépassements"},
		{"/affichette?statut=3", 200, "fr", "tarif d&#39;autorité"},
		{"/affichette?date=hier", 422, "fr", "date-impossible"},
		{"/en/affichette", 200, "en", "<h1>Notice of fees</h1>"},
		{"/nulle-part", 404, "fr", "Cette page n&#39;existe pas"},
		{"/en/nowhere", 404, "en", "This page does not exist"},
		{"/bareme/inconnu", 404, "fr", "Cette page n&#39;existe pas"},
	} {
		r := demander(t, h, "GET", c.adresse, nil)
		corps := lireTout(t, r)
		if r.StatusCode != c.statut || r.Header.Get("Content-Language") != c.langue {
			t.Errorf("%s : %d %s", c.adresse, r.StatusCode, r.Header.Get("Content-Language"))
		}
		if !strings.Contains(corps, c.dit) {
			t.Errorf("%s ne dit pas %q", c.adresse, c.dit)
		}
		if n := strings.Count(corps, "<h1"); n != 1 {
			t.Errorf("%s : %d h1", c.adresse, n)
		}
		if strings.Contains(corps, " style=") || regexp.MustCompile(`<script[^>]*>[^<]|<style| on[a-z]+=`).MatchString(corps) {
			t.Errorf("%s : style ou script en ligne", c.adresse)
		}
	}
}

func TestEnTetes(t *testing.T) {
	h := nouveau()
	for _, adresse := range []string{"/", "/bareme/g", "/nulle-part", adresses["style.css"], adresses["script.js"], "/statique/inconnu.css"} {
		r := demander(t, h, "GET", adresse, nil)
		for nom, attendu := range map[string]string{
			"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
				"form-action 'self'; base-uri 'none'; frame-ancestors 'none'; connect-src 'self'",
			"X-Content-Type-Options": "nosniff",
			"Referrer-Policy":        "no-referrer",
		} {
			if r.Header.Get(nom) != attendu {
				t.Errorf("%s : %s = %q", adresse, nom, r.Header.Get(nom))
			}
		}
		cache := "no-store"
		if adresse == adresses["style.css"] || adresse == adresses["script.js"] {
			cache = "public, max-age=31536000, immutable"
		}
		if r.Header.Get("Cache-Control") != cache || r.Header.Get("Permissions-Policy") == "" {
			t.Errorf("%s : %v", adresse, r.Header)
		}
	}
}

func TestMethodes(t *testing.T) {
	h := nouveau()
	r := demander(t, h, "POST", "/bareme", url.Values{})
	if r.StatusCode != 405 || r.Header.Get("Allow") != "GET, HEAD" || !strings.Contains(lireTout(t, r), "<h1>") {
		t.Errorf("POST /bareme : %d %v", r.StatusCode, r.Header)
	}
	r = demander(t, h, "GET", "/en/consultation/resultat", nil)
	if r.StatusCode != 405 || r.Header.Get("Allow") != "POST" || r.Header.Get("Content-Language") != "en" {
		t.Errorf("GET /en/consultation/resultat : %d %v", r.StatusCode, r.Header)
	}
	r = demander(t, h, "POST", "/consultation", url.Values{"age": {strings.Repeat("9", 70<<10)}})
	if r.StatusCode != 413 {
		t.Errorf("corps trop long : %d", r.StatusCode)
	}
	if r = demander(t, h, "GET", "/en", nil); r.StatusCode != 308 || r.Header.Get("Location") != "/en/" {
		t.Errorf("/en : %d", r.StatusCode)
	}
}

func TestPanne(t *testing.T) {
	var dit any
	h := Nouveau(Options{Aujourdhui: aujourdhui, Bareme: new(bareme.Bareme), Panne: func(p any) { dit = p }})
	r := demander(t, h, "GET", "/en/bareme", nil)
	if corps := lireTout(t, r); r.StatusCode != 500 || !strings.Contains(corps, "The program failed") || strings.Contains(corps, "goroutine") || dit == nil {
		t.Errorf("%d %s", r.StatusCode, corps)
	}
}

func TestResultat(t *testing.T) {
	h := nouveau()
	for _, c := range []struct {
		adresse string
		dit     []string
	}{
		{"/consultation", []string{"Sur 60,00\u00a0€", "Secteur\u00a02", `class="barre"`, "votre choix", "Pourquoi", "Devis", "R-REMB-"}},
		{"/en/consultation", []string{"Out of €60.00", "your choice", "Why", "Quote (devis)", "€60.00", "<code>CS</code> Consultation of the specialist"}},
		{"/consultation/resultat", []string{`data-zone="resultat"`, `data-libre="true"`, "Sur 60,00\u00a0€"}},
	} {
		r := demander(t, h, "POST", c.adresse, gynecologue())
		corps := lireTout(t, r)
		if r.StatusCode != 200 || r.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s : %d", c.adresse, r.StatusCode)
		}
		for _, dit := range c.dit {
			if !strings.Contains(strings.ReplaceAll(corps, "Secteur 2", "Secteur\u00a02"), dit) {
				t.Errorf("%s ne dit pas %q", c.adresse, dit)
			}
		}
	}
}

// TestDevisObligatoire: from the threshold of the barème, with an excess, the
// quote is offered and says each act.
func TestDevisObligatoire(t *testing.T) {
	h := nouveau()
	for prix, du := range map[string]bool{"60": false, "69,99": false, "70": true, "90": true} {
		v := gynecologue()
		v.Set("honoraires", prix)
		corps := lireTout(t, demander(t, h, "POST", "/consultation", v))
		if strings.Contains(corps, "Devis écrit obligatoire") != du {
			t.Errorf("à %s, devis obligatoire : %v", prix, !du)
		}
	}
}

func TestFautes(t *testing.T) {
	h := nouveau()
	for _, c := range []struct {
		nom, champ, valeur string
		dit, pres          string
	}{
		{"date trop ancienne", "date", "2012-03-10", "hors-couverture", "champ-date"},
		{"date illisible", "date", "hier", "date-impossible", "champ-date"},
		{"montant", "honoraires", "soixante", "montant-illisible", "champ-honoraires"},
		{"prix manquant", "honoraires", "", "honoraires-manquants", "champ-honoraires"},
		{"age", "age", "200", "age-impossible", "champ-age"},
		{"code", "codes", "ZZZ", "acte-inconnu", "champ-codes"},
		{"garantie", "garantie", "beaucoup", "garantie-illisible", "champ-garantie"},
		{"circonstance", "nature", "consultation_longue", "circonstance-manquante", "champ-nature"},
		{"compteur", "boites_medicaments", "-3", "compteur-negatif", "champ-boites_medicaments"},
		{"statut", "statut", "", "secteur-manquant", "champ-statut"},
	} {
		for _, p := range []string{"", "/en"} {
			v := gynecologue()
			v.Set(c.champ, c.valeur)
			r := demander(t, h, "POST", p+"/consultation", v)
			corps := lireTout(t, r)
			if r.StatusCode != 422 {
				t.Errorf("%s%s : %d", p, c.nom, r.StatusCode)
			}
			for _, dit := range []string{c.dit, `href="#` + c.pres + `"`, `id="` + c.pres + `-erreur"`, `id="resume-erreurs" autofocus`} {
				if !strings.Contains(corps, dit) {
					t.Errorf("%s%s ne dit pas %q", p, c.nom, dit)
				}
			}
		}
	}
}

// TestLiens follows every internal link and asset from page to page.
func TestLiens(t *testing.T) {
	h := nouveau()
	lien := regexp.MustCompile(`(?:href|src|action|formaction)="(/[^"#]*)`)
	vus, aVoir := map[string]bool{}, []string{"/", "/nulle-part"}
	for len(aVoir) > 0 {
		adresse := aVoir[0]
		aVoir = aVoir[1:]
		if vus[adresse] {
			continue
		}
		vus[adresse] = true
		r := demander(t, h, "GET", adresse, nil)
		if r.StatusCode != 200 && adresse != "/nulle-part" {
			t.Errorf("%s : %d", adresse, r.StatusCode)
		}
		if !strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") {
			continue
		}
		for _, m := range lien.FindAllStringSubmatch(lireTout(t, r), -1) {
			aVoir = append(aVoir, m[1])
		}
	}
	if len(vus) < 2*len(bareme.Parametres()) {
		t.Errorf("%d adresses seulement", len(vus))
	}
}

// TestSanteHorsDesAdresses: a form about health is posted, its answers are in
// no address, and a query string is not read.
func TestSanteHorsDesAdresses(t *testing.T) {
	h := nouveau()
	v := gynecologue()
	v.Set("exoneration", "maternite")
	for _, adresse := range []string{"/consultation", "/en/consultation", "/consultation/resultat", "/coter", "/en/coter", "/coter/reponse"} {
		corps := lireTout(t, demander(t, h, "POST", adresse, v))
		for _, m := range regexp.MustCompile(`(?:href|src|action|formaction)="([^"]*)"`).FindAllStringSubmatch(corps, -1) {
			if strings.HasPrefix(m[1], "/") && (strings.Contains(m[1], "?") || strings.Contains(m[1], "maternite") || strings.Contains(m[1], "gynecologie")) {
				t.Errorf("%s : adresse %s", adresse, m[1])
			}
		}
		for _, m := range regexp.MustCompile(`<form[^>]*>`).FindAllString(corps, -1) {
			if !strings.Contains(m, `method="post"`) {
				t.Errorf("%s : %s", adresse, m)
			}
		}
	}
	corps := lireTout(t, demander(t, h, "GET", "/consultation?exoneration=maternite&age=3", nil))
	if strings.Contains(corps, `value="maternite" selected`) || strings.Contains(corps, `name="age" value="3"`) {
		t.Error("la page lit des réponses dans l'adresse")
	}
}

func TestTextes(t *testing.T) {
	for cle, d := range textes {
		if d.en == "" || (d.fr == "" && !strings.HasPrefix(cle, "faute.")) {
			t.Errorf("%s : un texte manque", cle)
		}
	}
}

// francais finds words that an English page must not say outside lang="fr".
var francais = regexp.MustCompile(`(?i)\b(le|la|les|des|une|pour|avec|vous|votre|est|sont|depuis|valeur|montant|médecin)\b`)

// TestAnglais: an English page says nothing in French, but the words of the law
// and what is marked lang="fr".
func TestAnglais(t *testing.T) {
	h := nouveau()
	marque := regexp.MustCompile(`(?s)<(\w+)[^>]* lang="fr"[^>]*>.*?</(\w+)>`)
	balise := regexp.MustCompile(`(?s)<[^>]*>`)
	lois := strings.NewReplacer("Antilles, French Guiana", "", "médecin traitant", "")
	pages := map[string]string{}
	for _, adresse := range []string{"/en/", "/en/bareme", "/en/bareme/g", "/en/bareme/mpc", "/en/couverture", "/en/nowhere", "/en/coter", "/en/affichette", "/en/affichette?statut=3", "/en/affichette?statut=2-optam"} {
		pages[adresse] = lireTout(t, demander(t, h, "GET", adresse, nil))
	}
	pages["POST"] = lireTout(t, demander(t, h, "POST", "/en/consultation", gynecologue()))
	pages["POST coter"] = lireTout(t, demander(t, h, "POST", "/en/coter", url.Values{"specialite": {"medecine_generale"}, "statut": {"2"}, "date": {"2026-03-10"},
		"nature": {"visite"}, "distance": {"12"}, "heure": {"22:30"}, "age": {"4"}, "ligne": {"G+MN"}}))
	faux := gynecologue()
	faux.Set("date", "2012-01-01")
	pages["POST faux"] = lireTout(t, demander(t, h, "POST", "/en/consultation", faux))
	for adresse, corps := range pages {
		texte := lois.Replace(balise.ReplaceAllString(marque.ReplaceAllString(html.UnescapeString(corps), ""), " "))
		if m := francais.FindStringIndex(texte); m != nil {
			t.Errorf("%s : %q", adresse, texte[max(0, m[0]-60):min(len(texte), m[1]+60)])
		}
	}
}
