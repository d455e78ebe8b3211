package opposable_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/cotation"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/internal/oracle"
	"github.com/opposable/opposable/jour"
)

// Chance seldom meets two given majorations: every pair and, for every
// majoration, every circumstance are tried too.

// autourDesRegles are Tuesdays of each state of the rules.
var autourDesRegles = []string{"2018-06-05", "2022-06-07", "2024-06-04", "2025-06-03", "2026-03-10"}

var unParMedecin = []dossier.Specialite{1, 3, 5, 12, 14, 31, 32, 33, 34, 42, 70}

// TestChaquePaire: an act with two majorations, nothing else being known.
func TestChaquePaire(t *testing.T) {
	m := opposable.NouveauMoteur(bareme.Officiel())
	for _, s := range unParMedecin {
		qui := medecinOracle(s)
		majorations := dedoublonner(majorationsParMedecin[qui])
		for _, jour := range autourDesRegles {
			for _, acte := range dedoublonner(actesParMedecin[qui]) {
				for _, age := range []int{4, 40} {
					d := opposable.Dossier{Date: date(jour), Praticien: dossier.Praticien{Secteur: dossier.Secteur1, Specialite: s}}
					d.Patient.Age, d.Patient.AgeConnu = int16(age), true
					// Two majorations are allowed together only if each may go with
					// the act.
					possibles := slices.DeleteFunc(slices.Clone(majorations), func(une string) bool {
						d.Actes = actesDe(acte, une)
						confronter(t, m, d)
						return sansRemede(m, d)
					})
					for i, une := range possibles {
						for _, autre := range possibles[:i] {
							d.Actes = actesDe(acte, une, autre)
							confronter(t, m, d)
						}
					}
				}
			}
		}
	}
}

// TestChaqueMajorationDansChaqueCirconstance: an act with one majoration, each
// fact being said in turn.
func TestChaqueMajorationDansChaqueCirconstance(t *testing.T) {
	m := opposable.NouveauMoteur(bareme.Officiel())
	for _, s := range unParMedecin {
		qui := medecinOracle(s)
		for _, jourDit := range []string{"2018-06-05", "2024-06-04", "2026-03-10"} {
			for _, acte := range dedoublonner(actesParMedecin[qui]) {
				if slices.Contains([]string{"GS", "V", "VGS", "GL2", "GL3", "TE1"}, acte) {
					continue // another of the same kind is tried
				}
				for _, majoration := range append(dedoublonner(majorationsParMedecin[qui]), "") {
					d := opposable.Dossier{Date: date(jourDit), Praticien: dossier.Praticien{Secteur: dossier.Secteur1, Specialite: s}}
					d.Patient.AgeConnu = true
					d.Actes = actesDe(acte, majoration)
					if porte(d, "SHE") {
						d.Actes = append(d.Actes, actesDe("SNP")...)
					}
					if porte(d, "MEP") {
						d.Actes = append(d.Actes, actesDe("NFP")...)
					}
					confronter(t, m, d)
					if !sansRemede(m, d) {
						varier(t, m, d)
					}
				}
			}
		}
	}
}

// sansRemede tells that no circumstance would allow the bill: the doctor, the
// day or the act forbid it.
func sansRemede(m *opposable.Moteur, d opposable.Dossier) bool {
	c, err := m.Controler(d)
	return err == nil && slices.ContainsFunc(c.Fautes, func(f cotation.Faute) bool {
		return slices.Contains([]string{"majoration-sans-acte", "cumul-interdit", "acte-non-ouvert", "tarif-inconnu", "majoration-seule"}, f.Erreur.Code) &&
			!strings.Contains(f.Erreur.Message, "demande une autre majoration")
	})
}

// varier says one more thing of the bill, and compares.
func varier(t *testing.T, m *opposable.Moteur, d opposable.Dossier) {
	for _, age := range []int16{0, 1, 2, 3, 5, 6, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 24, 25, 26, 44, 45, 50, 51, 59, 60, 65, 66, 69, 70, 75, 76, 79, 80, 81} {
		une := d
		une.Patient.Age = age
		confronter(t, m, une)
	}
	for _, age := range []int16{4, 40} {
		d.Patient.Age = age
		for _, p := range []dossier.Parcours{dossier.ParcoursMedecinTraitant, dossier.ParcoursOriente, dossier.ParcoursHorsResidence, dossier.ParcoursHors, dossier.ParcoursAutre} {
			une := d
			une.Parcours = p
			confronter(t, m, une)
		}
		for _, mot := range motsQuiComptent {
			c, _ := dossier.ParseCirconstance(mot)
			confronter(t, m, avecActes(d, func(a *dossier.Acte) { a.Circonstances |= c }))
			confronter(t, m, avecActes(d, func(a *dossier.Acte) { a.Circonstances |= c | dossier.Regule }))
		}
		for plus := range jour.Jour(7 * min(age, 20) / 20) { // the hour does not look at the child
			if s := (d.Date + plus).Semaine(); s > jour.Lundi && s < jour.Samedi && plus > 0 {
				continue
			}
			for _, h := range []int{0, 6*60 - 1, 6 * 60, 8*60 - 1, 8 * 60, 12*60 - 1, 12 * 60, 19*60 - 1, 19 * 60, 20*60 - 1, 20 * 60, 21*60 - 1, 21 * 60} {
				une := avecActes(d, func(a *dossier.Acte) { a.Heure = dossier.Heure(h + 1) })
				une.Date += plus
				confronter(t, m, une)
				confronter(t, m, avecActes(une, func(a *dossier.Acte) { a.Circonstances |= dossier.Urgence }))
			}
		}
		confronter(t, m, avecActes(d, func(a *dossier.Acte) { a.Terrain = dossier.Montagne }))
	}
}

func avecActes(d opposable.Dossier, f func(*dossier.Acte)) opposable.Dossier {
	d.Actes = slices.Clone(d.Actes)
	for i := range d.Actes {
		f(&d.Actes[i])
	}
	return d
}

func actesDe(codes ...string) (l []dossier.Acte) {
	for _, c := range codes {
		switch c {
		case "":
		case "IK", "IKM":
			l = append(l, dossier.Acte{Code: c, Quantite: 10})
		default:
			l = append(l, dossier.Acte{Code: c})
		}
	}
	return l
}

func dedoublonner(liste string) []string {
	l := strings.Fields(liste)
	slices.Sort(l)
	return slices.Compact(l)
}

// confronter compares the engine with the oracle on one bill.
func confronter(t *testing.T, m *opposable.Moteur, d opposable.Dossier) {
	t.Helper()
	obtenu, err := m.Controler(d)
	if err != nil {
		t.Fatalf("illisible : %v\n%+v", err, d)
	}
	attendu, raison := oracle.Permis(factureOracle(d))
	accepte := len(obtenu.Fautes) == 0
	if accepte == attendu || desaccordConnu(d, accepte) != "" {
		return
	}
	t.Errorf("%s %s %s, %d ans, parcours %s, %v %s : le moteur %s, l'oracle %s", d.Date, d.Praticien.Specialite, codesDe(d), d.Patient.Age, d.Parcours,
		d.Actes[0].Circonstances.Liste(), d.Actes[0].Heure, ditAccepte(accepte, strings.Join(premieres(obtenu), " ; ")), ditAccepte(attendu, raison))
	if echecs++; echecs > 40 {
		t.FailNow() // the rest would say the same
	}
}

var echecs int
