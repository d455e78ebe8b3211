package oracle

import "math/big"

// Calculer follows REMB 10 step by step, then AMC 1.6.
func Calculer(d *Dossier) Resultat {
	c := calcul{d: d, actes: actes(d.Lignes), aide: zero(), majoration: zero(), lourd: zero(), participation: zero(), brut: zero()}
	c.honoraires, c.base = zero(), zero()
	for _, l := range d.Lignes {
		c.honoraires = plus(c.honoraires, euros(l.Honoraires))
	}
	for _, a := range c.actes {
		c.base = plus(c.base, a.base())
	}
	c.depassement = positif(moins(c.honoraires, c.base)) // REMB 6
	c.taux = zero()
	c.parJour, c.parAn = d.ParticipationsDuJour, d.ParticipationAnnee
	if d.Aide == "ame" {
		c.aide = c.base // the State pays the whole tariff, AMO nothing (REMB 2)
	} else {
		c.amo()
	}
	c.net = moins(c.brut, c.participation)
	c.amc = c.complementaire()
	return c.resultat()
}

type calcul struct {
	d                                  *Dossier
	actes                              []*acte
	honoraires, base, depassement      *big.Rat
	taux, brut, net, majoration, lourd *big.Rat
	participation, aide, amc           *big.Rat
	parJour, parAn                     int64
}

func (c *calcul) amo() {
	c.d.titrer(c.actes) // step 1
	for _, a := range c.actes {
		a.brut = zero() // step 2: rounded line by line
		for _, b := range a.bases {
			a.brut = plus(a.brut, arrondir(fois(b, a.taux)))
			if a.titre == "regime_local" {
				c.aide = plus(c.aide, arrondir(fois(b, tauxRegimeLocal)))
			}
		}
	}
	if porteur := c.d.porteurActeLourd(c.actes); porteur != nil { // step 3
		c.lourd = moindre(lire(acteLourd, c.d.Date), porteur.brut)
		porteur.brut = moins(porteur.brut, c.lourd)
		if c.d.RegimeLocal {
			c.aide = plus(c.aide, c.lourd) // RG_VF681: the régime local pays it
		}
	}
	for i, a := range c.actes { // step 4
		m := zero()
		if c.d.horsParcours() {
			m = c.d.majoration(a)
		}
		if i == 0 {
			c.taux = a.taux
			if c.d.horsParcours() && a.titre != "nature" && a.titre != "ald" && a.titre != "nature_acte" {
				c.taux = moins(a.taux, tauxMajoration) // REMB 1.3: nominal 30 %
			}
		}
		m = moindre(m, a.brut)
		a.brut = moins(a.brut, m)
		c.majoration = plus(c.majoration, m)
		c.brut = plus(c.brut, a.brut)
	}
	if c.d.Aide == "c2s" { // step 5: what AMO and the régime local leave of the base
		c.aide = moins(c.base, c.brut)
	}
	c.retenir()
}

// retenir is step 6: per act or consultation, four a day, fifty euros a year,
// never more than the refund of the act.
func (c *calcul) retenir() {
	if c.d.exempteDeParticipation() {
		return
	}
	for _, a := range c.actes {
		if c.parJour >= participationsParJour {
			return
		}
		p := lire(participation, c.d.Date)
		p = moindre(p, positif(moins(participationParAn, euros(c.parAn))))
		if p.Sign() == 0 || a.brut.Cmp(p) < 0 {
			continue // REMB 3.12
		}
		c.parJour++
		c.parAn += centimes(p)
		c.participation = plus(c.participation, p)
	}
}

// complementaire is AMC 1.6.
func (c *calcul) complementaire() *big.Rat {
	g := c.d.Garantie
	if g == nil || c.d.Aide == "c2s" || c.d.Aide == "ame" {
		return zero()
	}
	// B is the base, tm what the pathway leaves of it, libre the part of the
	// excess a contract may look at.
	tm := moins(moins(moins(c.base, c.brut), c.majoration), c.aide)
	borne := moins(moins(moins(c.honoraires, c.brut), c.majoration), c.aide)
	depassement := c.depassement
	switch {
	case g.Libre:
		borne = moins(moins(c.honoraires, c.net), c.aide)
		tm = moins(moins(c.base, c.brut), c.aide)
	case c.majoration.Sign() > 0:
		depassement = positif(moins(c.depassement, lire(depassementAutorise, c.d.Date)))
	}
	if c.d.Exigence && !c.d.NonConventionne {
		// REMB 6: a DE is a free amount, never refunded.
		borne = moins(borne, c.depassement)
		depassement = zero()
	}
	niveau := g.Hors
	if c.d.BaseOpposable {
		niveau = g.OPTAM
	}
	return positif(moindre(c.garanti(niveau, tm, depassement), borne))
}

