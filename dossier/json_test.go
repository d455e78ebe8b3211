package dossier_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

const ordinaire = `{"date": "2026-03-10", "praticien": {"specialite": "medecine_generale", "secteur": "1"}, "actes": [{"nature": "consultation"}]}`

// avec replaces a piece of the ordinary dossier.
func avec(ancien, nouveau string) string { return strings.Replace(ordinaire, ancien, nouveau, 1) }

// TestChaqueFauteAUnCodeUnCheminEtUnIndice: one fault a line; indice is a part
// of the hint, "" when none is promised.
func TestChaqueFauteAUnCodeUnCheminEtUnIndice(t *testing.T) {
	patient := func(s string) string { return avec(`"actes"`, `"patient": {`+s+`}, "actes"`) }
	praticien := func(s string) string { return avec(`"secteur": "1"`, s) }
	acte := func(s string) string { return avec(`{"nature": "consultation"}`, s) }
	for _, c := range []struct{ json, code, champ, indice string }{
		{`{"date"`, "json-illisible", "", "un dossier est un objet"},
		{ordinaire + ` {}`, "json-illisible", "", ""},
		{strings.Repeat("[", 100) + strings.Repeat("]", 100), "json-illisible", "", ""},
		{`[]`, "type-inattendu", "", ""},
		{`null`, "type-inattendu", "", ""},
		{avec(`"date"`, `"dates"`), "champ-inconnu", "dates", "« date »"},
		{patient(`"ages": 40`), "champ-inconnu", "patient.ages", "« age »"},
		{patient(`"xyzxyz": 40`), "champ-inconnu", "patient.xyzxyz", "champs : age, aide"},
		{acte(`{"natur": "consultation"}`), "champ-inconnu", "actes[0].natur", "« nature »"},
		{avec(`"actes"`, `"date": "2026-03-11", "actes"`), "champ-double", "date", ""},
		{patient(`"age": 40, "age": 41`), "champ-double", "patient.age", ""},
		{avec(`"2026-03-10"`, `"2026-02-30"`), "date-impossible", "date", ""},
		{avec(`"2026-03-10"`, `20260310`), "date-impossible", "date", ""},
		{patient(`"naissance": "hier"`), "date-impossible", "patient.naissance", ""},
		{avec(`"actes"`, `"honoraires": 30.00, "actes"`), "montant-nu", "honoraires", `"30.00"`},
		{acte(`{"nature": "consultation", "honoraires": 30}`), "montant-nu", "actes[0].honoraires", `"30.00"`},
		{avec(`"actes"`, `"compteurs": {"participation_annee": 12}, "actes"`), "montant-nu", "compteurs.participation_annee", `"30.00"`},
		{avec(`"actes"`, `"honoraires": "30,005", "actes"`), "montant-illisible", "honoraires", ""},
		{avec(`[{"nature": "consultation"}]`, `{"nature": "consultation"}`), "type-inattendu", "actes", "nature"},
		{acte(`"consultation"`), "type-inattendu", "actes[0]", ""},
		{acte(`{"code": 3}`), "type-inattendu", "actes[0].code", ""},
		{acte(`{"nature": ["consultation"]}`), "type-inattendu", "actes[0].nature", ""},
		{acte(`{"nature": "consultation", "circonstances": "nuit"}`), "type-inattendu", "actes[0].circonstances", `["nuit"]`},
		{patient(`"medecin_traitant": "peut-être"`), "type-inattendu", "patient.medecin_traitant", ""},
		{avec(`{"specialite": "medecine_generale", "secteur": "1"}`, `"généraliste"`), "type-inattendu", "praticien", ""},
		{patient(`"age": "quarante"`), "entier-illisible", "patient.age", ""},
		{patient(`"age": 40.5`), "entier-illisible", "patient.age", ""},
		{patient(`"age": 99999`), "entier-illisible", "patient.age", ""},
		{patient(`"regime": "agricole"`), "regime-inconnu", "patient.regime", "general, alsace_moselle"},
		{patient(`"aide": "cmu"`), "aide-inconnue", "patient.aide", "c2s"},
		{patient(`"exoneration": "maternitee"`), "exoneration-inconnue", "patient.exoneration", "« maternite »"},
		{praticien(`"secteur": "4"`), "secteur-inconnu", "praticien.secteur", "1, 2, 3, dp"},
		{praticien(`"secteur": "2", "option": "optan"`), "option-inconnue", "praticien.option", "« optam »"},
		{praticien(`"secteur": "1", "zone": "corse"`), "zone-inconnue", "praticien.zone", "metropole"},
		{avec("medecine_generale", "cardiologe"), "specialite-inconnue", "praticien.specialite", "« cardiologie »"},
		{avec(`"specialite": "medecine_generale", `, ""), "specialite-manquante", "praticien.specialite", "medecine_generale"},
		{avec(`"actes"`, `"parcours": "hors_parcour", "actes"`), "parcours-inconnu", "parcours", "« hors_parcours »"},
		{acte(`{"nature": "opération"}`), "nature-inconnue", "actes[0].nature", "consultation"},
		{acte(`{"nature": "visite", "circonstances": ["nuit", "pluie"]}`), "circonstance-inconnue", "actes[0].circonstances[1]", "nuit"},
		{avec(`"actes"`, `"tiers_payant": "partiel", "actes"`), "tiers-payant-inconnu", "tiers_payant", "integral"},
		{avec(`"actes"`, `"plafond_majoration": "jour", "actes"`), "plafond-inconnu", "plafond_majoration", "acte, ligne, sans"},
		{avec(`"actes"`, `"contrat": {"garantie": "beaucoup"}, "actes"`), "garantie-illisible", "contrat.garantie", "200%"},
		{avec(`[{"nature": "consultation"}]`, "["+strings.TrimSuffix(strings.Repeat(`{"code": "G"},`, 51), ",")+"]"), "trop-d-actes", "actes", ""},
	} {
		_, err := dossier.Decoder([]byte(c.json))
		l := dossier.Lister(err)
		if len(l) != 1 {
			t.Errorf("%.120s : %d fautes (%v)", c.json, len(l), err)
			continue
		}
		if l[0].Code != c.code || l[0].Champ != c.champ || l[0].Message == "" || !strings.Contains(l[0].Indice, c.indice) {
			t.Errorf("%.120s : %+v, on voulait %s en %q", c.json, *l[0], c.code, c.champ)
		}
	}
}

