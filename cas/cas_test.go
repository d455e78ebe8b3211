package cas

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/journal"
	"github.com/opposable/opposable/nomenclature"
)

func tous(t *testing.T) ([]Cas, []Divergence) {
	t.Helper()
	l, err := Lire(Fichiers)
	if err != nil {
		t.Fatal(err)
	}
	d, err := LireDivergences(Fichiers)
	if err != nil {
		t.Fatal(err)
	}
	return l, d
}

func TestCas(t *testing.T) {
	l, _ := tous(t)
	m := opposable.NouveauMoteur(bareme.Officiel())
	for _, c := range l {
		t.Run(c.Theme+"/"+c.Nom, func(t *testing.T) {
			if ecarts := c.Verifier(m); len(ecarts) > 0 {
				t.Errorf("%s, ligne %d : %v\n%s\n%s", c.Fichier, c.Ligne, ecarts, c.Soit(), c.Expliquer(m))
			}
		})
	}
}

func TestDivergences(t *testing.T) {
	_, l := tous(t)
	m := opposable.NouveauMoteur(bareme.Officiel())
	for _, d := range l {
		t.Run(d.Nom, func(t *testing.T) {
			if ecarts := d.Verifier(m); len(ecarts) > 0 {
				dec, err := d.calculer(m, nil)
				t.Errorf("ligne %d : %v\n%s\n%s", d.Ligne, ecarts, d.Soit(), tableau(d.Moteur, &dec, err))
			}
		})
	}
}

// TestRegles asserts that every rule of the engine is reached by a case.
func TestRegles(t *testing.T) {
	l, _ := tous(t)
	m := opposable.NouveauMoteur(bareme.Officiel())
	atteintes := map[journal.Regle]int{}
	j := new(journal.Journal)
	for _, c := range l {
		j.Vider()
		if _, err := c.calculer(m, j); err != nil {
			continue
		}
		if err := journal.Rejouer(j.Etapes()); err != nil {
			t.Errorf("« %s » : %v", c.Nom, err)
		}
		vues := map[journal.Regle]bool{}
		for _, e := range j.Etapes() {
			if !vues[e.Regle] {
				vues[e.Regle] = true
				atteintes[e.Regle]++
			}
		}
	}
	for _, f := range opposable.Regles() {
		if atteintes[f.Regle] == 0 {
			t.Errorf("aucun cas n'atteint %s (%s)", f.Code, f.Titre)
		}
	}
}

func TestBilan(t *testing.T) {
	l, d := tous(t)
	b := Dresser(opposable.NouveauMoteur(bareme.Officiel()), l, d)
	t.Logf("\n%s", b)
	for i, k := range b {
		if k.Reproduits != k.Total {
			t.Errorf("%s : %d cas sur %d reproduits", Nature(i), k.Reproduits, k.Total)
		}
	}
}

func TestLireRefuse(t *testing.T) {
	const bon = "- cas: un\n  source: {nature: calcul, titre: loi}\n  calcul: 1 = 1\n  soit: {date: 2025-03-10, praticien: {specialite: medecine_generale, secteur: 1}, actes: [{code: G}]}\n  alors: {base: 30.00}\n"
	for _, c := range []struct{ nom, fichier, texte, message string }{
		{"champ inconnu", "a/b.yaml", strings.Replace(bon, "calcul: 1", "note: 1", 1), "a/b.yaml : ligne 1 : ligne 3 : champ inconnu : « note »"},
		{"résultat inconnu", "a/b.yaml", strings.Replace(bon, "base:", "bases:", 1), "ligne 5 : bases"},
		{"nature inconnue", "a/b.yaml", strings.Replace(bon, "nature: calcul", "nature: oral", 1), "nature de source inconnue"},
		{"calcul absent", "a/b.yaml", strings.Replace(bon, "  calcul: 1 = 1\n", "", 1), "montre son calcul"},
		{"rien d'attendu", "a/b.yaml", strings.Replace(bon, "{base: 30.00}", "{}", 1), "rien n'est attendu"},
		{"dossier illisible", "a/b.yaml", strings.Replace(bon, "secteur: 1", "secteur: 9", 1), "secteur inconnu"},
		{"adresse absente", "a/b.yaml", strings.Replace(bon, "nature: calcul", "nature: officiel", 1), "adresse"},
		{"cas double", "a/b.yaml", bon + bon, "cas écrit deux fois"},
		{"montant illisible", "a/b.yaml", strings.Replace(bon, "30.00", "30.005", 1), "deux décimales"},
		{"pas une liste", "a/b.yaml", "cas: un", "une liste de cas"},
		{"colonne inconnue", "a/b.csv", "cas;nature;titre;calcul;date;acte;specialite;secteur;bases\nun;calcul;loi;1;2025-03-10;G;01;1;30\n", "a/b.csv : ligne 2 : bases"},
		{"colonne double", "a/b.csv", "cas;cas\n", "deux fois"},
	} {
		t.Run(c.nom, func(t *testing.T) {
			_, err := Lire(fstest.MapFS{c.fichier: {Data: []byte(c.texte)}})
			if err == nil || !strings.Contains(err.Error(), c.message) {
				t.Errorf("obtenu %v, attendu « %s »", err, c.message)
			}
		})
	}
	if l, err := Lire(fstest.MapFS{"a/b.yaml": {Data: []byte(bon)}, "divergences.yaml": {Data: []byte("x")}}); err != nil || len(l) != 1 || l[0].Theme != "a" {
		t.Errorf("%v %v", l, err)
	}
}

