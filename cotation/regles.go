package cotation

import "github.com/opposable/opposable/journal"

// Rules of the stage.
const (
	RegleTarif journal.Regle = journal.RangCotation + iota
	RegleTotal
	RegleHonoraires
	RegleHonorairesLigne
	RegleBase
	RegleLettreDuDepassement
	RegleTarifSansDepassement
	RegleOutreMer
	RegleTarifAutorite
	RegleTarifAutoriteTechnique
	RegleExigence
	RegleDepassementAutorise
	RegleDansLeParcours
	RegleHorsParcours
	RegleDispenseParcours
	RegleParcoursSansObjet
	RegleTarifImpose
	RegleMarge
	RegleKilometres
	RegleModificateurTaux
	RegleMajorationModificateurs
	RegleModificateurEuros
	RegleAssociation
	RegleAssociationTauxPlein
	RegleCumulConsultation
)

// Regles states each rule once.
var Regles = []journal.Fiche{
	{Regle: RegleTarif, Code: "R-COTA-001", Titre: "Tarif de l'acte", Texte: "NGAP et CCAM, à la date des soins"},
	{Regle: RegleTotal, Code: "R-COTA-002", Titre: "Total des tarifs", Texte: "NGAP : les majorations s'ajoutent à l'acte"},
	{Regle: RegleHonoraires, Code: "R-COTA-003", Titre: "Honoraires demandés", Texte: "Dossier"},
	{Regle: RegleHonorairesLigne, Code: "R-COTA-004", Titre: "Honoraires de la ligne", Texte: "Les majorations sont au tarif ; l'acte porte le dépassement"},
	{Regle: RegleBase, Code: "R-COTA-005", Titre: "Base de remboursement", Texte: "Code de la sécurité sociale, art. L160-8 : le tarif, dans la limite de la dépense"},
	{Regle: RegleLettreDuDepassement, Code: "R-COTA-006", Titre: "Lettre du dépassement", Texte: "NGAP, art. 2 bis (décision UNCAM du 29 octobre 2024) : les majorations sont réservées au tarif opposable"},
	{Regle: RegleTarifSansDepassement, Code: "R-COTA-007", Titre: "Secteur 2 au tarif opposable", Texte: "NGAP, art. 2 bis ; extension du 1er avril 2018"},
	{Regle: RegleOutreMer, Code: "R-COTA-008", Titre: "Coefficient d'outre-mer", Texte: "CCAM : majoration des actes techniques dans les départements d'outre-mer"},
	{Regle: RegleTarifAutorite, Code: "R-COTA-009", Titre: "Tarif d'autorité", Texte: "Arrêté du 9 mars 1966"},
	{Regle: RegleTarifAutoriteTechnique, Code: "R-COTA-010", Titre: "Tarif d'autorité des actes techniques", Texte: "Arrêté du 1er décembre 2006, art. 2 bis : 16 % du tarif conventionnel"},
	{Regle: RegleExigence, Code: "R-COTA-011", Titre: "Dépassement pour exigence (DE)", Texte: "Convention médicale : exigence particulière de temps ou de lieu"},
	{Regle: RegleDepassementAutorise, Code: "R-COTA-012", Titre: "Plafond du dépassement autorisé (DA)", Texte: "Convention médicale : spécialiste de secteur 1 consulté hors parcours"},
	{Regle: RegleDansLeParcours, Code: "R-COTA-013", Titre: "Dans le parcours de soins", Texte: "Code de la sécurité sociale, art. L162-5-3"},
	{Regle: RegleHorsParcours, Code: "R-COTA-014", Titre: "Hors du parcours de soins", Texte: "Code de la sécurité sociale, art. L162-5-3"},
	{Regle: RegleDispenseParcours, Code: "R-COTA-015", Titre: "Dispense du parcours de soins", Texte: "Code de la sécurité sociale, art. D162-1-6"},
	{Regle: RegleParcoursSansObjet, Code: "R-COTA-016", Titre: "Parcours de soins sans objet", Texte: "Code de la sécurité sociale, art. L162-5-3 : moins de 16 ans, AME, caisse de Mayotte"},
	{Regle: RegleTarifImpose, Code: "R-COTA-017", Titre: "Tarif opposable imposé", Texte: "Convention médicale 2016, art. 38.3 : C2S et urgence"},
	{Regle: RegleMarge, Code: "R-COTA-018", Titre: "Honoraires restants", Texte: "Honoraires, moins les lignes déjà servies"},
	{Regle: RegleKilometres, Code: "R-COTA-019", Titre: "Indemnité kilométrique", Texte: "NGAP, art. 13 : l'aller et le retour, moins l'abattement du terrain"},
	{Regle: RegleModificateurTaux, Code: "R-COTA-020", Titre: "Modificateurs en pourcentage", Texte: "CCAM, art. III-2 : les pourcentages d'un acte s'ajoutent"},
	{Regle: RegleMajorationModificateurs, Code: "R-COTA-021", Titre: "Prix majoré par les modificateurs", Texte: "CCAM, art. III-2 : les pourcentages portent sur le prix de l'acte"},
	{Regle: RegleModificateurEuros, Code: "R-COTA-022", Titre: "Modificateurs en euros", Texte: "CCAM, art. III-2 et III-3 B : l'association ne les réduit pas"},
	{Regle: RegleAssociation, Code: "R-COTA-023", Titre: "Association d'actes techniques", Texte: "CCAM, art. III-3 B (décision UNCAM du 18 juillet 2005) : le taux porte sur l'acte majoré des pourcentages"},
	{Regle: RegleAssociationTauxPlein, Code: "R-COTA-024", Titre: "Acte associé à taux plein", Texte: "CCAM, art. III-3 B (décision UNCAM du 18 juillet 2005)"},
	{Regle: RegleCumulConsultation, Code: "R-COTA-025", Titre: "Acte technique avec une consultation", Texte: "CCAM, art. III-3 A : la consultation est à taux plein, l'acte réduit"},
}
