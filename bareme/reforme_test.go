package bareme_test

import (
	"reflect"
	"testing"

	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

var (
	demain  = jour.De(2027, 1, 1)
	reforme = bareme.Reforme{Nom: "participation à 4 €", Motif: "doublement", Modifie: []bareme.Modification{
		{Cle: bareme.Cle(bareme.ParticipationForfaitaire), Depuis: demain, V: 400},
		{Cle: bareme.Cle(bareme.G), Depuis: jour.De(2024, 12, 22), V: 3500},
		{Cle: bareme.Cle(bareme.CNP), Zones: []dossier.Zone{dossier.Mayotte}, Depuis: demain, V: 6500},
		{Cle: bareme.Cle(bareme.CS), Depuis: demain, Supprime: true},
	}}
)

func TestUneReformeAjouteEtRemplaceSansToucherLaLoi(t *testing.T) {
	officiel := bareme.Officiel()
	b := officiel.Avec(reforme)
	veille, jourJ := demain-1, demain
	if v := b.Au(veille, dossier.Metropole).Montant(bareme.ParticipationForfaitaire); v.V != 200 || b.Fiche(v.Id).Hypothese != "" {
		t.Errorf("la veille : %d", v.V)
	}
	for _, z := range []dossier.Zone{dossier.Metropole, dossier.Antilles, dossier.Guyane, dossier.Reunion, dossier.Mayotte} {
		if v := b.Au(jourJ, z).Montant(bareme.ParticipationForfaitaire); v.V != 400 || b.Fiche(v.Id).Hypothese == "" {
			t.Errorf("%s : %d", z, v.V)
		}
	}
	if v, _ := b.Au(jour.De(2025, 1, 1), dossier.Metropole).Tarif(bareme.G); v.V != 3500 {
		t.Errorf("G remplacé le même jour : %d", v.V)
	}
	if n, o := len(b.Histoire(bareme.Cle(bareme.G), dossier.Metropole)), len(officiel.Histoire(bareme.Cle(bareme.G), dossier.Metropole)); n != o {
		t.Errorf("remplacer n'ajoute rien : %d valeurs au lieu de %d", n, o)
	}
	if v, _ := b.Au(jourJ, dossier.Reunion).Tarif(bareme.G); v.V != 3600 {
		t.Errorf("sans zone, un tarif ne change qu'en métropole : %d", v.V)
	}
	if v, ok := b.Au(jourJ, dossier.Mayotte).Tarif(bareme.CNP); !ok || v.V != 6500 {
		t.Errorf("CNP à Mayotte : %d", v.V)
	}
	if _, ok := b.Au(jourJ, dossier.Metropole).Tarif(bareme.CS); ok {
		t.Error("CS supprimée se lit encore")
	}
	if v, ok := b.Au(veille, dossier.Metropole).Tarif(bareme.CS); !ok || v.V != 2650 {
		t.Errorf("CS la veille : %d", v.V)
	}
	if v := officiel.Au(jourJ, dossier.Metropole).Montant(bareme.ParticipationForfaitaire); v.V != 200 {
		t.Errorf("la loi officielle a changé : %d", v.V)
	}
	if !reflect.DeepEqual(b.Reformes(), []string{reforme.Nom}) || len(officiel.Reformes()) != 0 {
		t.Errorf("%q, %q", b.Reformes(), officiel.Reformes())
	}
}

func TestUneHypotheseNeSeReclamePasDUnTexteOfficiel(t *testing.T) {
	b := bareme.Officiel().Avec(reforme)
	v := b.Au(demain, dossier.Metropole).Montant(bareme.ParticipationForfaitaire)
	if s := b.Source(v.Id); s.Nature != "hypothese" || s.URL != "" {
		t.Errorf("la valeur de la réforme cite « %s » (%s)", s.Titre, s.Id)
	}
}

func TestDeuxReformesSeSuivent(t *testing.T) {
	une := bareme.Officiel().Avec(reforme)
	deux := une.Avec(bareme.Reforme{Nom: "puis 5 €", Modifie: []bareme.Modification{{Cle: bareme.Cle(bareme.ParticipationForfaitaire), Depuis: demain, V: 500}}})
	if v := deux.Au(demain, dossier.Metropole).Montant(bareme.ParticipationForfaitaire); v.V != 500 || deux.Fiche(v.Id).Hypothese != "puis 5 €" {
		t.Errorf("%d, %+v", v.V, deux.Fiche(v.Id))
	}
	if v := une.Au(demain, dossier.Metropole).Montant(bareme.ParticipationForfaitaire); v.V != 400 {
		t.Errorf("la première réforme a changé : %d", v.V)
	}
}

// TestCeQuOnNeSavaitPasEncoreEstCache: the convention of 4 June 2024 was known
// before it took effect, not before it was signed.
func TestCeQuOnNeSavaitPasEncoreEstCache(t *testing.T) {
	au := func(connu jour.Jour) int64 {
		v, _ := bareme.Officiel().ConnuAu(connu).Au(jour.De(2025, 1, 1), dossier.Metropole).Tarif(bareme.G)
		return v.V
	}
	if v := au(jour.De(2024, 1, 1)); v != 2650 {
		t.Errorf("en janvier 2024 on attendait encore 26,50 : %d", v)
	}
	if v := au(jour.De(2025, 1, 1)); v != 3000 {
		t.Errorf("en janvier 2025 on connaît 30,00 : %d", v)
	}
	if v, _ := bareme.Officiel().Au(jour.De(2025, 1, 1), dossier.Metropole).Tarif(bareme.G); v.V != 3000 {
		t.Errorf("la table officielle a changé : %d", v.V)
	}
}

// TestCeQuiEstPermanentSeLitQuelQueSoitCeQuOnSavait: hiding later texts must
// never leave a permanent parameter without any value.
func TestCeQuiEstPermanentSeLitQuelQueSoitCeQuOnSavait(t *testing.T) {
	connu := bareme.Officiel().ConnuAu(bareme.Couverture)
	for i, p := range bareme.Parametres() {
		if p.Genre == bareme.GenreTarif || p.Genre == bareme.GenreCoefficient {
			continue
		}
		l := connu.Histoire(bareme.Cle(i), dossier.Metropole)
		if len(l) == 0 || l[len(l)-1].Valeur.Depuis > bareme.Couverture {
			t.Errorf("%s n'a pas de valeur connue le %s", p.Nom, bareme.Couverture)
		}
	}
}
