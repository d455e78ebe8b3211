package cotation

import (
	"fmt"
	"strings"
	"testing"

	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/convention"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
	n "github.com/opposable/opposable/nomenclature"
)

// resume writes "code:centimes" for each line, in the order of the acts.
func resume(l []ligneTechnique) string {
	var s []string
	for _, x := range l {
		s = append(s, fmt.Sprintf("%d:%d", x.association, x.tarif.Centimes()))
	}
	return strings.Join(s, " ")
}

// TestLesExemplesPublies: a nose packed in emergency, and two screenings of an
// infant (recommandations-medicales, 2025).
func TestLesExemplesPublies(t *testing.T) {
	s := au(2025, 3, 10, 1)
	lignes, err := facturer(t, s, acte("GABD002", 2826, "M").de("ATM"))
	if err != nil || resume(lignes) != "0:5514" {
		t.Errorf("GABD002 + M : %s (%v)", resume(lignes), err)
	}
	lignes, err = facturer(t, s, acte("CDRP002", 4946, "").de("ATM"), acte("BLQP010", 2567, "").de("ATM"))
	if err != nil || resume(lignes) != "1:4946 2:1284" || lignes[0].tarif.Centimes()+lignes[1].tarif.Centimes() != 6230 {
		t.Errorf("CDRP002 + ½ BLQP010 : %s (%v)", resume(lignes), err)
	}
}

