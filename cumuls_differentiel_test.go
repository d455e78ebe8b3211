package opposable_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/internal/oracle"
	"github.com/opposable/opposable/jour"
)

// motsOracle names the circumstances as the oracle does.
var motsOracle = map[string]string{
	"nuit_profonde": "milieu", "dimanche_ferie": "dimanche", "samedi_garde": "samedi", "horaires_etendus": "etendus",
	"urgence_medecin_traitant": "urgence_mt",
}

// factureOracle puts in the oracle's words what the dossier states of a bill
// written in codes, and only that.
func factureOracle(d opposable.Dossier) *oracle.Facture {
	f := &oracle.Facture{Medecin: medecinOracle(d.Praticien.Specialite), Date: nombreDate(d.Date), Age: d.Patient.AgeAu(d.Date), Mois: -1, Jours: -1, Faits: map[string]oracle.Verite{}}
	if d.Patient.Naissance != 0 {
		f.Mois, f.Jours = d.Date.AgeEnMois(d.Patient.Naissance), int(d.Date-d.Patient.Naissance)
	}
	for _, a := range d.Actes {
		f.Codes = append(f.Codes, a.Code)
		for _, c := range a.Circonstances.Liste() {
			if m := motsOracle[c]; m != "" {
				c = m
			}
			f.Faits[c] = oracle.Vraie
		}
		if minute, connue := a.Heure.Minutes(); connue {
			heuresOracle(f.Faits, d, minute)
		}
		if a.Terrain == dossier.Montagne {
			f.Faits["montagne"] = oracle.Vraie
		}
	}
	switch lettreParcoursDite(d) {
	case 'T', 'N', 'R':
		f.Faits["mt"], f.Faits["adresse"] = oracle.Vraie, oracle.Fausse
	case 'O', 'M':
		f.Faits["mt"], f.Faits["adresse"] = oracle.Fausse, oracle.Vraie
	case 'D', 'H', 'S':
		f.Faits["mt"], f.Faits["adresse"] = oracle.Fausse, oracle.Fausse
	}
	if oracle.HorsParcours(&oracle.Dossier{Date: nombreDate(d.Date), Naissance: nombreDate(d.Patient.Naissance), Age: d.Patient.AgeAu(d.Date),
		MedecinTraitant: !d.Patient.SansMedecinTraitant, Parcours: lettreParcours(d), Aide: sansMot(d.Patient.Aide.String()),
		Specialite: int(d.Praticien.Specialite), Lignes: []oracle.Ligne{{Teleconsultation: slices.Contains(f.Codes, "TCG")}}}) {
		f.Faits["coordonne"], f.Faits["hors"] = oracle.Fausse, oracle.Vraie
	} else {
		f.Faits["hors"] = oracle.Fausse
	}
	f.Faits["rhumatologue"] = veriteDe(d.Praticien.Specialite == 14)
	f.Faits["biotherapie"] = veriteDe(slices.Contains([]dossier.Specialite{8, 9, 14}, d.Praticien.Specialite))
	return f
}

func veriteDe(vrai bool) oracle.Verite {
	if vrai {
		return oracle.Vraie
	}
	return oracle.Fausse
}

// heuresOracle: RN 4, and the eleven holidays of the note.
func heuresOracle(faits map[string]oracle.Verite, d opposable.Dossier, minute int) {
	h := float64(minute) / 60
	ferie := d.Date.Semaine() == jour.Dimanche || d.Date.Ferie(string(d.Praticien.Departement))
	for nom, vrai := range map[string]bool{
		"milieu": h < 6, "nuit": h >= 6 && h < 8 || h >= 20, "dimanche": ferie, "etendus": h >= 19 && h < 21,
		"samedi": !ferie && d.Date.Semaine() == jour.Samedi && h >= 12 && h < 20,
	} {
		faits[nom] = oracle.Fausse
		if vrai {
			faits[nom] = oracle.Vraie
		}
	}
}

func mots(s string) []string { return strings.Fields(s) }

func lettreParcoursDite(d opposable.Dossier) byte { return "?TNROMDUHSA"[d.Parcours] }

