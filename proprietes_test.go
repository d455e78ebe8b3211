package opposable_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
	"github.com/opposable/opposable/journal"
)

// pourTout checks a property on random dossiers that the engine accepts, and
// that enough of them are.
func pourTout(t *testing.T, propriete func(rt *rapid.T, d opposable.Dossier, dec opposable.Decompte)) {
	t.Helper()
	acceptes, total := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		d := tirerDossier(rt)
		total++
		dec, _, err := calculer(d)
		if err != nil {
			return
		}
		acceptes++
		propriete(rt, d, dec)
	})
	if acceptes*2 <= total {
		t.Errorf("%d dossiers acceptés sur %d seulement", acceptes, total)
	}
}

func TestHonorairesEgalentLaSommeDesParts(t *testing.T) {
	pourTout(t, func(rt *rapid.T, d opposable.Dossier, dec opposable.Decompte) {
		if somme := dec.AMO + dec.Aide + dec.AMC + dec.ResteACharge; somme != dec.Honoraires {
			rt.Errorf("honoraires %s, parts %s\n%+v", dec.Honoraires, somme, d)
		}
		var lignes, bases argent.Centimes
		for _, l := range dec.Lignes {
			lignes, bases = lignes+l.Honoraires, bases+l.Base
		}
		if lignes != dec.Honoraires || bases != dec.Base {
			rt.Errorf("les lignes font %s et %s, le total %s et %s\n%+v", lignes, bases, dec.Honoraires, dec.Base, d)
		}
		if d.HonorairesSaisis && dec.Honoraires != d.Honoraires {
			rt.Errorf("on demandait %s, le décompte compte %s", d.Honoraires, dec.Honoraires)
		}
		r := dec.Reglement
		if r.AuCabinet-r.RembourseApres+r.RetenuPlusTard != dec.ResteACharge {
			rt.Errorf("le règlement ne revient pas au reste à charge : %+v, reste %s\n%+v", r, dec.ResteACharge, d)
		}
	})
}

func TestRienNestNegatif(t *testing.T) {
	pourTout(t, func(rt *rapid.T, d opposable.Dossier, dec opposable.Decompte) {
		v := reflect.ValueOf(resultatMoteur(dec))
		for i := range v.NumField() {
			if v.Field(i).Int() < 0 {
				rt.Errorf("%s vaut %d\n%+v", v.Type().Field(i).Name, v.Field(i).Int(), d)
			}
		}
		for _, l := range dec.Lignes {
			if l.Base < 0 || l.Honoraires < l.Base {
				rt.Errorf("ligne %s : base %s, honoraires %s\n%+v", l.Code, l.Base, l.Honoraires, d)
			}
		}
	})
}

func TestUnContratResponsableLaisseParticipationEtMajoration(t *testing.T) {
	pourTout(t, func(rt *rapid.T, d opposable.Dossier, dec opposable.Decompte) {
		if d.Contrat.Garantie.Libre || d.Patient.Aide == dossier.C2S || d.Patient.Aide == dossier.AME {
			return
		}
		if plancher := dec.ParticipationForfaitaire + dec.MajorationHorsParcours; dec.ResteACharge < plancher {
			rt.Errorf("reste %s sous le plancher %s\n%+v", dec.ResteACharge, plancher, d)
		}
	})
}

func TestLaComplementaireNeDepassePasSaGarantie(t *testing.T) {
	pourTout(t, func(rt *rapid.T, d opposable.Dossier, dec opposable.Decompte) {
		g := d.Contrat.Garantie
		for _, n := range []dossier.Niveau{g.OPTAM, g.Hors} {
			if n.Ecriture == dossier.FraisReels {
				return
			}
		}
		meilleur := max(g.OPTAM.Taux, g.Hors.Taux)
		if plafond := meilleur.De(dec.Base, argent.AuCentime); dec.AMC > plafond {
			rt.Errorf("AMC %s au-delà de %s × %s\n%+v", dec.AMC, g, dec.Base, d)
		}
		if g.EstVide() && dec.AMC != 0 {
			rt.Errorf("sans contrat, AMC %s", dec.AMC)
		}
	})
}

func TestLeSecteur1NeDepassePasSansTitre(t *testing.T) {
	pourTout(t, func(rt *rapid.T, d opposable.Dossier, dec opposable.Decompte) {
		if d.Praticien.Secteur != dossier.Secteur1 || d.Praticien.Titre {
			return
		}
		autorise := dec.Avertissements.Contient(dossier.AvertDepassementAutorise) || dec.Avertissements.Contient(dossier.AvertExigence) ||
			dec.Avertissements.Contient(dossier.AvertPlafondDAIncertain)
		if dec.Depassement > 0 && !autorise {
			rt.Errorf("dépassement de %s\n%+v", dec.Depassement, d)
		}
	})
}

