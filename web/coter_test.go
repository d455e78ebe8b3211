package web

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/explication"
)

// tirerReponses draws answers to « Que puis-je coter ? ».
func tirerReponses(t *rapid.T) url.Values {
	v := valeursParDefaut(aujourdhui())
	for _, m := range modeles {
		switch {
		case m.nom == "circonstances":
			v["circonstances"] = rapid.SliceOfNDistinct(rapid.SampledFrom(m.choix), 0, 3, rapid.ID[string]).Draw(t, m.nom)
		case len(m.choix) > 0:
			v.Set(m.nom, rapid.SampledFrom(m.choix).Draw(t, m.nom))
		}
	}
	if rapid.Bool().Draw(t, "commun") {
		v.Set("statut_rare", "")
	}
	v.Set("specialite", rapid.SampledFrom(usuelles).Draw(t, "specialite").String())
	v.Set("date", rapid.SampledFrom([]string{"2018-06-01", "2022-10-10", "2024-12-22", "2026-03-10"}).Draw(t, "date"))
	v.Set("age", rapid.SampledFrom([]string{"", "0", "1", "4", "10", "17", "20", "47", "82"}).Draw(t, "age"))
	v.Set("heure", rapid.SampledFrom([]string{"", "10:00", "19:30", "22:30", "03:00"}).Draw(t, "heure"))
	v.Set("honoraires", rapid.SampledFrom([]string{"", "20", "60", "75,50"}).Draw(t, "honoraires"))
	v.Set("distance", rapid.SampledFrom([]string{"", "12"}).Draw(t, "distance"))
	return v
}

// TestPropositionsControlees: every way shown is accepted by the control, its
// own line is accepted by the field of the codes, and the patient reads there
// what the doctor reads here.
func TestPropositionsControlees(t *testing.T) {
	s := &site{Options: Options{Aujourdhui: aujourdhui, Bareme: bareme.Officiel()}}
	m := opposable.NouveauMoteur(bareme.Officiel())
	montrees := 0
	rapid.Check(t, func(t *rapid.T) {
		c := s.repondreCoter(explication.FR, tirerReponses(t))
		if len(c.Reponse.Voies) == 0 && len(c.Reponse.Fautes) == 0 {
			t.Fatal("ni cotation ni refus")
		}
		for _, p := range slices.Concat(c.Reponse.Voies, c.Reponse.Autres) {
			montrees++
			k, err := m.Controler(p.Dossier)
			if err != nil || len(k.Fautes) > 0 {
				t.Fatalf("%s montré, refusé : %v %+v", p.Jetons(), err, k.Fautes)
			}
			if p.PrixInconnu() {
				continue
			}
			v := url.Values{}
			for _, un := range p.Caches {
				v.Add(un.Nom, un.Valeur)
			}
			d, erreurs := lireFormulaire(v)
			var dec opposable.Decompte
			if len(erreurs) > 0 {
				t.Fatal(erreurs)
			}
			if err := m.Calculer(&d, &dec, nil); err != nil || dec.ResteACharge != p.Decompte.ResteACharge || dec.AMO != p.Decompte.AMO {
				t.Fatalf("%s : le patient lit %s (%v), le médecin %s\n%v", p.Jetons(), dec.ResteACharge, err, p.Decompte.ResteACharge, v)
			}
		}
	})
	if montrees == 0 {
		t.Error("aucune cotation montrée")
	}
}

// TestCirconstancesUtiles: a circumstance is asked when it changes the answer,
// and no other.
func TestCirconstancesUtiles(t *testing.T) {
	s := &site{Options: Options{Aujourdhui: aujourdhui, Bareme: bareme.Officiel()}}
	for _, c := range []struct {
		specialite, nature  string
		demandees, inutiles []string
	}{
		{"medecine_generale", "consultation", []string{"regule", "sortie_hospitalisation"}, []string{"depistage_melanome", "visite_longue", "nuit"}},
		{"dermatologie", "consultation", []string{"depistage_melanome"}, []string{"sortie_hospitalisation", "quitte_cabinet"}},
		{"medecine_generale", "visite", []string{"visite_longue", "soins_palliatifs"}, []string{"contraception"}},
		{"medecine_generale", "consultation_longue", []string{"inscription_ald"}, []string{"regule"}},
	} {
		v := valeursParDefaut(aujourdhui())
		v.Set("specialite", c.specialite)
		v.Set("nature", c.nature)
		v.Set("parcours", "medecin_traitant")
		var posees []string
		for _, g := range s.repondreCoter(explication.FR, v).Reponse.Circonstances {
			for _, un := range g.Cases {
				posees = append(posees, un.Valeur)
			}
		}
		for _, mot := range c.demandees {
			if !slices.Contains(posees, mot) {
				t.Errorf("%s, %s : %s n'est pas demandée (%v)", c.specialite, c.nature, mot, posees)
			}
		}
		for _, mot := range c.inutiles {
			if slices.Contains(posees, mot) {
				t.Errorf("%s, %s : %s est demandée", c.specialite, c.nature, mot)
			}
		}
	}
}

// TestFautesDeLigne: what cannot be read of the codes is told at their field.
func TestFautesDeLigne(t *testing.T) {
	h := nouveau()
	v := valeursParDefaut(aujourdhui())
	for _, ligne := range []string{"CS++MCS", "nimporte quoi", strings.Repeat("G+", 60) + "G"} {
		v.Set("ligne", ligne)
		for _, p := range []string{"", "/en"} {
			r := demander(t, h, "POST", p+"/coter", v)
			if corps := lireTout(t, r); r.StatusCode != 422 || !strings.Contains(corps, `id="champ-ligne-erreur"`) || !strings.Contains(corps, `href="#champ-ligne"`) {
				t.Errorf("%s%q : %d", p, ligne[:min(len(ligne), 20)], r.StatusCode)
			}
		}
	}
}

// TestToutesLesCotations: whatever is answered, there are codes or a fault, in
// both languages.
func TestToutesLesCotations(t *testing.T) {
	h := nouveau()
	rapid.Check(t, func(rt *rapid.T) {
		v := tirerReponses(rt)
		v.Set("ligne", rapid.SampledFrom([]string{"", "G", "CS+MCS", "G+MEG+F", "consultation+nuit", "DEQP003", "VG+MD+IK", "ZZZ"}).Draw(rt, "ligne"))
		for _, p := range []string{"", "/en"} {
			r := demander(t, h, "POST", p+"/coter/reponse", v)
			if corps := lireTout(t, r); r.StatusCode != 200 || !strings.Contains(corps, `class="jeton"`) && !strings.Contains(corps, `class="manques"`) {
				rt.Fatalf("%d %v", r.StatusCode, v)
			}
		}
	})
}
