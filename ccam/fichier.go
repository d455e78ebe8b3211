package ccam

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/opposable/opposable/argent"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/jour"
)

// TailleMax bounds a file of [LireVersion], in bytes; the whole CCAM with its
// labels is six times smaller.
const TailleMax = 8 << 20

// colonnes are those of a version; the last one may be left out.
var colonnes = []string{
	"code", "activite", "phase", "tarif_s1_optam", "tarif_hors", "modificateurs", "exoneration", "regroupement",
	"rembt_sous_conditions", "accord_prealable", "libelle",
}

// LireVersion reads a version in the project's own form:
//
//	# CCAM version 84 au 2026-09-01 ; Cnam, CCAM version 84 au 2026-09-01
//	code;activite;phase;tarif_s1_optam;tarif_hors;modificateurs;exoneration;regroupement;rembt_sous_conditions;accord_prealable;libelle
//	DEQP003;1;0;14.77;13.81;FPSU;2;ATM;;;Électrocardiographie sur au moins 12 dérivations
//
// UTF-8, semicolons, prices in euros with two decimals; NPC in both cells for
// « Non pris en charge », both empty for no price; RC and AP in their columns.
// Lines are sorted and unique. The error is "ccam-illisible", with the line.
func LireVersion(r io.Reader) (*Version, *dossier.Erreur) {
	b, err := io.ReadAll(io.LimitReader(r, TailleMax+1))
	if err != nil {
		return nil, illisible("", "%v", err)
	}
	if len(b) > TailleMax {
		return nil, illisible("", "fichier de plus de %d Mo", TailleMax>>20)
	}
	premiere, suite, _ := strings.Cut(string(b), "\n")
	v, e := lirePremiereLigne(strings.TrimSuffix(premiere, "\r"))
	if e != nil {
		return nil, e
	}
	c := csv.NewReader(strings.NewReader(suite))
	c.Comma = ';'
	c.ReuseRecord = true
	entete, err := c.Read()
	if err != nil || !(slices.Equal(entete, colonnes) || slices.Equal(entete, colonnes[:len(colonnes)-1])) {
		return nil, illisible("ligne 2", "colonnes attendues : %s", strings.Join(colonnes, ";"))
	}
	if e := v.lireLignes(c); e != nil {
		return nil, e
	}
	if e := v.verifier(); e != nil {
		return nil, e
	}
	return v, nil
}

func lirePremiereLigne(s string) (*Version, *dossier.Erreur) {
	s, commence := strings.CutPrefix(s, "# CCAM version ")
	numero, s, a := strings.Cut(s, " au ")
	depuis, source, b := strings.Cut(s, " ; ")
	edition, err := strconv.ParseUint(numero, 10, 16)
	d, err2 := jour.Parse(depuis)
	if !commence || !a || !b || err != nil || err2 != nil {
		return nil, illisible("ligne 1", "attendu : # CCAM version 84 au 2026-09-01 ; source")
	}
	return &Version{Edition: Edition(edition), Depuis: d, Source: source}, nil
}

func (v *Version) lireLignes(c *csv.Reader) *dossier.Erreur {
	for {
		champs, err := c.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return malForme(err)
		}
		l, defaut := lireLigneVersion(champs)
		if defaut == "" {
			defaut = l.defaut()
		}
		if defaut != "" {
			ligne, _ := c.FieldPos(0)
			return illisible(fmt.Sprintf("ligne %d", ligne+1), "%s", defaut)
		}
		v.Lignes = append(v.Lignes, l)
	}
}

// malForme says in French what the CSV reader refuses; the first line of the
// file is not among those it counts.
func malForme(err error) *dossier.Erreur {
	var p *csv.ParseError
	if !errors.As(err, &p) {
		return illisible("", "%v", err)
	}
	message := "guillemets mal fermés, ou au milieu d'un champ"
	if errors.Is(err, csv.ErrFieldCount) {
		message = "le nombre de colonnes n'est pas celui de l'en-tête"
	}
	return illisible(fmt.Sprintf("ligne %d", p.Line+1), "%s", message)
}

// lireLigneVersion reads the cells of one line, in the order of colonnes, and
// says what is wrong with them.
func lireLigneVersion(c []string) (l LigneVersion, defaut string) {
	l.Code = c[0]
	if l.Activite, defaut = chiffre(c[1]); defaut != "" {
		return l, defaut
	}
	if l.Phase, defaut = chiffre(c[2]); defaut != "" {
		return l, defaut
	}
	if defaut = l.lirePrix(c[3], c[4]); defaut != "" {
		return l, defaut
	}
	m, e := ParseModificateurs(c[5])
	if e != nil {
		return l, e.Message
	}
	l.Modificateurs = m
	var ok bool
	if l.Exoneration, ok = ParseExoneration(c[6]); !ok {
		return l, "exonération « " + c[6] + " » : des codes parmi " + exonerationsConnues + ", comme 2-7"
	}
	l.Regroupement = c[7]
	l.SousConditions, l.AccordPrealable = c[8] == "RC", c[9] == "AP"
	if (c[8] != "" && c[8] != "RC") || (c[9] != "" && c[9] != "AP") {
		return l, "rembt_sous_conditions vaut RC, accord_prealable vaut AP, ou rien"
	}
	if len(c) > 10 {
		l.Libelle = c[10]
	}
	return l, ""
}

func chiffre(s string) (uint8, string) {
	if len(s) != 1 || s[0] < '0' || s[0] > '9' {
		return 0, "« " + s + " » : un chiffre attendu"
	}
	return s[0] - '0', ""
}

func (l *LigneVersion) lirePrix(optam, hors string) (defaut string) {
	if optam == hors && (optam == "" || optam == nonPrisEnCharge) {
		l.PrisEnCharge = optam == ""
		return ""
	}
	l.PrixConnu, l.PrisEnCharge = true, true
	if l.Optam, defaut = prix(optam); defaut != "" {
		return defaut
	}
	l.Hors, defaut = prix(hors)
	return defaut
}

// prix wants the form programs write: 14.70, neither 14.7 nor 14,70.
func prix(s string) (argent.Centimes, string) {
	c, err := argent.ParseCentimes(s)
	if err != nil || c.String() != s {
		return 0, "tarif « " + s + " » : en euros, deux décimales, comme 14.70"
	}
	return c, ""
}

// Ecrire writes the version in the form [LireVersion] reads.
func (v *Version) Ecrire(w io.Writer) error {
	if e := v.verifier(); e != nil {
		return e
	}
	if _, err := fmt.Fprintf(w, "# CCAM version %d au %s ; %s\n", v.Edition, v.Depuis, v.Source); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	c.Comma = ';'
	if err := c.Write(colonnes); err != nil {
		return err
	}
	for i := range v.Lignes {
		if err := c.Write(v.Lignes[i].champs()); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// champs writes the cells of the line, in the order of colonnes.
func (l *LigneVersion) champs() []string {
	optam, hors, conditions, accord := "", "", "", ""
	switch {
	case !l.PrisEnCharge:
		optam, hors = nonPrisEnCharge, nonPrisEnCharge
	case l.PrixConnu:
		optam, hors = l.Optam.String(), l.Hors.String()
	}
	if l.SousConditions {
		conditions = "RC"
	}
	if l.AccordPrealable {
		accord = "AP"
	}
	return []string{
		l.Code, strconv.Itoa(int(l.Activite)), strconv.Itoa(int(l.Phase)), optam, hors,
		l.Modificateurs.String(), l.Exoneration.String(), l.Regroupement, conditions, accord, l.Libelle,
	}
}
