package opposable

import (
	"github.com/opposable/opposable/complementaire"
	"github.com/opposable/opposable/convention"
	"github.com/opposable/opposable/cotation"
	"github.com/opposable/opposable/journal"
	"github.com/opposable/opposable/remboursement"
)

// Rules of the balance.
const (
	RegleReste journal.Regle = journal.RangDecompte + iota
	RegleRembourseApres
	RegleRetenu
	RegleAuCabinet
)

var regles = []journal.Fiche{
	{Regle: RegleReste, Code: "R-DECO-001", Titre: "Reste à charge", Texte: "Honoraires, moins ce que les autres paient"},
	{Regle: RegleRembourseApres, Code: "R-DECO-002", Titre: "Remboursé après la visite", Texte: "Sans tiers payant, le patient avance tout"},
	{Regle: RegleRetenu, Code: "R-DECO-003", Titre: "Retenu plus tard", Texte: "En tiers payant, participation et majoration sont récupérées ensuite (RG_VF671, L160-13)"},
	{Regle: RegleAuCabinet, Code: "R-DECO-004", Titre: "À régler au cabinet", Texte: "Reste à charge, moins ce qui sera retenu plus tard"},
}

// Regles returns every rule of the engine, in the order of the stages.
func Regles() []journal.Fiche {
	var l []journal.Fiche
	for _, etape := range [][]journal.Fiche{convention.Regles, cotation.Regles, remboursement.Regles, complementaire.Regles, regles} {
		l = append(l, etape...)
	}
	return l
}
