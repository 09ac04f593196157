package feed

import "strings"

// The repairs of JSON, in the words of warnings.
const (
	jsonControl = "a control character in a string was not escaped"
	jsonEscape  = "a backslash in a string stands before a character that needs none"
	jsonComma   = "a comma stands before the end of a list or object"
)

// mendJSON makes JSON of what programs write that put it together by hand: with
// line breaks and tabs in strings, escapes that JSON does not have, and a comma
// after the last element. JSON that is right is returned as it is.
func mendJSON(text []byte, w *warnings) []byte {
	var out []byte
	done := 0 // up to here the text is in out
	found := map[string]int{}
	replace := func(from, to int, by, why string) {
		out = append(append(out, text[done:from]...), by...)
		done = to
		found[why]++
	}
	inString := false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case !inString && c == '"':
			inString = true
		case !inString && c == ',':
			next := i + 1 + spaceLen(text[i+1:])
			if next < len(text) && (text[next] == ']' || text[next] == '}') {
				replace(i, i+1, "", jsonComma)
			}
			i = next - 1
		case !inString:
		case c == '"':
			inString = false
		case c == '\\' && i+1 < len(text):
			if strings.IndexByte(`"\/bfnrtu`, text[i+1]) < 0 {
				replace(i, i+1, "", jsonEscape)
			} else {
				i++
			}
		case c < ' ':
			by := "" // others mean nothing in a text
			if n := strings.IndexByte("\t\n\r", c); n >= 0 {
				by = `\` + "tnr"[n:n+1]
			}
			replace(i, i+1, by, jsonControl)
		}
	}
	for _, why := range []string{jsonControl, jsonEscape, jsonComma} {
		if n := found[why]; n > 0 {
			w.put(Warning{Kind: WarnRepaired, Item: -1, Text: why, Count: n})
		}
	}
	if out == nil && done == 0 {
		return text
	}
	return append(out, text[done:]...)
}
