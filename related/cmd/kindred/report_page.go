package main

import (
	_ "embed"
	"fmt"
	"html/template"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/kindred-go/kindred/related/cmd/kindred/internal/chart"
	"github.com/kindred-go/kindred/related/cmd/kindred/internal/report"
)

//go:embed report.html.tmpl
var reportText string

//go:embed report.css
var reportCSS string

var reportTemplate = template.Must(template.New("report").Parse(reportText))

// A reportPage shows a report on one page. It shares the look of the page with
// the lists, needs no other file and asks nothing of the network.
type reportPage struct {
	Title    string
	Facts    string
	CSS      template.CSS
	Keys     []keyFigure
	Charts   []reportChart
	Sections []pageSection
	None     string
}

// A keyFigure is a number to remember.
type keyFigure struct{ Value, Unit, Meaning string }

// A reportChart is a chart, with all it shows in words as well.
type reportChart struct {
	ID       string
	Title    string
	Sentence string // what is to be seen on it
	Words    string // all its numbers, for those who can't see it
	Unit     string // what is counted: the head of the table
	Class    string
	Points   []chart.Point
	*chart.Columns
	Stack []chart.Segment
}

// A pageSection shows the first entries of a section and folds up the others.
type pageSection struct {
	section
	First, More []sectionEntry
}

// On a page there is room for more entries than in a terminal.
const (
	pageEntries = 10
	pageFolded  = 500
)

// Plain reports whether its entries are titles and nothing else.
func (s pageSection) Plain() bool {
	return !slices.ContainsFunc(s.Entries, func(e sectionEntry) bool { return !e.isTitle() })
}

// Left is how many entries are on no page, so that a large site's stays light.
func (s pageSection) Left() int { return len(s.Entries) - len(s.First) - len(s.More) }

// FewParts are the parts that an entry shows on the page: some lines of them,
// which are many tags or a few titles.
func (e sectionEntry) FewParts() []sectionEntry {
	const room = 500 // characters
	used := 0
	for i, part := range e.Parts {
		if used += utf8.RuneCountInString(part.Title); used > room && i > 0 {
			return e.Parts[:i]
		}
	}
	return e.Parts
}

// PartsLeft is how many it does not show.
func (e sectionEntry) PartsLeft() int { return len(e.Parts) - len(e.FewParts()) }

// Link is the entry's address if a browser should follow it.
func (e sectionEntry) Link() string {
	if isWebAddress(e.URL) {
		return e.URL
	}
	return ""
}

func renderReport(r *report.Report) ([]byte, error) {
	p := reportPage{Title: firstOf(r.Title, "Related articles"), Facts: facts(r.Summary), CSS: template.CSS(pageCSS + reportCSS)}
	if r.Summary.Articles > 0 {
		p.Keys = keyFigures(r)
		p.Charts = reportCharts(r)
		var none []string
		for _, s := range sections(r) {
			if len(s.Entries) == 0 {
				none = append(none, s.None)
				continue
			}
			first := min(pageEntries, len(s.Entries))
			more := min(first+pageFolded, len(s.Entries))
			p.Sections = append(p.Sections, pageSection{s, s.Entries[:first], s.Entries[first:more]})
		}
		if len(none) > 0 {
			p.None = "There are no " + orList(none) + "."
		}
	}
	return renderHTML(reportTemplate, p)
}

func keyFigures(r *report.Report) []keyFigure {
	s := r.Summary
	most := "lists show the same article"
	if a := s.MostShown; a != nil {
		most = fmt.Sprintf("%s with “%s”, more than with any other", noun(s.MaxInDegree, "list"), shorten(printable(title(a.Title, a.URL, a.ID)), 60))
	}
	return []keyFigure{
		{fmt.Sprint(percent(articlesShown(r), s.Articles)), "%", fmt.Sprintf("of the articles are in some list: %d of %d", articlesShown(r), s.Articles)},
		{fmt.Sprint(percent(s.FullLists, s.Articles)), "%", fmt.Sprintf("of the lists are full, with all %d entries: %d of %d", s.ListLength, s.FullLists, s.Articles)},
		{fmt.Sprint(s.MaxInDegree), "", most},
		{fmt.Sprintf("%.2f", s.MeanScore), "", "is the mean score, from 0, nothing in common, to 1, the same text"},
	}
}

