package main

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/opposable/opposable/dossier"
)

// natureYAML is one line of the table of natures: for these doctors and these
// circumstances, the letters to try in order.
type natureYAML struct {
	Groupes []string  `yaml:"groupes"`
	Si      []string  `yaml:"si"`
	Age     bornesAge `yaml:"age"`
	Codes   []string  `yaml:"codes"`
	// Majoration must go with the letter, unless the fee exceeds.
	Majoration string `yaml:"majoration"`
	// Depassement lists the letters of secteur 2 without option when it exceeds.
	Depassement []string `yaml:"depassement"`
	// Coordonne: the specification counts the visit as coordinated, whoever
	// sent the patient.
	Coordonne bool `yaml:"coordonne"`
	// Suite: when no letter is open, the next line is tried.
	Suite bool `yaml:"suite"`
	// Avertissement is said of every bill that follows the line.
	Avertissement string `yaml:"avertissement"`
}

// cumulYAML forbids to bill together any code of the first set and any of the
// second.
type cumulYAML struct {
	Interdit []string `yaml:"interdit"`
	Avec     []string `yaml:"avec"`
	Depuis   string   `yaml:"depuis"`
	Jusqua   string   `yaml:"jusqua"`
	Texte    string   `yaml:"texte"`
	TexteEN  string   `yaml:"texte_en"`
	Source   string   `yaml:"source"`
}

// motsEnsemble is how many words of 64 bits hold a set of codes; the last bit
// stands for every technical act.
const (
	motsEnsemble = 3
	bitTechnique = motsEnsemble*64 - 1
)

// majorations lists those that the circumstances of the act nom may call for,
// in the order of a bill, with what rules most of them out at once: the doctors
// they are open to, and the circumstances without which no condition holds.
func (n *nomenclature) majorations(nom string) (string, error) {
	lui, err := n.bits([]string{nom})
	if err != nil {
		return "", err
	}
	var l []string
	for _, m := range n.ordre {
		avec, err := n.bits(n.codes[m].Avec)
		if err != nil {
			return "", err
		}
		if coupe(lui, avec) && !n.codes[m].SurDemande {
			groupes, err := masque(n.codes[m].Groupes)
			if err != nil {
				return "", err
			}
			appel, err := appelantes(n.codes[m].Quand)
			if err != nil {
				return "", err
			}
			l = append(l, fmt.Sprintf("{%s, %d, %d}", m, groupes, appel))
		}
	}
	return "[]Appel{" + strings.Join(l, ", ") + "}", nil
}

// appelantes is the set of circumstances one of which every condition needs,
// or zero.
func appelantes(quand []conditionYAML) (dossier.Circonstances, error) {
	var union dossier.Circonstances
	for _, q := range quand {
		c, err := circonstances(slices.Concat(q.Toutes, q.Une))
		if err != nil || c == 0 {
			return 0, err
		}
		union |= c
	}
	return union, nil
}

// exclus writes the set of the codes that some rule, on some day, forbids to
// bill with nom: outside it, no rule needs to be read.
func (n *nomenclature) exclus(nom string) (string, error) {
	var union [motsEnsemble]uint64
	lui, err := n.bits([]string{nom})
	if err != nil {
		return "", err
	}
	for _, c := range n.cumuls {
		a, err := n.bits(c.Interdit)
		if err != nil {
			return "", err
		}
		b, err := n.bits(c.Avec)
		if err != nil {
			return "", err
		}
		for i := range union {
			if coupe(lui, a) {
				union[i] |= b[i]
			}
			if coupe(lui, b) {
				union[i] |= a[i]
			}
		}
	}
	return ecrireEnsemble(union), nil
}

func coupe(a, b [motsEnsemble]uint64) bool {
	for i := range a {
		if a[i]&b[i] != 0 {
			return true
		}
	}
	return false
}

func ecrireEnsemble(b [motsEnsemble]uint64) string {
	return fmt.Sprintf("Ensemble{%#x, %#x, %#x}", b[0], b[1], b[2])
}

// ensemble writes the set of the codes, families and sets named.
func (n *nomenclature) ensemble(mots []string) (string, error) {
	bits, err := n.bits(mots)
	if err != nil {
		return "", err
	}
	return ecrireEnsemble(bits), nil
}

