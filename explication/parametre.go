package explication

import (
	"strconv"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

// ValeurDatee is one line of the history of a parameter, for a reader.
type ValeurDatee struct {
	Depuis    string   `json:"depuis"`
	Valeur    string   `json:"valeur"` // as the reader writes it; "" if suppressed or unknown
	Etat      string   `json:"etat"`   // en_vigueur, supprime or inconnu
	Confiance string   `json:"confiance"`
	Source    string   `json:"source"`
	URL       string   `json:"url,omitempty"`
	Recoupe   []string `json:"recoupe,omitempty"`
	Publie    string   `json:"publie,omitempty"`
	Verifie   string   `json:"verifie"`
	Note      string   `json:"note,omitempty"`
}

// ValeurLue writes the value of a parameter for the reader, by its kind.
func ValeurLue(g bareme.Genre, v int64, l Langue) string {
	switch g {
	case bareme.GenreMontant, bareme.GenreTarif:
		return l.Montant(argent.Centimes(v))
	case bareme.GenreTaux, bareme.GenreCoefficient:
		return l.Taux(argent.Taux(v))
	}
	return strconv.FormatInt(v, 10)
}

// Histoire lists the dated values of a parameter in a zone, newest first.
func Histoire(b *bareme.Bareme, c bareme.Cle, z dossier.Zone, l Langue) []ValeurDatee {
	var liste []ValeurDatee
	for _, f := range b.Histoire(c, z) {
		s := bareme.Sources[f.Source]
		v := ValeurDatee{
			Depuis: f.Valeur.Depuis.String(), Etat: "en_vigueur", Confiance: f.Valeur.Confiance.String(),
			Source: s.Titre, URL: s.URL, Publie: f.Valeur.Publie.String(), Verifie: f.Verifie.String(), Note: f.Note,
		}
		if f.Hypothese != "" {
			v.Source, v.URL = l.choisir("Réforme hypothétique : ", "Hypothetical reform: ")+f.Hypothese, ""
		}
		for _, i := range f.Recoupe {
			v.Recoupe = append(v.Recoupe, bareme.Sources[i].Titre)
		}
		switch {
		case f.Inconnue:
			v.Etat = "inconnu"
		case f.Valeur.Supprime:
			v.Etat = "supprime"
		default:
			v.Valeur = ValeurLue(c.Parametre().Genre, f.Valeur.V, l)
		}
		liste = append(liste, v)
	}
	return liste
}

// Changement is a parameter whose value differs between two days.
type Changement struct {
	Cle   string `json:"cle"`
	Titre string `json:"titre"`
	Zone  string `json:"zone"`
	Avant string `json:"avant"` // "" if it did not exist
	Apres string `json:"apres"` // "" if it no longer exists
}

// Changements lists what changed in b between two days, zone by zone.
func Changements(b *bareme.Bareme, avant, apres jour.Jour, l Langue) []Changement {
	liste := []Changement{}
	for i, p := range bareme.Parametres() {
		for _, z := range b.ZonesPropres(bareme.Cle(i)) {
			if z != dossier.Metropole && p.Genre != bareme.GenreTarif && p.Genre != bareme.GenreCoefficient {
				continue // national: said once
			}
			x, y := b.ValeurAu(bareme.Cle(i), z, avant), b.ValeurAu(bareme.Cle(i), z, apres)
			if x == y {
				continue
			}
			c := Changement{Cle: p.Nom, Titre: l.Titre(p), Zone: z.String()}
			if x.Existe {
				c.Avant = ValeurLue(p.Genre, x.V, l)
			}
			if y.Existe {
				c.Apres = ValeurLue(p.Genre, y.V, l)
			}
			liste = append(liste, c)
		}
	}
	return liste
}
