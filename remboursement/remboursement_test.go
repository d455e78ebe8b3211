package remboursement_test

import (
	"testing"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/dossier"
)

// calculer reads a dossier as people send it and computes it.
func calculer(t *testing.T, json string) opposable.Decompte {
	t.Helper()
	d, err := dossier.Decoder([]byte(json))
	if err != nil {
		t.Fatalf("%s : %v", json, err)
	}
	dec, err := opposable.Calculer(d)
	if err != nil {
		t.Fatalf("%s : %v", json, err)
	}
	return dec
}

const generaliste = `"praticien": {"specialite": "medecine_generale", "secteur": "1"}, "actes": [{"nature": "consultation"}]`

// public lists the public side of a décompte.
type public struct{ base, brut, majoration, lourd, participation, amo, aide, reste argent.Centimes }

func publicDe(d opposable.Decompte) public {
	return public{d.Base, d.AMOBrut, d.MajorationHorsParcours, d.ParticipationActeLourd, d.ParticipationForfaitaire, d.AMO, d.Aide, d.ResteACharge}
}

func TestChacunEstRembourseSelonSaSituation(t *testing.T) {
	for _, c := range []struct {
		cas, json string
		voulu     public
	}{
		{"adulte chez son médecin traitant (fiche F1069)", `{"date": "2025-03-10", ` + generaliste + `}`,
			public{3000, 2100, 0, 0, 200, 1900, 0, 1100}},
		{"veille du passage de la participation à 2 €", `{"date": "2024-05-14", ` + generaliste + `}`,
			public{2650, 1855, 0, 0, 100, 1755, 0, 895}},
		{"hors parcours, la majoration est plafonnée à 10,60 €", `{"date": "2025-03-10", "parcours": "hors_parcours", ` + generaliste + `}`,
			public{3000, 1040, 1060, 0, 200, 840, 0, 2160}},
		{"hors parcours, comme l'imprime service-public depuis décembre 2024", `{"date": "2025-03-10", "parcours": "hors_parcours", "plafond_majoration": "sans", ` + generaliste + `}`,
			public{3000, 900, 1200, 0, 200, 700, 0, 2300}},
		{"moins de seize ans : ni parcours ni participation", `{"date": "2025-03-10", "parcours": "hors_parcours", "patient": {"naissance": "2009-03-11"}, ` + generaliste + `}`,
			public{3000, 2100, 0, 0, 0, 2100, 0, 900}},
		{"seize ans ce jour : le parcours s'impose", `{"date": "2025-03-10", "parcours": "hors_parcours", "patient": {"naissance": "2009-03-10"}, ` + generaliste + `}`,
			public{3000, 1040, 1060, 0, 0, 1040, 0, 1960}},
		{"dix-huit ans le 2 janvier : exempté jusqu'au 31 décembre", `{"date": "2025-12-31", "patient": {"naissance": "2007-01-02"}, ` + generaliste + `}`,
			public{3000, 2100, 0, 0, 0, 2100, 0, 900}},
		{"dix-huit ans le 1er janvier : la participation est due", `{"date": "2025-01-01", "patient": {"naissance": "2007-01-01"}, ` + generaliste + `}`,
			public{3000, 2100, 0, 0, 200, 1900, 0, 1100}},
		{"ALD, soin du protocole : la participation reste due", `{"date": "2025-03-10", "patient": {"exoneration": "ald"}, ` + generaliste + `}`,
			public{3000, 3000, 0, 0, 200, 2800, 0, 200}},
		{"ALD hors parcours : pas de majoration", `{"date": "2025-03-10", "parcours": "S", "patient": {"exoneration": "ald"}, ` + generaliste + `}`,
			public{3000, 3000, 0, 0, 200, 2800, 0, 200}},
		{"maternité : tout est couvert", `{"date": "2025-03-10", "patient": {"exoneration": "maternite"}, ` + generaliste + `}`,
			public{3000, 3000, 0, 0, 0, 3000, 0, 0}},
		{"invalidité hors parcours : le texte fait porter la majoration", `{"date": "2025-03-10", "parcours": "S", "patient": {"exoneration": "invalidite"}, ` + generaliste + `}`,
			public{3000, 1940, 1060, 0, 200, 1740, 0, 1260}},
		{"Alsace-Moselle : le régime local ajoute vingt points", `{"date": "2025-03-10", "patient": {"regime": "alsace_moselle"}, ` + generaliste + `}`,
			public{3000, 2100, 0, 0, 200, 1900, 600, 500}},
		{"ASPA : 80 %", `{"date": "2025-03-10", "patient": {"aide": "aspa"}, ` + generaliste + `}`,
			public{3000, 2400, 0, 0, 200, 2200, 0, 800}},
		{"C2S hors parcours : la C2S paie aussi la majoration", `{"date": "2025-03-10", "parcours": "S", "patient": {"aide": "c2s"}, ` + generaliste + `}`,
			public{3000, 1040, 1060, 0, 0, 1040, 1960, 0}},
		{"AME : l'État paie tout le tarif", `{"date": "2025-03-10", "parcours": "S", "patient": {"aide": "ame"}, ` + generaliste + `}`,
			public{3000, 0, 0, 0, 0, 0, 3000, 0}},
		{"psychiatre de secteur 2 au-delà du tarif (fiche F34917)",
			`{"date": "2025-03-10", "praticien": {"specialite": "psychiatrie", "secteur": "2"}, "actes": [{"nature": "consultation"}], "honoraires": "90.00"}`,
			public{4250, 2975, 0, 0, 200, 2775, 0, 6225}},
		{"le tableau du 5 avril 2022 compte la majoration ligne à ligne",
			`{"date": "2022-03-31", "parcours": "S", "plafond_majoration": "ligne", "praticien": {"specialite": "psychiatrie", "secteur": "1"}, "actes": [{"nature": "consultation"}]}`,
			public{4170, 1811, 1108, 0, 100, 1711, 0, 2459}},
		{"non conventionné : le tarif d'autorité, et la participation n'est pas retenue",
			`{"date": "2025-03-10", "praticien": {"specialite": "medecine_generale", "secteur": "3"}, "actes": [{"nature": "consultation"}], "honoraires": "60.00"}`,
			public{61, 43, 0, 0, 0, 43, 0, 5957}},
		{"acte lourd : 24 € au lieu de 30 %",
			`{"date": "2026-04-21", "praticien": {"specialite": "chirurgie_viscerale", "secteur": "1"}, "actes": [{"code": "HMFC004"}]}`,
			public{30003, 27603, 0, 2400, 200, 27403, 0, 2600}},
		{"acte lourd depuis le 22 avril 2026 : 32 €",
			`{"date": "2026-04-22", "praticien": {"specialite": "chirurgie_viscerale", "secteur": "1"}, "actes": [{"code": "HMFC004"}]}`,
			public{30003, 26803, 0, 3200, 200, 26603, 0, 3400}},
		{"acte lourd en Alsace-Moselle : le régime local paie les 24 €",
			`{"date": "2026-04-21", "patient": {"regime": "local"}, "praticien": {"specialite": "chirurgie_viscerale", "secteur": "1"}, "actes": [{"code": "HMFC004"}]}`,
			public{30003, 27603, 0, 2400, 200, 27403, 2400, 200}},
		{"acte lourd d'un bénéficiaire de l'ASPA : rien",
			`{"date": "2026-04-21", "patient": {"aide": "aspa"}, "praticien": {"specialite": "chirurgie_viscerale", "secteur": "1"}, "actes": [{"code": "HMFC004"}]}`,
			public{30003, 30003, 0, 0, 200, 29803, 0, 200}},
	} {
		if obtenu := publicDe(calculer(t, c.json)); obtenu != c.voulu {
			t.Errorf("%s\n  obtenu %+v\n  voulu  %+v", c.cas, obtenu, c.voulu)
		}
	}
}

