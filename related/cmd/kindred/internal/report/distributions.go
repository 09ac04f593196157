package report

import (
	"fmt"
	"time"
)

// A Bin counts what one bar of a chart stands for.
type Bin struct {
	Label string `json:"label"`
	Count int    `json:"count"`
}

// Distributions are what the charts show.
type Distributions struct {
	InDegrees   []Bin `json:"in_degrees"`   // articles by the number of lists that show them
	ListLengths []Bin `json:"list_lengths"` // articles by the length of their list
	Scores      []Bin `json:"scores"`       // entries of lists by their score
	Dates       []Bin `json:"dates"`        // articles by the time of their publication
	// DateUnit is what a bin of Dates spans: day, week, month, quarter, year,
	// decade, century or millennium.
	DateUnit string `json:"date_unit,omitempty"`
}

// maxBins is how many bars fit beside each other on a phone.
const maxBins = 12

func (c *Collection) distributions() *Distributions {
	lengths := make([]int, len(c.Lists))
	var scores []float64
	var dates []time.Time
	for i, l := range c.Lists {
		lengths[i] = len(l.Related)
		for _, m := range l.Related {
			scores = append(scores, m.Score)
		}
		if day := c.article(i).Date; !day.IsZero() {
			dates = append(dates, day)
		}
	}
	d := &Distributions{InDegrees: countBins(c.shown, 0), ListLengths: countBins(lengths, c.length), Scores: scoreBins(scores)}
	d.Dates, d.DateUnit = dateBins(dates)
	return d
}

// countBins counts numbers from 0 to the greatest, or to least if that is more.
// Where they are too many for a bar each, they share bars; 0 keeps its own, as
// it is a matter of its own.
func countBins(numbers []int, least int) []Bin {
	bins := []Bin{}
	if len(numbers) == 0 {
		return bins
	}
	most := least
	for _, n := range numbers {
		most = max(most, n)
	}
	wide := max(1, (most+maxBins-2)/(maxBins-1))
	bins = append(bins, Bin{Label: "0"})
	for from := 1; from <= most; from += wide {
		bins = append(bins, Bin{Label: span(from, min(from+wide-1, most))})
	}
	for _, n := range numbers {
		at := 0
		if n > 0 {
			at = 1 + (n-1)/wide
		}
		bins[at].Count++
	}
	return bins
}

func span(from, to int) string {
	if from == to {
		return fmt.Sprint(from)
	}
	return fmt.Sprintf("%d–%d", from, to)
}

// scoreBins counts scores in steps of .05, up to the greatest.
func scoreBins(scores []float64) []Bin {
	bins := []Bin{}
	for _, s := range scores {
		at := min(19, max(0, int(float64(s*1e4)+.5)/500))
		for len(bins) <= at {
			bins = append(bins, Bin{Label: fmt.Sprintf("%.2f", float64(len(bins))/20)})
		}
		bins[at].Count++
	}
	return bins
}
