package complementaire_test

import (
	"testing"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/dossier"
)

// payer returns what the guarantee pays on a dossier, and what is left.
func payer(t *testing.T, json, garantie string) (amc, reste argent.Centimes) {
	t.Helper()
	d, err := dossier.Decoder([]byte(json))
	if err != nil {
		t.Fatalf("%s : %v", json, err)
	}
	g, e := dossier.ParseGarantie(garantie)
	if e != nil {
		t.Fatal(e)
	}
	d.Contrat.Garantie = g
	dec, err := opposable.Calculer(d)
	if err != nil {
		t.Fatalf("%s : %v", json, err)
	}
	return dec.AMC, dec.ResteACharge
}

// gynecologue returns a consultation in 2026, in the pathway.
func gynecologue(option, honoraires string) string {
	return `{"date": "2026-04-01", "praticien": {"specialite": "gynecologie_obstetrique", "secteur": "2", "option": "` + option + `"},
		"parcours": "oriente", "actes": [{"nature": "consultation"}], "honoraires": "` + honoraires + `"}`
}

// TestLesExemplesPublies: amounts printed by insurers, to the cent.
func TestLesExemplesPublies(t *testing.T) {
	brut50 := `{"date": "2019-03-01", "praticien": {"specialite": "dermatologie", "secteur": "2"}, "parcours": "oriente", "actes": [{"nature": "consultation"}], "honoraires": "50.00"}`
	for _, c := range []struct {
		source, json, garantie string
		amc, reste             argent.Centimes
	}{
		{"assureur, brut, 100 %", brut50, "100%", 690, 2800},
		{"assureur, brut, 200 %", brut50, "200%", 2990, 500},
		{"brochure 2026, 44 €, OPTAM, 100 %", gynecologue("optam", "44.00"), "100%:net", 1145, 1250},
		{"brochure 2026, 44 €, OPTAM, 150 %", gynecologue("optam", "44.00"), "150%:net", 2195, 200},
		{"brochure 2026, 56 €, hors OPTAM, 100 %", gynecologue("aucune", "56.00"), "100%:net", 890, 3300},
		{"brochure 2026, 56 €, hors OPTAM, 130 %", gynecologue("aucune", "56.00"), "150%/130%:net", 1580, 2610},
		{"brochure 2026, 56 €, hors OPTAM, 180 %", gynecologue("aucune", "56.00"), "200%/180%:net", 2730, 1460},
		{"brochure 2026, 56 €, hors OPTAM, 200 %", gynecologue("aucune", "56.00"), "220%/200%:net", 3190, 1000},
	} {
		if amc, reste := payer(t, c.json, c.garantie); amc != c.amc || reste != c.reste {
			t.Errorf("%s : AMC %s, reste %s ; on voulait %s et %s", c.source, amc, reste, c.amc, c.reste)
		}
	}
}

func TestChaqueEcritureSeCalculeASaFacon(t *testing.T) {
	s1 := `{"date": "2026-03-10", "praticien": {"specialite": "medecine_generale", "secteur": "1"}, "actes": [{"nature": "consultation"}]}`
	s2 := `{"date": "2026-03-10", "praticien": {"specialite": "medecine_generale", "secteur": "2"}, "actes": [{"nature": "consultation"}], "honoraires": "70.00"}`
	hors := `{"date": "2024-06-01", "parcours": "hors_parcours", "praticien": {"specialite": "dermatologie", "secteur": "2"}, "actes": [{"nature": "consultation"}], "honoraires": "60.00"}`
	for _, c := range []struct {
		cas, json, garantie string
		amc, reste          argent.Centimes
	}{
		{"sans contrat", s1, "", 0, 1100},
		{"100 % en secteur 1 : le ticket modérateur", s1, "100%", 900, 200},
		{"l'AMC ne paie jamais plus que le reste, la participation mise à part", s1, "400%", 900, 200},
		{"un contrat libre paie aussi la participation", s1, "400%:libre", 1100, 0},
		{"frais réels d'un contrat responsable", s1, "FR", 900, 200},
		{"70 % : l'assurance maladie suffit", s1, "70%", 0, 1100},
		{"en sus, 10 % de la base", s1, "+10%", 300, 800},
		{"hors OPTAM, 300 % se ramènent à 200 %", s2, "300%", 2300*2 - 1610, 7000 - 1410 - 2990},
		{"hors OPTAM, les frais réels s'arrêtent à 100 % de la base", s2, "FR", 690 + 2300, 7000 - 1410 - 2990},
		{"hors OPTAM, en sus : 30 % et 100 %", s2, "+300%", 690 + 2300, 7000 - 1410 - 2990},
		{"hors OPTAM, vingt points sous l'OPTAM", s2, "150%/150%", 2990 - 1610, 7000 - 1410 - 1380},
		{"100 % et 100 % : aucun dépassement, aucun écart", s2, "100%/100%", 690, 7000 - 1410 - 690},
		{"un contrat libre n'a pas ces plafonds", s2, "300%:libre", 6900 - 1610, 7000 - 1410 - 5290},
		// H 60, B 23: 16,10 − 9,20 − 2; TM 6,90 + min(23, 37 − 10,50).
		{"hors parcours, la majoration et les premiers euros restent", hors, "200%", 690 + 2300, 6000 - 490 - 2990},
		{"hors parcours, frais réels", hors, "FR", 690 + 2300, 6000 - 490 - 2990},
		{"hors parcours, en sus 50 % : ticket modérateur et 4,60 €", hors, "+50%", 1150, 6000 - 490 - 1150},
		{"hors parcours, contrat libre", hors, "100%:libre", 2300 - 690, 6000 - 490 - 1610},
	} {
		if amc, reste := payer(t, c.json, c.garantie); amc != c.amc || reste != c.reste {
			t.Errorf("%s : AMC %s, reste %s ; on voulait %s et %s", c.cas, amc, reste, c.amc, c.reste)
		}
	}
}

