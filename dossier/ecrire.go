package dossier

import "encoding/json"

// MarshalJSON writes the contract back, leaving out what is ordinary.
func (d Dossier) MarshalJSON() ([]byte, error) {
	type m = map[string]any
	patient, praticien := m{}, m{"specialite": d.Praticien.Specialite.String(), "secteur": d.Praticien.Secteur.String()}
	if d.Patient.Naissance != 0 {
		patient["naissance"] = d.Patient.Naissance
	} else if d.Patient.AgeConnu {
		patient["age"] = d.Patient.Age
	}
	motSi(patient, "regime", d.Patient.Regime != 0, d.Patient.Regime)
	motSi(patient, "aide", d.Patient.Aide != 0, d.Patient.Aide)
	motSi(patient, "exoneration", d.Patient.Exoneration != 0, d.Patient.Exoneration)
	if d.Patient.SansMedecinTraitant {
		patient["medecin_traitant"] = false
	}
	motSi(praticien, "option", d.Praticien.Option != 0, d.Praticien.Option)
	motSi(praticien, "zone", d.Praticien.Zone != 0, d.Praticien.Zone)
	if d.Praticien.Titre {
		praticien["titre"] = true
	}
	motSi(praticien, "departement", d.Praticien.Departement != "", d.Praticien.Departement)
	racine := m{"date": d.Date, "praticien": praticien, "actes": actesJSON(d.Actes)}
	if len(patient) > 0 {
		racine["patient"] = patient
	}
	motSi(racine, "parcours", d.Parcours != 0, d.Parcours)
	if d.HonorairesSaisis {
		racine["honoraires"] = d.Honoraires
	}
	motSi(racine, "tiers_payant", d.TiersPayant != 0, d.TiersPayant)
	motSi(racine, "plafond_majoration", d.PlafondMajoration != 0, d.PlafondMajoration)
	if !d.Contrat.Garantie.EstVide() {
		racine["contrat"] = m{"garantie": d.Contrat.Garantie.String()}
	}
	if c := d.Compteurs; c != (Compteurs{}) {
		racine["compteurs"] = m{"participations_du_jour": c.ParticipationsDuJour, "participation_annee": c.ParticipationAnnee, "franchise_annee": c.FranchiseAnnee}
	}
	if len(d.Anterieurs) > 0 {
		racine["anterieurs"] = anterieursJSON(d.Anterieurs)
	}
	if p := d.Prescriptions; p != (Prescriptions{}) {
		racine["prescriptions"] = m{"boites_medicaments": p.BoitesMedicaments, "actes_paramedicaux": p.ActesParamedicaux, "transports_sanitaires": p.TransportsSanitaires}
	}
	return json.Marshal(racine)
}

func motSi(m map[string]any, nom string, present bool, v interface{ String() string }) {
	if present {
		m[nom] = v.String()
	}
}

func actesJSON(actes []Acte) []map[string]any {
	l := make([]map[string]any, len(actes))
	for i, a := range actes {
		l[i] = map[string]any{}
		if a.Code != "" {
			l[i]["code"] = a.Code
		}
		motSi(l[i], "nature", a.Nature != 0, a.Nature)
		if a.Circonstances != 0 {
			l[i]["circonstances"] = a.Circonstances.Liste()
		}
		if a.HonorairesSaisis {
			l[i]["honoraires"] = a.Honoraires
		}
		a.circonstanciel(l[i])
	}
	return l
}

// circonstanciel writes the hour, the way and the technical particulars.
func (a *Acte) circonstanciel(m map[string]any) {
	motSi(m, "heure", a.Heure != 0, a.Heure)
	motSi(m, "terrain", a.Terrain != Plaine, a.Terrain)
	if a.Distance != 0 {
		m["distance_km"] = ecrireDistance(a.Distance)
	}
	if a.Quantite != 0 {
		m["quantite"] = a.Quantite
	}
	t := &a.Technique
	if t.Activite != 0 {
		m["activite"] = t.Activite
	}
	if t.Phase != 0 {
		m["phase"] = t.Phase
	}
	if t.Modificateurs != "" {
		m["modificateurs"] = t.Modificateurs
	}
	if t.Association != 0 {
		m["association"] = t.Association
	}
}

func anterieursJSON(l []Anterieur) []map[string]any {
	r := make([]map[string]any, len(l))
	for i, a := range l {
		r[i] = map[string]any{"date": a.Date, "code": a.Code}
		if a.Nombre != 0 {
			r[i]["nombre"] = a.Nombre
		}
		if a.AutrePatient {
			r[i]["autre_patient"] = true
		}
	}
	return r
}
