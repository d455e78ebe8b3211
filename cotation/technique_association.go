package cotation

import (
	"slices"
	"strconv"

	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	n "github.com/opposable/opposable/nomenclature"
)

// partAssociee is what an act keeps of its tariff beside the others of the bill.
type partAssociee struct {
	code uint8
	taux bareme.Lue
	// partielle: taux is less than the whole; consultation: because a
	// consultation is billed with the act, not another act.
	partielle, consultation bool
	// confiance is that of the rule of association; confianceCumul, that of the
	// exception that lets the act go with a consultation.
	confiance, confianceCumul bareme.Confiance
}

// associer finds the association code of each act, or checks those that the
// biller wrote (CCAM, art. III-3). With a consultation, an act at a reduced
// share leaves the association. Anaesthesias associate among themselves: they
// are another practitioner's.
//
// Errors: acte-non-tarife, association-impossible, association-non-publiee,
// cumul-interdit.
func (t *situationTechnique) associer(actes []acteTechnique) ([]partAssociee, *dossier.Erreur) {
	parts := make([]partAssociee, len(actes))
	if err := t.cumuler(actes, parts); err != nil {
		return nil, err
	}
	for qui := range 2 {
		s := seance{t: t, actes: actes, parts: parts}
		for i := range actes {
			if intervenant(&actes[i]) == qui && !parts[i].consultation {
				s.ranger(i)
			}
		}
		if err := s.associer(); err != nil {
			return nil, err
		}
	}
	for i := range parts {
		if lu, code := n.TauxAssociation(t.e, parts[i].code); code {
			parts[i].taux, parts[i].partielle = lu, lu.V != plein
		}
	}
	return parts, nil
}

// plein is the whole of a tariff, in millionths.
const plein = 1_000_000

// seance is what one practitioner did in the same time: the acts of the rule,
// from the dearest to the cheapest, and those billed beside it.
type seance struct {
	t         *situationTechnique
	actes     []acteTechnique
	parts     []partAssociee
	regle     []int
	horsRegle []int
}

// ranger puts the act on its side; one without a price takes nobody's place.
func (s *seance) ranger(i int) {
	if a := &s.actes[i]; n.HorsRegleDe(a.code) == n.DansLaRegle && a.prix.V != 0 {
		s.regle = append(s.regle, i)
	} else {
		s.horsRegle = append(s.horsRegle, i)
	}
}

// rangEcrit puts the codes in the order of the shares, for acts of one price.
var rangEcrit = [...]int{0: 1, 1: 0, 2: 3, 3: 2, codeTauxPlein: 1, codeDiscontinu: 0}

func (s *seance) associer() *dossier.Erreur {
	for _, i := range s.regle {
		if a := &s.actes[i]; a.association > codeDiscontinu {
			return impossible(a, "un code de 1 à 5")
		}
	}
	// The dearest act is so before its modifiers (art. III-3 B).
	slices.SortStableFunc(s.regle, func(i, k int) int {
		a, b := &s.actes[i], &s.actes[k]
		if a.prix.V != b.prix.V {
			return int(b.prix.V - a.prix.V)
		}
		return rangEcrit[a.association] - rangEcrit[b.association]
	})
	if err := s.accompagner(); err != nil {
		return err
	}
	switch {
	case len(s.regle) == 0:
		return nil
	case slices.ContainsFunc(s.regle, func(i int) bool { return s.actes[i].association == codeDiscontinu }):
		return s.discontinuer()
	case len(s.regle) == 1:
		return s.seul(s.regle[0])
	}
	pleins, autres, err := s.tauxPlein()
	switch {
	case err != nil:
		return err
	case len(pleins) == 0 || len(autres) > 1:
		return s.suivre(autres)
	case len(autres) == 1:
		return s.laisserEntier(autres[0], s.parts[pleins[0]].confiance)
	}
	return nil
}

// Codes with a rule of their own.
const (
	codeTauxPlein  = 4
	codeDiscontinu = 5
)