func TestToutesLesFautesSontDitesEnsemble(t *testing.T) {
	_, err := dossier.Decoder([]byte(`{"date": "2026-02-30", "patient": {"ages": 3, "regime": "x"}, "honoraires": 30, "praticien": {"specialite": "01", "secteur": 9}, "actes": []}`))
	var codes []string
	for _, e := range dossier.Lister(err) {
		codes = append(codes, e.Champ+" "+e.Code)
	}
	voulu := []string{"date date-impossible", "patient.ages champ-inconnu", "patient.regime regime-inconnu", "honoraires montant-nu", "praticien.secteur secteur-inconnu"}
	if !reflect.DeepEqual(codes, voulu) {
		t.Errorf("%q", codes)
	}
}

func TestLesMotsSeLisentAvecLeursAliasEtLeursAccents(t *testing.T) {
	for _, ecrit := range []string{
		`{"date": "10/03/2026", "patient": {"age": "41", "régime": null}, "praticien": {"specialite": "33", "secteur": 2}, "actes": []}`,
	} {
		if _, err := dossier.Decoder([]byte(ecrit)); err == nil {
			t.Errorf("%s : un champ accentué est inconnu", ecrit)
		}
	}
	d, err := dossier.Decoder([]byte(`{"date": "10/03/2026", "patient": {"age": "41", "aide": "CSS", "exoneration": "Nouveau-Né", "medecin_traitant": "non"},
		"praticien": {"specialite": "Psychiatre", "secteur": 2, "option": "OPTAM-CO", "zone": "974"}, "parcours": "D", "tiers_payant": null,
		"actes": [{"code": " cnp "}, {"nature": "Avis ponctuel", "circonstances": ["PU-PH", "dimanche"]}], "honoraires": ""}`))
	voulu := dossier.Dossier{
		Date:      jour.De(2026, 3, 10),
		Patient:   dossier.Patient{Age: 41, AgeConnu: true, Aide: dossier.C2S, Exoneration: dossier.NouveauNe, SansMedecinTraitant: true},
		Praticien: dossier.Praticien{Specialite: 33, Secteur: dossier.Secteur2, Option: dossier.OPTAMACO, Zone: dossier.Reunion},
		Parcours:  dossier.ParcoursAccesDirect,
		Actes:     []dossier.Acte{{Code: "CNP"}, {Nature: dossier.AvisPonctuel, Circonstances: dossier.PUPH | dossier.DimancheFerie}},
	}
	if err != nil || !reflect.DeepEqual(d, voulu) {
		t.Errorf("%v\n%+v\n%+v", err, d, voulu)
	}
}

func FuzzDecoder(f *testing.F) {
	for _, s := range []string{ordinaire, `{}`, `[]`, `{"date": "2026-03-10", "actes": [{"code": "G", "honoraires": "30"}], "praticien": {"specialite": "01", "secteur": 1}}`,
		`{"date":"2026-03-10","date":1}`, `{"contrat":{"garantie":"150%/130%:net"}}`, `{"patient":{"age":1e3}}`, `nul`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := dossier.Decoder(b)
		if err != nil {
			for _, e := range dossier.Lister(err) {
				if e.Code == "" || e.Message == "" || e.Code == "interne" {
					t.Fatalf("faute sans code : %+v", e)
				}
			}
			return
		}
		if d.Valider() != nil {
			return
		}
		ecrit, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		relu, err := dossier.Decoder(ecrit)
		if d.Patient.Naissance != 0 { // the birth date settles every age rule: the age is not written
			d.Patient.Age, d.Patient.AgeConnu = 0, false
		}
		for i := range d.Actes {
			if d.Actes[i].Code != "" && relu.Actes != nil && relu.Actes[i].Code != d.Actes[i].Code {
				t.Fatalf("code %q relu %q", d.Actes[i].Code, relu.Actes[i].Code)
			}
		}
		if err != nil || !reflect.DeepEqual(relu, d) {
			t.Fatalf("%v\n%s\n%+v\n%+v", err, ecrit, d, relu)
		}
	})
}
