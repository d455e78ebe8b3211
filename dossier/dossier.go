package dossier

import (
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/jour"
)

// Dossier is one bill: what one practitioner did for one patient on one day.
type Dossier struct {
	// Date is the day of care; it picks the law.
	Date      jour.Jour
	Patient   Patient
	Praticien Praticien
	Parcours  Parcours
	Actes     []Acte
	// Honoraires is the total asked, all lines together. It is meaningful only
	// if HonorairesSaisis: an empty amount means the opposable tariff where the
	// sector imposes it.
	Honoraires       argent.Centimes
	HonorairesSaisis bool
	TiersPayant      TiersPayant
	Contrat          Contrat
	Compteurs        Compteurs
	Prescriptions    Prescriptions
	// PlafondMajoration says on what the cap of the off-pathway surcharge
	// bears; sources disagree, the zero (per act) is the specification's.
	PlafondMajoration PlafondMajoration
	// Anterieurs lists what was billed before, for the rules that count.
	Anterieurs []Anterieur
}

// Patient is the person treated.
type Patient struct {
	// Naissance, when known, settles every age rule. Otherwise Age does, and
	// rules that need the day of birth say so.
	Naissance   jour.Jour
	Age         int16
	AgeConnu    bool
	Regime      Regime
	Aide        Aide
	Exoneration Exoneration
	// SansMedecinTraitant is true when the patient has declared none.
	SansMedecinTraitant bool
}

// AgeAu returns the patient's completed years on day d; an unknown age is
// an adult's, unless the exemption is a child's.
func (p Patient) AgeAu(d jour.Jour) int {
	switch {
	case p.Naissance != 0:
		return d.Age(p.Naissance)
	case p.AgeConnu:
		return int(p.Age)
	case p.Exoneration == NouveauNe:
		return 0
	case p.Exoneration == MineurVictime:
		return 17
	}
	return AgeParDefaut
}

// AgeParDefaut is the age of a patient of whom nothing is said: an adult for
// whom no age rule applies.
const AgeParDefaut = 40

// Praticien is the doctor and the conventional status held on the day of care.
type Praticien struct {
	Specialite Specialite
	Secteur    Secteur
	Option     Option
	Zone       Zone
	// Titre is true for a secteur 1 doctor holding the titles of secteur 2
	// (ancien chef de clinique, ancien assistant…), who may join the OPTAM.
	Titre bool
	// Departement is the code of the department of practice, or "": public
	// holidays depend on it ("67", "972").
	Departement Departement
}

// Acte is one act of the bill, by its code or by its nature. With a nature,
// cotation chooses the codes.
type Acte struct {
	Code          string
	Nature        Nature
	Circonstances Circonstances
	// Honoraires is the amount asked for this act alone, if stated.
	Honoraires       argent.Centimes
	HonorairesSaisis bool
	// Heure is when the act began; known, it settles night, Sunday and holiday.
	Heure Heure
	// Distance is the way to the patient, one way, in hundredths of a kilometre.
	Distance int32
	Terrain  Terrain
	// Quantite is the number of units of a code billed by the unit: the
	// kilometres of an IK.
	Quantite int16
	// Technique completes the code of a technical act.
	Technique Technique
}

// Technique is what a bill says of a technical act beside its code.
type Technique struct {
	// Activite and Phase select the line of the CCAM; zero is the first one.
	Activite, Phase uint8
	// Modificateurs lists the letters and digits claimed, such as "JK".
	Modificateurs string
	// Association is the code from 1 to 5 written by the biller; zero leaves
	// it to the rules.
	Association uint8
}

// Anterieur is an act already billed by the practitioner.
type Anterieur struct {
	Date jour.Jour
	Code string
	// Nombre is how many times that day; zero counts for one.
	Nombre int16
	// AutrePatient tells that it was not for this patient: some limits bear on
	// the practitioner.
	AutrePatient bool
}

// Contrat is what the complémentaire promises for this bill.
type Contrat struct {
	// Garantie is the shorthand of one guarantee; its zero is no contract.
	Garantie Garantie
}

// Compteurs is what has already been withheld from the patient.
type Compteurs struct {
	// ParticipationsDuJour counts those of the same practitioner and day.
	ParticipationsDuJour int16
	// ParticipationAnnee and FranchiseAnnee are the euros withheld since 1 January.
	ParticipationAnnee argent.Centimes
	FranchiseAnnee     argent.Centimes
}

// Prescriptions counts what the visit prescribes and the franchise bears on.
type Prescriptions struct {
	BoitesMedicaments    int16
	ActesParamedicaux    int16
	TransportsSanitaires int16
}
