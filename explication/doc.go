// Package explication tells the story of a décompte: the steps of the journal
// become sentences, tables, JSON and a picture, in French or English, for a
// patient, a practitioner or a jurist.
//
// It computes nothing and never says a number that is not a step.
package explication
