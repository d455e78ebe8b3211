package main

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/opposable/opposable/jour"
)

// The pages, the API and the machine's own routes answer under one address.
func TestRoutes(t *testing.T) {
	a := &application{aujourdhui: func() jour.Jour { return jour.De(2026, 3, 10) }}
	h, err := a.routes(slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		t.Fatal(err)
	}
	for chemin, attendu := range map[string]string{
		"/":             "Ma consultation",
		"/en/":          `lang="en"`,
		"/couverture":   "8.40", // a divergence, with the figure of the engine
		"/v1/bareme/g":  `"30.00`,
		"/openapi.json": `"/v1/decompte"`,
		"/healthz":      "",
		"/metrics":      "# HELP",
	} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", chemin, nil))
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), attendu) {
			t.Errorf("%s : %d, sans « %s »", chemin, w.Code, attendu)
		}
	}
}

func TestBorner(t *testing.T) {
	entre, sort := make(chan bool), make(chan bool)
	h := borner(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { entre <- true; <-sort }), 1)
	fini := make(chan bool)
	go func() {
		h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
		close(fini)
	}()
	<-entre
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
		t.Errorf("la seconde visite reçoit %d", w.Code)
	}
	sort <- true
	<-fini
}
