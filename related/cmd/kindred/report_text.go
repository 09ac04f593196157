package main

import (
	"bytes"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"github.com/kindred-go/kindred/related/cmd/kindred/internal/report"
)

// A report is for reading in one go: where it would be longer than so many
// lines, its sections show fewer entries.
const (
	reportLines  = 60
	entriesShown = 4
)

// report writes a report for people.
func (t *textLayout) report(r *report.Report) []byte {
	t.summary(r)
	if r.Summary.Articles == 0 {
		return t.out
	}
	var shown []textSection
	var none []string
	for _, s := range sections(r) {
		if len(s.Entries) == 0 {
			none = append(none, s.None)
			continue
		}
		shown = append(shown, t.newSection(s, entriesShown))
	}
	closing := &textLayout{columns: t.columns, colour: t.colour}
	if len(none) > 0 {
		closing.line()
		closing.paragraph("", faint, "There are no "+orList(none)+".")
	}
	// The longest section gives way first.
	for countLines(t.out)+countLines(closing.out)+linesOf(shown) > reportLines {
		longest := -1
		for i, s := range shown {
			if s.entries > 1 && (longest < 0 || countLines(s.text) > countLines(shown[longest].text)) {
				longest = i
			}
		}
		if longest < 0 {
			break
		}
		shown[longest] = t.newSection(shown[longest].section, shown[longest].entries-1)
	}
	for _, s := range shown {
		t.out = append(t.out, s.text...)
	}
	return append(t.out, closing.out...)
}

func countLines(text []byte) int { return bytes.Count(text, []byte{'\n'}) }

func linesOf(all []textSection) (n int) {
	for _, s := range all {
		n += countLines(s.text)
	}
	return n
}

// summary writes the site in a few numbers.
func (t *textLayout) summary(r *report.Report) {
	s := r.Summary
	t.paragraph("", strong, firstOf(r.Title, "Related articles"))
	t.line(t.paint(faint, facts(s)))
	if s.Articles == 0 {
		return
	}
	t.line()
	t.share("full lists", s.FullLists, s.Articles, fmt.Sprintf("with all %d entries", s.ListLength))
	t.share("in a list", articlesShown(r), s.Articles, "shown by another")
	if s.MostShown != nil {
		a := s.MostShown
		t.cut(fmt.Sprintf("most shown  %5d  ", s.MaxInDegree), strings.Repeat(" ", 19), plain,
			fmt.Sprintf("%s with “%s”", noun(s.MaxInDegree, "list"), title(a.Title, a.URL, a.ID)))
	}
	t.line(fmt.Sprintf("mean score  %5.2f  ", s.MeanScore), t.paint(faint, "from 0, nothing in common, to 1, the same text"))
}

// facts is how many articles there are, and from when.
func facts(s report.Summary) string {
	text := plural(s.Articles, "article")
	switch first, last := longDate(s.First), longDate(s.Last); {
	case s.First.IsZero():
	case first == last:
		text += ", " + first
	default:
		text += ", " + first + " to " + last
	}
	return text
}

func longDate(t time.Time) string { return t.Format("2 January 2006") }

func articlesShown(r *report.Report) int { return r.Summary.Articles - len(r.Unseen) }

// share writes a number with a bar that shows which part it is of a whole.
func (t *textLayout) share(name string, n, of int, meaning string) {
	t.line(fmt.Sprintf("%-10s  %4d%%  ", name, percent(n, of)),
		t.paint(accent, pad(bar(float64(n), float64(of)), 20)),
		fmt.Sprintf("  %d of %d ", n, of), t.paint(faint, meaning))
}

// percent rounds down, so that 100 means all; but not to 0 what is there.
func percent(n, of int) int {
	if n == 0 || of == 0 {
		return 0
	}
	return max(1, 100*n/of)
}

// A textSection is a section as it is written with so many entries.
type textSection struct {
	section
	entries int // 1 or less where none is to be left out
	text    []byte
}

// newSection writes an empty line, a heading, what to do, and the first entries.
func (t *textLayout) newSection(s section, entries int) textSection {
	if s.Kinds {
		entries = 0
	}
	w := &textLayout{columns: t.columns, colour: t.colour}
	w.line()
	w.line(w.paint(strong, s.Heading))
	w.paragraph("", faint, s.Advice)
	lead := 0
	for _, e := range s.Entries {
		lead = max(lead, uniseg.StringWidth(e.Lead))
	}
	first, indent := "  ", "  "
	if lead > 0 {
		indent = strings.Repeat(" ", lead+4)
	}
	for i, e := range s.Entries {
		last := i == len(s.Entries)-1 && e.isTitle() // takes no more room than to tell of it
		if i == entries && !s.Kinds && !last {
			w.line("  ", w.paint(faint, fmt.Sprintf("… and %d more (--format json has all)", len(s.Entries)-i)))
			break
		}
		if lead > 0 {
			first = "  " + w.paint(accent, strings.Repeat(" ", lead-uniseg.StringWidth(e.Lead))+e.Lead) + "  "
		}
		w.entry(e, first, indent)
	}
	return textSection{s, entries, w.out}
}

// entry writes an entry in as few lines as it can: one for the title, one for
// its parts, one for the note.
func (t *textLayout) entry(e sectionEntry, first, indent string) {
	t.cut(first, indent, plain, e.Title)
	if e.ShowURL && e.URL != "" && e.URL != e.Title {
		t.line(indent, t.paint(faint, printable(e.URL))) // never broken, so that it can be copied
	}
	if len(e.Parts) > 0 {
		t.line(indent, fitting(e.Parts, t.columns-len(indent)))
	}
	if e.Note != "" {
		t.cut(indent, indent, faint, e.Note)
	}
}

// fitting names as many parts as fit in a line, one at least, and tells how many
// are left.
func fitting(parts []sectionEntry, room int) string {
	names, line := "", ""
	for i, part := range parts {
		left := ""
		if more := len(parts) - i - 1; more > 0 {
			left = fmt.Sprintf(" and %d more", more)
		}
		name := printable(part.Title)
		if i == 0 {
			names = shorten(name, room-len(left))
		} else if names += " · " + name; uniseg.StringWidth(names+left) > room {
			break
		}
		line = names + left
	}
	return line
}

// cut writes text in one line, however long it is.
func (t *textLayout) cut(first, indent string, s style, text string) {
	t.line(first, t.paint(s, shorten(printable(text), t.columns-len(indent))))
}

// shorten cuts text to so many columns.
func shorten(text string, columns int) string {
	if uniseg.StringWidth(text) <= columns {
		return text
	}
	text = wrap(text, columns-2)[0]
	for uniseg.StringWidth(text) > columns-2 { // one word that is longer than the line
		_, size := utf8.DecodeLastRuneInString(text)
		text = text[:len(text)-size]
	}
	return text + " …"
}
