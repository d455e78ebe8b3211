package cotation

import (
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/convention"
	"github.com/opposable/opposable/dossier"
	n "github.com/opposable/opposable/nomenclature"
)

// contexte is all that naming an act depends on.
type contexte struct {
	e         bareme.Etat
	s         convention.Situation
	groupe    dossier.Groupe
	age       int64
	mois      int // age in months, or -1
	coordonne bool
	// medecinTraitant: the doctor is, becomes or replaces the patient's own.
	medecinTraitant bool
	horsParcours    bool
	exigence        bool
	depasse         bool
	c2s             bool
	// impose: the opposable tariff binds every doctor under the convention,
	// for the C2S and emergencies (convention 2016, article 38.3).
	impose bool
	// nonPublie is the first code met that exists but that nobody published
	// the value of, in this zone.
	nonPublie n.Code
	lacune    bool
}

// maxCodes is more than any act and its majorations come to.
const maxCodes = 10

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

func (l *liste) ajouter(c n.Code, lu bareme.Lue) {
	if l.n < maxCodes {
		l.cotes[l.n] = cote{c, lu}
		l.n++
	}
}

// ouvert tells whether the doctor may bill c that day and a tariff exists.
func (x *contexte) ouvert(c n.Code) (bareme.Lue, bool) {
	if !c.OuvertA(x.groupe) || !x.s.PeutFacturer(c.ReserveAu(x.e.Jour()), x.depasse, x.c2s) {
		return bareme.Lue{}, false
	}
	lu, publie := c.Tarif(x.e, x.groupe, false)
	if !publie && !x.lacune && c.NonPublie(x.e, x.groupe) {
		x.nonPublie, x.lacune = c, true
	}
	return lu, publie
}

// principal puts first in l the first code that the doctor may bill; dates and
// reserves in the data decide which.
func (x *contexte) principal(l *liste, codes ...n.Code) bool {
	for _, c := range codes {
		if lu, ok := x.ouvert(c); ok {
			l.ajouter(c, lu)
			return true
		}
	}
	return false
}

// plus adds the code if si holds and the doctor may bill it.
func (x *contexte) plus(l *liste, si bool, c n.Code) {
	if !si {
		return
	}
	if lu, ok := x.ouvert(c); ok {
		l.ajouter(c, lu)
	}
}

// nommer lists the codes of an act given by its nature.
//
// Errors: tarif-inconnu, circonstance-manquante, medecin-traitant-requis.
func (x *contexte) nommer(a *dossier.Acte, av *dossier.Avertissements) (liste, *dossier.Erreur) {
	var l liste
	trouve := false
	switch a.Nature {
	case dossier.Consultation:
		trouve = x.consultation(&l, a.Circonstances)
	case dossier.Visite:
		trouve = x.visite(&l, a.Circonstances)
	case dossier.Teleconsultation:
		trouve = x.teleconsultation(&l)
	case dossier.Teleexpertise:
		if a.Circonstances.A(dossier.Requerant) {
			trouve = x.principal(&l, n.RQD)
		} else {
			trouve = x.principal(&l, n.TE2, n.TE1)
		}
	case dossier.AvisPonctuel:
		trouve = x.avisPonctuel(&l, a.Circonstances)
	case dossier.ConsultationComplexe:
		trouve = x.complexe(&l, av)
	case dossier.ConsultationTresComplexe:
		trouve = x.principal(&l, n.CCE) || x.majoree(&l, n.MTX)
	case dossier.ConsultationLongue:
		if a.Circonstances&(dossier.SortieHospitalisation|dossier.Deprescription|dossier.MedicoSocial|dossier.InscriptionALD) == 0 {
			return l, &dossier.Erreur{Code: "circonstance-manquante", Message: "une consultation longue précise son motif",
				Indice: "circonstances : sortie_hospitalisation, deprescription, medico_social ou inscription_ald"}
		}
		if !x.medecinTraitant {
			return l, &dossier.Erreur{Code: "medecin-traitant-requis", Message: "cette consultation longue est celle du médecin traitant", Indice: "parcours : medecin_traitant"}
		}
		trouve = x.longue(&l, a.Circonstances)
	case dossier.ExamenEnfant:
		trouve = x.examenEnfant(&l)
	}
	if trouve {
		x.horaires(&l, a)
	}
	switch {
	case x.lacune:
		// Leaving the code out would price another act: better to refuse.
		return l, tarifInconnu(x.nonPublie.String(), x.e)
	case !trouve:
		return l, tarifInconnu(a.Nature.String(), x.e)
	}
	return l, nil
}

