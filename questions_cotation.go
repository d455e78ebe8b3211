package opposable

import (
	"slices"
	"strconv"
	"strings"

	"github.com/opposable/opposable/dossier"
)

// dicteesParLHeure are the circumstances that the hour settles: the hour is
// asked in their place.
const dicteesParLHeure = dossier.Nuit | dossier.NuitProfonde | dossier.DimancheFerie | dossier.SamediGarde | dossier.HorairesEtendus

// QuestionsCotation tries other answers to what d leaves unsaid of its first
// act given by its nature, and returns those that would change what may be
// billed: a page asks these and no others. What is refused teaches nothing.
func (m *Moteur) QuestionsCotation(d Dossier) []Question {
	i := slices.IndexFunc(d.Actes, func(a dossier.Acte) bool { return a.Nature != dossier.SansNature })
	if i < 0 {
		return nil
	}
	ici, _ := m.facturables(d)
	var questions []Question
	essayer := func(champ, mot string, poser func(*Dossier, *dossier.Acte)) {
		essai := d
		essai.Actes = slices.Clone(d.Actes)
		poser(&essai, &essai.Actes[i])
		la, ok := m.facturables(essai)
		if !ok || la == ici {
			return
		}
		if n := len(questions); n > 0 && questions[n-1].Champ == champ {
			questions[n-1].Reponses = append(questions[n-1].Reponses, mot)
			return
		}
		questions = append(questions, Question{champ, []string{mot}})
	}
	for c := dossier.Circonstances(1); len(c.Liste()) > 0; c <<= 1 {
		if c&dicteesParLHeure == 0 && !d.Actes[i].Circonstances.A(c) {
			essayer("actes.circonstances", c.Liste()[0], func(_ *Dossier, a *dossier.Acte) { a.Circonstances |= c })
		}
	}
	essayerLesLieux(d, essayer)
	if d.Patient.Naissance == 0 && d.Patient.AgeConnu {
		for k := range 12 {
			ne := d.Date.MoinsMois(12*int(d.Patient.Age) + k)
			essayer("patient.naissance", strconv.Itoa(k), func(e *Dossier, _ *dossier.Acte) { e.Patient.Naissance = ne })
		}
	}
	for _, e := range ecarts {
		if e.champ != "parcours" && e.champ != "patient.aide" {
			continue
		}
		for _, r := range e.reponses {
			essayer(e.champ, r.mot, func(e *Dossier, _ *dossier.Acte) { r.poser(e) })
		}
	}
	return questions
}

// essayerLesLieux tries a way long enough for every terrain.
func essayerLesLieux(d Dossier, essayer func(champ, mot string, poser func(*Dossier, *dossier.Acte))) {
	const loin = 20 * 100
	essayer("actes.distance", "20", func(_ *Dossier, a *dossier.Acte) { a.Distance += loin })
	for _, t := range []dossier.Terrain{dossier.Plaine, dossier.Montagne, dossier.PiedOuSki} {
		essayer("actes.terrain", t.String(), func(_ *Dossier, a *dossier.Acte) { a.Terrain = t })
	}
}

// facturables writes what may be billed, to compare two dossiers; false when
// nothing may.
func (m *Moteur) facturables(d Dossier) (string, bool) {
	propositions, err := m.Proposer(d)
	if err != nil {
		return "", false
	}
	var b strings.Builder
	for _, p := range propositions {
		for _, c := range p.Codes {
			b.WriteString(c.String() + "+")
		}
		b.WriteString(p.Tarif.String() + strconv.FormatBool(p.Depasse) + ";")
	}
	return b.String(), true
}
