package dossier

import "strings"

// Erreur says what is wrong with a question, to a person and to a program.
// Codes are stable: they are never renamed nor given another meaning.
type Erreur struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Indice  string `json:"indice,omitempty"`
	Champ   string `json:"champ,omitempty"`
}

// Error returns the sentence followed by the hint.
func (e *Erreur) Error() string {
	s := e.Message
	if e.Champ != "" {
		s = e.Champ + " : " + s
	}
	if e.Indice != "" {
		s += " (" + e.Indice + ")"
	}
	return s
}

// Is matches two errors of the same code, so that errors.Is works with
// &Erreur{Code: …}.
func (e *Erreur) Is(cible error) bool {
	c, ok := cible.(*Erreur)
	return ok && c.Code == e.Code
}

// Erreurs gathers everything wrong with one document: nothing is lost.
type Erreurs []*Erreur

// Error joins the sentences.
func (l Erreurs) Error() string {
	s := make([]string, len(l))
	for i, e := range l {
		s[i] = e.Error()
	}
	return strings.Join(s, " ; ")
}

// Unwrap gives each error to errors.Is and errors.As.
func (l Erreurs) Unwrap() []error {
	s := make([]error, len(l))
	for i, e := range l {
		s[i] = e
	}
	return s
}

// Lister returns the coded errors inside err, or a single "interne" error
// around one that has no code.
func Lister(err error) Erreurs {
	switch e := err.(type) {
	case nil:
		return nil
	case Erreurs:
		return e
	case *Erreur:
		return Erreurs{e}
	}
	return Erreurs{{Code: "interne", Message: err.Error()}}
}

// longueurMot bounds the words worth correcting: no known one is longer.
const longueurMot = 64

// PlusProche returns the known word nearest to s, or "" if none is near: at
// most one mistake for three letters.
func PlusProche(s string, connus []string) string {
	if len(s) > longueurMot {
		return ""
	}
	s = Normaliser(s)
	meilleur, distance := "", len(s)/3+1
	for _, c := range connus {
		if c == "" {
			continue
		}
		if strings.HasPrefix(c, s) && len(s) >= 3 {
			return c
		}
		if d := Distance(s, c); d < distance {
			meilleur, distance = c, d
		}
	}
	return meilleur
}

// Distance counts the letters to add, remove or change between two short words.
func Distance(a, b string) int {
	ligne := make([]int, len(b)+1)
	for j := range ligne {
		ligne[j] = j
	}
	for i := range len(a) {
		diagonale := ligne[0]
		ligne[0] = i + 1
		for j := range len(b) {
			cout := diagonale
			if a[i] != b[j] {
				cout++
			}
			diagonale = ligne[j+1]
			ligne[j+1] = min(cout, ligne[j]+1, diagonale+1)
		}
	}
	return ligne[len(b)]
}

var sansAccents = strings.NewReplacer("à", "a", "â", "a", "ä", "a", "ç", "c", "é", "e", "è", "e", "ê", "e", "ë", "e",
	"î", "i", "ï", "i", "ô", "o", "ö", "o", "ù", "u", "û", "u", "ü", "u", "ÿ", "y", "œ", "oe", "æ", "ae")

// Normaliser puts a word in the form of the contract: lower case, no accent,
// underscores between words.
func Normaliser(s string) string {
	s = sansAccents.Replace(strings.ToLower(strings.TrimSpace(s)))
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '-' || r == '_' || r == '\'' || r == '’' }), "_")
}
