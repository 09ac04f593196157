package related

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

func TestExcerpt(t *testing.T) {
	for _, test := range []struct {
		in   string
		n    int
		want string
	}{
		{"", 50, ""},
		{" \n\t ", 50, ""},
		{"Short enough.", 50, "Short enough."},
		{"  White \n\n space\u00a0collapses ", 50, "White space collapses"},
		{"exactly ten", 11, "exactly ten"},
		{"exactly ten and more", 11, "exactly ten…"},
		{"cut before a word that does not fit", 20, "cut before a word…"},
		{"no comma, before the dots", 9, "no comma…"},
		{"Donaudampfschifffahrtsgesellschaft", 10, "Donaudampf…"},
		{"👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 2, "👨‍👩‍👧‍👦👨‍👩‍👧‍👦…"},
		{"統計学は面白い。本当に。", 6, "統計学は面白…"},
		{"—", 0, ""},
	} {
		if got := Excerpt(test.in, test.n); got != test.want {
			t.Errorf("Excerpt(%q, %d) = %q, want %q", test.in, test.n, got, test.want)
		}
	}
}

func FuzzExcerpt(f *testing.F) {
	f.Add("Hello, wide world of words", 7)
	f.Add(strings.Repeat("👨‍👩‍👧‍👦 \n\n", 300), 199)
	f.Add(strings.Repeat("नमस्ते दुनिया ", 60), 199)
	f.Add("\xff\xc3( नमस्ते दुनिया", 3)
	f.Fuzz(func(t *testing.T, s string, n int) {
		n = n % 200
		got := Excerpt(s, n)
		if utf8.ValidString(s) && !utf8.ValidString(got) {
			t.Errorf("%q is not valid UTF-8", got)
		}
		if kept := forExcerpts(s); Excerpt(kept, n) != got || forExcerpts(kept) != kept {
			t.Errorf("Excerpt(%q, %d) of what is kept is another one than %q", s, n, got)
		}
		length := 0
		for it := graphemes.FromString(strings.TrimSuffix(got, "…")); it.Next(); {
			length++
		}
		if utf8.ValidString(s) && length > max(n, 0) {
			t.Errorf("Excerpt(%q, %d) = %q has %d characters", s, n, got, length)
		}
	})
}
