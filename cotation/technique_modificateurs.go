package cotation

import (
	"slices"
	"strconv"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/dossier"
	n "github.com/opposable/opposable/nomenclature"
)

// heuresPossibles tells when the act may have been done. Without the hour, the
// circumstance nuit is that of the NGAP: 20:00 to 0:00, or 6:00 to 8:00.
func heuresPossibles(a *acteTechnique) n.Heures {
	minutes, connue := a.heure.Minutes()
	switch {
	case connue && minutes < finDeNuit:
		return n.NuitApresMinuit
	case connue && minutes < debutDeNuit:
		return n.Jour
	case connue:
		return n.Soiree
	case a.circonstances.A(dossier.NuitProfonde):
		return n.NuitApresMinuit
	case a.circonstances.A(dossier.Nuit):
		return n.Soiree | n.NuitApresMinuit
	}
	return n.Jour
}

// heureProbable is what is proposed without the hour: the evening.
func heureProbable(a *acteTechnique) n.Heures {
	if h := heuresPossibles(a); h != n.Soiree|n.NuitApresMinuit {
		return h
	}
	return n.Soiree
}

func (t *situationTechnique) execution(a *acteTechnique, h n.Heures) n.Execution {
	return n.Execution{
		Specialite: t.specialite, Secteur: t.s.Secteur, Option: t.s.Option, Opposable: t.impose,
		Code: a.code, Anesthesie: a.anesthesie(), Age: t.age, Circonstances: a.circonstances, Heures: h,
	}
}

// controler looks for the first unlawful modifier of the bill.
func (t *situationTechnique) controler(actes []acteTechnique) *dossier.Erreur {
	prises := t.prises() // by practitioner: the anaesthetist is another
	for i := range actes {
		a := &actes[i]
		err := t.controlerActe(a)
		if err == nil {
			err = uneFois(a, &prises[intervenant(a)])
		}
		if err != nil {
			err.Champ = champActe(a.acte, ".modificateurs")
			return err
		}
	}
	return nil
}

// urgences are the modifiers of hours, one of which a practitioner bills once.
const urgences = "UPSF"

// prises are the letters already on the bill, by practitioner: a majoration of
// hours of the NGAP takes the place of theirs.
func (t *situationTechnique) prises() (l [2]n.Lettres) {
	if t.horaire {
		l[0] = n.LettresDe(urgences)
	}
	return l
}

// intervenant numbers the practitioner of the line.
func intervenant(a *acteTechnique) int {
	if a.anesthesie() {
		return 1
	}
	return 0
}

func (t *situationTechnique) controlerActe(a *acteTechnique) *dossier.Erreur {
	if len(a.demandes) > n.MaximumModificateurs {
		return &dossier.Erreur{Code: "modificateurs-trop-nombreux",
			Message: strconv.Itoa(len(a.demandes)) + " modificateurs sur " + a.code + " : " + strconv.Itoa(n.MaximumModificateurs) + " au plus",
			Indice:  "gardez les plus avantageux de " + n.Decrire(a.demandes)}
	}
	x := t.execution(a, heuresPossibles(a))
	for i := range len(a.demandes) {
		m, connu := n.TrouverModificateur(a.demandes[i])
		if !connu {
			return &dossier.Erreur{Code: "modificateur-inconnu", Message: "« " + a.demandes[i:i+1] + " » n'est pas un modificateur de la CCAM",
				Indice: "retirez-le : " + a.code + " accepte " + lettresDe(a.acceptes)}
		}
		if err := accorder(a, m, a.demandes[:i]); err != nil {
			return err
		}
		if _, manque := m.Valeur(t.e, &x); manque != n.RienNeManque {
			return t.refuser(m, manque)
		}
	}
	return nil
}

// accorder checks m with the act and with the modifiers written before it.
func accorder(a *acteTechnique, m *n.Modificateur, avant string) *dossier.Erreur {
	lettre := string(m.Lettre)
	for i := range len(avant) {
		switch {
		case avant[i] == m.Lettre:
			return &dossier.Erreur{Code: "modificateur-double", Message: "le modificateur " + lettre + " est demandé deux fois sur " + a.code, Indice: "écrivez-le une fois"}
		case m.Exclut.A(avant[i]):
			return &dossier.Erreur{Code: "modificateurs-incompatibles", Message: "les modificateurs " + avant[i:i+1] + " et " + lettre + " ne vont pas ensemble (" + m.Texte + ")",
				Indice: "gardez l'un des deux : " + n.Decrire(avant[i:i+1]+lettre)}
		}
	}
	if !a.acceptes.A(m.Lettre) {
		return &dossier.Erreur{Code: "modificateur-non-accepte", Message: a.code + " n'accepte pas le modificateur " + n.Decrire(lettre),
			Indice: "modificateurs de l'acte : " + lettresDe(a.acceptes)}
	}
	return nil
}

