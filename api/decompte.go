package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/explication"
)

// Requests carry the raw bytes: [dossier.Decoder] alone reads a dossier.
type (
	demandeDecompte struct {
		RawBody []byte `contentType:"application/json"`
		Detail  string `query:"detail" enum:"etapes" doc:"« etapes » ajoute le membre journal : chaque opération, sa règle, son texte et sa source."`
		Langue  string `query:"langue" enum:"fr,en" doc:"Langue du résumé, des libellés, des avertissements et des étapes ; fr par défaut. Les erreurs sont en français."`
	}
	reponseDecompte struct {
		Body explication.Reponse
	}
	demandeQuestions struct {
		RawBody []byte `contentType:"application/json"`
	}
	reponseQuestions struct {
		Body Questions
	}
)

// Questions lists the fields worth asking for.
type Questions struct {
	Questions []Question `json:"questions"`
}

// Question is a field whose answer would change who pays what.
type Question struct {
	Champ    string   `json:"champ"`
	Reponses []string `json:"reponses"`
}

func operationDecompte() huma.Operation {
	return huma.Operation{
		OperationID: "decompte", Method: http.MethodPost, Path: "/v1/decompte", Tags: []string{"calcul"},
		Summary:          "Le décompte d'une facture",
		Description:      "Qui paie quoi : assurance maladie, aide publique, complémentaire, patient. Toujours : honoraires = amo + aide + amc + reste_a_charge. La date des soins choisit le droit ; sans elle, le dossier est refusé.",
		SkipValidateBody: true, SkipValidateParams: true,
	}
}

func operationQuestions() huma.Operation {
	return huma.Operation{
		OperationID: "questions", Method: http.MethodPost, Path: "/v1/questions", Tags: []string{"calcul"},
		Summary:          "Les questions qui comptent",
		Description:      "Les champs du dossier dont une autre réponse changerait le partage, et ces réponses. Un formulaire pose ces questions et nulle autre.",
		SkipValidateBody: true, SkipValidateParams: true,
	}
}

func (s *serveur) decompte(ctx context.Context, q *demandeDecompte) (*reponseDecompte, error) {
	langue, e1 := lireLangue(q.Langue)
	detail, e2 := lireDetail(q.Detail)
	if err := refuser(e1, e2); err != nil {
		return nil, err
	}
	d, err := dossier.Decoder(q.RawBody)
	if err != nil {
		return nil, refus(err)
	}
	cote, err := s.calculer(d)
	if err != nil {
		return nil, refus(err)
	}
	r := explication.Repondre(&cote.Dossier, &cote.Decompte, cote.Journal, cote.Bareme, detail, langue)
	return &reponseDecompte{(r)}, nil
}

func (s *serveur) calculer(d dossier.Dossier) (explication.Cote, error) {
	m := s.moteurs.Get().(*opposable.Moteur)
	defer s.moteurs.Put(m)
	return explication.Calculer(m, d)
}

func (s *serveur) questions(ctx context.Context, q *demandeQuestions) (*reponseQuestions, error) {
	d, err := dossier.Decoder(q.RawBody)
	if err != nil {
		return nil, refus(err)
	}
	// A dossier that cannot be computed has no question, but errors to show.
	if _, err := s.calculer(d); err != nil {
		return nil, refus(err)
	}
	r := Questions{Questions: []Question{}}
	for _, un := range opposable.NouveauMoteur(s.Bareme).Questions(d) {
		r.Questions = append(r.Questions, Question(un))
	}
	return &reponseQuestions{r}, nil
}
