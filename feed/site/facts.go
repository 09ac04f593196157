package site

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html/atom"

	"github.com/kindred-go/kindred/feed/internal/htmltext"
	"github.com/kindred-go/kindred/feed/internal/langtag"
	"github.com/kindred-go/kindred/feed/internal/weburl"
	"github.com/kindred-go/kindred/related"
)

// facts are what a page by itself says: they are the same wherever the site is, and
// whatever other pages it has.
type facts struct {
	Document  related.Document // without ID and URL; addresses begin with nowhere where the page does not say the host
	TitleTag  string           // what the title element says, often with the name of the site
	SiteName  string
	Canonical string
	Paths     []string // that links of a page without a canonical link lead to, from the root of the host
	Skip      Skip     // why the page is no article, as far as it says so itself
	Declared  bool     // the page says that it is an article
	HasBody   bool     // a part of it is marked as its body
	Links     []pageLink
	OwnText   int       // bytes of text that is in no link
	Day       time.Time // of publication, where it was written
	Place     place
	Ours      bool   // what stands in the place is a list that was written
	Held      sum    // of what stands in the place
	Styled    sum    // of the stylesheet that was written with it
	Key       string // of the block that was written, only as far as it is remembered
	From      sum    // of the page without it, likewise
	Coding    coding
	HeadEnd   int  // where a stylesheet goes; 0 for nowhere
	Style     span // the stylesheet that was written with an earlier list
	Size      [2]int
}

// A pageLink is a link in the text of a page.
type pageLink struct {
	Address string // as the document's links
	Heading bool
}

// Where a page does not say its host, its addresses are below this one: relative
// ones stay in the folder of the site, wherever that is, and ones from the root do
// not. Site.settle makes them what they are.
const (
	nowhereHost   = "nowhere.invalid"
	nowhere       = "https://" + nowhereHost + "/"
	relativeMark  = "/-"
	nowhereFolder = "https://" + nowhereHost + relativeMark + "/"
)

// read finds out what the page in the file at path says.
func read(o *outline, path string) *facts {
	f := new(facts)
	base := weburl.Parse(nowhereFolder + (&url.URL{Path: strings.TrimSuffix(path, "index.html")}).EscapedPath())
	if b := weburl.Parse(weburl.Resolve(base, o.head.base)); b != nil {
		base = b
	}
	o.head.addTimes(o)
	m := o.readMarks() // before the text is: weights decide what is read
	h1 := o.h1()
	a := o.article(h1, base)
	text := htmltext.Read(a.html, base)
	f.HasBody = len(o.outermost(isBody)) > 0
	f.SiteName = o.head.first("og:site_name", "application-name")
	f.Canonical = weburl.Resolve(base, o.head.canonical)

	ld := readJSONLD(o.data)
	d := &f.Document
	d.Content, d.Headings, d.Links = text.Plain, text.Headings, text.Links
	d.Headings = append(d.Headings, m.heavy...)
	d.Title = firstLine(m.first("title"), ld.headline, o.head.first("og:title", "twitter:title"))
	if d.Title == "" && h1 >= 0 {
		d.Title = firstLine(o.line(h1))
	}
	if f.TitleTag = firstLine(o.head.title); d.Title == "" {
		d.Title = f.TitleTag
	}
	dropTitle(d)
	d.Summary = firstLine(m.first("description", "summary", "excerpt"), ld.description, o.head.first("description", "og:description", "twitter:description"))
	d.Published, f.Day = firstDay(m.first("date", "published"), ld.published, o.head.first(publishedNames...), o.timeIn(a), dateInPath(path), o.dateInText(h1))
	d.Updated = firstDate(m.first("updated", "modified"), ld.modified, o.head.first("article:modified_time", "itemprop:dateModified", "og:updated_time", "last-modified"))
	d.Tags = distinct(m.all("tag", "tags", "category", "categories", "topic", "keyword", "keywords"), ld.keywords,
		o.head.metas["article:tag"], splitKeywords(o.head.metas["keywords"]), o.relTexts("tag"), splitKeywords(o.head.metas["itemprop:keywords"]))
	d.Authors = firstList(m.all("author", "authors"), ld.authors, notAddresses(o.head.metas["author"]), notAddresses(o.head.metas["article:author"]), o.relTexts("author"))
	d.Section = cmp.Or(m.first("section"), firstLine(ld.section, o.head.first("article:section")))
	d.Series = firstLine(m.first("series"))
	d.Language = cmp.Or(langtag.Canonical(m.first("language", "lang")), o.language(a), langtag.Canonical(ld.language),
		langtag.Canonical(o.head.first("content-language", "og:locale")))
	d.Pins = m.all("pin", "pins", "related")
	f.image(o, m, ld, base, text.Image)

	f.Links = o.pageLinks(a, base)
	if f.Canonical == "" {
		f.Paths = o.paths(base)
	}
	for _, i := range a.elements {
		f.OwnText += o.elements[i].text - o.elements[i].linked
	}
	f.Declared = ld.isArticle || o.head.first("article:published_time") != ""
	f.Skip = o.skip(f, ld, a)
	return f
}

// dropTitle takes the title from the beginning of the text, where no h1 tells it apart.
func dropTitle(d *related.Document) {
	rest, ok := strings.CutPrefix(d.Content, d.Title+"\n")
	if !ok || d.Title == "" {
		return
	}
	d.Content = rest
	if len(d.Headings) > 0 && d.Headings[0] == d.Title {
		d.Headings = d.Headings[1:]
	}
}

