package explication

import (
	"github.com/opposable/opposable"
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/bareme"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/journal"
)

// Versions of the JSON forms: a number grows when a field changes meaning.
const (
	VersionDecompte = "opposable.decompte.v1"
	VersionJournal  = "opposable.journal.v1"
)

// Reponse is a décompte as programs read it, the same from the library, the
// command and the API. Amounts are decimal strings of euros, rates are in
// percent.
type Reponse struct {
	Format                   string              `json:"format"`
	Date                     string              `json:"date"`
	Lignes                   []Ligne             `json:"lignes"`
	Honoraires               argent.Centimes     `json:"honoraires"`
	Base                     argent.Centimes     `json:"base"`
	Taux                     argent.Taux         `json:"taux"`
	AMOBrut                  argent.Centimes     `json:"amo_brut"`
	MajorationHorsParcours   argent.Centimes     `json:"majoration_hors_parcours"`
	ParticipationActeLourd   argent.Centimes     `json:"participation_acte_lourd"`
	ParticipationForfaitaire argent.Centimes     `json:"participation_forfaitaire"`
	AMO                      argent.Centimes     `json:"amo"`
	TicketModerateur         argent.Centimes     `json:"ticket_moderateur"`
	Depassement              argent.Centimes     `json:"depassement"`
	Aide                     argent.Centimes     `json:"aide"`
	AMC                      argent.Centimes     `json:"amc"`
	ResteACharge             argent.Centimes     `json:"reste_a_charge"`
	Reglement                Reglement           `json:"reglement"`
	Franchise                argent.Centimes     `json:"franchise"`
	Compteurs                Compteurs           `json:"compteurs"`
	Resume                   string              `json:"resume"`
	Avertissements           []AvertissementJSON `json:"avertissements"`
	Sources                  []Source            `json:"sources"`
	Bareme                   BaremeJSON          `json:"bareme"`
	// Journal is the version of the form of Etapes, with which it comes and goes.
	Journal string  `json:"journal,omitempty"`
	Etapes  []Etape `json:"etapes,omitempty"`
}

// Ligne is one line of the bill.
type Ligne struct {
	Code       string          `json:"code"`
	Libelle    string          `json:"libelle"`
	Base       argent.Centimes `json:"base"`
	Honoraires argent.Centimes `json:"honoraires"`
	// Technique is absent of a letter of the NGAP.
	Technique *LigneTechnique `json:"technique,omitempty"`
}

// LigneTechnique is what a line says of a technical act.
type LigneTechnique struct {
	Activite      uint8  `json:"activite"`
	Phase         uint8  `json:"phase"`
	Modificateurs string `json:"modificateurs,omitempty"`
	Association   uint8  `json:"association,omitempty"`
	Regroupement  string `json:"regroupement,omitempty"`
}

func decrireLigne(ligne *opposable.Ligne, b *bareme.Bareme, l Langue) Ligne {
	r := Ligne{Code: ligne.Nom, Libelle: l.Acte(ligne.Code, b), Base: ligne.Base, Honoraires: ligne.Honoraires}
	if n, technique := ligne.Code.Technique(); technique {
		t := b.CCAM()
		r.Technique = &LigneTechnique{t.Activite(n), t.Phase(n), ligne.Technique.Modificateurs, ligne.Technique.Association, ligne.Technique.Regroupement()}
	}
	return r
}

// Reglement is when the money moves.
type Reglement struct {
	AuCabinet      argent.Centimes `json:"au_cabinet"`
	RembourseApres argent.Centimes `json:"rembourse_apres"`
	RetenuPlusTard argent.Centimes `json:"retenu_plus_tard"`
}

// Compteurs are the counters after the bill, in the form the dossier takes.
type Compteurs struct {
	ParticipationsDuJour int16           `json:"participations_du_jour"`
	ParticipationAnnee   argent.Centimes `json:"participation_annee"`
	FranchiseAnnee       argent.Centimes `json:"franchise_annee"`
}

// AvertissementJSON is a warning with its stable code.
type AvertissementJSON struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// BaremeJSON identifies the law that was applied, so that a result can be
// reproduced.
type BaremeJSON struct {
	Empreinte string   `json:"empreinte"`
	Reformes  []string `json:"reformes,omitempty"`
}

// Etape is one step. A and B number earlier steps from 1; 0 is none.
type Etape struct {
	Numero    int     `json:"numero"`
	Operation string  `json:"operation"`
	Regle     string  `json:"regle"`
	Titre     string  `json:"titre"`
	Texte     string  `json:"texte"`
	A         int32   `json:"a,omitempty"`
	B         int32   `json:"b,omitempty"`
	Unite     string  `json:"unite,omitempty"` // euro, pourcent or kilometre
	Valeur    string  `json:"valeur,omitempty"`
	Phrase    string  `json:"phrase"`
	Source    *Source `json:"source,omitempty"`
}

