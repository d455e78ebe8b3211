package opposable

import (
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/complementaire"
	"github.com/opposable/opposable/convention"
	"github.com/opposable/opposable/cotation"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/journal"
	"github.com/opposable/opposable/nomenclature"
	"github.com/opposable/opposable/remboursement"
)

// Aliases of the types a caller meets first.
type (
	Dossier = dossier.Dossier
	Erreur  = dossier.Erreur
)

// Ligne is one line of the décompte.
type Ligne struct {
	Code nomenclature.Code
	// Nom is the code as it is written: a table of technical acts that was
	// added to the barème names its own.
	Nom string
	// Technique is what a technical act says beside its code.
	Technique  cotation.Technique
	Base       argent.Centimes
	Honoraires argent.Centimes
}

// Depassement is what the fee of the line adds to its base.
func (l Ligne) Depassement() argent.Centimes { return max(0, l.Honoraires-l.Base) }

// Decompte is the answer. Always: Honoraires = AMO + Aide + AMC + ResteACharge.
type Decompte struct {
	Lignes                   []Ligne
	Honoraires, Base         argent.Centimes
	Taux                     argent.Taux
	AMOBrut                  argent.Centimes
	MajorationHorsParcours   argent.Centimes
	ParticipationActeLourd   argent.Centimes
	ParticipationForfaitaire argent.Centimes
	AMO                      argent.Centimes
	TicketModerateur         argent.Centimes
	Depassement              argent.Centimes
	Aide                     argent.Centimes
	AMC                      argent.Centimes
	ResteACharge             argent.Centimes
	Reglement                Reglement
	// Franchise will be withheld on what the visit prescribes; it is no part
	// of the bill.
	Franchise      argent.Centimes
	Compteurs      dossier.Compteurs
	Position       cotation.Position
	Avertissements dossier.Avertissements
}

// Reglement is when the money moves: what the patient pays at the desk, what
// comes back, what is withheld later when a third party paid too much.
type Reglement struct {
	AuCabinet      argent.Centimes
	RembourseApres argent.Centimes
	RetenuPlusTard argent.Centimes
}

// Moteur computes décomptes under one barème and reuses its room: one for each
// goroutine. Its zero is not usable; see [NouveauMoteur].
type Moteur struct {
	bareme  *bareme.Bareme
	facture cotation.Facture
	public  remboursement.Resultat
}

// NouveauMoteur returns an engine that follows the barème b.
func NouveauMoteur(b *bareme.Bareme) *Moteur { return &Moteur{bareme: b} }

// Bareme returns the table the engine follows.
func (m *Moteur) Bareme() *bareme.Bareme { return m.bareme }

// Calculer computes the décompte of d under the law in force on its date.
//
// Errors are *[Erreur]: see the packages dossier, convention and cotation, and
// hors-couverture for a date that the barème does not cover.
func Calculer(d Dossier) (Decompte, error) {
	var dec Decompte
	if err := NouveauMoteur(bareme.Officiel()).Calculer(&d, &dec, nil); err != nil {
		return Decompte{}, err
	}
	return dec, nil
}

// Expliquer computes the décompte of d and the steps that lead to it.
func Expliquer(d Dossier) (Decompte, *journal.Journal, error) {
	return NouveauMoteur(bareme.Officiel()).Expliquer(d)
}

// Expliquer computes the décompte of d and the steps that lead to it.
func (m *Moteur) Expliquer(d Dossier) (Decompte, *journal.Journal, error) {
	var dec Decompte
	j := new(journal.Journal)
	if err := m.Calculer(&d, &dec, j); err != nil {
		return Decompte{}, j, err
	}
	return dec, j, nil
}

// Calculer computes the décompte of d into dec, whose room it reuses. With a
// journal it records every step; with nil it computes the same.
func (m *Moteur) Calculer(d *Dossier, dec *Decompte, j *journal.Journal) error {
	if err := m.calculer(d, dec, j); err != nil {
		return err
	}
	return nil
}

func (m *Moteur) calculer(d *Dossier, dec *Decompte, j *journal.Journal) *dossier.Erreur {
	if err := d.Valider(); err != nil {
		return err
	}
	if err := couvert(d); err != nil {
		return err
	}
	e := m.bareme.Au(d.Date, d.Praticien.Zone)
	s, avertissements, err := convention.Situer(j, e, &d.Praticien)
	if err != nil {
		return err
	}
	if err := cotation.Coter(j, e, s, d, &m.facture); err != nil {
		return err
	}
	remboursement.Rembourser(j, e, d, &m.facture, &m.public)
	amc, a := complementaire.Payer(j, e, s, d, &m.facture, &m.public)
	*dec = Decompte{Lignes: dec.Lignes[:0], Avertissements: avertissements | a | m.facture.Avertissements | m.public.Avertissements}
	reste := m.bilan(j, d, dec, amc)
	franchise, compteurs := remboursement.Franchise(j, e, d)
	dec.Franchise, dec.Compteurs.FranchiseAnnee = franchise.Centimes(), compteurs.FranchiseAnnee
	m.avertir(d, e, dec, reste)
	return nil
}

