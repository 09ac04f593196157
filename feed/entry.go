package feed

import (
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/kindred-go/kindred/feed/internal/htmltext"
)

// A source is a feed as its format tells it, before anything is resolved,
// converted or left out: what the readers of XML and JSON have in common.
type source struct {
	format      string
	title       markup
	description markup
	url         string
	language    string
	next        string
	paged       bool   // next is a page, not an archive
	self        string // where the feed says that it is
	ttl         time.Duration
	base        *url.URL // xml:base
	authors     []string
	logins      map[string]string // the names of a WordPress export's authors
	entries     []entry
	items       int // how many there are in the input
}

// link takes in a link of the feed. Pages go before archives.
func (src *source) link(rel, href string) {
	switch {
	case rel == "next" && !src.paged:
		src.next, src.paged = href, true
	case rel == "prev-archive" && src.next == "":
		src.next = href
	case rel == "self" && src.self == "":
		src.self = href
	}
}

// An entry is an item of a source.
type entry struct {
	position int // in the feed, from 0

	id      string
	guidURL string // a URL that the id stands for, if the format says so
	url     string

	title    markup
	summary  markup
	content  markup
	fallback bool // without content, the summary is the content as well

	tags      []string
	authors   []string
	language  string
	published []string // dates as written, best first
	updated   []string
	images    []string // best first
	lastImage string   // if the content has none either
	section   string
	series    string

	base        *url.URL // xml:base
	contentBase *url.URL // xml:base of the content

	extension extension
	export    exported

	kind    string // what it is, if it is no published article: "attachment", "draft"
	partial bool   // the input ended inside it
	other   bool   // there is something in it, whatever it is
	blank   bool   // it has a title or a link with nothing in it
	media   string // the URL of what can be heard or seen, if there is no page
}

// empty reports whether there is nothing in the entry. A date is not nothing, nor
// is what our model has no field for, unless it comes with a title or link in
// which there is nothing.
func (e *entry) empty() bool {
	list := slices.Concat([]string{e.id, e.url, e.media, e.title.text, e.summary.text, e.content.text}, e.tags, e.authors, e.images)
	if !e.blank {
		if e.other {
			return false
		}
		list = slices.Concat(list, e.published, e.updated)
	}
	return first(list) == ""
}

// A markup is text with the way to read it.
type markup struct {
	text string
	form form
}

type form uint8

const (
	exact  form = iota // plain text as it stands
	folded             // plain text in which white space means nothing
	asHTML             // HTML
)

func (m markup) empty() bool { return strings.TrimSpace(m.text) == "" }

// read returns the text with what HTML has besides.
func (m markup) read(base *url.URL) htmltext.Text {
	switch m.form {
	case asHTML:
		return htmltext.Read(m.text, base)
	case folded:
		return htmltext.Text{Plain: foldLines(m.text)}
	}
	return htmltext.Text{Plain: m.text}
}

// line returns the text on one line.
func (m markup) line() string {
	switch m.form {
	case asHTML:
		if s := htmltext.Line(m.text); s != "" {
			return s
		}
		// All of it looked like tags: "<marquee>" without the escaping that it
		// needs. A tag with attributes is one.
		if !strings.ContainsAny(m.text, "=&") {
			return foldSpace(m.text)
		}
		return ""
	case folded:
		return foldSpace(m.text)
	}
	return m.text
}

// foldSpace makes every run of ASCII white space one space; a no-break space
// stays.
func foldSpace(s string) string {
	return strings.Join(strings.FieldsFunc(s, isSpace), " ")
}

// foldLines does the same line by line, and leaves empty lines out.
func foldLines(s string) string {
	if !strings.Contains(s, "\n") {
		return foldSpace(s)
	}
	var lines []string
	for line := range strings.Lines(s) {
		if line = foldSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

func isSpace(r rune) bool { return r <= ' ' }

// references matches HTML's references that have their semicolon: "Q&notes" has
// none.
var references = regexp.MustCompile(`&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);`)

// unescaped returns the text, which should not be HTML, without the references
// that programs which only know HTML leave in it.
func unescaped(s string) string {
	if strings.Contains(s, "&") && !strings.Contains(s, "<") {
		return references.ReplaceAllStringFunc(s, html.UnescapeString)
	}
	return s
}

// label returns a tag or a name from RSS, where it may be HTML, as plain text.
func label(s string) string {
	if hasEndTag(s) {
		return htmltext.Line(s)
	}
	return unescaped(s)
}
