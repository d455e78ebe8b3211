package opposable_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/ccam"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/internal/oracle"
	"github.com/opposable/opposable/jour"
	"github.com/opposable/opposable/nomenclature"
)

// premiereEdition is the first day on which the whole table has prices.
var premiereEdition = jour.De(2021, 4, 26)

// cleCCAM names a line of the table.
type cleCCAM struct {
	code            string
	activite, phase uint8
}

// lignesCCAM are all the lines, and editionsCCAM what each edition states of
// them, newest first.
var lignesCCAM, editionsCCAM = lireCCAM()

type editionCCAM struct {
	depuis jour.Jour
	lignes map[cleCCAM]ccam.Ligne
}

func lireCCAM() (l []cleCCAM, editions []editionCCAM) {
	t := ccam.Officielle()
	vues := map[cleCCAM]bool{}
	for _, e := range t.Editions() {
		v, _ := t.Version(e.Edition)
		ed := editionCCAM{e.Depuis, map[cleCCAM]ccam.Ligne{}}
		for _, x := range v.Lignes {
			k := cleCCAM{x.Code, x.Activite, x.Phase}
			ed.lignes[k] = x.Ligne
			if !vues[k] {
				vues[k] = true
				l = append(l, k)
			}
		}
		editions = append(editions, ed)
	}
	return l, editions
}

// ligneAu reads what the table states of a line on a day from the first
// edition on: the last edition of that day or before, or a price read since.
func ligneAu(k cleCCAM, d jour.Jour) (ccam.Ligne, bool) {
	i := slices.IndexFunc(editionsCCAM, func(e editionCCAM) bool { return e.depuis <= d })
	l, presente := editionsCCAM[i].lignes[k]
	if i > 0 && editionsCCAM[i].depuis < d {
		// Between two editions a modifier of the next one may have begun.
		l.Modificateurs |= editionsCCAM[i-1].lignes[k].Modificateurs
	}
	n, _ := ccam.Officielle().Trouver(k.code, k.activite, k.phase)
	if r, ok := ccam.Officielle().Releve(n, d); ok && r.Depuis > editionsCCAM[i].depuis {
		presente, l.PrixConnu, l.Optam = true, true, r.Optam
		if r.HorsConnu {
			l.Hors = r.Hors
		}
	}
	return l, presente && l.PrixConnu
}

// lettresRares have few acts, or few doctors: the doctor to draw with each.
var lettresRares = []struct {
	lettre     byte
	specialite dossier.Specialite
}{{'M', 1}, {'R', 41}, {'L', 41}, {'6', 15}, {'8', 2}, {'N', 18}, {'3', 2}, {'T', 4}, {'K', 7}, {'Z', 6}, {'Y', 13}, {'P', 12}}

// genresCCAM are the lines of each kind that a rule of association names, then
// those that accept each rare letter.
var genresCCAM = func() [][]cleCCAM {
	genres := make([][]cleCCAM, 9+len(lettresRares))
	for _, k := range lignesCCAM {
		l, connu := ligneAu(k, jour.De(2026, 3, 10))
		for i, de := range []bool{
			l.Regroupement == "ADE", l.Regroupement == "ADI" && strings.Contains("QHQK", k.code[2:4]), l.Regroupement == "ADI" && k.code[2:4] == "QL",
			k.code[2:4] == "QX", strings.HasPrefix(k.code, "AHQ"), strings.HasPrefix(k.code, "JQG"), l.Modificateurs.Contient('H'),
			nomenclature.HorsRegleDe(k.code) != nomenclature.DansLaRegle, l.Regroupement == "ADC" && k.activite == 1,
		} {
			if de && connu {
				genres[i] = append(genres[i], k)
			}
		}
		for i, r := range lettresRares {
			if l.Modificateurs.Contient(r.lettre) && connu {
				genres[9+i] = append(genres[9+i], k)
			}
		}
	}
	return genres
}()

func tirerActeTechnique(t *rapid.T, genre int, heures bool) dossier.Acte {
	k := rapid.SampledFrom(lignesCCAM).Draw(t, "ligne")
	if genre < len(genresCCAM) && rapid.IntRange(0, 4).Draw(t, "du genre") > 0 {
		k = rapid.SampledFrom(genresCCAM[genre]).Draw(t, "ligne du genre")
	}
	a := dossier.Acte{Code: k.code, Technique: dossier.Technique{Activite: k.activite, Phase: k.phase}}
	lettres := editionsCCAM[0].lignes[k].Modificateurs.String()
	if rare := genre - 9; rare >= 0 && rare < len(lettresRares) {
		a.Technique.Modificateurs = string(lettresRares[rare].lettre)
	}
	for range rapid.SampledFrom([]int{0, 0, 0, 1, 1, 2, 3, 5}).Draw(t, "lettres") {
		if rapid.IntRange(0, 24).Draw(t, "étrangère") == 0 || lettres == "" {
			a.Technique.Modificateurs += rapid.StringMatching("[0-9A-Z]").Draw(t, "lettre")
		} else {
			a.Technique.Modificateurs += string(rapid.SampledFrom([]byte(lettres)).Draw(t, "lettre acceptée"))
		}
	}
	if rapid.IntRange(0, 2).Draw(t, "urgence") > 0 {
		a.Circonstances = dossier.Urgence
	}
	if heures {
		a.Heure, _ = dossier.ParseHeure(rapid.SampledFrom([]string{"0:00", "5:59", "6:00", "7:59", "8:00", "12:00", "19:59", "20:00", "23:59"}).Draw(t, "heure"))
	} else {
		a.Circonstances |= rapid.SampledFrom([]dossier.Circonstances{0, 0, dossier.Nuit, dossier.NuitProfonde, dossier.DimancheFerie, dossier.DimancheFerie | dossier.Nuit}).Draw(t, "moment")
	}
	return a
}

