package lot

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// resultatJSON is what resultat is in an object.
const resultatJSON = `"codes":"G","base":"30.00","taux":"70","amo_brut":"21.00","majoration_hors_parcours":"0.00","participation_acte_lourd":"0.00",` +
	`"participation_forfaitaire":"2.00","amo":"19.00","ticket_moderateur":"9.00","depassement":"0.00","aide_versee":"0.00","amc":"0.00","reste_a_charge":"11.00","avertissements":[]}`

func TestNDJSON(t *testing.T) {
	for _, c := range []struct{ nom, entree, sortie string }{
		{"à plat", `{"id": 7, "date":"2026-03-10", "acte":"G", "specialite":1, "secteur":1, "honoraires":"30", "note":{"a":[1,"}"]} }`,
			`{"id": 7, "date":"2026-03-10", "acte":"G", "specialite":1, "secteur":1, "honoraires":"30", "note":{"a":[1,"}"]},` + resultatJSON},
		{"échappements et nul", `{"d\u0061te":"2026-03-10","acte":"consult\u0061tion","specialite":"m\u00e9decine g\u00e9n\u00e9rale","secteur":"1","age":null,"medecin_traitant":true}`,
			`{"d\u0061te":"2026-03-10","acte":"consult\u0061tion","specialite":"m\u00e9decine g\u00e9n\u00e9rale","secteur":"1","age":null,"medecin_traitant":true,` + resultatJSON},
		{"dossier entier", `{"date":"2026-03-10","praticien":{"specialite":"01","secteur":1},"actes":[{"nature":"consultation"}]}`,
			`{"date":"2026-03-10","praticien":{"specialite":"01","secteur":1},"actes":[{"nature":"consultation"}],` + resultatJSON},
		{"champ d'un dossier", `{"date":"2026-03-10","praticien":{"specialite":"01","secteur":"7"},"actes":[{"code":"G"}]}`,
			`{"date":"2026-03-10","praticien":{"specialite":"01","secteur":"7"},"actes":[{"code":"G"}],"erreur":{"code":"secteur-inconnu","message":"secteur inconnu : « 7 »","indice":"valeurs : 1, 2, 3, dp","champ":"praticien.secteur"}}`},
		{"colonne d'un champ", `{"date":"2026-03-10","acte":"G","specialite":"01"}`,
			`{"date":"2026-03-10","acte":"G","specialite":"01","erreur":{"code":"secteur-manquant","message":"le secteur du praticien manque","indice":"1, 2, 3 ou dp","champ":"secteur"}}`},
		{"vide", `{ }`, `{"erreur":{"code":"specialite-manquante","message":"la spécialité du praticien manque","indice":"par exemple medecine_generale","champ":"specialite"}}`},
		{"double", `{"date":"2026-03-10","date":"x"}`, `{"date":"2026-03-10","date":"x","erreur":{"code":"champ-double","message":"champ écrit deux fois","champ":"date"}}`},
		{"objet inattendu", `{"age":[4]}`, `{"age":[4],"erreur":{"code":"type-inattendu","message":"un texte ou un nombre est attendu","champ":"age"}}`},
		{"réservé", `{"amo":"1"}`, `{"entree":{"amo":"1"},"erreur":{"code":"colonne-reservee","message":"la colonne « amo » porte le nom d'un résultat","indice":"renommez-la, par exemple amo_lu","champ":"amo"}}`},
		{"liste", `[1]`, `{"entree":[1],"erreur":{"code":"type-inattendu","message":"un objet est attendu sur chaque ligne"}}`},
		{"illisible", "{\"a\"\t\x01", `{"entree":"{\"a\"\u0009\u0001","erreur":{"code":"json-illisible","message":"ligne JSON illisible","indice":"un objet par ligne, par exemple {\"date\": \"2026-03-10\", …}"}}`},
	} {
		t.Run(c.nom, func(t *testing.T) {
			juste := `{"date":"2026-03-10","acte":"G","specialite":"01","secteur":"1",` + resultatJSON + "\n"
			bonne := juste[:strings.Index(juste, `,"codes"`)] + "}\r\n\n"
			sortie, bilan := calculerTexte(t, "\ufeff"+bonne+c.entree+"\n"+bonne, Options{Entree: NDJSON, Sortie: NDJSON})
			if want := juste + c.sortie + "\n" + juste; sortie != want {
				t.Errorf("lu\n%s\nattendu\n%s", sortie, want)
			}
			if bilan.Lignes != 3 || bilan.EnErreur != int64(strings.Count(c.sortie, `"erreur":`)) {
				t.Errorf("%+v", bilan)
			}
			for ligne := range strings.Lines(sortie) {
				if !json.Valid([]byte(ligne)) {
					t.Errorf("illisible : %s", ligne)
				}
			}
		})
	}
}

