package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/opposable/opposable/ccam"
)

func TestCCAMAJour(t *testing.T) {
	t.Chdir(filepath.Join("..", "..", "ccam"))
	tb, err := lireCCAM("donnees")
	if err != nil {
		t.Fatal(err)
	}
	octets, expression := tb.Fichier()
	if b, err := os.ReadFile("ccam.bin"); err != nil || string(b) != octets {
		t.Errorf("ccam.bin n'est pas celui des données : go generate ./ccam (%v)", err)
	}
	if autre, _ := ccam.Officielle().Fichier(); autre != octets {
		t.Error("la table officielle ne se réécrit pas à l'identique")
	}
	deux, err := lireCCAM("donnees")
	if err != nil {
		t.Fatal(err)
	}
	if o, e := deux.Fichier(); o != octets || e != expression {
		t.Error("deux générations diffèrent")
	}
}

// depot writes files and returns their folder.
func depot(t *testing.T, fichiers map[string]string) string {
	t.Helper()
	d := t.TempDir()
	for nom, texte := range fichiers {
		if err := os.WriteFile(filepath.Join(d, nom), []byte(texte), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

const petiteVersion = "# CCAM version 81 au 2026-01-01 ; Cnam\n" +
	"code;activite;phase;tarif_s1_optam;tarif_hors;modificateurs;exoneration;regroupement;rembt_sous_conditions;accord_prealable\n" +
	"DEQP003;1;0;14.77;13.81;FPSU;2;ATM;;\n"

func TestCCAMRefuse(t *testing.T) {
	const (
		libelles = "code;activite;phase;libelle\n"
		releves  = "code;activite;phase;tarif_s1_optam;tarif_hors;depuis;source;confiance\n"
		mot      = "mots:\n  - {dit: ECG, ccam: [électrocardiographie]}\n"
	)
	bons := map[string]string{"v81.csv": petiteVersion, "libelles.csv": libelles + "DEQP003;1;0;Électrocardiographie\n", "releves.csv": releves, "mots.yaml": mot}
	t.Chdir(filepath.Join("..", "..", "ccam"))
	if _, err := lireCCAM(depot(t, bons)); err != nil {
		t.Fatal(err)
	}
	for nom, c := range map[string]struct{ fichier, texte, message string }{
		"version sous un autre nom": {"v82.csv", petiteVersion, "contient la version 81"},
		"prix":                      {"v81.csv", strings.Replace(petiteVersion, "14.77", "14.7", 1), "deux décimales"},
		"colonne du libellé":        {"libelles.csv", "code;libelle\n", "colonnes attendues"},
		"libellé sans ligne":        {"libelles.csv", libelles + "DEQP004;1;0;Autre\n", "absente des versions"},
		"libellé double":            {"libelles.csv", libelles + "DEQP003;1;0;A\nDEQP003;1;0;B\n", "en double"},
		"libellé vide":              {"libelles.csv", libelles + "DEQP003;1;0;\n", "libellé vide"},
		"relevé sans ligne":         {"releves.csv", releves + "DEQP004;1;0;14.26;;2015-01-01;seasy;basse\n", "absente de la table"},
		"relevé mal rangé":          {"releves.csv", releves + "DEQP003;1;0;14.26;;2015-01-01;seasy;basse\nDEQP003;1;0;14.52;;2025-01-01;seasy;basse\n", "mal rangé"},
		"relevé sans prix":          {"releves.csv", releves + "DEQP003;1;0;;;2015-01-01;seasy;basse\n", "vide"},
		"relevé, une décimale":      {"releves.csv", releves + "DEQP003;1;0;14.2;;2015-01-01;seasy;basse\n", "deux décimales"},
		"relevé, second prix":       {"releves.csv", releves + "DEQP003;1;0;14.26;x;2015-01-01;seasy;basse\n", "illisible"},
		"relevé, activité":          {"releves.csv", releves + "DEQP003;x;0;14.26;;2015-01-01;seasy;basse\n", "activité"},
		"relevé, date":              {"releves.csv", releves + "DEQP003;1;0;14.26;;2015;seasy;basse\n", "date"},
		"relevé, source":            {"releves.csv", releves + "DEQP003;1;0;14.26;;2015-01-01;inventee;basse\n", "source inconnue"},
		"relevé, confiance":         {"releves.csv", releves + "DEQP003;1;0;14.26;;2015-01-01;seasy;sûre\n", "confiance inconnue"},
		"mot sans réponse":          {"mots.yaml", "mots:\n  - {dit: ECG, ccam: [cardiogramme]}\n", "aucun libellé"},
		"mot sans ccam":             {"mots.yaml", "mots:\n  - {dit: ECG}\n", "ccam est obligatoire"},
		"mot double":                {"mots.yaml", mot + "  - {dit: ecg, ccam: []}\n", "déjà dit"},
		"mot, acte":                 {"mots.yaml", "mots:\n  - {dit: ECG, ccam: [électrocardiographie], actes: [DEQP999]}\n", "acte inconnu"},
		"mot, champ":                {"mots.yaml", "mots:\n  - {dit: ECG, mots: [électrocardiographie]}\n", "mots"},
	} {
		t.Run(nom, func(t *testing.T) {
			fichiers := map[string]string{}
			for f, texte := range bons {
				fichiers[f] = texte
			}
			if c.fichier == "v82.csv" {
				delete(fichiers, "v81.csv")
			}
			fichiers[c.fichier] = c.texte
			if _, err := lireCCAM(depot(t, fichiers)); err == nil || !strings.Contains(err.Error(), c.message) {
				t.Errorf("obtenu %v, attendu « %s »", err, c.message)
			}
		})
	}
	if _, err := lireCCAM(t.TempDir()); err == nil {
		t.Error("un dossier vide est accepté")
	}
}