func tirerFactureTechnique(t *rapid.T) opposable.Dossier {
	d := opposable.Dossier{Date: premiereEdition + jour.Jour(rapid.IntRange(0, 2400).Draw(t, "jour"))}
	if rapid.Bool().Draw(t, "charnière") {
		d.Date = rapid.SampledFrom([]jour.Jour{premiereEdition, jour.De(2021, 12, 31), jour.De(2022, 1, 1), jour.De(2024, 12, 31), jour.De(2025, 1, 1), jour.De(2025, 2, 1), jour.De(2025, 11, 4), jour.De(2025, 11, 5), jour.De(2025, 12, 31), jour.De(2026, 1, 1), jour.De(2026, 5, 10)}).Draw(t, "bord")
	}
	d.Praticien = dossier.Praticien{
		Specialite: rapid.SampledFrom([]dossier.Specialite{1, 2, 2, 3, 4, 4, 6, 6, 7, 12, 13, 14, 15, 18, 41, 49, 76, 79, 83}).Draw(t, "spécialité"),
		Secteur:    rapid.SampledFrom([]dossier.Secteur{dossier.Secteur1, dossier.Secteur1, dossier.Secteur2, dossier.Secteur2, dossier.Secteur3, dossier.SecteurDP}).Draw(t, "secteur"),
		Zone:       pondere(t, "métropole", dossier.Metropole, 3, rapid.SampledFrom([]dossier.Zone{dossier.Antilles, dossier.Guyane, dossier.Reunion, dossier.Mayotte}).Draw(t, "zone"), 1),
	}
	if s := d.Praticien.Secteur; s == dossier.Secteur1 || s == dossier.Secteur2 {
		d.Praticien.Option = rapid.SampledFrom([]dossier.Option{0, dossier.OPTAM, dossier.OPTAMACO}).Draw(t, "option")
		d.Praticien.Titre = s == dossier.Secteur1 && rapid.Bool().Draw(t, "titre")
	}
	d.Patient = dossier.Patient{Age: int16(rapid.SampledFrom([]int{0, 1, 2, 3, 4, 5, 12, 13, 40, 80, 81}).Draw(t, "âge")), AgeConnu: true}
	if rapid.IntRange(0, 4).Draw(t, "c2s") == 0 {
		d.Patient.Aide = dossier.C2S
	}
	genre, heures := rapid.IntRange(0, len(genresCCAM)+5).Draw(t, "genre"), rapid.Bool().Draw(t, "heures dites")
	if rare := genre - 9; rare >= 0 && rare < len(lettresRares) && rapid.IntRange(0, 3).Draw(t, "son médecin") > 0 {
		d.Praticien.Specialite = lettresRares[rare].specialite
	}
	for range rapid.SampledFrom([]int{1, 1, 2, 2, 3, 4}).Draw(t, "nombre d'actes") {
		d.Actes = append(d.Actes, tirerActeTechnique(t, genre, heures))
	}
	associer(t, &d)
	if rapid.IntRange(0, 3).Draw(t, "lettres ouvertes seulement") > 0 {
		garderOuvertes(&d)
	}
	return d
}

// associer writes codes on half the bills: those of a rule in any order, or any.
func associer(t *rapid.T, d *opposable.Dossier) {
	codes := rapid.SampledFrom([][]uint8{nil, nil, nil, {1, 2}, {1, 3}, {1, 3, 2}, {1, 2, 2}, {1, 5}, {1, 2, 5}, {1, 5, 2, 2}, {4, 4, 4, 4}, {4, 4}, {4, 0}, {1}, {0, 2}, {0, 3, 2}, {0, 5}}).Draw(t, "codes")
	if rapid.IntRange(0, 3).Draw(t, "ordre quelconque") == 0 {
		codes = rapid.Permutation(codes).Draw(t, "codes permutés")
	}
	for i := range d.Actes {
		if len(codes) == len(d.Actes) {
			d.Actes[i].Technique.Association = codes[i]
		}
	}
	if rapid.IntRange(0, 7).Draw(t, "un code quelconque") == 0 {
		d.Actes[0].Technique.Association = uint8(rapid.IntRange(1, 5).Draw(t, "association"))
	}
}

