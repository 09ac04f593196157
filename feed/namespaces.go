package feed

import "strings"

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

// space returns gofeed's prefix for the namespace of an element that is about to
// be opened: that of a known namespace, else the prefix in the feed.
func (p *preparer) space(name string, t *token) string {
	prefix, _, ok := strings.Cut(name, ":")
	if !ok {
		prefix = ""
	}
	space, ok := declared(t.attrs, prefix)
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
	return strings.HasPrefix((&preparer{}).space(t.name, t), "atom")
}

// atomSpace reports whether a namespace is one of Atom's. A <feed> in any other
// is Atom with a typing error: gofeed would find nothing in it.
func atomSpace(s string) bool {
	s = strings.TrimSpace(s)
	return s == "http://www.w3.org/2005/Atom" || s == "http://purl.org/atom/ns#"
}
