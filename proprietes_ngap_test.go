package opposable_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/nomenclature"
)

// compagnes are the majorations without which another is worth nothing.
var compagnes = map[string]string{"SNP": "SHE", "MRT": "SHE", "NFP": "MEP", "NFE": "MEP"}

// TestRetirerUneMajorationNInterditRien: rules forbid to add, never to omit.
func TestRetirerUneMajorationNInterditRien(t *testing.T) {
	m := opposable.NouveauMoteur(bareme.Officiel())
	acceptees := 0
	rapid.Check(t, func(rt *rapid.T) {
		d := tirerFacture(rt)
		if c, err := m.Controler(d); err != nil || len(c.Fautes) > 0 {
			return
		}
		acceptees++
		for i, a := range d.Actes {
			code, _ := nomenclature.Trouver(a.Code)
			if !code.EstMajoration() || porte(d, compagnes[a.Code]) {
				continue
			}
			sans := d
			sans.Actes = slices.Delete(slices.Clone(d.Actes), i, i+1)
			if c, err := m.Controler(sans); err != nil || len(c.Fautes) > 0 {
				rt.Fatalf("%s accepté, refusé sans %s : %v %v", codesDe(d), a.Code, err, premieres(c))
			}
		}
	})
	if acceptees < 100 {
		t.Errorf("%d factures acceptées seulement", acceptees)
	}
}

func codesDe(d opposable.Dossier) string {
	l := make([]string, len(d.Actes))
	for i, a := range d.Actes {
		l[i] = a.Code
	}
	return strings.Join(l, "+")
}

// TestSuivreLesConseilsMeneAUneFactureAcceptee: "retirez X", again and again,
// ends in a bill that passes, unless nothing is left of it.
func TestSuivreLesConseilsMeneAUneFactureAcceptee(t *testing.T) {
	m := opposable.NouveauMoteur(bareme.Officiel())
	reparees := 0
	rapid.Check(t, func(rt *rapid.T) {
		d := tirerFacture(rt)
		for range len(d.Actes) + 1 {
			c, err := m.Controler(d)
			if err != nil {
				rt.Fatalf("illisible : %v\n%+v", err, d)
			}
			if len(c.Fautes) == 0 {
				reparees++
				return
			}
			i := aRetirer(d, c.Fautes[0].Erreur)
			if i < 0 {
				if !slices.Contains(sansRetrait, c.Fautes[0].Erreur.Code) {
					rt.Fatalf("%s : aucun conseil pour %v", codesDe(d), c.Fautes[0].Erreur)
				}
				return
			}
			if d.Actes = slices.Delete(slices.Clone(d.Actes), i, i+1); len(d.Actes) == 0 {
				return
			}
		}
		rt.Fatalf("%s : les conseils ne mènent à rien\n%+v", codesDe(d), d)
	})
	if reparees < 300 {
		t.Errorf("%d factures réparées seulement", reparees)
	}
}

// sansRetrait are the refusals of a code that this doctor cannot bill at all,
// or of what is left when the act is gone.
var sansRetrait = []string{"acte-non-ouvert", "tarif-inconnu", "majoration-reservee", "majoration-seule"}

// aRetirer returns the act that the hint says to remove: the code it names, at
// the place of the error when the code is there twice.
func aRetirer(d opposable.Dossier, e *dossier.Erreur) int {
	_, suite, dit := strings.Cut(e.Indice, "retirez ")
	if !dit {
		return -1
	}
	code, _, _ := strings.Cut(suite, ",")
	for i, a := range d.Actes {
		if e.Champ == champDe(i) && (a.Code == code || code == "la seconde") {
			return i
		}
	}
	return slices.IndexFunc(d.Actes, func(a dossier.Acte) bool { return a.Code == code })
}

func champDe(i int) string { return "actes[" + string(rune('0'+i)) + "].code" }

// TestLOrdreDesActesNeChangePasLeVerdict nor what the bill is worth.
func TestLOrdreDesActesNeChangePasLeVerdict(t *testing.T) {
	m := opposable.NouveauMoteur(bareme.Officiel())
	rapid.Check(t, func(rt *rapid.T) {
		d := tirerFacture(rt)
		autre := d
		autre.Actes = rapid.Permutation(d.Actes).Draw(rt, "ordre")
		c1, err1 := m.Controler(d)
		c2, err2 := m.Controler(autre)
		if err1 != nil || err2 != nil {
			rt.Fatalf("%v %v", err1, err2)
		}
		if (len(c1.Fautes) == 0) != (len(c2.Fautes) == 0) {
			rt.Fatalf("%s : %v ; %s : %v", codesDe(d), premieres(c1), codesDe(autre), premieres(c2))
		}
		if c1.Decompte.Base != c2.Decompte.Base || c1.Decompte.AMO != c2.Decompte.AMO {
			rt.Fatalf("%s vaut %s, %s vaut %s", codesDe(d), c1.Decompte.Base, codesDe(autre), c2.Decompte.Base)
		}
	})
}

