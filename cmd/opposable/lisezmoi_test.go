package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/cas"
)

// The figures of the READMEs are those of the program.
func TestChiffresDesLisezMoi(t *testing.T) {
	b := bareme.Officiel()
	valeurs := map[uint16]bool{}
	for i := range bareme.Parametres() {
		for _, z := range b.ZonesPropres(bareme.Cle(i)) {
			for _, f := range b.Histoire(bareme.Cle(i), z) {
				valeurs[f.Valeur.Id] = true
			}
		}
	}
	liste, err := cas.Lire(cas.Fichiers)
	if err != nil {
		t.Fatal(err)
	}
	divergences, err := cas.LireDivergences(cas.Fichiers)
	if err != nil {
		t.Fatal(err)
	}
	bilan := cas.Dresser(opposable.NouveauMoteur(b), liste, divergences)
	for fichier, phrases := range map[string][]string{
		"../../README.md": {
			fmt.Sprintf("%d parameters, %d dated values", len(bareme.Parametres()), len(valeurs)),
			fmt.Sprintf("%d official examples and %d from", bilan[cas.Officiel].Reproduits, bilan[cas.Publie].Reproduits),
			fmt.Sprintf("%d divergences explained", len(divergences)),
		},
		"../../README.fr.md": {
			fmt.Sprintf("%d paramètres, %d valeurs datées", len(bareme.Parametres()), len(valeurs)),
			fmt.Sprintf("%d exemples officiels et %d de", bilan[cas.Officiel].Reproduits, bilan[cas.Publie].Reproduits),
			fmt.Sprintf("%d divergences expliquées", len(divergences)),
		},
	} {
		texte, err := os.ReadFile(fichier)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range phrases {
			if !strings.Contains(string(texte), p) {
				t.Errorf("%s : « %s » manque", fichier, p)
			}
		}
	}
}
