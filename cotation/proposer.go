package cotation

import (
	"slices"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/convention"
	"github.com/opposable/opposable/dossier"
	n "github.com/opposable/opposable/nomenclature"
)

// Proposition is one lawful way to bill an act named by its nature.
type Proposition struct {
	// Codes is the letter, then its majorations in the order of a bill.
	Codes []n.Code
	// Tarif is what they are worth together.
	Tarif argent.Centimes
	// Depasse: these are the letters of secteur 2 without option for a fee
	// above the opposable tariff.
	Depasse bool
}

// Proposer lists the ways to bill act i of the dossier, given by its nature:
// the opposable tariff before the free fee, the letter made for the act before
// the others, and for each letter the dearest first. Each is as complete
// as the rules allow: no majoration that the circumstances call for may be
// added to it. The rules are those of [Coter] and [Controler].
//
// Errors: those of naming an act; see [Coter].
func Proposer(e bareme.Etat, s convention.Situation, d *dossier.Dossier, i int) ([]Proposition, *dossier.Erreur) {
	position, coordonne, _, err := situerParcours(nil, e, d)
	if err != nil {
		return nil, err
	}
	x := nouveauContexte(e, s, d, coordonne, position == HorsParcours)
	var propositions []Proposition
	for _, depasse := range []bool{false, true} {
		if depasse && (!s.PerdAuDepassement() || x.impose) {
			break
		}
		x.depasse = depasse
		// The letter that names the act tells what is wrong with it, if any.
		var av dossier.Avertissements
		if _, err := x.nommer(d, i, &av); err != nil {
			if depasse {
				break
			}
			return nil, err
		}
		trouvees, err := x.proposer(d, i)
		if err != nil {
			return nil, err
		}
		propositions = append(propositions, trouvees...)
	}
	return propositions, nil
}

// ProposerModificateurs returns, act by act, the letters that the
// circumstances open to a technical act claimed without any; none for the
// others.
//
// Errors: those of naming the acts; see [Coter].
func ProposerModificateurs(e bareme.Etat, s convention.Situation, d *dossier.Dossier) ([]string, *dossier.Erreur) {
	x := nouveauContexte(e, s, d, false, false)
	lettres := make([]string, len(d.Actes))
	var f Facture
	for i := range d.Actes {
		l, technique, err := x.ligneTechnique(&d.Actes[i], &f)
		if err != nil {
			err.Champ = champActe(i, ".code")
			return nil, err
		}
		if technique {
			l.Acte = i
			f.Lignes = append(f.Lignes, l)
		}
	}
	actes, _, t, err := x.actesTechniques(d, &f)
	if err != nil {
		return nil, err
	}
	// Beside a consultation, its own majoration pays for the hour.
	t.horaire = t.horaire || len(actes) < len(d.Actes)
	for k, proposees := range t.proposer(actes) {
		if a := actes[k]; a.demandes == "" {
			lettres[a.acte] = proposees
		}
	}
	return lettres, nil
}

// proposer follows every way to name the act.
func (x *contexte) proposer(d *dossier.Dossier, i int) ([]Proposition, *dossier.Erreur) {
	f, err := x.faitsConnus(d, i)
	if err != nil {
		return nil, err
	}
	var l []Proposition
	voies := n.Voies(d.Actes[i].Nature)
	for k := range voies {
		v := &voies[k]
		if !v.Concerne(x.e, &f) {
			continue
		}
		for _, lettre := range x.lettres(v, f) {
			l = append(l, x.combinaisons(d, i, v, f, lettre)...)
		}
		if len(l) > 0 || !v.Suite {
			break
		}
	}
	return l, nil
}

// lettres lists the letters of the way that may be billed.
func (x *contexte) lettres(v *n.Voie, f n.Faits) []cote {
	var l []cote
	for _, c := range slices.Concat(v.Codes, v.Depassement) {
		if x.depasse && c.Acte().SansDepassement {
			continue
		}
		// One letter at a time, so that the way's own conditions hold.
		seule := *v
		seule.Codes, seule.Depassement = []n.Code{c}, nil
		if slices.Contains(v.Depassement, c) {
			seule.Codes, seule.Depassement = nil, []n.Code{c}
		}
		if lettre, ok := x.lettre(&seule, &f, &empechement{}); ok {
			l = append(l, lettre)
			if !c.AConditions() {
				break // the letters that follow take its place when it is closed
			}
		}
	}
	return l
}

// combinaisons adds to the letter each largest set of majorations that go
// together, dearest first.
func (x *contexte) combinaisons(d *dossier.Dossier, i int, v *n.Voie, f n.Faits, lettre cote) []Proposition {
	if v.Coordonne {
		f.Coordonne = n.Su(!x.horsParcours && !x.exigence)
	}
	var l liste
	x.appeler(&l, lettre, v, &f)
	var gardes []choix
	var propositions []Proposition
	for c := l.tout(); ; c-- {
		// A part of a larger lawful choice adds nothing.
		if x.vaEnsemble(&l, c) && !slices.ContainsFunc(gardes, func(g choix) bool { return g&c == c }) {
			gardes = append(gardes, c)
			propositions = append(propositions, x.chiffrer(d, i, &l, c))
		}
		if c == 0 {
			break
		}
	}
	slices.SortStableFunc(propositions, func(a, b Proposition) int { return int(b.Tarif - a.Tarif) })
	return propositions
}

func (x *contexte) chiffrer(d *dossier.Dossier, i int, l *liste, c choix) Proposition {
	p := Proposition{Depasse: x.depasse}
	for k := range l.n {
		if k > 0 && !l.a(c, k) {
			continue
		}
		ligne := Ligne{Code: l.cotes[k].code, Acte: i, lu: l.cotes[k].lu}
		p.Codes, p.Tarif = append(p.Codes, ligne.Code), p.Tarif+x.tarif(nil, d, &ligne).Centimes()
	}
	return p
}
