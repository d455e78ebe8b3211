package oracle

import (
	"math/big"
	"slices"
	"strings"
)

// Technical acts, from the notes on the CCAM: "CCAM 2" is the paragraph of the
// table of modifiers, "CCAM 3" that of associations, "CCAM 5" overseas; "NGAP 8"
// is the paragraph on consultations billed with a technical act (art. III-3 A).
//
// The oracle is given what the table prints (prices, letters accepted, group)
// and what the bill claims. It does not choose association codes: it tells
// which are lawful, and prices those it is given.

// ActeTechnique is one line of the CCAM on a bill.
type ActeTechnique struct {
	Code     string
	Activite int
	// Optam and Hors are the two prices of the table on the day, in cents.
	Optam, Hors            int64
	Accepte, Regroupement  string
	HorsRegle              string // "", geste, supplement, imagerie: the chapter of the act
	Lettres                string
	Association            int // written by the biller, 0 if not
	Urgence, DimancheFerie bool
	Parts                  string // when it may have been done: j 8:00-20:00, s 20:00-0:00, n 0:00-8:00
}

// FactureTechnique is what one doctor bills.
type FactureTechnique struct {
	Date, Age, Specialite int
	Secteur               string // 1, dp, 2, 3
	Option                string // "", optam, optam_aco, cas
	// Opposable: the patient has the C2S, or it is an emergency.
	Opposable  bool
	OutreMer   bool
	Mayotte    bool
	Techniques []ActeTechnique
}

// Who is who (CCAM 2, column "qui"), by the codes of IR_SPE_V.
var (
	chirurgiens   = []int{4, 10, 11, 15, 16, 18, 41, 43, 44, 45, 46, 47, 48, 49, 69}
	obstetriciens = []int{7, 77, 79}
	generalistes  = []int{1, 22, 23, 81, 82, 83, 84, 85}
	stomatologues = []int{18, 45, 69}
)

const (
	anesthesiste = 2
	radiologue   = 6
	pediatre     = 12
	pneumologue  = 13
	rhumatologue = 14
)

// A majoration is what a letter adds: euros, or a share of the price.
type majoration struct {
	euros bool
	v     *big.Rat
}

func eur(centimes int64) *majoration   { return &majoration{true, euros(centimes)} }
func pct(dixiemes int64) *majoration   { return &majoration{false, e(dixiemes, 1000)} }
func (f *FactureTechnique) bloc() bool { return f.chirurgien() || f.Specialite == anesthesiste }

func (f *FactureTechnique) chirurgien() bool {
	return slices.Contains(chirurgiens, f.Specialite) || slices.Contains(obstetriciens, f.Specialite)
}

func (f *FactureTechnique) generaliste() bool { return slices.Contains(generalistes, f.Specialite) }

// anesthesie: activity 4, or an act of the group of anaesthesias.
func (a *ActeTechnique) anesthesie() bool { return a.Activite == 4 || a.Regroupement == "ADA" }

// lettre is what the letter is worth on the act, or nil where it is not open,
// or where no value is known that day.
func (f *FactureTechnique) lettre(c byte, a *ActeTechnique) *majoration {
	switch c {
	case 'U', 'P', 'S', 'F', 'O', 'M', 'A':
		return f.forfait(c, a)
	case 'K', 'T', '3':
		return f.statut(c, a)
	}
	return f.pourcentage(c, a)
}

// depuis keeps m from its first known day on.
func depuis(date, premier int, m *majoration) *majoration {
	if date < premier {
		return nil
	}
	return m
}

const premiereTable = 20210426 // V67, the first table read

