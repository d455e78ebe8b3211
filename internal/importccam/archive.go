package importccam

import (
	"archive/zip"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/opposable/opposable/dossier"
)

// source is where a table of the archive can be read.
type source struct {
	fichier string // as people see it: the zip, then the table
	taille  int64
	ouvrir  func() (io.ReadCloser, error)
}

// lecteur holds the tables of an archive and how much of them was read.
type lecteur struct {
	carnet
	bornes  limites
	sources map[string]source
	zips    []*zip.ReadCloser
	numero  int
	suivi   func(lus, total int64)
	lus     int64
	total   int64
}

func (l *lecteur) fermer() {
	for _, z := range l.zips {
		z.Close()
	}
}

// estDBF recognises a table by its name.
func estDBF(nom string) bool { return strings.EqualFold(path.Ext(filepath.ToSlash(nom)), ".dbf") }

// motifNumero finds the edition in CCAM08400_DBF_PART1.zip, which sometimes
// loses its first zero.
var motifNumero = regexp.MustCompile(`(?i)CCAM0?(\d{2,3})\d{2}_DBF`)

// recenser finds the tables in files, folders and zips.
func (l *lecteur) recenser(fichiers []string) *dossier.Erreur {
	for _, nom := range fichiers {
		i, err := os.Stat(nom)
		if err != nil {
			return erreurFichier(nom, err)
		}
		if !i.IsDir() {
			if e := l.recenserFichier(nom, i.Size()); e != nil {
				return e
			}
			continue
		}
		l.noterNumero(nom)
		var e *dossier.Erreur
		err = filepath.WalkDir(nom, func(chemin string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !(estDBF(chemin) || strings.EqualFold(filepath.Ext(chemin), ".zip")) {
				return err
			}
			i, err := d.Info()
			if err != nil {
				return err
			}
			if e = l.recenserFichier(chemin, i.Size()); e != nil {
				return fs.SkipAll
			}
			return nil
		})
		switch {
		case e != nil:
			return e
		case err != nil:
			return erreurFichier(nom, err)
		}
	}
	return nil
}

func (l *lecteur) recenserFichier(nom string, taille int64) *dossier.Erreur {
	l.noterNumero(nom)
	if estDBF(nom) {
		l.ajouter(nom, source{nom, taille, func() (io.ReadCloser, error) { return os.Open(nom) }})
		return nil
	}
	z, err := zip.OpenReader(nom)
	if err != nil {
		return erreur("ccam-tronque", nom, "archive zip tronquée ou abîmée : %v", err)
	}
	l.zips = append(l.zips, z)
	for _, m := range z.File {
		if estDBF(m.Name) {
			l.ajouter(m.Name, source{filepath.Base(nom) + "/" + m.Name, int64(m.UncompressedSize64), m.Open})
		}
	}
	return nil
}

func (l *lecteur) ajouter(nom string, s source) {
	base := path.Base(filepath.ToSlash(nom))
	cle := strings.ToUpper(strings.TrimSuffix(base, path.Ext(base)))
	if deja, double := l.sources[cle]; double {
		l.noter(s.fichier, 0, "", "table en double, écartée : %s est lue dans %s", cle, deja.fichier)
		return
	}
	l.sources[cle] = s
}

// noterNumero reads the edition in the name of a file; parts of different
// editions have been published together.
func (l *lecteur) noterNumero(nom string) {
	m := motifNumero.FindStringSubmatch(filepath.Base(nom))
	if m == nil {
		return
	}
	n, _ := strconv.Atoi(m[1])
	if l.numero != 0 && n != l.numero {
		l.noter(nom, 0, "", "parties de versions différentes : %d et %d", l.numero, n)
	}
	l.numero = max(l.numero, n)
}

// exiger refuses an archive without one of these tables.
func (l *lecteur) exiger(tables ...string) *dossier.Erreur {
	var absentes []string
	for _, t := range tables {
		if _, ok := l.sources[t]; !ok {
			absentes = append(absentes, t)
		}
	}
	switch {
	case len(absentes) == len(tables):
		return erreur("ccam-table", "", "aucune table de la CCAM : il manque %s", strings.Join(absentes, ", "))
	case len(absentes) > 0:
		e := erreur("ccam-table", "", "il manque à l'archive : %s", strings.Join(absentes, ", "))
		e.Indice = "l'archive est publiée en plusieurs parties : donnez-les toutes"
		return e
	}
	return nil
}

// parcourir gives every record of a table to lire, once its fields are found.
// An optional table that is absent has none.
func (l *lecteur) parcourir(nom string, champs []string, lire func(t *table, c []champ) *dossier.Erreur) *dossier.Erreur {
	s, ok := l.sources[nom]
	if !ok {
		return nil
	}
	f, err := s.ouvrir()
	if err != nil {
		return erreurFichier(s.fichier, err)
	}
	defer f.Close()
	t, e := ouvrirTable(s.fichier, &compteur{f, l, s.fichier})
	if e != nil {
		return e
	}
	c, e := t.colonnes(champs...)
	if e != nil {
		return e
	}
	for {
		if ok, e := t.suivant(); !ok || e != nil {
			return e
		}
		if e := lire(t, c); e != nil {
			return e
		}
	}
}

// compteur bounds what comes out of the zips, whatever their headers promise,
// and reports progress.
type compteur struct {
	r       io.Reader
	l       *lecteur
	fichier string
}

func (c *compteur) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.l.lus += int64(n)
	c.l.suivi(min(c.l.lus, c.l.total), c.l.total)
	if c.l.lus > c.l.bornes.decompacte {
		return n, erreur("ccam-trop-grand", c.fichier, "plus de %d octets une fois décompacté : ce n'est pas l'archive de la CCAM", c.l.bornes.decompacte)
	}
	return n, err
}
