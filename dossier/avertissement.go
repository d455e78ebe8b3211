package dossier

import "math/bits"

// Avertissement is something a reader must know of a result that is not an
// error. Codes are stable, like those of errors.
type Avertissement uint8

// Warnings.
const (
	AvertConfianceMoyenne Avertissement = iota
	AvertConfianceBasse
	AvertSousTarif
	AvertOptamSansTitre
	AvertAgeAmbigu
	AvertAccesDirectAge
	AvertExigence
	AvertDepassementAutorise
	AvertPlafondMajoration
	AvertParticipationATMP
	AvertMajorationExonere
	AvertContratSansObjet
	AvertPsychiatreComplexe
	AvertInformationEcrite
	AvertPrescriptionsNonConventionne
	AvertActeLourd
	AvertParticipationNonRetenue
	AvertPlafondAnnuel
	AvertTarifOpposableImpose
	AvertHypothese
	AvertPlafondDAIncertain
	AvertPlafondJour
	AvertEditionCCAM
	nombreAvertissements = iota
)

var textesAvertissements = [nombreAvertissements]struct{ code, fr, en string }{
	AvertConfianceMoyenne:             {"confiance-moyenne", "Le résultat repose sur une valeur lue dans une source secondaire : voyez le détail.", "The result rests on a value read in a secondary source: see the details."},
	AvertConfianceBasse:               {"confiance-basse", "Le résultat repose sur une valeur déduite ou peu sûre : voyez le détail.", "The result rests on a deduced or uncertain value: see the details."},
	AvertSousTarif:                    {"honoraires-sous-tarif", "Les honoraires sont inférieurs au tarif : le remboursement se limite à la dépense.", "The fee is below the tariff: the refund is limited to the expense."},
	AvertOptamSansTitre:               {"optam-sans-titre", "En secteur 1, l'OPTAM suppose les titres du secteur 2 ; sans eux l'option est ignorée.", "In secteur 1 the OPTAM requires the titles of secteur 2; without them the option is ignored."},
	AvertAgeAmbigu:                    {"age-ambigu", "La date de naissance peut changer le résultat : donnez-la plutôt que l'âge.", "The date of birth may change the result: give it rather than the age."},
	AvertAccesDirectAge:               {"acces-direct-age", "L'accès direct au psychiatre est prévu de 16 à 25 ans ; au-delà, service-public l'admet faute de médecin traitant disponible.", "Direct access to a psychiatrist is meant for ages 16 to 25; beyond, service-public allows it when no médecin traitant is available."},
	AvertExigence:                     {"depassement-exigence", "Le dépassement pour exigence du patient (DE) n'est remboursé par personne.", "The extra fee for a patient's special demand (DE) is refunded by no one."},
	AvertDepassementAutorise:          {"depassement-autorise", "Hors parcours, un spécialiste de secteur 1 peut dépasser dans la limite d'un plafond (DA).", "Off pathway, a secteur 1 specialist may exceed the tariff up to a ceiling (DA)."},
	AvertPlafondMajoration:            {"plafond-majoration", "La majoration hors parcours est plafonnée ; les tableaux de service-public depuis décembre 2024 ne le montrent pas.", "The off-pathway surcharge is capped; the service-public tables printed since December 2024 do not show it."},
	AvertParticipationATMP:            {"participation-at-mp", "Les sources ne disent pas clairement si la participation forfaitaire est due en accident du travail.", "Sources do not say clearly whether the participation forfaitaire is due after a work accident."},
	AvertMajorationExonere:            {"majoration-exonere", "Le texte fait porter la majoration hors parcours aux assurés exonérés ; la spécification de facturation les en dispense.", "The text makes exempt patients bear the off-pathway surcharge; the billing specification does not."},
	AvertContratSansObjet:             {"contrat-sans-objet", "La couverture publique prend la place du contrat, qui ne verse rien.", "The public cover takes the place of the contract, which pays nothing."},
	AvertPsychiatreComplexe:           {"psychiatre-complexe", "Pour un psychiatre, service-public appelle « complexe » la consultation à 60 €, « très complexe » ailleurs.", "For a psychiatrist, service-public calls “complex” the €60 consultation, “very complex” elsewhere."},
	AvertInformationEcrite:            {"information-ecrite", "Le total et le dépassement imposent au médecin une information écrite préalable.", "The total and the extra fee oblige the doctor to give written information beforehand."},
	AvertPrescriptionsNonConventionne: {"prescriptions-non-remboursees", "Les prescriptions d'un médecin non conventionné ne sont plus remboursées.", "Prescriptions by a doctor outside the convention are no longer refunded."},
	AvertActeLourd:                    {"acte-lourd", "L'acte est lourd : le ticket modérateur est remplacé par une participation forfaitaire.", "The act is a heavy one: a flat amount replaces the ticket modérateur."},
	AvertParticipationNonRetenue:      {"participation-non-retenue", "La participation forfaitaire dépasse le remboursement : elle n'est pas retenue.", "The participation forfaitaire exceeds the refund: it is not withheld."},
	AvertPlafondAnnuel:                {"plafond-annuel", "Le plafond annuel des participations forfaitaires est atteint.", "The yearly cap on participations forfaitaires is reached."},
	AvertTarifOpposableImpose:         {"tarif-opposable-impose", "Le tarif opposable s'impose ici à tout médecin conventionné.", "Here the opposable tariff binds every doctor under the convention."},
	AvertHypothese:                    {"hypothese", "Le calcul suit une réforme hypothétique, pas le droit en vigueur.", "The computation follows a hypothetical reform, not the law in force."},
	AvertPlafondDAIncertain:           {"plafond-da-incertain", "Les honoraires dépassent le plafond publié du dépassement autorisé, mais ce plafond est mal établi à cette date.", "The fee exceeds the published ceiling of the authorised excess, but that ceiling is not well established on this date."},
	AvertPlafondJour:                  {"plafond-journalier", "Le plafond journalier des participations forfaitaires est atteint.", "The daily cap on participations forfaitaires is reached."},
	AvertEditionCCAM:                  {"ccam-edition", "Le tarif vient de la dernière édition de la CCAM lue avant les soins (voyez les sources) ; une édition suivante l'a changé, peut-être déjà à cette date.", "The tariff comes from the last edition of the CCAM read before the care (see the sources); a later edition changed it, perhaps by that date."},
}

