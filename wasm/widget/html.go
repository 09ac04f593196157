package widget

import (
	"bytes"
	_ "embed"
	"html/template"
	"sync"
	"time"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/html"

	"github.com/kindred-go/kindred/related"
)

//go:embed block.html
var blockSource string

// blockTemplate is made small before it is filled in: that needs to be done once only.
var blockTemplate = sync.OnceValue(func() *template.Template {
	m := minify.New()
	m.Add("text/html", &html.Minifier{KeepQuotes: true, KeepEndTags: true, KeepDefaultAttrVals: true, TemplateDelims: html.GoTemplateDelims})
	source, err := m.String("text/html", blockSource)
	if err != nil {
		panic("block.html: " + err.Error())
	}
	return template.Must(template.New("block").Parse(source))
})

// A block is what the template needs to know.
type block struct {
	Options
	TitleLevel int // 0 below the last heading: titles are paragraphs
	Thumbs     bool
	Items      []item
}

type item struct {
	related.Match
	Href, Src     template.HTMLAttr
	Width, Height int
	Dir           string // where it is not the page's
	Day           *day
}

type day struct{ ISO, Text string }

// HTML returns the block for a list, on one line and without white space between
// elements. It is empty if the list has nothing to show: an item without a title, or
// whose URL is neither http(s) nor relative, is left out. The error is an [ErrOption].
func HTML(list related.List, o *Options) (template.HTML, error) {
	full, err := o.withDefaults()
	if err != nil {
		return "", err
	}
	matches, thumbs := full.matches(list)
	if len(matches) == 0 {
		return "", nil
	}
	b := block{Options: full, Thumbs: thumbs}
	if full.HeadingLevel < 6 {
		b.TitleLevel = full.HeadingLevel + 1
	}
	for _, m := range matches {
		b.Items = append(b.Items, full.item(m))
	}
	var out bytes.Buffer
	err = blockTemplate().Execute(&out, b)
	return template.HTML(out.String()), err
}

// matches returns those to show, with what is shown of them made clean, and
// whether all of them have a picture.
func (o *Options) matches(list related.List) (matches []related.Match, thumbs bool) {
	thumbs = o.Thumbnails == "auto"
	for _, m := range list.Related {
		if len(matches) == o.Limit {
			break
		}
		m.Title, m.URL = clean(m.Title), safeURL(m.URL)
		if m.Title == "" || m.URL == "" {
			continue
		}
		m.Image = safeURL(m.Image)
		thumbs = thumbs && m.Image != ""
		m.Excerpt = clean(m.Excerpt)
		if o.Excerpt != 0 {
			m.Excerpt = related.Excerpt(m.Excerpt, o.Excerpt)
		}
		m.Language = languageTag(m.Language)
		matches = append(matches, m)
	}
	return matches, thumbs
}

func (o *Options) item(m related.Match) item {
	i := item{Match: m, Href: address("href", m.URL), Src: address("src", m.Image), Width: 640, Height: 360}
	if o.ImageSize != nil {
		if w, h := o.ImageSize(m.Image); w > 0 && h > 0 {
			i.Width, i.Height = w, h
		}
	}
	lang := o.Lang
	if m.Language != "" {
		lang = m.Language
		if d := direction(lang); d != direction(o.Lang) {
			i.Dir = d
		}
	}
	if o.Date == "auto" && !m.Published.IsZero() {
		t := m.Published.UTC()
		i.Day = &day{t.Format(time.DateOnly), date(wordsFor(lang, o.Lang), t)}
	}
	return i
}

// address returns an attribute whose value is an address that [safeURL] has let
// through. The template by itself would encode every letter that is not ASCII, which a
// browser does not do, and the script's block must be the same.
func address(name, url string) template.HTMLAttr {
	return template.HTMLAttr(name + `="` + template.HTMLEscapeString(url) + `"`)
}