// TestProposerEstDeterministe: the same question, the same answer, whatever the
// engine answered in between.
func TestProposerEstDeterministe(t *testing.T) {
	m := opposable.NouveauMoteur(bareme.Officiel())
	rapid.Check(t, func(rt *rapid.T) {
		d := tirerFacture(rt)
		d.Actes = d.Actes[:1]
		d.Actes[0].Code, d.Actes[0].Nature = "", dossier.Nature(rapid.IntRange(1, int(dossier.ExamenEnfant)).Draw(rt, "nature"))
		une, err1 := m.Proposer(d)
		if _, err := m.Proposer(tirerDossier(rt)); err != nil {
			_ = err // another question, answered or not
		}
		autre, err2 := m.Proposer(d)
		neuf, err3 := opposable.NouveauMoteur(bareme.Officiel()).Proposer(d)
		if !reflect.DeepEqual(une, autre) || !reflect.DeepEqual(une, neuf) || !reflect.DeepEqual(err1, err2) || !reflect.DeepEqual(err1, err3) {
			rt.Fatalf("%v %v puis %v %v, moteur neuf %v %v", une, err1, autre, err2, neuf, err3)
		}
		// No proposition adds nothing to another of the same letter.
		for i, p := range une {
			for k, q := range une {
				if i != k && p.Depasse == q.Depasse && contientTout(p.Codes, q.Codes) {
					rt.Fatalf("%v contient %v", p.Codes, q.Codes)
				}
			}
		}
	})
}

func contientTout(a, b []nomenclature.Code) bool {
	return !slices.ContainsFunc(b, func(c nomenclature.Code) bool { return !slices.Contains(a, c) })
}

// TestAuTarifLesMemesCumulsPourTous: under an option, or in secteur 2 at the
// opposable tariff since 2018-04-01, the rules are those of secteur 1; the
// letters kept for an excess aside.
func TestAuTarifLesMemesCumulsPourTous(t *testing.T) {
	m := opposable.NouveauMoteur(bareme.Officiel())
	rapid.Check(t, func(rt *rapid.T) {
		d := tirerFacture(rt)
		if d.Date < date(extensionSecteur2) || porte(d, "C V NFP") {
			return
		}
		secteur1, err := m.Controler(d)
		if err != nil {
			rt.Fatal(err)
		}
		d.Honoraires, d.HonorairesSaisis = 100, true // below any tariff
		d.Praticien.Secteur = dossier.Secteur2
		for _, option := range []dossier.Option{dossier.OPTAM, dossier.SansOption} {
			d.Praticien.Option = option
			c, err := m.Controler(d)
			if err != nil || (len(c.Fautes) == 0) != (len(secteur1.Fautes) == 0) {
				rt.Fatalf("%s, option %s : %v, en secteur 1 %v", codesDe(d), option, premieres(c), premieres(secteur1))
			}
		}
	})
}

// TestUneFactureAccepteeSeCalcule: Controler and Calculer are of one mind, and
// the lines of the bill are its codes.
func TestUneFactureAccepteeSeCalcule(t *testing.T) {
	m := opposable.NouveauMoteur(bareme.Officiel())
	rapid.Check(t, func(rt *rapid.T) {
		d := tirerFacture(rt)
		c, err := m.Controler(d)
		if err != nil {
			rt.Fatal(err)
		}
		var dec opposable.Decompte
		err = m.Calculer(&d, &dec, nil)
		if (err == nil) != (len(c.Fautes) == 0) {
			rt.Fatalf("%s : %v au contrôle, %v au calcul", codesDe(d), premieres(c), err)
		}
		if err != nil && c.Fautes[0].Erreur.Code != dossier.Lister(err)[0].Code {
			rt.Fatalf("%s : %v d'abord au contrôle, %v au calcul", codesDe(d), c.Fautes[0].Erreur, err)
		}
		if err == nil && (len(dec.Lignes) != len(d.Actes) || dec.Base != c.Decompte.Base) {
			rt.Fatalf("%s : %s facturé", codesDe(d), lettresDe(dec))
		}
		for _, f := range c.Fautes {
			if f.Erreur.Message == "" || f.Erreur.Champ == "" || f.Texte != "" && (f.TexteEN == "" || f.Erreur.Indice == "") {
				rt.Fatalf("%s : une faute sans raison, sans lieu ou sans remède : %+v", codesDe(d), f)
			}
		}
	})
}
