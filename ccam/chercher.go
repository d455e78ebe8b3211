package ccam

import (
	"math/bits"
	"strings"
)

// Trouvaille is an act that answers a question: its first line, and how well
// it answers, to compare within one search only.
type Trouvaille struct {
	Numero Numero
	Score  int
}

// Bounds of a question: the rest is ignored.
const (
	questionMax    = 200 // bytes
	motsMax        = 12
	trouvaillesMax = 200
	// ditMax is the longest plain phrase, in words.
	ditMax = 5
)

// Chercher returns at most max acts answering a question, best first: the
// start of a code, words of the labels, or the plain words of donnees/mots.yaml.
// Accents, case, plurals and one typing error per word are forgiven. A word
// that nothing answers is ignored.
func (t *Table) Chercher(question string, max int) []Trouvaille {
	max = min(max, trouvaillesMax)
	if max <= 0 {
		return nil
	}
	question = strings.ToValidUTF8(question[:min(len(question), questionMax)], "")
	mots := decouper(question)
	mots = mots[:min(len(mots), motsMax)]
	if len(mots) == 1 {
		if l := t.parCode(question, max); l != nil {
			return l
		}
	}
	r := t.rechercher()
	for i := 0; i < len(mots); {
		i += r.groupe(mots[i:])
	}
	return r.classer(max)
}

// parCode answers a question that is the start of a code: letters alone are a
// code only when no label has them.
func (t *Table) parCode(question string, max int) []Trouvaille {
	debut := strings.ToUpper(strings.TrimSpace(question))
	if len(debut) < 2 || len(debut) > tailleCode || lettres(debut)+chiffres(debut) < len(debut) {
		return nil
	}
	if chiffres(debut) == 0 && len(t.commencantPar(radical(strings.ToLower(debut)))) > 0 {
		return nil
	}
	var l []Trouvaille
	for a := t.chercherActe(debut); a < t.nombreActes() && len(l) < max && strings.HasPrefix(t.codeActe(a), debut); a++ {
		l = append(l, Trouvaille{t.premiere(a), scoreCode})
	}
	return l
}

// How sure a match is: the weight of a word is multiplied by it.
const (
	exact   = 4
	prefixe = 3
	faute   = 2
	// litteral is for a plain phrase that a label happens to hold: « points »,
	// « radio-isotopique ».
	litteral = 2

	scoreCode = 10_000
	// faveur puts the acts most often meant before the others, whatever the
	// length of their labels: see classer.
	faveur = 5
)

// recherche accumulates the weights of one question, per act.
type recherche struct {
	t *Table
	// totaux is what the groups of words already read give; meilleurs, what
	// the best wording of the current group gives; touches, where it does.
	totaux, meilleurs []int32
	touches           []int
	// vus counts the words of the current wording an act has.
	vus []uint8
}

func (t *Table) rechercher() *recherche {
	n := t.nombreActes()
	return &recherche{t: t, totaux: make([]int32, n), meilleurs: make([]int32, n), vus: make([]uint8, n)}
}

// groupe reads the longest plain phrase that starts mots, or one word, and
// returns how many words it took.
func (r *recherche) groupe(mots []string) int {
	x := &r.t.index
	for n := min(len(mots), ditMax); n > 0; n-- {
		i, ok := x.dit(strings.Join(mots[:n], " "))
		if !ok {
			continue
		}
		if !strings.HasSuffix(x.dits.texte(i), ailleurs) {
			r.formule(mots[:n], litteral)
			r.dit(i, exact)
			r.fermer()
		}
		return n
	}
	r.mot(mots[0])
	r.fermer()
	return 1
}

// mot reads a word of the labels: as it is, else begun, else mistyped.
func (r *recherche) mot(m string) {
	x := &r.t.index
	if a, ok := r.t.acte(strings.ToUpper(m)); ok {
		r.noter(a, scoreCode)
		return
	}
	if r.formule([]string{m}, exact) > 0 {
		return
	}
	if l := r.t.commencantPar(m); len(l) > 0 {
		r.radicaux(l, prefixe)
		return
	}
	if len(m) < 4 {
		return
	}
	var l []int
	for i := range x.mots.nombre() {
		if uneFaute(m, x.mots.texte(i)) {
			l = append(l, i)
		}
	}
	r.radicaux(l, faute)
	for i := range x.dits.nombre() {
		if phrase, _, _ := strings.Cut(x.dits.texte(i), finDit); uneFaute(m, phrase) {
			r.dit(i, faute)
		}
	}
}

