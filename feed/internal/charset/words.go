package charset

import (
	"bytes"
	"unicode/utf8"
)

// gather returns the words that are not ASCII, with spaces between them, up to
// a length that leaves no doubt. Markup is left out, unless there is nothing
// else.
func gather(text []byte) []byte {
	if words := gatherWords(text, true); len(words) > 0 {
		return words
	}
	return gatherWords(text, false)
}

// gatherWords ends no word at a byte that can be part of a character in a
// charset of several bytes.
func gatherWords(text []byte, skipMarkup bool) []byte {
	const enough = 8 << 10
	out := make([]byte, 0, min(len(text), enough+64))
	for i := 0; i < len(text) && len(out) < enough; {
		c := text[i]
		if c == '<' && skipMarkup {
			i += tagLen(text[i:])
			continue
		}
		if !inWord(c) {
			i++
			continue
		}
		start, high := i, false
		for ; i < len(text) && inWord(text[i]) && i-start < enough; i++ {
			high = high || text[i] >= utf8.RuneSelf
		}
		if high {
			out = append(append(out, text[start:i]...), ' ')
		}
	}
	return out
}

func inWord(c byte) bool { return c >= '0' && c <= '9' || c >= '@' }

// tagLen returns the length of the tag that the text starts with, or 1.
func tagLen(text []byte) int {
	if len(text) < 2 || text[1] != '/' && text[1] != '?' && (text[1]|0x20 < 'a' || text[1]|0x20 > 'z') {
		return 1
	}
	if i := bytes.IndexByte(text[:min(len(text), 4<<10)], '>'); i > 0 {
		return i + 1
	}
	return 1
}
