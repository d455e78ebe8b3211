package dossier_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

func valide() dossier.Dossier {
	return dossier.Dossier{
		Date:      jour.De(2026, 3, 10),
		Praticien: dossier.Praticien{Specialite: 1, Secteur: dossier.Secteur1},
		Actes:     []dossier.Acte{{Nature: dossier.Consultation}},
	}
}

func TestUnDossierIncompletOuAbsurdeEstRefuse(t *testing.T) {
	for _, c := range []struct {
		code, champ string
		changer     func(*dossier.Dossier)
	}{
		{"date-manquante", "date", func(d *dossier.Dossier) { d.Date = 0 }},
		{"secteur-manquant", "praticien.secteur", func(d *dossier.Dossier) { d.Praticien.Secteur = 0 }},
		{"acte-manquant", "actes", func(d *dossier.Dossier) { d.Actes = nil }},
		{"naissance-future", "patient.naissance", func(d *dossier.Dossier) { d.Patient.Naissance = d.Date + 1 }},
		{"age-impossible", "patient.naissance", func(d *dossier.Dossier) { d.Patient.Naissance = jour.De(1895, 3, 10) }},
		{"age-impossible", "patient.age", func(d *dossier.Dossier) { d.Patient.AgeConnu, d.Patient.Age = true, -1 }},
		{"age-impossible", "patient.age", func(d *dossier.Dossier) { d.Patient.AgeConnu, d.Patient.Age = true, 131 }},
		{"montant-negatif", "honoraires", func(d *dossier.Dossier) { d.Honoraires = -1 }},
		{"montant-absurde", "honoraires", func(d *dossier.Dossier) { d.Honoraires = 100_000_01 }},
		{"montant-negatif", "actes[0].honoraires", func(d *dossier.Dossier) { d.Actes[0].Honoraires = -1 }},
		{"montant-absurde", "actes[0].honoraires", func(d *dossier.Dossier) { d.Actes[0].Honoraires = 100_000_01 }},
		{"acte-vide", "actes[1]", func(d *dossier.Dossier) { d.Actes = append(d.Actes, dossier.Acte{}) }},
		{"acte-double", "actes[0]", func(d *dossier.Dossier) { d.Actes[0].Code = "G" }},
		{"compteur-negatif", "compteurs.participations_du_jour", func(d *dossier.Dossier) { d.Compteurs.ParticipationsDuJour = -1 }},
		{"compteur-negatif", "compteurs.participation_annee", func(d *dossier.Dossier) { d.Compteurs.ParticipationAnnee = -1 }},
		{"compteur-negatif", "compteurs.franchise_annee", func(d *dossier.Dossier) { d.Compteurs.FranchiseAnnee = -1 }},
		{"compteur-negatif", "prescriptions", func(d *dossier.Dossier) { d.Prescriptions.TransportsSanitaires = -1 }},
	} {
		d := valide()
		if e := d.Valider(); e != nil {
			t.Fatal(e)
		}
		c.changer(&d)
		if e := d.Valider(); e == nil || e.Code != c.code || e.Champ != c.champ {
			t.Errorf("on voulait %s en %s : %v", c.code, c.champ, e)
		}
	}
}

func TestLAgeInconnuEstCeluiDUnAdulte(t *testing.T) {
	d := jour.De(2026, 3, 10)
	for _, c := range []struct {
		p   dossier.Patient
		age int
	}{
		{dossier.Patient{}, dossier.AgeParDefaut},
		{dossier.Patient{Age: 7}, dossier.AgeParDefaut}, // not said to be known
		{dossier.Patient{Age: 0, AgeConnu: true}, 0},
		{dossier.Patient{Age: 70, AgeConnu: true, Naissance: jour.De(2010, 3, 10)}, 16},
	} {
		if a := c.p.AgeAu(d); a != c.age {
			t.Errorf("%+v : %d ans", c.p, a)
		}
	}
}

