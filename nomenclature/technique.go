package nomenclature

import (
	"github.com/opposable/opposable/ccam"
)

// premierTechnique numbers the lines of the CCAM after the letters of the NGAP.
const premierTechnique Code = 1 << 12

// acteTechnique describes every technical act alike: what differs is in the
// table of the CCAM.
var acteTechnique = Acte{
	Nom: "CCAM", Libelle: "Acte technique de la CCAM", LibelleEN: "Technical act of the CCAM",
	Famille: FamilleTechnique, groupes: 1<<16 - 1, reserve: []reserveDatee{{0, ReserveTous}},
}

// DeTechnique returns the code of a line of the CCAM.
func DeTechnique(n ccam.Numero) Code { return premierTechnique + Code(n) }

// Technique returns the line of the CCAM that the code stands for, if any.
func (c Code) Technique() (ccam.Numero, bool) {
	return ccam.Numero(c - premierTechnique), c >= premierTechnique
}

// Nom returns the letters of the code, those of a technical act in the table t.
func (c Code) Nom(t *ccam.Table) string {
	if n, ok := c.Technique(); ok {
		return t.Code(n)
	}
	return actes[c].Nom
}

// Libelle names the code in French and in English; a technical act, whose
// label is French only, by the table t, or "" when its label is not published.
func (c Code) Libelle(t *ccam.Table) (fr, en string) {
	if n, ok := c.Technique(); ok {
		return t.Libelle(n), t.Libelle(n)
	}
	return actes[c].Libelle, actes[c].LibelleEN
}

// SeuilDe tells how a line of the CCAM counts towards the heavy-act threshold,
// by its « champ 25 » (code 1 adds up, code 2 counts alone).
func SeuilDe(e ccam.Exoneration) Seuil {
	switch {
	case e.Contient(1):
		return SeuilCumul
	case e.Contient(2):
		return SeuilSeul
	}
	return SansSeuil
}
