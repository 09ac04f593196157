// Package htmltext turns HTML into plain text for indexing: the words of the
// article without its markup, scripts, forms and players.
//
// It reads the tokens in one pass and never builds a tree, so nesting costs
// nothing and no input can exhaust the stack.
package htmltext

import (
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/kindred-go/kindred/feed/internal/weburl"
)

// A Text is what an article's HTML says.
type Text struct {
	// Plain is the text. Runs of white space are one space; where a block
	// element starts or ends there is one newline instead. A no-break space
	// stays what it is. Images are represented by their alt text.
	Plain string
	// Headings holds the text of h1 to h6, which Plain has as well.
	Headings []string
	// Links holds the http and https URLs that the text links to, each once.
	Links []string
	// Image is the URL of the first image that is not a tracking pixel.
	Image string
}

// maxLinks is how many bytes of links are taken of a text. More are no article's,
// and with a long base each takes far more memory than it has in the text.
const maxLinks = 64 << 10

// maxHeading is the length in bytes above which a heading is taken for an
// article whose author likes large letters.
const maxHeading = 1000

// Read reads a fragment or a page. Relative addresses are resolved against
// base; if it is nil, they are left out.
func Read(src string, base *url.URL) Text {
	if !strings.ContainsAny(src, "<&") {
		w := newWriter(len(src))
		w.text(src)
		return Text{Plain: string(w.out)}
	}
	r := reader{src: src, base: base, w: newWriter(len(src)), headingAt: -1, seen: map[string]bool{}}
	r.read()
	r.result.Plain = string(r.w.out)
	return r.result
}

// Line reads HTML that is one line of text, such as a title.
func Line(src string) string {
	return strings.ReplaceAll(Read(src, nil).Plain, "\n", " ")
}

// maxFigures is how deep figures may nest before captions are no longer told
// apart: each level may move the text once.
const maxFigures = 8

// A figure is an open figure element.
type figure struct {
	embed    bool
	caption  int      // where the open caption starts in the text; -1 if none is open
	captions [][2]int // the captions read
}

type reader struct {
	src    string
	offset int // of the next token in src
	base   *url.URL

	w         writer
	headingAt int // where the open heading starts in the text; -1 if none is open
	figures   []figure
	deeper    int // open figures beyond maxFigures

	skipping atom.Atom // the element whose content is being dropped, or 0
	depth    int       // how many elements of that name are open

	lastEnd map[atom.Atom]int // see closes; made when needed
	seen    map[string]bool   // links
	linked  int               // bytes of links
	result  Text
}

