package site

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/kindred-go/kindred/feed/internal/langtag"
)

// A Skip says why a page is no article. It is empty for an article.
type Skip string

const (
	SkipExcluded   Skip = "excluded"                   // data-kindred-exclude, or not among what is to be read
	SkipUnmarked   Skip = "no data-kindred-body"       // where other pages of the site have it
	SkipNoindex    Skip = "noindex"                    // it asks search engines to leave it out
	SkipCanonical  Skip = "canonical is another page"  // a copy
	SkipRedirect   Skip = "redirect"                   // by meta refresh
	SkipError      Skip = "error page"                 // 404.html and the like
	SkipHome       Skip = "home page"                  // of the site, or of one of its languages
	SkipTerm       Skip = "page of a tag or author"    // and of categories
	SkipArchive    Skip = "archive"                    // by date
	SkipPagination Skip = "page of a list"             // from its second
	SkipList       Skip = "list of articles"           // a section
	SkipPrint      Skip = "print version"              //
	SkipSearch     Skip = "search page"                //
	SkipAbout      Skip = "page about the site"        // imprint, contact, privacy
	SkipUndated    Skip = "without a date"             // where four of five articles have one
	SkipEmpty      Skip = "no text"                    //
	SkipUnpaired   Skip = "not in the feed or sources" // where those have the texts
	SkipUnreadable Skip = "can't be read"              // told by itself
	SkipNotPage    Skip = "fragment of a page"         // neither html, head nor body in it
)

// skip tells what the page by itself shows it to be.
func (o *outline) skip(f *facts, ld jsonLD, a article) Skip {
	switch {
	case len(o.outermost(isExcluded)) > 0:
		return SkipExcluded
	case o.head.refresh:
		return SkipRedirect
	case o.head.noindex():
		return SkipNoindex
	case !o.isPage():
		return SkipNotPage
	case f.HasBody:
		return ""
	case f.Document.Content == "" && !f.Declared:
		return SkipEmpty
	case o.isList(f, ld, a):
		return SkipList
	}
	return ""
}

// isPage reports whether a file is a page, and not a part of one or a feed that was
// saved under the name of one.
func (o *outline) isPage() bool {
	for i := range o.elements {
		switch o.elements[i].tag {
		case atom.Html, atom.Head, atom.Body, atom.Title:
			return !strings.HasPrefix(o.src[o.elements[0].start:], "<rss") && !strings.HasPrefix(o.src[o.elements[0].start:], "<feed")
		}
	}
	return false
}

// A list of other pages shows itself by headings that are links to them, with
// little text before the first of them.
const (
	minListHeadings = 3
	maxListIntro    = 600 // bytes
)

// isList reports whether the page shows other pages.
func (o *outline) isList(f *facts, ld jsonLD, a article) bool {
	headings, intro := 0, 0
	for _, i := range a.elements {
		seen := map[string]bool{}
		from, to := o.linkRange(i)
		for l := from; l < to; l++ {
			at := o.links[l].element
			if !o.links[l].heading || o.unheard(at, i) || !isPageAddress(o.links[l].href) || seen[o.links[l].href] {
				continue
			}
			if seen[o.links[l].href] = true; headings == 0 {
				intro = o.before(i, at)
			}
			headings++
		}
	}
	cards := o.cards()
	switch {
	case f.Declared && !ld.isList:
		return cards >= minListHeadings && headings >= minListHeadings && intro < maxListIntro
	case ld.isList && !ld.isArticle, o.head.microdataList():
		return true
	case cards >= 2 && cards >= headings/2, headings >= minListHeadings && intro < maxListIntro:
		return true
	}
	return o.mostlyLinks(a)
}

// cards returns how many article elements beside each other have a heading and a
// link.
func (o *outline) cards() int {
	beside, end, most := map[int]int{}, 0, 0
	for i := range o.elements {
		e := &o.elements[i]
		if e.start < end || e.tag != atom.Article {
			continue
		}
		end = e.end
		from, to := o.linkRange(i)
		linked := slices.ContainsFunc(o.links[from:to], func(l link) bool { return isPageAddress(l.href) })
		if !linked || !o.has(i, isHeading) {
			continue
		}
		parent := int(e.parent)
		if parent >= 0 && o.elements[parent].tag == atom.Li {
			parent = int(o.elements[parent].parent)
		}
		beside[parent]++
		most = max(most, beside[parent])
	}
	return most
}

// mostlyLinks reports whether the text consists of links.
func (o *outline) mostlyLinks(a article) bool {
	text, linked, links := 0, 0, 0
	for _, i := range a.elements {
		text += o.elements[i].text
		linked += o.elements[i].linked
		links += o.linksIn(i)
	}
	return links >= 5 && 2*linked > text
}

func (h *head) microdataList() bool {
	for _, t := range h.types {
		if listTypes[t] && t != "Blog" {
			return true
		}
	}
	return false
}

