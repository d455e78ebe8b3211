package lot

import (
	"strconv"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
	"github.com/opposable/opposable/nomenclature"
)

// valeurs are the columns of one row, as written; nil is absent, or empty.
type valeurs [nombreColonnes][]byte

// lecture turns the columns of a row into a dossier. Files repeat themselves:
// a column written as in the row before costs one comparison, a word already
// met one look-up, and neither allocates.
type lecture struct {
	d dossier.Dossier
	// dernier is what d holds, column by column, as it was written; faute is
	// what is wrong with it.
	dernier [nombreColonnes][]byte
	faute   [nombreColonnes]*dossier.Erreur

	specialites  memo[dossier.Specialite]
	secteurs     memo[dossier.Secteur]
	options      memo[dossier.Option]
	parcours     memo[dossier.Parcours]
	exonerations memo[dossier.Exoneration]
	aides        memo[dossier.Aide]
	regimes      memo[dossier.Regime]
	zones        memo[dossier.Zone]
	tiersPayants memo[dossier.TiersPayant]
	garanties    memo[dossier.Garantie]
	actes        memo[[]dossier.Acte]
	jours        memoJours
}

func nouvelleLecture() *lecture {
	l := new(lecture)
	for c := range colonne(nombreColonnes) {
		l.faute[c] = l.poser(c, nil)
	}
	return l
}

// changer reads the column c of a row, when it is not written as in the row
// before; faute[c] tells what is wrong with it.
func (l *lecture) changer(c colonne, b []byte) {
	l.faute[c] = l.poser(c, rogner(b))
	l.dernier[c] = append(l.dernier[c][:0], b...)
}

// poser writes one column into the dossier; an empty one is the ordinary case.
func (l *lecture) poser(c colonne, b []byte) *dossier.Erreur {
	d := &l.d
	switch c {
	case colDate:
		return l.poserJour(&d.Date, c, b)
	case colActe:
		return poserMot(&d.Actes, &l.actes, nomenclature.ParseActes, c, b)
	case colSpecialite:
		if len(b) == 0 {
			return specialiteManquante
		}
		return poserMot(&d.Praticien.Specialite, &l.specialites, dossier.ParseSpecialite, c, b)
	case colSecteur:
		return poserMot(&d.Praticien.Secteur, &l.secteurs, dossier.ParseSecteur, c, b)
	case colOption:
		return poserMot(&d.Praticien.Option, &l.options, dossier.ParseOption, c, b)
	case colParcours:
		return poserMot(&d.Parcours, &l.parcours, dossier.ParseParcours, c, b)
	case colAge:
		return poserAge(&d.Patient, b)
	case colNaissance:
		return l.poserJour(&d.Patient.Naissance, c, b)
	case colMedecinTraitant:
		return poserMedecinTraitant(&d.Patient, b)
	case colExoneration:
		return poserMot(&d.Patient.Exoneration, &l.exonerations, dossier.ParseExoneration, c, b)
	case colAide:
		return poserMot(&d.Patient.Aide, &l.aides, dossier.ParseAide, c, b)
	case colRegime:
		return poserMot(&d.Patient.Regime, &l.regimes, dossier.ParseRegime, c, b)
	case colZone:
		return poserMot(&d.Praticien.Zone, &l.zones, dossier.ParseZone, c, b)
	case colHonoraires:
		return poserHonoraires(d, b)
	case colTiersPayant:
		return poserMot(&d.TiersPayant, &l.tiersPayants, dossier.ParseTiersPayant, c, b)
	case colContrat:
		if len(b) > 0 {
			return contratInconnu
		}
	case colGarantie:
		return poserMot(&d.Contrat.Garantie, &l.garanties, dossier.ParseGarantie, c, b)
	}
	return nil
}

