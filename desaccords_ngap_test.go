package opposable_test

import (
	"slices"
	"testing"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/internal/oracle"
)

// Where the engine and the texts disagree. Each line holds a bill, what the
// texts say of it, and what to change; the engine says the contrary. When it
// is corrected, TestLesDesaccordsConnus asks to remove the line: an exception
// that outlives its cause hides the next error.
var desaccords = []struct {
	nom, facture string
	permis       bool // by the texts
	correction   string
	// concerne tells the bills drawn at random that the line excuses; nil when
	// the oracle does not know the rule.
	concerne func(d opposable.Dossier) bool
}{
	{"le médecin traitant n'est pas son propre correspondant", "2026-03-10 dermatologue CS+MCS parcours=T", false,
		"MCS et MCC : medecin_traitant: non dans chaque quand", func(d opposable.Dossier) bool { return porte(d, "MCS MCC") && sienne(d) }},
	{"le cardiologue médecin traitant non plus", "2026-03-10 cardiologue CSC+MCC parcours=T", false, "MCC : medecin_traitant: non", nil},
	{"deux majorations qui veulent des faits contraires", "2026-03-10 generaliste G+MSH+MCG", false,
		"chercher un état des faits inconnus qui convienne à tous les codes ; ou interdire MSH, MIC, MRT et MUT avec MCG, MOP, MCU et SNP, et MUT avec MCS et MCC",
		func(d opposable.Dossier) bool {
			return porte(d, "MSH MIC MRT MUT") && porte(d, "MCG MOP MCU SNP MCS MCC") || porte(d, "MUT MSH MIC") && adresse(d) || porte(d, "MUT") && porte(d, "MPC")
		}},
	{"du médecin traitant et hors patientèle", "2026-03-10 generaliste G+MSH+MOP age=85", false, "comme MSH et MCG", nil},
	{"médecin traitant et correspondant", "2026-03-10 dermatologue CS+MCS+MUT", false, "comme MSH et MCG", nil},
	{"une heure dite exclut les autres", "2026-03-10 generaliste G+CRM dit=regule+nuit", false,
		"cotation/heures.go : quand nuit, nuit_profonde ou samedi_garde est dite, les autres heures sont sues", func(d opposable.Dossier) bool { return d.Actes[0].Circonstances&heuresDites != 0 }},
	{"le milieu de nuit n'est pas la nuit", "2024-06-03 generaliste G+MM dit=nuit", false, "comme CRM de nuit", nil},
	{"MUT la nuit ou le dimanche, sans régulation", "2026-03-08 generaliste G+MUT heure=10:00", true,
		"aucun texte lu ne limite MUT aux heures ouvrées, seulement hors garde régulée : ôter aucune, ou interdire MUT avec F, MN, MM et MHP, que le moteur accepte si l'heure n'est pas dite",
		func(d opposable.Dossier) bool { return porte(d, "MUT") && deGarde(d) }},
	{"MCU la nuit ou le dimanche, sans garde", "2026-03-08 dermatologue APC+MCU parcours=O heure=10:00", true, "comme MUT", func(d opposable.Dossier) bool { return porte(d, "MCU") && deGarde(d) }},
	{"MU le samedi après-midi", "2026-03-14 generaliste G+MU heure=15:00", true,
		"NGAP, art. 14.1 : pas avec les majorations de nuit et de dimanche ; ôter samedi_garde de aucune", func(d opposable.Dossier) bool { return porte(d, "MU") && deGarde(d) }},
	{"SNP et SHE de 20 à 21 h", "2026-03-10 generaliste G+SNP+SHE heure=20:30", true,
		"SNP : une seconde ligne {toutes: [soins_non_programmes, horaires_etendus], aucune: [nuit_profonde, dimanche_ferie, samedi_garde], medecin_traitant: non, depuis: 2024-12-22}",
		func(d opposable.Dossier) bool { return porte(d, "SNP") && deGarde(d) }},
	{"MCU avec le motif fin d'une consultation complexe", "2026-03-10 pediatre CSE+MCU parcours=O age=8", true,
		"MCU : avec CSE, CSM, ASE, CTE, MPH comme CCX et CCE", func(d opposable.Dossier) bool { return porte(d, "MCU") && porte(d, "CSO CSE CSM ASE CTE MPH") }},
	{"MPB du dermatologue avant le 10/02/2019", "2018-10-15 dermatologue CS+MPB", false,
		"MPB : quand {groupes: [specialiste, endocrinologue]} et {groupes: [dermatologue], depuis: 2019-02-10}", func(d opposable.Dossier) bool { return porte(d, "MPB") && d.Date < date("2019-02-10") }},
	{"un DE fait perdre MCX et MTX comme les motifs fins", "2026-03-10 dermatologue CS+MCX dit=exigence", false,
		"MCX et MTX : quand {aucune: [exigence]}, comme PPN à PIV (par analogie avec la MPC)", func(d opposable.Dossier) bool { return porte(d, "MCX MTX") && exige(d) }},
	{"MD et la majoration de nuit, avant 2025", "2024-06-03 generaliste VG+MD+MN", false,
		"MDN, MDD et MDI les remplacent : cumul interdit: [MD] avec: [horaires] jusqua: 2024-12-31 (sauf regule)", func(d opposable.Dossier) bool {
			return porte(d, "MD") && porte(d, "F MN MM") && d.Date < date("2025-01-01")
		}},
	{"MHP en urgence", "2026-03-10 generaliste G+MHP dit=urgence+nuit", false,
		"MHP : aucune: [regule, urgence], comme le dit sa propre phrase", func(d opposable.Dossier) bool { return porte(d, "MHP") }},
	{"MDM d'une visite non justifiée", "2026-03-10 generaliste VG+MDM dit=non_justifiee", false,
		"MDM : aucune: [non_justifiee], comme MD dont elle tient lieu", func(d opposable.Dossier) bool { return porte(d, "MDM") }},
	{"MDM et MU", "2026-03-10 generaliste VG+MDM+MU", false, "cumul [MDM] avec [MU], comme MD et MU", func(d opposable.Dossier) bool { return porte(d, "MDM") && porte(d, "MU") }},
	{"COE au dixième jour", "2026-03-10 pediatre COE ne=2026-02-28", false,
		"NGAP, art. 14.9 : dans les 8 jours ; il faut une borne en jours", func(d opposable.Dossier) bool { return porte(d, "COE") && d.Patient.AgeAu(d.Date) == 0 }},
	{"CSM au trentième jour", "2026-03-31 pediatre CSM ne=2026-03-01", false, "jusqu'au 28e jour ; il faut une borne en jours", func(d opposable.Dossier) bool { return porte(d, "CSM") }},
	{"COH à 2 ans", "2026-03-10 pediatre COH age=2", false, "COK (35) de 2 à 6 ans : COH avant age_nourrisson ; COK et COG manquent", func(d opposable.Dossier) bool { return porte(d, "COH") && d.Patient.AgeAu(d.Date) == 2 }},
	{"IK d'une consultation au cabinet du généraliste", "2020-06-03 generaliste C+IK quantite=10", false,
		"IK, IKM, IKS : consultation_specialiste contient C, lettre du généraliste avant 2024-12-22", func(d opposable.Dossier) bool { return porte(d, "IK IKM") && !porte(d, "V VG VGS VL VSP") }},
	{"U03 est une consultation, pas une majoration", "2026-03-10 medecine_urgence U03", true,
		"NGAP, art. 14.1.1 et 14.1.2 (JO du 23/05/2018) : U03 30 et U45 46 sont des consultations, famille consultation, sans avec ; corriger aussi les cas G+U03 et G+U45", nil},
	{"U03 ne s'ajoute pas à G", "2026-03-10 medecine_urgence G+U03", false, "comme U03", nil},
	{"ID avec une consultation au cabinet", "2026-03-10 generaliste G+ID", false, "ID : avec: [technique] seulement", nil},
	{"un second bilan de prévention le mois suivant", "2026-03-10 generaliste RDV age=46 avant=2026-02-10:RDV", false,
		"RDV : une fois par tranche d'âge ; à défaut de tranche, {nombre: 1, par: glissant, mois: 48}", nil},
	{"une cinquième demande de téléexpertise", "2026-03-10 generaliste RQD avant=2026-02-10:RQD:4", false, "RQD : {nombre: 4, par: annee} comme TE2", nil},
	{"IMT avec un acte technique", "2026-03-10 generaliste IMT+DEQP003", false, "IMT : seul acte de la séance, cumul [IMT] avec [technique]", nil},
	{"avis ponctuel hors parcours", "2026-03-10 dermatologue APC parcours=S", false, "APC, APY, APU : le médecin traitant le demande ; quand {adresse: oui}", nil},
	{"MCE avec C en secteur 2", "2026-03-10 endocrinologue C+MCE secteur=2 honoraires=80.00", true,
		"MCE : avec: [CS, C], reserve {depuis: 2025-02-11, a: tous} (FMF)", nil},
	{"la contraception chez l'oto-rhino", "2026-03-10 orl CCP age=20", false,
		"CCP : généraliste, pédiatre et gynécologue ; le groupe specialiste n'y est que pour l'obstétricien (07, 77)", nil},
	{"un second test de dépression dans l'année", "2026-03-10 generaliste ALQP003 avant=2026-02-10:ALQP003", false, "ALQP003 et ALQP006 : {nombre: 1, par: annee}", nil},
	{"un droit permanent qui dépasse perd la MCS", "2026-03-10 dermatologue CS+MCS parcours=O secteur=dp honoraires=60.00", false,
		"art. 2 bis (29/10/2024) : le DP au tarif opposable seulement ; convention.PeutFacturer", nil},
}