func tarifInconnu(quoi string, e bareme.Etat) *dossier.Erreur {
	return &dossier.Erreur{Code: "tarif-inconnu",
		Message: "aucun tarif publié pour « " + quoi + " », pour cette spécialité, ce secteur et ce territoire, au " + e.Jour().FR(),
		Indice:  "donnez le code et les honoraires exacts, ou ajoutez la valeur par un fichier de réforme"}
}

func (x *contexte) consultation(l *liste, c dossier.Circonstances) bool {
	switch x.groupe {
	case dossier.GroupeGeneraliste:
		return x.generaliste(l)
	case dossier.GroupePediatre:
		return x.pediatre(l)
	case dossier.GroupePsychiatre, dossier.GroupeNeurologue:
		return x.psychiatre(l)
	case dossier.GroupeCardiologue:
		trouve := x.principal(l, n.CSC)
		x.plus(l, x.coordination(), n.MCC)
		return trouve
	case dossier.GroupeDermatologue:
		if c.A(dossier.DepistageMelanome) && x.principal(l, n.CDE) {
			return true
		}
	}
	trouve := x.specialiste(l)
	x.plus(l, c.A(dossier.EndocrinienComplexe), n.MCE)
	return trouve
}

// coordination tells whether a coordination majoration goes with the visit: a
// DE makes the doctor lose it.
func (x *contexte) coordination() bool { return x.coordonne && !x.exigence }

func (x *contexte) generaliste(l *liste) bool {
	trouve := x.principal(l, n.G, n.C)
	x.plus(l, x.age < x.e.Nombre(bareme.AgeMeg).V, n.MEG)
	x.plus(l, x.coordination() && x.age >= x.e.Nombre(bareme.AgeParcours).V, n.MCG)
	return trouve
}

func (x *contexte) specialiste(l *liste) bool {
	trouve := x.principal(l, n.CS, n.C)
	x.plus(l, true, n.GYM)
	x.plus(l, !x.exigence, n.MPC)
	x.plus(l, x.coordination(), n.MCS)
	return trouve
}

func (x *contexte) psychiatre(l *liste) bool {
	trouve := x.principal(l, n.CNP, n.CNPSY, n.CP)
	x.plus(l, !x.exigence, n.MPC)
	x.plus(l, x.coordination(), n.MCS)
	x.plus(l, x.age < x.e.Nombre(bareme.AgeMp).V, n.MP)
	return trouve
}

// pediatre: three ages, each with an all-in letter since 2024-12-22 and with
// CS and its flat amounts before; from 16 on, an ordinary specialist.
func (x *contexte) pediatre(l *liste) bool {
	nourrisson := x.age < x.e.Nombre(bareme.AgeNourrisson).V
	petit := x.age < x.e.Nombre(bareme.AgePetitEnfant).V
	switch {
	case x.age >= x.e.Nombre(bareme.AgeEnfant).V:
		return x.specialiste(l)
	case nourrisson && x.principal(l, n.CEH),
		!nourrisson && petit && x.principal(l, n.CEG),
		!petit && x.principal(l, n.CEK):
		return true
	}
	trouve := x.principal(l, n.CS, n.C)
	x.plus(l, nourrisson, n.NFP)
	x.plus(l, !nourrisson, n.NFE)
	x.plus(l, petit, n.MEP)
	return trouve
}

func (x *contexte) visite(l *liste, c dossier.Circonstances) bool {
	trouve := false
	switch {
	case c.A(dossier.SoinsPalliatifs):
		trouve = x.principal(l, n.VSP)
	case c.A(dossier.VisiteLongue):
		trouve = x.principal(l, n.VL)
	default:
		trouve = x.principal(l, n.VG, n.V)
		x.plus(l, x.age < x.e.Nombre(bareme.AgeMeg).V, n.MEG)
	}
	return trouve && x.deplacement(l, c)
}

