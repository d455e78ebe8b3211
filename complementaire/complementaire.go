// Package complementaire computes what a complémentaire (AMC) pays under one
// guarantee: up to a rate of the base that AMO retained for this doctor, never
// more than what is left, and, for a contrat responsable, never the
// participation forfaitaire nor the off-pathway surcharge.
package complementaire

import (
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/convention"
	"github.com/opposable/opposable/cotation"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/journal"
	"github.com/opposable/opposable/remboursement"
)

// Rules of the stage.
const (
	RegleGarantie journal.Regle = journal.RangComplementaire + iota
	ReglePartPublique
	RegleReste
	RegleTicketModerateur
	RegleDepassementCouvert
	RegleDepassementAutorise
	ReglePlafondResponsable
	RegleEcartOptam
	RegleAMC
	RegleNonNegatif
)

// Regles states each rule once.
var Regles = []journal.Fiche{
	{Regle: RegleGarantie, Code: "R-COMP-001", Titre: "Niveau de la garantie", Texte: "Contrat : taux de la base de remboursement"},
	{Regle: ReglePartPublique, Code: "R-COMP-002", Titre: "Part déjà versée", Texte: "Assurance maladie et, en Alsace-Moselle, régime local"},
	{Regle: RegleReste, Code: "R-COMP-003", Titre: "Dépense que le contrat peut couvrir", Texte: "Principe indemnitaire ; Code de la sécurité sociale, art. L871-1 et R871-1 : ni participation, ni majoration"},
	{Regle: RegleTicketModerateur, Code: "R-COMP-004", Titre: "Ticket modérateur de droit commun", Texte: "Code de la sécurité sociale, art. R871-2"},
	{Regle: RegleDepassementCouvert, Code: "R-COMP-005", Titre: "Dépassement couvert", Texte: "Contrat"},
	{Regle: RegleDepassementAutorise, Code: "R-COMP-006", Titre: "Premiers euros du dépassement hors parcours", Texte: "Code de la sécurité sociale, art. R871-1 : à hauteur du dépassement autorisé"},
	{Regle: ReglePlafondResponsable, Code: "R-COMP-007", Titre: "Plafond des dépassements hors OPTAM", Texte: "Code de la sécurité sociale, art. R871-2 (décret n° 2014-1374)"},
	{Regle: RegleEcartOptam, Code: "R-COMP-008", Titre: "Écart avec la prise en charge OPTAM", Texte: "Code de la sécurité sociale, art. R871-2 (décret n° 2014-1374)"},
	{Regle: RegleAMC, Code: "R-COMP-009", Titre: "Part complémentaire", Texte: "Contrat, dans la limite de la dépense"},
	{Regle: RegleNonNegatif, Code: "R-COMP-010", Titre: "Rien au-delà de la part publique", Texte: "La part publique atteint déjà la garantie"},
}

type calcul struct {
	j *journal.Journal
	e bareme.Etat
	s convention.Situation
	g dossier.Garantie
	f *cotation.Facture
	r *remboursement.Resultat
}

// Payer returns what the guarantee g pays on the bill. A public cover (C2S,
// AME) takes the contract's place.
func Payer(j *journal.Journal, e bareme.Etat, s convention.Situation, d *dossier.Dossier, f *cotation.Facture, r *remboursement.Resultat) (journal.Somme, dossier.Avertissements) {
	var a dossier.Avertissements
	g := d.Contrat.Garantie
	if g.EstVide() {
		return journal.Somme{}, a
	}
	if d.Patient.Aide == dossier.C2S || d.Patient.Aide == dossier.AME {
		a.Ajouter(dossier.AvertContratSansObjet)
		return journal.Somme{}, a
	}
	c := calcul{j, e, s, g, f, r}
	if f.Position == cotation.HorsParcours && !g.Libre && !r.Majoration.EstNulle() {
		return c.horsParcours(), a
	}
	return c.dansLeParcours(), a
}

// sousOptam tells which level applies: the better one goes with secteur 1 and
// with doctors under a commitment.
func (c *calcul) sousOptam() bool { return c.s.GrilleOpposable() }

func (c *calcul) niveau() dossier.Niveau {
	if c.sousOptam() {
		return c.g.OPTAM
	}
	return c.g.Hors
}

// reste is the expense the contract may cover: for a contrat responsable, what
// is left once the participation and the surcharge stay with the patient.
func (c *calcul) reste() journal.Somme {
	publique := c.r.AMO
	if !c.g.Libre {
		publique = c.r.AMOBrut
		if !c.r.Majoration.EstNulle() {
			publique = c.j.Plus(ReglePartPublique, publique, c.r.Majoration)
		}
	}
	if !c.r.Aide.EstNulle() {
		publique = c.j.Plus(ReglePartPublique, publique, c.r.Aide)
	}
	return c.j.Difference(RegleReste, c.f.Honoraires, publique)
}

