package ccam_test

import (
	"os"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/opposable/opposable/ccam"
)

// premiers is how far a good answer may be.
const premiers = 5

func codes(tb *ccam.Table, question string, max int) (l []string) {
	for _, t := range tb.Chercher(question, max) {
		l = append(l, tb.Code(t.Numero))
	}
	return l
}

func TestChercher(t *testing.T) {
	tb := ccam.Officielle()
	for _, c := range []struct{ question, code string }{
		{"DEQP003", "DEQP003"}, {"deqp003", "DEQP003"}, {"QZJA", "QZJA001"}, {"qzja00", "QZJA002"}, {"DEQP003 électrocardiogramme", "DEQP003"},
		{"frottis", "JKHD001"}, {"FROTTIS", "JKHD001"}, {"frotis", "JKHD001"}, {"frottis du col de l'utérus", "JKHD001"},
		{"ECG", "DEQP003"}, {"électrocardiogramme", "DEQP003"}, {"electrocardigramme", "DEQP003"}, {"électrocardiographie 12 dérivations", "DEQP003"},
		{"spirométrie", "GLQP012"}, {"EFR", "GLQP012"},
		{"prothèse de hanche", "NEKA020"}, {"prothese hanche", "NEKA020"}, {"prothèse totale de hanche", "NEKA020"}, {"prothèse de genou", "NFKA007"},
		{"radio du genou", "NFQK001"}, {"radiographie genou", "NFQK001"}, {"genou radio", "NFQK003"}, {"radio de cheville", "NGQK001"},
		{"radio des poumons", "ZBQK002"}, {"radiographie du thorax", "ZBQK002"}, {"radio de la main", "MDQK001"}, {"radio panoramique dentaire", "HBQK002"},
		{"scanner cérébral", "ACQK001"}, {"scanner du thorax", "ZBQK001"}, {"scanner des sinus", "LAQK013"}, {"scanner abdominal avec injection", "ZCQH001"},
		{"IRM du genou", "NZQN001"}, {"IRM cérébrale", "ACQN001"}, {"irm lombaire", "LHQN001"}, {"IRM du dos", "LHQN001"}, {"remnographie crâne", "ACQN001"},
		{"échographie abdominale", "ZCQM008"}, {"échographie de la thyroïde", "KCQM001"}, {"écho cardiaque", "DZQM006"}, {"échographie rénale", "JAQM003"},
		{"échographie de grossesse", "JQQM010"}, {"échographie du sein", "QEQM001"}, {"doppler des jambes", "EJQM003"}, {"mammographie de dépistage", "QEQK004"},
		{"cataracte", "BFGA427"}, {"cataractes", "BFGA427"}, {"fond d'œil", "BGQP002"}, {"fond d’oeil", "BGQP002"}, {"champ visuel", "BLQP004"},
		{"appendicite", "HHFA016"}, {"vésicule", "HMFC004"}, {"cholecistectomie", "HMFC004"}, {"hernie inguinale", "LMMA012"}, {"hernie discale", "LFFA002"},
		{"coloscopie", "HHQE002"}, {"gastroscopie", "HEQE002"}, {"hémorroïdes ligature", "EGSP001"}, {"prostate", "JGFE023"}, {"biopsie de la prostate", "JGHJ001"},
		{"césarienne en urgence", "JQGA004"}, {"accouchement", "JQGD010"}, {"péridurale", "AFLB010"}, {"stérilet", "JKLD001"}, {"retrait du stérilet", "JKGD004"},
		{"changement de stérilet", "JKKD001"}, {"implant contraceptif", "QZLA004"}, {"retrait de l'implant contraceptif", "QZGA002"}, {"IVG", "JNJD002"},
		{"suture de plaie de moins de 3 cm", "QZJA002"}, {"points de suture au visage", "QAJA013"}, {"grain de beauté", "QZFA036"}, {"verrue plantaire", "QCNP003"},
		{"biopsie cutanée", "QZHA001"}, {"abcès anal", "HKPA006"}, {"ongle incarné", "QZFA039"}, {"panaris", "MJPA010"}, {"brulure main", "QCJA003"},
		{"canal carpien", "AHPA009"}, {"canal carpein", "AHPA009"}, {"ménisque", "NFFC004"}, {"ligament croisé", "NFMC003"}, {"plâtre de la jambe", "NZMP003"},
		{"infiltration du genou", "NZLB001"}, {"ponction du genou", "NZHB002"}, {"fracture de la clavicule", "MACA001"}, {"épaule démise", "MEEP002"},
		{"végétations", "FAFA008"}, {"amygdales", "FAFA014"}, {"végétations et amygdales", "FAFA015"}, {"bouchon d'oreille", "CAGD001"}, {"audiogramme", "CDQP012"},
		{"apnée du sommeil", "GLQP007"}, {"thyroïdectomie totale", "KCFA005"}, {"varices", "EJGA002"}, {"pacemaker", "DELF007"}, {"coronarographie", "DDQH009"},
		{"dialyse", "JVJF004"}, {"dent de sagesse", "HBGD004"}, {"détartrage", "HBJD001"}, {"holter", "DEQP005"}, {"épreuve d'effort", "DKRP004"},
		{"circoncision", "JHFA009"}, {"vasectomie", "JHSA001"}, {"électrochocs", "AZRP001"}, {"saignement de nez", "GABD002"}, {"ostéodensitométrie", "PAQK007"},
		{"jumeaux", "JQGD002"}, {"greffe de rein", "JAEA003"}, {"test de mémoire", "ALQP006"}, {"électromyogramme", "AHQB024"},
	} {
		if l := codes(tb, c.question, premiers); !strings.Contains(strings.Join(l, " "), c.code) {
			t.Errorf("%q : %v, attendu %s", c.question, l, c.code)
		}
	}
}

