package opposable_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/opposable/opposable/jour"
)

// verdicts asserts that each bill is accepted, or refused with the code.
func verdicts(t *testing.T, l [][2]string) {
	t.Helper()
	for _, c := range l {
		codes, raisons, _ := juger(t, c[0])
		switch {
		case c[1] == "" && len(codes) > 0:
			t.Errorf("%s : refusé, %s", c[0], raisons)
		case c[1] != "" && !slices.Contains(codes, c[1]):
			t.Errorf("%s : %v obtenu, %s attendu ; %s", c[0], codes, c[1], raisons)
		}
	}
}

const nonRemplie, atteinte, reservee = "regle-non-remplie", "limite-atteinte", "majoration-reservee"

// TestChaqueAgeASesDeuxBords: the day before the birthday, and the birthday.
func TestChaqueAgeASesDeuxBords(t *testing.T) {
	for _, c := range []struct {
		facture      string // with ne= to come
		veille, jour bool   // accepted the day before the age, and that day
		ans          int
		texte        string
	}{
		{"2026-03-10 generaliste G+MEG", true, false, 6, "MEG avant 6 ans"},
		{"2026-03-10 generaliste COD", true, false, 6, "COD avant 6 ans"},
		{"2026-03-10 generaliste COB", false, true, 6, "COB dès 6 ans"},
		{"2026-03-10 generaliste COB", true, false, 17, "COB jusqu'à 16 ans"},
		{"2026-03-10 generaliste G+MOP", false, true, 80, "MOP à 80 ans"},
		{"2026-03-10 generaliste G+MCG parcours=O", false, true, 16, "MCG à 16 ans"},
		{"2026-03-10 generaliste GL2", false, true, 81, "GL après 80 ans"},
		{"2026-03-10 pediatre CEH", true, false, 2, "CEH avant 2 ans"},
		{"2026-03-10 pediatre CEK", false, true, 2, "CEK dès 2 ans"},
		{"2026-03-10 pediatre CEK", true, false, 6, "CEK avant 6 ans"},
		{"2026-03-10 pediatre CEG", false, true, 6, "CEG dès 6 ans"},
		{"2026-03-10 pediatre CEG", true, false, 16, "CEG avant 16 ans"},
		{"2026-03-10 pediatre CEP", true, false, 16, "CEP avant 16 ans"},
		{"2024-06-03 pediatre CS+NFP", true, false, 2, "NFP jusqu'à la veille des 2 ans"},
		{"2024-06-03 pediatre CS+NFE", false, true, 2, "NFE dès 2 ans"},
		{"2024-06-03 pediatre CS+NFE", true, false, 16, "NFE avant 16 ans"},
		{"2024-06-03 pediatre CS+NFE+MEP", true, false, 6, "MEP avant 6 ans"},
		{"2022-06-06 psychiatre CNPSY+MP", true, false, 16, "MP avant 16 ans"},
		{"2024-12-21 psychiatre CNPSY+MP", true, false, 16, "MP avant 16 ans"},
		{"2024-12-22 psychiatre CNP+MP", true, false, 25, "MP avant 25 ans"},
		{"2020-06-03 generaliste CCP", false, true, 15, "CCP dès 15 ans"},
		{"2020-06-03 generaliste CCP", true, false, 19, "CCP jusqu'à 18 ans"},
		{"2022-04-01 generaliste CCP", true, false, 26, "CCP avant 26 ans"},
		{"2026-03-10 generaliste CSO", false, true, 3, "CSO de 3 à 12 ans"},
		{"2026-03-10 generaliste CSO", true, false, 13, "CSO de 3 à 12 ans"},
		{"2026-03-10 generaliste RDV", false, true, 18, "bilan de 18 à 25 ans"},
		{"2026-03-10 generaliste RDV", true, false, 26, "bilan de 18 à 25 ans"},
		{"2026-03-10 generaliste RDV", false, true, 45, "bilan de 45 à 50 ans"},
		{"2026-03-10 generaliste RDV", true, false, 51, "bilan de 45 à 50 ans"},
		{"2026-03-10 generaliste RDV", false, true, 60, "bilan de 60 à 65 ans"},
		{"2026-03-10 generaliste RDV", true, false, 66, "bilan de 60 à 65 ans"},
		{"2026-03-10 generaliste RDV", false, true, 70, "bilan de 70 à 75 ans"},
		{"2026-03-10 generaliste RDV", true, false, 76, "bilan de 70 à 75 ans"},
	} {
		a, m, q := date(c.facture[:10]).Date()
		ne := jour.De(a-c.ans, m, q) + 1 // the birthday is tomorrow, then today
		for k, attendu := range []bool{c.veille, c.jour} {
			ligne := c.facture + " ne=" + (ne - jour.Jour(k)).String()
			if codes, raisons, _ := juger(t, ligne); (len(codes) == 0) != attendu || !attendu && !slices.Contains(codes, nonRemplie) {
				t.Errorf("%s (%s) : accepté %t, on voulait %t ; %s", ligne, c.texte, len(codes) == 0, attendu, raisons)
			}
		}
	}
}

