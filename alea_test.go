package opposable_test

import (
	"flag"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/convention"
	"github.com/opposable/opposable/cotation"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
	"github.com/opposable/opposable/journal"
)

// TestMain asks for more random dossiers than rapid's default; the flag
// -rapid.checks still has the last word.
func TestMain(m *testing.M) {
	for nom, valeur := range map[string]string{"rapid.checks": "3000", "rapid.nofailfile": "true"} {
		if err := flag.Set(nom, valeur); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

// Days around which the law changes: every date of the barème since the
// coverage began, and the first day itself.
var charnieres = func() []jour.Jour {
	l := []jour.Jour{bareme.Couverture}
	b := bareme.Officiel()
	for c := range bareme.Parametres() {
		for _, z := range b.ZonesPropres(bareme.Cle(c)) {
			for _, f := range b.Histoire(bareme.Cle(c), z) {
				if f.Valeur.Depuis > bareme.Couverture {
					l = append(l, f.Valeur.Depuis)
				}
			}
		}
	}
	slices.Sort(l)
	return slices.Compact(l)
}()

var finAlea = jour.De(2027, 12, 31)

func tirerDate(t *rapid.T) jour.Jour {
	if rapid.Bool().Draw(t, "charnière") {
		return max(bareme.Couverture, rapid.SampledFrom(charnieres).Draw(t, "autour de")+jour.Jour(rapid.IntRange(-1, 1).Draw(t, "écart")))
	}
	return jour.Jour(rapid.IntRange(int(bareme.Couverture), int(finAlea)).Draw(t, "date"))
}

// tirerPatient favours the ages and birthdays where a rule turns.
func tirerPatient(t *rapid.T, date jour.Jour) dossier.Patient {
	p := dossier.Patient{
		Regime:              pondere(t, "régime", dossier.RegimeGeneral, 3, dossier.RegimeAlsaceMoselle, 1),
		Aide:                rapid.SampledFrom([]dossier.Aide{0, 0, 0, 0, 0, 0, dossier.C2S, dossier.AME, dossier.ASPA}).Draw(t, "aide"),
		SansMedecinTraitant: rapid.IntRange(0, 5).Draw(t, "sans médecin traitant") == 0,
	}
	age := rapid.SampledFrom([]int{0, 1, 2, 5, 6, 15, 16, 17, 18, 19, 24, 25, 26, 40, 41, 79, 80, 81, 100}).Draw(t, "âge")
	if rapid.IntRange(0, 2).Draw(t, "exonéré") == 0 {
		p.Exoneration = rapid.SampledFrom([]dossier.Exoneration{dossier.ALD, dossier.Maternite, dossier.ATMP, dossier.Invalidite, dossier.PensionMilitaire,
			dossier.NouveauNe, dossier.MineurVictime, dossier.Infertilite, dossier.Prevention}).Draw(t, "exonération")
	}
	switch p.Exoneration {
	case dossier.NouveauNe:
		p.Naissance = date - jour.Jour(rapid.IntRange(0, 30).Draw(t, "jours de vie"))
		return p
	case dossier.MineurVictime:
		age = min(age, 17)
	}
	switch rapid.IntRange(0, 3).Draw(t, "façon de dire l'âge") {
	case 0:
		if p.Exoneration == dossier.MineurVictime {
			p.Age, p.AgeConnu = int16(age), true
		}
	case 1:
		p.Age, p.AgeConnu = int16(age), true
	case 2:
		a, m, q := date.Date()
		p.Naissance = min(date, jour.De(a-age, m, q)+jour.Jour(rapid.IntRange(-1, 1).Draw(t, "anniversaire")))
	default:
		a := date.Annee()
		p.Naissance = min(date, jour.De(a-age, 1, 1)+jour.Jour(rapid.IntRange(-1, 364).Draw(t, "jour de naissance")))
	}
	if p.Exoneration == dossier.MineurVictime && p.AgeAu(date) >= 18 {
		p.Naissance = date - 10*365
	}
	return p
}

func pondere[T any](t *rapid.T, nom string, a T, poidsA int, b T, poidsB int) T {
	if rapid.IntRange(1, poidsA+poidsB).Draw(t, nom) <= poidsA {
		return a
	}
	return b
}

func tirerPraticien(t *rapid.T) dossier.Praticien {
	p := dossier.Praticien{
		Specialite: rapid.SampledFrom([]dossier.Specialite{1, 1, 1, 0, 3, 5, 7, 12, 15, 22, 31, 32, 33, 33, 34, 38, 42, 70, 75, 79, 83}).Draw(t, "spécialité"),
		Secteur:    rapid.SampledFrom([]dossier.Secteur{dossier.Secteur1, dossier.Secteur1, dossier.Secteur2, dossier.Secteur2, dossier.Secteur2, dossier.Secteur3, dossier.SecteurDP}).Draw(t, "secteur"),
		Zone:       pondere(t, "métropole", dossier.Metropole, 4, rapid.SampledFrom([]dossier.Zone{dossier.Antilles, dossier.Guyane, dossier.Reunion, dossier.Mayotte}).Draw(t, "zone"), 1),
	}
	if p.Secteur != dossier.Secteur3 {
		p.Option = rapid.SampledFrom([]dossier.Option{0, 0, dossier.OPTAM, dossier.OPTAM, dossier.OPTAMACO, dossier.CAS}).Draw(t, "option")
	}
	p.Titre = p.Secteur == dossier.Secteur1 && rapid.IntRange(0, 3).Draw(t, "titre") == 0
	return p
}

func tirerParcours(t *rapid.T, s dossier.Specialite) dossier.Parcours {
	l := []dossier.Parcours{0, 0, dossier.ParcoursMedecinTraitant, dossier.ParcoursNouveauMedecinTraitant, dossier.ParcoursRemplacant, dossier.ParcoursOriente,
		dossier.ParcoursOrienteAutre, dossier.ParcoursUrgence, dossier.ParcoursHorsResidence, dossier.ParcoursHors, dossier.ParcoursHors, dossier.ParcoursHors, dossier.ParcoursAutre}
	if slices.Contains([]dossier.Specialite{7, 15, 33, 70, 75, 79}, s) {
		l = append(l, dossier.ParcoursAccesDirect, dossier.ParcoursAccesDirect)
	}
	return rapid.SampledFrom(l).Draw(t, "parcours")
}

// tirerActes writes one act by its nature, or one or two by their codes: those
// that the engine itself names for a consultation, and technical ones.
func tirerActes(t *rapid.T, d *opposable.Dossier) {
	nature := rapid.SampledFrom([]dossier.Nature{dossier.Consultation, dossier.Consultation, dossier.Consultation, dossier.Consultation, dossier.Teleconsultation,
		dossier.AvisPonctuel, dossier.ConsultationComplexe, dossier.ConsultationTresComplexe, dossier.Visite, dossier.ExamenEnfant, dossier.Teleexpertise}).Draw(t, "nature")
	if d.Praticien.Secteur == dossier.Secteur3 || (nature == dossier.Visite && d.Praticien.Specialite.Groupe() != dossier.GroupeGeneraliste) {
		nature = dossier.Consultation
	}
	a := dossier.Acte{Nature: nature}
	if rapid.IntRange(0, 5).Draw(t, "circonstance") == 0 {
		a.Circonstances = 1 << rapid.IntRange(0, 21).Draw(t, "laquelle")
	}
	d.Actes = []dossier.Acte{a}
	switch rapid.IntRange(0, 4).Draw(t, "écriture des actes") {
	case 0:
		d.Actes = append(d.Actes, dossier.Acte{Code: rapid.SampledFrom(techniquesAvecVisite).Draw(t, "acte technique")})
	case 1:
		d.Actes = nil
		for range rapid.IntRange(1, 2).Draw(t, "nombre d'actes") {
			d.Actes = append(d.Actes, dossier.Acte{Code: rapid.SampledFrom(codesTechniques).Draw(t, "acte technique")})
		}
	case 2:
		if f, err := coter(d); err == nil && d.Praticien.Secteur != dossier.Secteur3 && a.Circonstances == 0 {
			d.Actes = nil
			for _, l := range f.Lignes {
				d.Actes = append(d.Actes, dossier.Acte{Code: l.Code.Nom(bareme.Officiel().CCAM())})
			}
		}
	}
}

// codesTechniques: light and heavy, of one grid and of two, some with no price
// before the first edition of the table.
var (
	codesTechniques      = []string{"AHQB024", "ALQP003", "CDRP002", "DEQP003", "DKRP004", "DZQM006", "GLQP012", "HMFC004", "JKHD001", "JKLD001", "NEKA020", "QZGA002", "ZBQK002"}
	techniquesAvecVisite = []string{"DEQP003", "JKHD001"} // the exceptions of article III-3 A
)

// coter prices the dossier at the opposable tariff, as if no fee were given
// and none were free.
func coter(d *opposable.Dossier) (*cotation.Facture, error) {
	sans := *d
	sans.Honoraires, sans.HonorairesSaisis = 0, false
	var f cotation.Facture
	if err := coterTelQuel(&sans, &f); err != nil && err.Code != "honoraires-manquants" {
		return nil, err
	}
	return &f, nil
}

func coterTelQuel(d *opposable.Dossier, f *cotation.Facture) *dossier.Erreur {
	e := bareme.Officiel().Au(d.Date, d.Praticien.Zone)
	s, _, err := convention.Situer(nil, e, &d.Praticien)
	if err != nil {
		return err
	}
	return cotation.Coter(nil, e, s, d, f)
}

// tirerHonoraires draws a fee around the tariff: none, at it, below, above.
func tirerHonoraires(t *rapid.T, d *opposable.Dossier) {
	tarif := argent.Centimes(3000)
	if f, err := coter(d); err == nil {
		tarif = f.Tarif.Centimes()
	}
	libre := d.Praticien.Secteur != dossier.Secteur1 || d.Praticien.Titre
	if !libre && rapid.IntRange(0, 3).Draw(t, "honoraires omis") > 0 {
		return
	}
	if rapid.IntRange(0, 7).Draw(t, "honoraires par acte") == 0 {
		for i := range d.Actes {
			d.Actes[i].Honoraires, d.Actes[i].HonorairesSaisis = argent.Centimes(rapid.Int64Range(0, int64(tarif)).Draw(t, "honoraires de l'acte")), true
		}
		return
	}
	d.HonorairesSaisis = true
	switch rapid.IntRange(0, 5).Draw(t, "façon de fixer les honoraires") {
	case 0:
		d.Honoraires = tarif
	case 1:
		d.Honoraires = argent.Centimes(rapid.Int64Range(0, int64(tarif)).Draw(t, "sous le tarif"))
	default:
		if !libre {
			d.Honoraires = tarif + argent.Centimes(rapid.Int64Range(0, 900).Draw(t, "dépassement autorisé"))
			return
		}
		d.Honoraires = tarif + argent.Centimes(rapid.Int64Range(0, 20000).Draw(t, "dépassement"))
	}
}

func tirerNiveau(t *rapid.T, nom string) dossier.Niveau {
	switch rapid.IntRange(0, 4).Draw(t, nom) {
	case 0:
		return dossier.Niveau{Ecriture: dossier.FraisReels}
	case 1:
		return dossier.Niveau{Ecriture: dossier.EnSus, Taux: argent.Pourcent(rapid.Int64Range(0, 300).Draw(t, nom+" en sus"))}
	}
	return dossier.Niveau{Ecriture: dossier.AMOIncluse, Taux: argent.Pourcent(rapid.Int64Range(0, 500).Draw(t, nom+" incluse"))}
}

func tirerGarantie(t *rapid.T) dossier.Garantie {
	if rapid.IntRange(0, 2).Draw(t, "sans contrat") == 0 {
		return dossier.Garantie{}
	}
	g := dossier.Garantie{
		OPTAM:  tirerNiveau(t, "garantie"),
		Unique: rapid.Bool().Draw(t, "un seul niveau"),
		Nette:  rapid.IntRange(0, 3).Draw(t, "méthode nette") == 0,
		Libre:  rapid.IntRange(0, 3).Draw(t, "contrat libre") == 0,
	}
	g.Hors = g.OPTAM
	if !g.Unique {
		g.Hors = tirerNiveau(t, "garantie hors OPTAM")
	}
	return g
}

// tirerDossier draws a dossier that the engine mostly accepts.
func tirerDossier(t *rapid.T) opposable.Dossier {
	d := opposable.Dossier{
		Date:              tirerDate(t),
		Praticien:         tirerPraticien(t),
		TiersPayant:       rapid.SampledFrom([]dossier.TiersPayant{0, 0, dossier.TiersPayantAMO, dossier.TiersPayantIntegral}).Draw(t, "tiers payant"),
		PlafondMajoration: rapid.SampledFrom([]dossier.PlafondMajoration{0, 0, 0, dossier.PlafondParLigne, dossier.SansPlafond}).Draw(t, "plafond"),
		Contrat:           dossier.Contrat{Garantie: tirerGarantie(t)},
	}
	if d.Praticien.Option == dossier.CAS && d.Date >= jour.De(2020, 1, 1) {
		d.Praticien.Option = dossier.OPTAM
	}
	d.Patient = tirerPatient(t, d.Date)
	d.Parcours = tirerParcours(t, d.Praticien.Specialite)
	if rapid.IntRange(0, 3).Draw(t, "compteurs") == 0 {
		d.Compteurs = dossier.Compteurs{
			ParticipationsDuJour: rapid.Int16Range(0, 5).Draw(t, "participations du jour"),
			ParticipationAnnee:   argent.Centimes(rapid.SampledFrom([]int64{0, 100, 4700, 4800, 4850, 4900, 5000, 6000}).Draw(t, "participations de l'année")),
			FranchiseAnnee:       argent.Centimes(rapid.Int64Range(0, 6000).Draw(t, "franchises de l'année")),
		}
		d.Prescriptions = dossier.Prescriptions{
			BoitesMedicaments: rapid.Int16Range(0, 60).Draw(t, "boîtes"), ActesParamedicaux: rapid.Int16Range(0, 6).Draw(t, "actes paramédicaux"),
			TransportsSanitaires: rapid.Int16Range(0, 4).Draw(t, "transports"),
		}
	}
	tirerActes(t, &d)
	tirerHonoraires(t, &d)
	return d
}

// calculer runs the engine with a journal.
func calculer(d opposable.Dossier) (opposable.Decompte, *journal.Journal, error) {
	return opposable.Expliquer(d)
}