// bilan closes the account and copies it to the décompte.
func (m *Moteur) bilan(j *journal.Journal, d *Dossier, dec *Decompte, amc journal.Somme) journal.Somme {
	f, r := &m.facture, &m.public
	reste := j.Moins(RegleReste, f.Honoraires, r.AMO)
	if !r.Aide.EstNulle() {
		reste = j.Moins(RegleReste, reste, r.Aide)
	}
	if !amc.EstNulle() {
		reste = j.Moins(RegleReste, reste, amc)
	}
	for i := range f.Lignes {
		l := &f.Lignes[i]
		dec.Lignes = append(dec.Lignes, Ligne{l.Code, l.Code.Nom(m.bareme.CCAM()), l.Technique, l.Base.Centimes(), l.Honoraires.Centimes()})
	}
	dec.Honoraires, dec.Base, dec.Taux = f.Honoraires.Centimes(), r.Base.Centimes(), r.Taux.Taux()
	dec.AMOBrut, dec.AMO = r.AMOBrut.Centimes(), r.AMO.Centimes()
	dec.MajorationHorsParcours = r.Majoration.Centimes()
	dec.ParticipationActeLourd = r.ParticipationActeLourd.Centimes()
	dec.ParticipationForfaitaire = r.ParticipationForfaitaire.Centimes()
	dec.TicketModerateur, dec.Depassement = r.TicketModerateur.Centimes(), r.Depassement.Centimes()
	dec.Aide, dec.AMC, dec.ResteACharge = r.Aide.Centimes(), amc.Centimes(), reste.Centimes()
	dec.Compteurs, dec.Position = r.Compteurs, f.Position
	dec.Reglement = regler(j, d, m, amc, reste)
	return reste
}

// regler tells when the money moves. In third-party payment AMO pays the
// doctor in full, the participation and the surcharge being withheld later;
// the C2S and the AME impose it on both shares.
func regler(j *journal.Journal, d *Dossier, m *Moteur, amc, reste journal.Somme) Reglement {
	r := &m.public
	tiers := d.TiersPayant
	if d.Patient.Aide == dossier.C2S || d.Patient.Aide == dossier.AME {
		tiers = dossier.TiersPayantIntegral
	}
	if tiers == dossier.SansTiersPayant {
		h := m.facture.Honoraires
		return Reglement{AuCabinet: h.Centimes(), RembourseApres: j.Moins(RegleRembourseApres, h, reste).Centimes()}
	}
	retenu := r.ParticipationForfaitaire
	if !r.Majoration.EstNulle() && d.Patient.Aide != dossier.C2S {
		retenu = j.Plus(RegleRetenu, retenu, r.Majoration)
	}
	regl := Reglement{RetenuPlusTard: retenu.Centimes()}
	if tiers == dossier.TiersPayantAMO {
		regl.AuCabinet = j.Plus(RegleAuCabinet, j.Moins(RegleAuCabinet, reste, retenu), amc).Centimes()
		regl.RembourseApres = amc.Centimes()
		return regl
	}
	// A contract that pays what is withheld can only do so afterwards.
	regl.AuCabinet = j.Difference(RegleAuCabinet, reste, retenu).Centimes()
	regl.RembourseApres = j.Difference(RegleRembourseApres, retenu, reste).Centimes()
	return regl
}

func (m *Moteur) avertir(d *Dossier, e bareme.Etat, dec *Decompte, reste journal.Somme) {
	a := &dec.Avertissements
	switch max(reste.Confiance(), m.public.Base.Confiance()) {
	case bareme.Moyenne:
		a.Ajouter(dossier.AvertConfianceMoyenne)
	case bareme.Basse:
		a.Ajouter(dossier.AvertConfianceBasse)
	}
	if a.Contient(dossier.AvertConfianceBasse) {
		a.Retirer(dossier.AvertConfianceMoyenne)
	}
	if dec.Depassement > 0 && dec.Honoraires >= e.Montant(bareme.SeuilDevis).Centimes() {
		a.Ajouter(dossier.AvertInformationEcrite)
	}
	if d.Praticien.Secteur == dossier.Secteur3 && e.Nombre(bareme.PrescriptionsNonConventionne).V == 0 {
		a.Ajouter(dossier.AvertPrescriptionsNonConventionne)
	}
	if len(m.bareme.Reformes()) > 0 {
		a.Ajouter(dossier.AvertHypothese)
	}
}

// couvert refuses a date before the first one the barème answers for.
func couvert(d *Dossier) *dossier.Erreur {
	if d.Date >= bareme.Couverture {
		return nil
	}
	return &dossier.Erreur{Code: "hors-couverture", Champ: "date",
		Message: "le barème ne couvre pas le " + d.Date.FR(), Indice: "il commence le " + bareme.Couverture.FR()}
}
