package explication

import (
	"strings"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/cotation"
	"github.com/opposable/opposable/journal"
)

// Entree is one line of the explanation: an amount or a rate, the operation
// that gave it, the rule in words and, for a jurist, its text and source.
type Entree struct {
	Numero    int    // step number, from 1
	Valeur    string // "21,00 €", "70 %", or "" for a plain fact
	Operation string // "30,00 € × 70 %"
	Phrase    string
	Code      string // "R-REMB-013"
	Titre     string
	Texte     string // legal basis
	Source    *Source
}

// Source is where a value of the barème was read.
type Source struct {
	Parametre string `json:"parametre"`
	Cle       string `json:"cle"`
	Depuis    string `json:"depuis"`
	Titre     string `json:"titre"`
	URL       string `json:"url,omitempty"`
	Nature    string `json:"nature"`
	Confiance string `json:"confiance"`
	Verifie   string `json:"verifie"`
	Note      string `json:"note,omitempty"`
	Hypothese string `json:"hypothese,omitempty"`
}

// fiches is indexed by rule; the rules of all stages together.
var fiches = indexer()

func indexer() map[journal.Regle]journal.Fiche {
	m := map[journal.Regle]journal.Fiche{}
	for _, f := range opposable.Regles() {
		m[f.Regle] = f
	}
	return m
}

// Fiche returns the statement of a rule.
func Fiche(r journal.Regle) journal.Fiche { return fiches[r] }

// Expliquer tells the steps that led to a décompte computed under b. A patient
// gets the steps that have plain words, a practitioner all of them, a jurist
// all of them with their texts and sources.
func Expliquer(etapes []journal.Etape, b *bareme.Bareme, p Profondeur, l Langue) []Entree {
	var entrees []Entree
	for i, e := range etapes {
		phrase, visible := phrase(e, p, l)
		if !visible {
			continue
		}
		f := fiches[e.Regle]
		n := Entree{
			Numero:    i + 1,
			Valeur:    valeur(e, l),
			Operation: operation(etapes, e, l),
			Code:      f.Code,
			Titre:     titre(f, l),
			Texte:     f.Texte,
		}
		if e.Source != journal.SansSource {
			n.Source = source(b, e.Source, l)
		}
		n.Phrase = remplir(phrase, etapes, e, n.Source, l)
		entrees = append(entrees, n)
	}
	return entrees
}

func titre(f journal.Fiche, l Langue) string {
	if l == EN {
		if t, ok := titresEN[f.Regle]; ok {
			return t
		}
	}
	return f.Titre
}

// valeur writes what a step gives.
func valeur(e journal.Etape, l Langue) string {
	switch {
	case e.Op == journal.OpNoter:
		return ""
	case compteKilometres(e):
		return l.choisir(strings.ReplaceAll(kilometres(e), ".", ","), kilometres(e)) + "\u00a0km"
	case e.Taux:
		return l.Taux(argent.Taux(e.V))
	}
	return l.Montant(argent.Centimes(e.V))
}

// compteKilometres tells that a step holds kilometres: as a factor of the
// tariff, the journal keeps them as a rate.
func compteKilometres(e journal.Etape) bool { return e.Taux && e.Regle == cotation.RegleKilometres }

// kilometres writes the kilometres of a step: "20", "7.50".
func kilometres(e journal.Etape) string {
	return strings.TrimSuffix(argent.Centimes(argent.Taux(e.V)/(argent.Un/100)).String(), ".00")
}

func operande(etapes []journal.Etape, pas int32, taux bool, l Langue) string {
	if pas == 0 {
		if taux {
			return l.Taux(0)
		}
		return l.Montant(0)
	}
	return valeur(etapes[pas-1], l)
}

// operation writes the arithmetic of a step with the values of its operands.
func operation(etapes []journal.Etape, e journal.Etape, l Langue) string {
	a, b := operande(etapes, e.A, e.Taux, l), operande(etapes, e.B, e.Taux, l)
	switch e.Op {
	case journal.OpLire, journal.OpLireTaux:
		return l.choisir("barème", "schedule")
	case journal.OpSaisir:
		return l.choisir("dossier", "given")
	case journal.OpPlus:
		return a + " + " + b
	case journal.OpMoins:
		return a + " − " + b
	case journal.OpDifference:
		return a + " − " + b + l.choisir(", au moins 0", ", at least 0")
	case journal.OpPart:
		return a + " × " + b
	case journal.OpMin:
		return l.choisir("le moindre de ", "the lesser of ") + a + l.choisir(" et ", " and ") + b
	case journal.OpMax:
		return l.choisir("le plus grand de ", "the greater of ") + a + l.choisir(" et ", " and ") + b
	case journal.OpChoix:
		return a + l.choisir(" (sinon ", " (otherwise ") + b + ")"
	}
	return ""
}

func remplir(phrase string, etapes []journal.Etape, e journal.Etape, s *Source, l Langue) string {
	if !strings.Contains(phrase, "{") {
		return phrase
	}
	parametre := ""
	if s != nil {
		parametre = s.Parametre
	}
	return strings.NewReplacer(
		"{v}", valeur(e, l),
		"{a}", operande(etapes, e.A, e.Taux, l),
		"{b}", operande(etapes, e.B, e.Taux, l),
		"{parametre}", parametre,
	).Replace(phrase)
}

// source describes the value of the barème numbered id.
func source(b *bareme.Bareme, id uint16, l Langue) *Source {
	f := b.Fiche(id)
	s := b.Source(id)
	p := f.Cle.Parametre()
	r := &Source{
		Parametre: l.Titre(p), Cle: p.Nom, Depuis: f.Valeur.Depuis.String(), Titre: s.Titre, URL: s.URL, Nature: s.Nature,
		Confiance: f.Valeur.Confiance.String(), Verifie: f.Verifie.String(), Note: f.Note,
	}
	if f.Hypothese != "" {
		r.Hypothese, r.Titre = f.Hypothese, l.choisir("Réforme hypothétique : ", "Hypothetical reform: ")+f.Hypothese
	}
	return r
}

// Sources lists once each value of the barème that the steps read, in order.
func Sources(etapes []journal.Etape, b *bareme.Bareme, l Langue) []Source {
	liste := []Source{}
	vus := map[uint16]bool{}
	for _, e := range etapes {
		if e.Source == journal.SansSource || vus[e.Source] {
			continue
		}
		vus[e.Source] = true
		liste = append(liste, *source(b, e.Source, l))
	}
	return liste
}
