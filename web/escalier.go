package web

import (
	"fmt"
	"html"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/explication"
	"github.com/opposable/opposable/jour"
)

// A marche is one step of a chart: a value from a day to the day before the
// next one. Without a value the stairs are broken.
type marche struct {
	debut, fin jour.Jour
	v          int64
	vide       bool
	libelle    string
}

// Size of the chart and of its margins, in units of its viewBox.
const (
	dessinLargeur, dessinHauteur          = 680, 240
	margeGauche, margeDroite, margeDuHaut = 16, 16, 34
	margeDuBas                            = 34
)

// escalier draws the history of a key in one zone: time to the right, values
// upwards from zero. It is described by the table that follows it.
func (s *site) escalier(l explication.Langue, c bareme.Cle, z dossier.Zone) template.HTML {
	marches := s.marches(l, c, z)
	var plus int64
	for _, m := range marches {
		plus = max(plus, m.v)
	}
	if plus == 0 || len(marches) == 0 {
		return ""
	}
	debut, fin := marches[0].debut, marches[len(marches)-1].fin
	x := func(j jour.Jour) int {
		return margeGauche + int(int64(j-debut)*(dessinLargeur-margeGauche-margeDroite)/int64(fin-debut))
	}
	y := func(v int64) int {
		const haut = dessinHauteur - margeDuHaut - margeDuBas
		return dessinHauteur - margeDuBas - int(v*haut/plus)
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="escalier" viewBox="0 0 %d %d" role="img" aria-label="%s">`, dessinLargeur, dessinHauteur, html.EscapeString(decrire(l, marches)))
	axe(&b, debut, fin, x)
	tracer(&b, marches, x, y)
	etiqueter(&b, marches, x, y)
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

// marches orders the values from the oldest to today, or a little after the
// last announced one.
func (s *site) marches(l explication.Langue, c bareme.Cle, z dossier.Zone) []marche {
	fiches := s.Bareme.Histoire(c, z)
	slices.Reverse(fiches)
	var m []marche
	for i, f := range fiches {
		un := marche{debut: f.Valeur.Depuis, v: f.Valeur.V, vide: f.Valeur.Supprime || f.Inconnue, libelle: ecrireValeur(l, c.Parametre().Genre, f.Valeur.V)}
		if un.vide {
			un.v, un.libelle = 0, ""
		}
		if i+1 < len(fiches) {
			un.fin = fiches[i+1].Valeur.Depuis
		} else {
			un.fin = max(s.Aujourdhui(), un.debut+180)
		}
		m = append(m, un)
	}
	return m
}

func decrire(l explication.Langue, marches []marche) string {
	var s []string
	for _, m := range marches {
		v := m.libelle
		if m.vide {
			v = texte(l, "parametre.aucune")
		}
		s = append(s, texte(l, "parametre.des", l.Jour(m.debut), v))
	}
	return texte(l, "parametre.evolution") + texte(l, "commun.deux_points") + " " + strings.Join(s, ", ")
}

// axe draws the ground and names the years, as many as fit.
func axe(b *strings.Builder, debut, fin jour.Jour, x func(jour.Jour) int) {
	const sol = dessinHauteur - margeDuBas
	fmt.Fprintf(b, `<path class="axe" d="M%d %dH%d"/>`, margeGauche, sol, dessinLargeur-margeDroite)
	pas := 1 + (fin.Annee()-debut.Annee())/10
	for a := debut.Annee() + 1; a <= fin.Annee(); a += pas {
		px := x(jour.De(a, 1, 1))
		if px < margeGauche+14 || px > dessinLargeur-margeDroite-14 {
			continue
		}
		fmt.Fprintf(b, `<path class="axe" d="M%d %dv5"/><text class="annee" x="%d" y="%d" text-anchor="middle">%d</text>`, px, sol, px, sol+22, a)
	}
}

func tracer(b *strings.Builder, marches []marche, x func(jour.Jour) int, y func(int64) int) {
	var trait, aire strings.Builder
	rompu := true
	for _, m := range marches {
		if m.vide {
			rompu = true
			continue
		}
		mot := "V" + strconv.Itoa(y(m.v))
		if rompu {
			mot = fmt.Sprintf("M%d %d", x(m.debut), y(m.v))
		}
		fmt.Fprintf(&trait, "%sH%d", mot, x(m.fin))
		fmt.Fprintf(&aire, "M%d %dV%dH%dV%dZ", x(m.debut), y(0), y(m.v), x(m.fin), y(0))
		rompu = false
	}
	fmt.Fprintf(b, `<path class="aire" d="%s"/><path class="marche" d="%s"/>`, aire.String(), trait.String())
}

// etiqueter writes each value above its step, where the step is wide enough;
// the table has them all.
func etiqueter(b *strings.Builder, marches []marche, x func(jour.Jour) int, y func(int64) int) {
	for i, m := range marches {
		largeur := 9 * len([]rune(m.libelle))
		px := x(m.debut)
		if i == len(marches)-1 {
			px = min(px, dessinLargeur-margeDroite-largeur)
		} else if x(m.fin)-px < largeur {
			continue
		}
		if !m.vide {
			fmt.Fprintf(b, `<text class="valeur" x="%d" y="%d">%s</text>`, px, y(m.v)-9, html.EscapeString(m.libelle))
		}
	}
}
