package cotation

import (
	"strings"
	"testing"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/convention"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
	"github.com/opposable/opposable/journal"
	n "github.com/opposable/opposable/nomenclature"
)

const (
	toutesLettres = "3456789ABDEFGHJKLMNOPQRSTUVWYZ"
	urgence       = dossier.Urgence
)

// au is the situation of a doctor of secteur 1, on an adult.
func au(annee, mois, j int, specialite dossier.Specialite) *situationTechnique {
	return &situationTechnique{
		e: bareme.Officiel().Au(jour.De(annee, mois, j), dossier.Metropole), s: convention.Situation{Secteur: dossier.Secteur1},
		specialite: specialite, age: 40,
	}
}

func (t *situationTechnique) sous(s dossier.Secteur, o dossier.Option) *situationTechnique {
	t.s = convention.Situation{Secteur: s, Option: o}
	return t
}

func (t *situationTechnique) agede(age int) *situationTechnique {
	t.age = age
	return t
}

func (t *situationTechnique) oblige() *situationTechnique {
	t.impose = true
	return t
}

// acte is an act of surgery that accepts every letter, but those of the
// irradiations for an act of another name.
func acte(code string, prix int64, demandes string) acteTechnique {
	a := acteTechnique{code: code, activite: 1, prix: bareme.Lue{V: prix}, acceptes: n.LettresDe(toutesLettres), regroupement: "ADC", demandes: demandes}
	if !strings.HasPrefix(code, "ZZNL") {
		a.acceptes &^= n.LettresDe("HQVW")
	}
	return a
}

func (a acteTechnique) en(c dossier.Circonstances) acteTechnique {
	a.circonstances = c
	return a
}

func (a acteTechnique) a(heure string) acteTechnique {
	a.heure, _ = dossier.ParseHeure(heure)
	return a
}

func (a acteTechnique) endormi() acteTechnique {
	a.activite, a.regroupement = 4, "ADA"
	return a
}

func (a acteTechnique) de(regroupement string) acteTechnique {
	a.regroupement = regroupement
	return a
}

func (a acteTechnique) ecrit(code uint8) acteTechnique {
	a.association = code
	return a
}

// facturer numbers the acts, bills them and checks that the journal replays.
func facturer(t *testing.T, s *situationTechnique, actes ...acteTechnique) ([]ligneTechnique, *dossier.Erreur) {
	t.Helper()
	for i := range actes {
		actes[i].acte = i
	}
	var j journal.Journal
	lignes, err := s.coter(&j, actes)
	if err2 := journal.Rejouer(j.Etapes()); err2 != nil {
		t.Error(err2)
	}
	muettes, err3 := s.coter(nil, actes)
	for i := range lignes {
		if muettes[i].tarif.Centimes() != lignes[i].tarif.Centimes() {
			t.Error("sans journal, un autre montant")
		}
	}
	if (err == nil) != (err3 == nil) {
		t.Errorf("sans journal : %v, avec : %v", err3, err)
	}
	if err != nil && (err.Champ == "" || err.Indice == "" || err.Message == "") {
		t.Errorf("faute sans champ, sans réparation ou sans phrase : %+v", err)
	}
	return lignes, err
}

