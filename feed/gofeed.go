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

	"github.com/mmcdole/gofeed/atom"
	ext "github.com/mmcdole/gofeed/extensions"
	"github.com/mmcdole/gofeed/rss"
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
				entries[n] = atomEntry(e, m)
			}
		}
		return atomSource(f, &p.feed), entries, nil
	}
	f, err := new(rss.Parser).Parse(bytes.NewReader(xml))
	if err != nil {
		return nil, nil, err
	}
	for _, item := range f.Items {
		if n, m := p.find(item.Extensions); m != nil {
			entries[n] = rssEntry(item, m)
		}
	}
	return rssSource(f, root, &p.feed), entries, nil
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

func rssSource(f *rss.Feed, root string, m *mark) *source {
	src := &source{
		format:      root,
		title:       markup{f.Title, asHTML},
		description: markup{f.Description, asHTML},
		url:         first(f.Links),
		language:    cmp.Or(f.Language, value(f.Extensions, "dc", "language"), m.lang),
		base:        m.base,
	}
	for _, l := range f.Extensions["atom"]["link"] {
		switch rel := l.Attrs["rel"]; {
		case rel == "next" && src.next == "":
			src.next = l.Attrs["href"]
		case rel == "alternate" && src.url == "":
			src.url = l.Attrs["href"]
		}
	}
	return src
}

func rssEntry(f *rss.Item, m *mark) entry {
	x := f.Extensions
	e := entry{
		id:          m.about,
		guidURL:     m.about,
		url:         cmp.Or(value(x, "feedburner", "origLink"), first(f.Links), linkTo(x["atom"]["link"])),
		title:       markup{cmp.Or(f.Title, value(x, "media", "title"), value(x, "dc", "title")), asHTML},
		content:     markup{cmp.Or(f.Content, f.Custom["encoded"]), asHTML},
		summary:     markup{cmp.Or(f.Description, value(x, "excerpt", "encoded")), asHTML},
		fallback:    true,
		language:    cmp.Or(m.textLang, value(x, "dc", "language"), f.Custom["language"], m.lang),
		published:   []string{f.PubDate, value(x, "dc", "date"), value(x, "dcterms", "issued"), value(x, "atom", "published")},
		updated:     []string{value(x, "atom", "updated"), value(x, "dcterms", "modified")},
		base:        m.base,
		contentBase: m.contentBase,
		partial:     m.partial,
	}
	if f.GUID != nil {
		e.id = cmp.Or(f.GUID.Value, e.id)
		if strings.EqualFold(f.GUID.IsPermalink, "true") {
			e.guidURL = f.GUID.Value
		}
	}
	if e.summary.empty() {
		e.summary = mediaDescription(x)
	}
	for _, c := range f.Categories {
		if c.Domain != "post_format" && c.Domain != "nav_menu" { // WordPress: not about the article
			e.tags = append(e.tags, c.Value)
		}
	}
	e.tags = append(e.tags, values(x, "dc", "subject")...)
	// These two are lists by their specification; nothing else is split.
	e.tags = append(e.tags, strings.Split(value(x, "media", "keywords"), ",")...)
	e.tags = append(e.tags, strings.Split(value(x, "itunes", "keywords"), ",")...)

	for _, a := range append(values(x, "dc", "creator"), f.Author) {
		e.authors = append(e.authors, person(a))
	}
	for _, a := range x["atom"]["author"] {
		e.authors = append(e.authors, child(a, "name"))
	}
	if distinct(e.authors) == nil {
		e.authors = []string{value(x, "itunes", "author")}
	}

	e.images = mediaImages(x)
	for _, enc := range f.Enclosures {
		if isImage(enc.Type, enc.URL) {
			e.images = append(e.images, enc.URL)
		}
	}
	for _, img := range x["itunes"]["image"] {
		e.images = append(e.images, img.Attrs["href"])
	}
	wordpress(&e, x)
	return e
}

