package lot

import (
	"bytes"
	"fmt"
	"math/rand/v2"

	"github.com/opposable/opposable/jour"
)

const enteteHasard = "id,date,acte,specialite,secteur,option,parcours,age,naissance,medecin_traitant,exoneration,aide,regime,zone,honoraires,tiers_payant,garantie,patient,praticien\n"

// fichierHasard writes n rows that look like a year of visits: dates, ages,
// fees and sectors vary, a few rows are refused. The seed settles them.
func fichierHasard(r *rand.Rand, n int) []byte {
	var b bytes.Buffer
	b.WriteString(enteteHasard)
	for i := range n {
		ligneHasard(&b, r, i)
	}
	return b.Bytes()
}

func unDe(r *rand.Rand, mots ...string) string { return mots[r.IntN(len(mots))] }

func ligneHasard(b *bytes.Buffer, r *rand.Rand, i int) {
	date := jour.De(2024, 1, 1) + jour.Jour(r.IntN(1000))
	age, naissance := fmt.Sprint(r.IntN(95)), ""
	if r.IntN(4) == 0 {
		age, naissance = "", (date - jour.Jour(r.IntN(34000))).String()
	}
	specialite, acte := "medecine_generale", unDe(r, "consultation", "consultation", "consultation", "teleconsultation", "consultation+nuit+regule")
	if r.IntN(2) == 0 {
		specialite, acte = unDe(r, "03", "psychiatrie", "gynecologie_medicale", "ophtalmologie", "dermatologie", "12"), "consultation"
	}
	secteur, option, honoraires := "1", "", ""
	switch r.IntN(4) {
	case 0:
		secteur, option, honoraires = "2", unDe(r, "", "optam"), fmt.Sprintf("%d.%02d", 30+r.IntN(70), 50*r.IntN(2))
	case 1:
		secteur, honoraires = unDe(r, "3", "2"), fmt.Sprint(40+r.IntN(90))
	}
	aide, zone := "", unDe(r, "", "metropole", "metropole")
	if r.IntN(12) == 0 {
		aide, honoraires = "c2s", ""
	}
	if secteur == "3" {
		acte = "consultation"
	}
	if r.IntN(20) == 0 {
		zone = "reunion"
	}
	fmt.Fprintf(b, "%d,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,p%06d,d%04d\n", i, date, acte, specialite, secteur, option,
		unDe(r, "", "", "", "oriente", "hors_parcours"), age, naissance, unDe(r, "", "true", "true", "false"),
		unDe(r, "", "", "", "", "ald", "maternite"), aide, unDe(r, "", "general", "general", "alsace_moselle"),
		zone, honoraires, unDe(r, "", "aucun", "amo"), unDe(r, "", "100%", "150%", "200%", "+100%", "150%/130%"),
		r.IntN(1000000), r.IntN(10000))
}
