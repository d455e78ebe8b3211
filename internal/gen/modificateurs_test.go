package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// genererEssai compiles a file of rules over a barème of one tariff, one
// coefficient and one rate.
func genererEssai(t *testing.T, texte string, generer func(b *bareme, fichier, sortie string) error) error {
	t.Helper()
	cles := tarif(valeurFictive) +
		"  part:\n    titre: Part\n    titre_en: Share\n    genre: coefficient\n    valeurs:\n      - {depuis: 2017-05-01, valeur: 20 %, source: texte, confiance: haute}\n" +
		"  taux_plein:\n    titre: Tout\n    titre_en: All\n    genre: taux\n    valeurs:\n      - {depuis: 2017-05-01, valeur: 100 %, source: texte, confiance: haute}\n"
	b, err := lire(t, sourcesFictives, cles)
	if err != nil {
		t.Fatal(err)
	}
	d := t.TempDir()
	fichier := filepath.Join(d, "regles.yaml")
	if err := os.WriteFile(fichier, []byte(texte), 0o600); err != nil {
		t.Fatal(err)
	}
	return generer(b, fichier, filepath.Join(d, "z.go"))
}

type refusDeRegles struct{ refus, ancien, nouveau, raison string }

func verifierRefus(t *testing.T, bon string, generer func(b *bareme, fichier, sortie string) error, refus []refusDeRegles) {
	t.Helper()
	if err := genererEssai(t, bon, generer); err != nil {
		t.Fatal(err)
	}
	for _, c := range refus {
		if !strings.Contains(bon, c.ancien) {
			t.Fatalf("%s : « %s » n'est pas dans l'essai", c.refus, c.ancien)
		}
		err := genererEssai(t, strings.Replace(bon, c.ancien, c.nouveau, 1), generer)
		if err == nil || !strings.Contains(err.Error(), c.raison) {
			t.Errorf("%s : %v, on voulait « %s »", c.refus, err, c.raison)
		}
	}
}

func TestLeGenerateurRefuseUnModificateur(t *testing.T) {
	const bon = `maximum: 4
categories:
  chirurgien: [orthopedie]
modificateurs:
  F: {libelle: Un, libelle_en: One, texte: III-2, exclut: [U], cas: [{cle: essai, qui: [chirurgien], circonstances: [urgence], heures: [nuit]}]}
  U: {libelle: Deux, libelle_en: Two, texte: III-2, exclut: [F], une_fois: true, cas: [{cle: part, sauf: [chirurgien], statuts: [optam], geste: anesthesie, actes: ["?B"], age: {moins_de: 4}, jusqu_au: 2020-01-01}]}
`
	verifierRefus(t, bon, genererModificateurs, []refusDeRegles{
		{"un champ inconnu", "une_fois", "une_seule", "unknown field"},
		{"aucun maximum", "maximum: 4", "maximum: 0", "combien"},
		{"une clé inconnue", "cle: essai", "cle: rien", "« rien »"},
		{"une clé d'un autre genre", "cle: essai", "cle: taux_plein", "ni un tarif ni un coefficient"},
		{"une spécialité inconnue", "[orthopedie]", "[rebouteux]", "rebouteux"},
		{"une spécialité par son surnom", "[orthopedie]", "[orthopediste]", "orthopediste"},
		{"une catégorie inconnue", "qui: [chirurgien]", "qui: [barbier]", "barbier"},
		{"qui et sauf", "qui: [chirurgien]", "qui: [chirurgien], sauf: [chirurgien]", "pas les deux"},
		{"une lettre minuscule", "  F: {", "  f: {", "exclut « F »"},
		{"deux lettres", "exclut: [U], cas", "exclut: [UU], cas", "« UU »"},
		{"une exclusion d'un sens", "exclut: [F], ", "", "qui ne l'exclut pas"},
		{"une lettre qui s'exclut", "exclut: [U]", "exclut: [F]", "un autre modificateur"},
		{"sans libellé anglais", "libelle_en: One, ", "", "libelle_en"},
		{"sans cas", "cas: [{cle: essai, qui: [chirurgien], circonstances: [urgence], heures: [nuit]}]", "cas: []", "cas"},
		{"un statut inconnu", "statuts: [optam]", "statuts: [secteur_4]", "secteur_4"},
		{"une heure inconnue", "heures: [nuit]", "heures: [aube]", "aube"},
		{"une circonstance inconnue", "circonstances: [urgence]", "circonstances: [verglas]", "verglas"},
		{"un geste inconnu", "geste: anesthesie", "geste: saignee", "saignee"},
		{"deux âges", "age: {moins_de: 4}", "age: {moins_de: 4, plus_de: 80}", "un seul"},
		{"une date impossible", "2020-01-01", "2020-02-30", "date illisible"},
		{"un code trop court", `["?B"]`, `["NEKA02"]`, "NEKA02"},
	})
}

