package bareme

import (
	"slices"

	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

// Reforme is a what-if: dated values to add to existing keys or to put in
// place of theirs. Its file has the grammar of the official data.
type Reforme struct {
	Nom, Auteur, Motif string
	Modifie            []Modification
}

// Modification is one dated value of a réforme. Zones empty means métropole
// for a tarif or a coefficient, everywhere for the other kinds.
type Modification struct {
	Cle      Cle
	Zones    []dossier.Zone
	Depuis   jour.Jour
	V        int64
	Supprime bool
}

// Avec returns a new table where the réforme's values are added to the others,
// or replace those of the same day; b is untouched.
func (b *Bareme) Avec(r Reforme) *Bareme {
	n := &Bareme{
		series:   slices.Clone(b.series),
		fiches:   slices.Clone(b.fiches),
		reformes: append(slices.Clone(b.reformes), r.Nom),
	}
	for _, m := range r.Modifie {
		v := Valeur{Depuis: m.Depuis, Publie: m.Depuis, V: m.V, Id: uint16(len(n.fiches)), Supprime: m.Supprime}
		n.fiches = append(n.fiches, Fiche{Cle: m.Cle, Zones: m.Zones, Hypothese: r.Nom, Note: r.Motif, Verifie: m.Depuis, Valeur: v})
		for _, z := range m.zones() {
			n.series[m.Cle][z] = poser(n.series[m.Cle][z], v)
		}
	}
	return n
}

// poser returns a copy of s where v stands at its date.
func poser(s []Valeur, v Valeur) []Valeur {
	s = slices.Clone(s)
	i := 0
	for i < len(s) && s[i].Depuis > v.Depuis {
		i++
	}
	if i < len(s) && s[i].Depuis == v.Depuis {
		s[i] = v
		return s
	}
	return slices.Insert(s, i, v)
}

func (m Modification) zones() []dossier.Zone {
	if len(m.Zones) > 0 {
		return m.Zones
	}
	g := parametres[m.Cle].Genre
	if g == GenreTarif || g == GenreCoefficient {
		return []dossier.Zone{dossier.Metropole}
	}
	return []dossier.Zone{dossier.Metropole, dossier.Antilles, dossier.Guyane, dossier.Reunion, dossier.Mayotte}
}