func TestLireDivergencesRefuse(t *testing.T) {
	if l, err := LireDivergences(fstest.MapFS{}); err != nil || l != nil {
		t.Errorf("sans fichier : %v, %v", l, err)
	}
	const bonne = "- cas: un\n  source: {nature: publie, titre: guide}\n  soit: {date: 2025-03-10, praticien: {specialite: medecine_generale, secteur: 1}, actes: [{code: G}]}\n  publie: {base: 31.00}\n  moteur: {base: 30.00}\n  raison: essai\n"
	for _, c := range []struct{ nom, texte, message string }{
		{"raison absente", strings.Replace(bonne, "  raison: essai\n", "", 1), "une divergence dit"},
		{"lecture illisible", bonne + "  lecture: {parcours: ailleurs}\n", "parcours inconnu"},
		{"champ inconnu", bonne + "  note: x\n", "champ inconnu"},
	} {
		if _, err := LireDivergences(fstest.MapFS{"divergences.yaml": {Data: []byte(c.texte)}}); err == nil || !strings.Contains(err.Error(), c.message) {
			t.Errorf("%s : %v", c.nom, err)
		}
	}
	m := opposable.NouveauMoteur(bareme.Officiel())
	for _, c := range []struct{ nom, texte, message string }{
		{"le moteur donne le chiffre publié", strings.Replace(bonne, "31.00", "30.00", 1), "ce n'est plus une divergence"},
		{"le moteur donne autre chose", strings.Replace(bonne, "moteur: {base: 30.00}", "moteur: {base: 29.00}", 1), "base : 29.00 attendu, 30.00 obtenu"},
		{"la lecture ne retrouve rien", bonne + "  lecture: {date: 2024-01-10}\n", "base : 31.00 attendu, 26.50 obtenu"},
	} {
		l, err := LireDivergences(fstest.MapFS{"divergences.yaml": {Data: []byte(c.texte)}})
		if err != nil || len(l) != 1 {
			t.Fatalf("%s : %v", c.nom, err)
		}
		if e := l[0].Verifier(m); len(e) != 1 || !strings.Contains(e[0].String(), c.message) {
			t.Errorf("%s : %v", c.nom, e)
		}
	}
}

func TestEcarts(t *testing.T) {
	const faux = "cas;nature;titre;calcul;date;acte;specialite;secteur;base;codes;taux;avertissement;erreur\n" +
		"un;calcul;loi;1;2025-03-10;consultation;01;1;31;C;80;acte-lourd;\ndeux;calcul;loi;1;2025-03-10;consultation;01;1;;;;;acte-inconnu\ntrois;calcul;loi;1;2010-03-10;consultation;01;1;23;;;;\n"
	l, err := Lire(fstest.MapFS{"a/b.csv": {Data: []byte(faux)}})
	if err != nil {
		t.Fatal(err)
	}
	m := opposable.NouveauMoteur(bareme.Officiel())
	var s []string
	for _, c := range l {
		for _, e := range c.Verifier(m) {
			s = append(s, e.String())
		}
	}
	for i, debut := range []string{"base : 31.00 attendu, 30.00 obtenu", "codes : C attendu, G obtenu", "taux : 80 attendu, 70 obtenu",
		"avertissement : acte-lourd attendu, aucun obtenu", "erreur : acte-inconnu attendu, aucun obtenu", "erreur : aucune attendu, hors-couverture"} {
		if i >= len(s) || !strings.HasPrefix(s[i], debut) {
			t.Errorf("écart %d : %q, attendu %q", i, s, debut)
		}
	}
	if x := l[0].Expliquer(m); !strings.Contains(x, "<-") || !strings.Contains(l[2].Expliquer(m), "hors-couverture") {
		t.Error(x)
	}
}

