package opposable_test

import (
	"strings"
	"testing"
)

// TestChaqueLimiteAuBord: the last bill that is allowed, and the first that is
// not, with the earlier acts that count and those that do not.
func TestChaqueLimiteAuBord(t *testing.T) {
	verdicts(t, [][2]string{
		// SNP: twenty a week and a doctor, all patients together, from Monday.
		{"2026-03-12 generaliste G+SNP avant=2026-03-09:SNP:19:autre", ""},
		{"2026-03-12 generaliste G+SNP avant=2026-03-09:SNP:20:autre", atteinte},
		{"2026-03-12 generaliste G+SNP avant=2026-03-09:SNP:10:autre avant=2026-03-11:SNP:9", ""},
		{"2026-03-12 generaliste G+SNP avant=2026-03-09:SNP:10:autre avant=2026-03-11:SNP:9 avant=2026-03-12:SNP", atteinte},
		{"2026-03-12 generaliste G+SNP avant=2026-03-08:SNP:20:autre", ""}, // the Sunday before
		{"2026-03-15 generaliste G+SNP avant=2026-03-09:SNP:20:autre dit=soins_non_programmes", atteinte},
		{"2026-03-12 generaliste G+SNP avant=2026-03-02:SNP:20:autre", ""}, // the week before
		// VL: one a year, then three, then four and one a quarter.
		{"2017-09-11 generaliste VL", ""}, {"2017-09-11 generaliste VL avant=2017-06-12:VL", atteinte}, {"2017-09-11 generaliste VL avant=2016-12-12:VL", ""},
		{"2019-09-09 generaliste VL avant=2019-09-02:VL avant=2019-02-04:VL", ""}, // no quarter yet
		{"2019-09-09 generaliste VL avant=2019-09-02:VL avant=2019-02-04:VL avant=2019-01-07:VL", atteinte},
		{"2022-03-31 generaliste VL avant=2022-01-03:VL:2", ""}, {"2022-04-01 generaliste VL avant=2022-01-03:VL:2", ""}, {"2022-04-04 generaliste VL avant=2022-04-01:VL", atteinte},
		{"2026-03-31 generaliste VL avant=2026-01-01:VL", atteinte}, {"2026-04-01 generaliste VL avant=2026-01-01:VL", ""}, {"2026-01-01 generaliste VL avant=2025-12-31:VL", ""},
		{"2026-10-01 generaliste VL avant=2026-01-05:VL:3", ""}, {"2026-10-01 generaliste VL avant=2026-01-05:VL:4", atteinte}, {"2026-10-01 generaliste VL avant=2026-01-05:VL:4:autre", ""},
		{"2026-03-10 generaliste VSP avant=2026-03-09:VSP:10", ""}, // no limit
		// One a year each.
		{"2026-12-31 generaliste GL1 age=85 avant=2026-01-01:GL1", atteinte}, {"2027-01-01 generaliste GL1 age=85 avant=2026-12-31:GL1", ""},
		{"2026-12-31 generaliste GL2 age=85 avant=2026-01-01:GL1", ""}, {"2026-12-31 generaliste GL2 age=85 avant=2026-01-01:GL2", atteinte}, {"2026-12-31 generaliste GL3 age=85 avant=2026-01-01:GL3", atteinte},
		{"2026-12-31 generaliste GL1 age=85 avant=2026-01-01:GL1:1:autre", ""},
		{"2026-12-31 dermatologue CDE avant=2026-01-01:CDE", atteinte}, {"2026-01-01 dermatologue CDE avant=2025-12-31:CDE", ""},
		{"2026-12-31 pediatre CSE age=8 avant=2026-01-01:CSE", atteinte}, {"2026-01-01 pediatre CSE age=8 avant=2025-12-31:CSE", ""},
		{"2026-12-31 generaliste CSO age=8 avant=2026-01-05:CSO", ""}, {"2026-12-31 generaliste CSO age=8 avant=2026-01-05:CSO:2", atteinte}, {"2026-01-02 generaliste CSO age=8 avant=2025-12-05:CSO:2", ""},
		// An act of the CCAM: one a year each.
		{"2026-12-31 generaliste ALQP003 avant=2026-01-01:ALQP003", atteinte}, {"2027-01-01 generaliste ALQP003 avant=2026-12-31:ALQP003", ""},
		{"2026-12-31 generaliste ALQP003 avant=2026-01-01:ALQP006", ""}, {"2026-12-31 generaliste ALQP006 avant=2026-01-01:ALQP006", atteinte},
		{"2026-12-31 generaliste ALQP006 avant=2026-01-01:ALQP006:9:autre", ""}, {"2026-12-31 generaliste DEQP003 avant=2026-01-01:DEQP003", ""},
		// Once in a life.
		{"2026-03-10 generaliste IMT avant=2023-06-05:IMT", atteinte}, {"2026-03-10 generaliste IMT avant=2023-06-05:IMT:1:autre", ""},
		{"2026-03-10 generaliste CCP age=20 avant=2022-06-06:CCP", atteinte}, {"2026-03-10 generaliste CCP age=20 avant=2022-06-06:G", ""},
		// Tele-expertise.
		{"2021-06-07 dermatologue TE1 avant=2021-01-04:TE1:3", ""}, {"2021-06-07 dermatologue TE1 avant=2021-01-04:TE1:4", atteinte},
		{"2021-06-07 dermatologue TE2 avant=2021-01-04:TE2", ""}, {"2021-06-07 dermatologue TE2 avant=2021-01-04:TE2:2", atteinte}, {"2021-06-07 dermatologue TE2 avant=2021-01-04:TE1:4", ""},
		{"2022-04-01 dermatologue TE2 avant=2022-01-04:TE2:3", ""}, {"2022-04-01 dermatologue TE2 avant=2022-01-04:TE2:4", atteinte}, {"2022-03-31 dermatologue TE2 avant=2022-01-04:TE2:2", atteinte},
		// APC: not seen in the last four months, day for day.
		{"2026-05-10 dermatologue APC avant=2026-01-09:CS", ""}, {"2026-05-10 dermatologue APC avant=2026-01-10:CS", atteinte}, {"2026-05-10 dermatologue APC avant=2026-05-10:CS", atteinte},
		{"2026-05-10 dermatologue APC avant=2026-04-10:CS:1:autre", ""}, {"2026-05-10 dermatologue APC avant=2026-04-10:DEQP003", ""}, {"2026-05-10 dermatologue APC avant=2026-04-10:TE2", ""},
		{"2026-05-10 psychiatre APY avant=2026-04-10:CNP", atteinte}, {"2026-05-10 cardiologue APC avant=2026-04-10:CSC", atteinte}, {"2026-05-10 generaliste APC avant=2026-04-10:VG", atteinte},
		{"2017-09-11 dermatologue C2 avant=2017-06-12:CS", atteinte}, {"2017-09-11 dermatologue C2 avant=2017-05-10:CS", ""},
		{"2026-06-30 dermatologue APC avant=2026-02-28:CS", atteinte}, {"2026-06-30 dermatologue APC avant=2026-02-27:CS", ""},
	})
}

