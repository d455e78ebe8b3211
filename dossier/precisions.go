package dossier

import (
	"strconv"
	"strings"

	"github.com/opposable/opposable/argent"
)

// Heure is a time of day: minutes since midnight, plus one; zero is unknown.
type Heure uint16

// Minutes returns the minutes since midnight, and false when unknown.
func (h Heure) Minutes() (int, bool) { return int(h) - 1, h != 0 }

// String writes "22:30", or nothing when unknown.
func (h Heure) String() string {
	m, connue := h.Minutes()
	if !connue {
		return ""
	}
	return strconv.Itoa(100 + m/60)[1:] + ":" + strconv.Itoa(100 + m%60)[1:]
}

// ParseHeure reads "22:30", "22h30" or "22h".
//
// Errors: heure-illisible.
func ParseHeure(s string) (Heure, *Erreur) {
	heures, minutes, _ := strings.Cut(strings.Replace(strings.ToLower(strings.TrimSpace(s)), "h", ":", 1), ":")
	if minutes == "" {
		minutes = "0"
	}
	h, err1 := strconv.ParseUint(heures, 10, 8)
	m, err2 := strconv.ParseUint(minutes, 10, 8)
	if err1 != nil || err2 != nil || h > 23 || m > 59 {
		return 0, &Erreur{Code: "heure-illisible", Message: "heure illisible : « " + s + " »", Indice: "de 00:00 à 23:59, par exemple 22:30"}
	}
	return Heure(h*60 + m + 1), nil
}

// distanceMax is farther than any visit: a thousand kilometres.
const distanceMax = 1000 * 100

// ParseDistance reads kilometres with at most two decimals, in hundredths.
//
// Errors: distance-illisible.
func ParseDistance(s string) (int32, *Erreur) {
	v, err := argent.ParseCentimes(s)
	if err != nil || v < 0 || v > distanceMax {
		return 0, &Erreur{Code: "distance-illisible", Message: "distance illisible : « " + s + " »", Indice: "en kilomètres, aller simple, par exemple 12 ou 7.5"}
	}
	return int32(v), nil
}

func ecrireDistance(d int32) string { return argent.Centimes(d).String() }

// Departement is the code of a department: "01", "2A", "974".
type Departement string

// String returns the code.
func (d Departement) String() string { return string(d) }

// Zone returns the territory of the department.
func (d Departement) Zone() Zone {
	switch d {
	case "971", "972", "977", "978":
		return Antilles
	case "973":
		return Guyane
	case "974":
		return Reunion
	case "976":
		return Mayotte
	}
	return Metropole
}

// ParseDepartement reads a code, in one or two digits and letters.
//
// Errors: departement-illisible.
func ParseDepartement(s string) (Departement, *Erreur) {
	c := strings.ToUpper(strings.TrimSpace(s))
	if len(c) == 1 {
		c = "0" + c
	}
	n, err := strconv.Atoi(c)
	switch {
	case c == "2A" || c == "2B",
		err == nil && len(c) == 2 && n >= 1 && n <= 95 && n != 20,
		err == nil && len(c) == 3 && n >= 971 && n <= 978 && n != 975:
		return Departement(c), nil
	}
	return "", &Erreur{Code: "departement-illisible", Message: "département inconnu : « " + s + " »", Indice: "par exemple 67, 2A ou 974"}
}

// chiffre reads one digit from de to a.
func chiffre(s, quoi string, de, a uint8) (uint8, *Erreur) {
	v, err := strconv.ParseUint(strings.TrimSpace(s), 10, 8)
	if err != nil || uint8(v) < de || uint8(v) > a {
		return 0, &Erreur{Code: quoi + "-illisible", Message: quoi + " illisible : « " + s + " »", Indice: "un chiffre de " + strconv.Itoa(int(de)) + " à " + strconv.Itoa(int(a))}
	}
	return uint8(v), nil
}

// ParseActivite reads the activity of a technical act: 1 the main one, 2 and 3
// other practitioners, 4 the anaesthesia, 5 the extracorporeal circulation.
//
// Errors: activite-illisible.
func ParseActivite(s string) (uint8, *Erreur) { return chiffre(s, "activite", 1, 5) }

// ParsePhase reads the phase of a technical act.
//
// Errors: phase-illisible.
func ParsePhase(s string) (uint8, *Erreur) { return chiffre(s, "phase", 0, 3) }

// ParseAssociation reads an association code.
//
// Errors: association-illisible.
func ParseAssociation(s string) (uint8, *Erreur) { return chiffre(s, "association", 1, 5) }

// ParseModificateurs reads letters and digits, with or without separators.
//
// Errors: modificateur-illisible.
func ParseModificateurs(s string) (string, *Erreur) {
	var b strings.Builder
	for _, r := range strings.ToUpper(s) {
		switch {
		case r == ' ' || r == ',' || r == '+':
		case r >= 'A' && r <= 'Z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		default:
			return "", &Erreur{Code: "modificateur-illisible", Message: "modificateurs illisibles : « " + s + " »", Indice: "des lettres et des chiffres, par exemple JK"}
		}
	}
	return b.String(), nil
}
