package lot

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/opposable/opposable/dossier"
)

const sorties = "codes,base,taux,amo_brut,majoration_hors_parcours,participation_acte_lourd,participation_forfaitaire,amo,ticket_moderateur,depassement,aide_versee,amc,reste_a_charge,avertissements,erreur"

// resultat is what a GP's visit of 10 March 2026, within the pathway, adds to
// its row.
const resultat = "G,30.00,70,21.00,0.00,0.00,2.00,19.00,9.00,0.00,0.00,0.00,11.00,,"

// vides stands before the code of a row in error.
const vides = ",,,,,,,,,,,,,,"

func calculerTexte(t *testing.T, entree string, o Options) (string, Bilan) {
	t.Helper()
	var b strings.Builder
	bilan, err := Calculer(t.Context(), strings.NewReader(entree), &b, o)
	if err != nil {
		t.Fatalf("%q : %v", entree, err)
	}
	return b.String(), bilan
}

func TestCSV(t *testing.T) {
	pv := strings.ReplaceAll
	for _, c := range []struct{ nom, entree, sortie string }{
		{"virgule",
			"id,date,acte,specialite,secteur,note\n7,2026-03-10,consultation,medecine_generale,1,bien\n",
			"id,date,acte,specialite,secteur,note," + sorties + "\n7,2026-03-10,consultation,medecine_generale,1,bien," + resultat + "\n"},
		{"codes, en désordre",
			"secteur,note,specialite,acte,date\n1,x,01,G,10/03/2026\n",
			"secteur,note,specialite,acte,date," + sorties + "\n1,x,01,G,10/03/2026," + resultat + "\n"},
		{"point-virgule et virgule décimale",
			"date;acte;specialite;secteur;honoraires\n2026-03-10;G;01;1;30,00\n",
			pv("date,acte,specialite,secteur,honoraires,"+sorties+"\n", ",", ";") + "2026-03-10;G;01;1;30,00;" + pv(resultat, ",", ";") + "\n"},
		{"montants entre guillemets",
			"date,acte,specialite,secteur,honoraires\n2026-03-10,G,01,1,\"30,00\"\n2026-03-10,G,01,1,30 €\n",
			"date,acte,specialite,secteur,honoraires," + sorties + "\n2026-03-10,G,01,1,\"30,00\"," + resultat + "\n2026-03-10,G,01,1,30 €," + resultat + "\n"},
		{"CRLF, marque et espaces",
			"\ufeffdate,acte , specialite,secteur\r\n2026-03-10 , G,01 ,1\r\n\r\n2026-03-10,g,01,1",
			"\ufeffdate,acte , specialite,secteur," + sorties + "\r\n2026-03-10 , G,01 ,1," + resultat + "\r\n2026-03-10,g,01,1," + resultat + "\r\n"},
		{"guillemets, fin de ligne comprise",
			"\"date\",acte,specialite,secteur,\"no\"\"te\"\n\"2026-03-10\",\"G\",01,1,\"a\n\"\"b\"\", c\"\n2026-03-10,G,01,1,\"\"\n",
			"\"date\",acte,specialite,secteur,\"no\"\"te\"," + sorties + "\n\"2026-03-10\",\"G\",01,1,\"a\n\"\"b\"\", c\"," + resultat + "\n2026-03-10,G,01,1,\"\"," + resultat + "\n"},
		{"guillemets hors de la norme",
			"date,acte,specialite,secteur,note\n2026-03-10,G,01,1,5\" x\n2026-03-10,G,01,1,\"a\"b\n",
			"date,acte,specialite,secteur,note," + sorties + "\n2026-03-10,G,01,1,\"5\"\" x\"," + resultat + "\n2026-03-10,G,01,1,\"\"\"a\"\"b\"," + resultat + "\n"},
		{"octets quelconques",
			"date,acte,specialite,secteur,note\n2026-03-10,G,01,1,\xff\x00\xe9\r\x01\n",
			"date,acte,specialite,secteur,note," + sorties + "\n2026-03-10,G,01,1,\xff\x00\xe9\r\x01," + resultat + "\n"},
		{"octet nul dans une colonne lue",
			"date,acte,specialite,secteur\n\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00,G,01,1\n",
			"date,acte,specialite,secteur," + sorties + "\n\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00,G,01,1," + vides + "date-impossible\n"},
		{"en-tête seul",
			"date,acte,specialite,secteur\n",
			"date,acte,specialite,secteur," + sorties + "\n"},
		{"en-tête seul, sans fin de ligne",
			"date,acte,specialite,secteur",
			"date,acte,specialite,secteur," + sorties + "\n"},
		{"champ en moins, champs en trop",
			"date,acte,specialite,secteur,note\n2026-03-10,G,01\n2026-03-10,G,01,1,un, \"deux\",trois\n",
			"date,acte,specialite,secteur,note," + sorties + "\n2026-03-10,G,01,,," + vides + "nombre-de-champs\n" +
				"2026-03-10,G,01,1,\"un, \"\"deux\"\",trois\"," + vides + "nombre-de-champs\n"},
		{"guillemet jamais fermé : sa ligne seule est perdue",
			"date,acte,specialite,secteur,note\n2026-03-10,G,01,1,\"oups\n2026-03-10,G,01,1,bien\n",
			"date,acte,specialite,secteur,note," + sorties + "\n2026-03-10,G,01,1,\"\"\"oups\"," + vides + "guillemet-ouvert\n2026-03-10,G,01,1,bien," + resultat + "\n"},
		{"dernière ligne coupée",
			"date,acte,specialite,secteur,note\n2026-03-10,G,01,1,bien\n2026-03-10,G,0",
			"date,acte,specialite,secteur,note," + sorties + "\n2026-03-10,G,01,1,bien," + resultat + "\n2026-03-10,G,0,,," + vides + "nombre-de-champs\n"},
		{"deux colonnes sans nom",
			"date,acte,specialite,secteur,,\n2026-03-10,G,01,1,,\n",
			"date,acte,specialite,secteur,,," + sorties + "\n2026-03-10,G,01,1,,," + resultat + "\n"},
	} {
		t.Run(c.nom, func(t *testing.T) {
			sortie, _ := calculerTexte(t, c.entree, Options{})
			if sortie != c.sortie {
				t.Errorf("lu\n%q\nattendu\n%q", sortie, c.sortie)
			}
		})
	}
}

