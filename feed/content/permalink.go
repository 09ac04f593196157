package content

import (
	"path"
	"regexp"
	"strings"
)

var (
	token      = regexp.MustCompile(`:[a-z_]+`)
	expression = regexp.MustCompile(`\{\{-?\s*(.*?)\s*-?\}\}`)
	slugFilter = regexp.MustCompile(`\s*\|\s*(?:slug|slugify|url)\b(?:\(\))?`)
)

// filled fills in a permalink from the front matter: Jekyll's and Hugo's words
// with a colon, and the plainest of Eleventy's expressions. It returns "" if
// there is something else in it that a template would have to fill in.
func (p place) filled(permalink string, meta table, slug, day string, categories []string) string {
	switch permalink {
	case "", "date", "pretty", "ordinal", "weekdate", "none": // names of Jekyll's styles
		return ""
	}
	name := slug
	if name == "" {
		name = p.name
	}
	known := true
	permalink = expression.ReplaceAllStringFunc(permalink, func(s string) string {
		inner := expression.FindStringSubmatch(s)[1]
		switch slugFilter.ReplaceAllString(inner, "") {
		case "page.fileSlug":
			return p.name
		case "page.filePathStem":
			return "/" + path.Join(path.Join(p.folders...), p.name)
		case "slug":
			return slug
		case "title":
			return slugged(meta.text("title"))
		}
		known = false
		return ""
	})
	scheme := ""
	if i := strings.Index(permalink, "://"); i >= 0 {
		i += len("://")
		scheme, permalink = permalink[:i], permalink[i:]
	}
	permalink = token.ReplaceAllStringFunc(permalink, func(s string) string {
		v := p.word(s[1:], name, day, categories)
		known = known && (v != "" || s == ":categories")
		return v
	})
	if !known || strings.Contains(permalink, "{%") {
		return ""
	}
	return scheme + permalink
}

// word returns what a word with a colon stands for, or "" if it is unknown.
func (p place) word(word, name, day string, categories []string) string {
	var year, month, date string
	if len(day) == len("2006-01-02") {
		year, month, date = day[:4], day[5:7], day[8:]
	}
	switch word {
	case "title", "slug", "name", "basename", "filename", "contentbasename", "slugorcontentbasename", "slugorfilename":
		return name
	case "year":
		return year
	case "month":
		return month
	case "day":
		return date
	case "i_month":
		return strings.TrimPrefix(month, "0")
	case "i_day":
		return strings.TrimPrefix(date, "0")
	case "short_year":
		return strings.TrimPrefix(strings.TrimPrefix(year, "20"), "19")
	case "categories":
		return strings.ReplaceAll(strings.ToLower(strings.Join(categories, "/")), " ", "-")
	case "path":
		return path.Join(path.Join(p.folders...), p.name)
	case "collection", "section":
		if len(p.folders) > 0 {
			return p.folders[0]
		}
	case "sections":
		return path.Join(p.folders...)
	case "output_ext":
		return ".html"
	}
	return ""
}
