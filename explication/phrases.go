package explication

import (
	"github.com/opposable/opposable"
	"github.com/opposable/opposable/complementaire"
	"github.com/opposable/opposable/convention"
	"github.com/opposable/opposable/cotation"
	"github.com/opposable/opposable/journal"
	"github.com/opposable/opposable/remboursement"
)

// A deux is one sentence in both languages. {v} is what the step gives, {a}
// and {b} its operands, {parametre} the name of the value read.
type deux struct{ fr, en string }

// phrases holds one sentence per rule, for a practitioner or a jurist.
var phrases = map[journal.Regle]deux{
	convention.RegleSecteur1:                  {"Secteur 1 : le tarif conventionnel s'impose.", "Secteur 1: the convention's tariff binds the doctor."},
	convention.RegleSecteur2:                  {"Secteur 2 sans option : honoraires libres, remboursés sur une base plus basse dès qu'ils dépassent.", "Secteur 2 without option: free fees, refunded on a lower base as soon as they exceed the tariff."},
	convention.RegleOption:                    {"Médecin sous option tarifaire : le patient est remboursé comme en secteur 1.", "Doctor under a tariff commitment: the patient is refunded as in secteur 1."},
	convention.RegleDroitPermanent:            {"Droit permanent à dépassement : honoraires libres, remboursés au tarif opposable.", "Permanent right to exceed: free fees, refunded on the opposable tariff."},
	convention.RegleNonConventionne:           {"Médecin non conventionné : le tarif d'autorité sert de base.", "Doctor outside the convention: the tarif d'autorité is the base."},
	cotation.RegleTarif:                       {"{parametre} : {v}.", "{parametre}: {v}."},
	cotation.RegleTotal:                       {"Les lignes s'ajoutent : {v}.", "The lines add up: {v}."},
	cotation.RegleHonoraires:                  {"Honoraires demandés : {v}.", "Fee asked: {v}."},
	cotation.RegleHonorairesLigne:             {"Part des honoraires portée par la ligne : {v}.", "Share of the fee borne by the line: {v}."},
	cotation.RegleBase:                        {"La base ne dépasse ni le tarif ni la dépense : {v}.", "The base exceeds neither the tariff nor the expense: {v}."},
	cotation.RegleLettreDuDepassement:         {"Le médecin dépasse sans option : il perd les lettres et majorations réservées au tarif opposable.", "The doctor exceeds without an option: the letters and majorations kept for the opposable tariff are lost."},
	cotation.RegleTarifSansDepassement:        {"Le médecin ne dépasse pas : il cote comme en secteur 1.", "The doctor does not exceed: the letters of secteur 1 apply."},
	cotation.RegleOutreMer:                    {"Le tarif technique est multiplié par le coefficient d'outre-mer : {v}.", "The technical tariff is multiplied by the overseas coefficient: {v}."},
	cotation.RegleTarifAutorite:               {"Tarif d'autorité : {v}.", "Tarif d'autorité: {v}."},
	cotation.RegleTarifAutoriteTechnique:      {"Tarif d'autorité d'un acte technique : {v}.", "Tarif d'autorité of a technical act: {v}."},
	cotation.RegleExigence:                    {"Le patient a demandé un horaire ou un lieu particulier : le dépassement (DE) est permis, jamais remboursé.", "The patient asked for a special time or place: the extra fee (DE) is allowed, never refunded."},
	cotation.RegleDepassementAutorise:         {"Hors parcours, le total d'un spécialiste de secteur 1 peut atteindre {v}.", "Off pathway, a secteur 1 specialist's total may reach {v}."},
	cotation.RegleDansLeParcours:              {"La visite respecte le parcours de soins.", "The visit follows the care pathway."},
	cotation.RegleHorsParcours:                {"La visite est hors du parcours de soins.", "The visit is off the care pathway."},
	cotation.RegleDispenseParcours:            {"Le parcours de soins ne s'oppose pas ici : urgence, éloignement ou cas prévu.", "The pathway is waived here: emergency, away from home or a listed case."},
	cotation.RegleParcoursSansObjet:           {"Le parcours de soins ne concerne pas ce patient.", "The pathway does not concern this patient."},
	cotation.RegleTarifImpose:                 {"Le tarif opposable s'impose : C2S ou urgence.", "The opposable tariff is imposed: C2S or emergency."},
	cotation.RegleMarge:                       {"Reste à répartir entre les lignes : {v}.", "Left to share among the lines: {v}."},
	cotation.RegleKilometres:                  {"Indemnité kilométrique : {v}.", "Mileage allowance: {v}."},
	cotation.RegleModificateurTaux:            {"Les pourcentages des modificateurs s'ajoutent : {v}.", "The percentages of the modifiers add up: {v}."},
	cotation.RegleMajorationModificateurs:     {"Prix de l'acte, majoré des pourcentages : {v}.", "Price of the act with its percentages: {v}."},
	cotation.RegleModificateurEuros:           {"Avec le modificateur en euros, que l'association ne réduit pas : {v}.", "With the modifier in euros, which no association reduces: {v}."},
	cotation.RegleAssociation:                 {"L'acte est associé à un plus cher : il en reste {v}.", "The act goes with a dearer one: {v} is left of it."},
	cotation.RegleAssociationTauxPlein:        {"L'acte est associé à d'autres et reste à taux plein.", "The act goes with others and stays in full."},
	cotation.RegleCumulConsultation:           {"L'acte accompagne une consultation : il en reste {v}.", "The act goes with a consultation: {v} is left of it."},
	remboursement.RegleTauxDroitCommun:        {"Taux de droit commun : {v}.", "Ordinary rate: {v}."},
	remboursement.RegleAME:                    {"Aide médicale de l'État : l'État paie tout le tarif.", "Aide médicale de l'État: the State pays the whole tariff."},
	remboursement.RegleMaternite:              {"Assurance maternité : {v}.", "Maternity insurance: {v}."},
	remboursement.RegleATMP:                   {"Accident du travail ou maladie professionnelle : {v}.", "Work accident or occupational disease: {v}."},
	remboursement.ReglePrevention:             {"Acte de prévention : {v}.", "Prevention: {v}."},
	remboursement.RegleInvalidite:             {"Pension d'invalidité : {v}.", "Invalidity pension: {v}."},
	remboursement.ReglePensionMilitaire:       {"Pension militaire d'invalidité : {v}.", "Military invalidity pension: {v}."},
	remboursement.RegleNatureActe:             {"Acte pris en charge à {v} par sa nature.", "Act covered at {v} by its nature."},
	remboursement.RegleALD:                    {"Soin du protocole d'une affection de longue durée : {v}.", "Care of a long-term illness protocol: {v}."},
	remboursement.RegleSoinsParticuliers:      {"Soins particuliers (nouveau-né, mineur victime, infertilité) : {v}.", "Special care (newborn, minor victim, infertility): {v}."},
	remboursement.RegleActeLourd:              {"L'acte atteint le seuil des actes lourds : {v}.", "The act reaches the heavy-act threshold: {v}."},
	remboursement.RegleASPA:                   {"Allocation de solidarité aux personnes âgées : {v}.", "Allowance for the elderly (ASPA): {v}."},
	remboursement.RegleAMOLigne:               {"Part obligatoire de la ligne : {v}.", "Compulsory part of the line: {v}."},
	remboursement.RegleAMOTotal:               {"Part obligatoire de l'acte : {v}.", "Compulsory part of the act: {v}."},
	remboursement.RegleRegimeLocal:            {"Régime local d'Alsace-Moselle : {v}.", "Alsace-Moselle local scheme: {v}."},
	remboursement.RegleParticipationActeLourd: {"Participation forfaitaire sur l'acte lourd : {v}.", "Flat amount on the heavy act: {v}."},
	remboursement.RegleMajoration:             {"Majoration hors parcours : {v}.", "Off-pathway surcharge: {v}."},
	remboursement.RegleMajorationPlafond:      {"La majoration hors parcours est plafonnée : {v}.", "The off-pathway surcharge is capped: {v}."},
	remboursement.RegleTauxHorsParcours:       {"Taux nominal hors parcours : {v}.", "Nominal rate off pathway: {v}."},
	remboursement.RegleC2S:                    {"La complémentaire santé solidaire paie le reste de la base : {v}.", "The complémentaire santé solidaire pays the rest of the base: {v}."},
	remboursement.RegleParticipation:          {"Participation forfaitaire par acte : {v}.", "Participation forfaitaire per act: {v}."},
	remboursement.RegleParticipationJour:      {"Participations du jour : {v}.", "Participations of the day: {v}."},
	remboursement.RegleParticipationAnnee:     {"Ce que le plafond annuel laisse retenir : {v}.", "What the yearly cap still allows: {v}."},
	remboursement.RegleAMONette:               {"L'assurance maladie verse en fin de compte {v}.", "In the end the assurance maladie pays {v}."},
	remboursement.RegleTicketModerateur:       {"Ticket modérateur, avant participation : {v}.", "Ticket modérateur, before the participation: {v}."},
	remboursement.RegleDepassement:            {"Dépassement d'honoraires : {v}.", "Fee above the base: {v}."},
	remboursement.RegleBaseTotale:             {"Base de remboursement : {v}.", "Base of the refund: {v}."},
	remboursement.RegleFranchise:              {"Franchise sur les prescriptions : {v}.", "Franchise on what is prescribed: {v}."},
	remboursement.RegleFranchiseAnnee:         {"Franchise dans la limite du plafond annuel : {v}.", "Franchise within the yearly cap: {v}."},
	complementaire.RegleGarantie:              {"Garantie du contrat : {v}.", "Guarantee of the contract: {v}."},
	complementaire.ReglePartPublique:          {"Part publique à déduire : {v}.", "Public part to deduct: {v}."},
	complementaire.RegleReste:                 {"Dépense que le contrat peut couvrir : {v}.", "Expense the contract may cover: {v}."},
	complementaire.RegleTicketModerateur:      {"Ticket modérateur pris en charge : {v}.", "Ticket modérateur covered: {v}."},
	complementaire.RegleDepassementCouvert:    {"Dépassement couvert : {v}.", "Excess covered: {v}."},
	complementaire.RegleDepassementAutorise:   {"Hors parcours, les premiers euros du dépassement restent au patient : {v}.", "Off pathway the first euros of the excess stay with the patient: {v}."},
	complementaire.ReglePlafondResponsable:    {"Un contrat responsable limite le dépassement hors OPTAM : {v}.", "A contrat responsable limits the excess outside OPTAM: {v}."},
	complementaire.RegleEcartOptam:            {"Un contrat responsable paie moins hors OPTAM que sous OPTAM : {v}.", "A contrat responsable pays less outside OPTAM: {v}."},
	complementaire.RegleAMC:                   {"La complémentaire verse {v}.", "The complémentaire pays {v}."},
	complementaire.RegleNonNegatif:            {"Ce que la garantie ajoute à la part publique : {v}.", "What the guarantee adds to the public part: {v}."},
	complementaire.RegleExigence:              {"Le dépassement pour exigence reste au patient : le contrat ne voit que {v}.", "The extra fee for a special demand stays with the patient: the contract only sees {v}."},
	opposable.RegleReste:                      {"Reste après ce paiement : {v}.", "Left after this payment: {v}."},
	opposable.RegleRembourseApres:             {"Le patient avance tout et reçoit ensuite {v}.", "The patient pays everything and later receives {v}."},
	opposable.RegleRetenu:                     {"Retenu plus tard sur d'autres remboursements : {v}.", "Withheld later on other refunds: {v}."},
	opposable.RegleAuCabinet:                  {"À régler au cabinet : {v}.", "To pay at the desk: {v}."},
}

