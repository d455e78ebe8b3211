// Package oracle states the refund of one bill a second time, from the texts
// and not from the engine, so that the two can be compared.
//
// Everything here is its own: its dates are numbers such as 20260310, its
// amounts are rationals in euros, its dated parameters are a small table typed
// from the reference notes, and it rounds in one place ([arrondir]). It is
// given the lines of the bill, each with its tariff and its fee: it checks the
// refund, not the tariffs.
//
// "REMB 5.8" in a comment is the paragraph of the note on the assurance
// maladie, "AMC 1.6" that of the note on complémentaires, "SP 3" that of the
// note on the service-public tables.
package oracle

import "math/big"

// Ligne is one line of the bill, in cents.
type Ligne struct {
	Tarif, Honoraires int64
	// Majoration lines go with the act before them (REMB 8: majorations follow
	// their act).
	Majoration bool
	// Exonere acts are covered at 100 % by their nature (REMB 2, order 5).
	Exonere bool
	// Cumul acts add up towards the heavy-act threshold, Seul acts count alone
	// (REMB 5.7, "field 25").
	Cumul, Seul bool
	// SansEuros is the tariff that the threshold looks at: without the modifiers
	// in euros (REMB 5.6). SansForfait acts are exempt without the flat amount:
	// imaging, anaesthesia (REMB 5.9).
	SansEuros        int64
	SansForfait      bool
	Teleconsultation bool
}

// Niveau is one level of a guarantee: "incluse", "en_sus", "frais_reels"; its
// rate is in millionths of the base.
type Niveau struct {
	Ecriture string
	Taux     int64
}

// Garantie is the contract.
type Garantie struct {
	OPTAM, Hors  Niveau
	DeuxNiveaux  bool
	Nette, Libre bool
}

// Dossier is the question: words are those of the reference notes.
type Dossier struct {
	Date int // 20260310
	// Naissance is a date, or 0; Age is used without it.
	Naissance, Age int
	Exoneration    string // "", ald, maternite, at_mp, invalidite, pension_militaire, nouveau_ne, mineur_victime, infertilite, prevention
	Aide           string // "", c2s, ame, aspa
	RegimeLocal    bool
	// MedecinTraitant tells that the patient has declared one.
	MedecinTraitant bool
	// Parcours is the SESAM letter: T N R O M D U H S A.
	Parcours          byte
	Mayotte           bool
	Specialite        int
	TiersPayant       string // "", amo, integral
	PlafondMajoration string // "", ligne, sans: the reading of the surcharge's cap
	// BaseOpposable: the patient is refunded on the tariffs of secteur 1.
	BaseOpposable, NonConventionne bool
	Lignes                         []Ligne
	// Exigence: the excess is a special demand of the patient (DE).
	Exigence bool
	// ParticipationsDuJour, ParticipationAnnee and FranchiseAnnee are what was
	// withheld before.
	ParticipationsDuJour, ParticipationAnnee, FranchiseAnnee int64
	Boites, Paramedicaux, Transports                         int64
	Garantie                                                 *Garantie
}

// Resultat is every amount of the décompte, in cents, and the rate in
// millionths.
type Resultat struct {
	Honoraires, Base, Taux               int64
	AMOBrut, Majoration, ActeLourd       int64
	Participation, AMO, TicketModerateur int64
	Depassement, Aide, AMC, Reste        int64
	AuCabinet, RembourseApres, Retenu    int64
	Franchise                            int64
	ParticipationsDuJour                 int64
	ParticipationAnnee, FranchiseAnnee   int64
}

// arrondir is the only rounding: to the nearest cent, half up (REMB 8).
func arrondir(r *big.Rat) *big.Rat {
	centimes := new(big.Rat).Mul(r, big.NewRat(100, 1))
	centimes.Add(centimes, big.NewRat(1, 2))
	n := new(big.Int).Div(centimes.Num(), centimes.Denom()) // Euclidean: floor
	return new(big.Rat).SetFrac(n, big.NewInt(100))
}

func euros(centimes int64) *big.Rat    { return big.NewRat(centimes, 100) }
func taux(millioniemes int64) *big.Rat { return big.NewRat(millioniemes, 1_000_000) }
func plus(a, b *big.Rat) *big.Rat      { return new(big.Rat).Add(a, b) }
func moins(a, b *big.Rat) *big.Rat     { return new(big.Rat).Sub(a, b) }
func fois(a, b *big.Rat) *big.Rat      { return new(big.Rat).Mul(a, b) }
func zero() *big.Rat                   { return new(big.Rat) }

func moindre(a, b *big.Rat) *big.Rat {
	if a.Cmp(b) < 0 {
		return a
	}
	return b
}

func positif(a *big.Rat) *big.Rat {
	if a.Sign() < 0 {
		return zero()
	}
	return a
}

// centimes returns an amount that must be a whole number of cents.
func centimes(r *big.Rat) int64 {
	c := fois(r, big.NewRat(100, 1))
	if !c.IsInt() {
		panic("oracle : montant non arrondi : " + r.RatString())
	}
	return c.Num().Int64()
}
