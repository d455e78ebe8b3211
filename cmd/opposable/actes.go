package main

import (
	"fmt"

	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/explication"
	"github.com/opposable/opposable/nomenclature"
)

// actesMontres bounds the acts that a search shows.
const actesMontres = 20

// acteTrouve is an act that answers a search, with its tariffs.
type acteTrouve struct {
	Code    string `json:"code"`
	Libelle string `json:"libelle"`
	// Tarif is that of secteur 1 and the OPTAM, Hors that of the others; of a
	// letter, the first group of doctors it is open to. Empty: not published.
	Tarif string `json:"tarif"`
	Hors  string `json:"hors,omitempty"`
}

// actes shows the acts that answer plain words, with their tariffs of the day.
func (a *application) actes(b *bareme.Bareme, o optionsBareme, l explication.Langue) error {
	d, err := a.jourLu(o)
	if err != nil {
		return err
	}
	e := b.Au(d, dossier.Metropole)
	liste := []acteTrouve{}
	for _, c := range nomenclature.Chercher(b.CCAM(), o.acte, actesMontres) {
		liste = append(liste, decrireActe(c, e, l))
	}
	if a.json {
		return ecrireJSON(a.sortie, liste)
	}
	if len(liste) == 0 {
		return &dossier.Erreur{Code: "acte-inconnu", Message: "aucun acte ne répond à « " + o.acte + " »", Indice: "un code, des mots du libellé, ou des mots courants : prothèse de hanche, frottis"}
	}
	for _, t := range liste {
		fmt.Fprintf(a.sortie, "%s %s %s  %s\n", aligner(t.Code, 8), alignerDroite(ouTiret(t.Tarif), 12), alignerDroite(t.Hors, 12), t.Libelle)
	}
	return nil
}

func decrireActe(c nomenclature.Code, e bareme.Etat, l explication.Langue) acteTrouve {
	t := acteTrouve{Code: c.Nom(e.Bareme().CCAM()), Libelle: l.Acte(c, e.Bareme())}
	if n, technique := c.Technique(); technique {
		if p, ok := e.Technique(n, false); ok {
			t.Tarif = l.Montant(p.Centimes())
		}
		if p, ok := e.Technique(n, true); ok {
			t.Hors = l.Montant(p.Centimes())
		}
		return t
	}
	for g := range dossier.Groupe(dossier.NombreGroupes) {
		if lu, ok := c.Tarif(e, g); ok && c.OuvertA(g) {
			t.Tarif = l.Montant(lu.Centimes())
			break
		}
	}
	return t
}