// The act people mean comes first.
func TestChercherDAbord(t *testing.T) {
	tb := ccam.Officielle()
	for question, code := range map[string]string{
		"frottis": "JKHD001", "ecg": "DEQP003", "prothèse de hanche": "NEKA020", "cataracte": "BFGA427", "vésicule": "HMFC004",
		"stérilet": "JKLD001", "spirometrie": "GLQP012", "grain de beauté": "QZFA036", "césarienne programmée": "JQGA002", "qzja002": "QZJA002",
		"radio du thorax": "ZBQK002", "scanner cérébral": "ACQK001", "dent de sagesse": "HBGD004",
	} {
		if l := codes(tb, question, 1); len(l) != 1 || l[0] != code {
			t.Errorf("%q : %v, attendu %s", question, l, code)
		}
	}
}

func TestChercherRien(t *testing.T) {
	tb := ccam.Officielle()
	for _, q := range []string{"", " ", "de la", "prise de sang", "vaccination", "xyzxyzxyz", "ZZZZ99", "?!", "\xff"} {
		if l := codes(tb, q, 5); l != nil {
			t.Errorf("%q : %v", q, l)
		}
	}
	for _, max := range []int{0, -1, -1 << 63} {
		if l := tb.Chercher("frottis", max); l != nil {
			t.Errorf("max %d : %v", max, l)
		}
	}
	if l := tb.Chercher("par laparotomie", 1<<62); len(l) != 200 {
		t.Errorf("%d trouvailles", len(l))
	}
}

// The end of a code is not a plural.
func TestChercherDebutDeCode(t *testing.T) {
	tb := ccam.Officielle()
	for _, debut := range []string{"ZZQX", "zzqx", " HBL", "YYYY6", "DEQP003"} {
		l := codes(tb, debut, 50)
		for i, c := range l {
			if !strings.HasPrefix(c, strings.ToUpper(strings.TrimSpace(debut))) || (i > 0 && c <= l[i-1]) {
				t.Errorf("%q : %v", debut, l)
				break
			}
		}
		if len(l) == 0 {
			t.Errorf("%q : rien", debut)
		}
	}
}

// Every plain word finds an act whose label has all the words of one of its
// wordings, or one of the acts it names.
func TestMots(t *testing.T) {
	b, err := os.ReadFile("donnees/mots.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var y struct {
		Mots []struct {
			Dit         string
			Ccam, Actes []string
		}
	}
	if err := yaml.UnmarshalWithOptions(b, &y, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	tb := ccam.Officielle()
	utiles := 0
	for _, m := range y.Mots {
		l := tb.Chercher(m.Dit, premiers)
		if len(m.Ccam) == 0 {
			if len(l) > 0 {
				t.Errorf("%s : la CCAM ne l'a pas, et répond %s", m.Dit, tb.Code(l[0].Numero))
			}
			continue
		}
		utiles++
		bon := false
		for _, r := range l {
			libelle := ccam.Radicaux(tb.Libelle(r.Numero))
			for _, formule := range m.Ccam {
				bon = bon || contient(libelle, ccam.Radicaux(formule))
			}
		}
		if !bon {
			t.Errorf("%s : %v", m.Dit, codes(tb, m.Dit, premiers))
		}
		for _, code := range m.Actes {
			if !strings.Contains(strings.Join(codes(tb, m.Dit, premiers), " "), code) {
				t.Errorf("%s : %s n'est pas parmi les premiers", m.Dit, code)
			}
		}
	}
	if utiles < 120 {
		t.Errorf("%d mots seulement", utiles)
	}
	t.Logf("%d mots", utiles)
}

func contient(libelle, mots []string) bool {
	for _, m := range mots {
		trouve := false
		for _, l := range libelle {
			trouve = trouve || l == m
		}
		if !trouve {
			return false
		}
	}
	return true
}
