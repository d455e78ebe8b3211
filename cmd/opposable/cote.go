package main

import (
	"github.com/spf13/cobra"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/explication"
)

func (a *application) cote() *cobra.Command {
	var reforme string
	cmd := &cobra.Command{
		Use:   "cote [DOSSIER]",
		Short: "Propose les cotations permises, ou contrôle celles choisies",
		Long: "D'un acte donné par sa nature, propose les cotations permises, la meilleure d'abord, chacune chiffrée et justifiée. " +
			"D'actes donnés par leurs codes, dit s'ils peuvent se facturer ensemble : sinon chaque faute, sa règle et le remède (statut 1).",
		Example: "  opposable cote --specialite generaliste --secteur 1 --age 4\n" +
			"  opposable cote --specialite generaliste --secteur 1 --acte visite+regule --heure 22:30 --distance 12\n" +
			"  opposable cote --specialite dermatologue --secteur 1 --parcours oriente --actes APC+MCS\n" +
			"  opposable cote --specialite generaliste --secteur 1 --age 85 --acte VL --anterieur 2026-01-10:VL:4",
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			m, d, l, err := a.lireQuestion(cmd, args, reforme)
			if err != nil {
				return err
			}
			if explication.AProposer(&d) {
				return a.proposer(m, d, l)
			}
			return a.controler(m, d, l)
		},
	}
	declarer(cmd.Flags())
	cmd.Flags().StringVar(&reforme, "reforme", "", "fichier de réforme à appliquer")
	return cmd
}

func (a *application) proposer(m *opposable.Moteur, d dossier.Dossier, l explication.Langue) error {
	propositions, err := m.Proposer(d)
	if err != nil {
		return err
	}
	r := explication.ReponsePropositions(propositions, d, m.Bareme(), l)
	if a.json {
		return ecrireJSON(a.sortie, r)
	}
	afficherStatut(a.sortie, &d, l)
	afficherPropositions(a.sortie, r.Propositions, l)
	return nil
}

func (a *application) controler(m *opposable.Moteur, d dossier.Dossier, l explication.Langue) error {
	c, j, err := explication.Controler(m, d)
	if err != nil {
		return err
	}
	r := explication.ReponseControle(c, d, j, m.Bareme(), l)
	if a.json {
		err = ecrireJSON(a.sortie, r)
	} else {
		afficherStatut(a.sortie, &d, l)
		afficherControle(a.sortie, &r, l)
	}
	if err == nil && !r.Accepte {
		err = errBilan
	}
	return err
}
