package oracle

import "math/big"

// An acte is one act with its majorations (REMB 10: "each act A, with its
// majorations = lines of the same act").
type acte struct {
	lignes []Ligne
	bases  []*big.Rat
	titre  string
	taux   *big.Rat
	brut   *big.Rat
}

// actes groups the lines; a majoration written before any act goes with the
// first one.
func actes(lignes []Ligne) []*acte {
	var l []*acte
	var avant []Ligne
	for _, ligne := range lignes {
		switch {
		case !ligne.Majoration:
			l = append(l, &acte{lignes: append(avant, ligne)})
			avant = nil
		case len(l) == 0:
			avant = append(avant, ligne)
		default:
			a := l[len(l)-1]
			a.lignes = append(a.lignes, ligne)
		}
	}
	for _, a := range l {
		for _, ligne := range a.lignes {
			// REMB 7 step 7 and 6: the base never exceeds the fee.
			a.bases = append(a.bases, moindre(euros(ligne.Tarif), euros(ligne.Honoraires)))
		}
	}
	return l
}

func (a *acte) base() *big.Rat {
	total := zero()
	for _, b := range a.bases {
		total = plus(total, b)
	}
	return total
}

// tarif is the tariff of the act itself, which the threshold is compared with
// (REMB 5.6: without flat-amount modifiers).
func (a *acte) principale() Ligne {
	for _, l := range a.lignes {
		if !l.Majoration {
			return l
		}
	}
	return a.lignes[0]
}

// horsParcours: REMB 1.9, in its order.
func (d *Dossier) horsParcours() bool {
	teleconsultation := false
	for _, l := range d.Lignes {
		teleconsultation = teleconsultation || l.Teleconsultation
	}
	switch {
	case d.ageDesSoins() < 16, d.Aide == "ame", d.Mayotte, d.Specialite == 38:
		return false // excluded from the mechanism (RG_CF640)
	case teleconsultation && !d.MedecinTraitant:
		return false // RG_CF640
	}
	switch d.Parcours {
	case 'T', 'N', 'R':
		return false
	case 'O', 'M', 'D':
		return !d.MedecinTraitant // RG_CF641
	case 'U', 'H', 'A':
		return false
	}
	return true
}

// titrer gives each act its rate, first match wins (REMB 2 and REMB 10 step 1).
func (d *Dossier) titrer(l []*acte) {
	cumul := zero()
	for _, a := range l {
		if p := a.principale(); p.Cumul {
			cumul = plus(cumul, euros(p.SansEuros))
		}
	}
	for _, a := range l {
		p := a.principale()
		lourd := (p.Seul && euros(p.SansEuros).Cmp(acteLourdSeuil) >= 0) || (p.Cumul && cumul.Cmp(acteLourdSeuil) >= 0)
		a.taux = e(1, 1)
		switch d.Exoneration {
		case "maternite", "at_mp", "prevention":
			a.titre = "nature"
			continue
		case "invalidite", "pension_militaire":
			a.titre = "beneficiaire"
			continue
		}
		switch {
		case p.Exonere:
			a.titre = "nature_acte"
		case d.Exoneration == "ald":
			a.titre = "ald"
		case d.Exoneration == "nouveau_ne", d.Exoneration == "mineur_victime", d.Exoneration == "infertilite":
			a.titre = "particulier"
		case lourd:
			a.titre = "seuil"
		case d.RegimeLocal:
			a.titre, a.taux = "regime_local", tauxDroitCommun // the 20 points are the régime local's
		case d.Aide == "aspa":
			a.titre, a.taux = "aspa", tauxASPA
		default:
			a.titre, a.taux = "base", tauxDroitCommun
		}
	}
}

// porteurActeLourd: REMB 5.8, the dearest act exempted by the threshold alone;
// none for the ASPA (REMB 2 and RG_VF680).
func (d *Dossier) porteurActeLourd(l []*acte) *acte {
	var porteur *acte
	for _, a := range l {
		if a.titre == "seuil" && d.Aide != "aspa" && !a.principale().SansForfait && (porteur == nil || a.principale().Tarif > porteur.principale().Tarif) {
			porteur = a
		}
	}
	return porteur
}

// majoration: REMB 1.5 to 1.8. The text makes exempt people bear it (REMB 12,
// point 4), except where the care itself is: maternity, AT/MP, prevention, ALD
// protocol; and, by the specification, acts exempt by their nature.
func (d *Dossier) majoration(a *acte) *big.Rat {
	switch a.titre {
	case "nature", "ald", "nature_acte":
		return zero()
	}
	plafond := lire(plafondMajoration, d.Date)
	switch d.PlafondMajoration {
	case "sans":
		return arrondir(fois(a.base(), tauxMajoration))
	case "ligne":
		total := zero()
		for _, b := range a.bases {
			total = plus(total, moindre(arrondir(fois(b, tauxMajoration)), plafond))
		}
		return total
	}
	return moindre(arrondir(fois(a.base(), tauxMajoration)), plafond)
}

// exempteDeParticipation: REMB 3.5 and 3.6, SP 2 (war invalids), REMB 2
// (newborns and victims are minors), REMB 3.4 (prevention programmes).
func (d *Dossier) exempteDeParticipation() bool {
	switch d.Exoneration {
	case "maternite", "pension_militaire", "prevention":
		return true
	}
	return d.Aide == "c2s" || d.Aide == "ame" || d.mineurAuPremierJanvier()
}

// franchise: REMB 4, on what the visit prescribes.
func (d *Dossier) franchise() *big.Rat {
	if d.exempteDeParticipation() {
		return zero()
	}
	total := fois(lire(franchiseBoite, d.Date), e(d.Boites, 1))
	total = plus(total, moindre(fois(lire(franchiseParamedical, d.Date), e(d.Paramedicaux, 1)), lire(franchiseParamedJour, d.Date)))
	total = plus(total, moindre(fois(lire(franchiseTransport, d.Date), e(d.Transports, 1)), lire(franchiseTransportJour, d.Date)))
	return moindre(total, positif(moins(franchiseParAn, euros(d.FranchiseAnnee))))
}
