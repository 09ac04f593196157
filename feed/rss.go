package feed

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	ext "github.com/mmcdole/gofeed/extensions"
	"github.com/mmcdole/gofeed/rss"
)

func (p *prepared) rssSource(f *rss.Feed) *source {
	m, x := &p.feed, f.Extensions
	src := &source{
		format:      p.root,
		title:       markup{cmp.Or(f.Title, value(x, "dc", "title")), asHTML},
		description: markup{cmp.Or(f.Description, value(x, "dc", "description"), value(x, "itunes", "summary"), value(x, "itunes", "subtitle")), asHTML},
		url:         first(f.Links),
		language:    cmp.Or(f.Language, value(x, "dc", "language"), m.lang),
		base:        m.base,
		ttl:         minutes(f.TTL),
	}
	for _, l := range x["atom"]["link"] {
		src.link(l.Attrs["rel"], l.Attrs["href"])
	}
	src.url = cmp.Or(src.url, linkTo(x["atom"]["link"]))
	src.authors = []string{personName(label(cmp.Or(value(x, "dc", "creator"), value(x, "itunes", "author"), value(x, "googleplay", "author"))))}
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
		case pt.space != "":
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
		id:       m.about,
		guidURL:  m.about,
		url:      cmp.Or(value(x, "feedburner", "origlink"), p.linkText(m), first(f.Links), linkTo(x["atom"]["link"])),
		title:    markup{cmp.Or(f.Title, value(x, "dc", "title"), value(x, "atom", "title"), value(x, "media", "title"), value(x, "itunes", "title")), asHTML},
		fallback: true,
		language: cmp.Or(m.textLang, value(x, "dc", "language"), f.Custom["language"], m.lang),
		tags:     p.rssTags(f),
		authors:  p.rssAuthors(f, m),
		published: []string{f.PubDate, f.Custom["published"], value(x, "dc", "date"), value(x, "dcterms", "issued"), value(x, "atom", "published"), value(x, "atom", "issued"), value(x, "dcterms", "created"), f.Custom["date"],
			value(x, "atom", "updated"), value(x, "atom", "modified")},
		updated:     []string{value(x, "atom", "updated"), value(x, "atom", "modified"), value(x, "dcterms", "modified"), f.Custom["updated"], f.Custom["modified"]},
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
	e.mediaImages(x)
	for _, enc := range f.Enclosures {
		if isImage(enc.Type, enc.URL) {
			e.images = append(e.images, enc.URL)
		} else {
			e.media = cmp.Or(e.media, strings.TrimSpace(enc.URL))
		}
	}
	for _, img := range x["itunes"]["image"] {
		e.images = append(e.images, img.Attrs["href"])
	}
	for _, enc := range x["enc"]["enclosure"] { // of RSS 1.0
		if isImage(enc.Attrs["type"], enc.Attrs["resource"]) {
			e.images = append(e.images, enc.Attrs["resource"])
		}
	}
	if img := f.Custom["image"]; strings.Contains(img, "<") {
		e.images = append(e.images, elementText([]byte(img), "url"))
	} else {
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
		if !wordpressDomains[c.Domain] && !strings.HasSuffix(c.Domain, "#kind") {
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

func (p *prepared) rssAuthors(f *rss.Item, m *mark) []string {
	x := f.Extensions
	var list []string
	authors := []string{f.Author}
	for i := range m.parts {
		if pt := &m.parts[i]; pt.name == "author" && pt.space == "" {
			inner := p.xml[pt.span.start:pt.span.end]
			if !hasElements(inner) {
				authors = append(authors, unescapeXML(inner))
			} else { // as in Atom
				authors = append(authors, cmp.Or(elementText(inner, "name"), elementText(inner, "email")))
			}
		}
	}
	if distinct(authors[1:]) != nil {
		authors = authors[1:]
	}
	for _, a := range slices.Concat(values(x, "dc", "creator"), values(x, "dc", "author"), authors) {
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

func linkTo(links []ext.Extension) string {
	for _, l := range links {
		if rel := l.Attrs["rel"]; rel == "" || rel == "alternate" {
			return l.Attrs["href"]
		}
	}
	return ""
}
