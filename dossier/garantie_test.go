package dossier_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/dossier"
)

func niveau(e dossier.Ecriture, pourcent int64) dossier.Niveau {
	return dossier.Niveau{Ecriture: e, Taux: argent.Pourcent(pourcent)}
}

func TestUneGarantieSeLitEnAbrege(t *testing.T) {
	deux, trois := niveau(dossier.AMOIncluse, 200), niveau(dossier.AMOIncluse, 300)
	for ecrit, voulu := range map[string]dossier.Garantie{
		"":                {},
		"200%":            {OPTAM: deux, Hors: deux, Unique: true},
		" 200 % BR ":      {OPTAM: deux, Hors: deux, Unique: true},
		"200 % BRSS":      {OPTAM: deux, Hors: deux, Unique: true},
		"200%:brut":       {OPTAM: deux, Hors: deux, Unique: true},
		"200%:net":        {OPTAM: deux, Hors: deux, Unique: true, Nette: true},
		"300%:libre":      {OPTAM: trois, Hors: trois, Unique: true, Libre: true},
		"300%:libre:net":  {OPTAM: trois, Hors: trois, Unique: true, Libre: true, Nette: true},
		"+100%":           {OPTAM: niveau(dossier.EnSus, 100), Hors: niveau(dossier.EnSus, 100), Unique: true},
		"FR":              {OPTAM: niveau(dossier.FraisReels, 0), Hors: niveau(dossier.FraisReels, 0), Unique: true},
		"frais reels":     {OPTAM: niveau(dossier.FraisReels, 0), Hors: niveau(dossier.FraisReels, 0), Unique: true},
		"frais réels":     {OPTAM: niveau(dossier.FraisReels, 0), Hors: niveau(dossier.FraisReels, 0), Unique: true},
		"150%/130%":       {OPTAM: niveau(dossier.AMOIncluse, 150), Hors: niveau(dossier.AMOIncluse, 130)},
		"FR / 200% : net": {OPTAM: niveau(dossier.FraisReels, 0), Hors: deux, Nette: true},
		"112,5%":          {OPTAM: dossier.Niveau{Ecriture: dossier.AMOIncluse, Taux: 1_125_000}, Hors: dossier.Niveau{Ecriture: dossier.AMOIncluse, Taux: 1_125_000}, Unique: true},
	} {
		if g, err := dossier.ParseGarantie(ecrit); err != nil || g != voulu {
			t.Errorf("%q se lit %+v (%v)", ecrit, g, err)
		}
	}
}

func TestUneGarantieDouteuseEstRefusee(t *testing.T) {
	for _, ecrit := range []string{"200", "beaucoup", "200%/", "/130%", "200%:brutal", ":net", "-100%", "++100%", "200%/130%/110%", "100001%", "10001%",
		"922337203685478%", "999999999999999%", "2 00%", "0.00001%", "%", "+", "FR%"} {
		g, err := dossier.ParseGarantie(ecrit)
		if err == nil || err.Code != "garantie-illisible" || err.Indice == "" {
			t.Errorf("%q se lit %+v (%v)", ecrit, g, err)
		}
	}
}

func TestUneGarantieEcriteEtRelueEstLaMeme(t *testing.T) {
	tirer := func(rt *rapid.T, nom string) dossier.Niveau {
		e := rapid.SampledFrom([]dossier.Ecriture{dossier.AMOIncluse, dossier.EnSus, dossier.FraisReels}).Draw(rt, nom)
		if e == dossier.FraisReels {
			return dossier.Niveau{Ecriture: e}
		}
		return dossier.Niveau{Ecriture: e, Taux: argent.Taux(rapid.Int64Range(0, int64(100*argent.Un)).Draw(rt, nom+" taux"))}
	}
	rapid.Check(t, func(rt *rapid.T) {
		g := dossier.Garantie{OPTAM: tirer(rt, "optam"), Unique: rapid.Bool().Draw(rt, "unique"), Nette: rapid.Bool().Draw(rt, "nette"), Libre: rapid.Bool().Draw(rt, "libre")}
		if g.Hors = g.OPTAM; !g.Unique {
			g.Hors = tirer(rt, "hors")
		}
		if relue, err := dossier.ParseGarantie(g.String()); err != nil || relue != g {
			rt.Errorf("%+v s'écrit %q, relue %+v (%v)", g, g, relue, err)
		}
	})
}

func FuzzParseGarantie(f *testing.F) {
	for _, s := range []string{"200%", "+100%", "FR", "150%/130%:net", "300%:libre", "::", "999999999999999%", "fr/fr", "100 % br"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		g, e := dossier.ParseGarantie(s)
		if e != nil {
			return
		}
		for _, n := range []dossier.Niveau{g.OPTAM, g.Hors} {
			if n.Taux < 0 || n.Taux > 100*argent.Un {
				t.Fatalf("%q promet %d", s, n.Taux)
			}
		}
		if relue, e := dossier.ParseGarantie(g.String()); e != nil || relue != g {
			t.Fatalf("%q donne %+v, réécrite %q, relue %+v (%v)", s, g, g, relue, e)
		}
	})
}
