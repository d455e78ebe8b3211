package explication

import (
	"github.com/opposable/opposable"
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/cotation"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
	"github.com/opposable/opposable/journal"
	"github.com/opposable/opposable/nomenclature"
)

// Versions of the two answers of billing.
const (
	VersionPropositions = "opposable.propositions.v1"
	VersionControle     = "opposable.controle.v1"
)

// Propositions lists the lawful ways to bill what was done, best first, as
// programs read them.
type Propositions struct {
	Format       string        `json:"format"`
	Date         string        `json:"date"`
	Propositions []Proposition `json:"propositions"`
	Bareme       BaremeJSON    `json:"bareme"`
}

// Ways to bill: at the opposable tariff, or with the letters of secteur 2
// without option that exceeds it.
const (
	ModeOpposable   = "opposable"
	ModeDepassement = "depassement"
)

// Proposition is one way, priced.
type Proposition struct {
	Codes []string        `json:"codes"`
	Mode  string          `json:"mode"`
	Tarif argent.Centimes `json:"tarif"`
	// Honoraires is nil when the fee is free and none was given: the amounts
	// that follow are then those of a fee at the tariff.
	Honoraires       *argent.Centimes    `json:"honoraires"`
	HonorairesLibres bool                `json:"honoraires_libres"`
	Base             argent.Centimes     `json:"base"`
	AMO              argent.Centimes     `json:"amo"`
	TicketModerateur argent.Centimes     `json:"ticket_moderateur"`
	Aide             argent.Centimes     `json:"aide"`
	AMC              argent.Centimes     `json:"amc"`
	ResteACharge     argent.Centimes     `json:"reste_a_charge"`
	Avertissements   []AvertissementJSON `json:"avertissements"`
	Lignes           []LigneProposee     `json:"lignes"`
	// Dossier is the same question with these codes, ready to be computed.
	Dossier opposable.Dossier `json:"dossier"`
}

// LigneProposee is one line of a proposition and why it may be billed.
type LigneProposee struct {
	Code    string          `json:"code"`
	Libelle string          `json:"libelle"`
	Tarif   argent.Centimes `json:"tarif"`
	Raison  string          `json:"raison"`
	Source  *SourceRegle    `json:"source,omitempty"`
	// Technique is absent of a letter of the NGAP.
	Technique *LigneTechnique `json:"technique,omitempty"`
}

// SourceRegle is the text that states a rule of the nomenclature.
type SourceRegle struct {
	Titre  string `json:"titre"`
	Nature string `json:"nature"`
	URL    string `json:"url,omitempty"`
}

// Controle is what the rules say of acts already chosen, as programs read it.
type Controle struct {
	Format  string  `json:"format"`
	Accepte bool    `json:"accepte"`
	Fautes  []Faute `json:"fautes"`
	// Reserves are the codes accepted on the word of who bills them.
	Reserves []ReserveCode `json:"reserves,omitempty"`
	// Decompte is nil when a fault was found.
	Decompte *Reponse `json:"decompte,omitempty"`
}

// ReserveCode is a code whose circumstances nobody stated.
type ReserveCode struct {
	Code  string `json:"code"`
	Regle string `json:"regle"`
}

// Faute is what is wrong with an act and how to repair it. The error is in
// French; the rule is in the reader's language.
type Faute struct {
	Code    string       `json:"code"`
	Message string       `json:"message"`
	Indice  string       `json:"indice,omitempty"`
	Champ   string       `json:"champ,omitempty"`
	Regle   string       `json:"regle,omitempty"`
	Source  *SourceRegle `json:"source,omitempty"`
}

// AProposer tells that some act is given by its nature: codes are to be
// proposed. Otherwise all have one, and are to be checked.
func AProposer(d *dossier.Dossier) bool {
	for i := range d.Actes {
		if d.Actes[i].Nature != dossier.SansNature {
			return true
		}
	}
	return false
}

// ReponsePropositions puts what the engine proposes for d, under b, in the form
// programs read.
func ReponsePropositions(propositions []opposable.Proposition, d opposable.Dossier, b *bareme.Bareme, l Langue) Propositions {
	r := Propositions{Format: VersionPropositions, Date: d.Date.String(), Propositions: []Proposition{}, Bareme: BaremeJSON{bareme.Empreinte, b.Reformes()}}
	for i := range propositions {
		r.Propositions = append(r.Propositions, proposition(&propositions[i], b, l))
	}
	return r
}