// TestLeMedecinTraitantOuLAutre: what the pathway says settles who may bill.
func TestLeMedecinTraitantOuLAutre(t *testing.T) {
	for _, c := range []struct {
		codes     string
		sien, non bool
	}{
		{"G+MRT", true, false}, {"G+MUT", true, false}, {"G+MSH", true, false}, {"G+MIC", true, false},
		{"VL", true, false}, {"VSP", true, false}, {"IMT", true, false}, {"GL1 age=85", true, false}, {"GL2 age=85", true, false}, {"GL3 age=85", true, false}, {"CSO age=8", true, false},
		{"G+MCG", false, true}, {"G+MOP age=85", false, true}, {"G+MCU", false, true}, {"G+SNP", false, true},
		{"G+MEG age=4", true, true}, {"VG+MD", true, true}, {"G+MU", true, true}, {"G+MHP", true, true}, {"CCX", true, true},
	} {
		codes, dit, _ := strings.Cut(c.codes, " ")
		for parcours, attendu := range map[string]bool{"T": c.sien, "R": c.sien, "N": c.sien, "O": c.non, "M": c.non} {
			ligne := "2026-03-10 generaliste " + codes + " " + dit + " parcours=" + parcours
			if l, raisons, _ := juger(t, ligne); (len(l) == 0) != attendu {
				t.Errorf("%s : accepté %t, on voulait %t ; %s", ligne, len(l) == 0, attendu, raisons)
			}
		}
		// What is not said forbids nothing.
		if l, raisons, _ := juger(t, "2026-03-10 generaliste "+codes+" "+dit); len(l) > 0 {
			t.Errorf("%s, rien de dit du parcours : %s", codes, raisons)
		}
	}
	verdicts(t, [][2]string{
		// Coordination: never off the pathway, nor with a DE.
		{"2026-03-10 generaliste G+MCG parcours=S", reservee}, {"2026-03-10 dermatologue CS+MCS parcours=S", reservee}, {"2026-03-10 cardiologue CSC+MCC parcours=S", reservee},
		{"2026-03-10 dermatologue CS+MCS parcours=O sans_mt", reservee},
		{"2026-03-10 dermatologue CS+MCS parcours=O dit=exigence", nonRemplie}, {"2026-03-10 generaliste G+MCG parcours=O dit=exigence", nonRemplie},
		{"2024-06-03 dermatologue CS+MPC dit=exigence", nonRemplie}, {"2024-06-03 dermatologue CS+MPC+DE honoraires=40.00", nonRemplie},
		// Regulated or not.
		{"2026-03-10 generaliste G+MRT dit=regule", ""}, {"2026-03-10 generaliste G+CRN dit=regule heure=22:00", ""}, {"2026-03-10 generaliste G+CRN heure=22:00", ""},
		{"2024-06-04 generaliste G+MN dit=regule heure=22:00", nonRemplie}, {"2024-06-04 generaliste VG+MDN dit=regule heure=22:00", nonRemplie},
		{"2026-03-10 generaliste VG+MD dit=non_justifiee", nonRemplie}, {"2024-06-04 generaliste VG+MDN dit=non_justifiee heure=22:00", nonRemplie},
		{"2026-03-10 generaliste VG+IK quantite=10 dit=non_justifiee", nonRemplie},
		// Psychiatrists have their own.
		{"2026-03-10 psychiatre CNP+SNP", "acte-non-ouvert"}, {"2026-03-10 psychiatre CNP+MCU", "acte-non-ouvert"}, {"2026-03-10 psychiatre CNP+SHE", "acte-non-ouvert"},
		{"2026-03-10 psychiatre APY+MCU", "acte-non-ouvert"},
	})
}

