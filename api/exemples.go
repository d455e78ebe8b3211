package api

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// exemple is a request shown in the document. Its answer is computed, never
// written, so that the document cannot lie.
type exemple struct {
	nom, resume string
	// route is the method and the pattern; parametres fill the pattern and the query.
	route      string
	parametres map[string]string
	corps      string
}

var exemples = []exemple{
	{"generaliste", "Consultation chez le médecin traitant, secteur 1", "POST /v1/decompte", nil,
		`{"date": "2026-03-10", "patient": {"age": 41}, "praticien": {"specialite": "medecine_generale", "secteur": "1"}, "parcours": "medecin_traitant", "actes": [{"nature": "consultation"}]}`},
	{"gynecologue_optam", "Gynécologue de secteur 2 sous OPTAM, en accès direct, avec une complémentaire", "POST /v1/decompte", nil,
		`{"date": "2026-03-10", "patient": {"age": 41}, "praticien": {"specialite": "gynecologie_medicale", "secteur": "2", "option": "optam"}, "parcours": "acces_direct", "actes": [{"nature": "consultation"}], "honoraires": "60.00", "contrat": {"garantie": "150%/130%"}}`},
	{"hors_parcours_detaille", "Hors du parcours de soins, avec les étapes, en anglais", "POST /v1/decompte", map[string]string{"detail": "etapes", "langue": "en"},
		`{"date": "2026-03-10", "praticien": {"specialite": "03", "secteur": "2"}, "parcours": "hors_parcours", "actes": [{"nature": "consultation"}], "honoraires": "75.00"}`},
	{"acte_inconnu", "Un code qui n'existe pas", "POST /v1/decompte", nil,
		`{"date": "2026-03-10", "praticien": {"specialite": "medecine_generale", "secteur": "1"}, "actes": [{"code": "GG"}]}`},
	{"deux_erreurs", "Un champ mal écrit et un montant nu", "POST /v1/decompte", nil,
		`{"date": "2026-03-10", "pratitien": {}, "actes": [{"nature": "consultation"}], "honoraires": 60}`},
	{"enfant", "Un enfant chez le généraliste : la lettre et sa majoration, chacune avec sa raison", "POST /v1/cotation", nil,
		`{"date": "2026-03-10", "patient": {"age": 4}, "praticien": {"specialite": "medecine_generale", "secteur": "1"}, "actes": [{"nature": "consultation"}]}`},
	{"visite_de_nuit", "Une visite régulée, un soir à 22 h 30, à douze kilomètres, en anglais", "POST /v1/cotation", map[string]string{"langue": "en"},
		`{"date": "2026-03-10", "patient": {"age": 70}, "praticien": {"specialite": "medecine_generale", "secteur": "1", "departement": "67"}, "actes": [{"nature": "visite", "heure": "22:30", "distance_km": "12", "circonstances": ["regule"]}]}`},
	{"secteur_2", "Secteur 2 sans option : au tarif opposable, ou avec un dépassement encore à fixer", "POST /v1/cotation", map[string]string{"mode": "proposer"},
		`{"date": "2026-03-10", "praticien": {"specialite": "dermatologie", "secteur": "2"}, "parcours": "oriente", "actes": [{"nature": "consultation"}]}`},
	{"cumul_interdit", "Un avis ponctuel et une majoration qu'il comprend déjà", "POST /v1/cotation", nil,
		`{"date": "2026-03-10", "praticien": {"specialite": "dermatologie", "secteur": "1"}, "parcours": "oriente", "actes": [{"code": "APC"}, {"code": "MCS"}]}`},
	{"limite_atteinte", "Quatre visites longues déjà facturées dans l'année", "POST /v1/cotation", map[string]string{"mode": "controler"},
		`{"date": "2026-11-10", "patient": {"age": 85}, "praticien": {"specialite": "medecine_generale", "secteur": "1"}, "parcours": "medecin_traitant", "actes": [{"code": "VL"}], "anterieurs": [{"date": "2026-01-10", "code": "VL", "nombre": 4}]}`},
	{"accepte", "Une consultation de spécialiste coordonnée", "POST /v1/cotation", map[string]string{"langue": "en"},
		`{"date": "2026-03-10", "praticien": {"specialite": "dermatologie", "secteur": "1"}, "parcours": "oriente", "actes": [{"code": "CS"}, {"code": "MCS"}]}`},
	{"sans_nature", "Rien à proposer quand chaque acte a son code", "POST /v1/cotation", map[string]string{"mode": "proposer"},
		`{"date": "2026-03-10", "praticien": {"specialite": "medecine_generale", "secteur": "1"}, "actes": [{"code": "G"}]}`},
	{"optam_ou_non", "Le même spécialiste sans et avec OPTAM", "POST /v1/comparaison", nil,
		`{"a": {"date": "2026-03-10", "praticien": {"specialite": "dermatologie", "secteur": "2"}, "actes": [{"nature": "consultation"}], "honoraires": "60.00"},
		  "b": {"date": "2026-03-10", "praticien": {"specialite": "dermatologie", "secteur": "2", "option": "optam"}, "actes": [{"nature": "consultation"}], "honoraires": "60.00"}}`},
	{"reforme", "La consultation du généraliste portée à 35 €", "POST /v1/comparaison", nil,
		`{"a": {"date": "2027-03-10", "praticien": {"specialite": "medecine_generale", "secteur": "1"}, "actes": [{"nature": "consultation"}]},
		  "reforme": {"nom": "G à 35 €", "motif": "exemple", "modifie": {"g": {"valeurs": [{"depuis": "2027-01-01", "valeur": "35.00"}]}}}}`},
	{"reforme_refusee", "Une réforme qui nomme une clé inconnue", "POST /v1/comparaison", nil,
		`{"a": {"date": "2027-03-10", "praticien": {"specialite": "medecine_generale", "secteur": "1"}, "actes": [{"nature": "consultation"}]},
		  "reforme": {"nom": "essai", "modifie": {"participation_forfaitair": {"valeurs": [{"depuis": "2027-01-01", "valeur": "3.00"}]}}}}`},
	{"generaliste", "Ce qui changerait le décompte d'une consultation", "POST /v1/questions", nil,
		`{"date": "2026-03-10", "praticien": {"specialite": "medecine_generale", "secteur": "1"}, "actes": [{"nature": "consultation"}]}`},
	{"recherche", "Les paramètres de la participation forfaitaire", "GET /v1/bareme", map[string]string{"q": "participation forfaitaire", "au": "2026-03-10"}, ""},
	{"date_impossible", "Un jour mal écrit", "GET /v1/bareme", map[string]string{"au": "hier"}, ""},
	{"generaliste", "Toute l'histoire de la lettre G", "GET /v1/bareme/{cle}", map[string]string{"cle": "g"}, ""},
	{"un_jour", "Sa valeur d'un jour, telle que connue alors", "GET /v1/bareme/{cle}", map[string]string{"cle": "g", "au": "2024-12-01", "connu_au": "2024-12-01"}, ""},
	{"inconnue", "Une clé mal écrite", "GET /v1/bareme/{cle}", map[string]string{"cle": "participation_forfaitair"}, ""},
	{"mots_courants", "Un acte technique par son nom courant", "GET /v1/actes", map[string]string{"q": "prothèse de hanche", "au": "2026-03-10"}, ""},
	{"specialiste", "La consultation du spécialiste, pour un cardiologue", "GET /v1/actes/{code}", map[string]string{"code": "CS", "au": "2026-03-10", "specialite": "cardiologie"}, ""},
	{"inconnu", "Un code mal écrit", "GET /v1/actes/{code}", map[string]string{"code": "DEQP03"}, ""},
	{"couverture", "La couverture du barème", "GET /v1/couverture", nil, ""},
	{"sante", "Le serveur va bien", "GET /healthz", nil, ""},
}

