package api

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/nomenclature"
)

func codes() []string {
	var l []string
	for _, c := range nomenclature.Codes() {
		l = append(l, c.String())
	}
	return l
}

// lireProbleme checks what every error owes: the media type, the members of
// RFC 9457 and a code.
func lireProbleme(t testing.TB, w *httptest.ResponseRecorder) Probleme {
	t.Helper()
	var p Probleme
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
		t.Fatalf("%d %v : %s", w.Code, err, w.Body)
	}
	if ct := w.Header().Get("Content-Type"); ct != typeProbleme {
		t.Errorf("type %s", ct)
	}
	if p.Statut != w.Code || p.Code == "" || p.Message == "" || p.Titre == "" || p.Detail == "" || p.Type != "urn:opposable:erreur:"+p.Code {
		t.Errorf("problème incomplet : %d %s", w.Code, w.Body)
	}
	return p
}

func TestRefus(t *testing.T) {
	h := Nouveau(Options{Aujourdhui: ceJour})
	reforme := func(s string) string { return `{"a": ` + consultation + `, "reforme": ` + s + `}` }
	for _, c := range []struct {
		nom, methode, adresse, corps string
		statut                       int
		code, champ, indice          string
	}{
		{"JSON coupé", "POST", "/v1/decompte", `{"date": `, 400, "json-illisible", "", ""},
		{"vide", "POST", "/v1/decompte", ``, 400, "json-illisible", "", ""},
		{"deux documents", "POST", "/v1/decompte", consultation + `{}`, 400, "json-illisible", "", ""},
		{"profond", "POST", "/v1/decompte", strings.Repeat("[", 10000), 400, "json-illisible", "", ""},
		{"liste", "POST", "/v1/decompte", `[]`, 422, "type-inattendu", "", ""},
		{"sans date", "POST", "/v1/decompte", strings.Replace(consultation, `"date": "2026-03-10",`, "", 1), 422, "date-manquante", "date", ""},
		{"trop tôt", "POST", "/v1/decompte", strings.Replace(consultation, "2026", "2010", 1), 422, "hors-couverture", "date", "1er"},
		{"champ inconnu", "POST", "/v1/decompte", strings.Replace(consultation, `"actes"`, `"acte"`, 1), 422, "champ-inconnu", "acte", "actes"},
		{"champ double", "POST", "/v1/decompte", strings.Replace(consultation, `"actes"`, `"date": "2026-03-10", "actes"`, 1), 422, "champ-double", "date", ""},
		{"montant nu", "POST", "/v1/decompte", strings.Replace(consultation, `"actes"`, `"honoraires": 30, "actes"`, 1), 422, "montant-nu", "honoraires", "30.00"},
		{"acte inconnu", "POST", "/v1/decompte", strings.Replace(consultation, `"nature": "consultation"`, `"code": "GG"`, 1), 422, "acte-inconnu", "actes[0].code", "G"},
		{"langue", "POST", "/v1/decompte?langue=de", consultation, 422, "langue-inconnue", "langue", "en"},
		{"détail", "POST", "/v1/decompte?detail=tout", consultation, 422, "detail-inconnu", "detail", "etapes"},
		{"paramètre", "POST", "/v1/decompte?langage=en", consultation, 422, "parametre-inconnu", "langage", "langue"},
		{"paramètre double", "POST", "/v1/decompte?langue=en&langue=fr", consultation, 422, "parametre-double", "langue", ""},
		{"paramètre illisible", "POST", "/v1/decompte?langue=%zz", consultation, 422, "parametre-illisible", "", ""},
		{"question refusée", "POST", "/v1/questions", `{}`, 422, "date-manquante", "date", ""},
		{"question illisible", "POST", "/v1/questions", `{`, 400, "json-illisible", "", ""},
		{"question refusée par le moteur", "POST", "/v1/questions", strings.Replace(consultation, `"secteur": "1"`, `"secteur": "2"`, 1), 422, "honoraires-manquants", "honoraires", ""},
		{"comparaison illisible", "POST", "/v1/comparaison", `{"a": {`, 400, "json-illisible", "", ""},
		{"comparaison coupée", "POST", "/v1/comparaison", `{"a": {}`, 400, "json-illisible", "", ""},
		{"comparaison suivie", "POST", "/v1/comparaison", `{} {}`, 400, "json-illisible", "", ""},
		{"comparaison liste", "POST", "/v1/comparaison", `[]`, 422, "type-inattendu", "", ""},
		{"comparaison liste coupée", "POST", "/v1/comparaison", `[`, 400, "json-illisible", "", ""},
		{"comparaison sans a", "POST", "/v1/comparaison", `{"b": ` + consultation + `}`, 422, "dossier-manquant", "a", ""},
		{"comparaison sans b", "POST", "/v1/comparaison", `{"a": ` + consultation + `, "b": null}`, 422, "dossier-manquant", "b", "réforme"},
		{"comparaison inconnue", "POST", "/v1/comparaison", `{"a": ` + consultation + `, "reform": {}}`, 422, "champ-inconnu", "reform", "reforme"},
		{"comparaison double", "POST", "/v1/comparaison", `{"a": ` + consultation + `, "a": {}}`, 422, "champ-double", "a", ""},
		{"comparaison, faute dans b", "POST", "/v1/comparaison", `{"a": ` + consultation + `, "b": {"actes": [{"cod": "G"}], "praticien": {"specialite": "01"}}}`, 422, "champ-inconnu", "b.actes[0].cod", "code"},
		{"comparaison, racine de b", "POST", "/v1/comparaison", `{"a": ` + consultation + `, "b": 3}`, 422, "type-inattendu", "b", ""},
		{"comparaison, moteur sur b", "POST", "/v1/comparaison", `{"a": ` + consultation + `, "b": ` + strings.Replace(consultation, "2026", "2010", 1) + `}`, 422, "hors-couverture", "b.date", ""},
		{"réforme, moteur sur a", "POST", "/v1/comparaison", strings.Replace(reforme(`{"nom": "r"}`), "2026", "2010", 1), 422, "hors-couverture", "a.date", ""},
		{"réforme sans nom", "POST", "/v1/comparaison", reforme(`{}`), 422, "reforme-sans-nom", "reforme.nom", ""},
		{"réforme, clé inconnue", "POST", "/v1/comparaison", reforme(`{"nom": "r", "modifie": {"gg": {}}}`), 422, "cle-inconnue", "reforme.modifie.gg", ""},
		{"réforme énorme", "POST", "/v1/comparaison", reforme(`{"nom": "r", "modifie": {"g": {"valeurs": [` + strings.Repeat(`{"depuis": "2026-01-01", "valeur": "1.00"},`, 1500) + `{"depuis": "2026-01-01", "valeur": "1.00"}]}}}`), 422, "reforme-trop-grande", "reforme.modifie", ""},
		{"comparaison, langue", "POST", "/v1/comparaison?langue=de", `{}`, 422, "langue-inconnue", "langue", ""},
		{"barème, jour", "GET", "/v1/bareme?au=2026-02-30", "", 422, "date-impossible", "au", ""},
		{"barème, trop tôt", "GET", "/v1/bareme?au=2017-04-30", "", 422, "hors-couverture", "au", ""},
		{"barème, zone", "GET", "/v1/bareme?zone=corse", "", 422, "zone-inconnue", "zone", ""},
		{"barème, recherche", "GET", "/v1/bareme?q=" + strings.Repeat("a", 101), "", 422, "recherche-trop-longue", "q", ""},
		{"barème, paramètre", "GET", "/v1/bareme?date=2026-01-01", "", 422, "parametre-inconnu", "date", ""},
		{"clé inconnue", "GET", "/v1/bareme/participation_forfaitaires", "", 404, "cle-inconnue", "cle", "participation_forfaitaire"},
		{"clé lointaine", "GET", "/v1/bareme/" + strings.Repeat("z", 8000), "", 404, "cle-inconnue", "cle", "/v1/bareme"},
		{"clé, connu au", "GET", "/v1/bareme/g?connu_au=demain", "", 422, "date-impossible", "connu_au", ""},
		{"acte inconnu", "GET", "/v1/actes/MCCS", "", 404, "acte-inconnu", "code", "« M"},
		{"acte, spécialité", "GET", "/v1/actes/G?specialite=cardiologu", "", 422, "specialite-inconnue", "specialite", "cardiologue"},
		{"acte, spécialité énorme", "GET", "/v1/actes/G?specialite=" + strings.Repeat("x", 8000), "", 422, "specialite-inconnue", "specialite", ""},
		{"couverture, paramètre", "GET", "/v1/couverture?x=1", "", 422, "parametre-inconnu", "x", ""},
		{"ailleurs", "GET", "/v2/decompte", "", 404, "route-inconnue", "", "openapi"},
		{"racine", "GET", "/", "", 404, "route-inconnue", "", ""},
		{"méthode", "GET", "/v1/decompte", "", 405, "methode-refusee", "", "POST"},
		{"méthode inventée", "INVENTE", "/v1/bareme", "", 405, "methode-refusee", "", "GET"},
	} {
		t.Run(c.nom, func(t *testing.T) {
			w := essai(t, h, c.methode, c.adresse, c.corps)
			p := lireProbleme(t, w)
			if w.Code != c.statut || p.Code != c.code || p.Champ != c.champ || !strings.Contains(p.Indice, c.indice) {
				t.Errorf("obtenu %d %s champ %q indice %q", w.Code, p.Code, p.Champ, p.Indice)
			}
			if w.Code == http.StatusMethodNotAllowed && w.Header().Get("Allow") == "" {
				t.Error("Allow manque")
			}
			if n := w.Body.Len(); n > 4000 {
				t.Errorf("réponse de %d octets", n)
			}
		})
	}
}

