package site

import (
	"bytes"
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"
)

// attributes reads what matters of the attributes of the start tag that the
// tokenizer is at.
func (t *tokenReader) attributes(i int, tag atom.Atom) {
	var a tagAttributes
	e := &t.elements[i]
	if tag == atom.Main {
		e.is |= isMain
	}
	for _, raw := range t.rawAttributes() {
		val := raw.val
		switch string(raw.key) {
		case "class":
			e.is |= classes(val, tag)
		case "id":
			e.is |= classes(val, tag) &^ isArticleBody
		case "role":
			switch string(val) {
			case "main":
				e.is |= isMain
			case "navigation", "search", "complementary", "banner", "contentinfo", "dialog", "alertdialog", "doc-toc":
				e.is |= isChrome
			}
		case "hidden":
			if string(val) != "until-found" {
				e.is |= isChrome
			}
		case "aria-hidden":
			if string(val) == "true" {
				e.is |= isChrome
			}
		case "itemprop":
			for name := range strings.FieldsSeq(string(val)) {
				if name == "articleBody" {
					e.is |= isArticleBody
				}
				t.props = append(t.props, attribute{i, name})
			}
		case "itemtype":
			t.head.types = append(t.head.types, lastSegment(string(val)))
		case "lang", "xml:lang":
			t.langs = append(t.langs, attribute{i, string(val)})
		case "pubdate":
			e.is |= isPublished
		case "datetime":
			a.datetime = string(val)
		case "href":
			a.href = string(val)
		case "rel":
			a.rel = string(val)
		case "type":
			if tag == atom.Script {
				a.kind = string(val)
			}
		case "name", "property":
			if tag == atom.Meta {
				a.name = string(val)
			}
		case "http-equiv":
			a.equiv = string(val)
		case "content":
			a.content, a.hasContent = string(val), true
		case "data-kindred-body", "data-pagefind-body":
			e.is |= isBody
		case "data-kindred-ignore", "data-pagefind-ignore":
			e.is |= isIgnored
		case "data-kindred-exclude":
			e.is |= isExcluded
		case "data-related-slot":
			e.is |= isSlot
		case "data-kindred-css":
			e.is |= isOurs
		case "data-kindred-meta", "data-pagefind-meta":
			t.marks = append(t.marks, mark{attribute: attribute{i, string(val)}, kind: markMeta})
		case "data-pagefind-filter":
			t.marks = append(t.marks, mark{attribute: attribute{i, string(val)}, kind: markFilter})
		case "data-kindred-weight", "data-pagefind-weight":
			t.marks = append(t.marks, mark{attribute: attribute{i, string(val)}, kind: markWeight})
		}
	}
	t.use(i, tag, &a)
}

// tagAttributes are those that mean something together only.
type tagAttributes struct {
	name, equiv, content, rel, href, kind, datetime string
	hasContent                                      bool
}

func (t *tokenReader) use(i int, tag atom.Atom, a *tagAttributes) {
	if t.unread > 0 {
		t.forgetElement(i)
		return
	}
	for m := len(t.marks) - 1; m >= 0 && t.marks[m].element == i; m-- {
		t.marks[m].attributes = *a
	}
	if n := len(t.props); a.hasContent && n > 0 && t.props[n-1].element == i {
		// What microdata says in an attribute nobody reads in the text.
		t.head.add("itemprop:"+t.props[n-1].value, a.content)
	}
	switch tag {
	case atom.Meta:
		t.head.meta(a)
	case atom.Link:
		t.head.link(a)
	case atom.Base:
		if t.head.base == "" {
			t.head.base = a.href
		}
	case atom.Script:
		if strings.HasPrefix(strings.ToLower(a.kind), "application/ld+json") {
			t.data = append(t.data, "")
			t.head.openData = true
		}
	case atom.Time:
		if a.datetime != "" {
			t.times = append(t.times, attribute{i, a.datetime})
		}
	case atom.A:
		if a.href == "" {
			break
		}
		t.links = append(t.links, link{element: i, href: a.href, heading: t.headings > 0})
		for rel := range strings.FieldsSeq(strings.ToLower(a.rel)) {
			switch rel {
			case "tag", "author":
				t.rels = append(t.rels, attribute{i, rel})
			case "prev", "next":
				t.elements[i].is |= isChrome
			}
		}
	}
}

