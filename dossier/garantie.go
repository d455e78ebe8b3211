package dossier

import (
	"strings"

	"github.com/opposable/opposable/argent"
)

// Ecriture is the way a guarantee is written, hence what its rate means.
type Ecriture uint8

// Writings of a guarantee.
const (
	SansGarantie Ecriture = iota
	// AMOIncluse: AMO and AMC together reach the rate ("150 % BR").
	AMOIncluse
	// EnSus: AMC alone reaches the rate, on top of AMO ("+100 %").
	EnSus
	// FraisReels: AMC pays up to the expense.
	FraisReels
)

// Niveau is what a guarantee pays for one kind of practitioner, as a rate of
// the base retained by AMO.
type Niveau struct {
	Ecriture Ecriture
	Taux     argent.Taux
}

// Garantie is one guarantee in shorthand: "200%", "+100%", "FR",
// "150%/130%:net", "300%:libre". Its zero is no guarantee.
type Garantie struct {
	// OPTAM bears on secteur 1 and on practitioners under a commitment, Hors
	// on the others.
	OPTAM, Hors Niveau
	// Nette caps AMO after the participation forfaitaire, plus AMC (method
	// "net"); otherwise AMO before it (method "brut"). Insurers use both.
	Nette bool
	// Unique tells that one level was written: what the contract pays under
	// OPTAM is then unknown, and no gap can be required.
	Unique bool
	// Libre frees the contract from the rules of the contrat responsable.
	Libre bool
}

// EstVide tells that there is no guarantee.
func (g Garantie) EstVide() bool {
	return g.OPTAM.Ecriture == SansGarantie && g.Hors.Ecriture == SansGarantie
}

// ParseGarantie reads the shorthand. An empty text is no guarantee.
func ParseGarantie(s string) (Garantie, *Erreur) {
	var g Garantie
	corps := strings.ToLower(strings.TrimSpace(s))
	if corps == "" {
		return g, nil
	}
	for {
		avant, suffixe, trouve := cutLast(corps, ":")
		if !trouve {
			break
		}
		switch suffixe {
		case "net":
			g.Nette = true
		case "brut":
			g.Nette = false
		case "libre":
			g.Libre = true
		default:
			return Garantie{}, garantieIllisible(s)
		}
		corps = avant
	}
	optam, hors, deux := strings.Cut(corps, "/")
	g.Unique = !deux
	var ok1, ok2 bool
	g.OPTAM, ok1 = parseNiveau(optam)
	g.Hors, ok2 = g.OPTAM, true
	if deux {
		g.Hors, ok2 = parseNiveau(hors)
	}
	if !ok1 || !ok2 {
		return Garantie{}, garantieIllisible(s)
	}
	return g, nil
}

func cutLast(s, sep string) (avant, apres string, trouve bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+1:]), true
	}
	return s, "", false
}

// tauxMax bounds a guarantee at 10 000 %: beyond it is a typing error.
const tauxMax = 100 * argent.Un

func parseNiveau(s string) (Niveau, bool) {
	s = strings.TrimSpace(s)
	if m := Normaliser(s); m == "fr" || m == "frais_reels" {
		return Niveau{Ecriture: FraisReels}, true
	}
	e := AMOIncluse
	if reste, plus := strings.CutPrefix(s, "+"); plus {
		e, s = EnSus, reste
	}
	s = strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(s, "brss"), "br"))
	if !strings.HasSuffix(s, "%") {
		return Niveau{}, false
	}
	t, err := argent.ParseTaux(s)
	if err != nil || t > tauxMax {
		return Niveau{}, false
	}
	return Niveau{Ecriture: e, Taux: t}, true
}

func garantieIllisible(s string) *Erreur {
	return &Erreur{Code: "garantie-illisible", Message: "garantie illisible : « " + s + " »",
		Indice: "écrivez 200%, +100%, FR, ou 150%/130% pour OPTAM / hors OPTAM, avec :net ou :libre au besoin"}
}

// String writes the shorthand back.
func (g Garantie) String() string {
	if g.EstVide() {
		return ""
	}
	s := g.OPTAM.string()
	if !g.Unique {
		s += "/" + g.Hors.string()
	}
	if g.Nette {
		s += ":net"
	}
	if g.Libre {
		s += ":libre"
	}
	return s
}

func (n Niveau) string() string {
	switch n.Ecriture {
	case FraisReels:
		return "FR"
	case EnSus:
		return "+" + n.Taux.String() + "%"
	}
	return n.Taux.String() + "%"
}