func TestLesCodesAssociation(t *testing.T) {
	s := au(2026, 3, 10, 4)
	chir := func(i int, prix int64) acteTechnique { return acte(fmt.Sprintf("NEKA%03d", i), prix, "") }
	radio := func(i int) acteTechnique { return acte(fmt.Sprintf("NEQK%03d", i), 2000+int64(i), "").de("ADI") }
	echo := func(i int) acteTechnique { return acte(fmt.Sprintf("ZCQM%03d", i), 5000+int64(i), "").de("ADE") }
	emg := func(i int) acteTechnique { return acte(fmt.Sprintf("AHQB%03d", i), 6000, "").de("ATM") }
	ancien := au(2025, 11, 4, 6)
	for _, c := range []struct {
		cas   string
		s     *situationTechnique
		l     []acteTechnique
		voulu string // the codes, or the error
	}{
		{"un seul acte", s, []acteTechnique{chir(1, 10000)}, "0"},
		{"le plus cher à taux plein", s, []acteTechnique{chir(1, 5000), chir(2, 10000)}, "2 1"},
		{"trois actes", s, []acteTechnique{chir(1, 5000), chir(2, 10000), chir(3, 4000)}, "acte-non-tarife"},
		{"codes écrits à l'envers", s, []acteTechnique{chir(1, 10000).ecrit(2), chir(2, 5000).ecrit(1)}, "association-impossible"},
		{"deux actes du même prix, au choix", s, []acteTechnique{chir(1, 5000).ecrit(2), chir(2, 5000).ecrit(1)}, "2 1"},
		{"membres différents", s, []acteTechnique{chir(1, 10000), chir(2, 5000).ecrit(3)}, "1 3"},
		{"membres, hors chirurgie", s, []acteTechnique{chir(1, 10000), chir(2, 5000).de("ATM").ecrit(3)}, "association-impossible"},
		{"lésions multiples", s, []acteTechnique{chir(1, 10000), chir(2, 5000).ecrit(3), chir(3, 4000).ecrit(2)}, "1 3 2"},
		{"lésions multiples, quatre", s, []acteTechnique{chir(1, 10000), chir(2, 5000).ecrit(3), chir(3, 4000).ecrit(2), chir(4, 3000)}, "acte-non-tarife"},
		{"carcinologie", s, []acteTechnique{chir(1, 10000).ecrit(1), chir(2, 5000).ecrit(2), chir(3, 4000).ecrit(2)}, "1 2 2"},
		{"deux codes écrits sur trois", s, []acteTechnique{chir(1, 10000).ecrit(1), chir(2, 5000).ecrit(2), chir(3, 4000)}, "acte-non-tarife"},
		{"code 4 sans exception", s, []acteTechnique{chir(1, 10000).ecrit(4), chir(2, 5000).ecrit(4)}, "association-impossible"},
		{"code 2 d'un acte seul", s, []acteTechnique{chir(1, 10000).ecrit(2)}, "association-impossible"},
		{"code 6", s, []acteTechnique{chir(1, 10000).ecrit(6), chir(2, 1000)}, "association-impossible"},
		{"avec un geste complémentaire", s, []acteTechnique{chir(1, 10000), acte("HMQA001", 11800, "")}, "0 0"},
		{"avec un supplément", s, []acteTechnique{chir(1, 10000), acte("YYYY012", 2000, "").de("ADI")}, "0 0"},
		{"avec un geste et un supplément", s, []acteTechnique{chir(1, 10000), acte("HMQA001", 11800, ""), acte("YYYY012", 2000, "").de("ADI")}, "1 1 1"},
		{"deux actes et un supplément", s, []acteTechnique{chir(1, 10000), chir(2, 5000), acte("YYYY012", 2000, "").de("ADI")}, "1 2 0"},
		{"un supplément à moitié", s, []acteTechnique{chir(1, 10000), acte("YYYY012", 2000, "").ecrit(2)}, "association-impossible"},
		{"imagerie interventionnelle", s, []acteTechnique{acte("EDAF001", 30000, ""), acte("YYYY105", 1500, "").de("ADI").ecrit(4)}, "0 4"},
		{"un geste sans prix ne prend pas de place", s, []acteTechnique{chir(1, 10000), chir(2, 5000), acte("HZHE001", 0, "")}, "1 2 0"},
		{"électromyogrammes", s, []acteTechnique{emg(1), emg(2), emg(3)}, "4 4 4"},
		{"électromyogramme et un autre", s, []acteTechnique{emg(1), chir(1, 3000)}, "4 4"},
		{"électromyogramme et deux autres", s, []acteTechnique{emg(1), chir(1, 3000), chir(2, 4000)}, "4 2 1"},
		{"électromyogramme et un autre à moitié", s, []acteTechnique{emg(1), chir(1, 3000).ecrit(2)}, "association-impossible"},
		{"un acte au code 1 avec son supplément", s, []acteTechnique{chir(1, 10000).ecrit(1), acte("YYYY012", 2000, "").de("ADI").ecrit(1)}, "1 1"},
		{"anatomopathologie sans limite", s, []acteTechnique{acte("QZQX021", 4000, "").de("ATM"), acte("QZQX022", 4000, "").de("ATM"), acte("QZQX023", 4000, "").de("ATM"), chir(1, 3000)}, "4 4 4 4"},
		{"médecine nucléaire", s, []acteTechnique{acte("KCQL001", 9000, "").de("ADI"), acte("PAQL002", 8000, "").de("ADI")}, "4 4"},
		{"médecine nucléaire, trois", s, []acteTechnique{acte("KCQL001", 9000, "").de("ADI"), acte("PAQL002", 8000, "").de("ADI"), acte("PAQL003", 7000, "").de("ADI")}, "acte-non-tarife"},
		{"dents", s, []acteTechnique{acte("HBGD001", 3000, ""), acte("HBGD002", 3000, ""), acte("HBGD003", 3000, "")}, "4 4 4"},
		{"scanners de régions différentes", s, []acteTechnique{radio(1).ecrit(4), radio(2).ecrit(4), radio(3).ecrit(4)}, "4 4 4"},
		{"radiographies depuis novembre 2025", au(2025, 11, 5, 6), []acteTechnique{radio(2), radio(1)}, "1 2"},
		{"trois radiographies depuis novembre 2025", au(2025, 11, 5, 6), []acteTechnique{radio(3), radio(2), radio(1)}, "acte-non-tarife"},
		{"radiographies d'avant, rien d'écrit", ancien, []acteTechnique{radio(3), radio(2)}, "association-non-publiee"},
		{"radiographies d'avant, écrites", ancien, []acteTechnique{radio(3).ecrit(1), radio(2).ecrit(2), radio(1).ecrit(2)}, "1 2 2"},
		{"radiographie d'avant et un autre acte", ancien, []acteTechnique{radio(3), chir(1, 10000)}, "2 1"},
		{"échographies, rien d'écrit", s, []acteTechnique{echo(2), echo(1)}, "association-non-publiee"},
		{"échographies écrites", s, []acteTechnique{echo(2).ecrit(1), echo(1).ecrit(2)}, "1 2"},
		{"trois échographies", s, []acteTechnique{echo(3).ecrit(1), echo(2).ecrit(2), echo(1).ecrit(2)}, "association-impossible"},
		{"échographie et un autre acte", s, []acteTechnique{echo(1), chir(1, 10000)}, "2 1"},
		{"deux moments", s, []acteTechnique{chir(1, 10000), chir(2, 9000).ecrit(5)}, "1 5"},
		{"deux moments, quatre actes", s, []acteTechnique{chir(1, 10000).ecrit(1), chir(2, 9000).ecrit(5), chir(3, 8000).ecrit(2), chir(4, 7000).ecrit(2)}, "1 5 2 2"},
		{"le second moment seul", s, []acteTechnique{chir(1, 10000).ecrit(5)}, "association-impossible"},
		{"deux seconds moments", s, []acteTechnique{chir(1, 10000), chir(2, 9000).ecrit(5), chir(3, 8000).ecrit(5)}, "association-impossible"},
		{"deux moments, un acte sans code", s, []acteTechnique{chir(1, 10000), chir(2, 9000).ecrit(5), chir(3, 8000)}, "association-impossible"},
		{"un second moment à 75 %", s, []acteTechnique{chir(1, 10000), chir(2, 9000).ecrit(5), chir(3, 8000).ecrit(3)}, "association-impossible"},
		{"irradiations", s, []acteTechnique{acte("ZZNL061", 2000, "").de("ATM"), acte("ZZNL062", 2000, "").de("ATM"), acte("ZZNL063", 2000, "").de("ATM")}, "4 4 4"},
		{"accouchement et l'acte de sa note", s, []acteTechnique{acte("JQGD010", 31350, "").de("ACO").ecrit(4), chir(1, 5000).de("ACO").ecrit(4)}, "4 4"},
		{"l'anesthésie s'associe à part", s, []acteTechnique{chir(1, 10000), chir(2, 5000), chir(1, 4000).endormi(), chir(2, 6000).endormi()}, "1 2 2 1"},
	} {
		lignes, err := facturer(t, c.s, c.l...)
		obtenu := ""
		if err != nil {
			obtenu = err.Code
		} else {
			var codes []string
			for _, l := range lignes {
				codes = append(codes, fmt.Sprint(l.association))
			}
			obtenu = strings.Join(codes, " ")
		}
		if obtenu != c.voulu {
			t.Errorf("%s : %s, on voulait %s (%v)", c.cas, obtenu, c.voulu, err)
		}
	}
}

