package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/andybalholm/cascadia"
	"github.com/bmatcuk/doublestar/v4"
	"github.com/spf13/pflag"

	"github.com/kindred-go/kindred/feed/site"
)

// buildSettings are what only kindred build can be told.
type buildSettings struct {
	site, content    string
	feeds            []string
	include, exclude []string
	sections         []site.Section
	insertAfter      string
	css              string
	json, html       string
	perPage          string
	data             string
	template         string
	heading          string
	headingLevel     int
	layout           string
	thumbnails       string
	date             string
}

// buildKnobs are their flags, and what kindred.toml may say of them.
var buildKnobs = []knob{
	{"site", "the `FOLDER` that the site was built into (default public, _site, dist, out, output, site or build, whichever is there)", func(s *settings) pflag.Value {
		return &anyText{&s.build.site}
	}},
	{"content", "take the texts from the Markdown sources in this `FOLDER`", func(s *settings) pflag.Value {
		return &anyText{&s.build.content}
	}},
	{"feed", "take the texts from this `SOURCE`: the site's feed, or an export of WordPress, Ghost or Blogger; several with commas between", func(s *settings) pflag.Value {
		return &words{&s.build.feeds}
	}},
	{"include", "read only files that match these `PATTERNS`, such as 'posts/**'", func(s *settings) pflag.Value {
		return &patterns{&s.build.include}
	}},
	{"exclude", "leave out files that match these `PATTERNS`", func(s *settings) pflag.Value {
		return &patterns{&s.build.exclude}
	}},
	{"section", "the section of files that match a pattern, as `RULES` like 'news/**=News'", func(s *settings) pflag.Value {
		return &sectionRules{&s.build.sections}
	}},
	{"insert-after", "in pages without a place, put the list after the first element that this CSS `SELECTOR` matches", func(s *settings) pflag.Value {
		return &selector{&s.build.insertAfter}
	}},
	{"css", "the style of the block: inline in each page, in a file of its own, or none (default inline)", func(s *settings) pflag.Value {
		return &choice{&s.build.css, []string{"inline", "file", "none"}}
	}},
	{"json", "write one map of all lists by page to this `FILE`, instead of into the pages", func(s *settings) pflag.Value {
		return &anyText{&s.build.json}
	}},
	{"per-page", "write a small related.json for each page into this `FOLDER`, for the script tag; mostly the site's own", func(s *settings) pflag.Value {
		return &anyText{&s.build.perPage}
	}},
	{"data", "write the lists where the templates of a `GENERATOR` find them: hugo, jekyll, eleventy, astro or zola", func(s *settings) pflag.Value {
		return &choice{&s.build.data, generatorNames()}
	}},
	{"html", "write the blocks of all pages to this `FILE`, one a line", func(s *settings) pflag.Value {
		return &anyText{&s.build.html}
	}},
	{"template", "make the block with this `FILE`, a template of Go's html/template", func(s *settings) pflag.Value {
		return &anyText{&s.build.template}
	}},
	{"heading", "the `TEXT` above the list (default in the page's language)", func(s *settings) pflag.Value {
		return &anyText{&s.build.heading}
	}},
	{"heading-level", "the level of that heading, from 1 to 6 (default 2)", func(s *settings) pflag.Value {
		return &level{&s.build.headingLevel}
	}},
	{"layout", "grid, or list (default grid)", func(s *settings) pflag.Value {
		return &choice{&s.build.layout, []string{"grid", "list"}}
	}},
	{"thumbnails", "auto, where every article of a list has one, or none (default auto)", func(s *settings) pflag.Value {
		return &choice{&s.build.thumbnails, []string{"auto", "none"}}
	}},
	{"date", "auto, where an article has one, or none (default auto)", func(s *settings) pflag.Value {
		return &choice{&s.build.date, []string{"auto", "none"}}
	}},
}

// An anyText is any text.
type anyText struct{ p *string }

func (v *anyText) Type() string { return "TEXT" }

func (v *anyText) String() string {
	if v.p == nil {
		return ""
	}
	return *v.p
}

func (v *anyText) Set(s string) error {
	*v.p = s
	return nil
}

// A selector is a CSS selector.
type selector struct{ p *string }

func (v *selector) Type() string { return "SELECTOR" }

func (v *selector) String() string {
	if v.p == nil {
		return ""
	}
	return *v.p
}

func (v *selector) Set(s string) error {
	if _, err := cascadia.ParseGroup(s); err != nil {
		return fmt.Errorf("no CSS selector: %w", err)
	}
	*v.p = s
	return nil
}

// A level is a heading's.
type level struct{ p *int }

func (v *level) Type() string { return "N" }

func (v *level) String() string {
	if v.p == nil || *v.p == 0 {
		return ""
	}
	return strconv.Itoa(*v.p)
}

func (v *level) Set(s string) error {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 6 {
		return errors.New("want a whole number from 1 to 6")
	}
	*v.p = n
	return nil
}

// A patterns value is a list of patterns of files. It may be given several times, and
// in one there may be commas between them.
type patterns struct{ p *[]string }

func (v *patterns) Type() string { return "PATTERNS" }

func (v *patterns) String() string {
	if v.p == nil {
		return ""
	}
	return strings.Join(*v.p, ",")
}

func (v *patterns) Set(s string) error {
	for _, pattern := range splitPatterns(s) {
		if !doublestar.ValidatePattern(pattern) {
			return fmt.Errorf("%s is no pattern of files", pattern)
		}
		*v.p = append(*v.p, pattern)
	}
	return nil
}

// splitPatterns parts patterns at the commas that are not in braces, which are
// patterns' own.
func splitPatterns(s string) (list []string) {
	depth, from := 0, 0
	for i := range len(s) + 1 {
		switch {
		case i == len(s), s[i] == ',' && depth == 0:
			if pattern := strings.TrimSpace(s[from:i]); pattern != "" {
				list = append(list, pattern)
			}
			from = i + 1
		case s[i] == '{':
			depth++
		case s[i] == '}':
			depth--
		}
	}
	return list
}

// A sectionRules value is a list of PATTERN=NAME.
type sectionRules struct{ p *[]site.Section }

func (v *sectionRules) Type() string { return "RULES" }

func (v *sectionRules) String() string {
	if v.p == nil {
		return ""
	}
	var rules []string
	for _, s := range *v.p {
		rules = append(rules, s.Pattern+"="+s.Name)
	}
	return strings.Join(rules, ",")
}

func (v *sectionRules) Set(s string) error {
	for _, rule := range splitPatterns(s) {
		pattern, name, ok := strings.Cut(rule, "=")
		if pattern, name = strings.TrimSpace(pattern), strings.TrimSpace(name); !ok || name == "" || !doublestar.ValidatePattern(pattern) {
			return fmt.Errorf("want rules such as 'news/**=News', not %q", rule)
		}
		*v.p = append(*v.p, site.Section{Pattern: pattern, Name: name})
	}
	return nil
}
