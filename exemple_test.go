package opposable_test

import (
	"errors"
	"fmt"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
	"github.com/opposable/opposable/journal"
)

func ExampleCalculer() {
	d := opposable.Dossier{
		Date:      jour.De(2026, 3, 10),
		Praticien: dossier.Praticien{Specialite: 1, Secteur: dossier.Secteur1},
		Actes:     []dossier.Acte{{Nature: dossier.Consultation}},
	}
	dec, err := opposable.Calculer(d)
	if err != nil {
		panic(err)
	}
	fmt.Println(dec.Lignes[0].Code, dec.Honoraires.EN())
	fmt.Println("assurance maladie :", dec.AMO.EN())
	fmt.Println("à charge :", dec.ResteACharge.EN())
	// Output:
	// G €30.00
	// assurance maladie : €19.00
	// à charge : €11.00
}

// A dossier may be written as JSON; whatever is wrong with it has a code, the
// path of the field and a hint.
func ExampleCalculer_refus() {
	d, err := dossier.Decoder([]byte(`{
		"date": "2026-03-10",
		"praticien": {"specialite": "cardiologue", "secteur": "2"},
		"actes": [{"nature": "consultation"}]}`))
	if err != nil {
		panic(err)
	}
	_, err = opposable.Calculer(d)
	var e *opposable.Erreur
	if errors.As(err, &e) {
		fmt.Println(e.Code, "en", e.Champ)
		fmt.Println(e.Message)
	}
	// Output:
	// honoraires-manquants en honoraires
	// les honoraires sont libres dans ce secteur : donnez leur montant
}

func ExampleExpliquer() {
	d := opposable.Dossier{
		Date:             jour.De(2026, 3, 10),
		Praticien:        dossier.Praticien{Specialite: 1, Secteur: dossier.Secteur2},
		Actes:            []dossier.Acte{{Nature: dossier.Consultation}},
		Honoraires:       6000,
		HonorairesSaisis: true,
	}
	_, j, err := opposable.Expliquer(d)
	if err != nil {
		panic(err)
	}
	titres := map[journal.Regle]string{}
	for _, f := range opposable.Regles() {
		titres[f.Regle] = f.Code + " " + f.Titre
	}
	for _, e := range j.Etapes() {
		if titres[e.Regle] == "R-COTA-001 Tarif de l'acte" || titres[e.Regle] == "R-COTA-006 Lettre du dépassement" {
			fmt.Println(titres[e.Regle], e.Op)
		}
	}
	fmt.Println("rejoué :", journal.Rejouer(j.Etapes()))
	// Output:
	// R-COTA-006 Lettre du dépassement noter
	// R-COTA-001 Tarif de l'acte lire
	// rejoué : <nil>
}

// What would a participation of 4 € change?
func ExampleMoteur_reforme() {
	reforme := bareme.Reforme{Nom: "participation à 4 €", Modifie: []bareme.Modification{
		{Cle: bareme.Cle(bareme.ParticipationForfaitaire), Depuis: jour.De(2027, 1, 1), V: 400},
	}}
	d := opposable.Dossier{
		Date:      jour.De(2027, 3, 10),
		Praticien: dossier.Praticien{Specialite: 1, Secteur: dossier.Secteur1},
		Actes:     []dossier.Acte{{Nature: dossier.Consultation}},
	}
	for _, b := range []*bareme.Bareme{bareme.Officiel(), bareme.Officiel().Avec(reforme)} {
		var dec opposable.Decompte
		if err := opposable.NouveauMoteur(b).Calculer(&d, &dec, nil); err != nil {
			panic(err)
		}
		fmt.Println(b.Reformes(), dec.AMO.EN(), dec.Avertissements.Contient(dossier.AvertHypothese))
	}
	// Output:
	// [] €19.00 false
	// [participation à 4 €] €17.00 true
}
