package api

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

// What a doctor reads of each question.
func TestCotation(t *testing.T) {
	h := Nouveau(Options{Aujourdhui: ceJour})
	generaliste := func(reste string) string {
		return `{"date": "2026-03-10", "praticien": {"specialite": "medecine_generale", "secteur": "1"}, ` + reste + `}`
	}
	secteur2 := `{"date": "2026-03-10", "patient": {"age": 4}, "praticien": {"specialite": "medecine_generale", "secteur": "2"}, "actes": [{"nature": "consultation"}]}`
	type attendus map[string]any
	for _, c := range []struct {
		nom, requete, corps string
		attendus            attendus
	}{
		{"enfant", "", generaliste(`"patient": {"age": 4}, "actes": [{"nature": "consultation"}]`), attendus{
			"format": "opposable.propositions.v1", "propositions.0.codes": []any{"G", "MEG"}, "propositions.0.mode": "opposable",
			"propositions.0.tarif": "35.00", "propositions.0.honoraires": "35.00", "propositions.0.honoraires_libres": false,
			"propositions.0.amo": "24.50", "propositions.0.reste_a_charge": "10.50",
			"propositions.0.lignes.1.raison": "patient de moins de 6 ans", "propositions.0.lignes.1.tarif": "5.00",
			"propositions.0.lignes.0.source": nil, "propositions.0.lignes.1.source.nature": "presse",
			"propositions.0.dossier.actes": []any{map[string]any{"code": "G"}, map[string]any{"code": "MEG"}}}},
		{"visite de nuit", "", generaliste(`"actes": [{"nature": "visite", "heure": "22h30", "distance_km": 12, "circonstances": ["regule"]}]`), attendus{
			"propositions.0.codes": []any{"VG", "IK", "VRN"}, "propositions.0.lignes.1.tarif": "12.20", "propositions.0.tarif": "88.20",
			"propositions.0.dossier.actes.0.distance_km": "12.00"}},
		{"secteur 2, honoraires à fixer", "?langue=en", secteur2, attendus{
			"propositions.0.codes": []any{"G", "MEG"}, "propositions.1.codes": []any{"C", "MEG"}, "propositions.1.mode": "depassement",
			"propositions.1.honoraires": nil, "propositions.1.honoraires_libres": true, "propositions.1.base": "28.00",
			"propositions.1.lignes.0.raison": "secteur 2 without option, for a fee above the opposable tariff", "propositions.1.lignes.1.raison": "patient under 6"}},
		{"secteur 2, honoraires donnés", "", strings.Replace(secteur2, `"actes"`, `"honoraires": "60.00", "actes"`, 1), attendus{
			"propositions.0.honoraires": "35.00", "propositions.1.honoraires": "60.00", "propositions.1.honoraires_libres": false, "propositions.1.reste_a_charge": "40.40"}},
		{"hors convention", "", strings.Replace(secteur2, `"2"`, `"3"`, 1), attendus{
			"propositions.0.mode": "depassement", "propositions.0.tarif": "0.61", "propositions.0.lignes.0.raison": "tarif d'autorité : hors de la convention, aucune majoration"}},
		{"paire interdite", "?langue=en", `{"date": "2026-03-10", "praticien": {"specialite": "dermatologie", "secteur": "1"}, "parcours": "oriente", "actes": [{"code": "APC"}, {"code": "MCS"}]}`, attendus{
			"format": "opposable.controle.v1", "accepte": false, "decompte": nil, "fautes.0.code": "cumul-interdit", "fautes.0.champ": "actes[1].code",
			"fautes.0.indice": "retirez MCS", "fautes.0.regle": "a one-off consultant opinion includes coordination and clinical practice"}},
		{"limite atteinte", "", generaliste(`"patient": {"age": 85}, "actes": [{"code": "GL1"}], "anterieurs": [{"date": "2026-01-10", "code": "GL1"}]`), attendus{
			"accepte": false, "fautes.0.code": "limite-atteinte", "fautes.0.regle": "une GL1 par an et par patient"}},
		{"chaque faute", "", generaliste(`"patient": {"age": 7}, "actes": [{"code": "G"}, {"code": "MEG"}, {"code": "VG"}]`), attendus{
			"fautes.0.code": "regle-non-remplie", "fautes.0.regle": "patient de moins de 6 ans", "fautes.1.code": "cumul-interdit"}},
		{"dépassement interdit", "", generaliste(`"actes": [{"code": "G"}], "honoraires": "40.00"`), attendus{
			"accepte": false, "fautes.0.code": "depassement-interdit", "fautes.0.regle": nil, "fautes.0.source": nil}},
		{"accepté", "", generaliste(`"patient": {"age": 4}, "actes": [{"code": "G"}, {"code": "MEG"}]`), attendus{
			"accepte": true, "fautes": []any{}, "decompte.honoraires": "35.00", "decompte.lignes.1.code": "MEG", "decompte.sources.0.cle": "g"}},
		{"contrôle d'une nature", "?mode=controler", generaliste(`"actes": [{"nature": "consultation"}]`), attendus{"accepte": true, "decompte.lignes.0.code": "G"}},
	} {
		t.Run(c.nom, func(t *testing.T) {
			w := essai(t, h, "POST", "/v1/cotation"+c.requete, c.corps)
			if w.Code != http.StatusOK {
				t.Fatalf("%d : %s", w.Code, w.Body)
			}
			for chemin, attendu := range c.attendus {
				if v := chercher(t, w.Body.Bytes(), enMorceaux(chemin)...); !memeJSON(v, attendu) {
					t.Errorf("%s : obtenu %v, attendu %v", chemin, v, attendu)
				}
			}
		})
	}
}