// illustrer puts each example on its request and its answer, under one name.
func illustrer(o *huma.OpenAPI, s *serveur) {
	for _, e := range exemples {
		methode, motif, _ := strings.Cut(e.route, " ")
		op := o.Paths[motif].Get
		if methode == http.MethodPost {
			op = o.Paths[motif].Post
			poser(op.RequestBody.Content["application/json"], e, json.RawMessage(e.corps))
		}
		for _, p := range op.Parameters {
			if v, ok := e.parametres[p.Name]; ok {
				if p.Examples == nil {
					p.Examples = map[string]*huma.Example{}
				}
				p.Examples[e.nom] = &huma.Example{Summary: e.resume, Value: v}
			}
		}
		t := &tampon{entetes: http.Header{}}
		s.mux.ServeHTTP(t, e.requete())
		if r := op.Responses[strconv.Itoa(t.statut)]; r != nil {
			for _, m := range r.Content {
				poser(m, e, json.RawMessage(t.corps.Bytes()))
			}
		}
	}
}

func poser(m *huma.MediaType, e exemple, valeur any) {
	if m.Examples == nil {
		m.Examples = map[string]*huma.Example{}
	}
	m.Examples[e.nom] = &huma.Example{Summary: e.resume, Value: valeur}
}

func (e exemple) requete() *http.Request {
	methode, motif, _ := strings.Cut(e.route, " ")
	q := url.Values{}
	for nom, v := range e.parametres {
		if strings.Contains(motif, "{"+nom+"}") {
			motif = strings.ReplaceAll(motif, "{"+nom+"}", url.PathEscape(v))
			continue
		}
		q.Set(nom, v)
	}
	r, _ := http.NewRequest(methode, motif+"?"+q.Encode(), strings.NewReader(e.corps))
	return r
}
