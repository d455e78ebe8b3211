package explication_test

import (
	"encoding/json"
	"encoding/xml"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/explication"
	"github.com/opposable/opposable/jour"
	"github.com/opposable/opposable/journal"
	"github.com/opposable/opposable/nomenclature"
)

// situations covers the branches a reader may meet.
func situations(t *testing.T) []explication.Cote {
	t.Helper()
	var l []explication.Cote
	for _, texte := range []string{
		`{"date":"2026-03-10","praticien":{"specialite":"01","secteur":"1"},"patient":{"age":41},"actes":[{"nature":"consultation"}]}`,
		`{"date":"2026-03-10","praticien":{"specialite":"gynecologie_medicale","secteur":"2","option":"optam"},"parcours":"acces_direct","actes":[{"nature":"consultation"}],"honoraires":"60.00","contrat":{"garantie":"150%/130%"}}`,
		`{"date":"2025-03-10","praticien":{"specialite":"psychiatrie","secteur":"2"},"parcours":"S","actes":[{"nature":"consultation"}],"honoraires":"90","contrat":{"garantie":"FR"},"tiers_payant":"amo"}`,
		`{"date":"2019-03-10","praticien":{"specialite":"pediatrie","secteur":"1","zone":"metropole"},"patient":{"age":1},"actes":[{"nature":"consultation"}]}`,
		`{"date":"2025-03-10","praticien":{"specialite":"04","secteur":"1"},"actes":[{"code":"HMFC004"}],"prescriptions":{"boites_medicaments":3}}`,
		`{"date":"2025-03-10","praticien":{"specialite":"01","secteur":"1"},"patient":{"aide":"c2s"},"parcours":"S","actes":[{"nature":"consultation"}]}`,
		`{"date":"2025-03-10","praticien":{"specialite":"01","secteur":"3"},"actes":[{"nature":"consultation"}],"honoraires":"80.00"}`,
		`{"date":"2025-03-10","praticien":{"specialite":"01","secteur":"1"},"patient":{"regime":"alsace_moselle"},"actes":[{"nature":"visite","circonstances":["exigence"]}],"honoraires":"60.00"}`,
		`{"date":"2026-03-10","praticien":{"specialite":"33","secteur":"1"},"parcours":"hors_parcours","actes":[{"nature":"consultation"}],"contrat":{"garantie":"100%"}}`,
		`{"date":"2026-03-10","praticien":{"specialite":"33","secteur":"1"},"parcours":"hors_parcours","actes":[{"nature":"consultation"}],"tiers_payant":"amo"}`,
		`{"date":"2026-03-10","praticien":{"specialite":"33","secteur":"1"},"parcours":"hors_parcours","actes":[{"nature":"consultation"}]}`,
	} {
		d, err := dossier.Decoder([]byte(texte))
		if err != nil {
			t.Fatal(err)
		}
		c, err := explication.Calculer(opposable.NouveauMoteur(bareme.Officiel()), d)
		if err != nil {
			t.Fatalf("%s : %v", texte, err)
		}
		l = append(l, c)
	}
	return l
}

func TestChaqueRegleAUneFicheEtDesPhrases(t *testing.T) {
	codes := map[string]bool{}
	for _, f := range opposable.Regles() {
		if codes[f.Code] {
			t.Errorf("%s : code donné deux fois", f.Code)
		}
		codes[f.Code] = true
		if f.Titre == "" || f.Texte == "" {
			t.Errorf("%s : sans titre ou sans texte", f.Code)
		}
		for _, l := range []explication.Langue{explication.FR, explication.EN} {
			e := explication.Expliquer([]journal.Etape{{Op: journal.OpNoter, Regle: f.Regle, Source: journal.SansSource}}, bareme.Officiel(), explication.Juriste, l)
			if len(e) != 1 || e[0].Phrase == "" || e[0].Titre == "" {
				t.Errorf("%s : sans phrase en %s", f.Code, l)
			}
		}
	}
}

var nombre = regexp.MustCompile(`\d[\d\x{202f}]*(?:[,.]\d+)?\x{a0}?[€%]|€\d[\d,]*\.\d\d`)

// An explanation says only amounts and rates that are steps.
func TestAucunNombreHorsDesEtapes(t *testing.T) {
	for _, c := range situations(t) {
		for _, l := range []explication.Langue{explication.FR, explication.EN} {
			connus := map[string]bool{}
			for _, e := range c.Journal.Etapes() {
				connus[l.Taux(argent.Taux(e.V))] = true
				connus[l.Montant(argent.Centimes(e.V))] = true
			}
			for _, p := range []explication.Profondeur{explication.Patient, explication.Praticien, explication.Juriste} {
				for _, e := range explication.Expliquer(c.Journal.Etapes(), c.Bareme, p, l) {
					for _, n := range nombre.FindAllString(e.Phrase+" "+e.Operation, -1) {
						if !connus[n] {
							t.Errorf("%s : « %s » n'est pas une étape : %s", e.Code, n, e.Phrase)
						}
					}
				}
			}
			for _, n := range nombre.FindAllString(explication.Resume(&c.Decompte, l), -1) {
				if !connus[n] && n != l.Montant(0) {
					t.Errorf("résumé : « %s » n'est pas une étape", n)
				}
			}
		}
	}
}