// TestLAssociationReduitLesPourcentagesPasLesEuros: 50.00 + 30 % + 6.5 % is
// 68.25, half of it 34.13, and M... U whole.
func TestLAssociationReduitLesPourcentagesPasLesEuros(t *testing.T) {
	s := au(2026, 3, 10, 4)
	lignes, err := facturer(t, s, acte("NEKA001", 10000, ""), acte("NEKA002", 5000, "JKU").en(urgence|dossier.Nuit))
	if err != nil || resume(lignes) != "1:10000 2:8413" {
		t.Errorf("%s (%v)", resume(lignes), err)
	}
	// The dearest act is so before its modifiers: 51 € with nothing remains it.
	lignes, err = facturer(t, s, acte("NEKA001", 5100, ""), acte("NEKA002", 5000, "JK"))
	if err != nil || resume(lignes) != "1:5100 2:3413" {
		t.Errorf("hors modificateurs : %s (%v)", resume(lignes), err)
	}
	lignes, err = facturer(t, s, acte("NEKA001", 10000, ""), acte("NEKA002", 5000, "JK").ecrit(3))
	if err != nil || resume(lignes) != "1:10000 3:5119" {
		t.Errorf("trois quarts : %s (%v)", resume(lignes), err)
	}
}

func TestOutreMerEtSecteur3(t *testing.T) {
	s := au(2026, 3, 10, 4)
	s.e = bareme.Officiel().Au(jour.De(2026, 3, 10), dossier.Reunion)
	lignes, err := facturer(t, s, acte("NEKA001", 10000, "JKU").en(urgence|dossier.Nuit))
	// 104.00, plus 36.5 % (37.96), plus 50.00 that no coefficient raises.
	if err != nil || resume(lignes) != "0:19196" {
		t.Errorf("La Réunion : %s (%v)", resume(lignes), err)
	}
	s.e = bareme.Officiel().Au(jour.De(2017, 9, 1), dossier.Mayotte)
	if _, err := facturer(t, s, acte("NEKA001", 10000, "")); err == nil || err.Code != "tarif-inconnu" {
		t.Errorf("Mayotte en 2017, sans coefficient : %v", err)
	}
	lignes, err = facturer(t, au(2026, 3, 10, 4).sous(dossier.Secteur3, 0), acte("NEKA001", 10000, ""), acte("NEKA002", 5000, "J"))
	// 16 % of the whole: 16.00, and 53.25 halved to 26.63, then 4.26.
	if err != nil || resume(lignes) != "1:1600 2:426" {
		t.Errorf("secteur 3 : %s (%v)", resume(lignes), err)
	}
}