func TestFormats(t *testing.T) {
	h := Nouveau(Options{})
	for _, c := range []struct {
		nom, entete, valeur string
		statut              int
	}{
		{"rien", "", "", 200},
		{"json", "Content-Type", "application/json", 200},
		{"jeu", "Content-Type", "application/json; charset=UTF-8", 200},
		{"latin", "Content-Type", "application/json; charset=iso-8859-1", 415},
		{"formulaire", "Content-Type", "application/x-www-form-urlencoded", 200},
		{"yaml", "Content-Type", "application/yaml", 415},
		{"mal formé", "Content-Type", "application/json; =", 415},
		{"cbor", "Content-Type", "text/json+cbor", 415},
		{"compressé", "Content-Encoding", "gzip", 415},
		{"identité", "Content-Encoding", "identity", 200},
		{"accepte autre chose", "Accept", "text/html", 200},
	} {
		t.Run(c.nom, func(t *testing.T) {
			r := httptest.NewRequest("POST", "/v1/decompte", strings.NewReader(consultation))
			if c.entete != "" {
				r.Header.Set(c.entete, c.valeur)
			}
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code != c.statut {
				t.Fatalf("%d %s", w.Code, w.Body)
			}
			if w.Code == http.StatusUnsupportedMediaType && lireProbleme(t, w).Code != "format-refuse" {
				t.Error(w.Body)
			}
		})
	}
}

