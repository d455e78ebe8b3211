package ccam_test

import (
	"testing"

	"github.com/opposable/opposable/ccam"
)

func BenchmarkTrouver(b *testing.B) {
	tb := ccam.Officielle()
	b.ReportAllocs()
	for b.Loop() {
		tb.Trouver("QZJA002", 1, 0)
	}
}

func BenchmarkLigne(b *testing.B) {
	tb := ccam.Officielle()
	n, _ := tb.Trouver("QZJA002", 1, 0)
	b.ReportAllocs()
	for b.Loop() {
		tb.Ligne(n, 67)
	}
}

func BenchmarkLibelle(b *testing.B) {
	tb := ccam.Officielle()
	n, _ := tb.Trouver("HMFC004", 4, 0)
	b.ReportAllocs()
	for b.Loop() {
		tb.Libelle(n)
	}
}

func BenchmarkReleve(b *testing.B) {
	tb := ccam.Officielle()
	n, _ := tb.Trouver("DEQP003", 1, 0)
	b.ReportAllocs()
	for b.Loop() {
		tb.Releve(n, 736500)
	}
}

func BenchmarkChercher(b *testing.B) {
	tb := ccam.Officielle()
	for _, q := range []string{"frottis", "prothèse de hanche", "radio du genou", "scanner cérébral avec injection", "QZJA", "electrocardigramme", "cholecistectomie par celioscopie"} {
		b.Run(q, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				tb.Chercher(q, 10)
			}
		})
	}
}

func BenchmarkAvec(b *testing.B) {
	tb := ccam.Officielle()
	v, _ := tb.Version(81)
	v.Edition, v.Depuis = 84, v.Depuis+200
	b.ReportAllocs()
	for b.Loop() {
		if _, e := tb.Avec(v); e != nil {
			b.Fatal(e)
		}
	}
}