// forfait: CCAM 2, amounts in euros.
func (f *FactureTechnique) forfait(c byte, a *ActeTechnique) *majoration {
	soir, nuit, jour := strings.Contains(a.Parts, "s"), strings.Contains(a.Parts, "n"), strings.Contains(a.Parts, "j")
	if strings.IndexByte("UPSFO", c) >= 0 && !a.Urgence {
		return nil
	}
	switch {
	case c == 'U' && f.bloc() && soir:
		return depuis(f.Date, premiereTable, eur(5000))
	case c == 'U' && !f.bloc() && !f.generaliste() && f.Specialite != pediatre && (soir || nuit):
		return eur(2515)
	case c == 'P' && soir && f.generaliste():
		return depuis(f.Date, 20190101, eur(3500))
	case c == 'P' && soir && f.Specialite == pediatre:
		return depuis(f.Date, 20190101, eur(5000))
	case c == 'S' && nuit && (f.bloc() || f.Specialite == pediatre):
		return depuis(f.Date, 20190101, eur(8000))
	case c == 'S' && nuit: // GPs; others for a treatment under anaesthesia, which the biller vouches for
		return depuis(f.Date, 20190101, eur(4000))
	case c == 'F' && a.DimancheFerie && (f.bloc() || f.Specialite == pediatre):
		return depuis(f.Date, premiereTable, eur(4000))
	case c == 'F' && a.DimancheFerie:
		return eur(1906)
	case c == 'O' && jour && f.bloc():
		return depuis(f.Date, premiereTable, eur(8000))
	case c == 'M' && (f.generaliste() || f.Specialite == pediatre):
		return eur(2688)
	case c == 'A' && a.anesthesie() && (f.Age < 4 || f.Age > 80):
		return depuis(f.Date, premiereTable, eur(2300))
	}
	return nil
}

// statut: K, T and 3 (CCAM 2), whose value and opening depend on the status.
func (f *FactureTechnique) statut(c byte, a *ActeTechnique) *majoration {
	annee := f.Date / 10000
	palier := func(l ...int64) *majoration { // before 2017-06-15, then to 2024, 2025, 2026
		switch {
		case f.Date < 20170615:
			return pct(l[0])
		case annee < 2025:
			return pct(l[1])
		case annee == 2025:
			return pct(l[2])
		}
		return pct(l[3])
	}
	secteur1 := f.Secteur == "1" || f.Secteur == "dp"
	switch {
	case c == '3' && (!a.anesthesie() || f.Specialite != anesthesiste || annee < 2025):
		return nil
	case c == '3' && secteur1 && f.Option == "":
		return pct(120)
	case c == '3' && f.Secteur == "2" && (f.Option == "optam_aco" || f.Opposable && f.Option != "cas"):
		return pct(80)
	case c == '3', a.anesthesie(), !f.chirurgien():
		return nil
	case c == 'T' && f.Secteur == "2" && f.Option == "optam" && f.Date >= 20170615:
		return palier(0, 115, 165, 215)
	case c == 'T':
		return nil
	case secteur1, f.Secteur == "2" && f.Option == "optam_aco":
		return palier(115, 200, 250, 300)
	case f.Secteur == "2" && f.Option == "cas" && f.Date < 20170615:
		return palier(115, 0, 0, 0)
	case f.Secteur == "2" && f.Opposable:
		return palier(115, 200, 250, 250) // CCAM 7.1: the second column of V81 kept for the derogation
	}
	return nil
}

// pourcentage: the other letters of CCAM 2.
func (f *FactureTechnique) pourcentage(c byte, a *ActeTechnique) *majoration {
	premier, m := premiereTable, (*majoration)(nil)
	switch {
	case strings.IndexByte("4578", c) >= 0 && a.anesthesie():
		m = pct(map[byte]int64{'4': 60, '5': 80, '7': 60, '8': 200}[c])
	case strings.IndexByte("HQVW", c) >= 0:
		m = pct(1000 * int64(1+strings.IndexByte("HQVW", c)))
	case c == 'N' && slices.Contains(stomatologues, f.Specialite) && f.Age < 13:
		m = pct(157)
	case c == 'R': // also on an anaesthesia: ZZLP025 accepts it
		premier, m = 20190101, pct(500)
	case a.anesthesie():
		return nil
	case c == 'J':
		m = pct(65)
	case c == 'L':
		m = pct(200)
	case c == 'E' && f.Age < 5:
		premier, m = 20190101, pct(490)
	case c == 'G' && (f.Age < 1 || f.Age < 3 && a.Code[0] != 'B'): // the eye: before 1
		m = pct(250)
	case c == '6':
		m = pct(250)
	case c == 'D':
		m = pct(240)
	case c == 'B':
		m = pct(490)
	case c == 'Y' && (f.Specialite == radiologue || f.Specialite == pneumologue || f.Specialite == rhumatologue):
		premier, m = 20170323, pct(158)
		if f.Date >= 20251105 {
			m = pct(130)
		}
	case c == 'Z' && f.Specialite == radiologue && (f.Date < 20170323 || f.Date >= 20200101):
		premier, m = 0, pct(218)
		if f.Date >= 20200101 {
			m = pct(159)
		}
		if f.Date >= 20251105 {
			m = pct(130)
		}
	}
	return depuis(f.Date, premier, m)
}

