package jour

import "testing"

func TestJourDeLaSemaine(t *testing.T) {
	for s, voulu := range map[string]Semaine{"2026-11-22": Dimanche, "2026-11-23": Lundi, "2017-05-01": Lundi, "2024-02-29": 3, "2026-11-21": Samedi} {
		if j, _ := Parse(s); j.Semaine() != voulu {
			t.Errorf("%s : jour %d de la semaine, voulu %d", s, j.Semaine(), voulu)
		}
	}
}

// Easter Sundays published by the Bureau des longitudes.
func TestPaques(t *testing.T) {
	for _, s := range []string{"2017-04-16", "2018-04-01", "2019-04-21", "2020-04-12", "2021-04-04", "2022-04-17", "2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25"} {
		if j, _ := Parse(s); paques(j.Annee()) != j {
			t.Errorf("Pâques %d : %s, voulu %s", j.Annee(), paques(j.Annee()), s)
		}
	}
}

func TestJoursFeries(t *testing.T) {
	for _, c := range []struct {
		jour, departement string
		ferie             bool
	}{
		{"2026-01-01", "", true}, {"2026-04-06", "75", true}, {"2026-05-14", "75", true}, {"2026-05-25", "75", true},
		{"2026-05-01", "974", true}, {"2026-11-11", "2A", true}, {"2026-11-12", "2A", false},
		{"2026-04-03", "67", true}, {"2026-04-03", "57", true}, {"2026-04-03", "54", false}, {"2026-04-03", "", false},
		{"2026-12-26", "68", true}, {"2026-12-26", "75", false},
		{"2026-05-27", "971", true}, {"2026-05-27", "972", false}, {"2026-05-22", "972", true}, {"2026-06-10", "973", true},
		{"2026-12-20", "974", true}, {"2026-12-20", "75", false}, {"2026-04-27", "976", true}, {"2026-10-09", "977", true}, {"2026-05-28", "978", true},
	} {
		if j, _ := Parse(c.jour); j.Ferie(c.departement) != c.ferie {
			t.Errorf("%s, département %q : férié %t", c.jour, c.departement, !c.ferie)
		}
	}
}

func TestDebutsDePeriode(t *testing.T) {
	j, _ := Parse("2026-11-22")
	if j.DebutSemaine().String() != "2026-11-16" || j.DebutTrimestre().String() != "2026-10-01" {
		t.Errorf("semaine %s, trimestre %s", j.DebutSemaine(), j.DebutTrimestre())
	}
	for _, c := range []struct {
		de   string
		mois int
		a    string
	}{{"2026-03-31", 1, "2026-02-28"}, {"2024-03-31", 1, "2024-02-29"}, {"2026-01-15", 4, "2025-09-15"}, {"2026-12-31", 12, "2025-12-31"}, {"2026-12-31", 1, "2026-11-30"}} {
		if j, _ := Parse(c.de); j.MoinsMois(c.mois).String() != c.a {
			t.Errorf("%s moins %d mois : %s, voulu %s", c.de, c.mois, j.MoinsMois(c.mois), c.a)
		}
	}
}
