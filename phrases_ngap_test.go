package opposable_test

import (
	"strings"
	"testing"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
	"github.com/opposable/opposable/nomenclature"
)

// A bill on one line, as a doctor would say it:
//
//	2026-03-10 generaliste G+MRT parcours=T age=40 heure=19:30 km=12
//
// The date, the specialty and the acts, then what else is known. Codes, natures
// and circumstances are joined by '+'; "dit" gives circumstances to every act.
// "avant=2026-03-09:SNP:19:autre" is an earlier act. Secteur 1 unless said.
func facture(t testing.TB, ligne string) opposable.Dossier {
	t.Helper()
	mots := strings.Fields(ligne)
	d := opposable.Dossier{Praticien: dossier.Praticien{Secteur: dossier.Secteur1}}
	var err error
	rien := func(e *dossier.Erreur) {
		if e != nil {
			t.Fatalf("%s : %v", ligne, e)
		}
	}
	if d.Date, err = jour.Parse(mots[0]); err != nil {
		t.Fatalf("%s : %v", ligne, err)
	}
	var e *dossier.Erreur
	d.Praticien.Specialite, e = dossier.ParseSpecialite(mots[1])
	rien(e)
	d.Actes, e = nomenclature.ParseActes(mots[2])
	rien(e)
	for _, m := range mots[3:] {
		nom, v, _ := strings.Cut(m, "=")
		rien(preciser(&d, nom, v))
	}
	return d
}

// preciser reads one "name=value" of a bill.
func preciser(d *opposable.Dossier, nom, v string) (e *dossier.Erreur) {
	switch nom {
	case "parcours":
		d.Parcours, e = dossier.ParseParcours(v)
	case "age":
		d.Patient.Age, d.Patient.AgeConnu = int16(nombre(v)), true
	case "ne":
		d.Patient.Naissance = date(v)
	case "sans_mt":
		d.Patient.SansMedecinTraitant = true
	case "aide":
		d.Patient.Aide = map[string]dossier.Aide{"c2s": dossier.C2S, "ame": dossier.AME}[v]
	case "secteur":
		d.Praticien.Secteur, e = dossier.ParseSecteur(v)
	case "option":
		d.Praticien.Option = map[string]dossier.Option{"optam": dossier.OPTAM}[v]
	case "dep":
		d.Praticien.Departement, e = dossier.ParseDepartement(v)
		d.Praticien.Zone = d.Praticien.Departement.Zone()
	case "honoraires":
		c, err := argent.ParseCentimes(v)
		if err != nil {
			return &dossier.Erreur{Code: "test", Message: err.Error()}
		}
		d.Honoraires, d.HonorairesSaisis = c, true
	case "avant":
		p := strings.Split(v, ":")
		a := dossier.Anterieur{Date: date(p[0]), Code: p[1]}
		for _, x := range p[2:] {
			if x == "autre" {
				a.AutrePatient = true
			} else {
				a.Nombre = int16(nombre(x))
			}
		}
		d.Anterieurs = append(d.Anterieurs, a)
	default:
		for i := range d.Actes {
			if e == nil {
				e = preciserActe(&d.Actes[i], nom, v)
			}
		}
	}
	return e
}

func preciserActe(a *dossier.Acte, nom, v string) (e *dossier.Erreur) {
	switch nom {
	case "dit":
		for c := range strings.SplitSeq(v, "+") {
			lue, err := dossier.ParseCirconstance(c)
			if err != nil {
				return err
			}
			a.Circonstances |= lue
		}
	case "heure":
		a.Heure, e = dossier.ParseHeure(v)
	case "km":
		a.Distance, e = dossier.ParseDistance(v)
	case "quantite":
		if c, ok := nomenclature.Trouver(a.Code); ok && c.AuKilometre() {
			a.Quantite = int16(nombre(v))
		}
	case "terrain":
		a.Terrain = map[string]dossier.Terrain{"montagne": dossier.Montagne, "pied": dossier.PiedOuSki}[v]
	default:
		e = &dossier.Erreur{Code: "test", Message: "mot inconnu : " + nom}
	}
	return e
}

func nombre(s string) (n int) {
	for _, r := range s {
		n = n*10 + int(r-'0')
	}
	return n
}

func date(s string) jour.Jour {
	j, err := jour.Parse(s)
	if err != nil {
		panic(err)
	}
	return j
}

// juger returns what Controler and Calculer say of a bill: they must agree. The
// codes of the faults are empty when it is accepted.
func juger(t testing.TB, ligne string) (codes []string, raisons string, dec opposable.Decompte) {
	t.Helper()
	m := opposable.NouveauMoteur(bareme.Officiel())
	d := facture(t, ligne)
	c, err := m.Controler(d)
	if err != nil {
		t.Errorf("%s : illisible : %v", ligne, err)
		return []string{"illisible"}, err.Error(), dec
	}
	err = m.Calculer(&d, &dec, nil)
	if (err == nil) != (len(c.Fautes) == 0) {
		t.Errorf("%s : Controler trouve %v, Calculer %v", ligne, premieres(c), err)
	}
	for _, f := range c.Fautes {
		codes = append(codes, f.Erreur.Code)
	}
	if err != nil && len(codes) > 0 && dossier.Lister(err)[0].Code != codes[0] {
		t.Errorf("%s : Controler refuse d'abord pour %s, Calculer pour %v", ligne, codes[0], err)
	}
	return codes, strings.Join(premieres(c), " ; "), dec
}

// coteDe computes the bill and returns its codes and what they are worth.
func coteDe(t testing.TB, ligne string) (codes string, base argent.Centimes, err error) {
	t.Helper()
	dec, err := opposable.Calculer(facture(t, ligne))
	return lettresDe(dec), dec.Base, err
}

func lettresDe(dec opposable.Decompte) string {
	l := make([]string, len(dec.Lignes))
	for i := range dec.Lignes {
		l[i] = dec.Lignes[i].Code.String()
	}
	return strings.Join(l, "+")
}
