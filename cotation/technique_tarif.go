package cotation

import (
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/journal"
	n "github.com/opposable/opposable/nomenclature"
)

// tarifer prices an act whose modifiers are controlled: the price of its grid,
// overseas coefficient included, plus the percentages, times the share that
// the association leaves, plus the modifiers in euros, which no association
// reduces (CCAM, art. III-3 B). Outside the convention, a part of the whole.
// sansEuros is the tariff before the latter.
//
// Errors: tarif-inconnu.
func (t *situationTechnique) tarifer(j *journal.Journal, a *acteTechnique, p partAssociee) (tarif, sansEuros journal.Somme, err *dossier.Erreur) {
	tarif = j.Lire(RegleTarif, a.prix)
	if t.e.Zone() != dossier.Metropole {
		k, publie := t.e.Coefficient(bareme.CcamDrom)
		if !publie {
			err = tarifInconnu(a.code, t.e)
			err.Champ = champActe(a.acte, ".code")
			return tarif, tarif, err
		}
		tarif = j.Part(RegleOutreMer, tarif, j.LireTaux(RegleOutreMer, k), argent.AuCentime)
	}
	valeurs := t.valeurs(a)
	tarif = majorer(j, tarif, valeurs)
	switch {
	case p.partielle && p.consultation:
		tarif = j.Part(RegleCumulConsultation, tarif, j.LireTaux(RegleCumulConsultation, p.taux), argent.AuCentime)
	case p.partielle:
		tarif = j.Part(RegleAssociation, tarif, j.LireTaux(RegleAssociation, p.taux), argent.AuCentime)
	case p.code != 0:
		j.Noter(RegleAssociationTauxPlein)
	}
	sansEuros = tarif
	for _, v := range valeurs {
		if v.Euros {
			tarif = j.Plus(RegleModificateurEuros, tarif, j.Lire(RegleModificateurEuros, v.Lu))
		}
	}
	if t.s.NonConventionne() {
		part := j.LireTaux(RegleTarifAutoriteTechnique, t.e.Taux(bareme.TaCcam))
		tarif = j.Part(RegleTarifAutoriteTechnique, tarif, part, argent.AuCentime)
		sansEuros = tarif
	}
	return tarif, sansEuros, nil
}

// majorer adds the percentages to the price: their sum bears on the price,
// rounded once.
func majorer(j *journal.Journal, prix journal.Somme, valeurs []n.Valeur) journal.Somme {
	var somme journal.Quote
	premier := true
	for _, v := range valeurs {
		switch {
		case v.Euros:
		case premier:
			somme, premier = j.LireTaux(RegleModificateurTaux, v.Lu), false
		default:
			somme = j.PlusTaux(RegleModificateurTaux, somme, j.LireTaux(RegleModificateurTaux, v.Lu))
		}
	}
	if premier {
		return prix
	}
	return j.Plus(RegleMajorationModificateurs, prix, j.Part(RegleMajorationModificateurs, prix, somme, argent.AuCentime))
}

// valeurs reads what each modifier claimed is worth, in the order of the bill.
func (t *situationTechnique) valeurs(a *acteTechnique) []n.Valeur {
	x := t.execution(a, heuresPossibles(a))
	l := make([]n.Valeur, 0, n.MaximumModificateurs)
	for i := range len(a.demandes) {
		if m, connu := n.TrouverModificateur(a.demandes[i]); connu {
			if v, manque := m.Valeur(t.e, &x); manque == n.RienNeManque {
				l = append(l, v)
			}
		}
	}
	return l
}
