// Package parsed writes down all that a feed was read as, so that tests can compare
// two builds of package feed.
package parsed

import (
	"strconv"
	"strings"
	"time"

	"github.com/kindred-go/kindred/feed"
	"github.com/kindred-go/kindred/related"
)

// Text returns what feed.Parse has returned, one value a line.
func Text(f *feed.Feed, err error) string {
	var w writer
	if err != nil {
		w.text("error", err.Error())
	}
	if f == nil {
		return w.String()
	}
	w.text("format", f.Format, f.Title, f.Description, f.URL, f.Language, f.Next, f.TTL.String())
	for i := range f.Documents {
		w.document(&f.Documents[i])
	}
	for _, x := range f.Warnings {
		w.text("warning", string(x.Kind), strconv.Itoa(x.Item), x.ID, x.Text, strconv.Itoa(x.Count), x.String())
	}
	return w.String()
}

type writer struct{ strings.Builder }

func (w *writer) text(name string, values ...string) {
	w.WriteString(name)
	for _, v := range values {
		w.WriteString(" " + strconv.Quote(v))
	}
	w.WriteByte('\n')
}

func (w *writer) document(d *related.Document) {
	w.text("document", d.ID, d.URL)
	w.text(" title", d.Title)
	w.text(" summary", d.Summary)
	w.text(" content", d.Content)
	w.text(" headings", d.Headings...)
	w.text(" tags", d.Tags...)
	w.text(" authors", d.Authors...)
	w.text(" links", d.Links...)
	w.text(" pins", d.Pins...)
	w.text(" rest", d.Section, d.Series, d.Language, date(d.Published), date(d.Updated), d.Image,
		strconv.FormatFloat(d.Boost, 'g', -1, 64), strconv.FormatBool(d.Hidden))
}

func date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}
