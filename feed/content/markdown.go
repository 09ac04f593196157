package content

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"github.com/kindred-go/kindred/feed/internal/htmltext"
	"github.com/kindred-go/kindred/related"
)

// converted is the Markdown of all five generators, raw HTML included. It is safe
// for concurrent use.
var converted = goldmark.New(
	goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList),
	goldmark.WithParserOptions(parser.WithAttribute()),
	goldmark.WithRendererOptions(html.WithUnsafe(), renderer.WithNodeRenderers(util.Prioritized(noReferences{}, 100))),
)

// noReferences leaves out the numbers of footnotes, which would stick to words,
// and the arrows back.
type noReferences struct{}

func (noReferences) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	nothing := func(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) { return ast.WalkContinue, nil }
	reg.Register(extast.KindFootnoteLink, nothing)
	reg.Register(extast.KindFootnoteBacklink, nothing)
}

// markdownText returns the text of Markdown.
func markdownText(src string, base *url.URL) htmltext.Text {
	var b strings.Builder
	if converted.Convert([]byte(tamed(src)), &b) != nil { // a strings.Builder never fails
		return htmltext.Text{}
	}
	return htmltext.Read(b.String(), base)
}

// The parser takes time for each open quote and list item in each line, and for
// each bracket and asterisk with each other in its paragraph. No author comes near
// these numbers.
const (
	maxNesting = 40
	maxMarks   = 1000
)

// tamed takes the marks out of lines that open more levels, and breaks paragraphs
// that have more brackets and asterisks.
func tamed(src string) string {
	var b strings.Builder
	b.Grow(len(src))
	marks := 0
	for line := range strings.Lines(src) {
		if levels, n := nesting(line); levels > maxNesting {
			line = line[n:]
		}
		if marks > maxMarks || strings.TrimSpace(line) == "" {
			b.WriteByte('\n')
			marks = 0
		}
		for {
			i := strings.IndexAny(line, "[*_")
			if i < 0 {
				break
			}
			if marks++; marks > 2*maxMarks { // all in one line
				b.WriteString("\n\n")
				marks = 0
			}
			b.WriteString(line[:i+1])
			line = line[i+1:]
		}
		b.WriteString(line)
	}
	return b.String()
}

// nesting returns how many quotes and list items a line opens, and the length of
// their marks.
func nesting(line string) (levels, n int) {
	for n = 0; n+1 < len(line); n++ {
		switch c := line[n]; {
		case c == '>':
			levels++
		case c == ' ' || c == '\t' || '0' <= c && c <= '9':
		case strings.IndexByte("*+-.)", c) >= 0 && (line[n+1] == ' ' || line[n+1] == '\t'):
			levels++
		default:
			return levels, n
		}
	}
	return levels, n
}

// more stands for <!--more--> while a text is read. It is no character, so it is
// in no text.
const more = "\ufdd0"

// moreMarks are what generators cut excerpts at.
var moreMarks = regexp.MustCompile(`^(?i:<!--\s*(?:more|truncate|excerpt|end[-_ ]?excerpt)\s*-->|\{/\*\s*(?:more|truncate)\s*\*/\})`)

// readBody fills in what the text says: content, headings, links, the first image,
// and summary and title if the front matter has none.
func readBody(d *related.Document, f format, body string, meta table, base *url.URL) {
	body = strings.ReplaceAll(body, more, "")
	if mark := meta.text("excerptseparator"); mark != "" { // Jekyll's
		body = strings.Replace(body, mark, more, 1)
	}
	var t htmltext.Text
	leading := false // a heading that can be the title
	if body = withoutTemplates(body, f); f == markup {
		t = htmltext.Read(body, base)
		leading = strings.HasPrefix(strings.TrimSpace(body), "<h1")
	} else {
		t = markdownText(body, base)
		leading = isTitle(body)
	}
	if leading && len(t.Headings) > 0 {
		title := strings.Trim(t.Headings[0], more+" ")
		rest, ok := strings.CutPrefix(t.Plain, t.Headings[0])
		if d.Title == "" {
			d.Title = title
		}
		if ok && strings.EqualFold(d.Title, title) { // else it is a heading like others
			t.Plain, t.Headings = strings.TrimLeft(rest, "\n"), t.Headings[1:]
		}
	}
	d.Content, d.Headings, d.Links, d.Image = t.Plain, t.Headings, t.Links, t.Image
	if before, after, ok := strings.Cut(t.Plain, more); ok {
		d.Summary = fold(before)
		if d.Content = strings.TrimRight(before, " \n") + after; strings.TrimSpace(before) == "" {
			d.Content = strings.TrimLeft(after, " \n")
		}
		d.Content = strings.TrimSpace(d.Content)
		for i, h := range d.Headings {
			d.Headings[i] = strings.ReplaceAll(h, more, "")
		}
	}
	if s := meta.text(summaryKeys...); s != "" {
		d.Summary = s
		if strings.Contains(s, "](") || strings.ContainsAny(s, "<`*{&") {
			d.Summary = fold(markdownText(withoutTemplates(s, markdown), nil).Plain)
		}
	}
}

var setext = regexp.MustCompile(`^[^\n]+\n=+[ \t]*(?:\n|$)`)

// isTitle reports whether the Markdown starts with a heading of the first level.
func isTitle(body string) bool {
	body = strings.TrimSpace(body)
	return strings.HasPrefix(body, "# ") || strings.HasPrefix(strings.ToLower(body), "<h1") || setext.MatchString(body)
}
