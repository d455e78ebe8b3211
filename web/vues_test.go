package web

import (
	"net/url"
	"strings"
	"testing"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/explication"
	"github.com/opposable/opposable/jour"
)

func TestCoefficient(t *testing.T) {
	for _, c := range []struct {
		v      int64
		fr, en string
	}{{1_115_000, "1,115", "1.115"}, {440_000, "0,44", "0.44"}, {2_000_000, "2", "2"}, {1_000_001, "1,000001", "1.000001"}} {
		if fr, en := coefficient(explication.FR, c.v), coefficient(explication.EN, c.v); fr != c.fr || en != c.en {
			t.Errorf("%d : %q %q", c.v, fr, en)
		}
	}
}

func TestLireFormulaire(t *testing.T) {
	v := gynecologue()
	v.Set("garantie", "autre")
	v.Set("garantie_autre", "200%/150%")
	v.Set("medecin_traitant", "non")
	v["circonstances"] = []string{"nuit", "regule"}
	v.Set("statut_rare", "2-optam_aco")
	d, erreurs := lireFormulaire(v)
	if len(erreurs) > 0 {
		t.Fatal(erreurs)
	}
	if d.Praticien != (dossier.Praticien{Specialite: 70, Secteur: dossier.Secteur2, Option: dossier.OPTAMACO}) || d.Honoraires != 6000 || !d.HonorairesSaisis ||
		d.Date != jour.De(2026, 3, 10) || d.Patient.Age != 41 || !d.Patient.SansMedecinTraitant || d.Contrat.Garantie.String() != "200%/150%" ||
		d.Actes[0].Nature != dossier.Consultation || d.Actes[0].Circonstances != dossier.Nuit|dossier.Regule {
		t.Errorf("%+v", d)
	}
	v.Set("codes", "cs + mcs")
	if d, _ = lireFormulaire(v); len(d.Actes) != 2 || d.Actes[1].Code != "MCS" || d.Actes[0].Nature != dossier.SansNature {
		t.Errorf("%+v", d.Actes)
	}
}

// TestChampsDuContrat: each path that an error may bear leads to a field.
func TestChampsDuContrat(t *testing.T) {
	codes := url.Values{"codes": {"CS"}}
	for _, c := range []struct {
		chemin, champ string
		v             url.Values
	}{
		{"date", "date", nil}, {"praticien.secteur", "statut", nil}, {"praticien.option", "statut_rare", url.Values{"statut_rare": {"2-cas"}}},
		{"praticien.specialite", "specialite", nil}, {"patient.age", "age", nil}, {"patient.naissance", "naissance", nil}, {"patient.aide", "aide", nil},
		{"actes", "nature", nil}, {"actes[0].nature", "nature", nil}, {"actes[0].code", "codes", codes}, {"actes[0].honoraires", "honoraires", nil},
		{"honoraires", "honoraires", nil}, {"parcours", "parcours", nil}, {"contrat.garantie", "garantie", nil}, {"prescriptions", "boites_medicaments", nil},
		{"compteurs.participation_annee", "participation_annee", nil}, {"inconnu", "", nil}, {"", "", nil},
	} {
		if champ := champDuContrat(c.chemin, c.v); champ != c.champ {
			t.Errorf("%q mène à %q, pas à %q", c.chemin, champ, c.champ)
		}
	}
}

// TestSecteurs: the comparison asks the façade once per status and keeps the
// fee where it is lawful.
func TestSecteurs(t *testing.T) {
	d, _ := lireFormulaire(gynecologue())
	m := opposable.NouveauMoteur(bareme.Officiel())
	for _, s := range comparer(m, explication.FR, d, "2-optam") {
		if s.Choisi != (s.Statut == "2-optam") || s.Fixe != (s.Statut == "1") || s.Impossible != "" {
			t.Errorf("%+v", s)
		}
		if (s.Decompte.Honoraires == 6000) != (s.Statut != "1") {
			t.Errorf("secteur %s : %s", s.Statut, s.Decompte.Honoraires)
		}
	}
	d.HonorairesSaisis = false
	libre, tarif := prix(m, d)
	for _, s := range comparer(m, explication.FR, d, "1") {
		if s.Decompte.Honoraires != tarif {
			t.Errorf("sans prix, %s : %s au lieu de %s", s.Statut, s.Decompte.Honoraires, tarif)
		}
	}
	if !libre || tarif == 0 {
		t.Errorf("prix libre %v, tarif %s", libre, tarif)
	}
}

// TestEscalier: every history draws, tells itself and holds no inline style.
func TestEscalier(t *testing.T) {
	s := &site{Options: Options{Aujourdhui: aujourdhui, Bareme: bareme.Officiel()}}
	dessins := 0
	for i := range bareme.Parametres() {
		for _, z := range s.Bareme.ZonesPropres(bareme.Cle(i)) {
			svg := string(s.escalier(explication.FR, bareme.Cle(i), z))
			if svg == "" {
				continue
			}
			dessins++
			if strings.Contains(svg, "style=") || !strings.Contains(svg, `role="img" aria-label="Évolution`) {
				t.Errorf("%s : %s", bareme.Cle(i).Parametre().Nom, svg)
			}
		}
	}
	if dessins < 200 {
		t.Errorf("%d dessins", dessins)
	}
}

// TestModeles: each question has its texts, and each answer is a word that the
// contract reads.
func TestModeles(t *testing.T) {
	v := valeursParDefaut(aujourdhui())
	for _, m := range modeles {
		for _, r := range m.choix {
			essai := url.Values{}
			for k := range v {
				essai.Set(k, v.Get(k))
			}
			essai.Set(m.nom, r)
			if _, erreurs := lireFormulaire(essai); len(erreurs) > 0 {
				t.Errorf("%s=%s : %v", m.nom, r, erreurs)
			}
		}
	}
	for _, l := range langues {
		if n := len(champs(l, v, nil, "")); n != len(modeles) {
			t.Errorf("%d champs", n)
		}
	}
}

// TestToutesLesReponses: whatever is answered, there is a result or an error
// tied to a field, in both languages.
func TestToutesLesReponses(t *testing.T) {
	h := nouveau()
	for _, m := range modeles {
		for _, r := range m.choix {
			for _, statut := range []string{"1", "2-optam", "2", "3"} {
				v := gynecologue()
				v.Set("statut", statut)
				v.Set("honoraires", "")
				v.Set(m.nom, r)
				for _, p := range []string{"", "/en"} {
					rep := demander(t, h, "POST", p+"/consultation/resultat", v)
					corps := lireTout(t, rep)
					if rep.StatusCode != 200 || (!strings.Contains(corps, `class="chiffre"`) && !strings.Contains(corps, `<p data-vers="`)) {
						t.Errorf("%s%s=%s, statut %s : %d", p, m.nom, r, statut, rep.StatusCode)
					}
				}
			}
		}
	}
}
