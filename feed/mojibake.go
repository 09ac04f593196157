package feed

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// undouble repairs text that was UTF-8, was taken for windows-1252 or Latin-1
// and encoded again ("CinÃ©ma"), and returns how many characters it repaired.
// Honest text has no such sequences but by accident, so it changes nothing
// unless there are several and hardly another character that is not ASCII: in
// the whole text, or, as in comments that came from elsewhere, between two of
// those characters.
func undouble(text []byte) ([]byte, int) {
	const times = 3 // texts are encoded thrice, too
	sum := 0
	for range times {
		repaired, n := undoubleOnce(text)
		if n == 0 {
			break
		}
		text, sum = repaired, sum+n
	}
	return text, sum
}

// twice notes how many characters undouble repaired.
func (w *warnings) twice(n int) {
	if n > 0 {
		w.list = append(w.list, Warning{Kind: WarnCharset, Item: -1, Text: "a character that was encoded twice was repaired", Count: n})
	}
}

// A doubled is a character that was encoded twice.
type doubled struct {
	start, end int // where it is in the text
	r          rune
	cluster    int
	doubtful   bool // as likely an accident: see alone
}

func undoubleOnce(text []byte) ([]byte, int) {
	const (
		several = 3
		many    = 6 // in a text that is right elsewhere
	)
	first := nextDoubled(text, 0)
	if first < 0 {
		return text, 0
	}
	var found []doubled
	clusters := []int{0}
	proven, honest := 0, 0
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		if d, ok := readDoubled(text, i); ok {
			d.cluster = len(clusters) - 1
			d.doubtful = !d.alone() && !followed(text, d.end) && (len(found) == 0 || found[len(found)-1].end != i)
			if !d.doubtful {
				clusters[d.cluster]++
				proven++
			}
			found = append(found, d)
			i = d.end
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		if !remnant(text[i:], r, n) {
			honest++
			if clusters[len(clusters)-1] > 0 {
				clusters = append(clusters, 0)
			}
		}
		i += n
	}
	all := proven >= several && honest*10 <= proven
	out := make([]byte, 0, len(text))
	at, n := 0, 0
	for _, d := range found {
		if all || clusters[d.cluster] >= many && !d.doubtful {
			out = append(out, text[at:d.start]...)
			out = utf8.AppendRune(out, d.r)
			at = d.end
			n++
		}
	}
	if n == 0 {
		return text, 0
	}
	return append(out, text[at:]...), n
}

// nextDoubled returns where, from a position on, something stands that looks
// like a character encoded twice, or -1. It is quick, because most texts have
// none.
func nextDoubled(text []byte, from int) int {
	for from < len(text) {
		i := bytes.IndexByte(text[from:], 0xc3) // U+00C0 to U+00FF
		if i < 0 {
			return -1
		}
		if _, ok := readDoubled(text, from+i); ok {
			return from + i
		}
		from += i + 1
	}
	return -1
}

// readDoubled reads the character at i as one that was encoded twice.
func readDoubled(text []byte, i int) (doubled, bool) {
	var b [utf8.UTFMax]byte
	size, end := 1, i
	for k := 0; k < size; k++ {
		r, n := utf8.DecodeRune(text[end:])
		c, ok := asByte(r)
		switch {
		case !ok:
			return doubled{}, false
		case k > 0 && (c < 0x80 || c > 0xbf):
			return doubled{}, false
		case k > 0:
		case c >= 0xc2 && c <= 0xdf:
			size = 2
		case c >= 0xe0 && c <= 0xef:
			size = 3
		case c >= 0xf0 && c <= 0xf4:
			size = 4
		default:
			return doubled{}, false
		}
		b[k] = c
		end += n
	}
	r, n := utf8.DecodeRune(b[:size])
	if n != size || !written(r) {
		return doubled{}, false
	}
	return doubled{start: i, end: end, r: r}, true
}

// asByte returns the byte that was read as r.
func asByte(r rune) (byte, bool) {
	if r >= utf8.RuneSelf && r <= 0xff {
		return byte(r), true
	}
	if r < 0x152 || r > 0x2122 { // what windows-1252 has besides
		return 0, false
	}
	return charmap.Windows1252.EncodeRune(r)
}

func followed(text []byte, i int) bool {
	_, ok := readDoubled(text, i)
	return ok
}

// written reports whether people write the character: the sequences of honest
// text that could be read as something encoded twice mostly give others.
func written(r rune) bool {
	for _, block := range [...][2]rune{
		{0xa0, 0x17f}, {0x37e, 0x3ce}, {0x400, 0x491}, // Latin, Greek, Cyrillic
		{0x5d0, 0x5ea}, {0x60c, 0x6f9}, {0x900, 0xeff}, // Hebrew, Arabic, from Devanagari to Lao
		{0x1e00, 0x1eff}, {0x2010, 0x2044}, {0x20a0, 0x20bf}, // Vietnamese, punctuation, currencies
		{0x2100, 0x23ff}, {0x25a0, 0x27bf}, {0x3000, 0x30ff}, // symbols, Kana
		{0x4e00, 0x9fff}, {0xac00, 0xd7a3}, {0xfe0f, 0xfe0f}, {0xff00, 0xffee}, // Han, Hangul, full-width forms
		{0x1f300, 0x1faff}, // emoji
	} {
		if r >= block[0] && r <= block[1] {
			return true
		}
	}
	return false
}

// alone reports whether the character is one that stands among ASCII. Others
// stand in words of their script; alone they are an accident such as an é, a
// space that does not break and a », or a multiplication sign before a number.
func (d doubled) alone() bool {
	return d.r < 0x180 || d.r >= 0x1e00 && d.r < 0x3000 || d.r >= 0xfe00 && d.r < 0xff00 || d.r >= 0x1f000
}

// remnant reports whether the character may be left of one that was encoded
// twice and lost a byte that was read as a space or a control character.
func remnant(text []byte, r rune, n int) bool {
	switch r {
	case 'Ã', 'Â':
		return len(text) > n && text[n] <= ' '
	case 'â':
		return bytes.HasPrefix(text[n:], []byte("€"))
	case '€':
		return true
	}
	return r >= 0x80 && r < 0xa0
}
