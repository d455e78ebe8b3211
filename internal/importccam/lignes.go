package importccam

import (
	"fmt"
	"strings"

	"github.com/opposable/opposable/argent"
)

// lireLigne reads the price of an activity and phase of the current act.
func (c *classeur) lireLigne(r rangee) {
	if c.acte == nil {
		c.remarquer(r, "activité sans acte, ignorée : « %s »", abreger(r.cellules[colTexte]))
		return
	}
	l := Ligne{
		Code:            c.acte.code,
		Libelle:         r.cellules[colTexte],
		Modificateurs:   c.acte.modificateurs,
		Regroupement:    r.cellules[colRegroupement],
		SousConditions:  c.marque(r, colConditions, "RC"),
		AccordPrealable: c.marque(r, colAccord, "AP"),
	}
	var ok bool
	if l.Activite, ok = lireChiffre(r.cellules[colActivite]); !ok || l.Activite == 0 {
		c.remarquer(r, "activité illisible, ligne ignorée : « %s »", abreger(r.cellules[colActivite]))
		return
	}
	if l.Phase, ok = lireChiffre(r.cellules[colPhase]); !ok {
		c.remarquer(r, "phase illisible, lue 0 : « %s »", abreger(r.cellules[colPhase]))
		l.Phase = 0
	}
	c.lirePrix(r, &l)
	var remarque string
	if l.Exoneration, remarque = lireExoneration(r.cellules[colExoneration]); remarque != "" {
		c.remarquer(r, "%s", remarque)
	}
	c.ajouter(r, l)
}

// ajouter keeps the line, unless the act already has it (BELA129 came twice).
func (c *classeur) ajouter(r rangee, l Ligne) {
	cle := cleLigne{l.Code, l.Activite, l.Phase}
	if i, double := c.lues[cle]; double {
		gardee := c.edition.Lignes[i]
		c.remarquer(r, "activité %d, phase %d en double : gardée %s, écartée %s", l.Activite, l.Phase, gardee.Optam.FR(), l.Optam.FR())
		return
	}
	i := len(c.edition.Lignes)
	c.lues[cle] = i
	c.acte.lignes = append(c.acte.lignes, i)
	c.edition.Lignes = append(c.edition.Lignes, l)
}

// marque reads a column that bears one word or nothing. Anything else is odd:
// a price may have slipped one column.
func (c *classeur) marque(r rangee, colonne int, mot string) bool {
	s := r.cellules[colonne]
	if s == "" || strings.EqualFold(s, mot) {
		return s != ""
	}
	c.remarquer(r, "colonne « %s », ignoré : « %s »", titres[colonne], abreger(s))
	return false
}

// lirePrix reads the two prices of a line. What is ambiguous is kept as it is
// written, with a remark.
func (c *classeur) lirePrix(r rangee, l *Ligne) {
	optam, hors := lirePrix(r.cellules[colOptam]), lirePrix(r.cellules[colHors])
	for _, p := range []prix{optam, hors} {
		if p.remarque != "" {
			c.remarquer(r, "%s", p.remarque)
		}
	}
	l.Optam, l.Hors = optam.montant, hors.montant
	l.PrixConnu = optam.connu || hors.connu
	l.PrisEnCharge = !optam.nonPris && !hors.nonPris || l.PrixConnu
	switch {
	case optam.connu != hors.connu:
		seule, montant := titres[colOptam], l.Optam
		if hors.connu {
			seule, montant = titres[colHors], l.Hors
		}
		c.remarquer(r, "prix dans la seule colonne « %s » : %s", seule, montant.FR())
	case optam.nonPris != hors.nonPris:
		c.remarquer(r, "« Non pris en charge » dans une seule colonne")
	case l.Hors > l.Optam:
		c.remarquer(r, "tarif hors secteur 1 supérieur : %s contre %s", l.Hors.FR(), l.Optam.FR())
	}
}

// lireModificateur reads a row of chapter 19.03: a letter and its value, the
// same letter's next value (empty code), or a note.
func (c *classeur) lireModificateur(r rangee) {
	code := r.cellules[colCode]
	if code != "" {
		c.lettre, c.libelle = code, r.cellules[colTexte]
		if !motifLettre.MatchString(code) {
			c.lettre = ""
		}
	}
	optam, hors := r.cellules[colOptam], r.cellules[colHors]
	if optam == "" && hors == "" {
		return
	}
	if c.lettre == "" {
		c.remarquer(r, "valeur sans modificateur, ignorée : « %s »", abreger(code+" "+r.cellules[colTexte]))
		return
	}
	m := Modificateur{Lettre: c.lettre, Libelle: r.cellules[colTexte], Depuis: c.edition.Depuis}
	if m.Libelle == "" {
		m.Libelle = c.libelle
	}
	m.Optam = c.valeur(r, optam, hors)
	m.Hors = c.valeur(r, hors, optam)
	c.edition.Modificateurs = append(c.edition.Modificateurs, m)
}

// valeur reads "+6,50%", "8%", "25.15", or a bare fraction such as 0.49, which
// a spreadsheet leaves of a percentage. No modifier is worth less than a euro.
func (c *classeur) valeur(r rangee, s, autre string) (v Valeur) {
	if s == "" {
		return v
	}
	chiffres, pourcent := strings.CutSuffix(strings.ReplaceAll(s, " ", ""), "%")
	d, ok := lireDecimal(chiffres)
	if !ok {
		c.remarquer(r, "valeur illisible du modificateur %s : « %s »", c.lettre, abreger(s))
		return v
	}
	if pourcent {
		n, exact, _ := d.entier(4)
		v.Taux = argent.Taux(n)
		c.siInexact(r, exact, s)
		return v
	}
	if n, exact, _ := d.entier(6); n < int64(argent.Un) || strings.HasSuffix(autre, "%") {
		v.Taux = argent.Taux(n)
		c.remarquer(r, "modificateur %s : fraction « %s » lue %s", c.lettre, s, fmt.Sprintf("%s %%", v.Taux))
		c.siInexact(r, exact, s)
		return v
	}
	n, exact, _ := d.entier(2)
	v.Forfait = argent.Centimes(n)
	c.siInexact(r, exact, s)
	return v
}

func (c *classeur) siInexact(r rangee, exact bool, s string) {
	if !exact {
		c.remarquer(r, "valeur du modificateur %s arrondie : « %s »", c.lettre, s)
	}
}