// A pas is a rule and the operation that a patient is told about.
type pas struct {
	regle journal.Regle
	op    journal.Op
}

// phrasesPas refines the sentence of a rule for some of its operations.
var phrasesPas = map[pas]deux{
	{remboursement.RegleMajoration, journal.OpLireTaux}:             {"Majoration hors parcours : {v} de la base.", "Off-pathway surcharge: {v} of the base."},
	{remboursement.RegleMajoration, journal.OpMoins}:                {"Part obligatoire, majoration retirée : {v}.", "Compulsory part, surcharge taken off: {v}."},
	{remboursement.RegleMajorationPlafond, journal.OpLire}:          {"Plafond de la majoration : {v}.", "Cap of the surcharge: {v}."},
	{remboursement.RegleParticipationActeLourd, journal.OpMoins}:    {"Part obligatoire, forfait retiré : {v}.", "Compulsory part, flat amount taken off: {v}."},
	{remboursement.RegleActeLourd, journal.OpLire}:                  {"Seuil des actes lourds : {v}.", "Threshold of heavy acts: {v}."},
	{remboursement.RegleRegimeLocal, journal.OpLireTaux}:            {"Le régime local ajoute {v} de la base.", "The local scheme adds {v} of the base."},
	{remboursement.RegleParticipationAnnee, journal.OpSaisir}:       {"Participations déjà retenues cette année : {v}.", "Participations already withheld this year: {v}."},
	{remboursement.RegleFranchise, journal.OpLire}:                  {"{parametre} : {v}.", "{parametre}: {v}."},
	{remboursement.RegleFranchise, journal.OpSaisir}:                {"Nombre prescrit, en multiple : {v}.", "Number prescribed, as a multiple: {v}."},
	{remboursement.RegleFranchiseAnnee, journal.OpSaisir}:           {"Franchises déjà retenues cette année : {v}.", "Franchises already withheld this year: {v}."},
	{complementaire.RegleDepassementAutorise, journal.OpDifference}: {"Dépassement au-delà de ces premiers euros : {v}.", "Excess beyond these first euros: {v}."},
	{cotation.RegleKilometres, journal.OpSaisir}:                    {"Kilomètres indemnisés, aller et retour : {v}.", "Kilometres paid for, there and back: {v}."},
	{cotation.RegleModificateurTaux, journal.OpLireTaux}:            {"{parametre} : {v}.", "{parametre}: {v}."},
	{cotation.RegleMajorationModificateurs, journal.OpPart}:         {"Les modificateurs en pourcentage ajoutent {v}.", "The modifiers in percentages add {v}."},
	{cotation.RegleModificateurEuros, journal.OpLire}:               {"{parametre} : {v}.", "{parametre}: {v}."},
	{cotation.RegleAssociation, journal.OpLireTaux}:                 {"{parametre} : {v}.", "{parametre}: {v}."},
	{cotation.RegleCumulConsultation, journal.OpLireTaux}:           {"{parametre} : {v}.", "{parametre}: {v}."},
	{cotation.RegleOutreMer, journal.OpLireTaux}:                    {"Coefficient d'outre-mer : {v}.", "Overseas coefficient: {v}."},
}

