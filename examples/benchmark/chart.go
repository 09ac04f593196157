package main

import (
	"cmp"
	"fmt"
	"html"
	"math"
	"slices"
	"strings"
)

// Measures of the chart, in pixels.
const (
	chartWidth   = 760
	chartTop     = 84  // to the first bar
	chartRow     = 32  // from bar to bar
	chartBar     = 18  // the height of a bar
	chartLeft    = 120 // to the start of bars
	chartRight   = 560 // to the end of the scale
	chartSeconds = 640 // to the end of the figures for time
)

// An SVG in an img element follows the reader's choice of light or dark, and lies
// on the page's own background.
const chartStyle = `
text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1f2328 }
.title { font-size: 15px; font-weight: 600 }
.note { fill: #59636e; font-size: 12px }
.own { font-weight: 600 }
line { stroke: #d1d9e0 }
rect { fill: #8c959f }
rect.own { fill: #1a7f37 }
.end { text-anchor: end }
.middle { text-anchor: middle }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc }
  .note { fill: #9198a1 }
  line { stroke: #3d444d }
  rect { fill: #656c76 }
  rect.own { fill: #3fb950 }
}
`

// chart draws the CPU time of every system on a log scale, fastest first, as SVG.
func (r *report) chart() string {
	bars := slices.Clone(r.Systems)
	slices.SortStableFunc(bars, func(a, b result) int { return cmp.Compare(a.cpu(), b.cpu()) })
	scale := newLogScale(bars)
	bottom := chartTop + chartRow*len(bars)

	var b strings.Builder
	text := func(class string, x float64, y int, content string) {
		fmt.Fprintf(&b, "<text class=%q x=\"%.0f\" y=\"%d\">%s</text>\n", class, x, y, html.EscapeString(content))
	}
	title := fmt.Sprintf("Lists of related articles for %s articles: seconds of CPU", thousands(r.Corpus.Articles))
	fmt.Fprintf(&b, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"title\">\n", chartWidth, bottom+26)
	fmt.Fprintf(&b, "<title id=\"title\">%s</title>\n<style>%s</style>\n", html.EscapeString(chartText(title, bars)), chartStyle)
	text("title", 0, 18, title)
	text("note", 0, 38, r.chartNote())
	text("note end", chartSeconds, chartTop-16, "seconds")
	text("note end", chartWidth, chartTop-16, "story precision")
	for decade := scale.low; decade <= scale.high; decade++ {
		x := scale.x(math.Pow10(decade))
		fmt.Fprintf(&b, "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>\n", x, x, chartTop-10, bottom)
		text("note middle", x, bottom+18, fmt.Sprint(math.Pow10(decade)))
	}
	for i := range bars {
		s := &bars[i]
		class := ""
		if strings.HasPrefix(s.Key, "kindred") {
			class = " own"
		}
		y := chartTop + i*chartRow
		base := y + chartBar/2 + 5
		name := s.Name
		if s.Given != "" {
			name += "*"
		}
		text("end"+class, chartLeft-10, base, name)
		fmt.Fprintf(&b, "<rect class=%q x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"3\"/>\n",
			strings.TrimSpace(class), chartLeft, y, max(scale.x(s.cpu())-chartLeft, 1), chartBar)
		text("end"+class, chartSeconds, base, s.said())
		text("end"+class, chartWidth, base, share(s.Precision))
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// said is the time for everything, with a mark if it is scaled.
func (r *result) said() string {
	if r.Scaled {
		return "~" + seconds(r.cpu())
	}
	return seconds(r.cpu())
}

func (r *report) chartNote() string {
	note := "log scale; build and all lists of ten, user and system time"
	if len(r.gifts()) > 0 {
		note += "; * handed its keywords for free"
	}
	if r.samples() != nil {
		note += "; ~ scaled from a sample of the lists"
	}
	return note
}

// chartText is the whole chart in words.
func chartText(title string, bars []result) string {
	said := make([]string, len(bars))
	for i := range bars {
		said[i] = bars[i].Name + " " + bars[i].said()
	}
	return title + ". " + strings.Join(said, "; ") + "."
}

// A logScale spans whole decades, from 10^low to 10^high.
type logScale struct{ low, high int }

func newLogScale(bars []result) logScale {
	least, most := math.Inf(1), math.Inf(-1)
	for _, s := range bars {
		decades := math.Log10(max(s.cpu(), 1e-6))
		least, most = min(least, decades), max(most, decades)
	}
	if len(bars) == 0 {
		return logScale{-1, 0}
	}
	low := int(math.Floor(least))
	return logScale{low, max(int(math.Ceil(most)), low+1)}
}

// x is where a time in seconds lies, in pixels.
func (s logScale) x(seconds float64) float64 {
	share := (math.Log10(max(seconds, 1e-6)) - float64(s.low)) / float64(s.high-s.low)
	return chartLeft + share*(chartRight-chartLeft)
}
