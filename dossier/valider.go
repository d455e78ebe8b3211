package dossier

import (
	"strconv"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/jour"
)

// honorairesMax is the largest amount taken seriously: a hundred thousand euros.
const honorairesMax = 100_000 * 100

const ageMax = 130

// Valider tells what no law needs to be read for: missing fields, impossible
// ages, negative or absurd amounts. It returns the first fault, or nil; it
// allocates nothing when there is none.
//
// Errors: acte-double, acte-manquant, acte-vide, age-impossible,
// age-incoherent, anterieur-impossible, departement-incoherent,
// compteur-negatif, date-manquante, exoneration-incoherente, montant-absurde,
// montant-negatif, naissance-future, secteur-manquant.
func (d *Dossier) Valider() *Erreur {
	switch {
	case d.Date == 0:
		return &Erreur{Code: "date-manquante", Message: "la date des soins manque : elle choisit le droit applicable", Champ: "date"}
	case d.Praticien.Secteur == SecteurInconnu:
		return &Erreur{Code: "secteur-manquant", Message: "le secteur du praticien manque", Indice: "1, 2, 3 ou dp", Champ: "praticien.secteur"}
	case len(d.Actes) == 0:
		return &Erreur{Code: "acte-manquant", Message: "aucun acte", Indice: `par exemple {"nature": "consultation"}`, Champ: "actes"}
	case d.Patient.Naissance > d.Date:
		return &Erreur{Code: "naissance-future", Message: "la naissance suit les soins", Champ: "patient.naissance"}
	case d.Patient.Naissance != 0 && d.Date.Age(d.Patient.Naissance) > ageMax:
		return &Erreur{Code: "age-impossible", Message: "âge impossible : plus de " + strconv.Itoa(ageMax) + " ans", Champ: "patient.naissance"}
	case d.Patient.contredit(d.Date):
		return &Erreur{Code: "age-incoherent", Message: "l'âge et la naissance se contredisent", Indice: "donnez l'un des deux", Champ: "patient.age"}
	case d.Praticien.Departement != "" && d.Praticien.Departement.Zone() != d.Praticien.Zone:
		return &Erreur{Code: "departement-incoherent", Message: "le département " + d.Praticien.Departement.String() + " n'est pas dans ce territoire",
			Indice: "zone : " + d.Praticien.Departement.Zone().String(), Champ: "praticien.departement"}
	case d.Patient.AgeConnu && (d.Patient.Age < 0 || d.Patient.Age > ageMax):
		return &Erreur{Code: "age-impossible", Message: "âge impossible", Indice: "de 0 à " + strconv.Itoa(ageMax) + " ans", Champ: "patient.age"}
	case d.Patient.Exoneration == NouveauNe && d.Patient.AgeAu(d.Date) > 0,
		d.Patient.Exoneration == MineurVictime && d.Patient.AgeAu(d.Date) > 17:
		return &Erreur{Code: "exoneration-incoherente", Message: "cette exonération ne va pas avec l'âge du patient", Champ: "patient.exoneration"}
	}
	if e := validerMontant(d.Honoraires, "honoraires"); e != nil {
		return e
	}
	if e := d.validerCompteurs(); e != nil {
		return e
	}
	for i := range d.Actes {
		if e := d.Actes[i].valider(i); e != nil {
			return e
		}
	}
	for i := range d.Anterieurs {
		if e := d.Anterieurs[i].valider(i, d.Date); e != nil {
			return e
		}
	}
	return nil
}

// contredit tells that the age and the day of birth part by more than the year
// between two birthdays; the day of birth prevails over a smaller gap.
func (p *Patient) contredit(soins jour.Jour) bool {
	if !p.AgeConnu || p.Naissance == 0 {
		return false
	}
	ecart := int(p.Age) - soins.Age(p.Naissance)
	return ecart < -1 || ecart > 1
}

func (a *Anterieur) valider(i int, soins jour.Jour) *Erreur {
	chemin := func(champ string) string { return "anterieurs[" + strconv.Itoa(i) + "]" + champ }
	switch {
	case a.Date == 0 || a.Date > soins:
		return &Erreur{Code: "anterieur-impossible", Message: "un acte antérieur précède les soins ou les accompagne le même jour", Champ: chemin(".date")}
	case a.Code == "":
		return &Erreur{Code: "anterieur-impossible", Message: "un acte antérieur a un code", Champ: chemin(".code")}
	case a.Nombre < 0:
		return &Erreur{Code: "compteur-negatif", Message: "nombre négatif", Champ: chemin(".nombre")}
	}
	return nil
}

func (a *Acte) valider(i int) *Erreur {
	chemin := func(champ string) string { return "actes[" + strconv.Itoa(i) + "]" + champ }
	switch {
	case a.Code == "" && a.Nature == SansNature:
		return &Erreur{Code: "acte-vide", Message: "un acte a un code ou une nature", Champ: chemin("")}
	case a.Code != "" && a.Nature != SansNature:
		return &Erreur{Code: "acte-double", Message: "un acte a un code ou une nature, pas les deux", Champ: chemin("")}
	case a.Quantite < 0:
		return &Erreur{Code: "compteur-negatif", Message: "quantité négative", Champ: chemin(".quantite")}
	case a.Honoraires < 0 || a.Honoraires > honorairesMax:
		return validerMontant(a.Honoraires, chemin(".honoraires"))
	}
	return nil
}

func (d *Dossier) validerCompteurs() *Erreur {
	c, p := &d.Compteurs, &d.Prescriptions
	switch {
	case c.ParticipationsDuJour < 0:
		return &Erreur{Code: "compteur-negatif", Message: "compteur négatif", Champ: "compteurs.participations_du_jour"}
	case c.ParticipationAnnee < 0:
		return &Erreur{Code: "compteur-negatif", Message: "compteur négatif", Champ: "compteurs.participation_annee"}
	case c.FranchiseAnnee < 0:
		return &Erreur{Code: "compteur-negatif", Message: "compteur négatif", Champ: "compteurs.franchise_annee"}
	case p.BoitesMedicaments < 0 || p.ActesParamedicaux < 0 || p.TransportsSanitaires < 0:
		return &Erreur{Code: "compteur-negatif", Message: "nombre négatif", Champ: "prescriptions"}
	}
	return nil
}

func validerMontant(c argent.Centimes, chemin string) *Erreur {
	switch {
	case c < 0:
		return &Erreur{Code: "montant-negatif", Message: "montant négatif", Champ: chemin}
	case c > honorairesMax:
		return &Erreur{Code: "montant-absurde", Message: "montant hors de toute mesure", Indice: "au plus " + argent.Centimes(honorairesMax).FR(), Champ: chemin}
	}
	return nil
}