// TestLesExamensDeLEnfantParMois: NGAP, art. 14.9. The bound of eight days is
// in the known disagreements.
func TestLesExamensDeLEnfantParMois(t *testing.T) {
	const soins = "2026-03-10 generaliste COE ne="
	verdicts(t, [][2]string{
		{soins + "2026-03-10", ""}, {soins + "2026-03-02", ""}, // the day of birth, eight days
		{soins + "2026-02-09", nonRemplie},                             // two months
		{soins + "2025-07-11", nonRemplie}, {soins + "2025-07-10", ""}, // eight months that day
		{soins + "2025-05-11", ""}, {soins + "2025-05-10", nonRemplie}, // ten months that day
		{soins + "2024-04-11", nonRemplie}, {soins + "2024-04-10", ""}, // twenty-three months
		{soins + "2024-02-11", ""}, {soins + "2024-02-10", nonRemplie}, // twenty-five months
		{"2026-03-10 pediatre CSM ne=2026-02-28", ""},
		{"2026-03-10 pediatre CSM ne=2026-02-09", nonRemplie},
	})
}

// TestLesHeuresAuBord: what an act named by its nature becomes a minute before
// and a minute after each hour of the nomenclature; 2026-03-10 is a Tuesday,
// 03-14 a Saturday, 03-15 a Sunday.
func TestLesHeuresAuBord(t *testing.T) {
	for _, c := range []struct{ jour, dit, heures, codes string }{
		{"2024-06-04", "consultation", "0:00 5:59", "G+MM"},
		{"2024-06-04", "consultation", "6:00 7:59", "G+MN"},
		{"2024-06-04", "consultation", "8:00 12:00 18:59 19:00 19:59", "G"},
		{"2024-06-04", "consultation", "20:00 20:59 21:00 23:59", "G+MN"},
		{"2024-06-08", "consultation", "8:00 11:59 12:00 19:59", "G"},
		{"2024-06-09", "consultation", "8:00 12:00 19:59", "G+F"},
		{"2026-03-10", "consultation", "0:00 5:59 6:00 7:59 20:00 23:59", "G+MHP"},
		{"2026-03-10", "consultation", "8:00 19:59", "G"},
		{"2026-03-15", "consultation", "8:00 19:59 20:00", "G+MHP"},
		{"2026-03-10", "consultation+urgence", "0:00 5:59", "G+MM"},
		{"2026-03-10", "consultation+urgence", "6:00 7:59 20:00 23:59", "G+MN"},
		{"2026-03-10", "consultation+urgence", "8:00 19:59", "G"},
		{"2026-03-15", "consultation+urgence", "8:00 19:59", "G+F"},
		{"2026-03-10", "consultation+regule", "0:00 5:59", "G+CRM"},
		{"2026-03-10", "consultation+regule", "6:00 7:59 20:00 23:59", "G+CRN"},
		{"2026-03-10", "consultation+regule", "8:00 11:59 12:00 18:59", "G+MRT"},
		{"2026-03-10", "consultation+regule", "19:00 19:59", "G+MRT+SHE"},
		{"2026-03-14", "consultation+regule", "8:00 11:59", "G+MRT"},
		{"2026-03-14", "consultation+regule", "12:00 19:59", "G+CRS"},
		{"2026-03-14", "consultation+regule", "20:00", "G+CRN"},
		{"2026-03-15", "consultation+regule", "8:00 19:59", "G+CRD"},
		{"2026-03-10", "visite+regule", "0:00 5:59", "VG+VRM"},
		{"2026-03-10", "visite+regule", "6:00 7:59 20:00", "VG+VRN"},
		{"2026-03-14", "visite+regule", "12:00 19:59", "VG+VRS"},
		{"2026-03-15", "visite+regule", "8:00 19:59", "VG+VRD"},
		{"2024-06-04", "visite", "0:00 5:59", "VG+MDI"},
		{"2024-06-04", "visite", "6:00 7:59 20:00 23:59", "VG+MDN"},
		{"2024-06-04", "visite", "8:00 19:59", "VG+MD"},
		{"2024-06-09", "visite", "8:00 19:59", "VG+MDD"},
		{"2024-06-04", "visite+non_justifiee", "6:00 23:59", "VG+MN"},
		{"2026-03-10", "visite", "20:00", "VG+MD+MHP"},
		{"2026-03-10", "teleconsultation", "20:00 5:59", "TCG+MHP"},
		{"2026-03-10", "teleconsultation", "8:00 19:59", "TCG"},
		{"2024-06-04", "teleconsultation", "20:00 5:59", "TCG"},
		{"2026-03-10", "consultation+soins_non_programmes parcours=autre", "18:59", "G+SNP"},
		{"2026-03-10", "consultation+soins_non_programmes parcours=H", "18:59", "G+SNP"},
		{"2026-03-10", "consultation+soins_non_programmes parcours=autre", "19:00 19:59", "G+SNP+SHE"},
		{"2026-03-10", "consultation+soins_non_programmes parcours=autre", "21:00", "G+MHP"},
	} {
		for heure := range strings.FieldsSeq(c.heures) {
			acte, reste, _ := strings.Cut(c.dit, " ")
			ligne := c.jour + " generaliste " + acte + " " + reste + " heure=" + heure
			if codes, _, err := coteDe(t, ligne); err != nil || codes != c.codes {
				t.Errorf("%s : %s (%v), on voulait %s", ligne, codes, err, c.codes)
			}
		}
	}
	// The hour refuses the code as well as it finds it.
	verdicts(t, [][2]string{
		{"2024-06-04 generaliste G+MM heure=5:59", ""}, {"2024-06-04 generaliste G+MM heure=6:00", nonRemplie},
		{"2024-06-04 generaliste G+MN heure=5:59", nonRemplie}, {"2024-06-04 generaliste G+MN heure=6:00", ""},
		{"2024-06-04 generaliste G+MN heure=7:59", ""}, {"2024-06-04 generaliste G+MN heure=8:00", nonRemplie},
		{"2024-06-04 generaliste G+MN heure=19:59", nonRemplie}, {"2024-06-04 generaliste G+MN heure=20:00", ""},
		{"2024-06-04 generaliste G+F heure=12:00", nonRemplie}, {"2024-06-09 generaliste G+F heure=12:00", ""},
		{"2026-03-14 generaliste G+CRS heure=11:59", nonRemplie}, {"2026-03-14 generaliste G+CRS heure=12:00", ""},
		{"2026-03-10 generaliste G+MRT heure=19:59", ""}, {"2026-03-10 generaliste G+MRT heure=20:00", nonRemplie},
		{"2026-03-10 generaliste G+SNP+SHE heure=18:59", nonRemplie}, {"2026-03-10 generaliste G+SNP+SHE heure=19:00", ""},
		{"2026-03-10 generaliste G+SNP+SHE heure=21:00", nonRemplie},
		{"2026-03-10 generaliste G+MHP heure=12:00", nonRemplie}, {"2026-03-10 generaliste G+MU heure=12:00", ""}, {"2026-03-10 generaliste G+MU heure=20:00", nonRemplie},
		{"2026-03-10 generaliste G+MRT dit=nuit heure=12:00", "circonstance-incoherente"},
		// MN, MM and F are for emergencies since 2024-12-22, MHP does not exist before.
		{"2024-12-21 generaliste G+MN heure=22:00", ""}, {"2024-12-22 generaliste G+MN heure=22:00 dit=urgence", ""},
		{"2024-12-22 generaliste G+MHP heure=22:00", ""},
		{"2024-12-22 generaliste G+MHP heure=22:00 dit=regule", nonRemplie}, {"2024-12-22 generaliste G+MN heure=22:00 dit=regule+urgence", nonRemplie},
	})
}

