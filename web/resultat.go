package web

import (
	"html/template"
	"slices"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/explication"
	"github.com/opposable/opposable/jour"
	"github.com/opposable/opposable/remboursement"
)

// resultat is the answer to a form: a computation, or faults; and, in both
// cases, what can be said of the price and of the other sectors.
type resultat struct {
	L      explication.Langue
	Fautes []Faute
	Calcul *calcul
	// Libre tells that the fee must be given; Tarif is the opposable tariff of
	// the same visit, or zero where none is known.
	Libre    bool
	Tarif    argent.Centimes
	Secteurs []secteur
	// Connu tells that the form could be read: Libre, Tarif and the questions
	// mean something.
	Connu    bool
	statut   string
	demandes []opposable.Question
}

// demande tells whether the façade asks the question of that field, or would
// perhaps: nothing is put away as long as the form cannot be computed.
func (r resultat) demande(nom string) bool {
	return len(r.demandes) == 0 && r.Calcul == nil || slices.ContainsFunc(r.demandes, func(q opposable.Question) bool { return questionDe(q.Champ) == nom })
}

// Questions lists the fields that matter, for the script.
func (r resultat) Questions() []string {
	var l []string
	for _, q := range r.demandes {
		if nom := questionDe(q.Champ); nom != "" {
			l = append(l, nom)
		}
	}
	return l
}

func questionDe(champ string) string {
	for _, m := range modeles {
		if m.question == champ {
			return m.nom
		}
	}
	return ""
}

// calcul is a décompte told to the reader.
type calcul struct {
	explication.Reponse
	Resume string
	// Reste is what the reader looks for first.
	Reste    argent.Centimes
	Barre    template.HTML
	Legende  []explication.Part
	Montants []ligneMontant
	Recits   []recit
	Date     jour.Jour
	Devis    devis
}

// ligneMontant is an amount with its plain words.
type ligneMontant struct {
	Cle, Valeur string
	Total       bool
}

// recit is the explanation for one kind of reader.
type recit struct {
	Cle    string
	Etapes []explication.Entree
}

// devis is what a printed quote adds.
type devis struct {
	Etabli, Soins      jour.Jour
	Specialite, Statut string
	Lignes             []ligneDevis
	// Obligatoire: the fee and its excess oblige the doctor to write it.
	Obligatoire bool
}

// ligneDevis is an act of the quote. AMO is the step of the journal that
// computes the line's refund, if there is one.
type ligneDevis struct {
	opposable.Ligne
	AMO       argent.Centimes
	Rembourse bool
}

// remplirDevis sets beside each line of the bill what is refunded of it.
func remplirDevis(c *explication.Cote) []ligneDevis {
	var parts []argent.Centimes
	for _, e := range c.Journal.Etapes() {
		if e.Regle == remboursement.RegleAMOLigne && !e.Taux {
			parts = append(parts, argent.Centimes(e.V))
		}
	}
	var l []ligneDevis
	for i, ligne := range c.Decompte.Lignes {
		un := ligneDevis{Ligne: ligne}
		if len(parts) == len(c.Decompte.Lignes) {
			un.AMO, un.Rembourse = parts[i], true
		}
		l = append(l, un)
	}
	return l
}

func (s *site) expliquer(l explication.Langue, c *explication.Cote) *calcul {
	dec := &c.Decompte
	rep := explication.Repondre(&c.Dossier, dec, c.Journal, c.Bareme, false, l)
	r := &calcul{
		Reponse:  rep,
		Resume:   rep.Resume,
		Reste:    dec.ResteACharge,
		Barre:    template.HTML(explication.Barre(dec, l)),
		Legende:  explication.Parts(dec, l),
		Montants: montants(l, dec),
		Date:     c.Dossier.Date,
		Devis: devis{s.Aujourdhui(), c.Dossier.Date, l.Specialite(c.Dossier.Praticien.Specialite), nomStatut(l, c.Dossier.Praticien),
			remplirDevis(c), dec.Avertissements.Contient(dossier.AvertInformationEcrite)},
	}
	for _, p := range []explication.Profondeur{explication.Patient, explication.Praticien, explication.Juriste} {
		r.Recits = append(r.Recits, recit{p.String(), explication.Expliquer(c.Journal.Etapes(), c.Bareme, p, l)})
	}
	return r
}

// montants lists the amounts of a décompte in the order of the computation;
// what is zero and goes without saying is left out.
func montants(l explication.Langue, d *opposable.Decompte) []ligneMontant {
	var m []ligneMontant
	euros := func(cle string, c argent.Centimes, toujours bool) {
		if c != 0 || toujours {
			m = append(m, ligneMontant{Cle: cle, Valeur: l.Montant(c)})
		}
	}
	euros("honoraires", d.Honoraires, true)
	euros("base", d.Base, true)
	euros("depassement", d.Depassement, false)
	m = append(m, ligneMontant{Cle: "taux", Valeur: l.Taux(d.Taux)})
	euros("amo_brut", d.AMOBrut, true)
	euros("majoration_hors_parcours", d.MajorationHorsParcours, false)
	euros("participation_acte_lourd", d.ParticipationActeLourd, false)
	euros("participation_forfaitaire", d.ParticipationForfaitaire, false)
	euros("ticket_moderateur", d.TicketModerateur, false)
	euros("amo", d.AMO, true)
	euros("aide", d.Aide, false)
	euros("amc", d.AMC, false)
	euros("reste_a_charge", d.ResteACharge, true)
	m[len(m)-1].Total = true
	return m
}

// nomStatut names the status of a doctor in the words of the form.
func nomStatut(l explication.Langue, p dossier.Praticien) string {
	for cle, s := range statuts {
		if (statut{p.Secteur, p.Option, p.Titre}) == s {
			return nomDuStatut(l, cle)
		}
	}
	return ""
}

func nomDuStatut(l explication.Langue, cle string) string {
	if _, rare := textes["choix.statut_rare."+cle]; rare {
		return texte(l, "choix.statut_rare."+cle)
	}
	return texte(l, "choix.statut."+cle)
}
