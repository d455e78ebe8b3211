package cotation

import (
	"slices"

	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	n "github.com/opposable/opposable/nomenclature"
)

// cumuler refuses a technical act billed with a consultation or a visit, save
// the exceptions of article III-3 A, some of which reduce the act.
//
// Errors: association-impossible, cumul-interdit.
func (t *situationTechnique) cumuler(actes []acteTechnique, parts []partAssociee) *dossier.Erreur {
	for _, lettre := range t.lettres {
		if !lettre.Acte().Famille.SansActeTechnique() {
			continue
		}
		admis := t.admisAvec(lettre, actes)
		for i := range actes {
			a, c := &actes[i], admis[i]
			switch {
			case c == nil && n.HorsRegleDe(a.code) != n.DansLaRegle && slices.ContainsFunc(admis, func(c *n.CumulTechnique) bool { return c != nil }):
				continue // a supplement follows the act that an exception admits
			case c == nil:
				return cumulInterditTechnique(a, "ne se facture pas avec une consultation ou une visite (CCAM, art. III-3 A)",
					"facturez l'un ou l'autre")
			case c.Seul && dansLaRegle(actes) > 1:
				return cumulInterditTechnique(a, "ne va avec une consultation que seul ("+c.Source+")", "retirez les autres actes techniques")
			case c.TarifOpposable && t.depasse:
				return cumulInterditTechnique(a, "ne va qu'avec une consultation au tarif opposable ("+c.Source+")", "facturez la consultation sans dépassement")
			}
			parts[i].confianceCumul = c.Confiance
			if lu, reduit := c.Part(t.e); reduit && lu.V != plein {
				if a.association != 0 {
					return impossible(a, "avec une consultation, aucun code association ne s'écrit")
				}
				parts[i] = partAssociee{taux: lu, partielle: true, consultation: true, confianceCumul: c.Confiance}
			}
		}
	}
	return nil
}

// admisAvec finds, act by act, the exception that lets it go with the letter.
func (t *situationTechnique) admisAvec(lettre n.Code, actes []acteTechnique) []*n.CumulTechnique {
	l := make([]*n.CumulTechnique, len(actes))
	for i := range actes {
		x := t.execution(&actes[i], heuresPossibles(&actes[i]))
		if c, permis := n.TrouverCumul(t.e.Jour(), lettre, &x, actes[i].regroupement); permis {
			l[i] = c
		}
	}
	return l
}

// dansLaRegle counts the acts that are neither supplements nor gestures.
func dansLaRegle(actes []acteTechnique) (nombre int) {
	for i := range actes {
		if n.HorsRegleDe(actes[i].code) == n.DansLaRegle {
			nombre++
		}
	}
	return nombre
}

func cumulInterditTechnique(a *acteTechnique, message, indice string) *dossier.Erreur {
	return &dossier.Erreur{Code: "cumul-interdit", Champ: champActe(a.acte, ".code"), Message: a.code + " " + message, Indice: indice}
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
