//go:build unix

package lot

import (
	"bytes"
	"context"
	"io"
	"math/rand/v2"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// tempsCPU is what the process has consumed, all its threads together: on a
// shared machine, wall time measures the neighbours too.
func tempsCPU(tb testing.TB) time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

const lignesBanc = 300_000

func banc(b *testing.B, fichier []byte, o Options) {
	b.Helper()
	o.Travailleurs = 1
	b.SetBytes(int64(len(fichier)))
	b.ReportAllocs()
	debut := tempsCPU(b)
	n := 0
	for b.Loop() {
		bilan, err := Calculer(context.Background(), bytes.NewReader(fichier), io.Discard, o)
		if err != nil || bilan.Lignes != lignesBanc || bilan.EnErreur > lignesBanc/20 {
			b.Fatal(bilan, err)
		}
		n++
	}
	cpu := (tempsCPU(b) - debut).Seconds()
	b.ReportMetric(float64(n)*lignesBanc/cpu, "lignes/s")
	b.ReportMetric(float64(n)*float64(len(fichier))/1e6/cpu, "Mo/s")
	b.ReportMetric(cpu/float64(n)/lignesBanc*1e9, "ns-cpu/ligne")
}

// BenchmarkCSV reports the rows and the megabytes of input per second of CPU,
// reading and writing included.
func BenchmarkCSV(b *testing.B) {
	banc(b, fichierHasard(rand.New(rand.NewPCG(1, 2)), lignesBanc), Options{})
}

func BenchmarkNDJSON(b *testing.B) {
	var objets bytes.Buffer
	lignes := bytes.Split(fichierHasard(rand.New(rand.NewPCG(1, 2)), lignesBanc), []byte("\n"))
	noms := bytes.Split(lignes[0], []byte(","))
	for _, ligne := range lignes[1 : lignesBanc+1] {
		for k, v := range bytes.Split(ligne, []byte(",")) {
			objets.WriteByte("{,"[min(k, 1)])
			objets.WriteString(strconv.Quote(string(noms[k])) + ":" + strconv.Quote(string(v)))
		}
		objets.WriteString("}\n")
	}
	banc(b, objets.Bytes(), Options{Entree: NDJSON, Sortie: NDJSON})
}
