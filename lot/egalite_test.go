package lot

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
	"github.com/opposable/opposable/nomenclature"
)

// naif reads a row with the parsers of each package, without any memo.
func naif(t *testing.T, v map[string]string) (opposable.Dossier, *dossier.Erreur) {
	t.Helper()
	var d opposable.Dossier
	var premiere *dossier.Erreur
	voir := func(e *dossier.Erreur) {
		if premiere == nil {
			premiere = e
		}
	}
	mot := func(nom string, lire func(s string) *dossier.Erreur) {
		if v[nom] != "" {
			voir(lire(v[nom]))
		}
	}
	jourDe := func(nom string, cible *jour.Jour) {
		mot(nom, func(s string) *dossier.Erreur {
			j, err := jour.Parse(s)
			if *cible = j; err != nil {
				return &dossier.Erreur{Code: "date-impossible"}
			}
			return nil
		})
	}
	jourDe("date", &d.Date)
	mot("acte", func(s string) (e *dossier.Erreur) { d.Actes, e = nomenclature.ParseActes(s); return })
	if v["specialite"] == "" {
		voir(&dossier.Erreur{Code: "specialite-manquante"})
	}
	mot("specialite", func(s string) (e *dossier.Erreur) { d.Praticien.Specialite, e = dossier.ParseSpecialite(s); return })
	mot("secteur", func(s string) (e *dossier.Erreur) { d.Praticien.Secteur, e = dossier.ParseSecteur(s); return })
	mot("option", func(s string) (e *dossier.Erreur) { d.Praticien.Option, e = dossier.ParseOption(s); return })
	mot("parcours", func(s string) (e *dossier.Erreur) { d.Parcours, e = dossier.ParseParcours(s); return })
	mot("age", func(s string) *dossier.Erreur {
		n, err := strconv.Atoi(s)
		if d.Patient.Age, d.Patient.AgeConnu = int16(n), true; err != nil {
			return &dossier.Erreur{Code: "entier-illisible"}
		}
		return nil
	})
	jourDe("naissance", &d.Patient.Naissance)
	mot("medecin_traitant", func(s string) *dossier.Erreur {
		sens, connu := map[string]bool{"true": true, "1": true, "oui": true, "false": false, "0": false}[s]
		if d.Patient.SansMedecinTraitant = !sens; !connu {
			return &dossier.Erreur{Code: "type-inattendu"}
		}
		return nil
	})
	mot("exoneration", func(s string) (e *dossier.Erreur) { d.Patient.Exoneration, e = dossier.ParseExoneration(s); return })
	mot("aide", func(s string) (e *dossier.Erreur) { d.Patient.Aide, e = dossier.ParseAide(s); return })
	mot("regime", func(s string) (e *dossier.Erreur) { d.Patient.Regime, e = dossier.ParseRegime(s); return })
	mot("zone", func(s string) (e *dossier.Erreur) { d.Praticien.Zone, e = dossier.ParseZone(s); return })
	mot("honoraires", func(s string) *dossier.Erreur {
		c, err := argent.ParseCentimes(s)
		if d.Honoraires, d.HonorairesSaisis = c, true; err != nil {
			return &dossier.Erreur{Code: "montant-illisible"}
		}
		return nil
	})
	mot("tiers_payant", func(s string) (e *dossier.Erreur) { d.TiersPayant, e = dossier.ParseTiersPayant(s); return })
	mot("garantie", func(s string) (e *dossier.Erreur) { d.Contrat.Garantie, e = dossier.ParseGarantie(s); return })
	return d, premiere
}

