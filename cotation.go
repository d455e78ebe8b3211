package opposable

import (
	"errors"
	"slices"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/convention"
	"github.com/opposable/opposable/cotation"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/nomenclature"
)

// Proposition is one lawful way to bill what the dossier describes, priced.
type Proposition struct {
	// Codes are those of the whole bill, in its order.
	Codes []nomenclature.Code
	// Tarif is what they are worth together.
	Tarif argent.Centimes
	// Depasse: letters of secteur 2 without option for a fee above the
	// opposable tariff.
	Depasse bool
	// HonorairesLibres: no fee was given where it is free; the décompte is that
	// of a fee at the tariff, whose refund does not depend on the excess.
	HonorairesLibres bool
	// Dossier is the same question with these codes written out.
	Dossier  Dossier
	Decompte Decompte
}

// Proposer lists the lawful ways to bill the first act of d given by its
// nature, the other acts kept: the opposable tariff first, dearest first. It
// never returns what [Moteur.Controler] refuses.
//
// Errors are *[Erreur]: nature-manquante when every act has a code, and those
// of [Moteur.Calculer].
func (m *Moteur) Proposer(d Dossier) ([]Proposition, error) {
	s, err := m.situer(&d)
	if err != nil {
		return nil, err
	}
	techniques, err := m.avecModificateurs(&d, s)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(d.Actes, func(a dossier.Acte) bool { return a.Nature != dossier.SansNature })
	switch {
	case i < 0 && techniques:
		return m.proposerTechniques(d, s)
	case i < 0:
		return nil, &dossier.Erreur{Code: "nature-manquante", Champ: "actes", Message: "dites ce qui a été fait par sa nature : les codes seront proposés", Indice: `par exemple {"nature": "consultation"}`}
	case s.NonConventionne():
		// One base and no majoration: the nature is billed as it is.
		p := Proposition{Dossier: d, Depasse: true}
		if err := m.chiffrer(&p, d, s); err != nil {
			return nil, err
		}
		return []Proposition{p}, nil
	}
	trouvees, faute := cotation.Proposer(m.bareme.Au(d.Date, d.Praticien.Zone), s, &d, i)
	if faute != nil {
		return nil, faute
	}
	var l []Proposition
	var refus error
	for _, t := range trouvees {
		p := Proposition{Depasse: t.Depasse, Dossier: ecrireCodes(d, i, t.Codes)}
		if err := m.chiffrer(&p, d, s); err != nil {
			refus = err
			continue
		}
		l = append(l, p)
	}
	if len(l) == 0 && refus != nil {
		return nil, refus
	}
	if err := m.honorairesRefuses(d, l); err != nil {
		return nil, err
	}
	return l, nil
}

// honorairesRefuses tells why the fee of d is lawful in no proposition: at the
// tariff only, a higher one would be dropped without a word.
func (m *Moteur) honorairesRefuses(d Dossier, l []Proposition) error {
	libre := slices.ContainsFunc(l, func(p Proposition) bool { return p.Depasse })
	if libre || !d.HonorairesSaisis || !slices.ContainsFunc(l, func(p Proposition) bool { return p.Decompte.Honoraires < d.Honoraires }) {
		return nil
	}
	var dec Decompte
	return m.Calculer(&d, &dec, nil)
}

// avecModificateurs writes on the technical acts of d, claimed without any, the
// modifiers that the circumstances open; it tells whether there is such an act.
func (m *Moteur) avecModificateurs(d *Dossier, s convention.Situation) (techniques bool, err error) {
	t := m.bareme.CCAM()
	if !slices.ContainsFunc(d.Actes, func(a dossier.Acte) bool { return t.Existe(a.Code) }) {
		return false, nil
	}
	lettres, faute := cotation.ProposerModificateurs(m.bareme.Au(d.Date, d.Praticien.Zone), s, d)
	if faute != nil {
		return true, faute
	}
	d.Actes = slices.Clone(d.Actes)
	for i, l := range lettres {
		d.Actes[i].Technique.Modificateurs += l
	}
	return true, nil
}

// proposerTechniques bills technical acts alone, with their modifiers.
func (m *Moteur) proposerTechniques(d Dossier, s convention.Situation) ([]Proposition, error) {
	p := Proposition{Dossier: d, Depasse: s.ChangeDeLettre()}
	if err := m.chiffrer(&p, d, s); err != nil {
		return nil, err
	}
	return []Proposition{p}, nil
}

// ecrireCodes replaces act i, given by its nature, with its codes; each keeps
// the circumstances, the hour and the way.
func ecrireCodes(d Dossier, i int, codes []nomenclature.Code) Dossier {
	ecrits := make([]dossier.Acte, len(codes))
	for k, c := range codes {
		ecrits[k] = d.Actes[i]
		ecrits[k].Nature, ecrits[k].Code = dossier.SansNature, c.String()
		ecrits[k].Honoraires, ecrits[k].HonorairesSaisis = 0, false
	}
	d.Actes = slices.Concat(d.Actes[:i], ecrits, d.Actes[i+1:])
	return d
}

