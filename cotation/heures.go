package cotation

import (
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

// horaires are the circumstances that the day and the hour settle.
const horaires = dossier.Nuit | dossier.NuitProfonde | dossier.DimancheFerie | dossier.SamediGarde | dossier.HorairesEtendus

// Hours of the nomenclature, in minutes: night from 20 h to 8 h, its middle
// from 0 h to 6 h, duty on Saturday from noon (avenant 27; a page of the Cnam
// says 2 pm), extended hours from 19 h to 21 h.
const (
	finMilieuDeNuit = 6 * 60
	finDeNuit       = 8 * 60
	midi            = 12 * 60
	debutEtendu     = 19 * 60
	debutDeNuit     = 20 * 60
	finEtendu       = 21 * 60
)

// circonstances returns what holds for an act: what is stated and, if the hour
// is known, what it entails.
//
// Errors: circonstance-incoherente.
func circonstances(d *dossier.Dossier, i int) (c, sues dossier.Circonstances, err *dossier.Erreur) {
	a := &d.Actes[i]
	minute, connue := a.Heure.Minutes()
	if !connue {
		return a.Circonstances, deduire(a.Circonstances), nil
	}
	c = circonstancesHoraires(d.Date, minute, string(d.Praticien.Departement))
	if faux := a.Circonstances & horaires &^ c; faux != 0 {
		return 0, 0, &dossier.Erreur{Code: "circonstance-incoherente", Champ: champActe(i, ".circonstances"),
			Message: a.Heure.String() + ", le " + d.Date.FR() + ", n'est pas « " + faux.Liste()[0] + " »",
			Indice:  "retirez l'heure ou la circonstance ; un jour férié local demande praticien.departement"}
	}
	return c | a.Circonstances, horaires | a.Circonstances, nil
}

// deduire adds to what is stated what it settles: one hour of the night tells the
// other, a Saturday afternoon is neither night nor Sunday.
func deduire(c dossier.Circonstances) dossier.Circonstances {
	const nuits = dossier.Nuit | dossier.NuitProfonde
	s := c
	if c&nuits != 0 {
		s |= nuits | dossier.SamediGarde
	}
	if c.A(dossier.DimancheFerie) {
		s |= dossier.SamediGarde
	}
	if c.A(dossier.HorairesEtendus) {
		s |= dossier.NuitProfonde
	}
	if c.A(dossier.SamediGarde) {
		s |= nuits | dossier.DimancheFerie
	}
	return s
}

func circonstancesHoraires(d jour.Jour, minute int, departement string) (c dossier.Circonstances) {
	switch {
	case minute < finMilieuDeNuit:
		c = dossier.NuitProfonde
	case minute < finDeNuit || minute >= debutDeNuit:
		c = dossier.Nuit
	}
	ferie := d.Semaine() == jour.Dimanche || d.Ferie(departement)
	if ferie {
		c |= dossier.DimancheFerie
	}
	if d.Semaine() == jour.Samedi && !ferie && minute >= midi && minute < debutDeNuit {
		c |= dossier.SamediGarde
	}
	if minute >= debutEtendu && minute < finEtendu {
		c |= dossier.HorairesEtendus
	}
	return c
}
