package opposable

import (
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/dossier"
)

// Question is something the dossier leaves unsaid, or takes for granted, whose
// answer would change who pays what.
type Question struct {
	// Champ is the path of the field: "patient.aide".
	Champ string `json:"champ"`
	// Reponses are the answers that lead to another result than the present
	// one, in the words of the contract.
	Reponses []string `json:"reponses"`
}

// ecarts lists, per field, the answers worth trying.
var ecarts = []struct {
	champ    string
	reponses []reponse
}{
	{"parcours", []reponse{
		{"medecin_traitant", func(d *Dossier) { d.Parcours = dossier.ParcoursMedecinTraitant }},
		{"oriente", func(d *Dossier) { d.Parcours = dossier.ParcoursOriente }},
		{"acces_direct", func(d *Dossier) { d.Parcours = dossier.ParcoursAccesDirect }},
		{"urgence", func(d *Dossier) { d.Parcours = dossier.ParcoursUrgence }},
		{"hors_parcours", func(d *Dossier) { d.Parcours = dossier.ParcoursHors }},
	}},
	{"patient.medecin_traitant", []reponse{
		{"true", func(d *Dossier) { d.Patient.SansMedecinTraitant = false }},
		{"false", func(d *Dossier) { d.Patient.SansMedecinTraitant = true }},
	}},
	{"patient.aide", []reponse{
		{"aucune", func(d *Dossier) { d.Patient.Aide = dossier.SansAide }},
		{"c2s", func(d *Dossier) { d.Patient.Aide = dossier.C2S }},
		{"ame", func(d *Dossier) { d.Patient.Aide = dossier.AME }},
		{"aspa", func(d *Dossier) { d.Patient.Aide = dossier.ASPA }},
	}},
	{"patient.exoneration", []reponse{
		{"aucune", func(d *Dossier) { d.Patient.Exoneration = dossier.SansExoneration }},
		{"ald", func(d *Dossier) { d.Patient.Exoneration = dossier.ALD }},
		{"maternite", func(d *Dossier) { d.Patient.Exoneration = dossier.Maternite }},
		{"invalidite", func(d *Dossier) { d.Patient.Exoneration = dossier.Invalidite }},
	}},
	{"patient.regime", []reponse{
		{"general", func(d *Dossier) { d.Patient.Regime = dossier.RegimeGeneral }},
		{"alsace_moselle", func(d *Dossier) { d.Patient.Regime = dossier.RegimeAlsaceMoselle }},
	}},
	{"praticien.option", []reponse{
		{"aucune", func(d *Dossier) { d.Praticien.Option = dossier.SansOption }},
		{"optam", func(d *Dossier) { d.Praticien.Option = dossier.OPTAM }},
	}},
}

type reponse struct {
	mot   string
	poser func(*Dossier)
}

// Questions tries other answers to what d leaves unsaid and returns the fields
// that matter here: a page asks these and no others. It returns nil for a
// dossier that cannot be computed.
func (m *Moteur) Questions(d Dossier) []Question {
	var ici, autre Decompte
	if m.Calculer(&d, &ici, nil) != nil {
		return nil
	}
	var questions []Question
	for _, e := range ecarts {
		q := Question{Champ: e.champ}
		for _, r := range e.reponses {
			essai := d
			r.poser(&essai)
			if m.Calculer(&essai, &autre, nil) == nil && partages(&autre) != partages(&ici) {
				q.Reponses = append(q.Reponses, r.mot)
			}
		}
		if len(q.Reponses) > 0 {
			questions = append(questions, q)
		}
	}
	return questions
}

// partages is who pays what, to compare two décomptes.
func partages(d *Decompte) [5]argent.Centimes {
	return [5]argent.Centimes{d.Honoraires, d.AMO, d.Aide, d.AMC, d.ResteACharge}
}
