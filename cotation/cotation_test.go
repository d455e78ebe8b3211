package cotation_test

import (
	"strings"
	"testing"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/cotation"
	"github.com/opposable/opposable/dossier"
)

func calculer(t *testing.T, json string) (opposable.Decompte, error) {
	t.Helper()
	d, err := dossier.Decoder([]byte(json))
	if err != nil {
		t.Fatalf("%s : %v", json, err)
	}
	return opposable.Calculer(d)
}

func codes(dec opposable.Decompte) string {
	var l []string
	for _, x := range dec.Lignes {
		l = append(l, x.Code.String())
	}
	return strings.Join(l, "+")
}

func TestUneConsultationPrendSesLettres(t *testing.T) {
	for _, c := range []struct {
		cas, json, codes string
		base             argent.Centimes
	}{
		{"généraliste", `{"date": "2026-03-10", "praticien": {"specialite": "01", "secteur": "1"}, "actes": [{"nature": "consultation"}]}`, "G", 3000},
		{"généraliste, enfant de cinq ans", `{"date": "2026-03-10", "patient": {"age": 5}, "praticien": {"specialite": "01", "secteur": "1"}, "actes": [{"nature": "consultation"}]}`, "G+MEG", 3500},
		{"généraliste de secteur 2 au tarif", `{"date": "2026-03-10", "praticien": {"specialite": "01", "secteur": "2"}, "actes": [{"nature": "consultation"}], "honoraires": "30.00"}`, "G", 3000},
		{"généraliste de secteur 2, un centime de plus", `{"date": "2026-03-10", "praticien": {"specialite": "01", "secteur": "2"}, "actes": [{"nature": "consultation"}], "honoraires": "30.01"}`, "C", 2300},
		{"cardiologue adressé", `{"date": "2026-03-10", "praticien": {"specialite": "03", "secteur": "1"}, "parcours": "O", "actes": [{"nature": "consultation"}]}`, "CSC+MCC", 5250},
		{"psychiatre adressé", `{"date": "2026-03-10", "praticien": {"specialite": "33", "secteur": "1"}, "parcours": "O", "actes": [{"nature": "consultation"}]}`, "CNP+MCS", 5700},
		{"psychiatre, patient de 24 ans en accès direct", `{"date": "2026-03-10", "patient": {"age": 24}, "praticien": {"specialite": "33", "secteur": "1"}, "parcours": "D", "actes": [{"nature": "consultation"}]}`, "CNP+MCS+MP", 7500},
		{"psychiatre de secteur 2 au-delà", `{"date": "2026-03-10", "praticien": {"specialite": "33", "secteur": "2"}, "parcours": "O", "actes": [{"nature": "consultation"}], "honoraires": "90"}`, "CP", 4250},
		{"non conventionné", `{"date": "2026-03-10", "praticien": {"specialite": "33", "secteur": "3"}, "actes": [{"nature": "consultation"}], "honoraires": "90"}`, "CS", 122},
		{"une exigence fait perdre la coordination", `{"date": "2026-03-10", "praticien": {"specialite": "33", "secteur": "1"}, "parcours": "O", "actes": [{"nature": "consultation", "circonstances": ["exigence"]}], "honoraires": "80"}`, "CNP", 5200},
	} {
		dec, err := calculer(t, c.json)
		if err != nil || codes(dec) != c.codes || dec.Base != c.base {
			t.Errorf("%s : %s, base %s (%v)", c.cas, codes(dec), dec.Base, err)
		}
	}
}

