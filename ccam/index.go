package ccam

import (
	"maps"
	"slices"
	"strings"

	"github.com/opposable/opposable/dossier"
)

// index finds acts by the words of their labels. Like the rest of a [Table],
// it is made of strings read in place.
type index struct {
	mots suite // stems of the labels, sorted
	// postes holds, end to end, the acts of each stem (2 bytes each); posteDe,
	// per stem and once more at the end, where they start (4 bytes).
	postes, posteDe string
	// longueurs counts the words of each act (1 byte).
	longueurs string
	dits      suite // plain words, sorted: see [Mot]
}

// suite is a list of texts: end to end, and where each starts (4 bytes).
type suite struct{ textes, bornes string }

func (s suite) nombre() int        { return len(s.bornes)/4 - 1 }
func (s suite) texte(i int) string { return s.textes[u32(s.bornes, i):u32(s.bornes, i+1)] }
func (s suite) chercher(m string) int {
	lo, hi := 0, s.nombre()
	for lo < hi {
		i := (lo + hi) / 2
		if s.texte(i) < m {
			lo = i + 1
		} else {
			hi = i
		}
	}
	return lo
}

// Mot says how the labels name what people call otherwise.
type Mot struct {
	// Dit is the plain word or phrase: "prise de tension".
	Dit string
	// Ccam lists the wordings of the labels; an act answers one of them by
	// holding all its words. Empty: the CCAM has no such act.
	Ccam []string
	// Actes are the acts most often meant, first in the answers.
	Actes []string
}

// finDit ends the phrase inside an entry of dits; what follows is the wordings
// separated by '|', finDit again, then the acts. It sorts before any letter.
const finDit = "\x00"

// ailleurs ends the entry of what the CCAM does not hold.
const ailleurs = finDit + finDit

func ecrireSuite(textes []string) suite {
	var s suite
	var tout strings.Builder
	bornes := make([]byte, 0, 4*len(textes)+4)
	for _, t := range textes {
		bornes = ajouterEntier(bornes, tout.Len(), 4)
		tout.WriteString(t)
	}
	s.bornes = string(ajouterEntier(bornes, tout.Len(), 4))
	s.textes = tout.String()
	return s
}

func ajouterEntier(b []byte, v, octets int) []byte {
	for i := range octets {
		b = append(b, byte(v>>(8*i)))
	}
	return b
}

// indexer indexes the labels of the acts of t; the plain words are given
// compiled, as they depend on no table.
func (t *Table) indexer(dits suite) {
	actesDe := map[string][]int{}
	longueurs := make([]byte, t.nombreActes())
	for a := range t.nombreActes() {
		mots := map[string]bool{}
		for i := u16(t.debuts, a); i < u16(t.debuts, a+1); i++ {
			for _, m := range decouper(t.libellePropre(Numero(u16(t.ordre, i)))) {
				mots[m] = true
			}
		}
		longueurs[a] = byte(min(len(mots), 255))
		for m := range mots {
			actesDe[m] = append(actesDe[m], a)
		}
	}
	mots := slices.Sorted(maps.Keys(actesDe))
	var postes, posteDe []byte
	for _, m := range mots {
		posteDe = ajouterEntier(posteDe, len(postes)/2, 4)
		for _, a := range actesDe[m] {
			postes = ajouterEntier(postes, a, 2)
		}
	}
	posteDe = ajouterEntier(posteDe, len(postes)/2, 4)
	t.index = index{ecrireSuite(mots), string(postes), string(posteDe), string(longueurs), dits}
}

// compilerMots turns plain words into the entries of an index, sorted.
func compilerMots(mots []Mot) (suite, *dossier.Erreur) {
	var entrees []string
	vus := map[string]string{}
	for _, m := range mots {
		dit := strings.Join(decouper(m.Dit), " ")
		if ailleurs, deja := vus[dit]; deja || dit == "" {
			return suite{}, illisible("mots", "« %s » : vide, ou déjà dit par « %s »", m.Dit, ailleurs)
		}
		vus[dit] = m.Dit
		var formules []string
		for _, c := range m.Ccam {
			formules = append(formules, strings.Join(decouper(c), " "))
		}
		entrees = append(entrees, dit+finDit+strings.Join(formules, "|")+finDit+strings.Join(m.Actes, " "))
	}
	slices.Sort(entrees)
	return ecrireSuite(entrees), nil
}
