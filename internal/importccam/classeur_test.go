package importccam

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

const classeurFictif = "testdata/classeur.csv"

// debut is the title and the headers every workbook of the tests begins with.
const debut = "CNAM - CCAM version 999 applicable au 01/01/2099;;;;;;;;;;\n" +
	"Code;;Texte;Activité;Phase;Tarif Secteur 1;Tarif Hors secteur 1;Rembt. ss Cdtions;Accord Préalable;Exo. TM;Regroupement\n"

// fin is what every workbook ends with.
const fin = "19.03;;MODIFICATEURS;;;;;;;;\nA;;Âge imaginaire;;;23;23;;;;\n"

func lireLignes(t testing.TB, lignes ...string) (*Edition, []Remarque) {
	t.Helper()
	e, r, err := lireTexteCSV("essai.csv", []byte(debut+strings.Join(lignes, "\n")+"\n"+fin), func(int64, int64) {}, limitesUsuelles)
	if err != nil {
		t.Fatal(err)
	}
	return e, r
}

func contient(remarques []Remarque, ligne int, texte string) bool {
	return slices.ContainsFunc(remarques, func(r Remarque) bool { return r.Ligne == ligne && strings.Contains(r.Message, texte) })
}

// fichierDe writes a file of the test and returns its path.
func fichierDe(t testing.TB, nom string, b []byte) string {
	t.Helper()
	nom = filepath.Join(t.TempDir(), nom)
	if err := os.WriteFile(nom, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return nom
}

// xlsxDe builds the workbook a spreadsheet would make of those rows: bare
// numbers as numbers, the others as text.
func xlsxDe(t testing.TB, rangees [][]string, retoucher func(*excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, rangee := range rangees {
		for j, s := range rangee {
			nom, _ := excelize.CoordinatesToCellName(j+1, i+1)
			var err error
			if d, ok := lireDecimal(s); ok && d.v != 0 && !strings.ContainsAny(s, "+,") && j != 9 {
				err = f.SetCellDefault("Sheet1", nom, s)
			} else {
				err = f.SetCellStr("Sheet1", nom, s)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	if retoucher != nil {
		retoucher(f)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func rangeesFictives(t testing.TB) [][]string {
	t.Helper()
	b, err := os.ReadFile(classeurFictif)
	if err != nil {
		t.Fatal(err)
	}
	rangees, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rangees
}

var lignesFictives = []Ligne{
	{Code: "XXQP901", Activite: 1, Libelle: "Mesure imaginaire simple", Optam: 1477, Hors: 1381, PrixConnu: true, PrisEnCharge: true, Modificateurs: "FPSU", Exoneration: "2", Regroupement: "ATM"},
	{Code: "XXQP902", Activite: 1, Libelle: "Mesure imaginaire non prise en charge", Exoneration: "2", Regroupement: "ATM"},
	{Code: "XXQP903", Activite: 1, Libelle: "Mesure imaginaire suivie de notes", Optam: 5184, Hors: 5184, PrixConnu: true, PrisEnCharge: true, Exoneration: "2-7", Regroupement: "ADE", SousConditions: true},
	{Code: "XXQK904", Activite: 1, Libelle: "Cliché imaginaire de 2 segments", Optam: 2926, Hors: 2926, PrixConnu: true, PrisEnCharge: true, Modificateurs: "BDEFPSUYZ", Exoneration: "2", Regroupement: "ADI"},
	{Code: "XXFC905", Activite: 1, Libelle: "Exérèse imaginaire, par cœlioscopie", Optam: 30003, Hors: 27935, PrixConnu: true, PrisEnCharge: true, Modificateurs: "AFJKTPSUO73", Exoneration: "1", Regroupement: "ADC"},
	{Code: "XXFC905", Activite: 4, Libelle: "anesthésie", Optam: 15151, Hors: 15151, PrixConnu: true, PrisEnCharge: true, Modificateurs: "AFJKTPSUO73", Exoneration: "1", Regroupement: "ADA"},
	{Code: "XXKA906", Activite: 1, Libelle: "Prothèse imaginaire à deux activités", Optam: 45980, Hors: 45980, PrixConnu: true, PrisEnCharge: true, Modificateurs: "AFJKTPSUO743", Exoneration: "1", Regroupement: "ADC", AccordPrealable: true},
	{Code: "XXKA906", Activite: 2, Libelle: "Activité 2 : geste imaginaire associé", Optam: 12000, Hors: 11000, PrixConnu: true, PrisEnCharge: true, Modificateurs: "AFJKTPSUO743", Exoneration: "1", Regroupement: "ADC"},
	{Code: "XXKA906", Activite: 4, Libelle: "anesthésie", Optam: 22990, Hors: 22990, PrixConnu: true, PrisEnCharge: true, Modificateurs: "AFJKTPSUO743", Exoneration: "1", Regroupement: "ADA"},
	{Code: "XXNL908", Activite: 1, Phase: 1, Libelle: "Traitement imaginaire en deux phases", Optam: 8000, Hors: 7000, PrixConnu: true, PrisEnCharge: true, Exoneration: "5-7", Regroupement: "ATM"},
	{Code: "XXNL908", Activite: 1, Phase: 2, Libelle: "Phase 2 : fin du traitement imaginaire", Optam: 4050, Hors: 3525, PrixConnu: true, PrisEnCharge: true, Exoneration: "5-7", Regroupement: "ATM"},
	{Code: "XXLP910", Activite: 1, Libelle: "Acte imaginaire aux modificateurs dans la cellule du code", PrixConnu: true, PrisEnCharge: true, Modificateurs: "A7", Exoneration: "1", Regroupement: "ADA"},
	{Code: "XXLP910", Activite: 4, Libelle: "anesthésie", Optam: 4800, Hors: 4800, PrixConnu: true, PrisEnCharge: true, Modificateurs: "A7", Exoneration: "1", Regroupement: "ADA"},
	{Code: "XXLP911", Activite: 1, Libelle: "Geste imaginaire sans tarif propre", PrisEnCharge: true, Exoneration: "1", Regroupement: "ADA"},
}

var valeursFictives = map[string][2]Valeur{
	"U Majoration imaginaire en euros":           {{Forfait: 2515}, {Forfait: 2515}},
	"U Majoration imaginaire des chirurgiens":    {{Forfait: 5000}, {Forfait: 5000}},
	"N Majoration imaginaire décimale":           {{Taux: 157_000}, {Taux: 157_000}},
	"K Majoration imaginaire en pourcentage":     {{Taux: 300_000}, {Taux: 250_000}},
	"J Majoration imaginaire décimale":           {{Taux: 65_000}, {Taux: 65_000}},
	"5 Majoration imaginaire d'un chiffre":       {{Taux: 80_000}, {Taux: 80_000}},
	"B Majoration imaginaire écrite en fraction": {{Taux: 490_000}, {Taux: 490_000}},
}

func verifierEditionFictive(t *testing.T, e *Edition) {
	t.Helper()
	if e.Numero != 999 || e.Depuis != jour.De(2099, 1, 1) {
		t.Errorf("version %d au %s", e.Numero, e.Depuis)
	}
	for i := range max(len(e.Lignes), len(lignesFictives)) {
		if i >= len(e.Lignes) || i >= len(lignesFictives) {
			t.Fatalf("%d lignes au lieu de %d", len(e.Lignes), len(lignesFictives))
		}
		if e.Lignes[i] != lignesFictives[i] {
			t.Errorf("lue    %+v\nvoulue %+v", e.Lignes[i], lignesFictives[i])
		}
	}
	for _, m := range e.Modificateurs {
		if v, ok := valeursFictives[m.Lettre+" "+m.Libelle]; !ok || v != [2]Valeur{m.Optam, m.Hors} || m.Depuis != e.Depuis {
			t.Errorf("modificateur %+v", m)
		}
	}
	if len(e.Modificateurs) != len(valeursFictives) {
		t.Errorf("%d modificateurs", len(e.Modificateurs))
	}
}

func TestLeClasseurSeLitEnCSV(t *testing.T) {
	avance := int64(0)
	e, remarques, err := Lire([]string{classeurFictif}, Options{}, func(lus, total int64) { avance = lus * 100 / total })
	if err != nil {
		t.Fatal(err)
	}
	verifierEditionFictive(t, e)
	if len(remarques) != 2 || !contient(remarques, 30, "exonération réparée : « 5 -7 »") || !contient(remarques, 47, "fraction « 0.49 »") {
		t.Errorf("remarques : %+v", remarques)
	}
	if avance != 100 {
		t.Errorf("la lecture s'arrête à %d %%", avance)
	}
}

func TestLeClasseurSeLitEnXLSX(t *testing.T) {
	nom := fichierDe(t, "ccam.xlsx", xlsxDe(t, rangeesFictives(t), nil))
	e, remarques, err := Lire([]string{nom}, Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	verifierEditionFictive(t, e)
	if len(remarques) != 2 {
		t.Errorf("remarques : %+v", remarques)
	}
}

func TestLesPourcentagesDUnXLSXSontDesFractions(t *testing.T) {
	rangees := append(rangeesFictives(t), []string{"H", "", "Niveau imaginaire", "", "", "1", "6.5000000000000002E-2"}, []string{"E", "", "Euro imaginaire", "", "", "23", "23"})
	b := xlsxDe(t, rangees, func(f *excelize.File) {
		style, err := f.NewStyle(&excelize.Style{NumFmt: 9}) // 0%: displays 7 % for 6.5 %
		if err != nil {
			t.Fatal(err)
		}
		n := len(rangees) - 1
		nom := func(c int) string { s, _ := excelize.CoordinatesToCellName(c, n); return s }
		if err := f.SetCellStyle("Sheet1", nom(6), nom(7), style); err != nil {
			t.Fatal(err)
		}
	})
	e, _, err := Lire([]string{fichierDe(t, "ccam.xlsx", b)}, Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	fin := e.Modificateurs[len(e.Modificateurs)-2:]
	if (fin[0].Optam != Valeur{Taux: 1_000_000} || fin[0].Hors != Valeur{Taux: 65_000} || fin[1].Optam != Valeur{Forfait: 2300}) {
		t.Errorf("%+v", fin)
	}
}

func TestUneFeuilleDeGardeEstPassee(t *testing.T) {
	b := xlsxDe(t, rangeesFictives(t), func(f *excelize.File) {
		i, err := f.NewSheet("Garde")
		if err != nil {
			t.Fatal(err)
		}
		f.SetActiveSheet(i)
		f.SetCellStr("Garde", "A1", "Avertissement")
		if err := f.MoveSheet("Garde", "Sheet1"); err != nil {
			t.Fatal(err)
		}
	})
	e, _, err := Lire([]string{fichierDe(t, "ccam.xlsx", b)}, Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	verifierEditionFictive(t, e)
}

func TestUnClasseurSansTitreNiColonnesEstRefuse(t *testing.T) {
	entete := strings.SplitN(debut, "\n", 2)[1]
	for texte, voulu := range map[string]*dossier.Erreur{
		"":                        {Code: "ccam-titre"},
		"bonjour;;\n" + entete:    {Code: "ccam-titre", Champ: "essai.csv:1"},
		"CCAM version soixante\n": {Code: "ccam-titre", Champ: "essai.csv:1"},
		"CNAM - CCAM version 9 applicable au 31/02/2026\n": {Code: "ccam-titre", Champ: "essai.csv:1"},
		strings.Replace(debut, "Activité", "Activvité", 1): {Code: "ccam-colonnes", Champ: "essai.csv:2", Indice: "vouliez-vous dire « Activité » ?"},
		strings.Replace(debut, ";Exo. TM", ";", 1):         {Code: "ccam-colonnes", Champ: "essai.csv:2", Message: "colonne absente : « Exo. TM »"},
		strings.Replace(debut, "Phase", "Texte", 1):        {Code: "ccam-colonnes", Champ: "essai.csv:2", Message: "deux colonnes « Texte »"},
		debut: {Code: "ccam-tronque"},
	} {
		_, _, e := lireTexteCSV("essai.csv", []byte(texte), func(int64, int64) {}, limitesUsuelles)
		if e == nil || e.Code != voulu.Code || voulu.Champ != "" && e.Champ != voulu.Champ || voulu.Indice != "" && e.Indice != voulu.Indice || voulu.Message != "" && e.Message != voulu.Message {
			t.Errorf("%q : %+v, voulu %+v", texte, e, voulu)
		}
	}
}

func TestLesColonnesSeTrouventDansToutOrdre(t *testing.T) {
	e, _, err := lireTexteCSV("essai.csv", []byte("CNAM – CCAM version 67 applicable 26/04/2021\n"+
		"Regroupement\tExo. TM\t\"Tarif\nHors secteur 1 / hors adhérent OPTAM/OPTAM-CO\n(en euro)\"\t\"Tarif\nSecteur 1 / adhérent OPTAM/OPTAM-CO\"\tPhase\tACTIVITE\tTexte\tCode\tAccord préalable\tRembt. ss Cdtions\n"+
		"ATM\t2\t1,50\t2,50\t0\t1\tActe imaginaire\tXXAA001\t\tRC\n\t\t\t\t\t\t\t19.03\n\t\t23\t23\t\t\t\tA\n"), func(int64, int64) {}, limitesUsuelles)
	if err != nil {
		t.Fatal(err)
	}
	voulue := Ligne{Code: "XXAA001", Activite: 1, Libelle: "Acte imaginaire", Optam: 250, Hors: 150, PrixConnu: true, PrisEnCharge: true, Exoneration: "2", Regroupement: "ATM", SousConditions: true}
	if len(e.Lignes) != 1 || e.Lignes[0] != voulue || e.Numero != 67 {
		t.Errorf("%+v", e)
	}
}
