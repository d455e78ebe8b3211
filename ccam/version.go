package ccam

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

// Version is one edition as an import reads it, or as a table gives it back.
type Version struct {
	Edition Edition
	Depuis  jour.Jour
	// Source is the mention to show with the prices.
	Source string
	// Lignes are sorted by code, activity, phase, without duplicate.
	Lignes []LigneVersion
}

// LigneVersion is one line of a version.
type LigneVersion struct {
	Code            string
	Activite, Phase uint8
	// Libelle is the line's own label, or "".
	Libelle string
	Ligne
}

const (
	libelleMax = 1000 // bytes
	lignesMax  = 1<<16 - 1
)

// nonPrisEnCharge is written in both cells of an act that is not refunded.
const nonPrisEnCharge = "NPC"

func illisible(champ, format string, args ...any) *dossier.Erreur {
	return &dossier.Erreur{Code: "ccam-illisible", Champ: champ, Message: fmt.Sprintf(format, args...)}
}

// verifier refuses what a table could not hold or a file could not carry.
func (v *Version) verifier() *dossier.Erreur {
	if e := v.verifierEntete(); e != nil {
		return e
	}
	for i := range v.Lignes {
		l := &v.Lignes[i]
		if m := l.defaut(); m != "" {
			return illisible(l.Code, "%s", m)
		}
		if i > 0 && v.Lignes[i-1].cle().comparer(l.cle()) >= 0 {
			return illisible(l.Code, "activité %d, phase %d : ligne en double ou mal rangée", l.Activite, l.Phase)
		}
	}
	return nil
}

func (v *Version) verifierEntete() *dossier.Erreur {
	annee := v.Depuis.Annee()
	switch {
	case v.Edition == 0 || v.Edition > 9999:
		return illisible("version", "numéro de version hors de 1 à 9999")
	case v.Depuis == 0 || annee < 2005 || annee > 2999:
		return illisible("version", "la CCAM commence en 2005")
	case v.Source == "" || !texteSimple(v.Source):
		return illisible("version", "source obligatoire, sur une ligne")
	case len(v.Lignes) == 0:
		return illisible("version", "aucune ligne")
	case len(v.Lignes) > lignesMax:
		return illisible("version", "plus de %d lignes", lignesMax)
	}
	return nil
}

// defaut says what is wrong with a line, or nothing.
func (l *LigneVersion) defaut() string {
	prix := func(c argent.Centimes) bool { return c >= 0 && c <= prixMax && (l.PrixConnu || c == 0) }
	switch {
	case !formeCode(l.Code):
		return fmt.Sprintf("code « %s » : quatre capitales et trois chiffres", l.Code)
	case l.Activite < 1 || l.Activite > 9 || l.Phase > 9:
		return "activité de 1 à 9, phase de 0 à 9"
	case !prix(l.Optam) || !prix(l.Hors) || (l.PrixConnu && !l.PrisEnCharge):
		return "tarif impossible"
	case l.Modificateurs>>36 != 0:
		return "modificateur impossible"
	case !exonerationPossible(l.Exoneration):
		return "exonération impossible"
	case !formeRegroupement(l.Regroupement):
		return fmt.Sprintf("regroupement « %s » : trois capitales ou chiffres", l.Regroupement)
	case len(l.Libelle) > libelleMax || !texteSimple(l.Libelle):
		return "libellé trop long, ou sur plusieurs lignes"
	}
	return ""
}

func exonerationPossible(e Exoneration) bool {
	_, ok := ParseExoneration(e.String())
	return ok
}

// formeCode tells whether s looks like an act: four capitals, three digits.
func formeCode(s string) bool {
	return len(s) == tailleCode && lettres(s[:4]) == 4 && chiffres(s[4:]) == 3
}

func formeRegroupement(s string) bool {
	return s == "" || len(s) == 3 && lettres(s)+chiffres(s) == 3
}

func lettres(s string) (n int) {
	for i := range len(s) {
		if s[i] >= 'A' && s[i] <= 'Z' {
			n++
		}
	}
	return n
}

func chiffres(s string) (n int) {
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			n++
		}
	}
	return n
}

// texteSimple accepts one line without spaces at its ends, as files keep it.
func texteSimple(s string) bool {
	return utf8.ValidString(s) && strings.TrimSpace(s) == s && !strings.ContainsFunc(s, unicode.IsControl)
}
