package ccam

import (
	"github.com/opposable/opposable/jour"
)

// Numero identifies a line (act, activity, phase) of a [Table]. Official
// numbers are the same in every table derived from it.
type Numero uint16

// Edition is the number of a publication of the CCAM: 67, 78, 81. Zero is no
// edition: an older dated price.
type Edition uint16

// Entete describes an edition: its first day of effect, and the mention to
// show with its prices.
type Entete struct {
	Edition Edition
	Depuis  jour.Jour
	Source  string
}

// Table is a complete CCAM, immutable and safe for concurrent use.
//
// Its parts are strings of fixed-size little-endian records, so that the
// official table is the embedded file itself. Acts are indexed in the order of
// their codes, lines by Numero.
type Table struct {
	// actes holds the codes, 7 bytes each, sorted.
	actes string
	// debuts holds, per act and once more at the end, the index in ordre of
	// its first line (2 bytes).
	debuts string
	// ordre holds the Numero of each line by code, activity, phase (2 bytes).
	ordre string
	// lignes holds, per line, its act (2 bytes), activity and phase.
	lignes string
	// libelles holds the label of each line, or "".
	libelles suite
	// editions are newest first.
	editions []edition
	// releves are sorted by line, then newest first.
	releves []releve
	index   index
}

// edition pairs a heading with its records, indexed by Numero: see [lireLigne].
type edition struct {
	Entete
	lignes string
}

const tailleCode = 7

func u16(s string, i int) int { return int(s[2*i]) | int(s[2*i+1])<<8 }

func u32(s string, i int) int { return u16(s, 2*i) | u16(s, 2*i+1)<<16 }

// Officielle returns the table of the editions published with the program.
func Officielle() *Table { return &officielle }

// nombreActes and nombreLignes are the sizes of the table.
func (t *Table) nombreActes() int  { return len(t.actes) / tailleCode }
func (t *Table) nombreLignes() int { return len(t.lignes) / 4 }

// Connait tells whether the line is in the table.
func (t *Table) Connait(n Numero) bool { return int(n) < t.nombreLignes() }

func (t *Table) codeActe(a int) string { return t.actes[tailleCode*a : tailleCode*(a+1)] }

// chercherActe returns the index of the first act whose code is at least code.
func (t *Table) chercherActe(code string) int {
	lo, hi := 0, t.nombreActes()
	for lo < hi {
		m := (lo + hi) / 2
		if t.codeActe(m) < code {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

func (t *Table) acte(code string) (int, bool) {
	a := t.chercherActe(code)
	return a, a < t.nombreActes() && t.codeActe(a) == code
}

// premiere returns the first line of an act.
func (t *Table) premiere(a int) Numero { return Numero(u16(t.ordre, u16(t.debuts, a))) }

// Existe tells whether one edition at least has the act. Codes are in capitals.
func (t *Table) Existe(code string) bool {
	_, ok := t.acte(code)
	return ok
}

// Trouver returns the line of that act, activity and phase, whatever the edition.
func (t *Table) Trouver(code string, activite, phase uint8) (Numero, bool) {
	a, ok := t.acte(code)
	if !ok {
		return 0, false
	}
	for i := u16(t.debuts, a); i < u16(t.debuts, a+1); i++ {
		if n := Numero(u16(t.ordre, i)); t.Activite(n) == activite && t.Phase(n) == phase {
			return n, true
		}
	}
	return 0, false
}

// Premiere returns the first line of the act: lowest activity, then phase.
func (t *Table) Premiere(code string) (Numero, bool) {
	a, ok := t.acte(code)
	if !ok {
		return 0, false
	}
	return t.premiere(a), true
}

// Lignes returns every line of an act, by activity then phase, whatever the
// edition; nil for an unknown code.
func (t *Table) Lignes(code string) []Numero {
	a, ok := t.acte(code)
	if !ok {
		return nil
	}
	var l []Numero
	for i := u16(t.debuts, a); i < u16(t.debuts, a+1); i++ {
		l = append(l, Numero(u16(t.ordre, i)))
	}
	return l
}

// Code returns the code of the act: "DEQP003".
func (t *Table) Code(n Numero) string { return t.codeActe(u16(t.lignes, 2*int(n))) }

// Activite returns who the line pays: 1 the main practitioner, 2 and 3 others,
// 4 anaesthesia, 5 extracorporeal circulation.
func (t *Table) Activite(n Numero) uint8 { return t.lignes[4*int(n)+2] }

// Phase returns the phase of treatment of the line, 0 for an act of one phase.
func (t *Table) Phase(n Numero) uint8 { return t.lignes[4*int(n)+3] }

// Libelle returns the label of the line, or of its act when the line has none
// of its own; "" when nobody published it under a free licence.
func (t *Table) Libelle(n Numero) string {
	if s := t.libellePropre(n); s != "" {
		return s
	}
	return t.libellePropre(t.premiere(u16(t.lignes, 2*int(n))))
}

func (t *Table) libellePropre(n Numero) string {
	return t.libelles.texte(int(n))
}

// Editions describes the editions, newest first.
func (t *Table) Editions() []Entete {
	l := make([]Entete, len(t.editions))
	for i := range t.editions {
		l[i] = t.editions[i].Entete
	}
	return l
}

// Ligne returns the line as edition e states it; false if e is not in the
// table, or if nothing establishes that the line was in it.
func (t *Table) Ligne(n Numero, e Edition) (Ligne, bool) {
	for i := range t.editions {
		if t.editions[i].Edition == e {
			return lireLigne(t.editions[i].lignes, int(n))
		}
	}
	return Ligne{}, false
}