// TestEgalite: each row gets what opposable.Calculer says of it alone.
func TestEgalite(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	fichier := gater(r, fichierHasard(r, 20_000))
	var sortie bytes.Buffer
	bilan, err := Calculer(t.Context(), bytes.NewReader(fichier), &sortie, Options{})
	if err != nil {
		t.Fatal(err)
	}
	lignes, err := csv.NewReader(&sortie).ReadAll()
	if err != nil || len(lignes) != 20_001 {
		t.Fatal(len(lignes), err)
	}
	var totaux Totaux
	for i, l := range lignes[1:] {
		v := map[string]string{}
		for k, nom := range lignes[0] {
			v[nom] = l[k]
		}
		d, e := naif(t, v)
		dec := opposable.Decompte{}
		if e == nil {
			if dec, err = opposable.Calculer(d); err != nil {
				e = dossier.Lister(err)[0]
			}
		}
		want := attendu(&dec, e)
		totaux.ajouter(Totaux{dec.Honoraires, dec.AMO, dec.Aide, dec.AMC, dec.ResteACharge})
		if lu := strings.Join(l[len(l)-nombreSorties:], ","); lu != want {
			t.Fatalf("ligne %d, %v\nlu      %s\nattendu %s", i+2, v, lu, want)
		}
	}
	if totaux != bilan.Totaux {
		t.Errorf("%+v, attendu %+v", bilan.Totaux, totaux)
	}
}

func attendu(d *opposable.Decompte, e *dossier.Erreur) string {
	if e != nil {
		return vides + e.Code
	}
	var codes []string
	for _, l := range d.Lignes {
		codes = append(codes, l.Code.String())
	}
	var avertissements []string
	for _, a := range d.Avertissements.Liste() {
		avertissements = append(avertissements, a.String())
	}
	return fmt.Sprint(strings.Join(codes, "+"), ",", d.Base, ",", d.Taux, ",", d.AMOBrut, ",", d.MajorationHorsParcours, ",", d.ParticipationActeLourd, ",",
		d.ParticipationForfaitaire, ",", d.AMO, ",", d.TicketModerateur, ",", d.Depassement, ",", d.Aide, ",", d.AMC, ",", d.ResteACharge, ",",
		strings.Join(avertissements, "+"), ",")
}

// gater spoils the fields of some rows, so that good and bad values follow each
// other in every column.
func gater(r *rand.Rand, fichier []byte) []byte {
	lignes := bytes.Split(fichier, []byte("\n"))
	for i := 1; i < len(lignes)-1; i++ {
		if r.IntN(3) > 0 {
			continue
		}
		champs := strings.Split(string(lignes[i]), ",")
		champs[1+r.IntN(16)] = unDe(r, "", "0", "1", "2", "bof", "2026-02-29", "10/03/2026", "G", "CS+MCS", "1 234.50 €", "oui", "false", "\"12,50\"", "\"\"", "D", "optam", "99")
		lignes[i] = []byte(strings.Join(champs, ","))
	}
	return bytes.Join(lignes, []byte("\n"))
}

// embrouiller adds what makes rows hard to cut: quotes, newlines inside them,
// long rows, quotes that nobody closes.
func embrouiller(r *rand.Rand, fichier []byte) []byte {
	lignes := bytes.Split(fichier, []byte("\n"))
	for i := 1; i < len(lignes)-1; i++ {
		switch r.IntN(12) {
		case 0:
			lignes[i] = append(lignes[i], ",\"a\nb,\"\"c\"\"\"\r"...)
		case 1:
			lignes[i] = append([]byte{'"'}, bytes.Replace(lignes[i], []byte(","), []byte("\n\","), 1)...)
		case 2:
			lignes[i] = append([]byte{'"'}, lignes[i]...)
		case 3:
			lignes[i] = append(lignes[i], bytes.Repeat([]byte(unDe(r, "x", "\"", ",", "\n", ",\"")), r.IntN(2000))...)
		case 4:
			lignes[i] = nil
		}
	}
	return bytes.Join(lignes, []byte("\n"))
}

// TestOrdre: neither the number of workers, nor the size of the blocks, nor
// that of the reads changes a byte of the output.
func TestOrdre(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	for range 20 {
		fichier := embrouiller(r, fichierHasard(r, 500))
		for _, o := range []Options{{}, {Sortie: NDJSON}, {Entree: NDJSON}, {Entree: NDJSON, Sortie: NDJSON}} {
			want, bilan := executer(t, bytes.NewReader(fichier), o, reglages{1 << 20, 1000, 1 << 20})
			for _, g := range []reglages{{16, 1000, 100}, {777, 1000, 1}, {4096, 1000, 5000}} {
				o.Travailleurs = 1 + r.IntN(8)
				lu, b := executer(t, iotest.HalfReader(bytes.NewReader(fichier)), o, g)
				if lu != want {
					t.Fatalf("%+v %+v : %s", o, g, difference(lu, want))
				}
				if fmt.Sprint(b) != fmt.Sprint(bilan) {
					t.Fatalf("%+v %+v\n%+v\n%+v", o, g, b, bilan)
				}
			}
		}
	}
}

