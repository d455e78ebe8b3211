package nomenclature

import (
	"strings"

	"github.com/opposable/opposable/ccam"
	"github.com/opposable/opposable/dossier"
)

// Chercher finds acts by their code, their label or plain words: the letters
// of the NGAP first, then the technical acts of the table t, best first, max
// of them at most.
func Chercher(t *ccam.Table, question string, max int) []Code {
	var l []Code
	mots := strings.FieldsFunc(dossier.Normaliser(question), func(r rune) bool { return !('a' <= r && r <= 'z' || '0' <= r && r <= '9') })
	for i := range actes {
		if len(l) < max && repond(&actes[i], mots) {
			l = append(l, Code(i))
		}
	}
	// Several words that a letter answers in full are about it; the table, which
	// forgives typing mistakes, would only add noise.
	if len(l) > 0 && len(mots) > 1 {
		return l
	}
	for _, trouvaille := range t.Chercher(question, max-len(l)) {
		l = append(l, DeTechnique(trouvaille.Numero))
	}
	return l
}

// repond tells whether the letters are those asked for, or the label holds
// every word, in French or in English.
func repond(a *Acte, mots []string) bool {
	if len(mots) == 1 && dossier.Normaliser(a.Nom) == mots[0] {
		return true
	}
	libelle := dossier.Normaliser(a.Libelle + " " + a.LibelleEN)
	for _, m := range mots {
		if len(m) < 3 || !strings.Contains(libelle, m) {
			return false
		}
	}
	return len(mots) > 0
}
