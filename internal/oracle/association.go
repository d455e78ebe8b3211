package oracle

import (
	"cmp"
	"slices"
	"strings"
)

// Associations of technical acts (CCAM 3): rather than choose codes, the oracle
// tells whether a set of them is lawful. A rule that rests on a clinical fact
// (limbs, injuries, regions, another time of the day) is only for who wrote the
// codes: all of them, the first one aside, which is 1 in any case.

// Licite tells whether the codes, one for each act of the bill, respect what
// the biller wrote and a rule of article III-3 B. Each practitioner's acts are
// looked at alone.
func (f *FactureTechnique) Licite(codes []int) bool {
	for qui := range 2 {
		var regle []*associe
		hors := 0
		for i := range f.Techniques {
			a := &f.Techniques[i]
			switch {
			case a.Association != 0 && codes[i] != a.Association:
				return false
			case a.qui() != qui:
			case a.HorsRegle != "" || f.prixDeLaGrille(a) == 0:
				// Gestures, supplements, interventional imaging: in full.
				if hors++; codes[i] != 0 && codes[i] != 1 && codes[i] != 4 {
					return false
				}
			default:
				regle = append(regle, &associe{a, codes[i], f.prixDeLaGrille(a)})
			}
		}
		// The dearest before modifiers comes first (CCAM 3); of two at one price,
		// the better share.
		slices.SortStableFunc(regle, func(a, b *associe) int {
			return cmp.Or(cmp.Compare(b.prix, a.prix), partAssociation[b.code].Cmp(partAssociation[a.code]))
		})
		discontinu := slices.ContainsFunc(regle, func(a *associe) bool { return a.code == 5 })
		if !f.seanceLicite(regle, hors) || discontinu && !momentsOrdonnes(regle) {
			return false
		}
	}
	return true
}

// Associable tells whether some codes are lawful.
func (f *FactureTechnique) Associable() bool {
	codes := make([]int, len(f.Techniques))
	for {
		if f.Licite(codes) {
			return true
		}
		i := 0
		for ; i < len(codes); i++ {
			if codes[i]++; codes[i] <= 5 {
				break
			}
			codes[i] = 0
		}
		if i == len(codes) {
			return false
		}
	}
}

func (f *FactureTechnique) prixDeLaGrille(a *ActeTechnique) int64 {
	if f.Secteur == "2" && f.Option == "" && !f.Opposable {
		return a.Hors
	}
	return a.Optam
}

type associe struct {
	*ActeTechnique
	code int
	prix int64
}

func (f *FactureTechnique) seanceLicite(l []*associe, hors int) bool {
	switch len(l) {
	case 0:
		return true
	case 1:
		return l[0].code == 0 || hors > 0 && (l[0].code == 1 || l[0].code == 4)
	}
	if contient(l, 5) {
		return deuxMoments(l)
	}
	var autres []*associe
	for _, a := range l {
		if a.code != 4 && a.Association == 0 && f.enEntier(a, l) {
			return false // the exception is for the biller to give up
		}
		if a.code != 4 {
			autres = append(autres, a)
		}
	}
	switch pleins := len(l) - len(autres); {
	case pleins > 0 && !f.tauxPleinLicite(l, len(autres)):
		return false
	case len(autres) == 0:
		return true
	case len(autres) == 1 && pleins > 0:
		return false // the one other act is at code 4 too
	}
	return f.suiteLicite(autres)
}

func contient(l []*associe, code int) bool {
	return slices.ContainsFunc(l, func(a *associe) bool { return a.code == code })
}

// genres are those of code 4, in the words of CCAM 3.
func (f *FactureTechnique) genre4(a *associe) (autreActe, ecrit, deuxAuPlus, connu bool) {
	lettres := a.Code[2:4]
	switch {
	case lettres == "QX", a.Code[:4] == "AHQB", a.Code[:4] == "AHQP": // anatomopathologie, électromyographie
		return true, false, false, true
	case lettres == "QL" && a.Regroupement == "ADI": // médecine nucléaire
		return true, false, true, true
	case strings.HasPrefix(a.Code, "HB") && f.Date >= 20140101: // bucco-dentaire
		return true, false, false, true
	case irradiation(a): // entre elles
		return false, false, false, true
	case radio(a): // scanographies de régions conjointes, entre elles
		return false, true, false, true
	case strings.HasPrefix(a.Code, "JQG"), slices.Contains([]string{"YYYY001", "YYYY002", "YYYY015", "YYYY020", "YYYY108", "YYYY118"}, a.Code):
		return true, true, true, true // forfaits et accouchement, avec l'acte de leur note
	}
	return false, false, false, false
}

