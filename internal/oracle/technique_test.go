package oracle

import "testing"

// TestLOracleRetrouveLesPrixTechniquesPublies: figures printed by a page.
func TestLOracleRetrouveLesPrixTechniquesPublies(t *testing.T) {
	generaliste := FactureTechnique{Date: 20250310, Age: 40, Specialite: 1, Secteur: "1"}
	f := generaliste
	f.Techniques = []ActeTechnique{{Code: "GABD002", Activite: 1, Optam: 2826, Hors: 2445, Accepte: "FMPSU", Regroupement: "ATM", Lettres: "M", Parts: "j"}}
	if p, _ := f.Prix(0, 0); p != 5514 || len(f.FautesLettres()) > 0 || !f.Licite([]int{0}) {
		t.Errorf("GABD002 + M : %d, imprimé 55,14", p)
	}
	f.Techniques = []ActeTechnique{
		{Code: "CDRP002", Activite: 1, Optam: 4946, Hors: 4078, Regroupement: "ATM", Parts: "j"},
		{Code: "BLQP010", Activite: 1, Optam: 2567, Hors: 2567, Regroupement: "ATM", Parts: "j"},
	}
	a, _ := f.Prix(0, 1)
	b, _ := f.Prix(1, 2)
	if a+b != 6230 || !f.Licite([]int{1, 2}) || f.Licite([]int{2, 1}) || f.Licite([]int{1, 1}) || f.Licite([]int{1, 3}) {
		t.Errorf("CDRP002 + BLQP010 : %d, imprimé 62,30", a+b)
	}
}

func TestLesDeuxMomentsDUneJournee(t *testing.T) {
	acte := func(prix int64, code int) ActeTechnique {
		return ActeTechnique{Code: "NEKA020", Activite: 1, Optam: prix, Regroupement: "ADC", Association: code, Parts: "j"}
	}
	f := FactureTechnique{Date: 20260310, Age: 40, Specialite: 41, Secteur: "1", Techniques: []ActeTechnique{acte(100, 1), acte(50, 2), acte(80, 5), acte(30, 2)}}
	if !f.Licite([]int{1, 2, 5, 2}) {
		t.Error("deux moments de deux actes")
	}
	f.Techniques[1] = acte(200, 2)
	if f.Licite([]int{1, 2, 5, 2}) {
		t.Error("un second acte plus cher que les premiers")
	}
}