func porte(d opposable.Dossier, codes string) bool {
	return slices.ContainsFunc(d.Actes, func(a dossier.Acte) bool { return slices.Contains(mots(codes), a.Code) })
}

func sienne(d opposable.Dossier) bool {
	return slices.Contains([]dossier.Parcours{dossier.ParcoursMedecinTraitant, dossier.ParcoursRemplacant, dossier.ParcoursNouveauMedecinTraitant}, d.Parcours)
}

func adresse(d opposable.Dossier) bool { return d.Parcours == dossier.ParcoursOriente }

// deGarde tells that the bill is of hours of duty: night, Sunday, Saturday.
func deGarde(d opposable.Dossier) bool {
	faits := factureOracle(d).Faits
	return slices.ContainsFunc([]string{"nuit", "milieu", "dimanche", "samedi"}, func(h string) bool { return faits[h] == oracle.Vraie })
}

func exige(d opposable.Dossier) bool { return d.Actes[0].Circonstances.A(dossier.Exigence) }

// desaccordConnu names the line that excuses the bill, for the verdict that the
// engine gives.
func desaccordConnu(d opposable.Dossier, accepte bool) string {
	for _, x := range desaccords {
		if x.concerne != nil && x.permis != accepte && x.concerne(d) {
			return x.nom
		}
	}
	return ""
}