func TestAvertissementsNDJSON(t *testing.T) {
	sortie, _ := calculerTexte(t, `{"date":"2026-03-10","acte":"G","specialite":"01","secteur":"1","option":"optam","honoraires":"20"}`, Options{Entree: NDJSON, Sortie: NDJSON})
	if !strings.Contains(sortie, `"avertissements":["honoraires-sous-tarif","optam-sans-titre"]`) {
		t.Error(sortie)
	}
	sortie, _ = calculerTexte(t, "date,acte,specialite,secteur,option,honoraires\n2026-03-10,G,01,1,optam,20\n", Options{})
	if !strings.Contains(sortie, ",honoraires-sous-tarif+optam-sans-titre,\n") {
		t.Error(sortie)
	}
}

func TestCSVVersNDJSON(t *testing.T) {
	sortie, bilan := calculerTexte(t, "date;acte;specialite;secteur;\"no\"\"te\";\n2026-03-10;G;01;1;\"a;\"\"b\"\"\n\xff\";z\n2026-03-10;G;01;1\n", Options{Sortie: NDJSON})
	want := `{"date":"2026-03-10","acte":"G","specialite":"01","secteur":"1","no\"te":"a;\"b\"\n` + "\ufffd" + `","colonne_6":"z",` + resultatJSON + "\n" +
		`{"date":"2026-03-10","acte":"G","specialite":"01","secteur":"1","no\"te":"","colonne_6":"","erreur":{"code":"nombre-de-champs","message":"4 champs au lieu de 6","indice":"un champ qui contient le séparateur s'écrit entre guillemets"}}` + "\n"
	if sortie != want {
		t.Errorf("lu\n%s\nattendu\n%s", sortie, want)
	}
	if bilan.TextesAlteres != 1 {
		t.Errorf("%+v", bilan)
	}
}

func TestNDJSONVersCSV(t *testing.T) {
	entree := `{"id":"a","note":"x,\"y\"","date":"2026-03-10","acte":"G","specialite":1,"secteur":"1"}` + "\n" +
		`{"praticien":{"specialite":"01","secteur":1,"titre":true},"patient":{"age":41},"date":"2026-03-10","actes":[{"nature":"consultation","circonstances":["nuit","regule"]}],"compteurs":{"participations_du_jour":0}}` + "\n" +
		`{"id":"b","autre":1,"date":"2026-03-10","acte":"G","specialite":1,"secteur":"1"}` + "\n" + `[]` + "\n"
	sortie, bilan := calculerTexte(t, entree, Options{Entree: NDJSON})
	want := "id,date,acte,specialite,secteur,option,parcours,age,naissance,medecin_traitant,exoneration,aide,regime,zone,honoraires,tiers_payant,contrat,garantie,patient,praticien,note," + sorties + "\n" +
		"a,2026-03-10,G,1,1" + strings.Repeat(",", 16) + `"x,""y""",` + resultat + "\n" +
		",2026-03-10,consultation+nuit+regule,medecine_generale,1,aucune,,41,,true,aucune,aucune,general,metropole,,aucun,,,,,,"
	if !strings.HasPrefix(sortie, want+"G+CRN,") || !strings.HasSuffix(sortie, strings.Repeat(",", 20)+","+vides+"type-inattendu\n") {
		t.Errorf("lu\n%s\nattendu\n%s", sortie, want)
	}
	perdus := map[string]int64{}
	for _, p := range bilan.Perdus {
		perdus[p.Nom] = p.Nombre
	}
	if len(perdus) != 3 || perdus["praticien.titre"] != 1 || perdus["compteurs"] != 1 || perdus["autre"] != 1 {
		t.Errorf("%+v", bilan.Perdus)
	}
}

// An amount is a text in NDJSON as in every JSON of the contract.
func TestNDJSONMontantNu(t *testing.T) {
	var out bytes.Buffer
	b, err := Calculer(t.Context(), strings.NewReader(`{"date":"2026-03-10","acte":"G","specialite":1,"secteur":1,"honoraires":30}`+"\n"), &out, Options{Entree: NDJSON, Sortie: NDJSON})
	if err != nil || b.EnErreur != 1 || !strings.Contains(out.String(), `"montant-nu"`) {
		t.Errorf("%v, %d en erreur : %s", err, b.EnErreur, out.String())
	}
}
