package opposable_test

import (
	"errors"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/cotation"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/internal/oracle"
	"github.com/opposable/opposable/jour"
	"github.com/opposable/opposable/nomenclature"
)

// TestDifferentielOracle compares every amount of the engine with those of the
// oracle, written from the texts in rational numbers.
func TestDifferentielOracle(t *testing.T) {
	acceptes, total := 0, 0
	refus := map[string]int{}
	rapid.Check(t, func(rt *rapid.T) {
		d := tirerDossier(rt)
		total++
		dec, _, err := calculer(d)
		if err != nil {
			var e *dossier.Erreur
			if !errors.As(err, &e) || e.Code == "" || e.Message == "" {
				rt.Fatalf("refus sans code : %v", err)
			}
			refus[e.Code]++
			return
		}
		acceptes++
		if ecart := comparer(d, dec); ecart != "" {
			rt.Fatalf("%s\n%+v", ecart, d)
		}
	})
	if acceptes*2 <= total {
		t.Errorf("%d dossiers acceptés sur %d seulement : %v", acceptes, total, refus)
	}
}

// comparer returns the first difference between the engine and the oracle.
func comparer(d opposable.Dossier, dec opposable.Decompte) string {
	q, err := questionOracle(d)
	if err != nil {
		return err.Error()
	}
	attendu, obtenu := oracle.Calculer(q), resultatMoteur(dec)
	if attendu == obtenu {
		return ""
	}
	a, o := reflect.ValueOf(attendu), reflect.ValueOf(obtenu)
	s := ""
	for i := range a.NumField() {
		if a.Field(i).Int() != o.Field(i).Int() {
			s += a.Type().Field(i).Name + " : l'oracle dit " + strconv.FormatInt(a.Field(i).Int(), 10) + ", le moteur " + strconv.FormatInt(o.Field(i).Int(), 10) + "\n"
		}
	}
	return s
}

func resultatMoteur(dec opposable.Decompte) oracle.Resultat {
	return oracle.Resultat{
		Honoraires: int64(dec.Honoraires), Base: int64(dec.Base), Taux: int64(dec.Taux),
		AMOBrut: int64(dec.AMOBrut), Majoration: int64(dec.MajorationHorsParcours), ActeLourd: int64(dec.ParticipationActeLourd),
		Participation: int64(dec.ParticipationForfaitaire), AMO: int64(dec.AMO), TicketModerateur: int64(dec.TicketModerateur),
		Depassement: int64(dec.Depassement), Aide: int64(dec.Aide), AMC: int64(dec.AMC), Reste: int64(dec.ResteACharge),
		AuCabinet: int64(dec.Reglement.AuCabinet), RembourseApres: int64(dec.Reglement.RembourseApres), Retenu: int64(dec.Reglement.RetenuPlusTard),
		Franchise: int64(dec.Franchise), ParticipationsDuJour: int64(dec.Compteurs.ParticipationsDuJour),
		ParticipationAnnee: int64(dec.Compteurs.ParticipationAnnee), FranchiseAnnee: int64(dec.Compteurs.FranchiseAnnee),
	}
}

// questionOracle puts a dossier in the oracle's own words. Only the lines, with
// their tariffs and fees, are taken from the engine.
func questionOracle(d opposable.Dossier) (*oracle.Dossier, error) {
	var f cotation.Facture
	if err := coterTelQuel(&d, &f); err != nil {
		return nil, err
	}
	q := &oracle.Dossier{
		Date: nombreDate(d.Date), Naissance: nombreDate(d.Patient.Naissance), Age: d.Patient.AgeAu(d.Date),
		RegimeLocal: d.Patient.Regime == dossier.RegimeAlsaceMoselle, MedecinTraitant: !d.Patient.SansMedecinTraitant,
		Parcours: lettreParcours(d), Mayotte: d.Praticien.Zone == dossier.Mayotte, Specialite: int(d.Praticien.Specialite),
		NonConventionne: d.Praticien.Secteur == dossier.Secteur3,
		// Secteur 1, droit permanent, or secteur 2 under a commitment.
		BaseOpposable: d.Praticien.Secteur == dossier.Secteur1 || d.Praticien.Secteur == dossier.SecteurDP ||
			(d.Praticien.Secteur == dossier.Secteur2 && d.Praticien.Option != dossier.SansOption),
		ParticipationsDuJour: int64(d.Compteurs.ParticipationsDuJour), ParticipationAnnee: int64(d.Compteurs.ParticipationAnnee), FranchiseAnnee: int64(d.Compteurs.FranchiseAnnee),
		Boites: int64(d.Prescriptions.BoitesMedicaments), Paramedicaux: int64(d.Prescriptions.ActesParamedicaux), Transports: int64(d.Prescriptions.TransportsSanitaires),
	}
	q.Exoneration = sansMot(d.Patient.Exoneration.String())
	q.Aide = sansMot(d.Patient.Aide.String())
	q.TiersPayant = sansMot(d.TiersPayant.String())
	if q.PlafondMajoration = d.PlafondMajoration.String(); q.PlafondMajoration == "acte" {
		q.PlafondMajoration = ""
	}
	if g := d.Contrat.Garantie; !g.EstVide() {
		q.Garantie = &oracle.Garantie{OPTAM: niveauOracle(g.OPTAM), Hors: niveauOracle(g.Hors), DeuxNiveaux: !g.Unique, Nette: g.Nette, Libre: g.Libre}
	}
	for _, a := range d.Actes {
		q.Exigence = q.Exigence || a.Code == "DE" || a.Circonstances.A(dossier.Exigence)
	}
	for _, l := range f.Lignes {
		a := l.Code.Acte()
		q.Lignes = append(q.Lignes, oracle.Ligne{
			Tarif: int64(l.Tarif.Centimes()), Honoraires: int64(l.Honoraires.Centimes()),
			Majoration: l.Code.EstMajoration(), Exonere: a.Exonere,
			SansEuros: int64(l.Technique.SansEuros), SansForfait: slices.Contains([]string{"ADI", "ADA"}, l.Technique.Regroupement()),
			Cumul: l.Technique.Seuil == nomenclature.SeuilCumul, Seul: l.Technique.Seuil == nomenclature.SeuilSeul,
			Teleconsultation: a.Famille == nomenclature.FamilleTeleconsultation,
		})
	}
	return q, nil
}

func sansMot(s string) string {
	if s == "aucune" || s == "aucun" {
		return ""
	}
	return s
}

func niveauOracle(n dossier.Niveau) oracle.Niveau {
	return oracle.Niveau{Ecriture: [...]string{"", "incluse", "en_sus", "frais_reels"}[n.Ecriture], Taux: int64(n.Taux)}
}

func nombreDate(j jour.Jour) int {
	if j == 0 {
		return 0
	}
	a, m, q := j.Date()
	return a*10000 + m*100 + q
}

// lettreParcours returns the SESAM letter; a pathway left unsaid is the
// ordinary one (package dossier).
func lettreParcours(d opposable.Dossier) byte {
	switch {
	case d.Parcours != dossier.ParcoursNonDit:
		return "?TNROMDUHSA"[d.Parcours]
	case d.Patient.SansMedecinTraitant:
		return 'S'
	case d.Praticien.Specialite.Groupe() == dossier.GroupeGeneraliste:
		return 'T'
	}
	return 'O'
}