func TestLeJournalSeRejoueEtNeChangeRien(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := tirerDossier(rt)
		avec, j, err := opposable.Expliquer(d)
		sans, errSans := opposable.Calculer(d)
		if (err == nil) != (errSans == nil) || !reflect.DeepEqual(avec, sans) {
			rt.Fatalf("avec journal %+v %v\nsans %+v %v", avec, err, sans, errSans)
		}
		if err != nil {
			if err.Error() != errSans.Error() {
				rt.Fatalf("avec journal %v\nsans %v", err, errSans)
			}
			return
		}
		if err := journal.Rejouer(j.Etapes()); err != nil {
			rt.Errorf("%v\n%+v", err, d)
		}
		verifierEtapes(rt, j.Etapes())
	})
}

// verifierEtapes checks that no step cites a later one, that each names a
// declared rule, and that a read cites a value that says the same.
func verifierEtapes(rt *rapid.T, etapes []journal.Etape) {
	b := bareme.Officiel()
	for i, e := range etapes {
		if int(e.A) > i || int(e.B) > i {
			rt.Errorf("l'étape %d cite l'étape %d ou %d", i+1, e.A, e.B)
		}
		if !reglesConnues[e.Regle] {
			rt.Errorf("étape %d : règle %d non déclarée", i+1, e.Regle)
		}
		lit := e.Op == journal.OpLire || e.Op == journal.OpLireTaux
		if lit != (e.Source != journal.SansSource) {
			rt.Errorf("étape %d (%s) : source %d", i+1, e.Op, e.Source)
		}
		// The price of a technical act is in the table, not in the fiche.
		if lit && b.Fiche(e.Source).Cle != bareme.Cle(bareme.CCAM) && b.Fiche(e.Source).Valeur.V != e.V {
			rt.Errorf("étape %d : lit %d, la source dit %d", i+1, e.V, b.Fiche(e.Source).Valeur.V)
		}
	}
}

var reglesConnues = func() map[journal.Regle]bool {
	m := map[journal.Regle]bool{}
	for _, f := range opposable.Regles() {
		m[f.Regle] = true
	}
	return m
}()

// TestLaConfianceNeRemontePas: the warning is at least as severe as the least
// certain value among the steps that the balance comes from.
func TestLaConfianceNeRemontePas(t *testing.T) {
	b := bareme.Officiel()
	rapid.Check(t, func(rt *rapid.T) {
		d := tirerDossier(rt)
		dec, j, err := opposable.Expliquer(d)
		if err != nil {
			return
		}
		etapes := j.Etapes()
		pire := bareme.Haute
		vus := map[int32]bool{}
		var remonter func(pas int32)
		remonter = func(pas int32) {
			if pas == 0 || vus[pas] {
				return
			}
			vus[pas] = true
			e := etapes[pas-1]
			if e.Source != journal.SansSource {
				pire = max(pire, b.Fiche(e.Source).Valeur.Confiance)
			}
			remonter(e.A)
			if e.Op != journal.OpChoix { // the rate not taken decides nothing
				remonter(e.B)
			}
		}
		for i, e := range etapes {
			if e.Regle == opposable.RegleReste && e.V == int64(dec.ResteACharge) {
				remonter(int32(i + 1))
			}
		}
		dite := bareme.Haute
		switch {
		case dec.Avertissements.Contient(dossier.AvertConfianceBasse):
			dite = bareme.Basse
		case dec.Avertissements.Contient(dossier.AvertConfianceMoyenne):
			dite = bareme.Moyenne
		}
		if dite < pire {
			rt.Errorf("confiance annoncée %s, une étape est de confiance %s\n%+v", dite, pire, d)
		}
	})
}

func TestUneALDNeDiminueJamaisLeRemboursement(t *testing.T) {
	pourTout(t, func(rt *rapid.T, d opposable.Dossier, _ opposable.Decompte) {
		d.Patient.Exoneration = dossier.SansExoneration
		sans, errSans := opposable.Calculer(d)
		d.Patient.Exoneration = dossier.ALD
		avec, errAvec := opposable.Calculer(d)
		if (errSans == nil) != (errAvec == nil) {
			rt.Fatalf("sans ALD : %v, avec : %v\n%+v", errSans, errAvec, d)
		}
		if avec.AMOBrut < sans.AMOBrut {
			rt.Errorf("part obligatoire brute %s en ALD, %s sans\n%+v", avec.AMOBrut, sans.AMOBrut, d)
		}
		// The participation is not withheld from a refund smaller than itself,
		// so a few cents more of refund may be lost to it: compare only where it
		// bears alike.
		if avec.ParticipationForfaitaire == sans.ParticipationForfaitaire && avec.AMO < sans.AMO {
			rt.Errorf("AMO %s en ALD, %s sans\n%+v", avec.AMO, sans.AMO, d)
		}
	})
}

func TestLOPTAMNeDiminueJamaisLaBase(t *testing.T) {
	pourTout(t, func(rt *rapid.T, d opposable.Dossier, _ opposable.Decompte) {
		d.Praticien.Secteur, d.Praticien.Titre = dossier.Secteur2, false
		d.Praticien.Option = dossier.SansOption
		sans, errSans := opposable.Calculer(d)
		d.Praticien.Option = dossier.OPTAM
		avec, errAvec := opposable.Calculer(d)
		if errSans != nil || errAvec != nil {
			return // some letters are only for one of the two
		}
		if avec.Lignes[0].Technique.Association != sans.Lignes[0].Technique.Association {
			return // the dearest act of one grid is not that of the other: the half falls elsewhere
		}
		if avec.Base < sans.Base {
			rt.Errorf("base %s sous OPTAM, %s sans\n%+v", avec.Base, sans.Base, d)
		}
	})
}

