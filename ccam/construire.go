package ccam

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/opposable/opposable/dossier"
)

// cle names a line whatever its number.
type cle struct {
	code            string
	activite, phase uint8
}

func (l *LigneVersion) cle() cle { return cle{l.Code, l.Activite, l.Phase} }

func (a cle) comparer(b cle) int {
	return cmp.Or(strings.Compare(a.code, b.code), cmp.Compare(a.activite, b.activite), cmp.Compare(a.phase, b.phase))
}

// chantier gathers what a table is made of; the index of a line is its number.
type chantier struct {
	cles     []cle
	libelles []string
	places   map[cle]int
	editions []edition
}

// Construire builds a table from complete versions: the generator's way.
// Lines are numbered in the order of their codes.
func Construire(versions []*Version, releves []ReleveLigne, mots []Mot) (*Table, *dossier.Erreur) {
	c := &chantier{places: map[cle]int{}}
	tout := map[cle]bool{}
	for _, v := range versions {
		for i := range v.Lignes {
			tout[v.Lignes[i].cle()] = true
		}
	}
	for k := range tout {
		c.cles = append(c.cles, k)
	}
	slices.SortFunc(c.cles, cle.comparer)
	c.libelles = make([]string, len(c.cles))
	for i, k := range c.cles {
		c.places[k] = i
	}
	for _, v := range slices.SortedFunc(slices.Values(versions), func(a, b *Version) int { return cmp.Compare(a.Depuis, b.Depuis) }) {
		if e := c.ajouter(v); e != nil {
			return nil, e
		}
	}
	dits, e := compilerMots(mots)
	if e != nil {
		return nil, e
	}
	t := c.table(dits)
	return t, t.relever(releves)
}

// Avec returns the table with edition v added, or replaced if t has that
// number. New lines are numbered after those of t, whose numbers are kept.
// Labels of v complete those of t, and prevail if v is the newest edition.
//
// The error is "ccam-illisible" for an impossible version, "ccam-date" when
// another edition starts on the same day.
func (t *Table) Avec(v *Version) (*Table, *dossier.Erreur) {
	c := &chantier{places: map[cle]int{}}
	for n := range t.nombreLignes() {
		k := cle{t.Code(Numero(n)), t.Activite(Numero(n)), t.Phase(Numero(n))}
		c.places[k] = n
		c.cles = append(c.cles, k)
		c.libelles = append(c.libelles, t.libellePropre(Numero(n)))
	}
	c.editions = slices.DeleteFunc(slices.Clone(t.editions), func(e edition) bool { return e.Edition == v.Edition })
	if e := c.ajouter(v); e != nil {
		return nil, e
	}
	nouvelle := c.table(t.index.dits)
	nouvelle.releves = t.releves
	return nouvelle, nil
}

// ajouter numbers the lines of v, writes its records and takes its labels.
func (c *chantier) ajouter(v *Version) *dossier.Erreur {
	if e := v.verifier(); e != nil {
		return e
	}
	recente := true
	for _, e := range c.editions {
		if e.Depuis == v.Depuis || e.Edition == v.Edition {
			return &dossier.Erreur{Code: "ccam-date", Message: "deux versions de même date ou de même numéro : " + e.Source + " et " + v.Source}
		}
		recente = recente && v.Depuis > e.Depuis
	}
	var records []byte
	for i := range v.Lignes {
		l := &v.Lignes[i]
		n, connue := c.places[l.cle()]
		if !connue {
			n = len(c.cles)
			c.places[l.cle()] = n
			c.cles = append(c.cles, l.cle())
			c.libelles = append(c.libelles, "")
		}
		if l.Libelle != "" && (recente || c.libelles[n] == "") {
			c.libelles[n] = l.Libelle
		}
		if fin := (n + 1) * tailleLigne; len(records) < fin {
			records = append(records, make([]byte, fin-len(records))...)
		}
		l.Ligne.ecrire(records[n*tailleLigne:])
	}
	if len(c.cles) > lignesMax {
		return illisible("version", "plus de %d lignes en tout", lignesMax)
	}
	c.editions = append(c.editions, edition{Entete{v.Edition, v.Depuis, v.Source}, string(records)})
	slices.SortFunc(c.editions, func(a, b edition) int { return cmp.Compare(b.Depuis, a.Depuis) })
	return nil
}

