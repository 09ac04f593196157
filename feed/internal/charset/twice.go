package charset

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Undouble repairs text that was UTF-8, was taken for windows-1252 or Latin-1
// and encoded again ("CinÃ©ma"), and returns how many characters it repaired.
// Honest text has no such sequences but by accident, so it changes nothing
// unless there are several and hardly another character that is not ASCII: in
// the whole text, or, as in comments that came from elsewhere, between two of
// those characters.
func Undouble(text []byte) ([]byte, int) {
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

// undoubleOnce goes over the text twice rather than keep what it finds: texts
// that are made to use memory up would have a finding in every four bytes.
func undoubleOnce(text []byte) ([]byte, int) {
	const (
		several = 3
		many    = 6 // in a text that is right elsewhere
	)
	if !hasDoubled(text) {
		return text, 0
	}
	proven, honest := 0, 0
	for s := (doubledScanner{text: text}); s.next(); {
		switch s.kind {
		case provenDouble:
			proven++
		case honestText:
			honest++
		}
	}
	if proven >= several && honest*10 <= proven {
		return appendSingle(make([]byte, 0, len(text)), text, true)
	}
	if proven < many {
		return text, 0
	}
	var out []byte
	done, start, run, sum := 0, 0, 0, 0 // run: how many are proven since start
	end := func(at int) {
		if run >= many {
			out = append(out, text[done:start]...)
			var n int
			out, n = appendSingle(out, text[start:at], false)
			done, sum = at, sum+n
		}
		run = 0
	}
	for s := (doubledScanner{text: text}); s.next(); {
		switch s.kind {
		case provenDouble:
			if run == 0 {
				start = s.start
			}
			run++
		case honestText:
			end(s.start)
		}
	}
	end(len(text))
	if sum == 0 {
		return text, 0
	}
	return append(out, text[done:]...), sum
}

// appendSingle appends text with what was encoded twice repaired, and says how
// much that was.
func appendSingle(out, text []byte, doubtful bool) ([]byte, int) {
	at, n := 0, 0
	for s := (doubledScanner{text: text}); s.next(); {
		if s.kind == provenDouble || s.kind == doubtfulDouble && doubtful {
			out = append(out, text[at:s.start]...)
			out = utf8.AppendRune(out, s.r)
			at = s.at
			n++
		}
	}
	return append(out, text[at:]...), n
}

// A doubledScanner goes through the characters of a text that are not ASCII.
type doubledScanner struct {
	text  []byte
	at    int // where it goes on
	start int // where what it found starts
	last  int // where the last character that was encoded twice ends
	kind  doubledKind
	r     rune // what the character was before it was encoded again
}

type doubledKind int

const (
	honestText     doubledKind = iota
	provenDouble               // a character that was encoded twice
	doubtfulDouble             // one that may as well be an accident: see alone
)

func (s *doubledScanner) next() bool {
	for s.at < len(s.text) {
		if s.text[s.at] < utf8.RuneSelf {
			s.at++
			continue
		}
		s.start = s.at
		if r, size := readDoubled(s.text[s.at:]); size > 0 {
			s.at += size
			s.kind, s.r = provenDouble, r
			if !alone(r) && (s.start == 0 || s.last != s.start) {
				if _, followed := readDoubled(s.text[s.at:]); followed == 0 {
					s.kind = doubtfulDouble
				}
			}
			s.last = s.at
			return true
		}
		r, n := utf8.DecodeRune(s.text[s.at:])
		lost := remnant(s.text[s.at:], r, n)
		s.at += n
		if !lost {
			s.kind = honestText
			return true
		}
	}
	return false
}

// hasDoubled reports whether anything in the text looks like a character encoded
// twice. It is quick, because most texts have none.
func hasDoubled(text []byte) bool {
	for {
		i := bytes.IndexByte(text, 0xc3) // U+00C0 to U+00FF
		if i < 0 {
			return false
		}
		if _, size := readDoubled(text[i:]); size > 0 {
			return true
		}
		text = text[i+1:]
	}
}

// readDoubled reads the character that the text starts with as one that was
// encoded twice. It returns its length in the text, 0 if it is none.
func readDoubled(text []byte) (r rune, size int) {
	var b [utf8.UTFMax]byte
	n := 1
	for k := 0; k < n; k++ {
		r, width := utf8.DecodeRune(text[size:])
		c, ok := asByte(r)
		switch {
		case !ok, k > 0 && (c < 0x80 || c > 0xbf):
			return 0, 0
		case k > 0:
		case c >= 0xc2 && c <= 0xdf:
			n = 2
		case c >= 0xe0 && c <= 0xef:
			n = 3
		case c >= 0xf0 && c <= 0xf4:
			n = 4
		default:
			return 0, 0
		}
		b[k] = c
		size += width
	}
	r, width := utf8.DecodeRune(b[:n])
	if width != n || !written(r) {
		return 0, 0
	}
	return r, size
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
func alone(r rune) bool {
	return r < 0x180 || r >= 0x1e00 && r < 0x3000 || r >= 0xfe00 && r < 0xff00 || r >= 0x1f000
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
