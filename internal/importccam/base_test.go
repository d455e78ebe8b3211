package importccam

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/jour"
)

// tableDe builds a dBASE III file in cp850. champs are "NAME TYPEWIDTH.DEC",
// a record that begins with * is deleted.
func tableDe(t testing.TB, champs []string, enregistrements []string) []byte {
	t.Helper()
	var descripteurs, corps bytes.Buffer
	largeurs := make([]int, len(champs))
	for i, c := range champs {
		nom, format, _ := strings.Cut(c, " ")
		entiere, _, _ := strings.Cut(format[1:], ".")
		largeurs[i], _ = strconv.Atoi(entiere)
		d := make([]byte, tailleChamp)
		copy(d[:longueurNomChamp], nom)
		d[11], d[16] = format[0], byte(largeurs[i])
		descripteurs.Write(d)
	}
	longueur := 1
	for _, l := range largeurs {
		longueur += l
	}
	for _, e := range enregistrements {
		marque := byte(' ')
		if e[0] == marqueSupprime {
			marque, e = marqueSupprime, e[1:]
		}
		corps.WriteByte(marque)
		valeurs := strings.Split(e, "|")
		for i, l := range largeurs {
			v := ""
			if i < len(valeurs) {
				v = valeurs[i]
			}
			octets, err := charmap.CodePage850.NewEncoder().String(v)
			if err != nil || len(octets) > l {
				t.Fatalf("%s : %q ne tient pas dans %d octets (%v)", champs[i], v, l, err)
			}
			if strings.HasPrefix(champs[i][strings.IndexByte(champs[i], ' ')+1:], "N") {
				octets = strings.Repeat(" ", l-len(octets)) + octets
			}
			fmt.Fprintf(&corps, "%s%*s", octets, l-len(octets), "")
		}
	}
	entete := make([]byte, tailleEntete)
	entete[0] = 3
	binary.LittleEndian.PutUint32(entete[4:], uint32(len(enregistrements)))
	binary.LittleEndian.PutUint16(entete[8:], uint16(tailleEntete+descripteurs.Len()+1))
	binary.LittleEndian.PutUint16(entete[10:], uint16(longueur))
	return slices.Concat(entete, descripteurs.Bytes(), []byte{finDesChamps}, corps.Bytes(), []byte{finDeFichier})
}

// baseFictive builds the tables of testdata/base.txt.
func baseFictive(t testing.TB) map[string][]byte {
	t.Helper()
	b, err := os.ReadFile("testdata/base.txt")
	if err != nil {
		t.Fatal(err)
	}
	tables := map[string][]byte{}
	for _, section := range strings.Split(string(b), "\n[")[1:] {
		lignes := strings.Split(strings.TrimSpace(section), "\n")
		tables[strings.TrimSuffix(lignes[0], "]")] = tableDe(t, strings.Split(lignes[1], ";"), lignes[2:])
	}
	return tables
}

