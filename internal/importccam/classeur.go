package importccam

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/opposable/opposable/dossier"
)

// etape is what the reading of a workbook waits for.
type etape uint8

const (
	attendTitre etape = iota
	attendEntete
	corps
)

// classeur reads the rows of a workbook one by one, in order: an act spreads
// over several of them.
type classeur struct {
	carnet
	fichier    string
	bornes     limites
	etape      etape
	avantTitre int
	derniere   int // row read
	colonnes   [nbColonnes]int
	edition    Edition

	actes map[string]*acteLu
	acte  *acteLu // the act being read, nil between chapters
	lues  map[cleLigne]int

	dansModificateurs bool   // in chapter 19.03
	lettre, libelle   string // of the modifier being read
}

// acteLu is an act and its lines: the modifiers may come after several of them
// and hold for all.
type acteLu struct {
	code          string
	modificateurs string
	lignes        []int
}

type cleLigne struct {
	code            string
	activite, phase uint8
}

// rangee is a row whose cells are clean and in the order of the columns.
type rangee struct {
	ligne    int
	cellules [nbColonnes]string
}

func nouveauClasseur(fichier string, bornes limites) *classeur {
	return &classeur{fichier: fichier, bornes: bornes, actes: map[string]*acteLu{}, lues: map[cleLigne]int{}}
}

// refus builds an error on a row.
func (c *classeur) refus(code string, ligne int, indice, format string, args ...any) *dossier.Erreur {
	e := erreur(code, fmt.Sprintf("%s:%d", c.fichier, ligne), format, args...)
	e.Indice = indice
	return e
}

func (c *classeur) remarquer(r rangee, format string, args ...any) {
	code := ""
	if c.acte != nil {
		code = c.acte.code
	}
	c.noter(c.fichier, r.ligne, code, format, args...)
}

// lire takes the next row. cellules is not kept.
func (c *classeur) lire(ligne int, cellules []string) *dossier.Erreur {
	if ligne > c.bornes.lignes {
		return c.refus("ccam-trop-grand", ligne, "", "plus de %d lignes : ce n'est pas un classeur de la CCAM", c.bornes.lignes)
	}
	if vide(cellules) {
		return nil
	}
	c.derniere = ligne
	switch c.etape {
	case attendTitre:
		return c.lireTitre(ligne, cellules)
	case attendEntete:
		return c.lireEntete(ligne, cellules)
	}
	r := rangee{ligne: ligne}
	for i, j := range c.colonnes {
		if j < len(cellules) {
			r.cellules[i] = nettoyer(cellules[j])
		}
	}
	c.lireCorps(r)
	return nil
}

func vide(cellules []string) bool {
	for _, s := range cellules {
		if nettoyer(s) != "" {
			return false
		}
	}
	return true
}

// fin returns the edition once every row is read. The values of the modifiers
// end the workbook: without them it was cut, which a CSV does not tell
// otherwise.
func (c *classeur) fin() (*Edition, []Remarque, *dossier.Erreur) {
	switch {
	case c.etape == attendTitre:
		return nil, nil, c.sansTitre(1, "")
	case len(c.edition.Lignes) == 0:
		return nil, nil, erreur("ccam-tronque", c.fichier, "aucun acte après le titre : classeur tronqué")
	case len(c.edition.Modificateurs) == 0:
		return nil, nil, c.refus("ccam-tronque", c.derniere, "le classeur finit par les modificateurs : le fichier est-il complet ?",
			"le classeur s'arrête avant le sous-chapitre %s", chapitreModificateurs)
	}
	return &c.edition, c.clore(c.fichier), nil
}

var (
	motifActe     = regexp.MustCompile(`^([A-Z]{4}\d{3}) ?(\[.*)?$`)
	motifChapitre = regexp.MustCompile(`^\d{1,2}(\.\d+)*$`)
)

// chapitreModificateurs holds the values of the modifiers.
const chapitreModificateurs = "19.03"

func (c *classeur) lireCorps(r rangee) {
	code := r.cellules[colCode]
	acte := motifActe.FindStringSubmatch(code)
	switch {
	case acte != nil:
		c.ouvrirActe(acte[1])
		if acte[2] != "" {
			c.poserLettres(r, acte[2])
		}
	case c.estChapitre(r):
		c.acte = nil
		c.dansModificateurs = strings.HasPrefix(normaliserChapitre(code), chapitreModificateurs)
		c.lettre, c.libelle = "", ""
		return
	case c.dansModificateurs && r.cellules[colActivite] == "":
		c.lireModificateur(r)
		return
	case strings.HasPrefix(code, "["):
		c.poserLettres(r, code)
	case code != "":
		c.acte = nil // its lines must not go to the act before
		if r.tarifee() {
			c.noter(c.fichier, r.ligne, "", "code illisible, ligne ignorée : « %s »", abreger(code))
		}
		return
	}
	switch {
	case r.cellules[colActivite] != "":
		c.lireLigne(r)
	case acte != nil:
		c.remarquer(r, "acte sans activité ni tarif sur sa ligne")
	case r.cellules[colOptam] != "" || r.cellules[colHors] != "":
		c.remarquer(r, "prix sans activité, ignoré : « %s »", abreger(r.cellules[colTexte]))
	}
}

// tarifee tells that a row is more than a note.
func (r rangee) tarifee() bool {
	return r.cellules[colActivite] != "" || r.cellules[colOptam] != "" || r.cellules[colHors] != ""
}

// estChapitre recognises "1", "01.02" and the number 19.030000000000001. Among
// the modifiers a lone digit is one of them.
func (c *classeur) estChapitre(r rangee) bool {
	code := r.cellules[colCode]
	return motifChapitre.MatchString(code) && !r.tarifee() && !(c.dansModificateurs && len(code) == 1)
}

// normaliserChapitre writes "1.01", "01.01" and 19.030000000000001 alike.
func normaliserChapitre(s string) string {
	if strings.Count(s, ".") == 1 {
		if d, ok := lireDecimal(s); ok {
			n, _, _ := d.entier(2)
			return fmt.Sprintf("%02d.%02d", n/100, n%100)
		}
	}
	return s
}

func (c *classeur) ouvrirActe(code string) {
	c.acte = c.actes[code]
	if c.acte == nil {
		c.acte = &acteLu{code: code}
		c.actes[code] = c.acte
	}
}

// poserLettres gives the modifiers to every line of the act, those to come
// included.
func (c *classeur) poserLettres(r rangee, s string) {
	if c.acte == nil {
		c.remarquer(r, "modificateurs sans acte, ignorés : « %s »", abreger(s))
		return
	}
	lettres, remarque := lireLettres(s)
	if remarque != "" {
		c.remarquer(r, "%s", remarque)
	}
	c.acte.modificateurs = joindre(c.acte.modificateurs, lettres)
	for _, i := range c.acte.lignes {
		c.edition.Lignes[i].Modificateurs = c.acte.modificateurs
	}
}
