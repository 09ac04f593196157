package feed

import (
	"cmp"
	"strings"

	"github.com/mmcdole/gofeed/atom"

	"github.com/kindred-go/kindred/feed/internal/weburl"
)

func (p *prepared) atomSource(f *atom.Feed) *source {
	m := &p.feed
	src := &source{
		format:      "atom",
		title:       p.atomText(m, "title"),
		description: p.atomText(m, "subtitle", "tagline", "info"),
		url:         cmp.Or(alternate(f.Links), p.linkText(m)),
		language:    cmp.Or(m.lang, value(f.Extensions, "dc", "language")),
		base:        m.base,
		authors:     names(f.Authors),
	}
	if src.title.empty() {
		src.title = markup{value(f.Extensions, "dc", "title"), asHTML}
	}
	for _, l := range f.Links {
		src.link(l.Rel, l.Href)
	}
	return src
}

func (p *prepared) atomEntry(f *atom.Entry, m *mark) entry {
	x := f.Extensions
	id := p.atomString(m, "id")
	published := cmp.Or(p.atomString(m, "published"), p.atomString(m, "issued"))
	updated := cmp.Or(p.atomString(m, "updated"), p.atomString(m, "modified"))
	e := entry{
		id:          id,
		guidURL:     id,
		url:         cmp.Or(value(x, "feedburner", "origlink"), alternate(f.Links), p.linkText(m)),
		title:       p.atomText(m, "title"),
		summary:     p.atomText(m, "summary"),
		content:     p.atomText(m, "content"),
		fallback:    true,
		authors:     names(f.Authors),
		language:    cmp.Or(m.textLang, value(x, "dc", "language"), m.lang),
		published:   []string{published, p.atomString(m, "created"), value(x, "dc", "date"), value(x, "dcterms", "issued"), updated},
		updated:     []string{updated},
		base:        m.base,
		contentBase: m.contentBase,
		partial:     m.partial,
		other:       m.other,
		blank:       p.blank(m),
	}
	if e.base != nil && weburl.IsRelative(e.id) {
		e.id = cmp.Or(weburl.Resolve(e.base, e.id), e.id)
	}
	if e.title.empty() {
		e.title = markup{cmp.Or(value(x, "media", "title"), value(x, "dc", "title")), asHTML}
	}
	if e.summary.empty() {
		e.summary = markup{value(x, "dc", "description"), asHTML}
	}
	if e.summary.empty() {
		e.summary = mediaDescription(x)
	}
	e.id = cmp.Or(e.id, value(x, "dc", "identifier"))
	if e.url == "" && f.Content != nil && !isBinary(f.Content.Type) {
		e.url = f.Content.Src
	}
	if len(e.authors) == 0 && f.Source != nil {
		e.authors = names(f.Source.Authors)
	}
	if len(e.authors) == 0 {
		for _, name := range values(x, "dc", "creator") {
			e.authors = append(e.authors, personName(label(name)))
		}
	}
	for _, c := range f.Categories {
		if strings.HasSuffix(c.Scheme, "#kind") { // Google: what it is, not what it is about
			_, e.kind, _ = strings.Cut(c.Term, "/blogger/2008/kind#")
			continue
		}
		e.tags = append(e.tags, label(cmp.Or(strings.TrimSpace(c.Label), c.Term)))
	}
	e.tags = append(e.tags, values(x, "dc", "subject")...)
	e.tags = append(e.tags, mediaTags(x)...)
	e.mediaImages(x)
	for _, l := range f.Links {
		switch {
		case l.Rel != "enclosure":
		case isImage(l.Type, l.Href):
			e.images = append(e.images, l.Href)
		default:
			e.media = cmp.Or(e.media, strings.TrimSpace(l.Href))
		}
	}
	e.blogger(x)
	for _, elements := range x { // app:control, whatever its prefix
		for _, control := range elements["control"] {
			if strings.EqualFold(child(control, "draft"), "yes") {
				e.kind = cmp.Or(e.kind, "draft")
			}
		}
	}
	return e
}

// linkText returns the address in a link that is written as in RSS.
func (p *prepared) linkText(m *mark) string {
	for i := range m.parts {
		if pt := &m.parts[i]; pt.name == "link" && pt.space == "" && (pt.rel == "" || pt.rel == "alternate") {
			if s := strings.TrimSpace(unescapeXML(p.xml[pt.span.start:pt.span.end])); s != "" {
				return cmp.Or(weburl.Resolve(pt.base, s), s)
			}
		}
	}
	return ""
}

// alternate returns the address of the page that the feed or entry is about:
// the first that is HTML or does not say what it is, else the first.
func alternate(links []*atom.Link) string {
	other := ""
	for _, l := range links {
		// The long form is an IRI that RFC 4287 (4.2.7.2) allows for it.
		rel := strings.ToLower(strings.TrimSpace(l.Rel))
		if rel != "alternate" && !strings.HasSuffix(rel, "/relation/alternate") || l.Href == "" {
			continue
		}
		if l.Type == "" || strings.Contains(strings.ToLower(l.Type), "html") {
			return l.Href
		}
		other = cmp.Or(other, l.Href)
	}
	return other
}

func names(persons []*atom.Person) []string {
	var list []string
	for _, p := range persons {
		list = append(list, personName(label(cmp.Or(p.Name, p.Email))))
	}
	return distinct(list)
}
