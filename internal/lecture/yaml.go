package lecture

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Lire reads one YAML or JSON document.
//
// Errors are *[Erreur].
func Lire(b []byte) (n Noeud, err error) {
	switch {
	case len(b) > TailleMax:
		return n, erreur(0, "document trop long : plus de %d octets", TailleMax)
	case !utf8.Valid(b):
		return n, erreur(0, "le document n'est pas en UTF-8")
	}
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	if debut := bytes.TrimLeft(b, " \t\r\n"); len(debut) > 0 && (debut[0] == '{' || debut[0] == '[') && json.Valid(b) {
		return lireJSON(b)
	}
	defer func() {
		// The parser is not ours; a fault in it is a document it cannot read.
		if recover() != nil {
			n, err = Noeud{}, erreur(0, "YAML illisible")
		}
	}()
	return lireYAML(b)
}

func lireYAML(b []byte) (Noeud, error) {
	// CRLF inside quoted and block scalars must not depend on the editor.
	tokens := lexer.Tokenize(string(bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n"))))
	if e := refuserTokens(tokens); e != nil {
		return Noeud{}, e
	}
	f, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return Noeud{}, traduire(err)
	}
	switch {
	case len(f.Docs) > 1:
		return Noeud{}, erreur(ligneDe(f.Docs[1].Body), "un seul document est attendu")
	case len(f.Docs) == 0 || f.Docs[0].Body == nil:
		return Noeud{}, erreur(0, "document vide")
	}
	return convertir(f.Docs[0].Body, 0)
}

func traduire(err error) *Erreur {
	var y yaml.Error
	if errors.As(err, &y) {
		ligne := 0
		if t := y.GetToken(); t != nil && t.Position != nil {
			ligne = t.Position.Line
		}
		return erreur(ligne, "YAML illisible : %s", y.GetMessage())
	}
	return erreur(0, "YAML illisible : %v", err)
}

// colonneMax bounds the nesting of block sequences, which may all stand on one
// line; champsMax bounds the fields, on which the parser takes a quadratic time.
const (
	colonneMax = 2 * ProfondeurMax
	champsMax  = 10_000
)

// refuserTokens looks for what must not even reach the parser: it recurses, so
// the depth is bounded first.
func refuserTokens(tokens token.Tokens) *Erreur {
	ouverts, champs := 0, 0
	for _, t := range tokens {
		switch t.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType:
			return erreur(t.Position.Line, "les ancres et les renvois (&, *, <<) ne sont pas acceptés")
		case token.TagType:
			return erreur(t.Position.Line, "les étiquettes (!) ne sont pas acceptées")
		case token.DirectiveType:
			return erreur(t.Position.Line, "les directives (%%) ne sont pas acceptées")
		case token.MappingStartType, token.SequenceStartType:
			ouverts++
		case token.MappingEndType, token.SequenceEndType:
			ouverts--
		case token.MappingKeyType:
			return erreur(t.Position.Line, "les clés complexes (?) ne sont pas acceptées")
		case token.MappingValueType:
			if champs++; champs > champsMax {
				return erreur(t.Position.Line, "plus de %d champs", champsMax)
			}
		case token.SequenceEntryType:
			if t.Position.Column > colonneMax {
				return erreur(t.Position.Line, "trop d'imbrications : plus de %d", ProfondeurMax)
			}
		}
		if ouverts > ProfondeurMax {
			return erreur(t.Position.Line, "trop d'imbrications : plus de %d", ProfondeurMax)
		}
	}
	return nil
}

func ligneDe(n ast.Node) int {
	if n == nil {
		return 0
	}
	if t := n.GetToken(); t != nil && t.Position != nil {
		return t.Position.Line
	}
	return 0
}

func convertir(a ast.Node, profondeur int) (Noeud, error) {
	n := Noeud{Ligne: ligneDe(a)}
	if profondeur > ProfondeurMax {
		return n, erreur(n.Ligne, "trop d'imbrications : plus de %d", ProfondeurMax)
	}
	switch a := a.(type) {
	case nil, *ast.NullNode:
		return n, nil
	case *ast.BoolNode:
		n.Genre, n.Texte = Booleen, strings.ToLower(a.Token.Value)
	case *ast.StringNode:
		n.Genre, n.Texte = Texte, a.Value
	case *ast.LiteralNode:
		n.Genre, n.Texte = Texte, a.Value.Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		n.Genre, n.Texte = Texte, a.GetToken().Value
	case *ast.SequenceNode:
		n.Genre = Liste
		for _, v := range a.Values {
			item, err := convertir(v, profondeur+1)
			if err != nil {
				return n, err
			}
			n.Items = append(n.Items, item)
		}
	case *ast.MappingNode:
		return convertirObjet(n, a.Values, profondeur)
	case *ast.MappingValueNode:
		return convertirObjet(n, []*ast.MappingValueNode{a}, profondeur)
	default:
		return n, erreur(n.Ligne, "écriture YAML non acceptée : %s", a.Type())
	}
	if n.Genre == Booleen && n.Texte != "true" && n.Texte != "false" {
		n.Genre = Texte
	}
	return n, nil
}

func convertirObjet(n Noeud, valeurs []*ast.MappingValueNode, profondeur int) (Noeud, error) {
	n.Genre = Objet
	for _, v := range valeurs {
		cle, ok := v.Key.(*ast.StringNode)
		if !ok {
			return n, erreur(ligneDe(v.Key), "un nom de champ est un texte : « %s »", v.Key.String())
		}
		valeur, err := convertir(v.Value, profondeur+1)
		if err != nil {
			return n, err
		}
		n.Champs = append(n.Champs, Champ{Nom: cle.Value, Ligne: ligneDe(cle), Valeur: valeur})
	}
	if len(n.Champs) > 0 {
		n.Ligne = n.Champs[0].Ligne
	}
	if err := doubles(n.Champs); err != nil {
		return n, err
	}
	return n, nil
}
