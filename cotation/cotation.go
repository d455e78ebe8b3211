// Package cotation says what may be billed: from acts named by their nature or
// by their code, to the lines of the bill, each with its tariff, its fee and
// its base.
package cotation

import (
	"slices"
	"strconv"
	"strings"

	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/ccam"
	"github.com/opposable/opposable/convention"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/journal"
	n "github.com/opposable/opposable/nomenclature"
)

// Ligne is one line of the bill.
type Ligne struct {
	Code n.Code
	// Acte is the index of the act in the dossier. Groupe numbers the acts of
	// the bill: a majoration given by its code belongs to the act before it.
	Acte, Groupe            int
	Tarif, Honoraires, Base journal.Somme
	// Technique is what the table and the bill say of a technical act.
	Technique Technique

	lu bareme.Lue // what the barème says of Code
}

// Facture is the bill, ready to be refunded.
type Facture struct {
	Lignes []Ligne
	// Honoraires is what is asked, Tarif what the lines are worth.
	Honoraires, Tarif journal.Somme
	Position          Position
	// Exigence tells that the excess is a DE: nobody refunds it.
	Exigence       bool
	Avertissements dossier.Avertissements
}

// Coter names the lines of the dossier's acts and prices them. It reuses the
// room of f.Lignes.
//
// Errors: acces-direct-non-prevu, acte-inconnu, acte-manquant,
// acte-non-ouvert, circonstance-manquante, depassement-interdit,
// depassement-plafonne, honoraires-incoherents, honoraires-manquants,
// majoration-reservee, majoration-seule, medecin-traitant-requis,
// parcours-incoherent, tarif-inconnu.
func Coter(j *journal.Journal, e bareme.Etat, s convention.Situation, d *dossier.Dossier, f *Facture) *dossier.Erreur {
	*f = Facture{Lignes: f.Lignes[:0]}
	position, coordonne, av, err := situerParcours(j, e, d)
	if err != nil {
		return err
	}
	f.Position, f.Avertissements = position, av
	x := nouveauContexte(e, s, d, coordonne, position == HorsParcours)
	if err := x.verifierAnterieurs(d); err != nil {
		return err
	}
	if err := x.lignes(j, d, f); err != nil {
		return err
	}
	if err := x.honoraires(j, d, f); err != nil {
		return err
	}
	if err := x.depassement(j, d, f); err != nil {
		return err
	}
	for i := range f.Lignes {
		l := &f.Lignes[i]
		l.Base = j.Min(RegleBase, l.Tarif, l.Honoraires)
	}
	return nil
}

// Two codes qualify the excess and are no line by themselves.
const (
	codeExigence = "DE"
	codeAutorise = "DA"
)

func qualifieDepassement(code string) bool {
	return code == codeExigence || code == codeAutorise
}

// lignes names every act. Secteur 2 without option bills the letters of
// secteur 1 as long as the fee does not exceed them, and others when it does.
func (x *contexte) lignes(j *journal.Journal, d *dossier.Dossier, f *Facture) *dossier.Erreur {
	if x.s.NonConventionne() {
		return x.lignesAutorite(j, d, f)
	}
	err := x.nommerTout(d, f)
	if err == nil && x.s.PerdAuDepassement() && x.depasseTout(d, f) {
		f.Lignes = f.Lignes[:0]
		x.depasse = true
		err = x.nommerTout(d, f)
		j.Noter(RegleLettreDuDepassement)
	} else if x.s.ChangeDeLettre() {
		j.Noter(RegleTarifSansDepassement)
	}
	if err != nil {
		return err
	}
	if err := f.grouper(); err != nil {
		return err
	}
	if err := x.premiereFaute(d, f); err != nil {
		return err
	}
	if err := x.tarifer(j, d, f); err != nil {
		return err
	}
	f.totaliser(j)
	return nil
}

// premiereFaute checks the lines together. One act named by its nature, with
// no history, cannot be at fault.
func (x *contexte) premiereFaute(d *dossier.Dossier, f *Facture) (err *dossier.Erreur) {
	if len(d.Actes) == 1 && d.Actes[0].Code == "" && len(d.Anterieurs) == 0 {
		return nil
	}
	x.fautes(d, f, func(faute Faute) bool { err = faute.Erreur; return false })
	return err
}

