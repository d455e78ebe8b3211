package opposable

import "github.com/opposable/opposable/dossier"

// prestations are the situations that a notice may price, in its order. They
// hold no amount and no code: the engine names and prices each.
var prestations = []struct {
	cle      string
	rubrique Rubrique
	poser    func(*Dossier, *dossier.Acte)
}{
	{"consultation", RubriquePrincipale, func(*Dossier, *dossier.Acte) {}},
	{"visite", RubriquePrincipale, nature(dossier.Visite)},
	{"coordonnee", RubriquePrincipale, adresse},

	{"jeune", RubriqueUsuelle, age(18)},
	{"petit_enfant", RubriqueUsuelle, age(4)},
	{"nourrisson", RubriqueUsuelle, age(1)},
	{"enfant", RubriqueUsuelle, age(10)},
	{"teleconsultation", RubriqueUsuelle, nature(dossier.Teleconsultation)},
	{"avis_ponctuel", RubriqueUsuelle, ensemble(nature(dossier.AvisPonctuel), adresse)},
	{"complexe", RubriqueUsuelle, ensemble(nature(dossier.ConsultationComplexe), adresse)},
	{"tres_complexe", RubriqueUsuelle, ensemble(nature(dossier.ConsultationTresComplexe), adresse)},
	{"sortie_hospitalisation", RubriqueUsuelle, ensemble(traitant, avec(dossier.SortieHospitalisation))},
	{"visite_longue", RubriqueUsuelle, ensemble(nature(dossier.Visite), traitant, avec(dossier.VisiteLongue))},
	{"examen_petit_enfant", RubriqueUsuelle, ensemble(nature(dossier.ExamenEnfant), age(2))},
	{"examen_enfant", RubriqueUsuelle, ensemble(nature(dossier.ExamenEnfant), age(9))},
	{"non_programme", RubriqueUsuelle, ensemble(venu(dossier.ParcoursOrienteAutre), avec(dossier.SoinsNonProgrammes))},
	{"correspondant", RubriqueUsuelle, ensemble(adresse, avec(dossier.UrgenceCorrespondant))},
	{"contraception", RubriqueUsuelle, ensemble(age(20), avec(dossier.Contraception))},
	{"bilan_prevention", RubriqueUsuelle, ensemble(age(47), avec(dossier.BilanPrevention))},
	{"depistage_melanome", RubriqueUsuelle, avec(dossier.DepistageMelanome)},
	{"endocrinien_complexe", RubriqueUsuelle, ensemble(adresse, avec(dossier.EndocrinienComplexe))},
	{"expertise_pediatrique", RubriqueUsuelle, ensemble(adresse, age(10), avec(dossier.ExpertisePediatrique))},
	{"grand_age_sortie", RubriqueUsuelle, ensemble(nature(dossier.ConsultationLongue), traitant, age(82), avec(dossier.SortieHospitalisation))},
	{"grand_age_deprescription", RubriqueUsuelle, ensemble(nature(dossier.ConsultationLongue), traitant, age(82), avec(dossier.Deprescription))},
	{"grand_age_social", RubriqueUsuelle, ensemble(nature(dossier.ConsultationLongue), traitant, age(82), avec(dossier.MedicoSocial))},
	{"palliatifs", RubriqueUsuelle, ensemble(nature(dossier.Visite), traitant, avec(dossier.SoinsPalliatifs))},

	{"nuit", RubriqueGarde, avec(dossier.Nuit | dossier.Urgence)},
	{"dimanche", RubriqueGarde, avec(dossier.DimancheFerie | dossier.Urgence)},
	{"milieu_nuit", RubriqueGarde, avec(dossier.NuitProfonde | dossier.Urgence)},
	{"garde", RubriqueGarde, avec(dossier.Nuit)},
	{"visite_nuit", RubriqueGarde, ensemble(nature(dossier.Visite), avec(dossier.Nuit|dossier.Urgence))},
	{"visite_dimanche", RubriqueGarde, ensemble(nature(dossier.Visite), avec(dossier.DimancheFerie|dossier.Urgence))},
	{"regulee_nuit", RubriqueGarde, avec(dossier.Regule | dossier.Nuit)},
	{"regulee_dimanche", RubriqueGarde, avec(dossier.Regule | dossier.DimancheFerie)},
}

type pose = func(*Dossier, *dossier.Acte)

func nature(n dossier.Nature) pose { return func(_ *Dossier, a *dossier.Acte) { a.Nature = n } }

func avec(c dossier.Circonstances) pose {
	return func(_ *Dossier, a *dossier.Acte) { a.Circonstances |= c }
}

func age(n int16) pose {
	return func(d *Dossier, _ *dossier.Acte) { d.Patient.Age, d.Patient.AgeConnu = n, true }
}

func venu(p dossier.Parcours) pose { return func(d *Dossier, _ *dossier.Acte) { d.Parcours = p } }

var adresse, traitant = venu(dossier.ParcoursOriente), venu(dossier.ParcoursMedecinTraitant)

func ensemble(poses ...pose) pose {
	return func(d *Dossier, a *dossier.Acte) {
		for _, p := range poses {
			p(d, a)
		}
	}
}
