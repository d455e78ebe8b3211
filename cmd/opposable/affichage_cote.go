package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/explication"
)

// A colonne is an amount told of each proposition.
type colonne struct {
	titre  string
	valeur func(*explication.Proposition) string
}

// colonnes lists the amounts worth telling: a fee that is not the tariff, the
// payers who pay something.
func colonnes(l explication.Langue, propositions []explication.Proposition) []colonne {
	montant := func(titre string, de func(*explication.Proposition) argent.Centimes) colonne {
		return colonne{titre, func(p *explication.Proposition) string { return l.Montant(de(p)) }}
	}
	quelque := func(vrai func(explication.Proposition) bool) bool { return slices.ContainsFunc(propositions, vrai) }
	c := []colonne{montant(en(l, "tarif", "tariff"), func(p *explication.Proposition) argent.Centimes { return p.Tarif })}
	if quelque(func(p explication.Proposition) bool { return p.Honoraires == nil || *p.Honoraires != p.Tarif }) {
		c = append(c, colonne{en(l, "honoraires", "fee"), func(p *explication.Proposition) string {
			if p.Honoraires == nil {
				return en(l, "libres", "free")
			}
			return l.Montant(*p.Honoraires)
		}})
	}
	c = append(c, montant("assurance maladie", func(p *explication.Proposition) argent.Centimes { return p.AMO }))
	if quelque(func(p explication.Proposition) bool { return p.Aide > 0 }) {
		c = append(c, montant(en(l, "aide publique", "public cover"), func(p *explication.Proposition) argent.Centimes { return p.Aide }))
	}
	if quelque(func(p explication.Proposition) bool { return p.AMC > 0 }) {
		c = append(c, montant("complémentaire", func(p *explication.Proposition) argent.Centimes { return p.AMC }))
	}
	return append(c, montant(en(l, "reste à charge", "left to the patient"), func(p *explication.Proposition) argent.Centimes { return p.ResteACharge }))
}

// afficherPropositions writes each way to bill, under a heading for each mode
// when there are two.
func afficherPropositions(w io.Writer, propositions []explication.Proposition, l explication.Langue) {
	c := colonnes(l, propositions)
	largeur := 0
	for i := range propositions {
		largeur = max(largeur, utf8.RuneCountInString(joindreCodes(&propositions[i])))
	}
	deux := slices.ContainsFunc(propositions, func(p explication.Proposition) bool { return p.Mode != propositions[0].Mode })
	for i := range propositions {
		p := &propositions[i]
		if i > 0 {
			fmt.Fprintln(w)
		}
		if i == 0 || p.Mode != propositions[i-1].Mode {
			if deux {
				fmt.Fprintf(w, "%s\n\n", titreMode(p, l))
			}
			ecrireRangee(w, c, largeur, "", func(c colonne) string { return c.titre })
		}
		ecrireRangee(w, c, largeur, joindreCodes(p), func(c colonne) string { return c.valeur(p) })
		afficherRaisons(w, p, l)
	}
}

func joindreCodes(p *explication.Proposition) string { return strings.Join(p.Codes, " + ") }

func titreMode(p *explication.Proposition, l explication.Langue) string {
	if p.Mode == explication.ModeOpposable {
		return en(l, "Au tarif opposable", "At the opposable tariff")
	}
	return en(l, "Avec un dépassement", "With an excess")
}

func ecrireRangee(w io.Writer, colonnes []colonne, largeur int, tete string, cellule func(colonne) string) {
	ligne := "  " + aligner(tete, largeur)
	for _, c := range colonnes {
		ligne += "  " + alignerDroite(cellule(c), max(utf8.RuneCountInString(c.titre), 10))
	}
	fmt.Fprintln(w, ligne)
}

// afficherRaisons says of each line what it is and why it may be billed.
func afficherRaisons(w io.Writer, p *explication.Proposition, l explication.Langue) {
	code, tarif := 0, 0
	for _, ligne := range p.Lignes {
		code, tarif = max(code, len(ligne.Code)), max(tarif, utf8.RuneCountInString(l.Montant(ligne.Tarif)))
	}
	for _, ligne := range p.Lignes {
		debut := "    " + aligner(ligne.Code, code) + "  "
		fmt.Fprintf(w, "%s%s  %s\n", debut, alignerDroite(l.Montant(ligne.Tarif), tarif), ligne.Libelle)
		fmt.Fprintf(w, "%s%s\n", strings.Repeat(" ", len(debut)+tarif+2), ligne.Raison)
	}
	if p.HonorairesLibres {
		fmt.Fprintln(w, "  "+en(l, "Honoraires libres : le partage est celui du tarif, tout dépassement s'ajoute au reste à charge.",
			"Free fee: the shares are those of the tariff, any excess adds to what is left to the patient."))
	}
	for _, a := range p.Avertissements {
		fmt.Fprintln(w, "  ! "+a.Message)
	}
}

// afficherControle says that the acts may be billed, at which total, or what is
// wrong with them.
func afficherControle(w io.Writer, c *explication.Controle, l explication.Langue) {
	if !c.Accepte {
		fmt.Fprintln(w, en(l, "Refusé", "Refused"))
		for i := range c.Fautes {
			afficherFaute(w, &c.Fautes[i], l)
		}
		return
	}
	d := c.Decompte
	var codes []string
	var lignes []rangee
	for _, ligne := range d.Lignes {
		codes = append(codes, ligne.Code)
		lignes = append(lignes, rangee{aligner(ligne.Code, 9) + ligne.Libelle, l.Montant(ligne.Honoraires), "base " + l.Montant(ligne.Base)})
	}
	fmt.Fprintf(w, "%s%s, %s\n\n", en(l, "Accepté : ", "Accepted: "), strings.Join(codes, " + "), l.Montant(d.Honoraires))
	ecrireTable(w, lignes)
	fmt.Fprintf(w, "\n%s\n", d.Resume)
	for _, a := range d.Avertissements {
		fmt.Fprintln(w, "! "+a.Message)
	}
	for _, r := range c.Reserves {
		fmt.Fprintln(w, "! "+en(l, "Sous votre responsabilité, ", "On your word, ")+r.Code+en(l, " : ", ": ")+r.Regle)
	}
}

func afficherFaute(w io.Writer, f *explication.Faute, l explication.Langue) {
	fmt.Fprintf(w, "\n  %s : %s [%s]\n", f.Champ, f.Message, f.Code)
	// The sentence often ends with the rule: no need to say it twice.
	regle := f.Regle
	if strings.HasSuffix(f.Message, regle) {
		regle = ""
	}
	source := ""
	if f.Source != nil {
		source = f.Source.Titre
	}
	for _, r := range []rangee{{libelle: en(l, "règle", "rule"), remarque: regle}, {libelle: "source", remarque: source}, {libelle: en(l, "remède", "repair"), remarque: f.Indice}} {
		if r.remarque != "" {
			fmt.Fprintf(w, "    %s  %s\n", aligner(r.libelle, 6), r.remarque)
		}
	}
}
