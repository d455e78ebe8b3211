package importccam

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/opposable/opposable/argent"
)

func TestUnPrixSeLitAuCentime(t *testing.T) {
	for ecrit, voulu := range map[string]argent.Centimes{
		"226,88": 22688, "248, 15": 24815, "51.840000000000003": 5184, "144.28999999999999": 14429, "64.799999999999997": 6480,
		"9.5999999999999996": 960, "627": 62700, "0.00": 0, "5E-2": 5, "1 234,50": 123450, "1.234,50": 123450, "23 €": 2300,
		"12.345": 1235, "12.3449": 1234, "2.0049999999999999": 201, // 2.005 in binary
	} {
		if p := lirePrix(nettoyer(ecrit)); !p.connu || p.montant != voulu {
			t.Errorf("%q : %+v", ecrit, p)
		}
	}
	for _, ecrit := range []string{"abc", "-5", "1.2.3", "1e99", "1e", "99999999999", strings.Repeat("9", 300), "+", ".", "12%"} {
		if p := lirePrix(ecrit); p.connu || p.remarque == "" {
			t.Errorf("%q : %+v", ecrit, p)
		}
	}
}

func TestUnPrixRepareEstRemarque(t *testing.T) {
	for ecrit, remarque := range map[string]string{
		"248, 15": "espace dans un prix", "12.345": "arrondi", "1 234,50": "", "51.840000000000003": "", "248,15": "",
	} {
		if p := lirePrix(ecrit); !strings.Contains(p.remarque, remarque) || remarque == "" && p.remarque != "" {
			t.Errorf("%q : %q", ecrit, p.remarque)
		}
	}
}

func TestUneExonerationAbimeeEstReparee(t *testing.T) {
	for ecrit, voulu := range map[string]string{
		"5 -7": "5-7", `2"`: "2", "'2-7": "2-7", "2 – 7": "2-7",
		"2026-07-02": "2-7", "2026-07-02T00:00:00": "2-7", "2026-02-07 00:00:00": "2-7", "02/07/2026": "2-7", "02-juil": "2-7", "2-Jul": "2-7", "juil-02": "2-7", "02-juil.-26": "2-7", "01/07/26": "1-7", "7-févr.": "2-7",
		"46205": "2-7", "46204": "1-7", "46205.0": "2-7",
	} {
		if codes, remarque := lireExoneration(ecrit); codes != voulu || remarque == "" {
			t.Errorf("%q : %q, %q", ecrit, codes, remarque)
		}
	}
	for _, saine := range []string{"", "1", "2-7", "5-7"} {
		if codes, remarque := lireExoneration(saine); codes != saine || remarque != "" {
			t.Errorf("%q : %q, %q", saine, codes, remarque)
		}
	}
	for _, illisible := range []string{"- état", "0", "2026-12-25", "2026-07-07", "99999", "10-7"} {
		if codes, remarque := lireExoneration(illisible); codes != "" || !strings.Contains(remarque, "illisible") {
			t.Errorf("%q : %q, %q", illisible, codes, remarque)
		}
	}
}

func TestUneBizarrerieEstGardeeEtRemarquee(t *testing.T) {
	e, remarques := lireLignes(t,
		"XXAA001;;Prix hors seul;1;0;;120,56;;;1;ATM", // 3
		"XXAA002;;Prix décalé;1;0;;;137,44;;1;ATM",
		"XXAA003;;Hors supérieur;1;0;685,24;685,25;;;1;ATM",
		"XXBA129;;En double;1;0;278,64;278,64;;;1;ADA", // 6
		",;;;;;;;;;",
		"XXBA129;;En double;1;0;273,24;273,24;;;1;ADA", // 8
		"[7, 3];;;;;;;;;;",
		"XXAA0X4;;Code illisible;1;0;10,00;10,00;;;1;ATM", // 10
		";;orpheline;4;0;10,00;10,00;;;1;ATM",
		"XXAA005;;Activité illisible;un;0;10,00;10,00;;;1;ATM", // 12
		"XXAA006;;Non pris d'un côté;1;0;Non pris en charge;10,00;;;1;ATM",
		"[A, BC, 7;;Crochet;4;0;1;1;;;1;ADA", // 14
		"XXAA007;;Prix illisible;1;0;cher;10,00;;;1;ATM",
		";;Sans activité;;;10,00;;;;;",
	)
	for ligne, texte := range map[int]string{
		3: "dans la seule colonne « Tarif Hors secteur 1 » : 120,56", 4: "« Rembt. ss Cdtions », ignoré : « 137,44 »", 5: "hors secteur 1 supérieur",
		8: "en double : gardée 278,64", 10: "code illisible", 11: "activité sans acte", 12: "activité illisible", 13: "prix dans la seule colonne",
		14: "modificateur illisible, ignoré : « BC »", 15: "prix illisible : « cher »", 16: "prix sans activité",
	} {
		if !contient(remarques, ligne, texte) {
			t.Errorf("ligne %d : pas de remarque « %s » dans %+v", ligne, texte, remarques)
		}
	}
	par := map[string]Ligne{}
	for _, l := range e.Lignes {
		if l.Activite == 1 {
			par[l.Code] = l
		}
	}
	if l := par["XXAA001"]; l.Optam != 0 || l.Hors != 12056 || !l.PrixConnu {
		t.Errorf("%+v", l)
	}
	if l := par["XXAA002"]; l.PrixConnu || l.SousConditions {
		t.Errorf("%+v", l)
	}
	if l := par["XXBA129"]; l.Optam != 27864 || l.Modificateurs != "73" {
		t.Errorf("%+v", l)
	}
	if l := par["XXAA006"]; l.Modificateurs != "A7" || !l.PrisEnCharge {
		t.Errorf("%+v", l)
	}
	if len(e.Lignes) != 7 {
		t.Errorf("%d lignes", len(e.Lignes))
	}
}

