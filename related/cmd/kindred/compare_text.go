package main

import (
	"fmt"
	"strings"

	"github.com/rivo/uniseg"
)

// comparison writes the figures of two sets of lists, and then the lists that
// differ, side by side:
//
//	Harbour bridge closes for a year
//	https://gazette.example/bridge
//	    Ferry timetable doubled                Ferry timetable doubled
//	-   Zwieback                           +   Who looks after the cables?
func (t *textLayout) comparison(c *comparison) []byte {
	t.sides(c.A.Name, c.B.Name)
	t.comparisonFigures(c)
	if c.Changed == 0 {
		t.line()
		t.line(t.paint(strong, "No list differs."))
	}
	for _, l := range c.Lists {
		t.line()
		t.changedList(l)
	}
	if more := c.Changed - len(c.Lists); more > 0 {
		t.line()
		t.line(t.paint(faint, fmt.Sprintf("%d more differ; --show 0 shows all", more)))
	}
	t.onlyOneHas("A", c.OnlyA)
	t.onlyOneHas("B", c.OnlyB)
	return t.out
}

func (t *textLayout) comparisonFigures(c *comparison) {
	of := func(n, all int) string { return fmt.Sprintf("%d of %d", n, all) }
	for _, f := range []figure{
		{"lists that differ", of(c.Changed, c.Compared)},
		{"entries gone", of(c.Gone, c.A.Entries)},
		{"entries new", of(c.New, c.B.Entries)},
		{"entries moved", fmt.Sprint(c.Moved)},
		{"mean overlap", fmt.Sprintf("%.4f", c.Overlap)},
		{"mean RBO", fmt.Sprintf("%.4f", c.RBO)},
		{"coverage@4", fmt.Sprintf("A %.4f, B %.4f", c.A.Coverage, c.B.Coverage)},
		{"max in-degree@4", fmt.Sprintf("A %d, B %d", c.A.MaxInDegree, c.B.MaxInDegree)},
	} {
		t.line(pad(f.label, 19), f.value)
	}
	if len(c.OnlyA)+len(c.OnlyB) > 0 {
		t.line(pad("lists of one side", 19), fmt.Sprintf("A %d, B %d", len(c.OnlyA), len(c.OnlyB)))
	}
}

// changedList writes an article and its two lists in two columns.
func (t *textLayout) changedList(l changedList) {
	t.paragraph("", strong, title(l.Title, l.URL, l.ID))
	if address := printable(firstOf(l.URL, l.ID)); address != printable(title(l.Title, l.URL, l.ID)) {
		t.line(t.paint(faint, address))
	}
	for i := range max(1, len(l.A), len(l.B)) {
		left, right := t.comparedEntry(l.A, i), t.comparedEntry(l.B, i)
		if left == "" {
			left = strings.Repeat(" ", t.cell())
		}
		t.line(strings.TrimRight(left+gutter+right, " "))
	}
}

const (
	gutter    = "  " // between the columns
	markWidth = 4    // what stands before a title: + or ↓39, and a space
)

// cell is the width of one of the two columns.
func (t *textLayout) cell() int { return (t.columns - len(gutter)) / 2 }

// comparedEntry is one entry of a list as a cell, "" if the list is shorter.
func (t *textLayout) comparedEntry(entries []comparedEntry, i int) string {
	room := t.cell() - markWidth
	if len(entries) == 0 && i == 0 {
		return strings.Repeat(" ", markWidth) + t.paint(faint, pad(fit("no related article", room), room))
	}
	if i >= len(entries) {
		return ""
	}
	e := entries[i]
	mark, s := "", plain
	switch {
	case e.Change == changeGone:
		mark = "-"
	case e.Change == changeNew:
		mark = "+"
	case e.Change == changeMoved && e.Was > i+1:
		mark = fmt.Sprint("↑", e.Was-i-1)
	case e.Change == changeMoved:
		mark = fmt.Sprint("↓", i+1-e.Was)
	default:
		s = faint
	}
	return t.paint(accent, pad(mark, markWidth)) + t.paint(s, pad(fit(printable(title(e.Title, e.URL, e.ID)), room), room))
}

// onlyOneHas names the articles that the other side has no list for.
func (t *textLayout) onlyOneHas(side string, articles []article) {
	if len(articles) == 0 {
		return
	}
	t.line()
	t.line(t.paint(strong, fmt.Sprintf("Only %s has a list for", side)))
	for _, a := range articles[:min(listsShown, len(articles))] {
		t.hanging("    ", "    ", plain, title(a.Title, a.URL, a.ID))
	}
	if more := len(articles) - listsShown; more > 0 {
		t.line(t.paint(faint, fmt.Sprintf("    and %d more; --format json names all", more)))
	}
}

// fit cuts text to so many columns, with an ellipsis for what is left out.
func fit(text string, columns int) string {
	if uniseg.StringWidth(text) <= columns {
		return text
	}
	var kept strings.Builder
	room := columns - 1
	for clusters := uniseg.NewGraphemes(text); clusters.Next() && clusters.Width() <= room; room -= clusters.Width() {
		kept.WriteString(clusters.Str())
	}
	return strings.TrimRight(kept.String(), " ") + "…"
}
