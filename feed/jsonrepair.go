package feed

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// A jsonRepair is a kind of mending that makes JSON right.
type jsonRepair uint8

const (
	jsonControl jsonRepair = iota
	jsonEscape
	jsonQuote
	jsonComma
	jsonNoComma
	jsonBracket
	numJSONRepairs
)

var jsonRepairTexts = [numJSONRepairs]string{
	jsonControl: "a control character in a string was not escaped",
	jsonEscape:  "a backslash in a string stands before a character that needs none",
	jsonQuote:   "a quote in a string was not escaped",
	jsonComma:   "a comma stands where nothing follows it",
	jsonNoComma: "a comma is missing",
	jsonBracket: "a bracket opens or closes nothing",
}

// A jsonError says what is wrong with JSON that can't be mended.
type jsonError string

func (e jsonError) Error() string { return string(e) }

// errEnds says that the text ends before the JSON does.
var errEnds = errors.New("it ends in the middle")

// A jsonReader takes JSON apart, value by value, and mends what programs write
// that put it together by hand: with line breaks, tabs and quotes in strings that
// are not escaped, escapes that JSON does not have, and commas too many or too
// few. JSON that is right is not copied. It takes linear time: after an error it
// stands where that is, and goes on from there.
type jsonReader struct {
	text  []byte
	pos   int
	depth int // how many lists and objects are open

	// The value that is being read, which began at start, at the depth base. Up
	// to done it has been mended and is in out.
	start, done, base int
	out               []byte
	field             string // which of its own fields is being read, if it is an object
	whole             int    // how much of it, mended, are whole fields
	inString          bool   // the text ends in a string that is one of its own fields

	found [numJSONRepairs]int // not those in values that could not be read
}

// value reads a value and returns it as it should be written.
func (r *jsonReader) value() ([]byte, error) {
	r.start, r.done, r.base, r.out = r.pos, r.pos, r.depth, nil
	r.field, r.whole, r.inString = "", len("{"), false
	found := r.found
	if err := r.read(); err != nil {
		if !errors.Is(err, errEnds) {
			r.found = found
		}
		return nil, err
	}
	b := r.mended()
	r.start, r.done, r.out = r.pos, r.pos, nil
	return b, nil
}

func (r *jsonReader) mended() []byte {
	if r.done == r.start && r.out == nil {
		return r.text[r.start:r.pos:r.pos]
	}
	return append(r.out, r.text[r.done:r.pos]...)
}

// partial returns the object that the text ended in: its whole fields, and of a
// text that the end has cut what there is. Half an address or date is none.
func (r *jsonReader) partial() []byte {
	b := r.mended()
	switch r.field {
	case "title", "summary", "content_text", "content_html":
		if r.inString {
			return append(withoutCut(b), `"}`...)
		}
	}
	return append(b[:r.whole:r.whole], '}')
}

func (r *jsonReader) read() error {
	switch r.peek() {
	case '{':
		return r.object(func(string) error { return r.read() })
	case '[':
		return r.list(']', r.read)
	case '"':
		return r.str()
	}
	n := bytes.IndexAny(r.text[r.pos:], " \t\r\n,:\"{}[]")
	if n < 0 {
		r.pos = len(r.text)
		return errEnds
	}
	if !json.Valid(r.text[r.pos : r.pos+n]) {
		return r.unexpected()
	}
	r.pos += n
	return nil
}

// object reads an object. For every field, each has to read the value.
func (r *jsonReader) object(each func(key string) error) error {
	return r.list('}', func() error {
		from := r.pos + 1
		if r.peek() != '"' {
			return r.unexpected()
		}
		if err := r.str(); err != nil {
			return err
		}
		key := string(r.text[from : r.pos-1])
		if r.space(); r.peek() != ':' {
			return r.unexpected()
		}
		r.pos++
		r.space()
		if r.depth != r.base+1 {
			return each(key)
		}
		r.field = key
		if err := each(key); err != nil {
			return err
		}
		r.field, r.whole = "", len(r.out)+r.pos-r.done
		return nil
	})
}

