package opposable_test

import (
	"slices"
	"strings"
	"testing"
)

// Pair by pair, from the texts and not from the data: what may not be billed
// together. Each code is accepted without the other, so that the pair alone is
// at fault.
var cumulsInterdits = []struct {
	qui, acte string // the doctor, and the act that bears both
	un, autre string // each code of one list with each of the other
	dit       string // what else the bill says
	mots      string // words that the reason holds, joined by '|'
	texte     string
}{
	{"generaliste", "G", "SNP", "MCG MU MUT MCU F MN MM CRN CRM CRD CRS MHP", "", "SNP", "NGAP, art. 14.1.3 (JO du 14/05/2023)"},
	{"generaliste", "VG", "SNP", "MU VRN VRM VRD VRS F MN MM MHP", "", "SNP", "NGAP, art. 14.1.3"},
	{"dermatologue", "CS", "SNP", "MCX MTX MPB MIS", "", "complexe", "NGAP, art. 14.1.3 : consultations complexes et très complexes"},
	{"generaliste", "G", "SNP", "MRT", "", "médecin traitant", "MRT est du médecin traitant, SNP ne l'est jamais"},
	{"generaliste", "G", "MRT", "MU MCG MUT MCU F MN MM CRN CRM CRD CRS MHP", "", "MRT", "circulaire de décembre 2017 : MRT"},
	{"generaliste", "VG", "MRT", "MU VRN VRM VRD VRS", "", "MRT", "circulaire de décembre 2017 : MRT"},
	{"generaliste", "G", "MUT", "CRN CRM CRD CRS MCU", "", "MUT", "MUT hors garde régulée, et de l'autre médecin"},
	{"generaliste", "VG", "MUT", "VRN VRM VRD VRS", "", "garde", "MUT hors garde régulée"},
	{"generaliste", "G", "MCU", "CRN CRM CRD CRS F MN MM", "", "garde", "MCU hors garde"},
	{"generaliste", "G", "MU", "F MN MM MHP CRN CRM CRD CRS", "", "une seule", "NGAP, art. 14.1 : pas avec les majorations de nuit et de dimanche"},
	{"generaliste", "G", "F", "MN MM MHP CRN CRM CRD CRS", "", "une seule", "une seule majoration d'horaire"},
	{"generaliste", "G", "MN", "MM MHP CRN CRM CRD CRS", "", "une seule", "une seule majoration d'horaire"},
	{"generaliste", "G", "MM", "MHP CRN CRM CRD CRS", "", "une seule", "une seule majoration d'horaire"},
	{"generaliste", "G", "MHP", "CRN CRM CRD CRS", "", "une seule", "MHP est hors régulation"},
	{"generaliste", "G", "CRN", "CRM CRD CRS", "", "une seule", "une seule majoration de garde"},
	{"generaliste", "G", "CRM", "CRD CRS", "", "une seule", "une seule majoration de garde"},
	{"generaliste", "VG", "VRN", "VRM VRD VRS F MN MM MHP MU", "", "une seule", "une seule majoration de garde"},
	{"generaliste", "VG", "MD", "VRN VRM VRD VRS", "", "déplacement", "VR* comprend le déplacement"},
	{"generaliste", "VG", "MD", "MU MDM", "", "déplacement", "MDM et MU tiennent lieu de MD"},
	{"generaliste", "VG", "MDM", "VRN VRM VRD VRS", "", "déplacement", "VR* comprend le déplacement"},
	{"generaliste 2024-06-03", "VG", "MDN", "MD MDD MDI MN MM F VRN VRM VRD MU", "", "une seule|déplacement|horaire", "MDN remplace MD et la majoration de nuit"},
	{"generaliste 2024-06-03", "VG", "MDD", "MD MDI MN MM F VRD MU", "", "une seule|déplacement|horaire", "MDD remplace MD et F"},
	{"generaliste 2024-06-03", "VG", "MDI", "MD MN MM F VRM MU", "", "une seule|déplacement|horaire", "MDI remplace MD et MM"},
	{"generaliste", "G", "MSH", "MIC", "", "séjour", "une seule pour le même séjour"},
	{"generaliste", "VG", "IK", "IKM", "quantite=10", "kilométrique", "un déplacement, une indemnité"},
	{"pediatre 2024-06-03", "CS", "NFE", "MPC MCS", "age=4", "NFE", "NFE exclut MPC et MCS"},
	{"endocrinologue", "CS", "MCE", "MCX MTX TCA SGE MPS MIS PIV", "", "MCE", "la MCE n'est ni MCX ni MTX"},
	{"neurologue", "CNP", "MCX", "MTX PPN MIS", "", "une seule", "une seule majoration de complexité"},
	{"rhumatologue", "CS", "MPB", "PPR MIS MCX MTX", "", "une seule", "une seule majoration de complexité"},
	// Two acts of the same session.
	{"generaliste", "", "G", "VG APC CCX CCE TCG IMT VL COE", "ne=2025-06-20", "une seule", "un acte par séance"},
	{"generaliste", "", "G", "RDV CCP", "age=20", "une seule", "un acte par séance"},
	{"generaliste 2024-06-03", "", "C", "APC G VG", "", "une seule", "un acte par séance"},
	{"dermatologue", "", "CS", "APC CDE CCX", "", "une seule", "APC : pas d'autre acte du même temps"},
	{"psychiatre", "", "CNP", "APY MCY TCS", "", "une seule", "APY : pas d'autre acte du même temps"},
	{"generaliste", "", "GL1", "GL2 GL3 G", "age=85", "une seule", "un acte par séance"},
	{"generaliste", "", "TE2", "G VG APC DEQP003", "", "téléexpertise", "la téléexpertise ne se cumule avec rien"},
	{"generaliste", "", "RQD", "G VG TE2", "", "téléexpertise", "la demande de téléexpertise ne se cumule avec rien"},
}

