package feed

import (
	"slices"
	"strings"
)

// prefixes are gofeed's for the namespaces that are looked into, by what
// [bareSpace] leaves of them. Of some there are several.
var prefixes = map[string]string{
	"w3.org/2005/atom":                    "atom",
	"purl.org/atom/ns":                    "atom03",
	"purl.org/net/atom":                   "atom03",
	"purl.org/rss/1.0/modules/content":    "content",
	"purl.org/dc/elements/1.0":            "dc",
	"purl.org/dc/elements/1.1":            "dc",
	"purl.org/dc/terms":                   "dcterms",
	"purl.oclc.org/net/rss_2.0/enc":       "enc",
	"rssnamespace.org/feedburner/ext/1.0": "feedburner",
	"example.com/dtds/podcast-1.0.dtd":    "itunes",
	"itunes.com/dtds/podcast-1.0.dtd":     "itunes",
	"search.yahoo.com/mrss":               "media",
	"tools.search.yahoo.com/mrss":         "media",
	"video.search.yahoo.com/mrss":         "media",
	"w3.org/1999/02/22-rdf-syntax-ns":     "rdf",
	"purl.org/rss/1.0":                    "rss1",
	"w3.org/1999/xhtml":                   "xhtml",
}

// bareSpace returns a namespace without what is often got wrong in it: case, the
// scheme, "www." and the end.
func bareSpace(space string) string {
	s := strings.ToLower(strings.TrimSpace(space))
	_, s, _ = strings.Cut(s, "://")
	return strings.TrimRight(strings.TrimPrefix(s, "www."), "/#")
}

// spaceOf returns gofeed's prefix for the namespace of an element, or "" if it is
// of the feed's own. What has a default namespace that nobody knows is taken for
// that too: it is a mistake. In RSS no difference is made between versions of Atom.
func (p *preparer) spaceOf(e *element) string {
	if len(p.open) == 0 {
		return ""
	}
	prefix, _, prefixed := strings.Cut(e.name, ":")
	space, known := p.space(e.name, e.spaces)
	switch {
	case !prefixed && (!known || slices.Contains(p.native, e.space)), prefixed && slices.Contains(p.nativePrefixes, prefix):
		return ""
	case space == "xhtml" && !prefixed && local(e.name) != "body" && p.open[len(p.open)-1].role == frameRole:
		return "" // Atom's text, declared where the XHTML in it begins
	case p.out.root == "feed":
		if space == "atom" || space == "atom03" {
			return ""
		}
	case space == "rss" || space == "rss1" || space == "rdf":
		return ""
	case space == "atom03":
		return "atom"
	}
	return space
}

// adopt makes the namespace of an item, or of an element around items, the feed's
// own: it may be one that is meant for something else.
func (p *preparer) adopt(e *element) {
	const few = 20 // feeds have one or two; a hostile one has one for each item
	if len(p.native) < few && !slices.Contains(p.native, e.space) {
		p.native = append(p.native, e.space)
		if known := prefixes[bareSpace(e.space)]; known != "" && known != "rdf" && known != "rss1" && p.out.root != "feed" {
			p.out.repairs.note(repairNamespace)
		}
	}
	prefix, _, ok := strings.Cut(e.name, ":")
	if _, known := p.space(e.name, e.spaces); ok && !(known && len(p.open) > 0) && len(p.nativePrefixes) < few && !slices.Contains(p.nativePrefixes, prefix) {
		p.nativePrefixes = append(p.nativePrefixes, prefix)
	}
}

// space returns gofeed's prefix for the namespace of an element that is about to
// be opened, with what it declares itself, if the namespace is known; else the
// prefix in the feed.
func (p *preparer) space(name string, own []attr) (prefix string, known bool) {
	prefix, _, ok := strings.Cut(name, ":")
	if !ok {
		prefix = ""
	}
	space, ok := declared(own, prefix)
	for i := len(p.open) - 1; i >= 0 && !ok; i-- {
		space, ok = declared(p.open[i].spaces, prefix)
	}
	if of, ok := prefixes[bareSpace(space)]; ok {
		return of, true
	}
	return strings.ToLower(prefix), false
}

// declared returns the namespace that the attributes declare for the prefix.
func declared(attrs []attr, prefix string) (string, bool) {
	for _, a := range attrs {
		if name, ok := strings.CutPrefix(a.name, "xmlns"); ok && strings.TrimPrefix(name, ":") == prefix {
			return attrValue(a.value), true
		}
	}
	return "", false
}

// isAtom reports whether the tag of a root element is in Atom's namespace.
func isAtom(t *token) bool {
	space, _ := (&preparer{}).space(t.name, t.attrs)
	return strings.HasPrefix(space, "atom")
}

// atomSpace reports whether a namespace is one of Atom's. A <feed> in any other
// is Atom with a typing error: gofeed would find nothing in it.
func atomSpace(s string) bool {
	s = strings.TrimSpace(s)
	return s == "http://www.w3.org/2005/Atom" || s == "http://purl.org/atom/ns#"
}
