package api

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/opposable/opposable/argent"
)

// FuzzDecompte posts anything: the answer is a balanced décompte or a coded
// refusal, never a failure of ours.
func FuzzDecompte(f *testing.F) {
	for _, e := range exemples {
		if e.corps != "" {
			f.Add(e.corps, "")
		}
	}
	f.Add(consultation, "detail=etapes&langue=en")
	f.Add(`{"date": "2026-03-10", "praticien": {"specialite": "33", "secteur": 3}, "actes": [{"code": "CNPSY", "honoraires": "90,00 €"}], "contrat": {"garantie": "FR:libre"}}`, "langue=fr")
	f.Add("{\"date\": \"\xff\"}", "%")
	h := Nouveau(Options{Aujourdhui: ceJour})
	f.Fuzz(func(t *testing.T, corps, requete string) {
		r := httptest.NewRequest("POST", "/v1/decompte", strings.NewReader(corps))
		r.URL.RawQuery = requete
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		switch w.Code {
		case http.StatusOK:
			equilibre(t, w.Body.Bytes())
		case http.StatusBadRequest, http.StatusUnprocessableEntity:
			lireProbleme(t, w)
		default:
			t.Errorf("%d pour %q : %s", w.Code, corps, w.Body)
		}
	})
}

func equilibre(t *testing.T, b []byte) {
	var d struct {
		Honoraires, AMO, Aide, AMC argent.Centimes
		Reste                      argent.Centimes `json:"reste_a_charge"`
	}
	if err := json.Unmarshal(b, &d); err != nil {
		t.Fatalf("%v : %s", err, b)
	}
	if d.Honoraires != d.AMO+d.Aide+d.AMC+d.Reste {
		t.Errorf("déséquilibre : %+v", d)
	}
}

// FuzzCotation posts anything: what is proposed is accepted when it comes back.
func FuzzCotation(f *testing.F) {
	for _, e := range exemples {
		if e.corps != "" {
			f.Add(e.corps, "")
		}
	}
	f.Add(consultation, "mode=controler&langue=en")
	h := Nouveau(Options{Aujourdhui: ceJour})
	f.Fuzz(func(t *testing.T, corps, requete string) {
		r := httptest.NewRequest("POST", "/v1/cotation", strings.NewReader(corps))
		r.URL.RawQuery = requete
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		switch w.Code {
		case http.StatusOK:
			acceptees(t, h, w.Body.Bytes())
		case http.StatusBadRequest, http.StatusUnprocessableEntity:
			lireProbleme(t, w)
		default:
			t.Errorf("%d pour %q : %s", w.Code, corps, w.Body)
		}
	})
}

func acceptees(t *testing.T, h http.Handler, b []byte) {
	var r struct {
		Propositions []struct{ Dossier json.RawMessage }
	}
	if err := json.Unmarshal(b, &r); err != nil {
		t.Fatalf("%v : %s", err, b)
	}
	for _, p := range r.Propositions {
		w := essai(t, h, "POST", "/v1/cotation?mode=controler", string(p.Dossier))
		if chercher(t, w.Body.Bytes(), "accepte") != true {
			t.Errorf("%s proposé, puis %s", p.Dossier, w.Body)
		}
		equilibre(t, essai(t, h, "POST", "/v1/decompte", string(p.Dossier)).Body.Bytes())
	}
}

// FuzzComparaison does the same for the body that this package splits itself.
func FuzzComparaison(f *testing.F) {
	for _, e := range exemples {
		if strings.Contains(e.route, "comparaison") {
			f.Add(e.corps)
		}
	}
	f.Add(`{"a": {}, "b": null, "reforme": []}`)
	h := Nouveau(Options{Aujourdhui: ceJour})
	f.Fuzz(func(t *testing.T, corps string) {
		r := httptest.NewRequest("POST", "/v1/comparaison", strings.NewReader(corps))
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != http.StatusOK && w.Code != http.StatusBadRequest && w.Code != http.StatusUnprocessableEntity {
			t.Errorf("%d pour %q : %s", w.Code, corps, w.Body)
		}
	})
}

func BenchmarkDecompte(b *testing.B) {
	for _, c := range []struct{ nom, adresse string }{{"simple", "/v1/decompte"}, {"etapes", "/v1/decompte?detail=etapes"}} {
		b.Run(c.nom, func(b *testing.B) {
			h := Nouveau(Options{Aujourdhui: ceJour})
			b.ReportAllocs()
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					r := httptest.NewRequest("POST", c.adresse, strings.NewReader(consultation))
					w := httptest.NewRecorder()
					if h.ServeHTTP(w, r); w.Code != 200 {
						b.Fatal(w.Code)
					}
				}
			})
		})
	}
}
