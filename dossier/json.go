package dossier

import (
	"sort"
	"strconv"
	"strings"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/jour"
)

// Decoder reads the JSON contract and returns everything wrong with it, each
// fault with the path of its field. It does not check that the dossier makes
// sense: [Dossier.Valider] does.
func Decoder(b []byte) (Dossier, error) {
	var d Dossier
	arbre, err := LireArbre(b)
	if err != nil {
		return d, Erreurs{{Code: "json-illisible", Message: "document JSON illisible : " + err.Error(),
			Indice: "un dossier est un objet, par exemple {\"date\": \"2026-03-10\", …}"}}
	}
	var l Lecteur
	l.dossier(arbre, &d)
	if len(l.Erreurs) > 0 {
		return d, l.Erreurs
	}
	return d, nil
}

// A Lecteur walks a JSON document strictly and gathers its faults.
type Lecteur struct{ Erreurs Erreurs }

// A Poseur sets a field from a value found at a path.
type Poseur func(n Noeud, chemin string)

// Refuser records a fault at a path; nil is none. Past fautesMax it stops: a
// hostile document is not worth correcting to the end.
func (l *Lecteur) Refuser(chemin string, e *Erreur) {
	if e != nil && len(l.Erreurs) < fautesMax {
		e.Champ = chemin
		l.Erreurs = append(l.Erreurs, e)
	}
}

const fautesMax = 100

// plein tells that no more fault will be recorded, hence looked for.
func (l *Lecteur) plein() bool { return len(l.Erreurs) >= fautesMax }

// Objet gives each field of n to its setter; it refuses unknown and double ones.
func (l *Lecteur) Objet(n Noeud, chemin string, champs map[string]Poseur) {
	if n.genre != genreObjet {
		l.Refuser(chemin, &Erreur{Code: "type-inattendu", Message: "un objet est attendu ici"})
		return
	}
	vus := make(map[string]bool, len(n.champs))
	for _, c := range n.champs {
		sous := c.nom
		if chemin != "" {
			sous = chemin + "." + c.nom
		}
		pose, connu := champs[c.nom]
		switch {
		case l.plein():
			return
		case !connu:
			l.Refuser(sous, champInconnu(c.nom, champs))
		case vus[c.nom]:
			l.Refuser(sous, &Erreur{Code: "champ-double", Message: "champ écrit deux fois"})
		case c.valeur.genre != genreNul:
			pose(c.valeur, sous)
		}
		vus[c.nom] = true
	}
}

func champInconnu(nom string, champs map[string]Poseur) *Erreur {
	connus := make([]string, 0, len(champs))
	for k := range champs {
		connus = append(connus, k)
	}
	sort.Strings(connus)
	e := &Erreur{Code: "champ-inconnu", Message: "champ inconnu : « " + nom + " »", Indice: "champs : " + strings.Join(connus, ", ")}
	if p := PlusProche(nom, connus); p != "" {
		e.Indice = "vouliez-vous dire « " + p + " » ?"
	}
	return e
}

func (l *Lecteur) dossier(n Noeud, d *Dossier) {
	l.Objet(n, "", map[string]Poseur{
		"date":               l.jour(&d.Date),
		"patient":            func(n Noeud, c string) { l.patient(n, c, &d.Patient) },
		"praticien":          func(n Noeud, c string) { l.praticien(n, c, &d.Praticien) },
		"parcours":           lireMot(l, ParseParcours, &d.Parcours),
		"actes":              func(n Noeud, c string) { l.actes(n, c, d) },
		"honoraires":         l.montant(&d.Honoraires, &d.HonorairesSaisis),
		"tiers_payant":       lireMot(l, ParseTiersPayant, &d.TiersPayant),
		"contrat":            func(n Noeud, c string) { l.contrat(n, c, &d.Contrat) },
		"compteurs":          func(n Noeud, c string) { l.compteurs(n, c, &d.Compteurs) },
		"prescriptions":      func(n Noeud, c string) { l.prescriptions(n, c, &d.Prescriptions) },
		"plafond_majoration": lireMot(l, ParsePlafondMajoration, &d.PlafondMajoration),
		"anterieurs":         func(n Noeud, c string) { l.anterieurs(n, c, d) },
	})
}

