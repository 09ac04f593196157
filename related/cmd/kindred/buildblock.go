package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/kindred-go/kindred/feed/site"
	"github.com/kindred-go/kindred/related"
	"github.com/kindred-go/kindred/wasm/widget"
)

// A blockMaker makes the block of each page.
type blockMaker struct {
	*buildCommand
	template *template.Template // of the user; nil for the widget's own
	source   string             // of that template
	style    string             // for the head
}

func (b *buildCommand) newBlockMaker() (*blockMaker, error) {
	m := &blockMaker{buildCommand: b}
	s := &b.settings.build
	if s.template != "" {
		source, err := os.ReadFile(s.template)
		if err != nil {
			return nil, fmt.Errorf("can't read the template: %w", err)
		}
		m.source = string(source)
		if m.template, err = template.New(filepath.Base(s.template)).Parse(m.source); err != nil {
			return nil, fmt.Errorf("the template: %w", err)
		}
		if s.css == "" {
			s.css = "none" // its classes are its own
		}
	}
	switch s.css {
	case "none":
	case "file":
		m.style = `<link rel="stylesheet" href="` + template.HTMLEscapeString(b.site.Prefix+"/"+styleFile()) + `" data-kindred-css>`
	default:
		m.style = "<style data-kindred-css>" + widget.CSS() + "</style>"
	}
	m.tellOptions()
	return m, nil
}

// styleFile is the name of the stylesheet: it may be cached for ever.
func styleFile() string {
	hash := sha256.Sum256([]byte(widget.CSS()))
	return "related." + hex.EncodeToString(hash[:4]) + ".css"
}

// writeStyle puts the stylesheet beside the pages.
func (b *buildCommand) writeStyle(m *blockMaker) error {
	if b.settings.build.css != "file" {
		return nil
	}
	return b.deliver(filepath.Join(b.settings.build.site, styleFile()), []byte(widget.CSS()))
}

// block is the block of a page: none if it is no article, or nothing is related to it.
func (m *blockMaker) block(p *site.Page) (site.Block, error) {
	list, ok := m.lists[p.Path]
	if !ok || p.Skip != "" {
		return site.Block{}, nil
	}
	o, _ := m.options(p) // what is wrong was told
	var err error
	if list, err = m.listFor(p, list, o); err != nil {
		return site.Block{}, err
	}
	key := m.key(list, o)
	if p.Shows(key) {
		return site.Block{Key: key}, nil
	}
	html, err := m.html(list, o)
	if err != nil || html == "" {
		return site.Block{}, err
	}
	return site.Block{HTML: html, Style: m.style, Key: key}, nil
}

// key says what the block is made of, in little less than all of it: to make it takes a
// hundred times as long.
func (m *blockMaker) key(list related.List, o *widget.Options) string {
	text := list.AppendJSON([]byte(m.style + m.source))
	look, _ := json.Marshal(o) // strings and numbers
	text = append(text, look...)
	for _, entry := range list.Related {
		width, height := m.site.ImageSize(entry.Image)
		text = fmt.Appendf(text, " %d %d %d", m.site.Day(entry.ID).Unix(), width, height)
	}
	hash := sha256.Sum256(text)
	return string(hash[:])
}

// options are what the settings and the page's own element say of the look.
func (m *blockMaker) options(p *site.Page) (*widget.Options, error) {
	s := &m.settings.build
	o := &widget.Options{
		Lang: p.Language, Layout: s.layout, Heading: s.heading, HeadingLevel: s.headingLevel,
		Thumbnails: s.thumbnails, Date: s.date, Limit: m.settings.limit, ImageSize: m.site.ImageSize,
	}
	var errs []error
	for _, name := range pageOptions {
		if value, ok := p.Attributes[name]; ok {
			errs = append(errs, setOption(o, name, value))
		}
	}
	return o, errors.Join(errs...)
}

// pageOptions are the attributes of related-articles that mean something at build time,
// in the order in which they are read: labels need the language, and heading goes before
// labels.
var pageOptions = []string{"lang", "labels", "heading", "heading-level", "layout", "thumbnails", "date", "limit", "excerpt", "min-score"}

// tellOptions warns of attributes that make no sense, each once for all pages that have it.
func (m *blockMaker) tellOptions() {
	told := map[string]bool{}
	for _, p := range m.articles() {
		if _, err := m.options(p); err != nil && !told[err.Error()] {
			told[err.Error()] = true
			m.warn(p.File + ": " + err.Error())
		}
	}
}

// setOption sets what an attribute of related-articles says. What makes no sense is
// told and does not count, as in the browser.
func setOption(o *widget.Options, name, value string) error {
	var v interface{ Set(string) error }
	switch name {
	case "lang":
		v = &anyText{&o.Lang}
	case "heading":
		v = &anyText{&o.Heading}
	case "layout":
		v = &choice{&o.Layout, []string{"grid", "list"}}
	case "thumbnails":
		v = &choice{&o.Thumbnails, []string{"auto", "none"}}
	case "date":
		v = &choice{&o.Date, []string{"auto", "none"}}
	case "heading-level":
		v = &level{&o.HeadingLevel}
	case "limit":
		v = &wholeNumber{p: &o.Limit, max: 40}
	case "excerpt":
		v = &wholeNumber{p: &o.Excerpt, max: 10_000, canBeOff: true}
	case "min-score":
		v = &fraction{new(float64)} // see listFor
	case "labels":
		var labels map[string]string
		if err := json.Unmarshal([]byte(value), &labels); err != nil {
			return fmt.Errorf(`labels=%q: want an object such as {"en":"Read on"}`, value)
		}
		base, _, _ := strings.Cut(o.Lang, "-")
		o.Heading = firstOf(labels[o.Lang], labels[base], o.Heading)
		return nil
	}
	if err := v.Set(value); err != nil {
		return fmt.Errorf("%s=%q: %w", name, value, err)
	}
	return nil
}

// listFor returns the list of a page, asked for anew where its element wants another
// one than all others.
func (m *blockMaker) listFor(p *site.Page, list related.List, o *widget.Options) (related.List, error) {
	q := m.pageQuery()
	own := false
	if o.Limit != q.Limit {
		q.Limit, own = o.Limit, true
	}
	if o.Excerpt > 0 {
		q.Excerpt, own = o.Excerpt, true
	}
	if value := p.Attributes["min-score"]; value != "" {
		if err := (&fraction{&q.MinScore}).Set(value); err == nil {
			own = true
		}
	}
	for _, address := range strings.Fields(p.Attributes["exclude-url"]) {
		if other := m.site.At(address); other != nil {
			q.Exclude, own = append(q.Exclude, other.Path), true
		}
	}
	if !own {
		return list, nil
	}
	var err error
	list.Related, err = m.index.Related(p.Path, q)
	return onSite(list), err
}

// A templatePage is what a user's template is given.
type templatePage struct {
	Path, Title, Lang, Heading string
	Related                    []related.Match
}

func (m *blockMaker) html(list related.List, o *widget.Options) (string, error) {
	list.Related = slices.Clone(list.Related)
	for i, entry := range list.Related {
		list.Related[i].Published = m.site.Day(entry.ID) // readers see the same day as on its page
	}
	if m.template == nil {
		html, err := widget.HTML(list, o)
		return string(html), err
	}
	if len(list.Related) == 0 {
		return "", nil
	}
	var out strings.Builder
	err := m.template.Execute(&out, templatePage{list.ID, list.Title, o.Lang, firstOf(o.Heading, widget.Heading(o.Lang)), list.Related})
	return site.BlockComment + out.String(), err
}
