package main

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"

	"github.com/kindred-go/kindred/related"
)

// A textLayout writes for people: in a terminal's width, with a little colour
// where there is a terminal to show it.
//
//	Harbour bridge closes for a year
//	https://example.com/bridge
//	  0.62  Ferry timetable doubled while the bridge is shut
//	        harbour bridge · ferry · #transport
type textLayout struct {
	out     []byte
	columns int
	colour  bool
}

// textLayout returns the layout for the output file, or standard output if its
// name is empty.
func (p *program) textLayout(output string) *textLayout {
	if output != "" {
		return &textLayout{columns: width}
	}
	return &textLayout{columns: columns(p.stdout), colour: coloured(p.stdout)}
}

type style string

const (
	plain  style = ""
	strong style = "\x1b[1m"
	faint  style = "\x1b[2m"
	accent style = "\x1b[36m"
)

func (t *textLayout) paint(s style, text string) string {
	if !t.colour || s == plain || text == "" {
		return text
	}
	return string(s) + text + "\x1b[0m"
}

func (t *textLayout) line(parts ...string) {
	for _, part := range parts {
		t.out = append(t.out, part...)
	}
	t.out = append(t.out, '\n')
}

// textLists are lists for people, and a closing line that counts them.
type textLists struct {
	*textLayout
	all, alone int
}

func (t *textLists) add(dst []byte, l related.List) []byte {
	t.out = dst
	t.list(l)
	t.line()
	t.all++
	if len(l.Related) == 0 {
		t.alone++
	}
	return t.out
}

func (t *textLists) end(dst []byte) []byte {
	t.out = dst
	summary := plural(t.all, "article")
	if t.alone > 0 {
		summary += fmt.Sprintf(", %d without a related one", t.alone)
	}
	t.line(t.paint(faint, summary))
	return t.out
}

// list writes an article and what is related to it.
func (t *textLayout) list(l related.List) {
	t.paragraph("", strong, title(l.Title, l.URL, l.ID))
	if address := printable(firstOf(l.URL, l.ID)); address != printable(title(l.Title, l.URL, l.ID)) {
		t.line(t.paint(faint, address)) // never broken, so that it can be copied
	}
	if len(l.Related) == 0 {
		t.line("  ", t.paint(faint, "   –  no related article"))
	}
	for _, m := range l.Related {
		t.match(m)
	}
}

const matchIndent = "        " // under the title: two spaces, the score, two spaces

func (t *textLayout) match(m related.Match) {
	score := t.paint(accent, fmt.Sprintf("%.2f", m.Score))
	t.hanging("  "+score+"  ", matchIndent, plain, title(m.Title, m.URL, m.ID))
	if why := why(m); why != "" {
		t.paragraph(matchIndent, faint, why)
	}
}

// why names what made a match related.
func why(m related.Match) string {
	var parts []string
	if label := reasonLabel(m.Reason); label != "" {
		parts = append(parts, label)
	}
	for _, term := range m.Terms {
		parts = append(parts, termLabel(term))
	}
	return strings.Join(parts, " · ")
}

// reasonLabel says what put a match into its list, where the terms don't.
func reasonLabel(r related.Reason) string {
	switch r {
	case related.ReasonContent, related.ReasonTag:
		return ""
	case related.ReasonPin:
		return "pinned by an editor"
	case "newest":
		return "newest"
	}
	return "same " + string(r) // series, author
}

func termLabel(t related.Term) string {
	if t.Field == "tag" {
		return "#" + t.Term
	}
	return t.Term
}

// title is what an article is called: by its title if it has one.
func title(title, url, id string) string {
	return firstOf(strings.TrimSpace(title), url, id)
}

func firstOf(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}

// paragraph writes text in lines that fit, each after the indent.
func (t *textLayout) paragraph(indent string, s style, text string) {
	t.hanging(indent, indent, s, text)
}

// hanging is paragraph with a first line that begins differently.
func (t *textLayout) hanging(first, indent string, s style, text string) {
	room := t.columns - len(indent)
	for i, line := range wrap(printable(text), room) {
		if i == 0 {
			t.line(first, t.paint(s, line))
		} else {
			t.line(indent, t.paint(s, line))
		}
	}
}

// wrap breaks text into lines of at most so many columns, where Unicode's rules
// allow a break. A word that is longer than that stays whole.
func wrap(text string, columns int) []string {
	var lines []string
	line, state := "", -1
	for text != "" {
		var segment string
		segment, text, _, state = uniseg.FirstLineSegmentInString(text, state)
		if line != "" && uniseg.StringWidth(line+strings.TrimRight(segment, " ")) > columns {
			lines = append(lines, strings.TrimRight(line, " "))
			line = ""
		}
		line += segment
	}
	return append(lines, strings.TrimRight(line, " "))
}

// printable makes text from a feed safe for a terminal: what could move the
// cursor, change colours or turn the direction of what follows becomes a space.
func printable(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.IsSpace(r) || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
	return strings.Join(strings.Fields(text), " ")
}
