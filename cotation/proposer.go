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

// majorationsMax bounds the majorations weighed together: more than any act
// calls for.
const majorationsMax = 12

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
		if depasse && (!s.ChangeDeLettre() || x.impose) {
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
			combinaisons := x.combinaisons(d, i, v, f, lettre)
			slices.SortStableFunc(combinaisons, func(a, b Proposition) int { return int(b.Tarif - a.Tarif) })
			l = append(l, combinaisons...)
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
// together.
func (x *contexte) combinaisons(d *dossier.Dossier, i int, v *n.Voie, f n.Faits, lettre cote) []Proposition {
	if v.Coordonne {
		f.Coordonne = n.Su(!x.horsParcours && !x.exigence)
	}
	cotes := x.appelees(v, &f, lettre)
	var l []Proposition
	for choix := uint(1)<<len(cotes) - 1; ; choix-- {
		if x.vaEnsemble(lettre, cotes, choix) && !slices.ContainsFunc(l, func(p Proposition) bool { return contientTout(p.Codes, cotes, choix) }) {
			l = append(l, x.chiffrer(d, i, lettre, cotes, choix))
		}
		if choix == 0 {
			return l
		}
	}
}

// appelees lists the majorations that the circumstances call for, with the
// letter; the one that the nature requires comes first.
func (x *contexte) appelees(v *n.Voie, f *n.Faits, lettre cote) []cote {
	var l []cote
	essayer := func(m n.Code) {
		if _, interdit := n.Interdit(m, lettre.code, x.e.Jour()); interdit || len(l) == majorationsMax {
			return
		}
		if lu, ok := x.ouvert(m); ok {
			l = append(l, cote{m, lu})
		}
	}
	for _, m := range lettre.code.Acte().Majorations {
		if m.Possible(f) && m.Code.Manque(x.e, f) == n.Remplie {
			essayer(m.Code)
		}
	}
	if v.Majoree {
		essayer(v.Majoration)
	}
	return l
}

// vaEnsemble tells whether no rule forbids the choice, bit by bit of cotes.
func (x *contexte) vaEnsemble(lettre cote, cotes []cote, choix uint) bool {
	var codes n.Ensemble
	codes.Ajouter(lettre.code)
	for k, c := range cotes {
		if choix&(1<<k) != 0 {
			codes.Ajouter(c.code)
		}
	}
	for k, c := range cotes {
		if choix&(1<<k) == 0 {
			continue
		}
		if !c.code.Compagnons(&codes) {
			return false
		}
		for m, autre := range cotes[:k] {
			if choix&(1<<m) != 0 && x.interditAvec(c.code, autre.code) {
				return false
			}
		}
	}
	return true
}

// contientTout tells whether the codes of a larger proposition include the
// choice, which then adds nothing.
func contientTout(codes []n.Code, cotes []cote, choix uint) bool {
	for k, c := range cotes {
		if choix&(1<<k) != 0 && !slices.Contains(codes, c.code) {
			return false
		}
	}
	return true
}

func (x *contexte) chiffrer(d *dossier.Dossier, i int, lettre cote, cotes []cote, choix uint) Proposition {
	p := Proposition{Depasse: x.depasse}
	ajouter := func(c cote) {
		l := Ligne{Code: c.code, Acte: i, lu: c.lu}
		// Letters and majorations are published where they are open.
		t, _ := x.tarif(nil, d, &l)
		p.Codes, p.Tarif = append(p.Codes, c.code), p.Tarif+t.Centimes()
	}
	ajouter(lettre)
	for k, c := range cotes {
		if choix&(1<<k) != 0 {
			ajouter(c)
		}
	}
	return p
}
