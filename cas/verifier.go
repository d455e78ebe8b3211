package cas

import (
	"fmt"
	"strings"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/journal"
)

// Ecart is one figure that the engine does not give.
type Ecart struct{ Champ, Attendu, Obtenu string }

// String says the figure, what was expected and what came.
func (e Ecart) String() string {
	return fmt.Sprintf("%s : %s attendu, %s obtenu", e.Champ, e.Attendu, e.Obtenu)
}

func montant(champ string) func(*opposable.Decompte) argent.Centimes {
	for _, m := range opposable.Montants {
		if m.Champ == champ {
			return m.De
		}
	}
	return nil
}

// Verifier computes the case, replays its steps, and returns what differs:
// nothing when the case holds.
func (c Cas) Verifier(m *opposable.Moteur) []Ecart {
	j := new(journal.Journal)
	dec, err := c.calculer(m, j)
	ecarts := comparer(c.Alors, &dec, err)
	if err := journal.Rejouer(j.Etapes()); err != nil {
		ecarts = append(ecarts, Ecart{"journal", "rejoué au centime", err.Error()})
	}
	return ecarts
}

// Expliquer computes the case and sets every amount beside the stated one.
func (c Cas) Expliquer(m *opposable.Moteur) string {
	dec, err := c.calculer(m, nil)
	return tableau(c.Alors, &dec, err)
}

// Verifier computes the divergence and returns what differs from the engine's
// own figures and, under the other reading, from the published ones. A
// published figure that the engine gives all the same is an écart too.
func (d Divergence) Verifier(m *opposable.Moteur) []Ecart {
	dec, err := d.calculer(m, nil)
	ecarts := comparer(d.Moteur, &dec, err)
	if len(comparer(d.Publie, &dec, err)) == 0 {
		ecarts = append(ecarts, Ecart{"publie", "un chiffre que le moteur ne donne pas", "le même : ce n'est plus une divergence"})
	}
	if d.Lecture == "" {
		return ecarts
	}
	dec, err = d.autre.calculer(m, nil)
	for _, e := range comparer(d.Publie, &dec, err) {
		e.Champ = "lecture " + d.Lecture + ", " + e.Champ
		ecarts = append(ecarts, e)
	}
	return ecarts
}

// calculer answers the question, with a journal when the rules matter.
func (q question) calculer(m *opposable.Moteur, j *journal.Journal) (opposable.Decompte, error) {
	var dec opposable.Decompte
	if q.illu != nil {
		return dec, q.illu
	}
	d := q.dossier
	if err := m.Calculer(&d, &dec, j); err != nil {
		return opposable.Decompte{}, err
	}
	return dec, nil
}

func comparer(l []Attendu, dec *opposable.Decompte, err error) []Ecart {
	if err != nil && !attend(l, "erreur") {
		return []Ecart{{"erreur", "aucune", codes(err) + " (" + err.Error() + ")"}}
	}
	var ecarts []Ecart
	for _, a := range l {
		if obtenu, ok := obtenir(a, dec, err); !ok {
			ecarts = append(ecarts, Ecart{a.Champ, a.Valeur, obtenu})
		}
	}
	return ecarts
}

func obtenir(a Attendu, dec *opposable.Decompte, err error) (string, bool) {
	obtenu := ""
	switch a.Champ {
	case "erreur":
		for _, e := range dossier.Lister(err) {
			if e.Code == a.Valeur {
				return e.Code, true
			}
		}
		return codes(err), false
	case "avertissement":
		obtenu = string(dec.Avertissements.Append(nil))
		for _, av := range dec.Avertissements.Liste() {
			if av.String() == a.Valeur {
				return obtenu, true
			}
		}
		return ouRien(obtenu), false
	case "codes":
		obtenu = lettres(dec)
	case "taux":
		obtenu = dec.Taux.String()
	default:
		obtenu = montant(a.Champ)(dec).String()
	}
	return obtenu, obtenu == a.Valeur
}

func lettres(dec *opposable.Decompte) string {
	noms := make([]string, len(dec.Lignes))
	for i, l := range dec.Lignes {
		noms[i] = l.Nom
	}
	return strings.Join(noms, "+")
}

func codes(err error) string {
	noms := []string{}
	for _, e := range dossier.Lister(err) {
		noms = append(noms, e.Code)
	}
	return ouRien(strings.Join(noms, "+"))
}

func ouRien(s string) string {
	if s == "" {
		return "aucun"
	}
	return s
}

func tableau(l []Attendu, dec *opposable.Decompte, err error) string {
	var b strings.Builder
	if err != nil {
		fmt.Fprintf(&b, "erreur %s : %v\n", codes(err), err)
		return b.String()
	}
	dit := map[string]string{}
	for _, a := range l {
		dit[a.Champ] = a.Valeur
	}
	rang := func(champ, obtenu string) {
		attendu, ok := dit[champ]
		if !ok && (obtenu == "0.00" || obtenu == "") {
			return
		}
		marque := ""
		if ok && attendu != obtenu {
			marque = "  <-"
		}
		fmt.Fprintf(&b, "%-26s %14s attendu %14s obtenu%s\n", champ, attendu, obtenu, marque)
	}
	rang("codes", lettres(dec))
	rang("taux", dec.Taux.String())
	for _, m := range opposable.Montants {
		rang(m.Champ, m.De(dec).String())
	}
	if a := string(dec.Avertissements.Append(nil)); a != "" {
		fmt.Fprintf(&b, "avertissements : %s\n", a)
	}
	return b.String()
}
