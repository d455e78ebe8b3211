package convention

import "github.com/opposable/opposable/journal"

// Rules of the stage.
const (
	RegleSecteur1 journal.Regle = journal.RangConvention + iota
	RegleSecteur2
	RegleOption
	RegleDroitPermanent
	RegleNonConventionne
)

// Regles states each rule once.
var Regles = []journal.Fiche{
	{Regle: RegleSecteur1, Code: "R-CONV-001", Titre: "Secteur 1", Texte: "Convention médicale : les tarifs conventionnels s'imposent"},
	{Regle: RegleSecteur2, Code: "R-CONV-002", Titre: "Secteur 2 sans option", Texte: "Convention médicale 2016, art. 38 ; code de la santé publique, art. R4127-53 (tact et mesure)"},
	{Regle: RegleOption, Code: "R-CONV-003", Titre: "Option de pratique tarifaire maîtrisée", Texte: "Convention médicale 2016, art. 40 et suivants : bases de remboursement du secteur 1"},
	{Regle: RegleDroitPermanent, Code: "R-CONV-004", Titre: "Droit permanent à dépassement", Texte: "Convention médicale : statut fermé, remboursement au tarif opposable"},
	{Regle: RegleNonConventionne, Code: "R-CONV-005", Titre: "Médecin non conventionné", Texte: "Code de la sécurité sociale, art. L162-5-10 ; arrêté du 9 mars 1966 : tarif d'autorité"},
}