// laisserEntier keeps whole the one act that goes with those of code 4.
func (s *seance) laisserEntier(i int, c bareme.Confiance) *dossier.Erreur {
	a := &s.actes[i]
	if a.association != 0 && a.association != codeTauxPlein {
		return impossible(a, "associé à un acte à taux plein, il est au code 4")
	}
	s.parts[i].code, s.parts[i].confiance = codeTauxPlein, c
	return nil
}

// accompagner: complementary gestures, supplements and interventional imaging
// are in full and take no code, save 1 on the act and the gesture where both
// kinds go with it; the biller may write 1, or 4 (vascular radiology).
func (s *seance) accompagner() *dossier.Erreur {
	var genres [n.ImagerieInterventionnelle + 1]bool
	for _, i := range s.horsRegle {
		a := &s.actes[i]
		genres[n.HorsRegleDe(a.code)] = true
		switch a.association {
		case 0, 1, codeTauxPlein:
			s.parts[i].code = a.association
		default:
			return impossible(a, "un geste complémentaire ou un supplément est toujours à taux plein")
		}
	}
	if !genres[n.GesteComplementaire] || !genres[n.Supplement] || len(s.regle) != 1 {
		return nil
	}
	for _, i := range append(slices.Clone(s.horsRegle), s.regle[0]) {
		if s.actes[i].association == 0 {
			s.parts[i].code = 1
		}
	}
	return nil
}

// seul is an act with none to be associated with, but those beside the rule.
func (s *seance) seul(i int) *dossier.Erreur {
	a := &s.actes[i]
	switch {
	case a.association == 0:
		return nil // accompagner may have given a code
	case len(s.horsRegle) > 0 && (a.association == 1 || a.association == codeTauxPlein):
		s.parts[i].code = a.association
		return nil
	}
	return impossible(a, "l'acte n'est associé à aucun autre de la facture")
}

// tauxPlein gives code 4 to the acts that their kind puts in full, and returns
// the others. Rules that rest on a fact need the code written.
//
// Errors: acte-non-tarife.
func (s *seance) tauxPlein() (pleins, autres []int, err *dossier.Erreur) {
	for _, i := range s.regle {
		if r := s.regleTauxPlein(i); r != nil {
			s.parts[i].code, s.parts[i].confiance = codeTauxPlein, r.Confiance
			pleins = append(pleins, i)
		} else {
			autres = append(autres, i)
		}
	}
	for _, i := range pleins {
		if r := s.regleTauxPlein(i); r.Maximum > 0 && len(s.regle) > 2 {
			return nil, nil, nonTarife(&s.actes[s.regle[2]], r.Libelle+" : deux actes au plus")
		}
	}
	return pleins, autres, nil
}

// regleTauxPlein returns the rule that puts the act in full: it lets another
// kind of act in, or all the acts are its own.
func (s *seance) regleTauxPlein(i int) *n.Association {
	for k := range n.AssociationsATauxPlein() {
		r := &n.AssociationsATauxPlein()[k]
		ecrit := s.actes[i].association
		if !r.EnVigueur(s.t.e.Jour()) || !s.concerne(r, i) || ecrit != 0 && ecrit != codeTauxPlein || r.Ecrit && ecrit == 0 {
			continue
		}
		if r.Autre || s.compter(r, s.regle) == len(s.regle) {
			return r
		}
	}
	return nil
}

func (s *seance) concerne(r *n.Association, i int) bool {
	a := &s.actes[i]
	return r.Concerne(a.code, a.regroupement, a.acceptes)
}

func (s *seance) compter(r *n.Association, l []int) (k int) {
	for _, i := range l {
		if s.concerne(r, i) {
			k++
		}
	}
	return k
}

