package bareme_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/opposable/opposable/bareme"
)

var cleDeNomenclature = regexp.MustCompile(`(?:cle|de|apres|avant): ([a-z_0-9]+)`)

// identifiant is the name of a key in Go: CSGynecologue for the tariff
// cs_gynecologue, TauxAspa for the rate taux_aspa.
func identifiant(p bareme.Parametre) string {
	var s strings.Builder
	for i, mot := range strings.Split(p.Nom, "_") {
		switch {
		case i == 0 && p.Genre == bareme.GenreTarif:
			s.WriteString(strings.ToUpper(mot))
		case mot != "":
			s.WriteString(strings.ToUpper(mot[:1]) + mot[1:])
		}
	}
	return s.String()
}

// clesLues returns the keys that the engine reads: those that its sources name
// and those that the acts of the nomenclature name.
func clesLues(t *testing.T) (identifiants, noms map[string]bool) {
	t.Helper()
	identifiants, noms = map[string]bool{}, map[string]bool{}
	err := filepath.WalkDir("..", func(chemin string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if n := d.Name(); n == "internal" || n == "testdata" || (strings.HasPrefix(n, ".") && n != "..") {
				return fs.SkipDir
			}
			return nil
		}
		if strings.HasSuffix(chemin, ".yaml") && strings.Contains(filepath.ToSlash(chemin), "nomenclature/donnees/") {
			b, err := os.ReadFile(chemin)
			for _, m := range cleDeNomenclature.FindAllStringSubmatch(string(b), -1) {
				noms[m[1]] = true
			}
			return err
		}
		if !strings.HasSuffix(chemin, ".go") || strings.HasSuffix(chemin, "_test.go") || strings.HasPrefix(d.Name(), "z") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), chemin, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			// The price of a technical act is read by the barème itself.
			if x, ok := n.(*ast.Ident); ok && d.Name() == "ccam.go" {
				identifiants[x.Name] = true
			}
			if s, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := s.X.(*ast.Ident); ok && x.Name == "bareme" {
					identifiants[s.Sel.Name] = true
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(identifiants) == 0 || len(noms) == 0 {
		t.Fatal("aucune clé trouvée : la recherche est mal faite")
	}
	return identifiants, noms
}

// TestChaqueCleEstLueParUneRegle: a parameter that nothing reads is dead, or
// says so with documentaire: true; and a documentary one is read by nothing.
func TestChaqueCleEstLueParUneRegle(t *testing.T) {
	identifiants, noms := clesLues(t)
	for _, p := range bareme.Parametres() {
		lue := identifiants[identifiant(p)] || noms[p.Nom]
		switch {
		case !lue && !p.Documentaire:
			t.Errorf("%s (%s, %s) : aucune règle ne la lit", p.Nom, p.Genre, p.Objet)
		case lue && p.Documentaire:
			t.Errorf("%s est dite documentaire, mais une règle la lit", p.Nom)
		}
	}
}
