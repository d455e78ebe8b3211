package lot

import (
	"strconv"
	"strings"

	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/nomenclature"
)

// actesMax bounds one row, as package dossier bounds one bill.
const actesMax = 50

// parseActes reads the column "acte": codes and natures joined by '+'. A
// circumstance bears on the act before it.
//
// Errors: acte-vide, circonstance-inconnue, nature-inconnue, trop-d-actes.
func parseActes(s string) ([]dossier.Acte, *dossier.Erreur) {
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
	if len(actes) > actesMax {
		return nil, &dossier.Erreur{Code: "trop-d-actes", Message: "plus de " + strconv.Itoa(actesMax) + " actes sur une facture"}
	}
	return actes, nil
}

// ajouterMot reads one word: a code that exists, a nature, a circumstance of
// the last act; failing that, capitals are a code that the engine will refuse.
func ajouterMot(actes []dossier.Acte, mot string) ([]dossier.Acte, *dossier.Erreur) {
	code := strings.ToUpper(mot)
	if _, existe := nomenclature.Trouver(code); existe || code == "DE" || code == "DA" {
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

// ecrireActes writes acts as parseActes reads them; the fees of each act, if
// any, are not in it.
func ecrireActes(b []byte, actes []dossier.Acte) []byte {
	for i := range actes {
		a := &actes[i]
		if i > 0 {
			b = append(b, '+')
		}
		if a.Code != "" {
			b = append(b, a.Code...)
		} else {
			b = append(b, a.Nature.String()...)
		}
		for _, c := range a.Circonstances.Liste() {
			b = append(append(b, '+'), c...)
		}
	}
	return b
}