// phrasesPatient says in plain words the steps that matter to a patient; the
// others are left out.
var phrasesPatient = map[pas]deux{
	{convention.RegleSecteur1, journal.OpNoter}:                 {"Ce médecin applique le tarif fixé (secteur 1).", "This doctor applies the set tariff (secteur 1)."},
	{convention.RegleSecteur2, journal.OpNoter}:                 {"Ce médecin fixe librement ses prix (secteur 2, sans OPTAM).", "This doctor sets prices freely (secteur 2, without OPTAM)."},
	{convention.RegleOption, journal.OpNoter}:                   {"Ce médecin modère ses prix (OPTAM) : vous êtes remboursé comme au tarif fixé.", "This doctor moderates prices (OPTAM): you are refunded as at the set tariff."},
	{convention.RegleDroitPermanent, journal.OpNoter}:           {"Ce médecin peut dépasser le tarif fixé (droit permanent).", "This doctor may exceed the set tariff (permanent right)."},
	{convention.RegleNonConventionne, journal.OpNoter}:          {"Ce médecin est hors convention : le remboursement est presque nul.", "This doctor is outside the convention: the refund is almost nothing."},
	{cotation.RegleTarif, journal.OpLire}:                       {"{parametre} : le tarif est de {v}.", "{parametre}: the tariff is {v}."},
	{cotation.RegleMajorationModificateurs, journal.OpPart}:     {"Les conditions de l'acte ajoutent {v}.", "The conditions of the act add {v}."},
	{cotation.RegleModificateurEuros, journal.OpLire}:           {"{parametre} : {v} de plus.", "{parametre}: {v} more."},
	{cotation.RegleAssociation, journal.OpPart}:                 {"Un second acte fait en même temps compte pour {v}.", "A second act done at the same time counts for {v}."},
	{cotation.RegleCumulConsultation, journal.OpPart}:           {"L'acte fait pendant la consultation compte pour {v}.", "The act done during the consultation counts for {v}."},
	{cotation.RegleTarifAutorite, journal.OpLire}:               {"L'assurance maladie ne retient que {v} (tarif d'autorité).", "The assurance maladie only counts {v} (tarif d'autorité)."},
	{cotation.RegleLettreDuDepassement, journal.OpNoter}:        {"Le prix dépasse le tarif, et le médecin n'est pas à l'OPTAM : la base de remboursement est plus basse.", "The price exceeds the tariff and the doctor is not under OPTAM: the base of the refund is lower."},
	{cotation.RegleHonoraires, journal.OpSaisir}:                {"Le médecin demande {v}.", "The doctor asks {v}."},
	{cotation.RegleKilometres, journal.OpPart}:                  {"Le déplacement du médecin est compté {v}.", "The doctor's journey counts for {v}."},
	{cotation.RegleHorsParcours, journal.OpNoter}:               {"Vous consultez hors du parcours de soins : vous serez moins remboursé.", "You consult off the care pathway: you will be refunded less."},
	{cotation.RegleExigence, journal.OpNoter}:                   {"Vous avez demandé un horaire ou un lieu particulier : ce supplément n'est jamais remboursé.", "You asked for a special time or place: this supplement is never refunded."},
	{cotation.RegleTarifImpose, journal.OpNoter}:                {"Le médecin ne peut pas dépasser le tarif : C2S ou urgence.", "The doctor may not exceed the tariff: C2S or emergency."},
	{remboursement.RegleBaseTotale, journal.OpPlus}:             {"La base de remboursement atteint {v}.", "The base of the refund comes to {v}."},
	{remboursement.RegleAMOLigne, journal.OpPart}:               {"L'assurance maladie rembourse {b} de {a}, soit {v}.", "The assurance maladie refunds {b} of {a}, that is {v}."},
	{remboursement.RegleMaternite, journal.OpChoix}:             {"Grossesse : remboursement à {v}.", "Pregnancy: refunded at {v}."},
	{remboursement.RegleATMP, journal.OpChoix}:                  {"Accident du travail : remboursement à {v}.", "Work accident: refunded at {v}."},
	{remboursement.ReglePrevention, journal.OpChoix}:            {"Prévention : remboursement à {v}.", "Prevention: refunded at {v}."},
	{remboursement.RegleInvalidite, journal.OpChoix}:            {"Pension d'invalidité : remboursement à {v}.", "Invalidity pension: refunded at {v}."},
	{remboursement.ReglePensionMilitaire, journal.OpChoix}:      {"Pension militaire : remboursement à {v}.", "Military pension: refunded at {v}."},
	{remboursement.RegleNatureActe, journal.OpChoix}:            {"Cet acte est remboursé à {v}.", "This act is refunded at {v}."},
	{remboursement.RegleALD, journal.OpChoix}:                   {"Affection de longue durée : remboursement à {v} du tarif.", "Long-term illness: refunded at {v} of the tariff."},
	{remboursement.RegleSoinsParticuliers, journal.OpChoix}:     {"Situation particulière : remboursement à {v}.", "Special situation: refunded at {v}."},
	{remboursement.RegleActeLourd, journal.OpChoix}:             {"Acte lourd : remboursement à {v}, moins un forfait.", "Heavy act: refunded at {v}, less a flat amount."},
	{remboursement.RegleASPA, journal.OpChoix}:                  {"Allocation de solidarité : remboursement à {v}.", "Allowance for the elderly: refunded at {v}."},
	{remboursement.RegleRegimeLocal, journal.OpPart}:            {"Le régime local d'Alsace-Moselle ajoute {v}.", "The Alsace-Moselle scheme adds {v}."},
	{remboursement.RegleParticipationActeLourd, journal.OpLire}: {"Un forfait de {v} s'applique aux actes lourds.", "A flat amount of {v} applies to heavy acts."},
	{remboursement.RegleMajorationPlafond, journal.OpMin}:       {"Hors parcours, {v} de moins vous sont remboursés.", "Off pathway, {v} less is refunded."},
	{remboursement.RegleAME, journal.OpNoter}:                   {"L'aide médicale de l'État paie tout le tarif.", "The aide médicale de l'État pays the whole tariff."},
	{remboursement.RegleC2S, journal.OpNoter}:                   {"La complémentaire santé solidaire paie ce qui reste du tarif.", "The complémentaire santé solidaire pays what is left of the tariff."},
	{remboursement.RegleParticipation, journal.OpLire}:          {"Une participation de {v} reste toujours à votre charge.", "A participation of {v} always stays with you."},
	{remboursement.RegleAMONette, journal.OpMoins}:              {"L'assurance maladie vous verse donc {v}.", "So the assurance maladie pays you {v}."},
	{remboursement.RegleDepassement, journal.OpDifference}:      {"Le dépassement, {v}, n'est pas remboursé par l'assurance maladie.", "The excess, {v}, is not refunded by the assurance maladie."},
	{complementaire.RegleAMC, journal.OpMin}:                    {"Votre complémentaire verse {v}.", "Your complémentaire pays {v}."},
	{opposable.RegleRetenu, journal.OpPlus}:                     {"{v} seront retenus plus tard sur d'autres remboursements.", "{v} will be withheld later on other refunds."},
}

