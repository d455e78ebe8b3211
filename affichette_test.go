package opposable_test

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

var jourAffiche = jour.De(2026, 3, 10)

func affichee(t *testing.T, a opposable.Affichette, cle string) opposable.PrestationAffichee {
	t.Helper()
	i := slices.IndexFunc(a.Prestations, func(p opposable.PrestationAffichee) bool { return p.Cle == cle })
	if i < 0 {
		t.Fatalf("%s n'est pas affichée", cle)
	}
	return a.Prestations[i]
}

// TestAffichetteParStatut: the same acts under each status.
func TestAffichetteParStatut(t *testing.T) {
	m := opposable.NouveauMoteur(bareme.Officiel())
	for _, c := range []struct {
		p          dossier.Praticien
		situation  opposable.SituationAffichee
		fixe       bool
		base, bas  argent.Centimes
		parmi, pas string
	}{
		{dossier.Praticien{Specialite: 1, Secteur: dossier.Secteur1}, opposable.AfficheSecteur1, true, 3000, 3000, "visite", "expertise_pediatrique"},
		{dossier.Praticien{Specialite: 1, Secteur: dossier.SecteurDP}, opposable.AfficheDP, false, 3000, 3000, "dimanche", "depistage_melanome"},
		{dossier.Praticien{Specialite: 1, Secteur: dossier.Secteur2}, opposable.AfficheSecteur2, false, 2300, 3000, "nuit", "depistage_melanome"},
		{dossier.Praticien{Specialite: 1, Secteur: dossier.Secteur2, Option: dossier.OPTAM}, opposable.AfficheOption, false, 3000, 3000, "petit_enfant", "jeune"},
		{dossier.Praticien{Specialite: 1, Secteur: dossier.Secteur1, Option: dossier.OPTAM, Titre: true}, opposable.AfficheOption, false, 3000, 3000, "visite", "jeune"},
		{dossier.Praticien{Specialite: 1, Secteur: dossier.Secteur3}, opposable.AfficheSecteur3, false, 61, 0, "consultation", "coordonnee"},
	} {
		a, err := m.Affichette(c.p, jourAffiche, []opposable.HonorairesAffiches{{Cle: "consultation", De: 3000, A: 6000}})
		if err != nil || a.Situation != c.situation {
			t.Fatalf("%v : %v %v", c.p, a.Situation, err)
		}
		p := affichee(t, a, "consultation")
		if p.Fixe != c.fixe || p.Base != c.base || p.BaseAuTarif != c.bas || p.Fixe != (p.A == 3000) {
			t.Errorf("%v : %+v", c.p, p)
		}
		affichee(t, a, c.parmi)
		if slices.ContainsFunc(a.Prestations, func(p opposable.PrestationAffichee) bool { return p.Cle == c.pas }) {
			t.Errorf("%v affiche %s", c.p, c.pas)
		}
	}
}

func TestAffichetteRefuse(t *testing.T) {
	m := opposable.NouveauMoteur(bareme.Officiel())
	p := dossier.Praticien{Specialite: 1, Secteur: dossier.Secteur2}
	for _, c := range []struct {
		p    dossier.Praticien
		date jour.Jour
		h    []opposable.HonorairesAffiches
		code string
	}{
		{p, jourAffiche, []opposable.HonorairesAffiches{{Cle: "visite", De: 60, A: 50}}, "fourchette-inversee"},
		{p, jour.De(2001, 1, 1), nil, "hors-couverture"},
		{dossier.Praticien{Specialite: 1}, jourAffiche, nil, "secteur-manquant"},
		{dossier.Praticien{Specialite: 1, Secteur: dossier.Secteur3, Option: dossier.OPTAM}, jourAffiche, nil, "option-sans-objet"},
	} {
		if _, err := m.Affichette(c.p, c.date, c.h); !errors.Is(err, &dossier.Erreur{Code: c.code}) {
			t.Errorf("%v : %v", c, err)
		}
	}
}

// TestAffichetteHonnete: whoever the doctor is, a set price is the tariff, no
// act is named twice, and a fee that is asked is displayed as it is.
func TestAffichetteHonnete(t *testing.T) {
	m := opposable.NouveauMoteur(bareme.Officiel())
	rapid.Check(t, func(t *rapid.T) {
		p := tirerDossier(t).Praticien
		date := jour.Jour(rapid.IntRange(int(bareme.Couverture), int(jour.De(2027, 1, 1))).Draw(t, "date"))
		h := opposable.HonorairesAffiches{Cle: "consultation", De: 2000, A: argent.Centimes(rapid.IntRange(2000, 20000).Draw(t, "prix"))}
		a, err := m.Affichette(p, date, []opposable.HonorairesAffiches{h})
		if err != nil {
			return
		}
		vues := map[string]bool{}
		for _, x := range a.Prestations {
			if vues[x.Cle] || len(x.Codes) == 0 || x.Base <= 0 {
				t.Fatalf("%+v", x)
			}
			vues[x.Cle] = true
			if x.Fixe && (x.De != x.Tarif || x.A != x.Tarif) || !x.Fixe && x.Cle == h.Cle && (x.De != h.De || x.A != h.A) {
				t.Fatalf("%+v", x)
			}
		}
	})
}

// TestQuestionsCotation: what is asked changes what may be billed.
func TestQuestionsCotation(t *testing.T) {
	m := opposable.NouveauMoteur(bareme.Officiel())
	d := dossier.Dossier{Date: jourAffiche, Praticien: dossier.Praticien{Specialite: 5, Secteur: dossier.Secteur1},
		Actes: []dossier.Acte{{Nature: dossier.Consultation}}, Parcours: dossier.ParcoursOriente}
	i := slices.IndexFunc(m.QuestionsCotation(d), func(q opposable.Question) bool { return q.Champ == "actes.circonstances" })
	if i != 0 || !slices.Contains(m.QuestionsCotation(d)[0].Reponses, "depistage_melanome") || slices.Contains(m.QuestionsCotation(d)[0].Reponses, "visite_longue") {
		t.Errorf("%+v", m.QuestionsCotation(d))
	}
	if d.Actes[0].Circonstances != 0 {
		t.Error("le dossier a changé")
	}
	d.Praticien.Specialite, d.Patient.Age, d.Patient.AgeConnu, d.Actes[0].Nature = 12, 0, true, dossier.ExamenEnfant
	if !slices.ContainsFunc(m.QuestionsCotation(d), func(q opposable.Question) bool { return q.Champ == "patient.naissance" }) {
		t.Error("le mois de naissance n'est pas demandé pour l'examen d'un nourrisson")
	}
	d.Actes = []dossier.Acte{{Code: "CS"}}
	if q := m.QuestionsCotation(d); q != nil {
		t.Errorf("des codes sont donnés, %v est demandé", q)
	}
}
