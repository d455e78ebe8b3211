package ccam_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/opposable/opposable/ccam"
	"github.com/opposable/opposable/jour"
)

// lireCSV reads a data file without the package: its lines, comment and
// heading aside.
func lireCSV(t testing.TB, fichier string) [][]string {
	t.Helper()
	b, err := os.ReadFile(fichier)
	if err != nil {
		t.Fatal(err)
	}
	c := csv.NewReader(strings.NewReader(string(b)))
	c.Comma, c.Comment = ';', '#'
	l, err := c.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return l[1:]
}

func trouver(t testing.TB, tb *ccam.Table, code string, activite, phase uint8) ccam.Numero {
	t.Helper()
	n, ok := tb.Trouver(code, activite, phase)
	if !ok {
		t.Fatalf("%s %d %d : absent", code, activite, phase)
	}
	return n
}

// cellules writes a line as the data files do.
func cellules(tb *ccam.Table, n ccam.Numero, l ccam.Ligne) []string {
	optam, hors := "", ""
	if !l.PrisEnCharge {
		optam, hors = "NPC", "NPC"
	}
	if l.PrixConnu {
		optam, hors = l.Optam.String(), l.Hors.String()
	}
	drapeau := func(b bool, s string) string {
		if b {
			return s
		}
		return ""
	}
	return []string{
		tb.Code(n), fmt.Sprint(tb.Activite(n)), fmt.Sprint(tb.Phase(n)), optam, hors, l.Modificateurs.String(), l.Exoneration.String(),
		l.Regroupement, drapeau(l.SousConditions, "RC"), drapeau(l.AccordPrealable, "AP"),
	}
}

func TestToutesLesLignes(t *testing.T) {
	tb := ccam.Officielle()
	for _, e := range tb.Editions() {
		lignes := lireCSV(t, fmt.Sprintf("donnees/v%d.csv", e.Edition))
		for _, attendu := range lignes {
			n := trouver(t, tb, attendu[0], attendu[1][0]-'0', attendu[2][0]-'0')
			l, ok := tb.Ligne(n, e.Edition)
			if obtenu := cellules(tb, n, l); !ok || !slices.Equal(obtenu, attendu) {
				t.Errorf("V%d : %q, attendu %q", e.Edition, obtenu, attendu)
			}
		}
		v, _ := tb.Version(e.Edition)
		if len(v.Lignes) != len(lignes) {
			t.Errorf("V%d : %d lignes, attendu %d", e.Edition, len(v.Lignes), len(lignes))
		}
	}
	for _, l := range lireCSV(t, "donnees/libelles.csv") {
		if n := trouver(t, tb, l[0], l[1][0]-'0', l[2][0]-'0'); tb.Libelle(n) != l[3] {
			t.Errorf("%s : %q, attendu %q", l[0], tb.Libelle(n), l[3])
		}
	}
}

func TestPrixDeControle(t *testing.T) {
	tb := ccam.Officielle()
	editions := []ccam.Edition{67, 78, 81}
	for _, c := range []struct {
		code     string
		activite uint8
		prix     [3]string
	}{
		{"DEQP003", 1, [3]string{"14.26/13.52", "14.52/13.66", "14.77/13.81"}},
		{"JKHD001", 1, [3]string{"12.46/9.64", "12.73/9.80", "13.00/9.96"}},
		{"QZJA002", 1, [3]string{"25.52/23.59", "26.06/23.89", "26.60/24.21"}},
		{"CAJA002", 1, [3]string{"46.79/33.72", "47.78/34.30", "48.77/34.87"}},
		{"GLQP012", 1, [3]string{"40.28/37.88", "41.08/38.34", "41.87/38.80"}},
		{"HMFC004", 1, [3]string{"287.85/272.29", "293.94/275.82", "300.03/279.35"}},
		{"HMFC004", 4, [3]string{"147.24/147.24", "149.37/149.37", "151.51/151.51"}},
		{"NEKA020", 1, [3]string{"459.80/459.80", "459.80/459.80", "459.80/459.80"}},
		{"NEKA020", 4, [3]string{"229.90/229.90", "229.90/229.90", "229.90/229.90"}},
		{"DZQM006", 1, [3]string{"96.49/96.49", "98.21/98.21", "96.25/96.25"}},
		{"ZBQK002", 1, [3]string{"21.28/21.28", "21.28/21.28", "21.28/21.28"}},
	} {
		n := trouver(t, tb, c.code, c.activite, 0)
		for i, e := range editions {
			l, ok := tb.Ligne(n, e)
			if prix := l.Optam.String() + "/" + l.Hors.String(); !ok || prix != c.prix[i] || !l.PrixConnu || !l.PrisEnCharge {
				t.Errorf("%s V%d : %s, attendu %s", c.code, e, prix, c.prix[i])
			}
		}
	}
}