// dansLeParcours: a rate of the base, AMO included or on top, or the expense.
func (c *calcul) dansLeParcours() journal.Somme {
	reste := c.reste()
	n := c.niveau()
	switch n.Ecriture {
	case dossier.FraisReels:
		return c.j.Min(RegleAMC, c.plafonnerFraisReels(reste), reste)
	case dossier.EnSus:
		return c.j.Min(RegleAMC, c.part(c.plafonnerTaux(n.Taux, c.r.Taux.Taux())), reste)
	}
	// The net method counts AMO after the participation: while the guarantee
	// bites, it pays that much more.
	publique := c.r.AMOBrut
	if c.g.Nette {
		publique = c.r.AMO
	}
	if !c.r.Aide.EstNulle() {
		publique = c.j.Plus(ReglePartPublique, publique, c.r.Aide)
	}
	garanti := c.part(c.plafonnerTaux(n.Taux, 0))
	return c.j.Min(RegleAMC, c.j.Difference(RegleNonNegatif, garanti, publique), reste)
}

func (c *calcul) part(q journal.Quote) journal.Somme {
	return c.j.Part(RegleGarantie, c.r.Base, q, argent.AuCentime)
}

// plafonnerTaux returns the rate of the guarantee, brought down to what a
// contrat responsable may pay of a non-OPTAM doctor's fee: at most 100 % of
// the base above it since 2017, and 20 points less than under OPTAM. deja is
// what the writing leaves to AMO (0 when AMO is included).
func (c *calcul) plafonnerTaux(t argent.Taux, deja argent.Taux) journal.Quote {
	q := c.j.SaisirTaux(RegleGarantie, t)
	if c.g.Libre || c.sousOptam() || c.s.NonConventionne() {
		return q
	}
	un := c.j.SaisirTaux(ReglePlafondResponsable, argent.Un-deja)
	plafond := c.j.PlusTaux(ReglePlafondResponsable, un, c.j.LireTaux(ReglePlafondResponsable, c.e.Taux(bareme.PlafondResponsableHorsOptam)))
	if q.Taux() > plafond.Taux() {
		q = c.j.ChoixTaux(ReglePlafondResponsable, plafond, q)
	}
	// Below 100 % no excess is covered, so no gap is required.
	if o := c.g.OPTAM; !c.g.Unique && o.Ecriture == c.g.Hors.Ecriture && q.Taux() > argent.Un-deja {
		ecart := c.j.MoinsTaux(RegleEcartOptam, c.j.SaisirTaux(RegleGarantie, o.Taux), c.j.LireTaux(RegleEcartOptam, c.e.Taux(bareme.EcartResponsableOptam)))
		if ecart.Taux() < un.Taux() {
			ecart = un
		}
		if q.Taux() > ecart.Taux() {
			q = c.j.ChoixTaux(RegleEcartOptam, ecart, q)
		}
	}
	return q
}

// plafonnerFraisReels limits frais réels in the same way: the ticket
// modérateur, and of the excess 100 % of the base.
func (c *calcul) plafonnerFraisReels(reste journal.Somme) journal.Somme {
	if c.g.Libre || c.sousOptam() || c.s.NonConventionne() {
		return reste
	}
	excedent := c.j.Min(ReglePlafondResponsable, c.r.Depassement, c.part(c.j.LireTaux(ReglePlafondResponsable, c.e.Taux(bareme.PlafondResponsableHorsOptam))))
	return c.j.Min(ReglePlafondResponsable, reste, c.j.Plus(ReglePlafondResponsable, c.ticketModerateur(), excedent))
}

// ticketModerateur is what the pathway would have left on the base.
func (c *calcul) ticketModerateur() journal.Somme {
	tm := c.r.TicketModerateur
	if !c.r.Majoration.EstNulle() {
		tm = c.j.Moins(RegleTicketModerateur, tm, c.r.Majoration)
	}
	if !c.r.Aide.EstNulle() {
		tm = c.j.Difference(RegleTicketModerateur, tm, c.r.Aide)
	}
	return tm
}

// horsParcours: a contrat responsable reasons as if the pathway had been
// followed, then leaves with the patient the surcharge and the first euros of
// the excess, as many as the dépassement autorisé.
func (c *calcul) horsParcours() journal.Somme {
	tm, n := c.ticketModerateur(), c.niveau()
	libre := c.j.Difference(RegleDepassementAutorise, c.r.Depassement, c.j.Lire(RegleDepassementAutorise, c.e.Montant(bareme.DepassementAutorise)))
	var couvert journal.Somme
	switch n.Ecriture {
	case dossier.FraisReels:
		couvert = libre
		if !c.sousOptam() && !c.s.NonConventionne() {
			couvert = c.j.Min(ReglePlafondResponsable, libre, c.part(c.j.LireTaux(ReglePlafondResponsable, c.e.Taux(bareme.PlafondResponsableHorsOptam))))
		}
	default:
		deja := argent.Taux(0)
		if n.Ecriture == dossier.EnSus {
			deja = c.e.Taux(bareme.TauxDroitCommun).Taux()
		}
		garanti := c.part(c.plafonnerTaux(n.Taux, deja))
		if n.Ecriture == dossier.AMOIncluse {
			publique := c.j.Moins(ReglePartPublique, c.r.Base, tm)
			garanti = c.j.Difference(RegleNonNegatif, garanti, publique)
		}
		tm = c.j.Min(RegleTicketModerateur, tm, garanti)
		couvert = c.j.Min(RegleDepassementCouvert, c.j.Difference(RegleDepassementCouvert, garanti, tm), libre)
	}
	return c.j.Min(RegleAMC, c.j.Plus(RegleAMC, tm, couvert), c.reste())
}
