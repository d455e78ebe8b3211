package journal

import (
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
)

// Op is the operation of a step.
type Op uint8

// Operations. Lire and LireTaux take a value of the barème, Saisir one of the
// dossier; Noter states a fact and computes nothing.
const (
	OpLire Op = iota + 1
	OpLireTaux
	OpSaisir
	OpPlus
	OpMoins
	OpPart
	OpMin
	OpMax
	OpChoix
	OpNoter
	OpDifference
)

// String returns the name of the operation.
func (o Op) String() string {
	return [...]string{"", "lire", "lire_taux", "saisir", "plus", "moins", "part", "min", "max", "choix", "noter", "difference"}[o]
}

// SansSource is the source of a step that reads nothing.
const SansSource = ^uint16(0)

// Etape is one step: 32 bytes, no pointer. A and B are the numbers of earlier
// steps, counted from 1; 0 is none.
type Etape struct {
	Op      Op
	Arrondi argent.Arrondi
	Taux    bool // V is a rate, not an amount
	Regle   Regle
	Source  uint16 // Id of the value read, or SansSource
	A, B    int32
	// K is the literal of a read or an input; V the result.
	K, V int64
}

// Journal records steps. A nil *Journal records nothing and computes the same.
type Journal struct{ etapes []Etape }

// Vider forgets the steps and keeps the room.
func (j *Journal) Vider() {
	if j != nil {
		j.etapes = j.etapes[:0]
	}
}

// Etapes returns the steps recorded, in order; the slice is the journal's own.
func (j *Journal) Etapes() []Etape {
	if j == nil {
		return nil
	}
	return j.etapes
}

// Somme is an amount of the chain with the step that made it. Its zero is
// 0,00 € made by nobody.
type Somme struct {
	c         argent.Centimes
	pas       int32
	confiance bareme.Confiance
}

// Centimes returns the amount.
func (s Somme) Centimes() argent.Centimes { return s.c }

// Pas returns the number of the step that made the amount, or 0.
func (s Somme) Pas() int32 { return s.pas }

// Confiance returns the confidence of the least certain value behind s.
func (s Somme) Confiance() bareme.Confiance { return s.confiance }

// EstNulle tells whether the amount is zero.
func (s Somme) EstNulle() bool { return s.c == 0 }

// Quote is a rate of the chain with the step that made it.
type Quote struct {
	t         argent.Taux
	pas       int32
	confiance bareme.Confiance
}

// Taux returns the rate.
func (q Quote) Taux() argent.Taux { return q.t }

// Pas returns the number of the step that made the rate, or 0.
func (q Quote) Pas() int32 { return q.pas }

func (j *Journal) noter(e Etape) int32 {
	j.etapes = append(j.etapes, e)
	return int32(len(j.etapes))
}

// Lire takes an amount from the barème.
func (j *Journal) Lire(r Regle, l bareme.Lue) Somme {
	s := Somme{c: l.Centimes(), confiance: l.Confiance}
	if j != nil {
		s.pas = j.noter(Etape{Op: OpLire, Regle: r, Source: l.Id, K: l.V, V: l.V})
	}
	return s
}

// LireTaux takes a rate from the barème.
func (j *Journal) LireTaux(r Regle, l bareme.Lue) Quote {
	q := Quote{t: l.Taux(), confiance: l.Confiance}
	if j != nil {
		q.pas = j.noter(Etape{Op: OpLireTaux, Taux: true, Regle: r, Source: l.Id, K: l.V, V: l.V})
	}
	return q
}

// Saisir takes an amount from the dossier.
func (j *Journal) Saisir(r Regle, c argent.Centimes) Somme {
	s := Somme{c: c}
	if j != nil {
		s.pas = j.noter(Etape{Op: OpSaisir, Regle: r, Source: SansSource, K: int64(c), V: int64(c)})
	}
	return s
}

// SaisirTaux takes a rate from the dossier.
func (j *Journal) SaisirTaux(r Regle, t argent.Taux) Quote {
	q := Quote{t: t}
	if j != nil {
		q.pas = j.noter(Etape{Op: OpSaisir, Taux: true, Regle: r, Source: SansSource, K: int64(t), V: int64(t)})
	}
	return q
}

func (j *Journal) calculer(op Op, r Regle, a, b Somme, c argent.Centimes) Somme {
	s := Somme{c: c, confiance: max(a.confiance, b.confiance)}
	if j != nil {
		s.pas = j.noter(Etape{Op: op, Regle: r, Source: SansSource, A: a.pas, B: b.pas, V: int64(c)})
	}
	return s
}

// Plus returns a + b.
func (j *Journal) Plus(r Regle, a, b Somme) Somme { return j.calculer(OpPlus, r, a, b, a.c+b.c) }

// Moins returns a − b, which may be negative.
func (j *Journal) Moins(r Regle, a, b Somme) Somme { return j.calculer(OpMoins, r, a, b, a.c-b.c) }

// Difference returns a − b, or zero where b is the greater.
func (j *Journal) Difference(r Regle, a, b Somme) Somme {
	return j.calculer(OpDifference, r, a, b, max(0, a.c-b.c))
}

// Min returns the lesser of a and b.
func (j *Journal) Min(r Regle, a, b Somme) Somme { return j.calculer(OpMin, r, a, b, min(a.c, b.c)) }

// Max returns the greater of a and b.
func (j *Journal) Max(r Regle, a, b Somme) Somme { return j.calculer(OpMax, r, a, b, max(a.c, b.c)) }

// Part returns the part q of a, rounded as arrondi says.
func (j *Journal) Part(r Regle, a Somme, q Quote, arrondi argent.Arrondi) Somme {
	s := Somme{c: q.t.De(a.c, arrondi), confiance: max(a.confiance, q.confiance)}
	if j != nil {
		s.pas = j.noter(Etape{Op: OpPart, Arrondi: arrondi, Regle: r, Source: SansSource, A: a.pas, B: q.pas, V: int64(s.c)})
	}
	return s
}

// PlusTaux returns a + b.
func (j *Journal) PlusTaux(r Regle, a, b Quote) Quote { return j.composer(OpPlus, r, a, b, a.t+b.t) }

// MoinsTaux returns a − b.
func (j *Journal) MoinsTaux(r Regle, a, b Quote) Quote { return j.composer(OpMoins, r, a, b, a.t-b.t) }

// ChoixTaux takes the rate pris because of the rule r, and records sinon, the
// rate that would have applied without it.
func (j *Journal) ChoixTaux(r Regle, pris, sinon Quote) Quote {
	return j.composer(OpChoix, r, pris, sinon, pris.t)
}

func (j *Journal) composer(op Op, r Regle, a, b Quote, t argent.Taux) Quote {
	q := Quote{t: t, confiance: max(a.confiance, b.confiance)}
	if op == OpChoix {
		q.confiance = a.confiance
	}
	if j != nil {
		q.pas = j.noter(Etape{Op: op, Taux: true, Regle: r, Source: SansSource, A: a.pas, B: b.pas, V: int64(t)})
	}
	return q
}

// Choix takes the amount pris because of the rule r, and records sinon, the
// amount that would have stood without it.
func (j *Journal) Choix(r Regle, pris, sinon Somme) Somme {
	s := j.calculer(OpChoix, r, pris, sinon, pris.c)
	s.confiance = pris.confiance
	return s
}

// Noter states that the rule r applied, with no amount.
func (j *Journal) Noter(r Regle) {
	if j != nil {
		j.noter(Etape{Op: OpNoter, Regle: r, Source: SansSource})
	}
}
