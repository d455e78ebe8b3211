package importccam

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"github.com/opposable/opposable/dossier"
)

func lireCSV(nom string, suivi func(lus, total int64), bornes limites) (*Edition, []Remarque, *dossier.Erreur) {
	f, _, e := ouvrirBorne(nom, bornes.classeur)
	if e != nil {
		return nil, nil, e
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, bornes.classeur))
	if err != nil {
		return nil, nil, erreurFichier(nom, err)
	}
	return lireTexteCSV(nom, b, suivi, bornes)
}

// lireTexteCSV reads what spreadsheets export: commas, semicolons or tabs, in
// UTF-8, UTF-16 or Windows-1252.
func lireTexteCSV(nom string, b []byte, suivi func(lus, total int64), bornes limites) (*Edition, []Remarque, *dossier.Erreur) {
	c := nouveauClasseur(nom, bornes)
	b, e := c.enUTF8(b)
	if e != nil {
		return nil, nil, e
	}
	r := csv.NewReader(bytes.NewReader(b))
	r.Comma = separateur(b)
	r.FieldsPerRecord = -1
	r.LazyQuotes = true // stray quotes are one of the known defects
	r.ReuseRecord = true
	for {
		cellules, err := r.Read()
		if errors.Is(err, io.EOF) {
			return c.fin()
		}
		if err != nil {
			return nil, nil, erreur("ccam-fichier", nom, "octet %d : CSV illisible : %v", r.InputOffset(), err)
		}
		ligne, _ := r.FieldPos(0)
		if e := c.lire(ligne, cellules); e != nil {
			return nil, nil, e
		}
		suivi(r.InputOffset(), int64(len(b)))
	}
}

// enUTF8 follows the byte order mark; without one, text that is not UTF-8 is
// the Windows-1252 of French spreadsheets.
func (c *classeur) enUTF8(b []byte) ([]byte, *dossier.Erreur) {
	repli := encoding.Nop.NewDecoder()
	utf16 := bytes.HasPrefix(b, []byte("\xff\xfe")) || bytes.HasPrefix(b, []byte("\xfe\xff"))
	if !utf16 && !utf8.Valid(b) {
		repli = charmap.Windows1252.NewDecoder()
		c.noter(c.fichier, 0, "", "texte lu en Windows-1252 : ce n'est pas de l'UTF-8")
	}
	b, _, err := transform.Bytes(unicode.BOMOverride(repli), b)
	if err != nil {
		return nil, erreur("ccam-fichier", c.fichier, "texte illisible : %v", err)
	}
	return b, nil
}

// separateur is the most frequent mark of the first two lines, where no text
// has commas of its own.
func separateur(b []byte) rune {
	debut := b
	if i := bytes.IndexByte(b, '\n'); i >= 0 {
		if j := bytes.IndexByte(b[i+1:], '\n'); j >= 0 {
			debut = b[:i+1+j]
		}
	}
	choisi, nombre := ',', 0
	for _, s := range ",;\t" {
		if n := bytes.Count(debut, []byte(string(s))); n > nombre {
			choisi, nombre = s, n
		}
	}
	return choisi
}
