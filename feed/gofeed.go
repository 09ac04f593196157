package feed

// This is the only file that knows gofeed. It uses the parsers of the formats
// and not gofeed's own package, which links net/http and is ten times the size.

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed/atom"
	ext "github.com/mmcdole/gofeed/extensions"
	"github.com/mmcdole/gofeed/rss"

	"github.com/kindred-go/kindred/feed/internal/weburl"
)

// parseXML gives prepared XML to gofeed. The marks say what gofeed leaves out;
// the result has an entry for each item that gofeed read, by the number of its
// mark.
func parseXML(root string, xml []byte, p *prepared) (src *source, entries map[int]entry, err error) {
	defer func() {
		if r := recover(); r != nil {
			src, entries, err = nil, nil, fmt.Errorf("the parser failed: %v", r)
		}
	}()
	entries = map[int]entry{}
	if root == "feed" {
		f, err := new(atom.Parser).Parse(bytes.NewReader(xml))
		if err != nil {
			return nil, nil, err
		}
		for _, e := range f.Entries {
			if n, m := p.find(e.Extensions); m != nil {
				entries[n] = p.atomEntry(e, m)
			}
		}
		return p.atomSource(f), entries, nil
	}
	f, err := new(rss.Parser).Parse(bytes.NewReader(xml))
	if err != nil {
		return nil, nil, err
	}
	for _, item := range f.Items {
		if n, m := p.find(item.Extensions); m != nil {
			entries[n] = p.rssEntry(item, m)
		}
	}
	return p.rssSource(f, root), entries, nil
}

// find returns the mark of an item.
func (p *prepared) find(x ext.Extensions) (int, *mark) {
	// The key is the prefix that prepare declares, unless the feed has another
	// for the namespace.
	for _, prefix := range slices.Sorted(maps.Keys(x)) {
		for _, e := range x[prefix]["mark"] {
			if n, err := strconv.Atoi(e.Value); err == nil && n >= 0 && n < len(p.items) {
				return n, &p.items[n]
			}
		}
	}
	return 0, nil
}

func (p *prepared) rssSource(f *rss.Feed, root string) *source {
	m, x := &p.feed, f.Extensions
	src := &source{
		format:      root,
		title:       markup{cmp.Or(f.Title, value(x, "dc", "title")), asHTML},
		description: markup{cmp.Or(f.Description, value(x, "dc", "description"), value(x, "itunes", "summary"), value(x, "itunes", "subtitle")), asHTML},
		url:         first(f.Links),
		language:    cmp.Or(f.Language, value(x, "dc", "language"), m.lang),
		base:        m.base,
		ttl:         minutes(f.TTL),
	}
	archive := ""
	for _, l := range x["atom"]["link"] {
		switch rel := l.Attrs["rel"]; {
		case rel == "next" && src.next == "":
			src.next = l.Attrs["href"]
		case rel == "prev-archive" && archive == "":
			archive = l.Attrs["href"]
		case rel == "alternate" && src.url == "":
			src.url = l.Attrs["href"]
		}
	}
	src.next = cmp.Or(src.next, archive)
	src.wordpress(x)
	return src
}

// minutes reads RSS's ttl. Nonsense is none.
func minutes(s string) time.Duration {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	const year = 366 * 24 * 60
	if err != nil || n < 0 {
		return 0
	}
	return time.Duration(min(n, year)) * time.Minute
}

// giveBack gives gofeed's item the texts of RSS that it did not get. Of several
// with the same name it has the last.
func (p *prepared) giveBack(f *rss.Item, m *mark) {
	for i := range m.parts {
		pt := &m.parts[i]
		inner := bytes.TrimSpace(p.xml[pt.span.start:pt.span.end])
		if !pt.ours || len(inner) == 0 {
			continue
		}
		switch text := unescapeXML(inner); {
		case pt.space == "content":
			f.Content = text
		case pt.space != "" && pt.space != "rss" && pt.space != "rss1":
		case pt.name == "description":
			f.Description = text
		case pt.name == "pubdate":
			f.PubDate = text
		default:
			if f.Custom == nil {
				f.Custom = map[string]string{}
			}
			f.Custom[pt.name] = text
		}
	}
}

