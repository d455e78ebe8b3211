package opposable_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
	"github.com/opposable/opposable/journal"
)

// seul bills one line of the table alone, for an adult in the pathway.
func seul(k cleCCAM, date jour.Jour, p dossier.Praticien) opposable.Dossier {
	return opposable.Dossier{Date: date, Praticien: p, Patient: dossier.Patient{Age: 40, AgeConnu: true}, Parcours: dossier.ParcoursOriente,
		Actes: []dossier.Acte{{Code: k.code, Technique: dossier.Technique{Activite: k.activite, Phase: k.phase}}}}
}

// TestTouteLaTableSeFacture: each line of the last edition that has a price can
// be billed alone, its décompte balances and its journal replays; the others
// are refused with a reason.
func TestTouteLaTableSeFacture(t *testing.T) {
	date := jour.De(2026, 3, 10)
	m, dec, j := opposable.NouveauMoteur(bareme.Officiel()), opposable.Decompte{}, new(journal.Journal)
	tarifees, refusees := 0, map[string]int{}
	for _, k := range lignesCCAM {
		ligne, presente := editionsCCAM[0].lignes[k]
		d := seul(k, date, dossier.Praticien{Specialite: 4, Secteur: dossier.Secteur1})
		j.Vider()
		err := m.Calculer(&d, &dec, j)
		if !presente || !ligne.PrixConnu {
			code := ""
			if err != nil {
				code = dossier.Lister(err)[0].Code
			}
			refusees[code]++
			if voulu := map[bool]string{true: "acte-non-pris-en-charge", false: "tarif-inconnu"}[presente]; code != voulu {
				t.Errorf("%v : refus %q, on voulait %s", k, code, voulu)
			}
			continue
		}
		tarifees++
		switch {
		case err != nil:
			t.Errorf("%v : %v", k, err)
		case dec.Base != ligne.Optam || dec.Honoraires != ligne.Optam:
			t.Errorf("%v : base %s, la table dit %s", k, dec.Base, ligne.Optam)
		case dec.AMO+dec.Aide+dec.AMC+dec.ResteACharge != dec.Honoraires || dec.ResteACharge < 0 || dec.AMO < 0:
			t.Errorf("%v : %s, %s, %s, %s ne font pas %s", k, dec.AMO, dec.Aide, dec.AMC, dec.ResteACharge, dec.Honoraires)
		case dec.Avertissements.Contient(dossier.AvertEditionCCAM) != ((ligne.Regroupement == "ADI" || ligne.Regroupement == "ADE") && bareme.Officiel().Au(date, 0).Nombre(bareme.CcamImagerieNonLue).V == 1):
			t.Errorf("%v : avertissement ccam-edition inattendu ou absent", k)
		}
		if err := journal.Rejouer(j.Etapes()); err != nil {
			t.Errorf("%v : %v", k, err)
		}
	}
	if tarifees != 13439-301 {
		t.Errorf("%d lignes tarifées, refus %v", tarifees, refusees)
	}
}

// TestUnModificateurEnPourcentageNAbaissePasLAMO: on every line that accepts
// it, with a doctor and a patient to whom it is open, in both editions of the
// flat amount on heavy acts.
func TestUnModificateurEnPourcentageNAbaissePasLAMO(t *testing.T) {
	const pourcentages = "JKT3R6L8457DYZBEGNHQVW"
	vues := map[byte]int{}
	m, avant, apres := opposable.NouveauMoteur(bareme.Officiel()), opposable.Decompte{}, opposable.Decompte{}
	for _, k := range lignesCCAM {
		ligne, ok := editionsCCAM[0].lignes[k]
		if !ok || !ligne.PrixConnu {
			continue
		}
		for _, p := range []dossier.Praticien{
			{Specialite: 4, Secteur: dossier.Secteur1}, {Specialite: 7, Secteur: dossier.Secteur2, Option: dossier.OPTAM}, {Specialite: 2, Secteur: dossier.Secteur1},
			{Specialite: 6, Secteur: dossier.Secteur1}, {Specialite: 18, Secteur: dossier.Secteur1}, {Specialite: 76, Secteur: dossier.Secteur1},
		} {
			for _, date := range []jour.Jour{jour.De(2026, 3, 10), jour.De(2026, 5, 10)} {
				d := seul(k, date, p)
				d.Patient.Age = 0
				if p.Secteur == dossier.Secteur2 {
					d.Honoraires, d.HonorairesSaisis = 100_000_00, true
				}
				if err := m.Calculer(&d, &avant, nil); err != nil {
					t.Fatalf("%v : %v", k, err)
				}
				for _, lettre := range []byte(pourcentages) {
					if !ligne.Modificateurs.Contient(lettre) {
						continue
					}
					d.Actes[0].Technique.Modificateurs = string(lettre)
					if m.Calculer(&d, &apres, nil) != nil {
						continue
					}
					vues[lettre]++
					if apres.AMO < avant.AMO || apres.Base < avant.Base {
						t.Errorf("%v, %c : AMO %s puis %s, base %s puis %s", k, lettre, avant.AMO, apres.AMO, avant.Base, apres.Base)
					}
				}
			}
		}
	}
	for _, lettre := range []byte(pourcentages) {
		if vues[lettre] == 0 {
			t.Errorf("aucune ligne facturée avec %c", lettre)
		}
	}
}