// plot is how high the highest bar of a chart is, in pixels.
const plot = 96

func reportCharts(r *report.Report) []reportChart {
	d := r.Distributions
	s := r.Summary
	charts := []reportChart{
		newColumns("indegrees", "How often articles are shown", "lists that show an article", "articles", d.InDegrees, labelsFor(d.InDegrees),
			fmt.Sprintf("An article is in %.1f lists on average; %d in none.", s.MeanInDegree, len(r.Unseen))),
		newColumns("lengths", "How long lists are", "entries in a list", "lists", d.ListLengths, labelsFor(d.ListLengths),
			fmt.Sprintf("%d of %d have all %d entries.", s.FullLists, s.Articles, s.ListLength)),
	}
	if len(d.Scores) > 0 {
		charts = append(charts, newColumns("scores", "How good matches are", "score, from", "matches", d.Scores, 8,
			fmt.Sprintf("They score %.2f on average.", s.MeanScore)))
	}
	if len(d.Dates) > 0 {
		c := newColumns("dates", "Articles by "+d.DateUnit, d.DateUnit, "articles", datePoints(d.Dates, d.DateUnit), 4,
			fmt.Sprintf("From %s to %s.", longDate(s.First), longDate(s.Last)))
		c.Class = "wide"
		charts = append(charts, c)
	}
	if mix := r.Languages.Mix; len(mix) > 0 {
		charts = append(charts, newLanguageChart(r))
	}
	return charts
}

// labelsFor is how many labels fit below a chart: of "19–20", fewer than of "8".
func labelsFor(bins []report.Bin) int {
	if slices.ContainsFunc(bins, func(b report.Bin) bool { return len(b.Label) > 2 }) {
		return 6
	}
	return 12
}

func newColumns(id, title, axis, unit string, bins []report.Bin, labels int, sentence string) reportChart {
	c := reportChart{ID: id, Title: title, Sentence: sentence, Unit: unit}
	var words []string
	for _, b := range bins {
		c.Points = append(c.Points, chart.Point{Label: b.Label, Count: b.Count})
		words = append(words, fmt.Sprintf("%s: %d", b.Label, b.Count))
	}
	c.Words = fmt.Sprintf("Number of %s by %s. %s.", unit, axis, strings.Join(words, "; "))
	columns := chart.NewColumns(c.Points, plot, labels)
	c.Columns = &columns
	return c
}

func newLanguageChart(r *report.Report) reportChart {
	c := reportChart{ID: "mix", Title: "Languages", Unit: "articles"}
	var words []string
	for _, m := range r.Languages.Mix {
		p := chart.Point{Label: languageName(m.Language), Count: m.Articles}
		c.Points = append(c.Points, p)
	}
	if n := len(r.Languages.Unknown); n > 0 {
		c.Points = append(c.Points, chart.Point{Label: "Unknown", Count: n})
	}
	for _, p := range c.Points {
		words = append(words, fmt.Sprintf("%s: %d", p.Label, p.Count))
	}
	c.Words = fmt.Sprintf("Number of articles by language. %s.", strings.Join(words, "; "))
	c.Stack = chart.NewStack(c.Points, 5, "Others")
	c.Sentence = "All articles are in " + c.Points[0].Label + "."
	if n := len(c.Points); n > 1 {
		c.Sentence = fmt.Sprintf("%d%% of the articles are in %s.", percent(c.Points[0].Count, r.Summary.Articles), c.Points[0].Label)
		if c.Points[0].Label == "Unknown" {
			c.Sentence = ""
		}
	}
	return c
}

// datePoints turns the dates of a report into what people write.
func datePoints(bins []report.Bin, unit string) []report.Bin {
	layouts := map[string][2]string{
		"day":   {time.DateOnly, "2 Jan 2006"},
		"week":  {time.DateOnly, "2 Jan 2006"},
		"month": {"2006-01", "Jan 2006"},
	}
	layout, ok := layouts[unit]
	if !ok {
		return bins
	}
	named := make([]report.Bin, len(bins))
	for i, b := range bins {
		named[i] = b
		if t, err := time.Parse(layout[0], b.Label); err == nil {
			named[i].Label = t.Format(layout[1])
		}
	}
	return named
}
