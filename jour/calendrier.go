package jour

// Semaine is a day of the week, Monday first.
type Semaine int

// Days that the law names.
const (
	Lundi    Semaine = 0
	Samedi   Semaine = 5
	Dimanche Semaine = 6
)

// Semaine returns the day of the week of j.
func (j Jour) Semaine() Semaine { return Semaine((int(j) + 6) % 7) }

// DebutSemaine returns the Monday of the week of j.
func (j Jour) DebutSemaine() Jour { return j - Jour(j.Semaine()) }

// DebutTrimestre returns the first day of the civil quarter of j.
func (j Jour) DebutTrimestre() Jour {
	a, m, _ := j.Date()
	return De(a, (m-1)/3*3+1, 1)
}

// MoinsMois returns the same day n months earlier, or the last day of that
// month when it is shorter.
func (j Jour) MoinsMois(n int) Jour {
	a, m, q := j.Date()
	m = a*12 + m - 1 - n
	a, m = m/12, m%12+1
	return min(De(a, m, q), De(a, m+1, 1)-1)
}

// paques returns Easter Sunday of a Gregorian year (Meeus, Astronomical
// Algorithms, ch. 8).
func paques(a int) Jour {
	n, b, c := a%19, a/100, a%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*n + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (n + 11*h + 22*l) / 451
	return De(a, (h+l-7*m+114)/31, (h+l-7*m+114)%31+1)
}

// datesFeriees are the fixed national holidays (Code du travail, L3133-1), as
// month and day.
var datesFeriees = [...][2]int{{1, 1}, {5, 1}, {5, 8}, {7, 14}, {8, 15}, {11, 1}, {11, 11}, {12, 25}}

// abolition is the day that commemorates the end of slavery in each overseas
// territory (Code du travail, L3422-2; Mayotte, L3422-2 since 2018).
var abolition = map[string][2]int{
	"971": {5, 27}, "972": {5, 22}, "973": {6, 10}, "974": {12, 20}, "976": {4, 27}, "977": {10, 9}, "978": {5, 28},
}

// Ferie tells whether j is a public holiday in the department: the eleven
// national ones, the day of the abolition overseas, Good Friday and 26 December
// in Alsace and Moselle (Code du travail, L3134-13). An empty department knows
// the national ones only.
//
// Good Friday is a holiday there in communes that have a Protestant church or
// a mixed one; the department does not tell, and it is counted.
func (j Jour) Ferie(departement string) bool {
	a, m, q := j.Date()
	date := [2]int{m, q}
	for _, f := range datesFeriees {
		if f == date {
			return true
		}
	}
	if d, ok := abolition[departement]; ok && d == date {
		return true
	}
	p := paques(a)
	local := departement == "57" || departement == "67" || departement == "68"
	return j == p+1 || j == p+39 || j == p+50 || local && (j == p-2 || date == [2]int{12, 26})
}
