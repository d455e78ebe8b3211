package nomenclature_test

import (
	"testing"

	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/ccam"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
	n "github.com/opposable/opposable/nomenclature"
)

func TestChaqueCodeSeTrouveParSesLettres(t *testing.T) {
	for i, c := range n.Codes() {
		if trouve, ok := n.Trouver(c.String()); !ok || trouve != c || int(c) != i {
			t.Errorf("%s se trouve en %d (%t), il est en %d", c, trouve, ok, i)
		}
		if a := c.Acte(); a.Libelle == "" || a.LibelleEN == "" || a.Nom != c.String() {
			t.Errorf("%s : %+v", c, a)
		}
	}
	for _, faux := range []string{"", "g", "ZZZ", "A", "CSS"} {
		if c, ok := n.Trouver(faux); ok {
			t.Errorf("%q se trouve : %s", faux, c)
		}
	}
}

func TestUneLettreAUneReserveSelonLeJour(t *testing.T) {
	veille, jourJ := jour.De(2024, 12, 21), jour.De(2024, 12, 22)
	for code, voulu := range map[n.Code][2]n.Reserve{
		n.C:   {n.ReserveTous, n.ReserveDepassement}, // keeps only secteur 2 that exceeds
		n.CP:  {n.ReserveInexistante, n.ReserveDepassement},
		n.CNP: {n.ReserveInexistante, n.ReserveOpposable},
		n.CS:  {n.ReserveTous, n.ReserveOpposable},
		n.MCS: {n.ReserveOpposable, n.ReserveOpposable},
		n.G:   {n.ReserveOpposable, n.ReserveOpposable},
	} {
		if a, b := code.ReserveAu(veille), code.ReserveAu(jourJ); a != voulu[0] || b != voulu[1] {
			t.Errorf("%s : %d la veille, %d le jour", code, a, b)
		}
	}
}

func TestUneMajorationNEstPasUnActe(t *testing.T) {
	for code, voulu := range map[n.Code]bool{n.MCS: true, n.MD: true, n.MN: true, n.G: false, n.COE: false} {
		if code.EstMajoration() != voulu {
			t.Errorf("%s : %t", code, !voulu)
		}
	}
}

func TestChaqueSpecialiteASesLettres(t *testing.T) {
	for _, c := range []struct {
		code   n.Code
		groupe dossier.Groupe
		ouvert bool
	}{
		{n.G, dossier.GroupeGeneraliste, true}, {n.G, dossier.GroupeCardiologue, false}, {n.CS, dossier.GroupeGeneraliste, false},
		{n.CSC, dossier.GroupeCardiologue, true}, {n.CSC, dossier.GroupeSpecialiste, false}, {n.CNP, dossier.GroupePsychiatre, true},
		{n.CNP, dossier.GroupeNeurologue, true}, {n.MP, dossier.GroupeNeurologue, false}, {n.CEH, dossier.GroupePediatre, true},
	} {
		if c.code.OuvertA(c.groupe) != c.ouvert {
			t.Errorf("%s au groupe %d : %t", c.code, c.groupe, !c.ouvert)
		}
	}
}

// TestUnActeTechniqueADeuxGrilles: S2 without option is refunded on the lower one.
func TestUnActeTechniqueADeuxGrilles(t *testing.T) {
	ligne, _ := ccam.Officielle().Premiere("HMFC004")
	e := bareme.Officiel().Au(jour.De(2025, 6, 1), dossier.Metropole)
	une, ok1 := e.Technique(ligne, false)
	autre, ok2 := e.Technique(ligne, true)
	if !ok1 || !ok2 || une.V != 29394 || autre.V != 27582 {
		t.Errorf("%d puis %d", une.V, autre.V)
	}
	if c := n.DeTechnique(ligne); c.String() != "HMFC004" || c.EstMajoration() || c.Acte().Famille != n.FamilleTechnique {
		t.Errorf("%s n'est pas un acte technique", c)
	}
}

// TestUnTarifInconnuNEstPasCeluiDUneAutreSpecialite: where a specialty has a
// tariff of its own, a zone or a day that nobody published must not silently
// take the common one.
func TestUnTarifInconnuNEstPasCeluiDUneAutreSpecialite(t *testing.T) {
	propre := bareme.Officiel()
	jours := []jour.Jour{jour.De(2017, 9, 1), jour.De(2020, 1, 1), jour.De(2023, 12, 1), jour.De(2025, 2, 1), jour.De(2026, 3, 10)}
	for _, c := range []struct {
		code           n.Code
		groupe         dossier.Groupe
		propre, commun bareme.CleTarif
	}{
		{n.MPC, dossier.GroupePsychiatre, bareme.MPCPsychiatre, bareme.MPC},
		{n.MCS, dossier.GroupePsychiatre, bareme.MCSPsychiatre, bareme.MCS},
		{n.C2, dossier.GroupePsychiatre, bareme.C2Psychiatre, bareme.C2},
		{n.CS, dossier.GroupeGynecologue, bareme.CSGynecologue, bareme.CS},
		{n.CS, dossier.GroupeGeriatre, bareme.CSGeriatre, bareme.CS},
		{n.CS, dossier.GroupeMPR, bareme.CSMpr, bareme.CS},
	} {
		for _, d := range jours {
			metropole, existe := propre.Au(d, dossier.Metropole).Tarif(c.propre)
			commun, _ := propre.Au(d, dossier.Metropole).Tarif(c.commun)
			if !existe || metropole.V == commun.V {
				continue // that day the specialty has no tariff of its own
			}
			for z := range dossier.Zone(dossier.NombreZones) {
				e := propre.Au(d, z)
				lue, ok := c.code.Tarif(e, c.groupe)
				sien, sienOk := e.Tarif(c.propre)
				if ok && (!sienOk || lue.V != sien.V) {
					t.Errorf("%s, groupe %d, %s, %s : %d lu au tarif commun, le sien (%d en métropole) n'y est pas publié", c.code, c.groupe, z, d, lue.V, metropole.V)
				}
			}
		}
	}
}
