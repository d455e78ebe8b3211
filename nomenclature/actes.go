package nomenclature

import (
	"strconv"
	"strings"

	"github.com/opposable/opposable/dossier"
)

// ParseActes reads acts as people write them on one line: codes and natures
// joined by '+', such as CS+MCS or consultation+nuit. A circumstance bears on
// the act before it.
//
// Errors: acte-vide, circonstance-inconnue, nature-inconnue, trop-d-actes.
func ParseActes(s string) ([]dossier.Acte, *dossier.Erreur) {
	var actes []dossier.Acte
	for mot := range strings.SplitSeq(s, "+") {
		mot = strings.TrimSpace(mot)
		if mot == "" {
			return nil, &dossier.Erreur{Code: "acte-vide", Message: "un acte est vide", Indice: "par exemple CS+MCS ou consultation+nuit"}
		}
		var err *dossier.Erreur
		if actes, err = ajouterMot(actes, mot); err != nil {
			return nil, err
		}
	}
	if len(actes) > dossier.ActesMax {
		return nil, &dossier.Erreur{Code: "trop-d-actes", Message: "plus de " + strconv.Itoa(dossier.ActesMax) + " actes sur une facture"}
	}
	return actes, nil
}

// ajouterMot reads one word: a code that exists, a nature, a circumstance of
// the last act; failing that, capitals are a code that the engine will refuse.
func ajouterMot(actes []dossier.Acte, mot string) ([]dossier.Acte, *dossier.Erreur) {
	code := strings.ToUpper(mot)
	if _, existe := Trouver(code); existe || code == "DE" || code == "DA" {
		return append(actes, dossier.Acte{Code: code}), nil
	}
	nature, pasNature := dossier.ParseNature(mot)
	if pasNature == nil {
		return append(actes, dossier.Acte{Nature: nature}), nil
	}
	c, pasCirconstance := dossier.ParseCirconstance(mot)
	switch {
	case pasCirconstance == nil && len(actes) > 0:
		actes[len(actes)-1].Circonstances |= c
		return actes, nil
	case mot == code:
		return append(actes, dossier.Acte{Code: code}), nil
	case len(actes) > 0:
		return nil, pasCirconstance
	}
	return nil, pasNature
}
