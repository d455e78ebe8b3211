package api

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/opposable/opposable/jour"
)

// journalEssai gathers the log; the server writes it from many goroutines.
type journalEssai struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (j *journalEssai) Write(b []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.Write(b)
}

func (j *journalEssai) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.String()
}

func (j *journalEssai) logger() *slog.Logger {
	return slog.New(slog.NewJSONHandler(j, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// bloquant is a today that waits: GET /v1/couverture then lasts as long.
func bloquant() (aujourdhui func() jour.Jour, entre chan struct{}, sortir chan struct{}) {
	entre, sortir = make(chan struct{}, 16), make(chan struct{})
	return func() jour.Jour {
		entre <- struct{}{}
		<-sortir
		return ceJour()
	}, entre, sortir
}

func attendre(t *testing.T, quoi string, vrai func() bool) {
	t.Helper()
	for fin := time.Now().Add(5 * time.Second); !vrai(); time.Sleep(time.Millisecond) {
		if time.Now().After(fin) {
			t.Fatal("en vain : " + quoi)
		}
	}
}

// compteurLu counts what is read of an endless body.
type compteurLu struct{ n int64 }

func (c *compteurLu) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = ' '
	}
	c.n += int64(len(b))
	return len(b), nil
}

func TestCorpsTropGrand(t *testing.T) {
	h := Nouveau(Options{})
	infini := new(compteurLu)
	r := httptest.NewRequest("POST", "/v1/decompte", io.MultiReader(infini)) // no declared length
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	p := lireProbleme(t, w)
	if w.Code != 413 || p.Code != "corps-trop-grand" || p.Indice != "au plus 1\u202f048\u202f576 octets" || infini.n > 3<<20 {
		t.Errorf("%d %s %q, %d octets lus", w.Code, p.Code, p.Indice, infini.n)
	}
	infini = new(compteurLu)
	r = httptest.NewRequest("POST", "/v1/decompte", infini)
	r.ContentLength = 1<<20 + 1
	w = httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != 413 || infini.n != 0 {
		t.Errorf("longueur annoncée : %d, %d octets lus", w.Code, infini.n)
	}
	juste := consultation + strings.Repeat(" ", 1<<20-len(consultation))
	if w := essai(t, h, "POST", "/v1/decompte", juste); w.Code != 200 {
		t.Errorf("à la limite : %d", w.Code)
	}
}

// TestCorpsLent holds a body back: its caller gets 408, and a single place to
// compute stays free for the others.
func TestCorpsLent(t *testing.T) {
	h := Nouveau(Options{Duree: 500 * time.Millisecond, Concurrence: 1, Aujourdhui: ceJour})
	srv := httptest.NewServer(h)
	defer srv.Close()
	c, err := net.Dial("tcp", srv.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprintf(c, "POST /v1/decompte HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"date\":")
	time.Sleep(20 * time.Millisecond)
	if w := essai(t, h, "POST", "/v1/decompte", consultation); w.Code != 200 {
		t.Errorf("un corps lent prend la place d'un calcul : %d", w.Code)
	}
	debut := time.Now()
	rep, _ := io.ReadAll(io.LimitReader(c, 4096))
	if !strings.HasPrefix(string(rep), "HTTP/1.1 408 ") || !strings.Contains(string(rep), "corps-trop-lent") || time.Since(debut) > 3*time.Second {
		t.Errorf("après %v : %s", time.Since(debut), rep)
	}
}

func TestCorpsInterrompu(t *testing.T) {
	r := httptest.NewRequest("POST", "/v1/decompte", io.MultiReader(strings.NewReader("{"), lecteurCasse{}))
	w := httptest.NewRecorder()
	Nouveau(Options{}).ServeHTTP(w, r)
	if p := lireProbleme(t, w); w.Code != 400 || p.Code != "corps-interrompu" {
		t.Errorf("%d %s", w.Code, p.Code)
	}
}

type lecteurCasse struct{}

func (lecteurCasse) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestSurcharge(t *testing.T) {
	aujourdhui, entre, sortir := bloquant()
	s := nouveau(Options{Aujourdhui: aujourdhui, Concurrence: 1})
	premier := make(chan int)
	go func() { premier <- essai(t, s, "GET", "/v1/couverture", "").Code }()
	<-entre
	w := essai(t, s, "POST", "/v1/decompte", consultation)
	if p := lireProbleme(t, w); w.Code != 503 || p.Code != "surcharge" || w.Header().Get("Retry-After") != "1" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	for _, adresse := range []string{"/healthz", "/metrics"} {
		if w := essai(t, s, "GET", adresse, ""); w.Code != 200 {
			t.Errorf("%s pendant la surcharge : %d", adresse, w.Code)
		}
	}
	close(sortir)
	if c := <-premier; c != 200 {
		t.Errorf("le premier : %d", c)
	}
	if w := essai(t, s, "POST", "/v1/decompte", consultation); w.Code != 200 {
		t.Errorf("après : %d", w.Code)
	}
	for range cap(s.ouvertes) {
		s.ouvertes <- struct{}{}
	}
	if w := essai(t, s, "POST", "/v1/decompte", consultation); w.Code != 503 {
		t.Errorf("toutes les lectures prises : %d", w.Code)
	}
}

// TestDelai gives up on an answer but not on its place.
func TestDelai(t *testing.T) {
	aujourdhui, entre, sortir := bloquant()
	s := nouveau(Options{Aujourdhui: aujourdhui, Concurrence: 1, Duree: 200 * time.Millisecond})
	w := essai(t, s, "GET", "/v1/couverture", "")
	if p := lireProbleme(t, w); w.Code != 503 || p.Code != "delai-depasse" || w.Header().Get("Retry-After") == "" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	<-entre
	if w := essai(t, s, "POST", "/v1/decompte", consultation); w.Code != 503 {
		t.Errorf("le calcul abandonné a rendu sa place : %d", w.Code)
	}
	close(sortir)
	attendre(t, "la place", func() bool { return len(s.calculs) == 0 })
	if w := essai(t, s, "POST", "/v1/decompte", consultation); w.Code != 200 {
		t.Errorf("après : %d", w.Code)
	}
}

func TestAbandon(t *testing.T) {
	aujourdhui, entre, sortir := bloquant()
	j := new(journalEssai)
	s := nouveau(Options{Aujourdhui: aujourdhui, Journal: j.logger()})
	srv := httptest.NewServer(s)
	defer srv.Close()
	ctx, annuler := context.WithCancel(context.Background())
	r, _ := http.NewRequestWithContext(ctx, "GET", srv.URL+"/v1/couverture", nil)
	fini := make(chan error)
	go func() { _, err := http.DefaultClient.Do(r); fini <- err }()
	<-entre
	annuler()
	if err := <-fini; err == nil {
		t.Error("une réponse malgré l'abandon")
	}
	attendre(t, "la ligne du journal", func() bool { return strings.Contains(j.String(), `"statut":499`) })
	close(sortir)
	attendre(t, "la place", func() bool { return len(s.calculs) == 0 && len(s.ouvertes) == 0 })
}

func TestPanique(t *testing.T) {
	j := new(journalEssai)
	s := nouveau(Options{Aujourdhui: func() jour.Jour { panic("né le 3 mars 1950") }, Journal: j.logger()})
	s.diriger("GET /direct", http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("né le 3 mars 1950") }))
	s.diriger("GET /entame", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(200); panic("né le 3 mars 1950") }))
	for _, adresse := range []string{"/v1/couverture", "/direct"} {
		w := essai(t, s, "GET", adresse, "")
		if p := lireProbleme(t, w); w.Code != 500 || p.Code != "interne" || strings.Contains(w.Body.String(), "1950") {
			t.Errorf("%d %s", w.Code, w.Body)
		}
	}
	func() {
		defer func() {
			if p := recover(); p != http.ErrAbortHandler {
				t.Errorf("une réponse entamée doit être coupée : %v", p)
			}
		}()
		essai(t, s, "GET", "/entame", "")
	}()
	if strings.Contains(j.String(), "1950") || !strings.Contains(j.String(), "TestPanique") {
		t.Errorf("journal : %s", j)
	}
	if m := essai(t, s, "GET", "/metrics", "").Body.String(); !strings.Contains(m, "opposable_http_paniques_total 3\n") {
		t.Error("les paniques ne sont pas comptées")
	}
	if len(s.calculs) != 0 || len(s.ouvertes) != 0 {
		t.Error("une panique garde une place")
	}
}