// dit returns the entry of a plain phrase.
func (x *index) dit(phrase string) (int, bool) {
	i := x.dits.chercher(phrase + finDit)
	return i, i < x.dits.nombre() && strings.HasPrefix(x.dits.texte(i), phrase+finDit)
}

// dit reads every wording of a plain phrase, and its favourite acts.
func (r *recherche) dit(i, qualite int) {
	_, reste, _ := strings.Cut(r.t.index.dits.texte(i), finDit)
	formules, actes, _ := strings.Cut(reste, finDit)
	fort := int32(0)
	for formule := range strings.SplitSeq(formules, "|") {
		fort = max(fort, r.formule(strings.Fields(formule), qualite))
	}
	favoris := strings.Fields(actes)
	for rang, code := range favoris {
		if a, ok := r.t.acte(code); ok {
			r.noter(a, fort+int32(faveur*(len(favoris)-rang)))
		}
	}
}

// commencantPar returns the stems that m begins: two letters begin too many,
// unless they are the whole stem.
func (t *Table) commencantPar(m string) []int {
	x := &t.index
	var l []int
	for i := x.mots.chercher(m); i < x.mots.nombre() && strings.HasPrefix(x.mots.texte(i), m); i++ {
		if len(m) > 2 || x.mots.texte(i) == m {
			l = append(l, i)
		}
	}
	return l
}

// formule notes the acts whose label has all these words, and returns the
// weight it gives: that of the rarest, as a long wording says no more than the
// plain word it stands for. Zero: a word is in no label.
func (r *recherche) formule(mots []string, qualite int) (poids int32) {
	x := &r.t.index
	dernier := 0
	for i, m := range mots {
		dernier = x.mots.chercher(m)
		if dernier == x.mots.nombre() || x.mots.texte(dernier) != m {
			clear(r.vus)
			return 0
		}
		debut, fin := x.actes(dernier)
		for j := debut; j < fin; j++ {
			if a := u16(x.postes, j); int(r.vus[a]) == i {
				r.vus[a]++
			}
		}
		poids = max(poids, r.poids(fin-debut, qualite))
	}
	if len(mots) == 0 {
		return 0
	}
	debut, fin := x.actes(dernier)
	for j := debut; j < fin; j++ {
		if a := u16(x.postes, j); int(r.vus[a]) == len(mots) {
			r.noter(a, poids)
		}
	}
	clear(r.vus)
	return poids
}

// radicaux notes the acts that have one of these stems.
func (r *recherche) radicaux(l []int, qualite int) {
	x := &r.t.index
	total := 0
	for _, p := range l {
		debut, fin := x.actes(p)
		total += fin - debut
	}
	for _, p := range l {
		debut, fin := x.actes(p)
		for j := debut; j < fin; j++ {
			r.noter(u16(x.postes, j), r.poids(total, qualite))
		}
	}
}

// actes returns where the acts of a stem are in postes.
func (x *index) actes(radical int) (debut, fin int) {
	return u32(x.posteDe, radical), u32(x.posteDe, radical+1)
}

// poids weighs a word that n acts have: rare words tell more.
func (r *recherche) poids(n, qualite int) int32 {
	return int32(qualite * (1 + bits.Len(uint(r.t.nombreActes()/max(n, 1)))))
}

// noter keeps the best wording of the current group.
func (r *recherche) noter(a int, poids int32) {
	if r.meilleurs[a] == 0 {
		r.touches = append(r.touches, a)
	}
	r.meilleurs[a] = max(r.meilleurs[a], poids)
}

// fermer adds the current group to the totals.
func (r *recherche) fermer() {
	for _, a := range r.touches {
		r.totaux[a] += r.meilleurs[a]
		r.meilleurs[a] = 0
	}
	r.touches = r.touches[:0]
}

// classer returns the acts of highest score; between equal weights, the
// shortest label is the most general, hence the likeliest.
func (r *recherche) classer(max int) []Trouvaille {
	l := make([]Trouvaille, 0, max+1)
	for a, total := range r.totaux {
		if total == 0 {
			continue
		}
		score := 8*int(total) - min(int(r.t.index.longueurs[a]), 30)
		if len(l) == max && score <= l[max-1].Score {
			continue
		}
		i := len(l)
		l = append(l, Trouvaille{})
		for ; i > 0 && l[i-1].Score < score; i-- {
			l[i] = l[i-1]
		}
		l[i] = Trouvaille{r.t.premiere(a), score}
		l = l[:min(len(l), max)]
	}
	return l
}

// Repond tells whether one act at least has all the words of a wording, for
// the generator's check of plain words.
func (t *Table) Repond(formule string) bool {
	r := t.rechercher()
	r.formule(decouper(formule), exact)
	return len(r.touches) > 0
}