// garderOuvertes drops the letters that the engine refuses on the act alone, so
// that most bills are lawful; what it lets through is for the oracle to judge.
func garderOuvertes(d *opposable.Dossier) {
	for i := range d.Actes {
		a := &d.Actes[i]
		voulues := a.Technique.Modificateurs
		a.Technique.Modificateurs = ""
		for k := range voulues {
			essai := *d
			essai.Actes = []dossier.Acte{*a}
			essai.Actes[0].Technique.Modificateurs += voulues[k : k+1]
			essai.Actes[0].Technique.Association = 0
			if _, err := coter(&essai); err == nil {
				a.Technique.Modificateurs += voulues[k : k+1]
			}
		}
	}
}

// factureTechniqueOracle puts the bill in the oracle's words; refus is set when the
// table has no price for an act.
func factureTechniqueOracle(d opposable.Dossier) (f oracle.FactureTechnique, refus bool) {
	p := d.Praticien
	f = oracle.FactureTechnique{
		Date: nombreDate(d.Date), Age: d.Patient.AgeAu(d.Date), Specialite: int(p.Specialite), Secteur: p.Secteur.String(), Option: sansMot(p.Option.String()),
		Opposable: d.Patient.Aide == dossier.C2S || d.Parcours == dossier.ParcoursUrgence,
		OutreMer:  p.Zone != dossier.Metropole, Mayotte: p.Zone == dossier.Mayotte,
	}
	if p.Secteur == dossier.Secteur1 && !p.Titre {
		f.Option = "" // the OPTAM is for the titles of secteur 2
	}
	for _, a := range d.Actes {
		l, connue := ligneAu(cleCCAM{a.Code, a.Technique.Activite, a.Technique.Phase}, d.Date)
		refus = refus || !connue
		f.Opposable = f.Opposable || a.Circonstances.A(dossier.Urgence)
		x := oracle.ActeTechnique{
			Code: a.Code, Activite: int(a.Technique.Activite), Optam: int64(l.Optam), Hors: int64(l.Hors), Accepte: l.Modificateurs.String(), Regroupement: l.Regroupement,
			HorsRegle: [...]string{"", "geste", "supplement", "imagerie"}[nomenclature.HorsRegleDe(a.Code)],
			Lettres:   a.Technique.Modificateurs, Association: int(a.Technique.Association),
			Urgence: a.Circonstances.A(dossier.Urgence), DimancheFerie: a.Circonstances.A(dossier.DimancheFerie), Parts: "j",
		}
		switch minutes, dite := a.Heure.Minutes(); {
		case dite:
			x.Parts = map[bool]string{true: "n", false: "j"}[minutes < 8*60]
			if minutes >= 20*60 {
				x.Parts = "s"
			}
			x.DimancheFerie = d.Date.Semaine() == jour.Dimanche || d.Date.Ferie("")
		case a.Circonstances.A(dossier.NuitProfonde):
			x.Parts = "n"
		case a.Circonstances.A(dossier.Nuit):
			x.Parts = "sn" // the night of the NGAP: from 20:00 to 0:00, or from 6:00 to 8:00
		}
		f.Techniques = append(f.Techniques, x)
	}
	return f, refus
}

// TestDifferentielTechnique compares the prices and the refusals of technical
// acts with those of the oracle.
func TestDifferentielTechnique(t *testing.T) {
	vus := map[string]int{}
	rapid.Check(t, func(rt *rapid.T) {
		d := tirerFactureTechnique(rt)
		facture, err := coter(&d)
		q, sansPrix := factureTechniqueOracle(d)
		var attendus []string
		switch {
		case sansPrix:
			attendus = []string{"acte-non-pris-en-charge", "tarif-inconnu"}
		default:
			attendus = q.FautesLettres()
			if !q.Associable() {
				attendus = append(attendus, "acte-non-tarife", "association-impossible", "association-non-publiee")
			}
			if _, ok := q.Prix(0, 0); !ok {
				attendus = append(attendus, "tarif-inconnu")
			}
		}
		if err != nil {
			var e *dossier.Erreur
			if !errors.As(err, &e) || !slices.Contains(attendus, e.Code) {
				rt.Fatalf("le moteur refuse (%v), l'oracle dit %q\n%+v", err, attendus, q)
			}
			vus[e.Code]++
			return
		}
		if len(attendus) > 0 {
			rt.Fatalf("le moteur accepte, l'oracle refuse : %q\n%+v", attendus, q)
		}
		var codes []int
		for _, l := range facture.Lignes {
			codes = append(codes, int(l.Technique.Association))
		}
		if !q.Licite(codes) {
			rt.Fatalf("codes association %v illicites\n%+v", codes, q)
		}
		for i, l := range facture.Lignes {
			if prix, _ := q.Prix(i, codes[i]); prix != int64(l.Tarif.Centimes()) {
				rt.Fatalf("%s : l'oracle dit %d, le moteur %d (code %d)\n%+v", l.Code.Nom(bareme.Officiel().CCAM()), prix, l.Tarif.Centimes(), codes[i], q)
			}
		}
		vus[fmt.Sprintf("acceptée, %d actes", len(codes))]++
	})
	if testing.Verbose() {
		for _, k := range slices.Sorted(maps.Keys(vus)) {
			t.Log(vus[k], k)
		}
	}
}