// classes says what an element is by its class or ID.
func classes(value []byte, tag atom.Atom) (found is) {
	for name := range bytes.FieldsSeq(value) {
		if kind, ok := meaning[string(name)]; ok {
			found |= kind
		} else if bytes.ContainsFunc(name, unicode.IsUpper) {
			found |= meaning[string(bytes.ToLower(name))]
		}
	}
	if tag == atom.Body || tag == atom.Html || tag == atom.Main || tag == atom.Article || isHeading(tag) {
		found &^= isChrome // there it says what the page has, not what it is
	}
	return found
}

// meaning holds classes and IDs that mean the same on many sites. The list is
// short on purpose: what stands on every page weighs nothing anyway, so it is only
// what names other articles, and what would get into an excerpt.
var meaning = map[string]is{
	"e-content": isArticleBody, "entry-content": isArticleBody, // microformats
	"dt-published": isDateline | isPublished, "published": isPublished, "date": isPublished, "posted-on": isPublished, "post-time": isPublished, "post__date": isPublished, "dt-updated": isDateline, "byline": isDateline, "dateline": isDateline,
	"post-meta": isDateline, "entry-date": isPublished, "entry-meta": isDateline, "article-meta": isDateline, "post-info": isDateline,
	"reading-time": isDateline, "post-date": isDateline | isPublished, "post-byline": isDateline,

	"related": isChrome, "related-posts": isChrome, "related-articles": isChrome, "related-content": isChrome,
	"relatedposts": isChrome, "yarpp": isChrome, "yarpp-related": isChrome, "jp-relatedposts": isChrome,
	"see-also": isChrome, "read-more": isChrome, "readmore": isChrome, "more-posts": isChrome, "recent-posts": isChrome,
	"similar-posts": isChrome, "post-nav": isChrome, "post-navigation": isChrome, "postnavigation": isChrome,
	"posts-navigation": isChrome, "nav-links": isChrome, "pagination": isChrome, "paginator": isChrome,
	"pager": isChrome, "prev-next": isChrome, "prevnext": isChrome, "post-pagination": isChrome,
	"paginav": isChrome, "article-nav": isChrome, "pagination-nav": isChrome,
	"breadcrumb": isChrome, "breadcrumbs": isChrome, "toc": isChrome, "table-of-contents": isChrome,
	"tableofcontents": isChrome, "post-toc": isChrome, "article-toc": isChrome,
	"comments": isChrome, "comment-list": isChrome, "respond": isChrome, "disqus_thread": isChrome,
	"share": isChrome, "sharing": isChrome, "social-share": isChrome, "sharedaddy": isChrome,
	"share-buttons": isChrome, "addtoany_share_save_container": isChrome,
	"sidebar": isChrome, "newsletter": isChrome, "subscribe": isChrome, "cookie-banner": isChrome,
	"author-box": isChrome, "author-bio": isChrome, "post-tags": isChrome, "tag-list": isChrome,
	"headerlink": isChrome, "header-anchor": isChrome, "heading-anchor": isChrome, "anchor-link": isChrome,
	"headeranchor-link": isChrome, "hash-link": isChrome, "anchor": isChrome,
	"sr-only": isChrome, "visually-hidden": isChrome, "screen-reader-text": isChrome, "skip-link": isChrome,
	"a2a_kit": isChrome, "addthis_toolbox": isChrome, "post-share": isChrome, "entry-share": isChrome,
	"line-numbers": isChrome, "linenos": isChrome, "lineno": isChrome, "gutter": isChrome,
}
