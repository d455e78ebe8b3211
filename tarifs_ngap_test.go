package opposable_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
)

// The all-in tariffs, as the published tables print them: one table a visit,
// one line a period. "libre" is what secteur 2 without option bills when it
// exceeds. Nothing is said of the codes: the circumstances find them.
type periode struct {
	du, codes, total, libre, baseLibre string
}

var tarifsPublies = []struct {
	visite, dit string
	periodes    []periode
}{
	{"généraliste, médecin traitant", "generaliste parcours=T", []periode{
		{"2017-05-01", "G", "25.00", "C", "23.00"},
		{"2023-11-01", "G", "26.50", "C", "23.00"},
		{"2024-12-22", "G", "30.00", "C", "23.00"},
	}},
	{"généraliste correspondant", "generaliste parcours=O", []periode{
		{"2017-05-01", "G+MCG", "28.00", "C", "23.00"},
		{"2017-07-01", "G+MCG", "30.00", "C", "23.00"},
		{"2023-11-01", "G+MCG", "31.50", "C", "23.00"},
		{"2024-12-22", "G+MCG", "35.00", "C", "23.00"},
	}},
	{"généraliste, enfant de 4 ans", "generaliste parcours=T age=4", []periode{
		{"2017-05-01", "G+MEG", "30.00", "C+MEG", "28.00"},
		{"2023-11-01", "G+MEG", "31.50", "C+MEG", "28.00"},
		{"2024-12-22", "G+MEG", "35.00", "C+MEG", "28.00"},
	}},
	{"spécialiste, hors coordination", "ophtalmologue parcours=S", []periode{
		{"2017-05-01", "CS+MPC", "25.00", "CS", "23.00"},
		{"2023-11-01", "CS+MPC", "26.50", "CS", "23.00"},
		{"2024-12-22", "CS", "26.50", "C", "23.00"},
	}},
	{"spécialiste coordonné", "ophtalmologue parcours=O", []periode{
		{"2017-05-01", "CS+MPC+MCS", "28.00", "CS", "23.00"},
		{"2017-07-01", "CS+MPC+MCS", "30.00", "CS", "23.00"},
		{"2023-11-01", "CS+MPC+MCS", "31.50", "CS", "23.00"},
		{"2024-12-22", "CS+MCS", "31.50", "C", "23.00"},
	}},
	{"psychiatre, hors coordination", "psychiatre parcours=S", psyHors},
	{"neurologue, hors coordination", "neurologue parcours=S", psyHors},
	{"psychiatre coordonné", "psychiatre parcours=O", psyCoordonne},
	{"neurologue coordonné", "neurologue parcours=O", psyCoordonne},
	{"neuropsychiatre coordonné", "neuropsychiatre parcours=O", psyCoordonne},
	{"cardiologue coordonné", "cardiologue parcours=O", []periode{
		{"2017-05-01", "CSC+MCC", "49.00", "CSC", "45.73"},
		{"2017-07-01", "CSC+MCC", "51.00", "CSC", "47.73"},
		{"2023-11-01", "CSC+MCC", "52.50", "CSC", "47.73"},
	}},
	{"gynécologue médical coordonné (70)", "gynecologue parcours=O", gyneco},
	{"gynécologue médical coordonné (79)", "79 parcours=O", gyneco},
	{"gynécologue-obstétricien coordonné (07) : refusé à 37 et 40", "07 parcours=O", []periode{
		{"2017-05-01", "CS+MPC+MCS", "28.00", "CS", "23.00"},
		{"2017-07-01", "CS+MPC+MCS", "30.00", "CS", "23.00"},
		{"2023-11-01", "CS+MPC+MCS", "31.50", "CS", "23.00"},
		{"2024-12-22", "CS+MCS", "31.50", "C", "23.00"},
	}},
	{"gériatre coordonné", "geriatre parcours=O age=85", []periode{
		{"2017-05-01", "CS+MPC+MCS", "28.00", "CS", "23.00"},
		{"2017-07-01", "CS+MPC+MCS", "30.00", "CS", "23.00"},
		{"2023-11-01", "CS+MPC+MCS", "31.50", "CS", "23.00"},
		{"2024-12-22", "CS+MCS", "37.00", "C", "23.00"},
		{"2026-01-01", "CS+MCS", "42.00", "C", "23.00"},
	}},
	{"médecin de réadaptation coordonné", "mpr parcours=O", []periode{
		{"2017-05-01", "CS+MPC+MCS", "28.00", "CS", "23.00"},
		{"2017-07-01", "CS+MPC+MCS", "30.00", "CS", "23.00"},
		{"2023-11-01", "CS+MPC+MCS", "31.50", "CS", "23.00"},
		{"2024-12-22", "CS+MCS", "36.00", "C", "23.00"},
		{"2026-01-01", "CS+MCS", "40.00", "C", "23.00"},
	}},
	{"endocrinologue, diabète compliqué, coordonné", "endocrinologue parcours=O dit=endocrinien_complexe", []periode{
		{"2017-05-01", "CS+MPC+MCS", "28.00", "CS", "23.00"},
		{"2017-07-01", "CS+MPC+MCS", "30.00", "CS", "23.00"},
		{"2022-04-01", "CS+MPC+MCS+MCE", "52.00", "CS", "23.00"},
		{"2023-11-01", "CS+MPC+MCS+MCE", "53.50", "CS", "23.00"},
		{"2024-12-22", "CS+MCS+MCE", "58.00", "", ""}, // C+MCE since 2025-02-11: see desaccords
		{"2026-01-01", "CS+MCS+MCE", "62.00", "", ""},
	}},
	{"pédiatre, enfant d'un an", "pediatre age=1", []periode{
		{"2017-05-01", "CS+NFP+MEP", "32.00", "CS+NFP", "28.00"},
		{"2022-04-01", "CS+NFP+MEP", "37.00", "CS+NFP", "33.00"},
		{"2023-11-01", "CS+NFP+MEP", "38.50", "CS+NFP", "34.50"},
		{"2024-12-22", "CEH", "39.00", "C+NFP", "34.50"},
		{"2026-01-01", "CEH", "40.00", "C+NFP", "34.50"},
	}},
	{"pédiatre, enfant de 4 ans", "pediatre age=4", []periode{
		{"2017-05-01", "CS+NFE+MEP", "32.00", "CS", "23.00"},
		{"2023-11-01", "CS+NFE+MEP", "33.50", "CS", "23.00"},
		{"2024-12-22", "CEK", "35.00", "C", "23.00"},
	}},
	{"pédiatre, enfant de 10 ans", "pediatre age=10", []periode{
		{"2017-05-01", "CS+NFE", "28.00", "CS", "23.00"},
		{"2023-11-01", "CS+NFE", "29.50", "CS", "23.00"},
		{"2024-12-22", "CEG", "31.50", "C", "23.00"},
	}},
}

