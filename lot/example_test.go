package lot_test

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/opposable/opposable/lot"
)

func ExampleCalculer() {
	visites := `id;date;acte;specialite;secteur;honoraires
1;2026-03-10;consultation;generaliste;1;
2;2026-03-10;consultation;cardiologue;2;
`
	bilan, err := lot.Calculer(context.Background(), strings.NewReader(visites), os.Stdout, lot.Options{})
	fmt.Println(bilan.Lignes, bilan.EnErreur, bilan.Totaux.AMO, err)
	fmt.Println(bilan.Fautes[0].Code, bilan.Fautes[0].Ligne)
	// Output:
	// id;date;acte;specialite;secteur;honoraires;codes;base;taux;amo_brut;majoration_hors_parcours;participation_acte_lourd;participation_forfaitaire;amo;ticket_moderateur;depassement;aide_versee;amc;reste_a_charge;avertissements;erreur
	// 1;2026-03-10;consultation;generaliste;1;;G;30.00;70;21.00;0.00;0.00;2.00;19.00;9.00;0.00;0.00;0.00;11.00;;
	// 2;2026-03-10;consultation;cardiologue;2;;;;;;;;;;;;;;;;honoraires-manquants
	// 2 1 19.00 <nil>
	// honoraires-manquants 3
}
