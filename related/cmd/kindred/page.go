package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"hash/fnv"
	"html/template"
	"strconv"
	"strings"
	"time"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"

	"github.com/kindred-go/kindred/related"
)

//go:embed page.html.tmpl
var pageText string

//go:embed page.css
var pageCSS string

var pageTemplate = template.Must(template.New("page").Parse(pageText))

// A page shows every list of a collection, for looking through. It needs no
// other file and asks nothing of the network.
type page struct {
	Title    string
	Facts    string
	CSS      template.CSS
	Articles []pageArticle
}

type pageArticle struct {
	pageLink
	Day     string // 2006-01-02
	Tags    string
	RTL     bool
	Related []pageMatch
}

type pageMatch struct {
	pageLink
	Score   string
	Bar     int // percent of the page's best score
	Excerpt string
	Label   string // why it is there, where the terms don't say it
	Terms   []string
}

// A pageLink names an article: its place on the page and its own address.
type pageLink struct {
	Anchor, Title, URL, Lang string
}

func (a pageArticle) Meta() bool { return a.Day != "" || a.Tags != "" }

// Date writes a day for people.
func (page) Date(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.Format("2 January 2006")
}

func renderPage(c *collection, lists []related.List) ([]byte, error) {
	p := page{Title: firstOf(c.title, "Related articles"), CSS: template.CSS(pageCSS)}
	alone, best := 0, 0.0
	for _, l := range lists {
		if len(l.Related) == 0 {
			alone++
		}
		for _, m := range l.Related {
			best = max(best, m.Score)
		}
	}
	for _, l := range lists {
		p.Articles = append(p.Articles, newPageArticle(c.index, l, best))
	}
	p.Facts = plural(len(lists), "article")
	if alone > 0 {
		p.Facts += fmt.Sprintf(", %d without a related one", alone)
	}

	return renderHTML(pageTemplate, p)
}

// renderHTML executes a template and takes out what a browser does not need.
func renderHTML(t *template.Template, data any) ([]byte, error) {
	var full, small bytes.Buffer
	if err := t.Execute(&full, data); err != nil {
		return nil, err
	}
	m := minify.New()
	m.AddFunc("text/css", css.Minify)
	m.Add("text/html", &html.Minifier{KeepDocumentTags: true, KeepQuotes: true})
	if err := m.Minify("text/html", &small, &full); err != nil {
		return nil, err
	}
	small.WriteByte('\n')
	return small.Bytes(), nil
}

func newPageArticle(index *related.Index, l related.List, best float64) pageArticle {
	a := pageArticle{pageLink: newPageLink(index, l.ID, l.URL, l.Title)}
	if d, ok := index.Document(l.ID); ok {
		if !d.Published.IsZero() {
			a.Day = d.Published.UTC().Format(time.DateOnly)
		}
		a.Tags = strings.Join(d.Tags[:min(4, len(d.Tags))], ", ")
		a.RTL = rightToLeft(d.Language)
	}
	for _, m := range l.Related {
		match := pageMatch{
			pageLink: newPageLink(index, m.ID, m.URL, m.Title),
			Score:    strconv.FormatFloat(m.Score, 'f', 2, 64),
			Bar:      int(100*m.Score/max(best, .01) + .5),
			Excerpt:  m.Excerpt,
			Label:    reasonLabel(m.Reason),
		}
		for _, t := range m.Terms {
			match.Terms = append(match.Terms, termLabel(t))
		}
		if match.Lang == a.Lang {
			match.Lang = "" // inherited
		}
		a.Related = append(a.Related, match)
	}
	return a
}

func newPageLink(index *related.Index, id, url, name string) pageLink {
	link := pageLink{Anchor: anchor(id), Title: title(name, url, id)}
	if isWebAddress(url) {
		link.URL = url
	}
	if d, ok := index.Document(id); ok {
		link.Lang = d.Language
	}
	return link
}

// anchor names an article's place on the page after its ID alone, so that a
// link to it outlives the arrival of other articles.
func anchor(id string) string {
	h := fnv.New64a()
	h.Write([]byte(id))
	return "a" + strconv.FormatUint(h.Sum64(), 36)
}

// rightToLeft reports whether a language is written from right to left.
func rightToLeft(language string) bool {
	base, _, _ := strings.Cut(strings.ToLower(language), "-")
	switch base {
	case "ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi":
		return true
	}
	return false
}