func (r *reader) read() {
	z := html.NewTokenizer(strings.NewReader(r.src))
	z.AllowCDATA(true)
	for {
		kind := z.Next()
		if kind == html.ErrorToken { // the reader is a string: this is its end
			if rest := r.src[r.offset:]; r.skipping == 0 && isFormula(rest) {
				r.w.text(html.UnescapeString(rest))
			}
			return
		}
		r.offset += len(z.Raw())
		switch kind {
		case html.CommentToken, html.DoctypeToken:
			if r.skipping == 0 {
				r.w.text(noMarkup(string(z.Raw())))
			}
		case html.TextToken:
			if r.skipping == 0 {
				r.w.text(r.allowed(string(z.Text())))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			tag := lookup(name)
			if raw(tag) && (kind == html.SelfClosingTagToken || !code(tag) && !r.closes(tag)) {
				// XHTML says <iframe/>, which the tokenizer takes for the start
				// of raw text that goes on to the end of the article.
				z.NextIsNotRawText()
			}
			r.start(tag, kind == html.SelfClosingTagToken, attributes(z, tag, more))
		case html.EndTagToken:
			name, _ := z.TagName()
			r.end(lookup(name))
		}
	}
}

// isFormula reports whether what looks like a tag that is cut off is text: "n<k
// for all k". It has no element's name and no attributes.
func isFormula(s string) bool {
	if !strings.HasPrefix(s, "<") || strings.ContainsAny(s, "=\"'") {
		return false
	}
	name, _, ok := strings.Cut(s[1:], " ")
	return ok && name != "" && name[0] != '/' && lookup([]byte(strings.ToLower(name))) == 0
}

// allowed returns the text without what HTML makes of references to characters
// that are none: &#0;.
func (r *reader) allowed(text string) string {
	const replacement = "\ufffd"
	if strings.Contains(text, replacement) && !strings.Contains(r.src, replacement) {
		return strings.ReplaceAll(text, replacement, "")
	}
	return text
}

// noMarkup returns the text in what is a comment or a DOCTYPE to a browser, but
// was nothing of the kind to whoever wrote "<! and <?".
func noMarkup(raw string) string {
	rest, ok := strings.CutPrefix(raw, "<!")
	if !ok || rest == "" || !strings.ContainsRune(`'" `, rune(rest[0])) && (rest[0] == '-' || strings.HasSuffix(rest, ">")) {
		return ""
	}
	rest, _, _ = strings.Cut(rest, "<")
	return "<!" + rest
}

// lookup knows elements by their local name: XHTML in Atom may have prefixes.
func lookup(name []byte) atom.Atom {
	for i := len(name) - 1; i >= 0; i-- {
		if name[i] == ':' {
			name = name[i+1:]
			break
		}
	}
	return atom.Lookup(name)
}

func (r *reader) start(tag atom.Atom, selfClosing bool, attr attrs) {
	if r.skipping != 0 {
		if tag == r.skipping && !selfClosing {
			r.depth++
		}
		return
	}
	switch classes[tag] {
	case embed:
		if n := len(r.figures); n > 0 {
			r.figures[n-1].embed = true
		}
		r.skip(tag, selfClosing)
	case drop:
		r.skip(tag, selfClosing)
	case heading:
		r.endHeading()
		r.w.newline()
		r.headingAt = len(r.w.out)
	case block:
		r.w.newline()
		switch n := len(r.figures); {
		case tag == atom.Figure && n >= maxFigures:
			r.deeper++
		case tag == atom.Figure && !selfClosing:
			r.figures = append(r.figures, figure{caption: -1, embed: strings.Contains(attr.class, "embed")})
		case tag == atom.Figcaption && n > 0:
			r.figures[n-1].endCaption(len(r.w.out))
			r.figures[n-1].caption = len(r.w.out)
		}
	}
	switch tag {
	case atom.A:
		r.link(attr.href)
	case atom.Img:
		r.image(attr)
	}
}

// skip drops the content of the element just started, if its end is in sight:
// one that is never closed would take the rest of the article with it.
func (r *reader) skip(tag atom.Atom, selfClosing bool) {
	if !unseen(tag) {
		r.w.newline()
	}
	if !selfClosing && tag != atom.Embed && (code(tag) || r.closes(tag)) {
		r.skipping, r.depth = tag, 1
	}
}

func (r *reader) end(tag atom.Atom) {
	if r.skipping != 0 {
		if tag == r.skipping {
			if r.depth--; r.depth == 0 || !r.closes(tag) {
				r.skipping = 0
			}
		}
		return
	}
	switch classes[tag] {
	case heading:
		r.endHeading()
		r.w.newline()
	case block:
		r.w.newline()
		n := len(r.figures)
		if n == 0 {
			return
		}
		switch tag {
		case atom.Figcaption:
			r.figures[n-1].endCaption(len(r.w.out))
		case atom.Figure:
			if r.deeper > 0 {
				r.deeper--
			} else {
				r.endFigure()
			}
		}
	}
}

// closes reports whether an end tag of that name follows.
func (r *reader) closes(tag atom.Atom) bool {
	if r.lastEnd == nil {
		r.lastEnd = lastEndTags(r.src)
	}
	return r.lastEnd[tag] > r.offset
}

// lastEndTags finds where the last end tag of every element ends, more or less:
// after its name.
func lastEndTags(src string) map[atom.Atom]int {
	const longest = 40 // bytes of a name, with a prefix, that are looked at
	last := map[atom.Atom]int{}
	for at := 0; ; {
		i := strings.Index(src[at:], "</")
		if i < 0 {
			return last
		}
		at += i + len("</")
		name := src[at:min(at+longest, len(src))]
		if end := strings.IndexAny(name, " \t\r\n\f/>"); end >= 0 {
			name = name[:end]
		}
		if tag := lookup([]byte(strings.ToLower(name))); tag != 0 {
			last[tag] = at + len(name)
		}
	}
}

func (r *reader) endHeading() {
	if r.headingAt < 0 {
		return
	}
	text := r.w.out[r.headingAt:]
	r.headingAt = -1
	if len(text) > maxHeading {
		return
	}
	if s := strings.ReplaceAll(strings.TrimSpace(string(text)), "\n", " "); s != "" {
		r.result.Headings = append(r.result.Headings, s)
	}
}

func (f *figure) endCaption(at int) {
	if f.caption >= 0 {
		f.captions = append(f.captions, [2]int{f.caption, at})
		f.caption = -1
	}
}

// endFigure takes the captions of an embed out of the text again: they name the
// player, not the article.
func (r *reader) endFigure() {
	n := len(r.figures) - 1
	f := r.figures[n]
	r.figures = r.figures[:n]
	f.endCaption(len(r.w.out))
	if !f.embed {
		return
	}
	r.w.cut(f.captions)
	r.headingAt = min(r.headingAt, len(r.w.out))
}

func (r *reader) link(href string) {
	if href == "" || href[0] == '#' {
		return
	}
	if r.linked > maxLinks {
		return
	}
	if u := weburl.Resolve(r.base, href); u != "" && !r.seen[u] {
		r.seen[u] = true
		r.result.Links = append(r.result.Links, u)
		r.linked += len(u)
	}
}

// isFileName reports whether a text is the name of a picture's file, which
// programs write where nobody has described the picture.
func isFileName(s string) bool {
	switch strings.ToLower(path.Ext(s)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg":
		return true
	}
	return false
}

func (r *reader) image(attr attrs) {
	if attr.alt != "" && !isFileName(attr.alt) {
		r.w.space()
		r.w.text(attr.alt)
		r.w.space()
	}
	if r.result.Image != "" || attr.small {
		return
	}
	// Lazy loading puts the address into a data attribute and a placeholder,
	// often a data: URL that Resolve refuses, into src.
	for _, ref := range []string{attr.lazy, attr.src} {
		if u := weburl.Resolve(r.base, ref); u != "" && !weburl.IsBeacon(u) {
			r.result.Image = u
			return
		}
	}
}
