package lot

import (
	"bytes"
	"encoding/json"

	"github.com/opposable/opposable/dossier"
)

// membre is one member of an object: its name, and its value as written.
type membre struct{ nom, valeur []byte }

// rangeesNDJSON reads one object a line. It belongs to one worker.
type rangeesNDJSON struct {
	*plan
	brut    []byte
	membres []membre
	// valide: brut is JSON; objet: and an object with flat or dossier members.
	valide, objet bool
	// entier tells that the object is a whole dossier, decode that d holds it.
	entier, decode bool
	d              dossier.Dossier
	valeurs        valeurs
	// autres are the members of a CSV's further columns.
	autres [][]byte
	perdus map[string]int64
}

// suivante cuts the first row of b; see rangees.
func (r *rangeesNDJSON) suivante(b []byte) (n int, vide bool, err *dossier.Erreur) {
	*r = rangeesNDJSON{plan: r.plan, membres: r.membres[:0], autres: r.autres, perdus: r.perdus}
	clear(r.autres)
	n = len(b)
	ligne := b
	if i := bytes.IndexByte(b, '\n'); i >= 0 {
		n, ligne = i+1, b[:i]
	}
	if len(ligne) > r.max {
		return n, false, ligneTropLongue(r.max)
	}
	r.brut = rognerJSON(ligne)
	if len(r.brut) == 0 {
		return n, true, nil
	}
	if r.valide = json.Valid(r.brut); !r.valide {
		return n, false, &dossier.Erreur{Code: "json-illisible", Message: "ligne JSON illisible", Indice: `un objet par ligne, par exemple {"date": "2026-03-10", …}`}
	}
	if r.brut[0] != '{' {
		return n, false, &dossier.Erreur{Code: "type-inattendu", Message: "un objet est attendu sur chaque ligne"}
	}
	r.membres = decouperObjet(r.membres, r.brut)
	return n, false, r.classer()
}

func rognerJSON(b []byte) []byte { return bytes.Trim(b, " \t\r") }

// classer gives each member its column.
func (r *rangeesNDJSON) classer() *dossier.Erreur {
	r.objet = true
	var vus [nombreColonnes]bool
	var faute, reservee *dossier.Erreur
	for _, m := range r.membres {
		c, connu := colonneDe[string(m.nom)]
		switch {
		case !connu && estSortie[string(m.nom)]:
			r.objet = false // the output could not hold the name twice
			reservee = colonneReservee(string(m.nom))
			continue
		case !connu:
			if string(m.nom) == "actes" {
				r.entier, r.valeurs[colActe] = true, m.valeur
			}
			if k, ok := r.extras[string(m.nom)]; ok {
				r.autres[k] = texte(m.valeur)
			}
			continue
		case vus[c] && faute == nil:
			faute = &dossier.Erreur{Code: "champ-double", Message: "champ écrit deux fois", Champ: c.String()}
		case c == colHonoraires && m.valeur[0] != '"' && m.valeur[0] != 'n' && faute == nil:
			faute = montantNu
		case m.valeur[0] == '{' && (c == colPatient || c == colPraticien):
			r.entier = true
		case (m.valeur[0] == '{' || m.valeur[0] == '[') && !c.opaque() && faute == nil:
			faute = &dossier.Erreur{Code: "type-inattendu", Message: "un texte ou un nombre est attendu", Champ: c.String()}
		}
		vus[c] = true
		r.valeurs[c] = texte(m.valeur)
	}
	if reservee != nil || r.entier { // the decoder of dossiers knows better what is wrong
		return reservee
	}
	return faute
}

func (r *rangeesNDJSON) lire(l *lecture) (*dossier.Dossier, *dossier.Erreur) {
	if !r.entier {
		var premiere *dossier.Erreur
		for _, c := range r.lues {
			if !bytes.Equal(r.valeurs[c], l.dernier[c]) {
				l.changer(c, r.valeurs[c])
			}
			if e := l.faute[c]; e != nil && premiere == nil {
				premiere = e
			}
		}
		return &l.d, premiere
	}
	var err error
	if r.d, err = dossier.Decoder(r.brut); err != nil {
		return nil, dossier.Lister(err)[0]
	}
	r.decode = true
	return &r.d, nil
}

// texte returns what a value says: a string without quotes and escapes, null
// as nothing, and any other value as it is written.
func texte(v []byte) []byte {
	switch {
	case v[0] == 'n':
		return nil
	case v[0] != '"':
		return v
	case bytes.IndexByte(v, '\\') < 0:
		return v[1 : len(v)-1]
	}
	var s string
	if json.Unmarshal(v, &s) != nil {
		return v
	}
	return []byte(s)
}

