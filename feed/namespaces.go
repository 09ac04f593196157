package feed

import (
	"slices"
	"strings"
)

// namespaces are the ones that we look into, by gofeed's prefix for them, as
// gofeed spells them. gofeed knows each in one spelling only.
var namespaces = map[string]string{
	"atom":       "http://www.w3.org/2005/Atom",
	"atom03":     "http://purl.org/atom/ns#",
	"content":    "http://purl.org/rss/1.0/modules/content/",
	"dc":         "http://purl.org/dc/elements/1.1/",
	"dcterms":    "http://purl.org/dc/terms/",
	"feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
	"itunes":     "http://www.itunes.com/DTDs/PodCast-1.0.dtd",
	"media":      "http://search.yahoo.com/mrss/",
	"rdf":        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
	"rss1":       "http://purl.org/rss/1.0/",
	"szf":        "http://schemas.pocketsoap.com/rss/myDescModule/",
	"xhtml":      "http://www.w3.org/1999/xhtml",
}

// prefixes holds gofeed's prefixes by [bareSpace] of the namespace.
var prefixes = func() map[string]string {
	m := map[string]string{
		"purl.org/dc/elements/1.0":         "dc",
		"purl.org/net/atom":                "atom03",
		"tools.search.yahoo.com/mrss":      "media",
		"video.search.yahoo.com/mrss":      "media",
		"example.com/dtds/podcast-1.0.dtd": "itunes",
	}
	for prefix, space := range namespaces {
		m[bareSpace(space)] = prefix
	}
	return m
}()

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
	space := p.space(e.name, e.spaces)
	_, known := prefixes[bareSpace(e.space)]
	switch {
	case !prefixed && (e.space == "" || !known || slices.Contains(p.native, e.space)), prefixed && slices.Contains(p.prefixes, prefix):
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
	if _, known := namespaces[p.space(e.name, e.spaces)]; ok && !(known && len(p.open) > 0) && len(p.prefixes) < few && !slices.Contains(p.prefixes, prefix) {
		p.prefixes = append(p.prefixes, prefix)
	}
}

// space returns gofeed's prefix for the namespace of an element that is about to
// be opened, with what it declares itself: that of a known namespace, else the
// prefix in the feed.
func (p *preparer) space(name string, own []attr) string {
	prefix, _, ok := strings.Cut(name, ":")
	if !ok {
		prefix = ""
	}
	space, ok := declared(own, prefix)
	for i := len(p.open) - 1; i >= 0 && !ok; i-- {
		space, ok = declared(p.open[i].spaces, prefix)
	}
	if known, ok := prefixes[bareSpace(space)]; ok {
		return known
	}
	return strings.ToLower(prefix)
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
	return strings.HasPrefix((&preparer{}).space(t.name, t.attrs), "atom")
}

// atomSpace reports whether a namespace is one of Atom's. A <feed> in any other
// is Atom with a typing error: gofeed would find nothing in it.
func atomSpace(s string) bool {
	s = strings.TrimSpace(s)
	return s == "http://www.w3.org/2005/Atom" || s == "http://purl.org/atom/ns#"
}