// TestLAutreGrilleNEstJamaisPlusChere, but where the Cnam printed it so:
// DELF086, by one cent, in V78 and V81.
func TestLAutreGrilleNEstJamaisPlusChere(t *testing.T) {
	m, un, deux := opposable.NouveauMoteur(bareme.Officiel()), opposable.Decompte{}, opposable.Decompte{}
	var anomalies []string
	egales, moindres := 0, 0
	for i := range editionsCCAM {
		for _, k := range lignesCCAM {
			if ligne, ok := editionsCCAM[i].lignes[k]; !ok || !ligne.PrixConnu {
				continue
			}
			d := seul(k, editionsCCAM[i].depuis, dossier.Praticien{Specialite: 4, Secteur: dossier.Secteur1})
			libre := seul(k, editionsCCAM[i].depuis, dossier.Praticien{Specialite: 4, Secteur: dossier.Secteur2})
			libre.Honoraires, libre.HonorairesSaisis = 100_000_00, true
			if err := m.Calculer(&d, &un, nil); err != nil {
				t.Fatalf("%v : %v", k, err)
			}
			if err := m.Calculer(&libre, &deux, nil); err != nil {
				t.Fatalf("%v : %v", k, err)
			}
			switch {
			case deux.Base > un.Base:
				anomalies = append(anomalies, k.code)
			case deux.Base < un.Base:
				moindres++
			default:
				egales++
			}
			if k.activite == 4 && un.Base != deux.Base {
				t.Errorf("%v : une anesthésie à deux prix", k)
			}
			// The opposable tariff imposed brings the first grid back.
			libre.Patient.Aide, libre.Honoraires = dossier.C2S, un.Base
			if err := m.Calculer(&libre, &deux, nil); err != nil || deux.Base != un.Base {
				t.Errorf("%v, C2S : %s, %s voulu (%v)", k, deux.Base, un.Base, err)
			}
		}
	}
	if strings.Join(anomalies, " ") != "DELF086 DELF086" || moindres == 0 || egales == 0 {
		t.Errorf("anomalies %v, %d moindres, %d égales", anomalies, moindres, egales)
	}
}

// TestControlerAccepteCeQueProposerPropose for technical acts, alone, together
// or with a consultation, at any hour.
func TestControlerAccepteCeQueProposerPropose(t *testing.T) {
	m := opposable.NouveauMoteur(bareme.Officiel())
	acceptes, total, avecLettres := 0, 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		d := tirerFactureTechnique(rt)
		d.Date = max(d.Date, jour.De(2025, 2, 1))
		for i := range d.Actes {
			d.Actes[i].Technique.Modificateurs, d.Actes[i].Technique.Association = "", 0
		}
		if rapid.IntRange(0, 3).Draw(rt, "avec une consultation") == 0 {
			d.Actes = append([]dossier.Acte{{Nature: dossier.Consultation, Circonstances: d.Actes[0].Circonstances, Heure: d.Actes[0].Heure}}, d.Actes[0])
			d.Actes[1].Code = rapid.SampledFrom([]string{"DEQP003", "JKHD001", "QZHA001", "GLQP012", "HMFC004"}).Draw(rt, "cumulable")
			d.Actes[1].Technique = dossier.Technique{}
		}
		total++
		l, err := m.Proposer(d)
		if err != nil {
			if e := dossier.Lister(err)[0]; e.Code == "interne" || strings.HasPrefix(e.Code, "modificateur") {
				rt.Fatalf("%v\n%+v", err, d)
			}
			return
		}
		acceptes++
		for _, p := range l {
			c, err := m.Controler(p.Dossier)
			if err != nil || len(c.Fautes) > 0 {
				rt.Fatalf("on propose %v, on refuse %v %v\n%+v", p.Codes, c.Fautes, err, p.Dossier)
			}
			if c.Decompte.Base != p.Decompte.Base || c.Decompte.AMO != p.Decompte.AMO {
				rt.Fatalf("proposé à %s, contrôlé à %s", p.Decompte.Base, c.Decompte.Base)
			}
			for i := range p.Dossier.Actes {
				if p.Dossier.Actes[i].Technique.Modificateurs != "" {
					avecLettres++
				}
			}
		}
	})
	if acceptes*3 < total || avecLettres == 0 {
		t.Errorf("%d propositions sur %d, %d actes avec des lettres", acceptes, total, avecLettres)
	}
}

