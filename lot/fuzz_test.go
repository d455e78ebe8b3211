package lot

import (
	"bytes"
	"context"
	"io"
	"math/rand/v2"
	"testing"
)

// compter counts the rows of a CSV of ours, which reads back without a fault.
func compter(t *testing.T, sortie string, p *plan) int64 {
	t.Helper()
	r := rangeesCSV{plan: p}
	n := int64(0)
	for reste := []byte(sortie); len(reste) > 0; {
		k, vide, err := r.suivante(reste)
		if vide || err != nil {
			t.Fatalf("ligne %d relue : %v, %q", n, err, reste[:k])
		}
		reste = reste[k:]
		n++
	}
	return n
}

func FuzzCSV(f *testing.F) {
	const entete = "date,acte,specialite,secteur,note\n"
	r := rand.New(rand.NewPCG(29, 31))
	f.Add(fichierHasard(r, 20))
	f.Add(embrouiller(r, fichierHasard(r, 20)))
	for _, s := range []string{"", entete, entete + "2026-03-10,G,01,1,\"a\nb\"\r\n", entete + "\"\"\"\"\",\n,,,,\n\"", "date;acte;specialite;secteur\r\n1;2;3;4\r\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		g := reglages{bloc: 64, ligneMax: 300, sortie: 200}
		var sortie, autre bytes.Buffer
		bilan, err := calculer(context.Background(), bytes.NewReader(b), &sortie, Options{Travailleurs: 2}, g)
		if err != nil {
			return
		}
		d := decoupeur{bornes: bornes{max: g.ligneMax}, in: bytes.NewReader(b), bloc: 1 << 16}
		p, err := d.preparer(Options{}.completer())
		if err != nil {
			t.Fatal(err)
		}
		relu := &plan{bornes: bornes{p.sep, true, 1 << 20}, noms: make([]string, len(p.noms)+nombreSorties)}
		texte := bytes.TrimPrefix(sortie.Bytes(), marque)
		if n := compter(t, string(texte), relu); n != bilan.Lignes+1 {
			t.Fatalf("%d lignes lues, %d écrites", bilan.Lignes, n-1)
		}
		g.bloc = 1 << 16
		if _, err := calculer(context.Background(), bytes.NewReader(b), &autre, Options{}, g); err != nil || !bytes.Equal(autre.Bytes(), sortie.Bytes()) {
			t.Fatalf("%v : %s", err, difference(sortie.String(), autre.String()))
		}
		for _, o := range []Options{{Sortie: NDJSON}, {Entree: NDJSON}, {Entree: NDJSON, Sortie: NDJSON}} {
			if _, err := calculer(context.Background(), bytes.NewReader(b), io.Discard, o, g); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func FuzzNDJSON(f *testing.F) {
	f.Add([]byte(`{"date":"2026-03-10","acte":"G","specialite":1,"secteur":"1","n":[{"a":"\\\""}]}` + "\n{}\n[]\n"))
	f.Add([]byte(`{"date":"2026-03-10","praticien":{"specialite":"01","secteur":1},"actes":[{"nature":"consultation"}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		var sortie bytes.Buffer
		bilan, err := Calculer(context.Background(), bytes.NewReader(b), &sortie, Options{Entree: NDJSON, Sortie: NDJSON})
		if err != nil {
			return
		}
		if n := bytes.Count(sortie.Bytes(), finDeLigne); int64(n) != bilan.Lignes {
			t.Fatalf("%d lignes lues, %d écrites", bilan.Lignes, n)
		}
		if _, err := Calculer(context.Background(), bytes.NewReader(b), io.Discard, Options{Entree: NDJSON}); err != nil {
			t.Fatal(err)
		}
	})
}
