package bareme_test

import (
	"testing"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

// pourChaqueSerie visits every series of the official table.
func pourChaqueSerie(f func(c bareme.Cle, p bareme.Parametre, z dossier.Zone, l []bareme.Fiche)) {
	for i, p := range bareme.Parametres() {
		for z := range dossier.Zone(dossier.NombreZones) {
			f(bareme.Cle(i), p, z, bareme.Officiel().Histoire(bareme.Cle(i), z))
		}
	}
}

func TestChaqueSerieVaDuPlusRecentAuPlusAncien(t *testing.T) {
	pourChaqueSerie(func(_ bareme.Cle, p bareme.Parametre, z dossier.Zone, l []bareme.Fiche) {
		for i := 1; i < len(l); i++ {
			if l[i].Valeur.Depuis >= l[i-1].Valeur.Depuis {
				t.Errorf("%s (%s) : %s suit %s", p.Nom, z, l[i].Valeur.Depuis, l[i-1].Valeur.Depuis)
			}
		}
	})
}

func TestChaqueValeurAUneSourceUneDateEtUneVerification(t *testing.T) {
	b := bareme.Officiel()
	pourChaqueSerie(func(c bareme.Cle, p bareme.Parametre, z dossier.Zone, l []bareme.Fiche) {
		for _, f := range l {
			s := b.Source(f.Valeur.Id)
			if s.Id == "" || s.Titre == "" || s.Nature == "" || f.Verifie == 0 || f.Valeur.Depuis == 0 || f.Valeur.Publie == 0 || f.Cle != c {
				t.Errorf("%s (%s) au %s : %+v, source %+v", p.Nom, z, f.Valeur.Depuis, f, s)
			}
			if f.Hypothese != "" {
				t.Errorf("%s : une hypothèse dans la table officielle", p.Nom)
			}
			if f.Valeur.V < 0 {
				t.Errorf("%s (%s) au %s : valeur négative", p.Nom, z, f.Valeur.Depuis)
			}
		}
	})
}

// TestUnParametrePermanentSeLitDesLePremierJour: amounts, rates and numbers are
// read without asking whether they exist.
func TestUnParametrePermanentSeLitDesLePremierJour(t *testing.T) {
	pourChaqueSerie(func(_ bareme.Cle, p bareme.Parametre, z dossier.Zone, l []bareme.Fiche) {
		if p.Genre == bareme.GenreTarif || p.Genre == bareme.GenreCoefficient {
			return
		}
		if len(l) == 0 || l[len(l)-1].Valeur.Depuis > bareme.Couverture {
			t.Errorf("%s ne se lit pas le %s (%s)", p.Nom, bareme.Couverture, z)
		}
		for _, f := range l {
			if f.Valeur.Supprime {
				t.Errorf("%s est supprimé le %s (%s)", p.Nom, f.Valeur.Depuis, z)
			}
		}
	})
}

func TestChaqueCleSeTrouveParSonNom(t *testing.T) {
	for i, p := range bareme.Parametres() {
		if c, ok := bareme.Trouver(p.Nom); !ok || int(c) != i || c.Parametre() != p {
			t.Errorf("%s se trouve en %d (%t), elle est en %d", p.Nom, c, ok, i)
		}
		if p.Titre == "" || p.TitreEN == "" || p.Objet == "" || p.ObjetEN == "" {
			t.Errorf("%s : sans titre ou sans objet dans une des deux langues", p.Nom)
		}
	}
	for _, nom := range []string{"", "aaa", "zzz", "G"} {
		if c, ok := bareme.Trouver(nom); ok {
			t.Errorf("%q se trouve en %d", nom, c)
		}
	}
}

// TestLaLoiChangeLeJourDit reads both sides of the dates that matter most.
func TestLaLoiChangeLeJourDit(t *testing.T) {
	tarif := func(c bareme.CleTarif) func(bareme.Etat) (bareme.Lue, bool) {
		return func(e bareme.Etat) (bareme.Lue, bool) { return e.Tarif(c) }
	}
	montant := func(c bareme.CleMontant) func(bareme.Etat) (bareme.Lue, bool) {
		return func(e bareme.Etat) (bareme.Lue, bool) { return e.Montant(c), true }
	}
	for _, c := range []struct {
		quoi         string
		lire         func(bareme.Etat) (bareme.Lue, bool)
		jour         jour.Jour
		veille, soir argent.Centimes // −1: no value
	}{
		{"G au 1er novembre 2023", tarif(bareme.G), jour.De(2023, 11, 1), 2500, 2650},
		{"G au 22 décembre 2024", tarif(bareme.G), jour.De(2024, 12, 22), 2650, 3000},
		{"G ne bouge pas au 1er janvier 2026", tarif(bareme.G), jour.De(2026, 1, 1), 3000, 3000},
		{"CS au 22 décembre 2024, MPC intégrée", tarif(bareme.CS), jour.De(2024, 12, 22), 2300, 2650},
		{"CNP remplace CNPSY le 22 décembre 2024", tarif(bareme.CNP), jour.De(2024, 12, 22), -1, 5000},
		{"CNPSY cesse le 22 décembre 2024", tarif(bareme.CNPSY), jour.De(2024, 12, 22), 4250, -1},
		{"CNP au 1er janvier 2026", tarif(bareme.CNP), jour.De(2026, 1, 1), 5000, 5200},
		{"participation forfaitaire au 15 mai 2024", montant(bareme.ParticipationForfaitaire), jour.De(2024, 5, 15), 100, 200},
		{"plafond de la majoration au 1er novembre 2023", montant(bareme.PlafondMajorationHorsParcours), jour.De(2023, 11, 1), 1000, 1060},
		{"le plafond ne bouge pas au 22 décembre 2024", montant(bareme.PlafondMajorationHorsParcours), jour.De(2024, 12, 22), 1060, 1060},
		{"acte lourd au 1er janvier 2019", montant(bareme.ActeLourdParticipation), jour.De(2019, 1, 1), 1800, 2400},
		{"acte lourd au 22 avril 2026", montant(bareme.ActeLourdParticipation), jour.De(2026, 4, 22), 2400, 3200},
		{"franchise par boîte au 31 mars 2024", montant(bareme.FranchiseBoite), jour.De(2024, 3, 31), 50, 100},
	} {
		for jour, voulu := range map[jour.Jour]argent.Centimes{c.jour - 1: c.veille, c.jour: c.soir} {
			lue, ok := c.lire(bareme.Officiel().Au(jour, dossier.Metropole))
			if ok != (voulu >= 0) || (ok && lue.Centimes() != voulu) {
				t.Errorf("%s : le %s on lit %s (%t)", c.quoi, jour, lue.Centimes(), ok)
			}
		}
	}
}

func TestUnTarifSansValeurOutreMerNEstPasCeluiDeMetropole(t *testing.T) {
	e := bareme.Officiel().Au(jour.De(2026, 3, 10), dossier.Reunion)
	if _, ok := e.Tarif(bareme.DASpecialiste); ok {
		t.Error("le plafond du DA, publié pour la métropole seule, se lit à La Réunion")
	}
	if lue, ok := e.Tarif(bareme.G); !ok || lue.Centimes() != 3600 {
		t.Errorf("G à La Réunion : %s", lue.Centimes())
	}
	if e.Jour() != jour.De(2026, 3, 10) || e.Zone() != dossier.Reunion || e.Bareme() != bareme.Officiel() {
		t.Error("l'état oublie d'où il vient")
	}
}
