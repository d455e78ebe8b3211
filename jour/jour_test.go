package jour_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/opposable/opposable/jour"
)

// TestQuatreCentsAnsJourParJour walks a whole Gregorian cycle beside the
// standard library's calendar.
func TestQuatreCentsAnsJourParJour(t *testing.T) {
	suivant := jour.De(1800, 1, 1)
	for d := time.Date(1800, 1, 1, 0, 0, 0, 0, time.UTC); d.Year() < 2201; d = d.AddDate(0, 0, 1) {
		j := jour.De(d.Year(), int(d.Month()), d.Day())
		if j != suivant {
			t.Fatalf("%s porte le numéro %d, on attendait %d", d.Format(time.DateOnly), j, suivant)
		}
		suivant++
		a, m, q := j.Date()
		if a != d.Year() || m != int(d.Month()) || q != d.Day() {
			t.Fatalf("%s revient %d-%d-%d", d.Format(time.DateOnly), a, m, q)
		}
		if j.String() != d.Format(time.DateOnly) {
			t.Fatalf("%s s'écrit %s", d.Format(time.DateOnly), j)
		}
		if lu, err := jour.Parse(j.String()); err != nil || lu != j {
			t.Fatalf("%s se relit %s (%v)", j, lu, err)
		}
		if j.Annee() != a || j.Premier() != jour.De(a, 1, 1) {
			t.Fatalf("%s : année %d, premier jour %s", j, j.Annee(), j.Premier())
		}
	}
}

func TestUneDateSeLitDeDeuxFacons(t *testing.T) {
	for ecrit, voulu := range map[string]jour.Jour{
		"2026-03-10": jour.De(2026, 3, 10), "10/03/2026": jour.De(2026, 3, 10),
		"2024-02-29": jour.De(2024, 2, 29), "2000-02-29": jour.De(2000, 2, 29), "0001-01-01": 1, "9999-12-31": jour.De(9999, 12, 31),
	} {
		if lu, err := jour.Parse(ecrit); err != nil || lu != voulu {
			t.Errorf("%q se lit %s (%v)", ecrit, lu, err)
		}
	}
	for _, ecrit := range []string{"", "2026", "2026-3-10", "2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "2026-01-32",
		"0000-01-01", "31/02/2026", "03/13/2026", "2026/03/10", "10-03-2026", "2026-03-1O", "+026-03-10", "2026-03-10 ", "demain !!!"} {
		if lu, err := jour.Parse(ecrit); !errors.Is(err, jour.ErrForme) {
			t.Errorf("%q se lit %s (%v)", ecrit, lu, err)
		}
	}
}

func TestLAgeEstEnAnneesRevolues(t *testing.T) {
	for _, c := range []struct {
		pourquoi        string
		naissance, jour jour.Jour
		ans, mois       int
	}{
		{"la veille des seize ans", jour.De(2010, 3, 11), jour.De(2026, 3, 10), 15, 191},
		{"le jour des seize ans", jour.De(2010, 3, 10), jour.De(2026, 3, 10), 16, 192},
		{"né le jour même", jour.De(2026, 3, 10), jour.De(2026, 3, 10), 0, 0},
		{"né un 29 février, un 28 février ordinaire", jour.De(2008, 2, 29), jour.De(2026, 2, 28), 17, 215},
		{"né un 29 février, le 1er mars d'après", jour.De(2008, 2, 29), jour.De(2026, 3, 1), 18, 216},
		{"né un 29 février, un 29 février", jour.De(2008, 2, 29), jour.De(2024, 2, 29), 16, 192},
		{"né un 31, un mois de trente jours", jour.De(2025, 3, 31), jour.De(2025, 4, 30), 0, 0},
		{"né un 31, le lendemain", jour.De(2025, 3, 31), jour.De(2025, 5, 1), 0, 1},
		{"au 1er janvier de l'année des dix-huit ans", jour.De(2008, 12, 31), jour.De(2026, 12, 31).Premier(), 17, 204},
	} {
		if a, m := c.jour.Age(c.naissance), c.jour.AgeEnMois(c.naissance); a != c.ans || m != c.mois {
			t.Errorf("%s : %d ans, %d mois", c.pourquoi, a, m)
		}
	}
}

func TestUneDateSEcritPourLesGens(t *testing.T) {
	for _, c := range []struct {
		j      jour.Jour
		fr, en string
	}{
		{jour.De(2026, 3, 1), "1er\u00a0mars 2026", "1\u00a0March 2026"},
		{jour.De(2024, 12, 22), "22\u00a0décembre 2024", "22\u00a0December 2024"},
		{0, "", ""},
	} {
		if c.j.FR() != c.fr || c.j.EN() != c.en {
			t.Errorf("%s : %q %q", c.j, c.j.FR(), c.j.EN())
		}
	}
	b, err := json.Marshal(jour.De(2026, 3, 10))
	if err != nil || string(b) != `"2026-03-10"` {
		t.Errorf("%s, %v", b, err)
	}
	var j jour.Jour
	if err := json.Unmarshal([]byte(`"2026-02-30"`), &j); err == nil {
		t.Error("le 30 février est accepté")
	}
}

func TestUnePeriodeComprendSesBornes(t *testing.T) {
	p := jour.Periode{Debut: jour.De(2024, 12, 22), Fin: jour.De(2025, 6, 30)}
	ouverte := jour.Periode{Debut: p.Debut}
	for j, voulu := range map[jour.Jour][2]bool{
		jour.De(2024, 12, 21): {false, false}, jour.De(2024, 12, 22): {true, true},
		jour.De(2025, 6, 30): {true, true}, jour.De(2025, 7, 1): {false, true},
	} {
		if p.Contient(j) != voulu[0] || ouverte.Contient(j) != voulu[1] {
			t.Errorf("%s : %t %t", j, p.Contient(j), ouverte.Contient(j))
		}
	}
}

func FuzzParseJour(f *testing.F) {
	for _, s := range []string{"2026-03-10", "10/03/2026", "2024-02-29", "2026-02-29", "", "0000-00-00", "9999-12-31"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		j, err := jour.Parse(s)
		if err != nil {
			return
		}
		if j < 1 {
			t.Fatalf("%q donne le jour %d", s, j)
		}
		if relu, err := jour.Parse(j.String()); err != nil || relu != j {
			t.Fatalf("%q donne %s, relu %s (%v)", s, j, relu, err)
		}
	})
}
