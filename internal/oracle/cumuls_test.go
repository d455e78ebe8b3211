package oracle

import (
	"slices"
	"strings"
	"testing"
)

// TestLOracleLitLesNotes: the sentences of the notes, one by one.
func TestLOracleLitLesNotes(t *testing.T) {
	for _, c := range []struct {
		phrase, codes, medecin string
		date, age              int
		faits                  map[string]Verite
		permis                 bool
	}{
		{"RN 2 : MCG avec G", "G MCG", "mg", 20260310, 40, nil, true},
		{"RN 2 : jamais une visite", "VG MCG", "mg", 20260310, 40, nil, false},
		{"RN 2 : MCG, jamais SNP", "G MCG SNP", "mg", 20260310, 40, nil, false},
		{"T 3 : MRT ≠ MUT", "G MRT MUT", "mg", 20260310, 40, nil, false},
		{"T 3 : MCU cumulable avec CS+MPC+MCS", "CS MPC MCS MCU", "sp", 20180604, 40, nil, true},
		{"T 3 : psychiatres exclus de SNP", "CNP SNP", "psy", 20260310, 40, nil, false},
		{"RN 2 : SNP et SHE", "G SNP SHE", "mg", 20260310, 40, nil, true},
		{"RN 4 : SNP+SHE de 20 à 21 h", "G SNP SHE", "mg", 20260310, 40, map[string]Verite{"nuit": Vraie, "etendus": Vraie, "milieu": Fausse, "dimanche": Fausse, "samedi": Fausse}, true},
		{"CSV SHE : en sus de SNP ou MRT", "G SHE", "mg", 20260310, 40, nil, false},
		{"RN 1 : MPB du dermatologue en 2018", "CS MPB", "derm", 20180604, 40, nil, false},
		{"RN 1 : MPB du dermatologue depuis le 10/02/2019", "CS MPB", "derm", 20190210, 40, nil, true},
		{"faits contraires : médecin traitant et non", "G MSH MOP", "mg", 20260310, 85, nil, false},
		{"faits contraires : nuit et milieu de nuit", "G CRN", "mg", 20260310, 40, map[string]Verite{"milieu": Vraie}, false},
		{"MSH du médecin traitant", "G MSH", "mg", 20260310, 40, map[string]Verite{"mt": Vraie}, true},
		{"MSH d'un autre", "G MSH", "mg", 20260310, 40, map[string]Verite{"mt": Fausse}, false},
		{"MHP sans urgence", "G MHP", "mg", 20260310, 40, map[string]Verite{"urgence": Vraie}, false},
		{"MEP avec NFP", "CS NFP MEP", "ped", 20240603, 1, nil, true},
		{"MEP seule", "CS MEP", "ped", 20240603, 1, nil, false},
		{"deux actes", "G VG", "mg", 20260310, 40, nil, false},
		{"deux fois la même", "G MHP MHP", "mg", 20260310, 40, nil, false},
		{"majoration seule", "MEG", "mg", 20260310, 4, nil, false},
		{"âge", "G MEG", "mg", 20260310, 6, nil, false},
		{"mois possibles d'un enfant de 8 mois ou plus", "COE", "ped", 20260310, 0, nil, true},
		{"mois impossibles à 3 ans", "COE", "ped", 20260310, 3, nil, false},
	} {
		f := &Facture{Codes: strings.Fields(c.codes), Medecin: c.medecin, Date: c.date, Age: c.age, Mois: -1, Jours: -1, Faits: c.faits}
		if permis, raison := Permis(f); permis != c.permis {
			t.Errorf("%s : %t (%s)", c.phrase, permis, raison)
		}
	}
}

// TestLesListesDeLOracleSontDesCodes: a list names only codes that a rule opens.
func TestLesListesDeLOracleSontDesCodes(t *testing.T) {
	var codes []string
	for _, r := range regles {
		codes = append(codes, r.code)
		if r.source == "" || r.au != 0 && r.au < r.du {
			t.Errorf("%+v", r)
		}
		if estMajoration(r.code) != (r.avec != "") {
			t.Errorf("%s : une majoration accompagne, un acte non", r.code)
		}
	}
	verifier := func(liste string) {
		for c := range strings.FieldsSeq(liste) {
			if !slices.Contains(codes, c) {
				t.Errorf("%s n'est ouvert par aucune règle", c)
			}
		}
	}
	verifier(majorations)
	verifier(cliniques + examens + avis + expertise)
	for _, x := range exclusions {
		verifier(x.un + " " + x.autre)
	}
	for _, x := range unSeul {
		verifier(x.parmi)
	}
}
