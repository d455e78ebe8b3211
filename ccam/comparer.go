package ccam

import (
	"slices"

	"github.com/opposable/opposable/argent"
)

// Changements is what distinguishes two versions. Lists are sorted by code,
// activity, phase; their lengths are the counts.
type Changements struct {
	Avant, Apres Edition
	// Crees and Supprimes are the acts of one version only.
	Crees, Supprimes []string
	// LignesCreees and LignesSupprimees are the activities and phases of one
	// version only, of acts that both have.
	LignesCreees, LignesSupprimees []LigneVersion
	// Hausses and Baisses are prices known on both sides; a line whose two
	// prices part is in both lists.
	Hausses, Baisses []Ecart
	// Compte of each direction, in each grid.
	HaussesOptam, HaussesHors, BaissesOptam, BaissesHors int
	// PrisesEnCharge gained or lost the refund or the price; an empty cell and
	// 0.00 both say that there is none.
	PrisesEnCharge []Ecart
	Modificateurs  []Ecart
	Exonerations   []Ecart
	Regroupements  []Ecart
	// Conditions changed « sous conditions » or « accord préalable ».
	Conditions []Ecart
	// Identiques counts the lines that say the same on both sides.
	Identiques int
}

// Ecart is a line that two versions state differently.
type Ecart struct {
	Code            string
	Activite, Phase uint8
	Avant, Apres    Ligne
}

// Comparer lists what changes from one version to another. Labels are not
// compared.
func Comparer(avant, apres *Version) Changements {
	c := Changements{Avant: avant.Edition, Apres: apres.Edition}
	lignesAvant, actesAvant := avant.parCle()
	lignesApres, actesApres := apres.parCle()
	c.Crees, c.LignesCreees = absents(apres, actesAvant, lignesAvant)
	c.Supprimes, c.LignesSupprimees = absents(avant, actesApres, lignesApres)
	for i := range avant.Lignes {
		l := &avant.Lignes[i]
		if j, ok := lignesApres[l.cle()]; ok {
			c.ecart(Ecart{l.Code, l.Activite, l.Phase, l.Ligne, apres.Lignes[j].Ligne})
		}
	}
	return c
}

func (v *Version) parCle() (lignes map[cle]int, actes map[string]bool) {
	lignes, actes = make(map[cle]int, len(v.Lignes)), map[string]bool{}
	for i := range v.Lignes {
		lignes[v.Lignes[i].cle()] = i
		actes[v.Lignes[i].Code] = true
	}
	return lignes, actes
}

// absents returns the acts of v missing from another version, and the lines
// missing of the acts it has.
func absents(v *Version, actes map[string]bool, connues map[cle]int) (codes []string, lignes []LigneVersion) {
	for _, l := range v.Lignes {
		if !actes[l.Code] {
			codes = append(codes, l.Code)
		} else if _, ok := connues[l.cle()]; !ok {
			lignes = append(lignes, l)
		}
	}
	return slices.Compact(codes), lignes
}

// tarife tells that a line has a price; some editions write 0.00 for none.
func (l Ligne) tarife() bool { return l.PrixConnu && (l.Optam != 0 || l.Hors != 0) }

func (c *Changements) ecart(e Ecart) {
	a, b := e.Avant, e.Apres
	noter := func(liste *[]Ecart, change bool) bool {
		if change {
			*liste = append(*liste, e)
		}
		return change
	}
	change := noter(&c.PrisesEnCharge, a.PrisEnCharge != b.PrisEnCharge || a.tarife() != b.tarife())
	if a.tarife() && b.tarife() {
		change = noter(&c.Hausses, compter(&c.HaussesOptam, a.Optam, b.Optam)+compter(&c.HaussesHors, a.Hors, b.Hors) > 0) || change
		change = noter(&c.Baisses, compter(&c.BaissesOptam, b.Optam, a.Optam)+compter(&c.BaissesHors, b.Hors, a.Hors) > 0) || change
	}
	change = noter(&c.Modificateurs, a.Modificateurs != b.Modificateurs) || change
	change = noter(&c.Exonerations, a.Exoneration != b.Exoneration) || change
	change = noter(&c.Regroupements, a.Regroupement != b.Regroupement) || change
	change = noter(&c.Conditions, a.SousConditions != b.SousConditions || a.AccordPrealable != b.AccordPrealable) || change
	if !change {
		c.Identiques++
	}
}

// compter counts a rise, and returns 1 for it.
func compter(n *int, avant, apres argent.Centimes) int {
	if apres > avant {
		*n++
		return 1
	}
	return 0
}