// tauxPleinLicite: every act at code 4 is of a kind that has it, or is the one
// act that goes with such.
func (f *FactureTechnique) tauxPleinLicite(l []*associe, autres int) bool {
	etrangers, ouvrent := 0, 0
	for _, a := range l {
		if a.code != 4 {
			continue
		}
		autre, ecrit, deux, connu := f.genre4(a)
		// A kind that goes with itself only: all the bill is of it.
		memeGenre := !slices.ContainsFunc(l, func(b *associe) bool {
			return radio(a) && !radio(b) || irradiation(a) && !irradiation(b)
		})
		switch {
		case !connu, ecrit && a.Association != 4, !autre && !memeGenre:
			etrangers++
		case deux && len(l) > 2:
			return false
		default:
			ouvrent++
		}
	}
	return ouvrent > 0 && (etrangers == 0 || etrangers == 1 && autres == 0)
}

// enEntier: an exception that rests on no clinical fact puts the act in full.
func (f *FactureTechnique) enEntier(a *associe, l []*associe) bool {
	autre, ecrit, _, connu := f.genre4(a)
	entreElles := !slices.ContainsFunc(l, func(b *associe) bool { return !irradiation(b) })
	return connu && !ecrit && (autre || entreElles)
}

// irradiation: the acts that accept the modifiers of dose.
func irradiation(a *associe) bool { return strings.Contains(a.Accepte, "H") }

// radio: CCAM 3, plain radiographs and scans, whose codes have the same letters.
func radio(a *associe) bool {
	return a.Regroupement == "ADI" && (a.Code[2:4] == "QH" || a.Code[2:4] == "QK")
}

// suiteLicite: codes that follow the prices.
func (f *FactureTechnique) suiteLicite(l []*associe) bool {
	ecrits, nombre := l[0].Association == 1 || l[0].Association == 0, func(genre func(*associe) bool) (k int) {
		for _, a := range l {
			if genre(a) {
				k++
			}
		}
		return k
	}
	suite := ""
	for i, a := range l {
		suite += string(rune('0' + a.code))
		ecrits = ecrits && (i == 0 || a.Association != 0)
	}
	echo := nombre(func(a *associe) bool { return a.Regroupement == "ADE" })
	radios := nombre(radio)
	chirurgie := nombre(func(a *associe) bool { return a.Regroupement == "ADC" || a.Regroupement == "ADA" }) == len(l)
	switch {
	case echo > 1: // one region, unless the biller says that the rule opens
		return suite == "12" && ecrits
	case radios > 1 && f.Date < 20251105: // without limit, at shares nobody read: those written
		return ecrits && suite == "1"+strings.Repeat("2", len(l)-1)
	case suite == "12":
		return true
	}
	return chirurgie && ecrits && (suite == "13" || suite == "132" || suite == "122")
}

// deuxMoments: 5 for the dearest act of the second moment, 1 for that of the
// first, and at most one more in each, cheaper, at 2.
func deuxMoments(l []*associe) bool {
	var premier, second *associe
	var deux []*associe
	for _, a := range l {
		switch {
		case a.code == 1 && premier == nil:
			premier = a
		case a.code == 5 && second == nil && a.Association == 5:
			second = a
		case a.code == 2 && a.Association == 2 && len(deux) < 2:
			deux = append(deux, a) // dearest first
		default:
			return false
		}
	}
	return premier != nil && second != nil
}

// momentsOrdonnes tells that each act at 2 is cheaper than the first of a
// moment of its own.
func momentsOrdonnes(regle []*associe) bool {
	var tetes, deux []int64
	for _, a := range regle {
		switch a.code {
		case 1, 5:
			tetes = append(tetes, a.prix)
		case 2:
			deux = append(deux, a.prix)
		}
	}
	slices.Sort(tetes)
	slices.Sort(deux)
	for k := range deux {
		if t := len(tetes) - len(deux) + k; t < 0 || deux[k] > tetes[t] {
			return false
		}
	}
	return true
}