// isPageAddress reports whether a link leads to another page.
func isPageAddress(href string) bool {
	href, _, _ = strings.Cut(strings.TrimSpace(href), "#")
	if href == "" {
		return false
	}
	if scheme, _, ok := strings.Cut(href, ":"); ok && !strings.ContainsAny(scheme, "/?#") && !strings.HasPrefix(strings.ToLower(scheme), "http") {
		return false // mailto:
	}
	return true
}

// Names that folders and pages have for what they are. What is an article by its
// own word is not asked.
var (
	termFolders = names(`tag tags category categories topic topics author authors label labels taxonomy keyword keywords
		etiqueta etiquetas categoria categorias kategorie kategorien schlagwort schlagworte etiquette etiquettes tagged`)
	archiveNames = names(`archive archives archivo archivos archiv arxiu all-posts timeline`)
	searchNames  = names(`search suche recherche buscar busca busqueda cerca zoeken`)
	errorNames   = names(`404 403 500 50x error not-found offline`)
	printNames   = names(`print print_page printable`)
	siteNames    = names(`about about-us aboutus about-me contact contact-us privacy privacy-policy imprint impressum datenschutz kontakt
		legal legal-notice terms terms-of-service terms-of-use cookies cookie-policy disclaimer a-propos mentions-legales
		acerca acerca-de contacto aviso-legal politica-de-privacidad colophon sitemap links friends guestbook thank-you thanks
		subscribe newsletter login donate support license licence privacy-notice terms-and-conditions feed rss`)
)

func names(list string) map[string]bool {
	set := map[string]bool{}
	for _, name := range strings.Fields(list) {
		set[name] = true
	}
	return set
}

// skipByPath tells what the place of a file in the site shows it to be.
func skipByPath(path string, f *facts) Skip {
	segments := strings.Split(strings.ToLower(path), "/")
	top := len(segments) == 1
	last := len(segments) - 1
	name := strings.TrimSuffix(strings.TrimSuffix(segments[last], ".html"), ".htm")
	if name == "index" || name == "default" {
		if last == 0 {
			return SkipHome
		}
		segments, last = segments[:last], last-1
		name, top = segments[last], last == 0
		if last == 0 && langtag.Canonical(name) != "" && len(name) <= len("zh-hans") && !f.Declared && sameBase(name, f.Document.Language) {
			return SkipHome
		}
	}
	parents := segments[:last]
	switch {
	case errorNames[name] && !f.Declared:
		return SkipError
	case printNames[name]:
		return SkipPrint
	case top && archiveNames[name]:
		return SkipArchive
	case top && termFolders[name]:
		return SkipTerm
	case top && siteNames[name]:
		return SkipAbout
	case f.Declared && f.Skip == "":
		return "" // a post about tags is one
	case searchNames[name]:
		return SkipSearch
	case isPageNumber(parents, name), isNumber(name, len(name)) && len(name) < 4 && f.hasHeadingLink():
		return SkipPagination
	case f.isProse():
		return ""
	case termFolders[name] || len(parents) > 0 && (termFolders[parents[0]] || termFolders[parents[len(parents)-1]]):
		return SkipTerm
	case archiveNames[name], isDatePath(segments):
		return SkipArchive
	case siteNames[name] && last == 1:
		return SkipAbout
	}
	return ""
}

// isProse reports whether a page has much text of its own: then it is no list for
// the name of its folder alone.
func (f *facts) isProse() bool {
	const long, apart = 2000, 400 // bytes; between links
	return f.OwnText > long && f.OwnText > apart*len(f.Links) && !f.hasHeadingLink()
}

func (f *facts) hasHeadingLink() bool {
	return slices.ContainsFunc(f.Links, func(l pageLink) bool { return l.Heading })
}

func sameBase(a, b string) bool {
	a, _, _ = strings.Cut(strings.ToLower(a), "-")
	b, _, _ = strings.Cut(strings.ToLower(b), "-")
	return b == "" || a == b
}

// isPageNumber reports the pages of lists: page/2, page2, p/3.
func isPageNumber(parents []string, name string) bool {
	if len(parents) > 0 && strings.HasPrefix(parents[len(parents)-1], "page") && isNumber(name, len(name)) && len(name) < 5 {
		return true // page-list/3
	}
	number := strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(name, "page"), "p"), "-_")
	if number == "" || strings.Trim(number, "0123456789") != "" || len(number) > 4 {
		return false
	}
	if number != name {
		return strings.HasPrefix(name, "page")
	}
	return len(parents) > 0 && parents[len(parents)-1] == "p"
}

// isDatePath reports archives by date: 2024, 2024/05, 2024/05/01 at the end.
func isDatePath(segments []string) bool {
	numbers := 0
	for i := len(segments) - 1; i >= 0 && strings.Trim(segments[i], "0123456789") == "" && segments[i] != ""; i-- {
		numbers++
		if len(segments[i]) == 4 {
			return numbers <= 3 && hasYear(segments[i])
		}
		if len(segments[i]) > 2 {
			return false
		}
	}
	return false
}
