package text

// Detectable reports whether Detect can return a language, given its base
// subtag. Of any other it may take a text for a relative's: Galician for
// Portuguese.
func Detectable(language string) bool {
	switch language {
	case "zh", "ja", "ko", "th", "he", "el", "ta":
		return true
	case "nb", "nn":
		language = "no"
	}
	_, ok := list(stopWordFile, language)
	return ok
}
