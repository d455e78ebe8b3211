package ccam_test

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/opposable/opposable/ccam"
	"github.com/opposable/opposable/jour"
)

const entete = "# CCAM version 84 au 2026-09-01 ; Cnam, CCAM version 84 au 2026-09-01\n" +
	"code;activite;phase;tarif_s1_optam;tarif_hors;modificateurs;exoneration;regroupement;rembt_sous_conditions;accord_prealable;libelle\n"

// importee is a version with a dearer act, a new act, a new activity and a
// refund that ends.
const importee = entete +
	"AAAA900;1;0;100.00;90.00;FJKPSTU;1;ADC;;AP;\"Acte nouveau, par abord \"\"direct\"\" ; essai\"\n" +
	"AAAA900;4;0;80.00;80.00;FJKPSTU;1;ADA;;;\n" +
	"BELA129;1;0;278.64;278.64;37;1-7;ADA;;;Acte de BELA129\n" +
	"DEQP003;1;0;15.00;13.50;FPSUM;2;ADE;RC;;\n" +
	"DEQP003;4;0;10.00;10.00;FPSUM;2;ADA;;;\n" +
	"JKHD001;1;0;NPC;NPC;;2;ATM;;;\n" +
	"ZBQK002;1;0;;;BDEFPSUYZ;2;ADI;;;\n"

func lire(t testing.TB, s string) *ccam.Version {
	t.Helper()
	v, e := ccam.LireVersion(strings.NewReader(s))
	if e != nil {
		t.Fatal(e)
	}
	return v
}

