package cotation

import (
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/journal"
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
		return d.Honoraires, true, saisis && partout
	}
	return total, saisis, saisis && partout
}

// depasseTout tells whether the fee exceeds the opposable tariffs of the lines
// named so far. Without a fee, or where the tariff is imposed, it does not.
func (x *contexte) depasseTout(d *dossier.Dossier, f *Facture) bool {
	total, saisis, _ := demandes(d)
	if !saisis || x.impose(d) {
		return false
	}
	var tarif argent.Centimes
	for _, l := range f.Lignes {
		lu, ok := l.Code.Tarif(x.e, x.groupe, x.s.ChangeDeLettre())
		if !ok {
			return false
		}
		tarif += lu.Centimes()
	}
	return total > tarif
}

// impose tells that the opposable tariff binds every doctor under the
// convention: the C2S and emergencies (convention 2016, article 38.3).
func (x *contexte) impose(d *dossier.Dossier) bool {
	if x.s.NonConventionne() {
		return false
	}
	urgence := d.Parcours == dossier.ParcoursUrgence
	for i := range d.Actes {
		urgence = urgence || d.Actes[i].Circonstances.A(dossier.Urgence)
	}
	return x.c2s || urgence
}

// honoraires gives each line its fee. The majorations are at their tariff; the
// first line bears the excess, and the last ones the shortfall.
func (x *contexte) honoraires(j *journal.Journal, d *dossier.Dossier, f *Facture) *dossier.Erreur {
	total, saisis, parActe := demandes(d)
	switch {
	case !saisis && x.s.DepassementLibre() && !x.impose(d):
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
	case d.HonorairesSaisis:
		f.Honoraires = j.Saisir(RegleHonoraires, total)
		repartir(j, f.Honoraires, f.Lignes)
		return nil
	}
	return &dossier.Erreur{Code: "honoraires-incoherents", Champ: "actes", Message: "donnez les honoraires de chaque acte, ou leur total seulement"}
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
	h, t := f.Honoraires.Centimes(), f.Tarif.Centimes()
	for i := range f.Lignes {
		if l := &f.Lignes[i]; l.Code.Acte().SansDepassement && l.Honoraires.Centimes() > l.Tarif.Centimes() && !x.s.NonConventionne() {
			return interdit(l.Code.String()+" ne souffre aucun dépassement", "")
		}
	}
	switch {
	case h < t:
		f.Avertissements.Ajouter(dossier.AvertSousTarif)
		return nil
	case h == t:
		if x.impose(d) && x.s.Secteur == dossier.Secteur2 {
			j.Noter(RegleTarifImpose)
			f.Avertissements.Ajouter(dossier.AvertTarifOpposableImpose)
		}
		return nil
	case x.exigence && !x.s.NonConventionne():
		j.Noter(RegleExigence)
		f.Avertissements.Ajouter(dossier.AvertExigence)
		return nil
	case x.impose(d):
		return interdit("le tarif opposable s'impose : patient de la C2S ou urgence", "seule une exigence particulière du patient (circonstance exigence) permet un dépassement")
	case x.s.DepassementLibre():
		return nil
	case f.Position == HorsParcours && x.groupe != dossier.GroupeGeneraliste:
		return x.depassementAutorise(j, f)
	}
	return interdit("le secteur 1 ne dépasse pas le tarif de "+f.Tarif.Centimes().FR(),
		"sauf exigence du patient (circonstance exigence) ou, pour un spécialiste, hors parcours")
}

// depassementAutorise checks the published ceiling of the DA. The published
// figures follow no rounding rule, so none is computed.
func (x *contexte) depassementAutorise(j *journal.Journal, f *Facture) *dossier.Erreur {
	cle := bareme.DASpecialiste
	switch x.groupe {
	case dossier.GroupePsychiatre, dossier.GroupeNeurologue:
		cle = bareme.DAPsychiatre
	case dossier.GroupeCardiologue:
		cle = bareme.DACardiologue
	}
	lu, ok := x.e.Tarif(cle)
	if !ok {
		return &dossier.Erreur{Code: "tarif-inconnu", Champ: "honoraires",
			Message: "le plafond du dépassement autorisé n'est pas publié pour cette spécialité et cette date", Indice: "ajoutez-le par un fichier de réforme"}
	}
	plafond := j.Lire(RegleDepassementAutorise, lu)
	if f.Honoraires.Centimes() > plafond.Centimes() {
		return &dossier.Erreur{Code: "depassement-plafonne", Champ: "honoraires",
			Message: "hors parcours, le total ne peut dépasser " + plafond.Centimes().FR(), Indice: "plafond publié du dépassement autorisé (DA)"}
	}
	f.Avertissements.Ajouter(dossier.AvertDepassementAutorise)
	return nil
}

func interdit(message, indice string) *dossier.Erreur {
	return &dossier.Erreur{Code: "depassement-interdit", Champ: "honoraires", Message: message, Indice: indice}
}
