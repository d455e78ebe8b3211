package web

import (
	"html/template"
	"net/url"
	"slices"
	"strings"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/explication"
	"github.com/opposable/opposable/jour"
	"github.com/opposable/opposable/nomenclature"
)

// propositionVue is one lawful way to bill, told to a doctor.
type propositionVue struct {
	N     int
	Titre string
	Codes []codeVue
	opposable.Proposition
	Barre          template.HTML
	Avertissements []explication.AvertissementJSON
	Feuille        feuille
	// Caches are the answers that the patient's page is sent.
	Caches []cache
}

// Jetons writes the codes on one line: "G + MEG".
func (p propositionVue) Jetons() string {
	var l []string
	for _, c := range p.Codes {
		l = append(l, c.Code.String())
	}
	return strings.Join(l, " + ")
}

// PrixInconnu tells that the fee is free and was not given.
func (p propositionVue) PrixInconnu() bool { return p.HonorairesLibres }

// codeVue is a code with its reason.
type codeVue struct {
	Code    nomenclature.Code
	Libelle string
	Montant argent.Centimes
	Regle   string
	// Source states the rule; Tarif names the parameter that prices the code,
	// and SourceTarif where it was read.
	Source      *bareme.Source
	Tarif       string
	SourceTarif bareme.Source
}

type cache struct{ Nom, Valeur string }

func (s *site) voir(m *opposable.Moteur, l explication.Langue, v url.Values, p *opposable.Proposition, n int) propositionVue {
	d := &p.Decompte
	vue := propositionVue{N: n, Proposition: *p, Avertissements: explication.Avertissements(d.Avertissements, l)}
	if !p.HonorairesLibres {
		vue.Barre = template.HTML(explication.Barre(d, l))
		vue.Caches = caches(v, p)
	}
	for _, ligne := range d.Lignes {
		vue.Codes = append(vue.Codes, s.voirCode(l, &p.Dossier, ligne))
	}
	vue.Feuille = remplirFeuille(p)
	return vue
}

func (s *site) voirCode(l explication.Langue, d *dossier.Dossier, ligne opposable.Ligne) codeVue {
	a := ligne.Code.Acte()
	c := codeVue{Code: ligne.Code, Libelle: l.Acte(ligne.Code, s.Bareme), Montant: ligne.Honoraires, Regle: a.Regle}
	if l == explication.EN {
		c.Regle = a.RegleEN
	}
	if a.Regle != "" {
		c.Regle, c.Source = majuscule(c.Regle), &bareme.Sources[a.Source]
	}
	if lue, ok := s.lireTarif(d, ligne.Code); ok {
		c.Tarif, c.SourceTarif = s.Bareme.Fiche(lue.Id).Cle.Parametre().Nom, s.Bareme.Source(lue.Id)
	}
	return c
}

// lireTarif finds where the tariff of a code was read.
func (s *site) lireTarif(d *dossier.Dossier, c nomenclature.Code) (bareme.Lue, bool) {
	e := s.Bareme.Au(d.Date, d.Praticien.Zone)
	if n, technique := c.Technique(); technique {
		p, ok := e.Technique(n, false)
		return p.Lue, ok
	}
	return c.Tarif(e, d.Praticien.Specialite.Groupe())
}

// transmis are the answers that both pages ask.
var transmis = []string{"specialite", "statut", "statut_rare", "date", "age", "naissance", "parcours", "medecin_traitant", "exoneration", "aide", "regime", "zone",
	"departement", "tiers_payant", "heure", "distance", "terrain", "circonstances"}

// caches writes the same situation, with the codes, for the patient's page.
func caches(v url.Values, p *opposable.Proposition) []cache {
	var l []cache
	for _, nom := range transmis {
		for _, valeur := range v[nom] {
			if valeur != "" {
				l = append(l, cache{nom, valeur})
			}
		}
	}
	var codes []string
	for _, c := range p.Codes {
		codes = append(codes, c.String())
	}
	if p.Dossier.Praticien.Secteur == dossier.Secteur3 {
		l = append(l, cache{"nature", v.Get("nature")}) // one base, whatever the letter
	} else {
		l = append(l, cache{"codes", strings.Join(codes, "+")})
	}
	if p.Dossier.HonorairesSaisis {
		l = append(l, cache{"honoraires", p.Dossier.Honoraires.String()})
	}
	return l
}

// feuille is the line of the paper claim form.
type feuille struct {
	Date   jour.Jour
	Lignes []opposable.Ligne
	Total  argent.Centimes
	// Prix tells that the amounts are known.
	Prix                           bool
	Lettres                        []coche
	Parcours, Conditions, Paiement []coche
}

// coche is a box of the form.
type coche struct {
	Cle    string
	Cochee bool
}

// lettres are those of the SESAM transmissions, which the contract reads.
const lettres = "TNROMDUHSA"

func remplirFeuille(p *opposable.Proposition) feuille {
	d := &p.Dossier
	f := feuille{Date: d.Date, Lignes: p.Decompte.Lignes, Total: p.Decompte.Honoraires, Prix: !p.HonorairesLibres}
	for _, lettre := range lettres {
		parcours, _ := dossier.ParseParcours(string(lettre))
		f.Lettres = append(f.Lettres, coche{string(lettre), parcours == d.Parcours})
	}
	parcours := func(cle string, l ...dossier.Parcours) {
		f.Parcours = append(f.Parcours, coche{cle, slices.Contains(l, d.Parcours)})
	}
	parcours("nouveau", dossier.ParcoursNouveauMedecinTraitant)
	parcours("envoye", dossier.ParcoursOriente)
	parcours("direct", dossier.ParcoursAccesDirect)
	parcours("urgence", dossier.ParcoursUrgence)
	parcours("residence", dossier.ParcoursHorsResidence)
	parcours("remplace", dossier.ParcoursRemplacant)
	parcours("hors", dossier.ParcoursHors)
	exo := d.Patient.Exoneration
	f.Conditions = []coche{
		{"maladie", exo != dossier.Maternite && exo != dossier.ATMP},
		{"ald", exo == dossier.ALD},
		{"prevention", exo == dossier.Prevention},
		{"maternite", exo == dossier.Maternite},
		{"at_mp", exo == dossier.ATMP},
	}
	f.Paiement = []coche{
		{"obligatoire", d.TiersPayant != dossier.SansTiersPayant},
		{"complementaire", d.TiersPayant == dossier.TiersPayantIntegral},
	}
	return f
}