func TestLesDesaccordsConnus(t *testing.T) {
	m := opposable.NouveauMoteur(bareme.Officiel())
	for _, x := range desaccords {
		d := facture(t, x.facture)
		c, err := m.Controler(d)
		if err != nil {
			t.Errorf("%s : %v", x.facture, err)
			continue
		}
		if (len(c.Fautes) == 0) == x.permis {
			t.Errorf("%s : corrigé, %s ; retirez la ligne « %s »", x.facture, premieres(c), x.nom)
		}
		if x.concerne == nil {
			continue
		}
		if permis, raison := oracle.Permis(factureOracle(d)); permis != x.permis {
			t.Errorf("%s : l'oracle dit %t (%s), la ligne dit %t", x.facture, permis, raison, x.permis)
		}
		if !x.concerne(d) {
			t.Errorf("%s : la ligne ne s'excuse pas elle-même", x.facture)
		}
	}
}

// Natures that the engine names otherwise than the texts.
var nommesAutrement = []struct{ facture, codes, correction string }{
	{"2026-03-10 generaliste examen_enfant age=1", "COD", "COE n'est que pour trois âges : un âge en années ne dit pas le mois, il faut la naissance (et avertir age-ambigu)"},
	{"2026-03-10 pediatre examen_enfant age=2", "CEK", "ni COE (le mois n'est pas dit) ni COH (COK de 2 à 6 ans, absent : 35)"},
	{"2026-03-10 generaliste consultation+soins_non_programmes parcours=autre avant=2026-03-09:SNP:20:autre", "G", "la limite atteinte ôte la majoration, elle ne refuse pas la consultation"},
	{"2026-03-10 generaliste consultation+contraception age=20 avant=2024-03-11:CCP", "G", "la lettre suivante, comme Proposer le fait déjà"},
	{"2026-03-10 generaliste visite+quitte_cabinet km=12 terrain=montagne", "VG+MU+IKM", "MDM et MU ne se cumulent pas plus que MD et MU"},
	{"2026-03-10 generaliste consultation+soins_non_programmes parcours=autre heure=20:30", "G+SNP+SHE", "SNP et SHE jusqu'à 21 h"},
	{"2026-03-10 medecine_urgence consultation+ccmu3", "U03", "U03 est la consultation : 30, et non 60"},
}

func TestLesNaturesNommeesAutrement(t *testing.T) {
	for _, x := range nommesAutrement {
		if codes, _, err := coteDe(t, x.facture); err == nil && codes == x.codes {
			t.Errorf("%s : corrigé, %s ; retirez la ligne (%s)", x.facture, codes, x.correction)
		}
	}
}
