package lot

import (
	"context"
	"io"
	"strconv"
	"sync"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/dossier"
)

// rangees cuts rows out of blocks and knows their input columns.
type rangees interface {
	// suivante cuts the first row of b and takes its n bytes; vide tells that
	// they are none. err is what keeps the row from being read.
	suivante(b []byte) (n int, vide bool, err *dossier.Erreur)
	// lire reads the row, if nothing keeps it from being read.
	lire(l *lecture) (*dossier.Dossier, *dossier.Erreur)
	// plat tells whether the errors of the row speak of columns.
	plat() bool
	// copierCSV writes the input columns, copierNDJSON opens an object with them.
	copierCSV(b []byte) []byte
	copierNDJSON(b []byte) []byte
	// pertes tells what the copies could not hold.
	pertes(b *Bilan, perdus map[string]int64)
}

// bloc goes from the reader to a worker, to the writer, and back.
type bloc struct {
	// entree holds whole rows; the first begins on that line of the file.
	entree []byte
	ligne  int64
	// lu is how many bytes of the input end with it.
	lu     int64
	sortie []byte
	compte compte
	// pret tells that sortie may be written, and whether it is the last of the
	// block; repris, after one that is not, that it may be filled again.
	pret   chan bool
	repris chan struct{}
}

// chaine is the pipeline: blocks are computed in any order and written in the
// order of the file, which ordre keeps. No channel send in it ever waits, but
// for a block to come back.
type chaine struct {
	decoupeur
	plan    chan *plan
	libres  chan *bloc
	travail chan *bloc
	ordre   chan *bloc
	// echec is read after ordre is closed.
	echec error
}

func calculer(ctx context.Context, in io.Reader, out io.Writer, o Options, r reglages) (b Bilan, err error) {
	o = o.completer()
	ctx, annuler := context.WithCancel(ctx)
	n := 2*o.Travailleurs + 2
	c := &chaine{
		decoupeur: decoupeur{bornes: bornes{max: r.ligneMax}, in: in, bloc: r.bloc},
		plan:      make(chan *plan, 1),
		libres:    make(chan *bloc, n), travail: make(chan *bloc, n), ordre: make(chan *bloc, n),
	}
	for range n {
		c.libres <- &bloc{pret: make(chan bool, 1), repris: make(chan struct{}, 1), sortie: make([]byte, 0, 2*r.bloc)}
	}
	go c.alimenter(ctx, o)
	var equipe sync.WaitGroup
	var travailleurs []*travailleur
	defer func() {
		annuler()
		equipe.Wait()
		perdus := make(map[string]int64)
		for _, t := range travailleurs {
			t.rangees.pertes(&b, perdus)
		}
		b.clore(perdus)
	}()
	var p *plan
	select {
	case p = <-c.plan:
	case <-ctx.Done():
		return b, ctx.Err()
	}
	if p == nil {
		return b, c.echec
	}
	b.Indices = p.indices
	for range o.Travailleurs {
		t := nouveauTravailleur(p, r.sortie)
		travailleurs = append(travailleurs, t)
		equipe.Go(func() { t.travailler(ctx, c.travail) })
	}
	if len(p.tete) > 0 {
		if _, err := out.Write(p.tete); err != nil {
			return b, echecEcriture(err)
		}
	}
	return b, c.ecrire(ctx, out, &b, o.Progres)
}

// alimenter reads the input. It may stay in a Read after the run has ended, and
// then touches nothing but its own.
func (c *chaine) alimenter(ctx context.Context, o Options) {
	defer close(c.ordre)
	defer close(c.travail)
	defer close(c.plan)
	p, err := c.preparer(o)
	if c.echec = err; err != nil {
		return
	}
	c.plan <- p
	for ctx.Err() == nil {
		var b *bloc
		select {
		case b = <-c.libres:
		case <-ctx.Done():
			return
		}
		encore, err := c.remplir(b)
		if c.echec = err; !encore {
			return
		}
		c.ordre <- b
		c.travail <- b
	}
}