func TestUneFactureIllegaleEstRefusee(t *testing.T) {
	const s1, s2 = `"praticien": {"specialite": "01", "secteur": "1"}`, `"praticien": {"specialite": "01", "secteur": "2"}`
	for _, c := range []struct{ cas, reste, code, champ string }{
		{"secteur 1 au-delà du tarif", s1 + `, "actes": [{"nature": "consultation"}], "honoraires": "30.01"`, "depassement-interdit", "honoraires"},
		{"secteur 2 et C2S", s2 + `, "patient": {"aide": "c2s"}, "actes": [{"nature": "consultation"}], "honoraires": "45"`, "depassement-interdit", "honoraires"},
		{"secteur 2 en urgence", s2 + `, "parcours": "urgence", "actes": [{"nature": "consultation"}], "honoraires": "45"`, "depassement-interdit", "honoraires"},
		{"secteur 2 sans honoraires", s2 + `, "actes": [{"nature": "consultation"}]`, "honoraires-manquants", "honoraires"},
		{"code inconnu", s1 + `, "actes": [{"code": "GG"}]`, "acte-inconnu", "actes[0].code"},
		{"lettre d'une autre spécialité", s1 + `, "actes": [{"code": "CSC"}]`, "acte-non-ouvert", "actes[0].code"},
		{"lettre du secteur 2 qui dépasse", s1 + `, "actes": [{"code": "C"}]`, "majoration-reservee", "actes[0].code"},
		{"majoration seule", s1 + `, "actes": [{"code": "MEG"}]`, "majoration-seule", "actes[0].code"},
		{"DE sans acte", s1 + `, "actes": [{"code": "DE"}], "honoraires": "20"`, "acte-manquant", "actes"},
		{"lettre disparue", s1 + `, "actes": [{"code": "G"}, {"code": "MMG"}]`, "tarif-inconnu", "actes[1].code"},
		{"accès direct à un généraliste", s1 + `, "parcours": "acces_direct", "actes": [{"nature": "consultation"}]`, "acces-direct-non-prevu", "parcours"},
		{"consultation longue sans motif", s1 + `, "patient": {"age": 85}, "actes": [{"nature": "consultation_longue"}]`, "circonstance-manquante", "actes[0].nature"},
		{"total qui n'est pas la somme", s2 + `, "actes": [{"code": "DEQP003", "honoraires": "20"}], "honoraires": "30"`, "honoraires-incoherents", "honoraires"},
		{"un acte chiffré sur deux", `"praticien": {"specialite": "01", "secteur": "2", "option": "optam"}, "actes": [{"code": "DEQP003", "honoraires": "20"}, {"code": "GLQP012"}]`, "honoraires-incoherents", "actes"},
		{"spécialiste hors parcours au-delà du DA", `"parcours": "S", "praticien": {"specialite": "05", "secteur": "1"}, "actes": [{"nature": "consultation"}], "honoraires": "37.01"`, "depassement-plafonne", "honoraires"},
	} {
		_, err := calculer(t, `{"date": "2026-03-10", `+c.reste+`}`)
		l := dossier.Lister(err)
		if len(l) != 1 || l[0].Code != c.code || l[0].Champ != c.champ {
			t.Errorf("%s : %v, on voulait %s en %s", c.cas, err, c.code, c.champ)
		}
	}
}

func TestLaPositionDansLeParcours(t *testing.T) {
	for _, c := range []struct {
		cas, reste string
		position   cotation.Position
	}{
		{"médecin traitant", `"parcours": "T"`, cotation.DansLeParcours},
		{"rien de dit, généraliste", `"parcours": null`, cotation.DansLeParcours},
		{"rien de dit, sans médecin traitant", `"patient": {"medecin_traitant": false}`, cotation.HorsParcours},
		{"nouveau médecin traitant", `"parcours": "N", "patient": {"medecin_traitant": false}`, cotation.DansLeParcours},
		{"remplaçant", `"parcours": "R"`, cotation.DansLeParcours},
		{"adressé par un autre, médecin traitant déclaré", `"parcours": "M"`, cotation.DansLeParcours},
		{"adressé par un autre, sans médecin traitant", `"parcours": "M", "patient": {"medecin_traitant": false}`, cotation.HorsParcours},
		{"urgence", `"parcours": "U", "patient": {"medecin_traitant": false}`, cotation.Dispense},
		{"loin de chez soi", `"parcours": "H"`, cotation.Dispense},
		{"autre situation", `"parcours": "A"`, cotation.Dispense},
		{"hors parcours", `"parcours": "S"`, cotation.HorsParcours},
		{"quinze ans", `"parcours": "S", "patient": {"age": 15}`, cotation.SansObjet},
		{"AME", `"parcours": "S", "patient": {"aide": "ame"}`, cotation.SansObjet},
	} {
		dec, err := calculer(t, `{"date": "2026-03-10", "praticien": {"specialite": "01", "secteur": "1"}, "actes": [{"nature": "consultation"}], `+c.reste+`}`)
		if err != nil || dec.Position != c.position {
			t.Errorf("%s : position %d (%v)", c.cas, dec.Position, err)
		}
	}
}