func medecinOracle(s dossier.Specialite) string {
	switch s {
	case 1, 22, 23:
		return "mg"
	case 33, 17, 75:
		return "psy"
	case 32:
		return "neuro"
	case 3:
		return "cardio"
	case 12:
		return "ped"
	case 70, 79:
		return "gyn"
	case 34:
		return "ger"
	case 31:
		return "mpr"
	case 42, 9:
		return "endo"
	case 5:
		return "derm"
	}
	return "sp"
}

// actesParMedecin are the acts drawn for each doctor; those on which the notes
// are silent for the doctor are not.
var actesParMedecin = map[string]string{
	"mg":  "C G G G GS V VG VG VG VGS APC TCG TCG TE1 TE2 RQD CCP CCX CCE CSO CSE ASE CTE MPH COE COB COD VL VSP IMT GL1 GL2 GL3 RDV",
	"psy": "CNPSY CNP CNP MCY APY CTE", "neuro": "CNPSY CNP APY CCE", "cardio": "CSC APC",
	"ped": "CS CS CEH CEK CEG CEP APC CCP CCX CSM CSE ASE CTE MPH COE COH", "gyn": "CS CS APC CCP", "ger": "CS APC VG", "mpr": "CS APC",
	"endo": "CS CS APC", "derm": "CS CDE APC", "sp": "CS CS APC APU C2 TE2",
}

// majorationsParMedecin are those that the doctor has some reason to bill.
var majorationsParMedecin = map[string]string{
	"mg":  "MMG MCG MEG MOP MIC MSH MD MDD MDN MDI MDM MVR MU F MN MM MHP CRN CRM CRD CRS VRN VRM VRD VRS MRT MUT MCU SNP SHE IK IKM MCX MTX TCA MIS PIV SGE MPS",
	"psy": "MPC MCS MP MCU SNP SHE MUT F MN MM MCX", "neuro": "MPC MCS MCU SNP SHE PPN MCX MTX MIS F MN", "cardio": "MCC MCS MCU SNP MCX MUT F MN",
	"ped": "MPC MCS NFP NFE MEP MCU SNP SHE PPN MCX MTX MUT F MN MM CRN CRD", "gyn": "MPC MCS GYM MCU SNP SHE MPS MCX MUT F",
	"ger": "MPC MCS MD MDM MCU SNP MIS F MN", "mpr": "MPC MCS MCU SNP MCX F", "endo": "MPC MCS MCE MCU SNP MPB MTX MCX", "derm": "MPC MCS MCU SNP SHE MPB MTX",
	"sp": "MPC MCS MCU SNP SHE PPR MPB MIS MCX MTX MUT F MN MM",
}

// motsQuiComptent are the circumstances drawn: those that some rule asks for.
var motsQuiComptent = []string{"nuit", "nuit_profonde", "dimanche_ferie", "samedi_garde", "regule", "regule", "soins_non_programmes", "urgence_correspondant",
	"urgence_medecin_traitant", "urgence", "urgence", "exigence", "non_justifiee", "horaires_etendus", "requerant", "quitte_cabinet", "sortie_hospitalisation"}

const heuresDites = dossier.Nuit | dossier.NuitProfonde | dossier.DimancheFerie | dossier.SamediGarde | dossier.HorairesEtendus

