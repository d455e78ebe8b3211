package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/explication"
)

func ecrireJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// largeurBarre is the width in characters of the bar of who pays what.
const largeurBarre = 56

// A rangee is one line of a table: a label, an amount, a remark.
type rangee struct{ libelle, montant, remarque string }

func aligner(s string, n int) string {
	return s + strings.Repeat(" ", max(0, n-utf8.RuneCountInString(s)))
}

func alignerDroite(s string, n int) string {
	return strings.Repeat(" ", max(0, n-utf8.RuneCountInString(s))) + s
}

func ecrireTable(w io.Writer, rangees []rangee) {
	libelle, montant := 0, 0
	for _, r := range rangees {
		libelle = max(libelle, utf8.RuneCountInString(r.libelle))
		montant = max(montant, utf8.RuneCountInString(r.montant))
	}
	for _, r := range rangees {
		ligne := "  " + aligner(r.libelle, libelle+2) + alignerDroite(r.montant, montant)
		if r.remarque != "" {
			ligne += "   " + r.remarque
		}
		fmt.Fprintln(w, strings.TrimRight(ligne, " "))
	}
}

func en(l explication.Langue, fr, anglais string) string {
	if l == explication.EN {
		return anglais
	}
	return fr
}

// afficherStatut says which doctor and which day an answer is about.
func afficherStatut(w io.Writer, d *dossier.Dossier, l explication.Langue) {
	p := d.Praticien
	statut := l.Specialite(p.Specialite) + " · secteur " + p.Secteur.String()
	if p.Option != 0 {
		statut += " · " + strings.ToUpper(p.Option.String())
	}
	fmt.Fprintf(w, "%s · %s\n\n", statut, l.Jour(d.Date))
}

func afficherDecompte(w io.Writer, c *explication.Cote, l explication.Langue) {
	d := &c.Decompte
	afficherStatut(w, &c.Dossier, l)
	var lignes []rangee
	for _, ligne := range d.Lignes {
		lignes = append(lignes, rangee{aligner(ligne.Nom, 9) + l.Acte(ligne.Code, c.Bareme), l.Montant(ligne.Honoraires), en(l, "base ", "base ") + l.Montant(ligne.Base)})
	}
	ecrireTable(w, lignes)
	fmt.Fprintln(w)
	ecrireTable(w, rangeesDecompte(c, l))
	fmt.Fprintln(w)
	afficherBarre(w, c, l)
	fmt.Fprintln(w)
	fmt.Fprintln(w, explication.Resume(d, l))
	for _, a := range explication.Avertissements(d.Avertissements, l) {
		fmt.Fprintln(w, "! "+a.Message)
	}
}

func rangeesDecompte(c *explication.Cote, l explication.Langue) []rangee {
	d := &c.Decompte
	taux := l.Taux(d.Taux)
	r := []rangee{
		{en(l, "Honoraires", "Fee"), l.Montant(d.Honoraires), ""},
		{en(l, "Base de remboursement", "Base of the refund"), l.Montant(d.Base), ""},
		{en(l, "Part obligatoire", "Compulsory part"), l.Montant(d.AMOBrut), taux},
	}
	for _, f := range []struct {
		libelle string
		montant argent.Centimes
	}{
		{en(l, "dont majoration hors parcours", "of which off-pathway surcharge"), -d.MajorationHorsParcours},
		{en(l, "dont participation acte lourd", "of which flat amount on heavy acts"), -d.ParticipationActeLourd},
		{en(l, "Participation forfaitaire", "Participation forfaitaire"), -d.ParticipationForfaitaire},
	} {
		if f.montant != 0 {
			r = append(r, rangee{f.libelle, l.Montant(f.montant), ""})
		}
	}
	r = append(r, rangee{en(l, "Assurance maladie verse", "Assurance maladie pays"), l.Montant(d.AMO), ""})
	if d.Aide > 0 {
		r = append(r, rangee{en(l, "Aide publique", "Public cover"), l.Montant(d.Aide), ""})
	}
	r = append(r, rangee{en(l, "Complémentaire", "Complémentaire"), l.Montant(d.AMC), c.Dossier.Contrat.Garantie.String()})
	r = append(r, rangee{en(l, "Reste à charge", "Left to the patient"), l.Montant(d.ResteACharge), ""})
	if d.Depassement > 0 {
		r = append(r, rangee{en(l, "Dépassement d'honoraires", "Excess fee"), l.Montant(d.Depassement), en(l, "avant complémentaire", "before complémentaire")})
	}
	if d.Franchise > 0 {
		r = append(r, rangee{en(l, "Franchise sur les prescriptions", "Franchise on what is prescribed"), l.Montant(d.Franchise), en(l, "retenue ailleurs", "withheld elsewhere")})
	}
	return r
}