// TestLesJoursFeries: the national ones, and those of a department.
func TestLesJoursFeries(t *testing.T) {
	for _, c := range []struct{ jour, departement, codes string }{
		{"2026-01-01", "", "G+CRD"}, {"2026-04-06", "", "G+CRD"}, {"2026-05-01", "", "G+CRD"}, {"2026-05-08", "", "G+CRD"}, {"2026-05-14", "", "G+CRD"},
		{"2026-05-25", "", "G+CRD"}, {"2026-07-14", "", "G+CRD"}, {"2026-11-11", "", "G+CRD"}, {"2026-12-25", "", "G+CRD"}, {"2025-08-15", "75", "G+CRD"},
		{"2026-04-03", "", "G+MRT"}, {"2026-04-03", "75", "G+MRT"}, {"2026-04-03", "67", "G+CRD"}, {"2026-04-03", "68", "G+CRD"}, {"2026-04-03", "57", "G+CRD"},
		{"2025-12-26", "", "G+MRT"}, {"2025-12-26", "67", "G+CRD"}, {"2026-12-26", "75", "G+CRS"},
		{"2026-05-22", "972", "G+CRD"}, {"2026-05-22", "971", "G+MRT"}, {"2026-05-27", "971", "G+CRD"}, {"2026-06-10", "973", "G+CRD"},
		{"2025-12-20", "974", "G+CRD"}, {"2025-12-20", "", "G+CRS"}, {"2026-04-27", "976", "G+CRD"}, {"2026-10-09", "977", "G+CRD"}, {"2026-05-28", "978", "G+CRD"},
		{"2026-07-13", "", "G+MRT"}, {"2026-05-15", "", "G+MRT"},
	} {
		ligne := c.jour + " generaliste consultation+regule heure=14:00"
		if c.departement != "" {
			ligne += " dep=" + c.departement
		}
		if codes, _, err := coteDe(t, ligne); err != nil || codes != c.codes {
			t.Errorf("%s : %s (%v), on voulait %s", ligne, codes, err, c.codes)
		}
	}
}
