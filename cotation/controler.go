package cotation

import (
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/convention"
	"github.com/opposable/opposable/dossier"
	n "github.com/opposable/opposable/nomenclature"
)

// Faute is what is wrong with a line of a bill: the error says what and how to
// repair it, Texte states the rule.
type Faute struct {
	Erreur *dossier.Erreur
	// Texte and TexteEN are empty when the error says it all.
	Texte, TexteEN string
	// Source indexes bareme.Sources, when Texte is not empty.
	Source uint16
}

// Controler returns everything wrong with the acts of the dossier, before any
// fee; none means that the lines may be billed together. The rules are those
// that name an act: see [Coter].
func Controler(e bareme.Etat, s convention.Situation, d *dossier.Dossier) []Faute {
	position, coordonne, _, err := situerParcours(nil, e, d)
	if err != nil {
		return []Faute{{Erreur: err}}
	}
	if s.NonConventionne() {
		return nil // no rule of the nomenclature binds a doctor outside the convention
	}
	x := nouveauContexte(e, s, d, coordonne, position == HorsParcours)
	if err := x.verifierAnterieurs(d); err != nil {
		return []Faute{{Erreur: err}}
	}
	var fautes []Faute
	var f Facture
	dire := func(faute Faute) bool { fautes = append(fautes, faute); return true }
	for i := range d.Actes {
		if err := x.nommerActe(d, i, &f); err != nil {
			dire(Faute{Erreur: err})
		}
	}
	if len(f.Lignes) == 0 {
		return fautes
	}
	if err := f.grouper(); err != nil {
		// A majoration left alone by a refused act is not at fault.
		if len(fautes) == 0 {
			dire(Faute{Erreur: err})
		}
		return fautes
	}
	x.fautes(d, &f, dire)
	if err := x.tarifer(nil, d, &f); err != nil {
		dire(Faute{Erreur: err})
	}
	return fautes
}

// Presumer returns the codes of the dossier that are accepted because their
// circumstances are not contradicted, without being stated: whoever bills them
// vouches for them.
func Presumer(e bareme.Etat, s convention.Situation, d *dossier.Dossier) []n.Code {
	position, coordonne, _, err := situerParcours(nil, e, d)
	if err != nil || s.NonConventionne() {
		return nil
	}
	x := nouveauContexte(e, s, d, coordonne, position == HorsParcours)
	var l []n.Code
	for i := range d.Actes {
		c, ok := n.Trouver(d.Actes[i].Code)
		if !ok {
			continue
		}
		f, err := x.faitsConnus(d, i)
		if d.Parcours == dossier.ParcoursNonDit {
			f.MedecinTraitant, f.Adresse, f.Coordonne = n.Inconnu, n.Inconnu, n.Inconnu
		}
		if err == nil && c.Manque(e, &f) != n.Remplie {
			l = append(l, c)
		}
	}
	return l
}

// fautes tells dire what the rules forbid among the lines, until it returns
// false: conditions, company, cumulations, limits.
func (x *contexte) fautes(d *dossier.Dossier, f *Facture, dire func(Faute) bool) {
	for i := range f.Lignes {
		if !x.fautesLigne(d, f, i, dire) || !x.fautesCumul(f, i, dire) || !x.fautesLimites(f, i, dire) {
			return
		}
	}
}

// fautesLigne checks a line given by its code: one named from a nature holds
// its conditions by construction.
func (x *contexte) fautesLigne(d *dossier.Dossier, f *Facture, i int, dire func(Faute) bool) bool {
	l := &f.Lignes[i]
	if d.Actes[l.Acte].Code == "" || l.Code.Acte().Famille == n.FamilleTechnique {
		return true
	}
	a := l.Code.Acte()
	faits, err := x.faitsDits(d, l.Acte)
	if err != nil {
		return dire(Faute{Erreur: err})
	}
	refus := func(code, message, indice string) bool {
		return dire(Faute{&dossier.Erreur{Code: code, Champ: champActe(l.Acte, ".code"), Message: message, Indice: indice}, a.Regle, a.RegleEN, a.Source})
	}
	if r := l.Code.Manque(x.e, &faits); r != n.Remplie {
		return refus("regle-non-remplie", l.Code.String()+" ne se facture pas ici : "+a.Regle, "retirez "+l.Code.String()+", ou "+conseils[r])
	}
	if !l.Code.EstMajoration() {
		return true
	}
	acte := f.acteDuGroupe(l.Groupe)
	var codes n.Ensemble
	for k := range f.Lignes {
		codes.Ajouter(f.Lignes[k].Code)
	}
	switch {
	case x.interditAvec(l.Code, acte):
		return true // the cumulation says why, better than the company
	case !l.Code.Accompagne(acte):
		return refus("majoration-sans-acte", l.Code.String()+" n'accompagne pas "+acte.String()+" ("+acte.Acte().Libelle+")", "retirez "+l.Code.String())
	case !l.Code.Compagnons(&codes):
		return refus("majoration-sans-acte", l.Code.String()+" demande une autre majoration : "+a.Regle, "ajoutez-la, ou retirez "+l.Code.String())
	}
	return true
}

