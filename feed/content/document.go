package content

import (
	"errors"
	"fmt"
	"html"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/kindred-go/kindred/feed/internal/charset"
	"github.com/kindred-go/kindred/feed/internal/date"
	"github.com/kindred-go/kindred/feed/internal/langtag"
	"github.com/kindred-go/kindred/feed/internal/weburl"
	"github.com/kindred-go/kindred/related"
)

var (
	publishedKeys = []string{"date", "pubdate", "publishdate", "publisheddate", "publishedat", "published", "pubdatetime",
		"publicationdate", "datepublished", "datetime", "created", "createdat", "datecreated", "creationdate"}
	updatedKeys = []string{"lastmod", "updated", "updateddate", "updatedat", "dateupdated", "modified", "modifiedat", "datemodified",
		"lastmodified", "lastmodifiedat", "lastupdated", "moddatetime"}
	summaryKeys = []string{"description", "summary", "excerpt", "lead", "standfirst", "abstract", "subtitle"}
	imageKeys   = []string{"image", "images", "cover", "coverimage", "featuredimage", "featureimage", "featured", "heroimage", "hero",
		"thumbnail", "ogimage", "socialimage", "header", "banner", "teaser", "photo"}
	imageParts = []string{"src", "url", "image", "path", "file", "filename", "feature", "ogimage", "overlayimage", "teaser", "thumbnail"}
)

// parse reads one source. It returns nil without an error if it is no page. With
// an error that is not about all of it, the source is there.
func parse(name string, raw []byte) (*Source, error) {
	text, _ := charset.Decode(raw, "")
	src := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(text))
	meta, block, body, bad := split(src)
	if bad != nil {
		return nil, bad.in(name)
	}
	if meta == nil && !bareSource(name) || noPage(meta) {
		return nil, nil
	}
	s := &Source{Path: name, Document: related.Document{
		ID:       name,
		Title:    html.UnescapeString(meta.text("title")),
		Language: langtag.Canonical(meta.text("lang", "language", "locale")),
		Series:   firstName(meta, "series"),
		Authors:  authors(meta),
	}}
	d := &s.Document
	s.Draft = isDraft(name, meta)
	s.Unlisted = unlisted(meta)
	d.Hidden = s.Draft || s.Unlisted || meta.says(true, "eleventyexcludefromcollections")
	if !s.Unlisted {
		d.Pins = pins(meta)
	}
	categories := categoriesOf(meta)
	d.Tags = tags(meta, categories)
	d.Section = meta.text("section")
	if d.Section == "" && len(categories) > 0 {
		d.Section = categories[0]
	}

	var errs []error
	written := func(keys []string) (t time.Time, day string) {
		t, day, wrong := dateOf(meta, keys)
		if wrong != "" {
			errs = append(errs, (&lineError{lineOf(src, block, wrong), fmt.Sprintf("date %.40q can't be read: write it as 2006-01-02 or 2006-01-02T15:04:05Z", wrong)}).in(name))
		}
		return t, day
	}
	var day string
	d.Published, day = written(publishedKeys)
	d.Updated, _ = written(updatedKeys)
	p := placeOf(name)
	if d.Published.IsZero() {
		d.Published, _ = date.Parse(p.day)
	}
	if d.Language == "" {
		d.Language = p.language
	}
	d.URL, s.Addresses = addresses(p, meta, day, categories)

	base := weburl.Parse(d.URL)
	readBody(d, formatOf(name), body, meta, base)
	for ref := range images(meta) {
		if u := weburl.Resolve(base, ref); u != "" {
			d.Image = u
			break
		}
		if ref = weburl.Clean(ref); weburl.IsRelative(ref) && !strings.Contains(ref, "{{") {
			d.Image = ref
			break
		}
	}
	return s, errors.Join(errs...)
}