// image takes the picture that stands for the page, and its size where that is known.
func (f *facts) image(o *outline, m marks, ld jsonLD, base *url.URL, inText string) {
	ogWidth, _ := strconv.Atoi(o.head.first("og:image:width"))
	ogHeight, _ := strconv.Atoi(o.head.first("og:image:height"))
	for _, candidate := range []struct {
		ref  string
		size [2]int
	}{
		{m.first("image"), [2]int{}},
		{o.head.first("og:image", "og:image:url", "og:image:secure_url"), [2]int{ogWidth, ogHeight}},
		{ld.image, ld.imageSize},
		{o.head.first("twitter:image", "twitter:image:src", "link:image"), [2]int{}},
	} {
		if u := weburl.Resolve(base, candidate.ref); u != "" && !weburl.IsBeacon(u) {
			f.Document.Image, f.Size = u, candidate.size
			return
		}
	}
	f.Document.Image = inText
}

// h1 returns the heading that is the title of the page, or -1. Many sites have their
// own name in an h1 on every page; the page's is the one in its main part, or the one
// that its title element has.
func (o *outline) h1() int {
	first, titled := -1, -1
	for i := range o.elements {
		e := &o.elements[i]
		if e.tag != atom.H1 || e.text == 0 || o.hidden(i) {
			continue
		}
		if o.within(i, func(up *element) bool { return up.is&isIgnored != 0 }) {
			continue
		}
		if o.within(i, func(up *element) bool { return up.is&(isMain|isBody) != 0 || up.tag == atom.Article }) {
			return i
		}
		if first < 0 {
			first = i
		}
		if line := o.line(i); titled < 0 && line != "" && strings.HasPrefix(o.head.title, line) {
			titled = i
		}
	}
	if titled >= 0 {
		return titled
	}
	return first
}

// within reports whether an element, or one that it is in, is so.
func (o *outline) within(i int, so func(*element) bool) bool {
	for ; i >= 0; i = int(o.elements[i].parent) {
		if so(&o.elements[i]) {
			return true
		}
	}
	return false
}

// language returns the language of the article: what the innermost element around it
// says.
func (o *outline) language(a article) string {
	at := 0
	if len(a.elements) > 0 {
		at = a.elements[0]
	}
	found := ""
	for _, l := range o.langs { // from the outside
		if e := &o.elements[l.element]; l.element <= at && (e.end > o.elements[at].start || e.tag == atom.Html) {
			found = l.value
		}
	}
	return langtag.Canonical(found)
}

// relTexts returns the texts of the links with a rel.
func (o *outline) relTexts(rel string) (texts []string) {
	for _, r := range o.rels {
		if r.value == rel {
			texts = append(texts, strings.TrimPrefix(o.line(r.element), "#"))
		}
	}
	return texts
}

// pageLinks returns the links of the article.
func (o *outline) pageLinks(a article, base *url.URL) (links []pageLink) {
	for _, i := range a.elements {
		from, to := o.linkRange(i)
		for _, l := range o.links[from:to] {
			if u := weburl.Resolve(base, l.href); u != "" {
				links = append(links, pageLink{u, l.heading && !o.unheard(l.element, i)})
			}
		}
	}
	return links
}

// paths returns the paths of the first links of the page that begin at the root of its
// host.
func (o *outline) paths(base *url.URL) (paths []string) {
	const most = 50
	for _, l := range o.links {
		u := weburl.Resolve(base, l.href)
		if host, path := split(u); host == nowhereHost && !strings.HasPrefix(path, relativeMark+"/") && !slices.Contains(paths, path) {
			if paths = append(paths, path); len(paths) == most {
				break
			}
		}
	}
	return paths
}

// unheard reports whether an element of an article is in a part that is not read.
func (o *outline) unheard(i, top int) bool {
	for ; i > top; i = int(o.elements[i].parent) {
		if o.isUnread(i, o.elements[top].text) {
			return true
		}
	}
	return false
}

func firstLine(texts ...string) string {
	for _, s := range texts {
		if s = strings.Join(strings.Fields(s), " "); s != "" {
			return s
		}
	}
	return ""
}

func firstList(lists ...[]string) []string {
	for _, list := range lists {
		if list = distinct(list); len(list) > 0 {
			return list
		}
	}
	return nil
}

// distinct joins lists, without what is empty and what differs from an earlier one
// only in case.
func distinct(lists ...[]string) (joined []string) {
	const most = 100
	seen := map[string]bool{}
	for _, list := range lists {
		for _, s := range list {
			s = firstLine(s)
			if key := strings.ToLower(s); s != "" && !seen[key] && len(joined) < most {
				seen[key] = true
				joined = append(joined, s)
			}
		}
	}
	return joined
}

func splitKeywords(values []string) (words []string) {
	for _, v := range values {
		words = append(words, strings.FieldsFunc(v, func(r rune) bool {
			return r == ',' || r == ';' || r == '，' || r == '、' || r == '،'
		})...)
	}
	return words
}

func notAddresses(values []string) (names []string) {
	for _, v := range values {
		if !strings.Contains(v, "://") {
			names = append(names, v)
		}
	}
	return names
}