// TestChaqueCumulInterditEstRefuse: in either order, by Controler and by Calculer, for a reason
// that a doctor understands.
func TestChaqueCumulInterditEstRefuse(t *testing.T) {
	for _, c := range cumulsInterdits {
		qui, jour, dite := strings.Cut(c.qui, " ")
		if !dite {
			jour = "2026-03-10"
		}
		ecrire := func(codes ...string) string {
			l := slices.DeleteFunc(append([]string{c.acte}, codes...), func(s string) bool { return s == "" })
			return jour + " " + qui + " " + strings.Join(l, "+") + " " + c.dit
		}
		for un := range strings.FieldsSeq(c.un) {
			for autre := range strings.FieldsSeq(c.autre) {
				for _, seul := range []string{un, autre} {
					if codes, raisons, _ := juger(t, ecrire(seul)); len(codes) > 0 {
						t.Errorf("%s : refusé sans l'autre code : %s", ecrire(seul), raisons)
					}
				}
				refuser(t, ecrire(un, autre), un, autre, c.mots, c.texte)
				refuser(t, ecrire(autre, un), un, autre, c.mots, c.texte)
			}
		}
	}
}

var codesDeRefus = []string{"cumul-interdit", "majoration-sans-acte", "regle-non-remplie"}

func refuser(t *testing.T, ligne, un, autre, mots, texte string) {
	t.Helper()
	codes, raisons, _ := juger(t, ligne)
	if !slices.ContainsFunc(codes, func(c string) bool { return slices.Contains(codesDeRefus, c) }) {
		t.Errorf("%s : accepté, ou refusé pour autre chose %v ; %s", ligne, codes, texte)
		return
	}
	if !strings.Contains(raisons, un) || !strings.Contains(raisons, autre) {
		t.Errorf("%s : la raison ne nomme pas %s et %s : %s", ligne, un, autre, raisons)
	}
	if !slices.ContainsFunc(strings.Split(mots, "|"), func(m string) bool { return strings.Contains(raisons, m) }) {
		t.Errorf("%s : la raison ne dit pas « %s » : %s", ligne, mots, raisons)
	}
}

