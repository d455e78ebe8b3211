package api

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"github.com/opposable/opposable/dossier"
)

// Only what the tests read of the document.
type (
	lu struct {
		OpenAPI    string
		Paths      map[string]map[string]operationLue
		Components struct {
			Schemas map[string]map[string]any
		}
	}
	operationLue struct {
		OperationID string
		Parameters  []struct {
			Name, In, Description string
			Examples              map[string]struct{ Value string }
		}
		RequestBody struct{ Content map[string]contenuLu }
		Responses   map[string]struct {
			Description string
			Content     map[string]contenuLu
		}
	}
	contenuLu struct {
		Schema   map[string]any
		Examples map[string]struct{ Value json.RawMessage }
	}
)

func lireDocument(t *testing.T, h http.Handler) lu {
	t.Helper()
	w := essai(t, h, "GET", "/openapi.json", "")
	var d lu
	if err := json.Unmarshal(w.Body.Bytes(), &d); err != nil || w.Code != 200 {
		t.Fatalf("%d %v", w.Code, err)
	}
	return d
}

func TestDocument(t *testing.T) {
	s := nouveau(Options{Aujourdhui: ceJour})
	d := lireDocument(t, s)
	if d.OpenAPI != "3.1.0" {
		t.Errorf("version %s", d.OpenAPI)
	}
	n := 0
	for chemin, item := range d.Paths {
		for methode, op := range item {
			n++
			// A fresh mux would answer 404: each documented route must be served.
			essai := &http.Request{Method: strings.ToUpper(methode), URL: &url.URL{Path: chemin}}
			if _, motif := s.mux.Handler(essai); motif != strings.ToUpper(methode)+" "+chemin {
				t.Errorf("%s %s n'est pas servi (%q)", methode, chemin, motif)
			}
			if op.OperationID == "" || op.Responses["200"].Description == "" {
				t.Errorf("%s : sans nom ou sans réponse", chemin)
			}
			for _, p := range op.Parameters {
				if p.Description == "" {
					t.Errorf("%s : %s sans description", chemin, p.Name)
				}
			}
		}
	}
	if n != 13 {
		t.Errorf("%d routes décrites, 13 servies", n)
	}
	yaml := essai(t, s, "GET", "/openapi.yaml", "")
	if yaml.Code != 200 || !strings.Contains(yaml.Body.String(), "openapi: 3.1.0") || !strings.Contains(yaml.Body.String(), "/v1/decompte:") {
		t.Errorf("YAML : %d", yaml.Code)
	}
}

// TestSchemasDecrits wants a description on each schema and field, no dangling
// reference, no schema that nothing uses, and none of huma's own errors.
func TestSchemasDecrits(t *testing.T) {
	w := essai(t, Nouveau(Options{}), "GET", "/openapi.json", "")
	var d lu
	_ = json.Unmarshal(w.Body.Bytes(), &d)
	for nom, s := range d.Components.Schemas {
		if s["description"] == nil {
			t.Errorf("%s sans description", nom)
		}
		if !strings.Contains(w.Body.String(), `"`+composants+nom+`"`) {
			t.Errorf("%s ne sert pas", nom)
		}
		champs, _ := s["properties"].(map[string]any)
		for champ, p := range champs {
			m := p.(map[string]any)
			if m["description"] == nil && m["$ref"] == nil {
				t.Errorf("%s.%s sans description", nom, champ)
			}
			if _, liste := m["type"].([]any); liste {
				t.Errorf("%s.%s peut être nul", nom, champ)
			}
		}
	}
	for _, morceau := range strings.Split(w.Body.String(), `"$ref":"`)[1:] {
		nom, _, _ := strings.Cut(strings.TrimPrefix(morceau, composants), `"`)
		if d.Components.Schemas[nom] == nil {
			t.Errorf("renvoi sans cible : %s", nom)
		}
	}
	for cle := range descriptions {
		schema, champ, _ := strings.Cut(cle, ".")
		if schema != "" && d.Components.Schemas[schema] == nil {
			t.Errorf("description sans objet : %s", cle)
			continue
		}
		if champs, _ := d.Components.Schemas[schema]["properties"].(map[string]any); schema != "" && champ != "" && champs[champ] == nil {
			t.Errorf("description sans objet : %s", cle)
		}
	}
}