// What nobody refunds is one number only where the engine has added it up.
func TestResume(t *testing.T) {
	s := situations(t)
	for _, c := range []struct {
		situation int
		fr, en    string
	}{
		{0, "Sur 30,00 €, l'assurance maladie paie 19,00 € ; il reste à payer 11,00 €, dont 2,00 € que personne ne rembourse.",
			"Out of €30.00, the assurance maladie pays €19.00; €11.00 is left to pay, of which €2.00 that no one refunds."},
		{1, "Sur 60,00 €, l'assurance maladie paie 26,00 €, la complémentaire 32,00 € ; il reste à payer 2,00 €, dont 2,00 € que personne ne rembourse.",
			"Out of €60.00, the assurance maladie pays €26.00, the complémentaire €32.00; €2.00 is left to pay, of which €2.00 that no one refunds."},
		// No surcharge, and no participation before eighteen.
		{3, "Sur 32,00 €, l'assurance maladie paie 22,40 € ; il reste à payer 9,60 €.", "Out of €32.00, the assurance maladie pays €22.40; €9.60 is left to pay."},
		// The sum is all that is left, then what is withheld later, then no step.
		{8, "Sur 52,00 €, l'assurance maladie paie 23,80 €, la complémentaire 15,60 € ; il reste à payer 12,60 €, dont 12,60 € que personne ne rembourse.",
			"Out of €52.00, the assurance maladie pays €23.80, the complémentaire €15.60; €12.60 is left to pay, of which €12.60 that no one refunds."},
		{9, "Sur 52,00 €, l'assurance maladie paie 23,80 € ; il reste à payer 28,20 €, dont 12,60 € que personne ne rembourse.",
			"Out of €52.00, the assurance maladie pays €23.80; €28.20 is left to pay, of which €12.60 that no one refunds."},
		{10, "Sur 52,00 €, l'assurance maladie paie 23,80 € ; il reste à payer 28,20 €, dont 2,00 € de participation et 10,60 € de majoration que personne ne rembourse.",
			"Out of €52.00, the assurance maladie pays €23.80; €28.20 is left to pay, of which €2.00 of participation and €10.60 of surcharge that no one refunds."},
	} {
		for l, attendu := range map[explication.Langue]string{explication.FR: strings.ReplaceAll(c.fr, " €", "\u00a0€"), explication.EN: c.en} {
			if r := explication.Resume(&s[c.situation].Decompte, l); r != attendu {
				t.Errorf("%s : %q, attendu %q", l, r, attendu)
			}
		}
	}
}

// termesDeLArt are what an English reader needs in French; anglais is what is
// left of a text without them.
var termesDeLArt = strings.NewReplacer("assurance maladie", "", "médecin traitant", "", "icket modérateur", "", "articipations forfaitaires", "",
	"articipation forfaitaire", "", "omplémentaire santé solidaire", "", "omplémentaire", "", "ide médicale de l'État", "", "arif d'autorité", "",
	"contrat responsable", "", "contrat d'accès aux soins", "", "(DE)", "")

// francais finds common French words, and the letters that English has not.
var francais = regexp.MustCompile(`(?i)\b(le|la|les|l'|d'|un|une|des|du|de|au|aux|et|ou|dont|dans|par|pour|sur|sous|avec|sans|hors|entre|vous|votre|il|elle|est|sont|depuis|puis|` +
	`tarif|taux|valeur|montant|honoraires|base de|reste|sur place|acte|actes|visite|enfant|patientèle|nuit|dimanche|majoration de|spécialiste|généraliste|barème|dossier)\b|[à-öø-ÿœ]`)

// TestAnglais: an English reader meets French in terms of art only, and in the
// legal bases, sources and notes, which are quoted.
func TestAnglais(t *testing.T) {
	lire := func(ou, texte string) {
		t.Helper()
		if m := francais.FindString(termesDeLArt.Replace(texte)); m != "" {
			t.Errorf("%s : %q dans %q", ou, m, texte)
		}
	}
	const l = explication.EN
	for _, c := range situations(t) {
		r := explication.Repondre(&c.Dossier, &c.Decompte, c.Journal, c.Bareme, false, l)
		lire("résumé", r.Resume)
		for _, un := range r.Lignes {
			if un.Technique == nil { // the labels of the CCAM are published in French only
				lire("ligne", un.Libelle)
			}
		}
		for _, s := range r.Sources {
			lire("source", s.Parametre)
		}
		for _, a := range r.Avertissements {
			lire(a.Code, a.Message)
		}
		for _, p := range explication.Parts(&c.Decompte, l) {
			lire("part", p.Libelle)
		}
		for _, p := range []explication.Profondeur{explication.Patient, explication.Praticien, explication.Juriste} {
			for _, e := range explication.Expliquer(c.Journal.Etapes(), c.Bareme, p, l) {
				lire(e.Code, e.Phrase+" "+e.Operation+" "+e.Titre)
			}
		}
	}
	for _, p := range bareme.Parametres() {
		lire(p.Nom, l.Titre(p)+". "+l.Objet(p))
	}
	for _, c := range nomenclature.Codes() {
		lire(c.String(), l.Acte(c, bareme.Officiel()))
	}
	for _, s := range dossier.Specialites() {
		lire(s.String(), l.Specialite(s))
	}
}