// TestChaqueLettreVautSonTarif: on an act of 100.00 €, so that the difference
// reads as the value; "" where the code of the refusal is expected.
func TestChaqueLettreVautSonTarif(t *testing.T) {
	const chirurgien, anesthesiste, generaliste, pediatre, cardiologue, radiologue, pneumologue = 4, 2, 1, 12, 3, 6, 13
	a, dose := acte("NEKA020", 10000, ""), acte("ZZNL061", 10000, "")
	nuit, soir := a.en(urgence|dossier.NuitProfonde), a.en(urgence|dossier.Nuit)
	dimanche := a.en(urgence | dossier.DimancheFerie)
	for _, c := range []struct {
		lettre string
		s      *situationTechnique
		a      acteTechnique
		veille int64 // the day before, −1: refused
		jour   int64
		le     jour.Jour
	}{
		{"U", au(2021, 4, 26, chirurgien), soir, -1, 5000, 0},
		{"U", au(2021, 4, 26, cardiologue), soir, 2515, 2515, 0},
		{"U", au(2021, 4, 26, cardiologue), nuit, 2515, 2515, 0},
		{"P", au(2019, 1, 1, generaliste), soir, -1, 3500, 0},
		{"P", au(2019, 1, 1, pediatre), soir, -1, 5000, 0},
		{"S", au(2019, 1, 1, generaliste), nuit, -1, 4000, 0},
		{"S", au(2019, 1, 1, chirurgien), nuit, -1, 8000, 0},
		{"S", au(2019, 1, 1, cardiologue), nuit, -1, 4000, 0},
		{"F", au(2021, 4, 26, chirurgien), dimanche, -1, 4000, 0},
		{"F", au(2021, 4, 26, pediatre), dimanche, -1, 4000, 0},
		{"F", au(2021, 4, 26, generaliste), dimanche, 1906, 1906, 0},
		{"O", au(2021, 4, 26, chirurgien), a.en(urgence), -1, 8000, 0},
		{"M", au(2021, 4, 26, generaliste), a, 2688, 2688, 0},
		{"A", au(2021, 4, 26, anesthesiste).agede(3), a.endormi(), -1, 2300, 0},
		{"A", au(2021, 4, 26, anesthesiste).agede(81), a.endormi(), -1, 2300, 0},
		{"J", au(2021, 4, 26, chirurgien), a, -1, 650, 0},
		{"K", au(2017, 6, 15, chirurgien), a, 1150, 2000, 0},
		{"K", au(2025, 1, 1, chirurgien), a, 2000, 2500, 0},
		{"K", au(2026, 1, 1, chirurgien), a, 2500, 3000, 0},
		{"T", au(2017, 6, 15, chirurgien).sous(dossier.Secteur2, dossier.OPTAM), a, -1, 1150, 0},
		{"T", au(2025, 1, 1, chirurgien).sous(dossier.Secteur2, dossier.OPTAM), a, 1150, 1650, 0},
		{"T", au(2026, 1, 1, chirurgien).sous(dossier.Secteur2, dossier.OPTAM), a, 1650, 2150, 0},
		{"3", au(2025, 1, 1, anesthesiste), a.endormi(), -1, 1200, 0},
		{"3", au(2025, 1, 1, anesthesiste).sous(dossier.Secteur2, dossier.OPTAMACO), a.endormi(), -1, 800, 0},
		{"R", au(2019, 1, 1, chirurgien), a, -1, 5000, 0},
		{"L", au(2021, 4, 26, chirurgien), a, -1, 2000, 0},
		{"E", au(2019, 1, 1, radiologue).agede(4), a.de("ADI"), -1, 4900, 0},
		{"G", au(2021, 4, 26, chirurgien).agede(2), a, -1, 2500, 0},
		{"6", au(2021, 4, 26, chirurgien), a, -1, 2500, 0},
		{"8", au(2021, 4, 26, anesthesiste), a.endormi(), -1, 2000, 0},
		{"4", au(2021, 4, 26, anesthesiste), a.endormi(), -1, 600, 0},
		{"5", au(2021, 4, 26, anesthesiste), a.endormi(), -1, 800, 0},
		{"7", au(2021, 4, 26, anesthesiste), a.endormi(), -1, 600, 0},
		{"D", au(2021, 4, 26, radiologue), a.de("ADI"), -1, 2400, 0},
		{"Y", au(2025, 11, 5, pneumologue), a.de("ADI"), 1580, 1300, 0},
		{"Z", au(2020, 1, 1, radiologue), a.de("ADI"), -1, 1590, 0},
		{"Z", au(2025, 11, 5, radiologue), a.de("ADI"), 1590, 1300, 0},
		{"B", au(2021, 4, 26, radiologue), a.de("ADI"), -1, 4900, 0},
		{"H", au(2021, 4, 26, 76), dose, -1, 10000, 0},
		{"Q", au(2021, 4, 26, 76), dose, -1, 20000, 0},
		{"V", au(2021, 4, 26, 76), dose, -1, 30000, 0},
		{"W", au(2021, 4, 26, 76), dose, -1, 40000, 0},
		{"N", au(2021, 4, 26, 18).agede(12), a, -1, 1570, 0},
	} {
		le := c.s.e.Jour()
		for d, voulu := range map[jour.Jour]int64{le - 1: c.veille, le: c.jour} {
			s := *c.s
			s.e = bareme.Officiel().Au(d, dossier.Metropole)
			x := c.a
			x.demandes = c.lettre
			lignes, err := facturer(t, &s, x)
			switch {
			case err != nil && (voulu >= 0 || err.Code != "tarif-inconnu"):
				t.Errorf("%s par %s au %s : %v", c.lettre, c.s.specialite, d, err)
			case err == nil && int64(lignes[0].tarif.Centimes())-10000 != voulu:
				t.Errorf("%s par %s au %s : %d, on voulait %d", c.lettre, c.s.specialite, d, lignes[0].tarif.Centimes()-10000, voulu)
			}
		}
	}
}

