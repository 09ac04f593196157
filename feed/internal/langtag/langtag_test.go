package langtag

import "testing"

func TestCanonical(t *testing.T) {
	for s, want := range map[string]string{
		"en": "en", " en_us ": "en-US", "EN-gb": "en-GB", "zh-hant-tw": "zh-Hant-TW", "en-EN": "en", "de_DE.UTF-8": "de",
		"": "", "und": "", "mul": "", "x-klingon": "", "english, british": "", "-": "",
	} {
		if got := Canonical(s); got != want {
			t.Errorf("Canonical(%q) = %q, want %q", s, got, want)
		}
	}
}