// Codes that never go with an act, whatever the patient.
var sansCetActe = []struct{ qui, acte, majorations, dit, texte string }{
	{"generaliste", "VG", "MCG", "parcours=O", "art. 2 bis : consultation, pas visite"},
	{"generaliste", "VL", "MCG MEG SNP MRT MCU MSH MIC", "", "VL : ni coordination ni majoration d'enfant"},
	{"generaliste 2024-06-03", "VL", "MMG", "", "VL est un tarif propre"},
	{"generaliste", "VSP", "MCG SNP MRT", "", "VSP comme VL"},
	{"generaliste", "APC", "MCG MEG MOP MRT SNP MUT", "parcours=O age=4", "APC : ni coordination, ni majoration du généraliste"},
	{"dermatologue 2024-06-03", "APC", "MCS MPC SNP", "parcours=O", "APC comprend MPC et MCS"},
	{"endocrinologue", "APC", "MCE", "", "la MCE ne va pas avec l'APC"},
	{"psychiatre 2024-06-03", "APY", "MCS MPC MP", "parcours=O age=15", "APY comprend MPC et MCS"},
	{"generaliste", "COE", "MEG MCG SNP MCU", "ne=2025-06-20", "examen obligatoire : pas de majoration d'enfant"},
	{"generaliste", "COD", "MEG", "age=4", "examen obligatoire : pas de majoration d'enfant"},
	{"generaliste", "COB", "MEG MCU", "age=9", "examen obligatoire : pas de majoration d'enfant"},
	{"pediatre 2024-06-03", "COE", "NFP MEP MPC MCS MCU", "ne=2023-10-01", "art. 14.9 : pas de majoration d'enfant"},
	{"generaliste", "CCX", "SNP MEG MCG MRT", "", "SNP exclut les consultations complexes"},
	{"generaliste", "CCE", "SNP", "", "SNP exclut les consultations très complexes"},
	{"generaliste", "CCP", "MCU SNP", "age=17", "MCU exclut la CCP"},
	{"dermatologue", "CDE", "SNP", "", "SNP exclut les consultations complexes"},
	{"generaliste", "GL1", "MSH MIC SNP MCU", "age=85", "GL1 exclut MSH et MIC"},
	{"psychiatre 2024-06-03", "MCY", "MPC MCS", "", "MCY à 2 CNPSY est tout compris"},
	{"neurologue", "CNP", "MCU", "parcours=O", "MCU : pas avec CNP"},
	{"neurologue 2024-06-03", "CNPSY", "MCU", "parcours=O", "MCU : pas avec CNPSY"},
	{"generaliste", "TCG", "F MN MM CRN CRD MD MU MRT SNP MCU MCX MTX MSH", "", "téléconsultation : MHP seule majoration d'horaire, ni complexe"},
	{"cardiologue", "APC", "MCC", "parcours=O", "APC comprend la coordination"},
	{"generaliste", "G", "MD MDM MVR VRN VRD", "", "une majoration de déplacement accompagne une visite"},
	{"generaliste", "VG", "CRN CRM CRD CRS", "", "CR* est une consultation, VR* une visite"},
	{"generaliste", "VG", "ID", "", "ID accompagne un acte technique, jamais la visite"},
	{"generaliste 2024-06-03", "G", "MMG", "", "G comprend la MMG"},
	{"generaliste", "TE2", "MN MHP MCG", "", "la téléexpertise ne se cumule avec rien"},
	{"pediatre 2024-06-03", "CS", "MEP", "age=4 parcours=O", "MEP accompagne NFP ou NFE"},
	{"generaliste", "G", "SHE", "", "SHE s'ajoute à SNP"},
	{"generaliste", "G+SNP+SHE", "MCG MU MUT MCU F MN MM CRN CRM CRD CRS MHP", "", "SHE exclut ce que SNP exclut"},
	{"pediatre 2024-06-03", "CS+NFP", "MPC MCS NFE", "age=1", "NFP exclut MPC, MCS et NFE"},
	{"pediatre 2024-06-03", "CS+NFE", "MPC MCS NFP", "age=4", "NFE exclut MPC, MCS et NFP"},
}

