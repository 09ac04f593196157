package related

import (
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/clipperhouse/uax29/v2/words"
)

// excerpt returns the beginning of a document's summary, or else of its content,
// in at most n characters and an ellipsis, cut between words.
func excerpt(d *Document, n int) string {
	if s := Excerpt(d.Summary, n); s != "" {
		return s
	}
	return Excerpt(d.Content, n)
}

// Excerpt returns the beginning of a text in at most n characters, as readers
// count them (grapheme clusters), with white space collapsed. A text that is
// longer is cut between words and ends in an ellipsis, which does not count.
func Excerpt(s string, n int) string {
	if n <= 0 {
		return ""
	}
	var short [256]byte
	b, fits, _ := begin(short[:0], s, n)
	if fits == len(b) {
		return string(b)
	}
	s = string(b)
	// The last word that is whole is behind the last space, or before it.
	start := strings.LastIndexByte(s[:fits], ' ') + 1
	end := start
	for it := words.FromString(s[start:]); it.Next() && start+it.End() <= fits; {
		end = start + it.End()
	}
	if end == 0 {
		end = fits // one word longer than all the room there is
	}
	cut := strings.TrimRight(s[:end], " \t,;:.!?…-–—([{\"'“‘«¿¡、。，；：！？（「『")
	if cut == "" {
		return ""
	}
	return cut + "…"
}

// begin appends the first n+1 characters of a text, with white space collapsed, to b. It
// returns how many bytes the first n have in b, and what all of them are in s.
func begin(b []byte, s string, n int) (beginning []byte, fits, read int) {
	count := 0
	space := false
	for count <= n && read < len(s) {
		character := s[read:][:firstCharacter(s[read:])]
		read += len(character)
		if isSpace(character) {
			space = count > 0
			continue
		}
		if space {
			b = append(b, ' ')
			count++
			space = false
		}
		b = append(b, character...)
		if count++; count <= n {
			fits = len(b)
		}
	}
	return b, fits, read
}

// KeptExcerpt is the length, in characters, of the longest excerpt that an index without
// texts can make of a content; see [Options.DropContent] and [Index.WriteTo].
const KeptExcerpt = 250

// forExcerpts returns the beginning of a content that excerpts need.
func forExcerpts(s string) string {
	if len(s) <= KeptExcerpt {
		return s
	}
	var short [2 * KeptExcerpt]byte
	_, _, read := begin(short[:0], s, KeptExcerpt)
	return s[:read]
}

// firstCharacter returns how many bytes the first grapheme cluster of s has. One
// of ASCII before another stands for itself, or is white space.
func firstCharacter(s string) int {
	if s[0] < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		return 1
	}
	it := graphemes.FromString(s)
	it.Next()
	return it.End()
}

// isSpace reports whether a character is white space.
func isSpace(character string) bool {
	if c := character[0]; len(character) == 1 && c < utf8.RuneSelf {
		return c == ' ' || '\t' <= c && c <= '\r'
	}
	return strings.TrimSpace(character) == ""
}
