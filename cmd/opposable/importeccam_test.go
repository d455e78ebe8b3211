package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// importer runs the verb alone: it does not need its place under bareme.
func importer(args ...string) (sortie string, err error) {
	var out, erreurs bytes.Buffer
	a := &application{sortie: &out, erreurs: &erreurs}
	cmd := a.commandeImporteCcam()
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	cmd.SetArgs(args)
	err = cmd.Execute()
	return out.String() + erreurs.String(), err
}

func TestImporteCcamResumeLEdition(t *testing.T) {
	sortie, err := importer("../../internal/importccam/testdata/classeur.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, voulu := range []string{"CCAM version 999, applicable au 1er\u00a0janvier 2099", "9 actes, 14 lignes tarifaires (1 non prises en charge, 1 sans prix), 7 valeurs de modificateurs", "exonération réparée (1)", "classeur.csv:30"} {
		if !strings.Contains(sortie, voulu) {
			t.Errorf("il manque « %s » dans\n%s", voulu, sortie)
		}
	}
}

func TestImporteCcamDitOuEstLErreur(t *testing.T) {
	nom := filepath.Join(t.TempDir(), "ccam.csv")
	if err := os.WriteFile(nom, []byte("bonjour\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for voulu, args := range map[string][]string{"ccam.csv:1": {nom}, "date": {nom, "--au", "hier"}, "introuvable": {"nulle-part.xlsx"}} {
		if _, err := importer(args...); err == nil || !strings.Contains(err.Error(), voulu) {
			t.Errorf("%q : %v", args, err)
		}
	}
}
