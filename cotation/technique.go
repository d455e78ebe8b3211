package cotation

import (
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/convention"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/journal"
	n "github.com/opposable/opposable/nomenclature"
)

// The technical acts of the CCAM: what may be billed with them, and at which
// tariff. The table of acts is read elsewhere and comes in as acteTechnique.
//
//	t := nouvelleSituationTechnique(e, s, d)      // once a bill
//	lettres := t.proposer(actes)                  // modifiers to add, act by act
//	lignes, err := t.coter(j, actes)              // control, association, tariff
//	part, reduite := t.partActeCommun(actes)      // of an act shared with paramedics
//
// proposer and coter read the same rules in two directions: what the former
// proposes the latter accepts.

// acteTechnique is one line of the CCAM as a bill claims it.
type acteTechnique struct {
	code     string
	activite uint8
	// prix is the price of the grid that applies to the practitioner.
	prix bareme.Lue
	// acceptes is the set of modifiers that the act accepts.
	acceptes     n.Lettres
	regroupement string
	// demandes lists the modifiers claimed by the biller.
	demandes string
	// association is the code written by the biller; zero is to be found.
	association   uint8
	circonstances dossier.Circonstances
	heure         dossier.Heure
	// acte is the index of the act in the dossier.
	acte int
}

// anesthesie tells that the line is the anaesthetist's: activity 4, or an act
// that is an anaesthesia by itself (regroupement ADA).
func (a *acteTechnique) anesthesie() bool { return a.activite == 4 || a.regroupement == "ADA" }

// situationTechnique is all that the rules look at beside the acts.
type situationTechnique struct {
	e          bareme.Etat
	s          convention.Situation
	specialite dossier.Specialite
	age        int
	// impose: the opposable tariff binds the doctor, for the C2S or an
	// emergency. It opens the modifiers by derogation.
	impose bool
	// depasse: the consultation billed with the acts exceeds its tariff; the
	// caller says so.
	depasse bool
	// lettres are the acts of the NGAP billed with the technical ones, and
	// horaire tells that one bears a majoration of hours; the caller says so.
	lettres []n.Code
	horaire bool
}

// nouvelleSituationTechnique reads the dossier; depasse, lettres and
// horaire are left to the caller, who names the letters.
func nouvelleSituationTechnique(e bareme.Etat, s convention.Situation, d *dossier.Dossier) situationTechnique {
	t := situationTechnique{
		e: e, s: s, specialite: d.Praticien.Specialite, age: d.Patient.AgeAu(d.Date),
		impose: d.Patient.Aide == dossier.C2S || d.Parcours == dossier.ParcoursUrgence,
	}
	for i := range d.Actes {
		t.impose = t.impose || d.Actes[i].Circonstances.A(dossier.Urgence)
	}
	return t
}

// ligneTechnique is an act with the tariff the rules give it.
type ligneTechnique struct {
	acte int
	// association is the code to write on the bill, 0 for none.
	association uint8
	// sansEuros is the tariff without the modifiers in euros.
	tarif, sansEuros journal.Somme
	// confiance is that of the rule of association, whose wording may be less
	// sure than its rate; the tariff carries that of the values.
	confiance bareme.Confiance
}

// coter controls the acts, associates them and prices them, in their order.
//
// Errors: acte-non-tarife, association-impossible, association-non-publiee,
// cumul-interdit, modificateur-deja-facture, modificateur-double,
// modificateur-inconnu, modificateur-non-accepte, modificateur-non-ouvert,
// modificateurs-incompatibles, modificateurs-trop-nombreux, tarif-inconnu.
func (t *situationTechnique) coter(j *journal.Journal, actes []acteTechnique) ([]ligneTechnique, *dossier.Erreur) {
	if err := t.controler(actes); err != nil {
		return nil, err
	}
	parts, err := t.associer(actes)
	if err != nil {
		return nil, err
	}
	lignes := make([]ligneTechnique, len(actes))
	for i := range actes {
		l := &lignes[i]
		l.acte, l.association, l.confiance = actes[i].acte, parts[i].code, max(parts[i].confiance, parts[i].confianceCumul)
		if l.tarif, l.sansEuros, err = t.tarifer(j, &actes[i], parts[i]); err != nil {
			return nil, err
		}
	}
	return lignes, nil
}
