package bareme

import (
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/ccam"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

// Cle names a parameter, whatever its kind. The typed keys convert to it.
type Cle uint16

// Typed keys: the kind of a parameter is known to the compiler.
type (
	// CleMontant is an amount present throughout the coverage.
	CleMontant Cle
	// CleTaux is a rate present throughout the coverage.
	CleTaux Cle
	// CleNombre is an integer present throughout the coverage.
	CleNombre Cle
	// CleTarif is the tariff of an act: it depends on the zone and may not
	// exist on a given day.
	CleTarif Cle
	// CleCoefficient is a ratio that, like a tariff, may not exist.
	CleCoefficient Cle
)

// Confiance is how sure we are of a value.
type Confiance uint8

// Degrees of confidence, best first so that the zero is sure.
const (
	Haute Confiance = iota
	Moyenne
	Basse
)

// String returns the French word.
func (c Confiance) String() string { return [...]string{"haute", "moyenne", "basse"}[c] }

// Genre is the kind of a parameter.
type Genre uint8

// Kinds of parameters.
const (
	GenreMontant Genre = iota
	GenreTaux
	GenreNombre
	GenreTarif
	GenreCoefficient
)

// String returns the French word.
func (g Genre) String() string {
	return [...]string{"montant", "taux", "nombre", "tarif", "coefficient"}[g]
}

// Valeur is one dated value of a parameter.
type Valeur struct {
	// Depuis is the first day of effect; Publie the day it became known.
	Depuis, Publie jour.Jour
	// V is in cents, in millionths or a plain number, by the kind of the key.
	V int64
	// Id finds the source and the notes of the value in its table.
	Id        uint16
	Confiance Confiance
	// Supprime marks the day the parameter ceased to exist.
	Supprime bool
}

// Lue is what a read yields: the number and where it comes from.
type Lue struct {
	V         int64
	Id        uint16
	Confiance Confiance
}

// Bareme is a complete, immutable table of dated parameters.
type Bareme struct {
	// series holds, per key then per zone, the values newest first. Zones
	// without values of their own share the national ones of a montant, a
	// taux or a nombre, and have none of a tarif or a coefficient.
	series [][dossier.NombreZones][]Valeur
	// fiches describes each value by Id.
	fiches []Fiche
	// reformes names the overlays applied, in order.
	reformes []string
	// ccam is the table of technical acts; nil is the official one.
	ccam *ccam.Table
}

// Fiche is what a person wants to know of a dated value.
type Fiche struct {
	Cle Cle
	// Zones lists where the value applies; nil is everywhere.
	Zones []dossier.Zone
	// Source indexes Sources; Recoupe the sources that agree.
	Source    uint16
	Recoupe   []uint16
	Note      string
	Verifie   jour.Jour
	Hypothese string // name of the réforme that states it, or ""
	// Inconnue marks the end of what was published, not the end of the act.
	Inconnue bool
	Valeur   Valeur
}

// Parametre describes a key.
type Parametre struct {
	Nom string
	// Titre names it in French; TitreEN in English, for readers only: no value
	// depends on them, and neither does [Empreinte].
	Titre, TitreEN string
	Genre          Genre
	// Objet is the legal object it belongs to: the title of its file.
	Objet, ObjetEN string
	// Documentaire marks a published value that no rule reads.
	Documentaire bool
	// Attendu is the day an announced value should take effect, or zero.
	Attendu jour.Jour
}

// Source is a text or a page that states values.
type Source struct {
	Id, Titre, Nature, URL string
	Publie                 jour.Jour
}

// Etat is the law of one day in one zone.
type Etat struct {
	b    *Bareme
	jour jour.Jour
	zone dossier.Zone
}

// Au returns the law of day d in zone z. It does not check the coverage:
// the façade refuses a dossier outside [Couverture] before any read.
func (b *Bareme) Au(d jour.Jour, z dossier.Zone) Etat { return Etat{b, d, z} }

// Jour returns the day of the law.
func (e Etat) Jour() jour.Jour { return e.jour }

// Zone returns the zone of the law.
func (e Etat) Zone() dossier.Zone { return e.zone }

// Bareme returns the table the law is read from.
func (e Etat) Bareme() *Bareme { return e.b }

func (e Etat) lire(c Cle) (Lue, bool) {
	for i := range e.b.series[c][e.zone] {
		v := &e.b.series[c][e.zone][i]
		if v.Depuis <= e.jour {
			return Lue{v.V, v.Id, v.Confiance}, !v.Supprime
		}
	}
	return Lue{}, false
}

// EnMetropole returns the law of the same day in metropolitan France.
func (e Etat) EnMetropole() Etat { return Etat{e.b, e.jour, dossier.Metropole} }

// Existe tells whether a tariff has a value.
func (e Etat) Existe(c CleTarif) bool {
	_, ok := e.lire(Cle(c))
	return ok
}

// Supprime returns the day a tariff ceased to exist, if it did by the day of e.
// A tariff that nobody published any longer did not cease to exist.
func (e Etat) Supprime(c CleTarif) (jour.Jour, bool) {
	l := e.b.series[c][e.zone]
	for i := range l {
		if l[i].Depuis <= e.jour {
			return l[i].Depuis, l[i].Supprime && !e.b.fiches[l[i].Id].Inconnue
		}
	}
	return 0, false
}

// Montant reads an amount that always exists, in cents.
func (e Etat) Montant(c CleMontant) Lue {
	l, _ := e.lire(Cle(c))
	return l
}

// Taux reads a rate that always exists, in millionths.
func (e Etat) Taux(c CleTaux) Lue {
	l, _ := e.lire(Cle(c))
	return l
}

// Nombre reads an integer that always exists.
func (e Etat) Nombre(c CleNombre) Lue {
	l, _ := e.lire(Cle(c))
	return l
}

// Tarif reads the tariff of an act, in cents; false if nobody published one
// for that day and zone, or if the act did not exist.
func (e Etat) Tarif(c CleTarif) (Lue, bool) { return e.lire(Cle(c)) }

// Coefficient reads a ratio that may not exist, in millionths.
func (e Etat) Coefficient(c CleCoefficient) (Lue, bool) { return e.lire(Cle(c)) }

// Centimes returns the value as an amount.
func (l Lue) Centimes() argent.Centimes { return argent.Centimes(l.V) }

// Taux returns the value as a rate.
func (l Lue) Taux() argent.Taux { return argent.Taux(l.V) }

// Fiche returns the description of the value numbered id.
func (b *Bareme) Fiche(id uint16) Fiche {
	if id >= idReleve {
		return b.ficheTechnique(id)
	}
	return b.fiches[id]
}

// Source returns the source of the value numbered id.
func (b *Bareme) Source(id uint16) Source {
	if id >= idReleve {
		return b.sourceTechnique(id)
	}
	if f := b.fiches[id]; f.Hypothese != "" {
		return Source{Id: "hypothese", Titre: f.Hypothese, Nature: "hypothese"}
	}
	return Sources[b.fiches[id].Source]
}

// Reformes names the réformes applied, in order; empty for the official table.
func (b *Bareme) Reformes() []string { return b.reformes }

// Parametres describes every key; the index is the key.
func Parametres() []Parametre { return parametres[:] }

// Parametre describes the key.
func (c Cle) Parametre() Parametre { return parametres[c] }

// Trouver returns the key of that name.
func Trouver(nom string) (Cle, bool) {
	// parametres is sorted by name.
	lo, hi := 0, len(parametres)
	for lo < hi {
		m := (lo + hi) / 2
		if parametres[m].Nom < nom {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return Cle(lo), lo < len(parametres) && parametres[lo].Nom == nom
}

// Histoire returns the values of a key in a zone, newest first.
func (b *Bareme) Histoire(c Cle, z dossier.Zone) []Fiche {
	var l []Fiche
	for _, v := range b.series[c][z] {
		f := b.fiches[v.Id]
		f.Valeur = v
		l = append(l, f)
	}
	return l
}

// Instantane is the value of a key on one day, if it exists.
type Instantane struct {
	V      int64
	Existe bool
}

// ValeurAu returns the value of a key in a zone on day d.
func (b *Bareme) ValeurAu(c Cle, z dossier.Zone, d jour.Jour) Instantane {
	l, existe := b.Au(d, z).lire(c)
	if !existe {
		return Instantane{}
	}
	return Instantane{l.V, true}
}

// ZonesPropres returns the zones where the key has values, métropole included.
func (b *Bareme) ZonesPropres(c Cle) []dossier.Zone {
	var l []dossier.Zone
	for z := range dossier.Zone(dossier.NombreZones) {
		if len(b.series[c][z]) > 0 {
			l = append(l, z)
		}
	}
	return l
}

// ConnuAu returns the table as a reader of day d knew it: values published
// later are hidden. A value whose publication date nobody states counts as
// known on its day of effect.
func (b *Bareme) ConnuAu(d jour.Jour) *Bareme {
	n := &Bareme{fiches: b.fiches, reformes: b.reformes, ccam: b.ccam, series: make([][dossier.NombreZones][]Valeur, len(b.series))}
	for c := range b.series {
		for z := range b.series[c] {
			for _, v := range b.series[c][z] {
				if v.Publie <= d {
					n.series[c][z] = append(n.series[c][z], v)
				}
			}
		}
	}
	return n
}