// TestLesHonorairesDUneExigenceSontComptes: a DE written with its own amount
// must not vanish from the bill.
func TestLesHonorairesDUneExigenceSontComptes(t *testing.T) {
	dec, err := calculer(t, `{"date": "2026-03-10", "praticien": {"specialite": "01", "secteur": "1"}, "actes": [{"code": "G", "honoraires": "30"}, {"code": "DE", "honoraires": "20"}]}`)
	if err == nil && dec.Honoraires != 5000 {
		t.Errorf("on demandait 30 et 20, le décompte compte %s", dec.Honoraires)
	}
}

// TestLeSecteur1NeDepasseAucuneLigne: a shortfall on one act pays for no excess
// on another.
func TestLeSecteur1NeDepasseAucuneLigne(t *testing.T) {
	dec, err := calculer(t, `{"date": "2026-03-10", "praticien": {"specialite": "01", "secteur": "1"}, "actes": [{"code": "G", "honoraires": "40"}, {"code": "DEQP003", "honoraires": "0"}]}`)
	if err == nil {
		t.Errorf("accepté, avec un dépassement de %s", dec.Depassement)
	}
}

// TestOutreMerLeSecteur2AuTarifGardeSesLettres: the tariff compared with the
// fee is the overseas one, coefficient included.
func TestOutreMerLeSecteur2AuTarifGardeSesLettres(t *testing.T) {
	const debut = `{"date": "2026-03-10", "praticien": {"specialite": "01", "secteur": "`
	const actes = `", "zone": "reunion"}, "actes": [{"nature": "consultation"}, {"code": "DEQP003"}]`
	sans, err := calculer(t, debut+"2"+actes+`, "honoraires": "1.00"}`)
	if err != nil || codes(sans) != "G+DEQP003" {
		t.Fatalf("%s, %v", codes(sans), err)
	}
	// G 36,00 and, in the grid of secteur 2 without option, 13,81 × 1,04 = 14,36.
	dec, err := calculer(t, debut+"2"+actes+`, "honoraires": "50.36"}`)
	if err != nil || codes(dec) != "G+DEQP003" {
		t.Errorf("au tarif : %s, %v", codes(dec), err)
	}
}

// TestUnTotalNeCachePasUnMontantDActe: an amount stated for one act of two must
// not be ignored because a total is given.
func TestUnTotalNeCachePasUnMontantDActe(t *testing.T) {
	dec, err := calculer(t, `{"date": "2026-03-10", "praticien": {"specialite": "03", "secteur": "2", "option": "optam"},
		"actes": [{"code": "DEQP003"}, {"code": "DZQM006", "honoraires": "150"}], "honoraires": "200"}`)
	if err == nil && dec.Lignes[1].Honoraires != 15000 {
		t.Errorf("l'acte est dit à 150,00, la ligne porte %s", dec.Lignes[1].Honoraires)
	}
}

// TestUneMajorationEcriteAvantSonActeGardeSesHonoraires: the order of the acts
// in the dossier does not matter, each amount is counted once.
func TestUneMajorationEcriteAvantSonActeGardeSesHonoraires(t *testing.T) {
	const debut = `{"date": "2022-06-01", "praticien": {"specialite": "05", "secteur": "2", "option": "optam"}, "parcours": "O", "actes": [`
	const majoration, acte = `{"code": "MCX", "honoraires": "16.00"}`, `{"nature": "consultation", "honoraires": "60.00"}`
	avant, err := calculer(t, debut+majoration+`, `+acte+`]}`)
	apres, err2 := calculer(t, debut+acte+`, `+majoration+`]}`)
	if err != nil || err2 != nil || avant.Honoraires != 7600 || avant.Base != apres.Base || avant.AMO != apres.AMO {
		t.Errorf("avant %s, base %s (%v) ; après %s, base %s (%v)", avant.Honoraires, avant.Base, err, apres.Honoraires, apres.Base, err2)
	}
}

// TestLePlafondDuDAEstCeluiDUneConsultation: the printed ceilings bear on a
// consultation; they cannot forbid a technical act that is dearer at its tariff.
func TestLePlafondDuDAEstCeluiDUneConsultation(t *testing.T) {
	_, err := calculer(t, `{"date": "2026-03-10", "parcours": "S", "praticien": {"specialite": "chirurgie_viscerale", "secteur": "1"}, "actes": [{"code": "HMFC004"}], "honoraires": "310.00"}`)
	for _, e := range dossier.Lister(err) {
		if e.Code == "depassement-plafonne" {
			t.Errorf("tarif de 300,03 € : %v", err)
		}
	}
}
