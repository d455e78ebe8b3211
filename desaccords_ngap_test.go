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
	// concerne tells the bills drawn at random that the line excuses.
	concerne func(d opposable.Dossier) bool
}{
	{"l'enfant dont le spécialiste est le médecin traitant", "2026-03-10 dermatologue CS+MCS parcours=T age=10", false,
		"les tableaux officiels de l'enfant comptent la coordination avant 16 ans, quel que soit le parcours : le moteur les suit",
		func(d opposable.Dossier) bool {
			return porte(d, "MCS MCC") && sienne(d) && d.Patient.AgeAu(d.Date) < 16
		}},
	{"MPC de l'enfant adressé avec MUT", "2018-06-05 pediatre CS+MUT+MPC age=4", false,
		"deux faits contraires, que rien ne dit : MPC veut un enfant adressé, MUT son propre patient",
		func(d opposable.Dossier) bool { return porte(d, "MUT") && porte(d, "MPC") }},
}

func porte(d opposable.Dossier, codes string) bool {
	return slices.ContainsFunc(d.Actes, func(a dossier.Acte) bool { return slices.Contains(mots(codes), a.Code) })
}

func sienne(d opposable.Dossier) bool {
	return slices.Contains([]dossier.Parcours{dossier.ParcoursMedecinTraitant, dossier.ParcoursRemplacant, dossier.ParcoursNouveauMedecinTraitant}, d.Parcours)
}

// desaccordConnu names the line that excuses the bill, for the verdict that the
// engine gives.
func desaccordConnu(d opposable.Dossier, accepte bool) string {
	for _, x := range desaccords {
		if x.permis != accepte && x.concerne(d) {
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
}

func TestLesNaturesNommeesAutrement(t *testing.T) {
	for _, x := range nommesAutrement {
		if codes, _, err := coteDe(t, x.facture); err == nil && codes == x.codes {
			t.Errorf("%s : corrigé, %s ; retirez la ligne (%s)", x.facture, codes, x.correction)
		}
	}
}

// corrections were disagreements once; each states what the texts say.
var corrections = []struct {
	nom, facture string
	permis       bool
}{
	{"le médecin traitant n'est pas son propre correspondant", "2026-03-10 dermatologue CS+MCS parcours=T", false},
	{"le cardiologue médecin traitant non plus", "2026-03-10 cardiologue CSC+MCC parcours=T", false},
	{"deux majorations qui veulent des faits contraires", "2026-03-10 generaliste G+MSH+MCG", false},
	{"du médecin traitant et hors patientèle", "2026-03-10 generaliste G+MSH+MOP age=85", false},
	{"médecin traitant et correspondant", "2026-03-10 dermatologue CS+MCS+MUT", false},
	{"une heure dite exclut les autres", "2026-03-10 generaliste G+CRM dit=regule+nuit", false},
	{"le milieu de nuit n'est pas la nuit", "2024-06-03 generaliste G+MM dit=nuit", false},
	{"MUT la nuit ou le dimanche, sans régulation", "2026-03-08 generaliste G+MUT heure=10:00", true},
	{"MCU la nuit ou le dimanche, sans garde", "2026-03-08 dermatologue APC+MCU parcours=O heure=10:00", true},
	{"MU le samedi après-midi", "2026-03-14 generaliste G+MU heure=15:00", true},
	{"SNP et SHE de 20 à 21 h", "2026-03-10 generaliste G+SNP+SHE heure=20:30", true},
	{"MCU avec le motif fin d'une consultation complexe", "2026-03-10 pediatre CSE+MCU parcours=O age=8", true},
	{"MPB du dermatologue avant le 10/02/2019", "2018-10-15 dermatologue CS+MPB", false},
	{"MD et la majoration de nuit, avant 2025", "2024-06-03 generaliste VG+MD+MN", false},
	{"MHP en urgence", "2026-03-10 generaliste G+MHP dit=urgence+nuit", false},
	{"MDM d'une visite non justifiée", "2026-03-10 generaliste VG+MDM dit=non_justifiee", false},
	{"MDM et MU", "2026-03-10 generaliste VG+MDM+MU", false},
	{"COE au dixième jour", "2026-03-10 pediatre COE ne=2026-02-28", false},
	{"CSM au trentième jour", "2026-03-31 pediatre CSM ne=2026-03-01", false},
	{"COH à 2 ans", "2026-03-10 pediatre COH age=2", false},
	{"IK d'une consultation au cabinet du généraliste", "2020-06-03 generaliste C+IK quantite=10", false},
	{"U03 est une consultation, pas une majoration", "2026-03-10 medecine_urgence U03", true},
	{"U03 ne s'ajoute pas à G", "2026-03-10 medecine_urgence G+U03", false},
	{"ID avec une consultation au cabinet", "2026-03-10 generaliste G+ID", false},
	{"un second bilan de prévention le mois suivant", "2026-03-10 generaliste RDV age=46 avant=2026-02-10:RDV", false},
	{"une cinquième demande de téléexpertise", "2026-03-10 generaliste RQD avant=2026-02-10:RQD:4", false},
	{"IMT avec un acte technique", "2026-03-10 generaliste IMT+DEQP003", false},
	{"MCE avec C en secteur 2", "2026-03-10 endocrinologue C+MCE secteur=2 honoraires=80.00", true},
	{"la contraception chez l'oto-rhino", "2026-03-10 orl CCP age=20", false},
	{"un droit permanent qui dépasse perd la MCS", "2026-03-10 dermatologue CS+MCS parcours=O secteur=dp honoraires=60.00", false},
}

func TestLesCorrections(t *testing.T) {
	m := opposable.NouveauMoteur(bareme.Officiel())
	for _, x := range corrections {
		c, err := m.Controler(facture(t, x.facture))
		if err != nil || (len(c.Fautes) == 0) != x.permis {
			t.Errorf("%s : %s : permis %t, %v %v", x.nom, x.facture, !x.permis, premieres(c), err)
		}
	}
	for _, x := range []struct{ facture, codes string }{
		{"2026-03-10 generaliste consultation+soins_non_programmes parcours=autre avant=2026-03-09:SNP:20:autre", "G"},
		{"2026-03-10 generaliste consultation+contraception age=20 avant=2024-03-11:CCP", "G"},
		{"2026-03-10 generaliste visite+quitte_cabinet km=12 terrain=montagne", "VG+MU+IKM"},
		{"2026-03-10 generaliste consultation+soins_non_programmes parcours=autre heure=20:30", "G+SNP+SHE"},
		{"2026-03-10 medecine_urgence consultation+ccmu3", "U03"},
	} {
		if codes, _, err := coteDe(t, x.facture); err != nil || codes != x.codes {
			t.Errorf("%s : %s, on voulait %s (%v)", x.facture, codes, x.codes, err)
		}
	}
}
