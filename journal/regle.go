package journal

// Regle numbers a rule of the engine. Each stage owns a range and declares its
// rules, with their public codes, in its regles.go.
type Regle uint16

// Ranges of the stages.
const (
	RangConvention     Regle = 100
	RangCotation       Regle = 200
	RangRemboursement  Regle = 300
	RangComplementaire Regle = 400
	RangDecompte       Regle = 500
)

// Fiche states a rule once: its stable public code, never reassigned, its
// title and its legal basis.
type Fiche struct {
	Regle Regle
	Code  string // "R-REMB-012"
	Titre string
	Texte string // legal basis, as jurists cite it
}
