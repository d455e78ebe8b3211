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
	groupe  Groupe
	alias   []string
}

// specialites follows IR_SPE_V, which counts codes 81 to 85 among the
// omnipraticiens: their doctors bill the letters of general practice.
var specialites = [...]ficheSpecialite{
	{0, "specialiste", "Autre spécialité", GroupeSpecialiste, []string{"autre_specialite", "autre", "medecin_specialiste"}},
	{1, "medecine_generale", "Médecine générale", GroupeGeneraliste, []string{"generaliste", "medecin_generaliste", "omnipraticien", "mg"}},
	{2, "anesthesie_reanimation", "Anesthésie-réanimation", GroupeSpecialiste, []string{"anesthesiste", "anesthesiologie", "anesthesiste_reanimateur"}},
	{3, "cardiologie", "Cardiologie", GroupeCardiologue, []string{"cardiologue", "pathologie_cardio_vasculaire"}},
	{4, "chirurgie_generale", "Chirurgie générale", GroupeSpecialiste, []string{"chirurgien", "chirurgie"}},
	{5, "dermatologie", "Dermatologie et vénéréologie", GroupeDermatologue, []string{"dermatologue", "dermatologie_venereologie"}},
	{6, "radiologie", "Radiodiagnostic et imagerie médicale", GroupeSpecialiste, []string{"radiologue", "radiodiagnostic", "imagerie_medicale"}},
	{7, "gynecologie_obstetrique", "Gynécologie obstétrique", GroupeSpecialiste, []string{"gynecologue_obstetricien"}},
	{8, "gastro_enterologie", "Gastro-entérologie et hépatologie", GroupeSpecialiste, []string{"gastro_enterologue", "hepato_gastro_enterologie"}},
	{9, "medecine_interne", "Médecine interne", GroupeEndocrinologue, []string{"interniste"}},
	{10, "neurochirurgie", "Neurochirurgie", GroupeSpecialiste, []string{"neurochirurgien"}},
	{11, "oto_rhino_laryngologie", "Oto-rhino-laryngologie", GroupeSpecialiste, []string{"orl"}},
	{12, "pediatrie", "Pédiatrie", GroupePediatre, []string{"pediatre"}},
	{13, "pneumologie", "Pneumologie", GroupeSpecialiste, []string{"pneumologue"}},
	{14, "rhumatologie", "Rhumatologie", GroupeSpecialiste, []string{"rhumatologue"}},
	{15, "ophtalmologie", "Ophtalmologie", GroupeSpecialiste, []string{"ophtalmologue", "ophtalmologiste"}},
	{16, "urologie", "Chirurgie urologique", GroupeSpecialiste, []string{"urologue", "chirurgie_urologique", "chirurgien_urologue"}},
	{17, "neuropsychiatrie", "Neuropsychiatrie", GroupePsychiatre, []string{"neuropsychiatre"}},
	{18, "stomatologie", "Stomatologie", GroupeSpecialiste, []string{"stomatologue"}},
	{20, "reanimation", "Réanimation médicale", GroupeSpecialiste, []string{"reanimateur", "medecine_intensive_reanimation"}},
	{22, "medecine_generale_specialiste", "Médecine générale (spécialiste avec diplôme)", GroupeGeneraliste, nil},
	{23, "medecine_generale_qualifiee", "Médecine générale (spécialité reconnue par l'Ordre)", GroupeGeneraliste, nil},
	{31, "medecine_physique_readaptation", "Médecine physique et de réadaptation", GroupeMPR, []string{"mpr", "medecine_physique", "medecin_physique_readaptation"}},
	{32, "neurologie", "Neurologie", GroupeNeurologue, []string{"neurologue"}},
	{33, "psychiatrie", "Psychiatrie", GroupePsychiatre, []string{"psychiatre", "psychiatrie_generale"}},
	{34, "geriatrie", "Gériatrie", GroupeGeriatre, []string{"geriatre"}},
	{35, "nephrologie", "Néphrologie", GroupeSpecialiste, []string{"nephrologue"}},
	{37, "anatomie_pathologique", "Anatomie et cytologie pathologiques", GroupeSpecialiste, []string{"anatomopathologiste", "anatomo_cyto_pathologie"}},
	{38, "biologie_medicale", "Médecin directeur de laboratoire", GroupeSpecialiste, []string{"biologiste", "directeur_laboratoire"}},
	{41, "orthopedie", "Chirurgie orthopédique et traumatologie", GroupeSpecialiste, []string{"orthopediste", "chirurgien_orthopediste", "chirurgie_orthopedique"}},
	{42, "endocrinologie", "Endocrinologie et métabolismes", GroupeEndocrinologue, []string{"endocrinologue", "diabetologue", "endocrinologie_metabolismes"}},
	{43, "chirurgie_infantile", "Chirurgie infantile", GroupeSpecialiste, []string{"chirurgie_pediatrique"}},
	{44, "chirurgie_maxillo_faciale", "Chirurgie maxillo-faciale", GroupeSpecialiste, nil},
	{45, "chirurgie_maxillo_faciale_stomatologie", "Chirurgie maxillo-faciale et stomatologie", GroupeSpecialiste, nil},
	{46, "chirurgie_plastique", "Chirurgie plastique, reconstructrice et esthétique", GroupeSpecialiste, []string{"chirurgien_plasticien"}},
	{47, "chirurgie_thoracique", "Chirurgie thoracique et cardio-vasculaire", GroupeSpecialiste, nil},
	{48, "chirurgie_vasculaire", "Chirurgie vasculaire", GroupeSpecialiste, nil},
	{49, "chirurgie_viscerale", "Chirurgie viscérale et digestive", GroupeSpecialiste, []string{"chirurgie_digestive"}},
	{69, "chirurgie_orale", "Chirurgie orale", GroupeSpecialiste, nil},
	{70, "gynecologie_medicale", "Gynécologie médicale", GroupeGynecologue, []string{"gynecologue", "gynecologie", "gynecologue_medical"}},
	{71, "hematologie", "Hématologie", GroupeSpecialiste, []string{"hematologue"}},
	{72, "medecine_nucleaire", "Médecine nucléaire", GroupeSpecialiste, nil},
	{73, "oncologie", "Oncologie médicale", GroupeSpecialiste, []string{"oncologue", "oncologie_medicale"}},
	{74, "oncologie_radiotherapique", "Oncologie radiothérapique", GroupeSpecialiste, nil},
	{75, "psychiatrie_enfant", "Psychiatrie de l'enfant et de l'adolescent", GroupePsychiatre, []string{"pedopsychiatre", "pedopsychiatrie"}},
	{76, "radiotherapie", "Radiothérapie", GroupeSpecialiste, []string{"radiotherapeute"}},
	{77, "obstetrique", "Obstétrique", GroupeSpecialiste, []string{"obstetricien"}},
	{78, "genetique_medicale", "Génétique médicale", GroupeSpecialiste, []string{"geneticien"}},
	{79, "gynecologie_obstetrique_medicale", "Gynécologie obstétrique et gynécologie médicale", GroupeGynecologue, nil},
	{80, "sante_publique", "Santé publique et médecine sociale", GroupeSpecialiste, nil},
	{81, "maladies_infectieuses", "Maladies infectieuses et tropicales", GroupeGeneraliste, []string{"infectiologue"}},
	{82, "medecine_legale", "Médecine légale et expertises médicales", GroupeGeneraliste, []string{"medecin_legiste"}},
	{83, "medecine_urgence", "Médecine d'urgence", GroupeGeneraliste, []string{"urgentiste"}},
	{84, "medecine_vasculaire", "Médecine vasculaire", GroupeGeneraliste, []string{"angiologue"}},
	{85, "allergologie", "Allergologie", GroupeGeneraliste, []string{"allergologue"}},
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
