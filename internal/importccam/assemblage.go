package importccam

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

// lireLettres keeps the modifiers of the version of each activity.
func (b *base) lireLettres() *dossier.Erreur {
	return b.parcourir("R_ACTIVITE_MODIFICATEUR", []string{"AA_CODE", "AADT_MODIF", "MODIFI_COD"}, func(t *table, c []champ) *dossier.Erreur {
		a := b.activites[string(t.octets(c[0]))]
		if a == nil {
			return nil
		}
		parent, ok := t.jour(c[1])
		if l := t.octets(c[2]); !ok || len(l) != 1 {
			b.noter(t.fichier, t.numero, "", "modificateur illisible, ignoré : %s", t.octets(c[0]))
		} else if a.modificateurs.admet(parent, a.version) {
			a.modificateurs.valeurs = ajouterUn(a.modificateurs.valeurs, l[0])
		}
		return nil
	})
}

// lireExonerations keeps the codes of the version of each act.
func (b *base) lireExonerations() *dossier.Erreur {
	return b.parcourir("R_ACTE_EXO_TM", []string{"ACTE_COD", "ACDT_MODIF", "EXOTM_COD"}, func(t *table, c []champ) *dossier.Erreur {
		code := string(t.octets(c[0]))
		a := b.actes[code]
		if a == nil {
			return nil
		}
		parent, ok := t.jour(c[1])
		if exo, lisible := t.entier(c[2]); !ok || !lisible || exo > 9 {
			b.noter(t.fichier, t.numero, code, "exonération illisible, ignorée")
		} else if a.exonerations.admet(parent, a.version) {
			a.exonerations.valeurs = ajouterUn(a.exonerations.valeurs, '0'+byte(exo))
		}
		return nil
	})
}

// fixerReference finds the day the edition speaks of: the one asked, else the
// newest price.
func (b *base) fixerReference() {
	for _, p := range b.prix {
		for _, d := range p.grilles {
			b.depuis = max(b.depuis, d.date)
		}
	}
	b.reference = b.options.Au
	if b.reference == 0 {
		b.reference = b.depuis
	}
}

// enVigueur tells whether a dated row is of this edition: in force on the day
// asked or, when the newest was, not ended yet.
func (b *base) enVigueur(debut, fin jour.Jour) bool {
	return debut <= b.au && (fin == 0 || fin >= b.reference)
}

// lireModificateurs reads R_TB11, one Modificateur for the grids that share a
// value.
func (b *base) lireModificateurs() *dossier.Erreur {
	b.fixerReference()
	return b.parcourir("R_TB11", []string{"COD_MODIFI", "DT_DEBUT", "LIBELLE", "COEF", "FORFAIT", "DT_FIN", "GRILLE_COD"}, func(t *table, c []champ) *dossier.Erreur {
		lettre := string(t.octets(c[0]))
		debut, ok := t.jour(c[1])
		fin, ok2 := t.jour(c[5])
		grille, ok3 := t.entier(c[6])
		coef, exact, ok4 := t.decimal(c[3], 6)
		forfait, exact2, ok5 := t.decimal(c[4], 2)
		if !ok || !ok2 || !ok3 || !ok4 || !ok5 || !exact || !exact2 || coef != 0 && coef < int64(argent.Un) {
			b.noter(t.fichier, t.numero, "", "modificateur %s illisible, ignoré", lettre)
			return nil
		}
		v := Valeur{Forfait: argent.Centimes(forfait), Taux: max(argent.Taux(coef)-argent.Un, 0)}
		if v == (Valeur{}) || grille > grilleMax || b.grilles.rang[grille] == 0 || !b.enVigueur(debut, fin) {
			return nil
		}
		if len(b.modificateurs) >= b.bornes.lignes {
			return b.trop(t)
		}
		b.ajouterModificateur(cleModificateur{lettre, nettoyer(t.texte(c[2])), debut, fin, v}, grille)
		return nil
	})
}