var psyHors = []periode{
	{"2017-05-01", "CNPSY+MPC", "39.70", "CNPSY", "37.00"},
	{"2017-07-01", "CNPSY+MPC", "41.70", "CNPSY", "39.00"},
	{"2022-04-01", "CNPSY+MPC", "45.20", "CNPSY", "42.50"},
	{"2023-11-01", "CNPSY+MPC", "46.70", "CNPSY", "42.50"},
	{"2024-12-22", "CNP", "50.00", "CP", "42.50"},
	{"2026-01-01", "CNP", "52.00", "CP", "42.50"},
}

var psyCoordonne = []periode{
	{"2017-05-01", "CNPSY+MPC+MCS", "43.70", "CNPSY", "37.00"},
	{"2017-07-01", "CNPSY+MPC+MCS", "46.70", "CNPSY", "39.00"},
	{"2022-04-01", "CNPSY+MPC+MCS", "50.20", "CNPSY", "42.50"},
	{"2023-11-01", "CNPSY+MPC+MCS", "51.70", "CNPSY", "42.50"},
	{"2024-12-22", "CNP+MCS", "55.00", "CP", "42.50"},
	{"2026-01-01", "CNP+MCS", "57.00", "CP", "42.50"},
}

var gyneco = []periode{
	{"2017-05-01", "CS+MPC+MCS", "28.00", "CS", "23.00"},
	{"2017-07-01", "CS+MPC+MCS", "30.00", "CS", "23.00"},
	{"2022-04-01", "CS+GYM+MPC+MCS", "32.00", "CS", "23.00"},
	{"2023-11-01", "CS+GYM+MPC+MCS", "33.50", "CS", "23.00"},
	{"2024-12-22", "CS+MCS", "37.00", "C", "23.00"},
	{"2026-01-01", "CS+MCS", "40.00", "C", "23.00"},
}

