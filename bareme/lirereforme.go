package bareme

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

// The grammar of a réforme is that of donnees/*.yaml, under a head and a
// modifie block. Numbers are texts.
type reformeJSON struct {
	Nom     string                      `json:"nom"`
	Auteur  string                      `json:"auteur"`
	Motif   string                      `json:"motif"`
	Modifie map[string]modificationJSON `json:"modifie"`
}

type modificationJSON struct {
	Valeurs []valeurJSON `json:"valeurs"`
	Zones   []zoneJSON   `json:"zones"`
}

type zoneJSON struct {
	Noms    []string     `json:"noms"`
	Valeurs []valeurJSON `json:"valeurs"`
}

type valeurJSON struct {
	Depuis string `json:"depuis"`
	Valeur string `json:"valeur"`
	Source string `json:"source"`
	Note   string `json:"note"`
}

// LireReforme reads a réforme in JSON. It may only add or replace dated values
// of existing keys; their source, if stated, is "hypothese".
//
// Errors are coded: reforme-illisible, cle-inconnue, date-impossible,
// valeur-illisible, zone-inconnue, source-reservee.
func LireReforme(b []byte) (Reforme, error) {
	var y reformeJSON
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&y); err != nil {
		return Reforme{}, dossier.Erreurs{reformeIllisible(err)}
	}
	r := Reforme{Nom: y.Nom, Auteur: y.Auteur, Motif: y.Motif}
	var erreurs dossier.Erreurs
	if y.Nom == "" {
		erreurs = append(erreurs, &dossier.Erreur{Code: "reforme-illisible", Message: "une réforme a un nom", Champ: "nom"})
	}
	for _, nom := range triees(y.Modifie) {
		m := y.Modifie[nom]
		chemin := "modifie." + nom
		c, ok := Trouver(nom)
		if !ok {
			erreurs = append(erreurs, cleInconnue(nom, chemin))
			continue
		}
		r.ajouter(&erreurs, c, nil, m.Valeurs, chemin+".valeurs")
		for i, z := range m.Zones {
			chemin := fmt.Sprintf("%s.zones[%d]", chemin, i)
			r.ajouter(&erreurs, c, zones(&erreurs, z.Noms, chemin+".noms"), z.Valeurs, chemin+".valeurs")
		}
	}
	if len(erreurs) > 0 {
		return Reforme{}, erreurs
	}
	return r, nil
}

func reformeIllisible(err error) *dossier.Erreur {
	e := &dossier.Erreur{Code: "reforme-illisible", Message: "réforme illisible : " + err.Error(), Indice: "champs : nom, auteur, motif, modifie"}
	if _, champ, inconnu := strings.Cut(err.Error(), "unknown field "); inconnu {
		champ = strings.Trim(champ, `"`)
		e.Code, e.Message, e.Champ = "champ-inconnu", "champ inconnu : « "+champ+" »", champ
		if p := dossier.PlusProche(champ, []string{"nom", "auteur", "motif", "modifie", "valeurs", "zones", "noms", "depuis", "valeur", "source", "note"}); p != "" {
			e.Indice = "vouliez-vous dire « " + p + " » ?"
		}
	}
	return e
}

func triees(m map[string]modificationJSON) []string {
	var noms []string
	for i := range parametres {
		if _, ok := m[parametres[i].Nom]; ok {
			noms = append(noms, parametres[i].Nom)
		}
	}
	for nom := range m {
		if _, connue := Trouver(nom); !connue {
			noms = append(noms, nom)
		}
	}
	return noms
}

func cleInconnue(nom, chemin string) *dossier.Erreur {
	e := &dossier.Erreur{Code: "cle-inconnue", Message: "paramètre inconnu : « " + nom + " »", Champ: chemin, Indice: "la liste est dans le barème"}
	if p := Proche(nom); p != "" {
		e.Indice = "vouliez-vous dire « " + p + " » ?"
	}
	return e
}

// Proche returns the name of the key nearest to nom, or "".
func Proche(nom string) string {
	noms := make([]string, len(parametres))
	for i := range parametres {
		noms[i] = parametres[i].Nom
	}
	return dossier.PlusProche(nom, noms)
}

func zones(erreurs *dossier.Erreurs, noms []string, chemin string) []dossier.Zone {
	var l []dossier.Zone
	for _, nom := range noms {
		z, e := dossier.ParseZone(nom)
		if e != nil {
			e.Champ = chemin
			*erreurs = append(*erreurs, e)
			continue
		}
		l = append(l, z)
	}
	return l
}

func (r *Reforme) ajouter(erreurs *dossier.Erreurs, c Cle, zs []dossier.Zone, valeurs []valeurJSON, chemin string) {
	for i, v := range valeurs {
		champ := func(nom string) string { return fmt.Sprintf("%s[%d].%s", chemin, i, nom) }
		m := Modification{Cle: c, Zones: zs, Supprime: v.Valeur == "supprime"}
		var err error
		if m.Depuis, err = jour.Parse(v.Depuis); err != nil {
			*erreurs = append(*erreurs, &dossier.Erreur{Code: "date-impossible", Message: err.Error(), Champ: champ("depuis")})
		}
		if v.Source != "" && v.Source != "hypothese" {
			*erreurs = append(*erreurs, &dossier.Erreur{Code: "source-reservee", Message: "une réforme n'a d'autre source que « hypothese »", Champ: champ("source")})
		}
		if !m.Supprime {
			if m.V, err = lireValeur(c.Parametre().Genre, v.Valeur); err != nil {
				*erreurs = append(*erreurs, &dossier.Erreur{Code: "valeur-illisible", Message: err.Error(), Champ: champ("valeur")})
			}
		}
		r.Modifie = append(r.Modifie, m)
	}
}

func lireValeur(g Genre, s string) (int64, error) {
	switch g {
	case GenreMontant, GenreTarif:
		c, err := argent.ParseCentimes(s)
		if err == nil && c < 0 {
			err = fmt.Errorf("montant négatif")
		}
		return int64(c), err
	case GenreTaux:
		if !strings.HasSuffix(strings.TrimSpace(s), "%") {
			return 0, fmt.Errorf("un taux porte le signe %% : « 70 %% »")
		}
		fallthrough
	case GenreCoefficient:
		t, err := argent.ParseTaux(s)
		return int64(t), err
	}
	var n int64
	if _, err := fmt.Sscanf(s, "%d", &n); err != nil || fmt.Sprint(n) != s || n < 0 {
		return 0, fmt.Errorf("« %s » n'est pas un entier", s)
	}
	return n, nil
}
