package api

import (
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/dossier"
)

const composants = "#/components/schemas/"

// registre names the schemas and tells huma how amounts and rates are written:
// it would take them for plain texts.
func registre() huma.Registry {
	r := huma.NewMapRegistry(composants, func(t reflect.Type, indice string) string {
		nom := strings.TrimSuffix(huma.DefaultSchemaNamer(t, indice), "JSON")
		if nom == "Reponse" {
			return "Decompte"
		}
		return nom
	})
	r.RegisterTypeAlias(reflect.TypeFor[argent.Centimes](), reflect.TypeFor[montant]())
	r.RegisterTypeAlias(reflect.TypeFor[argent.Taux](), reflect.TypeFor[pourcentage]())
	r.RegisterTypeAlias(reflect.TypeFor[dossier.Dossier](), reflect.TypeFor[dossierEcrit]())
	for nom, s := range schemasDemandes() {
		r.Map()[nom] = s
	}
	return r
}

type (
	montant      struct{}
	pourcentage  struct{}
	dossierEcrit struct{}
)

// Schema says how an answer writes an amount.
func (montant) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: "string", Pattern: `^-?[0-9]+\.[0-9]{2}$`, Examples: []any{"30.00"}}
}

// Schema says how an answer writes a rate.
func (pourcentage) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: "string", Pattern: `^-?[0-9]+(\.[0-9]{1,4})?$`, Examples: []any{"70"}}
}

// Schema says that a dossier is answered in the form it is sent in.
func (dossierEcrit) Schema(huma.Registry) *huma.Schema { return renvoi("Dossier") }