func TestLeGenerateurRefuseUneAssociation(t *testing.T) {
	const bon = `codes: [{code: 1, cle: taux_plein}, {code: 2, cle: taux_plein}]
hors_regle: {gestes: [HMQA001], supplements: [YYYY012], imagerie: [YYYY105]}
taux_plein:
  - {nom: anapath, libelle: Un, libelle_en: One, depuis: 2005-09-01, actes: ["??QX"], accepte: H, source: texte, confiance: moyenne}
suites:
  - {nom: generale, libelle: Deux, libelle_en: Two, depuis: 2005-09-01, jusqu_au: 2030-01-01, codes: [1, 2], regroupements: [ADC], obligatoire: true, indice: Écrivez, source: texte, confiance: haute}
cumuls:
  - {nom: ecg, depuis: 2005-09-01, cle: taux_plein, actes: [DEQP003], qui: [cardiologie], familles: [visite], circonstances: [urgence], source: texte, confiance: haute}
acte_commun: {cle: taux_plein, plein_avec: ["??QK"], regroupements: [ADI]}
`
	verifierRefus(t, bon, genererAssociations, []refusDeRegles{
		{"un champ inconnu", "obligatoire", "imperatif", "unknown field"},
		{"des codes dans le désordre", "{code: 2, cle", "{code: 3, cle", "dans l'ordre"},
		{"un code d'une clé inconnue", "{code: 1, cle: taux_plein}", "{code: 1, cle: rien}", "n'est pas un taux"},
		{"un code d'un tarif", "{code: 1, cle: taux_plein}", "{code: 1, cle: essai}", "n'est pas un taux"},
		{"un geste deux fois", "gestes: [HMQA001]", "gestes: [HMQA001, HMQA001]", "deux fois"},
		{"un supplément qui n'est pas un code", "[YYYY012]", "[YYYY]", "« YYYY »"},
		{"une suite sans codes", "codes: [1, 2], ", "", "une suite a des codes"},
		{"un code inconnu dans une suite", "codes: [1, 2]", "codes: [1, 7]", "inconnu : 7"},
		{"un taux plein avec des codes", "accepte: H", "codes: [1]", "n'en a pas"},
		{"une règle obligatoire sans indice", "indice: Écrivez, ", "", "indice"},
		{"une règle sans source", "accepte: H, source: texte, ", "accepte: H, ", "source"},
		{"une confiance inventée", "confiance: moyenne", "confiance: totale", "confiance"},
		{"une fin avant le début", "2030-01-01", "2004-01-01", "précède"},
		{"une date absente", "libelle_en: One, depuis: 2005-09-01, ", "libelle_en: One, ", "depuis"},
		{"un regroupement minuscule", "[ADC]", "[adc]", "adc"},
		{"une lettre acceptée de trop", "accepte: H", "accepte: HQ", "accepte"},
		{"une famille inconnue", "[visite]", "[veillee]", "veillee"},
		{"une spécialité inconnue", "[cardiologie]", "[coeur]", "coeur"},
		{"une circonstance inconnue", "circonstances: [urgence]", "circonstances: [verglas]", "verglas"},
		{"un cumul sans clé connue", "cle: taux_plein, actes", "cle: essai, actes", "n'est pas un taux"},
		{"un acte commun sans taux", "acte_commun: {cle: taux_plein", "acte_commun: {cle: part", "n'est pas un taux"},
	})
}
