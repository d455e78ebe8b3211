package importccam

import (
	"math"
	"slices"
	"strings"

	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

// base is what is kept of the 72 tables while they stream by. Every table is
// historised and points to the version of its parent: an activity to the
// version of its act, a phase or a modifier to the version of its activity.
type base struct {
	*lecteur
	options Options
	au      jour.Jour // the day asked, or the end of times

	remboursement map[int]prise
	actes         map[string]*acteBase
	activites     map[string]*activiteBase // by COD_AA, in the version kept
	grilles       *grilles
	prix          map[string]*prixBase // by AAP_COD
	reference     jour.Jour            // the day the edition speaks of
	depuis        jour.Jour            // the newest price kept
	modificateurs []Modificateur
	rangs         map[cleModificateur]int // in modificateurs
	horsCode      int                     // records of R_ACTE that are no act
}

// prise is how an act is covered.
type prise struct{ non, sousConditions bool }

type acteBase struct {
	version, fin jour.Jour
	libelle      string
	prise        prise
	accord       bool
	activites    groupe[*activiteBase]
	exonerations groupe[byte]
}

type activiteBase struct {
	cle           string
	activite      uint8
	version       jour.Jour
	regroupement  string
	phases        groupe[uint8]
	modificateurs groupe[byte]
}

// groupe keeps the values of the newest date that is not after a limit.
type groupe[T any] struct {
	date    jour.Jour
	valeurs []T
}

// admet makes room for a value of that date, and tells whether to add it.
func (g *groupe[T]) admet(date, limite jour.Jour) bool {
	if date > limite || date < g.date {
		return false
	}
	if date > g.date {
		g.date, g.valeurs = date, g.valeurs[:0]
	}
	return true
}

// jamais is after every day.
const jamais = jour.Jour(math.MaxInt32)

var (
	tablesExigees      = []string{"R_ACTE", "R_ACTE_IVITE", "R_PU_BASE", "R_ACTIVITE_MODIFICATEUR", "R_ACTE_EXO_TM", "R_TB11"}
	tablesFacultatives = []string{"R_TB23", "R_REMBOURSEMENT", "R_ACTE_IVITE_PHASE", "R_ACTIVITE_PHASE_DOM"}
)

func lireArchive(fichiers []string, o Options, suivi func(lus, total int64), bornes limites) (*Edition, []Remarque, *dossier.Erreur) {
	l := &lecteur{bornes: bornes, sources: map[string]source{}, suivi: suivi}
	defer l.fermer()
	if e := l.recenser(fichiers); e != nil {
		return nil, nil, e
	}
	if e := l.exiger(tablesExigees...); e != nil {
		return nil, nil, e
	}
	for _, t := range slices.Concat(tablesFacultatives, tablesExigees) {
		l.total += l.sources[t].taille
	}
	b := &base{lecteur: l, options: o, au: o.Au, remboursement: map[int]prise{}, actes: map[string]*acteBase{}, activites: map[string]*activiteBase{},
		prix: map[string]*prixBase{}, rangs: map[cleModificateur]int{}}
	if b.au == 0 {
		b.au = jamais
	}
	for _, lire := range []func() *dossier.Erreur{b.lireGrilles, b.lireRemboursements, b.lireActes, b.lireActivites, b.lirePhases, b.lirePrix, b.lireLettres, b.lireExonerations, b.lireModificateurs, b.lireOutreMer} {
		if e := lire(); e != nil {
			return nil, nil, e
		}
	}
	ed, e := b.assembler()
	if e != nil {
		return nil, nil, e
	}
	return ed, l.clore(fichiers[0]), nil
}

// lireRemboursements reads what the codes of R_ACTE.REMBOU_COD mean; without
// the table, only « 2 » is known not to be covered.
func (b *base) lireRemboursements() *dossier.Erreur {
	b.remboursement[2] = prise{non: true}
	b.remboursement[3] = prise{sousConditions: true}
	return b.parcourir("R_REMBOURSEMENT", []string{"COD_REMBOU", "LIBELLE"}, func(t *table, c []champ) *dossier.Erreur {
		code, ok := t.entier(c[0])
		if !ok {
			b.noter(t.fichier, t.numero, "", "code de remboursement illisible, ignoré")
			return nil
		}
		mots := "_" + dossier.Normaliser(t.texte(c[1])) + "_"
		b.remboursement[code] = prise{non: strings.Contains(mots, "_non_"), sousConditions: strings.Contains(mots, "condition")}
		return nil
	})
}

// tranches are the fields of a long label, in order.
var tranches = func() []string {
	l := []string{"NOM_LONG"}
	for _, s := range "0123456789ABCDE" {
		l = append(l, "NOM_LONG"+string(s))
	}
	return l
}()

func (b *base) lireActes() *dossier.Erreur {
	return b.parcourir("R_ACTE", []string{"COD_ACTE", "DT_MODIF", "REMBOU_COD", "DT_FIN", "ENTENTE", "NOM_LONG"}, func(t *table, c []champ) *dossier.Erreur {
		code := string(t.octets(c[0]))
		if !motifActe.MatchString(code) {
			b.horsCode++
			return nil
		}
		version, ok := t.jour(c[1])
		fin, ok2 := t.jour(c[3])
		if !ok || !ok2 {
			b.noter(t.fichier, t.numero, code, "date illisible, version ignorée")
			return nil
		}
		a := b.actes[code]
		switch {
		case version > b.au || a != nil && version < a.version:
			return nil
		case a == nil && len(b.actes) >= b.bornes.lignes:
			return b.trop(t)
		case a != nil && version == a.version:
			b.noter(t.fichier, t.numero, code, "version en double, écartée : %s", version)
			return nil
		}
		rembou, _ := t.entier(c[2])
		b.actes[code] = &acteBase{version: version, fin: fin, libelle: libelle(t), prise: b.remboursement[rembou], accord: string(t.octets(c[4])) == "O"}
		return nil
	})
}

// libelle joins the slices of a long label. They are cut anywhere, often after
// a space: only the whole may be trimmed.
func libelle(t *table) string {
	var s strings.Builder
	for _, nom := range tranches {
		if c, ok := t.champs[nom]; ok {
			s.WriteString(t.texte(c))
		}
	}
	return nettoyer(s.String())
}

func (b *base) trop(t *table) *dossier.Erreur {
	return erreur("ccam-trop-grand", t.fichier, "enregistrement %d : plus de %d entrées : ce n'est pas l'archive de la CCAM", t.numero, b.bornes.lignes)
}

// lireActivites keeps, for each act, the activities of its version.
func (b *base) lireActivites() *dossier.Erreur {
	e := b.parcourir("R_ACTE_IVITE", []string{"COD_AA", "DT_MODIF", "ACTE_COD", "ACDT_MODIF", "ACTIV_COD", "REGROU_COD"}, func(t *table, c []champ) *dossier.Erreur {
		a := b.actes[string(t.octets(c[2]))]
		if a == nil {
			return nil
		}
		version, ok := t.jour(c[1])
		parent, ok2 := t.jour(c[3])
		activite, ok3 := t.entier(c[4])
		if !ok || !ok2 || !ok3 || activite < 1 || activite > 9 {
			b.noter(t.fichier, t.numero, string(t.octets(c[2])), "activité illisible, ignorée")
			return nil
		}
		if version > b.au || !a.activites.admet(parent, a.version) {
			return nil
		}
		neuve := &activiteBase{cle: string(t.octets(c[0])), activite: uint8(activite), version: version, regroupement: string(t.octets(c[5]))}
		for i, x := range a.activites.valeurs {
			if x.activite == neuve.activite {
				if version > x.version {
					a.activites.valeurs[i] = neuve
				}
				return nil
			}
		}
		a.activites.valeurs = append(a.activites.valeurs, neuve)
		return nil
	})
	for _, a := range b.actes {
		for _, x := range a.activites.valeurs {
			b.activites[x.cle] = x
		}
	}
	return e
}

// lirePhases keeps, for each activity, the phases of its version.
func (b *base) lirePhases() *dossier.Erreur {
	return b.parcourir("R_ACTE_IVITE_PHASE", []string{"COD_AAP", "DT_MODIF", "AA_COD", "AADT_MODIF", "PHASE_COD"}, func(t *table, c []champ) *dossier.Erreur {
		a := b.activites[string(t.octets(c[2]))]
		if a == nil {
			return nil
		}
		version, ok := t.jour(c[1])
		parent, ok2 := t.jour(c[3])
		phase, ok3 := t.entier(c[4])
		if !ok || !ok2 || !ok3 || phase > 9 {
			b.noter(t.fichier, t.numero, "", "phase illisible, ignorée : %s", t.octets(c[0]))
			return nil
		}
		if version <= b.au && a.phases.admet(parent, a.version) {
			a.phases.valeurs = ajouterUn(a.phases.valeurs, uint8(phase))
		}
		return nil
	})
}
