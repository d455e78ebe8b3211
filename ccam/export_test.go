package ccam

// Radicaux shows the stems of a text to the tests.
func Radicaux(s string) []string { return decouper(s) }

// UneFaute shows the comparison of two words to the tests.
func UneFaute(a, b string) bool { return uneFaute(a, b) }