// TestMemeRigueur posts what the decoder refuses and wants its very errors.
func TestMemeRigueur(t *testing.T) {
	h := Nouveau(Options{})
	for _, corps := range []string{
		`{"date": 3, "praticien": {"specialite": "x", "secteur": "9"}, "actes": {}, "honoraires": 1.5, "tiers_payant": []}`,
		`{"patient": {"age": "vieux", "aide": "c2", "medecin_traitant": "peut-être"}, "praticien": {}}`,
		`{"actes": [{"circonstances": ["nui", 3]}, 4], "contrat": {"garantie": "beaucoup"}, "compteurs": {"x": 1}}`,
		`{"date": "2026-13-01"}`, `null`, `"x"`, `3`, `{"a": {"b": [}}`,
	} {
		_, err := dossier.Decoder([]byte(corps))
		var attendues dossier.Erreurs
		if !errors.As(err, &attendues) {
			t.Fatalf("%s : %v", corps, err)
		}
		for _, route := range []string{"/v1/decompte", "/v1/cotation"} {
			p := lireProbleme(t, essai(t, h, "POST", route, corps))
			obtenues := p.Erreurs
			if obtenues == nil {
				obtenues = dossier.Erreurs{{Code: p.Code, Message: p.Message, Indice: p.Indice, Champ: p.Champ}}
			}
			if !memeJSON(obtenues, attendues) {
				t.Errorf("%s, %s :\n%v\n%v", route, corps, obtenues, attendues)
			}
		}
	}
}

// TestReponseBornee wants an answer no larger than the question.
func TestReponseBornee(t *testing.T) {
	h := Nouveau(Options{})
	cote := `{` + strings.Repeat(`"x":1,`, 5000) + `"y":1}`
	w := essai(t, h, "POST", "/v1/comparaison", `{"a":`+cote+`,"b":`+cote+`}`)
	p := lireProbleme(t, w)
	if len(p.Erreurs) != erreursMax || p.Omises != erreursMax || w.Body.Len() > 200*erreursMax*2 {
		t.Errorf("%d erreurs, %d omises, %d octets", len(p.Erreurs), p.Omises, w.Body.Len())
	}
	w = essai(t, h, "POST", "/v1/decompte", `{"`+strings.Repeat("é", 50000)+`":1}`)
	if p := lireProbleme(t, w); w.Body.Len() > 4000 || !strings.HasSuffix(p.Champ, "é…") {
		t.Errorf("%d octets, champ %q", w.Body.Len(), p.Champ)
	}
}

func TestInterne(t *testing.T) {
	p := refus(errors.New("secret"))
	if p.Statut != 500 || strings.Contains(p.Detail, "secret") {
		t.Errorf("%+v", p)
	}
}
