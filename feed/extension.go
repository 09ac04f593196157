package feed

import (
	"cmp"
	"encoding/json"
	"math"
	"net/url"
	"slices"
	"strings"

	"github.com/kindred-go/kindred/feed/internal/weburl"
	"github.com/kindred-go/kindred/related"
)

// An extension is the object _kindred of a JSON Feed item: what a document has
// that JSON Feed has no name for, and what an editor decides.
type extension struct {
	Headings []string // used where the content is plain text
	Links    []string // likewise
	Section  string
	Series   string
	Pins     []string
	Boost    float64
	Hidden   bool
}

// UnmarshalJSON never fails: a field of the wrong kind is one that is not there.
func (x *extension) UnmarshalJSON(b []byte) error {
	var fields map[string]json.RawMessage
	if json.Unmarshal(b, &fields) != nil {
		return nil
	}
	*x = extension{}
	for name, p := range map[string]any{
		"headings": &x.Headings, "links": &x.Links, "section": &x.Section, "series": &x.Series,
		"pins": &x.Pins, "boost": &x.Boost, "hidden": &x.Hidden,
	} {
		if raw := fields[name]; raw != nil {
			json.Unmarshal(raw, p)
		}
	}
	if x.Boost < 0 || math.IsInf(x.Boost, 0) {
		x.Boost = 0
	}
	return nil
}

func (x *extension) empty() bool {
	return len(x.Headings)+len(x.Links)+len(x.Pins) == 0 && x.Section == "" && x.Series == "" && x.Boost == 0 && !x.Hidden
}

func extensionOf(d *related.Document) extension {
	return extension{d.Headings, d.Links, d.Section, d.Series, d.Pins, d.Boost, d.Hidden}
}

// apply sets what the extension says and the content does not. Addresses are
// relative to base; they stay as they are if it is nil.
func (x *extension) apply(d *related.Document, base *url.URL) {
	if base != nil {
		x.resolve(base)
	}
	if d.Headings == nil {
		d.Headings = x.Headings
	}
	if d.Links == nil {
		d.Links = x.Links
	}
	d.Section, d.Series = foldSpace(x.Section), foldSpace(x.Series)
	d.Pins, d.Boost, d.Hidden = x.Pins, x.Boost, x.Hidden
}

// resolve makes addresses absolute. A pin that is a path may be a document's ID as
// well, so it is joined by the address, not replaced.
func (x *extension) resolve(base *url.URL) {
	for i, ref := range x.Links {
		x.Links[i] = cmp.Or(weburl.Resolve(base, ref), ref)
	}
	for _, pin := range x.Pins {
		if !strings.HasPrefix(pin, "/") && !strings.HasPrefix(pin, ".") {
			continue
		}
		if u := weburl.Resolve(base, pin); u != "" && !slices.Contains(x.Pins, u) {
			x.Pins = append(x.Pins, u)
		}
	}
}