// TestKEtTEt3SelonLeStatut: what a status opens, at each side of the dates.
func TestKEtTEt3SelonLeStatut(t *testing.T) {
	type statut struct {
		s dossier.Secteur
		o dossier.Option
	}
	s1, dp, s1o := statut{dossier.Secteur1, 0}, statut{dossier.SecteurDP, 0}, statut{dossier.Secteur1, dossier.OPTAM}
	s2, optam, aco, cas := statut{dossier.Secteur2, 0}, statut{dossier.Secteur2, dossier.OPTAM}, statut{dossier.Secteur2, dossier.OPTAMACO}, statut{dossier.Secteur2, dossier.CAS}
	jours := []jour.Jour{jour.De(2017, 6, 14), jour.De(2017, 6, 15), jour.De(2024, 12, 31), jour.De(2025, 1, 1), jour.De(2025, 12, 31), jour.De(2026, 1, 1)}
	refus := [6]int64{-1, -1, -1, -1, -1, -1}
	k := [6]int64{1150, 2000, 2000, 2500, 2500, 3000}
	derogation := [6]int64{1150, 2000, 2000, 2500, 2500, 2500}
	for _, c := range []struct {
		lettre string
		st     statut
		impose bool
		voulu  [6]int64
	}{
		{"K", s1, false, k}, {"K", dp, false, k}, {"K", s1o, false, k}, {"K", aco, false, k},
		{"K", cas, false, [6]int64{1150, -1, -1, -1, -1, -1}},
		{"K", optam, false, refus}, {"K", s2, false, refus},
		{"K", optam, true, derogation}, {"K", s2, true, derogation},
		{"K", statut{dossier.Secteur3, 0}, true, refus},
		{"T", optam, false, [6]int64{-1, 1150, 1150, 1650, 1650, 2150}}, {"T", optam, true, [6]int64{-1, 1150, 1150, 1650, 1650, 2150}},
		{"T", s1, false, refus}, {"T", aco, false, refus}, {"T", s2, true, refus}, {"T", s1o, false, refus},
		{"3", s1, false, [6]int64{-1, -1, -1, 1200, 1200, 1200}}, {"3", s1o, false, refus},
		{"3", aco, false, [6]int64{-1, -1, -1, 800, 800, 800}},
		{"3", s2, false, refus}, {"3", s2, true, [6]int64{-1, -1, -1, 800, 800, 800}}, {"3", optam, true, [6]int64{-1, -1, -1, 800, 800, 800}},
	} {
		for i, d := range jours {
			a := acte("NEKA020", 10000, c.lettre)
			s := &situationTechnique{e: bareme.Officiel().Au(d, dossier.Metropole), specialite: 41, age: 40, impose: c.impose}
			s.sous(c.st.s, c.st.o)
			if c.lettre == "3" {
				s.specialite, a = 2, a.endormi()
			}
			// The tariff d'autorité would hide the value.
			v, manque := valeurDe(s, &a)
			if manque == n.RienNeManque != (c.voulu[i] >= 0) || manque == n.RienNeManque && v != c.voulu[i] {
				t.Errorf("%s, secteur %s, option %s, imposé %t, au %s : %d (manque %d), on voulait %d", c.lettre, c.st.s, c.st.o, c.impose, d, v, manque, c.voulu[i])
			}
		}
	}
}

