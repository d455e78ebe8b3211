// Package remboursement computes what the assurance maladie (AMO) pays: the
// rate and its exemptions, the off-pathway surcharge and its cap, the flat
// amount on heavy acts, the participation forfaitaire and its counters.
//
// It follows the order of the billing specification (RG_VF650 to 684): the
// first title to a better rate wins.
package remboursement

import (
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/cotation"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/journal"
	n "github.com/opposable/opposable/nomenclature"
)

// Resultat is the public side of the bill.
type Resultat struct {
	Base journal.Somme
	// Taux is the nominal rate of the main act: 30 % off pathway, even where
	// the cap leaves the patient more.
	Taux journal.Quote
	// TauxPublic is the rate of the main act in the pathway, the régime local
	// included.
	TauxPublic argent.Taux
	// AMOBrut is the part of AMO before the participation forfaitaire; AMO is
	// what it pays in the end.
	AMOBrut, AMO             journal.Somme
	Majoration               journal.Somme
	ParticipationActeLourd   journal.Somme
	ParticipationForfaitaire journal.Somme
	TicketModerateur         journal.Somme
	Depassement              journal.Somme
	// Aide is paid by the C2S, the State (AME) or the régime local.
	Aide journal.Somme
	// Compteurs are those of the dossier with this bill added.
	Compteurs      dossier.Compteurs
	Avertissements dossier.Avertissements
}

// motif is why an act has its rate.
type motif uint8

const (
	motifBase motif = iota
	motifNature
	motifBeneficiaire
	motifNatureActe
	motifALD
	motifParticulier
	motifSeuil
	motifASPA
)

type calcul struct {
	j *journal.Journal
	e bareme.Etat
	d *dossier.Dossier
	f *cotation.Facture
	r *Resultat
	// dispense tells that no participation forfaitaire is due.
	dispense bool
}

// Rembourser computes the public side of a bill.
func Rembourser(j *journal.Journal, e bareme.Etat, d *dossier.Dossier, f *cotation.Facture, r *Resultat) {
	*r = Resultat{Compteurs: d.Compteurs}
	c := calcul{j: j, e: e, d: d, f: f, r: r}
	r.Base = c.total(RegleBaseTotale, func(l *cotation.Ligne) journal.Somme { return l.Base })
	r.Depassement = j.Difference(RegleDepassement, f.Honoraires, r.Base)
	if d.Patient.Aide == dossier.AME {
		c.ame()
		return
	}
	var incertain bool
	if c.dispense, incertain = dispense(e, d); incertain {
		r.Avertissements.Ajouter(dossier.AvertAgeAmbigu)
	}
	if !c.dispense && d.Patient.Exoneration == dossier.ATMP {
		r.Avertissements.Ajouter(dossier.AvertParticipationATMP)
	}
	c.actes()
	r.AMO = r.AMOBrut
	if !r.ParticipationForfaitaire.EstNulle() {
		r.AMO = j.Moins(RegleAMONette, r.AMOBrut, r.ParticipationForfaitaire)
	}
	r.TicketModerateur = j.Moins(RegleTicketModerateur, r.Base, r.AMOBrut)
	c.c2s()
}

func (c *calcul) total(regle journal.Regle, de func(*cotation.Ligne) journal.Somme) journal.Somme {
	s := de(&c.f.Lignes[0])
	for i := range c.f.Lignes[1:] {
		s = c.j.Plus(regle, s, de(&c.f.Lignes[i+1]))
	}
	return s
}

// ame: the State pays the whole tariff; there is no participation, no
// surcharge and no flat amount.
func (c *calcul) ame() {
	c.j.Noter(RegleAME)
	c.r.Aide = c.r.Base
	c.r.TicketModerateur = c.r.Base
}

// actes computes the gross part of each act, a bill's lines of the same act
// going together.
func (c *calcul) actes() {
	lourd := c.participationActeLourd()
	for debut := 0; debut < len(c.f.Lignes); {
		fin := debut
		for fin < len(c.f.Lignes) && c.f.Lignes[fin].Groupe == c.f.Lignes[debut].Groupe {
			fin++
		}
		c.acte(debut, fin, lourd)
		debut = fin
	}
}

func (c *calcul) acte(debut, fin int, lourd int) {
	lignes := c.f.Lignes[debut:fin]
	taux, pourquoi := c.taux(&lignes[0])
	public := taux.Taux()
	brut := c.j.Part(RegleAMOLigne, lignes[0].Base, taux, argent.AuCentime)
	for i := range lignes[1:] {
		brut = c.j.Plus(RegleAMOTotal, brut, c.j.Part(RegleAMOLigne, lignes[i+1].Base, taux, argent.AuCentime))
	}
	if c.d.Patient.Regime == dossier.RegimeAlsaceMoselle && pourquoi == motifBase {
		public += c.regimeLocal(lignes)
	}
	if lourd >= debut && lourd < fin {
		brut = c.retenirActeLourd(brut)
	}
	if m, q, due := c.majoration(lignes, pourquoi); due {
		m = c.j.Min(RegleMajoration, m, brut)
		brut = c.j.Moins(RegleMajoration, brut, m)
		c.r.Majoration = c.ajouter(RegleMajoration, c.r.Majoration, m)
		taux = c.j.MoinsTaux(RegleTauxHorsParcours, taux, q)
	}
	if debut == 0 {
		c.r.Taux, c.r.TauxPublic = taux, public
	}
	c.participation(brut)
	c.r.AMOBrut = c.ajouter(RegleAMOTotal, c.r.AMOBrut, brut)
}

// ajouter adds b to a running total, without a step when the total is empty.
func (c *calcul) ajouter(regle journal.Regle, a, b journal.Somme) journal.Somme {
	if a == (journal.Somme{}) {
		return b
	}
	return c.j.Plus(regle, a, b)
}

// regimeLocal adds 20 points of the base to the ordinary 70 %.
func (c *calcul) regimeLocal(lignes []cotation.Ligne) argent.Taux {
	q := c.j.LireTaux(RegleRegimeLocal, c.e.Taux(bareme.TauxRegimeLocal))
	for i := range lignes {
		c.r.Aide = c.ajouter(RegleRegimeLocal, c.r.Aide, c.j.Part(RegleRegimeLocal, lignes[i].Base, q, argent.AuCentime))
	}
	return q.Taux()
}

// c2s: it pays what AMO leaves of the base, surcharge and flat amount included.
func (c *calcul) c2s() {
	if c.d.Patient.Aide != dossier.C2S {
		return
	}
	reste := c.r.TicketModerateur
	if !c.r.Aide.EstNulle() {
		reste = c.j.Moins(RegleC2S, reste, c.r.Aide)
	}
	c.r.Aide = c.ajouter(RegleC2S, c.r.Aide, reste)
	c.j.Noter(RegleC2S)
}

// estTechnique tells whether the line may count towards the heavy-act
// threshold.
func estTechnique(l *cotation.Ligne) bool { return l.Technique.Seuil != n.SansSeuil }
