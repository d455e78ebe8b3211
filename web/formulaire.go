package web

import (
	"net/url"
	"strings"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

// statut is a sector and an option as people meet them.
type statut struct {
	secteur dossier.Secteur
	option  dossier.Option
	titre   bool
}

var statuts = map[string]statut{
	"1":           {secteur: dossier.Secteur1},
	"2-optam":     {secteur: dossier.Secteur2, option: dossier.OPTAM},
	"2":           {secteur: dossier.Secteur2},
	"3":           {secteur: dossier.Secteur3},
	"1-optam":     {secteur: dossier.Secteur1, option: dossier.OPTAM, titre: true},
	"dp":          {secteur: dossier.SecteurDP},
	"2-optam_aco": {secteur: dossier.Secteur2, option: dossier.OPTAMACO},
	"2-cas":       {secteur: dossier.Secteur2, option: dossier.CAS},
}

// appliquer gives the status to a doctor.
func (s statut) appliquer(p *dossier.Praticien) {
	p.Secteur, p.Option, p.Titre = s.secteur, s.option, s.titre
}

// statutChoisi is the key of the status in the form: the rare one, if any.
func statutChoisi(v url.Values) string {
	if r := v.Get("statut_rare"); r != "" {
		return r
	}
	return v.Get("statut")
}

// lecture turns the form into a dossier and gathers what cannot be read.
type lecture struct {
	v       url.Values
	d       dossier.Dossier
	erreurs dossier.Erreurs
}

// lireFormulaire reads the form. The faults bear the names of its fields.
func lireFormulaire(v url.Values) (dossier.Dossier, dossier.Erreurs) {
	l := lecture{v: v}
	d := &l.d
	l.jour("date", &d.Date)
	lireMot(&l, "specialite", dossier.ParseSpecialite, &d.Praticien.Specialite)
	if s, ok := statuts[statutChoisi(v)]; ok {
		s.appliquer(&d.Praticien)
	}
	lireMot(&l, "zone", dossier.ParseZone, &d.Praticien.Zone)
	lireMot(&l, "departement", dossier.ParseDepartement, &d.Praticien.Departement)
	l.patient(&d.Patient)
	lireMot(&l, "parcours", dossier.ParseParcours, &d.Parcours)
	l.actes(d)
	l.montant("honoraires", &d.Honoraires, &d.HonorairesSaisis)
	lireMot(&l, "tiers_payant", dossier.ParseTiersPayant, &d.TiersPayant)
	l.garantie(&d.Contrat.Garantie)
	var saisi bool
	l.entier("participations_du_jour", &d.Compteurs.ParticipationsDuJour)
	l.montant("participation_annee", &d.Compteurs.ParticipationAnnee, &saisi)
	l.montant("franchise_annee", &d.Compteurs.FranchiseAnnee, &saisi)
	l.entier("boites_medicaments", &d.Prescriptions.BoitesMedicaments)
	l.entier("actes_paramedicaux", &d.Prescriptions.ActesParamedicaux)
	l.entier("transports_sanitaires", &d.Prescriptions.TransportsSanitaires)
	return l.d, l.erreurs
}

func (l *lecture) patient(p *dossier.Patient) {
	l.jour("naissance", &p.Naissance)
	p.AgeConnu = l.texte("age") != ""
	l.entier("age", &p.Age)
	lireMot(l, "regime", dossier.ParseRegime, &p.Regime)
	lireMot(l, "aide", dossier.ParseAide, &p.Aide)
	lireMot(l, "exoneration", dossier.ParseExoneration, &p.Exoneration)
	p.SansMedecinTraitant = l.texte("medecin_traitant") == "non"
}

// actes reads the codes, which take the place of the nature; what happened
// holds for each of them.
func (l *lecture) actes(d *dossier.Dossier) {
	var a dossier.Acte
	for _, mot := range l.v["circonstances"] {
		un, e := dossier.ParseCirconstance(mot)
		l.refuser("circonstances", e)
		a.Circonstances |= un
	}
	lireMot(l, "heure", dossier.ParseHeure, &a.Heure)
	lireMot(l, "distance", dossier.ParseDistance, &a.Distance)
	lireMot(l, "terrain", dossier.ParseTerrain, &a.Terrain)
	codes := strings.FieldsFunc(strings.ToUpper(l.texte("codes")), func(r rune) bool { return r == '+' || r == ' ' || r == ',' || r == ';' })
	for _, code := range codes {
		a.Code = code
		d.Actes = append(d.Actes, a)
	}
	if len(codes) > 0 {
		return
	}
	lireMot(l, "nature", dossier.ParseNature, &a.Nature)
	d.Actes = []dossier.Acte{a}
}

func (l *lecture) garantie(g *dossier.Garantie) {
	champ := "garantie"
	if l.texte(champ) == "autre" {
		champ = "garantie_autre"
	}
	v, e := dossier.ParseGarantie(l.texte(champ))
	*g = v
	l.refuser(champ, e)
}

func (l *lecture) texte(nom string) string { return strings.TrimSpace(l.v.Get(nom)) }

func (l *lecture) refuser(nom string, e *dossier.Erreur) {
	if e != nil {
		e.Champ = nom
		l.erreurs = append(l.erreurs, e)
	}
}

func (l *lecture) jour(nom string, cible *jour.Jour) {
	s := l.texte(nom)
	if s == "" {
		return
	}
	j, err := jour.Parse(s)
	if err != nil {
		l.refuser(nom, &dossier.Erreur{Code: "date-impossible", Message: err.Error()})
		return
	}
	*cible = j
}

func (l *lecture) montant(nom string, cible *argent.Centimes, saisi *bool) {
	s := l.texte(nom)
	if s == "" {
		return
	}
	v, err := argent.ParseCentimes(s)
	if err != nil {
		l.refuser(nom, &dossier.Erreur{Code: "montant-illisible", Message: err.Error()})
		return
	}
	*cible, *saisi = v, true
}

func (l *lecture) entier(nom string, cible *int16) {
	s := l.texte(nom)
	if s == "" {
		return
	}
	v, ok := entier(s)
	if !ok {
		l.refuser(nom, &dossier.Erreur{Code: "entier-illisible", Message: "un nombre entier est attendu"})
		return
	}
	*cible = v
}

// lireMot reads a word of an enumeration; an empty one is the ordinary case.
func lireMot[T any](l *lecture, nom string, parse func(string) (T, *dossier.Erreur), cible *T) {
	s := l.texte(nom)
	if s == "" {
		return
	}
	v, e := parse(s)
	if e != nil {
		l.refuser(nom, e)
		return
	}
	*cible = v
}