func TestEntetes(t *testing.T) {
	h := Nouveau(Options{Aujourdhui: ceJour})
	for _, c := range []struct {
		methode, adresse, corps string
		cors                    bool
	}{
		{"POST", "/v1/decompte", consultation, true}, {"GET", "/v1/bareme/inconnue", "", true}, {"GET", "/v1/nulle", "", true},
		{"GET", "/healthz", "", false}, {"GET", "/metrics", "", false}, {"GET", "/openapi.json", "", false}, {"GET", "/", "", false},
	} {
		e := essai(t, h, c.methode, c.adresse, c.corps).Header()
		if e.Get("X-Content-Type-Options") != "nosniff" || e.Get("Content-Security-Policy") == "" || e.Get("Referrer-Policy") != "no-referrer" || e.Get("Cache-Control") == "" {
			t.Errorf("%s : %v", c.adresse, e)
		}
		if (e.Get("Access-Control-Allow-Origin") == "*") != c.cors || e.Get("Access-Control-Allow-Credentials") != "" {
			t.Errorf("%s : CORS %v", c.adresse, e)
		}
	}
	if e := essai(t, h, "POST", "/v1/decompte", consultation).Header(); e.Get("Cache-Control") != "no-store" {
		t.Error("un décompte ne se garde pas en cache")
	}
	w := essai(t, h, "OPTIONS", "/v1/decompte", "")
	if e := w.Header(); w.Code != 204 || e.Get("Access-Control-Allow-Methods") != "POST, OPTIONS" || e.Get("Access-Control-Allow-Headers") != "Content-Type" || e.Get("Access-Control-Max-Age") == "" {
		t.Errorf("préalable : %d %v", w.Code, e)
	}
	if w := essai(t, h, "OPTIONS", "/healthz", ""); w.Code != 204 || w.Header().Get("Access-Control-Allow-Methods") != "" || w.Header().Get("Allow") == "" {
		t.Errorf("préalable hors de /v1 : %d %v", w.Code, w.Header())
	}
	if w := essai(t, h, "OPTIONS", "/v1/nulle", ""); w.Code != 404 {
		t.Errorf("préalable inconnu : %d", w.Code)
	}
	if w := essai(t, h, "HEAD", "/v1/couverture", ""); w.Code != 200 || w.Header().Get("Content-Length") == "" {
		t.Errorf("HEAD : %d", w.Code)
	}
}

