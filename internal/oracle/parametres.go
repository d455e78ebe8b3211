package oracle

import "math/big"

// A datee value holds from its day on; the newest comes first.
type datee struct {
	depuis int
	valeur *big.Rat
}

func lire(serie []datee, date int) *big.Rat {
	for _, d := range serie {
		if d.depuis <= date {
			return d.valeur
		}
	}
	panic("oracle : date hors de la table")
}

func e(n, d int64) *big.Rat { return big.NewRat(n, d) }

// The dated parameters, typed from the notes.
var (
	// REMB 1.1.
	tauxDroitCommun = e(70, 100)
	// REMB 1.3.
	tauxMajoration = e(40, 100)
	// REMB 2, orders 12 and 13.
	tauxRegimeLocal = e(20, 100)
	tauxASPA        = e(80, 100)
	// REMB 1.5, SP 3: 40 % of the specialist's consultation, 25.00 then 26.50.
	plafondMajoration = []datee{{20231101, e(1060, 100)}, {0, e(1000, 100)}}
	// REMB 3.1, 3.2.
	participation = []datee{{20240515, e(2, 1)}, {0, e(1, 1)}}
	// REMB 3.7 and 3.9.
	participationsParJour = int64(4)
	participationParAn    = e(50, 1)
	// REMB 4.
	franchiseBoite         = []datee{{20240331, e(1, 1)}, {0, e(1, 2)}}
	franchiseParamedical   = []datee{{20240331, e(1, 1)}, {0, e(1, 2)}}
	franchiseParamedJour   = []datee{{20240331, e(4, 1)}, {0, e(2, 1)}}
	franchiseTransport     = []datee{{20240331, e(4, 1)}, {0, e(2, 1)}}
	franchiseTransportJour = []datee{{20240331, e(8, 1)}, {0, e(4, 1)}}
	franchiseParAn         = e(50, 1)
	// REMB 5.1 to 5.4.
	acteLourd      = []datee{{20260422, e(32, 1)}, {20190101, e(24, 1)}, {0, e(18, 1)}}
	acteLourdSeuil = e(120, 1)
	// AMC 1.3: as much as the dépassement autorisé; its printed ceilings (REMB
	// 6: 33, 35, 37) minus the base of the consultation (25, 25, 26.50).
	depassementAutorise = []datee{{20231101, e(1050, 100)}, {20170701, e(10, 1)}, {0, e(8, 1)}}
	// AMC 1.4, since 2017: 100 % of the base above it, and 20 points less than
	// under OPTAM.
	plafondResponsable = e(1, 1)
	ecartResponsable   = e(20, 100)
)

// age returns the completed years on date of someone born on naissance.
func age(date, naissance int) int { return (date - naissance) / 10000 }

func (d *Dossier) ageDesSoins() int {
	if d.Naissance != 0 {
		return age(d.Date, d.Naissance)
	}
	return d.Age
}

// mineurAuPremierJanvier: REMB 3.5, under 18 on 1 January of the year of care.
// With an age only, 18 may mean either: due.
func (d *Dossier) mineurAuPremierJanvier() bool {
	if d.Naissance != 0 {
		return age(d.Date/10000*10000+101, d.Naissance) < 18
	}
	return d.Age < 18
}