func (n *nomenclature) bits(mots []string) (bits [motsEnsemble]uint64, err error) {
	for _, mot := range mots {
		if mot == "technique" {
			bits[bitTechnique/64] |= 1 << (bitTechnique % 64)
			continue
		}
		if i, ok := slices.BinarySearch(n.noms, mot); ok {
			bits[i/64] |= 1 << (i % 64)
			continue
		}
		if slices.Contains(familles, mot) {
			for i, nom := range n.noms {
				if n.codes[nom].Famille == mot {
					bits[i/64] |= 1 << (i % 64)
				}
			}
			continue
		}
		membres, ok := n.ensembles[mot]
		if !ok {
			return bits, fmt.Errorf("« %s » n'est ni un code, ni une famille, ni un ensemble", mot)
		}
		sous, err := n.bits(membres)
		if err != nil {
			return bits, fmt.Errorf("%s : %w", mot, err)
		}
		for i := range bits {
			bits[i] |= sous[i]
		}
	}
	return bits, nil
}

func (n *nomenclature) emettreCumuls(w *bytes.Buffer) error {
	if len(n.noms) >= bitTechnique {
		return fmt.Errorf("%d codes : élargir Ensemble", len(n.noms))
	}
	w.WriteString("\nvar cumuls = [...]Cumul{\n")
	for i, c := range n.cumuls {
		if c.Texte == "" || c.TexteEN == "" || c.Source == "" {
			return fmt.Errorf("cumul n° %d : texte, texte_en et source sont obligatoires", i+1)
		}
		source, err := n.b.citer(c.Source)
		if err != nil {
			return err
		}
		a, err := n.ensemble(c.Interdit)
		if err != nil {
			return fmt.Errorf("cumul « %s » : %w", c.Texte, err)
		}
		b, err := n.ensemble(c.Avec)
		if err != nil {
			return fmt.Errorf("cumul « %s » : %w", c.Texte, err)
		}
		var s strings.Builder
		if err := emettreDates(&s, c.Depuis, c.Jusqua); err != nil {
			return err
		}
		fmt.Fprintf(w, "\t{a: %s, b: %s, Texte: %q, TexteEN: %q, Source: %d, %s},\n", a, b, c.Texte, c.TexteEN, source, s.String())
	}
	w.WriteString("}\n")
	return nil
}

func (n *nomenclature) emettreNatures(w *bytes.Buffer) error {
	if err := n.verifierOrdre(); err != nil {
		return err
	}
	w.WriteString("\nvar natures = [...][]Voie{\n")
	for _, nom := range slices.Sorted(maps.Keys(n.natures)) {
		nature, err := dossier.ParseNature(nom)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "\t%d: {\n", nature)
		for _, v := range n.natures[nom] {
			if err := n.emettreVoie(w, v); err != nil {
				return fmt.Errorf("nature %s : %w", nom, err)
			}
		}
		w.WriteString("\t},\n")
	}
	w.WriteString("}\n")
	return nil
}

// verifierOrdre checks that each majoration is listed once.
func (n *nomenclature) verifierOrdre() error {
	var majorations []string
	for _, nom := range n.noms {
		if f := n.codes[nom].Famille; f == "majoration" || f == "deplacement" {
			majorations = append(majorations, nom)
		}
	}
	if !slices.Equal(majorations, slices.Sorted(slices.Values(n.ordre))) {
		return fmt.Errorf("ordre : chaque majoration une fois, rien d'autre")
	}
	return nil
}

func (n *nomenclature) emettreVoie(w *bytes.Buffer, v natureYAML) error {
	m, err := masque(v.Groupes)
	if err != nil {
		return err
	}
	si, err := circonstances(v.Si)
	if err != nil {
		return err
	}
	var s strings.Builder
	if err := n.emettreBornes(&s, "age", v.Age); err != nil {
		return err
	}
	for _, c := range slices.Concat(v.Codes, v.Depassement) {
		if _, ok := n.codes[c]; !ok {
			return fmt.Errorf("code %s inconnu", c)
		}
	}
	fmt.Fprintf(w, "\t\t{groupes: %d, si: %d, %sCodes: []Code{%s}, Depassement: []Code{%s}, Coordonne: %t, Suite: %t", m, si, s.String(),
		strings.Join(v.Codes, ", "), strings.Join(v.Depassement, ", "), v.Coordonne, v.Suite)
	if v.Majoration != "" {
		fmt.Fprintf(w, ", Majoration: %s, Majoree: true", v.Majoration)
	}
	if v.Avertissement != "" {
		fmt.Fprintf(w, ", Avertissement: dossier.%s, Averti: true", v.Avertissement)
	}
	w.WriteString("},\n")
	return nil
}