func TestComptes(t *testing.T) {
	tb := ccam.Officielle()
	for _, c := range []struct {
		e                                       ccam.Edition
		depuis                                  string
		lignes, codes, deuxPrix, non, sansTarif int
	}{
		{81, "2026-01-01", 13439, 8257, 3881, 301, 0},
		{78, "2025-02-01", 13371, 8206, 3881, 300, 633},
		{67, "2021-04-26", 13289, 8168, 3879, 302, 638},
	} {
		v, ok := tb.Version(c.e)
		if !ok {
			t.Fatalf("V%d absente", c.e)
		}
		codes := map[string]bool{}
		deux, non, sans := 0, 0, 0
		for _, l := range v.Lignes {
			codes[l.Code] = true
			if l.Optam != l.Hors {
				deux++
			}
			if !l.PrisEnCharge {
				non++
			} else if !l.PrixConnu {
				sans++
			}
		}
		obtenu := []any{v.Depuis.String(), len(v.Lignes), len(codes), deux, non, sans}
		attendu := []any{c.depuis, c.lignes, c.codes, c.deuxPrix, c.non, c.sansTarif}
		if !slices.Equal(obtenu, attendu) {
			t.Errorf("V%d : %v, attendu %v", c.e, obtenu, attendu)
		}
	}
	if e := tb.Editions(); len(e) != 3 || e[0].Edition != 81 || e[0].Source != "Cnam, CCAM version 81 au 2026-01-01" {
		t.Errorf("éditions : %v", e)
	}
}

func TestActe(t *testing.T) {
	tb := ccam.Officielle()
	l := tb.Lignes("HMFC004")
	if len(l) != 2 || tb.Activite(l[0]) != 1 || tb.Activite(l[1]) != 4 {
		t.Errorf("HMFC004 : %v", l)
	}
	if n, ok := tb.Premiere("HMFC004"); !ok || n != l[0] {
		t.Errorf("première ligne : %v", n)
	}
	if tb.Libelle(l[1]) != "Cholécystectomie, par cœlioscopie" {
		t.Errorf("l'anesthésie prend le libellé de l'acte : %q", tb.Libelle(l[1]))
	}
	ligne, _ := tb.Ligne(l[0], 81)
	if !ligne.Modificateurs.Contient('J') || ligne.Modificateurs.Contient('Z') || !ligne.Exoneration.Contient(1) || ligne.Regroupement != "ADC" {
		t.Errorf("ligne : %+v", ligne)
	}
	for _, code := range []string{"", "XXXX999", "deqp003", "DEQP0031", "ZZZZZZZ"} {
		if tb.Existe(code) || tb.Lignes(code) != nil {
			t.Errorf("%q existe", code)
		}
		if _, ok := tb.Premiere(code); ok {
			t.Errorf("%q a une première ligne", code)
		}
	}
	if _, ok := tb.Trouver("DEQP003", 4, 0); ok {
		t.Error("l'électrocardiogramme est sans anesthésie")
	}
	if _, ok := tb.Ligne(l[0], 77); ok {
		t.Error("la V77 n'est pas connue")
	}
}