// autourDesDates are both sides of every change, and a late day.
var autourDesDates = strings.Fields("2017-05-01 2017-06-30 2017-07-01 2018-03-31 2018-04-01 2022-03-31 2022-04-01 2023-10-31 2023-11-01 2024-12-21 2024-12-22 2025-12-31 2026-01-01 2026-11-21")

// extensionSecteur2 is the day secteur 2 without option may bill the reserved
// majorations when it does not exceed; before, only for the CMU-C.
const extensionSecteur2 = "2018-04-01"

func TestLesTarifsToutComprisSeRetrouvent(t *testing.T) {
	for _, v := range tarifsPublies {
		t.Run(v.visite, func(t *testing.T) {
			for _, jour := range autourDesDates {
				p := enVigueurLe(v.periodes, jour)
				qui, dit, _ := strings.Cut(v.dit, " ")
				soit := jour + " " + qui + " consultation " + dit
				vaut(t, soit, p.codes, p.total)
				vaut(t, soit+" secteur=2 option=optam honoraires=95.00", p.codes, p.total)
				vaut(t, soit+" secteur=2 option=optam honoraires="+p.total, p.codes, p.total)
				if p.libre == "" {
					continue
				}
				vaut(t, soit+" secteur=2 honoraires=95.00", p.libre, p.baseLibre)
				if jour < extensionSecteur2 {
					vaut(t, soit+" secteur=2 honoraires="+p.baseLibre, p.libre, p.baseLibre)
					vaut(t, soit+" secteur=2 aide=c2s honoraires="+p.total, p.codes, p.total)
					continue
				}
				vaut(t, soit+" secteur=2 honoraires="+p.total, p.codes, p.total)
			}
		})
	}
}

func enVigueurLe(l []periode, jour string) periode {
	for _, p := range slices.Backward(l) {
		if p.du <= jour {
			return p
		}
	}
	panic("aucune période au " + jour)
}

// vaut asserts what a bill is worth, through Calculer and through Proposer: the
// first proposition for the opposable tariff, the first free one above it.
func vaut(t *testing.T, ligne, codes, total string) {
	t.Helper()
	obtenus, base, err := coteDe(t, ligne)
	if err != nil || obtenus != codes || base.String() != total {
		t.Errorf("%s : %s, base %s (%v) ; on voulait %s, %s", ligne, obtenus, base, err, codes, total)
		return
	}
	d := facture(t, ligne)
	propositions, err := opposable.NouveauMoteur(bareme.Officiel()).Proposer(d)
	if err != nil || len(propositions) == 0 {
		t.Errorf("%s : rien n'est proposé (%v)", ligne, err)
		return
	}
	p := propositions[0]
	if d.Honoraires > argent.Centimes(nombre(strings.ReplaceAll(total, ".", ""))) && strings.Contains(ligne, "secteur=2") && !strings.Contains(ligne, "option") {
		p = propositions[slices.IndexFunc(propositions, func(p opposable.Proposition) bool { return p.Depasse })]
	}
	if lettresDe(p.Decompte) != codes || p.Tarif.String() != total || p.Decompte.Base.String() != total {
		t.Errorf("%s : %s à %s proposé, base %s ; on voulait %s, %s", ligne, lettresDe(p.Decompte), p.Tarif, p.Decompte.Base, codes, total)
	}
}

