package feed

import (
	"cmp"
	"html"
	"net/url"
	"slices"
	"strings"

	"github.com/kindred-go/kindred/feed/internal/weburl"
)

// attributes takes in what the attributes say, corrects them where needed, and
// returns rdf:about.
func (p *preparer) attributes(e *element, t *token) (about string) {
	if t.odd {
		p.out.repairs.note(repairAttribute)
	}
	for i := range t.attrs {
		a := &t.attrs[i]
		switch value := attrValue(a.value); {
		case a.name == "xml:lang":
			e.lang = cmp.Or(strings.TrimSpace(value), undetermined)
		case a.name == "xml:base":
			e.base = p.rebase(e.base, value)
			t.anew = true
			if a.value = ""; e.base != nil {
				a.value = e.base.ResolveReference(&url.URL{Path: "."}).String()
			}
		case a.name == "xmlns" || strings.HasPrefix(a.name, "xmlns:"):
			if a.name == "xmlns" && len(p.open) == 0 && t.name == "feed" && !atomSpace(value) {
				a.value, t.anew = "http://www.w3.org/2005/Atom", true
				p.out.repairs.note(repairNamespace)
			} else if known := p.canonicalSpace(e, value); known != value {
				a.value, t.anew = known, true
			}
			e.spaces = append(e.spaces, *a)
			if a.name == "xmlns" {
				e.space = strings.TrimSpace(attrValue(a.value))
			}
		case a.name == "rdf:about":
			about = value
		case isAddress(a.name) && value != strings.TrimSpace(value):
			// gofeed takes the space at its end for part of it.
			a.value, t.anew = strings.TrimSpace(a.value), true
		}
	}
	return about
}

// isAddress reports whether an attribute of that name holds an address.
func isAddress(name string) bool {
	switch name {
	case "href", "src", "url", "uri":
		return true
	}
	return false
}

// canonicalSpace returns the namespace as gofeed knows it. In RSS it is not
// looked which Atom an element is of.
func (p *preparer) canonicalSpace(e *element, space string) string {
	prefix, ok := prefixes[bareSpace(space)]
	switch {
	case !ok:
		return space
	case prefix == "atom03" && local(p.root(e)) != "feed":
		prefix = "atom"
	}
	return namespaces[prefix]
}

// foreign reports whether the element is of another namespace than the feed.
// That a format's own elements may have any prefix does no harm: they are read
// under theirs as well.
func (p *preparer) foreign(e *element) bool {
	prefix, _, ok := strings.Cut(e.name, ":")
	if ok {
		root, _, _ := strings.Cut(p.root(e), ":")
		return prefix != root && prefix != "rss" && prefix != "rdf"
	}
	return len(p.open) > 0 && e.space != "" && !slices.Contains(p.native, e.space)
}

func (p *preparer) root(e *element) string {
	if len(p.open) > 0 {
		return p.open[0].name
	}
	return e.name
}

// attrValue decodes an attribute's value.
func attrValue(s string) string {
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	return html.UnescapeString(s)
}

// rebase resolves an xml:base against the one around it, else against where the
// feed is.
func (p *preparer) rebase(around *url.URL, ref string) *url.URL {
	outer := around
	if outer == nil {
		outer = p.base
	}
	if s := weburl.Resolve(outer, ref); s != "" {
		return weburl.Parse(s)
	}
	return around
}
