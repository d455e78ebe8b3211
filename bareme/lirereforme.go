package bareme

import (
	"fmt"
	"strings"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

// LireReforme reads a réforme in JSON. Its grammar is that of donnees/*.yaml,
// under a head (nom, auteur, motif) and a modifie block whose numbers are
// texts. It may only add or replace dated values of existing keys; their
// source, if stated, is "hypothese".
//
// Errors are coded: json-illisible, champ-inconnu, champ-double,
// type-inattendu, reforme-sans-nom, reforme-trop-grande, cle-inconnue,
// date-impossible, valeur-illisible, zone-inconnue, source-reservee.
func LireReforme(b []byte) (Reforme, error) {
	arbre, err := dossier.LireArbre(b)
	if err != nil {
		return Reforme{}, dossier.Erreurs{{Code: "json-illisible", Message: "réforme illisible : " + err.Error(), Indice: "champs : nom, auteur, motif, modifie"}}
	}
	l := lecteurReforme{}
	l.Objet(arbre, "", map[string]dossier.Poseur{
		"nom":     l.Texte(&l.r.Nom),
		"auteur":  l.Texte(&l.r.Auteur),
		"motif":   l.Texte(&l.r.Motif),
		"modifie": l.modifie,
	})
	if l.r.Nom == "" {
		l.Refuser("nom", &dossier.Erreur{Code: "reforme-sans-nom", Message: "une réforme a un nom"})
	}
	if len(l.r.Modifie) > modificationsMax {
		l.Refuser("modifie", &dossier.Erreur{Code: "reforme-trop-grande", Message: fmt.Sprintf("plus de %d valeurs", modificationsMax)})
	}
	if len(l.Erreurs) > 0 {
		return Reforme{}, l.Erreurs
	}
	return l.r, nil
}

// modificationsMax bounds a réforme: the whole barème has fewer values.
const modificationsMax = 1000

type lecteurReforme struct {
	dossier.Lecteur
	r Reforme
}

// modifie reads one block per key. The keys are not known to the reader of
// objects: each unknown one is refused with the nearest name.
func (l *lecteurReforme) modifie(n dossier.Noeud, chemin string) {
	champs := map[string]dossier.Poseur{}
	for _, nom := range n.Noms() {
		champs[nom] = func(n dossier.Noeud, chemin string) {
			c, connue := Trouver(nom)
			if !connue {
				l.Refuser(chemin, cleInconnue(nom))
				return
			}
			l.Objet(n, chemin, map[string]dossier.Poseur{
				"valeurs": l.valeurs(c, nil),
				"zones":   l.zones(c),
			})
		}
	}
	l.Objet(n, chemin, champs)
}

func cleInconnue(nom string) *dossier.Erreur {
	e := &dossier.Erreur{Code: "cle-inconnue", Message: "paramètre inconnu : « " + nom + " »", Indice: "la liste est dans le barème"}
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

func (l *lecteurReforme) zones(c Cle) dossier.Poseur {
	return func(n dossier.Noeud, chemin string) {
		for i, item := range n.Items() {
			chemin := fmt.Sprintf("%s[%d]", chemin, i)
			var zones []dossier.Zone
			l.Objet(item, chemin, map[string]dossier.Poseur{
				"noms": func(n dossier.Noeud, chemin string) { zones = l.noms(n, chemin) },
				// The names are needed first, wherever they are written.
				"valeurs": func(dossier.Noeud, string) {},
			})
			l.Objet(item, chemin, map[string]dossier.Poseur{"noms": func(dossier.Noeud, string) {}, "valeurs": l.valeurs(c, zones)})
		}
	}
}

func (l *lecteurReforme) noms(n dossier.Noeud, chemin string) []dossier.Zone {
	var zones []dossier.Zone
	for i, item := range n.Items() {
		chemin := fmt.Sprintf("%s[%d]", chemin, i)
		nom := ""
		l.Texte(&nom)(item, chemin)
		z, e := dossier.ParseZone(nom)
		l.Refuser(chemin, e)
		zones = append(zones, z)
	}
	return zones
}

func (l *lecteurReforme) valeurs(c Cle, zones []dossier.Zone) dossier.Poseur {
	return func(n dossier.Noeud, chemin string) {
		for i, item := range n.Items() {
			if len(l.r.Modifie) > modificationsMax {
				return
			}
			l.valeur(item, fmt.Sprintf("%s[%d]", chemin, i), Modification{Cle: c, Zones: zones})
		}
	}
}

func (l *lecteurReforme) valeur(n dossier.Noeud, chemin string, m Modification) {
	var depuis, valeur, source, note string
	l.Objet(n, chemin, map[string]dossier.Poseur{
		"depuis": l.Texte(&depuis), "valeur": l.Texte(&valeur), "source": l.Texte(&source), "note": l.Texte(&note),
	})
	var err error
	if m.Depuis, err = jour.Parse(depuis); err != nil {
		l.Refuser(chemin+".depuis", &dossier.Erreur{Code: "date-impossible", Message: err.Error()})
	}
	if source != "" && source != "hypothese" {
		l.Refuser(chemin+".source", &dossier.Erreur{Code: "source-reservee", Message: "une réforme n'a d'autre source que « hypothese »"})
	}
	genre := m.Cle.Parametre().Genre
	if m.Supprime = valeur == "supprime" && (genre == GenreTarif || genre == GenreCoefficient); !m.Supprime {
		if m.V, err = lireValeur(genre, valeur); err != nil {
			l.Refuser(chemin+".valeur", &dossier.Erreur{Code: "valeur-illisible", Message: err.Error()})
		}
	}
	l.r.Modifie = append(l.r.Modifie, m)
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
