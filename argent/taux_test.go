package argent_test

import (
	"errors"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"github.com/opposable/opposable/argent"
)

func TestUnTauxSeLitEnPourcentOuEnRapport(t *testing.T) {
	for ecrit, voulu := range map[string]argent.Taux{
		"70 %": 700_000, "70%": 700_000, "70\u00a0%": 700_000, "11,5 %": 115_000, "11.5%": 115_000,
		"1.04": 1_040_000, "0,16": 160_000, "1": argent.Un, "100 %": argent.Un, "0 %": 0, "0.0001%": 1, "0.000001": 1,
	} {
		if lu, err := argent.ParseTaux(ecrit); err != nil || lu != voulu {
			t.Errorf("%q se lit %d (%v), on voulait %d", ecrit, lu, err, voulu)
		}
	}
	for ecrit, erreur := range map[string]error{
		"": argent.ErrTauxForme, "%": argent.ErrTauxForme, "abc": argent.ErrTauxForme, "-5 %": argent.ErrTauxForme, "70 %%": argent.ErrTauxForme,
		"7 0 %": argent.ErrTauxForme, "1,2,3": argent.ErrTauxForme, "0.00001 %": argent.ErrTauxPrecis, "1.0000001": argent.ErrTauxPrecis,
	} {
		if lu, err := argent.ParseTaux(ecrit); !errors.Is(err, erreur) {
			t.Errorf("%q se lit %d (%v), on voulait : %v", ecrit, lu, err, erreur)
		}
	}
}

// TestUnTauxDemesureEstRefuse: scaled to millionths, a long number must not
// wrap around to a small or negative rate.
func TestUnTauxDemesureEstRefuse(t *testing.T) {
	for _, ecrit := range []string{"922337203685478 %", "999999999999999 %", "999999999999999", "9223372036855", "1234567890123456 %", "99999999999999999999"} {
		if lu, err := argent.ParseTaux(ecrit); err == nil {
			t.Errorf("%q se lit %d", ecrit, lu)
		}
	}
}

func TestUnTauxSEcrit(t *testing.T) {
	for taux, voulu := range map[argent.Taux][3]string{
		700_000:            {"70", "70\u00a0%", "70%"},
		115_000:            {"11.5", "11,5\u00a0%", "11.5%"},
		1:                  {"0.0001", "0,0001\u00a0%", "0.0001%"},
		0:                  {"0", "0\u00a0%", "0%"},
		-400_000:           {"-40", "-40\u00a0%", "-40%"},
		argent.Pourcent(3): {"3", "3\u00a0%", "3%"},
	} {
		if taux.String() != voulu[0] || taux.FR() != voulu[1] || taux.EN() != voulu[2] {
			t.Errorf("%d : %q %q %q", taux, taux.String(), taux.FR(), taux.EN())
		}
	}
	b, _ := argent.Pourcent(70).MarshalText()
	var relu argent.Taux
	for _, ecrit := range []string{string(b), "70 %", "70%"} {
		if err := relu.UnmarshalText([]byte(ecrit)); err != nil || relu != 700_000 {
			t.Errorf("%q relu %d, %v", ecrit, relu, err)
		}
	}
}

func TestLesArrondisPortentUnNom(t *testing.T) {
	for _, c := range []struct {
		pourquoi string
		taux     string
		de       argent.Centimes
		arrondi  argent.Arrondi
		voulu    argent.Centimes
	}{
		{"70 % de 26,50 tombe juste", "70 %", 2650, argent.AuCentime, 1855},
		{"70 % de 19,06 font 13,342", "70 %", 1906, argent.AuCentime, 1334},
		{"70 % de 19,05 font 13,335 : le demi-centime monte", "70 %", 1905, argent.AuCentime, 1334},
		{"la moitié de 25,67 est publiée 12,84", "50 %", 2567, argent.AuCentime, 1284},
		{"au-dessous de zéro, le demi-centime s'éloigne de zéro", "50 %", -2567, argent.AuCentime, -1284},
		{"un tiers de centime disparaît", "33.3 %", 1, argent.AuCentime, 0},
		{"117,5 % de 31,50 font 37,01, à l'euro 37", "117.5 %", 3150, argent.ALEuro, 3700},
		{"à l'euro, cinquante centimes montent", "100 %", 3650, argent.ALEuro, 3700},
		{"à l'euro, quarante-neuf descendent", "100 %", 3649, argent.ALEuro, 3600},
		{"à l'euro, au-dessous de zéro", "100 %", -3650, argent.ALEuro, -3700},
		{"117,5 % de 43,70 font 51,35, à l'euro supérieur 52", "117.5 %", 4370, argent.ALEuroSuperieur, 5200},
		{"un compte rond ne monte pas", "100 %", 5200, argent.ALEuroSuperieur, 5200},
		{"un centime de plus fait un euro", "100 %", 5201, argent.ALEuroSuperieur, 5300},
		{"tronqué au centime", "70 %", 1905, argent.Tronque, 1333},
	} {
		taux, err := argent.ParseTaux(c.taux)
		if err != nil {
			t.Fatal(err)
		}
		if obtenu := taux.De(c.de, c.arrondi); obtenu != c.voulu {
			t.Errorf("%s : %s", c.pourquoi, obtenu)
		}
	}
}

// TestLArrondiAuCentimeEstCeluiDesRationnels compares with exact fractions.
func TestLArrondiAuCentimeEstCeluiDesRationnels(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := argent.Centimes(rapid.Int64Range(-1_000_000, 10_000_000).Draw(rt, "montant"))
		taux := argent.Taux(rapid.Int64Range(0, 10_000_000).Draw(rt, "taux"))
		exact := new(big.Rat).Mul(big.NewRat(int64(c), 1), big.NewRat(int64(taux), int64(argent.Un)))
		ecart := new(big.Rat).Sub(exact, big.NewRat(int64(taux.De(c, argent.AuCentime)), 1))
		if new(big.Rat).Abs(ecart).Cmp(big.NewRat(1, 2)) > 0 {
			rt.Errorf("%s de %s : %s", taux, c, taux.De(c, argent.AuCentime))
		}
		// On a tie the result is the farther from zero.
		if new(big.Rat).Abs(ecart).Cmp(big.NewRat(1, 2)) == 0 && ecart.Sign() == exact.Sign() {
			rt.Errorf("%s de %s : demi-centime perdu", taux, c)
		}
	})
}

func FuzzParseTaux(f *testing.F) {
	for _, s := range []string{"70 %", "11,5 %", "1.04", "0", "-1 %", "100", "0.0000001", "999999999999999 %"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		taux, err := argent.ParseTaux(s)
		if err != nil {
			return
		}
		if taux < 0 {
			t.Fatalf("%q donne un taux négatif : %d", s, taux)
		}
		if relu, err := argent.ParseTaux(taux.EN()); err != nil || relu != taux {
			t.Fatalf("%q donne %d, réécrit %q, relu %d (%v)", s, taux, taux.EN(), relu, err)
		}
	})
}
