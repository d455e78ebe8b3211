package opposable_test

import (
	"slices"
	"testing"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
)

func champs(d opposable.Dossier) []string {
	var l []string
	for _, q := range opposable.NouveauMoteur(bareme.Officiel()).Questions(d) {
		l = append(l, q.Champ)
	}
	return l
}

// The pathway is a question for an adult, not for a child; a C2S patient owes
// nothing, so that nothing more is asked about exemptions.
func TestQuestionsSeulementSiEllesComptent(t *testing.T) {
	adulte := consultationGeneraliste()
	if l := champs(adulte); !slices.Contains(l, "parcours") || !slices.Contains(l, "patient.exoneration") || !slices.Contains(l, "patient.aide") {
		t.Errorf("adulte : %q", l)
	}
	enfant := adulte
	enfant.Patient = dossier.Patient{Age: 8, AgeConnu: true}
	if l := champs(enfant); slices.Contains(l, "parcours") || slices.Contains(l, "patient.medecin_traitant") {
		t.Errorf("enfant : %q", l)
	}
	ame := adulte
	ame.Patient.Aide = dossier.AME
	if l := champs(ame); slices.Contains(l, "patient.exoneration") || slices.Contains(l, "patient.regime") {
		t.Errorf("AME : %q", l)
	}
	if l := champs(opposable.Dossier{}); l != nil {
		t.Errorf("dossier incalculable : %q", l)
	}
}
