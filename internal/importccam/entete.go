package importccam

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

// The columns of the workbook; the eleventh, without header, is empty.
const (
	colCode = iota
	colTexte
	colActivite
	colPhase
	colOptam
	colHors
	colConditions
	colAccord
	colExoneration
	colRegroupement
	nbColonnes
)

// cles are the headers as cleColonne leaves them, titres as people read them.
var (
	cles   = [nbColonnes]string{"code", "texte", "activite", "phase", "tarif_secteur_1", "tarif_hors_secteur_1", "rembt_ss_cdtions", "accord_prealable", "exo_tm", "regroupement"}
	titres = [nbColonnes]string{"Code", "Texte", "Activité", "Phase", "Tarif Secteur 1", "Tarif Hors secteur 1", "Rembt. ss Cdtions", "Accord Préalable", "Exo. TM", "Regroupement"}
)

// rangeesAvantTitre bounds the search of the title, which is on the first row.
const rangeesAvantTitre = 10

var (
	motifTitre = regexp.MustCompile(`(?i)CNAM\s*[-–—]\s*CCAM\s+version\s+(\d{1,4})(?:\.\d+)?\s+applicable\s+(?:au\s+|à compter du\s+)?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})`)
	motifCCAM  = regexp.MustCompile(`(?i)\bCCAM\b`)
)

const formeDuTitre = "la première ligne doit être « CNAM - CCAM version NN applicable au JJ/MM/AAAA »"

// lireTitre reads the edition and its day. Undated prices would be worse than
// none.
func (c *classeur) lireTitre(ligne int, cellules []string) *dossier.Erreur {
	texte := nettoyer(strings.Join(cellules, " "))
	m := motifTitre.FindStringSubmatch(texte)
	if m == nil {
		if c.avantTitre++; c.avantTitre < rangeesAvantTitre && !motifCCAM.MatchString(texte) {
			return nil
		}
		return c.sansTitre(ligne, texte)
	}
	c.edition.Numero, _ = strconv.Atoi(m[1])
	d, err := jour.Parse(fmt.Sprintf("%02s/%02s/%s", m[2], m[3], m[4]))
	if err != nil {
		return c.refus("ccam-titre", ligne, formeDuTitre, "titre de date impossible : « %s »", abreger(texte))
	}
	c.edition.Depuis = d
	c.etape = attendEntete
	return nil
}

func (c *classeur) sansTitre(ligne int, texte string) *dossier.Erreur {
	if motifCCAM.MatchString(texte) {
		return c.refus("ccam-titre", ligne, formeDuTitre, "titre illisible : « %s »", abreger(texte))
	}
	return c.refus("ccam-titre", ligne, formeDuTitre, "ce n'est pas un classeur de la CCAM : pas de titre")
}

// lireEntete finds the columns by their headers, in any order: the Cnam renamed
// OPTAM-CO into OPTAM-ACO, and a column read for another would pass unseen.
func (c *classeur) lireEntete(ligne int, cellules []string) *dossier.Erreur {
	for i := range c.colonnes {
		c.colonnes[i] = -1
	}
	for j, cellule := range cellules {
		cle := cleColonne(cellule)
		if cle == "" {
			continue
		}
		i := indexCle(cle)
		switch {
		case i < 0:
			return c.refus("ccam-colonnes", ligne, indiceColonne(cle), "colonne inconnue : « %s »", abreger(nettoyer(cellule)))
		case c.colonnes[i] >= 0:
			return c.refus("ccam-colonnes", ligne, "", "deux colonnes « %s »", titres[i])
		}
		c.colonnes[i] = j
	}
	for i, j := range c.colonnes {
		if j < 0 {
			return c.refus("ccam-colonnes", ligne, "colonnes attendues : "+strings.Join(titres[:], ", "), "colonne absente : « %s »", titres[i])
		}
	}
	c.etape = corps
	return nil
}

// cleColonne keeps of a header what editions do not change: what comes before
// the slash and the parenthesis, without accents nor line breaks.
func cleColonne(s string) string {
	if i := strings.IndexAny(s, "/("); i >= 0 {
		s = s[:i]
	}
	return dossier.Normaliser(nettoyer(strings.ReplaceAll(s, ".", " ")))
}

func indexCle(cle string) int {
	for i, c := range cles {
		if c == cle {
			return i
		}
	}
	return -1
}

func indiceColonne(cle string) string {
	if i := indexCle(dossier.PlusProche(cle, cles[:])); i >= 0 {
		return "vouliez-vous dire « " + titres[i] + " » ?"
	}
	return "colonnes attendues : " + strings.Join(titres[:], ", ")
}

// abreger cuts what a message quotes.
func abreger(s string) string {
	const longueur = 80
	if r := []rune(s); len(r) > longueur {
		return string(r[:longueur]) + "…"
	}
	return s
}
