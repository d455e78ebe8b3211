package cotation

import (
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/journal"
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
// Errors: acces-direct-non-prevu.
func situerParcours(j *journal.Journal, e bareme.Etat, d *dossier.Dossier) (p Position, coordonne bool, a dossier.Avertissements, err *dossier.Erreur) {
	parcours := d.Parcours
	if parcours == dossier.ParcoursNonDit {
		parcours = ordinaire(d)
	}
	avecMedecinTraitant := !d.Patient.SansMedecinTraitant
	adresse := parcours == dossier.ParcoursOriente || parcours == dossier.ParcoursOrienteAutre
	switch {
	case int64(d.Patient.AgeAu(d.Date)) < e.Nombre(bareme.AgeParcours).V:
		// Before 16 the mechanism does not apply, and the coordination
		// majoration may be billed without a médecin traitant.
		p, coordonne = SansObjet, parcours != dossier.ParcoursHors
	case d.Patient.Aide == dossier.AME || d.Praticien.Zone == dossier.Mayotte:
		p, coordonne = SansObjet, adresse
	case parcours == dossier.ParcoursAccesDirect:
		if err = accesDirect(e, d, &a); err != nil {
			return p, false, a, err
		}
		p, coordonne = HorsParcours, avecMedecinTraitant
		if avecMedecinTraitant {
			p = DansLeParcours
		}
	case adresse:
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

// ordinaire is the pathway of a visit of which nothing is said: a GP is the
// médecin traitant, another doctor was recommended by them; without a médecin
// traitant the visit is off pathway.
func ordinaire(d *dossier.Dossier) dossier.Parcours {
	switch {
	case d.Patient.SansMedecinTraitant:
		return dossier.ParcoursHors
	case d.Praticien.Specialite.Groupe() == dossier.GroupeGeneraliste:
		return dossier.ParcoursMedecinTraitant
	}
	return dossier.ParcoursOriente
}

// accesDirect checks that the specialty may be seen directly (convention 2016,
// article 17.2). The act itself is the biller's to vouch for.
func accesDirect(e bareme.Etat, d *dossier.Dossier, a *dossier.Avertissements) *dossier.Erreur {
	switch d.Praticien.Specialite {
	case 7, 70, 77, 79, // gynécologie, obstétrique
		15,         // ophtalmologie
		18, 44, 45: // stomatologie, chirurgie maxillo-faciale
		return nil
	case 17, 33, 75: // psychiatrie
		age := int64(d.Patient.AgeAu(d.Date))
		if age < e.Nombre(bareme.AgeAccesDirectPsychiatrieDebut).V || age >= e.Nombre(bareme.AgeAccesDirectPsychiatrieFin).V {
			a.Ajouter(dossier.AvertAccesDirectAge)
		}
		return nil
	}
	return &dossier.Erreur{Code: "acces-direct-non-prevu", Champ: "parcours",
		Message: "cette spécialité ne se consulte pas en accès direct spécifique",
		Indice:  "gynécologue, ophtalmologue, stomatologue ou psychiatre ; sinon oriente ou hors_parcours"}
}