func (c *calcul) garanti(niveau Niveau, tm, depassement *big.Rat) *big.Rat {
	g := c.d.Garantie
	horsParcours := c.majoration.Sign() > 0 && !g.Libre
	part := c.partMaximale()
	switch niveau.Ecriture {
	case "frais_reels":
		if g.Libre || (part == nil && !horsParcours) {
			return c.honoraires // the bound decides
		}
		if part != nil {
			depassement = moindre(depassement, arrondir(fois(part, c.base)))
		}
		return plus(tm, depassement)
	case "en_sus":
		x := arrondir(fois(taux(niveau.Taux), c.base))
		if part != nil {
			x = moindre(x, plus(tm, arrondir(fois(part, c.base))))
		}
		if horsParcours {
			return plus(moindre(tm, x), moindre(positif(moins(x, tm)), depassement))
		}
		return x
	}
	q := taux(niveau.Taux)
	if part != nil {
		q = moindre(q, plus(e(1, 1), part))
	}
	total := arrondir(fois(q, c.base))
	if horsParcours {
		// TM + max(0, min((g − 1)·B, D − DA)); below 100 % the guarantee does
		// not reach the ticket modérateur, as in the pathway.
		return plus(moindre(tm, positif(moins(total, moins(c.base, tm)))), moindre(positif(moins(total, c.base)), depassement))
	}
	publique := c.brut // method A
	if g.Nette {
		publique = c.net // method B
	}
	return positif(moins(total, plus(publique, c.aide)))
}

// partMaximale is the share of the base that a contrat responsable may pay
// above it for a doctor outside the OPTAM, or nil (AMC 1.4).
func (c *calcul) partMaximale() *big.Rat {
	g := c.d.Garantie
	if g.Libre || c.d.BaseOpposable || c.d.NonConventionne {
		return nil
	}
	part := plafondResponsable
	if g.DeuxNiveaux && g.OPTAM.Ecriture != "frais_reels" {
		optam := moins(taux(g.OPTAM.Taux), e(1, 1))
		if g.OPTAM.Ecriture == "en_sus" {
			optam = moins(taux(g.OPTAM.Taux), moins(e(1, 1), c.tauxPublic()))
		}
		part = moindre(part, positif(moins(optam, ecartResponsable)))
	}
	return part
}

// tauxPublic is what AMO and the régime local pay of the base in the pathway.
func (c *calcul) tauxPublic() *big.Rat {
	if len(c.actes) == 0 || c.actes[0].taux == nil {
		return tauxDroitCommun
	}
	t := c.actes[0].taux
	if c.actes[0].titre == "regime_local" {
		t = plus(t, tauxRegimeLocal)
	}
	return t
}

// resultat closes the account: REMB 9 and 10 step 7.
func (c *calcul) resultat() Resultat {
	d := c.d
	reste := moins(moins(moins(c.honoraires, c.net), c.aide), c.amc)
	r := Resultat{
		Honoraires: centimes(c.honoraires), Base: centimes(c.base), Taux: centimes(fois(c.taux, e(10_000, 1))),
		AMOBrut: centimes(c.brut), Majoration: centimes(c.majoration), ActeLourd: centimes(c.lourd),
		Participation: centimes(c.participation), AMO: centimes(c.net), TicketModerateur: centimes(moins(c.base, c.brut)),
		Depassement: centimes(c.depassement), Aide: centimes(c.aide), AMC: centimes(c.amc), Reste: centimes(reste),
		ParticipationsDuJour: c.parJour, ParticipationAnnee: c.parAn,
	}
	franchise := d.franchise()
	r.Franchise = centimes(franchise)
	r.FranchiseAnnee = d.FranchiseAnnee + r.Franchise
	tiers := d.TiersPayant
	if d.Aide == "c2s" || d.Aide == "ame" {
		tiers = "integral"
	}
	if tiers == "" {
		r.AuCabinet, r.RembourseApres = r.Honoraires, centimes(moins(c.honoraires, reste))
		return r
	}
	// AMO pays the doctor its part before the participation and the
	// surcharge, both recovered later; the C2S splits the surcharge at once.
	retenu := c.participation
	if d.Aide != "c2s" {
		retenu = plus(retenu, c.majoration)
	}
	r.Retenu = centimes(retenu)
	auCabinet := moins(reste, retenu)
	if tiers == "amo" {
		auCabinet = plus(auCabinet, c.amc)
		r.RembourseApres = centimes(c.amc)
	}
	// A contract free of the responsible rules may refund what is withheld
	// later: the doctor is not owed less than nothing, it comes after.
	if auCabinet.Sign() < 0 {
		r.RembourseApres -= centimes(auCabinet)
		auCabinet = zero()
	}
	r.AuCabinet = centimes(auCabinet)
	return r
}
