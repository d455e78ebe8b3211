package main

import (
	"fmt"
	"strings"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/explication"
	"github.com/opposable/opposable/jour"
)

// deuxCotes computes what compare sets side by side: two dossiers, or one
// dossier on two dates or under two laws.
func (a *application) deuxCotes(args []string, dates, reforme string) (x, y *explication.Cote, err error) {
	if len(args) == 1 && dates == "" && reforme == "" {
		return nil, nil, fmt.Errorf("%w : donnez un second dossier, --dates ou --reforme", errUsage)
	}
	d, err := a.lireFichier(args[0])
	if err != nil {
		return nil, nil, err
	}
	e := d
	if len(args) == 2 {
		if e, err = a.lireFichier(args[1]); err != nil {
			return nil, nil, err
		}
	}
	if dates != "" {
		if d.Date, e.Date, err = deuxDates(dates); err != nil {
			return nil, nil, err
		}
	}
	b, err := a.lireBareme(reforme)
	if err != nil {
		return nil, nil, err
	}
	base, err := a.baremeDeBase()
	if err != nil {
		return nil, nil, err
	}
	un, err := explication.Calculer(opposable.NouveauMoteur(base), d)
	if err != nil {
		return nil, nil, err
	}
	deux, err := explication.Calculer(opposable.NouveauMoteur(b), e)
	return &un, &deux, err
}

func deuxDates(s string) (a, b jour.Jour, err error) {
	x, y, ok := strings.Cut(strings.ReplaceAll(s, "..", ","), ",")
	if !ok {
		return 0, 0, fmt.Errorf("%w : deux dates séparées par une virgule", errUsage)
	}
	if a, err = jour.Parse(strings.TrimSpace(x)); err == nil {
		b, err = jour.Parse(strings.TrimSpace(y))
	}
	if err != nil {
		return 0, 0, &dossier.Erreur{Code: "date-impossible", Message: err.Error(), Champ: "dates"}
	}
	return a, b, nil
}