func TestProfondeurs(t *testing.T) {
	for _, c := range situations(t) {
		patient := explication.Expliquer(c.Journal.Etapes(), c.Bareme, explication.Patient, explication.FR)
		juriste := explication.Expliquer(c.Journal.Etapes(), c.Bareme, explication.Juriste, explication.FR)
		if len(patient) < 3 || len(patient) >= len(juriste) || len(juriste) != len(c.Journal.Etapes()) {
			t.Errorf("%d phrases au patient, %d au juriste, %d étapes", len(patient), len(juriste), len(c.Journal.Etapes()))
		}
		for _, e := range juriste {
			if e.Texte == "" {
				t.Errorf("%s : sans texte", e.Code)
			}
		}
	}
}

func TestParts(t *testing.T) {
	for _, c := range situations(t) {
		var somme argent.Centimes
		for _, p := range explication.Parts(&c.Decompte, explication.FR) {
			somme += p.Montant
		}
		if somme != c.Decompte.Honoraires {
			t.Errorf("les parts font %s, les honoraires %s", somme, c.Decompte.Honoraires)
		}
	}
}

func TestBarreEstUnSVGBienForme(t *testing.T) {
	for _, c := range situations(t) {
		svg := explication.Barre(&c.Decompte, explication.FR)
		d := xml.NewDecoder(strings.NewReader(svg))
		for {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%v\n%s", err, svg)
			}
		}
		if strings.Contains(svg, "style=") {
			t.Error("un style en ligne serait refusé par la politique de contenu")
		}
	}
}

// The JSON of a décompte keeps the balance and names its sources.
func TestReponse(t *testing.T) {
	for _, c := range situations(t) {
		b, err := json.Marshal(explication.Repondre(&c.Dossier, &c.Decompte, c.Journal, c.Bareme, true, explication.FR))
		if err != nil {
			t.Fatal(err)
		}
		var r struct {
			Honoraires, AMO, Aide, AMC string
			Reste                      string `json:"reste_a_charge"`
			Sources                    []any
			Journal                    string
			Etapes                     []any
		}
		if err := json.Unmarshal(b, &r); err != nil {
			t.Fatal(err)
		}
		somme := argent.Centimes(0)
		for _, s := range []string{r.AMO, r.Aide, r.AMC, r.Reste} {
			v, err := argent.ParseCentimes(s)
			if err != nil {
				t.Fatal(err)
			}
			somme += v
		}
		if somme.String() != r.Honoraires || len(r.Sources) == 0 || r.Journal != explication.VersionJournal || len(r.Etapes) == 0 {
			t.Errorf("%s", b)
		}
	}
}

func TestComparer(t *testing.T) {
	m := opposable.NouveauMoteur(bareme.Officiel())
	d := situations(t)[0].Dossier
	avant, err := explication.Calculer(m, d)
	if err != nil {
		t.Fatal(err)
	}
	if c := explication.Comparer(&avant, &avant, explication.FR); len(c.Ecarts) != 0 || c.Bifurcation != nil {
		t.Errorf("un décompte diffère de lui-même : %+v", c)
	}
	d.Date = jour.De(2024, 12, 21)
	apres, err := explication.Calculer(m, d)
	if err != nil {
		t.Fatal(err)
	}
	c := explication.Comparer(&avant, &apres, explication.FR)
	if c.Bifurcation == nil || c.Bifurcation.A.Regle != "R-COTA-001" || c.Bifurcation.A.Valeur != "30.00" || c.Bifurcation.B.Valeur != "26.50" {
		t.Errorf("les deux dates se séparent sur le tarif : %+v", c.Bifurcation)
	}
}

func TestChangements(t *testing.T) {
	l := explication.Changements(bareme.Officiel(), jour.De(2024, 12, 21), jour.De(2024, 12, 22), explication.FR)
	trouves := map[string]string{}
	for _, c := range l {
		if c.Zone == "metropole" {
			trouves[c.Cle] = c.Avant + "→" + c.Apres
		}
	}
	for cle, attendu := range map[string]string{
		"g": "26,50\u00a0€→30,00\u00a0€", "cs": "23,00\u00a0€→26,50\u00a0€", "mmg": "3,50\u00a0€→", "cnp": "→50,00\u00a0€",
	} {
		if trouves[cle] != attendu {
			t.Errorf("%s : %q, attendu %q", cle, trouves[cle], attendu)
		}
	}
	if _, change := trouves["participation_forfaitaire"]; change {
		t.Error("la participation ne change pas ce jour-là")
	}
}