// TestLaDateChangeLaLettre: the exact day, on the bills written in codes.
func TestLaDateChangeLaLettre(t *testing.T) {
	for _, c := range []struct {
		facture string
		permis  bool
	}{
		{"2017-05-01 generaliste G", true},
		{"2024-12-21 generaliste GS", true}, {"2024-12-22 generaliste GS", false},
		{"2024-12-21 generaliste C+MMG", true}, {"2024-12-22 generaliste C", false},
		{"2024-12-21 dermatologue CS+MPC", true}, {"2024-12-22 dermatologue CS+MPC", false},
		{"2024-12-21 psychiatre CNPSY", true}, {"2024-12-22 psychiatre CNPSY", false},
		{"2024-12-21 psychiatre CNP", false}, {"2024-12-22 psychiatre CNP", true},
		{"2022-03-31 gynecologue CS+GYM", false}, {"2022-04-01 gynecologue CS+GYM", true},
		{"2024-12-21 gynecologue CS+GYM", true}, {"2024-12-22 gynecologue CS+GYM", false},
		{"2022-03-31 endocrinologue CS+MCE", false}, {"2022-04-01 endocrinologue CS+MCE", true},
		{"2022-03-31 psychiatre CNPSY+MP age=15", false}, {"2022-04-01 psychiatre CNPSY+MP age=15", true},
		{"2017-09-30 dermatologue C2", true}, {"2017-10-01 dermatologue APC", true}, {"2017-09-30 dermatologue APC", false},
		{"2017-10-31 dermatologue CS+MCX", false}, {"2017-11-01 dermatologue CS+MCX", true},
		{"2017-10-31 generaliste CCX", false}, {"2017-11-01 generaliste CCX", true},
		{"2017-12-31 generaliste G+MRT", false}, {"2018-01-01 generaliste G+MRT", true},
		{"2017-12-31 dermatologue CS+MCU", false}, {"2018-01-01 dermatologue CS+MCU", true},
		{"2017-12-31 generaliste G+MUT", false}, {"2018-01-01 generaliste G+MUT", true},
		{"2023-05-14 generaliste G+SNP", false}, {"2023-05-15 generaliste G+SNP", true},
		{"2023-05-14 generaliste IMT", false}, {"2023-05-15 generaliste IMT", true},
		{"2024-12-21 generaliste G+SNP+SHE", false}, {"2024-12-22 generaliste G+SNP+SHE", true},
		{"2024-12-21 generaliste G+MHP", false}, {"2024-12-22 generaliste G+MHP", true},
		{"2025-12-31 generaliste VG+MDM", false}, {"2026-01-01 generaliste VG+MDM", true},
		{"2025-12-31 generaliste VG+MD+MVR", false}, {"2026-01-01 generaliste VG+MD+MVR", true},
		{"2025-12-31 generaliste GL1 age=85", false}, {"2026-01-01 generaliste GL1 age=85", true},
		{"2025-12-31 pediatre CEP age=8", false}, {"2026-01-01 pediatre CEP age=8", true},
		{"2024-12-31 generaliste VG+MDN", true}, {"2025-01-01 generaliste VG+MDN", false},
		{"2018-09-14 generaliste TCG", false}, {"2018-09-15 generaliste TCG", true},
		{"2019-02-09 dermatologue TE2", false}, {"2019-02-10 dermatologue TE2", true},
		{"2022-03-31 dermatologue TE1", true}, {"2022-04-01 dermatologue TE1", false},
		{"2022-03-31 generaliste RQD", false}, {"2022-04-01 generaliste RQD", true},
		{"2022-03-31 generaliste ASE age=8", false}, {"2022-04-01 generaliste ASE age=8", true},
		{"2022-03-31 generaliste MPH", false}, {"2022-04-01 generaliste MPH", true},
		{"2019-02-09 generaliste CTE age=5", false}, {"2019-02-10 generaliste CTE age=5", true},
		{"2023-10-31 generaliste VSP", false}, {"2023-11-01 generaliste VSP", true},
		{"2022-03-31 psychiatre MCY+MPC", true}, {"2022-04-01 psychiatre MCY+MPC", false},
	} {
		codes, raisons, _ := juger(t, c.facture)
		if (len(codes) == 0) != c.permis {
			t.Errorf("%s : accepté %t, on voulait %t ; %s", c.facture, len(codes) == 0, c.permis, raisons)
		}
	}
}