// cleModificateur is what the rows of one Modificateur have in common.
type cleModificateur struct {
	lettre, libelle string
	depuis, jusqua  jour.Jour
	valeur          Valeur
}

func (b *base) ajouterModificateur(k cleModificateur, grille int) {
	i, connu := b.rangs[k]
	if !connu {
		i = len(b.modificateurs)
		b.rangs[k] = i
		b.modificateurs = append(b.modificateurs, Modificateur{Lettre: k.lettre, Libelle: k.libelle, Depuis: k.depuis, Jusqua: k.jusqua})
	}
	m := &b.modificateurs[i]
	m.Grilles = ajouterUn(m.Grilles, grille)
	if grille == 0 || slices.Contains(b.grilles.optam, grille) {
		m.Optam = k.valeur
	}
	if grille == 0 || slices.Contains(b.grilles.hors, grille) {
		m.Hors = k.valeur
	}
}

// lireOutreMer only tells the coefficients of the overseas departments, so
// that they can be compared with those of the barème.
func (b *base) lireOutreMer() *dossier.Erreur {
	type cle struct {
		aap string
		dom int
	}
	recents := map[cle]prixDate{} // montant holds thousandths
	e := b.parcourir("R_ACTIVITE_PHASE_DOM", []string{"AAP_COD", "APDT_MODIF", "DOM_COD", "MAJORATION"}, func(t *table, c []champ) *dossier.Erreur {
		dom, ok := t.entier(c[2])
		date, ok2 := t.jour(c[1])
		coef, _, ok3 := t.decimal(c[3], 3)
		if !ok || !ok2 || !ok3 {
			b.noter(t.fichier, t.numero, "", "coefficient illisible, ignoré : %s", t.octets(c[0]))
			return nil
		}
		aap := t.octets(c[0])
		if b.prix[string(aap)] == nil || date > b.au {
			return nil
		}
		k := cle{string(aap), dom}
		d, connu := recents[k]
		if !connu && len(recents) >= 10*b.bornes.lignes {
			return b.trop(t)
		}
		if date >= d.date {
			recents[k] = prixDate{date, argent.Centimes(coef)}
		}
		return nil
	})
	type compte struct {
		dom  int
		coef argent.Centimes
	}
	comptes := map[compte]int{}
	for k, d := range recents {
		comptes[compte{k.dom, d.montant}]++
	}
	for _, k := range slices.SortedFunc(maps.Keys(comptes), func(x, y compte) int {
		return cmp.Or(cmp.Compare(x.dom, y.dom), cmp.Compare(x.coef, y.coef))
	}) {
		b.noter("R_ACTIVITE_PHASE_DOM", 0, "", "outre-mer %d : coefficient %d,%03d sur %d prix", k.dom, k.coef/1000, k.coef%1000, comptes[k])
	}
	return e
}

// assembler joins the tables into lines, in the order of codes, activities and
// phases.
func (b *base) assembler() (*Edition, *dossier.Erreur) {
	ed := &Edition{Numero: b.numero, Depuis: b.depuis, Modificateurs: b.modificateurs}
	if b.horsCode > 0 {
		b.noter("R_ACTE", 0, "", "%d enregistrements qui ne sont pas des actes, ignorés", b.horsCode)
	}
	if b.numero == 0 {
		b.noter("", 0, "", "numéro de version inconnu : les fichiers ont perdu leur nom CCAM…_DBF")
	}
	_, avecPhases := b.sources["R_ACTE_IVITE_PHASE"]
	if !avecPhases {
		b.noter("", 0, "", "R_ACTE_IVITE_PHASE absente : les phases sont celles qui ont un prix")
		b.phasesDesPrix()
	}
	for _, code := range slices.Sorted(maps.Keys(b.actes)) {
		a := b.actes[code]
		if a.fin != 0 && a.fin < b.reference {
			continue
		}
		debut := len(ed.Lignes)
		b.assemblerActe(ed, code, a)
		if debut == len(ed.Lignes) {
			b.noter("R_ACTE_IVITE", 0, code, "acte sans activité, écarté")
			continue
		}
		ed.Lignes[debut].Libelle = a.libelle
	}
	if len(ed.Lignes) == 0 {
		return nil, erreur("ccam-table", "", "aucun acte en vigueur le %s", b.reference)
	}
	return ed, nil
}