// tirerFacture draws a bill of one to five codes by a doctor of secteur 1.
func tirerFacture(t *rapid.T) opposable.Dossier {
	d := opposable.Dossier{Date: tirerDate(t), Praticien: dossier.Praticien{Secteur: dossier.Secteur1}}
	d.Praticien.Specialite = rapid.SampledFrom([]dossier.Specialite{1, 1, 1, 1, 22, 3, 5, 7, 12, 12, 14, 31, 32, 33, 34, 42, 70}).Draw(t, "spécialité")
	d.Praticien.Departement = rapid.SampledFrom([]dossier.Departement{"", "", "67", "75"}).Draw(t, "département")
	qui := medecinOracle(d.Praticien.Specialite)
	age := rapid.SampledFrom([]int{0, 0, 1, 2, 3, 5, 6, 12, 13, 15, 16, 18, 24, 25, 26, 40, 40, 40, 72, 79, 80, 81, 90}).Draw(t, "âge")
	d.Patient = dossier.Patient{Age: int16(age), AgeConnu: true, SansMedecinTraitant: rapid.IntRange(0, 5).Draw(t, "sans médecin traitant") == 0}
	if rapid.Bool().Draw(t, "naissance connue") {
		d.Patient.Naissance = d.Date - jour.Jour(age*366+rapid.IntRange(0, 364).Draw(t, "jours en plus"))
	}
	parcours := []dossier.Parcours{0, 0, 0, dossier.ParcoursMedecinTraitant, dossier.ParcoursOriente, dossier.ParcoursOriente, dossier.ParcoursOrienteAutre, dossier.ParcoursHorsResidence, dossier.ParcoursHors}
	if !d.Patient.SansMedecinTraitant {
		parcours = append(parcours, dossier.ParcoursRemplacant)
	} else {
		parcours = slices.DeleteFunc(parcours, func(p dossier.Parcours) bool { return p == dossier.ParcoursMedecinTraitant })
	}
	d.Parcours = rapid.SampledFrom(parcours).Draw(t, "parcours")
	codes := []string{rapid.SampledFrom(strings.Fields(actesParMedecin[qui])).Draw(t, "acte")}
	for range rapid.IntRange(0, 4).Draw(t, "majorations") {
		codes = append(codes, rapid.SampledFrom(strings.Fields(majorationsParMedecin[qui])).Draw(t, "majoration"))
	}
	var dites dossier.Circonstances
	for range rapid.IntRange(0, 2).Draw(t, "circonstances") {
		c, err := dossier.ParseCirconstance(rapid.SampledFrom(motsQuiComptent).Draw(t, "circonstance"))
		if err != nil {
			t.Fatal(err)
		}
		if c&heuresDites != 0 {
			dites &^= heuresDites // one hour at most: an hour that contradicts another is no question
		}
		dites |= c
	}
	var heure dossier.Heure
	if rapid.IntRange(0, 2).Draw(t, "heure connue") == 0 {
		h := rapid.SampledFrom([]int{0, 5*60 + 59, 6 * 60, 7*60 + 59, 8 * 60, 10 * 60, 12*60 - 1, 12 * 60, 18*60 + 59, 19 * 60, 19*60 + 59, 20 * 60, 20*60 + 59, 21 * 60, 23*60 + 59}).Draw(t, "heure")
		heure = dossier.Heure(h + 1)
		dites &^= heuresDites
	}
	montagne := rapid.IntRange(0, 3).Draw(t, "montagne") == 0
	for _, c := range codes {
		a := dossier.Acte{Code: c, Circonstances: dites, Heure: heure}
		if montagne {
			a.Terrain = dossier.Montagne
		}
		if c == "IK" || c == "IKM" {
			a.Quantite = 10
		}
		d.Actes = append(d.Actes, a)
	}
	return d
}

// TestDifferentielCumuls compares the verdict of the engine on a bill with that
// of the oracle, whose rules are typed from the notes and not from the data.
func TestDifferentielCumuls(t *testing.T) {
	m := opposable.NouveauMoteur(bareme.Officiel())
	acceptees, total, ecartees := 0, 0, map[string]int{}
	rapid.Check(t, func(rt *rapid.T) {
		d := tirerFacture(rt)
		total++
		obtenu, err := m.Controler(d)
		if err != nil {
			rt.Fatalf("illisible : %v\n%+v", err, d)
		}
		attendu, raison := oracle.Permis(factureOracle(d))
		accepte := len(obtenu.Fautes) == 0
		if accepte {
			acceptees++
		}
		if accepte == attendu {
			return
		}
		if nom := desaccordConnu(d, accepte); nom != "" {
			ecartees[nom]++
			return
		}
		rt.Fatalf("le moteur %s, l'oracle %s\n%+v", ditAccepte(accepte, strings.Join(premieres(obtenu), " ; ")), ditAccepte(attendu, raison), d)
	})
	t.Logf("%d acceptées sur %d ; désaccords connus : %v", acceptees, total, ecartees)
	if acceptees*8 <= total {
		t.Errorf("%d factures acceptées sur %d seulement", acceptees, total)
	}
}

func ditAccepte(accepte bool, sinon string) string {
	if accepte {
		return "accepte"
	}
	return "refuse (" + sinon + ")"
}
