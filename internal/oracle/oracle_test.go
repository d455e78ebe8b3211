package oracle

import (
	"math/big"
	"testing"
)

// consultation is one line at its tariff or above it, for an adult in the
// pathway.
func consultation(date int, tarif, honoraires int64) *Dossier {
	return &Dossier{Date: date, Age: 40, MedecinTraitant: true, Parcours: 'T', BaseOpposable: true, Lignes: []Ligne{{Tarif: tarif, Honoraires: honoraires}}}
}

// TestLOracleRetrouveLesMontantsPublies: the amounts printed in the notes.
func TestLOracleRetrouveLesMontantsPublies(t *testing.T) {
	hors := func(d *Dossier) *Dossier { d.Parcours = 'S'; return d }
	for _, c := range []struct {
		source string
		d      *Dossier
		amo    int64
	}{
		{"F1069, 30 € chez le médecin traitant", consultation(20241222, 3000, 3000), 1900},
		{"REMB, hors parcours avec le plafond : 8,40", hors(consultation(20241222, 3000, 3000)), 840},
		{"REMB, 50 € hors parcours avec le plafond : 22,40", hors(consultation(20241222, 5000, 5000)), 2240},
		{"SP 3, 42,50 € hors parcours avec le plafond : 17,15", hors(consultation(20241222, 4250, 4250)), 1715},
		{"SP 3, 52,50 € hors parcours avec le plafond : 24,15", hors(consultation(20241222, 5250, 5250)), 2415},
		{"F34917 de 2022, base 37 hors parcours : 14,90", hors(consultation(20220405, 3700, 3700)), 1490},
	} {
		if r := Calculer(c.d); r.AMO != c.amo {
			t.Errorf("%s : %d", c.source, r.AMO)
		}
	}
	// F34917 of 2022, secteur 1: the cap line by line on 37 and 2.70.
	d := hors(consultation(20220405, 3700, 3700))
	d.PlafondMajoration = "ligne"
	d.Lignes = append(d.Lignes, Ligne{Tarif: 270, Honoraires: 270, Majoration: true})
	if r := Calculer(d); r.AMO != 1571 {
		t.Errorf("F34917 de 2022, secteur 1 : %d, imprimé 15,71", r.AMO)
	}
	// F1069 as printed since December 2024, without the cap.
	d = hors(consultation(20241222, 3000, 3000))
	d.PlafondMajoration = "sans"
	if r := Calculer(d); r.AMO != 700 {
		t.Errorf("F1069 hors parcours : %d, imprimé 7,00", r.AMO)
	}
}

func TestLOracleRetrouveLesContratsPublies(t *testing.T) {
	for _, c := range []struct {
		source                      string
		date                        int
		tarif, honoraires, garantie int64
		opposable, nette            bool
		amc                         int64
	}{
		{"assureur, brut, 100 %", 20190301, 2300, 5000, 100, false, false, 690},
		{"assureur, brut, 200 %", 20190301, 2300, 5000, 200, false, false, 2990},
		{"assureur, net, 44 €, 100 %", 20260401, 3150, 4400, 100, true, true, 1145},
		{"assureur, net, 44 €, 150 %", 20260401, 3150, 4400, 150, true, true, 2195},
		{"assureur, net, 56 €, 130 %", 20260401, 2300, 5600, 130, false, true, 1580},
		{"assureur, net, 56 €, 200 %", 20260401, 2300, 5600, 200, false, true, 3190},
	} {
		d := consultation(c.date, c.tarif, c.honoraires)
		d.BaseOpposable = c.opposable
		n := Niveau{Ecriture: "incluse", Taux: c.garantie * 10_000}
		d.Garantie = &Garantie{OPTAM: n, Hors: n, Nette: c.nette}
		if r := Calculer(d); r.AMC != c.amc || r.Honoraires != r.AMO+r.Aide+r.AMC+r.Reste {
			t.Errorf("%s : AMC %d, on voulait %d", c.source, r.AMC, c.amc)
		}
	}
	// AMC 1.6, off pathway: H 60, B 23, PF 2, g 200 %; with a DA of 10.50 the
	// excess still covers 23.
	d := consultation(20240601, 2300, 6000)
	d.Parcours, d.BaseOpposable = 'S', false
	n := Niveau{Ecriture: "incluse", Taux: 2_000_000}
	d.Garantie = &Garantie{OPTAM: n, Hors: n}
	if r := Calculer(d); r.AMO != 490 || r.AMC != 2990 || r.Reste != 2520 {
		t.Errorf("hors parcours : %+v", r)
	}
}

func TestLOracleArronditAuCentimeLePlusProche(t *testing.T) {
	for _, c := range [][3]int64{{13335, 1000, 1334}, {13334, 1000, 1333}, {1, 3, 33}, {2, 3, 67}, {-5, 1000, 0}, {-6, 1000, -1}} {
		if r := centimes(arrondir(big.NewRat(c[0], c[1]))); r != c[2] {
			t.Errorf("%d/%d : %d", c[0], c[1], r)
		}
	}
}
