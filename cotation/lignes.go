package cotation

import (
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/ccam"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/journal"
	n "github.com/opposable/opposable/nomenclature"
)

// Technique is what is said of a technical act beside its tariff.
type Technique struct {
	// Modificateurs lists the letters billed.
	Modificateurs string
	// Association is the code of the association, 0 for none.
	Association uint8
	Seuil       n.Seuil
	// SansEuros is the tariff without the modifiers in euros: the heavy-act
	// threshold looks at it (rule RG_VF663).
	SansEuros argent.Centimes

	ligne ccam.Ligne
}

// Regroupement is the code of the group of acts in the invoice: "ATM", "ADC".
func (t *Technique) Regroupement() string { return t.ligne.Regroupement }

// ligneTechnique reads the line of the CCAM that an act given by its code
// stands for; false if the code is no technical act.
//
// Errors: acte-inconnu, acte-non-pris-en-charge, tarif-inconnu.
func (x *contexte) ligneTechnique(a *dossier.Acte, f *Facture) (Ligne, bool, *dossier.Erreur) {
	t := x.e.Bareme().CCAM()
	if len(a.Code) != longueurCCAM || !t.Existe(a.Code) {
		return Ligne{}, false, nil
	}
	numero, ok := t.Premiere(a.Code)
	if a.Technique.Activite != 0 || a.Technique.Phase != 0 {
		numero, ok = t.Trouver(a.Code, max(a.Technique.Activite, 1), a.Technique.Phase)
	}
	if !ok {
		return Ligne{}, true, &dossier.Erreur{Code: "acte-inconnu", Message: a.Code + " n'a pas cette activité ou cette phase", Indice: "activite 1 pour l'acte principal, 4 pour l'anesthésie"}
	}
	prix, ok := x.e.Technique(numero, x.s.ChangeDeLettre() && !x.impose)
	switch {
	case !ok && prix.Edition != 0 && !prix.Ligne.PrisEnCharge && !prix.Ligne.PrixConnu && prix.Ligne.Regroupement != "":
		return Ligne{}, true, &dossier.Erreur{Code: "acte-non-pris-en-charge", Message: a.Code + " n'est pas pris en charge par l'assurance maladie à cette date", Indice: "l'honoraire en est libre et n'est remboursé par personne"}
	case !ok:
		return Ligne{}, true, tarifInconnu(a.Code, x.e)
	case prix.Incertain:
		f.Avertissements.Ajouter(dossier.AvertEditionCCAM)
	}
	return Ligne{Code: n.DeTechnique(numero), lu: prix.Lue,
		Technique: Technique{Modificateurs: a.Technique.Modificateurs, Seuil: n.SeuilDe(prix.Ligne.Exoneration), ligne: prix.Ligne}}, true, nil
}

// longueurCCAM is the length of a code of the CCAM: four letters, three digits.
const longueurCCAM = 7

// tarifer gives each line its tariff: the letters by the barème, by the
// kilometre if need be; the technical acts together, since they associate.
func (x *contexte) tarifer(j *journal.Journal, d *dossier.Dossier, f *Facture) *dossier.Erreur {
	techniques := false
	for i := range f.Lignes {
		l := &f.Lignes[i]
		if _, technique := l.Code.Technique(); technique {
			techniques = true
			continue
		}
		l.Tarif = x.tarif(j, d, l)
	}
	if !techniques {
		return nil
	}
	actes, lignes, t, err := x.actesTechniques(d, f)
	if err != nil {
		return err
	}
	tarifees, err := t.coter(j, actes)
	if err != nil {
		return err
	}
	for k, tarifee := range tarifees {
		l := &f.Lignes[lignes[k]]
		l.Tarif, l.Technique.Association, l.Technique.SansEuros = tarifee.tarif, tarifee.association, tarifee.sansEuros.Centimes()
		avertirConfiance(tarifee.confiance, &f.Avertissements)
	}
	return nil
}

func avertirConfiance(c bareme.Confiance, a *dossier.Avertissements) {
	switch c {
	case bareme.Moyenne:
		a.Ajouter(dossier.AvertConfianceMoyenne)
	case bareme.Basse:
		a.Ajouter(dossier.AvertConfianceBasse)
	}
}

