// Package dossier is the question: who was seen, by whom, when, for what, at
// what price. It decodes it, validates it and says what is wrong with it; it
// knows no tariff and no rule.
//
// The JSON form is the contract that other programs rely on. It is read
// strictly: an unknown field is refused with the nearest known name, an amount
// is a string ("30.00") and never a bare number, and each error carries a
// stable code, a sentence, a hint and the path of the field.
package dossier
