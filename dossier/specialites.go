package dossier

// Groupe gathers the specialties that the nomenclature treats alike.
type Groupe uint8

// Groups of specialties.
const (
	GroupeSpecialiste Groupe = iota
	GroupeGeneraliste
	GroupePsychiatre // psychiatres et neuropsychiatres
	GroupeNeurologue
	GroupeCardiologue
	GroupePediatre
	GroupeGynecologue // gynécologie médicale : codes 70 et 79
	GroupeGeriatre
	GroupeMPR
	GroupeEndocrinologue // et médecine interne
	GroupeDermatologue
	NombreGroupes = iota
)

// Specialite is the two-digit Cnam code of a physician's specialty (table
// IR_SPE_V of the SNDS). The zero is an ordinary specialist, not further named.
type Specialite uint8

type ficheSpecialite struct {
	code    Specialite
	slug    string
	libelle string
	anglais string
	groupe  Groupe
	alias   []string
}

// specialites follows IR_SPE_V, which counts codes 81 to 85 among the
// omnipraticiens: their doctors bill the letters of general practice.
var specialites = [...]ficheSpecialite{
	{0, "specialiste", "Autre spécialité", "Other specialty", GroupeSpecialiste, []string{"autre_specialite", "autre", "medecin_specialiste"}},
	{1, "medecine_generale", "Médecine générale", "General practice", GroupeGeneraliste, []string{"generaliste", "medecin_generaliste", "omnipraticien", "mg"}},
	{2, "anesthesie_reanimation", "Anesthésie-réanimation", "Anaesthesia and intensive care", GroupeSpecialiste, []string{"anesthesiste", "anesthesiologie", "anesthesiste_reanimateur"}},
	{3, "cardiologie", "Cardiologie", "Cardiology", GroupeCardiologue, []string{"cardiologue", "pathologie_cardio_vasculaire"}},
	{4, "chirurgie_generale", "Chirurgie générale", "General surgery", GroupeSpecialiste, []string{"chirurgien", "chirurgie"}},
	{5, "dermatologie", "Dermatologie et vénéréologie", "Dermatology", GroupeDermatologue, []string{"dermatologue", "dermatologie_venereologie"}},
	{6, "radiologie", "Radiodiagnostic et imagerie médicale", "Radiology and imaging", GroupeSpecialiste, []string{"radiologue", "radiodiagnostic", "imagerie_medicale"}},
	{7, "gynecologie_obstetrique", "Gynécologie obstétrique", "Obstetrics and gynaecology", GroupeSpecialiste, []string{"gynecologue_obstetricien"}},
	{8, "gastro_enterologie", "Gastro-entérologie et hépatologie", "Gastroenterology and hepatology", GroupeSpecialiste, []string{"gastro_enterologue", "hepato_gastro_enterologie"}},
	{9, "medecine_interne", "Médecine interne", "Internal medicine", GroupeEndocrinologue, []string{"interniste"}},
	{10, "neurochirurgie", "Neurochirurgie", "Neurosurgery", GroupeSpecialiste, []string{"neurochirurgien"}},
	{11, "oto_rhino_laryngologie", "Oto-rhino-laryngologie", "Ear, nose and throat (ENT)", GroupeSpecialiste, []string{"orl"}},
	{12, "pediatrie", "Pédiatrie", "Paediatrics", GroupePediatre, []string{"pediatre"}},
	{13, "pneumologie", "Pneumologie", "Respiratory medicine", GroupeSpecialiste, []string{"pneumologue"}},
	{14, "rhumatologie", "Rhumatologie", "Rheumatology", GroupeSpecialiste, []string{"rhumatologue"}},
	{15, "ophtalmologie", "Ophtalmologie", "Ophthalmology", GroupeSpecialiste, []string{"ophtalmologue", "ophtalmologiste"}},
	{16, "urologie", "Chirurgie urologique", "Urology", GroupeSpecialiste, []string{"urologue", "chirurgie_urologique", "chirurgien_urologue"}},
	{17, "neuropsychiatrie", "Neuropsychiatrie", "Neuropsychiatry", GroupePsychiatre, []string{"neuropsychiatre"}},
	{18, "stomatologie", "Stomatologie", "Stomatology", GroupeSpecialiste, []string{"stomatologue"}},
	{20, "reanimation", "Réanimation médicale", "Intensive care", GroupeSpecialiste, []string{"reanimateur", "medecine_intensive_reanimation"}},
	{22, "medecine_generale_specialiste", "Médecine générale (spécialiste avec diplôme)", "General practice (specialist by diploma)", GroupeGeneraliste, nil},
	{23, "medecine_generale_qualifiee", "Médecine générale (spécialité reconnue par l'Ordre)", "General practice (recognised by the Ordre)", GroupeGeneraliste, nil},
	{31, "medecine_physique_readaptation", "Médecine physique et de réadaptation", "Physical medicine and rehabilitation", GroupeMPR, []string{"mpr", "medecine_physique", "medecin_physique_readaptation"}},
	{32, "neurologie", "Neurologie", "Neurology", GroupeNeurologue, []string{"neurologue"}},
	{33, "psychiatrie", "Psychiatrie", "Psychiatry", GroupePsychiatre, []string{"psychiatre", "psychiatrie_generale"}},
	{34, "geriatrie", "Gériatrie", "Geriatrics", GroupeGeriatre, []string{"geriatre"}},
	{35, "nephrologie", "Néphrologie", "Nephrology", GroupeSpecialiste, []string{"nephrologue"}},
	{37, "anatomie_pathologique", "Anatomie et cytologie pathologiques", "Pathology", GroupeSpecialiste, []string{"anatomopathologiste", "anatomo_cyto_pathologie"}},
	{38, "biologie_medicale", "Médecin directeur de laboratoire", "Medical laboratory director", GroupeSpecialiste, []string{"biologiste", "directeur_laboratoire"}},
	{41, "orthopedie", "Chirurgie orthopédique et traumatologie", "Orthopaedic surgery", GroupeSpecialiste, []string{"orthopediste", "chirurgien_orthopediste", "chirurgie_orthopedique"}},
	{42, "endocrinologie", "Endocrinologie et métabolismes", "Endocrinology", GroupeEndocrinologue, []string{"endocrinologue", "diabetologue", "endocrinologie_metabolismes"}},
	{43, "chirurgie_infantile", "Chirurgie infantile", "Paediatric surgery", GroupeSpecialiste, []string{"chirurgie_pediatrique"}},
	{44, "chirurgie_maxillo_faciale", "Chirurgie maxillo-faciale", "Maxillofacial surgery", GroupeSpecialiste, nil},
	{45, "chirurgie_maxillo_faciale_stomatologie", "Chirurgie maxillo-faciale et stomatologie", "Maxillofacial surgery and stomatology", GroupeSpecialiste, nil},
	{46, "chirurgie_plastique", "Chirurgie plastique, reconstructrice et esthétique", "Plastic surgery", GroupeSpecialiste, []string{"chirurgien_plasticien"}},
	{47, "chirurgie_thoracique", "Chirurgie thoracique et cardio-vasculaire", "Thoracic and cardiovascular surgery", GroupeSpecialiste, nil},
	{48, "chirurgie_vasculaire", "Chirurgie vasculaire", "Vascular surgery", GroupeSpecialiste, nil},
	{49, "chirurgie_viscerale", "Chirurgie viscérale et digestive", "Visceral surgery", GroupeSpecialiste, []string{"chirurgie_digestive"}},
	{69, "chirurgie_orale", "Chirurgie orale", "Oral surgery", GroupeSpecialiste, nil},
	{70, "gynecologie_medicale", "Gynécologie médicale", "Medical gynaecology", GroupeGynecologue, []string{"gynecologue", "gynecologie", "gynecologue_medical"}},
	{71, "hematologie", "Hématologie", "Haematology", GroupeSpecialiste, []string{"hematologue"}},
	{72, "medecine_nucleaire", "Médecine nucléaire", "Nuclear medicine", GroupeSpecialiste, nil},
	{73, "oncologie", "Oncologie médicale", "Medical oncology", GroupeSpecialiste, []string{"oncologue", "oncologie_medicale"}},
	{74, "oncologie_radiotherapique", "Oncologie radiothérapique", "Radiation oncology", GroupeSpecialiste, nil},
	{75, "psychiatrie_enfant", "Psychiatrie de l'enfant et de l'adolescent", "Child and adolescent psychiatry", GroupePsychiatre, []string{"pedopsychiatre", "pedopsychiatrie"}},
	{76, "radiotherapie", "Radiothérapie", "Radiotherapy", GroupeSpecialiste, []string{"radiotherapeute"}},
	{77, "obstetrique", "Obstétrique", "Obstetrics", GroupeSpecialiste, []string{"obstetricien"}},
	{78, "genetique_medicale", "Génétique médicale", "Medical genetics", GroupeSpecialiste, []string{"geneticien"}},
	{79, "gynecologie_obstetrique_medicale", "Gynécologie obstétrique et gynécologie médicale", "Obstetrics and medical gynaecology", GroupeGynecologue, nil},
	{80, "sante_publique", "Santé publique et médecine sociale", "Public health", GroupeSpecialiste, nil},
	{81, "maladies_infectieuses", "Maladies infectieuses et tropicales", "Infectious and tropical diseases", GroupeGeneraliste, []string{"infectiologue"}},
	{82, "medecine_legale", "Médecine légale et expertises médicales", "Forensic medicine", GroupeGeneraliste, []string{"medecin_legiste"}},
	{83, "medecine_urgence", "Médecine d'urgence", "Emergency medicine", GroupeGeneraliste, []string{"urgentiste"}},
	{84, "medecine_vasculaire", "Médecine vasculaire", "Vascular medicine", GroupeGeneraliste, []string{"angiologue"}},
	{85, "allergologie", "Allergologie", "Allergology", GroupeGeneraliste, []string{"allergologue"}},
}