// Repondre puts a décompte computed under b in the form programs read. The
// journal gives the sources; detail adds its steps.
func Repondre(d *dossier.Dossier, dec *opposable.Decompte, j *journal.Journal, b *bareme.Bareme, detail bool, l Langue) Reponse {
	r := Reponse{
		Format: VersionDecompte, Date: d.Date.String(),
		Honoraires: dec.Honoraires, Base: dec.Base, Taux: dec.Taux, AMOBrut: dec.AMOBrut,
		MajorationHorsParcours: dec.MajorationHorsParcours, ParticipationActeLourd: dec.ParticipationActeLourd,
		ParticipationForfaitaire: dec.ParticipationForfaitaire, AMO: dec.AMO, TicketModerateur: dec.TicketModerateur,
		Depassement: dec.Depassement, Aide: dec.Aide, AMC: dec.AMC, ResteACharge: dec.ResteACharge,
		Reglement: Reglement(dec.Reglement), Franchise: dec.Franchise, Compteurs: Compteurs(dec.Compteurs),
		Resume:         Resume(dec, l),
		Avertissements: Avertissements(dec.Avertissements, l),
		Sources:        Sources(j.Etapes(), b, l),
		Bareme:         BaremeJSON{bareme.Empreinte, b.Reformes()},
		Lignes:         []Ligne{},
	}
	for _, ligne := range dec.Lignes {
		r.Lignes = append(r.Lignes, decrireLigne(&ligne, b, l))
	}
	if detail {
		r.Journal, r.Etapes = VersionJournal, Etapes(j.Etapes(), b, l)
	}
	return r
}

// Avertissements writes the warnings for the reader; never nil.
func Avertissements(a dossier.Avertissements, l Langue) []AvertissementJSON {
	liste := []AvertissementJSON{}
	for _, un := range a.Liste() {
		liste = append(liste, AvertissementJSON{un.String(), l.choisir(un.FR(), un.EN())})
	}
	return liste
}

// Etapes writes the steps for programs, with the sentence of a jurist.
func Etapes(etapes []journal.Etape, b *bareme.Bareme, l Langue) []Etape {
	var liste []Etape
	for _, n := range Expliquer(etapes, b, Juriste, l) {
		e := etapes[n.Numero-1]
		un := Etape{Numero: n.Numero, Operation: e.Op.String(), Regle: n.Code, Titre: n.Titre, Texte: n.Texte, A: e.A, B: e.B, Phrase: n.Phrase, Source: n.Source}
		switch {
		case e.Op == journal.OpNoter:
		case compteKilometres(e):
			un.Unite, un.Valeur = "kilometre", kilometres(e)
		case e.Taux:
			un.Unite, un.Valeur = "pourcent", argent.Taux(e.V).String()
		default:
			un.Unite, un.Valeur = "euro", argent.Centimes(e.V).String()
		}
		liste = append(liste, un)
	}
	return liste
}

// Resume says the décompte in one sentence, in a voice that suits whoever reads
// it: patient, doctor or clerk.
func Resume(dec *opposable.Decompte, l Langue) string {
	s := l.choisir("Sur ", "Out of ") + l.Montant(dec.Honoraires) + l.choisir(", l'assurance maladie paie ", ", the assurance maladie pays ") + l.Montant(dec.AMO)
	if dec.Aide > 0 {
		s += l.choisir(", l'aide publique ", ", the public cover ") + l.Montant(dec.Aide)
	}
	if dec.AMC > 0 {
		s += l.choisir(", la complémentaire ", ", the complémentaire ") + l.Montant(dec.AMC)
	}
	reste := l.Montant(dec.ResteACharge)
	return s + l.choisir(" ; il reste à payer "+reste, "; "+reste+" is left to pay") + jamaisRembourse(dec, l) + "."
}

// retenue is what nobody refunds of what is left to pay: the participation and
// the off-pathway surcharge, unless a contract pays them after all.
func retenue(dec *opposable.Decompte) argent.Centimes {
	return min(dec.ParticipationForfaitaire+dec.MajorationHorsParcours, dec.ResteACharge)
}

// jamaisRembourse says that amount where it is a step. The engine adds the
// participation and the surcharge only under third-party payment, to withhold
// them later; elsewhere each is told, since a sum made here would have no rule.
func jamaisRembourse(dec *opposable.Decompte, l Langue) string {
	r, p, m := retenue(dec), dec.ParticipationForfaitaire, dec.MajorationHorsParcours
	if r <= 0 {
		return ""
	}
	montant := l.Montant(r)
	if p > 0 && m > 0 && r != dec.ResteACharge && r != dec.Reglement.RetenuPlusTard {
		montant = l.choisir(l.Montant(p)+" de participation et "+l.Montant(m)+" de majoration", l.Montant(p)+" of participation and "+l.Montant(m)+" of surcharge")
	}
	return l.choisir(", dont "+montant+" que personne ne rembourse", ", of which "+montant+" that no one refunds")
}
