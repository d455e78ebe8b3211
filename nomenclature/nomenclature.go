// Package nomenclature knows the acts and majorations: who may bill them,
// since when, under which reserve, at which tariff of the barème.
//
// The rules are data that a doctor can read, in donnees/*.yaml; go generate
// checks and compiles them.
package nomenclature

import (
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/ccam"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

//go:generate go run ../internal/gen nomenclature

// Code is an act or a majoration of the nomenclature.
type Code uint16

// Famille is the kind of a code.
type Famille uint8

// Kinds of codes. A majoration or a déplacement goes with an act and is none
// by itself: it bears no participation forfaitaire of its own.
const (
	FamilleConsultation Famille = iota
	FamilleVisite
	FamilleAvis
	FamilleExamen
	FamilleTeleconsultation
	FamilleTeleexpertise
	FamilleMajoration
	FamilleDeplacement
	FamilleTechnique
)

// Reserve says which practitioners a code is kept for.
type Reserve uint8

// Reserves. See donnees/ngap_actes.yaml.
const (
	ReserveTous Reserve = iota
	ReserveOpposable
	ReserveDepassement
	// ReserveInexistante is the reserve of a code before its first day, and
	// after its last ("aucun" in the data).
	ReserveInexistante
)

// Seuil tells how an act counts towards the heavy-act threshold (champ 25).
type Seuil uint8

// Threshold classes.
const (
	SansSeuil Seuil = iota
	SeuilCumul
	SeuilSeul
)

// Acte describes a code.
type Acte struct {
	Nom string
	// Libelle names it in French, LibelleEN in English.
	Libelle, LibelleEN string
	Famille            Famille
	groupes            uint16
	tarifs             []tarif
	reserve            []reserveDatee
	// Coordination majorations go with a coordinated visit only.
	Coordination bool
	// Exonere acts are covered at 100 % by their nature.
	Exonere bool
	// SansDepassement acts may never exceed their tariff.
	SansDepassement bool

	// SurDemande: no circumstance calls for it, only a nature or the biller.
	SurDemande bool

	// Majorations lists those that circumstances may add to the act, in the
	// order of a bill.
	Majorations []Appel

	avec, compagnon, exclus Ensemble
	quand                   []condition
	limites                 []Limite
	// Regle states when the code may be billed; Source indexes bareme.Sources.
	Regle, RegleEN string
	Source         uint16
}

type tarif struct {
	cle     bareme.CleTarif
	groupes uint16
}

type reserveDatee struct {
	depuis jour.Jour
	a      Reserve
}

// Acte returns the description of the code.
func (c Code) Acte() *Acte {
	if c >= premierTechnique {
		return &acteTechnique
	}
	return &actes[c]
}

// String returns the letters; of a technical act, those of the official table,
// or CCAM for one that only an added edition knows. See [Code.Nom].
func (c Code) String() string {
	if n, ok := c.Technique(); ok && !ccam.Officielle().Connait(n) {
		return acteTechnique.Nom
	}
	return c.Nom(ccam.Officielle())
}

// EstMajoration tells that the code only goes with an act.
func (c Code) EstMajoration() bool {
	f := c.Acte().Famille
	return f == FamilleMajoration || f == FamilleDeplacement
}

// DHoraire tells that the code pays for the hour: night, Sunday, duty.
func (c Code) DHoraire() bool {
	switch c {
	case F, MN, MM, MHP, MDD, MDN, MDI, CRN, CRM, CRD, CRS, VRN, VRM, VRD, VRS:
		return true
	}
	return false
}

// AuKilometre tells that the code is worth its tariff by the kilometre.
func (c Code) AuKilometre() bool { return c == IK || c == IKM || c == IKS }

// Codes returns every code, in the order of the letters.
func Codes() []Code {
	l := make([]Code, len(actes))
	for i := range l {
		l[i] = Code(i)
	}
	return l
}

// Trouver returns the code written nom, in capitals.
func Trouver(nom string) (Code, bool) {
	lo, hi := 0, len(actes)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if actes[m].Nom < nom {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return Code(lo), lo < len(actes) && actes[lo].Nom == nom
}

// OuvertA tells whether doctors of group g may bill the code.
func (c Code) OuvertA(g dossier.Groupe) bool { return c.Acte().groupes&(1<<g) != 0 }

// ReserveAu returns the reserve of the code on day d.
func (c Code) ReserveAu(d jour.Jour) Reserve {
	for _, r := range c.Acte().reserve {
		if r.depuis <= d {
			return r.a
		}
	}
	return ReserveInexistante
}

// Tarif returns the value of a letter for group g; false if none is published
// for the day and zone of e. The prices of technical acts are in the table of
// the CCAM: see [bareme.Etat.Technique].
func (c Code) Tarif(e bareme.Etat, g dossier.Groupe) (bareme.Lue, bool) {
	for _, t := range c.Acte().tarifs {
		if t.groupes&(1<<g) == 0 {
			continue
		}
		// A key that lives in métropole and has no value here is unpublished
		// overseas: the next key is not its substitute.
		if l, ok := e.Tarif(t.cle); ok || e.EnMetropole().Existe(t.cle) {
			return l, ok
		}
	}
	return bareme.Lue{}, false
}

// Supprime returns the day the letter was abolished for group g, if it was by
// the day of e.
func (c Code) Supprime(e bareme.Etat, g dossier.Groupe) (jour.Jour, bool) {
	for _, t := range c.Acte().tarifs {
		if d, ok := e.Supprime(t.cle); ok && t.groupes&(1<<g) != 0 {
			return d, true
		}
	}
	for _, r := range c.Acte().reserve {
		if r.depuis <= e.Jour() {
			return r.depuis, r.a == ReserveInexistante
		}
	}
	return 0, false
}

// AVenir returns the first day of a code that does not exist yet on day d.
func (c Code) AVenir(d jour.Jour) (jour.Jour, bool) {
	r := c.Acte().reserve
	premier := r[len(r)-1].depuis
	return premier, premier > d
}

// NonPublie tells that the code exists on the day of e, but that nobody published what it is worth in its zone.
func (c Code) NonPublie(e bareme.Etat, g dossier.Groupe) bool {
	if e.Zone() == dossier.Metropole {
		return false
	}
	if _, ok := c.Tarif(e, g); ok {
		return false
	}
	_, existe := c.Tarif(e.EnMetropole(), g)
	return existe
}
