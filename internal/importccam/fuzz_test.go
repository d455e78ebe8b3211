package importccam

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/opposable/opposable/dossier"
)

// bornesFuzz are small enough for a fuzzer to reach them.
var bornesFuzz = limites{classeur: 1 << 20, decompacte: 4 << 20, lignes: 2000}

// verifierLecture holds for any input: an edition or a coded refusal, quickly,
// and every line well formed.
func verifierLecture(t *testing.T, debut time.Time, e *Edition, remarques []Remarque, refus *dossier.Erreur) {
	t.Helper()
	if (e == nil) == (refus == nil) || refus != nil && (refus.Code == "" || refus.Message == "") {
		t.Fatalf("édition %v, refus %v", e, refus)
	}
	if d := time.Since(debut); d > 10*time.Second {
		t.Fatalf("lecture en %s", d)
	}
	if len(remarques) > remarquesMax+1 {
		t.Fatalf("%d remarques", len(remarques))
	}
	if e == nil {
		return
	}
	for _, l := range e.Lignes {
		if !motifActe.MatchString(l.Code) || l.Activite < 1 || l.Activite > 9 || l.Phase > 9 || l.Optam < 0 || l.Hors < 0 {
			t.Fatalf("%+v", l)
		}
		if !l.PrixConnu && (l.Optam != 0 || l.Hors != 0) {
			t.Fatalf("prix inconnu et pourtant écrit : %+v", l)
		}
	}
}

func FuzzClasseurCSV(f *testing.F) {
	b, err := os.ReadFile(classeurFictif)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte(debut + "XXAA001;;Acte;1;0;1,5;1E-3;;;46205;ATM\n[A;;;4;0;9e9;;;;;\n" + fin))
	f.Add([]byte("\xff\xfeC\x00C\x00A\x00M\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		debut := time.Now()
		e, r, refus := lireTexteCSV("x.csv", b, func(int64, int64) {}, bornesFuzz)
		verifierLecture(t, debut, e, r, refus)
	})
}

// FuzzXLSX puts anything in the place of the sheet, of the shared strings and
// of the styles, inside a sound workbook, then breaks the zip itself.
func FuzzXLSX(f *testing.F) {
	sain := xlsxDe(f, rangeesFictives(f), nil)
	parties := map[string][]byte{}
	z, err := zip.NewReader(bytes.NewReader(sain), int64(len(sain)))
	if err != nil {
		f.Fatal(err)
	}
	for _, m := range z.File {
		r, err := m.Open()
		if err != nil {
			f.Fatal(err)
		}
		if parties[m.Name], err = io.ReadAll(r); err != nil {
			f.Fatal(err)
		}
	}
	noms := []string{"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml", ""}
	for i, nom := range noms {
		f.Add(uint8(i), parties[nom])
	}
	f.Add(uint8(0), []byte(`<worksheet><sheetData><row r="1048576"><c r="XFD1048576" t="s"><v>99999999999</v></c></row></sheetData></worksheet>`))
	f.Add(uint8(0), []byte(`<worksheet><sheetData><row r="-5"><c r="" s="-1"><v>NaN</v></c><c t="d"><v>2026-07-02</v></c></row></sheetData></worksheet>`))
	f.Add(uint8(5), sain)
	f.Fuzz(func(t *testing.T, partie uint8, b []byte) {
		nom := noms[int(partie)%len(noms)]
		if nom != "" {
			copie := map[string][]byte{nom: b}
			for n, contenu := range parties {
				if n != nom {
					copie[n] = contenu
				}
			}
			b = zipDe(t, copie)
		}
		debut := time.Now()
		e, r, refus := lireFluxXLSX("x.xlsx", bytes.NewReader(b), func(int64, int64) {}, bornesFuzz)
		verifierLecture(t, debut, e, r, refus)
	})
}

