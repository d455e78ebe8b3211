package bareme_test

import (
	"testing"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/ccam"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

// TestLePrixDUnActeTechniqueSuitSonEdition: the price of the day, the edition
// it comes from, and whether a later one casts a doubt on it.
func TestLePrixDUnActeTechniqueSuitSonEdition(t *testing.T) {
	for _, c := range []struct {
		acte, jour string
		hors       bool
		prix       argent.Centimes // 0: nothing published
		edition    ccam.Edition
		incertain  bool
	}{
		{"HMFC004", "2021-04-25", false, 0, 0, false},
		{"HMFC004", "2021-04-26", false, 28785, 67, false},
		{"HMFC004", "2021-04-26", true, 27229, 67, false},
		{"HMFC004", "2022-06-01", false, 28785, 67, true},
		{"HMFC004", "2025-01-31", false, 28785, 67, true},
		{"HMFC004", "2025-02-01", false, 29394, 78, false},
		{"HMFC004", "2025-12-31", true, 27582, 78, true},
		{"HMFC004", "2026-01-01", false, 30003, 81, false},
		{"HMFC004", "2026-11-22", true, 27935, 81, false},
		{"NEKA020", "2022-06-01", false, 45980, 67, false}, // the same in both editions around
		{"DEQP003", "2019-06-01", false, 1426, 0, false},   // read before the first edition
		{"DEQP003", "2019-06-01", true, 1352, 0, false},
		{"DEQP003", "2025-01-15", false, 1452, 0, false}, // dated between two editions
		{"JKHD001", "2019-06-01", true, 0, 0, false},     // only the other grid was read
		{"ZBQK002", "2026-06-30", false, 2128, 81, false},
		{"ZBQK002", "2026-07-01", false, 2128, 81, true}, // imaging cuts that no edition here has
	} {
		n, ok := ccam.Officielle().Premiere(c.acte)
		if !ok {
			t.Fatalf("%s n'est pas dans la table", c.acte)
		}
		d, _ := jour.Parse(c.jour)
		p, ok := bareme.Officiel().Au(d, dossier.Metropole).Technique(n, c.hors)
		switch {
		case ok != (c.prix != 0):
			t.Errorf("%s au %s : publié %t", c.acte, c.jour, ok)
		case ok && (p.Centimes() != c.prix || p.Edition != c.edition || p.Incertain != c.incertain):
			t.Errorf("%s au %s, hors %t : %s, édition %d, incertain %t", c.acte, c.jour, c.hors, p.Centimes(), p.Edition, p.Incertain)
		}
	}
}

// TestUnePartDuPrixCiteSaSource: every price says where it was read.
func TestUnPrixTechniqueCiteSaSource(t *testing.T) {
	b := bareme.Officiel()
	for _, c := range []struct{ acte, jour, source string }{
		{"DEQP003", "2019-06-01", "le-cardiologue-2014"}, {"DEQP003", "2026-03-10", "ccam"}, {"AHQB024", "2020-06-01", "seasy"},
	} {
		n, _ := ccam.Officielle().Premiere(c.acte)
		d, _ := jour.Parse(c.jour)
		p, ok := b.Au(d, dossier.Metropole).Technique(n, false)
		if s := b.Source(p.Id); !ok || s.Id != c.source || s.Titre == "" {
			t.Errorf("%s au %s : source %+v", c.acte, c.jour, s)
		}
		if f := b.Fiche(p.Id); f.Cle != bareme.Cle(bareme.CCAM) {
			t.Errorf("%s au %s : fiche de %s", c.acte, c.jour, f.Cle.Parametre().Nom)
		}
	}
}

// TestUneEditionAjouteeSertASesDates: an imported edition prices its acts from
// its first day, new ones included, and changes nothing before.
func TestUneEditionAjouteeSertASesDates(t *testing.T) {
	depuis := jour.De(2026, 9, 1)
	b, err := bareme.Officiel().AvecCCAM(&ccam.Version{Edition: 84, Depuis: depuis, Source: "Édition d'essai", Lignes: []ccam.LigneVersion{
		{Code: "DEQP003", Activite: 1, Ligne: ccam.Ligne{Optam: 1500, Hors: 1400, PrixConnu: true, PrisEnCharge: true, Regroupement: "ATM"}},
		{Code: "XXQP001", Activite: 1, Libelle: "Acte d'essai", Ligne: ccam.Ligne{Optam: 999, Hors: 999, PrixConnu: true, PrisEnCharge: true, Regroupement: "ATM"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	ecg, _ := b.CCAM().Premiere("DEQP003")
	nouveau, ok := b.CCAM().Premiere("XXQP001")
	if !ok {
		t.Fatal("l'acte nouveau est introuvable")
	}
	avant, _ := b.Au(depuis-1, dossier.Metropole).Technique(ecg, false)
	apres, _ := b.Au(depuis, dossier.Metropole).Technique(ecg, false)
	if avant.V != 1477 || apres.V != 1500 || b.Source(apres.Id).Titre != "Édition d'essai" {
		t.Errorf("la veille %d, le jour %d (%s)", avant.V, apres.V, b.Source(apres.Id).Titre)
	}
	if _, ok := b.Au(depuis-1, dossier.Metropole).Technique(nouveau, false); ok {
		t.Error("l'acte nouveau a un prix avant son édition")
	}
	if p, ok := b.Au(depuis, dossier.Metropole).Technique(nouveau, true); !ok || p.V != 999 {
		t.Errorf("l'acte nouveau vaut %d (%t)", p.V, ok)
	}
	if _, ok := bareme.Officiel().CCAM().Premiere("XXQP001"); ok {
		t.Error("la table officielle a changé")
	}
}
