package feed

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/kindred-go/kindred/related"
)

// AppendItem appends the document to dst as an item of JSON Feed 1.1, on one
// line without a newline at its end, and returns the extended slice. [Lines]
// reads it back. What JSON Feed has no name for is in an extension, the object
// _kindred: headings, links, section, series, pins, boost and hidden.
//
// The error is not nil if the document has no ID or a date whose year is not
// between 0 and 9999; then dst is returned as it was.
func AppendItem(dst []byte, d *related.Document) ([]byte, error) {
	if d.ID == "" {
		return dst, related.ErrNoID
	}
	published, err := formatDate(d.Published)
	if err != nil {
		return dst, &related.DocumentError{Index: -1, ID: d.ID, Err: err}
	}
	updated, err := formatDate(d.Updated)
	if err != nil {
		return dst, &related.DocumentError{Index: -1, ID: d.ID, Err: err}
	}
	x := extensionOf(d)
	if math.IsNaN(x.Boost) || math.IsInf(x.Boost, 0) {
		return dst, &related.DocumentError{Index: -1, ID: d.ID, Err: errors.New("the boost is no number")}
	}
	dst = appendJSONString(append(dst, `{"id":`...), d.ID)
	dst = appendMember(dst, "url", d.URL)
	dst = appendMember(dst, "title", d.Title)
	dst = appendMember(dst, "content_text", d.Content)
	dst = appendMember(dst, "summary", d.Summary)
	dst = appendMemberList(dst, "tags", d.Tags)
	for i, name := range d.Authors {
		dst = append(dst, [...]string{`,"authors":[{"name":`, `},{"name":`}[min(i, 1)]...)
		dst = appendJSONString(dst, name)
	}
	if len(d.Authors) > 0 {
		dst = append(dst, "}]"...)
	}
	dst = appendMember(dst, "language", d.Language)
	dst = appendMember(dst, "date_published", published)
	dst = appendMember(dst, "date_modified", updated)
	dst = appendMember(dst, "image", d.Image)
	if !x.empty() {
		dst = x.appendJSON(append(dst, `,"_kindred":`...))
	}
	return append(dst, '}'), nil
}

// appendJSON appends the extension as a JSON object.
func (x *extension) appendJSON(dst []byte) []byte {
	start := len(dst)
	dst = appendMemberList(dst, "headings", x.Headings)
	dst = appendMemberList(dst, "links", x.Links)
	dst = appendMember(dst, "section", x.Section)
	dst = appendMember(dst, "series", x.Series)
	dst = appendMemberList(dst, "pins", x.Pins)
	if x.Boost != 0 {
		dst = strconv.AppendFloat(append(dst, `,"boost":`...), x.Boost, 'g', -1, 64)
	}
	if x.Hidden {
		dst = append(dst, `,"hidden":true`...)
	}
	dst[start] = '{' // in place of the first comma
	return append(dst, '}')
}

// appendText appends a member of an object, unless it is empty.
func appendMember(dst []byte, name, value string) []byte {
	if value == "" {
		return dst
	}
	dst = append(append(append(dst, `,"`...), name...), `":`...)
	return appendJSONString(dst, value)
}

func appendMemberList(dst []byte, name string, values []string) []byte {
	if len(values) == 0 {
		return dst
	}
	dst = append(append(append(dst, `,"`...), name...), `":`...)
	for i, value := range values {
		dst = append(dst, [...]byte{'[', ','}[min(i, 1)])
		dst = appendJSONString(dst, value)
	}
	return append(dst, ']')
}

// appendJSONString appends a JSON string as encoding/json writes it without regard
// to HTML. Written out it needs no reflection, which browsers would have to download.
func appendJSONString(dst []byte, s string) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	for _, r := range s { // what is not UTF-8 becomes U+FFFD
		switch {
		case r == '"' || r == '\\':
			dst = append(dst, '\\', byte(r))
		case r < 0x20 || r == '\u2028' || r == '\u2029':
			if at := strings.IndexRune("\b\f\n\r\t", r); at >= 0 {
				dst = append(dst, '\\', "bfnrt"[at])
			} else {
				dst = append(dst, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
			}
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return append(dst, '"')
}

func formatDate(t time.Time) (string, error) {
	if t.IsZero() {
		return "", nil
	}
	t = t.UTC()
	if y := t.Year(); y < 0 || y > 9999 {
		return "", fmt.Errorf("year %d can't be written as RFC 3339", y)
	}
	return t.Format(time.RFC3339Nano), nil
}
