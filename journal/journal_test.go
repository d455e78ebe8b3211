package journal_test

import (
	"strings"
	"testing"
	"unsafe"

	"pgregory.net/rapid"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/journal"
)

const regle = journal.RangDecompte

func TestUneEtapeTientEnTrenteDeuxOctets(t *testing.T) {
	if n := unsafe.Sizeof(journal.Etape{}); n != 32 {
		t.Errorf("une étape tient en %d octets, la documentation dit 32", n)
	}
}

// TestAvecOuSansJournalLeCalculEstLeMeme draws random operations and runs them
// on a nil journal and on a true one.
func TestAvecOuSansJournalLeCalculEstLeMeme(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var muet *journal.Journal
		parle := new(journal.Journal)
		a, b := []journal.Somme{{}}, []journal.Somme{{}}
		q, s := []journal.Quote{{}}, []journal.Quote{{}}
		lue := func() bareme.Lue {
			return bareme.Lue{V: rapid.Int64Range(0, 100000).Draw(rt, "lue"), Confiance: bareme.Confiance(rapid.IntRange(0, 2).Draw(rt, "confiance"))}
		}
		for range rapid.IntRange(1, 30).Draw(rt, "opérations") {
			i, k := rapid.IntRange(0, len(a)-1).Draw(rt, "i"), rapid.IntRange(0, len(a)-1).Draw(rt, "k")
			x, y := rapid.IntRange(0, len(q)-1).Draw(rt, "x"), rapid.IntRange(0, len(q)-1).Draw(rt, "y")
			switch rapid.IntRange(0, 12).Draw(rt, "op") {
			case 0:
				l := lue()
				a, b = append(a, muet.Lire(regle, l)), append(b, parle.Lire(regle, l))
			case 1:
				c := argent.Centimes(rapid.Int64Range(0, 100000).Draw(rt, "saisie"))
				a, b = append(a, muet.Saisir(regle, c)), append(b, parle.Saisir(regle, c))
			case 2:
				a, b = append(a, muet.Plus(regle, a[i], a[k])), append(b, parle.Plus(regle, b[i], b[k]))
			case 3:
				a, b = append(a, muet.Moins(regle, a[i], a[k])), append(b, parle.Moins(regle, b[i], b[k]))
			case 4:
				a, b = append(a, muet.Difference(regle, a[i], a[k])), append(b, parle.Difference(regle, b[i], b[k]))
			case 5:
				a, b = append(a, muet.Min(regle, a[i], a[k])), append(b, parle.Min(regle, b[i], b[k]))
			case 6:
				a, b = append(a, muet.Max(regle, a[i], a[k])), append(b, parle.Max(regle, b[i], b[k]))
			case 7:
				arrondi := argent.Arrondi(rapid.IntRange(0, 3).Draw(rt, "arrondi"))
				a, b = append(a, muet.Part(regle, a[i], q[x], arrondi)), append(b, parle.Part(regle, b[i], s[x], arrondi))
			case 8:
				a, b = append(a, muet.Choix(regle, a[i], a[k])), append(b, parle.Choix(regle, b[i], b[k]))
			case 9:
				l := lue()
				q, s = append(q, muet.LireTaux(regle, l)), append(s, parle.LireTaux(regle, l))
			case 10:
				q, s = append(q, muet.PlusTaux(regle, q[x], q[y])), append(s, parle.PlusTaux(regle, s[x], s[y]))
			case 11:
				q, s = append(q, muet.MoinsTaux(regle, q[x], q[y])), append(s, parle.MoinsTaux(regle, s[x], s[y]))
			default:
				q, s = append(q, muet.ChoixTaux(regle, q[x], q[y])), append(s, parle.ChoixTaux(regle, s[x], s[y]))
			}
			parle.Noter(regle)
			muet.Noter(regle)
		}
		for i := range a {
			if a[i].Centimes() != b[i].Centimes() || a[i].Confiance() != b[i].Confiance() || a[i].Pas() != 0 {
				rt.Fatalf("opération %d : %v sans journal, %v avec", i, a[i], b[i])
			}
		}
		for i := range q {
			if q[i].Taux() != s[i].Taux() || q[i].Pas() != 0 {
				rt.Fatalf("taux %d : %v sans journal, %v avec", i, q[i], s[i])
			}
		}
		if err := journal.Rejouer(parle.Etapes()); err != nil {
			rt.Fatal(err)
		}
		if muet.Etapes() != nil {
			rt.Fatal("un journal absent a retenu quelque chose")
		}
	})
}

func TestUneFalsificationSeVoitEnRejouant(t *testing.T) {
	j := new(journal.Journal)
	base := j.Lire(regle, bareme.Lue{V: 3000})
	taux := j.LireTaux(regle, bareme.Lue{V: int64(argent.Pourcent(70))})
	brut := j.Part(regle, base, taux, argent.AuCentime)
	j.Moins(regle, brut, j.Saisir(regle, 200))
	if err := journal.Rejouer(j.Etapes()); err != nil {
		t.Fatal(err)
	}
	for i := range j.Etapes() {
		faux := append([]journal.Etape(nil), j.Etapes()...)
		faux[i].V++
		if err := journal.Rejouer(faux); err == nil || !strings.Contains(err.Error(), "étape") {
			t.Errorf("un centime de plus à l'étape %d passe inaperçu : %v", i+1, err)
		}
	}
	faux := append([]journal.Etape(nil), j.Etapes()...)
	faux[2].A = 3
	if err := journal.Rejouer(faux); err == nil {
		t.Error("une étape se cite elle-même")
	}
	faux[2].A = -1
	if err := journal.Rejouer(faux); err == nil {
		t.Error("une étape cite l'étape −1")
	}
	j.Vider()
	if len(j.Etapes()) != 0 {
		t.Error("le journal vidé se souvient")
	}
}

func TestUnResultatNEstJamaisPlusSurQueSesSources(t *testing.T) {
	var j *journal.Journal
	sure, basse := j.Lire(regle, bareme.Lue{V: 100}), j.Lire(regle, bareme.Lue{V: 50, Confiance: bareme.Basse})
	moyen := j.LireTaux(regle, bareme.Lue{V: int64(argent.Un), Confiance: bareme.Moyenne})
	for nom, s := range map[string]journal.Somme{"plus": j.Plus(regle, sure, basse), "moins": j.Moins(regle, sure, basse), "min": j.Min(regle, sure, basse), "max": j.Max(regle, sure, basse)} {
		if s.Confiance() != bareme.Basse {
			t.Errorf("%s : confiance %s", nom, s.Confiance())
		}
	}
	if s := j.Part(regle, sure, moyen, argent.AuCentime); s.Confiance() != bareme.Moyenne {
		t.Errorf("part : confiance %s", s.Confiance())
	}
	if s := j.Choix(regle, sure, basse); s.Confiance() != bareme.Haute || s.Centimes() != 100 {
		t.Errorf("un choix a la confiance de ce qu'il prend : %s", s.Confiance())
	}
}
