// Package web is the pages of Opposable: server-rendered HTML, two style
// sheets, one small script, all embedded. Every page works without JavaScript;
// with it the answer follows the form as it is filled.
//
// It knows no rule and no number: it turns a form into a dossier, asks the
// façade, and renders what explication says. What a visitor tells about their
// health travels in the body of a POST or, to share a visit, in the fragment of
// an address, which browsers keep to themselves: never in a query string. The
// notice of fees says nothing of a patient: its form is a plain address.
package web