func TestUneConsultationEtUnActeTechnique(t *testing.T) {
	consultation := []n.Code{n.CS}
	avec := func(s *situationTechnique, l ...n.Code) *situationTechnique { s.lettres = l; return s }
	for _, c := range []struct {
		cas   string
		s     *situationTechnique
		a     acteTechnique
		voulu string
	}{
		{"électrocardiogramme", avec(au(2026, 3, 10, 3), consultation...), acte("DEQP003", 1477, "").de("ATM"), "0:1477"},
		{"électrocardiogramme à domicile", avec(au(2026, 3, 10, 3), n.VG), acte("DEQP003", 1477, "").de("ATM"), "0:1477"},
		{"frottis au 30 juin 2017", avec(au(2017, 6, 30, 70), consultation...), acte("JKHD001", 1246, "").de("ATM"), "0:623"},
		{"frottis au 1er juillet 2017", avec(au(2017, 7, 1, 70), consultation...), acte("JKHD001", 1246, "").de("ATM"), "0:1246"},
		{"biopsie de la peau", avec(au(2026, 3, 10, 5), consultation...), acte("QZHA001", 2143, ""), "0:1072"},
		{"biopsie, avec un code", avec(au(2026, 3, 10, 5), consultation...), acte("QZHA001", 2143, "").ecrit(1), "association-impossible"},
		{"ostéodensitométrie", avec(au(2026, 3, 10, 14), consultation...), acte("PAQK007", 4095, "").de("ADI"), "0:4095"},
		{"ostéodensitométrie d'un cardiologue", avec(au(2026, 3, 10, 3), consultation...), acte("PAQK007", 4095, "").de("ADI"), "cumul-interdit"},
		{"radiographie du pneumologue", avec(au(2026, 3, 10, 13), consultation...), acte("ZBQK002", 2128, "").de("ADI"), "0:2128"},
		{"spirométrie fin 2025", avec(au(2025, 12, 31, 1), consultation...), acte("GLQP012", 4108, "").de("ATM"), "cumul-interdit"},
		{"spirométrie en 2026", avec(au(2026, 1, 1, 1), consultation...), acte("GLQP012", 4187, "").de("ATM"), "0:4187"},
		{"spirométrie et avis ponctuel", avec(au(2026, 1, 1, 13), n.APC), acte("GLQP012", 4187, "").de("ATM"), "cumul-interdit"},
		{"opération urgente", avec(au(2026, 3, 10, 49), consultation...), acte("HMFC004", 30003, "").en(urgence), "0:30003"},
		{"opération sans urgence", avec(au(2026, 3, 10, 49), consultation...), acte("HMFC004", 30003, ""), "cumul-interdit"},
		{"une majoration n'est pas une consultation", avec(au(2026, 3, 10, 49), n.MCS), acte("HMFC004", 30003, ""), "0:30003"},
	} {
		lignes, err := facturer(t, c.s, c.a)
		if err != nil && err.Code != c.voulu || err == nil && resume(lignes) != c.voulu {
			t.Errorf("%s : %s (%v)", c.cas, resume(lignes), err)
		}
	}
	s := avec(au(2026, 3, 10, 1), consultation...)
	s.depasse = true
	if _, err := facturer(t, s, acte("GLQP012", 4187, "").de("ATM")); err == nil || err.Code != "cumul-interdit" {
		t.Errorf("spirométrie avec une consultation qui dépasse : %v", err)
	}
	if lignes, _ := facturer(t, avec(au(2026, 3, 10, 1), consultation...), acte("GLQP012", 4187, "").de("ATM")); lignes[0].confiance != bareme.Moyenne {
		t.Error("la spirométrie avec une consultation n'est pas sûre")
	}
}

