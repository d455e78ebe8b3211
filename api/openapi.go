package api

import (
	"encoding/json"
	"net/http"
	"strconv"
	"sync"

	"github.com/danielgtaylor/huma/v2"

	"github.com/opposable/opposable/explication"
)

func info(version string) *huma.Info {
	return &huma.Info{
		Title: "Opposable", Version: version,
		Description: "Moteur ouvert des honoraires médicaux français : base, remboursements, reste à charge, expliqués et sourcés. " +
			"Calcul public, sans compte ni cookie : toute origine peut appeler /v1 et rien de ce qui est envoyé n'est conservé. " +
			"Ni facturation ni décision de la caisse.",
		License: &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"},
	}
}

var etiquettes = []*huma.Tag{
	{Name: "calcul", Description: "Ce que coûtent des soins et qui paie."},
	{Name: "bareme", Description: "Les valeurs datées du droit, chacune avec sa source."},
	{Name: "exploitation", Description: "Pour qui fait tourner le serveur."},
}

// document is the OpenAPI description. The answers of its examples are
// computed by the handler itself the first time somebody reads it.
type document struct {
	oapi   *huma.OpenAPI
	json   func() ([]byte, error)
	yaml   func() ([]byte, error)
	rempli func()
}

// completer adds to what huma drew from the types: the bodies it does not
// read, the errors, the descriptions, the routes it does not serve.
func completer(o *huma.OpenAPI, s *serveur) *document {
	schemas := o.Components.Schemas
	schemas.Map()["Probleme"] = schemas.Schema(typeDe[Probleme](), false, "")
	corps(o, "/v1/decompte", "Dossier")
	corps(o, "/v1/questions", "Dossier")
	corps(o, "/v1/cotation", "Dossier")
	cotation(o)
	corps(o, "/v1/comparaison", "DemandeComparaison")
	for _, p := range o.Paths {
		for _, op := range operations(p) {
			delete(op.Responses, "default")
			op.Responses["200"].Description = op.Summary
			op.Responses["200"].Headers = nil
			erreurs(op)
		}
	}
	// huma declares its own model of error, which no route sends.
	delete(schemas.Map(), "ErrorModel")
	delete(schemas.Map(), "ErrorDetail")
	preciser(schemas.Map())
	texte(o, "openapi", "/openapi.json", "application/openapi+json", "Cette description")
	texte(o, "openapi-yaml", "/openapi.yaml", "application/openapi+yaml", "Cette description, en YAML")
	texte(o, "mesures", "/metrics", "text/plain", "Les mesures, au format de Prometheus")
	d := &document{oapi: o}
	d.rempli = sync.OnceFunc(func() { illustrer(o, s) })
	d.json = sync.OnceValues(func() ([]byte, error) { d.rempli(); return json.Marshal(o) })
	d.yaml = sync.OnceValues(func() ([]byte, error) { d.rempli(); return o.YAML() })
	return d
}

func (d *document) servir(media string, contenu func() ([]byte, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		b, err := contenu()
		if err != nil {
			interne().ecrire(w)
			return
		}
		w.Header().Set("Content-Type", media)
		w.Header().Set("Cache-Control", "public, max-age=300")
		w.Header().Set("Content-Length", strconv.Itoa(len(b)))
		_, _ = w.Write(b) // the caller may have left
	})
}

func operations(p *huma.PathItem) []*huma.Operation {
	var l []*huma.Operation
	for _, op := range []*huma.Operation{p.Get, p.Post} {
		if op != nil {
			l = append(l, op)
		}
	}
	return l
}

// corps describes the body of a route. It is done after the registration:
// huma writes "binary" over what it does not read itself.
func corps(o *huma.OpenAPI, chemin, schema string) {
	o.Paths[chemin].Post.RequestBody.Content["application/json"].Schema = renvoi(schema)
}

// cotation describes the two answers of the route, which huma sees as any
// value: a client tells them apart by their format.
func cotation(o *huma.OpenAPI) {
	schemas := o.Components.Schemas
	schemas.Map()["Cotation"] = &huma.Schema{OneOf: []*huma.Schema{
		schemas.Schema(typeDe[explication.Propositions](), true, ""), schemas.Schema(typeDe[explication.Controle](), true, ""),
	}}
	o.Paths["/v1/cotation"].Post.Responses["200"].Content["application/json"].Schema = renvoi("Cotation")
}

var descriptionsErreurs = map[int]string{
	http.StatusBadRequest:            "Le corps n'est pas un document JSON.",
	http.StatusNotFound:              "Inconnu ; l'indice donne le nom le plus proche.",
	http.StatusRequestTimeout:        "Le corps n'est pas arrivé à temps.",
	http.StatusRequestEntityTooLarge: "Le corps est trop grand.",
	http.StatusUnsupportedMediaType:  "Le corps n'est pas déclaré comme du JSON.",
	http.StatusUnprocessableEntity:   "Refusé : le code dit pourquoi, le champ dit où.",
	http.StatusInternalServerError:   "Le calcul a échoué par notre faute.",
	http.StatusServiceUnavailable:    "Trop de demandes à la fois, ou calcul trop long : réessayez.",
}

// erreurs declares what a route may answer besides 200.
func erreurs(op *huma.Operation) {
	statuts := []int{http.StatusInternalServerError}
	if op.Path != "/healthz" {
		statuts = append(statuts, http.StatusUnprocessableEntity, http.StatusServiceUnavailable)
	}
	if op.RequestBody != nil {
		statuts = append(statuts, http.StatusBadRequest, http.StatusRequestTimeout, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType)
	}
	if op.Path == "/v1/bareme/{cle}" || op.Path == "/v1/actes/{code}" {
		statuts = append(statuts, http.StatusNotFound)
	}
	for _, s := range statuts {
		r := &huma.Response{Description: descriptionsErreurs[s], Content: map[string]*huma.MediaType{typeProbleme: {Schema: renvoi("Probleme")}}}
		if s == http.StatusServiceUnavailable {
			r.Headers = map[string]*huma.Param{"Retry-After": {Description: "Secondes à attendre.", Schema: &huma.Schema{Type: "integer"}}}
		}
		op.Responses[strconv.Itoa(s)] = r
	}
}

// texte declares a route that answers something other than our JSON.
func texte(o *huma.OpenAPI, id, chemin, media, resume string) {
	s := &huma.Schema{Type: "string"}
	if media == "application/openapi+json" {
		s = &huma.Schema{Type: "object"}
	}
	o.AddOperation(&huma.Operation{
		OperationID: id, Method: http.MethodGet, Path: chemin, Summary: resume, Tags: []string{"exploitation"},
		Responses: map[string]*huma.Response{"200": {Description: resume, Content: map[string]*huma.MediaType{media: {Schema: s}}}},
	})
}
