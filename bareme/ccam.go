package bareme

import (
	"sort"

	"github.com/opposable/opposable/ccam"
	"github.com/opposable/opposable/dossier"
)

// The prices of technical acts are no parameters: the CCAM is a table with
// editions of its own. Their reads are numbered apart, above those of the
// values: idReleve plus the source of a price read elsewhere, idEdition plus
// the number of an edition.
const (
	idReleve  uint16 = 0x8000
	idEdition uint16 = 0xC000
)

// CCAM returns the table of technical acts.
func (b *Bareme) CCAM() *ccam.Table {
	if b.ccam == nil {
		return ccam.Officielle()
	}
	return b.ccam
}

// AvecCCAM returns the barème with one more edition of the CCAM.
//
// Errors: see [ccam.Table.Avec].
func (b *Bareme) AvecCCAM(v *ccam.Version) (*Bareme, *dossier.Erreur) {
	t, err := b.CCAM().Avec(v)
	if err != nil {
		return nil, err
	}
	avec := *b
	avec.ccam = t
	return &avec, nil
}

// PrixTechnique is the tariff of a line of the CCAM on one day.
type PrixTechnique struct {
	Lue
	// Ligne is what the edition states beside the price.
	Ligne ccam.Ligne
	// Edition is the one the price comes from; zero, an older dated price.
	Edition ccam.Edition
	// Incertain: the next edition known gives another price, whose first day
	// lies between the two; or later changes are known not to be in the table.
	Incertain bool
}

// Technique reads the tariff of a line of the CCAM, in the grid of secteur 1
// and the OPTAM or, hors, in the other; false if no edition known on that day
// prices it. It does not depend on the zone: the overseas coefficient is
// applied by cotation.
func (e Etat) Technique(n ccam.Numero, hors bool) (PrixTechnique, bool) {
	t := e.b.CCAM()
	entetes := t.Editions()
	i := sort.Search(len(entetes), func(i int) bool { return entetes[i].Depuis <= e.jour })
	var p PrixTechnique
	var connue bool
	if i < len(entetes) {
		p.Edition = entetes[i].Edition
		p.Ligne, connue = t.Ligne(n, p.Edition)
	} else {
		// Before the first edition only the price is known by the day.
		p.Ligne, _ = t.Ligne(n, entetes[len(entetes)-1].Edition)
	}
	if i > 0 && i < len(entetes) && entetes[i].Depuis < e.jour {
		// A modifier may have begun between two editions: its own date decides.
		suivante, _ := t.Ligne(n, entetes[i-1].Edition)
		p.Ligne.Modificateurs |= suivante.Modificateurs
	}
	if r, ok := t.Releve(n, e.jour); ok && (r.HorsConnu || !hors) {
		p.Edition = 0
		p.Lue = Lue{V: int64(prixDe(r.Optam, r.Hors, hors)), Id: idReleve + indexSource(r.Source), Confiance: confianceDe(r.Confiance)}
		return p, true
	}
	if !connue || !p.Ligne.PrixConnu {
		return p, false
	}
	p.Lue = Lue{V: int64(prixDe(p.Ligne.Optam, p.Ligne.Hors, hors)), Id: idEdition + uint16(p.Edition)}
	p.Incertain = e.incertain(n, hors, entetes, i, p)
	return p, true
}

// incertain compares the price with that of the edition that follows.
func (e Etat) incertain(n ccam.Numero, hors bool, entetes []ccam.Entete, i int, p PrixTechnique) bool {
	switch {
	case entetes[i].Depuis == e.jour:
		return false
	case i == 0:
		imagerie := p.Ligne.Regroupement == "ADI" || p.Ligne.Regroupement == "ADE"
		return imagerie && e.Nombre(CcamImagerieNonLue).V == 1
	}
	suivante, ok := e.b.CCAM().Ligne(n, entetes[i-1].Edition)
	return !ok || !suivante.PrixConnu || int64(prixDe(suivante.Optam, suivante.Hors, hors)) != p.V
}

func prixDe[T any](optam, autre T, hors bool) T {
	if hors {
		return autre
	}
	return optam
}

func confianceDe(mot string) Confiance {
	for c := Haute; c < Basse; c++ {
		if c.String() == mot {
			return c
		}
	}
	return Basse
}

// indexSource returns the index of a source that the generator has checked.
func indexSource(id string) uint16 {
	return uint16(sort.Search(len(Sources), func(i int) bool { return Sources[i].Id >= id }))
}

// ficheTechnique describes a read of the CCAM.
func (b *Bareme) ficheTechnique(id uint16) Fiche {
	f := Fiche{Cle: Cle(CCAM)}
	if id < idEdition {
		f.Source = id - idReleve
		return f
	}
	for _, e := range b.CCAM().Editions() {
		if e.Edition == ccam.Edition(id-idEdition) {
			f.Valeur.Depuis, f.Verifie = e.Depuis, e.Depuis
		}
	}
	return f
}

// sourceTechnique names where a read of the CCAM comes from.
func (b *Bareme) sourceTechnique(id uint16) Source {
	if id < idEdition {
		return Sources[id-idReleve]
	}
	for _, e := range b.CCAM().Editions() {
		if e.Edition == ccam.Edition(id-idEdition) {
			return Source{Id: "ccam", Titre: e.Source, Nature: "page_officielle", Publie: e.Depuis}
		}
	}
	return Source{Id: "ccam", Titre: "CCAM", Nature: "page_officielle"}
}
