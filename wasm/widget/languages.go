package widget

import (
	"slices"
	"strings"
)

// languageTag returns a tag that can stand in a lang attribute, "en-US" for "en_US",
// and "" for what is no tag.
func languageTag(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(s), "_", "-")
	for part := range strings.SplitSeq(s, "-") {
		if part == "" || len(part) > 8 || strings.ContainsFunc(part, notAlphanumeric) {
			return ""
		}
	}
	return s
}

func notAlphanumeric(r rune) bool {
	return (r < '0' || '9' < r) && (r|0x20 < 'a' || 'z' < r|0x20)
}

var (
	rightToLeftLanguages = []string{"ar", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"}
	rightToLeftScripts   = []string{"arab", "hebr"}
)

// direction returns the direction in which a language is written, "rtl" or "ltr". A
// script in the tag decides, or else the language.
func direction(tag string) string {
	parts := strings.Split(strings.ToLower(languageTag(tag)), "-")
	rtl := slices.Contains(rightToLeftLanguages, parts[0])
	if len(parts) > 1 && len(parts[1]) == 4 {
		rtl = slices.Contains(rightToLeftScripts, parts[1])
	}
	if rtl {
		return "rtl"
	}
	return "ltr"
}