// TestErreursDeFichier: what makes the whole file meaningless.
func TestErreursDeFichier(t *testing.T) {
	for _, c := range []struct {
		nom, entree, code, champ, indice string
		format                           Format
	}{
		{"vide", "", "fichier-vide", "", "", CSV},
		{"marque seule", "\ufeff\r\n\n", "fichier-vide", "", "", CSV},
		{"vide", "\n\n", "fichier-vide", "", "", NDJSON},
		{"sans date", "acte,specialite,secteur\n", "colonne-manquante", "date", "séparées", CSV},
		{"presque date", "Date,acte,specialite,secteur\n", "colonne-manquante", "date", "« Date »", CSV},
		{"tabulations", "date\tacte\tspecialite\tsecteur\n", "colonne-manquante", "date", "", CSV},
		{"double", "date,acte,specialite,secteur,x,x\n", "colonne-double", "x", "", CSV},
		{"double connue", "date,acte,specialite,secteur, date\n", "colonne-double", "date", "", CSV},
		{"réservée", "date,acte,specialite,secteur,amo\n", "colonne-reservee", "amo", "amo_lu", CSV},
		{"guillemet", "\"date,acte\n", "guillemet-ouvert", "", "", CSV},
	} {
		var sortie bytes.Buffer
		_, err := Calculer(t.Context(), strings.NewReader(c.entree), &sortie, Options{Entree: c.format, Sortie: c.format})
		var e *dossier.Erreur
		if !errors.As(err, &e) || e.Code != c.code || e.Champ != c.champ || !strings.Contains(e.Indice, c.indice) {
			t.Errorf("%s : %#v", c.nom, err)
		}
		if sortie.Len() > 0 {
			t.Errorf("%s : %q est écrit", c.nom, sortie.String())
		}
	}
}