// titresEN translates the titles of the rules.
var titresEN = map[journal.Regle]string{
	convention.RegleSecteur1:                  "Secteur 1",
	convention.RegleSecteur2:                  "Secteur 2 without option",
	convention.RegleOption:                    "Tariff commitment (OPTAM)",
	convention.RegleDroitPermanent:            "Permanent right to exceed",
	convention.RegleNonConventionne:           "Outside the convention",
	cotation.RegleTarif:                       "Tariff of the act",
	cotation.RegleTotal:                       "Total of the tariffs",
	cotation.RegleHonoraires:                  "Fee asked",
	cotation.RegleHonorairesLigne:             "Fee of the line",
	cotation.RegleBase:                        "Base of the refund",
	cotation.RegleLettreDuDepassement:         "Letter of the excess",
	cotation.RegleTarifSansDepassement:        "Secteur 2 at the opposable tariff",
	cotation.RegleOutreMer:                    "Overseas coefficient",
	cotation.RegleTarifAutorite:               "Tarif d'autorité",
	cotation.RegleTarifAutoriteTechnique:      "Tarif d'autorité of technical acts",
	cotation.RegleExigence:                    "Special demand (DE)",
	cotation.RegleDepassementAutorise:         "Ceiling of the authorised excess (DA)",
	cotation.RegleDansLeParcours:              "In the pathway",
	cotation.RegleHorsParcours:                "Off the pathway",
	cotation.RegleDispenseParcours:            "Pathway waived",
	cotation.RegleParcoursSansObjet:           "Pathway without object",
	cotation.RegleTarifImpose:                 "Opposable tariff imposed",
	cotation.RegleMarge:                       "Fee left",
	cotation.RegleKilometres:                  "Mileage allowance",
	cotation.RegleModificateurTaux:            "Modifiers in percentages",
	cotation.RegleMajorationModificateurs:     "Price with its modifiers",
	cotation.RegleModificateurEuros:           "Modifiers in euros",
	cotation.RegleAssociation:                 "Association of technical acts",
	cotation.RegleAssociationTauxPlein:        "Associated act in full",
	cotation.RegleCumulConsultation:           "Technical act with a consultation",
	remboursement.RegleTauxDroitCommun:        "Ordinary rate",
	remboursement.RegleAME:                    "AME",
	remboursement.RegleMaternite:              "Maternity",
	remboursement.RegleATMP:                   "Work accident",
	remboursement.ReglePrevention:             "Prevention",
	remboursement.RegleInvalidite:             "Invalidity pension",
	remboursement.ReglePensionMilitaire:       "Military pension",
	remboursement.RegleNatureActe:             "Act covered in full",
	remboursement.RegleALD:                    "Long-term illness (ALD)",
	remboursement.RegleSoinsParticuliers:      "Special care",
	remboursement.RegleActeLourd:              "Heavy act",
	remboursement.RegleASPA:                   "ASPA",
	remboursement.RegleAMOLigne:               "Compulsory part of the line",
	remboursement.RegleAMOTotal:               "Compulsory part",
	remboursement.RegleRegimeLocal:            "Alsace-Moselle scheme",
	remboursement.RegleParticipationActeLourd: "Flat amount on heavy acts",
	remboursement.RegleMajoration:             "Off-pathway surcharge",
	remboursement.RegleMajorationPlafond:      "Cap of the surcharge",
	remboursement.RegleTauxHorsParcours:       "Nominal rate off pathway",
	remboursement.RegleC2S:                    "C2S",
	remboursement.RegleParticipation:          "Participation forfaitaire",
	remboursement.RegleParticipationJour:      "Participations of the day",
	remboursement.RegleParticipationAnnee:     "Yearly cap on participations",
	remboursement.RegleAMONette:               "Net refund",
	remboursement.RegleTicketModerateur:       "Ticket modérateur",
	remboursement.RegleDepassement:            "Excess fee",
	remboursement.RegleBaseTotale:             "Total base",
	remboursement.RegleFranchise:              "Franchise",
	remboursement.RegleFranchiseAnnee:         "Yearly cap on franchises",
	complementaire.RegleGarantie:              "Level of the guarantee",
	complementaire.ReglePartPublique:          "Public part",
	complementaire.RegleReste:                 "Coverable expense",
	complementaire.RegleTicketModerateur:      "Ticket modérateur covered",
	complementaire.RegleDepassementCouvert:    "Excess covered",
	complementaire.RegleDepassementAutorise:   "First euros of the excess",
	complementaire.ReglePlafondResponsable:    "Cap outside OPTAM",
	complementaire.RegleEcartOptam:            "Gap with OPTAM",
	complementaire.RegleAMC:                   "Complementary part",
	complementaire.RegleNonNegatif:            "Above the public part",
	complementaire.RegleExigence:              "Special demand",
	opposable.RegleReste:                      "Left to the patient",
	opposable.RegleRembourseApres:             "Refunded afterwards",
	opposable.RegleRetenu:                     "Withheld later",
	opposable.RegleAuCabinet:                  "To pay at the desk",
}

// phrase returns the sentence of a step for a reader, and whether that reader
// sees the step at all.
func phrase(e journal.Etape, p Profondeur, l Langue) (string, bool) {
	d, visible := phrases[e.Regle]
	if precise, existe := phrasesPas[pas{e.Regle, e.Op}]; existe {
		d = precise
	}
	if p == Patient {
		d, visible = phrasesPatient[pas{e.Regle, e.Op}]
		// An amount of zero explains nothing to a patient.
		visible = visible && (e.V != 0 || e.Op == journal.OpNoter)
	}
	return l.choisir(d.fr, d.en), visible
}
