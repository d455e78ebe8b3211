package cotation

import (
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	n "github.com/opposable/opposable/nomenclature"
)

// cumuler refuses a technical act billed with a consultation or a visit, save
// the exceptions of article III-3 A, some of which reduce the act.
//
// Errors: association-impossible, cumul-interdit.
func (t *situationTechnique) cumuler(actes []acteTechnique, parts []partAssociee) *dossier.Erreur {
	for _, f := range t.consultations {
		if !f.SansActeTechnique() {
			continue
		}
		for i := range actes {
			a := &actes[i]
			x := t.execution(a, heuresPossibles(a))
			c, permis := n.TrouverCumul(t.e.Jour(), f, &x, a.regroupement)
			switch {
			case !permis:
				return &dossier.Erreur{Code: "cumul-interdit", Champ: champActe(a.acte, ".code"),
					Message: a.code + " ne se facture pas avec une consultation ou une visite (CCAM, art. III-3 A)",
					Indice:  "facturez l'un ou l'autre ; une intervention qui suit en urgence porte la circonstance urgence ; le reste de l'annexe 22 de la convention de 2024 n'a pas été lu"}
			case c.TarifOpposable && t.depasse:
				return &dossier.Erreur{Code: "cumul-interdit", Champ: champActe(a.acte, ".code"),
					Message: a.code + " ne va qu'avec une consultation au tarif opposable (" + c.Source + ")", Indice: "facturez la consultation sans dépassement"}
			}
			parts[i].confiance = c.Confiance
			if lu, reduit := c.Part(t.e); reduit && lu.V != plein {
				if a.association != 0 {
					return impossible(a, "avec une consultation, aucun code association ne s'écrit")
				}
				parts[i] = partAssociee{taux: lu, partielle: true, consultation: true, confiance: c.Confiance}
			}
		}
	}
	return nil
}

// partActeCommun returns the share of an act shared with paramedics that is
// billed beside these technical acts: half of it, or all of it (false) where
// they are plain radiographs.
func (t *situationTechnique) partActeCommun(actes []acteTechnique) (bareme.Lue, bool) {
	for i := range actes {
		if lu, reduit := n.PartActeCommun(t.e, actes[i].code, actes[i].regroupement); reduit {
			return lu, true
		}
	}
	return bareme.Lue{}, false
}