func TestLesParticipationsSontPlafonnees(t *testing.T) {
	acte := `"praticien": {"specialite": "neurologie", "secteur": "1"}, "actes": [{"code": "AHQB024"}, {"code": "AHQB025"}, {"code": "AHQB026"}, {"code": "AHQB027"}, {"code": "AHQB013"}, {"code": "AHQB001"}]`
	for _, c := range []struct {
		cas, compteurs string
		participation  argent.Centimes
		jour           int16
		annee          argent.Centimes
	}{
		{"six actes d'un même médecin : quatre participations (fiche F165)", `{}`, 800, 4, 800},
		{"trois déjà prises ce jour", `{"participations_du_jour": 3}`, 200, 4, 200},
		{"quatre déjà prises ce jour", `{"participations_du_jour": 4}`, 0, 4, 0},
		{"il ne reste que 3 € dans l'année", `{"participation_annee": "47.00"}`, 300, 2, 5000},
		{"le plafond annuel est atteint : rien n'est retenu ni compté", `{"participation_annee": "50.00"}`, 0, 0, 5000},
	} {
		dec := calculer(t, `{"date": "2025-03-10", "compteurs": `+c.compteurs+`, `+acte+`}`)
		if dec.ParticipationForfaitaire != c.participation || dec.Compteurs.ParticipationsDuJour != c.jour || dec.Compteurs.ParticipationAnnee != c.annee {
			t.Errorf("%s : %s retenus, compteurs %+v", c.cas, dec.ParticipationForfaitaire, dec.Compteurs)
		}
	}
}

