package opposable_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/opposable/opposable"

// rangs is the order in which data flow: a package imports only packages of a
// lower rank. The root package is "".
var rangs = map[string]int{
	"argent": 0, "jour": 0,
	"dossier": 1, "ccam": 2, "bareme": 3, "journal": 4, "nomenclature": 5, "convention": 6, "cotation": 7, "remboursement": 8, "complementaire": 9,
	"":            10,
	"explication": 11,
	"lot":         12, "api": 12, "web": 12,
	"cmd/opposable": 13,
}

// dernierDeLaChaine is the rank of explication: up to there, the standard
// library only, no clock and no I/O.
const dernierDeLaChaine = 11

// aCote lists what stands beside the flow: the chain imports none of it.
var aCote = []string{"internal/gen", "internal/oracle", "internal/lecture", "internal/importccam", "cas", "cotisations", "optam", "installation", "annuaire"}

// paquets returns the files of every package of the module, tests aside.
func paquets(t *testing.T) map[string][]*ast.File {
	t.Helper()
	p := map[string][]*ast.File{}
	err := filepath.WalkDir(".", func(chemin string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			_, autreModule := os.Stat(filepath.Join(chemin, "go.mod"))
			if chemin != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || autreModule == nil) {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(chemin, ".go") || strings.HasSuffix(chemin, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), chemin, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		nom := path.Dir(filepath.ToSlash(chemin))
		if nom == "." {
			nom = ""
		}
		p[nom] = append(p[nom], f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// importsDuModule returns the packages of this module that f imports.
func importsDuModule(f *ast.File) (l []string) {
	for _, i := range f.Imports {
		chemin, _ := strconv.Unquote(i.Path.Value)
		if chemin == module {
			l = append(l, "")
		} else if nom, notre := strings.CutPrefix(chemin, module+"/"); notre {
			l = append(l, nom)
		}
	}
	return l
}

func estACote(nom string) bool {
	return slices.ContainsFunc(aCote, func(a string) bool { return nom == a || strings.HasPrefix(nom, a+"/") })
}

func TestFlux(t *testing.T) {
	p := paquets(t)
	for nom, rang := range rangs {
		if rang < dernierDeLaChaine && len(p[nom]) == 0 {
			t.Errorf("le paquet %q de la chaîne manque", nom)
		}
	}
	for nom, fichiers := range p {
		rang, range1 := rangOuPremierDossier(nom)
		if !range1 {
			if !estACote(nom) {
				t.Errorf("le paquet %q n'a pas de place dans le flux", nom)
			}
			continue
		}
		for _, f := range fichiers {
			for _, importe := range importsDuModule(f) {
				amont, connu := rangOuPremierDossier(importe)
				switch {
				case connu && amont >= rang && importe != nom && !memePorte(importe, nom):
					t.Errorf("%q importe %q : la flèche remonte", nom, importe)
				case !connu && rang <= dernierDeLaChaine:
					t.Errorf("%q, dans la chaîne, importe %q qui est à côté", nom, importe)
				}
			}
		}
	}
	for _, f := range p["internal/oracle"] {
		if l := importsDuModule(f); len(l) > 0 {
			t.Errorf("l'oracle doit ne rien devoir au moteur ; il importe %q", l)
		}
	}
}

// rangOuPremierDossier ranks a package, or the folder it is inside of: a door
// may have packages of its own, as web/pages.
func rangOuPremierDossier(nom string) (int, bool) {
	for n := nom; n != "." && n != "/"; n = path.Dir(n) {
		if r, ok := rangs[n]; ok {
			return r, true
		}
		if n == "" {
			break
		}
	}
	return 0, false
}

// memePorte tells that two packages are inside one folder of the same rank.
func memePorte(a, b string) bool {
	debut := func(s string) string { s, _, _ = strings.Cut(s, "/"); return s }
	return a != "" && b != "" && debut(a) == debut(b)
}

func TestChaineBibliothequeStandard(t *testing.T) {
	args := []string{"list", "-deps", "-f", "{{if not .Standard}}{{.ImportPath}}{{end}}"}
	for nom, rang := range rangs {
		if rang <= dernierDeLaChaine {
			args = append(args, path.Join(module, nom))
		}
	}
	sortie, err := exec.Command("go", args...).Output()
	if err != nil {
		t.Fatalf("go list : %v", err)
	}
	vus := strings.Fields(string(sortie))
	if !slices.Contains(vus, module) {
		t.Fatalf("go list n'a pas vu le moteur : %q", vus)
	}
	for _, p := range vus {
		if p != module && !strings.HasPrefix(p, module+"/") {
			t.Errorf("la chaîne dépend de %s", p)
		}
	}
}

func TestLaChaineNeConnaitNiHorlogeNiEntreesSortiesNiFlottants(t *testing.T) {
	interdits := []string{"time", "os", "net", "math/rand"}
	for nom, fichiers := range paquets(t) {
		if rang, ok := rangs[nom]; !ok || rang > dernierDeLaChaine {
			continue
		}
		for _, f := range fichiers {
			for _, i := range f.Imports {
				chemin, _ := strconv.Unquote(i.Path.Value)
				for _, x := range interdits {
					if chemin == x || strings.HasPrefix(chemin, x+"/") {
						t.Errorf("%q importe %s", nom, chemin)
					}
				}
			}
			ast.Inspect(f, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.FuncDecl:
					if n.Name.Name == "init" && n.Recv == nil {
						t.Errorf("%q a une fonction init", nom)
					}
				case *ast.Ident:
					if n.Name == "float32" || n.Name == "float64" {
						t.Errorf("%q : %s", nom, n.Name)
					}
				case *ast.BasicLit:
					if n.Kind == token.FLOAT {
						t.Errorf("%q : nombre à virgule %s", nom, n.Value)
					}
				}
				return true
			})
		}
	}
}
