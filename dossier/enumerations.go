package dossier

// Each enumeration is a small number with a word. The zero is the ordinary
// case, so that a dossier says only what departs from it. The words are those
// of the JSON contract; the first is the canonical one, the others are read.

// Regime is the patient's scheme.
type Regime uint8

// Schemes. RegimeAlsaceMoselle adds the régime local to the general scheme.
const (
	RegimeGeneral Regime = iota
	RegimeAlsaceMoselle
)

// Aide is a public cover that takes the place of a complémentaire.
type Aide uint8

// Public covers.
const (
	SansAide Aide = iota
	C2S
	AME
	ASPA
)

// Exoneration is why the ticket modérateur may not be due.
type Exoneration uint8

// Reasons of exemption.
const (
	SansExoneration Exoneration = iota
	ALD
	Maternite
	ATMP
	Invalidite
	PensionMilitaire
	NouveauNe
	MineurVictime
	Infertilite
	Prevention
)

// Secteur is the conventional sector.
type Secteur uint8

// Sectors. DP is secteur 1 with the historic droit permanent à dépassement.
const (
	SecteurInconnu Secteur = iota
	Secteur1
	Secteur2
	Secteur3
	SecteurDP
)

// Option is the tariff commitment signed by the practitioner.
type Option uint8

// Commitments. OPTAMACO was OPTAM-CO before 2025.
const (
	SansOption Option = iota
	OPTAM
	OPTAMACO
	CAS
)

// Zone is where the practitioner works; overseas tariffs differ.
type Zone uint8

// Zones.
const (
	Metropole Zone = iota
	Antilles
	Guyane
	Reunion
	Mayotte
	NombreZones = iota
)

// Parcours is the patient's place in the parcours de soins coordonnés.
type Parcours uint8

// Pathway situations, with their SESAM letters. ParcoursNonDit is
// taken as inside the pathway, without a referral that would let a
// correspondent bill a coordination majoration.
const (
	ParcoursNonDit                 Parcours = iota
	ParcoursMedecinTraitant                 // T
	ParcoursNouveauMedecinTraitant          // N
	ParcoursRemplacant                      // R
	ParcoursOriente                         // O
	ParcoursOrienteAutre                    // M
	ParcoursAccesDirect                     // D
	ParcoursUrgence                         // U
	ParcoursHorsResidence                   // H
	ParcoursHors                            // S
	ParcoursAutre                           // A
)

// Nature is what was done, in plain words; cotation names the codes.
type Nature uint8

// Natures of acts.
const (
	SansNature Nature = iota
	Consultation
	Visite
	Teleconsultation
	Teleexpertise
	AvisPonctuel
	ConsultationComplexe
	ConsultationTresComplexe
	ConsultationLongue
	ExamenEnfant
)

// TiersPayant says which shares the practitioner does not ask of the patient.
type TiersPayant uint8

// Third-party payment.
const (
	SansTiersPayant TiersPayant = iota
	TiersPayantAMO
	TiersPayantIntegral
)

// PlafondMajoration is the reading of the off-pathway surcharge's cap.
type PlafondMajoration uint8

// Readings of the cap: on the act with its supplements (specification and
// DREES), on each line (2022 official table), or none (official tables printed
// since 2024-12-22).
const (
	PlafondParActe PlafondMajoration = iota
	PlafondParLigne
	SansPlafond
)

// Circonstances is a set of circumstances of one act.
type Circonstances uint64

// Circumstances.
const (
	Nuit Circonstances = 1 << iota
	NuitProfonde
	DimancheFerie
	SamediGarde
	Regule
	SoinsNonProgrammes
	UrgenceCorrespondant
	UrgenceMedecinTraitant
	Urgence
	Exigence
	NonJustifiee
	HorairesEtendus
	PUPH
	DepistageMelanome
	SortieHospitalisation
	Deprescription
	MedicoSocial
	InscriptionALD
	VisiteLongue
	SoinsPalliatifs
	EndocrinienComplexe
	Requerant
	Contraception
	ObesiteEnfant
	SortieMaternite
	AutismeSuivi
	AutismeReperage
	ProtectionEnfance
	Handicap
	ExpertisePediatrique
	BilanPrevention
	QuitteCabinet
	VisiteRapide
	InsuffisanceCardiaque
	CCMU3
	CCMU45
)

// A inclut toutes les circonstances de b.
func (a Circonstances) A(b Circonstances) bool { return a&b == b }

// Terrain is what a visit crosses; kilometres are worth more in the mountains.
type Terrain uint8