// wordpress takes what a WordPress export (WXR) says of an item. The prefix has
// a version in its namespace, so gofeed leaves it as the feed has it.
func wordpress(e *entry, x ext.Extensions) {
	kind := value(x, "wp", "post_type")
	if kind == "" {
		return
	}
	if kind != "post" && kind != "page" {
		e.kind = kind
	}
	e.hidden = value(x, "wp", "status") != "publish" || value(x, "wp", "post_password") != ""
	e.published = append([]string{value(x, "wp", "post_date_gmt")}, e.published...)
	e.updated = append([]string{value(x, "wp", "post_modified_gmt")}, e.updated...)
}

func atomSource(f *atom.Feed, m *mark) *source {
	src := &source{
		format:      "atom",
		title:       atomText(f.Title, m.titleType),
		description: atomText(f.Subtitle, m.summaryType),
		url:         alternate(f.Links),
		language:    cmp.Or(m.lang, value(f.Extensions, "dc", "language")),
		base:        m.base,
		authors:     names(f.Authors),
	}
	for _, l := range f.Links {
		if l.Rel == "next" && src.next == "" {
			src.next = l.Href
		}
	}
	return src
}

func atomEntry(f *atom.Entry, m *mark) entry {
	x := f.Extensions
	e := entry{
		id:          f.ID,
		guidURL:     f.ID,
		url:         cmp.Or(value(x, "feedburner", "origLink"), alternate(f.Links)),
		title:       atomText(f.Title, m.titleType),
		summary:     atomText(f.Summary, m.summaryType),
		fallback:    true,
		authors:     names(f.Authors),
		language:    cmp.Or(m.textLang, value(x, "dc", "language"), m.lang),
		published:   []string{f.Published, f.Updated},
		updated:     []string{f.Updated},
		base:        m.base,
		contentBase: m.contentBase,
		partial:     m.partial,
	}
	if e.summary.empty() {
		e.summary = mediaDescription(x)
	}
	if f.Content != nil {
		e.content = atomText(f.Content.Value, f.Content.Type)
	}
	if len(e.authors) == 0 && f.Source != nil {
		e.authors = names(f.Source.Authors)
	}
	if len(e.authors) == 0 {
		e.authors = values(x, "dc", "creator")
	}
	for _, c := range f.Categories {
		if strings.HasSuffix(c.Scheme, "#kind") { // Blogger: what it is, not what it is about
			if kind := c.Term[strings.LastIndexByte(c.Term, '#')+1:]; kind != "post" && kind != "page" {
				e.kind = kind
			}
			continue
		}
		e.tags = append(e.tags, cmp.Or(strings.TrimSpace(c.Label), c.Term))
	}
	e.tags = append(e.tags, values(x, "dc", "subject")...)
	e.images = mediaImages(x)
	for _, l := range f.Links {
		if l.Rel == "enclosure" && isImage(l.Type, l.Href) {
			e.images = append(e.images, l.Href)
		}
	}
	for _, elements := range x { // app:control, whatever its prefix
		for _, control := range elements["control"] {
			e.hidden = e.hidden || strings.EqualFold(child(control, "draft"), "yes")
		}
	}
	return e
}

// atomText returns a text construct. Only what says that it is markup is read
// as markup.
func atomText(text, typ string) markup {
	typ = strings.ToLower(typ)
	if strings.Contains(typ, "html") || strings.Contains(typ, "xml") {
		return markup{text, asHTML}
	}
	return markup{text, folded}
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
		list = append(list, foldSpace(cmp.Or(p.Name, p.Email)))
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

// mediaDescription returns the text of Media RSS, the only one that video
// channels have.
func mediaDescription(x ext.Extensions) markup {
	list := x["media"]["description"]
	for _, g := range x["media"]["group"] {
		list = append(slices.Clip(list), g.Children["description"]...)
	}
	for _, d := range list {
		if d.Attrs["type"] == "html" {
			return markup{d.Value, asHTML}
		}
		if d.Value != "" {
			return markup{d.Value, folded}
		}
	}
	return markup{cmp.Or(value(x, "itunes", "summary"), value(x, "itunes", "subtitle")), asHTML}
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