// list reads what stands in brackets, from the opening one, which is not looked
// at, to the one that is given. Each has to read an element.
func (r *jsonReader) list(end byte, each func() error) error {
	if r.depth == maxDepth {
		return jsonError("lists and objects are nested more deeply than the max depth of 400")
	}
	r.depth++
	r.pos++
	for first := true; ; first = false {
		r.space()
		from, commas := r.pos, 0
		for ; r.peek() == ','; commas++ {
			r.pos++
			r.space()
		}
		c := r.peek()
		switch {
		case r.pos == len(r.text):
			return errEnds
		case commas > 0 && (first || c == end):
			r.mend(from, r.pos, "", jsonComma)
		case commas > 1:
			r.mend(from+1, r.pos, "", jsonComma)
		case commas == 0 && !first && (c == '"' || end == ']' && bytes.IndexByte([]byte("}]:"), c) < 0):
			r.mend(r.pos, r.pos, ",", jsonNoComma)
		case commas == 0 && !first && c != end && end == '}':
			return r.unexpected()
		}
		if c == end {
			r.depth--
			r.pos++
			return nil
		}
		if err := each(); err != nil {
			return err
		}
	}
}

// str reads a string. Of one that the text ends in, it leaves out a character
// that is not whole.
func (r *jsonReader) str() error {
	from := r.pos
	for i := from + 1; i < len(r.text); i++ {
		switch c := r.text[i]; {
		case c == '"' && r.endsString(i):
			r.pos = i + 1
			return nil
		case c == '"':
			// The quote of an item that follows: this one's is missing.
			if at := i - 1 - spacesBefore(r.text[:i]); at > from && r.isItem(at) {
				r.pos = at
				return jsonError("a string has no end")
			}
			r.mend(i, i, `\`, jsonQuote)
		case c == '\\':
			switch n := escapeLen(r.text[i:]); {
			case i+n > len(r.text):
				return r.cutString(i)
			case n == 1:
				r.mend(i, i+1, "", jsonEscape)
			default:
				i += n - 1
			}
		case c < ' ':
			by := "" // others mean nothing in a text
			if n := strings.IndexByte("\t\n\r", c); n >= 0 {
				by = `\` + "tnr"[n:n+1]
			}
			r.mend(i, i+1, by, jsonControl)
		}
	}
	return r.cutString(len(r.text))
}

// cutString ends the reading of a string that the text ends in.
func (r *jsonReader) cutString(end int) error {
	r.pos = end
	r.inString = r.depth == r.base+1
	return errEnds
}

// escapeLen returns how long the escape is that the text begins with; 1 if JSON
// has none such. The two halves of a character count as one escape.
func escapeLen(b []byte) int {
	if len(b) > 1 && b[1] != 'u' && strings.IndexByte(`"\/bfnrt`, b[1]) < 0 {
		return 1
	}
	if len(b) < 2 || b[1] != 'u' {
		return 2
	}
	for _, c := range b[2:min(len(b), 6)] {
		if strings.IndexByte("0123456789abcdefABCDEF", c) < 0 {
			return 1
		}
	}
	if len(b) < 12 && len(b) >= 6 && bytes.HasPrefix([]byte(`\u`), b[6:min(len(b), 8)]) && isHighSurrogate(b) {
		return 12
	}
	return 6
}

// isHighSurrogate reports whether the escape \uXXXX is the first half of a
// character.
func isHighSurrogate(b []byte) bool {
	return (b[2] == 'd' || b[2] == 'D') && strings.IndexByte("89abAB", b[3]) >= 0
}

// endsString reports whether the quote ends a string, as what comes after it says:
// text may have quotes in it that are not escaped. Strings of JSON that is right
// end at their first quote, whatever is in them.
func (r *jsonReader) endsString(i int) bool {
	next := i + 1 + spaceLen(r.text[i+1:])
	if next == len(r.text) {
		return true
	}
	switch r.text[next] {
	case ',', ':', ']', '}':
		return true
	case '"':
		return isKey(r.text[next:])
	}
	return false
}

// mend notes that a part of the text is to be replaced.
func (r *jsonReader) mend(from, to int, by string, why jsonRepair) {
	r.out = append(append(r.out, r.text[r.done:from]...), by...)
	r.done = to
	r.found[why]++
}

// warn adds the warnings of what was mended.
func (r *jsonReader) warn(w *warnings) {
	for why, n := range r.found {
		if n > 0 {
			w.put(Warning{Kind: WarnRepaired, Item: -1, Text: jsonRepairTexts[why], Count: n})
		}
	}
}

// unexpected returns the error that says what can't be where the reader stands.
func (r *jsonReader) unexpected() error {
	if r.pos == len(r.text) {
		return errEnds
	}
	return jsonError(fmt.Sprintf("%.10q has no place there", r.text[r.pos:min(len(r.text), r.pos+40)]))
}

func (r *jsonReader) space() { r.pos += spaceLen(r.text[r.pos:]) }

// peek returns the next byte, 0 at the end.
func (r *jsonReader) peek() byte {
	if r.pos < len(r.text) {
		return r.text[r.pos]
	}
	return 0
}