// TestExemples posts each example found in the document and wants the answer
// declared under its name, of the declared shape.
func TestExemples(t *testing.T) {
	s := nouveau(Options{Aujourdhui: ceJour})
	d := lireDocument(t, s)
	n := 0
	for chemin, item := range d.Paths {
		for methode, op := range item {
			for statut, r := range op.Responses {
				for media, c := range r.Content {
					for nom, e := range c.Examples {
						n++
						t.Run(methode+chemin+"/"+nom, func(t *testing.T) {
							rejouer(t, s, strings.ToUpper(methode), chemin, nom, op, statut, media, e.Value)
						})
					}
				}
			}
			for nom := range op.RequestBody.Content[typeJSON].Examples {
				if !aUneReponse(op, nom) {
					t.Errorf("%s : l'exemple %s n'a pas de réponse", chemin, nom)
				}
			}
		}
	}
	if n != len(exemples) {
		t.Errorf("%d exemples dans le document, %d écrits", n, len(exemples))
	}
}

func aUneReponse(op operationLue, nom string) bool {
	for _, r := range op.Responses {
		for _, c := range r.Content {
			if _, ok := c.Examples[nom]; ok {
				return true
			}
		}
	}
	return false
}

func rejouer(t *testing.T, s *serveur, methode, chemin, nom string, op operationLue, statut, media string, attendu json.RawMessage) {
	q := url.Values{}
	for _, p := range op.Parameters {
		if e, ok := p.Examples[nom]; ok && p.In == "path" {
			chemin = strings.ReplaceAll(chemin, "{"+p.Name+"}", url.PathEscape(e.Value))
		} else if ok {
			q.Set(p.Name, e.Value)
		}
	}
	w := essai(t, s, methode, chemin+"?"+q.Encode(), string(op.RequestBody.Content[typeJSON].Examples[nom].Value))
	if http.StatusText(w.Code) != statutTexte(statut) || w.Header().Get("Content-Type") != media {
		t.Fatalf("%d %s, attendu %s %s", w.Code, w.Header().Get("Content-Type"), statut, media)
	}
	var obtenu, voulu any
	if json.Unmarshal(w.Body.Bytes(), &obtenu) != nil || json.Unmarshal(attendu, &voulu) != nil || !memeJSON(obtenu, voulu) {
		t.Errorf("obtenu %s\nattendu %s", w.Body, attendu)
	}
	schema := op.Responses[statut].Content[media].Schema
	conforme(t, s, schema, obtenu)
	if corps := op.RequestBody.Content[typeJSON]; corps.Examples != nil && statut == "200" {
		var demande any
		_ = json.Unmarshal(corps.Examples[nom].Value, &demande)
		conforme(t, s, corps.Schema, demande)
	}
}

func statutTexte(s string) string {
	return map[string]string{"200": "OK", "404": "Not Found", "422": "Unprocessable Entity"}[s]
}

// conforme validates v by the schema, and wants each of its fields declared.
func conforme(t *testing.T, s *serveur, schema map[string]any, v any) {
	t.Helper()
	nom, ok := schema["$ref"].(string)
	if !ok {
		t.Fatalf("schéma sans nom : %v", schema)
	}
	registre := registreRelu(s)
	var res huma.ValidateResult
	cible := registre.SchemaFromRef(nom)
	cible.PrecomputeMessages()
	huma.Validate(registre, cible, huma.NewPathBuffer(nil, 0), huma.ModeReadFromServer, v, &res)
	for _, e := range res.Errors {
		t.Error(e)
	}
	declares(t, registre, cible, v, "")
}

// registreRelu finds the registry back from the engine of the routes.
func registreRelu(s *serveur) huma.Registry {
	s.doc.rempli()
	return s.doc.oapi.Components.Schemas
}

func declares(t *testing.T, r huma.Registry, s *huma.Schema, v any, chemin string) {
	t.Helper()
	if len(s.AnyOf) > 0 {
		s = s.AnyOf[0]
	}
	if len(s.OneOf) > 0 {
		s = parFormat(r, s.OneOf, v)
	}
	if s.Ref != "" {
		s = r.SchemaFromRef(s.Ref)
	}
	switch v := v.(type) {
	case map[string]any:
		for champ, x := range v {
			p := s.Properties[champ]
			if a, ok := s.AdditionalProperties.(*huma.Schema); ok && p == nil {
				p = a
			}
			if p == nil {
				t.Errorf("%s.%s n'est pas décrit", chemin, champ)
				continue
			}
			declares(t, r, p, x, chemin+"."+champ)
		}
	case []any:
		for _, x := range v {
			declares(t, r, s.Items, x, chemin+"[]")
		}
	}
}

