package feed

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"github.com/kindred-go/kindred/related"
)

// An outItem is what AppendItem writes.
type outItem struct {
	ID            string      `json:"id"`
	URL           string      `json:"url,omitempty"`
	Title         string      `json:"title,omitempty"`
	ContentText   string      `json:"content_text,omitempty"`
	Summary       string      `json:"summary,omitempty"`
	Tags          []string    `json:"tags,omitempty"`
	Authors       []outAuthor `json:"authors,omitempty"`
	Language      string      `json:"language,omitempty"`
	DatePublished string      `json:"date_published,omitempty"`
	DateModified  string      `json:"date_modified,omitempty"`
	Image         string      `json:"image,omitempty"`
	Kindred       *extension  `json:"_kindred,omitempty"`
}

type outAuthor struct {
	Name string `json:"name"`
}

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
	item := outItem{
		ID: d.ID, URL: d.URL, Title: d.Title, ContentText: d.Content, Summary: d.Summary,
		Tags: d.Tags, Language: d.Language, Image: d.Image,
	}
	for _, name := range d.Authors {
		item.Authors = append(item.Authors, outAuthor{name})
	}
	var err error
	if item.DatePublished, err = formatDate(d.Published); err != nil {
		return dst, &related.DocumentError{Index: -1, ID: d.ID, Err: err}
	}
	if item.DateModified, err = formatDate(d.Updated); err != nil {
		return dst, &related.DocumentError{Index: -1, ID: d.ID, Err: err}
	}
	if x := extensionOf(d); !x.empty() {
		item.Kindred = &x
	}
	buf := bytes.NewBuffer(dst)
	enc := json.NewEncoder(buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(item); err != nil {
		return dst, &related.DocumentError{Index: -1, ID: d.ID, Err: err}
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), nil
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