// decouperObjet lists the members of an object, which must be valid JSON.
func decouperObjet(l []membre, b []byte) []membre {
	i := 1
	for {
		for b[i] != '"' {
			if b[i] == '}' {
				return l
			}
			i++
		}
		fin := finDeTexte(b, i)
		m := membre{nom: texte(b[i:fin])}
		for i = fin; b[i] == ':' || b[i] <= ' '; i++ {
		}
		fin = finDeValeur(b, i)
		m.valeur = b[i:fin]
		l = append(l, m)
		i = fin
	}
}

// finDeTexte returns the index after the string that begins at b[i].
func finDeTexte(b []byte, i int) int {
	for i++; b[i] != '"'; i++ {
		if b[i] == '\\' {
			i++
		}
	}
	return i + 1
}

// finDeValeur returns the index after the value that begins at b[i].
func finDeValeur(b []byte, i int) int {
	if b[i] == '"' {
		return finDeTexte(b, i)
	}
	profondeur := 0
	for ; ; i++ {
		switch b[i] {
		case '"':
			i = finDeTexte(b, i) - 1
		case '{', '[':
			profondeur++
		case '}', ']':
			if profondeur == 0 {
				return i
			}
			if profondeur--; profondeur == 0 {
				return i + 1
			}
		case ',', ' ', '\t', '\r':
			if profondeur == 0 {
				return i
			}
		}
	}
}

// plat tells whether the errors of the row speak of columns.
func (r *rangeesNDJSON) plat() bool { return !r.entier }

// copierNDJSON opens an object with the members of the row, as they are
// written; or with the whole line in "entree" if it holds no usable object.
func (r *rangeesNDJSON) copierNDJSON(b []byte) []byte {
	switch {
	case r.objet:
		return append(b, rognerJSON(r.brut[:len(r.brut)-1])...)
	case r.valide:
		return append(append(b, `{"entree":`...), r.brut...)
	case r.brut != nil:
		b, _ = ajouterTexteJSON(append(b, `{"entree":`...), r.brut)
		return b
	}
	return append(b, '{')
}

// copierCSV writes the known columns, then those of the first object.
func (r *rangeesNDJSON) copierCSV(b []byte) []byte {
	if r.decode {
		r.aplatir()
	}
	for c, v := range r.valeurs {
		if c > 0 {
			b = append(b, r.sep)
		}
		b = ajouterChampCSV(b, v, r.sep)
	}
	for _, v := range r.autres {
		b = ajouterChampCSV(append(b, r.sep), v, r.sep)
	}
	for _, m := range r.membres {
		_, connu := colonneDe[string(m.nom)]
		_, extra := r.extras[string(m.nom)]
		if !connu && !extra && string(m.nom) != "actes" {
			r.perdre(string(m.nom))
		}
	}
	return b
}

// perdusMax bounds the names counted one by one.
const perdusMax = 100

func (r *rangeesNDJSON) perdre(nom string) {
	if _, vu := r.perdus[nom]; !vu && len(r.perdus) >= perdusMax {
		nom = "(autres)"
	}
	if r.perdus == nil {
		r.perdus = make(map[string]int64)
	}
	r.perdus[nom]++
}

// aplatir writes a whole dossier in the columns of the contract.
func (r *rangeesNDJSON) aplatir() {
	d, v := &r.d, &r.valeurs
	*v = valeurs{
		colDate:        []byte(d.Date.String()),
		colActe:        ecrireActes(nil, d.Actes),
		colSpecialite:  []byte(d.Praticien.Specialite.String()),
		colSecteur:     []byte(d.Praticien.Secteur.String()),
		colOption:      []byte(d.Praticien.Option.String()),
		colParcours:    []byte(d.Parcours.String()),
		colNaissance:   []byte(d.Patient.Naissance.String()),
		colExoneration: []byte(d.Patient.Exoneration.String()),
		colAide:        []byte(d.Patient.Aide.String()),
		colRegime:      []byte(d.Patient.Regime.String()),
		colZone:        []byte(d.Praticien.Zone.String()),
		colTiersPayant: []byte(d.TiersPayant.String()),
		colGarantie:    []byte(d.Contrat.Garantie.String()),
	}
	v[colMedecinTraitant] = []byte("true")
	if d.Patient.SansMedecinTraitant {
		v[colMedecinTraitant] = []byte("false")
	}
	if d.Patient.AgeConnu {
		v[colAge] = ajouterEntier(nil, int(d.Patient.Age))
	}
	if d.HonorairesSaisis {
		v[colHonoraires] = d.Honoraires.Append(nil)
	}
	if d.Praticien.Titre {
		r.perdre("praticien.titre")
	}
	for i := range d.Actes {
		if d.Actes[i].HonorairesSaisis {
			r.perdre("actes.honoraires")
		}
	}
}

func (r *rangeesNDJSON) pertes(_ *Bilan, perdus map[string]int64) {
	for nom, n := range r.perdus {
		perdus[nom] += n
	}
}
