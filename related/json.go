package related

import (
	"strconv"
	"time"
	"unicode/utf8"
)

// AppendJSON appends the list as a JSON object, on one line: the one form that
// lists have in files, over HTTP and in the browser. It is what [List] and its
// fields say, with scores of four decimals, and safe inside a script element.
func (l List) AppendJSON(dst []byte) []byte {
	dst = append(dst, `{"id":`...)
	dst = appendString(dst, l.ID)
	dst = appendMember(dst, "url", l.URL)
	dst = appendMember(dst, "title", l.Title)
	dst = append(dst, `,"related":[`...)
	for i, m := range l.Related {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = m.appendJSON(dst)
	}
	return append(dst, "]}"...)
}

// MarshalJSON returns what [List.AppendJSON] appends.
func (l List) MarshalJSON() ([]byte, error) { return l.AppendJSON(nil), nil }

func (m *Match) appendJSON(dst []byte) []byte {
	dst = append(dst, `{"id":`...)
	dst = appendString(dst, m.ID)
	dst = appendMember(dst, "url", m.URL)
	dst = appendMember(dst, "title", m.Title)
	dst = appendMember(dst, "language", m.Language)
	dst = append(dst, `,"score":`...)
	dst = strconv.AppendFloat(dst, m.Score, 'f', 4, 64)
	dst = appendMember(dst, "excerpt", m.Excerpt)
	if !m.Published.IsZero() {
		dst = append(dst, `,"date_published":"`...)
		dst = m.Published.UTC().AppendFormat(dst, time.RFC3339)
		dst = append(dst, '"')
	}
	dst = appendMember(dst, "image", m.Image)
	dst = appendMember(dst, "reason", string(m.Reason))
	if len(m.Terms) > 0 {
		dst = append(dst, `,"terms":[`...)
		for i, t := range m.Terms {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = append(dst, `{"term":`...)
			dst = appendString(dst, t.Term)
			dst = appendMember(dst, "field", t.Field)
			dst = append(dst, `,"share":`...)
			dst = strconv.AppendFloat(dst, t.Share, 'f', 4, 64)
			dst = append(dst, '}')
		}
		dst = append(dst, ']')
	}
	return append(dst, '}')
}

// appendMember appends a member of an object, unless its value is empty.
func appendMember(dst []byte, name, value string) []byte {
	if value == "" {
		return dst
	}
	dst = append(append(append(dst, `,"`...), name...), `":`...)
	return appendString(dst, value)
}

// appendString appends a JSON string. <, > and & are escaped for the sake of
// HTML, and the line separators that JavaScript once did not allow in strings.
func appendString(dst []byte, s string) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			dst = append(dst, '\\', byte(r))
		case r == '\n':
			dst = append(dst, `\n`...)
		case r == '\t':
			dst = append(dst, `\t`...)
		case r < 0x20 || r == '<' || r == '>' || r == '&' || r == 0x7F || r == '\u2028' || r == '\u2029':
			dst = append(dst, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return append(dst, '"')
}
