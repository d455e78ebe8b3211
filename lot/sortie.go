package lot

import (
	"unicode/utf8"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/dossier"
)

// montants lists the amounts of the output in the order of nomsSortie: base,
// then, after the rate, the others.
func montants(d *opposable.Decompte) [11]argent.Centimes {
	return [...]argent.Centimes{d.Base, d.AMOBrut, d.MajorationHorsParcours, d.ParticipationActeLourd, d.ParticipationForfaitaire,
		d.AMO, d.TicketModerateur, d.Depassement, d.Aide, d.AMC, d.ResteACharge}
}

func ajouterCodes(b []byte, d *opposable.Decompte) []byte {
	for i := range d.Lignes {
		if i > 0 {
			b = append(b, '+')
		}
		b = append(b, d.Lignes[i].Nom...)
	}
	return b
}

// ajouterMontant writes what Centimes.Append does, sooner for small amounts,
// which nearly all are.
func ajouterMontant(b []byte, c argent.Centimes) []byte {
	if c == 0 {
		return append(b, "0.00"...)
	}
	if c < 0 || c >= 100_00 {
		return c.Append(b)
	}
	euros, centimes := uint32(c)/100, uint32(c)%100
	if euros >= 10 {
		b = append(b, byte('0'+euros/10))
	}
	return append(b, byte('0'+euros%10), '.', byte('0'+centimes/10), byte('0'+centimes%10))
}

// resultatCSV writes the output columns of a row that was priced.
func resultatCSV(b []byte, d *opposable.Decompte, sep byte) []byte {
	b = ajouterCodes(append(b, sep), d)
	m := montants(d)
	b = ajouterMontant(append(b, sep), m[0])
	b = d.Taux.Append(append(b, sep))
	for _, c := range m[1:] {
		b = ajouterMontant(append(b, sep), c)
	}
	b = d.Avertissements.Append(append(b, sep))
	return append(b, sep)
}

// erreurCSV writes the output columns of a row that was not.
func erreurCSV(b []byte, e *dossier.Erreur, sep byte) []byte {
	for range nombreSorties {
		b = append(b, sep)
	}
	return append(b, e.Code...)
}

// resultatNDJSON adds the output members to an open object and closes it.
func resultatNDJSON(b []byte, d *opposable.Decompte) []byte {
	b = append(ajouterCodes(ouvrirMembre(b, "codes"), d), '"')
	m := montants(d)
	b = append(ajouterMontant(ouvrirMembre(b, nomsSortie[1]), m[0]), '"')
	b = append(d.Taux.Append(ouvrirMembre(b, nomsSortie[2])), '"')
	for i, c := range m[1:] {
		b = append(ajouterMontant(ouvrirMembre(b, nomsSortie[3+i]), c), '"')
	}
	b = append(b, `,"avertissements":[`...)
	for a, s := dossier.Avertissement(0), d.Avertissements; s>>a != 0; a++ {
		if s.Contient(a) {
			b = append(append(append(b, '"'), a.String()...), '"', ',')
		}
	}
	if b[len(b)-1] == ',' {
		b = b[:len(b)-1]
	}
	return append(b, "]}"...)
}

// ouvrirMembre starts a member whose value is a string.
func ouvrirMembre(b []byte, nom string) []byte {
	return append(append(append(b, ',', '"'), nom...), `":"`...)
}

// erreurNDJSON adds the member erreur to an open object and closes it.
// Flat objects have no paths: the field of an error is then a column.
func erreurNDJSON(b []byte, e *dossier.Erreur, plat bool) []byte {
	if b[len(b)-1] != '{' {
		b = append(b, ',')
	}
	b = append(b, `"erreur":{"code":`...)
	b, _ = ajouterTexteJSON(b, []byte(e.Code))
	b, _ = ajouterTexteJSON(append(b, `,"message":`...), []byte(e.Message))
	if e.Indice != "" {
		b, _ = ajouterTexteJSON(append(b, `,"indice":`...), []byte(e.Indice))
	}
	champ := e.Champ
	if plat {
		champ = colonneDuChamp(champ)
	}
	if champ != "" {
		b, _ = ajouterTexteJSON(append(b, `,"champ":`...), []byte(champ))
	}
	return append(b, "}}"...)
}

const chiffresHexa = "0123456789abcdef"

// ajouterTexteJSON writes a JSON string. What is not UTF-8 becomes U+FFFD, and
// intact is then false.
func ajouterTexteJSON(b, v []byte) (_ []byte, intact bool) {
	intact = true
	b = append(b, '"')
	for i := 0; i < len(v); {
		c := v[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRune(v[i:])
			intact = intact && (r != utf8.RuneError || n > 1)
			b = utf8.AppendRune(b, r)
			i += n
			continue
		}
		switch {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c == '\n':
			b = append(b, '\\', 'n')
		case c < ' ':
			b = append(b, `\u00`...)
			b = append(b, chiffresHexa[c>>4], chiffresHexa[c&15])
		default:
			b = append(b, c)
		}
		i++
	}
	return append(b, '"'), intact
}