// groupes and fiches are indexed by code, so that a rule pays one load.
var groupes, fiches = indexer()

func indexer() (g [100]Groupe, f [100]*ficheSpecialite) {
	for i := range specialites {
		s := &specialites[i]
		g[s.code], f[s.code] = s.groupe, s
	}
	return g, f
}

// Groupe returns the group of the specialty.
func (s Specialite) Groupe() Groupe {
	if int(s) < len(groupes) {
		return groupes[s]
	}
	return GroupeSpecialiste
}

// String returns the slug: "medecine_generale".
func (s Specialite) String() string {
	if f := s.fiche(); f != nil {
		return f.slug
	}
	return ""
}

// Libelle returns the French name.
func (s Specialite) Libelle() string {
	if f := s.fiche(); f != nil {
		return f.libelle
	}
	return ""
}

// LibelleEN returns the English name.
func (s Specialite) LibelleEN() string {
	if f := s.fiche(); f != nil {
		return f.anglais
	}
	return ""
}

func (s Specialite) fiche() *ficheSpecialite {
	if int(s) < len(fiches) {
		return fiches[s]
	}
	return nil
}

// Specialites returns every specialty, in the order of the codes.
func Specialites() []Specialite {
	l := make([]Specialite, 0, len(specialites))
	for i := range specialites {
		l = append(l, specialites[i].code)
	}
	return l
}
