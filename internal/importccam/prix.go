package importccam

import (
	"slices"
	"strings"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

// The documented correspondence of the grids: odd numbers carry the price of
// secteur 1 and OPTAM, even numbers the other, 15 and 16 apart. Grid 0, « Tous
// secteurs », answers for both when no other does.
var (
	grillesOptam = []int{1, 3, 5, 7, 9, 11, 15, 16}
	grillesHors  = []int{2, 4, 6, 8, 10, 12, 13, 14}
)

// grilleMax bounds GRILLE_COD, a field of three digits.
const grilleMax = 999

// grilles lists the grids of each price, the preferred one first.
type grilles struct {
	optam, hors []int
	rang        [grilleMax + 1]int8 // of the grids kept, from 1
	nombre      int
}

// lireGrilles classes the grids: as asked, else by their labels, else as
// documented.
func (b *base) lireGrilles() *dossier.Erreur {
	optam, hors := slices.Clone(grillesOptam), slices.Clone(grillesHors)
	e := b.parcourir("R_TB23", []string{"COD_GRILLE", "LIBELLE"}, func(t *table, c []champ) *dossier.Erreur {
		n, ok := t.entier(c[0])
		if !ok || n > grilleMax {
			b.noter(t.fichier, t.numero, "", "grille illisible, ignorée")
			return nil
		}
		texte := nettoyer(t.texte(c[1]))
		estOptam, estHors := classerGrille(texte)
		switch {
		case estOptam && slices.Contains(hors, n):
			hors, optam = sans(hors, n), append(optam, n)
			b.noter(t.fichier, t.numero, "", "grille %d lue secteur 1 ou OPTAM, contre l'usage : « %s »", n, texte)
		case estHors && slices.Contains(optam, n):
			optam, hors = sans(optam, n), append(hors, n)
			b.noter(t.fichier, t.numero, "", "grille %d lue hors secteur 1, contre l'usage : « %s »", n, texte)
		case estOptam:
			optam = ajouterUn(optam, n)
		case estHors:
			hors = ajouterUn(hors, n)
		}
		return nil
	})
	if len(b.options.GrilleOptam) > 0 {
		optam = b.options.GrilleOptam
	}
	if len(b.options.GrilleHors) > 0 {
		hors = b.options.GrilleHors
	}
	b.grilles = &grilles{optam: optam, hors: hors}
	for _, n := range slices.Concat(optam, hors, []int{0}) {
		if n < 0 || n > grilleMax || b.grilles.nombre > 100 {
			return erreur("ccam-table", "", "grille impossible : %d", n)
		}
		if b.grilles.rang[n] == 0 {
			b.grilles.nombre++
			b.grilles.rang[n] = int8(b.grilles.nombre)
		}
	}
	return e
}

// classerGrille reads a label such as « Secteur 1 / adhérent / SF ».
func classerGrille(libelle string) (optam, hors bool) {
	l := dossier.Normaliser(libelle)
	hors = strings.Contains(l, "hors") || strings.Contains(l, "non_adherent") || strings.Contains(l, "non_optam")
	optam = !hors && (strings.Contains(l, "secteur_1") || strings.Contains(l, "adherent") || strings.Contains(l, "optam"))
	return optam, hors
}

func ajouterUn[T comparable](l []T, x T) []T {
	if slices.Contains(l, x) {
		return l
	}
	return append(l, x)
}

func sans(l []int, x int) []int {
	return slices.DeleteFunc(l, func(y int) bool { return y == x })
}

// prixBase holds the newest price of an activity and phase on each grid kept.
type prixBase struct{ grilles []prixDate }

type prixDate struct {
	date    jour.Jour
	montant argent.Centimes
}

// lirePrix streams R_PU_BASE.
func (b *base) lirePrix() *dossier.Erreur {
	return b.parcourir("R_PU_BASE", []string{"AAP_COD", "GRILLE_COD", "PU_BASE", "APDT_MODIF"}, func(t *table, c []champ) *dossier.Erreur {
		grille, ok := t.entier(c[1])
		date, ok2 := t.jour(c[3])
		if !ok || !ok2 || date == 0 {
			b.noter(t.fichier, t.numero, "", "grille ou date illisible, prix ignoré : %s", t.octets(c[0]))
			return nil
		}
		if grille > grilleMax || b.grilles.rang[grille] == 0 || date > b.au {
			return nil
		}
		montant, exact, ok := t.centimes(c[2])
		if !ok {
			b.noter(t.fichier, t.numero, "", "prix illisible, ignoré : %s, grille %d", t.octets(c[0]), grille)
			return nil
		}
		p, e := b.prixDe(t, t.octets(c[0]))
		if p == nil {
			return e
		}
		if !exact {
			b.noter(t.fichier, t.numero, "", "prix de plus de deux décimales arrondi : %s, grille %d", t.octets(c[0]), grille)
		}
		d := &p.grilles[b.grilles.rang[grille]-1]
		switch {
		case d.date == 0 || date > d.date:
			*d = prixDate{date, montant}
		case date == d.date && montant != d.montant:
			b.noter(t.fichier, t.numero, "", "deux prix de la même date : %s pour %s, grille %d, gardé %s, écarté %s", date, t.octets(c[0]), grille, d.montant.FR(), montant.FR())
		}
		return nil
	})
}

// prixDe finds the prices of an activity and phase, none if its act is not
// kept.
func (b *base) prixDe(t *table, aap []byte) (*prixBase, *dossier.Erreur) {
	if p := b.prix[string(aap)]; p != nil {
		return p, nil
	}
	if len(aap) < 2 || b.activites[string(aap[:len(aap)-1])] == nil {
		return nil, nil
	}
	if len(b.prix) >= b.bornes.lignes {
		return nil, b.trop(t)
	}
	p := &prixBase{make([]prixDate, b.grilles.nombre)}
	b.prix[string(aap)] = p
	return p, nil
}

// choisir returns the newest price of the grids of one kind. The date comes
// before the order: a grid that is no longer kept up keeps an old price.
// partage tells that the grids of that date disagree.
func (p *prixBase) choisir(g *grilles, liste []int) (choisi prixDate, partage bool) {
	for _, n := range liste {
		d := p.grilles[g.rang[n]-1]
		switch {
		case d.date > choisi.date:
			choisi, partage = d, false
		case d.date != 0 && d.date == choisi.date && d.montant != choisi.montant:
			partage = true
		}
	}
	if choisi.date == 0 {
		choisi = p.grilles[g.rang[0]-1]
	}
	return choisi, partage
}