// tarif takes the tariff of a letter; outside the convention, the only one.
func (x *contexte) tarif(j *journal.Journal, d *dossier.Dossier, l *Ligne) journal.Somme {
	if x.s.NonConventionne() {
		return j.Lire(RegleTarifAutorite, x.tarifAutorite())
	}
	t := j.Lire(RegleTarif, l.lu)
	if l.Code.AuKilometre() {
		km := j.SaisirTaux(RegleKilometres, argent.Taux(kilometres(x.e, &d.Actes[l.Acte]))*(argent.Un/100))
		return j.Part(RegleKilometres, t, km, argent.AuCentime)
	}
	return t
}

// actesTechniques puts the technical lines of the bill in the form their rules
// read, with the indices of the lines.
func (x *contexte) actesTechniques(d *dossier.Dossier, f *Facture) ([]acteTechnique, []int, situationTechnique, *dossier.Erreur) {
	t := nouvelleSituationTechnique(x.e, x.s, d)
	t.depasse = x.depasse
	var actes []acteTechnique
	var lignes []int
	table := x.e.Bareme().CCAM()
	for i := range f.Lignes {
		l := &f.Lignes[i]
		numero, technique := l.Code.Technique()
		if !technique {
			if !l.Code.EstMajoration() {
				t.lettres = append(t.lettres, l.Code)
			}
			t.horaire = t.horaire || l.Code.DHoraire()
			continue
		}
		a := &d.Actes[l.Acte]
		c, _, err := circonstances(d, l.Acte)
		if err != nil {
			return nil, nil, t, err
		}
		actes = append(actes, acteTechnique{
			code: table.Code(numero), activite: table.Activite(numero), prix: l.lu, acceptes: n.LettresDe(l.Technique.ligne.Modificateurs.String()),
			regroupement: l.Technique.ligne.Regroupement, demandes: l.Technique.Modificateurs, association: a.Technique.Association,
			circonstances: c, heure: a.Heure, acte: l.Acte,
		})
		lignes = append(lignes, i)
	}
	return actes, lignes, t, nil
}

// lignesAutorite prices the acts of a doctor outside the convention.
func (x *contexte) lignesAutorite(j *journal.Journal, d *dossier.Dossier, f *Facture) *dossier.Erreur {
	for i := range d.Actes {
		if qualifieDepassement(d.Actes[i].Code) {
			continue
		}
		l, err := x.ligneAutorite(&d.Actes[i], f)
		if err != nil {
			err.Champ = champActe(i, ".code")
			return err
		}
		l.Acte = i
		f.Lignes = append(f.Lignes, l)
	}
	if err := f.grouper(); err != nil {
		return err
	}
	if err := x.tarifer(j, d, f); err != nil {
		return err
	}
	f.totaliser(j)
	return nil
}

func (x *contexte) tarifAutorite() bareme.Lue {
	if x.groupe == dossier.GroupeGeneraliste {
		return x.e.Montant(bareme.TaGeneraliste)
	}
	return x.e.Montant(bareme.TaSpecialiste)
}

// ligneAutorite: one base for any consultation, a part of the tariff for a
// technical act; nothing is published for the rest.
func (x *contexte) ligneAutorite(a *dossier.Acte, f *Facture) (Ligne, *dossier.Erreur) {
	if l, technique, err := x.ligneTechnique(a, f); technique {
		return l, err
	}
	l := Ligne{Code: n.CS}
	if x.groupe == dossier.GroupeGeneraliste {
		l.Code = n.C
	}
	if a.Code != "" {
		c, ok := n.Trouver(a.Code)
		if !ok {
			return l, x.codeInconnu(a.Code)
		}
		l.Code = c
	}
	if a.Code == "" && a.Nature != dossier.Consultation || a.Code != "" && l.Code.Acte().Famille != n.FamilleConsultation {
		return l, tarifInconnu("tarif d'autorité", x.e)
	}
	return l, nil
}
