package remboursement

import (
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/cotation"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/journal"
	n "github.com/opposable/opposable/nomenclature"
)

// estLourd tells whether the act reaches the threshold, alone or with the
// other acts of the session that add up.
func (c *calcul) estLourd(l *cotation.Ligne) bool {
	if !estTechnique(l) {
		return false
	}
	seuil := c.e.Montant(bareme.ActeLourdSeuil).Centimes()
	if l.Technique.Seuil == n.SeuilSeul {
		return l.Technique.SansEuros >= seuil
	}
	var cumul argent.Centimes
	for i := range c.f.Lignes {
		if autre := &c.f.Lignes[i]; estTechnique(autre) && autre.Technique.Seuil == n.SeuilCumul {
			cumul += autre.Technique.SansEuros
		}
	}
	return cumul >= seuil
}

// participationActeLourd returns the line that bears the flat amount: the
// dearest of those exempted by the threshold alone, or -1.
func (c *calcul) participationActeLourd() int {
	porteur := -1
	for i := range c.f.Lignes {
		l := &c.f.Lignes[i]
		if _, pourquoi := c.titre(l); pourquoi != motifSeuil || c.d.Patient.Aide == dossier.ASPA || sansForfait(l) {
			continue
		}
		if porteur < 0 || l.Tarif.Centimes() > c.f.Lignes[porteur].Tarif.Centimes() {
			porteur = i
		}
	}
	return porteur
}

// sansForfait tells that a heavy act is exempt without the flat amount: imaging
// and anaesthesia (rule RG_VF680).
func sansForfait(l *cotation.Ligne) bool {
	r := l.Technique.Regroupement()
	return r == "ADI" || r == "ADA"
}

// retenirActeLourd takes the flat amount off the gross part; the régime local
// pays it in the patient's place.
func (c *calcul) retenirActeLourd(brut journal.Somme) journal.Somme {
	c.j.Lire(RegleActeLourd, c.e.Montant(bareme.ActeLourdSeuil)) // shown, not computed with
	p := c.j.Lire(RegleParticipationActeLourd, c.e.Montant(bareme.ActeLourdParticipation))
	p = c.j.Min(RegleParticipationActeLourd, p, brut)
	c.r.ParticipationActeLourd = p
	c.r.Avertissements.Ajouter(dossier.AvertActeLourd)
	if c.d.Patient.Regime == dossier.RegimeAlsaceMoselle {
		c.r.Aide = c.ajouter(RegleRegimeLocal, c.r.Aide, p)
	}
	return c.j.Moins(RegleParticipationActeLourd, brut, p)
}

// participation withholds the participation forfaitaire of one act, whose gross
// part is brut: four a day and practitioner, fifty euros a year, and never
// more than the act's refund.
func (c *calcul) participation(brut journal.Somme) {
	if c.dispense {
		return
	}
	if int64(c.r.Compteurs.ParticipationsDuJour) >= c.e.Nombre(bareme.ParticipationParJour).V {
		c.r.Avertissements.Ajouter(dossier.AvertPlafondJour)
		return
	}
	p := c.resteAnnuel(c.j.Lire(RegleParticipation, c.e.Montant(bareme.ParticipationForfaitaire)))
	switch {
	case p.EstNulle():
		return
	case p.Centimes() > brut.Centimes():
		c.r.Avertissements.Ajouter(dossier.AvertParticipationNonRetenue)
		return
	}
	c.r.Compteurs.ParticipationsDuJour++
	c.r.Compteurs.ParticipationAnnee += p.Centimes()
	c.r.ParticipationForfaitaire = c.ajouter(RegleParticipationJour, c.r.ParticipationForfaitaire, p)
}

// resteAnnuel limits the withholding to what the year still allows.
func (c *calcul) resteAnnuel(p journal.Somme) journal.Somme {
	plafond := c.e.Montant(bareme.ParticipationPlafondAnnuel)
	deja := c.r.Compteurs.ParticipationAnnee
	if deja+p.Centimes() <= plafond.Centimes() {
		return p
	}
	c.r.Avertissements.Ajouter(dossier.AvertPlafondAnnuel)
	reste := c.j.Difference(RegleParticipationAnnee, c.j.Lire(RegleParticipationAnnee, plafond), c.j.Saisir(RegleParticipationAnnee, deja))
	return c.j.Min(RegleParticipationAnnee, p, reste)
}

// dispense: minors on 1 January, maternity, C2S, AME, war invalids and
// prevention programmes owe neither participation nor franchise. Being ill or
// disabled is no exemption. At the very age of majority, the age alone cannot
// tell who keeps the exemption until 31 December: incertain.
func dispense(e bareme.Etat, d *dossier.Dossier) (dispense, incertain bool) {
	p := &d.Patient
	switch {
	case p.Aide == dossier.C2S, p.Aide == dossier.AME,
		p.Exoneration == dossier.Maternite, p.Exoneration == dossier.PensionMilitaire, p.Exoneration == dossier.Prevention:
		return true, false
	}
	majorite := e.Nombre(bareme.ParticipationAge).V
	if p.Naissance != 0 {
		return int64(d.Date.Premier().Age(p.Naissance)) < majorite, false
	}
	age := int64(p.AgeAu(d.Date))
	return age < majorite, age == majorite
}

// Franchise computes what will be withheld on what the visit prescribes:
// boxes of medicine, paramedical acts and transports of one day, within the
// daily and yearly caps. It bears on other refunds than the visit's.
func Franchise(j *journal.Journal, e bareme.Etat, d *dossier.Dossier) (journal.Somme, dossier.Compteurs) {
	compteurs := d.Compteurs
	p := d.Prescriptions
	if p == (dossier.Prescriptions{}) {
		return journal.Somme{}, compteurs
	}
	if exempt, _ := dispense(e, d); exempt {
		return journal.Somme{}, compteurs
	}
	total := fois(j, e.Montant(bareme.FranchiseBoite), p.BoitesMedicaments)
	total = j.Plus(RegleFranchise, total, j.Min(RegleFranchise, fois(j, e.Montant(bareme.FranchiseActeParamedical), p.ActesParamedicaux), j.Lire(RegleFranchise, e.Montant(bareme.FranchiseActeParamedicalJour))))
	total = j.Plus(RegleFranchise, total, j.Min(RegleFranchise, fois(j, e.Montant(bareme.FranchiseTransport), p.TransportsSanitaires), j.Lire(RegleFranchise, e.Montant(bareme.FranchiseTransportJour))))
	reste := j.Difference(RegleFranchiseAnnee, j.Lire(RegleFranchiseAnnee, e.Montant(bareme.FranchisePlafondAnnuel)), j.Saisir(RegleFranchiseAnnee, compteurs.FranchiseAnnee))
	total = j.Min(RegleFranchiseAnnee, total, reste)
	compteurs.FranchiseAnnee += total.Centimes()
	return total, compteurs
}

// fois multiplies a unit amount by a count, as a rate of count × 100 %.
func fois(j *journal.Journal, unite bareme.Lue, nombre int16) journal.Somme {
	return j.Part(RegleFranchise, j.Lire(RegleFranchise, unite), j.SaisirTaux(RegleFranchise, argent.Un*argent.Taux(nombre)), argent.AuCentime)
}
