package dossier

import (
	"slices"
	"strings"
)

// chercher finds the index of s in a table of words, whatever its case,
// accents and separators.
func chercher(table []mots, s string) (int, bool) {
	for i, m := range table {
		for _, w := range m {
			if w == s && w != "" {
				return i, true
			}
		}
	}
	n := Normaliser(s)
	if n == s || n == "" {
		return 0, false
	}
	return chercher(table, n)
}

func canoniques(table []mots) []string {
	l := make([]string, 0, len(table))
	for _, m := range table {
		if m[0] != "" {
			l = append(l, m[0])
		}
	}
	return l
}

// lire finds s in the table or returns a coded error that lists the words.
func lire(table []mots, code, quoi, s string) (int, *Erreur) {
	if i, ok := chercher(table, s); ok {
		return i, nil
	}
	connus := canoniques(table)
	e := &Erreur{Code: code, Message: quoi + " : « " + s + " »", Indice: "valeurs : " + strings.Join(connus, ", ")}
	if p := PlusProche(s, connus); p != "" {
		e.Indice = "vouliez-vous dire « " + p + " » ?"
	}
	return 0, e
}

// The Parse functions read the words of the contract and their aliases.

// ParseRegime reads a scheme.
func ParseRegime(s string) (Regime, *Erreur) {
	i, e := lire(motsRegime, "regime-inconnu", "régime inconnu", s)
	return Regime(i), e
}

// ParseAide reads a public cover.
func ParseAide(s string) (Aide, *Erreur) {
	i, e := lire(motsAide, "aide-inconnue", "aide inconnue", s)
	return Aide(i), e
}

// ParseExoneration reads a reason of exemption.
func ParseExoneration(s string) (Exoneration, *Erreur) {
	i, e := lire(motsExoneration, "exoneration-inconnue", "exonération inconnue", s)
	return Exoneration(i), e
}

// ParseSecteur reads a sector.
func ParseSecteur(s string) (Secteur, *Erreur) {
	i, e := lire(motsSecteur, "secteur-inconnu", "secteur inconnu", s)
	return Secteur(i), e
}

// ParseOption reads a tariff commitment.
func ParseOption(s string) (Option, *Erreur) {
	i, e := lire(motsOption, "option-inconnue", "option tarifaire inconnue", s)
	return Option(i), e
}

// ParseZone reads a zone or an overseas department number.
func ParseZone(s string) (Zone, *Erreur) {
	i, e := lire(motsZone, "zone-inconnue", "territoire inconnu", s)
	return Zone(i), e
}

// ParseParcours reads a pathway situation or its SESAM letter.
func ParseParcours(s string) (Parcours, *Erreur) {
	i, e := lire(motsParcours, "parcours-inconnu", "parcours inconnu", s)
	return Parcours(i), e
}

// ParseNature reads the nature of an act.
func ParseNature(s string) (Nature, *Erreur) {
	i, e := lire(motsNature, "nature-inconnue", "nature d'acte inconnue", s)
	return Nature(i), e
}

// ParseTiersPayant reads the third-party payment.
func ParseTiersPayant(s string) (TiersPayant, *Erreur) {
	i, e := lire(motsTiersPayant, "tiers-payant-inconnu", "tiers payant inconnu", s)
	return TiersPayant(i), e
}

// ParsePlafondMajoration reads the reading of the surcharge's cap.
func ParsePlafondMajoration(s string) (PlafondMajoration, *Erreur) {
	i, e := lire(motsPlafond, "plafond-inconnu", "plafond de majoration inconnu", s)
	return PlafondMajoration(i), e
}

// ParseCirconstance reads one circumstance.
func ParseCirconstance(s string) (Circonstances, *Erreur) {
	i, e := lire(motsCirconstance, "circonstance-inconnue", "circonstance inconnue", s)
	if e != nil {
		return 0, e
	}
	return 1 << i, nil
}

// ParseSpecialite reads a slug, a usual name ("cardiologue") or the two-digit
// Cnam code ("03").
func ParseSpecialite(s string) (Specialite, *Erreur) {
	if len(s) <= 2 && s != "" && s[0] >= '0' && s[0] <= '9' {
		n := 0
		for i := range len(s) {
			if s[i] < '0' || s[i] > '9' {
				n = 0
				break
			}
			n = n*10 + int(s[i]-'0')
		}
		if f := Specialite(n).fiche(); f != nil && n > 0 {
			return Specialite(n), nil
		}
	}
	mot := Normaliser(s)
	for i := range specialites {
		f := &specialites[i]
		if f.slug == mot || slices.Contains(f.alias, mot) {
			return f.code, nil
		}
	}
	var connus []string
	for i := range specialites {
		connus = append(append(connus, specialites[i].slug), specialites[i].alias...)
	}
	e := &Erreur{Code: "specialite-inconnue", Message: "spécialité inconnue : « " + s + " »",
		Indice: "un nom (cardiologie, medecine_generale…) ou un code Cnam à deux chiffres"}
	if p := PlusProche(s, connus); p != "" {
		e.Indice = "vouliez-vous dire « " + p + " » ?"
	}
	return 0, e
}

// ParseTerrain reads what a visit crosses.
//
// Errors: terrain-inconnu.
func ParseTerrain(s string) (Terrain, *Erreur) {
	i, e := lire(motsTerrain, "terrain-inconnu", "terrain inconnu", s)
	return Terrain(i), e
}
