package cotation

import (
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/journal"
	n "github.com/opposable/opposable/nomenclature"
)

// Position is where the visit stands with respect to the coordinated pathway.
type Position uint8

// Positions.
const (
	DansLeParcours Position = iota
	HorsParcours
	Dispense
	SansObjet
)

// situerParcours decides the position, and whether the visit is coordinated,
// that is whether the doctor reports to the médecin traitant and may bill a
// coordination majoration. It follows rules RG_CF640 and RG_CF641.
//
// Errors: acces-direct-non-prevu, parcours-incoherent.
func situerParcours(j *journal.Journal, e bareme.Etat, d *dossier.Dossier) (p Position, coordonne bool, a dossier.Avertissements, err *dossier.Erreur) {
	parcours := d.Parcours
	if parcours == dossier.ParcoursNonDit {
		parcours = ordinaire(e, d)
	}
	avecMedecinTraitant := !d.Patient.SansMedecinTraitant
	adresse := parcours == dossier.ParcoursOriente || parcours == dossier.ParcoursOrienteAutre
	direct := parcours == dossier.ParcoursAccesDirect
	switch {
	case avecMedecinTraitant:
	case parcours == dossier.ParcoursMedecinTraitant || parcours == dossier.ParcoursRemplacant:
		return p, false, a, &dossier.Erreur{Code: "parcours-incoherent", Champ: "parcours",
			Message: "le patient n'a pas de médecin traitant : ce ne peut être lui", Indice: "nouveau_medecin_traitant si la déclaration se fait ce jour, sinon hors_parcours"}
	case teleconsulte(d):
		j.Noter(RegleDispenseParcours)
		return Dispense, false, a, nil
	}
	switch {
	case int64(d.Patient.AgeAu(d.Date)) < e.Nombre(bareme.AgeParcours).V:
		// Before 16 the mechanism does not apply, and the coordination
		// majoration may be billed without a médecin traitant.
		// The published tables of children count it, whoever sent them.
		p, coordonne = SansObjet, adresse || direct || d.Parcours == dossier.ParcoursNonDit || d.Parcours == dossier.ParcoursMedecinTraitant
	case d.Patient.Aide == dossier.AME, d.Praticien.Zone == dossier.Mayotte, d.Praticien.Specialite == directeurDeLaboratoire:
		p, coordonne = SansObjet, adresse || direct
	case direct || adresse:
		if direct {
			if err = accesDirect(e, d, &a); err != nil {
				return p, false, a, err
			}
		}
		p, coordonne = HorsParcours, avecMedecinTraitant
		if avecMedecinTraitant {
			p = DansLeParcours
		}
	case parcours == dossier.ParcoursUrgence || parcours == dossier.ParcoursAutre:
		p = Dispense
	case parcours == dossier.ParcoursHorsResidence:
		p, coordonne = Dispense, d.Praticien.Specialite.Groupe() == dossier.GroupeGeneraliste
	case parcours == dossier.ParcoursHors:
		p = HorsParcours
	default:
		p = DansLeParcours
	}
	j.Noter([...]journal.Regle{RegleDansLeParcours, RegleHorsParcours, RegleDispenseParcours, RegleParcoursSansObjet}[p])
	return p, coordonne, a, nil
}

// directeurDeLaboratoire is a specialty that the pathway does not concern.
const directeurDeLaboratoire dossier.Specialite = 38

// teleconsulte tells whether the visit is a teleconsultation, which the
// pathway does not hinder for a patient without a médecin traitant.
func teleconsulte(d *dossier.Dossier) bool {
	for i := range d.Actes {
		a := &d.Actes[i]
		if c, ok := n.Trouver(a.Code); a.Nature == dossier.Teleconsultation || ok && c.Acte().Famille == n.FamilleTeleconsultation {
			return true
		}
	}
	return false
}

// ordinaire is the pathway of a visit of which nothing is said: inside it, but
// with no claim that another doctor asked for the visit, hence without a
// coordination majoration; outside it for who has no médecin traitant. A
// young person sees a psychiatrist directly.
func ordinaire(e bareme.Etat, d *dossier.Dossier) dossier.Parcours {
	switch {
	case d.Patient.SansMedecinTraitant:
		return dossier.ParcoursHors
	case d.Praticien.Specialite.Groupe() == dossier.GroupePsychiatre && jeune(e, d):
		return dossier.ParcoursAccesDirect
	}
	return dossier.ParcoursMedecinTraitant
}

// jeune tells whether the patient is of the age of direct access to a
// psychiatrist.
func jeune(e bareme.Etat, d *dossier.Dossier) bool {
	age := int64(d.Patient.AgeAu(d.Date))
	return age >= e.Nombre(bareme.AgeAccesDirectPsychiatrieDebut).V && age < e.Nombre(bareme.AgeAccesDirectPsychiatrieFin).V
}

// accesDirect checks that the specialty may be seen directly (convention 2016,
// article 17.2). The act itself is the biller's to vouch for.
func accesDirect(e bareme.Etat, d *dossier.Dossier, a *dossier.Avertissements) *dossier.Erreur {
	switch d.Praticien.Specialite {
	case 7, 70, 77, 79, // gynécologie, obstétrique
		15,             // ophtalmologie
		18, 44, 45, 69: // stomatologie, chirurgie maxillo-faciale et orale
		return nil
	case 17, 33, 75: // psychiatrie
		if !jeune(e, d) {
			a.Ajouter(dossier.AvertAccesDirectAge)
		}
		return nil
	}
	return &dossier.Erreur{Code: "acces-direct-non-prevu", Champ: "parcours",
		Message: "cette spécialité ne se consulte pas en accès direct spécifique",
		Indice:  "gynécologue, ophtalmologue, stomatologue ou psychiatre ; sinon oriente ou hors_parcours"}
}
