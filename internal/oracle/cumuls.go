package oracle

import (
	"slices"
	"strconv"
	"strings"
)

// Verite is a fact of the visit: known to hold, known not to, or unknown.
type Verite int8

// Truths. The zero is unknown.
const (
	Inconnue Verite = 0
	Vraie    Verite = 1
	Fausse   Verite = -1
)

// Facture is what a doctor under the convention, at the opposable tariff,
// wants to bill together.
type Facture struct {
	Codes []string
	// Medecin is mg, psy, neuro, cardio, ped, gyn, ger, mpr, endo, derm, or sp
	// for every other specialty.
	Medecin string
	// Date is 20260310; Age is in years; Mois and Jours are -1 when unknown.
	Date, Age, Mois, Jours int
	// Faits are named in the rules below; one that is absent is unknown.
	Faits map[string]Verite
}

// Permis tells whether the texts allow the codes together, and why not. A bill
// is allowed when some state of the unknown facts would make it lawful: the
// facts that two codes need may not contradict one another.
func Permis(f *Facture) (bool, string) {
	var acte string
	for _, c := range f.Codes {
		if estMajoration(c) {
			continue
		}
		if acte != "" {
			return false, acte + " et " + c + " : un seul acte par séance"
		}
		acte = c
	}
	if acte == "" {
		return false, "aucun acte"
	}
	for i, c := range f.Codes {
		for _, autre := range f.Codes[:i] {
			if c == autre {
				return false, c + " deux fois"
			}
			if s, interdit := f.exclut(c, autre); interdit {
				return false, c + " et " + autre + " : " + s
			}
		}
	}
	if manque := f.concilier(0, acte, nil); manque != "" {
		return false, manque
	}
	return true, ""
}

func (f *Facture) exclut(a, b string) (string, bool) {
	for _, x := range exclusions {
		if x.du <= f.Date && (dans(x.un, a) && dans(x.autre, b) || dans(x.un, b) && dans(x.autre, a)) {
			return x.source, true
		}
	}
	for _, x := range unSeul {
		if dans(x.parmi, a) && dans(x.parmi, b) {
			return x.source, true
		}
	}
	return "", false
}

// concilier looks for a way to bill each code from i on that agrees with the
// ways chosen before; it returns the first code for which there is none.
func (f *Facture) concilier(i int, acte string, choisis []string) string {
	if i == len(f.Codes) {
		return ""
	}
	c := f.Codes[i]
	manque := c + " : aucune règle ne l'ouvre à ce médecin ce jour-là"
	for _, r := range reglesDe[c] {
		switch {
		case r.du > f.Date, r.au != 0 && f.Date > r.au, !dans(r.qui, f.Medecin):
		case estMajoration(c) && !dans(r.avec, acte):
			manque = c + " n'accompagne pas " + acte
		case r.et != "" && !slices.ContainsFunc(f.Codes, func(x string) bool { return dans(r.et, x) }):
			manque = c + " demande " + r.et
		default:
			tous := append(slices.Clone(choisis), strings.Fields(r.si)...)
			if s := f.contredit(tous); s != "" {
				manque = c + " : " + s
				continue
			}
			if manque = f.concilier(i+1, acte, tous); manque == "" {
				return ""
			}
		}
	}
	return manque
}

// contredit returns a condition that does not hold, or two that cannot hold
// together. A condition is a fact, a fact denied (!mt), a lower bound that is
// reached (age>=2) or an upper one that is not (age<6).
func (f *Facture) contredit(conditions []string) string {
	monde := map[string]Verite{}
	for nom, v := range f.Faits {
		monde[nom] = v
	}
	for _, c := range conditions {
		if nom, borne, avant := strings.Cut(c, "<"); avant {
			if moins, _ := f.mesure(nom); moins >= entier(borne) {
				return c
			}
			continue
		}
		if nom, borne, depuis := strings.Cut(c, ">="); depuis {
			if _, plus := f.mesure(nom); plus < entier(borne) {
				return c
			}
			continue
		}
		nom, voulue := strings.TrimPrefix(c, "!"), Vraie
		if nom != c {
			voulue = Fausse
		}
		if monde[nom] == -voulue {
			return c
		}
		monde[nom] = voulue
	}
	for _, x := range incompatibles {
		if monde[x[0]] == Vraie && monde[x[1]] == Vraie {
			return x[0] + " et " + x[1]
		}
	}
	return ""
}

// mesure returns the least and the most that the age may be.
func (f *Facture) mesure(nom string) (moins, plus int) {
	switch {
	case nom == "age":
		return f.Age, f.Age
	case nom == "mois" && f.Mois >= 0:
		return f.Mois, f.Mois
	case nom == "jours" && f.Jours >= 0:
		return f.Jours, f.Jours
	case nom == "mois":
		return f.Age * 12, f.Age*12 + 11
	}
	return f.Age * 365, (f.Age + 1) * 366
}

// reglesDe lists the ways to bill each code.
var reglesDe = func() map[string][]regle {
	m := map[string][]regle{}
	for _, r := range regles {
		m[r.code] = append(m[r.code], r)
	}
	return m
}()

func entier(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic("oracle : borne illisible : " + s)
	}
	return n
}

// incompatibles are facts that cannot hold at the same time: the hours of RN 4,
// and a doctor who is the médecin traitant is not the one he sends to.
var incompatibles = [][2]string{
	{"nuit", "milieu"}, {"samedi", "nuit"}, {"samedi", "milieu"}, {"samedi", "dimanche"}, {"etendus", "milieu"},
	{"mt", "adresse"}, {"mt", "coordonne"},
}

func dans(liste, mot string) bool {
	for m := range strings.FieldsSeq(liste) {
		if m == mot {
			return true
		}
	}
	return false
}

func estMajoration(c string) bool {
	r := reglesDe[c]
	return len(r) > 0 && r[0].avec != ""
}

// HorsParcours tells whether the visit is outside the coordinated pathway.
func HorsParcours(d *Dossier) bool { return d.horsParcours() }