// TestErreursDeLigne: one bad row, one code, and the run goes on.
func TestErreursDeLigne(t *testing.T) {
	const entete = "date,acte,specialite,secteur,option,parcours,age,naissance,medecin_traitant,exoneration,aide,regime,zone,honoraires,tiers_payant,contrat,garantie\n"
	bonne := []string{"2026-03-10", "G", "01", "1", "", "", "", "", "", "", "", "", "", "", "", "", ""}
	noms := strings.Split(strings.TrimSpace(entete), ",")
	for _, c := range []struct{ colonne, valeur, code string }{
		{"date", "", "date-manquante"}, {"date", "2026-02-30", "date-impossible"}, {"date", "1990-01-01", "hors-couverture"},
		{"acte", "", "acte-manquant"}, {"acte", "ZZZ", "acte-inconnu"}, {"acte", "consultatoin", "nature-inconnue"}, {"acte", "G+nuitt", "circonstance-inconnue"},
		{"acte", "nuit", "nature-inconnue"}, {"acte", "G++G", "acte-vide"}, {"acte", strings.Repeat("G+", 60) + "G", "trop-d-actes"}, {"acte", strings.Repeat("x", 2000), "valeur-trop-longue"},
		{"specialite", "", "specialite-manquante"}, {"specialite", "cardiolgie", "specialite-inconnue"},
		{"secteur", "", "secteur-manquant"}, {"secteur", "4", "secteur-inconnu"}, {"option", "optim", "option-inconnue"}, {"parcours", "perdu", "parcours-inconnu"},
		{"age", "x", "entier-illisible"}, {"age", "200", "age-impossible"}, {"age", "-1", "age-impossible"}, {"naissance", "hier", "date-impossible"}, {"naissance", "2027-01-01", "naissance-future"},
		{"medecin_traitant", "bof", "type-inattendu"}, {"exoneration", "ali", "exoneration-inconnue"}, {"aide", "rsa", "aide-inconnue"}, {"regime", "agricole", "regime-inconnu"},
		{"zone", "corse", "zone-inconnue"}, {"honoraires", "beaucoup", "montant-illisible"}, {"honoraires", "-5", "montant-negatif"}, {"tiers_payant", "bof", "tiers-payant-inconnu"},
		{"contrat", "formule-3", "contrat-inconnu"}, {"garantie", "large", "garantie-illisible"},
	} {
		ligne := slices.Clone(bonne)
		ligne[slices.Index(noms, c.colonne)] = c.valeur
		juste := strings.Join(bonne, ",") + "\n"
		sortie, bilan := calculerTexte(t, entete+juste+strings.Join(ligne, ",")+"\n"+juste, Options{})
		lignes := strings.Split(sortie, "\n")
		if want := strings.Join(ligne, ",") + "," + vides + c.code; lignes[2] != want {
			t.Errorf("%s=%s : lu %s, attendu %s", c.colonne, c.valeur, lignes[2], want)
		}
		if want := juste[:len(juste)-1] + "," + resultat; lignes[1] != want || lignes[3] != want {
			t.Errorf("%s=%s gâte ses voisines : %s", c.colonne, c.valeur, sortie)
		}
		if bilan.Lignes != 3 || bilan.EnErreur != 1 || len(bilan.Fautes) != 1 || bilan.Fautes[0].Code != c.code || bilan.Fautes[0].Ligne != 3 || bilan.Totaux.Honoraires != 6000 {
			t.Errorf("%s=%s : %+v", c.colonne, c.valeur, bilan)
		}
	}
}

func TestActes(t *testing.T) {
	const entete = "date,acte,specialite,secteur,parcours,honoraires\n"
	for acte, want := range map[string]string{
		"consultation": "G", "Consultation": "G", "g": "G", " G ": "G", "teleconsultation": "TCG",
		"consultation+nuit+regule": "G+CRN", "consultation+ Nuit+régulé": "G+CRN", "G+exigence": "G", "G+DE": "G",
	} {
		sortie, bilan := calculerTexte(t, entete+"2026-03-10,"+acte+",01,1,,\n", Options{})
		r, err := csv.NewReader(strings.NewReader(sortie)).ReadAll()
		if err != nil || r[1][6] != want {
			t.Errorf("%s : %v %v %v", acte, r, err, bilan.Fautes)
		}
	}
}

