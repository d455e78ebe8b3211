// Package lot prices files: each row becomes a dossier, the engine computes it,
// and the columns of the décompte are added to those of the row.
//
//	bilan, err := lot.Calculer(ctx, in, out, lot.Options{Entree: lot.CSV, Sortie: lot.CSV})
//
// It holds no rule and no number. A row that cannot be priced keeps its
// columns and gets a code in "erreur"; it never stops the run, and the [Bilan]
// counts it. Only what makes the whole file meaningless is an error of
// [Calculer]: no row at all, a required column missing, a name written twice.
//
// # CSV
//
// The first row names the columns, in any order, separated by ',' or ';' (the
// header tells which). The text is UTF-8, with or without a byte order mark;
// rows end with LF or CRLF; quotes follow RFC 4180, newlines inside them
// included. What RFC 4180 does not allow is kept literally: a quote inside a
// bare field, or text after a closing quote. The output has the separator, the
// mark and the line ends of the input, and its rows are copied byte for byte;
// a field is quoted anew only where its writing was not RFC 4180.
//
// Columns read: date, acte, specialite and secteur, which are required, then
// option, parcours, age, naissance, medecin_traitant, exoneration, aide,
// regime, zone, honoraires, tiers_payant, contrat and garantie. The columns
// id, patient and praticien are opaque, and any other passes through; a name
// that looks like a known one is listed in [Bilan.Indices]. Each row stands
// alone: the yearly caps of a patient are not followed from row to row.
//
// "acte" is a list of codes (CS+MCS) or a nature and its circumstances
// (consultation+nuit+regule). Amounts take both decimal marks.
//
// A row with too few fields is padded with empty ones; with too many, the last
// input column holds the rest of the row as it was written, so that nothing is
// lost. A quote that never closes spoils its own line only. A row of more than
// one mebibyte keeps the fields that end before that bound. Blank lines are no
// rows.
//
// # NDJSON
//
// One object a line, either flat, with the names of the columns and strings or
// numbers as values (but an amount is a text, as everywhere), or a whole dossier as package dossier reads it. The output
// is the object followed by the members of the décompte: amounts are strings,
// "avertissements" is an array, and "erreur", an object, comes alone when there
// is one. A line that is no such object comes back inside "entree".
//
// From CSV to NDJSON each field becomes a string, in which bytes that are not
// UTF-8 are replaced, and counted. From NDJSON to CSV the columns are the known
// ones and those of the first object; other members are left out, and counted.
package lot