// TestRienDeLAppelant plants a mark wherever a caller writes, and looks for it
// in the log and the metrics.
func TestRienDeLAppelant(t *testing.T) {
	j := new(journalEssai)
	h := Nouveau(Options{Journal: j.logger(), Aujourdhui: ceJour})
	const marque = "MARQUE7"
	for _, c := range []struct{ methode, adresse, corps string }{
		{"POST", "/v1/decompte", `{"` + marque + `": 1}`},
		{"POST", "/v1/cotation", `{"date": "` + marque + `"}`}, {"POST", "/v1/decompte?" + marque + "=" + marque, consultation},
		{"GET", "/v1/bareme/" + marque, ""}, {"GET", "/v1/bareme?q=" + marque, ""}, {"GET", "/v1/actes/" + marque, ""},
		{"GET", "/" + marque, ""}, {marque, "/v1/decompte", ""}, {marque, "/" + marque, ""}, {"OPTIONS", "/v1/actes/" + marque, ""},
	} {
		r := httptest.NewRequest(c.methode, c.adresse, strings.NewReader(c.corps))
		r.Header.Set("User-Agent", marque)
		r.Header.Set("X-Request-Id", marque)
		r.RemoteAddr = marque + ":1"
		h.ServeHTTP(httptest.NewRecorder(), r)
	}
	m := essai(t, h, "GET", "/metrics", "").Body.String()
	if strings.Contains(j.String(), marque) || strings.Contains(m, marque) || strings.Contains(m, strings.ToLower(marque)) {
		t.Errorf("fuite :\n%s", j)
	}
	if n := strings.Count(j.String(), "\n"); n != 11 {
		t.Errorf("%d lignes", n)
	}
	for _, champ := range []string{`"methode":"POST"`, `"route":"POST /v1/decompte"`, `"statut":422`, `"duree":`, `"taille":`} {
		if !strings.Contains(j.String(), champ) {
			t.Errorf("%s manque au journal", champ)
		}
	}
}

// TestCardinalite wants a fixed number of series whatever is asked.
func TestCardinalite(t *testing.T) {
	s := nouveau(Options{Aujourdhui: ceJour})
	compter := func() int {
		familles, err := s.mesures.registre.Gather()
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, f := range familles {
			if strings.HasPrefix(f.GetName(), "opposable_") {
				n += len(f.GetMetric())
			}
		}
		return n
	}
	tout := func(i int) {
		for _, motif := range []string{"/v1/bareme/x%d", "/v1/actes/x%d", "/x%d", "/v1/bareme?q=x%d", "/v1/couverture?x%d=1"} {
			essai(t, s, "GET", fmt.Sprintf(motif, i), "")
		}
		essai(t, s, fmt.Sprintf("M%d", i), "/v1/bareme", "")
		essai(t, s, "POST", "/v1/decompte", fmt.Sprintf(`{"x%d": 1}`, i))
	}
	tout(0)
	avant := compter()
	for i := range 100 {
		tout(i)
	}
	if n := compter(); n != avant {
		t.Errorf("%d séries, puis %d", avant, n)
	}
}
