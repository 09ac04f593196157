package site

import (
	"cmp"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/kindred-go/kindred/feed/internal/langtag"
	"github.com/kindred-go/kindred/related"
)

// settle decides what only all pages together tell: where the site is, which pages
// are articles, and what all of them have in common and so none of them says.
func (s *Site) settle(o *Options) {
	var read []*Page
	for _, p := range s.Pages {
		if p.facts != nil {
			read = append(read, p)
		}
	}
	a := findAddress(read, o.BaseURL)
	s.Origin, s.Prefix = a.origin, a.prefix
	s.byPath, s.sizes, s.days = map[string]*Page{}, map[string][2]int{}, map[string]time.Time{}
	for _, p := range s.Pages {
		canonical := ""
		if p.facts != nil {
			canonical = p.facts.Canonical
		}
		p.Path = a.path(p.File, canonical)
		for _, form := range forms(p.File) {
			form = a.prefix + form
			if _, taken := s.byPath[form]; !taken || form == a.prefix+"/"+p.File {
				s.byPath[form] = p
			}
		}
	}
	marked := slices.ContainsFunc(read, func(p *Page) bool { return p.facts.HasBody })
	for _, p := range read {
		p.Skip = s.skip(p, &a, marked)
		p.Place, p.Attributes, p.Problem = p.facts.Place.Kind, p.facts.Place.Attributes, p.facts.Place.Problem
		p.Language = p.facts.Document.Language
	}
	for _, p := range read {
		if p.Skip == "" && s.listsOthers(p) {
			p.Skip = SkipList
		}
	}
	articles := slices.DeleteFunc(read, func(p *Page) bool { return p.Skip != "" })
	articles = withoutUndated(articles)
	taken := map[string]bool{}
	for _, p := range articles { // a.html and a/index.html may both go by /a
		if taken[p.Path] {
			p.Path = (&url.URL{Path: a.prefix + "/" + p.File}).EscapedPath()
		}
		taken[p.Path] = true
	}
	s.common, s.sections = findCommon(articles), o.Sections
	for _, p := range articles {
		s.Documents = append(s.Documents, s.document(p))
	}
	langtag.TakeAway(s.Documents)
}

// withoutUndated leaves out the few pages of a site of dated articles that have no date,
// do not say that they are articles, and have no place for a list: what a blog has
// besides its posts.
func withoutUndated(articles []*Page) []*Page {
	const enough = 10
	dated := 0
	for _, p := range articles {
		if !p.facts.Document.Published.IsZero() {
			dated++
		}
	}
	if dated < enough || 5*dated < 4*len(articles) {
		return articles
	}
	return slices.DeleteFunc(articles, func(p *Page) bool {
		if p.facts.Document.Published.IsZero() && !p.facts.Declared && !p.facts.HasBody && (p.Place == NoPlace || p.facts.Place.Inserted) {
			p.Skip = SkipUndated
		}
		return p.Skip != ""
	})
}

// document makes the document of a page.
func (s *Site) document(p *Page) related.Document {
	d := p.facts.Document
	a := s.address()
	d.ID, d.URL = p.Path, a.settle(nowhere[:len(nowhere)-1]+p.Path)
	d.Title = s.common.cut(p.facts)
	dropTitle(&d)
	if s.common.summaries[d.Summary] {
		d.Summary = ""
	}
	if s.common.images[d.Image] {
		d.Image = ""
	}
	d.Image = s.fromRoot(a.settle(d.Image))
	if p.facts.Size[0] > 0 && p.facts.Size[1] > 0 {
		s.sizes[d.Image] = p.facts.Size
	}
	s.days[d.ID] = p.facts.Day
	d.Links = each(d.Links, a.settle)
	d.Pins = each(d.Pins, s.pin)
	for _, section := range s.sections {
		if matches([]string{section.Pattern}, p.File) {
			d.Section = section.Name
			break
		}
	}
	if folder, _, ok := strings.Cut(p.File, "/"); d.Section == "" && ok && strings.Trim(folder, "0123456789") != "" {
		d.Section = folder // as the engine would have it, were the site at the root of its host
	}
	return d
}

// skip says why a page is no article.
func (s *Site) skip(p *Page, a *address, marked bool) Skip {
	switch own := p.facts.Skip; {
	case own == SkipExcluded, own == SkipRedirect, own == SkipNoindex, own == SkipNotPage:
		return own
	case s.isCopy(p, a):
		return SkipCanonical
	case marked && !p.facts.HasBody:
		return SkipUnmarked
	case p.facts.HasBody:
		return own
	}
	return cmp.Or(skipByPath(p.File, p.facts), p.facts.Skip)
}

// isCopy reports whether the page's canonical link is for another one: on another
// host, or elsewhere in the folder.
func (s *Site) isCopy(p *Page, a *address) bool {
	c := p.facts.Canonical
	if c == "" {
		return false
	}
	host, canonical := split(a.settle(c))
	site, _ := split(s.Origin)
	if !isNowhere(c) && host != site {
		return true
	}
	canonical = strings.TrimPrefix(canonical, a.canonical)
	other := s.byPath[s.Prefix+canonical]
	return other != nil && other != p
}

