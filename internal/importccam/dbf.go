package importccam

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strings"

	"golang.org/x/text/encoding/charmap"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

// table reads one dBASE III or IV file, record after record. The format is
// small and R_PU_BASE has a million records: streaming it ourselves, one
// record in memory, was shorter than taming a library that loads them all.
type table struct {
	fichier     string
	r           *bufio.Reader
	champs      map[string]champ
	position    int64  // bytes read
	restent     uint32 // records announced and not read
	numero      int    // of the current record, from 1
	enregistree []byte // the current record, its flag included
}

// champ is where a field lies in a record.
type champ struct{ debut, fin int }

const (
	tailleEntete     = 32
	tailleChamp      = 32
	finDesChamps     = 0x0D
	finDeFichier     = 0x1A
	marqueSupprime   = '*'
	longueurNomChamp = 11
)

// ouvrirTable reads the header.
func ouvrirTable(fichier string, r io.Reader) (*table, *dossier.Erreur) {
	t := &table{fichier: fichier, r: bufio.NewReaderSize(r, 1<<18), champs: map[string]champ{}}
	var entete [tailleEntete]byte
	if e := t.lire(entete[:]); e != nil {
		return nil, e
	}
	t.restent = binary.LittleEndian.Uint32(entete[4:])
	enTete, enregistrement := int(binary.LittleEndian.Uint16(entete[8:])), int(binary.LittleEndian.Uint16(entete[10:]))
	if enTete <= tailleEntete || enregistrement < 2 {
		return nil, t.refus("ce n'est pas une table DBF : en-tête de %d octets, enregistrements de %d", enTete, enregistrement)
	}
	descripteurs := make([]byte, enTete-tailleEntete)
	if e := t.lire(descripteurs); e != nil {
		return nil, e
	}
	fin, e := t.lireChamps(descripteurs)
	if e != nil {
		return nil, e
	}
	if fin != enregistrement {
		return nil, t.refus("table DBF incohérente : des champs de %d octets dans des enregistrements de %d", fin, enregistrement)
	}
	t.enregistree = make([]byte, enregistrement)
	return t, nil
}

// lireChamps places the fields one after the other and returns where they end.
func (t *table) lireChamps(descripteurs []byte) (fin int, e *dossier.Erreur) {
	fin = 1 // the deletion flag
	for len(descripteurs) > 0 && descripteurs[0] != finDesChamps {
		if len(descripteurs) < tailleChamp {
			return 0, t.refus("descripteur de champ tronqué")
		}
		nom, _, _ := bytes.Cut(descripteurs[:longueurNomChamp], []byte{0})
		longueur := int(descripteurs[16])
		t.champs[strings.ToUpper(string(bytes.TrimSpace(nom)))] = champ{fin, fin + longueur}
		fin += longueur
		descripteurs = descripteurs[tailleChamp:]
	}
	return fin, nil
}

// colonnes finds the fields a table must have.
func (t *table) colonnes(noms ...string) ([]champ, *dossier.Erreur) {
	champs := make([]champ, len(noms))
	for i, nom := range noms {
		c, ok := t.champs[nom]
		if !ok {
			return nil, erreur("ccam-table", t.fichier, "la table n'a pas de champ %s", nom)
		}
		champs[i] = c
	}
	return champs, nil
}

// suivant reads the next record that is not deleted; false is the end.
func (t *table) suivant() (bool, *dossier.Erreur) {
	for t.restent > 0 {
		if e := t.lire(t.enregistree[:1]); e != nil {
			return false, e
		}
		if t.enregistree[0] == finDeFichier {
			return false, t.tronquee()
		}
		if e := t.lire(t.enregistree[1:]); e != nil {
			return false, e
		}
		t.restent--
		t.numero++
		if t.enregistree[0] != marqueSupprime {
			return true, nil
		}
	}
	// Only the end of the stream checks the sum of a zip.
	n, err := io.Copy(io.Discard, t.r)
	t.position += n
	return false, t.refuser(err)
}

func (t *table) lire(b []byte) *dossier.Erreur {
	n, err := io.ReadFull(t.r, b)
	t.position += int64(n)
	if err == nil {
		return nil // a million times: refuser allocates
	}
	return t.refuser(err)
}

// refuser says where the reading stopped.
func (t *table) refuser(err error) *dossier.Erreur {
	var refuse *dossier.Erreur
	switch {
	case err == nil:
		return nil
	case errors.As(err, &refuse):
		return refuse
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return t.tronquee()
	}
	return erreur("ccam-tronque", t.fichier, "octet %d : table illisible : %v", t.position, err)
}

func (t *table) tronquee() *dossier.Erreur {
	return erreur("ccam-tronque", t.fichier, "octet %d : table tronquée, il manque %d enregistrements", t.position, t.restent)
}

func (t *table) refus(format string, args ...any) *dossier.Erreur {
	return erreur("ccam-table", t.fichier, format, args...)
}

// octets returns a field without the spaces around it; it lives until the next
// record.
func (t *table) octets(c champ) []byte {
	return bytes.Trim(t.enregistree[c.debut:c.fin], " \x00")
}

// texte decodes a field as it is, spaces included. The archive is in cp850,
// whatever the language byte of its headers says.
func (t *table) texte(c champ) string {
	var b strings.Builder
	for _, o := range t.enregistree[c.debut:c.fin] {
		b.WriteRune(charmap.CodePage850.DecodeByte(o))
	}
	return b.String()
}

// jour reads a D field, AAAAMMJJ; blank is zero.
func (t *table) jour(c champ) (jour.Jour, bool) {
	b := t.octets(c)
	if len(b) == 0 || string(b) == "00000000" {
		return 0, true
	}
	if len(b) != len("AAAAMMJJ") {
		return 0, false
	}
	var n [8]int
	for i, o := range b {
		if o < '0' || o > '9' {
			return 0, false
		}
		n[i] = int(o - '0')
	}
	a, m, q := n[0]*1000+n[1]*100+n[2]*10+n[3], n[4]*10+n[5], n[6]*10+n[7]
	d := jour.De(a, m, q)
	ra, rm, rq := d.Date()
	return d, a > 0 && ra == a && rm == m && rq == q
}

// entier reads a small N field.
func (t *table) entier(c champ) (int, bool) {
	b := t.octets(c)
	n := 0
	for _, o := range b {
		if o < '0' || o > '9' || n > 1<<20 {
			return 0, false
		}
		n = n*10 + int(o-'0')
	}
	return n, len(b) > 0
}

// decimal reads an N or F field scaled by 10^decimales.
func (t *table) decimal(c champ, decimales int) (n int64, exact, ok bool) {
	d, ok := lireDecimal(string(t.octets(c)))
	if !ok {
		return 0, false, false
	}
	return d.entier(decimales)
}

// centimes reads the amounts of R_PU_BASE, "14.26", a million times.
func (t *table) centimes(c champ) (montant argent.Centimes, exact, ok bool) {
	b := t.octets(c)
	if point := len(b) - 3; point > 0 && point < 8 && b[point] == '.' {
		n := int64(0)
		for i, o := range b {
			if i == point {
				continue
			}
			if o < '0' || o > '9' {
				return 0, false, false
			}
			n = n*10 + int64(o-'0')
		}
		return argent.Centimes(n), true, true
	}
	n, exact, ok := t.decimal(c, 2)
	return argent.Centimes(n), exact, ok
}