// bareSource reports whether a file without front matter is a page: to Jekyll none
// is, to the others Markdown is, but for what only those who work on the site read.
func bareSource(name string) bool {
	if formatOf(name) == markup || strings.HasPrefix(name, "_") || strings.Contains(name, "/_") {
		return false
	}
	base := path.Base(name)
	switch strings.ToUpper(strings.TrimSuffix(base, path.Ext(base))) {
	case "README", "CHANGELOG", "CONTRIBUTING", "CODE_OF_CONDUCT", "SECURITY", "LICENSE":
		return false
	}
	return true
}

// noPage reports whether the front matter says that no page comes of the source,
// or that many do: Eleventy's pagination.
func noPage(meta table) bool {
	if s, ok := meta["permalink"].(string); ok && strings.EqualFold(s, "false") {
		return true
	}
	for _, k := range []string{"build", "render"} { // Hugo's _build is spelt so as well
		switch v := meta[k].(type) {
		case string:
			if isBool(v) && !isTrue(v) {
				return true
			}
		case table:
			if r, ok := v["render"].(string); ok && (r == "never" || r == "false") {
				return true
			}
		}
	}
	_, paginated := meta["pagination"].(table)
	return paginated || meta.says(true, "headless")
}

func isDraft(name string, meta table) bool {
	switch strings.ToLower(meta.text("status")) {
	case "draft", "private", "hidden", "pending":
		return true
	}
	return meta.says(true, "draft", "isdraft") || meta.says(false, "published") ||
		slices.Contains(strings.Split(path.Dir(name), "/"), "_drafts")
}

// unlisted reports whether an editor has taken the article out: "related: false".
func unlisted(meta table) bool { return meta.says(false, "related") }

// pins returns the articles that an editor wants in the list.
func pins(meta table) []string {
	for v := range meta.values("related") {
		if s, ok := v.(string); ok && isBool(s) {
			continue // "true" is for a theme
		}
		if list := distinct(names(v, nil)); list != nil {
			return list
		}
	}
	return nil
}

// commas splits a text at commas; where there is none, at spaces, as Jekyll does.
func commas(s string) []string {
	if strings.Contains(s, ",") {
		return strings.Split(s, ",")
	}
	return strings.Fields(s)
}

// onlyCommas splits a text at commas.
func onlyCommas(s string) []string { return strings.Split(s, ",") }

func categoriesOf(meta table) []string {
	all := collect(meta, nil, "category")
	all = append(all, collect(meta, commas, "categories")...)
	if t, ok := meta["taxonomies"].(table); ok {
		all = append(all, collect(t, commas, "category", "categories")...)
	}
	return distinct(all)
}

func collect(meta table, split func(string) []string, keys ...string) (all []string) {
	for v := range meta.values(keys...) {
		all = append(all, names(v, split)...)
	}
	return all
}

// tags returns all the words by which the article is filed.
func tags(meta table, categories []string) []string {
	all := collect(meta, commas, "tags")
	all = append(all, collect(meta, onlyCommas, "tag", "keywords")...)
	if t, ok := meta["taxonomies"].(table); ok {
		for _, k := range slices.Sorted(maps.Keys(t)) {
			switch k {
			case "author", "authors", "series", "category", "categories":
			default:
				all = append(all, names(t[k], commas)...)
			}
		}
	}
	return distinct(append(all, categories...))
}

func authors(meta table) []string {
	all := append(collect(meta, nil, "author"), collect(meta, onlyCommas, "authors")...)
	if t, ok := meta["taxonomies"].(table); ok {
		all = append(all, collect(t, onlyCommas, "author", "authors")...)
	}
	return distinct(all)
}

// firstName returns the first text under the key, also in Zola's taxonomies.
func firstName(meta table, key string) string {
	all := collect(meta, nil, key)
	if t, ok := meta["taxonomies"].(table); ok {
		all = append(all, collect(t, nil, key)...)
	}
	if all = distinct(all); len(all) > 0 {
		return all[0]
	}
	return ""
}
