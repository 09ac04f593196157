// Package chart works out where the parts of a small chart are. It draws
// nothing: a template does.
//
// Across, everything is in percent and so fits any width without scaling the
// text; down, it is in pixels. All is reckoned in whole hundredths, so that the
// same numbers give the same chart on every machine.
package chart

import (
	"cmp"
	"strconv"
	"unicode/utf8"
)

// A Point is one value to show.
type Point struct {
	Label string
	Count int
}

// A Bar is where one value of a column chart is.
type Bar struct {
	Point
	X, Width, Middle float64 // in percent
	Y, Height        int     // in pixels
	ShowLabel        bool    // below the bar; where all are shown they would touch
	ShowCount        bool    // above it
	Anchor           string  // what stands at Middle or the edge: start, middle or end
	LabelX           float64 // in percent
}

// Columns is a chart of upright bars.
type Columns struct {
	Bars   []Bar
	Base   int // where the bars stand
	Height int // of everything, in pixels
}

const (
	above = 20 // room for a count
	below = 22 // room for a label
	share = 72 // percent of its place that a bar takes
)

// NewColumns places a bar for each point, the highest of them plot pixels high,
// with at most so many labels.
func NewColumns(points []Point, plot, labels int) Columns {
	c := Columns{Base: above + plot, Height: above + plot + below}
	n, most, highest := len(points), 0, -1
	for i, p := range points {
		if p.Count > most {
			most, highest = p.Count, i
		}
	}
	// Labels stand at equal distances, beginning with the first. Counts stand on
	// all bars where there is room, else on the highest alone.
	step := 1
	if labels > 0 && n > labels {
		step = (n + labels - 1) / labels
	}
	roomy := n <= min(12, 36/len(strconv.Itoa(most)))
	for i, p := range points {
		b := Bar{Point: p, Anchor: "middle", ShowLabel: labels > 0 && i%step == 0}
		left, right := 10000*i/n, 10000*(i+1)/n
		width := (right - left) * share / 100
		b.X, b.Width = hundredths(left+(right-left-width)/2), hundredths(width)
		b.Middle = hundredths((left + right) / 2)
		b.LabelX = b.Middle
		switch long := step > 1 && (n > 12 || utf8.RuneCountInString(p.Label) > 5); {
		case long && i == 0: // or it would be cut off at the edge
			b.Anchor, b.LabelX = "start", b.X
		case long && i+step >= n && 4*(n-i) < n:
			b.Anchor, b.LabelX = "end", hundredths(right)
		}
		if p.Count > 0 {
			b.Height = max(2, p.Count*plot/cmp.Or(most, 1))
		}
		b.Y = c.Base - b.Height
		b.ShowCount = p.Count > 0 && (roomy || i == highest)
		c.Bars = append(c.Bars, b)
	}
	return c
}

// A Segment is where one value of a stacked bar is.
type Segment struct {
	Point
	X, Width float64 // in percent
	Percent  int     // of the whole, rounded
	Shade    int     // 1 for the first segment, and so on
}

// NewStack places the points side by side in one bar. Points after the first
// most-1 share a segment of the given name.
func NewStack(points []Point, most int, others string) []Segment {
	total := 0
	for _, p := range points {
		total += max(0, p.Count)
	}
	if total == 0 {
		return nil
	}
	if len(points) > most {
		rest := Point{Label: others}
		for _, p := range points[most-1:] {
			rest.Count += max(0, p.Count)
		}
		points = append(points[:most-1:most-1], rest)
	}
	var all []Segment
	sum := 0
	for _, p := range points {
		if p.Count <= 0 {
			continue
		}
		left, right := 10000*sum/total, 10000*(sum+p.Count)/total
		sum += p.Count
		all = append(all, Segment{p, hundredths(left), hundredths(right - left), (200*p.Count + total) / (2 * total), len(all) + 1})
	}
	return all
}

func hundredths(n int) float64 { return float64(n) / 100 }