// FuzzDBF reads anything as one of the tables, in the place of the sound one.
func FuzzDBF(f *testing.F) {
	tables := baseFictive(f)
	tables["R_TB23"] = tableDe(f, []string{"COD_GRILLE N3", "LIBELLE C100"}, []string{"1|Secteur 1"})
	tables["R_REMBOURSEMENT"] = tableDe(f, []string{"COD_REMBOU N1", "LIBELLE C80"}, []string{"1|Remboursable"})
	dossierSain := f.TempDir()
	noms := append(tablesFacultatives[:len(tablesFacultatives):len(tablesFacultatives)], tablesExigees...)
	for i, nom := range noms {
		f.Add(uint8(i), tables[nom])
		if err := os.WriteFile(filepath.Join(dossierSain, nom+".dbf"), tables[nom], 0o600); err != nil {
			f.Fatal(err)
		}
	}
	f.Fuzz(func(t *testing.T, i uint8, b []byte) {
		abimee := filepath.Join(t.TempDir(), noms[int(i)%len(noms)]+".dbf")
		if err := os.WriteFile(abimee, b, 0o600); err != nil {
			t.Fatal(err)
		}
		debut := time.Now()
		e, r, refus := lire([]string{abimee, dossierSain}, Options{}, nil, bornesFuzz)
		verifierLecture(t, debut, e, r, refus)
	})
}

// BenchmarkPrixDeBase reads an archive the size of the official one: a million
// prices of 13 000 activities and phases, on 19 grids and 4 dates.
func BenchmarkPrixDeBase(b *testing.B) {
	const actes, prix = 13_000, 1_000_000
	tables := baseFictive(b)
	lignes := make([]string, 0, prix)
	r, a, p := []string{}, []string{}, []string{}
	for i := range actes {
		code := fmt.Sprintf("XX%c%c%03d", 'A'+i/26000, 'A'+i/1000%26, i%1000)
		r = append(r, code+"|20050301|1|N|1|0|Acte|Acte imaginaire")
		a = append(a, code+"1|20050301|"+code+"|20050301|1|ATM|99")
		p = append(p, code+"10|20050301|"+code+"1|20050301|0")
	}
	for i := range prix {
		k := i / actes
		lignes = append(lignes, fmt.Sprintf("%s10|%d|%d.%02d|%d0101", a[i%actes][:7], k%19, 10+i%500, k%100, 2005+5*(k/19)))
	}
	tables["R_ACTE"] = tableDe(b, []string{"COD_ACTE C13", "DT_MODIF D8", "MENU_COD N6", "FRAIDP_COD C1", "REMBOU_COD N1", "TYPE_COD N1", "NOM_COURT C70", "NOM_LONG C254", "DT_FIN D8", "ENTENTE C1"}, r)
	tables["R_ACTE_IVITE"] = tableDe(b, []string{"COD_AA C14", "DT_MODIF D8", "ACTE_COD C13", "ACDT_MODIF D8", "ACTIV_COD C1", "REGROU_COD C3", "CATMED_COD C2"}, a)
	tables["R_ACTE_IVITE_PHASE"] = tableDe(b, []string{"COD_AAP C16", "DT_MODIF D8", "AA_COD C14", "AADT_MODIF D8", "PHASE_COD N2"}, p)
	tables["R_PU_BASE"] = tableDe(b, []string{"AAP_COD C16", "GRILLE_COD N3", "PU_BASE N7.2", "APDT_MODIF D8"}, lignes)
	fichiers := archiveDe(b, tables)
	tables, lignes, r, a, p = nil, nil, nil, nil, nil
	runtime.GC()
	var avant, apres runtime.MemStats
	runtime.ReadMemStats(&avant)
	sommet := avant.HeapAlloc
	suivi := func(lus, total int64) {
		if lus%(4<<20) < 1<<18 {
			runtime.ReadMemStats(&apres)
			sommet = max(sommet, apres.HeapAlloc)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		e, remarques, err := Lire(fichiers, Options{}, suivi)
		if err != nil || len(e.Lignes) != actes || !e.Lignes[0].PrixConnu {
			b.Fatal(err, len(e.Lignes), remarques[:3])
		}
	}
	b.ReportMetric(float64(prix)*float64(b.N)/b.Elapsed().Seconds(), "prix/s")
	b.ReportMetric(float64(sommet-avant.HeapAlloc)/(1<<20), "Mio-au-sommet")
}