func (p *prepared) rssEntry(f *rss.Item, m *mark) entry {
	p.giveBack(f, m)
	x := f.Extensions
	e := entry{
		id:          m.about,
		guidURL:     m.about,
		url:         cmp.Or(value(x, "feedburner", "origLink"), first(f.Links), linkTo(x["atom"]["link"])),
		title:       markup{cmp.Or(f.Title, value(x, "dc", "title"), value(x, "atom", "title"), value(x, "media", "title"), value(x, "itunes", "title")), asHTML},
		fallback:    true,
		language:    cmp.Or(m.textLang, value(x, "dc", "language"), f.Custom["language"], m.lang),
		tags:        p.rssTags(f),
		authors:     p.rssAuthors(f),
		published:   []string{f.PubDate, f.Custom["published"], value(x, "dc", "date"), value(x, "dcterms", "issued"), value(x, "atom", "published"), value(x, "dcterms", "created"), f.Custom["date"]},
		updated:     []string{value(x, "atom", "updated"), value(x, "dcterms", "modified"), f.Custom["updated"], f.Custom["modified"]},
		images:      mediaImages(x),
		base:        m.base,
		contentBase: m.contentBase,
		partial:     m.partial,
		other:       m.other,
		blank:       p.blank(m),
	}
	if f.GUID != nil {
		e.id = cmp.Or(f.GUID.Value, e.id)
		if strings.EqualFold(f.GUID.IsPermalink, "true") {
			e.guidURL = f.GUID.Value
		}
	}
	e.id = cmp.Or(e.id, value(x, "atom", "id"), f.Custom["id"], value(x, "dc", "identifier"))
	p.rssText(&e, f, m)
	for _, enc := range f.Enclosures {
		if isImage(enc.Type, enc.URL) {
			e.images = append(e.images, enc.URL)
		} else {
			e.media = cmp.Or(e.media, enc.URL)
		}
	}
	for _, img := range x["itunes"]["image"] {
		e.images = append(e.images, img.Attrs["href"])
	}
	if img := f.Custom["image"]; !strings.Contains(img, "<") {
		e.images = append(e.images, img)
	}
	e.wordpress(f)
	return e
}

// rssText fills in content and summary.
func (p *prepared) rssText(e *entry, f *rss.Item, m *mark) {
	x := f.Extensions
	text := func(s ...string) markup { return markup{cmp.Or(s...), asHTML} }
	e.content = text(f.Content, f.Custom["encoded"], f.Custom["fullitem"])
	if pt, inner := p.part(m, "xhtml", "body"); pt != nil && e.content.empty() {
		e.content = text(string(inner))
	}
	if pt, inner := p.part(m, "atom", "content"); pt != nil && e.content.empty() {
		e.content = textConstruct(pt, inner)
	}
	if e.content.empty() {
		e.content = text(f.Custom["content"], f.Custom["body"])
	}
	e.summary = text(f.Description, f.Custom["summary"], value(x, "excerpt", "encoded"), value(x, "dc", "description"), value(x, "dcterms", "abstract"))
	if s := f.Custom["summary"]; s != "" && f.Description != "" && e.content.empty() {
		// Both are there, so one of them is more than a summary: the one that
		// is much longer, else the later one.
		e.summary, e.content = text(s), text(f.Description)
		later := p.order(m, "summary") > p.order(m, "description")
		if long := len(s) > 2*len(f.Description); long || later && 2*len(s) > len(f.Description) {
			e.summary, e.content = e.content, e.summary
		}
	}
	if pt, inner := p.part(m, "atom", "summary"); pt != nil && e.summary.empty() {
		e.summary = textConstruct(pt, inner)
	}
	if e.summary.empty() {
		e.summary = mediaDescription(x)
	}
}

func (p *prepared) rssTags(f *rss.Item) []string {
	x := f.Extensions
	// These are lists; nothing else is split.
	tags := strings.Split(f.Custom["tags"], ",")
	for _, c := range f.Categories {
		if !wordpressDomains[c.Domain] {
			tags = append(tags, c.Value)
		}
	}
	tags = append(tags, values(x, "dc", "subject")...)
	tags = append(tags, mediaTags(x)...)
	tags = append(tags, strings.Split(value(x, "itunes", "keywords"), ",")...)
	for _, c := range x["atom"]["category"] {
		tags = append(tags, cmp.Or(strings.TrimSpace(c.Attrs["label"]), c.Attrs["term"]))
	}
	for _, c := range x["itunes"]["category"] {
		tags = append(tags, c.Attrs["text"])
		for _, sub := range c.Children["category"] {
			tags = append(tags, sub.Attrs["text"])
		}
	}
	for i := range tags {
		tags[i] = label(tags[i])
	}
	return tags
}