func TestUnActeCommunAvecUnActeTechnique(t *testing.T) {
	s := au(2026, 3, 10, 1)
	if lu, reduite := s.partActeCommun([]acteTechnique{acte("DEQP003", 1477, "").de("ATM")}); !reduite || lu.V != 500_000 {
		t.Errorf("à moitié : %d (%t)", lu.V, reduite)
	}
	if _, reduite := s.partActeCommun([]acteTechnique{acte("ZBQK002", 2128, "").de("ADI")}); reduite {
		t.Error("avec une radiographie, chacun est à taux plein")
	}
}

func TestLaSituationSeLitDansLeDossier(t *testing.T) {
	e := bareme.Officiel().Au(jour.De(2026, 3, 10), dossier.Metropole)
	d := dossier.Dossier{Date: e.Jour(), Patient: dossier.Patient{Age: 3, AgeConnu: true}, Praticien: dossier.Praticien{Specialite: 2}, Actes: make([]dossier.Acte, 2)}
	if s := nouvelleSituationTechnique(e, convention.Situation{}, &d); s.age != 3 || s.specialite != 2 || s.impose {
		t.Errorf("%+v", s)
	}
	d.Actes[1].Circonstances = urgence
	if s := nouvelleSituationTechnique(e, convention.Situation{}, &d); !s.impose {
		t.Error("l'urgence impose le tarif opposable")
	}
}

func TestLesPropositions(t *testing.T) {
	nuit, dimanche := urgence|dossier.Nuit, urgence|dossier.DimancheFerie
	a := acte("NEKA020", 10000, "")
	for _, c := range []struct {
		cas   string
		s     *situationTechnique
		l     []acteTechnique
		voulu string
	}{
		{"chirurgien de secteur 1", au(2026, 3, 10, 41), []acteTechnique{a}, "JK"},
		{"chirurgien sous OPTAM", au(2026, 3, 10, 41).sous(dossier.Secteur2, dossier.OPTAM), []acteTechnique{a}, "JT"},
		{"chirurgien sous OPTAM, C2S", au(2026, 3, 10, 41).sous(dossier.Secteur2, dossier.OPTAM).oblige(), []acteTechnique{a}, "JK"},
		{"chirurgien de secteur 2", au(2026, 3, 10, 41).sous(dossier.Secteur2, 0), []acteTechnique{a}, "J"},
		{"le dimanche", au(2026, 3, 10, 41), []acteTechnique{a.en(dimanche)}, "FJK"},
		{"la nuit d'un dimanche, U vaut plus que F", au(2026, 3, 10, 41), []acteTechnique{a.en(nuit | dimanche)}, "JKU"},
		{"après minuit", au(2026, 3, 10, 41), []acteTechnique{a.en(urgence).a("2:30")}, "JKS"},
		{"un dimanche sans urgence", au(2026, 3, 10, 41), []acteTechnique{a.en(dossier.DimancheFerie)}, "JK"},
		{"anesthésie d'un enfant de trois ans", au(2026, 3, 10, 2).agede(3), []acteTechnique{a.endormi().en(nuit)}, "3AU"},
		{"radiologue", au(2022, 3, 10, 6), []acteTechnique{acte("ZBQK002", 2128, "").de("ADI")}, "JZ"},
		{"pneumologue", au(2022, 3, 10, 13), []acteTechnique{acte("ZBQK002", 2128, "").de("ADI")}, "JY"},
		{"généraliste le soir", au(2026, 3, 10, 1), []acteTechnique{acte("GABD002", 2880, "").en(nuit)}, "JP"},
		{"F déjà demandé", au(2026, 3, 10, 41), []acteTechnique{acte("NEKA020", 10000, "FJ").en(nuit | dimanche)}, "K"},
		{"une fois par facture", au(2026, 3, 10, 41), []acteTechnique{a.en(nuit), a.en(nuit)}, "JKU JK"},
		{"trois déjà demandés", au(2026, 3, 10, 41), []acteTechnique{acte("NEKA020", 10000, "LR6").en(nuit)}, "U"},
	} {
		if obtenu := strings.Join(c.s.proposer(c.l), " "); obtenu != c.voulu {
			t.Errorf("%s : %s, on voulait %s", c.cas, obtenu, c.voulu)
		}
	}
}