func ecrire(t testing.TB, v *ccam.Version) string {
	t.Helper()
	var b bytes.Buffer
	if err := v.Ecrire(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestAllerRetour(t *testing.T) {
	v := lire(t, importee)
	if v.Edition != 84 || v.Depuis != jour.De(2026, 9, 1) || len(v.Lignes) != 7 {
		t.Fatalf("lu : %+v", v)
	}
	if deux := lire(t, ecrire(t, v)); !reflect.DeepEqual(v, deux) {
		t.Errorf("relu : %+v", deux)
	}
	for _, e := range ccam.Officielle().Editions() {
		v, _ := ccam.Officielle().Version(e.Edition)
		if deux := lire(t, ecrire(t, v)); !reflect.DeepEqual(v, deux) {
			t.Errorf("V%d change en passant par un fichier", e.Edition)
		}
	}
}

func TestAvec(t *testing.T) {
	officielle := ccam.Officielle()
	tb, e := officielle.Avec(lire(t, importee))
	if e != nil {
		t.Fatal(e)
	}
	n := trouver(t, tb, "DEQP003", 1, 0)
	if n != trouver(t, officielle, "DEQP003", 1, 0) {
		t.Error("un numéro officiel a changé")
	}
	if l, _ := tb.Ligne(n, 84); l.Optam != 1500 || !l.SousConditions || l.Regroupement != "ADE" {
		t.Errorf("V84 : %+v", l)
	}
	if l, _ := tb.Ligne(n, 81); l.Optam != 1477 {
		t.Errorf("V81 : %+v", l)
	}
	if l := tb.Lignes("DEQP003"); len(l) != 2 || tb.Activite(l[1]) != 4 || int(l[1]) < 13439 {
		t.Errorf("activité nouvelle : %v", l)
	}
	nouveau := trouver(t, tb, "AAAA900", 1, 0)
	if tb.Code(nouveau) != "AAAA900" || !strings.HasPrefix(tb.Libelle(nouveau), "Acte nouveau") || officielle.Existe("AAAA900") {
		t.Errorf("acte nouveau : %q %q", tb.Code(nouveau), tb.Libelle(nouveau))
	}
	if _, ok := tb.Ligne(nouveau, 81); ok {
		t.Error("l'acte nouveau était déjà dans la V81")
	}
	if _, ok := tb.Ligne(trouver(t, tb, "HMFC004", 1, 0), 84); ok {
		t.Error("HMFC004 n'est pas dans la version importée")
	}
	if l := tb.Chercher("acte nouveau abord direct", 1); len(l) != 1 || l[0].Numero != nouveau {
		t.Errorf("recherche : %v", l)
	}
	v, _ := tb.Version(84)
	for i := range v.Lignes {
		if l := &v.Lignes[i]; !strings.Contains(importee, l.Libelle) && l.Code != "AAAA900" {
			l.Libelle = "" // the official label completes the import
		}
	}
	if !reflect.DeepEqual(v, lire(t, importee)) {
		t.Errorf("V84 rendue : %+v", v)
	}
	if e := tb.Editions(); len(e) != 4 || e[0].Edition != 84 || len(officielle.Editions()) != 3 {
		t.Errorf("éditions : %v", e)
	}
	if _, ok := tb.Releve(n, jour.De(2018, 1, 1)); !ok {
		t.Error("les relevés sont perdus")
	}
}

func TestAvecToutesLesLignes(t *testing.T) {
	officielle := ccam.Officielle()
	tb, e := officielle.Avec(lire(t, importee))
	if e != nil {
		t.Fatal(e)
	}
	for _, edition := range officielle.Editions() {
		avant, _ := officielle.Version(edition.Edition)
		for _, l := range avant.Lignes {
			n, _ := officielle.Trouver(l.Code, l.Activite, l.Phase)
			m, ok := tb.Trouver(l.Code, l.Activite, l.Phase)
			obtenue, _ := tb.Ligne(m, edition.Edition)
			if !ok || n != m || obtenue != l.Ligne {
				t.Fatalf("V%d %s : %+v devient %+v", edition.Edition, l.Code, l.Ligne, obtenue)
			}
		}
	}
}

func TestAvecRemplaceEtRefuse(t *testing.T) {
	tb, _ := ccam.Officielle().Avec(lire(t, importee))
	v := lire(t, strings.Replace(importee, "15.00;13.50", "16.00;13.50", 1))
	deux, e := tb.Avec(v)
	if e != nil {
		t.Fatal(e)
	}
	if l, _ := deux.Ligne(trouver(t, deux, "DEQP003", 1, 0), 84); l.Optam != 1600 || len(deux.Editions()) != 4 {
		t.Errorf("V84 remplacée : %+v", l)
	}
	v.Edition = 85
	if _, e := tb.Avec(v); e == nil || e.Code != "ccam-date" {
		t.Errorf("deux éditions du même jour : %v", e)
	}
	v.Depuis = jour.De(2019, 1, 1)
	vieille, e := tb.Avec(v)
	if e != nil {
		t.Fatal(e)
	}
	if l := vieille.Editions(); l[4].Edition != 85 {
		t.Errorf("ordre : %v", l)
	}
	// A price read elsewhere gives way to an edition that covers the day.
	n := trouver(t, vieille, "DEQP003", 1, 0)
	if _, ok := vieille.Releve(n, jour.De(2020, 1, 1)); ok {
		t.Error("le relevé de 2015 l'emporte sur l'édition de 2019")
	}
	v.Lignes[0].Optam = -1
	if _, e := tb.Avec(v); e == nil || e.Code != "ccam-illisible" {
		t.Errorf("tarif négatif : %v", e)
	}
	if err := v.Ecrire(&bytes.Buffer{}); err == nil {
		t.Error("tarif négatif écrit")
	}
}

func TestLireVersionRefuse(t *testing.T) {
	corps := strings.TrimPrefix(importee, entete)
	for nom, c := range map[string]struct{ texte, message string }{
		"vide":                {"", "ligne 1"},
		"sans titre":          {"code;activite\n", "ligne 1"},
		"date":                {strings.Replace(importee, "2026-09-01", "2026-13-01", 1), "ligne 1"},
		"avant la CCAM":       {strings.Replace(importee, "2026-09-01", "1995-01-01", 1), "2005"},
		"sans source":         {strings.Replace(importee, "Cnam, CCAM version 84 au 2026-09-01", "", 1), "source"},
		"colonne":             {strings.Replace(importee, "tarif_hors", "tarif", 1), "colonnes attendues"},
		"sans ligne":          {entete, "aucune ligne"},
		"champ de trop":       {importee + "ZZZZ001;1;0;1.00;1.00;;1;ATM;;;;\n", "nombre de colonnes"},
		"double":              {importee + "ZBQK002;1;0;;;;2;ADI;;;\n", "en double"},
		"désordre":            {importee + "AAAA001;1;0;;;;2;ADI;;;\n", "mal rangée"},
		"code":                {entete + "AAA0001;1;0;;;;2;ADI;;;\n", "ligne 3"},
		"code long":           {entete + "AAAA0001;1;0;;;;2;ADI;;;\n", "quatre capitales"},
		"activité":            {entete + "AAAA001;0;0;;;;2;ADI;;;\n", "activité"},
		"phase":               {entete + "AAAA001;1;x;;;;2;ADI;;;\n", "un chiffre"},
		"virgule":             {entete + "AAAA001;1;0;1,00;1.00;;2;ADI;;;\n", "deux décimales"},
		"trois décimales":     {entete + "AAAA001;1;0;1.000;1.00;;2;ADI;;;\n", "deux décimales"},
		"négatif":             {entete + "AAAA001;1;0;-1.00;1.00;;2;ADI;;;\n", "tarif impossible"},
		"trop cher":           {entete + "AAAA001;1;0;200000.00;1.00;;2;ADI;;;\n", "tarif impossible"},
		"un seul prix":        {entete + "AAAA001;1;0;1.00;;;2;ADI;;;\n", "deux décimales"},
		"modificateur":        {entete + "AAAA001;1;0;1.00;1.00;J?;2;ADI;;;\n", "modificateur illisible"},
		"modificateur double": {entete + "AAAA001;1;0;1.00;1.00;JJ;2;ADI;;;\n", "deux fois"},
		"exonération":         {entete + "AAAA001;1;0;1.00;1.00;;4;ADI;;;\n", "exonération"},
		"exonération mêlée":   {entete + "AAAA001;1;0;1.00;1.00;;7-2;ADI;;;\n", "exonération"},
		"regroupement":        {entete + "AAAA001;1;0;1.00;1.00;;2;Adi;;;\n", "regroupement"},
		"RC":                  {entete + "AAAA001;1;0;1.00;1.00;;2;ADI;oui;;\n", "RC"},
		"libellé":             {entete + "AAAA001;1;0;1.00;1.00;;2;ADI;;;\"a\nb\"\n", "libellé"},
		"guillemet":           {entete + "AAAA001;1;0;1.00;1.00;;2;ADI;;;a\"b\n", "guillemets"},
		"latin 1":             {entete + "AAAA001;1;0;1.00;1.00;;2;ADI;;;\xe9\n", "libellé"},
		"trop gros":           {importee + strings.Repeat(corps, ccam.TailleMax/len(corps)+1), "Mo"},
	} {
		t.Run(nom, func(t *testing.T) {
			v, e := ccam.LireVersion(strings.NewReader(c.texte))
			if v != nil || e == nil || e.Code != "ccam-illisible" || !strings.Contains(e.Error(), c.message) {
				t.Errorf("obtenu %v, attendu « %s »", e, c.message)
			}
		})
	}
}

func TestModificateurs(t *testing.T) {
	for s, attendu := range map[string]string{"": "", "JKT": "JKT", "t, k, j": "JKT", "9A3": "A39"} {
		m, e := ccam.ParseModificateurs(s)
		if e != nil || m.String() != attendu {
			t.Errorf("%q : %v %v", s, m, e)
		}
	}
	for _, s := range []string{"é", "J-K", "J;K", "JKJ"} {
		if _, e := ccam.ParseModificateurs(s); e == nil || e.Code != "modificateur-illisible" {
			t.Errorf("%q accepté", s)
		}
	}
}

func TestComparer(t *testing.T) {
	tb := ccam.Officielle()
	v78, _ := tb.Version(78)
	v81, _ := tb.Version(81)
	c := ccam.Comparer(v78, v81)
	if len(c.Supprimes) != 4 || !slices.Contains(c.Supprimes, "YYYY071") || !slices.Contains(c.Crees, "DENC001") {
		t.Errorf("actes : %d créés, supprimés %v", len(c.Crees), c.Supprimes)
	}
	ecg := slices.IndexFunc(c.Hausses, func(e ccam.Ecart) bool { return e.Code == "DEQP003" })
	if ecg < 0 || c.Hausses[ecg].Avant.Optam != 1452 || c.Hausses[ecg].Apres.Optam != 1477 {
		t.Error("la hausse de l'électrocardiogramme manque")
	}
	if !slices.ContainsFunc(c.Baisses, func(e ccam.Ecart) bool { return e.Code == "DZQM006" }) {
		t.Error("la baisse de l'échocardiographie manque")
	}
	t.Logf("V78 → V81 : %d créés, %d supprimés, %d lignes créées, hausses %d/%d, baisses %d/%d, prises en charge %d, modificateurs %d, exonérations %d, regroupements %d, conditions %d, identiques %d",
		len(c.Crees), len(c.Supprimes), len(c.LignesCreees), c.HaussesOptam, c.HaussesHors, c.BaissesOptam, c.BaissesHors,
		len(c.PrisesEnCharge), len(c.Modificateurs), len(c.Exonerations), len(c.Regroupements), len(c.Conditions), c.Identiques)
	if m := ccam.Comparer(v81, v81); m.Identiques != len(v81.Lignes) || len(m.Hausses)+len(m.Crees) != 0 {
		t.Errorf("une version diffère d'elle-même : %+v", m)
	}
}

func TestComparerPetitesVersions(t *testing.T) {
	avant := lire(t, importee)
	apres := lire(t, entete+
		"AAAA900;1;0;101.00;89.00;FJK;1-7;ADC;;;\n"+
		"DEQP003;1;0;15.00;13.50;FPSUM;2;ATM;RC;;\n"+
		"JKHD001;1;0;13.00;9.96;;2;ATM;;;\n"+
		"ZBQK002;1;0;0.00;0.00;BDEFPSUYZ;2;ADI;;;\n"+
		"ZBQK003;1;0;0.00;0.00;BDEFPSUYZ;2;ADI;;;\n")
	c := ccam.Comparer(avant, apres)
	obtenu := []int{
		len(c.Crees), len(c.Supprimes), len(c.LignesCreees), len(c.LignesSupprimees), len(c.Hausses), len(c.Baisses),
		c.HaussesOptam, c.HaussesHors, c.BaissesOptam, c.BaissesHors,
		len(c.PrisesEnCharge), len(c.Modificateurs), len(c.Exonerations), len(c.Regroupements), len(c.Conditions), c.Identiques,
	}
	// An empty cell and 0.00 are the same absence of price.
	if attendu := []int{1, 1, 0, 2, 1, 1, 1, 0, 0, 1, 1, 1, 1, 1, 1, 1}; !slices.Equal(obtenu, attendu) {
		t.Errorf("%v, attendu %v", obtenu, attendu)
	}
}