func valeurDe(s *situationTechnique, a *acteTechnique) (int64, n.Manque) {
	m, _ := n.TrouverModificateur(a.demandes[0])
	x := s.execution(a, heuresPossibles(a))
	v, manque := m.Valeur(s.e, &x)
	return int64(v.Lu.Taux().De(10000, argent.AuCentime)), manque
}

func TestUnModificateurIllegalEstRefuse(t *testing.T) {
	a := acte("NEKA020", 10000, "")
	peu := a
	peu.acceptes = n.LettresDe("FPSU")
	avec := func(a acteTechnique, demandes string) acteTechnique { a.demandes = demandes; return a }
	s1 := func(specialite dossier.Specialite) *situationTechnique { return au(2026, 3, 10, specialite) }
	for _, c := range []struct {
		cas  string
		s    *situationTechnique
		l    []acteTechnique
		code string
		dit  string
	}{
		{"lettre inconnue", s1(4), []acteTechnique{avec(a, "X")}, "modificateur-inconnu", "« X »"},
		{"l'acte ne l'accepte pas", s1(4), []acteTechnique{avec(peu, "J")}, "modificateur-non-accepte", "F, P, S, U"},
		{"deux fois la même", s1(4), []acteTechnique{avec(a, "JJ")}, "modificateur-double", ""},
		{"cinq", s1(4), []acteTechnique{avec(a, "JKLR6")}, "modificateurs-trop-nombreux", "4 au plus"},
		{"K et T", s1(4), []acteTechnique{avec(a, "KT")}, "modificateurs-incompatibles", "K et T"},
		{"T et K", au(2026, 3, 10, 4).sous(dossier.Secteur2, dossier.OPTAM).oblige(), []acteTechnique{avec(a, "TK")}, "modificateurs-incompatibles", ""},
		{"Y et Z", s1(6), []acteTechnique{avec(a, "YZ")}, "modificateurs-incompatibles", ""},
		{"F et U", s1(4), []acteTechnique{avec(a, "FU").en(urgence | dossier.Nuit | dossier.DimancheFerie)}, "modificateurs-incompatibles", ""},
		{"F et S", s1(4), []acteTechnique{avec(a, "FS").en(urgence | dossier.NuitProfonde | dossier.DimancheFerie)}, "modificateurs-incompatibles", ""},
		{"P et S", s1(1), []acteTechnique{avec(a, "PS").en(urgence | dossier.Nuit)}, "modificateurs-incompatibles", ""},
		{"un généraliste et U", s1(1), []acteTechnique{avec(a, "U").en(urgence | dossier.Nuit)}, "modificateur-non-ouvert", "spécialité"},
		{"un cardiologue et K", s1(3), []acteTechnique{avec(a, "K")}, "modificateur-non-ouvert", "spécialité"},
		{"secteur 2 et K", au(2026, 3, 10, 4).sous(dossier.Secteur2, 0), []acteTechnique{avec(a, "K")}, "modificateur-non-ouvert", "tarif opposable"},
		{"U en plein jour", s1(4), []acteTechnique{avec(a, "U").en(urgence)}, "modificateur-non-ouvert", "heure"},
		{"U à minuit passé", s1(4), []acteTechnique{avec(a, "U").en(urgence).a("00:00")}, "modificateur-non-ouvert", "heure"},
		{"U sans urgence", s1(4), []acteTechnique{avec(a, "U").en(dossier.Nuit)}, "modificateur-non-ouvert", "circonstances"},
		{"O la nuit", s1(4), []acteTechnique{avec(a, "O").en(urgence | dossier.Nuit)}, "modificateur-non-ouvert", "heure"},
		{"A à 4 ans", au(2026, 3, 10, 2).agede(4), []acteTechnique{avec(a, "A").endormi()}, "modificateur-non-ouvert", "âge"},
		{"A à 80 ans", au(2026, 3, 10, 2).agede(80), []acteTechnique{avec(a, "A").endormi()}, "modificateur-non-ouvert", "âge"},
		{"E à 5 ans", au(2026, 3, 10, 6).agede(5), []acteTechnique{avec(a, "E")}, "modificateur-non-ouvert", "âge"},
		{"G, œil d'un enfant de 1 an", au(2026, 3, 10, 15).agede(1), []acteTechnique{avec(acte("BFGA004", 10000, ""), "G")}, "modificateur-non-ouvert", "âge"},
		{"N à 13 ans", au(2026, 3, 10, 18).agede(13), []acteTechnique{avec(a, "N")}, "modificateur-non-ouvert", "âge"},
		{"9 par un médecin", s1(18), []acteTechnique{avec(a, "9")}, "modificateur-non-ouvert", "spécialité"},
		{"K sur l'anesthésie", s1(4), []acteTechnique{avec(a, "K").endormi()}, "modificateur-non-ouvert", "activité"},
		{"7 sur l'intervention", s1(2), []acteTechnique{avec(a, "7")}, "modificateur-non-ouvert", "activité"},
		{"Z en 2019", au(2019, 12, 31, 6), []acteTechnique{avec(a, "Z")}, "tarif-inconnu", "publiée"},
		{"U sur deux actes", s1(4), []acteTechnique{avec(a, "U").en(urgence | dossier.Nuit), avec(acte("NEKA010", 5000, ""), "U").en(urgence | dossier.Nuit)}, "modificateur-deja-facture", "NEKA010"},
		{"U puis F", s1(4), []acteTechnique{avec(a, "U").en(urgence | dossier.Nuit), avec(acte("NEKA010", 5000, ""), "F").en(urgence | dossier.DimancheFerie)}, "modificateur-deja-facture", ""},
	} {
		_, err := facturer(t, c.s, c.l...)
		if err == nil || err.Code != c.code || !strings.Contains(err.Message+err.Indice, c.dit) || !strings.HasSuffix(err.Champ, ".modificateurs") {
			t.Errorf("%s : %v, on voulait %s", c.cas, err, c.code)
		}
	}
	// Limits that are open: the hour settles, the anaesthetist is another.
	for _, c := range []struct {
		cas string
		s   *situationTechnique
		l   []acteTechnique
	}{
		{"U à 20 h", s1(4), []acteTechnique{avec(a, "U").en(urgence).a("20:00")}},
		{"S à 7 h 59", s1(4), []acteTechnique{avec(a, "S").en(urgence).a("7:59")}},
		{"O à 8 h", s1(4), []acteTechnique{avec(a, "O").en(urgence).a("8:00")}},
		{"S la nuit, sans l'heure", s1(4), []acteTechnique{avec(a, "S").en(urgence | dossier.Nuit)}},
		{"quatre", s1(4), []acteTechnique{avec(a, "JKLR")}},
		{"G, œil d'un nourrisson", au(2026, 3, 10, 15).agede(0), []acteTechnique{avec(acte("BFGA004", 10000, ""), "G")}},
		{"U du chirurgien et U de l'anesthésiste", s1(4), []acteTechnique{avec(a, "U").en(urgence | dossier.Nuit), avec(a, "U").en(urgence | dossier.Nuit).endormi()}},
	} {
		if _, err := facturer(t, c.s, c.l...); err != nil {
			t.Errorf("%s : %v", c.cas, err)
		}
	}
}
