package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

func (b *bareme) lireSerie(i int, p *parametre, zones []dossier.Zone, valeurs []valeurYAML) error {
	var precedent jour.Jour
	for _, y := range valeurs {
		vs, err := b.lireValeur(i, p, zones, y)
		if err != nil {
			return fmt.Errorf("depuis %s : %w", y.Depuis, err)
		}
		if precedent != 0 && vs[0].depuis >= precedent {
			return fmt.Errorf("depuis %s : la plus récente d'abord, une seule par jour", y.Depuis)
		}
		precedent = vs[len(vs)-1].depuis
		for _, v := range vs {
			for _, z := range zones {
				p.series[z] = append(p.series[z], len(b.valeurs))
			}
			b.valeurs = append(b.valeurs, v)
		}
	}
	return nil
}

func (b *bareme) lireValeur(cle int, p *parametre, zones []dossier.Zone, y valeurYAML) ([]valeur, error) {
	v := valeur{cle: cle, note: y.Note}
	if p.Genre == "tarif" || p.Genre == "coefficient" {
		v.zones = zones
	}
	var err error
	if v.depuis, err = jour.Parse(y.Depuis); err != nil {
		return nil, err
	}
	if v.verifie, err = jour.Parse(y.Verifie); err != nil {
		return nil, fmt.Errorf("verifie : %w", err)
	}
	if v.confiance = slices.Index([]string{"haute", "moyenne", "basse"}, y.Confiance); v.confiance < 0 {
		return nil, fmt.Errorf("confiance : haute, moyenne ou basse, pas « %s »", y.Confiance)
	}
	if v.source, err = b.citer(y.Source); err != nil {
		return nil, err
	}
	for _, id := range y.Recoupe {
		n, err := b.citer(id)
		if err != nil {
			return nil, err
		}
		v.recoupe = append(v.recoupe, n)
	}
	if v.publie, err = b.publication(y, v.depuis); err != nil {
		return nil, err
	}
	if y.Formule != "" {
		if y.Valeur != "" || len(zones) != 1 || zones[0] != dossier.Metropole {
			return nil, fmt.Errorf("une formule remplace la valeur, en métropole seulement")
		}
		return b.formule(v, p, y)
	}
	v.inconnue = y.Valeur == "inconnue"
	v.supprime = y.Valeur == "supprime" || v.inconnue
	if v.supprime {
		if p.Genre != "tarif" && p.Genre != "coefficient" {
			return nil, fmt.Errorf("un %s ne se supprime pas", p.Genre)
		}
		return []valeur{v}, nil
	}
	v.v, err = lireNombre(p.Genre, string(y.Valeur))
	return []valeur{v}, err
}

func lireNombre(genre, s string) (int64, error) {
	switch genre {
	case "montant", "tarif":
		if i := strings.IndexAny(s, ".,"); i < 0 || len(s)-i != 3 {
			return 0, fmt.Errorf("« %s » : deux décimales toujours", s)
		}
		c, err := argent.ParseCentimes(s)
		if err == nil && c < 0 {
			err = fmt.Errorf("« %s » : montant négatif", s)
		}
		return int64(c), err
	case "taux":
		if !strings.HasSuffix(s, "%") {
			return 0, fmt.Errorf("« %s » : un taux porte le signe %%", s)
		}
		fallthrough
	case "coefficient":
		t, err := argent.ParseTaux(s)
		return int64(t), err
	}
	var n int64
	if _, err := fmt.Sscanf(s, "%d", &n); err != nil || fmt.Sprint(n) != s {
		return 0, fmt.Errorf("« %s » n'est pas un entier", s)
	}
	return n, nil
}

// formule computes "1.5 x cle" at y.Depuis and at each later change of cle,
// until the next value of the parameter itself.
func (b *bareme) formule(v valeur, p *parametre, y valeurYAML) ([]valeur, error) {
	facteur, nom, ok := strings.Cut(strings.ReplaceAll(y.Formule, "×", "x"), " x ")
	taux, err := argent.ParseTaux(facteur)
	if !ok || err != nil {
		return nil, fmt.Errorf("formule « %s » : écrivez « 1.5 x cle »", y.Formule)
	}
	i := slices.IndexFunc(b.parametres, func(q *parametre) bool { return q.nom == strings.TrimSpace(nom) })
	if i < 0 || b.parametres[i].Genre != p.Genre {
		return nil, fmt.Errorf("formule « %s » : clé inconnue ou d'un autre genre", y.Formule)
	}
	var fin jour.Jour
	for _, autre := range p.Valeurs {
		if d, err := jour.Parse(autre.Depuis); err == nil && d > v.depuis {
			fin = d // values are newest first: the last one seen is the next one
		}
	}
	var l []valeur
	for _, o := range b.parametres[i].Valeurs {
		d, err := jour.Parse(o.Depuis)
		if fin != 0 && d >= fin {
			continue
		}
		if err != nil || o.Valeur == "supprime" {
			return nil, fmt.Errorf("formule « %s » : opérande sans valeur", y.Formule)
		}
		c, err := lireNombre(p.Genre, string(o.Valeur))
		if err != nil {
			return nil, err
		}
		w := v
		w.depuis, w.v = max(d, v.depuis), int64(taux.De(argent.Centimes(c), argent.AuCentime))
		w.publie = w.depuis
		l = append(l, w)
		if d <= v.depuis {
			return l, nil
		}
	}
	return nil, fmt.Errorf("formule « %s » : opérande sans valeur au %s", y.Formule, v.depuis)
}

func (b *bareme) citer(id string) (int, error) {
	i, trouve := slices.BinarySearch(b.sources, id)
	if !trouve {
		return 0, fmt.Errorf("source inconnue ou absente « %s »", id)
	}
	b.citees[id] = true
	return i, nil
}

// publication returns when a value became known: what it says itself, or its
// legal text, or the day it takes effect.
func (b *bareme) publication(y valeurYAML, depuis jour.Jour) (jour.Jour, error) {
	texte := y.Publie
	if f := b.fiches[y.Source]; texte == "" && slices.Index(natures, f.Nature) < naturesTextes {
		texte = f.Publie
	}
	p, err := jourOuVide(texte)
	if err != nil {
		return 0, fmt.Errorf("publie : %w", err)
	}
	if p == 0 {
		p = depuis
	}
	return p, nil
}

func jourOuVide(s string) (jour.Jour, error) {
	if s == "" {
		return 0, nil
	}
	return jour.Parse(s)
}

func premier(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