// schemasDemandes describes what is sent. It is written by hand because the
// decoder is, and a test compares the two field by field.
func schemasDemandes() map[string]*huma.Schema {
	return map[string]*huma.Schema{
		"Dossier": objet("Une facture : ce qu'un praticien a fait pour un patient un jour.", []string{"date", "praticien", "actes"}, champs{
			"date":               date("Jour des soins : il choisit le droit applicable."),
			"patient":            renvoi("Patient"),
			"praticien":          renvoi("Praticien"),
			"parcours":           enum("Place dans le parcours de soins ; par défaut le médecin traitant pour un généraliste, un adressage ailleurs. Les lettres SESAM (T, N, R, O, M, D, U, H, S, A) sont lues.", mots(dossier.ParcoursMedecinTraitant)),
			"actes":              {Type: "array", Items: renvoi("ActeSaisi"), MinItems: ptr(1), MaxItems: ptr(50), Description: "Les actes de la facture."},
			"honoraires":         somme("Total demandé. Absent : le tarif opposable là où le secteur l'impose, un refus ailleurs."),
			"tiers_payant":       enum("Ce que le praticien ne demande pas au patient ; aucun par défaut.", mots(dossier.SansTiersPayant)),
			"contrat":            renvoi("Contrat"),
			"compteurs":          renvoi("CompteursSaisis"),
			"prescriptions":      renvoi("Prescriptions"),
			"plafond_majoration": enum("Sur quoi porte le plafond de la majoration hors parcours, où les sources divergent ; acte par défaut.", mots(dossier.PlafondParActe)),
			"anterieurs":         {Type: "array", Items: renvoi("AnterieurSaisi"), MaxItems: ptr(1000), Description: "Ce que le praticien a déjà facturé, pour les règles qui comptent : une fois par an, quatre par patient…"},
		}),
		"Patient": objet("La personne soignée. Rien n'est obligatoire : on suppose un adulte du régime général.", nil, champs{
			"age":              entier("Âge en années révolues le jour des soins.", 130),
			"naissance":        date("Date de naissance ; elle règle toutes les conditions d'âge."),
			"regime":           enum("Régime ; general par défaut.", mots(dossier.RegimeGeneral)),
			"aide":             enum("Couverture publique ; aucune par défaut.", mots(dossier.SansAide)),
			"exoneration":      enum("Motif d'exonération du ticket modérateur ; aucune par défaut.", mots(dossier.SansExoneration)),
			"medecin_traitant": {Type: "boolean", Default: true, Description: "Le patient a déclaré un médecin traitant."},
		}),
		"Praticien": objet("Le médecin et sa situation conventionnelle le jour des soins.", []string{"specialite", "secteur"}, champs{
			"specialite":  specialite(),
			"secteur":     enum("Secteur conventionnel ; dp est le droit permanent à dépassement, 3 le non conventionné.", mots(dossier.Secteur1)),
			"option":      enum("Engagement tarifaire ; aucune par défaut.", mots(dossier.SansOption)),
			"zone":        enum("Territoire ; metropole par défaut.", mots(dossier.Metropole)),
			"titre":       {Type: "boolean", Default: false, Description: "Médecin de secteur 1 titulaire des titres du secteur 2."},
			"departement": {Type: "string", Pattern: "^([0-9]{2}|2[AB]|97[0-9])$", Examples: []any{"67"}, Description: "Département d'exercice : les jours fériés en dépendent."},
		}),
		"ActeSaisi": objet("Un acte, par son code ou par sa nature : jamais les deux.", nil, champs{
			"code":          {Type: "string", Description: "Lettre-clé, majoration ou code CCAM.", Examples: []any{"CS"}},
			"nature":        enum("Ce qui a été fait ; le moteur choisit les codes.", mots(dossier.Consultation)),
			"circonstances": {Type: "array", Items: enum("Une circonstance.", circonstances()), Description: "Circonstances de l'acte."},
			"honoraires":    somme("Montant demandé pour cet acte seul."),
			"heure":         {Type: "string", Pattern: "^[0-2][0-9]:[0-5][0-9]$", Examples: []any{"22:30"}, Description: "Heure du début de l'acte ; connue, elle règle la nuit, le dimanche et le jour férié. 22h30 et 22h sont lus aussi."},
			"distance_km":   distance(),
			"terrain":       enum("Ce que traverse le déplacement, pour l'indemnité kilométrique ; plaine par défaut, pied pour la marche ou le ski.", mots(dossier.Plaine)),
			"quantite":      entier("Nombre d'unités d'un code facturé à l'unité : les kilomètres d'une indemnité.", 32767),
			"activite":      chiffre("Activité d'un acte technique : 1 la principale, 4 l'anesthésie ; 1 par défaut.", 1, 5),
			"phase":         chiffre("Phase d'un acte technique.", 0, 3),
			"modificateurs": {Type: "string", Pattern: "^[A-Z0-9]*$", Examples: []any{"JK"}, Description: "Modificateurs d'un acte technique : lettres et chiffres à la suite."},
			"association":   chiffre("Code d'association d'un acte technique ; absent, les règles le donnent.", 1, 5),
		}),
		"AnterieurSaisi": objet("Un acte déjà facturé par ce praticien.", []string{"date", "code"}, champs{
			"date":          date("Jour où il l'a été."),
			"code":          {Type: "string", Description: "Son code.", Examples: []any{"VL"}},
			"nombre":        entier("Combien de fois ce jour-là ; une par défaut.", 32767),
			"autre_patient": {Type: "boolean", Default: false, Description: "Pour un autre patient : certaines limites portent sur le praticien."},
		}),
		"Contrat": objet("La complémentaire.", nil, champs{
			"garantie": {Type: "string", Examples: []any{"150%/130%"}, Description: "Garantie en abrégé : 200% (AMO incluse), +100% (en sus), FR (frais réels) ; 150%/130% pour OPTAM / hors OPTAM ; suffixes :net et :libre."},
		}),
		"CompteursSaisis": objet("Ce qui a déjà été retenu au patient.", nil, champs{
			"participations_du_jour": entier("Participations forfaitaires du même praticien ce jour.", 32767),
			"participation_annee":    somme("Participations forfaitaires retenues depuis le 1er janvier."),
			"franchise_annee":        somme("Franchises retenues depuis le 1er janvier."),
		}),
		"Prescriptions": objet("Ce que la visite prescrit et qui porte franchise.", nil, champs{
			"boites_medicaments":    entier("Boîtes de médicaments.", 32767),
			"actes_paramedicaux":    entier("Actes paramédicaux.", 32767),
			"transports_sanitaires": entier("Transports sanitaires.", 32767),
		}),
		"DemandeComparaison": objet("Deux dossiers, ou un dossier et une réforme.", []string{"a"}, champs{
			"a":       renvoi("Dossier"),
			"b":       renvoi("Dossier"),
			"reforme": renvoi("Reforme"),
		}),
		"Reforme": objet("Des valeurs datées à ajouter au barème ou à y remplacer, dans la grammaire de ses fichiers.", []string{"nom"}, champs{
			"nom":     {Type: "string", Description: "Nom de la réforme, que les étapes citeront."},
			"auteur":  {Type: "string", Description: "Qui la propose."},
			"motif":   {Type: "string", Description: "Pourquoi."},
			"modifie": {Type: "object", Description: "Par clé du barème, les valeurs posées.", AdditionalProperties: renvoi("ModificationReforme")},
		}),
		"ModificationReforme": objet("Les valeurs d'un paramètre.", nil, champs{
			"valeurs": {Type: "array", Items: renvoi("ValeurReforme"), Description: "Valeurs de métropole pour un tarif ou un coefficient, de partout pour le reste."},
			"zones":   {Type: "array", Items: renvoi("ZoneReforme"), Description: "Valeurs propres à des territoires."},
		}),
		"ZoneReforme": objet("Les valeurs de quelques territoires.", nil, champs{
			"noms":    {Type: "array", Items: enum("Un territoire.", mots(dossier.Metropole)), Description: "Territoires."},
			"valeurs": {Type: "array", Items: renvoi("ValeurReforme"), Description: "Valeurs de ces territoires."},
		}),
		"ValeurReforme": objet("Une valeur datée.", []string{"depuis", "valeur"}, champs{
			"depuis": date("Premier jour d'effet."),
			"valeur": {Type: "string", Examples: []any{"35.00", "60 %", "supprime"}, Description: "Montant en euros, taux avec son signe, rapport ou entier selon le paramètre ; supprime y met fin."},
			"source": {Type: "string", Enum: []any{"hypothese"}, Description: "Une réforme n'en a pas d'autre."},
			"note":   {Type: "string", Description: "Remarque."},
		}),
	}
}

