package text

import "unicode/utf8"

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
