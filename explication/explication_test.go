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
			Journal                    struct{ Format string }
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
		if somme.String() != r.Honoraires || len(r.Sources) == 0 || r.Journal.Format != explication.VersionJournal {
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