// TestProposerCompteLesLettresDeLUrgence: a few hours that a doctor knows.
func TestProposerCompteLesLettresDeLUrgence(t *testing.T) {
	for _, c := range []struct {
		cas         string
		specialite  dossier.Specialite
		acte, heure string
		activite    uint8
		age         int16
		jour        jour.Jour
		c           dossier.Circonstances
		lettres     string
		tarif       argent.Centimes
	}{
		{"chirurgien, soir", 49, "HMFC004", "21:00", 1, 40, jour.De(2026, 3, 10), dossier.Urgence, "JKU", 45954}, // 300.03 + 109.51 + 50
		{"chirurgien, nuit", 49, "HMFC004", "3:00", 1, 40, jour.De(2026, 3, 10), dossier.Urgence, "JKS", 48954},
		{"chirurgien, dimanche", 49, "HMFC004", "10:00", 1, 40, jour.De(2026, 3, 8), dossier.Urgence, "FJK", 44954},
		{"anesthésiste, 85 ans, nuit", 2, "HMFC004", "3:00", 4, 85, jour.De(2026, 3, 10), dossier.Urgence, "3AS", 27269}, // 169.69 + 23 + 80
		{"généraliste, soir", 1, "QZJA002", "21:00", 1, 40, jour.De(2026, 3, 10), dossier.Urgence, "P", 6160},
		{"généraliste, dimanche soir", 1, "QZJA002", "21:00", 1, 40, jour.De(2026, 3, 8), dossier.Urgence, "P", 6160}, // P 35 before F 19.06
		{"cardiologue, dimanche soir", 3, "DEQP003", "21:00", 1, 40, jour.De(2026, 3, 8), dossier.Urgence, "U", 3992}, // U 25.15 before F 19.06
		{"radiologue, enfant de 3 ans", 6, "ZBQK002", "10:00", 1, 3, jour.De(2026, 3, 10), 0, "EY", 3447},             // 21.28 × 1.62
		{"chirurgien, jour", 49, "HMFC004", "10:00", 1, 40, jour.De(2026, 3, 10), 0, "JK", 40954},
	} {
		d := seul(cleCCAM{c.acte, c.activite, 0}, c.jour, dossier.Praticien{Specialite: c.specialite, Secteur: dossier.Secteur1})
		d.Patient.Age = c.age
		d.Actes[0].Circonstances = c.c
		d.Actes[0].Heure, _ = dossier.ParseHeure(c.heure)
		l, err := opposable.NouveauMoteur(bareme.Officiel()).Proposer(d)
		if err != nil || len(l) != 1 {
			t.Errorf("%s : %v, %v", c.cas, l, err)
			continue
		}
		if lettres := l[0].Dossier.Actes[0].Technique.Modificateurs; lettres != c.lettres || l[0].Tarif != c.tarif {
			t.Errorf("%s : %s, %s ; on voulait %s, %s", c.cas, lettres, l[0].Tarif, c.lettres, c.tarif)
		}
	}
}

// TestAvertissementEntreDeuxEditions: the day before an edition, the warning
// tells the lines that it changes, and those only.
func TestAvertissementEntreDeuxEditions(t *testing.T) {
	m, dec := opposable.NouveauMoteur(bareme.Officiel()), opposable.Decompte{}
	avertis, tus := 0, 0
	for i := range editionsCCAM[1:] {
		suivante, courante := editionsCCAM[i], editionsCCAM[i+1]
		veille := suivante.depuis - 1
		for _, k := range lignesCCAM {
			if l, ok := courante.lignes[k]; !ok || !l.PrixConnu {
				continue
			}
			avant, _ := ligneAu(k, veille)
			apres, ok := suivante.lignes[k]
			for _, p := range []dossier.Praticien{{Specialite: 4, Secteur: dossier.Secteur1}, {Specialite: 4, Secteur: dossier.Secteur2}} {
				d := seul(k, veille, p)
				d.Honoraires, d.HonorairesSaisis = 100_000_00, p.Secteur == dossier.Secteur2
				if err := m.Calculer(&d, &dec, nil); err != nil {
					t.Fatalf("%v : %v", k, err)
				}
				change := !ok || !apres.PrixConnu || p.Secteur == dossier.Secteur1 && avant.Optam != apres.Optam || p.Secteur == dossier.Secteur2 && avant.Hors != apres.Hors
				if dec.Avertissements.Contient(dossier.AvertEditionCCAM) != change {
					t.Errorf("%v le %s, secteur %s : averti %t, le prix change %t", k, veille, p.Secteur, !change, change)
				}
				if change {
					avertis++
				} else {
					tus++
				}
			}
		}
	}
	if avertis == 0 || tus == 0 {
		t.Errorf("%d avertis, %d non", avertis, tus)
	}
}
