// Package importccam reads the CCAM as the Cnam publishes it: the workbook
// (XLSX, or CSV exported from it) and the DBF archive of historised tables.
//
// Both are written for people and for older programs; what had to be repaired
// or looked odd comes back as a [Remarque], never as silence. [Lire] refuses
// only what it cannot date, cannot name the columns of, or cannot read to the
// end: a half-read edition would bill wrong amounts.
//
//	e, remarques, err := importccam.Lire([]string{"ccam.xlsx"}, importccam.Options{}, nil)
package importccam

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

// Options chooses, in a DBF archive, the day and the price grids. A workbook
// is already a photograph: none of them bears on it.
type Options struct {
	// Au is the day whose prices are wanted; zero asks for the newest.
	Au jour.Jour
	// GrilleOptam and GrilleHors list the grids of R_PU_BASE that carry each
	// price, the preferred one first. Empty, the labels of R_TB23 decide, then
	// the documented correspondence.
	GrilleOptam, GrilleHors []int
}

// Edition is one edition of the CCAM. Numero is zero when nothing tells it (a
// DBF archive says it only in the names of its files).
type Edition struct {
	Numero        int
	Depuis        jour.Jour
	Lignes        []Ligne
	Modificateurs []Modificateur
}

// Ligne is the price of one act, activity and phase.
//
// PrixConnu tells that at least one price is written, be it 0.00 (an activity
// without tariff of its own). A column left alone keeps zero in the other one,
// with a remark. Modificateurs are letters joined together: those of the act
// in a workbook, those of the activity in a DBF archive. In an archive only the
// first line of an act carries its Libelle.
type Ligne struct {
	Code                    string
	Activite, Phase         uint8
	Libelle                 string
	Optam, Hors             argent.Centimes
	PrixConnu, PrisEnCharge bool
	Modificateurs           string
	Exoneration             string // "1", "2-7"
	Regroupement            string
	SousConditions          bool
	AccordPrealable         bool
}

// Modificateur is one value of a modifier. A letter comes as many times as it
// has values: U is worth more for surgeons, K less outside OPTAM.
//
// Depuis is the day of the edition in a workbook, which dates nothing else.
// Grilles lists the grids of the value in a DBF archive.
type Modificateur struct {
	Lettre, Libelle string
	Optam, Hors     Valeur
	Depuis, Jusqua  jour.Jour
	Grilles         []int
}

// Valeur is either a rate or an amount; both zero is no value.
type Valeur struct {
	Taux    argent.Taux
	Forfait argent.Centimes
}

// Remarque tells what was repaired or odd. Ligne is a row of the workbook or a
// record of the table, from 1; zero concerns the whole file.
type Remarque struct {
	Fichier string `json:"fichier"`
	Ligne   int    `json:"ligne,omitempty"`
	Code    string `json:"code,omitempty"`
	Message string `json:"message"`
}

// Lire reads the edition in files: a workbook, or the parts of a DBF archive
// (.zip, .dbf or a folder of them). suivi, if any, is told how much was read:
// bytes out of a total, or rows of an XLSX workbook, whose total is unknown
// (0).
//
// Errors: fichier-introuvable, ccam-fichier (not a CCAM, or unreadable),
// ccam-titre, ccam-colonnes, ccam-table, ccam-tronque, ccam-trop-grand. Champ
// names the file, with the row where there is one.
func Lire(fichiers []string, options Options, suivi func(lus, total int64)) (*Edition, []Remarque, *dossier.Erreur) {
	return lire(fichiers, options, suivi, limitesUsuelles)
}

// limites bounds what one reading may take: the official files are ten times
// smaller, and a file that is not may be a bomb.
type limites struct {
	classeur   int64 // bytes of the workbook file
	decompacte int64 // bytes coming out of the zips
	lignes     int   // rows of the workbook, lines of the edition
}

var limitesUsuelles = limites{classeur: 64 << 20, decompacte: 1 << 30, lignes: 200_000}

func lire(fichiers []string, o Options, suivi func(lus, total int64), bornes limites) (*Edition, []Remarque, *dossier.Erreur) {
	if suivi == nil {
		suivi = func(int64, int64) {}
	}
	if len(fichiers) == 0 {
		return nil, nil, erreur("ccam-fichier", "", "aucun fichier donné")
	}
	natures := make([]nature, len(fichiers))
	for i, f := range fichiers {
		n, e := natureDe(f)
		if e != nil {
			return nil, nil, e
		}
		if n != archive && len(fichiers) > 1 {
			e := erreur("ccam-fichier", f, "un classeur se lit seul")
			e.Indice = "plusieurs fichiers ne vont ensemble que s'ils sont les parties d'une archive DBF"
			return nil, nil, e
		}
		natures[i] = n
	}
	switch natures[0] {
	case classeurXLSX:
		return lireXLSX(fichiers[0], suivi, bornes)
	case classeurCSV:
		return lireCSV(fichiers[0], suivi, bornes)
	}
	return lireArchive(fichiers, o, suivi, bornes)
}

// erreur builds a refusal about a file.
func erreur(code, fichier, format string, args ...any) *dossier.Erreur {
	return &dossier.Erreur{Code: code, Message: fmt.Sprintf(format, args...), Champ: fichier}
}

// erreurFichier tells why a file could not be opened or read.
func erreurFichier(fichier string, err error) *dossier.Erreur {
	if errors.Is(err, fs.ErrNotExist) {
		return erreur("fichier-introuvable", "", "fichier introuvable : %s", fichier)
	}
	var chemin *fs.PathError
	if errors.As(err, &chemin) {
		err = chemin.Err
	}
	return erreur("ccam-fichier", fichier, "lecture impossible : %v", err)
}

// ouvrirBorne opens a file that is read whole: its size is bounded.
func ouvrirBorne(nom string, max int64) (*os.File, int64, *dossier.Erreur) {
	f, err := os.Open(nom)
	if err != nil {
		return nil, 0, erreurFichier(nom, err)
	}
	i, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, 0, erreurFichier(nom, err)
	}
	if i.Size() > max {
		f.Close()
		return nil, 0, erreur("ccam-trop-grand", nom, "fichier de %d octets : un classeur de la CCAM en fait moins de %d", i.Size(), max)
	}
	return f, i.Size(), nil
}

// remarquesMax keeps a file that is odd on every row from filling the memory.
const remarquesMax = 20_000

// carnet gathers the remarks about one file.
type carnet struct {
	remarques []Remarque
	omises    int
}

func (c *carnet) noter(fichier string, ligne int, code, format string, args ...any) {
	if len(c.remarques) >= remarquesMax {
		c.omises++
		return
	}
	c.remarques = append(c.remarques, Remarque{filepath.Base(fichier), ligne, code, fmt.Sprintf(format, args...)})
}

// clore returns the remarks, and how many were too many.
func (c *carnet) clore(fichier string) []Remarque {
	if c.omises > 0 {
		c.remarques = append(c.remarques, Remarque{Fichier: filepath.Base(fichier), Message: fmt.Sprintf("%d remarques de plus, non gardées", c.omises)})
	}
	return c.remarques
}
