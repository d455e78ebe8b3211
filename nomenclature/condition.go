package nomenclature

import (
	"slices"

	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

// Tri is a fact that may be unknown.
type Tri uint8

// Values of a fact.
const (
	Inconnu Tri = iota
	Oui
	Non
)

// Su makes a known fact of a truth.
func Su(vrai bool) Tri {
	if vrai {
		return Oui
	}
	return Non
}

// Faits is what is known of a visit. A code is proposed when its conditions
// hold; a code already chosen is refused when one is known not to.
type Faits struct {
	Groupe        dossier.Groupe
	Specialite    dossier.Specialite
	Circonstances dossier.Circonstances
	// Sues are the circumstances of which it is known whether they hold.
	Sues dossier.Circonstances
	// Age in completed years; Mois and Jours in completed months and days, or -1
	// when the day of birth is unknown.
	Age, Mois, Jours                                                      int16
	MedecinTraitant, Adresse, Coordonne, Montagne, Distance, HorsParcours Tri
}

// Raison is why a code may not be billed, from the most remote to the nearest:
// of several ways to bill a code, the one closest to hold gives the reason.
type Raison uint8

// Reasons.
const (
	Remplie Raison = iota
	RaisonDate
	RaisonGroupe
	RaisonAge
	RaisonCirconstance
	RaisonParcours
	RaisonMedecinTraitant
	RaisonTerrain
)

// condition is one way to bill a code.
type condition struct {
	groupes uint16
	// specialites narrows the groups; nil is all of them.
	specialites                                                           []dossier.Specialite
	toutes, une, aucune                                                   dossier.Circonstances
	age, mois, jours                                                      bornes
	medecinTraitant, adresse, coordonne, montagne, distance, horsParcours Tri
	depuis, jusqua                                                        jour.Jour
}

// bornes is an interval [de, avant).
type bornes struct{ de, avant borne }

// borne is a figure, or a number of the barème plus a figure.
type borne struct {
	v    int16
	cle  bareme.CleNombre
	dite bool
	lue  bool
}

func (b borne) valeur(e bareme.Etat) int16 {
	if b.lue {
		return int16(e.Nombre(b.cle).V) + b.v
	}
	return b.v
}

func (b bornes) contient(e bareme.Etat, v int16) bool {
	return (!b.de.dite || v >= b.de.valeur(e)) && (!b.avant.dite || v < b.avant.valeur(e))
}

// contientMois compares months; of an age known in years only, it asks whether
// some month of that year would do.
func (b bornes) contientMois(e bareme.Etat, f *Faits) bool {
	if f.Mois >= 0 {
		return b.contient(e, f.Mois)
	}
	return (!b.avant.dite || f.Age*12 < b.avant.valeur(e)) && (!b.de.dite || f.Age*12+11 >= b.de.valeur(e))
}

// contientJours compares days; of an age known in years only, it asks whether
// the patient is under one.
func (b bornes) contientJours(e bareme.Etat, f *Faits) bool {
	if f.Jours >= 0 {
		return b.contient(e, f.Jours)
	}
	return f.Age == 0
}

func enVigueur(depuis, jusqua, d jour.Jour) bool {
	return d >= depuis && (jusqua == 0 || d <= jusqua)
}

func contraire(voulu, su Tri) bool { return voulu != Inconnu && su != Inconnu && su != voulu }

// manque returns what is known to be missing for this way of billing.
func (q *condition) manque(e bareme.Etat, f *Faits) Raison {
	switch {
	case !enVigueur(q.depuis, q.jusqua, e.Jour()):
		return RaisonDate
	case q.groupes != 0 && q.groupes&(1<<f.Groupe) == 0,
		q.specialites != nil && !slices.Contains(q.specialites, f.Specialite):
		return RaisonGroupe
	case !q.age.contient(e, f.Age), (q.mois.de.dite || q.mois.avant.dite) && !q.mois.contientMois(e, f),
		q.jours.avant.dite && !q.jours.contientJours(e, f):
		return RaisonAge
	case q.toutes&f.Sues&^f.Circonstances != 0,
		q.une != 0 && q.une&f.Circonstances == 0 && q.une&^f.Sues == 0,
		q.aucune&f.Circonstances != 0:
		return RaisonCirconstance
	case contraire(q.adresse, f.Adresse), contraire(q.coordonne, f.Coordonne), contraire(q.horsParcours, f.HorsParcours):
		return RaisonParcours
	case contraire(q.medecinTraitant, f.MedecinTraitant):
		return RaisonMedecinTraitant
	case contraire(q.montagne, f.Montagne), contraire(q.distance, f.Distance):
		return RaisonTerrain
	}
	return Remplie
}

// Appel is a majoration that circumstances may call for.
type Appel struct {
	Code          Code
	groupes       uint16
	circonstances dossier.Circonstances
}

// Possible tells, at a glance, that the facts do not rule the majoration out.
func (a *Appel) Possible(f *Faits) bool {
	return a.groupes&(1<<f.Groupe) != 0 && (a.circonstances == 0 || a.circonstances&f.Circonstances != 0)
}

// DependDuJourDeNaissance tells whether an age in years does not settle the
// conditions of the code.
func (c Code) DependDuJourDeNaissance() bool {
	return slices.ContainsFunc(c.Acte().quand, func(q condition) bool {
		return q.mois.de.dite || q.mois.avant.dite || q.jours.avant.dite
	})
}

// AConditions tells whether the code asks for more than the right doctor.
func (c Code) AConditions() bool { return len(actes[c].quand) > 0 }

// Manque returns why the facts forbid the code, or Remplie.
func (c Code) Manque(e bareme.Etat, f *Faits) Raison {
	pres := Remplie
	for i := range actes[c].quand {
		r := actes[c].quand[i].manque(e, f)
		if r == Remplie {
			return Remplie
		}
		pres = max(pres, r)
	}
	return pres
}
