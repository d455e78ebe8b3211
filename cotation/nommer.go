package cotation

import (
	"github.com/opposable/opposable/dossier"
	n "github.com/opposable/opposable/nomenclature"

	"github.com/opposable/opposable/bareme"
)

// toutesSues: of an act named by its nature, what is not stated does not hold.
const toutesSues = ^dossier.Circonstances(0)

// nommer lists the codes of an act given by its nature: the first letter open
// to the doctor, and every majoration that the circumstances call for. Between
// two that exclude one another, the dearer is kept.
//
// Errors: circonstance-manquante, distance-non-indemnisee, limite-atteinte,
// medecin-traitant-requis, regle-non-remplie, tarif-inconnu.
func (x *contexte) nommer(d *dossier.Dossier, i int, av *dossier.Avertissements) (liste, *dossier.Erreur) {
	a := &d.Actes[i]
	var l liste
	f, err := x.faitsConnus(d, i)
	if err != nil {
		return l, err
	}
	concerne, manque := false, empechement{}
	voies := n.Voies(a.Nature)
	for k := range voies {
		v := &voies[k]
		if !v.Concerne(x.e, &f) {
			continue
		}
		concerne = true
		if c, ok := x.lettre(v, &f, &manque); ok {
			x.accompagner(&l, c, v, &f)
			if v.Averti {
				av.Ajouter(v.Avertissement)
			}
			if f.Mois < 0 && c.code.DependDuJourDeNaissance() {
				av.Ajouter(dossier.AvertAgeAmbigu)
			}
			break
		}
		if !v.Suite {
			break
		}
	}
	switch {
	case x.lacune:
		// Leaving the code out would price another act: better to refuse.
		return l, tarifInconnu(x.nonPublie.String(), x.e)
	case l.n == 0 && !concerne && a.Nature == dossier.ConsultationLongue:
		return l, &dossier.Erreur{Code: "circonstance-manquante", Message: "une consultation longue précise son motif",
			Indice: "circonstances : sortie_hospitalisation, deprescription, medico_social ou inscription_ald"}
	case l.n == 0 && (manque.raison > n.RaisonGroupe || manque.limite != nil):
		return l, manque.erreur()
	case l.n == 0:
		return l, x.sansLettre(a.Nature, concerne)
	case a.Terrain == dossier.PiedOuSki && a.Distance > 0:
		return l, &dossier.Erreur{Code: "distance-non-indemnisee", Champ: champActe(i, ".terrain"), Message: "l'abattement des kilomètres à pied ou à ski n'est pas publié",
			Indice: `ajoutez l'acte {"code": "IKS", "quantite": …}, en kilomètres`}
	}
	return l, nil
}

// sansLettre says why a nature names nothing: its letter does not exist yet, or
// none is known for the specialty.
func (x *contexte) sansLettre(nature dossier.Nature, concerne bool) *dossier.Erreur {
	e := tarifInconnu(nature.String(), x.e)
	if !concerne {
		e.Message = "aucune lettre n'est connue pour « " + nature.String() + " » dans cette spécialité ou à cet âge"
		e.Indice = "donnez le code, si la nomenclature en prévoit un"
		return e
	}
	voies := n.Voies(nature)
	for i := range voies {
		for _, c := range voies[i].Codes {
			if d, ok := c.AVenir(x.e.Jour()); ok && c.OuvertA(x.groupe) {
				e.Message = c.String() + " (" + c.Acte().Libelle + ") existe depuis le " + d.FR()
				e.Indice = "vérifiez la date des soins"
				return e
			}
		}
	}
	return e
}

// empechement is the nearest thing that kept a letter from being named.
type empechement struct {
	code   n.Code
	raison n.Raison
	// limite is reached; nil if the conditions are what is missing.
	limite *n.Limite
	// sien: the doctor is the patient's own.
	sien bool
}

func (m empechement) erreur() *dossier.Erreur {
	a := m.code.Acte()
	if m.limite != nil {
		return limiteAtteinte(m.code, m.limite)
	}
	if m.raison == n.RaisonMedecinTraitant && !m.sien {
		return &dossier.Erreur{Code: "medecin-traitant-requis", Message: m.code.String() + " est réservée au médecin traitant : " + a.Regle, Indice: "parcours : medecin_traitant"}
	}
	return &dossier.Erreur{Code: "regle-non-remplie", Message: m.code.String() + " ne se facture pas ici : " + a.Regle, Indice: conseils[m.raison]}
}

// conseils says what to look at, by what is missing.
var conseils = [...]string{
	n.RaisonDate:            "vérifiez la date des soins",
	n.RaisonGroupe:          "vérifiez la spécialité",
	n.RaisonAge:             "vérifiez patient.age, ou donnez patient.naissance",
	n.RaisonCirconstance:    "vérifiez les circonstances et l'heure de l'acte",
	n.RaisonParcours:        "vérifiez le parcours",
	n.RaisonMedecinTraitant: "vérifiez le parcours : medecin_traitant ou non",
	n.RaisonTerrain:         "vérifiez le terrain et la distance",
}

