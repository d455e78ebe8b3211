package api

import (
	"bytes"
	"context"
	"errors"
	"log"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// Deadlines of a connection. Those of one request are shorter: see [Options].
const (
	delaiEntetes  = 5 * time.Second
	delaiLecture  = 30 * time.Second
	delaiEcriture = 60 * time.Second
	delaiInactif  = 2 * time.Minute
	delaiArret    = 10 * time.Second
	entetesMax    = 16 << 10
)

// Servir listens on adresse and answers with h until ctx is cancelled; it then
// takes no new request and gives those under way ten seconds to finish. It
// returns nil after a clean stop.
func Servir(ctx context.Context, adresse string, h http.Handler, journal *slog.Logger) error {
	ecoute, err := new(net.ListenConfig).Listen(ctx, "tcp", adresse)
	if err != nil {
		return err
	}
	if journal == nil {
		journal = slog.New(slog.DiscardHandler)
	}
	journal.Info("à l'écoute", slog.String("adresse", "http://"+ecoute.Addr().String()))
	return servir(ctx, ecoute, h, journal, delaiArret)
}

func servir(ctx context.Context, ecoute net.Listener, h http.Handler, journal *slog.Logger, delai time.Duration) error {
	srv := serveurHTTP(h, journal)
	fini := make(chan error, 1)
	go func() { fini <- srv.Serve(ecoute) }()
	select {
	case err := <-fini:
		return err
	case <-ctx.Done():
	}
	journal.Info("arrêt demandé")
	// ctx is over: the drain has its own time.
	sursis, annuler := context.WithTimeout(context.WithoutCancel(ctx), delai)
	defer annuler()
	if err := srv.Shutdown(sursis); err != nil {
		return errors.Join(err, srv.Close())
	}
	journal.Info("arrêté")
	return nil
}

func serveurHTTP(h http.Handler, journal *slog.Logger) *http.Server {
	return &http.Server{
		Handler: h, ReadHeaderTimeout: delaiEntetes, ReadTimeout: delaiLecture, WriteTimeout: delaiEcriture,
		IdleTimeout: delaiInactif, MaxHeaderBytes: entetesMax, ErrorLog: log.New(filtre{journal}, "", 0),
	}
}

// filtre keeps of the server's own messages those on the listener: the others
// hold the addresses of callers.
type filtre struct{ journal *slog.Logger }

func (f filtre) Write(b []byte) (int, error) {
	if bytes.HasPrefix(b, []byte("http: Accept error")) {
		f.journal.Error("serveur", slog.String("message", string(bytes.TrimSpace(b))))
	}
	return len(b), nil
}
