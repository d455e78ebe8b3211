package web

import (
	"errors"
	"fmt"
	"html/template"
	"strings"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/explication"
)

// prix asks whether the fee must be given, and what the opposable tariff is.
func prix(m *opposable.Moteur, d dossier.Dossier) (libre bool, tarif argent.Centimes) {
	var dec opposable.Decompte
	d.Honoraires, d.HonorairesSaisis = 0, false
	libre = errors.Is(m.Calculer(&d, &dec, nil), &dossier.Erreur{Code: "honoraires-manquants"})
	statuts["1"].appliquer(&d.Praticien)
	if m.Calculer(&d, &dec, nil) == nil {
		tarif = dec.Honoraires
	}
	return libre, tarif
}

// secteur is the same visit under one status.
type secteur struct {
	Statut   string
	Choisi   bool
	Fixe     bool // the fee asked is not allowed there: the tariff stands
	Decompte opposable.Decompte
	Parts    []explication.Part
	Barre    template.HTML
	// Impossible is the code of the error, when the visit has no price there.
	Impossible string
}

// Autres is what the complémentaire and the public cover pay.
func (s secteur) Autres() argent.Centimes { return s.Decompte.AMC + s.Decompte.Aide }

// comparer computes the visit under each usual status: at the fee given or,
// without one, at the opposable tariff.
func comparer(m *opposable.Moteur, l explication.Langue, d dossier.Dossier, choisi string) []secteur {
	if !d.HonorairesSaisis {
		_, d.Honoraires = prix(m, d)
		d.HonorairesSaisis = d.Honoraires > 0
	}
	var liste []secteur
	var plus argent.Centimes
	for _, cle := range []string{"1", "2-optam", "2", "3"} {
		s := secteur{Statut: cle, Choisi: cle == choisi}
		s.calculer(m, d)
		plus = max(plus, s.Decompte.Honoraires)
		liste = append(liste, s)
	}
	for i := range liste {
		s := &liste[i]
		s.Parts = explication.Parts(&s.Decompte, l)
		s.Barre = petiteBarre(s.Parts, plus)
	}
	return liste
}

func (s *secteur) calculer(m *opposable.Moteur, d dossier.Dossier) {
	statuts[s.Statut].appliquer(&d.Praticien)
	err := m.Calculer(&d, &s.Decompte, nil)
	if errors.Is(err, &dossier.Erreur{Code: "depassement-interdit"}) || errors.Is(err, &dossier.Erreur{Code: "depassement-plafonne"}) {
		d.Honoraires, d.HonorairesSaisis, s.Fixe = 0, false, true
		err = m.Calculer(&d, &s.Decompte, nil)
	}
	if err != nil {
		s.Decompte, s.Impossible = opposable.Decompte{}, dossier.Lister(err)[0].Code
	}
}

// petiteBarre draws shares on the scale of the dearest fee. The table says the
// same: the picture is decoration for who cannot see it.
func petiteBarre(parts []explication.Part, plus argent.Centimes) template.HTML {
	const largeur, hauteur = 400, 14
	if plus <= 0 {
		return ""
	}
	var s strings.Builder
	fmt.Fprintf(&s, `<svg class="petite-barre" viewBox="0 0 %d %d" aria-hidden="true" focusable="false" preserveAspectRatio="none">`, largeur, hauteur)
	var cumul, x int64
	for _, p := range parts {
		cumul += int64(p.Montant)
		fin := cumul * largeur / int64(plus)
		fmt.Fprintf(&s, `<rect class="part-%s" x="%d" y="0" width="%d" height="%d" fill="%s"/>`, p.Nom, x, max(fin-x, 1), hauteur, p.Couleur)
		x = fin
	}
	s.WriteString(`</svg>`)
	return template.HTML(s.String())
}
