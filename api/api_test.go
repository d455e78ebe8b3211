package api

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/jour"
)

// ceJour is the today of the tests.
func ceJour() jour.Jour { return jour.De(2026, 11, 22) }

const (
	consultation = `{"date": "2026-03-10", "praticien": {"specialite": "medecine_generale", "secteur": "1"}, "actes": [{"nature": "consultation"}]}`
	typeJSON     = "application/json"
)

func essai(t testing.TB, h http.Handler, methode, adresse, corps string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(methode, adresse, strings.NewReader(corps))
	if corps != "" {
		r.Header.Set("Content-Type", typeJSON)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// chercher follows a path of keys and indexes in a JSON answer.
func chercher(t testing.TB, b []byte, chemin ...any) any {
	t.Helper()
	var v any
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatalf("JSON illisible : %v\n%s", err, b)
	}
	for _, c := range chemin {
		switch c := c.(type) {
		case string:
			m, _ := v.(map[string]any)
			v = m[c]
		case int:
			l, _ := v.([]any)
			if c >= len(l) {
				return nil
			}
			v = l[c]
		}
	}
	return v
}

func TestReponses(t *testing.T) {
	h := Nouveau(Options{Aujourdhui: ceJour, Version: "1.2.3"})
	type attendu struct {
		chemin []any
		valeur any
	}
	for _, c := range []struct {
		nom, methode, adresse, corps string
		attendus                     []attendu
	}{
		{"décompte", "POST", "/v1/decompte", consultation, []attendu{
			{[]any{"amo"}, "19.00"}, {[]any{"reste_a_charge"}, "11.00"}, {[]any{"lignes", 0, "code"}, "G"}, {[]any{"lignes", 0, "libelle"}, "Consultation du médecin généraliste"}, {[]any{"journal"}, nil}}},
		{"étapes", "POST", "/v1/decompte?detail=etapes", consultation, []attendu{{[]any{"journal"}, "opposable.journal.v1"}, {[]any{"etapes", 0, "numero"}, 1.0}}},
		{"anglais", "POST", "/v1/decompte?langue=en", consultation, []attendu{
			{[]any{"resume"}, "Out of €30.00, the assurance maladie pays €19.00; €11.00 is left to pay, of which €2.00 that no one refunds."},
			{[]any{"lignes", 0, "libelle"}, "Consultation of a general practitioner"}, {[]any{"sources", 0, "parametre"}, "Consultation of a general practitioner (G)"}}},
		{"comparaison", "POST", "/v1/comparaison", `{"a": ` + consultation + `, "b": ` + strings.Replace(consultation, `"actes"`, `"parcours": "hors_parcours", "actes"`, 1) + `}`, []attendu{
			{[]any{"ecarts", 0, "champ"}, "amo_brut"}, {[]any{"a", "reste_a_charge"}, "11.00"}, {[]any{"b", "amo"}, "8.40"}}},
		{"sans écart", "POST", "/v1/comparaison", `{"a": ` + consultation + `, "b": ` + consultation + `, "reforme": null}`, []attendu{{[]any{"ecarts"}, []any{}}, {[]any{"bifurcation"}, nil}}},
		{"réforme seule", "POST", "/v1/comparaison", `{"a": ` + consultation + `, "reforme": {"nom": "r", "modifie": {"g": {"valeurs": [{"depuis": "2026-01-01", "valeur": "40.00"}]}}}}`, []attendu{
			{[]any{"a", "base"}, "30.00"}, {[]any{"b", "base"}, "40.00"}, {[]any{"b", "bareme", "reformes", 0}, "r"}}},
		{"réforme et b", "POST", "/v1/comparaison?langue=en", `{"reforme": {"nom": "r", "modifie": {"taux_droit_commun": {"valeurs": [{"depuis": "2026-01-01", "valeur": "60 %"}]}}}, "b": ` + consultation + `, "a": ` + consultation + `}`, []attendu{
			{[]any{"a", "taux"}, "70"}, {[]any{"b", "taux"}, "60"}, {[]any{"b", "avertissements", 0, "code"}, "hypothese"}}},
		{"questions", "POST", "/v1/questions", consultation, []attendu{{[]any{"questions", 0, "champ"}, "parcours"}}},
		{"barème", "GET", "/v1/bareme?q=g%C3%A9n%C3%A9raliste+G)&au=2026-03-10", "", []attendu{{[]any{"au"}, "2026-03-10"}, {[]any{"zone"}, "metropole"}}},
		{"barème d'un jour", "GET", "/v1/bareme?q=participation_forfaitaire+acte+consultation&au=2024-01-01", "", []attendu{{[]any{"cles", 0, "cle"}, "participation_forfaitaire"}, {[]any{"cles", 0, "valeur"}, "1.00"}, {[]any{"cles", 0, "unite"}, "euro"}}},
		{"taux", "GET", "/v1/bareme?q=taux_droit_commun", "", []attendu{{[]any{"au"}, "2026-11-22"}, {[]any{"cles", 0, "valeur"}, "70 %"}}},
		{"rien trouvé", "GET", "/v1/bareme?q=zzz", "", []attendu{{[]any{"cles"}, []any{}}}},
		{"outre-mer", "GET", "/v1/bareme?q=apc&zone=974&au=2023-01-01", "", []attendu{{[]any{"zone"}, "reunion"}, {[]any{"cles", 0, "etat"}, "inconnue"}, {[]any{"cles", 0, "valeur"}, nil}}},
		{"pas là", "GET", "/v1/bareme?q=fdc&zone=mayotte", "", []attendu{{[]any{"cles", 0, "etat"}, "absente"}}},
		{"clé", "GET", "/v1/bareme/participation_forfaitaire", "", []attendu{{[]any{"series", 0, "zones", 4}, "mayotte"}, {[]any{"series", 0, "valeurs", 0, "valeur"}, "2.00"}, {[]any{"series", 0, "valeurs", 1, "depuis"}, "2005-01-01"}}},
		{"clé en capitales", "GET", "/v1/bareme/G?au=2026-03-10&zone=metropole", "", []attendu{{[]any{"series", 0, "valeurs", 0, "valeur"}, "30.00"}, {[]any{"series", 0, "valeurs", 1}, nil}, {[]any{"series", 1}, nil}}},
		{"connu au", "GET", "/v1/bareme/g?connu_au=2023-12-01&zone=metropole", "", []attendu{{[]any{"series", 0, "valeurs", 0, "valeur"}, "26.50"}}},
		{"rapport", "GET", "/v1/bareme/fdc", "", []attendu{{[]any{"series", 0, "valeurs", 0, "valeur"}, "0.47"}, {[]any{"series", 0, "valeurs", 1, "valeur"}, "0.455"}}},
		{"acte", "GET", "/v1/actes/cs?au=2026-03-10&specialite=70", "", []attendu{{[]any{"code"}, "CS"}, {[]any{"ouvert"}, true}, {[]any{"reserve"}, "opposable"}, {[]any{"tarifs", 0, "cle"}, "cs_gynecologue"}}},
		{"acte fermé", "GET", "/v1/actes/G?specialite=cardiologie", "", []attendu{{[]any{"ouvert"}, false}, {[]any{"tarifs"}, []any{}}, {[]any{"specialites"}, []any{}}}},
		{"deux grilles", "GET", "/v1/actes/DEQP003?specialite=cardiologie&au=2026-03-10", "", []attendu{{[]any{"tarifs", 0, "grille"}, "opposable"}, {[]any{"tarifs", 1, "grille"}, "hors"}, {[]any{"ouvert"}, true}}},
		{"acte outre-mer", "GET", "/v1/actes/DEQP003?zone=reunion", "", []attendu{{[]any{"remarques", 0}, "tarif de métropole : le décompte lui applique le coefficient outre-mer (clé ccam_drom)"}}},
		{"actes par mots courants", "GET", "/v1/actes?q=proth%C3%A8se+de+hanche&au=2026-03-10", "", []attendu{{[]any{"actes", 0, "code"}, "NEKA020"}, {[]any{"actes", 0, "tarifs", 1, "valeur"}, "459.80"}, {[]any{"actes", 0, "seuil"}, "cumul"}}},
		{"actes de la NGAP", "GET", "/v1/actes?q=soins+non+programm%C3%A9s", "", []attendu{{[]any{"actes", 0, "code"}, "SNP"}}},
		{"acte à venir", "GET", "/v1/actes/GL1?au=2025-03-10", "", []attendu{{[]any{"reserve"}, "inexistante"}, {[]any{"tarifs"}, []any{}}}},
		{"couverture", "GET", "/v1/couverture", "", []attendu{{[]any{"debut"}, "2017-05-01"}, {[]any{"empreinte"}, bareme.Empreinte}}},
		{"santé", "GET", "/healthz", "", []attendu{{[]any{"etat"}, "ok"}, {[]any{"version"}, "1.2.3"}}},
	} {
		t.Run(c.nom, func(t *testing.T) {
			w := essai(t, h, c.methode, c.adresse, c.corps)
			if w.Code != http.StatusOK || w.Header().Get("Content-Type") != typeJSON {
				t.Fatalf("%d %s : %s", w.Code, w.Header().Get("Content-Type"), w.Body)
			}
			for _, a := range c.attendus {
				if v := chercher(t, w.Body.Bytes(), a.chemin...); !memeJSON(v, a.valeur) {
					t.Errorf("%v : obtenu %v, attendu %v", a.chemin, v, a.valeur)
				}
			}
		})
	}
}

func memeJSON(a, b any) bool {
	x, _ := json.Marshal(a)
	y, _ := json.Marshal(b)
	return bytes.Equal(x, y)
}

// TestCouverture counts the values again, another way.
func TestCouverture(t *testing.T) {
	b := bareme.Officiel()
	r := dresserBilan(b)
	if r.Valeurs == 0 || r.Valeurs != r.Confiance.Haute+r.Confiance.Moyenne+r.Confiance.Basse {
		t.Errorf("compte faux : %+v", r.Confiance)
	}
	if len(r.Cles) != len(bareme.Parametres()) {
		t.Errorf("%d clés", len(r.Cles))
	}
	avec := dresserBilan(b.Avec(bareme.Reforme{Nom: "r", Modifie: []bareme.Modification{{Cle: 0, Depuis: ceJour() + 1000, V: 1}}}))
	if avec.Valeurs != r.Valeurs+1 || avec.verifie != r.verifie || len(avec.Reformes) != 1 {
		t.Errorf("une réforme n'est pas une vérification : %+v", avec.Couverture)
	}
}

// TestBaremeReforme serves a table with a réforme: each value says so.
func TestBaremeReforme(t *testing.T) {
	c, _ := bareme.Trouver("g")
	b := bareme.Officiel().Avec(bareme.Reforme{Nom: "G40", Modifie: []bareme.Modification{{Cle: c, Depuis: jour.De(2026, 1, 1), V: 4000}}})
	h := Nouveau(Options{Bareme: b, Aujourdhui: ceJour})
	w := essai(t, h, "GET", "/v1/bareme/g?zone=metropole", "")
	if v := chercher(t, w.Body.Bytes(), "series", 0, "valeurs", 0, "source", "nature"); v != "hypothese" {
		t.Errorf("source %v : %s", v, w.Body)
	}
	w = essai(t, h, "POST", "/v1/decompte", consultation)
	if v := chercher(t, w.Body.Bytes(), "base"); v != "40.00" {
		t.Errorf("base %v", v)
	}
}

func TestEcrire(t *testing.T) {
	for _, c := range []struct {
		g bareme.Genre
		v int64
		s string
	}{
		{bareme.GenreCoefficient, 1_040_000, "1.04"}, {bareme.GenreCoefficient, 1_000_000, "1"}, {bareme.GenreCoefficient, 455_000, "0.455"},
		{bareme.GenreCoefficient, 1, "0.000001"}, {bareme.GenreTaux, 115_000, "11.5 %"}, {bareme.GenreTarif, 2650, "26.50"}, {bareme.GenreNombre, 16, "16"},
	} {
		if s := ecrire(c.g, c.v); s != c.s {
			t.Errorf("%v %d : %s", c.g, c.v, s)
		}
	}
}

// TestRepriseParReforme gives each value of the barème back as a réforme: what
// the API writes, the engine reads.
func TestRepriseParReforme(t *testing.T) {
	for i, p := range bareme.Parametres() {
		for _, z := range bareme.Officiel().ZonesPropres(bareme.Cle(i)) {
			for _, f := range bareme.Officiel().Histoire(bareme.Cle(i), z) {
				if etat(&f) != etatEnVigueur {
					continue
				}
				r, err := bareme.LireReforme([]byte(`{"nom": "r", "modifie": {"` + p.Nom + `": {"valeurs": [{"depuis": "2026-01-01", "valeur": "` + ecrire(p.Genre, f.Valeur.V) + `"}]}}}`))
				if err != nil || r.Modifie[0].V != f.Valeur.V {
					t.Errorf("%s : %v", p.Nom, err)
				}
			}
		}
	}
}

// TestEnumerations asks for a word for every constant of the nomenclature.
func TestEnumerations(t *testing.T) {
	h := Nouveau(Options{Aujourdhui: ceJour})
	for _, z := range []string{"metropole", "mayotte"} {
		for _, c := range codes() {
			if w := essai(t, h, "GET", "/v1/actes/"+c+"?zone="+z, ""); w.Code != http.StatusOK {
				t.Errorf("%s : %d %s", c, w.Code, w.Body)
			}
		}
	}
}
