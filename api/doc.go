// Package api serves the engine over HTTP in JSON.
//
// It computes nothing: it reads a dossier with [dossier.Decoder], asks the
// façade and writes what [explication] answers, so that the library, the
// command and the API give the same bytes and the same coded errors.
//
//	h := api.Nouveau(api.Options{Version: "1.0.0", Journal: slog.Default()})
//	err := api.Servir(ctx, "127.0.0.1:8080", h, slog.Default())
//
//	POST /v1/decompte       a dossier → its décompte (?detail=etapes, ?langue=en)
//	POST /v1/cotation       a dossier → how to bill it, or what its codes break (?mode=)
//	POST /v1/comparaison    two dossiers, or one and a réforme → the differences
//	POST /v1/questions      a dossier → the fields whose answer would matter
//	GET  /v1/bareme         the dated parameters (?q=, ?au=, ?zone=)
//	GET  /v1/bareme/{cle}   the history of one, with its sources
//	GET  /v1/actes/{code}   an act: who may bill it, at which tariff
//	GET  /v1/couverture     what the barème covers and how sure it is
//	GET  /openapi.json      the contract, with examples that are tested
//	GET  /healthz /metrics  for operators
//
// Errors are RFC 9457 problem details carrying the code, message, indice and
// champ of a [dossier.Erreur]: 400 for what is not JSON, 422 for what is
// refused, 404 for an unknown key or act.
//
// The API is public and keeps nothing: any origin may call /v1, no cookie nor
// credential is read, and neither the logs nor the metrics hold anything of
// what the caller sent. Body size, duration and concurrency are bounded.
// Authentication, TLS and quotas per caller belong to the proxy in front.
package api
