// Command gen compiles the data people write into Go tables, and refuses what
// they must not write. It is the schema: see its errors for the grammar.
//
//	go run ./internal/gen bareme        in bareme/
//	go run ./internal/gen nomenclature  in nomenclature/
//	go run ./internal/gen ccam          in ccam/
package main

import (
	"bytes"
	"fmt"
	"go/format"
	"os"
	"path/filepath"
)

// Files of the nomenclature that hold rules, not letters.
const (
	fichierDesModificateurs = "modificateurs.yaml"
	fichierDesAssociations  = "associations.yaml"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage : gen bareme|nomenclature|ccam")
		os.Exit(2)
	}
	var err error
	switch os.Args[1] {
	case "bareme":
		err = genererBareme("donnees", "zbareme.go")
	case "nomenclature":
		err = genererTout("donnees")
	case "ccam":
		err = genererCCAM("donnees", "ccam.bin", "zccam.go")
	default:
		err = fmt.Errorf("travail inconnu : %s", os.Args[1])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "gen :", err)
		os.Exit(1)
	}
}

// genererTout writes the three tables of the nomenclature: the letters, the
// modifiers of the CCAM, its rules of association.
func genererTout(dossierDonnees string) error {
	b, err := lireBareme(filepath.Join("..", "bareme", "donnees"))
	if err != nil {
		return err
	}
	if err := genererNomenclature(dossierDonnees, "znomenclature.go"); err != nil {
		return err
	}
	if err := genererModificateurs(b, filepath.Join(dossierDonnees, fichierDesModificateurs), "zmodificateurs.go"); err != nil {
		return fmt.Errorf("%s : %w", fichierDesModificateurs, err)
	}
	if err := genererAssociations(b, filepath.Join(dossierDonnees, fichierDesAssociations), "zassociations.go"); err != nil {
		return fmt.Errorf("%s : %w", fichierDesAssociations, err)
	}
	return nil
}

// ecrire formats and writes a generated file.
func ecrire(fichier string, source []byte) error {
	propre, err := format.Source(source)
	if err != nil {
		return fmt.Errorf("%s : %w", fichier, err)
	}
	return ecrireOctets(fichier, propre)
}

// ecrireOctets writes a file, unless it is already so.
func ecrireOctets(fichier string, b []byte) error {
	if ancien, err := os.ReadFile(fichier); err == nil && bytes.Equal(ancien, b) {
		return nil
	}
	return os.WriteFile(fichier, b, 0o644)
}
