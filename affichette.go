package opposable

import (
	"slices"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/convention"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
	"github.com/opposable/opposable/nomenclature"
)

// SituationAffichee is the status of a doctor as a notice must state it: it
// picks the sentences (Code de la santé publique, R1111-22).
type SituationAffichee uint8

// Situations of a notice.
const (
	AfficheSecteur1 SituationAffichee = iota
	AfficheDP
	AfficheSecteur2
	AfficheOption
	AfficheSecteur3
)

// String returns a stable word.
func (s SituationAffichee) String() string {
	return [...]string{"secteur1", "dp", "secteur2", "option", "secteur3"}[s]
}

// Rubrique gathers the acts of a notice.
type Rubrique uint8

// Parts of a notice: what every doctor displays, the usual acts, and the
// nights and Sundays.
const (
	RubriquePrincipale Rubrique = iota
	RubriqueUsuelle
	RubriqueGarde
)

// String returns a stable word.
func (r Rubrique) String() string { return [...]string{"principale", "usuelle", "garde"}[r] }

// Affichette is the notice of fees that a doctor displays (R1111-21 to
// R1111-25, arrêté du 30 mai 2018).
type Affichette struct {
	Praticien   dossier.Praticien
	Date        jour.Jour
	Situation   SituationAffichee
	Prestations []PrestationAffichee
	// SeuilDevis is the total from which an excess must be announced in writing.
	SeuilDevis argent.Centimes
}

// PrestationAffichee is one act of the notice, priced.
type PrestationAffichee struct {
	Cle      string
	Rubrique Rubrique
	Codes    []nomenclature.Code
	// Fixe: the tariff binds the doctor here, and De = A = Tarif.
	Fixe  bool
	Tarif argent.Centimes
	// De and A are the lowest and the highest fee, equal for a single one and
	// zero when the doctor did not give it.
	De, A argent.Centimes
	// Base is what the refund of the fee A is computed on. BaseAuTarif is the
	// base at the opposable tariff, or zero where the fees do not reach down to
	// it.
	Base, BaseAuTarif argent.Centimes
}

// HonorairesAffiches are the fees a doctor asks for one act of the notice.
type HonorairesAffiches struct {
	Cle   string
	De, A argent.Centimes
}

// Affichette prices the acts that a notice may list for the doctor p on that
// day. An act that is not open to p, or whose tariff nobody published, is
// absent; so is one billed like another before it. Fees are ignored where the
// tariff is set.
//
// Errors are *[Erreur]: fourchette-inversee, and those of [Moteur.Proposer]
// when no act at all has a price.
func (m *Moteur) Affichette(p dossier.Praticien, date jour.Jour, honoraires []HonorairesAffiches) (Affichette, error) {
	a := Affichette{Praticien: p, Date: date}
	d := Dossier{Date: date, Praticien: p, Actes: []dossier.Acte{{Nature: dossier.Consultation}}}
	s, err := m.situer(&d)
	if err != nil {
		return a, err
	}
	a.Situation = situationAffichee(s, p)
	a.SeuilDevis = m.bareme.Au(date, p.Zone).Montant(bareme.SeuilDevis).Centimes()
	for _, h := range honoraires {
		if h.De > h.A || h.De < 0 {
			return a, &dossier.Erreur{Code: "fourchette-inversee", Champ: h.Cle, Message: "le prix le plus bas dépasse le plus haut", Indice: "donnez un seul prix, ou le plus bas puis le plus haut"}
		}
	}
	var refus error
	for _, modele := range prestations {
		essai := d
		essai.Actes = []dossier.Acte{{Nature: dossier.Consultation}}
		modele.poser(&essai, &essai.Actes[0])
		i := slices.IndexFunc(honoraires, func(h HonorairesAffiches) bool { return h.Cle == modele.cle })
		var h HonorairesAffiches
		if i >= 0 {
			h = honoraires[i]
		}
		prix, err := m.afficher(s, essai, h)
		if err != nil {
			refus = err
			continue
		}
		prix.Cle, prix.Rubrique = modele.cle, modele.rubrique
		if !slices.ContainsFunc(a.Prestations, prix.pareille) {
			a.Prestations = append(a.Prestations, prix)
		}
	}
	if len(a.Prestations) == 0 {
		return a, refus
	}
	return a, nil
}

func situationAffichee(s convention.Situation, p dossier.Praticien) SituationAffichee {
	switch {
	case s.NonConventionne():
		return AfficheSecteur3
	case !s.DepassementLibre():
		return AfficheSecteur1
	case s.Secteur == dossier.SecteurDP:
		return AfficheDP
	case s.GrilleOpposable():
		return AfficheOption
	}
	return AfficheSecteur2
}

// pareille tells that the same codes are billed at the same price.
func (p PrestationAffichee) pareille(q PrestationAffichee) bool {
	return slices.Equal(p.Codes, q.Codes) && p.Tarif == q.Tarif && p.Base == q.Base && p.Fixe == q.Fixe
}

// afficher prices one act, at the tariff and at the fee.
func (m *Moteur) afficher(s convention.Situation, d Dossier, h HonorairesAffiches) (PrestationAffichee, error) {
	l, err := m.Proposer(d)
	if err != nil {
		return PrestationAffichee{}, err
	}
	p := PrestationAffichee{Codes: l[0].Codes, Tarif: l[0].Tarif, Base: l[0].Decompte.Base}
	depasse := slices.IndexFunc(l, func(x Proposition) bool { return x.Depasse })
	if !m.libre(d, p.Tarif) {
		p.Fixe, p.De, p.A, p.BaseAuTarif = true, p.Tarif, p.Tarif, p.Base
		return p, nil
	}
	p.De, p.A = h.De, h.A
	if h.De <= p.Tarif {
		p.BaseAuTarif = p.Base
	}
	if s.ChangeDeLettre() && depasse >= 0 && (h.A == 0 || h.A > p.Tarif) {
		p.Codes, p.Base = l[depasse].Codes, l[depasse].Decompte.Base
	}
	return p, nil
}

// libre asks the engine whether a fee above the tariff may be billed.
func (m *Moteur) libre(d Dossier, tarif argent.Centimes) bool {
	d.Honoraires, d.HonorairesSaisis = tarif+1000, true
	l, err := m.Proposer(d)
	return err == nil && slices.ContainsFunc(l, func(p Proposition) bool { return p.Decompte.Honoraires == d.Honoraires })
}