func (p *prepared) rssAuthors(f *rss.Item) []string {
	x := f.Extensions
	var list []string
	for _, a := range slices.Concat(values(x, "dc", "creator"), values(x, "dc", "author"), []string{f.Author}) {
		list = append(list, personName(label(a)))
	}
	for _, a := range x["atom"]["author"] {
		list = append(list, cmp.Or(child(a, "name"), child(a, "email")))
	}
	if distinct(list) == nil {
		return []string{personName(label(cmp.Or(value(x, "itunes", "author"), value(x, "googleplay", "author"))))}
	}
	return list
}

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
	archive := ""
	for _, l := range f.Links {
		switch {
		case l.Rel == "next" && src.next == "":
			src.next = l.Href
		case l.Rel == "prev-archive" && archive == "":
			archive = l.Href
		}
	}
	src.next = cmp.Or(src.next, archive)
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
		url:         cmp.Or(value(x, "feedburner", "origLink"), alternate(f.Links), p.linkText(m)),
		title:       p.atomText(m, "title"),
		summary:     p.atomText(m, "summary"),
		content:     p.atomText(m, "content"),
		fallback:    true,
		authors:     names(f.Authors),
		language:    cmp.Or(m.textLang, value(x, "dc", "language"), m.lang),
		published:   []string{published, p.atomString(m, "created"), value(x, "dc", "date"), value(x, "dcterms", "issued"), updated},
		updated:     []string{updated},
		images:      mediaImages(x),
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
		e.summary = mediaDescription(x)
	}
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
	for _, l := range f.Links {
		switch {
		case l.Rel != "enclosure":
		case isImage(l.Type, l.Href):
			e.images = append(e.images, l.Href)
		default:
			e.media = cmp.Or(e.media, l.Href)
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
		if pt := &m.parts[i]; pt.name == "link" && (pt.rel == "" || pt.rel == "alternate") {
			if s := strings.TrimSpace(unescapeXML(p.xml[pt.span.start:pt.span.end])); s != "" {
				return s
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
		if !strings.EqualFold(l.Rel, "alternate") || l.Href == "" {
			continue
		}
		if l.Type == "" || strings.Contains(strings.ToLower(l.Type), "html") {
			return l.Href
		}
		other = cmp.Or(other, l.Href)
	}
	return other
}

func linkTo(links []ext.Extension) string {
	for _, l := range links {
		if rel := l.Attrs["rel"]; rel == "" || rel == "alternate" {
			return l.Attrs["href"]
		}
	}
	return ""
}

func names(persons []*atom.Person) []string {
	var list []string
	for _, p := range persons {
		list = append(list, personName(label(cmp.Or(p.Name, p.Email))))
	}
	return distinct(list)
}

// mediaImages returns the pictures of Media RSS. Inside a media:group are
// versions of one picture or film.
func mediaImages(x ext.Extensions) []string {
	var pictures, thumbnails []string
	take := func(elements map[string][]ext.Extension) {
		for _, c := range elements["content"] {
			if c.Attrs["medium"] == "image" || c.Attrs["medium"] == "" && isImage(c.Attrs["type"], c.Attrs["url"]) {
				pictures = append(pictures, c.Attrs["url"])
			}
			for _, t := range c.Children["thumbnail"] {
				thumbnails = append(thumbnails, t.Attrs["url"])
			}
		}
		for _, t := range elements["thumbnail"] {
			thumbnails = append(thumbnails, t.Attrs["url"])
		}
	}
	take(x["media"])
	for _, g := range x["media"]["group"] {
		take(g.Children)
	}
	return append(pictures, thumbnails...)
}

func mediaTags(x ext.Extensions) []string {
	var tags []string
	for _, c := range x["media"]["category"] {
		tags = append(tags, cmp.Or(strings.TrimSpace(c.Attrs["label"]), c.Value))
	}
	return append(tags, strings.Split(value(x, "media", "keywords"), ",")...)
}

// mediaDescription returns the text of Media RSS, the only one that video
// channels have.
func mediaDescription(x ext.Extensions) markup {
	list := x["media"]["description"]
	for _, g := range x["media"]["group"] {
		list = append(slices.Clip(list), g.Children["description"]...)
	}
	for _, d := range list {
		if d.Attrs["type"] == "html" || hasEndTag(d.Value) {
			return markup{d.Value, asHTML}
		}
		if d.Value != "" {
			return markup{d.Value, folded}
		}
	}
	return markup{cmp.Or(value(x, "googleplay", "description"), value(x, "itunes", "summary"), value(x, "itunes", "subtitle")), asHTML}
}

// values returns the texts of an extension's elements.
func values(x ext.Extensions, prefix, name string) []string {
	var list []string
	for _, e := range x[prefix][name] {
		list = append(list, e.Value)
	}
	return list
}

func value(x ext.Extensions, prefix, name string) string { return first(values(x, prefix, name)) }

func child(e ext.Extension, name string) string {
	if c := e.Children[name]; len(c) > 0 {
		return c[0].Value
	}
	return ""
}

// first returns the first string that is not blank.
func first(list []string) string {
	for _, s := range list {
		if s = strings.TrimSpace(s); s != "" {
			return s
		}
	}
	return ""
}