// exclus are the pairs that never go together (CCAM 2).
func exclus(a, b byte) bool {
	for _, groupe := range []string{"UPSF", "KT", "YZ"} {
		if strings.IndexByte(groupe, a) >= 0 && strings.IndexByte(groupe, b) >= 0 {
			return true
		}
	}
	return false
}

// FautesLettres lists what is wrong with the letters of the bill: the letters,
// four at most, open, accepted, and U, F, P or S once a practitioner.
func (f *FactureTechnique) FautesLettres() []string {
	var l []string
	var urgences [2]int
	for i := range f.Techniques {
		a := &f.Techniques[i]
		if len(a.Lettres) > 4 {
			l = append(l, "modificateurs-trop-nombreux")
		}
		for k := range len(a.Lettres) {
			c := a.Lettres[k]
			for avant := range k {
				switch {
				case a.Lettres[avant] == c:
					l = append(l, "modificateur-double")
				case exclus(a.Lettres[avant], c):
					l = append(l, "modificateurs-incompatibles")
				}
			}
			switch {
			case strings.IndexByte(a.Accepte, c) < 0:
				l = append(l, "modificateur-non-accepte", "modificateur-inconnu")
			case f.lettre(c, a) == nil:
				l = append(l, "modificateur-non-ouvert", "tarif-inconnu")
			}
			if strings.IndexByte("UPSF", c) >= 0 {
				if urgences[a.qui()]++; urgences[a.qui()] > 1 {
					l = append(l, "modificateur-deja-facture", "modificateur-double", "modificateurs-incompatibles")
				}
			}
		}
	}
	return l
}

// qui numbers the practitioner: activity 4 is the anaesthetist's.
func (a *ActeTechnique) qui() int {
	if a.anesthesie() {
		return 1
	}
	return 0
}

// Prix prices act i with an association code: the price of the grid, overseas,
// plus the percentages, times the share of the code, plus the euros; 16 % of it
// all outside the convention. False where no overseas coefficient is known.
func (f *FactureTechnique) Prix(i, code int) (int64, bool) {
	a := &f.Techniques[i]
	// CCAM 1: the other price is that of secteur 2 without option, save where
	// the opposable tariff is imposed.
	p := euros(a.Optam)
	if f.Secteur == "2" && f.Option == "" && !f.Opposable {
		p = euros(a.Hors)
	}
	if f.OutreMer {
		k := f.coefficientOutreMer()
		if k == nil {
			return 0, false
		}
		p = arrondir(fois(p, k))
	}
	taux, forfaits := e(1, 1), zero()
	for k := range len(a.Lettres) {
		switch m := f.lettre(a.Lettres[k], a); {
		case m == nil: // refused: see FautesLettres
		case m.euros:
			forfaits = plus(forfaits, m.v)
		default:
			taux = plus(taux, m.v)
		}
	}
	p = arrondir(fois(p, taux))
	p = plus(arrondir(fois(p, partAssociation[code])), forfaits)
	if f.Secteur == "3" {
		p = arrondir(fois(p, e(16, 100)))
	}
	return centimes(p), true
}

// partAssociation: CCAM 3.
var partAssociation = [...]*big.Rat{e(1, 1), e(1, 1), e(1, 2), e(3, 4), e(1, 1), e(1, 1)}

// coefficientOutreMer: CCAM 5; nothing is known of Mayotte before 2022.
func (f *FactureTechnique) coefficientOutreMer() *big.Rat {
	switch {
	case f.Date >= 20260101:
		return e(104, 100)
	case f.Date >= 20220101:
		return e(103, 100)
	case f.Mayotte || f.Date < 20180101:
		return nil
	}
	return e(1, 1)
}
