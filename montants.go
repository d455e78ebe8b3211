package opposable

import "github.com/opposable/opposable/argent"

// Montant is one amount of a décompte, by its name in the contracts.
type Montant struct {
	Champ string
	De    func(*Decompte) argent.Centimes
}

// Montants lists the amounts of a décompte in the order one reads them.
var Montants = []Montant{
	{"honoraires", func(d *Decompte) argent.Centimes { return d.Honoraires }},
	{"base", func(d *Decompte) argent.Centimes { return d.Base }},
	{"amo_brut", func(d *Decompte) argent.Centimes { return d.AMOBrut }},
	{"majoration_hors_parcours", func(d *Decompte) argent.Centimes { return d.MajorationHorsParcours }},
	{"participation_acte_lourd", func(d *Decompte) argent.Centimes { return d.ParticipationActeLourd }},
	{"participation_forfaitaire", func(d *Decompte) argent.Centimes { return d.ParticipationForfaitaire }},
	{"amo", func(d *Decompte) argent.Centimes { return d.AMO }},
	{"ticket_moderateur", func(d *Decompte) argent.Centimes { return d.TicketModerateur }},
	{"depassement", func(d *Decompte) argent.Centimes { return d.Depassement }},
	{"aide", func(d *Decompte) argent.Centimes { return d.Aide }},
	{"amc", func(d *Decompte) argent.Centimes { return d.AMC }},
	{"reste_a_charge", func(d *Decompte) argent.Centimes { return d.ResteACharge }},
	{"au_cabinet", func(d *Decompte) argent.Centimes { return d.Reglement.AuCabinet }},
	{"rembourse_apres", func(d *Decompte) argent.Centimes { return d.Reglement.RembourseApres }},
	{"retenu_plus_tard", func(d *Decompte) argent.Centimes { return d.Reglement.RetenuPlusTard }},
	{"franchise", func(d *Decompte) argent.Centimes { return d.Franchise }},
}
