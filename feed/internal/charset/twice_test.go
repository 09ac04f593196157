package charset

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// twice is what becomes of UTF-8 that is taken for windows-1252.
func twice(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		r := charmap.Windows1252.DecodeByte(c)
		if r == utf8.RuneError { // five bytes that it does not have stay what they are
			r = rune(c)
		}
		b.WriteRune(r)
	}
	return b.String()
}

func TestUndouble(t *testing.T) {
	tests := []struct {
		name, in, want string
		n              int
	}{
		{"several", "CinÃ©ma, thÃ©Ã¢tre", "Cinéma, théâtre", 3},
		{"punctuation", "â€œItâ€™sâ€\u009d 5Â°", "“It’s” 5°", 4},
		{"thrice", "ÃƒÂ©tÃƒÂ©, ÃƒÂ©lan", "été, élan", 9},
		{"an à that lost its byte", "dÃ©jÃ  vu Ã\u00a0 MÃ¼nchen", "déjÃ  vu à München", 3},
		{"beside what is right", "déjà " + strings.Repeat("Ã©", 6) + " là", "déjà éééééé là", 6},
		{"too few", "Ã© is é encoded twice", "Ã© is é encoded twice", 0},
		{"two", "CinÃ©ma, thÃ©atre", "CinÃ©ma, thÃ©atre", 0},
		{"about it, in a language of its own", "Manchmal steht da „Ã¼“, „Ã¤“ oder „Ã¶“ für ü, ä, ö.", "Manchmal steht da „Ã¼“, „Ã¤“ oder „Ã¶“ für ü, ä, ö.", 0},
		{"spaces and quotation marks", strings.Repeat("« C'était l'été\u00a0»\n", 20), strings.Repeat("« C'était l'été\u00a0»\n", 20), 0},
		{"multiplication", strings.Repeat("3\u00a0×\u00a010 ", 20), strings.Repeat("3\u00a0×\u00a010 ", 20), 0},
	}
	for _, tt := range tests {
		got, n := Undouble([]byte(tt.in))
		if string(got) != tt.want || n != tt.n {
			t.Errorf("%s: %q, %d times, want %q, %d", tt.name, got, n, tt.want, tt.n)
		}
	}
}

// Honest text is not touched, in no language; encoded twice it comes back.
func TestUndoubleHonest(t *testing.T) {
	var all strings.Builder
	for _, s := range sentences {
		all.WriteString(s.text + "\n")
		for _, in := range []string{s.text, strings.ToUpper(s.text), strings.ReplaceAll(s.text, " ", "\u00a0"), "«\u00a0" + s.text + "\u00a0»", "“" + s.text + "”", "„" + s.text + "“"} {
			in = strings.Repeat(inFeed(in), 5)
			if got, n := Undouble([]byte(in)); n > 0 || string(got) != in {
				t.Errorf("%s: %d changes: %s", s.lang, n, got)
			}
		}
		in := inFeed(s.text)
		if got, n := Undouble([]byte(twice(in))); n == 0 || string(got) != in {
			t.Errorf("%s encoded twice: %s", s.lang, got)
		}
	}
	if _, n := Undouble([]byte(all.String())); n > 0 {
		t.Errorf("%d changes in all of them", n)
	}
}