// In chapter 19.03 a digit is a modifier; elsewhere it is a chapter.
func TestUnChiffreEstUnModificateurOuUnChapitre(t *testing.T) {
	e, _ := lireLignes(t, "2;;CHAPITRE;;;;;;;;", "XXAA001;;Acte;1;0;1;1;;;1;ATM", "19.03;;MODIFICATEURS;;;;;;;;",
		"6;;Itérative;;;;;;;;", ";;valeur;;;+25%;+25%;;;;", "19.04;;AUTRES;;;;;;;;", "7;;CHAPITRE;;;;;;;;", "XXAA002;;Acte;1;0;1;1;;;1;ATM")
	if len(e.Modificateurs) != 2 || e.Modificateurs[0].Lettre != "6" || (e.Modificateurs[0].Optam != Valeur{Taux: 250_000}) || len(e.Lignes) != 2 {
		t.Errorf("%+v", e)
	}
}

func TestUnCSVDeTableurFrancaisSeLit(t *testing.T) {
	texte := debut + "XXAA001;;Acte\u00a0imaginaire;1;0;1\u00a0234,50;1\u00a0234,50;;;1;ATM\n" + fin
	cp1252, err := charmap.Windows1252.NewEncoder().String(texte)
	if err != nil {
		t.Fatal(err)
	}
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(texte)
	if err != nil {
		t.Fatal(err)
	}
	for nom, s := range map[string]string{"UTF-8": texte, "avec BOM": "\ufeff" + texte, "Windows-1252": cp1252, "UTF-16": utf16, "CRLF": strings.ReplaceAll(texte, "\n", "\r\n")} {
		e, _, refus := lireTexteCSV("essai.csv", []byte(s), func(int64, int64) {}, limitesUsuelles)
		if refus != nil {
			t.Errorf("%s : %v", nom, refus)
			continue
		}
		if l := e.Lignes[0]; l.Libelle != "Acte imaginaire" || l.Optam != 123450 {
			t.Errorf("%s : %+v", nom, l)
		}
	}
}

func TestUnGuillemetPerduNArretePasLaLecture(t *testing.T) {
	e, remarques := lireLignes(t, `XXAA001;;Acte de 5" imaginaire;1;0;1,00;1,00;;;2-7";ATM`, "XXAA002;;Suivant;1;0;1,00;1,00;;;1;ATM")
	if len(e.Lignes) != 2 || e.Lignes[0].Exoneration != "2-7" || !contient(remarques, 3, "exonération réparée") {
		t.Errorf("%+v %+v", e.Lignes, remarques)
	}
}

func TestUnClasseurSansFinEstRefuse(t *testing.T) {
	bornes := limitesUsuelles
	bornes.lignes = 10
	_, _, e := lireTexteCSV("essai.csv", []byte(debut+strings.Repeat("XXAA001;;Acte;1;0;1;1;;;1;ATM\n", 20)), func(int64, int64) {}, bornes)
	if e == nil || e.Code != "ccam-trop-grand" || e.Champ != "essai.csv:11" {
		t.Errorf("%+v", e)
	}
}
