package main

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/opposable/opposable/jour"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"opposable": main})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script"})
}

// executer runs the command in this process, on a fixed day.
func executer(entree string, args ...string) (sortie, erreurs string, statut int) {
	var out, err bytes.Buffer
	a := &application{entree: strings.NewReader(entree), sortie: &out, erreurs: &err, aujourdhui: func() jour.Jour { return jour.De(2026, 3, 10) }}
	statut = a.executer(context.Background(), args)
	return out.String(), err.String(), statut
}

// The sessions shown in the READMEs are real.
func TestSessionsDesLisezMoi(t *testing.T) {
	for _, fichier := range []string{"../../README.md", "../../README.fr.md"} {
		b, err := os.ReadFile(fichier)
		if err != nil {
			t.Fatal(err)
		}
		_, suite, trouve := strings.Cut(string(b), "```console\n")
		session, _, _ := strings.Cut(suite, "```")
		if !trouve {
			t.Fatalf("%s : pas de session", fichier)
		}
		for _, commande := range strings.Split(session, "$ opposable ")[1:] {
			ligne, attendu, _ := strings.Cut(commande, "\n")
			sortie, erreurs, statut := executer("", strings.Fields(ligne)...)
			if statut != 0 || strings.TrimSpace(sortie) != strings.TrimSpace(attendu) {
				t.Errorf("%s : opposable %s (statut %d)\n%s%s\nattendu\n%s", fichier, ligne, statut, sortie, erreurs, attendu)
			}
		}
	}
}