// Errors that say nothing of the row are shared: nobody writes to them.
var (
	specialiteManquante = &dossier.Erreur{Code: "specialite-manquante", Message: "la spécialité du praticien manque", Indice: "par exemple medecine_generale", Champ: "specialite"}
	contratInconnu      = &dossier.Erreur{Code: "contrat-inconnu", Message: "aucun fichier de contrats n'est donné", Indice: "écrivez la garantie dans la colonne garantie, par exemple 150%", Champ: "contrat"}
	ageIllisible        = &dossier.Erreur{Code: "entier-illisible", Message: "un nombre entier est attendu", Champ: "age"}
	booleenIllisible    = &dossier.Erreur{Code: "type-inattendu", Message: "true ou false est attendu", Champ: "medecin_traitant"}
	montantNu           = &dossier.Erreur{Code: "montant-nu", Message: "un montant s'écrit entre guillemets", Indice: `par exemple "30.00"`, Champ: "honoraires"}
	dateImpossible      = &dossier.Erreur{Code: "date-impossible", Message: jour.ErrForme.Error(), Champ: "date"}
	naissanceImpossible = &dossier.Erreur{Code: "date-impossible", Message: jour.ErrForme.Error(), Champ: "naissance"}
)

func (l *lecture) poserJour(cible *jour.Jour, c colonne, b []byte) *dossier.Erreur {
	*cible = 0
	if len(b) == 0 {
		return nil
	}
	var ok bool
	if *cible, ok = l.jours.lire(b); ok {
		return nil
	}
	if c == colNaissance {
		return naissanceImpossible
	}
	return dateImpossible
}

func poserAge(p *dossier.Patient, b []byte) *dossier.Erreur {
	p.Age, p.AgeConnu = 0, len(b) > 0
	switch {
	case len(b) == 0:
		return nil
	case len(b) == 1 && b[0]-'0' <= 9:
		p.Age = int16(b[0] - '0')
		return nil
	case len(b) == 2 && b[0]-'0' <= 9 && b[1]-'0' <= 9:
		p.Age = int16(b[0]-'0')*10 + int16(b[1]-'0')
		return nil
	}
	v, err := strconv.ParseInt(string(b), 10, 16)
	if err != nil {
		return ageIllisible
	}
	p.Age = int16(v)
	return nil
}

func poserMedecinTraitant(p *dossier.Patient, b []byte) *dossier.Erreur {
	p.SansMedecinTraitant = false
	switch string(b) {
	case "", "true", "1":
		return nil
	case "false", "0":
		p.SansMedecinTraitant = true
		return nil
	}
	switch dossier.Normaliser(string(b)) {
	case "true", "oui", "vrai", "1":
		return nil
	case "false", "non", "faux", "0":
		p.SansMedecinTraitant = true
		return nil
	}
	return booleenIllisible
}

func poserHonoraires(d *dossier.Dossier, b []byte) *dossier.Erreur {
	d.Honoraires, d.HonorairesSaisis = 0, false
	if len(b) == 0 {
		return nil
	}
	c, simple := montantSimple(b)
	if !simple {
		var err error
		if c, err = argent.ParseCentimes(string(b)); err != nil {
			return &dossier.Erreur{Code: "montant-illisible", Message: err.Error(), Champ: "honoraires"}
		}
	}
	d.Honoraires, d.HonorairesSaisis = c, true
	return nil
}

// montantSimple reads digits, then at most a mark and two digits: what files
// hold, and what argent.ParseCentimes would read the same, allocating.
func montantSimple(b []byte) (argent.Centimes, bool) {
	var v argent.Centimes
	i := 0
	for ; i < len(b) && b[i]-'0' <= 9; i++ {
		v = v*10 + argent.Centimes(b[i]-'0')
	}
	if i == 0 || i > 8 {
		return 0, false
	}
	v *= 100
	switch len(b) - i {
	case 0:
		return v, true
	case 2, 3:
		mark, dix, un := b[i], b[i+1]-'0', byte(0)
		if len(b)-i == 3 {
			un = b[i+2] - '0'
		}
		return v + argent.Centimes(10*dix+un), (mark == '.' || mark == ',') && dix <= 9 && un <= 9
	}
	return 0, false
}

// rogner removes spaces and tabs around a value.
func rogner(b []byte) []byte {
	for len(b) > 0 && (b[0] == ' ' || b[0] == '\t') {
		b = b[1:]
	}
	for len(b) > 0 && (b[len(b)-1] == ' ' || b[len(b)-1] == '\t') {
		b = b[:len(b)-1]
	}
	return b
}