// Terrains.
const (
	Plaine Terrain = iota
	Montagne
	PiedOuSki
)

type mots []string

var (
	motsRegime      = []mots{{"general"}, {"alsace_moselle", "local", "regime_local"}}
	motsAide        = []mots{{"aucune"}, {"c2s", "css", "cmu_c"}, {"ame"}, {"aspa"}}
	motsExoneration = []mots{
		{"aucune"}, {"ald"}, {"maternite"}, {"at_mp", "atmp"}, {"invalidite"}, {"pension_militaire"},
		{"nouveau_ne"}, {"mineur_victime"}, {"infertilite"}, {"prevention"},
	}
	motsSecteur = []mots{{""}, {"1", "s1", "secteur_1"}, {"2", "s2", "secteur_2"}, {"3", "nc", "s3", "secteur_3", "non_conventionne"}, {"dp", "1_dp"}}
	motsOption  = []mots{{"aucune", "non"}, {"optam", "oui"}, {"optam_aco", "optam_co"}, {"cas"}}
	motsZone    = []mots{
		{"metropole", "metro"}, {"antilles", "guadeloupe", "martinique", "971", "972"}, {"guyane", "973"}, {"reunion", "974"}, {"mayotte", "976"},
	}
	motsParcours = []mots{
		{""}, {"medecin_traitant", "t"}, {"nouveau_medecin_traitant", "n"}, {"remplacant", "r"}, {"oriente", "o"}, {"oriente_autre", "m"},
		{"acces_direct", "d"}, {"urgence", "u"}, {"hors_residence", "h"}, {"hors_parcours", "s"}, {"autre", "a"},
	}
	motsNature = []mots{
		{""}, {"consultation"}, {"visite"}, {"teleconsultation"}, {"teleexpertise"}, {"avis_ponctuel"}, {"consultation_complexe"},
		{"consultation_tres_complexe"}, {"consultation_longue"}, {"examen_enfant"},
	}
	motsTiersPayant  = []mots{{"aucun", "non"}, {"amo"}, {"integral", "total"}}
	motsPlafond      = []mots{{"acte"}, {"ligne"}, {"sans"}}
	motsTerrain      = []mots{{"plaine"}, {"montagne"}, {"pied", "ski"}}
	motsCirconstance = []mots{
		{"nuit"}, {"nuit_profonde"}, {"dimanche_ferie", "dimanche", "ferie"}, {"samedi_garde"}, {"regule"}, {"soins_non_programmes"},
		{"urgence_correspondant"}, {"urgence_medecin_traitant"}, {"urgence"}, {"exigence"}, {"non_justifiee"}, {"horaires_etendus"}, {"pu_ph"},
		{"depistage_melanome"}, {"sortie_hospitalisation"}, {"deprescription"}, {"medico_social"}, {"inscription_ald"}, {"visite_longue"},
		{"soins_palliatifs"}, {"endocrinien_complexe"}, {"requerant"},
		{"contraception"}, {"obesite_enfant"}, {"sortie_maternite"}, {"autisme_suivi"}, {"autisme_reperage"}, {"protection_enfance"}, {"handicap"},
		{"expertise_pediatrique"}, {"bilan_prevention"}, {"quitte_cabinet"}, {"visite_rapide"}, {"insuffisance_cardiaque"}, {"ccmu3"}, {"ccmu45"},
	}
)

func mot(table []mots, i int) string {
	if i < len(table) {
		return table[i][0]
	}
	return ""
}

// String returns the word of the JSON contract.
func (r Regime) String() string            { return mot(motsRegime, int(r)) }
func (a Aide) String() string              { return mot(motsAide, int(a)) }
func (e Exoneration) String() string       { return mot(motsExoneration, int(e)) }
func (s Secteur) String() string           { return mot(motsSecteur, int(s)) }
func (o Option) String() string            { return mot(motsOption, int(o)) }
func (z Zone) String() string              { return mot(motsZone, int(z)) }
func (p Parcours) String() string          { return mot(motsParcours, int(p)) }
func (n Nature) String() string            { return mot(motsNature, int(n)) }
func (t TiersPayant) String() string       { return mot(motsTiersPayant, int(t)) }
func (p PlafondMajoration) String() string { return mot(motsPlafond, int(p)) }
func (t Terrain) String() string           { return mot(motsTerrain, int(t)) }

// Liste returns the words of the circumstances of c, in a fixed order.
func (c Circonstances) Liste() []string {
	var l []string
	for i, m := range motsCirconstance {
		if c&(1<<i) != 0 {
			l = append(l, m[0])
		}
	}
	return l
}
