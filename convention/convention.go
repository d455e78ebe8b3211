// Package convention turns a sector and an option, on a given day, into
// rights: which grid applies, which majorations may be billed, whether the
// fee may exceed the tariff.
package convention

import (
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/journal"
	"github.com/opposable/opposable/nomenclature"
)

// Situation is a practitioner's conventional status on one day.
type Situation struct {
	Secteur dossier.Secteur
	// Option is the commitment in force; an option without effect is none.
	Option dossier.Option
	// titre lets a secteur 1 doctor under OPTAM exceed.
	titre bool
	// majorationsAuTarif lets secteur 2 without option bill the reserved
	// majorations when it does not exceed.
	majorationsAuTarif bool
}

// Situer reads the status of p in the law of e.
//
// Errors: option-hors-periode, option-sans-objet.
func Situer(j *journal.Journal, e bareme.Etat, p *dossier.Praticien) (Situation, dossier.Avertissements, *dossier.Erreur) {
	var a dossier.Avertissements
	s := Situation{
		Secteur:            p.Secteur,
		Option:             p.Option,
		titre:              p.Titre,
		majorationsAuTarif: e.Nombre(bareme.MajorationsSecteur2Opposable).V == 1,
	}
	switch {
	case s.Option == dossier.SansOption:
	case s.Secteur == dossier.Secteur3:
		return s, a, &dossier.Erreur{Code: "option-sans-objet", Champ: "praticien.option",
			Message: "un médecin non conventionné ne signe ni OPTAM ni CAS", Indice: "secteur 2 avec option, ou secteur 3 sans option"}
	case s.Option == dossier.CAS && e.Nombre(bareme.CasOuvert).V == 0:
		return s, a, &dossier.Erreur{Code: "option-hors-periode", Champ: "praticien.option",
			Message: "le contrat d'accès aux soins ne produit plus effet à cette date", Indice: "l'OPTAM l'a remplacé : option optam"}
	case s.Secteur == dossier.Secteur1 && !p.Titre:
		a.Ajouter(dossier.AvertOptamSansTitre)
		s.Option = dossier.SansOption
	}
	j.Noter(s.regle())
	return s, a, nil
}

func (s Situation) regle() journal.Regle {
	switch {
	case s.Secteur == dossier.Secteur3:
		return RegleNonConventionne
	case s.Option != dossier.SansOption:
		return RegleOption
	case s.Secteur == dossier.Secteur2:
		return RegleSecteur2
	case s.Secteur == dossier.SecteurDP:
		return RegleDroitPermanent
	}
	return RegleSecteur1
}

// NonConventionne tells that the tarif d'autorité applies.
func (s Situation) NonConventionne() bool { return s.Secteur == dossier.Secteur3 }

// GrilleOpposable tells whether the patient is refunded on the opposable
// tariffs whatever the fee: secteur 1, droit permanent, or a commitment.
func (s Situation) GrilleOpposable() bool {
	return s.Secteur == dossier.Secteur1 || s.Secteur == dossier.SecteurDP || (s.Secteur == dossier.Secteur2 && s.Option != dossier.SansOption)
}

// DepassementLibre tells whether the doctor sets the fee, with tact et mesure.
func (s Situation) DepassementLibre() bool {
	return s.Secteur != dossier.Secteur1 || s.titre && s.Option != dossier.SansOption
}

// ChangeDeLettre tells whether the letters depend on the fee: secteur 2
// without option bills those of secteur 1 as long as it does not exceed.
func (s Situation) ChangeDeLettre() bool {
	return s.Secteur == dossier.Secteur2 && s.Option == dossier.SansOption
}

// PerdAuDepassement tells whether an excess changes what the doctor may bill:
// the letters in secteur 2 without option, the coordination majorations under
// the droit permanent.
func (s Situation) PerdAuDepassement() bool {
	return s.ChangeDeLettre() || s.Secteur == dossier.SecteurDP
}

// PeutCoordonner tells whether a coordination majoration is open: under the
// droit permanent, at the opposable tariff only (NGAP, art. 2 bis).
func (s Situation) PeutCoordonner(depasse bool) bool {
	return s.Secteur != dossier.SecteurDP || !depasse
}

// PeutFacturer tells whether a code under reserve r is open to the doctor, for
// a fee that exceeds the tariff or not, and a patient of the C2S or not.
func (s Situation) PeutFacturer(r nomenclature.Reserve, depasse, c2s bool) bool {
	switch r {
	case nomenclature.ReserveTous:
		return true
	case nomenclature.ReserveOpposable:
		if s.ChangeDeLettre() {
			return !depasse && (s.majorationsAuTarif || c2s)
		}
		return s.GrilleOpposable()
	case nomenclature.ReserveDepassement:
		return s.ChangeDeLettre() && depasse
	}
	return false
}