// uneFois refuses a second modifier of a group that a practitioner bills once,
// however many acts; prises are the letters already on the bill.
func uneFois(a *acteTechnique, prises *n.Lettres) *dossier.Erreur {
	for i := range len(a.demandes) {
		m, connu := n.TrouverModificateur(a.demandes[i])
		if !connu || !m.UneFois {
			continue
		}
		if *prises&groupeDe(m) != 0 {
			return &dossier.Erreur{Code: "modificateur-deja-facture",
				Message: "le modificateur " + n.Decrire(a.demandes[i:i+1]) + " ne se facture qu'une fois par intervenant, comme ceux qu'il exclut",
				Indice:  "retirez-le de " + a.code + " : un autre acte de la facture en porte déjà un"}
		}
		*prises |= groupeDe(m)
	}
	return nil
}

// groupeDe is the letter and those it excludes.
func groupeDe(m *n.Modificateur) n.Lettres { return m.Exclut | n.LettresDe(string(m.Lettre)) }

// lettresDe writes the letters of the set: "F, P, S".
func lettresDe(l n.Lettres) string {
	s := ""
	for _, m := range n.Modificateurs() {
		if l.A(m.Lettre) {
			if s != "" {
				s += ", "
			}
			s += string(m.Lettre)
		}
	}
	if s == "" {
		return "aucun modificateur"
	}
	return s
}

// proposer returns, for each act, the modifiers to add: those that the act
// accepts and that the rules open on what the dossier states, without a fact
// that only the practitioner knows. Where several exclude one another the
// dearest is taken (lecardiologue.com: U rather than F on a Sunday night), and
// never more than the act may bear with those already claimed.
func (t *situationTechnique) proposer(actes []acteTechnique) []string {
	prises := t.prises()
	for i := range actes {
		for k := range len(actes[i].demandes) {
			if m, connu := n.TrouverModificateur(actes[i].demandes[k]); connu && m.UneFois {
				prises[intervenant(&actes[i])] |= groupeDe(m)
			}
		}
	}
	l := make([]string, len(actes))
	for i := range actes {
		l[i] = t.proposerActe(&actes[i], &prises[intervenant(&actes[i])])
	}
	return l
}

// candidatModificateur is a modifier that may be proposed, with what it adds in cents.
type candidatModificateur struct {
	m       *n.Modificateur
	apporte int64
}

func (t *situationTechnique) proposerActe(a *acteTechnique, prises *n.Lettres) string {
	x := t.execution(a, heureProbable(a))
	deja := n.LettresDe(a.demandes)
	var candidats []candidatModificateur
	for i := range n.Modificateurs() {
		m := &n.Modificateurs()[i]
		v, manque := m.Valeur(t.e, &x)
		if manque != n.RienNeManque || v.Atteste != "" || !a.acceptes.A(m.Lettre) || m.UneFois && *prises&groupeDe(m) != 0 || deja&groupeDe(m) != 0 {
			continue
		}
		apporte := v.Lu.V
		if !v.Euros {
			apporte = int64(v.Lu.Taux().De(a.prix.Centimes(), argent.AuCentime))
		}
		candidats = append(candidats, candidatModificateur{m, apporte})
	}
	slices.SortStableFunc(candidats, func(x, y candidatModificateur) int { return int(y.apporte - x.apporte) })
	place := n.MaximumModificateurs - len(a.demandes)
	var pris n.Lettres
	for _, c := range candidats {
		if place <= 0 || pris&groupeDe(c.m) != 0 {
			continue
		}
		place--
		pris |= n.LettresDe(string(c.m.Lettre))
		if c.m.UneFois {
			*prises |= groupeDe(c.m)
		}
	}
	return ecrireLettres(pris)
}

func ecrireLettres(l n.Lettres) string {
	s := ""
	for _, m := range n.Modificateurs() {
		if l.A(m.Lettre) {
			s += string(m.Lettre)
		}
	}
	return s
}
