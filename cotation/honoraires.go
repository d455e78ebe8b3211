package cotation

import (
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/journal"
	n "github.com/opposable/opposable/nomenclature"
)

// demandes returns the total asked, by the dossier or act by act.
func demandes(d *dossier.Dossier) (total argent.Centimes, saisis, partout bool) {
	partout = len(d.Actes) > 0
	for i := range d.Actes {
		a := &d.Actes[i]
		if qualifieDepassement(a.Code) {
			continue
		}
		total += a.Honoraires
		saisis = saisis || a.HonorairesSaisis
		partout = partout && a.HonorairesSaisis
	}
	if d.HonorairesSaisis {
		total = d.Honoraires
	}
	return total, saisis || d.HonorairesSaisis, saisis && partout
}

// verifierSaisie refuses fees that would be lost: those of some acts only, or
// those of a DE or DA, which is no line.
func verifierSaisie(d *dossier.Dossier) *dossier.Erreur {
	saisis, vides := false, false
	for i := range d.Actes {
		a := &d.Actes[i]
		if qualifieDepassement(a.Code) {
			if a.HonorairesSaisis {
				return &dossier.Erreur{Code: "honoraires-incoherents", Champ: champActe(i, ".honoraires"),
					Message: a.Code + " n'a pas d'honoraires propres", Indice: "ajoutez le dépassement aux honoraires de l'acte"}
			}
			continue
		}
		saisis, vides = saisis || a.HonorairesSaisis, vides || !a.HonorairesSaisis
	}
	if saisis && vides {
		return &dossier.Erreur{Code: "honoraires-incoherents", Champ: "actes", Message: "donnez les honoraires de chaque acte, ou leur total seulement"}
	}
	return nil
}

// depasseTout tells whether the fee exceeds the opposable tariffs of the lines
// named so far. Without a fee, or where the tariff is imposed, it does not.
func (x *contexte) depasseTout(d *dossier.Dossier, f *Facture) bool {
	total, saisis, _ := demandes(d)
	if !saisis || x.impose {
		return false
	}
	// What cannot be priced is refused later, with its reason.
	if x.tarifer(nil, d, f) != nil {
		return false
	}
	var tarif argent.Centimes
	for i := range f.Lignes {
		tarif += f.Lignes[i].Tarif.Centimes()
	}
	return total > tarif
}

// honoraires gives each line its fee. The majorations are at their tariff; the
// first line bears the excess, and the last ones the shortfall.
func (x *contexte) honoraires(j *journal.Journal, d *dossier.Dossier, f *Facture) *dossier.Erreur {
	if err := verifierSaisie(d); err != nil {
		return err
	}
	total, saisis, parActe := demandes(d)
	switch {
	case !saisis && (x.s.NonConventionne() || x.s.DepassementLibre() && !x.impose):
		return &dossier.Erreur{Code: "honoraires-manquants", Champ: "honoraires",
			Message: "les honoraires sont libres dans ce secteur : donnez leur montant", Indice: "au tarif opposable, ce serait " + f.Tarif.Centimes().FR()}
	case !saisis:
		f.Honoraires = f.Tarif
		for i := range f.Lignes {
			f.Lignes[i].Honoraires = f.Lignes[i].Tarif
		}
		return nil
	case parActe:
		return x.honorairesParActe(j, d, f, total)
	}
	f.Honoraires = j.Saisir(RegleHonoraires, total)
	repartir(j, f.Honoraires, f.Lignes)
	return nil
}

func (x *contexte) honorairesParActe(j *journal.Journal, d *dossier.Dossier, f *Facture, total argent.Centimes) *dossier.Erreur {
	var somme argent.Centimes
	debut := 0
	for debut < len(f.Lignes) {
		acte, fin := f.Lignes[debut].Acte, debut
		for fin < len(f.Lignes) && f.Lignes[fin].Acte == acte {
			fin++
		}
		h := j.Saisir(RegleHonoraires, d.Actes[acte].Honoraires)
		repartir(j, h, f.Lignes[debut:fin])
		somme += h.Centimes()
		if debut == 0 {
			f.Honoraires = h
		} else {
			f.Honoraires = j.Plus(RegleHonoraires, f.Honoraires, h)
		}
		debut = fin
	}
	if somme != total {
		return &dossier.Erreur{Code: "honoraires-incoherents", Champ: "honoraires",
			Message: "le total (" + total.FR() + ") n'est pas la somme des actes (" + somme.FR() + ")"}
	}
	return nil
}

// repartir shares the fee h among lines: each takes its tariff, as far as the
// fee goes, and the first one what is left.
func repartir(j *journal.Journal, h journal.Somme, lignes []Ligne) {
	if len(lignes) == 1 {
		lignes[0].Honoraires = h
		return
	}
	reste := h
	for i := range lignes {
		l := &lignes[i]
		l.Honoraires = j.Min(RegleHonorairesLigne, l.Tarif, reste)
		reste = j.Moins(RegleMarge, reste, l.Honoraires)
	}
	if !reste.EstNulle() {
		lignes[0].Honoraires = j.Plus(RegleHonorairesLigne, lignes[0].Honoraires, reste)
	}
}

