package lot

import (
	"context"
	"io"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
)

// Format is the writing of a file.
type Format uint8

// Formats.
const (
	CSV Format = iota
	NDJSON
)

// String returns the usual extension, without its dot.
func (f Format) String() string {
	if f == NDJSON {
		return "ndjson"
	}
	return "csv"
}

// FormatDe returns the format that the extension of a file name announces:
// .csv, .ndjson or .jsonl, whatever its case.
//
// Errors: format-inconnu.
func FormatDe(nom string) (Format, error) {
	switch strings.ToLower(filepath.Ext(nom)) {
	case ".csv":
		return CSV, nil
	case ".ndjson", ".jsonl":
		return NDJSON, nil
	}
	return CSV, &dossier.Erreur{Code: "format-inconnu", Message: "format inconnu : « " + nom + " »",
		Indice: "extensions : .csv, .ndjson, .jsonl ; ou dites le format"}
}

// Options says what to compute and how. Its zero reads and writes CSV, follows
// the official barème and uses every core.
type Options struct {
	Entree, Sortie Format
	// Bareme is the table to follow; nil is the official one.
	Bareme *bareme.Bareme
	// Travailleurs is the number of goroutines that compute; 0 is one a core.
	Travailleurs int
	// Progres, if not nil, is told the rows written and the bytes read so far,
	// once in a while, from the goroutine that called [Calculer].
	Progres func(lignes, octets int64)
}

// Calculer prices the rows of in and writes them to out, in the same order.
// The memory it takes depends neither on the number of rows nor on in.
//
// Errors that concern the whole input are *[dossier.Erreur]: fichier-vide,
// colonne-manquante, colonne-double, colonne-reservee, guillemet-ouvert and
// ligne-trop-longue (of the header). Failures of in and out wrap their cause
// next to lecture-impossible or ecriture-impossible. When ctx ends, its error
// is returned at once: a Write in progress is waited for, a Read is not, so in
// may be read from once more after that.
//
// With an error, the Bilan tells of the rows already written.
func Calculer(ctx context.Context, in io.Reader, out io.Writer, o Options) (Bilan, error) {
	return calculer(ctx, in, out, o, ordinaires)
}

// reglages are the sizes, in bytes, that tests shrink.
type reglages struct {
	// bloc is what is read at once and given to one worker.
	bloc int
	// ligneMax bounds a row, its end excluded.
	ligneMax int
	// sortie is when a worker hands over what it has written so far.
	sortie int
}

var ordinaires = reglages{bloc: 256 << 10, ligneMax: 1 << 20, sortie: 1 << 20}

func (o Options) completer() Options {
	if o.Bareme == nil {
		o.Bareme = bareme.Officiel()
	}
	if o.Travailleurs <= 0 {
		o.Travailleurs = runtime.GOMAXPROCS(0)
	}
	return o
}

// erreurFlux is a failure of the input or of the output: coded like every
// error, without hiding its cause from errors.Is.
type erreurFlux struct {
	*dossier.Erreur
	cause error
}

func (e erreurFlux) Unwrap() []error { return []error{e.Erreur, e.cause} }

func echecLecture(err error) error {
	return erreurFlux{&dossier.Erreur{Code: "lecture-impossible", Message: "lecture interrompue : " + err.Error()}, err}
}

func echecEcriture(err error) error {
	return erreurFlux{&dossier.Erreur{Code: "ecriture-impossible", Message: "écriture interrompue : " + err.Error()}, err}
}
