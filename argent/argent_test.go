package argent_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/opposable/opposable/argent"
)

func TestUnMontantSeLitCommeLesGensLEcrivent(t *testing.T) {
	for ecrit, voulu := range map[string]argent.Centimes{
		"30":                   3000,
		"30.00":                3000,
		"30,00":                3000,
		"30 €":                 3000,
		"30,0":                 3000,
		"  30,00 €  ":          3000,
		"30,00\u00a0€":         3000,
		"€30.00":               3000,
		"30 EUR":               3000,
		"0":                    0,
		"0,61":                 61,
		"1 234,50 €":           123450,
		"1\u202f234,50\u00a0€": 123450,
		"1\u00a0234\u00a0567":  123456700,
		"-12,50":               -1250,
		"−12,50 €":             -1250,
		"100 000 000":          argent.Max,
	} {
		if lu, err := argent.ParseCentimes(ecrit); err != nil || lu != voulu {
			t.Errorf("%q se lit %s (%v), on voulait %s", ecrit, lu, err, voulu)
		}
	}
}

func TestUnMontantDouteuxEstRefuse(t *testing.T) {
	for ecrit, erreur := range map[string]error{
		"":                    argent.ErrVide,
		"   ":                 argent.ErrVide,
		"€":                   argent.ErrVide,
		"30,005":              argent.ErrDecimales,
		"30.000":              argent.ErrDecimales,
		"1 2":                 argent.ErrForme,
		"1 23":                argent.ErrForme,
		"1234 567":            argent.ErrForme,
		"abc":                 argent.ErrForme,
		"--3":                 argent.ErrForme,
		"-−3":                 argent.ErrForme, // a hyphen, then a minus sign
		"-":                   argent.ErrForme,
		"30,":                 argent.ErrForme,
		",50":                 argent.ErrForme,
		"1,234.50":            argent.ErrDecimales, // read as 1,23 and more
		"1.2.3":               argent.ErrForme,
		"12,5 0":              argent.ErrForme, // a space inside the cents groups nothing
		"30 $":                argent.ErrForme,
		"3e1":                 argent.ErrForme,
		"٣٠":                  argent.ErrForme,
		"100000000,01":        argent.ErrTropGrand,
		"9999999999999999999": argent.ErrTropGrand,
		"-100000000,01":       argent.ErrTropGrand,
	} {
		if lu, err := argent.ParseCentimes(ecrit); !errors.Is(err, erreur) {
			t.Errorf("%q se lit %s (%v), on voulait : %v", ecrit, lu, err, erreur)
		}
	}
}

func TestUnMontantSEcritDeTroisFacons(t *testing.T) {
	for _, c := range []struct {
		c           argent.Centimes
		machine     string
		francais    string
		anglais     string
		commentaire string
	}{
		{0, "0.00", "0,00\u00a0€", "€0.00", "nul"},
		{5, "0.05", "0,05\u00a0€", "€0.05", "moins d'un décime"},
		{-5, "-0.05", "-0,05\u00a0€", "-€0.05", "négatif sous l'euro"},
		{1855, "18.55", "18,55\u00a0€", "€18.55", "ordinaire"},
		{123450, "1234.50", "1\u202f234,50\u00a0€", "€1,234.50", "milliers"},
		{-123456789, "-1234567.89", "-1\u202f234\u202f567,89\u00a0€", "-€1,234,567.89", "millions négatifs"},
		{100000, "1000.00", "1\u202f000,00\u00a0€", "€1,000.00", "millier rond"},
	} {
		if c.c.String() != c.machine || c.c.FR() != c.francais || c.c.EN() != c.anglais {
			t.Errorf("%s : %q %q %q", c.commentaire, c.c.String(), c.c.FR(), c.c.EN())
		}
		for _, ecrit := range []string{c.machine, c.francais} {
			if relu, err := argent.ParseCentimes(ecrit); err != nil || relu != c.c {
				t.Errorf("%q relu %s, %v", ecrit, relu, err)
			}
		}
	}
}

func TestUnMontantEstUnTexteEnJSON(t *testing.T) {
	b, err := json.Marshal(argent.Centimes(3000))
	if err != nil || string(b) != `"30.00"` {
		t.Errorf("%s, %v", b, err)
	}
	var c argent.Centimes
	if err := json.Unmarshal([]byte(`"26,50 €"`), &c); err != nil || c != 2650 {
		t.Errorf("%s, %v", c, err)
	}
	if err := json.Unmarshal([]byte(`30.00`), &c); err == nil {
		t.Error("un nombre nu est accepté")
	}
}

func FuzzParseCentimes(f *testing.F) {
	for _, s := range []string{"30", "30,00 €", "1 234,50", "-0.05", "--3", "30,005", "1\u202f234", "99999999999999999", "€", "−1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := argent.ParseCentimes(s)
		if err != nil {
			return
		}
		if c > argent.Max || c < -argent.Max {
			t.Fatalf("%q donne %d, hors des bornes", s, c)
		}
		for _, ecrit := range []string{c.String(), c.FR(), c.String() + " €"} {
			if relu, err := argent.ParseCentimes(ecrit); err != nil || relu != c {
				t.Fatalf("%q donne %s, réécrit %q, relu %s (%v)", s, c, ecrit, relu, err)
			}
		}
	})
}