// enMorceaux cuts "propositions.0.codes" into keys and indexes.
func enMorceaux(chemin string) []any {
	var l []any
	for m := range strings.SplitSeq(chemin, ".") {
		if m[0] >= '0' && m[0] <= '9' {
			l = append(l, int(m[0]-'0'))
			continue
		}
		l = append(l, m)
	}
	return l
}

// A proposition is a dossier that the two other routes accept, at the same
// price.
func TestUnePropositionSeCalcule(t *testing.T) {
	h := Nouveau(Options{Aujourdhui: ceJour})
	w := essai(t, h, "POST", "/v1/cotation", `{"date": "2026-03-10", "patient": {"age": 70}, "praticien": {"specialite": "psychiatrie", "secteur": "2"},
		"parcours": "oriente", "actes": [{"nature": "consultation"}], "honoraires": "90.00", "contrat": {"garantie": "150%"}}`)
	propositions, _ := chercher(t, w.Body.Bytes(), "propositions").([]any)
	if len(propositions) != 2 {
		t.Fatalf("%d : %s", w.Code, w.Body)
	}
	for i := range propositions {
		lue := func(champ string) any { return chercher(t, w.Body.Bytes(), "propositions", i, champ) }
		dossier := texteJSON(t, lue("dossier"))
		dec := essai(t, h, "POST", "/v1/decompte", dossier)
		for _, champ := range []string{"honoraires", "base", "amo", "ticket_moderateur", "aide", "amc", "reste_a_charge"} {
			if v := chercher(t, dec.Body.Bytes(), champ); v != lue(champ) {
				t.Errorf("%v : %s %v au décompte, %v proposé", lue("codes"), champ, v, lue(champ))
			}
		}
		if v := chercher(t, essai(t, h, "POST", "/v1/cotation", dossier).Body.Bytes(), "accepte"); v != true {
			t.Errorf("%v : refusé au contrôle", lue("codes"))
		}
	}
}

func TestCotationRefusee(t *testing.T) {
	h := Nouveau(Options{Aujourdhui: ceJour})
	for _, c := range []struct {
		nom, requete, corps string
		statut              int
		code, champ         string
	}{
		{"illisible", "", `{`, 400, "json-illisible", ""},
		{"sans date", "", `{"actes": [{"nature": "consultation"}], "praticien": {"specialite": "01", "secteur": "1"}}`, 422, "date-manquante", "date"},
		{"mode", "?mode=essayer", consultation, 422, "mode-inconnu", "mode"},
		{"langue", "?langue=de", consultation, 422, "langue-inconnue", "langue"},
		{"détail", "?detail=etapes", consultation, 422, "parametre-inconnu", "detail"},
		{"rien à proposer", "?mode=proposer", strings.Replace(consultation, `"nature": "consultation"`, `"code": "G"`, 1), 422, "nature-manquante", "actes"},
		{"trop tôt", "", strings.Replace(consultation, "2026", "2010", 1), 422, "hors-couverture", "date"},
		{"heure", "", strings.Replace(consultation, `"nature"`, `"heure": "25:00", "nature"`, 1), 422, "heure-illisible", "actes[0].heure"},
		{"heure contraire", "", strings.Replace(consultation, `"nature"`, `"heure": "10:00", "circonstances": ["nuit"], "nature"`, 1), 422, "circonstance-incoherente", "actes[0].circonstances"},
		{"antérieur sans jour", "", strings.Replace(consultation, `"actes"`, `"anterieurs": [{"date": "hier", "code": "VL"}], "actes"`, 1), 422, "date-impossible", "anterieurs[0].date"},
	} {
		t.Run(c.nom, func(t *testing.T) {
			w := essai(t, h, "POST", "/v1/cotation"+c.requete, c.corps)
			if p := lireProbleme(t, w); w.Code != c.statut || p.Code != c.code || p.Champ != c.champ {
				t.Errorf("%d %s champ %q", w.Code, p.Code, p.Champ)
			}
		})
	}
}

func texteJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
