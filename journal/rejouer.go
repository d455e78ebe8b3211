package journal

import (
	"fmt"

	"github.com/opposable/opposable/argent"
)

// Rejouer computes every step again from the steps and literals it cites. It
// returns an error naming the first step that does not give what it says.
func Rejouer(etapes []Etape) error {
	for i, e := range etapes {
		if e.A < 0 || e.B < 0 || int(e.A) > i || int(e.B) > i {
			return fmt.Errorf("étape %d : cite une étape qui ne la précède pas", i+1)
		}
		v := e.calculer(valeur(etapes, e.A), valeur(etapes, e.B))
		if v != e.V {
			return fmt.Errorf("étape %d (%s) : %d rejoué, %d inscrit", i+1, e.Op, v, e.V)
		}
	}
	return nil
}

func valeur(etapes []Etape, pas int32) int64 {
	if pas == 0 {
		return 0
	}
	return etapes[pas-1].V
}

func (e Etape) calculer(a, b int64) int64 {
	switch e.Op {
	case OpLire, OpLireTaux, OpSaisir:
		return e.K
	case OpPlus:
		return a + b
	case OpMoins:
		return a - b
	case OpDifference:
		return max(0, a-b)
	case OpMin:
		return min(a, b)
	case OpMax:
		return max(a, b)
	case OpPart:
		return int64(argent.Taux(b).De(argent.Centimes(a), e.Arrondi))
	case OpChoix:
		return a
	}
	return 0
}
