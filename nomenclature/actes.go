package nomenclature

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/opposable/opposable/dossier"
)

// ParseActes reads acts as people write them on one line: codes and natures
// joined by '+', such as CS+MCS, consultation+nuit or HMFC004:JK. A
// circumstance bears on the act before it.
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

// formeCCAM is a code of the CCAM, with its activity, its phase and its
// modifiers: HMFC004, HMFC004-4, HMFC004-1-0:JK.
var formeCCAM = regexp.MustCompile(`^([A-Z]{4}[0-9]{3})(?:-([1-5]))?(?:-([0-3]))?(?::([A-Z0-9]{1,8}))?$`)

// acteCCAM reads a technical act in that form.
func acteCCAM(code string) (dossier.Acte, bool) {
	m := formeCCAM.FindStringSubmatch(code)
	if m == nil {
		return dossier.Acte{}, false
	}
	a := dossier.Acte{Code: m[1], Technique: dossier.Technique{Modificateurs: m[4]}}
	if m[2] != "" {
		a.Technique.Activite = m[2][0] - '0'
	}
	if m[3] != "" {
		a.Technique.Phase = m[3][0] - '0'
	}
	return a, true
}

// ajouterMot reads one word: a code that exists, a nature, a circumstance of
// the last act; failing that, capitals are a code that the engine will refuse.
func ajouterMot(actes []dossier.Acte, mot string) ([]dossier.Acte, *dossier.Erreur) {
	code := strings.ToUpper(mot)
	if _, existe := Trouver(code); existe || code == "DE" || code == "DA" {
		return append(actes, dossier.Acte{Code: code}), nil
	}
	if a, technique := acteCCAM(code); technique {
		return append(actes, a), nil
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
