package convention_test

import (
	"testing"

	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/convention"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
	n "github.com/opposable/opposable/nomenclature"
)

func etat(j jour.Jour) bareme.Etat { return bareme.Officiel().Au(j, dossier.Metropole) }

func TestUneOptionNeSEcritPasNImporteOu(t *testing.T) {
	for _, c := range []struct {
		cas  string
		jour jour.Jour
		p    dossier.Praticien
		code string
	}{
		{"OPTAM en secteur 3", jour.De(2026, 3, 10), dossier.Praticien{Secteur: dossier.Secteur3, Option: dossier.OPTAM}, "option-sans-objet"},
		{"CAS fin 2019", jour.De(2019, 12, 31), dossier.Praticien{Secteur: dossier.Secteur2, Option: dossier.CAS}, ""},
		{"CAS en 2020", jour.De(2020, 1, 1), dossier.Praticien{Secteur: dossier.Secteur2, Option: dossier.CAS}, "option-hors-periode"},
		{"OPTAM en secteur 2", jour.De(2017, 5, 1), dossier.Praticien{Secteur: dossier.Secteur2, Option: dossier.OPTAM}, ""},
		{"OPTAM-CO en secteur 2", jour.De(2017, 5, 1), dossier.Praticien{Secteur: dossier.Secteur2, Option: dossier.OPTAMACO}, ""},
		{"sans option", jour.De(2026, 3, 10), dossier.Praticien{Secteur: dossier.Secteur3}, ""},
	} {
		p := c.p
		_, _, err := convention.Situer(nil, etat(c.jour), &p)
		if (err == nil) != (c.code == "") || (err != nil && (err.Code != c.code || err.Champ != "praticien.option" || err.Indice == "")) {
			t.Errorf("%s : %v", c.cas, err)
		}
	}
}

func TestChaqueStatutASesDroits(t *testing.T) {
	for _, c := range []struct {
		cas                     string
		p                       dossier.Praticien
		grille, libre, changent bool
		averti                  bool
	}{
		{"secteur 1", dossier.Praticien{Secteur: dossier.Secteur1}, true, false, false, false},
		{"secteur 1, OPTAM sans les titres : ignorée", dossier.Praticien{Secteur: dossier.Secteur1, Option: dossier.OPTAM}, true, false, false, true},
		{"secteur 1, OPTAM avec les titres", dossier.Praticien{Secteur: dossier.Secteur1, Option: dossier.OPTAM, Titre: true}, true, true, false, false},
		{"secteur 1, les titres sans l'OPTAM", dossier.Praticien{Secteur: dossier.Secteur1, Titre: true}, true, false, false, false},
		{"droit permanent", dossier.Praticien{Secteur: dossier.SecteurDP}, true, true, false, false},
		{"secteur 2", dossier.Praticien{Secteur: dossier.Secteur2}, false, true, true, false},
		{"secteur 2, OPTAM", dossier.Praticien{Secteur: dossier.Secteur2, Option: dossier.OPTAM}, true, true, false, false},
		{"secteur 3", dossier.Praticien{Secteur: dossier.Secteur3}, false, true, false, false},
	} {
		p := c.p
		s, a, err := convention.Situer(nil, etat(jour.De(2026, 3, 10)), &p)
		if err != nil {
			t.Fatal(err)
		}
		if s.GrilleOpposable() != c.grille || s.DepassementLibre() != c.libre || s.ChangeDeLettre() != c.changent || a.Contient(dossier.AvertOptamSansTitre) != c.averti {
			t.Errorf("%s : grille %t, libre %t, lettre %t, averti %v", c.cas, s.GrilleOpposable(), s.DepassementLibre(), s.ChangeDeLettre(), a.Liste())
		}
		if s.NonConventionne() != (p.Secteur == dossier.Secteur3) {
			t.Errorf("%s : non conventionné %t", c.cas, s.NonConventionne())
		}
	}
}

// TestLeSecteur2AccedeAuxMajorationsAuTarif since 1 April 2018, only for the
// beneficiaries of the CMU-C before.
func TestLeSecteur2AccedeAuxMajorationsAuTarif(t *testing.T) {
	for _, c := range []struct {
		jour         jour.Jour
		depasse, c2s bool
		peut         bool
	}{
		{jour.De(2018, 3, 31), false, false, false},
		{jour.De(2018, 3, 31), false, true, true},
		{jour.De(2018, 4, 1), false, false, true},
		{jour.De(2018, 4, 1), true, false, false},
		{jour.De(2018, 4, 1), true, true, false},
	} {
		s, _, err := convention.Situer(nil, etat(c.jour), &dossier.Praticien{Secteur: dossier.Secteur2})
		if err != nil {
			t.Fatal(err)
		}
		if s.PeutFacturer(n.ReserveOpposable, c.depasse, c.c2s) != c.peut {
			t.Errorf("%+v : %t", c, !c.peut)
		}
		if s.PeutFacturer(n.ReserveDepassement, c.depasse, c.c2s) != c.depasse || !s.PeutFacturer(n.ReserveTous, c.depasse, c.c2s) || s.PeutFacturer(n.ReserveInexistante, c.depasse, c.c2s) {
			t.Errorf("%+v : les autres réserves", c)
		}
	}
}
