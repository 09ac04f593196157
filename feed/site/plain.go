package site

import (
	"bytes"
	"slices"

	"golang.org/x/net/html"
)

// A rawAttribute is an attribute of a tag.
type rawAttribute struct{ key, val []byte }

// rawAttributes returns the attributes of the start tag that the tokenizer is at, good
// until its next token.
func (t *tokenReader) rawAttributes() []rawAttribute {
	list, ok := t.attrs[:0], false
	if t.nameEnd > 0 {
		list, ok = appendPlain(list, t.z.Raw()[t.nameEnd:])
	}
	if !ok {
		list = appendTokenizer(list[:0], t.z)
	}
	t.attrs = list
	return list
}

// appendPlain appends the attributes of a tag that are written as most are: in lower
// case, with double quotes, and nothing to decode. It reads them where they stand; the
// tokenizer copies each several times. It reports false where a tag has others.
func appendPlain(list []rawAttribute, rest []byte) ([]rawAttribute, bool) {
	for i := 0; ; {
		for i < len(rest) && (rest[i] == ' ' || rest[i] == '\n') {
			i++
		}
		start := i
		for i < len(rest) && ('a' <= rest[i] && rest[i] <= 'z' || rest[i] == '-' || rest[i] == ':') {
			i++
		}
		key := rest[start:i]
		switch {
		case i+1 == len(rest) && rest[i] == '>' && len(key) == 0:
			return list, true
		case len(key) == 0 || i+1 >= len(rest) || rest[i] != '=' || rest[i+1] != '"':
			return list, false
		case slices.ContainsFunc(list, func(a rawAttribute) bool { return bytes.Equal(a.key, key) }):
			return list, false // the first one counts
		default:
			i += len(`="`)
			start = i
			for i < len(rest) && rest[i] != '"' {
				if c := rest[i]; c == '&' || c == '\r' || c == 0 {
					return list, false
				}
				i++
			}
			if i == len(rest) {
				return list, false
			}
			list = append(list, rawAttribute{key, rest[start:i]})
			i++
		}
	}
}

// appendTokenizer appends what the tokenizer says.
func appendTokenizer(list []rawAttribute, z *html.Tokenizer) []rawAttribute {
	z.TagName()
	for more := true; more; {
		var a rawAttribute
		if a.key, a.val, more = z.TagAttr(); len(a.key) > 0 {
			list = append(list, a)
		}
	}
	return list
}
