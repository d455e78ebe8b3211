package nomenclature

import (
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

// Ensemble is a set of codes; its last bit stands for every technical act.
type Ensemble [3]uint64

func (c Code) bit() (mot int, masque uint64) {
	if c >= premierTechnique {
		return 2, 1 << 63
	}
	return int(c) / 64, 1 << (c % 64)
}

// Contient tells whether the code is in the set.
func (s *Ensemble) Contient(c Code) bool {
	mot, masque := c.bit()
	return s[mot]&masque != 0
}

// Ajouter puts the code in the set.
func (s *Ensemble) Ajouter(c Code) {
	mot, masque := c.bit()
	s[mot] |= masque
}

func (s *Ensemble) estVide() bool { return *s == Ensemble{} }

func (s *Ensemble) coupe(t *Ensemble) bool {
	return s[0]&t[0]|s[1]&t[1]|s[2]&t[2] != 0
}

// Accompagne tells whether the majoration c may go with the act.
func (c Code) Accompagne(acte Code) bool { return c.Acte().avec.Contient(acte) }

// Compagnons tells whether the bill, whose codes are s, has one of the
// majorations that c needs.
func (c Code) Compagnons(s *Ensemble) bool {
	a := c.Acte()
	return a.compagnon.estVide() || a.compagnon.coupe(s)
}

// PeutExclure tells whether some rule may forbid c with a code of s.
func (c Code) PeutExclure(s *Ensemble) bool { return c.Acte().exclus.coupe(s) }

// Cumul forbids to bill two codes together.
type Cumul struct {
	a, b           Ensemble
	depuis, jusqua jour.Jour
	// Texte states the rule, Source indexes bareme.Sources.
	Texte, TexteEN string
	Source         uint16
}

// Interdit returns the rule that forbids to bill a and b together on day d.
func Interdit(a, b Code, d jour.Jour) (*Cumul, bool) {
	if !a.Acte().exclus.Contient(b) && !b.Acte().exclus.Contient(a) {
		return nil, false
	}
	for i := range cumuls {
		c := &cumuls[i]
		if enVigueur(c.depuis, c.jusqua, d) && (c.a.Contient(a) && c.b.Contient(b) || c.a.Contient(b) && c.b.Contient(a)) {
			return c, true
		}
	}
	return nil, false
}

// Periode is what a limit counts over.
type Periode uint8

// Periods. Glissante ends on the day of care.
const (
	Glissante Periode = iota
	ParJour
	ParSemaine
	ParTrimestre
	ParAnnee
	ParVie
)

// Limite is how often a code may be billed.
type Limite struct {
	// Nombre is the most that may be billed over the period, the day's bill
	// included; zero forbids the code when any of the set was billed before.
	Nombre         int16
	Par            Periode
	mois, jours    int16
	de             Ensemble
	depuis, jusqua jour.Jour
	// Medecin: the limit bears on the practitioner, all patients together.
	Medecin        bool
	Texte, TexteEN string
}

// limiteTechnique is how often an act of the CCAM may be billed, in
// donnees/associations.yaml.
type limiteTechnique struct {
	acte    string
	source  uint16
	limites []Limite
}

// Limites returns the limits of the code and where they are written, an index
// of bareme.Sources.
func (c Code) Limites() ([]Limite, uint16) {
	if _, technique := c.Technique(); !technique {
		a := c.Acte()
		return a.limites, a.Source
	}
	nom := c.String()
	for i := range limitesTechniques {
		if t := &limitesTechniques[i]; t.acte == nom {
			return t.limites, t.source
		}
	}
	return nil, 0
}

// EnVigueur tells whether the limit applies on day d.
func (l *Limite) EnVigueur(d jour.Jour) bool { return enVigueur(l.depuis, l.jusqua, d) }

// Compte tells whether an act billed on day d counts towards the limit of code
// c for a bill of day ref.
func (l *Limite) Compte(c, billed Code, d, ref jour.Jour) bool {
	if d > ref || !(billed == c && l.de.estVide() || l.de.Contient(billed)) {
		return false
	}
	return d >= l.debut(ref)
}

// debut is the first day of the period that contains d.
func (l *Limite) debut(d jour.Jour) jour.Jour {
	switch l.Par {
	case ParJour:
		return d
	case ParSemaine:
		return d.DebutSemaine()
	case ParTrimestre:
		return d.DebutTrimestre()
	case ParAnnee:
		return d.Premier()
	case ParVie:
		return 0
	}
	return d.MoinsMois(int(l.mois)) - jour.Jour(l.jours)
}

// Voie is one way to name an act of some nature.
type Voie struct {
	groupes     uint16
	si          dossier.Circonstances
	age         bornes
	Codes       []Code
	Depassement []Code
	// Majoration goes with the letter, when Majoree.
	Majoration Code
	Majoree    bool
	// Coordonne: the visit counts as coordinated, whoever sent the patient.
	Coordonne bool
	// Suite: when no letter is open, the next way is tried.
	Suite         bool
	Avertissement dossier.Avertissement
	Averti        bool
}

// Voies returns the ways to name an act of nature n, to be tried in order.
func Voies(n dossier.Nature) []Voie { return natures[n] }

// Concerne tells whether the way is open to these facts.
func (v *Voie) Concerne(e bareme.Etat, f *Faits) bool {
	return v.groupes&(1<<f.Groupe) != 0 && f.Circonstances.A(v.si) && v.age.contient(e, f.Age)
}