func zipDe(t testing.TB, fichiers map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, nom := range slices.Sorted(maps.Keys(fichiers)) {
		w, err := z.Create(nom)
		if err == nil {
			_, err = w.Write(fichiers[nom])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// archiveDe spreads tables over two zips named as the official ones.
func archiveDe(t testing.TB, tables map[string][]byte) []string {
	t.Helper()
	parties := []map[string][]byte{{"LISEZMOI.txt": []byte("rien")}, {}}
	for i, nom := range slices.Sorted(maps.Keys(tables)) {
		fichier := nom + ".dbf"
		if i%3 == 0 {
			fichier = strings.ToLower(nom) + ".DBF"
		}
		parties[i%2]["dossier/"+fichier] = tables[nom]
	}
	return []string{fichierDe(t, "CCAM99900_DBF_PART1.zip", zipDe(t, parties[0])), fichierDe(t, "CCAM099900_DBF_PART2.zip", zipDe(t, parties[1]))}
}

func lireTables(t testing.TB, tables map[string][]byte, o Options) (*Edition, []Remarque) {
	t.Helper()
	e, r, err := Lire(archiveDe(t, tables), o, nil)
	if err != nil {
		t.Fatal(err)
	}
	return e, r
}

var lignesDeLaBase = []Ligne{
	{Code: "XXFC905", Activite: 1, Libelle: "Exérèse imaginaire, par chirurgie", Optam: 30003, Hors: 27935, PrixConnu: true, PrisEnCharge: true, Modificateurs: "JK", Exoneration: "1", Regroupement: "ADC", SousConditions: true, AccordPrealable: true},
	{Code: "XXFC905", Activite: 1, Phase: 2, Optam: 1000, Hors: 1000, PrixConnu: true, PrisEnCharge: true, Modificateurs: "JK", Exoneration: "1", Regroupement: "ADC", SousConditions: true, AccordPrealable: true},
	{Code: "XXFC905", Activite: 4, Optam: 15151, Hors: 15151, PrixConnu: true, PrisEnCharge: true, Modificateurs: "A", Exoneration: "1", Regroupement: "ADA", SousConditions: true, AccordPrealable: true},
	{Code: "XXQP901", Activite: 1, Libelle: "Mesure imaginaire du genou, puis de l'épaule gauche", Optam: 1477, Hors: 1381, PrixConnu: true, PrisEnCharge: true, Exoneration: "2-7", Regroupement: "ATM"},
}

func TestLArchiveSeLit(t *testing.T) {
	e, remarques := lireTables(t, baseFictive(t), Options{})
	if e.Numero != 999 || e.Depuis != jour.De(2026, 1, 1) || !slices.Equal(e.Lignes, lignesDeLaBase) {
		t.Errorf("version %d au %s", e.Numero, e.Depuis)
		for _, l := range e.Lignes {
			t.Errorf("%+v", l)
		}
	}
	if len(e.Modificateurs) != 2 {
		t.Fatalf("%+v", e.Modificateurs)
	}
	u, k := e.Modificateurs[0], e.Modificateurs[1]
	if u.Lettre != "U" || (u.Optam != Valeur{Forfait: 2515}) || u.Hors != u.Optam || u.Depuis != jour.De(2005, 3, 25) {
		t.Errorf("%+v", u)
	}
	if k.Lettre != "K" || (k.Optam != Valeur{Taux: 250_000}) || (k.Hors != Valeur{}) || !slices.Equal(k.Grilles, []int{3, 1}) {
		t.Errorf("%+v", k)
	}
	if !contient(remarques, 0, "modificateurs d'une version antérieure") || !contient(remarques, 0, "outre-mer 971 : coefficient 1,040 sur 1 prix") || len(remarques) != 2 {
		t.Errorf("%+v", remarques)
	}
}

func TestUnJourPasseASesPrix(t *testing.T) {
	e, _ := lireTables(t, baseFictive(t), Options{Au: jour.De(2024, 6, 1)})
	if len(e.Lignes) != 1 || e.Lignes[0].Optam != 1426 || e.Lignes[0].Hors != 1352 || e.Depuis != jour.De(2021, 4, 26) {
		t.Errorf("%+v", e)
	}
	if k := e.Modificateurs[1]; len(e.Modificateurs) != 2 || (k.Optam != Valeur{Taux: 200_000}) || k.Jusqua != jour.De(2024, 12, 31) {
		t.Errorf("%+v", e.Modificateurs)
	}
	e, _ = lireTables(t, baseFictive(t), Options{Au: jour.De(2019, 12, 31)})
	if len(e.Lignes) != 2 || e.Lignes[1].Code != "XXZZ999" || e.Lignes[0].Libelle != "Ancien libellé" || e.Lignes[0].Modificateurs != "Z" || e.Lignes[0].Exoneration != "5" {
		t.Errorf("%+v", e.Lignes)
	}
}

func TestUnDossierDeTablesSeLit(t *testing.T) {
	dossier := t.TempDir()
	for nom, b := range baseFictive(t) {
		if err := os.WriteFile(filepath.Join(dossier, nom+".dbf"), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	e, remarques, err := Lire([]string{dossier}, Options{}, nil)
	if err != nil || !slices.Equal(e.Lignes, lignesDeLaBase) {
		t.Fatalf("%v %+v", err, e)
	}
	if e.Numero != 0 || !contient(remarques, 0, "numéro de version inconnu") {
		t.Errorf("%+v", remarques)
	}
}

func TestLesPhasesAbsentesSontCellesDesPrix(t *testing.T) {
	tables := baseFictive(t)
	delete(tables, "R_ACTE_IVITE_PHASE")
	e, remarques := lireTables(t, tables, Options{})
	if !slices.Equal(e.Lignes, lignesDeLaBase) || !contient(remarques, 0, "R_ACTE_IVITE_PHASE absente") {
		t.Errorf("%+v", e.Lignes)
	}
}

func TestUneTableExigeeQuiManqueEstNommee(t *testing.T) {
	for _, nom := range tablesExigees {
		tables := baseFictive(t)
		delete(tables, nom)
		_, _, e := Lire(archiveDe(t, tables), Options{}, nil)
		if e == nil || e.Code != "ccam-table" || !strings.HasSuffix(e.Message, " "+nom) || e.Indice == "" {
			t.Errorf("%s : %+v", nom, e)
		}
	}
}

func TestLesLibellesDesGrillesDecident(t *testing.T) {
	tables := baseFictive(t)
	tables["R_TB23"] = tableDe(t, []string{"COD_GRILLE N3", "LIBELLE C100"}, []string{"0|Tous secteurs", "1|Hors secteur 1 / non adhérent", "2|Secteur 1 / adhérent / SF", "17|Secteur 1"})
	e, remarques := lireTables(t, tables, Options{})
	if l := e.Lignes[3]; l.Optam != 1381 || l.Hors != 1477 || !contient(remarques, 2, "grille 1 lue hors secteur 1, contre l'usage") || !contient(remarques, 0, "") {
		t.Errorf("%+v %+v", l, remarques)
	}
	e, _ = lireTables(t, tables, Options{GrilleOptam: []int{99}, GrilleHors: []int{1}})
	if l := e.Lignes[3]; l.Optam != 100 || l.Hors != 1477 {
		t.Errorf("%+v", l)
	}
}

func TestUneGrilleAbandonneeNeDonnePlusSonPrix(t *testing.T) {
	tables := baseFictive(t)
	tables["R_PU_BASE"] = tableDe(t, []string{"AAP_COD C16", "GRILLE_COD N3", "PU_BASE N7.2", "APDT_MODIF D8"}, []string{
		"XXQP90110|1|14.26|20190101", "XXQP90110|3|14.77|20260101", "XXQP90110|5|14.80|20260101", "XXQP90110|2|13.81|20260101",
		"XXQP90110|2|13.82|20260101", "XXQP90110|4|1.005|20260102", "XXQP90110|7|abc|20260101", "XXQP90110|7|1.00|20261399"})
	e, remarques := lireTables(t, tables, Options{})
	if l := e.Lignes[len(e.Lignes)-1]; l.Optam != 1477 || l.Hors != 101 {
		t.Errorf("%+v", l)
	}
	for ligne, texte := range map[int]string{0: "grilles d'un même groupe aux prix différents", 5: "deux prix de la même date", 6: "arrondi", 7: "prix illisible", 8: "date illisible"} {
		if !contient(remarques, ligne, texte) {
			t.Errorf("pas de « %s » à l'enregistrement %d : %+v", texte, ligne, remarques)
		}
	}
}

func TestUnActeNonRembourseLEstParLeLibelleDuCode(t *testing.T) {
	tables := baseFictive(t)
	tables["R_REMBOURSEMENT"] = tableDe(t, []string{"COD_REMBOU N1", "LIBELLE C80"}, []string{"1|Acte non remboursable", "3|Remboursable sous conditions"})
	e, _ := lireTables(t, tables, Options{})
	if e.Lignes[3].PrisEnCharge || !e.Lignes[0].PrisEnCharge || !e.Lignes[0].SousConditions {
		t.Errorf("%+v", e.Lignes)
	}
}

func TestUneTableAbimeeDitOu(t *testing.T) {
	saine := baseFictive(t)["R_PU_BASE"]
	for nom, abimer := range map[string]func([]byte) []byte{
		"tronquée":             func(b []byte) []byte { return b[:len(b)-40] },
		"sans enregistrement":  func(b []byte) []byte { return b[:20] },
		"vide":                 func([]byte) []byte { return nil },
		"fin prématurée":       func(b []byte) []byte { b[len(b)-1-35*3] = finDeFichier; return b },
		"trop d'annoncés":      func(b []byte) []byte { b[6] = 1; return b },
		"champs incohérents":   func(b []byte) []byte { b[tailleEntete+16]++; return b },
		"en-tête nul":          func(b []byte) []byte { b[8], b[9] = 0, 0; return b },
		"champ renommé":        func(b []byte) []byte { b[tailleEntete] = 'Z'; return b },
		"descripteur manquant": func(b []byte) []byte { b[8] = 40; return b },
	} {
		tables := baseFictive(t)
		tables["R_PU_BASE"] = abimer(bytes.Clone(saine))
		_, _, e := Lire(archiveDe(t, tables), Options{}, nil)
		if e == nil || e.Code != "ccam-tronque" && e.Code != "ccam-table" || !strings.Contains(strings.ToUpper(e.Champ), "R_PU_BASE.DBF") {
			t.Errorf("%s : %+v", nom, e)
		}
		if e != nil && e.Code == "ccam-tronque" && !strings.Contains(e.Message, "octet ") {
			t.Errorf("%s : %s ne dit pas où", nom, e.Message)
		}
	}
}

func TestUnZipAbimeEstRefuse(t *testing.T) {
	b := zipDe(t, map[string][]byte{"R_ACTE.dbf": bytes.Repeat([]byte("imaginaire"), 100)})
	for nom, b := range map[string][]byte{"coupé": b[:len(b)/2], "sans table": zipDe(t, map[string][]byte{"a.txt": nil})} {
		if _, _, e := Lire([]string{fichierDe(t, "x.zip", b)}, Options{}, nil); e == nil {
			t.Errorf("%s est lu", nom)
		}
	}
	tables := baseFictive(t)
	complet := zipDe(t, map[string][]byte{"R_TB23.dbf": tableDe(t, []string{"COD_GRILLE N3", "LIBELLE C100"}, slices.Repeat([]string{"17|Secteur 1"}, 300))})
	complet[80] ^= 0x55 // inside the compressed data: the sum no longer matches
	_, _, e := Lire(append(archiveDe(t, tables), fichierDe(t, "y.zip", complet)), Options{}, nil)
	if e == nil || !strings.Contains(e.Champ, "y.zip/R_TB23.dbf") {
		t.Errorf("%+v", e)
	}
}

func TestUneBombeEstRefusee(t *testing.T) {
	tables := baseFictive(t)
	tables["R_PU_BASE"] = append(tables["R_PU_BASE"][:len(tables["R_PU_BASE"])-1], make([]byte, 10<<20)...)
	bornes := limitesUsuelles
	bornes.decompacte = 1 << 20
	_, _, e := lire(archiveDe(t, tables), Options{}, nil, bornes)
	if e == nil || e.Code != "ccam-trop-grand" {
		t.Errorf("%+v", e)
	}
	bornes = limitesUsuelles
	bornes.lignes = 1
	if _, _, e = lire(archiveDe(t, baseFictive(t)), Options{}, nil, bornes); e == nil || e.Code != "ccam-trop-grand" {
		t.Errorf("%+v", e)
	}
	bornes.classeur = 10
	if _, _, e = lire([]string{classeurFictif}, Options{}, nil, bornes); e == nil || e.Code != "ccam-trop-grand" {
		t.Errorf("%+v", e)
	}
	bornes = limitesUsuelles
	bornes.decompacte = 1 << 10
	if _, _, e = lire([]string{fichierDe(t, "b.xlsx", xlsxDe(t, rangeesFictives(t), nil))}, Options{}, nil, bornes); e == nil || e.Code != "ccam-trop-grand" {
		t.Errorf("%+v", e)
	}
}

func TestCeQuiNEstPasUneCCAMEstRefuse(t *testing.T) {
	for nom, fichiers := range map[string][]string{
		"rien":               nil,
		"absent":             {"nulle-part.xlsx"},
		"vide":               {fichierDe(t, "a.csv", nil)},
		"ancien .xls":        {fichierDe(t, "a.xls", []byte("\xd0\xcf\x11\xe0suite"))},
		"dossier vide":       {t.TempDir()},
		"classeur en double": {classeurFictif, classeurFictif},
	} {
		if e, _, err := Lire(fichiers, Options{}, nil); err == nil || err.Code == "" || e != nil {
			t.Errorf("%s : %+v", nom, err)
		}
	}
	if _, _, err := Lire([]string{"nulle-part.xlsx"}, Options{}, nil); err.Code != "fichier-introuvable" {
		t.Error(err)
	}
}

func TestDesPartiesMeleesSontRemarquees(t *testing.T) {
	archive := archiveDe(t, baseFictive(t))
	autre := fichierDe(t, "CCAM08400_DBF_PART3_v2.zip", zipDe(t, map[string][]byte{"R_ACTE.dbf": nil}))
	e, remarques, err := Lire(append(archive, autre), Options{}, nil)
	if err != nil || e.Numero != 999 || !contient(remarques, 0, "parties de versions différentes") || !contient(remarques, 0, "table en double") {
		t.Errorf("%v %+v", err, remarques)
	}
}

func TestUnMontantDeTableSeLitAuCentime(t *testing.T) {
	b := tableDe(t, []string{"PU N10.2"}, []string{"14.26", "0.05", "1234567.89", "7", "1.005", "x.yz", " "})
	table, e := ouvrirTable("essai.dbf", bytes.NewReader(b))
	if e != nil {
		t.Fatal(e)
	}
	for _, voulu := range []argent.Centimes{1426, 5, 123456789, 700, 101, -1, -1} {
		if ok, e := table.suivant(); !ok || e != nil {
			t.Fatal(e)
		}
		if c, _, ok := table.centimes(table.champs["PU"]); ok && c != voulu || ok != (voulu >= 0) {
			t.Errorf("%q lu %s", table.octets(table.champs["PU"]), c)
		}
	}
}