func (f *Facture) acteDuGroupe(groupe int) n.Code {
	for i := range f.Lignes {
		if f.Lignes[i].Groupe == groupe {
			return f.Lignes[i].Code
		}
	}
	return 0
}

func (x *contexte) interditAvec(a, b n.Code) bool {
	_, interdit := n.Interdit(a, b, x.e.Jour())
	return interdit
}

// fautesCumul checks line i against those before it.
func (x *contexte) fautesCumul(f *Facture, i int, dire func(Faute) bool) bool {
	l := &f.Lignes[i]
	for k := range f.Lignes[:i] {
		autre := &f.Lignes[k]
		if l.Code == autre.Code && l.Groupe == autre.Groupe && l.Code.EstMajoration() {
			if !dire(Faute{Erreur: &dossier.Erreur{Code: "majoration-double", Champ: champActe(l.Acte, ".code"),
				Message: l.Code.String() + " ne se facture qu'une fois par acte", Indice: "retirez la seconde"}}) {
				return false
			}
			continue
		}
		c, interdit := n.Interdit(l.Code, autre.Code, x.e.Jour())
		if interdit && !dire(cumulInterdit(c, l, autre)) {
			return false
		}
	}
	return true
}

// cumulInterdit advises to give up the cheaper line; a majoration rather than
// an act.
func cumulInterdit(c *n.Cumul, a, b *Ligne) Faute {
	trop := a
	if b.Code.EstMajoration() && !a.Code.EstMajoration() || b.Code.EstMajoration() == a.Code.EstMajoration() && b.lu.V < a.lu.V {
		trop = b
	}
	return Faute{&dossier.Erreur{Code: "cumul-interdit", Champ: champActe(trop.Acte, ".code"),
		Message: b.Code.String() + " et " + a.Code.String() + " ne se facturent pas ensemble : " + c.Texte,
		Indice:  "retirez " + trop.Code.String()}, c.Texte, c.TexteEN, c.Source}
}

// fautesLimites counts what was billed before.
func (x *contexte) fautesLimites(f *Facture, i int, dire func(Faute) bool) bool {
	l := &f.Lignes[i]
	m := x.limite(l.Code)
	if m == nil {
		return true
	}
	_, source := l.Code.Limites()
	err := limiteAtteinte(l.Code, m)
	err.Champ = champActe(l.Acte, ".code")
	return dire(Faute{err, m.Texte, m.TexteEN, source})
}

// limite returns the first limit of the code that the earlier acts have
// reached, or nil.
func (x *contexte) limite(c n.Code) *n.Limite {
	if len(x.d.Anterieurs) == 0 {
		return nil
	}
	limites, _ := c.Limites()
	for k := range limites {
		if m := &limites[k]; m.EnVigueur(x.d.Date) && x.compter(c, m) >= max(m.Nombre, 1) {
			return m
		}
	}
	return nil
}

func limiteAtteinte(c n.Code, m *n.Limite) *dossier.Erreur {
	return &dossier.Erreur{Code: "limite-atteinte", Message: c.String() + " : " + m.Texte, Indice: "retirez " + c.String() + ", ou vérifiez les actes antérieurs"}
}

// compter counts the earlier acts that fill the limit m of code c.
func (x *contexte) compter(c n.Code, m *n.Limite) (fait int16) {
	for i := range x.d.Anterieurs {
		a := &x.d.Anterieurs[i]
		facture, connu := x.trouver(a.Code)
		if connu && (m.Medecin || !a.AutrePatient) && m.Compte(c, facture, a.Date, x.d.Date) {
			fait += max(a.Nombre, 1)
		}
	}
	return fait
}
