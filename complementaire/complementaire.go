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
	RegleExigence
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
	{Regle: RegleExigence, Code: "R-COMP-011", Titre: "Exigence du patient", Texte: "Convention médicale : le dépassement pour exigence (DE) n'est pas remboursé"},
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
	return c.j.Difference(RegleReste, c.depense(), publique)
}

// depense is the expense a contract looks at; a DE is refunded by nobody.
func (c *calcul) depense() journal.Somme {
	if c.f.Exigence {
		return c.j.Choix(RegleExigence, c.r.Base, c.f.Honoraires)
	}
	return c.f.Honoraires
}

// dansLeParcours: a rate of the base, AMO included or on top, or the expense.
func (c *calcul) dansLeParcours() journal.Somme {
	reste := c.reste()
	switch n := c.niveau(); n.Ecriture {
	case dossier.FraisReels:
		garanti := reste
		if part, borne := c.partMaximale(); borne {
			garanti = c.j.Plus(ReglePlafondResponsable, c.ticketModerateur(), c.j.Min(ReglePlafondResponsable, c.r.Depassement, c.part(part)))
		}
		return c.j.Min(RegleAMC, garanti, reste)
	case dossier.EnSus:
		return c.j.Min(RegleAMC, c.enSus(n), reste)
	default:
		// The net method counts AMO after the participation: while the
		// guarantee bites, it pays that much more.
		publique := c.r.AMOBrut
		if c.g.Nette {
			publique = c.r.AMO
		}
		if !c.r.Aide.EstNulle() {
			publique = c.j.Plus(ReglePartPublique, publique, c.r.Aide)
		}
		return c.j.Min(RegleAMC, c.j.Difference(RegleNonNegatif, c.amoIncluse(n), publique), reste)
	}
}

// horsParcours: a contrat responsable reasons as if the pathway had been
// followed, then leaves with the patient the surcharge and the first euros of
// the excess, as many as the dépassement autorisé.
func (c *calcul) horsParcours() journal.Somme {
	tm := c.ticketModerateur()
	libre := c.j.Difference(RegleDepassementAutorise, c.depassement(), c.j.Lire(RegleDepassementAutorise, c.e.Montant(bareme.DepassementAutorise)))
	var couvert journal.Somme
	switch n := c.niveau(); n.Ecriture {
	case dossier.FraisReels:
		couvert = libre
		if part, borne := c.partMaximale(); borne {
			couvert = c.j.Min(ReglePlafondResponsable, libre, c.part(part))
		}
	case dossier.EnSus:
		garanti := c.enSus(n)
		couvert = c.j.Min(RegleDepassementCouvert, c.j.Difference(RegleDepassementCouvert, garanti, tm), libre)
		tm = c.j.Min(RegleTicketModerateur, tm, garanti)
	default:
		total := c.amoIncluse(n)
		couvert = c.j.Min(RegleDepassementCouvert, c.j.Difference(RegleDepassementCouvert, total, c.r.Base), libre)
		publique := c.j.Moins(ReglePartPublique, c.r.Base, tm)
		tm = c.j.Min(RegleTicketModerateur, tm, c.j.Difference(RegleNonNegatif, total, publique))
	}
	return c.j.Min(RegleAMC, c.j.Plus(RegleAMC, tm, couvert), c.reste())
}

// amoIncluse is the total that AMO and AMC reach together.
func (c *calcul) amoIncluse(n dossier.Niveau) journal.Somme {
	q := c.j.SaisirTaux(RegleGarantie, n.Taux)
	if part, borne := c.partMaximale(); borne {
		plafond := c.j.PlusTaux(ReglePlafondResponsable, c.j.SaisirTaux(ReglePlafondResponsable, argent.Un), part)
		if q.Taux() > plafond.Taux() {
			q = c.j.ChoixTaux(ReglePlafondResponsable, plafond, q)
		}
	}
	return c.part(q)
}

// enSus is what AMC reaches by itself.
func (c *calcul) enSus(n dossier.Niveau) journal.Somme {
	x := c.part(c.j.SaisirTaux(RegleGarantie, n.Taux))
	if part, borne := c.partMaximale(); borne {
		x = c.j.Min(ReglePlafondResponsable, x, c.j.Plus(ReglePlafondResponsable, c.ticketModerateur(), c.part(part)))
	}
	return x
}

func (c *calcul) part(q journal.Quote) journal.Somme {
	return c.j.Part(RegleGarantie, c.r.Base, q, argent.AuCentime)
}

// partMaximale is the share of the base that a contrat responsable may pay
// above it for a doctor outside the OPTAM, if there is such a limit: 100 %
// since 2017, and 20 points less than it pays under OPTAM.
func (c *calcul) partMaximale() (journal.Quote, bool) {
	if c.g.Libre || c.sousOptam() || c.s.NonConventionne() {
		return journal.Quote{}, false
	}
	q := c.j.LireTaux(ReglePlafondResponsable, c.e.Taux(bareme.PlafondResponsableHorsOptam))
	o := c.g.OPTAM
	if c.g.Unique || o.Ecriture == dossier.FraisReels {
		return q, true
	}
	// What the contract pays above the base under OPTAM.
	deja := argent.Un
	if o.Ecriture == dossier.EnSus {
		deja = argent.Un - c.r.TauxPublic
	}
	optam := c.j.MoinsTaux(RegleEcartOptam, c.j.SaisirTaux(RegleGarantie, o.Taux), c.j.SaisirTaux(RegleEcartOptam, deja))
	moins := c.j.MoinsTaux(RegleEcartOptam, optam, c.j.LireTaux(RegleEcartOptam, c.e.Taux(bareme.EcartResponsableOptam)))
	if moins.Taux() < 0 {
		moins = c.j.ChoixTaux(RegleEcartOptam, c.j.SaisirTaux(RegleEcartOptam, 0), moins)
	}
	if moins.Taux() < q.Taux() {
		q = c.j.ChoixTaux(RegleEcartOptam, moins, q)
	}
	return q, true
}

// depassement is the excess a contract may look at.
func (c *calcul) depassement() journal.Somme {
	if c.f.Exigence {
		return journal.Somme{}
	}
	return c.r.Depassement
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