func (l *Lecteur) patient(n Noeud, chemin string, p *Patient) {
	medecinTraitant := true
	l.Objet(n, chemin, map[string]Poseur{
		"age":              func(n Noeud, c string) { p.AgeConnu = true; l.entier(&p.Age)(n, c) },
		"naissance":        l.jour(&p.Naissance),
		"regime":           lireMot(l, ParseRegime, &p.Regime),
		"aide":             lireMot(l, ParseAide, &p.Aide),
		"exoneration":      lireMot(l, ParseExoneration, &p.Exoneration),
		"medecin_traitant": l.booleen(&medecinTraitant),
	})
	p.SansMedecinTraitant = !medecinTraitant
}

func (l *Lecteur) praticien(n Noeud, chemin string, p *Praticien) {
	specialite, zone := false, false
	l.Objet(n, chemin, map[string]Poseur{
		"specialite":  func(n Noeud, c string) { specialite = true; lireMot(l, ParseSpecialite, &p.Specialite)(n, c) },
		"secteur":     lireMot(l, ParseSecteur, &p.Secteur),
		"option":      lireMot(l, ParseOption, &p.Option),
		"zone":        func(n Noeud, c string) { zone = true; lireMot(l, ParseZone, &p.Zone)(n, c) },
		"titre":       l.booleen(&p.Titre),
		"departement": lireMot(l, ParseDepartement, &p.Departement),
	})
	if !zone {
		p.Zone = p.Departement.Zone()
	}
	if !specialite && n.genre == genreObjet {
		l.Refuser(chemin+".specialite", &Erreur{Code: "specialite-manquante", Message: "la spécialité du praticien manque", Indice: "par exemple medecine_generale"})
	}
}

// ActesMax bounds one bill: a day's work for one patient never comes near it.
const ActesMax = 50

func (l *Lecteur) actes(n Noeud, chemin string, d *Dossier) {
	if n.genre != genreListe {
		l.Refuser(chemin, &Erreur{Code: "type-inattendu", Message: "une liste d'actes est attendue", Indice: `[{"nature": "consultation"}]`})
		return
	}
	if len(n.items) > ActesMax {
		l.Refuser(chemin, &Erreur{Code: "trop-d-actes", Message: "plus de " + strconv.Itoa(ActesMax) + " actes sur une facture"})
		return
	}
	for i, item := range n.items {
		var a Acte
		l.Objet(item, chemin+"["+strconv.Itoa(i)+"]", map[string]Poseur{
			"code":          l.Texte(&a.Code),
			"nature":        lireMot(l, ParseNature, &a.Nature),
			"circonstances": func(n Noeud, c string) { l.circonstances(n, c, &a.Circonstances) },
			"honoraires":    l.montant(&a.Honoraires, &a.HonorairesSaisis),
			"heure":         lireMot(l, ParseHeure, &a.Heure),
			"distance_km":   lireMot(l, ParseDistance, &a.Distance),
			"terrain":       lireMot(l, ParseTerrain, &a.Terrain),
			"quantite":      l.entier(&a.Quantite),
			"activite":      lireMot(l, ParseActivite, &a.Technique.Activite),
			"phase":         lireMot(l, ParsePhase, &a.Technique.Phase),
			"modificateurs": lireMot(l, ParseModificateurs, &a.Technique.Modificateurs),
			"association":   lireMot(l, ParseAssociation, &a.Technique.Association),
		})
		a.Code = strings.ToUpper(strings.TrimSpace(a.Code))
		d.Actes = append(d.Actes, a)
	}
}

// anterieursMax bounds the acts billed before: a year of daily care.
const anterieursMax = 1000

func (l *Lecteur) anterieurs(n Noeud, chemin string, d *Dossier) {
	if n.genre != genreListe || len(n.items) > anterieursMax {
		l.Refuser(chemin, &Erreur{Code: "type-inattendu", Message: "une liste d'actes antérieurs est attendue", Indice: `[{"date": "2026-01-10", "code": "VL"}], mille au plus`})
		return
	}
	for i, item := range n.items {
		var a Anterieur
		l.Objet(item, chemin+"["+strconv.Itoa(i)+"]", map[string]Poseur{
			"date":          l.jour(&a.Date),
			"code":          l.Texte(&a.Code),
			"nombre":        l.entier(&a.Nombre),
			"autre_patient": l.booleen(&a.AutrePatient),
		})
		a.Code = strings.ToUpper(strings.TrimSpace(a.Code))
		d.Anterieurs = append(d.Anterieurs, a)
	}
}