// TestBilan: totals, hints, and lines counted as an editor counts them.
func TestBilan(t *testing.T) {
	entree := "date,acte,specialite,secteur,honoraire,note\n2026-03-10,G,01,1,50,\"a\nb\"\n\n2026-03-10,G,01,1,,\nx,G,01,1,,\ny,G,01,1,,\n2026-03-10,G,99,1,,\n"
	_, b := calculerTexte(t, entree, Options{})
	if b.Lignes != 5 || b.EnErreur != 3 || b.Octets != int64(len(entree)) || b.Totaux != (Totaux{Honoraires: 6000, AMO: 3800, ResteACharge: 2200}) {
		t.Errorf("%+v", b)
	}
	if len(b.Fautes) != 2 || b.Fautes[0].Code != "date-impossible" || b.Fautes[0].Nombre != 2 || b.Fautes[0].Ligne != 6 || b.Fautes[1].Ligne != 8 {
		t.Errorf("%+v", b.Fautes)
	}
	if len(b.Indices) != 1 || !strings.Contains(b.Indices[0], "« honoraire »") || !strings.Contains(b.Indices[0], "« honoraires »") {
		t.Errorf("%q", b.Indices)
	}
}

func TestLigneTropLongue(t *testing.T) {
	const entete = "date,acte,specialite,secteur,note\n"
	for _, longueur := range []int{1 << 20, 5 << 20} {
		entree := entete + "2026-03-10,G,01,1," + strings.Repeat("x", longueur) + "\n2026-03-10,G,01,1,bien\n"
		sortie, bilan := calculerTexte(t, entree, Options{})
		if want := "date,acte,specialite,secteur,note," + sorties + "\n2026-03-10,G,01,1,," + vides + "ligne-trop-longue\n2026-03-10,G,01,1,bien," + resultat + "\n"; sortie != want {
			t.Errorf("%d : %.300q", longueur, sortie)
		}
		if bilan.Octets != int64(len(entree)) {
			t.Errorf("%d octets lus", bilan.Octets)
		}
	}
	juste := entete + "2026-03-10,G,01,1," + strings.Repeat("x", 1<<20-18) + "\n"
	if _, bilan := calculerTexte(t, juste, Options{}); bilan.EnErreur != 0 {
		t.Error(bilan.Fautes)
	}
	_, err := Calculer(t.Context(), strings.NewReader(strings.Repeat("x", 2<<20)), io.Discard, Options{})
	if !errors.Is(err, &dossier.Erreur{Code: "ligne-trop-longue"}) {
		t.Error(err)
	}
}

func TestFormatDe(t *testing.T) {
	for nom, want := range map[string]Format{"a.csv": CSV, "b/c.CSV": CSV, "a.ndjson": NDJSON, "x.jsonl": NDJSON} {
		if f, err := FormatDe(nom); f != want || err != nil {
			t.Error(nom, f, err)
		}
	}
	for _, nom := range []string{"", "-", "a.parquet", "csv"} {
		if _, err := FormatDe(nom); !errors.Is(err, &dossier.Erreur{Code: "format-inconnu"}) {
			t.Error(nom, err)
		}
	}
}

// source gives its text, then waits for ever.
type source struct{ r io.Reader }

func (s source) Read(b []byte) (int, error) {
	if n, _ := s.r.Read(b); n > 0 {
		return n, nil
	}
	select {}
}

type panne struct{}

func (panne) Read([]byte) (int, error)  { return 0, io.ErrUnexpectedEOF }
func (panne) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// TestInterruption: the run ends with its context, even if the input sleeps.
func TestInterruption(t *testing.T) {
	for _, entree := range []string{"", "date,acte", "date,acte,specialite,secteur\n", "date,acte,specialite,secteur\n" + strings.Repeat("2026-03-10,G,01,1\n", 100_000)} {
		ctx, annuler := context.WithCancel(t.Context())
		fini := make(chan error, 1)
		go func() {
			_, err := Calculer(ctx, source{strings.NewReader(entree)}, io.Discard, Options{})
			fini <- err
		}()
		annuler()
		if err := <-fini; !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	}
}

func TestPannes(t *testing.T) {
	const entete = "date,acte,specialite,secteur\n"
	_, err := Calculer(t.Context(), panne{}, io.Discard, Options{})
	if !errors.Is(err, io.ErrUnexpectedEOF) || !errors.Is(err, &dossier.Erreur{Code: "lecture-impossible"}) {
		t.Error(err)
	}
	bilan, err := Calculer(t.Context(), io.MultiReader(strings.NewReader(entete+"2026-03-10,G,01,1\n"), panne{}), io.Discard, Options{})
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Error(bilan, err)
	}
	_, err = Calculer(t.Context(), strings.NewReader(entete), panne{}, Options{})
	if !errors.Is(err, io.ErrClosedPipe) || !errors.Is(err, &dossier.Erreur{Code: "ecriture-impossible"}) {
		t.Error(err)
	}
}