// afficherBarre draws the shares with one shade each, and their legend.
func afficherBarre(w io.Writer, c *explication.Cote, l explication.Langue) {
	parts := explication.Parts(&c.Decompte, l)
	if len(parts) == 0 {
		return
	}
	nuances := []string{"█", "▓", "▒", "░", "·"}
	barre, legende := "", []string{}
	var cumul argent.Centimes
	for i, p := range parts {
		debut := utf8.RuneCountInString(barre)
		cumul += p.Montant
		fin := int(int64(cumul) * largeurBarre / int64(c.Decompte.Honoraires))
		barre += strings.Repeat(nuances[i%len(nuances)], max(fin-debut, 1))
		legende = append(legende, nuances[i%len(nuances)]+" "+p.Libelle)
	}
	fmt.Fprintf(w, "  %s\n  %s\n", barre, strings.Join(legende, "   "))
}

// afficherEtapes tells the steps: sentences for a patient, a table of amount,
// rule and text for the others.
func afficherEtapes(w io.Writer, entrees []explication.Entree, p explication.Profondeur, l explication.Langue) {
	fmt.Fprintln(w)
	if p == explication.Patient {
		for _, e := range entrees {
			fmt.Fprintln(w, "•", e.Phrase)
		}
		return
	}
	largeur := 0
	for _, e := range entrees {
		largeur = max(largeur, utf8.RuneCountInString(e.Valeur))
	}
	marge := strings.Repeat(" ", largeur+20)
	for _, e := range entrees {
		fmt.Fprintf(w, "%3d  %s  %s   %s\n", e.Numero, alignerDroite(e.Valeur, largeur), aligner(e.Code, 10), e.Phrase)
		if e.Operation != "" {
			fmt.Fprintf(w, "%s%s\n", marge, e.Operation)
		}
		if p == explication.Juriste {
			afficherTexte(w, marge, e, l)
		}
	}
}

func afficherTexte(w io.Writer, marge string, e explication.Entree, l explication.Langue) {
	fmt.Fprintf(w, "%s%s — %s\n", marge, e.Titre, e.Texte)
	s := e.Source
	if s == nil {
		return
	}
	fmt.Fprintf(w, en(l, "%s%s, depuis le %s : %s (confiance %s, vérifié le %s)\n", "%s%s, since %s: %s (confidence %s, checked on %s)\n"),
		marge, s.Cle, s.Depuis, s.Titre, confiance(l, s.Confiance), s.Verifie)
	for _, ligne := range []string{s.URL, s.Note} {
		if ligne != "" {
			fmt.Fprintf(w, "%s%s\n", marge, ligne)
		}
	}
}

// confiance gives the reader the word of a degree of confidence.
func confiance(l explication.Langue, mot string) string {
	return en(l, mot, map[string]string{"haute": "high", "moyenne": "medium", "basse": "low"}[mot])
}

func afficherComparaison(w io.Writer, c *explication.Comparaison, x, y *explication.Cote, l explication.Langue) {
	fmt.Fprintf(w, "A  %s · %s\nB  %s · %s\n\n", l.Jour(x.Dossier.Date), c.A.Resume, l.Jour(y.Dossier.Date), c.B.Resume)
	if len(c.Ecarts) == 0 {
		fmt.Fprintln(w, en(l, "Aucun montant ne diffère.", "No amount differs."))
	}
	largeur := 0
	for _, e := range c.Ecarts {
		largeur = max(largeur, len(e.Champ))
	}
	for _, e := range c.Ecarts {
		signe := ""
		if e.Difference > 0 {
			signe = "+"
		}
		fmt.Fprintf(w, "  %s  %s  %s  %s\n", aligner(e.Champ, largeur), alignerDroite(l.Montant(e.A), 12), alignerDroite(l.Montant(e.B), 12), alignerDroite(signe+l.Montant(e.Difference), 13))
	}
	if b := c.Bifurcation; b != nil {
		fmt.Fprintln(w, en(l, "\nLes deux calculs se séparent ici :", "\nThe two computations part here:"))
		for i, e := range []*explication.Etape{b.A, b.B} {
			if e == nil {
				fmt.Fprintf(w, "  %c  —\n", 'A'+i)
				continue
			}
			fmt.Fprintf(w, "  %c  %s  [%s] %s\n", 'A'+i, e.Phrase, e.Regle, e.Texte)
			if e.Source != nil {
				fmt.Fprintf(w, "     %s (%s)\n", e.Source.Titre, e.Source.Depuis)
			}
		}
	}
}