// deplacement adds the travel majoration of a justified visit; until the end
// of 2024 night and Sunday had their own.
func (x *contexte) deplacement(l *liste, c dossier.Circonstances) bool {
	if c.A(dossier.NonJustifiee) {
		return true
	}
	avant := l.n
	if !c.A(dossier.Regule) {
		x.plus(l, c.A(dossier.NuitProfonde), n.MDI)
		x.plus(l, c.A(dossier.Nuit) && l.n == avant, n.MDN)
		x.plus(l, c.A(dossier.DimancheFerie) && l.n == avant, n.MDD)
	}
	x.plus(l, l.n == avant, n.MD)
	return true
}

func (x *contexte) teleconsultation(l *liste) bool {
	if x.principal(l, n.TCG, n.TCS) {
		return true
	}
	trouve := x.principal(l, n.TC)
	x.plus(l, trouve && !x.exigence, n.MPC)
	x.plus(l, trouve && x.coordination(), n.MCS)
	return trouve
}

func (x *contexte) avisPonctuel(l *liste, c dossier.Circonstances) bool {
	if c.A(dossier.PUPH) {
		return x.principal(l, n.APU)
	}
	return x.principal(l, n.APY, n.APC, n.C2)
}

// complexe: one flat letter for GPs and paediatricians, a majoration on the
// consultation for other specialists. For a psychiatrist only the higher
// flat letter is published, under both names.
func (x *contexte) complexe(l *liste, av *dossier.Avertissements) bool {
	switch x.groupe {
	case dossier.GroupeGeneraliste:
		return x.principal(l, n.CCX) || x.depasse && x.generaliste(l)
	case dossier.GroupePediatre:
		return x.principal(l, n.CCX) || x.depasse && x.pediatre(l)
	case dossier.GroupePsychiatre:
		av.Ajouter(dossier.AvertPsychiatreComplexe)
		return x.principal(l, n.CCE) || x.depasse && x.psychiatre(l)
	}
	return x.majoree(l, n.MCX)
}

// majoree is the coordinated consultation with a majoration for its
// complexity: 23 + 2 + 5 + 16 = 46. A secteur 2 doctor who exceeds without
// option bills the consultation alone.
func (x *contexte) majoree(l *liste, m n.Code) bool {
	if _, ok := x.ouvert(m); !ok && !x.depasse {
		return false
	}
	coordonne := x.coordonne
	x.coordonne = !x.horsParcours
	trouve := x.consultation(l, 0)
	x.plus(l, trouve, m)
	x.coordonne = coordonne
	return trouve
}

func (x *contexte) longue(l *liste, c dossier.Circonstances) bool {
	switch {
	case c.A(dossier.InscriptionALD):
		return x.principal(l, n.IMT)
	case x.age <= x.e.Nombre(bareme.AgeGrandAge).V:
		return false
	case c.A(dossier.SortieHospitalisation):
		return x.principal(l, n.GL1)
	case c.A(dossier.Deprescription):
		return x.principal(l, n.GL2)
	}
	return x.principal(l, n.GL3)
}

// examenEnfant: the three examinations with a certificate (8th day, 8th or 9th
// month, 23rd or 24th month) have their own letter. Knowing only the age in
// years, an examination before 3 is taken for one of them.
func (x *contexte) examenEnfant(l *liste) bool {
	certificat := x.age < 3
	if x.mois >= 0 {
		certificat = x.mois == 0 || x.mois == 8 || x.mois == 9 || x.mois == 23 || x.mois == 24
	}
	switch {
	case certificat && x.principal(l, n.COE):
		return true
	case x.groupe == dossier.GroupePediatre:
		return (x.age < 3 && x.principal(l, n.COH)) || x.pediatre(l)
	case x.age < x.e.Nombre(bareme.AgeMeg).V && x.principal(l, n.COD),
		x.age >= x.e.Nombre(bareme.AgeMeg).V && x.age <= x.e.Nombre(bareme.AgeEnfant).V && x.principal(l, n.COB):
		return true
	}
	return x.age <= x.e.Nombre(bareme.AgeEnfant).V && x.generaliste(l)
}

