// Package opposable computes what a French doctor may charge and who pays:
// the assurance maladie (AMO), a public cover or the complémentaire (AMC), and
// the patient. Every cent is dated, sourced and explained.
//
//	d := opposable.Dossier{
//		Date:      jour.De(2026, 3, 10),
//		Praticien: dossier.Praticien{Specialite: 1, Secteur: dossier.Secteur1},
//		Actes:     []dossier.Acte{{Nature: dossier.Consultation}},
//	}
//	dec, err := opposable.Calculer(d) // dec.AMO is 19,00 €
//
// Data flow one way, through packages that each do one thing: dossier (the
// question), bareme (the law of a day), convention (the doctor's rights),
// cotation (the lines of the bill), remboursement (AMO), complementaire (AMC).
// None of them reads a clock, a file or the network. [Calculer] strings them
// together; [Moteur] does the same without allocating, under another barème if
// one wants to know what a réforme would change.
//
// It is never certified billing, nor the caisse's decision.
package opposable
