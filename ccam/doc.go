// Package ccam holds the whole CCAM, the French table of technical medical
// acts: every act × activity × phase, both tariff grids, in each edition known.
//
// A line is named by its [Numero]. An [Edition] is one numbered publication of
// the Cnam, in force from its first day until the next one; prices between two
// editions are those of the older, save for the few dated prices of
// [Table.Releve], read in other sources.
//
//	t := ccam.Officielle()
//	n, _ := t.Trouver("DEQP003", 1, 0)
//	l, _ := t.Ligne(n, 81)
//	l.Optam // 14.77
//	t.Chercher("frottis", 5) // by plain words
//
// The data are written in donnees/, whose LISEZMOI.md states origin, licences
// and doubts; go generate compiles them into one embedded string read in
// place: nothing is parsed when the program starts. [Table.Avec] adds a later
// edition on top and leaves the official table untouched.
//
// What no edition establishes is absent, never guessed: [Table.Ligne] answers
// false.
package ccam

import _ "embed"

//go:generate go run ../internal/gen ccam

// binaire is sliced by zccam.go.
//
//go:embed ccam.bin
var binaire string