func (l *Lecteur) circonstances(n Noeud, chemin string, c *Circonstances) {
	if n.genre != genreListe {
		l.Refuser(chemin, &Erreur{Code: "type-inattendu", Message: "une liste de circonstances est attendue", Indice: `["nuit"]`})
		return
	}
	for i, item := range n.items {
		if l.plein() {
			return
		}
		var un Circonstances
		lireMot(l, ParseCirconstance, &un)(item, chemin+"["+strconv.Itoa(i)+"]")
		*c |= un
	}
}

func (l *Lecteur) contrat(n Noeud, chemin string, c *Contrat) {
	l.Objet(n, chemin, map[string]Poseur{
		"garantie": lireMot(l, ParseGarantie, &c.Garantie),
	})
}

func (l *Lecteur) compteurs(n Noeud, chemin string, c *Compteurs) {
	var saisi bool
	l.Objet(n, chemin, map[string]Poseur{
		"participations_du_jour": l.entier(&c.ParticipationsDuJour),
		"participation_annee":    l.montant(&c.ParticipationAnnee, &saisi),
		"franchise_annee":        l.montant(&c.FranchiseAnnee, &saisi),
	})
}

func (l *Lecteur) prescriptions(n Noeud, chemin string, p *Prescriptions) {
	l.Objet(n, chemin, map[string]Poseur{
		"boites_medicaments":    l.entier(&p.BoitesMedicaments),
		"actes_paramedicaux":    l.entier(&p.ActesParamedicaux),
		"transports_sanitaires": l.entier(&p.TransportsSanitaires),
	})
}

// Texte sets a text.
func (l *Lecteur) Texte(cible *string) Poseur {
	return func(n Noeud, chemin string) {
		if n.genre != genreTexte {
			l.Refuser(chemin, &Erreur{Code: "type-inattendu", Message: "un texte est attendu"})
			return
		}
		*cible = n.texte
	}
}

// lireMot reads a word of an enumeration; a number is read too, since people
// write secteur: 2.
func lireMot[T any](l *Lecteur, parse func(string) (T, *Erreur), cible *T) Poseur {
	return func(n Noeud, chemin string) {
		if n.genre != genreTexte && n.genre != genreNombre {
			l.Refuser(chemin, &Erreur{Code: "type-inattendu", Message: "un mot est attendu"})
			return
		}
		v, e := parse(n.texte)
		if e != nil {
			l.Refuser(chemin, e)
			return
		}
		*cible = v
	}
}

func (l *Lecteur) booleen(cible *bool) Poseur {
	return func(n Noeud, chemin string) {
		switch Normaliser(n.texte) {
		case "true", "oui", "vrai", "1":
			*cible = true
		case "false", "non", "faux", "0":
			*cible = false
		default:
			l.Refuser(chemin, &Erreur{Code: "type-inattendu", Message: "true ou false est attendu"})
		}
	}
}

func (l *Lecteur) entier(cible *int16) Poseur {
	return func(n Noeud, chemin string) {
		v, err := strconv.ParseInt(n.texte, 10, 16)
		if err != nil || (n.genre != genreNombre && n.genre != genreTexte) {
			l.Refuser(chemin, &Erreur{Code: "entier-illisible", Message: "un nombre entier est attendu"})
			return
		}
		*cible = int16(v)
	}
}

func (l *Lecteur) jour(cible *jour.Jour) Poseur {
	return func(n Noeud, chemin string) {
		j, err := jour.Parse(n.texte)
		if err != nil || n.genre != genreTexte {
			l.Refuser(chemin, &Erreur{Code: "date-impossible", Message: jour.ErrForme.Error()})
			return
		}
		*cible = j
	}
}

func (l *Lecteur) montant(cible *argent.Centimes, saisi *bool) Poseur {
	return func(n Noeud, chemin string) {
		if n.genre != genreTexte {
			l.Refuser(chemin, &Erreur{Code: "montant-nu", Message: "un montant s'écrit entre guillemets", Indice: `par exemple "30.00"`})
			return
		}
		if strings.TrimSpace(n.texte) == "" {
			return
		}
		v, err := argent.ParseCentimes(n.texte)
		if err != nil {
			l.Refuser(chemin, &Erreur{Code: "montant-illisible", Message: err.Error()})
			return
		}
		*cible, *saisi = v, true
	}
}