// TestLaParticipationSeCompareAuRemboursementDeChaqueActe: it is not taken
// from an act refunded less than itself, whatever the other acts of the bill.
func TestLaParticipationSeCompareAuRemboursementDeChaqueActe(t *testing.T) {
	dec := calculer(t, `{"date": "2025-03-10", "praticien": {"specialite": "cardiologie", "secteur": "2"},
		"actes": [{"code": "DEQP003", "honoraires": "14.00"}, {"code": "DEQP003", "honoraires": "1.00"}]}`)
	if dec.ParticipationForfaitaire != 200 {
		t.Errorf("le second acte n'est remboursé que 0,70 € : une participation de 2,00 €, pas %s", dec.ParticipationForfaitaire.FR())
	}
}

func TestLesFranchisesOntLeursPlafonds(t *testing.T) {
	for _, c := range []struct {
		cas, dossier string
		franchise    argent.Centimes
	}{
		{"trois boîtes", `"prescriptions": {"boites_medicaments": 3}`, 300},
		{"six actes paramédicaux : 4 € par jour", `"prescriptions": {"actes_paramedicaux": 6}`, 400},
		{"trois transports : 8 € par jour", `"prescriptions": {"transports_sanitaires": 3}`, 800},
		{"49 € déjà retenus", `"prescriptions": {"boites_medicaments": 3}, "compteurs": {"franchise_annee": "49.00"}`, 100},
		{"enfant", `"prescriptions": {"boites_medicaments": 3}, "patient": {"age": 10}`, 0},
		{"AME", `"prescriptions": {"boites_medicaments": 3}, "patient": {"aide": "ame"}`, 0},
	} {
		if dec := calculer(t, `{"date": "2025-03-10", `+c.dossier+`, `+generaliste+`}`); dec.Franchise != c.franchise {
			t.Errorf("%s : %s", c.cas, dec.Franchise)
		}
	}
}

// TestCeuxQueLeParcoursNeConcernePas: RG_CF640 excludes, before any other rule,
// a teleconsultation of a patient without médecin traitant and doctors of
// specialty 38.
func TestCeuxQueLeParcoursNeConcernePas(t *testing.T) {
	for cas, json := range map[string]string{
		"téléconsultation sans médecin traitant": `{"date": "2025-03-10", "patient": {"medecin_traitant": false},
			"praticien": {"specialite": "medecine_generale", "secteur": "1"}, "actes": [{"nature": "teleconsultation"}]}`,
		"médecin biologiste (38)": `{"date": "2025-03-10", "parcours": "hors_parcours",
			"praticien": {"specialite": "38", "secteur": "1"}, "actes": [{"nature": "consultation"}]}`,
	} {
		if dec := calculer(t, json); dec.MajorationHorsParcours != 0 {
			t.Errorf("%s : majoration de %s", cas, dec.MajorationHorsParcours)
		}
	}
}

// TestUnNouveauNeEstUnEnfantMemeSansDateDeNaissance: newborn care is a minor's,
// under sixteen: no participation and no surcharge.
func TestUnNouveauNeEstUnEnfantMemeSansDateDeNaissance(t *testing.T) {
	dec := calculer(t, `{"date": "2025-03-10", "parcours": "hors_parcours", "patient": {"exoneration": "nouveau_ne"}, `+generaliste+`}`)
	if dec.ParticipationForfaitaire != 0 || dec.MajorationHorsParcours != 0 {
		t.Errorf("participation %s, majoration %s", dec.ParticipationForfaitaire, dec.MajorationHorsParcours)
	}
}

// TestLActeEtSesMajorationsFontUnSeulActe: naming the act or writing its codes
// gives the same surcharge, one cap for the act with its supplements.
func TestLActeEtSesMajorationsFontUnSeulActe(t *testing.T) {
	debut := `{"date": "2022-03-31", "parcours": "S", "praticien": {"specialite": "psychiatrie", "secteur": "1"}, "actes": `
	nommee, codee := calculer(t, debut+`[{"nature": "consultation"}]}`), calculer(t, debut+`[{"code": "CNPSY"}, {"code": "MPC"}]}`)
	if publicDe(nommee) != publicDe(codee) {
		t.Errorf("nommée %+v\ncodée  %+v", publicDe(nommee), publicDe(codee))
	}
}

// TestLaConfianceNeDependPasDuJournal: a zero amount made from an uncertain
// value keeps its confidence, whether or not the steps are recorded.
func TestLaConfianceNeDependPasDuJournal(t *testing.T) {
	d, err := dossier.Decoder([]byte(`{"date": "2026-05-01", "praticien": {"specialite": "chirurgie_viscerale", "secteur": "1"},
		"actes": [{"code": "HMFC004", "honoraires": "0.00"}, {"code": "DEQP003", "honoraires": "0.00"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	sans, err := opposable.Calculer(d)
	if err != nil {
		t.Fatal(err)
	}
	avec, _, err := opposable.Expliquer(d)
	if err != nil || avec.Avertissements != sans.Avertissements {
		t.Errorf("avec journal %v, sans %v (%v)", avec.Avertissements.Liste(), sans.Avertissements.Liste(), err)
	}
}
