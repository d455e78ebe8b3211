package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/ccam"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/internal/importccam"
)

// versionDe puts what an import read in the form that a table takes.
func versionDe(e *importccam.Edition) (*ccam.Version, *dossier.Erreur) {
	v := &ccam.Version{Edition: ccam.Edition(e.Numero), Depuis: e.Depuis, Source: fmt.Sprintf("Cnam, CCAM version %d au %s", e.Numero, e.Depuis)}
	for _, l := range e.Lignes {
		m, err := ccam.ParseModificateurs(l.Modificateurs)
		if err != nil {
			err.Champ = l.Code
			return nil, err
		}
		x, ok := ccam.ParseExoneration(l.Exoneration)
		if !ok {
			return nil, &dossier.Erreur{Code: "ccam-illisible", Message: "exonération illisible : « " + l.Exoneration + " »", Champ: l.Code}
		}
		v.Lignes = append(v.Lignes, ccam.LigneVersion{Code: l.Code, Activite: l.Activite, Phase: l.Phase, Libelle: l.Libelle, Ligne: ccam.Ligne{
			Optam: l.Optam, Hors: l.Hors, PrixConnu: l.PrixConnu, PrisEnCharge: l.PrisEnCharge, Modificateurs: m, Exoneration: x,
			Regroupement: l.Regroupement, SousConditions: l.SousConditions, AccordPrealable: l.AccordPrealable,
		}})
	}
	slices.SortFunc(v.Lignes, func(a, b ccam.LigneVersion) int {
		return cmp.Or(strings.Compare(a.Code, b.Code), cmp.Compare(a.Activite, b.Activite), cmp.Compare(a.Phase, b.Phase))
	})
	return v, nil
}

// ecrireVersion writes the edition for the option --ccam.
func (a *application) ecrireVersion(v *ccam.Version, sortie string) error {
	if sortie == "" {
		return nil
	}
	w, finir, err := a.ouvrirSortie(sortie)
	if err != nil {
		return err
	}
	return finir(v.Ecrire(w))
}

// editionDeComparaison is the edition asked for, or the last one of the
// program before v.
func editionDeComparaison(v *ccam.Version, contre int) (*ccam.Version, *dossier.Erreur) {
	t := ccam.Officielle()
	for _, e := range t.Editions() {
		if contre == 0 && e.Depuis < v.Depuis || ccam.Edition(contre) == e.Edition {
			avant, _ := t.Version(e.Edition)
			return avant, nil
		}
	}
	if contre == 0 {
		return nil, nil
	}
	return nil, &dossier.Erreur{Code: "ccam-edition-inconnue", Message: fmt.Sprintf("le programme n'a pas l'édition %d", contre), Indice: "67, 78 ou 81", Champ: "contre"}
}

// resumeChangements counts what distinguishes two editions, with the widest
// moves.
type resumeChangements struct {
	Contre        int           `json:"contre"`
	ActesCrees    []string      `json:"actes_crees"`
	ActesRetires  []string      `json:"actes_retires"`
	Hausses       int           `json:"hausses"`
	Baisses       int           `json:"baisses"`
	PriseEnCharge int           `json:"prises_en_charge_changees"`
	Modificateurs int           `json:"modificateurs_changes"`
	Exonerations  int           `json:"exonerations_changees"`
	Identiques    int           `json:"lignes_identiques"`
	PlusGrands    []ecartDePrix `json:"plus_grands_ecarts"`
}

// ecartDePrix is a price that moves, in the grid of secteur 1 and the OPTAM.
type ecartDePrix struct {
	Code     string          `json:"code"`
	Activite uint8           `json:"activite"`
	Avant    argent.Centimes `json:"avant"`
	Apres    argent.Centimes `json:"apres"`
}

func (e ecartDePrix) ampleur() argent.Centimes { return max(e.Apres-e.Avant, e.Avant-e.Apres) }

// ecartsMontres bounds the prices shown.
const ecartsMontres = 10

func changements(avant, apres *ccam.Version) *resumeChangements {
	if avant == nil {
		return nil
	}
	c := ccam.Comparer(avant, apres)
	r := &resumeChangements{
		Contre: int(avant.Edition), ActesCrees: c.Crees, ActesRetires: c.Supprimes, Hausses: c.HaussesOptam, Baisses: c.BaissesOptam,
		PriseEnCharge: len(c.PrisesEnCharge), Modificateurs: len(c.Modificateurs), Exonerations: len(c.Exonerations), Identiques: c.Identiques,
	}
	for _, e := range slices.Concat(c.Hausses, c.Baisses) {
		r.PlusGrands = append(r.PlusGrands, ecartDePrix{e.Code, e.Activite, e.Avant.Optam, e.Apres.Optam})
	}
	slices.SortStableFunc(r.PlusGrands, func(a, b ecartDePrix) int {
		return cmp.Compare(b.ampleur(), a.ampleur())
	})
	r.PlusGrands = r.PlusGrands[:min(len(r.PlusGrands), ecartsMontres)]
	return r
}

func afficherChangements(w io.Writer, c *resumeChangements) {
	if c == nil {
		return
	}
	fmt.Fprintf(w, "\nDepuis l'édition %d : %d actes créés, %d retirés ; %d prix en hausse, %d en baisse (secteur 1 et OPTAM) ; %d lignes identiques\n",
		c.Contre, len(c.ActesCrees), len(c.ActesRetires), c.Hausses, c.Baisses, c.Identiques)
	fmt.Fprintf(w, "Changent aussi : %d prises en charge, %d listes de modificateurs, %d exonérations\n", c.PriseEnCharge, c.Modificateurs, c.Exonerations)
	for _, e := range c.PlusGrands {
		fmt.Fprintf(w, "  %s activité %d  %s → %s\n", e.Code, e.Activite, alignerDroite(e.Avant.FR(), 12), alignerDroite(e.Apres.FR(), 12))
	}
}
