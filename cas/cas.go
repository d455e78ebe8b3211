// Package cas holds the reference cases: what a doctor or a jurist can read,
// check against its source and run.
//
// A case is a sentence, a source, a question (soit: the dossier, as everywhere)
// and an answer (alors: only what the source states). There is no tolerance: an
// amount is right to the cent or wrong. Published figures that the law or the
// engine contradicts are not bent: they are kept as divergences, with both
// figures and the reason.
//
// The files lie in one directory per theme, as YAML, or as CSV for the large
// tables; their grammar is that of [Lire] and [LireDivergences].
package cas

import (
	"embed"

	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/internal/lecture"
	"github.com/opposable/opposable/jour"
)

// Fichiers holds every case and divergence.
//
//go:embed */*.yaml */*.csv divergences.yaml
var Fichiers embed.FS

// Nature is the kind of source a case rests on.
type Nature uint8

// Natures of sources: a public body or a legal text; the press, an insurer, a
// union; the arithmetic of the law done by hand; a fault once met.
const (
	Officiel Nature = iota
	Publie
	Calcul
	Regression
	nombreNatures = iota
)

var motsNature = [nombreNatures]string{"officiel", "publie", "calcul", "regression"}

// String returns the word of the files.
func (n Nature) String() string { return motsNature[n] }

// Source says where the figures of a case come from.
type Source struct {
	Nature   Nature
	Titre    string
	URL      string
	Consulte jour.Jour
}

// Attendu is one figure, or one code, that a source states.
type Attendu struct {
	Champ  string
	Valeur string
}

// Cas is one reference case.
type Cas struct {
	// Nom is the sentence that names the case.
	Nom string
	// Theme is its directory, Fichier and Ligne where it is written.
	Theme   string
	Fichier string
	Ligne   int
	Source  Source
	// Calcul is the arithmetic, compulsory when the source is a computation.
	Calcul string
	Alors  []Attendu
	question
}

// Divergence is a published figure that the engine does not give, and why.
type Divergence struct {
	Nom     string
	Fichier string
	Ligne   int
	Source  Source
	// Publie is what the source prints, Moteur what the engine gives.
	Publie, Moteur []Attendu
	Raison         string
	// Lecture tells the fields of the dossier under which the engine gives the
	// published figures; empty when there are none.
	Lecture string
	question
	autre question
}

// question is a dossier as written, and what reading it gave.
type question struct {
	dossier dossier.Dossier
	illu    error
	soit    lecture.Noeud
}

func poser(n lecture.Noeud) question {
	d, err := dossier.Decoder(n.JSON())
	return question{d, err, n}
}

// Dossier returns the question; the error is that of a dossier written to be
// refused.
func (q question) Dossier() (dossier.Dossier, error) { return q.dossier, q.illu }

// Soit returns the question as JSON.
func (q question) Soit() []byte { return q.soit.JSON() }
