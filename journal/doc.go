// Package journal is arithmetic that records its own steps.
//
// Amounts inside the chain are [Somme]s; the only way to combine them is a
// method of [Journal]. With a nil journal the method just computes. With one
// it also appends an [Etape]: which operation, under which [Regle], on which
// earlier steps, with which literal, giving what. One cannot compute without
// tracing, so an explanation cannot drift from the result; [Rejouer] computes
// every step again from what it cites and must find the same cents.
//
// A Somme also carries the confidence of the least certain value it comes
// from: a result is never surer than its sources.
package journal