// listsOthers reports whether a page leads to other articles and has little to say
// itself: by headings that are links, to those in its own folder, or to any.
func (s *Site) listsOthers(p *Page) bool {
	if p.facts.Declared || p.facts.HasBody {
		return false
	}
	folder, index := strings.CutSuffix(p.File, "index.html")
	linked, below, headings := map[*Page]bool{}, 0, 0
	for _, l := range p.facts.Links {
		if to := s.At(l.Address); to != nil && to != p && to.Skip == "" && !linked[to] {
			if linked[to] = true; l.Heading {
				headings++
			}
			if index && folder != "" && strings.HasPrefix(to.File, folder) {
				below++
			}
		}
	}
	const apart, summary = 200, 350 // bytes of text between links, and below a heading
	return headings > 0 && p.facts.OwnText < (headings+1)*summary ||
		below >= 2 && p.facts.OwnText < maxListIntro || len(linked) >= 3 && p.facts.OwnText < apart*len(linked)
}

// At returns the page at an address or a path of the site, nil if there is none.
func (s *Site) At(address string) *Page {
	a := address
	if isNowhere(a) {
		set := s.address()
		a = set.settle(a)
	}
	host, p := split(a)
	if site, _ := split(s.Origin); host != "" && host != site && host != nowhereHost {
		return nil
	}
	return s.byPath[p]
}

func (s *Site) address() address { return address{origin: s.Origin, prefix: s.Prefix} }

// ImageSize returns the width and height of a picture of the documents in pixels, 0
// if no page says it.
func (s *Site) ImageSize(url string) (width, height int) {
	size := s.sizes[url]
	return size[0], size[1]
}

// Day returns the day on which the article with the path was published as its page
// says it: in UTC, as the document has it, it may be the day before or after.
func (s *Site) Day(path string) time.Time { return s.days[path] }

// fromRoot takes the site's own host off an address, so that it works wherever the
// site is shown.
func (s *Site) fromRoot(address string) string {
	if rest, ok := strings.CutPrefix(address, nowhere); ok {
		return "/" + rest
	}
	if s.Origin != "" {
		if rest, ok := strings.CutPrefix(address, s.Origin+"/"); ok {
			return "/" + rest
		}
	}
	return address
}

// pin returns the ID of the page that an editor means by a path, an address or the
// last part of one.
func (s *Site) pin(name string) string {
	if p := s.At(name); p != nil {
		return p.Path
	}
	if p := s.byPath[s.Prefix+"/"+strings.Trim(name, "/")]; p != nil {
		return p.Path
	}
	if s.named == nil {
		s.named = map[string][]*Page{}
		for _, p := range s.Pages {
			if p.Skip == "" {
				s.named[lastName(p.Path)] = append(s.named[lastName(p.Path)], p)
			}
		}
	}
	if named := s.named[lastName(name)]; len(named) == 1 {
		return named[0].Path
	}
	return name // it could be any of several, or is of another site
}

// lastName returns the last part of a path, without what follows its dot.
func lastName(s string) string {
	base := path.Base(strings.TrimSuffix(s, "/"))
	return strings.TrimSuffix(base, path.Ext(base))
}

func each(list []string, do func(string) string) []string {
	if list == nil {
		return nil
	}
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = do(s)
	}
	return out
}

// A common is what many articles say: the name of the site behind every title, the
// same description or picture everywhere.
type common struct {
	prefix, suffix    string
	titles            map[string]int
	summaries, images map[string]bool
}

// separators stand between a page's title and the name of the site.
var separators = []string{" | ", " - ", " – ", " — ", " :: ", " · ", " • ", " » ", " « ", " < ", "｜", " / "}

func findCommon(articles []*Page) common {
	c := common{titles: map[string]int{}, summaries: map[string]bool{}, images: map[string]bool{}}
	prefixes, suffixes, summaries, images := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	for _, p := range articles {
		d := &p.facts.Document
		c.titles[d.Title]++
		prefix, suffix := endsOf(p.facts.TitleTag) // which has them most of the time
		prefixes[prefix]++
		suffixes[suffix]++
		if before, after := endsOf(d.Title); before != prefix || after != suffix {
			prefixes[before]++
			suffixes[after]++
		}
		summaries[d.Summary]++
		images[d.Image]++
	}
	delete(prefixes, "")
	delete(suffixes, "")
	if s := mostFrequent(prefixes); prefixes[s] >= 3 && 2*prefixes[s] >= len(articles) {
		c.prefix = s
	}
	if s := mostFrequent(suffixes); suffixes[s] >= 3 && 3*suffixes[s] >= len(articles) {
		c.suffix = s
	}
	for summary, n := range summaries {
		c.summaries[summary] = n >= 3 || n == 2 && len(articles) < 10
	}
	// A picture may well stand for a few articles of one story.
	for image, n := range images {
		c.images[image] = n >= 3 && 5*n >= len(articles)
	}
	maps.DeleteFunc(c.images, func(_ string, common bool) bool { return !common })
	return c
}

// endsOf returns what precedes the first separator of a title and what follows the
// last one, with them.
func endsOf(title string) (prefix, suffix string) {
	first, last := len(title), -1
	for _, s := range separators {
		if i := strings.Index(title, s); i > 0 {
			first = min(first, i+len(s))
			last = max(last, strings.LastIndex(title, s))
		}
	}
	if last < 0 {
		return "", ""
	}
	return title[:first], title[last:]
}

// cut returns the title without the name of the site.
func (c *common) cut(f *facts) string {
	title := f.Document.Title
	if c.titles[title] >= 3 && f.TitleTag != "" {
		title = f.TitleTag // a heading that many pages have is not the title of one
	}
	title = strings.TrimPrefix(title, c.prefix)
	if rest := strings.TrimSuffix(title, c.suffix); rest != "" {
		title = rest
	}
	if f.SiteName == "" {
		return title
	}
	for _, s := range separators {
		if rest, ok := strings.CutSuffix(title, s+f.SiteName); ok && rest != "" {
			return rest
		}
	}
	return title
}