// table lays the parts out.
func (c *chantier) table(dits suite) *Table {
	t := &Table{editions: c.editions}
	rangs := make([]int, len(c.cles))
	for n := range rangs {
		rangs[n] = n
	}
	slices.SortFunc(rangs, func(a, b int) int { return c.cles[a].comparer(c.cles[b]) })
	var actes, debuts, ordre []byte
	lignes := make([]byte, 4*len(c.cles))
	precedent := ""
	for i, n := range rangs {
		k := c.cles[n]
		if k.code != precedent {
			debuts = ajouterEntier(debuts, i, 2)
			actes = append(actes, k.code...)
			precedent = k.code
		}
		ordre = ajouterEntier(ordre, n, 2)
		ecrireEntier(lignes[4*n:4*n+2], uint64(len(actes)/tailleCode-1))
		lignes[4*n+2], lignes[4*n+3] = k.activite, k.phase
	}
	debuts = ajouterEntier(debuts, len(c.cles), 2)
	t.actes, t.debuts, t.ordre, t.lignes = string(actes), string(debuts), string(ordre), string(lignes)
	t.libelles = ecrireSuite(c.libelles)
	t.indexer(dits)
	return t
}

// Version gives an edition back, lines and labels; false if t does not have it.
func (t *Table) Version(e Edition) (*Version, bool) {
	i := slices.IndexFunc(t.editions, func(x edition) bool { return x.Edition == e })
	if i < 0 {
		return nil, false
	}
	h := t.editions[i].Entete
	v := &Version{Edition: e, Depuis: h.Depuis, Source: h.Source}
	for j := range t.nombreLignes() {
		n := Numero(u16(t.ordre, j))
		if l, ok := t.Ligne(n, e); ok {
			v.Lignes = append(v.Lignes, LigneVersion{t.Code(n), t.Activite(n), t.Phase(n), t.libellePropre(n), l})
		}
	}
	return v, true
}

// Fichier returns the table as the generator embeds it: the parts end to end,
// and the Go expression of the table over the string named binaire.
func (t *Table) Fichier() (binaire, expression string) {
	var tout, source strings.Builder
	partie := func(s string) string {
		debut := tout.Len()
		tout.WriteString(s)
		return fmt.Sprintf("binaire[%d:%d]", debut, tout.Len())
	}
	liste := func(s suite) string { return fmt.Sprintf("suite{%s, %s}", partie(s.textes), partie(s.bornes)) }
	source.WriteString("Table{\n")
	fmt.Fprintf(&source, "actes: %s,\ndebuts: %s,\nordre: %s,\nlignes: %s,\n", partie(t.actes), partie(t.debuts), partie(t.ordre), partie(t.lignes))
	fmt.Fprintf(&source, "libelles: %s,\neditions: []edition{\n", liste(t.libelles))
	for _, e := range t.editions {
		fmt.Fprintf(&source, "{Entete{%d, %d, %q}, %s},\n", e.Edition, e.Depuis, e.Source, partie(e.lignes))
	}
	x := t.index
	fmt.Fprintf(&source, "},\nindex: index{\nmots: %s,\npostes: %s,\nposteDe: %s,\nlongueurs: %s,\ndits: %s,\n},\n",
		liste(x.mots), partie(x.postes), partie(x.posteDe), partie(x.longueurs), liste(x.dits))
	source.WriteString("releves: []releve{\n")
	for _, r := range t.releves {
		fmt.Fprintf(&source, "{%d, Releve{%d, %d, %t, %d, %q, %q}},\n", r.n, r.Optam, r.Hors, r.HorsConnu, r.Depuis, r.Source, r.Confiance)
	}
	source.WriteString("},\n}")
	return tout.String(), source.String()
}