// What the difference file does not establish is absent: an act created later,
// an anaesthesia added to an existing act.
func TestAbsences(t *testing.T) {
	tb := ccam.Officielle()
	for _, c := range []struct {
		code     string
		activite uint8
		editions []ccam.Edition
	}{
		{"QEMA008", 1, []ccam.Edition{67}},
		{"YYYY071", 1, []ccam.Edition{78}},
		{"YYYY600", 1, []ccam.Edition{67, 78}},
		{"BELA129", 1, []ccam.Edition{78, 81}},
		{"YYYY185", 1, []ccam.Edition{67, 78, 81}},
		{"ZCGA433", 4, []ccam.Edition{78, 81}},
		{"DENC001", 1, []ccam.Edition{81}},
	} {
		n := trouver(t, tb, c.code, c.activite, 0)
		var dans []ccam.Edition
		for _, e := range []ccam.Edition{67, 78, 81} {
			if _, ok := tb.Ligne(n, e); ok {
				dans = append(dans, e)
			}
		}
		if !slices.Equal(dans, c.editions) {
			t.Errorf("%s : dans %v, attendu %v", c.code, dans, c.editions)
		}
	}
}

func TestReleve(t *testing.T) {
	tb := ccam.Officielle()
	n := trouver(t, tb, "DEQP003", 1, 0)
	for _, c := range []struct{ jour, attendu string }{
		{"2014-12-31", "aucun"},
		{"2015-01-01", "14.26/13.52 2015-01-01 le-cardiologue-2014 moyenne"},
		{"2021-04-25", "14.26/13.52 2015-01-01 le-cardiologue-2014 moyenne"},
		{"2021-04-26", "aucun"},
		{"2024-12-31", "aucun"},
		{"2025-01-01", "14.52/13.66 2025-01-01 recommandations-medicales moyenne"},
		{"2025-01-31", "14.52/13.66 2025-01-01 recommandations-medicales moyenne"},
		{"2025-02-01", "aucun"},
		{"2026-01-01", "aucun"},
	} {
		d, _ := jour.Parse(c.jour)
		r, ok := tb.Releve(n, d)
		obtenu := "aucun"
		if ok {
			obtenu = fmt.Sprintf("%s/%s %s %s %s", r.Optam, r.Hors, r.Depuis, r.Source, r.Confiance)
		}
		if obtenu != c.attendu {
			t.Errorf("%s : %s, attendu %s", c.jour, obtenu, c.attendu)
		}
	}
	if r, ok := tb.Releve(trouver(t, tb, "JKHD001", 1, 0), jour.De(2018, 1, 1)); !ok || r.Optam != 1246 || r.HorsConnu {
		t.Errorf("frottis de 2018 : %+v", r)
	}
	if _, ok := tb.Releve(trouver(t, tb, "HMFC004", 1, 0), jour.De(2018, 1, 1)); ok {
		t.Error("personne n'a relevé HMFC004")
	}
}

func TestRienNAlloue(t *testing.T) {
	tb := ccam.Officielle()
	for nom, f := range map[string]func(){
		"Officielle": func() { ccam.Officielle() },
		"Trouver":    func() { tb.Trouver("QZJA002", 1, 0) },
		"Ligne":      func() { tb.Ligne(9000, 67) },
		"Code":       func() { tb.Code(9000) },
		"Libelle":    func() { tb.Libelle(9000) },
		"Releve":     func() { tb.Releve(9000, 737000) },
	} {
		if n := testing.AllocsPerRun(100, f); n != 0 {
			t.Errorf("%s : %v allocations", nom, n)
		}
	}
}

// The runtime says what each package does before main: ours must only slice
// the embedded file.
func TestRienAuDemarrage(t *testing.T) {
	c := exec.Command(os.Args[0], "-test.run=^$")
	c.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	b, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, b)
	}
	for l := range strings.Lines(string(b)) {
		if strings.Contains(l, "opposable/ccam @") {
			t.Log(strings.TrimSpace(l))
			if !strings.Contains(l, " 0 bytes, 0 allocs") {
				t.Errorf("le démarrage alloue : %s", l)
			}
		}
	}
}