// lettre returns the first letter of the way that may be billed, and with it
// the majoration that the nature requires.
func (x *contexte) lettre(v *n.Voie, f *n.Faits, manque *empechement) (cote, bool) {
	if v.Coordonne {
		f.Coordonne = n.Su(!x.horsParcours && !x.exigence)
	}
	if v.Majoree && !x.depasse {
		if _, ok := x.ouvert(v.Majoration); !ok {
			return cote{}, false
		}
	}
	listes := [2][]n.Code{v.Codes, nil}
	if x.depasse {
		listes[1] = v.Depassement
	}
	for _, codes := range listes {
		for _, c := range codes {
			if r := c.Manque(x.e, f); r != n.Remplie {
				if r > max(manque.raison, n.RaisonGroupe) && x.existe(c) {
					*manque = empechement{code: c, raison: r, sien: f.MedecinTraitant == n.Oui}
				}
				continue
			}
			lu, ok := x.ouvert(c)
			switch l := x.limite(c); {
			case ok && l == nil:
				return cote{c, lu}, true
			case ok:
				manque.code, manque.limite = c, l
			}
		}
	}
	return cote{}, false
}

// majorationsMax bounds the majorations weighed together: more than any act
// calls for.
const majorationsMax = 12

// maxCodes is an act and its majorations.
const maxCodes = majorationsMax + 1

// cote is a code with the value read for it.
type cote struct {
	code n.Code
	lu   bareme.Lue
}

// liste is the codes of one act, the act itself first.
type liste struct {
	cotes [maxCodes]cote
	n     int
}

func (l *liste) ajouter(c cote) {
	if l.n < maxCodes {
		l.cotes[l.n] = c
		l.n++
	}
}

// choix is a set of the majorations of a list, the first one as its highest
// bit, so that a larger number prefers what a bill writes first.
type choix uint

func (l *liste) tout() choix { return 1<<(l.n-1) - 1 }

func (l *liste) a(c choix, k int) bool { return c>>(l.n-1-k)&1 == 1 }

// accompagner puts the letter in the list, then the majorations it calls for;
// among those that exclude one another, the choice that is worth most.
func (x *contexte) accompagner(l *liste, lettre cote, v *n.Voie, f *n.Faits) {
	x.appeler(l, lettre, v, f)
	meilleur := l.tout()
	if !x.vaEnsemble(l, meilleur) {
		meilleur = x.meilleur(l)
	}
	garde := 1
	for k := 1; k < l.n; k++ {
		if l.a(meilleur, k) {
			l.cotes[garde] = l.cotes[k]
			garde++
		}
	}
	l.n = garde
}

// appeler lists the letter and the majorations that the circumstances, or the
// nature, call for.
func (x *contexte) appeler(l *liste, lettre cote, v *n.Voie, f *n.Faits) {
	l.ajouter(lettre)
	appels := lettre.code.Acte().Majorations
	for i := range appels {
		if m := appels[i].Code; appels[i].Possible(f) && m.Manque(x.e, f) == n.Remplie {
			x.majorer(l, m)
		}
	}
	if v.Majoree {
		x.majorer(l, v.Majoration)
	}
}

// majorer adds m if the doctor may bill it, and ever with the letter.
func (x *contexte) majorer(l *liste, m n.Code) {
	if lu, ok := x.ouvert(m); ok && !x.interditAvec(m, l.cotes[0].code) && x.limite(m) == nil {
		l.ajouter(cote{m, lu})
	}
}

// vaEnsemble tells whether no rule forbids the choice.
func (x *contexte) vaEnsemble(l *liste, c choix) bool {
	var codes n.Ensemble
	codes.Ajouter(l.cotes[0].code)
	for k := 1; k < l.n; k++ {
		if !l.a(c, k) {
			continue
		}
		m := l.cotes[k].code
		if m.PeutExclure(&codes) {
			for _, autre := range l.cotes[1:k] {
				if codes.Contient(autre.code) && x.interditAvec(m, autre.code) {
					return false
				}
			}
		}
		codes.Ajouter(m)
	}
	for k := 1; k < l.n; k++ {
		if l.a(c, k) && !l.cotes[k].code.Compagnons(&codes) {
			return false
		}
	}
	return true
}

// meilleur is the lawful choice that is worth most; between equals, the one a
// bill writes first.
func (x *contexte) meilleur(l *liste) choix {
	var meilleur choix
	valeur := int64(-1)
	for c := l.tout(); ; c-- {
		var v int64
		for k := 1; k < l.n; k++ {
			if l.a(c, k) {
				v += l.cotes[k].lu.V
			}
		}
		if v > valeur && x.vaEnsemble(l, c) {
			meilleur, valeur = c, v
		}
		if c == 0 {
			return meilleur
		}
	}
}

// existe tells whether the letter is the doctor's that day, whatever the visit.
func (x *contexte) existe(c n.Code) bool {
	_, publie := c.Tarif(x.e, x.groupe)
	return publie && c.OuvertA(x.groupe) && x.s.PeutFacturer(c.ReserveAu(x.e.Jour()), x.depasse, x.c2s)
}

// ouvert tells whether the doctor may bill c that day and a tariff exists.
func (x *contexte) ouvert(c n.Code) (bareme.Lue, bool) {
	if !c.OuvertA(x.groupe) || !x.s.PeutFacturer(c.ReserveAu(x.e.Jour()), x.depasse, x.c2s) || c.Acte().Coordination && !x.s.PeutCoordonner(x.depasse) {
		return bareme.Lue{}, false
	}
	lu, publie := c.Tarif(x.e, x.groupe)
	if !publie && !x.lacune && c.NonPublie(x.e, x.groupe) {
		x.nonPublie, x.lacune = c, true
	}
	return lu, publie
}

func tarifInconnu(quoi string, e bareme.Etat) *dossier.Erreur {
	return &dossier.Erreur{Code: "tarif-inconnu",
		Message: "aucun tarif publié pour « " + quoi + " », pour cette spécialité, ce secteur et ce territoire, au " + e.Jour().FR(),
		Indice:  "donnez le code et les honoraires exacts, ou ajoutez la valeur par un fichier de réforme"}
}
