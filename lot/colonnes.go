package lot

import (
	"strings"

	"github.com/opposable/opposable/dossier"
)

// colonne is a column of the contract that a row may hold.
type colonne uint8

const (
	colID colonne = iota
	colDate
	colActe
	colSpecialite
	colSecteur
	colOption
	colParcours
	colAge
	colNaissance
	colMedecinTraitant
	colExoneration
	colAide
	colRegime
	colZone
	colHonoraires
	colTiersPayant
	colContrat
	colGarantie
	colPatient
	colPraticien
	nombreColonnes = iota
)

var nomsColonnes = [nombreColonnes]string{
	"id", "date", "acte", "specialite", "secteur", "option", "parcours", "age", "naissance", "medecin_traitant", "exoneration", "aide",
	"regime", "zone", "honoraires", "tiers_payant", "contrat", "garantie", "patient", "praticien",
}

var obligatoires = []colonne{colDate, colActe, colSpecialite, colSecteur}

// opaque tells that the column means nothing to the computation.
func (c colonne) opaque() bool { return c == colID || c == colPatient || c == colPraticien }

func (c colonne) String() string { return nomsColonnes[c] }

var colonneDe = func() map[string]colonne {
	m := make(map[string]colonne, nombreColonnes)
	for c, nom := range nomsColonnes {
		m[nom] = colonne(c)
	}
	return m
}()

// nomsSortie are the columns added, in the order of the contract.
var nomsSortie = [...]string{
	"codes", "base", "taux", "amo_brut", "majoration_hors_parcours", "participation_acte_lourd", "participation_forfaitaire", "amo",
	"ticket_moderateur", "depassement", "aide_versee", "amc", "reste_a_charge", "avertissements", "erreur",
}

const nombreSorties = len(nomsSortie)

var estSortie = func() map[string]bool {
	m := map[string]bool{}
	for _, nom := range nomsSortie {
		m[nom] = true
	}
	return m
}()

// examinerNoms checks the names of the columns of a CSV.
func examinerNoms(noms []string) *dossier.Erreur {
	vus := make(map[string]bool, len(noms))
	for _, nom := range noms {
		switch {
		case nom == "":
			continue
		case estSortie[nom]:
			return colonneReservee(nom)
		case vus[nom]:
			return &dossier.Erreur{Code: "colonne-double", Message: "colonne écrite deux fois : « " + nom + " »", Champ: nom}
		}
		vus[nom] = true
	}
	var manquantes []string
	for _, c := range obligatoires {
		if !vus[c.String()] {
			manquantes = append(manquantes, c.String())
		}
	}
	if len(manquantes) == 0 {
		return nil
	}
	e := &dossier.Erreur{Code: "colonne-manquante", Message: "colonne manquante : " + strings.Join(manquantes, ", "), Champ: manquantes[0],
		Indice: "la première ligne nomme les colonnes, séparées par « , » ou « ; »"}
	if l := ressemblances(noms, manquantes); len(l) > 0 {
		e.Indice = strings.Join(l, " ; ")
	}
	return e
}

func colonneReservee(nom string) *dossier.Erreur {
	return &dossier.Erreur{Code: "colonne-reservee", Message: "la colonne « " + nom + " » porte le nom d'un résultat", Champ: nom,
		Indice: "renommez-la, par exemple " + nom + "_lu"}
}

// indices lists the unknown names that look like a known one left unused.
func indices(noms []string) []string {
	presents := make(map[string]bool, len(noms))
	for _, nom := range noms {
		presents[nom] = true
	}
	var libres []string
	for _, nom := range nomsColonnes {
		if !presents[nom] {
			libres = append(libres, nom)
		}
	}
	return ressemblances(noms, libres)
}

// indicesMax bounds what a header of junk may bring.
const indicesMax = 20

func ressemblances(noms, connus []string) []string {
	var l []string
	for _, nom := range noms {
		if _, connu := colonneDe[nom]; connu || len(l) == indicesMax {
			continue
		}
		for _, c := range connus {
			if ressemble(nom, c) {
				l = append(l, "colonne « "+nom+" » : vouliez-vous dire « "+c+" » ?")
				break
			}
		}
	}
	return l
}

// ressemble tells whether nom is connu but for its case, its accents, one
// letter, or two in a long word. A wider net would catch "note" for "date".
func ressemble(nom, connu string) bool {
	if len(nom) > 2*len(connu)+2 {
		return false
	}
	n := dossier.Normaliser(nom)
	switch {
	case n == connu:
		return true
	case len(connu) < 4 || n == "":
		return false
	case len(connu) < 8:
		return n[0] == connu[0] && dossier.Distance(n, connu) <= 1
	}
	return dossier.Distance(n, connu) <= 2
}

// colonneDuChamp returns the column that the path of a dossier's field was
// read from: "actes[0].code" is acte, "patient.age" is age.
func colonneDuChamp(champ string) string {
	switch {
	case strings.HasPrefix(champ, "actes"):
		return colActe.String()
	case strings.HasPrefix(champ, "patient."), strings.HasPrefix(champ, "praticien."):
		_, champ, _ = strings.Cut(champ, ".")
	}
	return champ
}
