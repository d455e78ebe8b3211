package remboursement

import (
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/cotation"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/journal"
)

// taux searches the rate of an act in the order of the specification: the
// nature of the insurance, the person, the act, the illness, the threshold,
// the scheme, and last the ordinary rate.
func (c *calcul) taux(l *cotation.Ligne) (journal.Quote, motif) {
	regle, pourquoi := c.titre(l)
	base := c.j.LireTaux(RegleTauxDroitCommun, c.e.Taux(bareme.TauxDroitCommun))
	switch pourquoi {
	case motifBase:
		return base, pourquoi
	case motifASPA:
		return c.j.ChoixTaux(regle, c.j.LireTaux(regle, c.e.Taux(bareme.TauxAspa)), base), pourquoi
	}
	return c.j.ChoixTaux(regle, c.j.LireTaux(regle, c.e.Taux(bareme.TauxExonere)), base), pourquoi
}

func (c *calcul) titre(l *cotation.Ligne) (journal.Regle, motif) {
	ex := c.d.Patient.Exoneration
	switch {
	case ex == dossier.Maternite:
		return RegleMaternite, motifNature
	case ex == dossier.ATMP:
		return RegleATMP, motifNature
	case ex == dossier.Prevention:
		return ReglePrevention, motifNature
	case ex == dossier.Invalidite:
		return RegleInvalidite, motifBeneficiaire
	case ex == dossier.PensionMilitaire:
		return ReglePensionMilitaire, motifBeneficiaire
	case l.Code.Acte().Exonere:
		return RegleNatureActe, motifNatureActe
	case ex == dossier.ALD:
		return RegleALD, motifALD
	case ex == dossier.NouveauNe, ex == dossier.MineurVictime, ex == dossier.Infertilite:
		return RegleSoinsParticuliers, motifParticulier
	case c.estLourd(l):
		return RegleActeLourd, motifSeuil
	case c.d.Patient.Aide == dossier.ASPA && c.d.Patient.Regime != dossier.RegimeAlsaceMoselle:
		return RegleASPA, motifASPA
	}
	return RegleTauxDroitCommun, motifBase
}

// majoration returns the off-pathway surcharge of an act. The act's lines bear
// it together, and so does its cap, unless the dossier asks for another of the
// published readings.
func (c *calcul) majoration(lignes []cotation.Ligne, pourquoi motif) (m journal.Somme, q journal.Quote, due bool) {
	if c.f.Position != cotation.HorsParcours || pourquoi == motifNature || pourquoi == motifALD || pourquoi == motifNatureActe {
		return m, q, false
	}
	if pourquoi != motifBase && pourquoi != motifASPA {
		c.r.Avertissements.Ajouter(dossier.AvertMajorationExonere)
	}
	q = c.j.LireTaux(RegleMajoration, c.e.Taux(bareme.TauxMajorationHorsParcours))
	if c.d.PlafondMajoration == dossier.PlafondParLigne {
		return c.majorationParLigne(lignes, q), q, true
	}
	base := lignes[0].Base
	for i := range lignes[1:] {
		base = c.j.Plus(RegleBaseTotale, base, lignes[i+1].Base)
	}
	m = c.j.Part(RegleMajoration, base, q, argent.AuCentime)
	if c.d.PlafondMajoration != dossier.SansPlafond {
		m = c.plafonner(m)
	}
	return m, q, true
}

func (c *calcul) majorationParLigne(lignes []cotation.Ligne, q journal.Quote) journal.Somme {
	m := c.plafonner(c.j.Part(RegleMajoration, lignes[0].Base, q, argent.AuCentime))
	for i := range lignes[1:] {
		m = c.j.Plus(RegleMajoration, m, c.plafonner(c.j.Part(RegleMajoration, lignes[i+1].Base, q, argent.AuCentime)))
	}
	return m
}

func (c *calcul) plafonner(m journal.Somme) journal.Somme {
	plafond := c.j.Lire(RegleMajorationPlafond, c.e.Montant(bareme.PlafondMajorationHorsParcours))
	if m.Centimes() > plafond.Centimes() {
		c.r.Avertissements.Ajouter(dossier.AvertPlafondMajoration)
	}
	return c.j.Min(RegleMajorationPlafond, m, plafond)
}
