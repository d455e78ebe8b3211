package lot

import (
	"bytes"
	"slices"
	"strings"

	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
)

// plan is what the header of the input settles, once for every worker.
type plan struct {
	bornes
	entree, sortie Format
	bareme         *bareme.Bareme
	// tete is what the output begins with.
	tete []byte
	// finLigne ends the rows of the output.
	finLigne string
	indices  []string

	// lues are the columns that a dossier is read from, places where they are
	// among the fields of a CSV.
	lues   []colonne
	places []int
	// noms are the columns of a CSV, cles the same as members of an object.
	noms []string
	cles [][]byte
	// extras are the further columns of a CSV made from objects.
	extras map[string]int
}

var marque = []byte("\ufeff") // byte order mark

// preparer reads the beginning of the input, up to the end of its first row.
//
// Errors: those of the whole input; see [Calculer].
func (d *decoupeur) preparer(o Options) (*plan, error) {
	for {
		t, bom := bytes.CutPrefix(d.reste, marque)
		lignes := bytes.Count(t[:len(t)-len(bytes.TrimLeft(t, "\r\n"))], finDeLigne)
		t = bytes.TrimLeft(t, "\r\n")
		if d.fin && len(t) == 0 {
			return nil, &dossier.Erreur{Code: "fichier-vide", Message: "le fichier est vide", Indice: "la première ligne d'un CSV nomme les colonnes"}
		}
		if d.fin || len(t) > d.max || bytes.IndexByte(t, '\n') >= 0 {
			p := &plan{bornes: d.bornes, entree: o.Entree, sortie: o.Sortie, bareme: o.Bareme, finLigne: "\n"}
			n, err := p.ouvrir(t, d.fin)
			if err != nil {
				return nil, err
			}
			if n >= 0 {
				p.marquer(bom)
				d.lignes += int64(lignes + bytes.Count(t[:n], finDeLigne))
				d.reste = t[n:]
				d.bornes = p.bornes
				return p, nil
			}
		}
		b := d.reste
		if cap(b)-len(b) < d.bloc/2 {
			b = append(make([]byte, 0, len(b)+d.bloc), b...)
		}
		var err error
		if d.reste, err = d.lire(b); err != nil {
			return nil, echecLecture(err)
		}
	}
}

// ouvrir settles the plan from the first row of t, of which it takes n bytes:
// the header of a CSV, nothing of objects. n is -1 if t is too short.
func (p *plan) ouvrir(t []byte, fin bool) (n int, err error) {
	if p.entree == NDJSON {
		p.ouvrirNDJSON(t)
		return 0, nil
	}
	n, e := p.ouvrirCSV(t, fin)
	if e != nil {
		return 0, e
	}
	return n, nil
}

// ouvrirCSV reads the header with each separator and keeps the one that names
// more known columns.
func (p *plan) ouvrirCSV(t []byte, fin bool) (int, *dossier.Erreur) {
	var choix *rangeesCSV
	taille, meilleur, casse := 0, -1, false
	for _, sep := range []byte{',', ';'} {
		r := &rangeesCSV{plan: &plan{bornes: bornes{sep, true, p.max}}}
		n, ouvert := r.cases(t)
		if len(t) <= p.max && !fin && (ouvert || t[n-1] != '\n') {
			return -1, nil
		}
		connues := 0
		for k := range r.champs {
			if _, connue := colonneDe[strings.TrimSpace(string(r.valeur(k)))]; connue {
				connues++
			}
		}
		if connues > meilleur {
			choix, taille, meilleur, casse = r, n, connues, ouvert
		}
	}
	if len(choix.brut) > p.max {
		return 0, ligneTropLongue(p.max)
	}
	if casse {
		return 0, guillemetOuvert()
	}
	p.bornes = choix.bornes
	if bytes.HasSuffix(t[:taille], []byte("\r\n")) {
		p.finLigne = "\r\n"
	}
	for k := range choix.champs {
		p.noms = append(p.noms, string(choix.valeur(k)))
	}
	choix.noms = p.noms
	return taille, p.nommer(choix)
}

// nommer checks the names of a CSV and finds the columns to read.
func (p *plan) nommer(r *rangeesCSV) *dossier.Erreur {
	noms := make([]string, len(p.noms))
	for k, nom := range p.noms {
		noms[k] = strings.TrimSpace(nom)
	}
	if e := examinerNoms(noms); e != nil {
		return e
	}
	p.indices = indices(noms)
	for c, nom := range nomsColonnes {
		if k := slices.Index(noms, nom); k >= 0 && !colonne(c).opaque() {
			p.lues, p.places = append(p.lues, colonne(c)), append(p.places, k)
		}
	}
	for k, nom := range noms {
		if nom == "" {
			nom = "colonne_" + string(ajouterEntier(nil, k+1))
		}
		cle, _ := ajouterTexteJSON(nil, []byte(nom))
		p.cles = append(p.cles, append(cle, ':'))
	}
	if p.sortie == CSV {
		p.tete = p.nommerSorties(r.copierCSV(nil))
	}
	return nil
}

// ouvrirNDJSON looks at the first object: for a CSV, its unknown members are
// further columns.
func (p *plan) ouvrirNDJSON(t []byte) {
	p.sep, p.guillemets = ',', false
	for c := range colonne(nombreColonnes) {
		if !c.opaque() {
			p.lues = append(p.lues, c)
		}
	}
	r := rangeesNDJSON{plan: p}
	_, _, faute := r.suivante(t)
	var noms []string
	if faute == nil && !r.entier {
		for _, m := range r.membres {
			noms = append(noms, string(m.nom))
		}
	}
	p.indices = indices(noms)
	if p.sortie == NDJSON {
		return
	}
	p.extras = make(map[string]int)
	for c, nom := range nomsColonnes {
		if c > 0 {
			p.tete = append(p.tete, p.sep)
		}
		p.tete = append(p.tete, nom...)
	}
	for _, nom := range noms {
		_, connue := colonneDe[nom]
		if _, vu := p.extras[nom]; !connue && !vu {
			p.extras[nom] = len(p.extras)
			p.tete = ajouterChampCSV(append(p.tete, p.sep), []byte(nom), p.sep)
		}
	}
	p.tete = p.nommerSorties(p.tete)
}

// nommerSorties ends a CSV header with the columns of the output.
func (p *plan) nommerSorties(b []byte) []byte {
	for _, nom := range nomsSortie {
		b = append(append(b, p.sep), nom...)
	}
	return append(b, p.finLigne...)
}

// marquer keeps the byte order mark from CSV to CSV: spreadsheets need it to
// read the accents.
func (p *plan) marquer(bom bool) {
	if bom && p.entree == CSV && p.sortie == CSV {
		p.tete = append(marque[:len(marque):len(marque)], p.tete...)
	}
}

// rangees returns what cuts the rows of one worker's blocks.
func (p *plan) rangees() rangees {
	if p.entree == NDJSON {
		return &rangeesNDJSON{plan: p, autres: make([][]byte, len(p.extras))}
	}
	return &rangeesCSV{plan: p}
}
