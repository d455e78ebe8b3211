package ccam_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/opposable/opposable/ccam"
)

func FuzzLireVersion(f *testing.F) {
	f.Add(importee)
	f.Add(entete)
	f.Add(strings.ReplaceAll(importee, "\n", "\r\n"))
	f.Add("# CCAM version 1 au 2026-01-01 ; x\n\"")
	f.Fuzz(func(t *testing.T, s string) {
		v, e := ccam.LireVersion(strings.NewReader(s))
		if e != nil {
			if v != nil || e.Message == "" {
				t.Fatalf("erreur mal faite : %+v", e)
			}
			return
		}
		deux, e := ccam.LireVersion(strings.NewReader(ecrire(t, v)))
		if e != nil || !reflect.DeepEqual(v, deux) {
			t.Fatalf("relu %+v (%v), attendu %+v", deux, e, v)
		}
		if c := ccam.Comparer(v, deux); c.Identiques != len(v.Lignes) {
			t.Fatalf("une version diffère d'elle-même : %+v", c)
		}
	})
}

func FuzzChercher(f *testing.F) {
	for _, s := range []string{"frottis", "QZJA", "qzja002", "é̀", "prothèse de hanche", "\xff\x00", strings.Repeat("os ", 100), "12 3", "|", "\x00"} {
		f.Add(s, 5)
	}
	tb := ccam.Officielle()
	f.Fuzz(func(t *testing.T, s string, max int) {
		l := tb.Chercher(s, max)
		if len(l) > 0 && len(l) > max || len(l) > 200 {
			t.Fatalf("%d trouvailles pour %d", len(l), max)
		}
		for i := range l {
			if i > 0 && l[i].Score > l[i-1].Score || l[i].Score <= 0 {
				t.Fatalf("mal rangé : %v", l)
			}
			if tb.Code(l[i].Numero) == "" {
				t.Fatal("sans code")
			}
		}
	})
}

func FuzzModificateurs(f *testing.F) {
	f.Add("JKT9")
	f.Fuzz(func(t *testing.T, s string) {
		m, e := ccam.ParseModificateurs(s)
		if e != nil {
			return
		}
		if deux, e := ccam.ParseModificateurs(m.String()); e != nil || deux != m {
			t.Fatalf("%q : %v puis %v", s, m, deux)
		}
	})
}
