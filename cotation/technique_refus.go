package cotation

import (
	"github.com/opposable/opposable/dossier"
	n "github.com/opposable/opposable/nomenclature"
)

// refusModificateur says why a modifier is not open, and what would repair it.
var refusModificateur = [...]struct{ pourquoi, indice string }{
	n.ManqueSpecialite:   {"n'est pas ouvert à cette spécialité", "retirez-le, ou corrigez praticien.specialite"},
	n.ManqueStatut:       {"n'est pas ouvert à ce secteur et à cette option", "K : secteur 1 ou OPTAM-ACO ; T : secteur 2 sous OPTAM ; 3 : secteur 1 sans option, ou OPTAM-ACO"},
	n.ManqueOpposable:    {"n'est ouvert à ce médecin qu'au tarif opposable, pour un patient de la C2S ou en urgence", "aide : c2s, ou circonstance urgence"},
	n.ManqueDate:         {"n'est plus ouvert à ce statut à cette date", "l'OPTAM a remplacé le contrat d'accès aux soins : corrigez praticien.option"},
	n.ManqueGeste:        {"ne va pas avec cette activité de l'acte", "activité 4 pour l'anesthésie, 1 pour l'intervention"},
	n.ManqueActe:         {"ne va pas avec cet acte à cet âge", "donnez la naissance ou l'âge du patient"},
	n.ManqueAge:          {"suppose un autre âge du patient", "donnez la naissance ou l'âge du patient"},
	n.ManqueCirconstance: {"suppose des circonstances que le dossier ne dit pas", "circonstances : urgence, et dimanche_ferie pour F"},
	n.ManqueHeure:        {"suppose une autre heure", "donnez l'heure de l'acte, ou la circonstance nuit (20 h-0 h) ou nuit_profonde (0 h-6 h)"},
	n.ManqueValeur:       {"n'a pas de valeur publiée", "ajoutez-la par un fichier de réforme, ou retirez le modificateur"},
}

// refuser explains that the modifier is not open.
//
// Errors: modificateur-non-ouvert, tarif-inconnu.
func (t *situationTechnique) refuser(m *n.Modificateur, manque n.Manque) *dossier.Erreur {
	e := &dossier.Erreur{Code: "modificateur-non-ouvert", Message: "le modificateur " + n.Decrire(string(m.Lettre)) + " " + refusModificateur[manque].pourquoi, Indice: refusModificateur[manque].indice}
	switch manque {
	case n.ManqueValeur:
		e.Code = "tarif-inconnu"
		e.Message += " au " + t.e.Jour().FR()
	default:
		e.Message += " (" + m.Texte + ")"
	}
	return e
}