// String returns the stable code.
func (a Avertissement) String() string { return textesAvertissements[a].code }

// FR returns the French sentence.
func (a Avertissement) FR() string { return textesAvertissements[a].fr }

// EN returns the English sentence.
func (a Avertissement) EN() string { return textesAvertissements[a].en }

// Avertissements is a set of warnings; its zero is empty.
type Avertissements uint64

// Ajouter adds a warning to the set.
func (s *Avertissements) Ajouter(a Avertissement) { *s |= 1 << a }

// Retirer takes a warning out of the set.
func (s *Avertissements) Retirer(a Avertissement) { *s &^= 1 << a }

// Contient tells whether the warning is in the set.
func (s Avertissements) Contient(a Avertissement) bool { return s&(1<<a) != 0 }

// Liste returns the warnings of the set, in the order of their numbers.
func (s Avertissements) Liste() []Avertissement {
	l := make([]Avertissement, 0, bits.OnesCount64(uint64(s)))
	for s != 0 {
		a := Avertissement(bits.TrailingZeros64(uint64(s)))
		l = append(l, a)
		s &^= 1 << a
	}
	return l
}

// Append adds the codes of the set to b, joined by '+'; it allocates only to
// grow b.
func (s Avertissements) Append(b []byte) []byte {
	for premier := true; s != 0; premier = false {
		a := Avertissement(bits.TrailingZeros64(uint64(s)))
		if !premier {
			b = append(b, '+')
		}
		b = append(b, textesAvertissements[a].code...)
		s &^= 1 << a
	}
	return b
}