func (x *contexte) nommerTout(d *dossier.Dossier, f *Facture) *dossier.Erreur {
	for i := range d.Actes {
		if err := x.nommerActe(d, i, f); err != nil {
			return err
		}
	}
	return nil
}

// nommerActe adds the lines of one act.
func (x *contexte) nommerActe(d *dossier.Dossier, i int, f *Facture) *dossier.Erreur {
	a := &d.Actes[i]
	if a.Code == "" {
		l, err := x.nommer(d, i, &f.Avertissements)
		if err != nil {
			if err.Champ == "" {
				err.Champ = champActe(i, ".nature")
			}
			return err
		}
		for _, c := range l.cotes[:l.n] {
			f.Lignes = append(f.Lignes, Ligne{Code: c.code, Acte: i, lu: c.lu})
		}
		return nil
	}
	if qualifieDepassement(a.Code) {
		return nil
	}
	if l, technique, err := x.ligneTechnique(a, f); technique {
		if err != nil {
			err.Champ = champActe(i, ".code")
			return err
		}
		l.Acte = i
		f.Lignes = append(f.Lignes, l)
		return nil
	}
	c, err := x.verifierCode(a.Code)
	if err == nil && c.code.AuKilometre() && a.Quantite == 0 && a.Distance == 0 {
		err = &dossier.Erreur{Code: "quantite-manquante", Message: a.Code + " se facture au kilomètre", Indice: `donnez quantite, en kilomètres, ou distance_km`}
	}
	if err != nil {
		err.Champ = champActe(i, ".code")
		return err
	}
	f.Lignes = append(f.Lignes, Ligne{Code: c.code, Acte: i, lu: c.lu})
	return nil
}

// verifierCode checks that the doctor may bill the code that day.
func (x *contexte) verifierCode(code string) (cote, *dossier.Erreur) {
	c, ok := n.Trouver(code)
	if !ok {
		return cote{}, x.codeInconnu(code)
	}
	reserve := c.ReserveAu(x.e.Jour())
	lu, publie := c.Tarif(x.e, x.groupe)
	switch {
	case reserve == n.ReserveInexistante:
		return cote{}, x.sansTarif(c)
	case !c.OuvertA(x.groupe):
		return cote{}, &dossier.Erreur{Code: "acte-non-ouvert", Message: "cette spécialité ne cote pas " + code + " (" + c.Acte().Libelle + ")"}
	case reserve == n.ReserveDepassement && x.s.ChangeDeLettre():
		// Secteur 2 without option may always bill its own letter, even for a
		// fee below the tariffs of the others.
	case c.Acte().Coordination && x.horsParcours:
		return cote{}, &dossier.Erreur{Code: "majoration-reservee", Message: code + " ne se facture pas hors du parcours de soins",
			Indice: "NGAP, art. 2 bis : consultation coordonnée, avec retour au médecin traitant ; jamais avec un DA"}
	case !x.s.PeutFacturer(reserve, x.depasse, x.c2s), c.Acte().Coordination && !x.s.PeutCoordonner(x.depasse):
		e := &dossier.Erreur{Code: "majoration-reservee", Message: code + " est réservé au tarif opposable : secteur 1, option, ou secteur 2 sans dépassement",
			Indice: "avec un dépassement, le secteur 2 sans option cote C, CP ou CSC, sans majoration réservée"}
		if reserve == n.ReserveDepassement {
			e.Message, e.Indice = code+" est réservé au secteur 2 sans option qui dépasse", "au tarif opposable, cotez la lettre ordinaire (G, CS, CNP…) ; retirez "+code
		}
		return cote{}, e
	}
	if !publie {
		return cote{}, x.sansTarif(c)
	}
	return cote{c, lu}, nil
}

// sansTarif says why a letter has no tariff that day: it was abolished, or
// nobody published one.
func (x *contexte) sansTarif(c n.Code) *dossier.Erreur {
	e := tarifInconnu(c.String(), x.e)
	if d, ok := c.Supprime(x.e, x.groupe); ok {
		e.Message = c.String() + " (" + c.Acte().Libelle + ") est supprimée depuis le " + d.FR()
		e.Indice = "donnez la nature de l'acte : les codes du jour seront proposés"
	}
	return e
}