// suivre gives the acts of l, dearest first, the codes of the first rule that
// fits those written.
//
// Errors: acte-non-tarife, association-impossible, association-non-publiee.
func (s *seance) suivre(l []int) *dossier.Erreur {
	ecrits := slices.ContainsFunc(l, func(i int) bool { return s.actes[i].association != 0 })
	for k := range n.SuitesDAssociation() {
		r := &n.SuitesDAssociation()[k]
		imposee := r.Obligatoire && s.compter(r, l) > 1
		switch {
		case !r.EnVigueur(s.t.e.Jour()), r.Obligatoire && !imposee:
			continue
		case imposee && !ecrits:
			return &dossier.Erreur{Code: "association-non-publiee", Champ: champActe(s.actes[l[1]].acte, ".association"), Message: r.Libelle + " : l'association dépend de ce que le dossier ne dit pas", Indice: r.Indice}
		case r.Ecrit && !ecrits, !imposee && s.compter(r, l) < len(l), !s.convient(r, l):
			if imposee {
				return impossible(s.premierEcrit(l), r.Indice)
			}
			continue
		}
		for rang, i := range l {
			s.parts[i].code, s.parts[i].confiance = r.Code(rang), r.Confiance
		}
		return nil
	}
	for _, i := range l[2:] {
		if s.actes[i].association == 0 {
			return nonTarife(&s.actes[i], "deux actes au plus se tarifent ensemble")
		}
	}
	return impossible(s.premierEcrit(l), "aucune règle ne donne ces codes : du plus cher au moins cher, hors modificateurs, 1 et 2 ; 1 et 3 ; 1, 3 et 2 ; ou 4 pour les exceptions")
}

// premierEcrit is the first act of l whose code the biller wrote.
func (s *seance) premierEcrit(l []int) *acteTechnique {
	for _, i := range l {
		if s.actes[i].association != 0 {
			return &s.actes[i]
		}
	}
	return &s.actes[l[0]]
}

// convient tells whether the rule has a place for each act, and the code the
// biller wrote there; a rule that rests on a fact wants every code written
// after the first.
func (s *seance) convient(r *n.Association, l []int) bool {
	for rang, i := range l {
		ecrit, code := s.actes[i].association, r.Code(rang)
		if code == 0 || ecrit != 0 && ecrit != code || ecrit == 0 && r.Ecrit && rang > 0 {
			return false
		}
	}
	return true
}

// discontinuer: acts at two times of the day. The dearest of the second bears
// 5, that of the first 1, and each may have a second act at 2; the biller
// alone knows the times, and writes the codes.
//
// Errors: association-impossible.
func (s *seance) discontinuer() *dossier.Erreur {
	var nombre [codeDiscontinu + 1]int
	// From the dearest to the cheapest, an act at 2 follows a dearer one of its
	// moment, at 1 or 5.
	for _, i := range s.regle {
		a := &s.actes[i]
		code := a.association
		if code == 0 && nombre[1] == 0 {
			code = 1
		}
		nombre[code]++
		s.parts[i].code, s.parts[i].confiance = code, bareme.Moyenne
		if code == 0 || code == 3 || code == codeTauxPlein || nombre[1] > 1 || nombre[2] > nombre[1]+nombre[codeDiscontinu] || nombre[codeDiscontinu] > 1 {
			return impossible(a, "à deux moments de la journée : 1 puis 2 au premier, 5 puis 2 au second")
		}
	}
	if nombre[1] == 0 {
		return impossible(&s.actes[s.regle[0]], "le code 5 suppose un acte à un premier moment, au code 1")
	}
	return nil
}

func impossible(a *acteTechnique, indice string) *dossier.Erreur {
	e := &dossier.Erreur{Code: "association-impossible", Champ: champActe(a.acte, ".association"), Indice: indice,
		Message: "le code association " + strconv.Itoa(int(a.association)) + " ne va pas à " + a.code + " dans cette facture"}
	if a.association == 0 {
		e.Message = a.code + " n'a pas de code association, et les autres de la facture en veulent un"
	}
	return e
}

func nonTarife(a *acteTechnique, pourquoi string) *dossier.Erreur {
	return &dossier.Erreur{Code: "acte-non-tarife", Champ: champActe(a.acte, ".code"), Message: a.code + " ne se tarife pas : " + pourquoi + " (CCAM, art. III-3 B)",
		Indice: "retirez-le, ou écrivez les codes association d'une exception (lésions traumatiques : 1, 3 et 2)"}
}
