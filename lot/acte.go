package lot

import "github.com/opposable/opposable/dossier"

// ecrireActes writes acts as nomenclature.ParseActes reads them; the fees of each act, if
// any, are not in it.
func ecrireActes(b []byte, actes []dossier.Acte) []byte {
	for i := range actes {
		a := &actes[i]
		if i > 0 {
			b = append(b, '+')
		}
		if a.Code != "" {
			b = append(b, a.Code...)
			b = ecrireTechnique(b, &a.Technique)
		} else {
			b = append(b, a.Nature.String()...)
		}
		for _, c := range a.Circonstances.Liste() {
			b = append(append(b, '+'), c...)
		}
	}
	return b
}

// ecrireTechnique writes the activity, the phase and the modifiers.
func ecrireTechnique(b []byte, t *dossier.Technique) []byte {
	if t.Activite != 0 || t.Phase != 0 {
		b = append(b, '-', '0'+max(t.Activite, 1))
	}
	if t.Phase != 0 {
		b = append(b, '-', '0'+t.Phase)
	}
	if t.Modificateurs != "" {
		b = append(append(b, ':'), t.Modificateurs...)
	}
	return b
}
