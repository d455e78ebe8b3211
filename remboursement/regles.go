package remboursement

import "github.com/opposable/opposable/journal"

// Rules of the stage.
const (
	RegleTauxDroitCommun journal.Regle = journal.RangRemboursement + iota
	RegleAME
	RegleMaternite
	RegleATMP
	ReglePrevention
	RegleInvalidite
	ReglePensionMilitaire
	RegleNatureActe
	RegleALD
	RegleSoinsParticuliers
	RegleActeLourd
	RegleASPA
	RegleAMOLigne
	RegleAMOTotal
	RegleRegimeLocal
	RegleParticipationActeLourd
	RegleMajoration
	RegleMajorationPlafond
	RegleTauxHorsParcours
	RegleC2S
	RegleParticipation
	RegleParticipationJour
	RegleParticipationAnnee
	RegleAMONette
	RegleTicketModerateur
	RegleDepassement
	RegleBaseTotale
	RegleFranchise
	RegleFranchiseAnnee
)

// Regles states each rule once. Articles are cited as the sources give them;
// those renumbered in 2016 and not read again keep their old number.
var Regles = []journal.Fiche{
	{Regle: RegleTauxDroitCommun, Code: "R-REMB-001", Titre: "Taux de droit commun", Texte: "Code de la sécurité sociale, art. R160-5, 3°"},
	{Regle: RegleAME, Code: "R-REMB-002", Titre: "Aide médicale de l'État", Texte: "Code de l'action sociale et des familles, art. L251-2 ; RG_VF650"},
	{Regle: RegleMaternite, Code: "R-REMB-003", Titre: "Assurance maternité", Texte: "Code de la sécurité sociale, art. L160-9 ; RG_VF651"},
	{Regle: RegleATMP, Code: "R-REMB-004", Titre: "Accident du travail, maladie professionnelle", Texte: "Code de la sécurité sociale, art. L431-1 ; RG_VF651"},
	{Regle: ReglePrevention, Code: "R-REMB-005", Titre: "Prévention", Texte: "RG_VF651"},
	{Regle: RegleInvalidite, Code: "R-REMB-006", Titre: "Pension d'invalidité", Texte: "RG_VF653"},
	{Regle: ReglePensionMilitaire, Code: "R-REMB-007", Titre: "Pension militaire d'invalidité", Texte: "RG_VF653"},
	{Regle: RegleNatureActe, Code: "R-REMB-008", Titre: "Acte pris en charge à 100 %", Texte: "RG_VF660"},
	{Regle: RegleALD, Code: "R-REMB-009", Titre: "Affection de longue durée, soin du protocole", Texte: "Code de la sécurité sociale, art. L160-14, 3° et 4° ; RG_VF661"},
	{Regle: RegleSoinsParticuliers, Code: "R-REMB-010", Titre: "Soins particuliers", Texte: "Code de la sécurité sociale, art. L160-14 ; RG_VF662"},
	{Regle: RegleActeLourd, Code: "R-REMB-011", Titre: "Acte lourd", Texte: "Code de la sécurité sociale, ancien art. R322-8 ; RG_VF663"},
	{Regle: RegleASPA, Code: "R-REMB-012", Titre: "Allocation de solidarité aux personnes âgées", Texte: "RG_VF675"},
	{Regle: RegleAMOLigne, Code: "R-REMB-013", Titre: "Part obligatoire de la ligne", Texte: "RG_VF670 : arrondi au centime, ligne par ligne"},
	{Regle: RegleAMOTotal, Code: "R-REMB-014", Titre: "Part obligatoire", Texte: "Somme des lignes"},
	{Regle: RegleRegimeLocal, Code: "R-REMB-015", Titre: "Régime local d'Alsace-Moselle", Texte: "Code de la sécurité sociale, art. L325-1 ; RG_VF674"},
	{Regle: RegleParticipationActeLourd, Code: "R-REMB-016", Titre: "Participation forfaitaire aux actes lourds", Texte: "Code de la sécurité sociale, ancien art. R322-8 ; RG_VF680 à 684"},
	{Regle: RegleMajoration, Code: "R-REMB-017", Titre: "Majoration hors parcours", Texte: "Code de la sécurité sociale, art. L162-5-3"},
	{Regle: RegleMajorationPlafond, Code: "R-REMB-018", Titre: "Plafond de la majoration hors parcours", Texte: "Code de la sécurité sociale, ancien art. R322-1-1, al. 3 ; RG_VF671"},
	{Regle: RegleTauxHorsParcours, Code: "R-REMB-019", Titre: "Taux nominal hors parcours", Texte: "Code de la sécurité sociale, art. L162-5-3"},
	{Regle: RegleC2S, Code: "R-REMB-020", Titre: "Complémentaire santé solidaire", Texte: "Code de la sécurité sociale, art. L861-3"},
	{Regle: RegleParticipation, Code: "R-REMB-021", Titre: "Participation forfaitaire", Texte: "Code de la sécurité sociale, art. L160-13, II"},
	{Regle: RegleParticipationJour, Code: "R-REMB-022", Titre: "Plafond journalier des participations", Texte: "Décret de 2007 : quatre par jour et par praticien"},
	{Regle: RegleParticipationAnnee, Code: "R-REMB-023", Titre: "Plafond annuel des participations", Texte: "Code de la sécurité sociale, art. L160-13, II"},
	{Regle: RegleAMONette, Code: "R-REMB-024", Titre: "Remboursement net", Texte: "Part obligatoire, moins la participation forfaitaire"},
	{Regle: RegleTicketModerateur, Code: "R-REMB-025", Titre: "Ticket modérateur", Texte: "Code de la sécurité sociale, art. L160-13, I : base moins part obligatoire, avant participation"},
	{Regle: RegleDepassement, Code: "R-REMB-026", Titre: "Dépassement d'honoraires", Texte: "Honoraires moins base : jamais remboursé par l'assurance maladie"},
	{Regle: RegleBaseTotale, Code: "R-REMB-027", Titre: "Base de remboursement totale", Texte: "Somme des lignes"},
	{Regle: RegleFranchise, Code: "R-REMB-028", Titre: "Franchise médicale", Texte: "Code de la sécurité sociale, art. L160-13, III"},
	{Regle: RegleFranchiseAnnee, Code: "R-REMB-029", Titre: "Plafond annuel des franchises", Texte: "Code de la sécurité sociale, art. L160-13, III"},
}