func TestUneMajorationNAccompagnePasNImporteQuelActe(t *testing.T) {
	for _, c := range sansCetActe {
		qui, jour, dite := strings.Cut(c.qui, " ")
		if !dite {
			jour = "2026-03-10"
		}
		if codes, raisons, _ := juger(t, jour+" "+qui+" "+c.acte+" "+c.dit); len(codes) > 0 {
			t.Errorf("%s seul est refusé : %s", c.acte, raisons)
		}
		for m := range strings.FieldsSeq(c.majorations) {
			ligne := jour + " " + qui + " " + c.acte + "+" + m + " " + c.dit
			codes, raisons, _ := juger(t, ligne)
			if !slices.ContainsFunc(codes, func(c string) bool { return slices.Contains(codesDeRefus, c) }) {
				t.Errorf("%s : accepté, ou refusé pour autre chose : %v ; %s", ligne, codes, c.texte)
			} else if !strings.Contains(raisons, m) {
				t.Errorf("%s : la raison ne nomme pas %s : %s", ligne, m, raisons)
			}
		}
	}
}

// What the texts allow in so many words.
var cumulsPermis = []struct{ facture, texte string }{
	{"2026-03-10 generaliste G+MEG age=4", "MEG avant 6 ans"},
	{"2026-03-10 generaliste G+MCG parcours=O", "art. 2 bis"},
	{"2026-03-10 generaliste G+MCG parcours=H", "MCG hors de sa résidence"},
	{"2026-03-10 dermatologue CS+MCS parcours=O", "art. 2 bis"},
	{"2026-03-10 gynecologue CS+MCS parcours=D", "art. 2 bis, accès spécifique"},
	{"2026-03-10 dermatologue CS+MCS parcours=O age=10 sans_mt", "moins de 16 ans sans médecin traitant"},
	{"2026-03-10 cardiologue CSC+MCC parcours=O", "art. 2 bis"},
	{"2026-03-10 cardiologue CSC+MCC parcours=O age=10 sans_mt", "moins de 16 ans sans médecin traitant"},
	{"2026-03-10 generaliste G+MRT", "MRT"},
	{"2026-03-10 generaliste G+MRT+MEG age=4", "MRT avec les majorations d'enfant"},
	{"2026-03-10 generaliste VG+MRT+MD", "MRT avec MD"},
	{"2026-03-10 generaliste VG+MD+MUT", "MUT en visite"},
	{"2026-03-10 generaliste VL+MD", "VL : 70"},
	{"2026-03-10 generaliste VL+MUT", "MUT avec VL"},
	{"2026-03-10 generaliste VL+MD+IK quantite=12", "VL avec IK"},
	{"2026-03-10 generaliste VSP+MD", "VSP avec MD"},
	{"2026-03-10 generaliste G+MUT+MEG age=4", "MUT avec les majorations d'enfant"},
	{"2026-03-10 generaliste G+MU+MUT", "MUT avec MU"},
	{"2026-03-10 generaliste CCX+MUT", "MUT avec les complexes"},
	{"2026-03-10 generaliste CCE+MUT", "MUT avec les très complexes"},
	{"2018-06-04 dermatologue CS+MPC+MCS+MCU parcours=O", "MCU avec CS, MPC et MCS"},
	{"2026-03-10 dermatologue CS+MCS+MCU parcours=O", "MCU avec CS et MCS"},
	{"2026-03-10 cardiologue CSC+MCC+MCU parcours=O", "MCU avec CSC"},
	{"2026-03-10 dermatologue APC+MCU parcours=O", "MCU avec APC"},
	{"2026-03-10 dermatologue CDE+MCU parcours=O", "MCU avec CDE"},
	{"2026-03-10 generaliste G+MCG+MCU parcours=O", "MCU avec G du correspondant"},
	{"2026-03-10 generaliste VG+MCU parcours=O", "MCU avec les visites"},
	{"2018-06-04 dermatologue CS+MPC+MCS+MCX+MCU parcours=O", "MCU avec les complexes"},
	{"2026-03-10 endocrinologue CS+MCS+MCE+MCU parcours=O", "MCU avec MCE"},
	{"2022-06-06 endocrinologue CS+MPC+MCS+MCE parcours=O", "MCE avec MPC et MCS"},
	{"2018-06-04 dermatologue CS+MPC+MCS+MTX parcours=O", "très complexe : 60"},
	{"2026-03-10 generaliste G+SNP", "SNP"},
	{"2026-03-10 generaliste G+SNP+SHE heure=19:30", "SHE avec SNP"},
	{"2026-03-10 generaliste G+SNP+SHE+MEG age=4 heure=19:30", "SNP ne dit rien de MEG"},
	{"2026-03-10 dermatologue CS+SNP+SHE", "SNP est ouverte à tous, sauf au psychiatre"},
	{"2026-03-10 generaliste VG+MD+MVR+SNP+SHE", "MVR"},
	{"2026-03-10 generaliste TCG+MOP age=85", "MOP en téléconsultation"},
	{"2026-03-10 generaliste VG+MOP age=85", "MOP en visite"},
	{"2026-03-10 generaliste TCG+MHP heure=21:00", "MHP en téléconsultation"},
	{"2026-03-10 generaliste TCG+MEG age=4", "les majorations usuelles en téléconsultation"},
	{"2026-03-10 generaliste G+MSH", "MSH"},
	{"2026-03-10 generaliste VG+MD+MSH", "MSH en visite"},
	{"2026-03-10 generaliste G+MIC", "MIC"},
	{"2026-03-10 generaliste VG+MD+IK km=12", "IK de plaine"},
	{"2026-03-10 generaliste VG+MDM+IKM km=12 terrain=montagne", "MDM et IK de montagne"},
	{"2026-03-10 generaliste VG+MU+IK quantite=12", "MU ouvre droit à IK"},
	{"2026-03-10 generaliste VG+MD+MHP heure=21:00", "MHP en visite"},
	{"2026-03-10 generaliste VG+MN dit=urgence+nuit+non_justifiee", "visite non justifiée : V et MN, sans MD"},
	{"2024-06-03 generaliste VG+MDN heure=21:00", "MDN"},
	{"2026-03-10 generaliste VG+VRN dit=regule+nuit", "VRN"},
	{"2026-03-10 generaliste G+CRN dit=regule+nuit", "CRN"},
	{"2026-03-10 generaliste G+CRN+MEG dit=regule+nuit age=4", "CRN avec MEG"},
	{"2024-06-03 pediatre CS+NFP+MEP age=1", "0-2 ans"},
	{"2024-06-03 pediatre CS+NFE+MEP age=4", "2-6 ans"},
	{"2024-06-03 pediatre CS+MPC+MCS age=4 parcours=O", "enfant adressé"},
	{"2026-03-10 psychiatre CNP+MCS+MP age=24 parcours=O", "MP avant 25 ans"},
	{"2026-03-10 generaliste DEQP003+ID", "ID avec un acte technique"},
	{"2020-06-03 generaliste C+MMG", "C + MMG = G"},
	{"2023-06-05 gynecologue CS+GYM+MPC+MCS parcours=O", "gynécologue à 32"},
	{"2020-06-03 neurologue CNPSY+MPC+MCS+PPN parcours=O", "neurologue, maladie dégénérative"},
}

func TestChaqueCumulPermisEstAccepte(t *testing.T) {
	for _, c := range cumulsPermis {
		if codes, raisons, _ := juger(t, c.facture); len(codes) > 0 {
			t.Errorf("%s (%s) : refusé, %s", c.facture, c.texte, raisons)
		}
	}
}
