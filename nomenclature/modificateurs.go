package nomenclature

import (
	"strings"

	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

// Modificateur is a letter or a digit that adds to the tariff of a technical
// act: who may claim it, when, and for how much, in donnees/modificateurs.yaml.
type Modificateur struct {
	Lettre byte
	// Libelle names it in French, LibelleEN in English; Texte is its basis.
	Libelle, LibelleEN, Texte string
	// Exclut lists the letters it does not go with.
	Exclut Lettres
	// UneFois: one of the letter and of those it excludes, once a bill and a
	// practitioner, however many acts.
	UneFois bool
	cas     []casModificateur
}

// Lettres is a set of modifiers: the ten digits, then the letters.
type Lettres uint64

// LettresDe returns the set of the letters written in s; other signs are left out.
func LettresDe(s string) Lettres {
	var l Lettres
	for i := range len(s) {
		l |= bit(s[i])
	}
	return l
}

func bit(c byte) Lettres {
	switch {
	case c >= '0' && c <= '9':
		return 1 << (c - '0')
	case c >= 'A' && c <= 'Z':
		return 1 << (c - 'A' + 10)
	}
	return 0
}

// A tells whether the letter c is in the set.
func (l Lettres) A(c byte) bool { return l&bit(c) != 0 }

// Specialites is a set of specialties, by their two-digit codes.
type Specialites [2]uint64

// A tells whether the specialty is in the set.
func (s Specialites) A(c dossier.Specialite) bool {
	return c < 128 && s[c/64]&(1<<(c%64)) != 0
}

// Heures is a set of parts of the day, as the modifiers of emergency cut it.
type Heures uint8

// Parts of the day: 8:00 to 20:00, 20:00 to 0:00, 0:00 to 8:00.
const (
	Jour Heures = 1 << iota
	Soiree
	NuitApresMinuit
)

// A conventional status, in the order of the words of the data.
const (
	statutSecteur1 = iota
	statutSecteur1Option
	statutSecteur2
	statutOptam
	statutOptamACO
	statutCAS
	statutSecteur3
)

// Who does the act: the anaesthesia, or the intervention itself.
const (
	gesteQuelconque = iota
	gesteAnesthesie
	gesteIntervention
)

type casModificateur struct {
	cle           bareme.Cle
	euros         bool
	qui           Specialites
	statuts       uint8
	opposable     bool
	jusquAu       jour.Jour
	geste         uint8
	actes, sauf   []string
	moinsDe       int
	plusDe        int
	circonstances dossier.Circonstances
	heures        Heures
	atteste       string
}

// Execution is all that a modifier looks at: who does which act, on whom, when.
type Execution struct {
	Specialite dossier.Specialite
	Secteur    dossier.Secteur
	Option     dossier.Option
	// Opposable: the opposable tariff is imposed, for the C2S or an emergency.
	Opposable bool
	Code      string
	// Anesthesie: activity 4, or an act that is itself an anaesthesia.
	Anesthesie    bool
	Age           int
	Circonstances dossier.Circonstances
	// Heures is when the act may have been done: several parts where the
	// dossier does not tell.
	Heures Heures
}

// Manque is the first condition of a modifier that an execution does not meet.
type Manque uint8

// Conditions, in the order they are looked at.
const (
	RienNeManque Manque = iota
	ManqueSpecialite
	ManqueStatut
	ManqueOpposable
	ManqueDate
	ManqueGeste
	ManqueActe
	ManqueAge
	ManqueCirconstance
	ManqueHeure
	ManqueValeur
)

// Valeur is what an open modifier is worth.
type Valeur struct {
	Lu bareme.Lue
	// Euros tells an amount; otherwise a share of the price.
	Euros bool
	// Atteste is the fact that only the practitioner knows, or "".
	Atteste string
}

// Modificateurs returns every modifier, in the order of the letters.
func Modificateurs() []Modificateur { return modificateurs[:] }

// TrouverModificateur returns the modifier of that letter.
func TrouverModificateur(lettre byte) (*Modificateur, bool) {
	for i := range modificateurs {
		if modificateurs[i].Lettre == lettre {
			return &modificateurs[i], true
		}
	}
	return nil, false
}

// Valeur returns what the modifier is worth for x, in the law of e. Where it
// is not open, it tells what the nearest case misses.
func (m *Modificateur) Valeur(e bareme.Etat, x *Execution) (Valeur, Manque) {
	loin := RienNeManque
	for i := range m.cas {
		c := &m.cas[i]
		manque := c.manque(e.Jour(), x)
		if manque == RienNeManque {
			lu, publie := c.lire(e)
			if publie {
				return Valeur{lu, c.euros, c.atteste}, RienNeManque
			}
			// The case is the right one: another is not its substitute.
			return Valeur{}, ManqueValeur
		}
		loin = max(loin, manque)
	}
	return Valeur{}, loin
}

// lire reads the value, national: the overseas coefficient bears on the price
// of the act, and no other euros are published for a modifier.
func (c *casModificateur) lire(e bareme.Etat) (bareme.Lue, bool) {
	if c.euros {
		return e.EnMetropole().Tarif(bareme.CleTarif(c.cle))
	}
	return e.EnMetropole().Coefficient(bareme.CleCoefficient(c.cle))
}

func (c *casModificateur) manque(d jour.Jour, x *Execution) Manque {
	switch {
	case !c.qui.A(x.Specialite):
		return ManqueSpecialite
	case c.statuts&(1<<statut(x.Secteur, x.Option)) == 0:
		return ManqueStatut
	case c.opposable && !x.Opposable:
		return ManqueOpposable
	case c.jusquAu != 0 && d > c.jusquAu:
		return ManqueDate
	case c.geste == gesteAnesthesie && !x.Anesthesie, c.geste == gesteIntervention && x.Anesthesie:
		return ManqueGeste
	case len(c.actes) > 0 && !commence(x.Code, c.actes), commence(x.Code, c.sauf):
		return ManqueActe
	case c.moinsDe > 0 && x.Age >= c.moinsDe, c.plusDe > 0 && x.Age <= c.plusDe:
		return ManqueAge
	case !x.Circonstances.A(c.circonstances):
		return ManqueCirconstance
	case c.heures&x.Heures == 0:
		return ManqueHeure
	}
	return RienNeManque
}

// statut names the conventional status. The droit permanent is a secteur 1.
func statut(s dossier.Secteur, o dossier.Option) int {
	switch {
	case s == dossier.Secteur3:
		return statutSecteur3
	case s != dossier.Secteur2 && o == dossier.SansOption:
		return statutSecteur1
	case s != dossier.Secteur2:
		return statutSecteur1Option
	case o == dossier.OPTAM:
		return statutOptam
	case o == dossier.OPTAMACO:
		return statutOptamACO
	case o == dossier.CAS:
		return statutCAS
	}
	return statutSecteur2
}

// commence tells whether the code starts like one of the models, where ? is
// any letter.
func commence(code string, modeles []string) bool {
	for _, m := range modeles {
		i := 0
		for i < len(m) && i < len(code) && (m[i] == '?' || m[i] == code[i]) {
			i++
		}
		if i == len(m) {
			return true
		}
	}
	return false
}

// Decrire names the letters of s in French: "K (Chirurgie…), J (…)".
func Decrire(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteByte(s[i])
		if m, connu := TrouverModificateur(s[i]); connu {
			b.WriteString(" (" + m.Libelle + ")")
		}
	}
	return b.String()
}
