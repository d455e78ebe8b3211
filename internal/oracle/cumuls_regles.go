package oracle

// The rules of billing, typed from the reference notes: "RN 2" is a paragraph
// of the note on the NGAP, "T 3" one of the note on tariffs. Only what a note
// says is here; where it is silent, the case is left out of the comparison.

// Names for what comes often.
const (
	cabinet     = "C G GS "
	domicile    = "V VG VGS "
	specialise  = "CS CSC CNP CNPSY CEH CEK CEG "
	longues     = "VL VSP "
	complexes   = "CCX CSO CSM CSE ASE CCP "
	tres        = "CCE CTE MPH "
	examens     = "COE COB COD COH "
	avis        = "C2 APC APY APU "
	inscription = "IMT GL1 GL2 GL3 RDV MCY CDE CEP "
	simples     = cabinet + domicile + specialise
	auCabinet   = cabinet + specialise + complexes + tres + inscription
	cliniques   = auCabinet + domicile + longues
	garde       = "CRN CRM CRD CRS VRN VRM VRD VRS "
	horaires    = "F MN MM "
	trajet      = "MDN MDI MDD "
	motifs      = "MCX MTX PPN PPR SGE TCA MPS MPB MIS PIV "
	expertise   = "TE1 TE2 RQD "
	majorations = "MMG MCG MEG MOP MPC MCS GYM MCE MP MCC NFP NFE MEP MIC MSH MD MDM MVR MU MHP MRT MUT MCU SNP SHE IK IKM " +
		garde + horaires + trajet + motifs
	tous       = "mg psy neuro cardio ped gyn ger mpr endo derm sp "
	sansPsy    = "mg neuro cardio ped gyn ger mpr endo derm sp "
	ordinaires = "gyn ger mpr endo derm sp " // neither psy, neuro, cardio nor ped
)

// A regle is one way to bill a code: since when, by whom, with which act (avec)
// and which other majoration (et), under which facts (si).
type regle struct {
	code, qui    string
	du, au       int
	avec, et, si string
	source       string
}