// codesErreur are those a dossier may be refused with. Three more belong to
// the reading of JSON, which YAML refuses first: json-illisible, champ-double
// and interne.
var codesErreur = []string{
	"acces-direct-non-prevu", "acte-double", "acte-inconnu", "acte-manquant", "acte-non-ouvert", "acte-non-pris-en-charge", "acte-non-tarife",
	"acte-vide", "activite-illisible", "age-incoherent", "age-impossible", "aide-inconnue", "anterieur-impossible", "association-illisible", "association-impossible", "association-non-publiee",
	"champ-inconnu", "circonstance-incoherente", "circonstance-inconnue", "circonstance-manquante", "compteur-negatif", "cumul-interdit",
	"date-impossible", "date-manquante", "departement-illisible", "departement-incoherent", "depassement-interdit", "depassement-plafonne", "distance-illisible",
	"distance-non-indemnisee", "entier-illisible", "exoneration-incoherente", "exoneration-inconnue", "garantie-illisible", "heure-illisible",
	"honoraires-incoherents", "honoraires-manquants", "hors-couverture", "limite-atteinte", "majoration-double", "majoration-reservee",
	"majoration-sans-acte", "majoration-seule", "medecin-traitant-requis", "modificateur-deja-facture", "modificateur-double", "modificateur-illisible",
	"modificateur-inconnu", "modificateur-non-accepte", "modificateur-non-ouvert", "modificateurs-incompatibles", "modificateurs-trop-nombreux",
	"montant-absurde", "montant-illisible", "montant-negatif", "montant-nu", "naissance-future", "nature-inconnue", "option-hors-periode",
	"option-inconnue", "option-sans-objet", "parcours-incoherent", "parcours-inconnu", "phase-illisible", "plafond-inconnu", "quantite-manquante",
	"regime-inconnu", "regle-non-remplie", "secteur-inconnu", "secteur-manquant", "specialite-inconnue", "specialite-manquante", "tarif-inconnu",
	"terrain-inconnu", "tiers-payant-inconnu", "trop-d-actes", "type-inattendu", "zone-inconnue",
}

// autresCodes are refusals that no dossier in YAML meets: YAML refuses the
// writing first, or only Proposer or Affichette says it.
var autresCodes = []string{"json-illisible", "champ-double", "interne", "nature-manquante", "fourchette-inversee"}

// TestCodesErreur asserts that no code written in the chain is forgotten above.
func TestCodesErreur(t *testing.T) {
	forme := regexp.MustCompile(`(?:Code: |refus\(|lire\(mots[A-Za-z]+, )"([a-z-]+)"`)
	for _, dir := range []string{"dossier", "nomenclature", "convention", "cotation", "remboursement", "complementaire", "."} {
		fichiers, err := filepath.Glob(filepath.Join("..", dir, "*.go"))
		if err != nil || len(fichiers) == 0 {
			t.Fatalf("%s : %v", dir, err)
		}
		for _, nom := range fichiers {
			if strings.HasSuffix(nom, "_test.go") {
				continue
			}
			b, err := os.ReadFile(nom)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range forme.FindAllStringSubmatch(string(b), -1) {
				if !slices.Contains(codesErreur, m[1]) && !slices.Contains(autresCodes, m[1]) {
					t.Errorf("%s : aucun cas n'est demandé pour %s", nom, m[1])
				}
			}
		}
	}
}

// TestCouverture asserts that each error code, each warning and each code of
// the nomenclature is met by a case.
func TestCouverture(t *testing.T) {
	l, _ := tous(t)
	m := opposable.NouveauMoteur(bareme.Officiel())
	vus := map[string]bool{}
	for _, c := range l {
		dec, err := c.calculer(m, nil)
		for _, e := range dossier.Lister(err) {
			vus[e.Code] = true
		}
		for _, a := range dec.Avertissements.Liste() {
			vus[a.String()] = true
		}
		for _, ligne := range dec.Lignes {
			vus[ligne.Code.String()] = true
		}
	}
	for _, code := range codesErreur {
		if !vus[code] {
			t.Errorf("aucun cas n'est refusé avec %s", code)
		}
	}
	for a := range dossier.AvertHypothese { // the last one, which takes a réforme
		if !vus[a.String()] {
			t.Errorf("aucun cas n'avertit de %s", a)
		}
	}
	for _, code := range nomenclature.Codes() {
		if !vus[code.String()] {
			t.Errorf("aucun cas ne cote %s (%s)", code, code.Acte().Libelle)
		}
	}
}
