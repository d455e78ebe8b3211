package cotation

import (
	"math"

	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/convention"
	"github.com/opposable/opposable/dossier"
	n "github.com/opposable/opposable/nomenclature"
)

// contexte is all that naming and checking an act depend on.
type contexte struct {
	e      bareme.Etat
	s      convention.Situation
	d      *dossier.Dossier
	groupe dossier.Groupe
	// faits is what the dossier says of the patient and the pathway, taken as
	// complete; dits is what it states for sure.
	faits, dits  n.Faits
	horsParcours bool
	exigence     bool
	depasse      bool
	c2s          bool
	// impose: the opposable tariff binds every doctor under the convention,
	// for the C2S and emergencies (convention 2016, article 38.3).
	impose bool
	// nonPublie is the first code met that exists but that nobody published
	// the value of, in this zone.
	nonPublie n.Code
	lacune    bool
}

func nouveauContexte(e bareme.Etat, s convention.Situation, d *dossier.Dossier, coordonne, horsParcours bool) contexte {
	x := contexte{e: e, s: s, d: d, groupe: d.Praticien.Specialite.Groupe(), horsParcours: horsParcours, c2s: d.Patient.Aide == dossier.C2S}
	x.impose = x.c2s || d.Parcours == dossier.ParcoursUrgence
	for i := range d.Actes {
		a := &d.Actes[i]
		x.impose = x.impose || a.Circonstances.A(dossier.Urgence)
		x.exigence = x.exigence || a.Circonstances.A(dossier.Exigence) || a.Code == codeExigence
	}
	f := n.Faits{Groupe: x.groupe, Specialite: d.Praticien.Specialite, Age: int16(d.Patient.AgeAu(d.Date)), Mois: -1, Jours: -1}
	if d.Patient.Naissance != 0 {
		f.Mois = int16(d.Date.AgeEnMois(d.Patient.Naissance))
		f.Jours = int16(min(int(d.Date-d.Patient.Naissance), math.MaxInt16))
	}
	f.HorsParcours = n.Su(horsParcours)
	x.faits, x.dits = f, f
	x.situerMedecin(d, coordonne)
	return x
}

// situerMedecin tells whether the doctor is the patient's own, was sent the
// patient, and reports back. A pathway that is not stated leaves these open to
// who bills a code, and settles them for who names an act.
func (x *contexte) situerMedecin(d *dossier.Dossier, coordonne bool) {
	sien, adresse := false, false
	switch d.Parcours {
	case dossier.ParcoursMedecinTraitant, dossier.ParcoursNouveauMedecinTraitant, dossier.ParcoursRemplacant:
		sien = true
	case dossier.ParcoursNonDit:
		sien = x.groupe == dossier.GroupeGeneraliste && !d.Patient.SansMedecinTraitant
	case dossier.ParcoursOriente, dossier.ParcoursOrienteAutre:
		adresse = true
	}
	x.faits.MedecinTraitant, x.faits.Adresse = n.Su(sien), n.Su(adresse)
	// A DE makes the doctor lose the coordination majoration.
	x.faits.Coordonne = n.Su(coordonne && !x.exigence)
	switch d.Parcours {
	case dossier.ParcoursNonDit, dossier.ParcoursUrgence, dossier.ParcoursAutre:
	default:
		x.dits.MedecinTraitant, x.dits.Adresse = n.Su(sien), n.Su(adresse)
	}
	if x.horsParcours || x.exigence {
		x.dits.Coordonne = n.Non
	}
}

// faitsConnus is what holds of an act named by its nature: what is not stated
// does not hold.
func (x *contexte) faitsConnus(d *dossier.Dossier, i int) (n.Faits, *dossier.Erreur) {
	f := x.faits
	var err *dossier.Erreur
	f.Circonstances, _, err = circonstances(d, i)
	f.Sues = toutesSues
	a := &d.Actes[i]
	f.Montagne = n.Su(a.Terrain == dossier.Montagne)
	f.Distance = n.Su(a.Terrain != dossier.PiedOuSki && kilometres(x.e, a) > 0)
	if x.exigence {
		f.Circonstances |= dossier.Exigence
	}
	if a.Nature == dossier.AvisPonctuel && d.Parcours == dossier.ParcoursNonDit {
		f.MedecinTraitant = n.Non // another doctor asked for it
	}
	return f, err
}

// faitsDits is what is stated of an act given by its code: the code itself
// vouches for the rest.
func (x *contexte) faitsDits(d *dossier.Dossier, i int) (n.Faits, *dossier.Erreur) {
	f := x.dits
	var err *dossier.Erreur
	f.Circonstances, f.Sues, err = circonstances(d, i)
	if a := &d.Actes[i]; a.Distance > 0 && a.Quantite == 0 {
		f.Distance = n.Su(kilometres(x.e, a) > 0)
	}
	if d.Actes[i].Terrain != dossier.Plaine {
		f.Montagne = n.Su(d.Actes[i].Terrain == dossier.Montagne)
	}
	if x.exigence {
		f.Circonstances |= dossier.Exigence
	}
	return f, err
}

// kilometres returns what a mileage allowance pays for, in hundredths: the way
// there and back, less the deduction of the terrain.
func kilometres(e bareme.Etat, a *dossier.Acte) int64 {
	if a.Quantite > 0 {
		return int64(a.Quantite) * 100
	}
	abattement := e.Nombre(bareme.AbattementIk).V
	if a.Terrain == dossier.Montagne {
		abattement = e.Nombre(bareme.AbattementIkm).V
	}
	return max(0, 2*int64(a.Distance)-abattement*100)
}