// TestLesKilometres: (2 d − 4) on flat land, (2 d − 2) in the mountains.
func TestLesKilometres(t *testing.T) {
	for _, c := range []struct{ facture, codes, base string }{
		{"2026-03-10 generaliste visite km=12", "VG+MD+IK", "52.20"},                              // 30 + 10 + 20 × 0,61
		{"2026-03-10 generaliste visite km=2.01", "VG+MD+IK", "40.01"},                            // 0,02 km × 0,61
		{"2026-03-10 generaliste visite km=2", "VG+MD", "40.00"},                                  // the deduction eats it
		{"2026-03-10 generaliste visite km=0.5", "VG+MD", "40.00"},                                // near
		{"2026-03-10 generaliste visite", "VG+MD", "40.00"},                                       // not said
		{"2026-03-10 generaliste visite km=12 dit=non_justifiee", "VG", "30.00"},                  // neither MD nor IK
		{"2026-03-10 generaliste visite km=12 terrain=montagne", "VG+MDM+IKM", "67.00"},           // 30 + 15 + 22 × 1,00
		{"2025-12-31 generaliste visite km=12 terrain=montagne", "VG+MD+IKM", "60.02"},            // 30 + 10 + 22 × 0,91
		{"2026-03-10 generaliste visite km=1 terrain=montagne", "VG+MDM", "45.00"},                // the deduction eats it
		{"2026-03-10 generaliste visite km=1.5 terrain=montagne", "VG+MDM+IKM", "46.00"},          // 1 × 1,00
		{"2026-03-10 generaliste VG+MD+IK quantite=20", "VG+MD+IK", "52.20"},                      // the kilometres billed
		{"2026-03-10 generaliste VG+MD+IK km=12", "VG+MD+IK", "52.20"},                            // or the way
		{"2026-03-10 generaliste VG+MDM+IKM quantite=22 terrain=montagne", "VG+MDM+IKM", "67.00"}, // by quantity
		{"2026-03-10 generaliste VG+MD+IKS quantite=3 terrain=pied", "VG+MD+IKS", "53.71"},        // 3 × 4,57
		{"2026-03-10 generaliste visite+regule km=12 heure=22:00", "VG+IK+VRN", "88.20"},          // 30 + 12,20 + 46
	} {
		if codes, base, err := coteDe(t, c.facture); err != nil || codes != c.codes || base.String() != c.base {
			t.Errorf("%s : %s, base %s (%v) ; on voulait %s, %s", c.facture, codes, base, err, c.codes, c.base)
		}
	}
	verdicts(t, [][2]string{
		{"2026-03-10 generaliste VG+MD+IK", "quantite-manquante"},
		{"2026-03-10 generaliste VG+MD+IK km=12 terrain=montagne", nonRemplie},
		{"2026-03-10 generaliste VG+MD+IKM km=12 terrain=pied", nonRemplie},
		{"2026-03-10 generaliste G+IK quantite=20", "majoration-sans-acte"},
	})
}