// depassement decides whether the excess over the tariffs is lawful.
func (x *contexte) depassement(j *journal.Journal, d *dossier.Dossier, f *Facture) *dossier.Erreur {
	// An act may exceed while another stays below: the total tells neither.
	exces := false
	for i := range f.Lignes {
		l := &f.Lignes[i]
		switch h, t := l.Honoraires.Centimes(), l.Tarif.Centimes(); {
		case h < t:
			f.Avertissements.Ajouter(dossier.AvertSousTarif)
		case h > t && l.Code.Acte().SansDepassement && !x.s.NonConventionne():
			return interdit(l.Code.String()+" ne souffre aucun dépassement", "")
		case h > t:
			exces = true
		}
	}
	switch {
	case !exces:
		if x.impose && x.s.Secteur == dossier.Secteur2 {
			j.Noter(RegleTarifImpose)
			f.Avertissements.Ajouter(dossier.AvertTarifOpposableImpose)
		}
		return nil
	case x.exigence && !x.s.NonConventionne():
		j.Noter(RegleExigence)
		f.Exigence = true
		f.Avertissements.Ajouter(dossier.AvertExigence)
		return nil
	case x.impose && !x.s.NonConventionne():
		return interdit("le tarif opposable s'impose : patient de la C2S ou urgence", "seule une exigence particulière du patient (circonstance exigence) permet un dépassement")
	case x.s.DepassementLibre():
		return nil
	case f.Position == HorsParcours && x.groupe != dossier.GroupeGeneraliste:
		return x.depassementAutorise(j, f)
	}
	return interdit("le secteur 1 ne dépasse pas le tarif de "+f.Tarif.Centimes().FR(),
		"sauf exigence du patient (circonstance exigence) ou, pour un spécialiste, hors parcours")
}

// depassementAutorise checks the ceiling of the DA: a published total for a
// consultation (the figures follow no rounding rule, so none is computed), a
// part of the tariff for a technical act. A ceiling we are not sure of warns
// and does not forbid.
func (x *contexte) depassementAutorise(j *journal.Journal, f *Facture) *dossier.Erreur {
	plafond, err := x.plafondDA(j, f)
	switch {
	case err != nil:
		return err
	case f.Honoraires.Centimes() <= plafond.Centimes():
		f.Avertissements.Ajouter(dossier.AvertDepassementAutorise)
		return nil
	case plafond.Confiance() != bareme.Haute || !x.plafondOrdinaire(f, plafond):
		f.Avertissements.Ajouter(dossier.AvertPlafondDAIncertain)
		return nil
	}
	return &dossier.Erreur{Code: "depassement-plafonne", Champ: "honoraires",
		Message: "hors parcours, le total ne peut dépasser " + plafond.Centimes().FR(), Indice: "plafond du dépassement autorisé (DA)"}
}

// plafondOrdinaire tells whether the published ceiling was made for this bill:
// the ordinary consultation of the specialty, not a dearer one.
func (x *contexte) plafondOrdinaire(f *Facture, plafond journal.Somme) bool {
	for i := range f.Lignes {
		switch f.Lignes[i].Code {
		case n.CS, n.CNP, n.CNPSY, n.CSC, n.MPC:
		default:
			return f.Lignes[i].Code.Acte().Famille == n.FamilleTechnique
		}
	}
	switch x.groupe {
	case dossier.GroupeGynecologue, dossier.GroupeGeriatre, dossier.GroupeMPR:
		return false
	}
	return plafond.Centimes() > f.Tarif.Centimes()
}

func (x *contexte) plafondDA(j *journal.Journal, f *Facture) (journal.Somme, *dossier.Erreur) {
	for i := range f.Lignes {
		if f.Lignes[i].Code.Acte().Famille == n.FamilleTechnique {
			q := j.LireTaux(RegleDepassementAutorise, x.e.Taux(bareme.DepassementAutoriseTechnique))
			return j.Plus(RegleDepassementAutorise, f.Tarif, j.Part(RegleDepassementAutorise, f.Tarif, q, argent.ALEuroSuperieur)), nil
		}
	}
	cle := bareme.DASpecialiste
	switch x.groupe {
	case dossier.GroupePsychiatre, dossier.GroupeNeurologue:
		cle = bareme.DAPsychiatre
	case dossier.GroupeCardiologue:
		cle = bareme.DACardiologue
	}
	lu, ok := x.e.EnMetropole().Tarif(cle)
	if !ok {
		return journal.Somme{}, &dossier.Erreur{Code: "tarif-inconnu", Champ: "honoraires",
			Message: "le plafond du dépassement autorisé n'est pas publié pour cette spécialité et cette date", Indice: "ajoutez-le par un fichier de réforme"}
	}
	return j.Lire(RegleDepassementAutorise, lu), nil
}

func interdit(message, indice string) *dossier.Erreur {
	return &dossier.Erreur{Code: "depassement-interdit", Champ: "honoraires", Message: message, Indice: indice}
}