// horaires adds what the hour, the emergency and the regulation open. The
// majorations of one group exclude one another (tarifs conventionnels, NGAP
// art. 14 and 15): out of hours, else at the regulator's request, else for an
// urgent correspondent.
func (x *contexte) horaires(l *liste, a *dossier.Acte) {
	c := a.Circonstances
	visite := a.Nature == dossier.Visite
	garde := c&(dossier.Nuit|dossier.NuitProfonde|dossier.DimancheFerie|dossier.SamediGarde) != 0
	avant := l.n
	switch {
	case a.Nature == dossier.Teleconsultation:
		x.plus(l, garde, n.MHP)
		return
	case garde && c.A(dossier.Regule):
		x.regulee(l, c, visite)
	case garde && !(visite && x.deplacementDeGarde(l)):
		x.nonRegulee(l, c)
	}
	if garde || l.n > avant {
		return
	}
	// Complex consultations and children's examinations bear no urgency of
	// these kinds; an urgent correspondent's does go with the former.
	simple := a.Nature == dossier.Consultation || visite
	examen := a.Nature == dossier.ExamenEnfant
	switch {
	case c.A(dossier.Regule) && x.medecinTraitant && simple:
		x.plus(l, true, n.MRT)
		x.plus(l, c.A(dossier.HorairesEtendus), n.SHE)
	case c.A(dossier.SoinsNonProgrammes) && !x.medecinTraitant && simple:
		if lu, ok := x.ouvert(n.SNP); ok {
			l.retirer(n.MCG)
			l.ajouter(n.SNP, lu)
			x.plus(l, c.A(dossier.HorairesEtendus), n.SHE)
		}
	case c.A(dossier.UrgenceCorrespondant) && !x.medecinTraitant && !examen:
		x.plus(l, true, n.MCU)
	case c.A(dossier.UrgenceMedecinTraitant) && x.medecinTraitant:
		x.plus(l, true, n.MUT)
	}
}

// deplacementDeGarde tells that the visit already bears a travel majoration of
// night or Sunday, which includes the hour.
func (x *contexte) deplacementDeGarde(l *liste) bool {
	for _, c := range l.cotes[:l.n] {
		if c.code == n.MDD || c.code == n.MDN || c.code == n.MDI {
			return true
		}
	}
	return false
}

func (l *liste) retirer(c n.Code) {
	for i := range l.n {
		if l.cotes[i].code == c {
			copy(l.cotes[i:], l.cotes[i+1:l.n])
			l.n--
			return
		}
	}
}

func (x *contexte) regulee(l *liste, c dossier.Circonstances, visite bool) {
	codes := [...]n.Code{n.CRM, n.CRN, n.CRD, n.CRS}
	if visite {
		codes = [...]n.Code{n.VRM, n.VRN, n.VRD, n.VRS}
	}
	switch {
	case c.A(dossier.NuitProfonde):
		x.plus(l, true, codes[0])
	case c.A(dossier.Nuit):
		x.plus(l, true, codes[1])
	case c.A(dossier.DimancheFerie):
		x.plus(l, true, codes[2])
	default:
		x.plus(l, true, codes[3])
	}
}

// nonRegulee: since 2024-12-22 night and Sunday majorations are kept for
// emergencies, and MHP takes their place otherwise.
func (x *contexte) nonRegulee(l *liste, c dossier.Circonstances) {
	if n.MHP.ReserveAu(x.e.Jour()) != n.ReserveInexistante && !c.A(dossier.Urgence) {
		x.plus(l, c&(dossier.Nuit|dossier.NuitProfonde|dossier.DimancheFerie) != 0, n.MHP)
		return
	}
	switch {
	case c.A(dossier.NuitProfonde):
		x.plus(l, true, n.MM)
	case c.A(dossier.Nuit):
		x.plus(l, true, n.MN)
	default:
		x.plus(l, c.A(dossier.DimancheFerie), n.F)
	}
}