func executer(t testing.TB, in io.Reader, o Options, g reglages) (string, Bilan) {
	t.Helper()
	var b strings.Builder
	bilan, err := calculer(context.Background(), in, &b, o, g)
	if err != nil {
		t.Fatal(err)
	}
	for i := range bilan.Fautes {
		bilan.Fautes[i].Exemple = nil
	}
	return b.String(), bilan
}

func difference(a, b string) string {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	debut := max(0, i-80)
	return fmt.Sprintf("octet %d : %q, attendu %q", i, a[debut:min(len(a), i+80)], b[debut:min(len(b), i+80)])
}

// TestMemoire: what is held at once does not depend on the number of rows.
func TestMemoire(t *testing.T) {
	const lignes = 300_000
	tuyau, bout := io.Pipe()
	go func() {
		r := rand.New(rand.NewPCG(13, 17))
		var b bytes.Buffer
		b.WriteString(enteteHasard)
		for i := range lignes {
			if ligneHasard(&b, r, i); b.Len() > 1<<15 {
				bout.Write(b.Bytes())
				b.Reset()
			}
		}
		bout.Write(b.Bytes())
		bout.Close()
	}()
	var sommet uint64
	vu := int64(0)
	bilan, err := Calculer(t.Context(), tuyau, io.Discard, Options{Travailleurs: 4, Progres: func(n, _ int64) {
		if n-vu < 10_000 {
			return
		}
		vu = n
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		sommet = max(sommet, m.HeapAlloc)
	}})
	if err != nil || bilan.Lignes != lignes {
		t.Fatal(bilan, err)
	}
	if borne := uint64(64 << 20); sommet == 0 || sommet > borne {
		t.Errorf("%d Mio en mémoire", sommet>>20)
	}
	t.Logf("au plus %d Mio", sommet>>20)
}

// TestSansAllouer: once its words are known, a row that is priced allocates
// nothing.
func TestSansAllouer(t *testing.T) {
	fichier := []byte("date,acte,specialite,secteur,age,naissance,honoraires,option,note\n")
	for i := range 1000 {
		fichier = fmt.Appendf(fichier, "2026-03-%02d,%s,%s,%d,%d,,%d.50,,\"a \"\"%d\"\"\"\n", 1+i%28, [...]string{"consultation", "C"}[i%2], [...]string{"dermatologie", "15"}[i%2], 2, i%80, 40+i%50, i)
	}
	d := decoupeur{bornes: bornes{max: 1 << 20}, in: bytes.NewReader(fichier), bloc: 1 << 20}
	p, err := d.preparer(Options{}.completer())
	if err != nil {
		t.Fatal(err)
	}
	w := nouveauTravailleur(p, 1<<20)
	b := &bloc{}
	if _, err := d.remplir(b); err != nil {
		t.Fatal(err)
	}
	if n := testing.AllocsPerRun(10, func() { w.traiter(context.Background(), b) }); n != 0 || b.compte.enErreur != 0 || b.compte.lignes != 1000 {
		t.Error(n, b.compte)
	}
}

// TestMontantSimple: the quick reading says nothing that the slow one denies.
func TestMontantSimple(t *testing.T) {
	r := rand.New(rand.NewPCG(19, 23))
	for range 200_000 {
		b := make([]byte, r.IntN(7))
		for i := range b {
			b[i] = "0123456789.,- €x"[r.IntN(16)]
		}
		if lu, ok := montantSimple(b); ok {
			if c, err := argent.ParseCentimes(string(b)); err != nil || c != lu {
				t.Fatalf("%q : %v, attendu %v %v", b, lu, c, err)
			}
		}
		c := argent.Centimes(r.Int64N(3_000_000) - 1_000_000)
		if s := string(ajouterMontant(nil, c)); s != c.String() {
			t.Fatal(s, c)
		}
	}
}
