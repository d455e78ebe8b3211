package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/explication"
)

type (
	demandeCotation struct {
		RawBody []byte `contentType:"application/json"`
		Mode    string `query:"mode" enum:"proposer,controler" doc:"« proposer » des codes, par défaut dès qu'un acte est donné par sa nature ; « controler » ceux du dossier, par défaut quand chaque acte a le sien."`
		Langue  string `query:"langue" enum:"fr,en" doc:"Langue des libellés, des raisons, des règles et des avertissements ; fr par défaut. Les erreurs sont en français."`
	}
	// reponseCotation carries [explication.Propositions] or
	// [explication.Controle].
	reponseCotation struct {
		Body any
	}
)

func operationCotation() huma.Operation {
	return huma.Operation{
		OperationID: "cotation", Method: http.MethodPost, Path: "/v1/cotation", Tags: []string{"calcul"},
		Summary:          "Ce qui peut se facturer",
		Description:      "D'un acte donné par sa nature, les cotations permises, la meilleure d'abord, chacune chiffrée et justifiée. D'actes donnés par leurs codes, s'ils peuvent se facturer ensemble : sinon chaque faute, sa règle et le remède. Une cotation refusée est une réponse, pas une erreur.",
		SkipValidateBody: true, SkipValidateParams: true,
	}
}

const (
	modeProposer  = "proposer"
	modeControler = "controler"
)

func lireMode(s string) (string, *dossier.Erreur) {
	switch s {
	case "", modeProposer, modeControler:
		return s, nil
	}
	return "", &dossier.Erreur{Code: "mode-inconnu", Message: "mode inconnu : « " + s + " »", Indice: modeProposer + " ou " + modeControler, Champ: "mode"}
}

func (s *serveur) cotation(ctx context.Context, q *demandeCotation) (*reponseCotation, error) {
	langue, e1 := lireLangue(q.Langue)
	mode, e2 := lireMode(q.Mode)
	if err := refuser(e1, e2); err != nil {
		return nil, err
	}
	d, err := dossier.Decoder(q.RawBody)
	if err != nil {
		return nil, refus(err)
	}
	m := s.moteurs.Get().(*opposable.Moteur)
	defer s.moteurs.Put(m)
	if mode == modeProposer || mode == "" && explication.AProposer(&d) {
		propositions, err := m.Proposer(d)
		if err != nil {
			return nil, refus(err)
		}
		return &reponseCotation{explication.ReponsePropositions(propositions, d, m.Bareme(), langue)}, nil
	}
	c, j, err := explication.Controler(m, d)
	if err != nil {
		return nil, refus(err)
	}
	return &reponseCotation{explication.ReponseControle(c, d, j, m.Bareme(), langue)}, nil
}
