// Package bareme holds the dated parameters of the law: tariffs, rates, caps.
//
// They are written by people in donnees/*.yaml, one file per legal object,
// newest value first, one source per value, and compiled by go generate into
// typed keys: a misspelt key does not compile, a read costs nanoseconds and
// nothing is parsed when the program starts.
//
// Reading goes through an [Etat], the law of one day in one zone:
//
//	e := bareme.Officiel().Au(d, dossier.Metropole)
//	e.Montant(bareme.ParticipationForfaitaire) // always there inside the coverage
//	e.Tarif(bareme.G)                          // may not exist that day
//
// Before [Couverture] nothing is answered; after the last value the law goes
// on. Each read carries the number of the dated value, hence its source, at no
// cost. [Bareme.Avec] overlays a réforme, [Bareme.ConnuAu] hides what was
// published later; both leave the official table untouched.
package bareme

//go:generate go run ../internal/gen bareme
