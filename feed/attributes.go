package feed

import (
	"cmp"
	"html"
	"net/url"
	"strings"

	"github.com/kindred-go/kindred/feed/internal/langtag"
	"github.com/kindred-go/kindred/feed/internal/weburl"
)

// attributes takes in what the attributes say, corrects them where needed, leaves
// those on namespaces out, and returns rdf:about.
func (p *preparer) attributes(e *element, t *token) (about string) {
	if t.odd {
		p.out.repairs.note(repairAttribute)
	}
	based := false
	kept := t.attrs[:0]
	for _, a := range t.attrs {
		switch value := attrValue(a.value); {
		case a.name == "xml:lang":
			e.lang = cmp.Or(strings.TrimSpace(value), langtag.Undetermined)
		case a.name == "xml:base":
			e.base, based = p.rebase(e.base, value), true
			continue
		case a.name == "xmlns" || strings.HasPrefix(a.name, "xmlns:"):
			if a.name == "xmlns" {
				e.space = strings.TrimSpace(value)
			}
			e.spaces = append(e.spaces, a)
			continue
		case p.inPerson() && (local(a.name) == "type" || local(a.name) == "mode"):
			continue // Atom's names have none; gofeed would parse the name as a page
		case a.name == "rdf:about":
			about = value
		case strings.EqualFold(a.name, "isPermaLink"):
			t.anew = t.anew || a.name != "isPermaLink"
			a.name = "isPermaLink"
		}
		kept = append(kept, a)
	}
	if len(p.open) == 0 && t.name == "feed" && !atomSpace(e.space) {
		p.out.repairs.note(repairNamespace)
	}
	t.anew = t.anew || len(kept) < len(t.attrs)
	t.attrs = kept
	for i := range t.attrs {
		a := &t.attrs[i]
		if !isAddress(a.name) {
			continue
		}
		value := attrValue(a.value)
		ref := strings.TrimSpace(value) // gofeed takes the space at its end for part of it
		if based {
			ref = cmp.Or(weburl.Resolve(e.base, ref), ref)
		}
		if ref != value {
			a.value, t.anew = ref, true
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

// attrValue decodes an attribute's value.
func attrValue(s string) string {
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	return html.UnescapeString(s)
}

// inPerson reports whether the element that begins is a part of one of Atom's
// persons.
func (p *preparer) inPerson() bool {
	if p.out.root != "feed" || len(p.open) == 0 {
		return false
	}
	name := local(p.open[len(p.open)-1].name)
	return name == "author" || name == "contributor"
}

// rebase resolves an xml:base against the one around it, else against where the
// feed is.
func (p *preparer) rebase(around *url.URL, ref string) *url.URL {
	outer := around
	if outer == nil {
		outer = p.base
	}
	last := &p.rebased
	if last.base == nil || last.outer != outer || last.ref != ref {
		base := weburl.Parse(weburl.Resolve(outer, ref))
		if base == nil {
			return around
		}
		*last = rebased{outer, ref, base}
	}
	return last.base
}

// A rebased is an xml:base as it was resolved last: the same one often stands in
// many elements.
type rebased struct {
	outer *url.URL
	ref   string
	base  *url.URL
}