func proposition(p *opposable.Proposition, b *bareme.Bareme, l Langue) Proposition {
	dec := &p.Decompte
	r := Proposition{
		Codes: []string{}, Mode: ModeOpposable, Tarif: p.Tarif, HonorairesLibres: p.HonorairesLibres,
		Base: dec.Base, AMO: dec.AMO, TicketModerateur: dec.TicketModerateur, Aide: dec.Aide, AMC: dec.AMC, ResteACharge: dec.ResteACharge,
		Avertissements: Avertissements(dec.Avertissements, l), Lignes: []LigneProposee{}, Dossier: p.Dossier,
	}
	if p.Depasse {
		r.Mode = ModeDepassement
	}
	if !p.HonorairesLibres {
		r.Honoraires = &dec.Honoraires
	}
	for i := range dec.Lignes {
		ligne := decrireLigne(&dec.Lignes[i], b, l)
		raison, source := l.raison(dec.Lignes[i].Code, &p.Dossier)
		r.Codes = append(r.Codes, ligne.Code)
		r.Lignes = append(r.Lignes, LigneProposee{ligne.Code, ligne.Libelle, ligne.Base, raison, source, ligne.Technique})
	}
	return r
}

// raison says why a code may be billed: its rule or, for a code that has none,
// the situation it is kept for.
func (l Langue) raison(c nomenclature.Code, d *dossier.Dossier) (string, *SourceRegle) {
	a := c.Acte()
	switch {
	case d.Praticien.Secteur == dossier.Secteur3:
		return l.choisir("tarif d'autorité : hors de la convention, aucune majoration", "tarif d'autorité: outside the convention, no majoration"), nil
	case a.Famille == nomenclature.FamilleTechnique:
		return l.choisir("acte technique de la CCAM, avec les modificateurs que les circonstances ouvrent", "technical act of the CCAM, with the modifiers that the circumstances open"), nil
	case a.Regle != "":
		return l.choisir(a.Regle, a.RegleEN), sourceRegle(a.Source)
	}
	return l.reserve(c, d.Date), nil
}

func (l Langue) reserve(c nomenclature.Code, au jour.Jour) string {
	switch c.ReserveAu(au) {
	case nomenclature.ReserveOpposable:
		return l.choisir("au tarif opposable : secteur 1, médecin sous option, ou secteur 2 qui ne dépasse pas",
			"at the opposable tariff: secteur 1, doctor under an option, or secteur 2 that does not exceed it")
	case nomenclature.ReserveDepassement:
		return l.choisir("secteur 2 sans option, pour des honoraires au-dessus du tarif opposable",
			"secteur 2 without option, for a fee above the opposable tariff")
	}
	return l.choisir("dans tout secteur conventionné, que le médecin dépasse ou non", "in any secteur under the convention, whether the doctor exceeds the tariff or not")
}

func sourceRegle(i uint16) *SourceRegle {
	s := bareme.Sources[i]
	return &SourceRegle{s.Titre, s.Nature, s.URL}
}

// Controler checks the acts of d; accepted, it also records the steps of their
// décompte, for the sources that the answer quotes.
func Controler(m *opposable.Moteur, d opposable.Dossier) (opposable.Controle, *journal.Journal, error) {
	c, err := m.Controler(d)
	if err != nil || len(c.Fautes) > 0 {
		return c, nil, err
	}
	_, j, err := m.Expliquer(c.Dossier)
	return c, j, err
}

// ReponseControle puts what [Controler] found of d, under b, in the form
// programs read.
func ReponseControle(c opposable.Controle, d opposable.Dossier, j *journal.Journal, b *bareme.Bareme, l Langue) Controle {
	r := Controle{Format: VersionControle, Accepte: len(c.Fautes) == 0, Fautes: []Faute{}}
	for i := range c.Fautes {
		r.Fautes = append(r.Fautes, faute(&c.Fautes[i], l))
	}
	if r.Accepte {
		dec := Repondre(&c.Dossier, &c.Decompte, j, b, false, l)
		r.Decompte = &dec
		for _, code := range c.Presumes {
			r.Reserves = append(r.Reserves, ReserveCode{code.String(), l.choisir(code.Acte().Regle, code.Acte().RegleEN)})
		}
	}
	return r
}

func faute(f *cotation.Faute, l Langue) Faute {
	e := f.Erreur
	r := Faute{Code: e.Code, Message: e.Message, Indice: e.Indice, Champ: e.Champ, Regle: l.choisir(f.Texte, f.TexteEN)}
	if f.Texte != "" {
		r.Source = sourceRegle(f.Source)
	}
	return r
}