type champs = map[string]*huma.Schema

func objet(description string, requis []string, c champs) *huma.Schema {
	return &huma.Schema{Type: "object", Description: description, Required: requis, Properties: c, AdditionalProperties: false}
}

func renvoi(nom string) *huma.Schema { return &huma.Schema{Ref: composants + nom} }

func date(description string) *huma.Schema {
	return &huma.Schema{Type: "string", Format: "date", Description: description, Examples: []any{"2026-03-10"}}
}

func somme(description string) *huma.Schema {
	return &huma.Schema{Type: "string", Description: description + " Toujours un texte, en euros ; un nombre nu est refusé.", Examples: []any{"60.00"}}
}

func entier(description string, plafond float64) *huma.Schema {
	zero := 0.0
	return &huma.Schema{Type: "integer", Minimum: &zero, Maximum: &plafond, Description: description}
}

func chiffre(description string, de, a float64) *huma.Schema {
	return &huma.Schema{Type: "integer", Minimum: &de, Maximum: &a, Description: description}
}

func distance() *huma.Schema {
	return &huma.Schema{Description: "Distance jusqu'au patient, aller simple, en kilomètres ; deux décimales au plus.",
		AnyOf: []*huma.Schema{{Type: "string", Pattern: "^[0-9]+([.,][0-9]{1,2})?$", Examples: []any{"7.50"}}, {Type: "number"}}}
}

func enum(description string, valeurs []any) *huma.Schema {
	return &huma.Schema{Type: "string", Enum: valeurs, Description: description}
}

// mots lists the words of an enumeration from its value de to the last one.
func mots[T interface {
	~uint8
	String() string
}](de T) []any {
	var l []any
	for v := de; v.String() != ""; v++ {
		l = append(l, v.String())
	}
	return l
}

func circonstances() []any {
	var l []any
	for _, mot := range (^dossier.Circonstances(0)).Liste() {
		l = append(l, mot)
	}
	return l
}

func specialite() *huma.Schema {
	var slugs []any
	for _, s := range dossier.Specialites() {
		slugs = append(slugs, s.String())
	}
	return &huma.Schema{Description: "Spécialité, ou son code Cnam à deux chiffres ; les noms usuels (cardiologue, generaliste) sont lus aussi.",
		AnyOf: []*huma.Schema{{Type: "string", Enum: slugs}, {Type: "string", Pattern: "^[0-9]{2}$"}}}
}

func ptr[T any](v T) *T { return &v }