// parFormat picks, of two answers, the one whose required fields v has.
func parFormat(r huma.Registry, formes []*huma.Schema, v any) *huma.Schema {
	champs, _ := v.(map[string]any)
	for _, f := range formes {
		if !slices.ContainsFunc(r.SchemaFromRef(f.Ref).Required, func(c string) bool { _, ok := champs[c]; return !ok }) {
			return f
		}
	}
	return formes[0]
}

// TestExemplesJustes holds figures read in the sources, not computed by us.
func TestExemplesJustes(t *testing.T) {
	d := lireDocument(t, Nouveau(Options{Aujourdhui: ceJour}))
	e := d.Paths["/v1/decompte"]["post"].Responses["200"].Content[typeJSON].Examples["generaliste"].Value
	for champ, v := range map[string]string{"base": "30.00", "amo": "19.00", "participation_forfaitaire": "2.00", "reste_a_charge": "11.00"} {
		if obtenu := chercher(t, e, champ); obtenu != v {
			t.Errorf("%s : %v, attendu %s", champ, obtenu, v)
		}
	}
}

// TestSchemaDuDossier compares the schema with what the decoder takes: the
// same fields, and words that it reads.
func TestSchemaDuDossier(t *testing.T) {
	schemas := schemasDemandes()
	for nom, gabarit := range map[string]string{
		"Dossier": `%`, "Patient": `{"patient": %}`, "Praticien": `{"praticien": %}`, "ActeSaisi": `{"actes": [%]}`, "AnterieurSaisi": `{"anterieurs": [%]}`,
		"Contrat": `{"contrat": %}`, "CompteursSaisis": `{"compteurs": %}`, "Prescriptions": `{"prescriptions": %}`,
	} {
		_, err := dossier.Decoder([]byte(strings.Replace(gabarit, "%", `{"zzzzzzzzzzzzzzzzzzzzzzzz": 1}`, 1)))
		lus := strings.Split(strings.TrimPrefix(dossier.Lister(err)[0].Indice, "champs : "), ", ")
		if decrits := clesTriees(schemas[nom].Properties); !slices.Equal(lus, decrits) {
			t.Errorf("%s : le décodeur lit %v, le schéma décrit %v", nom, lus, decrits)
		}
		for champ, s := range schemas[nom].Properties {
			for _, mot := range valeursPossibles(s) {
				valeur, _ := json.Marshal(mot)
				if s.Type == "array" {
					valeur = []byte("[" + string(valeur) + "]")
				}
				_, err := dossier.Decoder([]byte(strings.Replace(gabarit, "%", `{"`+champ+`": `+string(valeur)+`}`, 1)))
				for _, e := range dossier.Lister(err) {
					if strings.Contains(e.Champ, champ) && e.Code != "specialite-manquante" {
						t.Errorf("%s.%s : %s refusé : %v", nom, champ, valeur, e)
					}
				}
			}
		}
	}
}

func valeursPossibles(s *huma.Schema) []any {
	switch {
	case s.Type == "boolean":
		return []any{true, false}
	case s.Type == "integer":
		return []any{*s.Minimum, *s.Minimum + 1}
	case s.Items != nil:
		return s.Items.Enum
	case s.AnyOf != nil:
		return append([]any{"33"}, s.AnyOf[0].Enum...)
	case s.Enum != nil:
		return s.Enum
	}
	return s.Examples
}

// TestDocumentEnMemeTemps reads the document from many callers at once.
func TestDocumentEnMemeTemps(t *testing.T) {
	h := Nouveau(Options{})
	fini := make(chan int, 8)
	for range 8 {
		go func() {
			w := httptest.NewRecorder()
			h.ServeHTTP(w, httptest.NewRequest("GET", "/openapi.json", nil))
			h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/v1/bareme?q=g", nil))
			fini <- w.Code
		}()
	}
	for range 8 {
		if c := <-fini; c != 200 {
			t.Error(c)
		}
	}
}