// verifierAnterieurs refuses earlier acts that nothing would count.
func (x *contexte) verifierAnterieurs(d *dossier.Dossier) *dossier.Erreur {
	for i := range d.Anterieurs {
		code := d.Anterieurs[i].Code
		if _, connu := x.trouver(code); !connu {
			err := x.codeInconnu(code)
			err.Champ = "anterieurs[" + strconv.Itoa(i) + "].code"
			return err
		}
	}
	return nil
}

// trouver returns the code of that name; of a technical act, that of its first
// line.
func (x *contexte) trouver(nom string) (n.Code, bool) {
	if c, ok := n.Trouver(nom); ok {
		return c, true
	}
	numero, ok := x.e.Bareme().CCAM().Premiere(nom)
	return n.DeTechnique(numero), ok
}

func (x *contexte) codeInconnu(code string) *dossier.Erreur {
	e := &dossier.Erreur{Code: "acte-inconnu", Message: "code d'acte inconnu : « " + code + " »", Indice: "une lettre-clé de la NGAP (G, CS, MCS…), un code de la CCAM (DEQP003), ou une nature"}
	noms := make([]string, 0, 128)
	for _, c := range n.Codes() {
		noms = append(noms, dossier.Normaliser(c.String()))
	}
	p := strings.ToUpper(dossier.PlusProche(code, noms))
	if len(code) >= longueurCCAM-1 {
		p = codeVoisin(x.e.Bareme().CCAM(), code)
	}
	if p != "" {
		e.Indice = "vouliez-vous dire « " + p + " » ?"
	}
	return e
}

// codeVoisin returns a code of the CCAM one keystroke away from code, or "".
func codeVoisin(t *ccam.Table, code string) string {
	const touches = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	if len(code) > longueurCCAM+1 {
		return ""
	}
	for i := range len(code) + 1 {
		if i < len(code) && t.Existe(code[:i]+code[i+1:]) {
			return code[:i] + code[i+1:]
		}
		for k := range len(touches) {
			if i < len(code) && t.Existe(code[:i]+touches[k:k+1]+code[i+1:]) {
				return code[:i] + touches[k:k+1] + code[i+1:]
			}
			if t.Existe(code[:i] + touches[k:k+1] + code[i:]) {
				return code[:i] + touches[k:k+1] + code[i:]
			}
		}
	}
	return ""
}

// grouper puts each majoration with its act, the act first.
//
// Errors: acte-manquant, majoration-seule.
func (f *Facture) grouper() *dossier.Erreur {
	if len(f.Lignes) == 0 {
		return &dossier.Erreur{Code: "acte-manquant", Message: "DE et DA qualifient un dépassement : il manque l'acte", Champ: "actes"}
	}
	premier := 0
	for premier < len(f.Lignes) && f.Lignes[premier].Code.EstMajoration() {
		premier++
	}
	if premier == len(f.Lignes) {
		return &dossier.Erreur{Code: "majoration-seule", Champ: champActe(f.Lignes[0].Acte, ".code"),
			Message: f.Lignes[0].Code.String() + " est une majoration : il manque l'acte qu'elle accompagne"}
	}
	if premier > 0 {
		f.avancer(premier)
	}
	groupe := -1
	for i := range f.Lignes {
		if !f.Lignes[i].Code.EstMajoration() {
			groupe++
		}
		f.Lignes[i].Groupe = groupe
	}
	return nil
}

// avancer moves to the front the lines of the act that starts at debut, before
// the majorations written ahead of it.
func (f *Facture) avancer(debut int) {
	fin := debut
	for fin < len(f.Lignes) && f.Lignes[fin].Acte == f.Lignes[debut].Acte {
		fin++
	}
	devant := slices.Clone(f.Lignes[:debut])
	copy(f.Lignes, f.Lignes[debut:fin])
	copy(f.Lignes[fin-debut:fin], devant)
}

func (f *Facture) totaliser(j *journal.Journal) {
	f.Tarif = f.Lignes[0].Tarif
	for i := range f.Lignes[1:] {
		f.Tarif = j.Plus(RegleTotal, f.Tarif, f.Lignes[i+1].Tarif)
	}
}

func champActe(i int, suite string) string { return "actes[" + strconv.Itoa(i) + "]" + suite }
