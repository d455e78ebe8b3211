package lecture_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/opposable/opposable/internal/lecture"
)

func TestVersJSON(t *testing.T) {
	for _, c := range []struct{ nom, entree, sortie string }{
		{"montant", "base: 30.00", `{"base":"30.00"}`},
		{"entier", "secteur: 2", `{"secteur":"2"}`},
		{"zéro de tête", "specialite: 01", `{"specialite":"01"}`},
		{"souligné", "a: 1_000", `{"a":"1_000"}`},
		{"hexadécimal", "a: 0x1F", `{"a":"0x1F"}`},
		{"exposant", "a: 1e3", `{"a":"1e3"}`},
		{"infini", "a: .inf", `{"a":".inf"}`},
		{"date", "date: 2025-03-10", `{"date":"2025-03-10"}`},
		{"virgule", "honoraires: 30,00 €", `{"honoraires":"30,00 €"}`},
		{"pour cent", "taux: 70 %", `{"taux":"70 %"}`},
		{"garantie", `garantie: "150%/130%:net"`, `{"garantie":"150%/130%:net"}`},
		{"booléens", "a: true\nb: False\nc: null\nd: ~\ne:", `{"a":true,"b":false,"c":null,"d":null,"e":null}`},
		{"oui reste un texte", "a: oui\nb: no\nc: on", `{"a":"oui","b":"no","c":"on"}`},
		{"texte booléen", `a: "true"`, `{"a":"true"}`},
		{"guillemets", `a: "l'été : « 30 »"`, `{"a":"l'été : « 30 »"}`},
		{"apostrophes", `a: 'l''été'`, `{"a":"l'été"}`},
		{"objet en ligne", "p: {specialite: psychiatrie, secteur: 1}", `{"p":{"specialite":"psychiatrie","secteur":"1"}}`},
		{"liste en ligne", "actes: [{code: CS}, {code: MCS}]", `{"actes":[{"code":"CS"},{"code":"MCS"}]}`},
		{"liste en blocs", "actes:\n  - code: CS\n    honoraires: 26.50\n  - code: MCS", `{"actes":[{"code":"CS","honoraires":"26.50"},{"code":"MCS"}]}`},
		{"texte long", "calcul: >\n  30 €\n  à 70 %\n", `{"calcul":"30 € à 70 %\n"}`},
		{"texte en lignes", "calcul: |\n  30 €\n  à 70 %\n", `{"calcul":"30 €\nà 70 %\n"}`},
		{"commentaire", "# titre\na: 1 # note", `{"a":"1"}`},
		{"marque d'ordre", "\ufeffa: 1", `{"a":"1"}`},
		{"fins de ligne", "a: 1\r\nb: 2\r\n", `{"a":"1","b":"2"}`},
		{"début de document", "---\na: 1\n", `{"a":"1"}`},
		{"json", "{\n\t\"a\": 30.00,\n\t\"b\": [true, null, \"\\ud83d\\ude00\"]\n}", `{"a":"30.00","b":[true,null,"😀"]}`},
		{"vide", "{}", `{}`},
		{"chevrons", "a: <b>", `{"a":"<b>"}`},
		{"scalaire", "30.00", `"30.00"`},
	} {
		t.Run(c.nom, func(t *testing.T) {
			b, err := lecture.VersJSON([]byte(c.entree))
			if err != nil {
				t.Fatal(err)
			}
			if string(b) != c.sortie {
				t.Errorf("obtenu %s, attendu %s", b, c.sortie)
			}
		})
	}
}

func TestRefus(t *testing.T) {
	bombe := "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]"
	for _, c := range []struct{ nom, entree, message string }{
		{"champ double", "a: 1\nb: 2\na: 3", "ligne 3 : champ écrit deux fois"},
		{"champ double en ligne", "a: {b: 1, b: 2}", "ligne 1 : champ écrit deux fois"},
		{"champ double, json", "{\"a\": 1,\n\"a\": 2}", "ligne 2 : champ écrit deux fois"},
		{"ancres", bombe, "ligne 1 : les ancres"},
		{"renvoi de fusion", "a: {b: 1}\nc:\n  <<: x", "ligne 3 : les ancres"},
		{"étiquette", "a: !!int 3", "ligne 1 : les étiquettes"},
		{"directive", "%YAML 1.2\n---\na: 1", "les directives"},
		{"deux documents", "a: 1\n---\nb: 2", "un seul document"},
		{"clé entière", "1: a", "ligne 1 : un nom de champ est un texte"},
		{"clé booléenne", "a: 1\ntrue: 2", "ligne 2 : un nom de champ est un texte"},
		{"clé complexe", "? [a]\n: b", "clés complexes"},
		{"vide", "", "document vide"},
		{"commentaire seul", "# rien", "document vide"},
		{"accolade ouverte", "a: {b: 1", "YAML illisible"},
		{"indentation", "a:\n  b: 1\n c: 2", "ligne 3 : YAML illisible"},
		{"latin 1", "a: \xe9", "UTF-8"},
		{"trop long", strings.Repeat("a", lecture.TailleMax+1), "trop long"},
		{"trop de champs", strings.Repeat("a:\n", 20_000), "champs"},
		{"profond en ligne", strings.Repeat("[", 100_000), "imbrications"},
		{"profond, json", strings.Repeat("[", 200) + strings.Repeat("]", 200), "imbrications"},
		{"profond en blocs", strings.Repeat("- ", 100_000) + "a", "imbrications"},
		{"profond par retraits", marches(100), "imbrications"},
	} {
		t.Run(c.nom, func(t *testing.T) {
			_, err := lecture.VersJSON([]byte(c.entree))
			if err == nil || !strings.Contains(err.Error(), c.message) {
				t.Errorf("obtenu %v, attendu « %s »", err, c.message)
			}
		})
	}
}

// marches nests n objects by indentation.
func marches(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

func TestLignes(t *testing.T) {
	n, err := lecture.Lire([]byte("- cas: un\n  soit:\n    date: 2025-03-10\n- cas: deux\n"))
	if err != nil {
		t.Fatal(err)
	}
	if n.Items[0].Ligne != 1 || n.Items[1].Ligne != 4 {
		t.Errorf("lignes %d et %d", n.Items[0].Ligne, n.Items[1].Ligne)
	}
	soit, _ := n.Items[0].Champ("soit")
	if date, ok := soit.Champ("date"); !ok || date.Ligne != 3 || date.Texte != "2025-03-10" {
		t.Errorf("date %+v", date)
	}
	if _, ok := soit.Champ("absent"); ok {
		t.Error("champ absent trouvé")
	}
}

func FuzzVersJSON(f *testing.F) {
	for _, s := range []string{
		"a: 30.00", "- a\n- {b: [1, true, ~]}", "a: |\n  x\n", "{\"a\": 1e400}", "a: &b c", "? a", "'", "\"\\x", "a: {b", "- - - a",
		"%", "---\n...", "a: !!binary x", "\t", "{\"a\":\"\\ud800\"}", "a:\n- b\nc", "!", "*", ">", "|9\n a", "{? a}", "[a: b]", "\u0085", "a: \x00",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		sortie, err := lecture.VersJSON(b)
		if err != nil {
			return
		}
		if !json.Valid(sortie) {
			t.Fatalf("JSON invalide : %s", sortie)
		}
		deux, err := lecture.VersJSON(sortie)
		if len(sortie) <= lecture.TailleMax && err == nil && string(deux) != string(sortie) {
			t.Fatalf("relecture différente :\n%s\n%s", sortie, deux)
		}
	})
}