func TestChaqueSpecialiteSeRetrouveParSonNomEtSonNumero(t *testing.T) {
	vues := map[dossier.Specialite]bool{}
	for _, s := range dossier.Specialites() {
		if vues[s] || s.String() == "" || s.Libelle() == "" || s.LibelleEN() == "" {
			t.Errorf("spécialité %d : double, sans nom ou sans libellé dans une des deux langues", s)
		}
		vues[s] = true
		for _, ecrit := range []string{s.String(), s.Libelle()} {
			lu, e := dossier.ParseSpecialite(ecrit)
			if ecrit == s.String() && (e != nil || lu != s) {
				t.Errorf("%q se lit %d (%v)", ecrit, lu, e)
			}
		}
		if s > 0 {
			if lu, e := dossier.ParseSpecialite(fmt.Sprintf("%02d", s)); e != nil || lu != s {
				t.Errorf("%02d se lit %d (%v)", s, lu, e)
			}
		}
	}
	for _, faux := range []string{"", "00", "99", "19", "1a", "cordonnier"} {
		if lu, e := dossier.ParseSpecialite(faux); e == nil || e.Code != "specialite-inconnue" {
			t.Errorf("%q se lit %d (%v)", faux, lu, e)
		}
	}
}

func TestLesErreursSeReconnaissentParLeurCode(t *testing.T) {
	err := error(dossier.Erreurs{{Code: "a", Message: "un", Champ: "x", Indice: "i"}, {Code: "b", Message: "deux"}})
	if !errors.Is(err, &dossier.Erreur{Code: "b"}) || errors.Is(err, &dossier.Erreur{Code: "c"}) {
		t.Error("le code ne suffit pas à reconnaître l'erreur")
	}
	if err.Error() != "x : un (i) ; deux" {
		t.Errorf("%q", err.Error())
	}
	if l := dossier.Lister(errors.New("panne")); len(l) != 1 || l[0].Code != "interne" || dossier.Lister(nil) != nil {
		t.Errorf("%v", l)
	}
}

func TestLesAvertissementsSontUnEnsemble(t *testing.T) {
	var s, tous dossier.Avertissements
	codes := map[string]bool{}
	for a := dossier.AvertConfianceMoyenne; a <= dossier.AvertHypothese; a++ {
		tous.Ajouter(a)
		if codes[a.String()] || a.String() == "" || a.FR() == "" || a.EN() == "" {
			t.Errorf("avertissement %d : code double, ou phrase absente", a)
		}
		codes[a.String()] = true
	}
	s.Ajouter(dossier.AvertExigence)
	s.Ajouter(dossier.AvertConfianceBasse)
	s.Ajouter(dossier.AvertExigence)
	if l := s.Liste(); !slices.Equal(l, []dossier.Avertissement{dossier.AvertConfianceBasse, dossier.AvertExigence}) {
		t.Errorf("%v", l)
	}
	if string(s.Append(nil)) != "confiance-basse+depassement-exigence" || len(tous.Liste()) != len(codes) || s.Contient(dossier.AvertActeLourd) {
		t.Errorf("%s, %d", s.Append(nil), len(tous.Liste()))
	}
}

func TestChaqueEnumerationEcritUnMotQuElleRelit(t *testing.T) {
	for i := range dossier.Circonstances(22) {
		c := dossier.Circonstances(1) << i
		l := c.Liste()
		if len(l) != 1 {
			t.Fatalf("circonstance %d : %q", i, l)
		}
		if lue, e := dossier.ParseCirconstance(l[0]); e != nil || lue != c {
			t.Errorf("%q se lit %d (%v)", l[0], lue, e)
		}
	}
	for p := dossier.ParcoursMedecinTraitant; p <= dossier.ParcoursAutre; p++ {
		for _, ecrit := range []string{p.String(), string("TNROMDUHSA"[p-1])} {
			if lu, e := dossier.ParseParcours(ecrit); e != nil || lu != p {
				t.Errorf("%q se lit %s (%v)", ecrit, lu, e)
			}
		}
	}
	for e := dossier.SansExoneration; e <= dossier.Prevention; e++ {
		if lue, err := dossier.ParseExoneration(e.String()); err != nil || lue != e {
			t.Errorf("%q se lit %s (%v)", e, lue, err)
		}
	}
	for _, mot := range []string{"", " ", "zzzzzz"} {
		if s, e := dossier.ParseSecteur(mot); e == nil || e.Code != "secteur-inconnu" {
			t.Errorf("secteur %q se lit %s (%v)", mot, s, e)
		}
	}
}
