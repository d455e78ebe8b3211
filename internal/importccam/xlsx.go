package importccam

import (
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/opposable/opposable/dossier"
)

func lireXLSX(nom string, suivi func(lus, total int64), bornes limites) (*Edition, []Remarque, *dossier.Erreur) {
	f, _, e := ouvrirBorne(nom, bornes.classeur)
	if e != nil {
		return nil, nil, e
	}
	defer f.Close()
	return lireFluxXLSX(nom, f, suivi, bornes)
}

// lireFluxXLSX reads the first sheet that has the title. The library is not
// ours and the file comes from anywhere: its panics become a refusal.
func lireFluxXLSX(nom string, r io.Reader, suivi func(lus, total int64), bornes limites) (ed *Edition, remarques []Remarque, e *dossier.Erreur) {
	defer func() {
		if p := recover(); p != nil {
			ed, remarques, e = nil, nil, erreur("ccam-fichier", nom, "classeur illisible : %v", p)
		}
	}()
	f, err := excelize.OpenReader(r, excelize.Options{UnzipSizeLimit: min(bornes.decompacte, tailleXLSX), RawCellValue: true})
	if err != nil {
		if strings.Contains(err.Error(), "unzip size exceeds") {
			return nil, nil, erreur("ccam-trop-grand", nom, "classeur trop grand une fois décompacté")
		}
		return nil, nil, erreur("ccam-fichier", nom, "classeur illisible : %v", err)
	}
	defer f.Close()
	sansTitre := nouveauClasseur(nom, bornes).sansTitre(1, "")
	for i, feuille := range f.GetSheetList() {
		c := nouveauClasseur(nom, bornes)
		switch e := parcourir(f, feuille, c, suivi); {
		case e == nil && c.etape != attendTitre:
			return c.fin()
		case e != nil && e.Code != sansTitre.Code:
			return nil, nil, e
		case e != nil && i == 0:
			sansTitre = e // what the first sheet lacks; the next may be the good one
		}
	}
	return nil, nil, sansTitre
}

// tailleXLSX bounds the workbook out of its zip, which the library partly
// holds in memory.
const tailleXLSX = 256 << 20

// parcourir reads the raw values of a sheet: what a cell displays is rounded.
// Among the modifiers only, it also reads the displayed values, since nothing
// else tells 100 % from 1 €.
func parcourir(f *excelize.File, feuille string, c *classeur, suivi func(lus, total int64)) *dossier.Erreur {
	rangees, err := f.Rows(feuille)
	if err != nil {
		return erreur("ccam-fichier", c.fichier, "feuille « %s » illisible : %v", feuille, err)
	}
	defer rangees.Close()
	affichees, err := f.Rows(feuille)
	if err != nil {
		return erreur("ccam-fichier", c.fichier, "feuille « %s » illisible : %v", feuille, err)
	}
	defer affichees.Close()
	ligne := 0
	for rangees.Next() && affichees.Next() {
		ligne++
		cellules, err := rangees.Columns()
		if err == nil && c.dansModificateurs {
			cellules, err = enPourcents(cellules, affichees)
		}
		if err != nil {
			return erreur("ccam-fichier", fmt.Sprintf("%s:%d", c.fichier, ligne), "ligne illisible : %v", err)
		}
		if e := c.lire(ligne, cellules); e != nil {
			return e
		}
		suivi(int64(ligne), 0)
	}
	if err := rangees.Error(); err != nil {
		return erreur("ccam-fichier", c.fichier, "feuille « %s » illisible après la ligne %d : %v", feuille, ligne, err)
	}
	return nil
}

// enPourcents writes as percentages the numbers that are displayed so.
func enPourcents(cellules []string, affichees *excelize.Rows) ([]string, error) {
	vues, err := affichees.Columns(excelize.Options{RawCellValue: false})
	for i, vue := range vues {
		if i >= len(cellules) || !strings.HasSuffix(vue, "%") || strings.HasSuffix(cellules[i], "%") {
			continue
		}
		if d, ok := lireDecimal(cellules[i]); ok {
			cellules[i] = d.enPourcent()
		}
	}
	return cellules, err
}