func TestUneAidePubliquePrendLaPlaceDuContrat(t *testing.T) {
	for _, aide := range []string{"c2s", "ame"} {
		amc, reste := payer(t, `{"date": "2026-03-10", "patient": {"aide": "`+aide+`"}, "praticien": {"specialite": "medecine_generale", "secteur": "1"}, "actes": [{"nature": "consultation"}]}`, "200%")
		if amc != 0 || reste != 0 {
			t.Errorf("%s : AMC %s, reste %s", aide, amc, reste)
		}
	}
}

// TestLeSecondNiveauResteVingtPointsSousLePremier, whatever the writing of
// each: a contrat responsable may not cover more outside the OPTAM than under.
func TestLeSecondNiveauResteVingtPointsSousLePremier(t *testing.T) {
	s2 := `{"date": "2026-03-10", "praticien": {"specialite": "medecine_generale", "secteur": "2"}, "actes": [{"nature": "consultation"}], "honoraires": "70.00"}`
	for _, c := range []struct {
		garantie string
		amc      argent.Centimes
	}{
		{"130%/FR", 690 + 230},     // 30 points under OPTAM leave 10
		{"130%/+200%", 690 + 230},  // the same
		{"+60%/200%", 690 + 230},   // 60 points on top are 30 of excess
		{"FR/FR", 690 + 2300},      // no limit under OPTAM, 100 % outside
		{"100%/FR", 690},           // nothing of the excess under OPTAM, nothing outside
		{"150%/+130%", 690 + 690},  // 50 points leave 30
		{"150%/130%", 2990 - 1610}, // within
	} {
		if amc, _ := payer(t, s2, c.garantie); amc != c.amc {
			t.Errorf("%s : AMC %s, on voulait %s", c.garantie, amc, c.amc)
		}
	}
}

// TestEnAlsaceMoselleLePlafondTientCompteDuRegimeLocal: the régime local pays
// 20 points of the ticket modérateur, which are then no part of "+x %".
func TestEnAlsaceMoselleLePlafondTientCompteDuRegimeLocal(t *testing.T) {
	amc, _ := payer(t, `{"date": "2026-03-10", "patient": {"regime": "alsace_moselle"}, "praticien": {"specialite": "medecine_generale", "secteur": "2"},
		"actes": [{"nature": "consultation"}], "honoraires": "70.00"}`, "+300%")
	if voulu := argent.Centimes(230 + 2300); amc != voulu {
		t.Errorf("AMC %s, on voulait 2,30 de ticket modérateur et 23,00 de dépassement : %s", amc, voulu)
	}
}

// TestLActeLourdNEmporteRienDuPlafond: under "+x %", the flat amount is the
// ticket modérateur of the act, and 100 % of the base may come above it.
func TestLActeLourdNEmporteRienDuPlafond(t *testing.T) {
	d := `{"date": "2026-03-10", "praticien": {"specialite": "chirurgie_viscerale", "secteur": "2"}, "actes": [{"code": "HMFC004"}], "honoraires": "900.00"}`
	enSus, _ := payer(t, d, "+300%")
	incluse, _ := payer(t, d, "300%")
	if enSus != incluse {
		t.Errorf("plafonnées toutes deux à 100 %% de dépassement : %s en sus, %s AMO incluse", enSus, incluse)
	}
}

// TestUneExigenceDuPatientNEstRembourseeParPersonne, as the warning says.
func TestUneExigenceDuPatientNEstRembourseeParPersonne(t *testing.T) {
	amc, reste := payer(t, `{"date": "2026-03-10", "praticien": {"specialite": "medecine_generale", "secteur": "1"},
		"actes": [{"nature": "consultation", "circonstances": ["exigence"]}], "honoraires": "50.00"}`, "300%")
	if amc != 900 || reste != 2200 {
		t.Errorf("AMC %s, reste %s : les 20,00 € d'exigence restent au patient", amc, reste)
	}
}
