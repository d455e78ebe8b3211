package api

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// adresse reads in the log where Servir listens.
func adresse(t *testing.T, j *journalEssai) string {
	t.Helper()
	var a string
	attendre(t, "l'adresse d'écoute", func() bool {
		ligne, _, _ := strings.Cut(j.String(), "\n")
		var l struct{ Msg, Adresse string }
		a = ""
		if json.Unmarshal([]byte(ligne), &l) == nil && l.Msg == "à l'écoute" {
			a = l.Adresse
		}
		return a != ""
	})
	return a
}

// TestServir stops the server while a request runs: it is answered, no other
// is taken, and Servir returns nil.
func TestServir(t *testing.T) {
	aujourdhui, entre, sortir := bloquant()
	j := new(journalEssai)
	h := Nouveau(Options{Aujourdhui: aujourdhui, Journal: j.logger()})
	ctx, arreter := context.WithCancel(context.Background())
	fini := make(chan error, 1)
	go func() { fini <- Servir(ctx, "127.0.0.1:0", h, j.logger()) }()
	base := adresse(t, j)
	rep, err := http.Post(base+"/v1/decompte", typeJSON, strings.NewReader(consultation))
	if err != nil || rep.StatusCode != 200 {
		t.Fatal(rep, err)
	}
	_ = rep.Body.Close()
	reponse := make(chan string, 1)
	go func() {
		rep, err := http.Get(base + "/v1/couverture")
		if err != nil {
			reponse <- err.Error()
			return
		}
		b, _ := io.ReadAll(rep.Body)
		_ = rep.Body.Close()
		reponse <- rep.Status + " " + string(b)
	}()
	<-entre
	arreter()
	attendre(t, "l'arrêt demandé", func() bool { return strings.Contains(j.String(), "arrêt demandé") })
	attendre(t, "la porte fermée", func() bool {
		c, err := net.DialTimeout("tcp", strings.TrimPrefix(base, "http://"), time.Second)
		if err == nil {
			_ = c.Close()
		}
		return err != nil
	})
	select {
	case err := <-fini:
		t.Fatalf("arrêté avant la fin d'une demande : %v", err)
	case <-time.After(50 * time.Millisecond):
	}
	close(sortir)
	if r := <-reponse; !strings.HasPrefix(r, "200 OK {") {
		t.Errorf("la demande en cours : %s", r)
	}
	if err := <-fini; err != nil {
		t.Errorf("arrêt : %v", err)
	}
	if !strings.Contains(j.String(), `"msg":"arrêté"`) {
		t.Error(j)
	}
}

// TestServirSursis does not wait for ever.
func TestServirSursis(t *testing.T) {
	aujourdhui, entre, sortir := bloquant()
	defer close(sortir)
	j := new(journalEssai)
	ecoute, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, arreter := context.WithCancel(context.Background())
	fini := make(chan error, 1)
	go func() {
		fini <- servir(ctx, ecoute, Nouveau(Options{Aujourdhui: aujourdhui}), j.logger(), 30*time.Millisecond)
	}()
	go func() {
		if rep, err := http.Get("http://" + ecoute.Addr().String() + "/v1/couverture"); err == nil {
			_ = rep.Body.Close()
		}
	}()
	<-entre
	arreter()
	if err := <-fini; !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("obtenu %v", err)
	}
}

func TestServirPris(t *testing.T) {
	ecoute, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ecoute.Close()
	if err := Servir(context.Background(), ecoute.Addr().String(), http.NotFoundHandler(), nil); err == nil {
		t.Error("deux serveurs à la même adresse")
	}
}

// TestDelais keeps every deadline set: one missing lets a caller hold a
// connection for ever.
func TestDelais(t *testing.T) {
	j := new(journalEssai)
	s := serveurHTTP(http.NotFoundHandler(), j.logger())
	if s.ReadHeaderTimeout <= 0 || s.ReadTimeout <= 0 || s.WriteTimeout <= 0 || s.IdleTimeout <= 0 || s.MaxHeaderBytes <= 0 {
		t.Errorf("%+v", s)
	}
	s.ErrorLog.Print("http: TLS handshake error from 192.0.2.7:1234: EOF")
	s.ErrorLog.Print("http: Accept error: too many open files; retrying in 5ms")
	if strings.Contains(j.String(), "192.0.2.7") || !strings.Contains(j.String(), "Accept error") {
		t.Error(j)
	}
}