// ecrire writes the blocks in order.
func (c *chaine) ecrire(ctx context.Context, out io.Writer, bilan *Bilan, progres func(lignes, octets int64)) error {
	for {
		select {
		case b, encore := <-c.ordre:
			if !encore {
				if err := ctx.Err(); err != nil {
					return err
				}
				bilan.Octets = c.lus
				return c.echec
			}
			if err := b.ecrire(ctx, out); err != nil {
				return err
			}
			bilan.ajouter(&b.compte)
			bilan.Octets = b.lu
			if progres != nil {
				progres(bilan.Lignes, bilan.Octets)
			}
			c.libres <- b
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// ecrire writes what a worker makes of the block, piece by piece.
func (b *bloc) ecrire(ctx context.Context, out io.Writer) error {
	for {
		select {
		case dernier := <-b.pret:
			if err := ctx.Err(); err != nil {
				return err
			}
			if _, err := out.Write(b.sortie); err != nil {
				return echecEcriture(err)
			}
			if dernier {
				return nil
			}
			b.repris <- struct{}{}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func ajouterEntier(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }

// travailleur computes blocks, one after the other.
type travailleur struct {
	*plan
	rangees rangees
	moteur  *opposable.Moteur
	lecture *lecture
	dec     opposable.Decompte
	morceau int
}

func nouveauTravailleur(p *plan, morceau int) *travailleur {
	return &travailleur{plan: p, rangees: p.rangees(), moteur: opposable.NouveauMoteur(p.bareme), lecture: nouvelleLecture(), morceau: morceau}
}

func (t *travailleur) travailler(ctx context.Context, travail <-chan *bloc) {
	for b := range travail {
		if !t.traiter(ctx, b) {
			return
		}
		b.pret <- true
	}
}

// pouls is how many rows are computed between two looks at the context.
const pouls = 128

// traiter computes a block; false if the context ended first. What it writes is
// handed over as soon as it is long, so that small rows under long names take
// no more room than others.
func (t *travailleur) traiter(ctx context.Context, b *bloc) bool {
	b.compte.vider()
	b.sortie = b.sortie[:0]
	reste := b.entree
	for rang := 0; len(reste) > 0; rang++ {
		if rang%pouls == 0 && ctx.Err() != nil {
			return false
		}
		n, vide, err := t.rangees.suivante(reste)
		if !vide {
			err = t.calculer(err)
			b.sortie = t.ecrire(b.sortie, err)
			if err == nil {
				b.compte.juste(&t.dec)
			} else {
				b.compte.faux(err, b.entree[:len(b.entree)-len(reste)], b.ligne)
			}
		}
		reste = reste[n:]
		if len(b.sortie) >= t.morceau && len(reste) > 0 {
			b.pret <- false
			select {
			case <-b.repris:
			case <-ctx.Done():
				return false
			}
			b.sortie = b.sortie[:0]
		}
	}
	return true
}

// calculer prices the row into t.dec, unless it is already known to be bad.
func (t *travailleur) calculer(err *dossier.Erreur) *dossier.Erreur {
	if err != nil {
		return err
	}
	d, err := t.rangees.lire(t.lecture)
	if err != nil {
		return err
	}
	if err := t.moteur.Calculer(d, &t.dec, nil); err != nil {
		return dossier.Lister(err)[0]
	}
	return nil
}

func (t *travailleur) ecrire(b []byte, err *dossier.Erreur) []byte {
	switch {
	case t.sortie == CSV && err == nil:
		b = resultatCSV(t.rangees.copierCSV(b), &t.dec, t.sep)
	case t.sortie == CSV:
		b = erreurCSV(t.rangees.copierCSV(b), err, t.sep)
	case err == nil:
		b = resultatNDJSON(t.rangees.copierNDJSON(b), &t.dec)
	default:
		b = erreurNDJSON(t.rangees.copierNDJSON(b), err, t.rangees.plat())
	}
	return append(b, t.finLigne...)
}
