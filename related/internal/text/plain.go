package text

import (
	"math/bits"
	"unicode/utf8"
)

// plainWindow is how much of a text appendPlain looks at, at once.
const plainWindow = 2*8 + 2

// appendPlain appends the numbers of the words that a text, which begins at a boundary,
// begins with, as long as they are plain and have been met before, and returns the rest.
// It is what Append does with them, eight bytes at a time and without asking any of them
// what it is: at branches that no processor foresees Append would lose half of its time.
func (v *vocabulary) appendPlain(dst []uint32, text string) (more []uint32, rest string) {
	met := *v.written.short.table.Load()
	for len(text) >= plainWindow {
		start, end := eight(text), eight(text[8:])
		n := plainBytes(start)
		n += plainBytes(end) & -(n >> 3) // only if all of the first are
		if n > shortSpelling {
			break
		}
		mark, next := text[n], text[n+1]
		if n > 0 {
			if mark != ' ' && !endsWord(mark, next) {
				break
			}
			slot, ok := v.written.short.slot(met, [2]uint64{start & lowest(n), end&lowest(max(n-8, 0)) | uint64(n)<<56})
			if !ok {
				break
			}
			if slot.number != noWord {
				dst = append(dst, slot.number)
			}
		}
		if mark|next >= utf8.RuneSelf || mark == '_' { // it may be more than a mark
			text = text[n:]
			break
		}
		text = text[n+1:]
	}
	return dst, text
}

// endsWord reports whether a word ends before a byte that is not plain, with another one
// behind it.
func endsWord(mark, next byte) bool {
	switch mark {
	case '_', ':':
		return false
	case '.', ',', ';', '\'':
		return !isPlain(next) && next < utf8.RuneSelf
	}
	return mark < utf8.RuneSelf
}

// lowest returns a mask of the n lowest bytes, of all if there are no more.
func lowest(n int) uint64 { return 1<<(8*uint(n)) - 1 }

// plainBytes returns how many of eight bytes, from the lowest on, are letters or digits of
// ASCII. A byte's highest bit tells what adding the distance to 128 from something brings
// about: that the byte is no less.
func plainBytes(eight uint64) int {
	const each, high = 0x0101010101010101, 0x80 * 0x0101010101010101
	low := eight &^ high
	letter := low | ' '*each // in lower case
	is := (letter + (0x80-'a')*each) &^ (letter + (0x80-'z'-1)*each)
	is |= (low + (0x80-'0')*each) &^ (low + (0x80-'9'-1)*each)
	return bits.TrailingZeros64(^(is&^eight)&high) >> 3
}

// nextToken returns the token that a text, which begins at a boundary, begins with.
//
// What most text is made of, words of ASCII with a space or a mark between them, can
// be told apart without the tables of Unicode. Where its rules have something to say
// (don't, 3.14, a_b, what follows is not ASCII), the segmenter is asked.
func (a *Analyzer) nextToken(text string) string {
	if c := text[0]; c < utf8.RuneSelf && !isPlain(c) && (len(text) == 1 || text[1] < utf8.RuneSelf) {
		return text[:1]
	}
	if end := plainWord(text); end > 0 {
		return text[:end]
	}
	a.segments.SetText(text)
	a.segments.Next()
	return a.segments.Value()
}

// plainWord returns the length of the word that a text begins with, or 0 if the
// segmenter must tell.
func plainWord(text string) int {
	end := 0
	for end < len(text) && isPlain(text[end]) {
		if text[end] == '_' {
			return 0
		}
		end++
	}
	if end == len(text) {
		return end
	}
	switch c := text[end]; {
	case c >= utf8.RuneSelf, c == ':': // "https:" as well
		return 0
	case c == '.', c == ',', c == ';', c == '\'': // it may join what is around it
		if end+1 < len(text) && (isPlain(text[end+1]) || text[end+1] >= utf8.RuneSelf) {
			return 0
		}
	}
	return end
}

// isPlain reports whether c is a letter or digit of ASCII, or what joins them.
func isPlain(c byte) bool { return plain[c] }

var plain = func() (table [256]bool) {
	for _, c := range "_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" {
		table[c] = true
	}
	return table
}()
