package feed

import (
	"cmp"
	"slices"
	"strings"

	ext "github.com/mmcdole/gofeed/extensions"
	"github.com/mmcdole/gofeed/rss"
)

// An exported is what an item of a WordPress export (WXR) says to other items of
// the export.
type exported struct {
	id, parent string
	thumbnail  string // the ID of the attachment that is the featured image
	file       string // the URL of an attachment
}

// wordpressDomains are WordPress's taxonomies, and those of its plugins, that say
// nothing of what an article is about.
var wordpressDomains = map[string]bool{
	"post_format": true, "nav_menu": true, "wp_theme": true, "wp_template_part_area": true, "link_category": true,
	"author": true, "language": true, "post_translations": true, "term_language": true, "product_type": true,
	"product_visibility": true, "series": true,
}

// uncategorized holds WordPress's category for articles that have none, in the
// languages in which many sites run.
var uncategorized = map[string]bool{
	"uncategorized": true, "uncategorised": true, "allgemein": true, "non classé": true, "non classifié(e)": true,
	"sin categoría": true, "sense categoria": true, "sem categoria": true, "senza categoria": true, "geen categorie": true,
	"okategoriserade": true, "ukategorisert": true, "ikke kategoriseret": true, "bez kategorii": true, "без рубрики": true,
	"без категорії": true, "未分类": true, "未分類": true, "미분류": true, "غير مصنف": true, "kategorisiz": true, "nezařazené": true,
}

// wordpress takes what a WordPress export says of an item. The namespace of wp
// has a version in it, so gofeed leaves the prefix as it is in the feed.
//
// Categories are tags as well, and the first one is the section.
func (e *entry) wordpress(f *rss.Item) {
	x := f.Extensions
	kind := value(x, "wp", "post_type")
	if kind == "" {
		return
	}
	status := value(x, "wp", "status")
	switch {
	case kind != "post" && kind != "page":
		e.kind = kind
	case status != "publish":
		e.kind = cmp.Or(status, "unpublished")
	case value(x, "wp", "post_password") != "":
		e.kind = "with a password"
	}
	e.published = slices.Concat([]string{value(x, "wp", "post_date_gmt")}, e.published, []string{value(x, "wp", "post_date")})
	e.updated = slices.Concat([]string{value(x, "wp", "post_modified_gmt")}, e.updated, []string{value(x, "wp", "post_modified")})
	e.content.text = wordpressHTML(e.content.text)
	e.summary.text = wordpressHTML(e.summary.text)
	e.tags = slices.DeleteFunc(e.tags, isUncategorized)
	for _, c := range f.Categories {
		switch {
		case c.Domain == "category" && e.section == "" && !isUncategorized(c.Value):
			e.section = label(c.Value)
		case c.Domain == "series" && e.series == "":
			e.series = label(c.Value)
		}
	}
	e.export = exported{id: value(x, "wp", "post_id"), parent: value(x, "wp", "post_parent"), file: value(x, "wp", "attachment_url")}
	for _, meta := range x["wp"]["postmeta"] {
		if child(meta, "meta_key") == "_thumbnail_id" {
			e.export.thumbnail = child(meta, "meta_value")
		}
	}
}

func isUncategorized(category string) bool {
	return uncategorized[strings.ToLower(foldSpace(category))]
}

// wordpress takes the names of authors from a WordPress export: its items have
// what they log in with.
func (src *source) wordpress(x ext.Extensions) {
	for _, a := range x["wp"]["author"] {
		if login, name := child(a, "author_login"), child(a, "author_display_name"); login != "" && name != "" {
			if src.logins == nil {
				src.logins = map[string]string{}
			}
			src.logins[login] = name
		}
	}
}

// joinExport gives the items of a WordPress export what others say of them: the
// names of their authors, and the pictures that are attached to them.
func (src *source) joinExport() {
	files := map[string]string{}    // by ID
	attached := map[string]string{} // the first picture by the ID of the article
	for i := range src.entries {
		if x := &src.entries[i].export; x.file != "" && isImage("", x.file) {
			files[x.id] = x.file
			if attached[x.parent] == "" {
				attached[x.parent] = x.file
			}
		}
	}
	for i := range src.entries {
		e := &src.entries[i]
		for j, a := range e.authors {
			if name := src.logins[a]; name != "" {
				e.authors[j] = name
			}
		}
		if e.export.id == "" {
			continue
		}
		if file := files[e.export.thumbnail]; file != "" {
			e.images = append([]string{file}, e.images...)
		}
		e.lastImage = cmp.Or(attached[e.export.id], e.lastImage)
	}
}

// wordpressHTML makes HTML of what WordPress stores: shortcodes go, and a blank
// line starts a paragraph.
func wordpressHTML(s string) string {
	s = withoutShortcodes(strings.ReplaceAll(s, "\r\n", "\n"))
	if !strings.Contains(s, "\n\n") {
		return s
	}
	var b strings.Builder
	for s != "" {
		text, pre := s, ""
		if i := strings.Index(s, "<pre"); i >= 0 {
			text, pre = s[:i], s[i:]
			if end := strings.Index(pre, "</pre"); end >= 0 {
				pre = pre[:end]
			}
		}
		s = s[len(text)+len(pre):]
		b.WriteString(strings.ReplaceAll(text, "\n\n", "\n<p>"))
		b.WriteString(pre)
	}
	return b.String()
}
