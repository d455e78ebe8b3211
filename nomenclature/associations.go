package nomenclature

import (
	"slices"

	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

// Association is a rule for technical acts done in the same time by the same
// doctor, in donnees/associations.yaml (CCAM, art. III-3 B).
type Association struct {
	Nom, Libelle, LibelleEN, Source string
	// Indice says what to write, where the rule is the only one for its acts.
	Indice          string
	Confiance       bareme.Confiance
	depuis, jusquAu jour.Jour
	// Codes go from the dearest act to the cheapest; none is code 4 for all.
	Codes []uint8
	genre genreActe
	// Maximum is how many acts of the rule there may be; zero is no limit.
	Maximum int
	// SansLimite repeats the last code.
	SansLimite bool
	// Autre lets one act of another kind in.
	Autre bool
	// Ecrit rules need facts that only the codes written by the biller state.
	Ecrit bool
	// Obligatoire: from two acts of its kind on, no other rule applies.
	Obligatoire bool
}

// genreActe says which acts a rule is about; an empty field is any.
type genreActe struct {
	actes, regroupements []string
	accepte              string
}

func (g *genreActe) contient(code, regroupement string, acceptes Lettres) bool {
	return (len(g.actes) == 0 || commence(code, g.actes)) &&
		(len(g.regroupements) == 0 || slices.Contains(g.regroupements, regroupement)) &&
		(g.accepte == "" || acceptes.A(g.accepte[0]))
}

// Concerne tells whether the rule is about the act.
func (a *Association) Concerne(code, regroupement string, acceptes Lettres) bool {
	return a.genre.contient(code, regroupement, acceptes)
}

// EnVigueur tells whether the rule applies on day d.
func (a *Association) EnVigueur(d jour.Jour) bool {
	return a.depuis <= d && (a.jusquAu == 0 || d <= a.jusquAu)
}

// Code returns the code of the act of that rank, from 0 for the dearest, or 0
// where the rule has no place for it.
func (a *Association) Code(rang int) uint8 {
	switch {
	case rang < len(a.Codes):
		return a.Codes[rang]
	case a.SansLimite:
		return a.Codes[len(a.Codes)-1]
	}
	return 0
}

// AssociationsATauxPlein returns the rules of code 4.
func AssociationsATauxPlein() []Association { return tauxPlein[:] }

// SuitesDAssociation returns the rules that follow the prices, in the order
// they are tried.
func SuitesDAssociation() []Association { return suites[:] }

// TauxAssociation returns what an association code is worth; false if there is
// no such code.
func TauxAssociation(e bareme.Etat, code uint8) (bareme.Lue, bool) {
	if code == 0 || int(code) >= len(codesAssociation) {
		return bareme.Lue{}, false
	}
	return e.Taux(codesAssociation[code]), true
}

// HorsRegle is the kind of an act billed beside the rule of two acts.
type HorsRegle uint8

// Kinds of acts beside the rule.
const (
	DansLaRegle HorsRegle = iota
	GesteComplementaire
	Supplement
	ImagerieInterventionnelle
)

// HorsRegleDe returns the kind of the act: the table of acts does not tell its
// chapter, so these are lists.
func HorsRegleDe(code string) HorsRegle {
	for i, l := range [...][]string{gestesComplementaires, supplements, imagerieInterventionnelle} {
		if _, trouve := slices.BinarySearch(l, code); trouve {
			return HorsRegle(i + 1)
		}
	}
	return DansLaRegle
}

// CumulTechnique lets a technical act go with a consultation (CCAM, art. III-3 A).
type CumulTechnique struct {
	Nom, Source string
	Confiance   bareme.Confiance
	depuis      jour.Jour
	part        bareme.CleTaux
	partielle   bool
	genre       genreActe
	qui         Specialites
	familles    uint16
	// lettres narrows the families; nil is all their letters.
	lettres []string
	// Seul: no other technical act goes with the consultation.
	Seul bool
	// TarifOpposable: the consultation does not exceed its tariff.
	TarifOpposable bool
	circonstances  dossier.Circonstances
}

// Part returns the share of the technical act that is billed; false is all of it.
func (c *CumulTechnique) Part(e bareme.Etat) (bareme.Lue, bool) {
	if !c.partielle {
		return bareme.Lue{}, false
	}
	return e.Taux(c.part), true
}

// SansActeTechnique tells whether letters of that family do not go with a technical
// act, save for an exception.
func (f Famille) SansActeTechnique() bool {
	return f == FamilleConsultation || f == FamilleVisite || f == FamilleAvis || f == FamilleExamen || f == FamilleTeleconsultation
}

// TrouverCumul returns the exception that lets the act x, of that regroupement,
// go with the letter on day d.
func TrouverCumul(d jour.Jour, lettre Code, x *Execution, regroupement string) (*CumulTechnique, bool) {
	f := lettre.Acte().Famille
	for i := range cumulsTechniques {
		c := &cumulsTechniques[i]
		if c.depuis <= d && c.familles&(1<<f) != 0 && (c.lettres == nil || slices.Contains(c.lettres, lettre.String())) && c.qui.A(x.Specialite) && x.Circonstances.A(c.circonstances) &&
			c.genre.contient(x.Code, regroupement, 0) {
			return c, true
		}
	}
	return nil, false
}

// PartActeCommun returns the share of an act shared with paramedics, billed
// with technical acts; false is all of it: an act of plain radiography.
func PartActeCommun(e bareme.Etat, code, regroupement string) (bareme.Lue, bool) {
	if pleinAvec.contient(code, regroupement, 0) {
		return bareme.Lue{}, false
	}
	return e.Taux(partActeCommun), true
}
