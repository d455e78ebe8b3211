package lot

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/dossier"
)

// Bilan is the summary of a run.
type Bilan struct {
	// Lignes counts the rows written, EnErreur those among them that were not
	// priced.
	Lignes   int64 `json:"lignes"`
	EnErreur int64 `json:"en_erreur"`
	// Octets counts the bytes read.
	Octets int64  `json:"octets"`
	Totaux Totaux `json:"totaux"`
	// Fautes has one entry for each code of error, the most frequent first.
	Fautes []Faute `json:"fautes,omitempty"`
	// Indices are sentences on columns whose name looks like a known one.
	Indices []string `json:"indices,omitempty"`
	// Perdus are the members that the columns of a CSV could not hold.
	Perdus []Perte `json:"perdus,omitempty"`
	// TextesAlteres counts the fields that were not UTF-8, and that JSON cannot
	// hold as they were.
	TextesAlteres int64 `json:"textes_alteres,omitempty"`
}

// Totaux adds up the rows that were priced.
type Totaux struct {
	Honoraires   argent.Centimes `json:"honoraires"`
	AMO          argent.Centimes `json:"amo"`
	Aide         argent.Centimes `json:"aide"`
	AMC          argent.Centimes `json:"amc"`
	ResteACharge argent.Centimes `json:"reste_a_charge"`
}

// Faute is one code of error: how many rows bear it, and the first of them.
type Faute struct {
	Code   string `json:"code"`
	Nombre int64  `json:"nombre"`
	// Ligne is the line of the file where the first of these rows begins,
	// counted from 1, header and blank lines included.
	Ligne   int64           `json:"ligne"`
	Exemple *dossier.Erreur `json:"exemple"`
}

// Perte is a member left out, and how many times.
type Perte struct {
	Nom    string `json:"nom"`
	Nombre int64  `json:"nombre"`
}

// compte is what one block adds to the Bilan.
type compte struct {
	lignes, enErreur int64
	totaux           Totaux
	fautes           []Faute
}

func (c *compte) vider() { *c = compte{fautes: c.fautes[:0]} }

func (t *Totaux) ajouter(u Totaux) {
	t.Honoraires += u.Honoraires
	t.AMO += u.AMO
	t.Aide += u.Aide
	t.AMC += u.AMC
	t.ResteACharge += u.ResteACharge
}

// juste counts a row that was priced.
func (c *compte) juste(d *opposable.Decompte) {
	c.lignes++
	c.totaux.ajouter(Totaux{d.Honoraires, d.AMO, d.Aide, d.AMC, d.ResteACharge})
}

// faux counts a row in error; avant is what its block holds before it, and
// premiere the line of the file where the block begins.
func (c *compte) faux(e *dossier.Erreur, avant []byte, premiere int64) {
	c.lignes++
	c.enErreur++
	for i := range c.fautes {
		if c.fautes[i].Code == e.Code {
			c.fautes[i].Nombre++
			return
		}
	}
	ligne := premiere + int64(bytes.Count(avant, finDeLigne))
	c.fautes = append(c.fautes, Faute{Code: e.Code, Nombre: 1, Ligne: ligne, Exemple: e})
}

var finDeLigne = []byte{'\n'}

// ajouter adds a block, after the ones that come before it in the file.
func (b *Bilan) ajouter(c *compte) {
	b.Lignes += c.lignes
	b.EnErreur += c.enErreur
	b.Totaux.ajouter(c.totaux)
	for _, f := range c.fautes {
		i := slices.IndexFunc(b.Fautes, func(g Faute) bool { return g.Code == f.Code })
		if i < 0 {
			b.Fautes = append(b.Fautes, f)
			continue
		}
		b.Fautes[i].Nombre += f.Nombre
	}
}

// clore puts the lists in an order that does not depend on the workers.
func (b *Bilan) clore(perdus map[string]int64) {
	slices.SortFunc(b.Fautes, func(x, y Faute) int {
		return cmp.Or(cmp.Compare(y.Nombre, x.Nombre), cmp.Compare(x.Code, y.Code))
	})
	for nom, n := range perdus {
		b.Perdus = append(b.Perdus, Perte{nom, n})
	}
	slices.SortFunc(b.Perdus, func(x, y Perte) int {
		return cmp.Or(cmp.Compare(y.Nombre, x.Nombre), cmp.Compare(x.Nom, y.Nom))
	})
}