func (b *base) phasesDesPrix() {
	for aap := range b.prix {
		a, phase := b.activites[aap[:len(aap)-1]], aap[len(aap)-1]
		if phase >= '0' && phase <= '9' {
			a.phases.valeurs = ajouterUn(a.phases.valeurs, phase-'0')
		}
	}
	for _, a := range b.activites {
		if len(a.phases.valeurs) == 0 {
			a.phases.valeurs = []uint8{0}
		}
	}
}

func (b *base) assemblerActe(ed *Edition, code string, a *acteBase) {
	exonerations := a.exonerations.valeurs
	if len(exonerations) > 0 && a.exonerations.date != a.version {
		b.noter("R_ACTE_EXO_TM", 0, code, "exonération d'une version antérieure de l'acte, écartée : %s", a.exonerations.date)
		exonerations = nil
	}
	slices.Sort(exonerations)
	exoneration := strings.Join(strings.Split(string(exonerations), ""), "-")
	slices.SortFunc(a.activites.valeurs, func(x, y *activiteBase) int { return cmp.Compare(x.activite, y.activite) })
	for _, x := range a.activites.valeurs {
		lettres := x.modificateurs.valeurs
		if len(lettres) > 0 && x.modificateurs.date != x.version {
			b.noter("R_ACTIVITE_MODIFICATEUR", 0, code, "modificateurs d'une version antérieure de l'activité, écartés : activité %d, %s", x.activite, x.modificateurs.date)
			lettres = nil
		}
		if len(x.phases.valeurs) == 0 {
			b.noter("R_ACTE_IVITE_PHASE", 0, code, "activité sans phase, écartée : %d", x.activite)
		}
		slices.Sort(x.phases.valeurs)
		for _, phase := range x.phases.valeurs {
			l := Ligne{Code: code, Activite: x.activite, Phase: phase, Modificateurs: string(lettres), Exoneration: exoneration,
				Regroupement: x.regroupement, PrisEnCharge: !a.prise.non, SousConditions: a.prise.sousConditions, AccordPrealable: a.accord}
			b.poserPrix(&l, b.prix[x.cle+string('0'+rune(phase))])
			ed.Lignes = append(ed.Lignes, l)
		}
	}
}

// activiteAnesthesie never has two prices.
const activiteAnesthesie = 4

func (b *base) poserPrix(l *Ligne, p *prixBase) {
	if p == nil {
		return
	}
	optam, partage := p.choisir(b.grilles, b.grilles.optam)
	hors, partage2 := p.choisir(b.grilles, b.grilles.hors)
	if partage || partage2 {
		b.noter("R_PU_BASE", 0, l.Code, "grilles d'un même groupe aux prix différents, gardée la première : activité %d, phase %d", l.Activite, l.Phase)
	}
	if l.Activite == activiteAnesthesie && (optam.date == 0) != (hors.date == 0) {
		optam = cmp.Or(optam, hors)
		hors = optam
	}
	l.Optam, l.Hors = optam.montant, hors.montant
	l.PrixConnu = (optam.date != 0 || hors.date != 0) && (l.PrisEnCharge || l.Optam != 0 || l.Hors != 0)
	if l.PrixConnu && (optam.date == 0) != (hors.date == 0) {
		b.noter("R_PU_BASE", 0, l.Code, "prix sur les seules grilles d'un groupe : activité %d, phase %d", l.Activite, l.Phase)
	}
}
