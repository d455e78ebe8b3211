package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	sourcesFictives = `sources:
  texte: {titre: "Un texte", nature: decret, url: "https://exemple.fr", publie: 2016-06-01}
`
	valeurFictive = `{depuis: 2017-05-01, valeur: 30.00, source: texte, confiance: haute}`
	avant         = "titre: Objet fictif\ntitre_en: Made-up object\nverifie: 2026-11-21\nparametres:\n"
)

// tarif writes a file with one tariff, its values one a line.
func tarif(valeurs ...string) string { return serie("tarif", valeurs...) }

func serie(genre string, valeurs ...string) string {
	return avant + "  essai:\n    titre: Essai\n    titre_en: Trial\n    genre: " + genre + "\n    valeurs:\n      - " + strings.Join(valeurs, "\n      - ") + "\n"
}

// lire compiles a folder of two files.
func lire(t *testing.T, sources, fichier string) (*bareme, error) {
	t.Helper()
	d := t.TempDir()
	for nom, texte := range map[string]string{"sources.yaml": sources, "objet.yaml": fichier} {
		if err := os.WriteFile(filepath.Join(d, nom), []byte(texte), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return lireBareme(d)
}

func TestUnFichierBienEcritEstLu(t *testing.T) {
	b, err := lire(t, sourcesFictives, tarif(`{depuis: 2024-12-22, valeur: supprime, source: texte, confiance: haute}`, valeurFictive))
	if err != nil {
		t.Fatal(err)
	}
	if len(b.parametres) != 1 || len(b.valeurs) != 2 || b.valeurs[1].v != 3000 || !b.valeurs[0].supprime {
		t.Errorf("%+v", b.valeurs)
	}
	if b.valeurs[1].publie.String() != "2016-06-01" || b.valeurs[1].depuis.String() != "2017-05-01" {
		t.Errorf("un texte dit quand la valeur fut connue : %s", b.valeurs[1].publie)
	}
}

func TestUneFormuleSuitSonOperande(t *testing.T) {
	b, err := lire(t, sourcesFictives, tarif(`{depuis: 2024-12-22, valeur: 42.50, source: texte, confiance: haute}`, valeurFictive)+
		"  double:\n    titre: Double\n    titre_en: Double\n    genre: tarif\n    valeurs:\n      - {depuis: 2020-01-01, formule: \"1.5 x essai\", source: texte, confiance: haute}\n")
	if err != nil {
		t.Fatal(err)
	}
	var lues []string
	for _, v := range b.valeurs[:2] {
		lues = append(lues, v.depuis.String())
	}
	if b.valeurs[0].v != 6375 || b.valeurs[1].v != 4500 || lues[0] != "2024-12-22" || lues[1] != "2020-01-01" {
		t.Errorf("%+v", b.valeurs)
	}
}

// TestLeGenerateurRefuse: one fixture per refusal; raison is part of the message.
func TestLeGenerateurRefuse(t *testing.T) {
	remplacer := func(ancien, nouveau string) string { return strings.Replace(tarif(valeurFictive), ancien, nouveau, 1) }
	for _, c := range []struct{ refus, sources, fichier, raison string }{
		{"un champ inconnu", "", remplacer("source: texte", "surce: texte"), "unknown field"},
		{"un champ inconnu du fichier", "", remplacer("titre: Objet", "titres: Objet"), "unknown field"},
		{"une clé double dans un fichier", "", tarif(valeurFictive) + strings.TrimPrefix(tarif(valeurFictive), avant), "already defined"},
		{"un champ double", "", remplacer("genre: tarif", "genre: tarif\n    genre: tarif"), "already defined"},
		{"une date impossible", "", remplacer("2017-05-01", "2017-02-30"), "2017-02-30"},
		{"une date absente", "", remplacer("depuis: 2017-05-01, ", ""), "date"},
		{"des valeurs dans le désordre", "", tarif(valeurFictive, `{depuis: 2018-05-01, valeur: 31.00, source: texte, confiance: haute}`), "la plus récente d'abord"},
		{"deux valeurs le même jour", "", tarif(valeurFictive, `{depuis: 2017-05-01, valeur: 31.00, source: texte, confiance: haute}`), "une seule par jour"},
		{"une valeur sans source", "", remplacer("source: texte, ", ""), "source inconnue ou absente"},
		{"une source inconnue", "", remplacer("source: texte", "source: rumeur"), "source inconnue ou absente « rumeur »"},
		{"une recoupe inconnue", "", remplacer("source: texte", "source: texte, recoupe: [rumeur]"), "« rumeur »"},
		{"une source que personne ne cite", sourcesFictives + "  oubli: {titre: Oubli, nature: page}\n", tarif(valeurFictive), "source oubli : personne ne la cite"},
		{"une source sans titre", strings.Replace(sourcesFictives, `titre: "Un texte", `, "", 1), tarif(valeurFictive), "sans titre"},
		{"une nature inconnue", strings.Replace(sourcesFictives, "decret", "blog", 1), tarif(valeurFictive), "nature inconnue"},
		{"une publication impossible", strings.Replace(sourcesFictives, "2016-06-01", "2016-06-31", 1), tarif(valeurFictive), "publie"},
		{"une confiance absente", "", remplacer(", confiance: haute", ""), "confiance"},
		{"une confiance inventée", "", remplacer("confiance: haute", "confiance: totale"), "« totale »"},
		{"un montant sans décimales", "", remplacer("30.00", "30"), "deux décimales"},
		{"un montant à une décimale", "", remplacer("30.00", "30.5"), "deux décimales"},
		{"un montant à trois décimales", "", remplacer("30.00", "30.005"), "deux décimales"},
		{"un montant absent", "", remplacer("valeur: 30.00, ", ""), "deux décimales"},
		{"un montant négatif", "", remplacer("30.00", "-30.00"), "négatif"},
		{"un taux sans signe", "", serie("taux", `{depuis: 2005-01-01, valeur: 70, source: texte, confiance: haute}`), "signe %"},
		{"un montant donné en taux", "", serie("montant", `{depuis: 2005-01-01, valeur: 70 %, source: texte, confiance: haute}`), "deux décimales"},
		{"un nombre à virgule", "", serie("nombre", `{depuis: 2005-01-01, valeur: 1.5, source: texte, confiance: haute}`), "entier"},
		{"un genre inconnu", "", serie("prix", valeurFictive), "genre inconnu"},
		{"un paramètre sans titre", "", remplacer("    titre: Essai\n", ""), "sans titre"},
		{"un paramètre sans titre anglais", "", remplacer("    titre_en: Trial\n", ""), "titre_en"},
		{"un fichier sans titre anglais", "", remplacer("titre_en: Made-up object\n", ""), "titre_en"},
		{"un fichier sans vérification", "", remplacer("verifie: 2026-11-21\n", ""), "verifie"},
		{"une clé en capitales", "", remplacer("essai:", "Essai:"), "minuscules"},
		{"un paramètre permanent qui commence trop tard", "", serie("montant", `{depuis: 2017-05-02, valeur: 30.00, source: texte, confiance: haute}`), "doit exister dès"},
		{"un paramètre permanent supprimé", "", serie("montant", `{depuis: 2020-01-01, valeur: supprime, source: texte, confiance: haute}`, valeurFictive), "ne se supprime pas"},
		{"un paramètre permanent par zone", "", serie("montant", valeurFictive) + "    zones:\n      - noms: [antilles]\n        valeurs: []\n", "pas de zones"},
		{"une zone inconnue", "", tarif(valeurFictive) + "    zones:\n      - noms: [corse]\n        valeurs:\n          - " + valeurFictive + "\n", "corse"},
		{"la métropole parmi les zones", "", tarif(valeurFictive) + "    zones:\n      - noms: [metropole]\n        valeurs:\n          - " + valeurFictive + "\n", "metropole"},
		{"une zone décrite deux fois", "", tarif(valeurFictive) + "    zones:\n      - noms: [antilles]\n        valeurs:\n          - " + valeurFictive +
			"\n      - noms: [guyane, antilles]\n        valeurs:\n          - " + valeurFictive + "\n", "deux fois"},
		{"une zone nommée deux fois d'affilée", "", tarif(valeurFictive) + "    zones:\n      - noms: [antilles, antilles]\n        valeurs:\n          - " + valeurFictive + "\n", "deux fois"},
		{"une formule illisible", "", remplacer("valeur: 30.00", "formule: deux fois essai"), "formule"},
		{"une formule d'une clé inconnue", "", remplacer("valeur: 30.00", `formule: "1.5 x rien"`), "formule"},
		{"une valeur et une formule ensemble", "", tarif(valeurFictive) + "  double:\n    titre: Double\n    titre_en: Double\n    genre: tarif\n    valeurs:\n" +
			"      - {depuis: 2020-01-01, valeur: 99.00, formule: \"2 x essai\", source: texte, confiance: haute}\n", "formule"},
	} {
		sources := c.sources
		if sources == "" {
			sources = sourcesFictives
		}
		_, err := lire(t, sources, c.fichier)
		if err == nil {
			t.Errorf("%s : accepté\n%s", c.refus, c.fichier)
		} else if !strings.Contains(err.Error(), c.raison) {
			t.Errorf("%s : %v, on voulait « %s »", c.refus, err, c.raison)
		}
	}
}

func TestUneCleNeSeDeclarePasDansDeuxFichiers(t *testing.T) {
	d := t.TempDir()
	for nom, texte := range map[string]string{"sources.yaml": sourcesFictives, "a.yaml": tarif(valeurFictive), "b.yaml": tarif(valeurFictive)} {
		if err := os.WriteFile(filepath.Join(d, nom), []byte(texte), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := lireBareme(d); err == nil || !strings.Contains(err.Error(), "déclarée deux fois") {
		t.Errorf("%v", err)
	}
}

// TestLesDonneesDuDepotSontCellesQuOnCompile: the committed Go table is what
// the committed YAML gives.
func TestLesDonneesDuDepotSontCellesQuOnCompile(t *testing.T) {
	for _, c := range []struct {
		sortie string
		faire  func(sortie string) error
	}{
		{filepath.Join("..", "..", "bareme", "zbareme.go"), func(s string) error {
			return genererBareme(filepath.Join("..", "..", "bareme", "donnees"), s)
		}},
	} {
		attendu, err := os.ReadFile(c.sortie)
		if err != nil {
			t.Fatal(err)
		}
		neuf := filepath.Join(t.TempDir(), "neuf.go")
		if err := c.faire(neuf); err != nil {
			t.Fatal(err)
		}
		obtenu, err := os.ReadFile(neuf)
		if err != nil || string(obtenu) != string(attendu) {
			t.Errorf("%s n'est plus à jour : lancez go generate (%v)", c.sortie, err)
		}
	}
}

func TestUnIdentifiantSuitLeNomDeLaCle(t *testing.T) {
	for _, c := range [][3]string{{"cs_gynecologue", "tarif", "CSGynecologue"}, {"taux_aspa", "taux", "TauxAspa"}, {"g", "tarif", "G"}, {"ccam_drom", "coefficient", "CcamDrom"}} {
		if i := identifiant(c[0], c[1]); i != c[2] {
			t.Errorf("%s : %s", c[0], i)
		}
	}
}

func TestLaNomenclatureRefuse(t *testing.T) {
	b, err := lire(t, sourcesFictives, tarif(valeurFictive))
	if err != nil {
		t.Fatal(err)
	}
	bon := func() codeYAML {
		return codeYAML{Libelle: "Essai", LibelleEN: "Trial", Famille: "consultation", Tarifs: []tarifYAML{{Cle: "essai"}}, Reserve: []reserveYAML{{Depuis: "2017-05-01", A: "tous"}}}
	}
	n := &nomenclature{b: b, noms: []string{"A", "B"}, codes: map[string]codeYAML{"A": bon(), "B": bon()}}
	if _, err := n.emettreCode(bon()); err != nil {
		t.Fatal(err)
	}
	for refus, changer := range map[string]func(*codeYAML){
		"une famille inconnue":               func(c *codeYAML) { c.Famille = "autre" },
		"un code sans libellé":               func(c *codeYAML) { c.Libelle = "" },
		"un code sans libellé anglais":       func(c *codeYAML) { c.LibelleEN = "" },
		"un code sans tarif":                 func(c *codeYAML) { c.Tarifs = nil },
		"un code sans réserve":               func(c *codeYAML) { c.Reserve = nil },
		"un groupe inconnu":                  func(c *codeYAML) { c.Groupes = []string{"plombier"} },
		"un groupe inconnu d'un tarif":       func(c *codeYAML) { c.Tarifs[0].Groupes = []string{"plombier"} },
		"un tarif inconnu":                   func(c *codeYAML) { c.Tarifs[0].Cle = "rien" },
		"une réserve inconnue":               func(c *codeYAML) { c.Reserve[0].A = "personne" },
		"une réserve sans date":              func(c *codeYAML) { c.Reserve[0].Depuis = "" },
		"une majoration sans acte":           func(c *codeYAML) { c.Famille = "majoration" },
		"un acte qui en accompagne un autre": func(c *codeYAML) { c.Avec = []string{"A"} },
		"un compagnon inconnu":               func(c *codeYAML) { c.Compagnon = []string{"ZZ"} },
		"une condition sans règle":           func(c *codeYAML) { c.Quand = []conditionYAML{{}} },
		"une règle sans source":              func(c *codeYAML) { c.Quand, c.Regle, c.RegleEN = []conditionYAML{{}}, "r", "r" },
		"une circonstance inconnue":          func(c *codeYAML) { regle(c, conditionYAML{Toutes: []string{"brouillard"}}) },
		"un âge ni chiffre ni nombre":        func(c *codeYAML) { regle(c, conditionYAML{Age: bornesAge{De: "vieux"}}) },
		"un oui qui n'en est pas un":         func(c *codeYAML) { regle(c, conditionYAML{Adresse: "peut-être"}) },
		"une date impossible":                func(c *codeYAML) { regle(c, conditionYAML{Depuis: "2024-13-01"}) },
		"un groupe inconnu d'une condition":  func(c *codeYAML) { regle(c, conditionYAML{Groupes: []string{"plombier"}}) },
		"une limite sans période": func(c *codeYAML) {
			regle(c, conditionYAML{})
			c.Limites = []limiteYAML{{Nombre: 1, Texte: "t", TexteEN: "t"}}
		},
		"une limite glissante sans durée": func(c *codeYAML) {
			regle(c, conditionYAML{})
			c.Limites = []limiteYAML{{Nombre: 1, Par: "glissant", Texte: "t", TexteEN: "t"}}
		},
		"une limite sans texte":      func(c *codeYAML) { regle(c, conditionYAML{}); c.Limites = []limiteYAML{{Nombre: 1, Par: "annee"}} },
		"deux réserves le même jour": func(c *codeYAML) { c.Reserve = append(c.Reserve, c.Reserve[0]) },
	} {
		c := bon()
		changer(&c)
		if s, err := n.emettreCode(c); err == nil {
			t.Errorf("%s : accepté (%s)", refus, s)
		}
	}
}

func regle(c *codeYAML, q conditionYAML) {
	c.Quand, c.Regle, c.RegleEN, c.Source = []conditionYAML{q}, "règle", "rule", "texte"
}

func TestLesReglesRefusent(t *testing.T) {
	b, err := lire(t, sourcesFictives, tarif(valeurFictive))
	if err != nil {
		t.Fatal(err)
	}
	source := b.sources[0]
	cumul := cumulYAML{Interdit: []string{"A"}, Avec: []string{"B"}, Texte: "t", TexteEN: "t", Source: source}
	for cas, c := range map[string]struct {
		changer func(*nomenclature)
		refus   bool
	}{
		"une nomenclature bien écrite":           {func(*nomenclature) {}, false},
		"un cumul sans texte":                    {func(n *nomenclature) { n.cumuls[0].Texte = "" }, true},
		"un cumul sans source":                   {func(n *nomenclature) { n.cumuls[0].Source = "" }, true},
		"un cumul d'un code inconnu":             {func(n *nomenclature) { n.cumuls[0].Avec = []string{"ZZ"} }, true},
		"une majoration absente de l'ordre":      {func(n *nomenclature) { n.ordre = nil }, true},
		"un acte dans l'ordre":                   {func(n *nomenclature) { n.ordre = append(n.ordre, "A") }, true},
		"une nature inconnue":                    {func(n *nomenclature) { n.natures["sieste"] = n.natures["visite"] }, true},
		"une lettre inconnue d'une nature":       {func(n *nomenclature) { n.natures["visite"][0].Codes = []string{"ZZ"} }, true},
		"une circonstance inconnue d'une nature": {func(n *nomenclature) { n.natures["visite"][0].Si = []string{"brouillard"} }, true},
	} {
		n := &nomenclature{b: b, noms: []string{"A", "B"}, codes: map[string]codeYAML{"A": {Famille: "visite"}, "B": {Famille: "majoration"}},
			natures: map[string][]natureYAML{"visite": {{Codes: []string{"A"}}}}, ordre: []string{"B"}, cumuls: []cumulYAML{cumul}}
		c.changer(n)
		var w bytes.Buffer
		err := n.emettreNatures(&w)
		if err == nil {
			err = n.emettreCumuls(&w)
		}
		if (err != nil) != c.refus {
			t.Errorf("%s : %v", cas, err)
		}
	}
}