var regles = []regle{
	// T 1 and CSV: the letters.
	{code: "C", qui: "mg", du: 20110101, au: 20241221, source: "CSV C"},
	{code: "G", qui: "mg", du: 20170501, source: "CSV G"},
	{code: "GS", qui: "mg", du: 20170501, au: 20241221, source: "CSV G"},
	{code: "V", qui: "mg", du: 20110101, au: 20241221, source: "CSV V"},
	{code: "VG", qui: "mg", du: 20170501, source: "CSV VG"},
	{code: "VGS", qui: "mg", du: 20170501, au: 20241221, source: "CSV VG"},
	{code: "CS", qui: ordinaires + "ped", du: 20110101, source: "CSV CS"},
	{code: "CSC", qui: "cardio", du: 20060101, source: "CSV CSC"},
	{code: "CNPSY", qui: "psy neuro", du: 20060101, au: 20241221, source: "CSV CNPSY"},
	{code: "CNP", qui: "psy neuro", du: 20241222, source: "CSV CNP"},
	{code: "MCY", qui: "psy", du: 20120326, si: "urgence_correspondant", source: "RN 3"},
	{code: "CEH", qui: "ped", du: 20241222, si: "age<2", source: "T 1, RN 0.1"},
	{code: "CEK", qui: "ped", du: 20241222, si: "age>=2 age<6", source: "T 1, RN 0.1"},
	{code: "CEG", qui: "ped", du: 20241222, si: "age>=6 age<16", source: "T 1, RN 0.1"},
	{code: "C2", qui: tous, du: 20110101, au: 20170930, si: "!mt !hors", source: "CSV C2"},
	{code: "APC", qui: "mg cardio ped " + ordinaires, du: 20171001, si: "!mt !hors", source: "CSV APC"},
	{code: "APY", qui: "psy neuro", du: 20171001, si: "!mt !hors", source: "CSV APY"},
	{code: "APU", qui: tous, du: 20241222, si: "pu_ph !mt !hors", source: "CSV APU"},
	{code: "TCG", qui: "mg", du: 20180915, source: "CSV TCG"},
	{code: "TE1", qui: tous, du: 20190210, au: 20220331, si: "!requerant", source: "CSV TE1"},
	{code: "TE2", qui: tous, du: 20190210, si: "!requerant", source: "CSV TE2"},
	{code: "RQD", qui: tous, du: 20220401, si: "requerant", source: "CSV RQD"},
	// RN 1: complex consultations and examinations of children.
	{code: "CCP", qui: "mg ped gyn sp", du: 20171101, au: 20220331, si: "contraception age>=15 age<19", source: "RN 1"},
	{code: "CCP", qui: "mg ped gyn sp", du: 20220401, si: "contraception age<26", source: "RN 1"},
	{code: "CCX", qui: tous, du: 20171101, source: "RN 1"},
	{code: "CCE", qui: tous, du: 20190210, source: "CSV CCE"},
	{code: "CSO", qui: "mg", du: 20171101, si: "mt obesite_enfant age>=3 age<13", source: "RN 1"},
	{code: "CSM", qui: "ped", du: 20171101, si: "sortie_maternite jours<29", source: "RN 1"},
	{code: "CSE", qui: "mg ped", du: 20190210, si: "autisme_suivi age<18", source: "RN 1"},
	{code: "ASE", qui: "mg ped", du: 20220401, si: "protection_enfance age<21", source: "RN 1"},
	{code: "CTE", qui: "mg ped psy", du: 20190210, si: "autisme_reperage age<18", source: "RN 1"},
	{code: "MPH", qui: "mg ped", du: 20220401, si: "handicap", source: "RN 1"},
	{code: "CDE", qui: "derm", du: 20171101, si: "depistage_melanome", source: "CSV CDE"},
	{code: "CEP", qui: "ped", du: 20260101, si: "expertise_pediatrique age<16", source: "RN 3"},
	{code: "COE", qui: "mg ped", du: 20170501, si: "jours<9", source: "RN 1, art. 14.9"},
	{code: "COE", qui: "mg ped", du: 20170501, si: "mois>=8 mois<10", source: "RN 1, art. 14.9"},
	{code: "COE", qui: "mg ped", du: 20170501, si: "mois>=23 mois<25", source: "RN 1, art. 14.9"},
	{code: "COB", qui: "mg", du: 20190301, si: "age>=6 age<17", source: "CSV COB"},
	{code: "COD", qui: "mg", du: 20190301, si: "age<6", source: "CSV COD"},
	{code: "COH", qui: "ped", du: 20241222, si: "age<2", source: "RN 0.1 : COK de 2 à 6 ans"},
	// RN 3: what the médecin traitant alone may bill.
	{code: "VL", qui: "mg", du: 20120326, si: "mt visite_longue", source: "CSV VL"},
	{code: "VSP", qui: "mg", du: 20231101, si: "mt soins_palliatifs", source: "CSV VSP"},
	{code: "IMT", qui: tous, du: 20230515, si: "mt inscription_ald", source: "RN 3"},
	{code: "GL1", qui: "mg", du: 20260101, si: "mt sortie_hospitalisation age>=81", source: "RN 3"},
	{code: "GL2", qui: "mg", du: 20260101, si: "mt deprescription age>=81", source: "RN 3"},
	{code: "GL3", qui: "mg", du: 20260101, si: "mt medico_social age>=81", source: "RN 3"},
	{code: "RDV", qui: tous, du: 20240101, si: "bilan_prevention age>=18 age<26", source: "CSV RDV"},
	{code: "RDV", qui: tous, du: 20240101, si: "bilan_prevention age>=45 age<51", source: "CSV RDV"},
	{code: "RDV", qui: tous, du: 20240101, si: "bilan_prevention age>=60 age<66", source: "CSV RDV"},
	{code: "RDV", qui: tous, du: 20240101, si: "bilan_prevention age>=70 age<76", source: "CSV RDV"},

	// RN 2 and RN 6: coordination; never with a DE (RN 2).
	{code: "MCG", qui: "mg", du: 20110701, avec: cabinet + "TCG", si: "coordonne !mt !exigence age>=16", source: "art. 2 bis ; CSV MCG"},
	{code: "MCS", qui: ordinaires + "psy neuro", du: 20110701, avec: "CS CNP CNPSY MCY", si: "coordonne !mt !exigence", source: "art. 2 bis"},
	{code: "MCS", qui: "ped", du: 20110701, avec: "CS", si: "coordonne !mt !exigence age>=16", source: "art. 2 bis"},
	{code: "MCS", qui: "ped", du: 20110701, avec: "CS", si: "coordonne !mt !exigence adresse age>=2", source: "RN 6"},
	{code: "MCC", qui: "cardio", du: 20110701, avec: "CSC", si: "coordonne !mt !exigence", source: "art. 2 bis"},
	{code: "MPC", qui: ordinaires + "psy neuro", du: 20030925, au: 20241221, avec: "CS CNPSY MCY", si: "!exigence", source: "RN 2"},
	{code: "MPC", qui: "ped", du: 20030925, au: 20241221, avec: "CS", si: "!exigence age>=16", source: "CSV NFE"},
	{code: "MPC", qui: "ped", du: 20030925, au: 20241221, avec: "CS", si: "!exigence adresse age>=2", source: "CSV NFE"},
	{code: "MMG", qui: "mg", du: 20170501, au: 20241221, avec: "C V", source: "CSV MMG"},
	{code: "MEG", qui: "mg", du: 20170501, avec: cabinet + domicile + "TCG", si: "age<6", source: "RN 2"},
	{code: "MOP", qui: "mg", du: 20231101, avec: cabinet + domicile + "TCG", si: "!mt age>=80", source: "CSV MOP"},
	{code: "GYM", qui: "gyn", du: 20220401, au: 20241221, avec: "CS", source: "CSV GYM"},
	{code: "MCE", qui: "endo", du: 20220401, avec: "CS", si: "endocrinien_complexe", source: "CSV MCE"},
	{code: "MP", qui: "psy", du: 20220401, au: 20241221, avec: "CNPSY", si: "age<16", source: "CSV MP"},
	{code: "MP", qui: "psy", du: 20241222, avec: "CNP", si: "age<25", source: "CSV MP"},
	{code: "NFP", qui: "ped", du: 20170501, au: 20241221, avec: "CS", si: "age<2", source: "art. 14.6.1"},
	{code: "NFE", qui: "ped", du: 20170501, au: 20241221, avec: "CS", si: "!adresse age>=2 age<16", source: "CSV NFE"},
	{code: "MEP", qui: "ped", du: 20170501, au: 20241221, avec: "CS", et: "NFP NFE", si: "age<6", source: "RN 2"},
	{code: "MIC", qui: "mg", du: 20170501, avec: cabinet + domicile, si: "mt insuffisance_cardiaque", source: "RN 2"},
	{code: "MSH", qui: "mg", du: 20170501, avec: cabinet + domicile, si: "mt sortie_hospitalisation", source: "RN 2"},

	// RN 1: the aggregated codes and the fine ones.
	{code: "MCX", qui: tous, du: 20171101, avec: cabinet + specialise, si: "", source: "RN 1"},
	{code: "MTX", qui: tous, du: 20171101, avec: cabinet + specialise, si: "", source: "RN 1"},
	{code: "PPN", qui: "neuro ped", du: 20171101, avec: specialise, si: "", source: "ameli 28/03/2019"},
	{code: "PPR", qui: "sp", du: 20171101, avec: specialise, si: "rhumatologue", source: "RN 1 : rhumatologue"},
	{code: "SGE", qui: tous, du: 20171101, avec: cabinet + specialise, si: "", source: "RN 1"},
	{code: "TCA", qui: tous, du: 20171101, avec: cabinet + specialise, si: "", source: "RN 1"},
	{code: "MPS", qui: tous, du: 20171101, avec: cabinet + specialise, si: "", source: "RN 1"},
	{code: "MPB", qui: "sp endo", du: 20171101, avec: specialise, si: "biotherapie", source: "RN 1"},
	{code: "MPB", qui: "derm", du: 20190210, avec: specialise, si: "", source: "ameli 28/03/2019"},
	{code: "MIS", qui: tous, du: 20171101, avec: cabinet + specialise, si: "", source: "RN 1"},
	{code: "PIV", qui: tous, du: 20171101, avec: cabinet + specialise, si: "", source: "RN 1"},

	// RN 2 and RN 5: travel. MDN, MDI and MDD take the place of MD and of the
	// majoration of hours, until they end.
	{code: "MD", qui: "mg ger", du: 20060101, au: 20241231, avec: domicile + longues, si: "!non_justifiee !nuit !milieu !dimanche", source: "RN 2"},
	{code: "MD", qui: "mg ger", du: 20060101, au: 20241231, avec: domicile + longues, si: "!non_justifiee regule", source: "RN 2"},
	{code: "MD", qui: "mg ger", du: 20250101, avec: domicile + longues, si: "!non_justifiee", source: "RN 2"},
	{code: "MDD", qui: "mg", du: 20110101, au: 20241231, avec: domicile + longues, si: "!non_justifiee dimanche !regule", source: "RN 2"},
	{code: "MDN", qui: "mg", du: 20110101, au: 20241231, avec: domicile + longues, si: "!non_justifiee nuit !regule", source: "RN 2"},
	{code: "MDI", qui: "mg", du: 20110101, au: 20241231, avec: domicile + longues, si: "!non_justifiee milieu !regule", source: "RN 2"},
	{code: "MDM", qui: "mg ger", du: 20260101, avec: domicile + longues, si: "!non_justifiee montagne", source: "art. 14.2, point 5"},
	{code: "MVR", qui: "mg", du: 20260101, avec: domicile, si: "visite_rapide", source: "CSV MVR"},
	{code: "IK", qui: tous, du: 20110101, avec: domicile + longues, si: "!montagne !non_justifiee", source: "art. 13"},
	{code: "IKM", qui: tous, du: 20110101, avec: domicile + longues, si: "montagne !non_justifiee", source: "art. 13"},

	// RN 2 and RN 4: hours. Emergencies only since the end of 2024.
	{code: "MU", qui: "mg", du: 20060101, avec: cabinet + domicile, si: "quitte_cabinet !nuit !milieu !dimanche", source: "art. 14.1"},
	{code: "F", qui: tous, du: 20060101, au: 20241221, avec: cliniques + examens + avis, si: "dimanche !regule", source: "art. 14"},
	{code: "F", qui: tous, du: 20241222, avec: cliniques + examens + avis, si: "dimanche !regule urgence", source: "art. 14"},
	{code: "MN", qui: tous, du: 20060101, au: 20241221, avec: cliniques + examens + avis, si: "nuit !regule", source: "art. 14"},
	{code: "MN", qui: tous, du: 20241222, avec: cliniques + examens + avis, si: "nuit !regule urgence", source: "art. 14"},
	{code: "MM", qui: tous, du: 20060101, au: 20241221, avec: cliniques + examens + avis, si: "milieu !regule", source: "art. 14"},
	{code: "MM", qui: tous, du: 20241222, avec: cliniques + examens + avis, si: "milieu !regule urgence", source: "art. 14"},
	{code: "MHP", qui: "mg", du: 20241222, avec: cabinet + domicile + "TCG", si: "nuit !regule !urgence", source: "art. 22-4"},
	{code: "MHP", qui: "mg", du: 20241222, avec: cabinet + domicile + "TCG", si: "milieu !regule !urgence", source: "art. 22-4"},
	{code: "MHP", qui: "mg", du: 20241222, avec: cabinet + domicile + "TCG", si: "dimanche !regule !urgence", source: "art. 22-4"},
	{code: "CRN", qui: tous, du: 20110101, avec: auCabinet + examens, si: "regule nuit", source: "RN 4"},
	{code: "CRM", qui: tous, du: 20110101, avec: auCabinet + examens, si: "regule milieu", source: "RN 4"},
	{code: "CRD", qui: tous, du: 20110101, avec: auCabinet + examens, si: "regule dimanche", source: "RN 4"},
	{code: "CRS", qui: tous, du: 20110101, avec: auCabinet + examens, si: "regule samedi", source: "RN 4"},
	{code: "VRN", qui: tous, du: 20110101, avec: domicile + longues, si: "regule nuit", source: "RN 4"},
	{code: "VRM", qui: tous, du: 20110101, avec: domicile + longues, si: "regule milieu", source: "RN 4"},
	{code: "VRD", qui: tous, du: 20110101, avec: domicile + longues, si: "regule dimanche", source: "RN 4"},
	{code: "VRS", qui: tous, du: 20110101, avec: domicile + longues, si: "regule samedi", source: "RN 4"},

	// RN 2 and RN 3: urgent and unscheduled care.
	{code: "MRT", qui: "mg", du: 20180101, avec: cabinet + domicile, si: "mt regule !nuit !milieu !dimanche !samedi", source: "RN 2"},
	{code: "MUT", qui: tous, du: 20180101, avec: cliniques, si: "mt urgence_mt", source: "RN 2"},
	{code: "MCU", qui: sansPsy, du: 20180101, avec: cabinet + domicile + specialise + avis + complexes + tres + "CDE CEP", si: "!mt urgence_correspondant", source: "RN 2"},
	{code: "SNP", qui: sansPsy, du: 20230515, avec: simples, si: "!mt soins_non_programmes !nuit !milieu !dimanche !samedi", source: "art. 14.1.3"},
	{code: "SNP", qui: sansPsy, du: 20241222, avec: simples, si: "!mt soins_non_programmes etendus !milieu !dimanche !samedi", source: "art. 14.1.3 ; RN 4 : SNP+SHE de 20 à 21 h"},
	{code: "SHE", qui: sansPsy, du: 20241222, avec: simples, et: "SNP MRT", si: "etendus", source: "RN 2 ; CSV SHE"},
}

