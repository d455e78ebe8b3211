package explication

import (
	"fmt"
	"html"
	"strings"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/argent"
)

// Part is one payer's share of the fee, as the picture and its legend show it.
type Part struct {
	Nom     string // class of the SVG element: amo, aide, amc, reste, retenue
	Libelle string
	Montant argent.Centimes
	Couleur string
}

// Parts returns who pays what, in the order of payment, zero shares left out.
// What nobody may refund (participation, surcharge) is set apart.
func Parts(dec *opposable.Decompte, l Langue) []Part {
	retenue := retenue(dec)
	toutes := []Part{
		{"amo", l.choisir("Assurance maladie", "Assurance maladie"), dec.AMO, "#1f5f8b"},
		{"aide", l.choisir("Aide publique", "Public cover"), dec.Aide, "#3d7f5f"},
		{"amc", l.choisir("Complémentaire", "Complémentaire"), dec.AMC, "#6a5a9c"},
		{"reste", l.choisir("À votre charge", "Left to you"), dec.ResteACharge - retenue, "#b5562b"},
		{"retenue", l.choisir("Jamais remboursé", "Never refunded"), retenue, "#7a3014"},
	}
	parts := toutes[:0]
	for _, p := range toutes {
		if p.Montant > 0 {
			parts = append(parts, p)
		}
	}
	return parts
}

// Barre draws the shares as one horizontal bar. The SVG stands alone: it has a
// title, a description that says every amount, and no style that a strict
// content policy would refuse.
func Barre(dec *opposable.Decompte, l Langue) string {
	const largeur, hauteur = 600, 56
	parts := Parts(dec, l)
	var desc []string
	for _, p := range parts {
		desc = append(desc, p.Libelle+l.choisir(" : ", ": ")+l.Montant(p.Montant))
	}
	var s strings.Builder
	fmt.Fprintf(&s, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-label="%s" class="barre">`,
		largeur, hauteur, largeur, hauteur, html.EscapeString(l.choisir("Qui paie quoi : ", "Who pays what: ")+strings.Join(desc, ", ")))
	fmt.Fprintf(&s, `<title>%s</title>`, html.EscapeString(l.choisir("Qui paie quoi", "Who pays what")))
	if dec.Honoraires > 0 {
		var x, cumul int64
		for _, p := range parts {
			cumul += int64(p.Montant)
			fin := cumul * largeur / int64(dec.Honoraires)
			fmt.Fprintf(&s, `<rect class="part-%s" x="%d" y="0" width="%d" height="%d" fill="%s"/>`, p.Nom, x, max(fin-x, 1), hauteur, p.Couleur)
			if fin-x >= 70 {
				fmt.Fprintf(&s, `<text x="%d" y="34" text-anchor="middle" font-family="sans-serif" font-size="16" fill="#ffffff">%s</text>`, (x+fin)/2, l.Montant(p.Montant))
			}
			x = fin
		}
	}
	s.WriteString(`</svg>`)
	return s.String()
}