func TestUnEuroDeplusAuDessusDeLaBaseEstUnEuroDeDepassement(t *testing.T) {
	pourTout(t, func(rt *rapid.T, d opposable.Dossier, dec opposable.Decompte) {
		d.Contrat = dossier.Contrat{}
		if !d.HonorairesSaisis || dec.Depassement == 0 {
			return // at the tariff, secteur 2 would change letters
		}
		avant, errAvant := opposable.Calculer(d)
		d.Honoraires += 100
		apres, errApres := opposable.Calculer(d)
		if errAvant != nil || errApres != nil {
			if !estCode(errApres, "depassement-plafonne") {
				rt.Errorf("%v, puis un euro de plus : %v\n%+v", errAvant, errApres, d)
			}
			return
		}
		if apres.Depassement != avant.Depassement+100 || apres.ResteACharge != avant.ResteACharge+100 || apres.AMO != avant.AMO {
			rt.Errorf("dépassement de %s à %s, reste de %s à %s\n%+v", avant.Depassement, apres.Depassement, avant.ResteACharge, apres.ResteACharge, d)
		}
	})
}

func estCode(err error, code string) bool {
	for _, e := range dossier.Lister(err) {
		if e.Code == code {
			return true
		}
	}
	return false
}

func TestUnDossierEcritEtReluEstLeMeme(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := tirerDossier(rt)
		b, err := json.Marshal(d)
		if err != nil {
			rt.Fatal(err)
		}
		relu, err := dossier.Decoder(b)
		if err != nil || !reflect.DeepEqual(relu, d) {
			rt.Errorf("%v\n%s\nécrit %+v\nrelu  %+v", err, b, d, relu)
		}
	})
}

// Réformes.

func avecReforme(d opposable.Dossier, b *bareme.Bareme) (opposable.Decompte, error) {
	dec, _, err := opposable.NouveauMoteur(b).Expliquer(d)
	return dec, err
}

func sansHypothese(dec opposable.Decompte) opposable.Decompte {
	dec.Avertissements &^= 1 << dossier.AvertHypothese
	return dec
}

func tirerReforme(rt *rapid.T, depuis jour.Jour) bareme.Reforme {
	r := bareme.Reforme{Nom: "essai"}
	for range rapid.IntRange(1, 5).Draw(rt, "modifications") {
		c := bareme.Cle(rapid.IntRange(0, len(bareme.Parametres())-1).Draw(rt, "clé"))
		// Within what the official table knows of the key, so that no value is absurd.
		h := bareme.Officiel().Histoire(c, dossier.Metropole)
		if len(h) == 0 {
			continue
		}
		r.Modifie = append(r.Modifie, bareme.Modification{Cle: c, Depuis: depuis, V: h[0].Valeur.V + 1})
	}
	return r
}

func TestUneReformeDeDemainNeChangeRienAujourdhui(t *testing.T) {
	pourTout(t, func(rt *rapid.T, d opposable.Dossier, dec opposable.Decompte) {
		demain, err := avecReforme(d, bareme.Officiel().Avec(tirerReforme(rt, d.Date+1)))
		if err != nil || !reflect.DeepEqual(sansHypothese(demain), dec) {
			rt.Errorf("%v\n%+v\n%+v\n%+v", err, dec, demain, d)
		}
	})
}

func TestLaReformeVideEtLeBaremeConnuPlusTardSontLIdentite(t *testing.T) {
	vide := bareme.Officiel().Avec(bareme.Reforme{Nom: "rien"})
	connu := bareme.Officiel().ConnuAu(jour.De(9999, 12, 31))
	pourTout(t, func(rt *rapid.T, d opposable.Dossier, dec opposable.Decompte) {
		r, err := avecReforme(d, vide)
		if err != nil || !reflect.DeepEqual(sansHypothese(r), dec) {
			rt.Errorf("réforme vide : %v\n%+v\n%+v", err, dec, r)
		}
		c, err := avecReforme(d, connu)
		if err != nil || !reflect.DeepEqual(c, dec) {
			rt.Errorf("connu en 9999 : %v\n%+v\n%+v", err, dec, c)
		}
	})
}

func TestUneReformeDeuxFoisVautUneFois(t *testing.T) {
	pourTout(t, func(rt *rapid.T, d opposable.Dossier, _ opposable.Decompte) {
		r := tirerReforme(rt, d.Date)
		une, errUne := avecReforme(d, bareme.Officiel().Avec(r))
		deux, errDeux := avecReforme(d, bareme.Officiel().Avec(r).Avec(r))
		if (errUne == nil) != (errDeux == nil) || !reflect.DeepEqual(une, deux) {
			rt.Errorf("une fois %+v %v\ndeux fois %+v %v", une, errUne, deux, errDeux)
		}
	})
}