// An exclusion forbids a code of one list with a code of the other.
type exclusion struct {
	un, autre, source string
	du                int
}

var exclusions = []exclusion{
	{un: "SNP SHE", autre: "MCG MU MUT MCU MHP " + horaires + trajet + garde + motifs, source: "JORFTEXT000047542123, art. 14.1.3"},
	{un: "MRT", autre: "MCG MUT MCU SNP", source: "T 3, espace-ace"},
	{un: "MUT", autre: garde, source: "RN 2"},
	{un: "MCU", autre: "CCP CNP CNPSY MCY " + examens + horaires + garde, source: "RN 2"},
	{un: "MPC MCS MCG MCC MMG", autre: avis, source: "RN 2"},
	{un: "MPC MCS", autre: "NFP NFE MCY", du: 20220401, source: "RN 2 ; T 2 : MCY tout compris depuis le 01/04/2022"},
	{un: "MPC MCS", autre: "NFP NFE", source: "RN 2"},
	{un: "NFP", autre: "NFE", source: "art. 14.6.1"},
	{un: "MEG NFP NFE MEP MPC MCS", autre: examens, source: "art. 14.9"},
	{un: "MSH", autre: "MIC", source: "RN 2"},
	{un: "MSH MIC", autre: "GL1", source: "CSMF"},
	{un: expertise, autre: majorations, source: "RN 2, omniprat"},
}

// unSeul lists codes of which a bill has one at most.
var unSeul = []struct{ parmi, source string }{
	{horaires + trajet + garde + "MHP MU MRT", "RN 2 et RN 4 : une seule majoration d'horaire, d'urgence ou de garde"},
	{trajet + "MD MDM MU VRN VRM VRD VRS", "RN 2 et RN 5 : une seule majoration de déplacement"},
	{motifs + "MCE", "RN 1 : une seule majoration de complexité, et MCE n'en est pas une"},
	{"IK IKM", "art. 13"},
}