// chiffrer prices a proposition: its codes are written, its fee is not.
func (m *Moteur) chiffrer(p *Proposition, d Dossier, s convention.Situation) error {
	tarif, err := m.tarifDe(p.Dossier, s)
	if err != nil {
		return err
	}
	p.Tarif = tarif
	p.facturer(&d, s)
	if err := m.Calculer(&p.Dossier, &p.Decompte, nil); err != nil {
		return err
	}
	for _, l := range p.Decompte.Lignes {
		p.Codes = append(p.Codes, l.Code)
	}
	return nil
}

// tarifDe is what the acts of d are worth together, whatever the fee.
func (m *Moteur) tarifDe(d Dossier, s convention.Situation) (argent.Centimes, error) {
	d.Actes = slices.Clone(d.Actes)
	for i := range d.Actes {
		d.Actes[i].Honoraires, d.Actes[i].HonorairesSaisis = 0, false
	}
	d.Honoraires, d.HonorairesSaisis = 0, false
	var f cotation.Facture
	// A free fee that is not given stops the bill after its tariffs.
	if err := cotation.Coter(nil, m.bareme.Au(d.Date, d.Praticien.Zone), s, &d, &f); err != nil && err.Code != "honoraires-manquants" {
		return 0, err
	}
	return f.Tarif.Centimes(), nil
}

// facturer sets the fee of a proposition: the one given, save at the opposable
// tariff of secteur 2 without option, which it may not exceed; else the tariff.
func (p *Proposition) facturer(d *Dossier, s convention.Situation) {
	demande, saisis := d.Honoraires, d.HonorairesSaisis
	for i := range p.Dossier.Actes {
		a := &p.Dossier.Actes[i]
		if a.HonorairesSaisis && !d.HonorairesSaisis {
			demande, saisis = demande+a.Honoraires, true
		}
		a.Honoraires, a.HonorairesSaisis = 0, false
	}
	p.Dossier.Honoraires, p.Dossier.HonorairesSaisis = demande, saisis
	switch {
	case saisis && s.PerdAuDepassement() && !p.Depasse && demande > p.Tarif:
		p.Dossier.Honoraires = p.Tarif
	case !saisis && (s.DepassementLibre() || s.NonConventionne()):
		p.Dossier.Honoraires, p.Dossier.HonorairesSaisis = p.Tarif, true
		p.HonorairesLibres = p.Depasse
	}
}

// Controle is what the rules say of acts already chosen.
type Controle struct {
	// Fautes is empty when the acts may be billed.
	Fautes []cotation.Faute
	// Dossier and Decompte are meaningful only without a fault: a free fee that
	// was not given is then the tariff.
	Dossier  Dossier
	Decompte Decompte
	// Presumes are the codes whose circumstances nobody stated.
	Presumes []nomenclature.Code
}

// Controler checks the acts of d against the rules of the nomenclature, then
// the fee: accepted, or each fault with its rule and its repair.
//
// The error, a *[Erreur], is of a dossier that cannot be read by the rules at
// all: incomplete, or outside the coverage.
func (m *Moteur) Controler(d Dossier) (Controle, error) {
	var c Controle
	s, err := m.situer(&d)
	if err != nil {
		return c, err
	}
	c.Fautes = cotation.Controler(m.bareme.Au(d.Date, d.Praticien.Zone), s, &d)
	if len(c.Fautes) > 0 {
		return c, nil
	}
	err = m.Calculer(&d, &c.Decompte, nil)
	var refus *dossier.Erreur
	if errors.As(err, &refus) && refus.Code == "honoraires-manquants" {
		// The acts are what is checked: a free fee that is not given is theirs.
		d.HonorairesSaisis = true
		if d.Honoraires, err = m.tarifDe(d, s); err == nil {
			err = m.Calculer(&d, &c.Decompte, nil)
		}
	}
	c.Dossier, c.Presumes = d, cotation.Presumer(m.bareme.Au(d.Date, d.Praticien.Zone), s, &d)
	if errors.As(err, &refus) {
		c.Fautes = []cotation.Faute{{Erreur: refus}}
	}
	return c, nil
}

// situer reads the practitioner's status, after the checks that any question
// goes through.
func (m *Moteur) situer(d *Dossier) (convention.Situation, error) {
	if err := d.Valider(); err != nil {
		return convention.Situation{}, err
	}
	if err := couvert(d); err != nil {
		return convention.Situation{}, err
	}
	s, _, err := convention.Situer(nil, m.bareme.Au(d.Date, d.Praticien.Zone), &d.Praticien)
	if err != nil {
		return s, err
	}
	return s, nil
}
