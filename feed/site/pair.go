package site

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/kindred-go/kindred/feed/content"
	"github.com/kindred-go/kindred/feed/internal/weburl"
	"github.com/kindred-go/kindred/related"
)

// Pair takes the texts of sources in the place of what the pages say, and what the
// sources lack, such as a picture, from the pages. A source is for the page at the
// likeliest of its addresses, else for the only page with its title. Pages that none is
// for are articles no longer. It returns the sources that no page is for, drafts and
// unlisted ones left out.
func (s *Site) Pair(sources []content.Source) (unpaired []content.Source) {
	pages, refused := s.match(sources)
	own := make(map[string]related.Document, len(s.Documents))
	for _, d := range s.Documents {
		own[d.ID] = d
	}
	s.Documents = nil
	of := map[*Page]*content.Source{}
	for i, p := range pages {
		switch {
		case p != nil:
			of[p] = &sources[i]
		case !sources[i].Draft && !sources[i].Unlisted && !refused[i]:
			unpaired = append(unpaired, sources[i])
		}
	}
	for _, p := range s.Pages {
		source := of[p]
		switch {
		case source == nil && p.Skip == "":
			p.Skip = SkipUnpaired
		case source == nil:
		case source.Unlisted:
			p.Skip = SkipExcluded
		case source.Draft:
			p.Skip = SkipUnpaired
		default:
			p.Skip = ""
			d, ok := own[p.Path]
			if !ok {
				d = s.document(p)
			}
			s.Documents = append(s.Documents, s.joined(d, source.Document))
		}
	}
	return unpaired
}

// match finds the page of each source, nil if there is none, or one that is to be no
// article: that is refused.
func (s *Site) match(sources []content.Source) (pages []*Page, refused []bool) {
	pages, refused = make([]*Page, len(sources)), make([]bool, len(sources))
	taken := map[*Page]bool{}
	take := func(i int, p *Page) {
		switch {
		case p == nil || taken[p]:
		case s.canPair(p, &sources[i]):
			pages[i], taken[p] = p, true
		default:
			refused[i] = true
		}
	}
	for rank, left := 0, true; left; rank++ {
		left = false
		for i := range sources {
			if pages[i] == nil && rank < len(sources[i].Addresses) {
				left = true
				take(i, s.at(sources[i].Addresses[rank]))
			}
		}
	}
	titled := map[string][]*Page{}
	for _, p := range s.Pages {
		if p.facts != nil && !taken[p] {
			key := titleKey(p.facts.Document.Title)
			titled[key] = append(titled[key], p)
		}
	}
	for i := range sources {
		if pages[i] == nil {
			if same := titled[titleKey(sources[i].Document.Title)]; len(same) == 1 {
				take(i, same[0])
			}
		}
	}
	return pages, refused
}

func titleKey(title string) string { return strings.ToLower(firstLine(title)) }

// at is At, for addresses that are known to be of this site, whatever their host.
func (s *Site) at(address string) *Page {
	if p := s.At(address); p != nil {
		return p
	}
	_, path := split(address)
	return cmp.Or(s.byPath[path], s.byPath[s.Prefix+path])
}

// canPair reports whether a page can be that of a source. A page that shows itself to
// be no article is one only if the source has a date.
func (s *Site) canPair(p *Page, source *content.Source) bool {
	switch p.Skip {
	case "":
		return true
	case SkipExcluded, SkipUnmarked, SkipNoindex, SkipCanonical, SkipRedirect, SkipUnreadable, SkipNotPage, SkipError:
		return false
	}
	return !source.Document.Published.IsZero()
}

// joined is a document with the text of a source, and the rest from either, the source
// first.
func (s *Site) joined(page, source related.Document) related.Document {
	d := source
	d.ID, d.URL = page.ID, page.URL
	d.Title = cmp.Or(d.Title, page.Title)
	if d.Content == "" {
		d.Content, d.Headings = page.Content, page.Headings
	}
	d.Summary = cmp.Or(d.Summary, page.Summary)
	d.Section = cmp.Or(d.Section, page.Section)
	d.Language = cmp.Or(d.Language, page.Language)
	for _, l := range page.Links {
		if !slices.Contains(d.Links, l) {
			d.Links = append(d.Links, l)
		}
	}
	if len(d.Tags) == 0 {
		d.Tags = page.Tags
	}
	if len(d.Authors) == 0 {
		d.Authors = page.Authors
	}
	if d.Published.IsZero() {
		d.Published = page.Published
	} else if page.Published.Sub(d.Published).Abs() > 24*time.Hour {
		s.days[d.ID] = d.Published
	}
	if d.Updated.IsZero() {
		d.Updated = page.Updated
	}
	if d.Image != "" {
		d.Image = s.fromRoot(weburl.Resolve(weburl.Parse(page.URL), d.Image))
	}
	d.Image = cmp.Or(d.Image, page.Image)
	d.Pins = each(slices.Concat(d.Pins, page.Pins), s.pin)
	return d
}
