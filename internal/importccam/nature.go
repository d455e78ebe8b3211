package importccam

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"strings"

	"github.com/opposable/opposable/dossier"
)

// nature is what a file is, whatever its extension says.
type nature uint8

const (
	archive nature = iota
	classeurXLSX
	classeurCSV
)

var (
	debutZip = []byte("PK\x03\x04")
	debutOLE = []byte("\xd0\xcf\x11\xe0") // .xls, and an encrypted .xlsx
)

// natureDe looks at the first bytes: files are often renamed, and a workbook
// is a zip too.
func natureDe(nom string) (nature, *dossier.Erreur) {
	f, err := os.Open(nom)
	if err != nil {
		return 0, erreurFichier(nom, err)
	}
	defer f.Close()
	i, err := f.Stat()
	if err != nil {
		return 0, erreurFichier(nom, err)
	}
	if i.IsDir() || estDBF(nom) {
		return archive, nil
	}
	debut := make([]byte, 4)
	n, err := io.ReadFull(f, debut)
	if err != nil && n == 0 {
		return 0, erreur("ccam-fichier", nom, "fichier vide")
	}
	switch {
	case bytes.Equal(debut, debutOLE):
		e := erreur("ccam-fichier", nom, "classeur à l'ancien format .xls, ou protégé par un mot de passe")
		e.Indice = "ouvrez-le dans un tableur et enregistrez-le en .xlsx ou en CSV"
		return 0, e
	case bytes.Equal(debut, debutZip):
		return natureDuZip(nom, f, i.Size())
	}
	return classeurCSV, nil
}

func natureDuZip(nom string, f *os.File, taille int64) (nature, *dossier.Erreur) {
	z, err := zip.NewReader(f, taille)
	if err != nil {
		return 0, erreur("ccam-tronque", nom, "archive zip tronquée ou abîmée : %v", err)
	}
	for _, m := range z.File {
		switch {
		case strings.EqualFold(m.Name, "xl/workbook.xml"):
			return classeurXLSX, nil
		case estDBF(m.Name):
			return archive, nil
		}
	}
	e := erreur("ccam-fichier", nom, "archive zip sans table .dbf")
	e.Indice = "si elle contient le classeur, extrayez-le d'abord"
	return 0, e
}
