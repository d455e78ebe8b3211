package importccam

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

var invisibles = strings.NewReplacer("\ufeff", "", "\u200b", "")

// nettoyer trims a cell and turns its line breaks and unbreakable spaces into
// single spaces.
func nettoyer(s string) string {
	return strings.Join(strings.Fields(invisibles.Replace(s)), " ")
}

// prix is what a price cell says.
type prix struct {
	montant  argent.Centimes
	connu    bool
	nonPris  bool // « Non pris en charge »
	remarque string
}

// lirePrix reads a clean price cell. What it cannot read is an unknown price
// and a remark: one bad cell must not cost the other thirteen thousand.
func lirePrix(s string) (p prix) {
	switch dossier.Normaliser(s) {
	case "":
		return p
	case "non_pris_en_charge", "npc":
		p.nonPris = true
		return p
	}
	montant := strings.TrimSpace(strings.TrimSuffix(s, "€"))
	n, exact, ok := int64(0), false, false
	if d, lisible := lireDecimal(strings.ReplaceAll(montant, " ", "")); lisible {
		n, exact, ok = d.entier(2)
	}
	if !ok {
		p.remarque = fmt.Sprintf("prix illisible : « %s »", s)
		return p
	}
	p.montant, p.connu = argent.Centimes(n), true
	switch {
	case !exact:
		p.remarque = fmt.Sprintf("prix de plus de deux décimales arrondi : « %s » lu %s", s, p.montant.FR())
	case strings.LastIndexByte(montant, ' ') > strings.IndexAny(montant, ".,") && strings.ContainsAny(montant, ".,"):
		p.remarque = fmt.Sprintf("espace dans un prix : « %s » lu %s", s, p.montant.FR())
	}
	return p
}

// lireChiffre reads an activity or a phase, which a spreadsheet may write "1.0".
func lireChiffre(s string) (uint8, bool) {
	d, ok := lireDecimal(s)
	if !ok {
		return 0, false
	}
	n, exact, ok := d.entier(0)
	return uint8(n), ok && exact && n <= 9
}

var (
	lettresSeparees = strings.NewReplacer(",", " ", ";", " ", "[", " ", "]", " ")
	motifLettre     = regexp.MustCompile(`^[A-Z0-9]$`)
)

// lireLettres reads "[A, F, J]" into "AFJ". A remark tells what was odd.
func lireLettres(s string) (lettres, remarque string) {
	if !strings.HasPrefix(s, "[") || !strings.HasSuffix(s, "]") {
		remarque = fmt.Sprintf("crochet manquant autour des modificateurs : « %s »", s)
	}
	for _, l := range strings.Fields(lettresSeparees.Replace(s)) {
		if !motifLettre.MatchString(l) {
			remarque = fmt.Sprintf("modificateur illisible, ignoré : « %s » dans « %s »", l, s)
			continue
		}
		lettres = joindre(lettres, l)
	}
	return lettres, remarque
}

// joindre adds to a the letters of b it has not.
func joindre(a, b string) string {
	for _, l := range b {
		if !strings.ContainsRune(a, l) {
			a += string(l)
		}
	}
	return a
}

var (
	parasites  = strings.NewReplacer(`"`, "", "'", "", "’", "", "‘", "", "“", "", "”", "", "«", "", "»", "", " ", "")
	tirets     = strings.NewReplacer("–", "-", "−", "-", "/", "-", ",", "-", ";", "-")
	motifExo   = regexp.MustCompile(`^[1-9](-[1-9])*$`)
	motifISO   = regexp.MustCompile(`^\d{4}-(\d{1,2})-(\d{1,2})(?:[t ].*)?$`)
	motifDate  = regexp.MustCompile(`^(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}(?: .*)?$`)
	motifMois  = regexp.MustCompile(`^(\d{1,2})[ -]([a-z]{3,9})\.?(?:[ -]\d{2,4})?$`)
	motifMois2 = regexp.MustCompile(`^([a-z]{3,9})\.?[ -](\d{1,2})$`)
	motifSerie = regexp.MustCompile(`^\d{5}(?:\.0+)?$`)
)

// lireExoneration reads the codes of exemption: "1", "2-7", "5 -7", and the
// dates a spreadsheet makes of them ("2-7" typed becomes 2 July).
func lireExoneration(s string) (codes, remarque string) {
	if s == "" {
		return "", ""
	}
	codes = tirets.Replace(parasites.Replace(s))
	if motifExo.MatchString(codes) {
		if codes != s {
			remarque = fmt.Sprintf("exonération réparée : « %s » lu %s", s, codes)
		}
		return codes, remarque
	}
	if a, b, ok := jourEtMois(s); ok && a != b && min(a, b) >= 1 && max(a, b) <= 9 {
		// The codes are always written in order: no need to know whether the
		// spreadsheet put the day or the month first.
		codes = fmt.Sprintf("%d-%d", min(a, b), max(a, b))
		return codes, fmt.Sprintf("exonération changée en date par un tableur : « %s » lu %s", s, codes)
	}
	return "", fmt.Sprintf("exonération illisible, ignorée : « %s »", s)
}

// epoqueTableur is the day zero of the serial dates of spreadsheets.
var epoqueTableur = jour.De(1899, 12, 30)

// jourEtMois reads the two numbers of a date, whatever the way it is written.
func jourEtMois(s string) (a, b int, ok bool) {
	s = strings.ToLower(s)
	if motifSerie.MatchString(s) {
		n, _ := strconv.Atoi(s[:5])
		_, m, q := (epoqueTableur + jour.Jour(n)).Date()
		return q, m, true
	}
	for _, motif := range []*regexp.Regexp{motifISO, motifDate} {
		if m := motif.FindStringSubmatch(s); m != nil {
			a, _ = strconv.Atoi(m[1])
			b, _ = strconv.Atoi(m[2])
			return a, b, true
		}
	}
	s = strings.ReplaceAll(dossier.Normaliser(s), "_", "-")
	if m := motifMois.FindStringSubmatch(s); m != nil {
		a, _ = strconv.Atoi(m[1])
		b = mois(m[2])
		return a, b, b > 0
	}
	if m := motifMois2.FindStringSubmatch(s); m != nil {
		a, _ = strconv.Atoi(m[2])
		b = mois(m[1])
		return a, b, b > 0
	}
	return 0, 0, false
}

// debutsDeMois are how months begin in French and in English, without accent.
var debutsDeMois = [...][]string{{"jan"}, {"fev", "feb"}, {"mar"}, {"avr", "apr"}, {"mai", "may"}, {"juin", "jun"}, {"juil", "jul"}, {"aou", "aug"}, {"sep"}}

func mois(s string) int {
	for i, debuts := range debutsDeMois {
		for _, d := range debuts {
			if strings.HasPrefix(s, d) {
				return i + 1
			}
		}
	}
	return 0
}
