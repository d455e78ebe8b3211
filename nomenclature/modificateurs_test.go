package nomenclature_test

import (
	"testing"

	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
	n "github.com/opposable/opposable/nomenclature"
)

func TestChaqueModificateurSeTrouveParSaLettre(t *testing.T) {
	var precedent byte
	for _, m := range n.Modificateurs() {
		trouve, ok := n.TrouverModificateur(m.Lettre)
		if !ok || trouve.Lettre != m.Lettre || m.Libelle == "" || m.LibelleEN == "" || m.Texte == "" || m.Lettre <= precedent {
			t.Errorf("%c : %+v", m.Lettre, m)
		}
		precedent = m.Lettre
		for _, autre := range n.Modificateurs() {
			if m.Exclut.A(autre.Lettre) != autre.Exclut.A(m.Lettre) || m.Exclut.A(m.Lettre) {
				t.Errorf("%c et %c : l'exclusion n'est pas réciproque", m.Lettre, autre.Lettre)
			}
			if m.UneFois && m.Exclut.A(autre.Lettre) && !autre.UneFois {
				t.Errorf("%c ne se facture qu'une fois, %c qu'il exclut le peut", m.Lettre, autre.Lettre)
			}
		}
	}
	// Letters of before 2015, and what is no letter.
	for _, c := range []byte{'C', 'I', 'X', '0', '1', '2', 'a', ' ', 0, 255} {
		if _, ok := n.TrouverModificateur(c); ok {
			t.Errorf("%q se trouve", c)
		}
	}
}

func TestUnEnsembleDeLettres(t *testing.T) {
	l := n.LettresDe("A9Z, é")
	for _, c := range []byte("A9Z") {
		if !l.A(c) {
			t.Errorf("%c n'y est pas", c)
		}
	}
	for _, c := range []byte("B08, \xc3a") {
		if l.A(c) {
			t.Errorf("%q y est", c)
		}
	}
	if d := n.Decrire("JX"); d != "J (Majoration transitoire de chirurgie), X" {
		t.Error(d)
	}
}

// TestUnModificateurSansCasQuiConvientDitCeQuiManque: the nearest case speaks.
func TestUnModificateurSansCasQuiConvientDitCeQuiManque(t *testing.T) {
	e := bareme.Officiel().Au(jour.De(2026, 3, 10), dossier.Reunion)
	chirurgien := n.Execution{Specialite: 4, Secteur: dossier.Secteur1, Code: "NEKA020", Age: 40, Heures: n.Jour}
	avec := func(f func(*n.Execution)) n.Execution { x := chirurgien; f(&x); return x }
	for _, c := range []struct {
		lettre byte
		x      n.Execution
		manque n.Manque
	}{
		{'K', chirurgien, n.RienNeManque},
		{'K', avec(func(x *n.Execution) { x.Specialite = 3 }), n.ManqueSpecialite},
		{'K', avec(func(x *n.Execution) { x.Secteur = dossier.Secteur3 }), n.ManqueStatut},
		{'K', avec(func(x *n.Execution) { x.Secteur = dossier.Secteur2 }), n.ManqueOpposable},
		{'K', avec(func(x *n.Execution) { x.Secteur, x.Option = dossier.Secteur2, dossier.CAS }), n.ManqueDate},
		{'J', avec(func(x *n.Execution) { x.Anesthesie = true }), n.ManqueGeste},
		{'G', avec(func(x *n.Execution) { x.Age = 2; x.Code = "BFGA004" }), n.ManqueAge},
		{'F', chirurgien, n.ManqueCirconstance},
		{'U', avec(func(x *n.Execution) { x.Circonstances = dossier.Urgence }), n.ManqueHeure},
		{'U', avec(func(x *n.Execution) { x.Specialite = 127; x.Circonstances, x.Heures = dossier.Urgence, n.Soiree }), n.RienNeManque},
	} {
		m, _ := n.TrouverModificateur(c.lettre)
		if v, manque := m.Valeur(e, &c.x); manque != c.manque || manque == n.RienNeManque && v.Lu.V == 0 {
			t.Errorf("%c : il manque %d, on voulait %d", c.lettre, manque, c.manque)
		}
	}
	o, _ := n.TrouverModificateur('O')
	ancien := avec(func(x *n.Execution) { x.Circonstances = dossier.Urgence })
	if _, manque := o.Valeur(bareme.Officiel().Au(jour.De(2018, 3, 10), dossier.Metropole), &ancien); manque != n.ManqueValeur {
		t.Errorf("O avant la première table lue : %d", manque)
	}
}

func TestUneRegleDAssociationADesCodesEtUneDate(t *testing.T) {
	d := jour.De(2026, 3, 10)
	generale := false
	for i := range n.SuitesDAssociation() {
		r := &n.SuitesDAssociation()[i]
		if r.Nom == "" || r.Libelle == "" || r.LibelleEN == "" || r.Source == "" || r.Code(0) != 1 || r.EnVigueur(jour.De(2005, 1, 1)) {
			t.Errorf("%+v", r)
		}
		generale = generale || r.EnVigueur(d) && !r.Ecrit && r.Code(1) == 2 && r.Code(2) == 0
	}
	if !generale {
		t.Error("la règle générale manque")
	}
	e := bareme.Officiel().Au(d, dossier.Metropole)
	for code, voulu := range map[uint8]int64{1: 1_000_000, 2: 500_000, 3: 750_000, 4: 1_000_000, 5: 1_000_000} {
		if lu, ok := n.TauxAssociation(e, code); !ok || lu.V != voulu {
			t.Errorf("code %d : %d", code, lu.V)
		}
	}
	for _, code := range []uint8{0, 6, 255} {
		if _, ok := n.TauxAssociation(e, code); ok {
			t.Errorf("code %d", code)
		}
	}
	for code, voulu := range map[string]n.HorsRegle{"HMQA001": n.GesteComplementaire, "YYYY012": n.Supplement, "YYYY600": n.Supplement, "YYYY105": n.ImagerieInterventionnelle, "YYYY010": n.DansLaRegle, "": n.DansLaRegle} {
		if g := n.HorsRegleDe(code); g != voulu {
			t.Errorf("%s : %d", code, g)
		}
	}
}
