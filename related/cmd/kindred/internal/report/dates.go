package report

import (
	"fmt"
	"time"
)

// A unit is a length of time in which articles are counted.
type unit struct {
	name                string
	years, months, days int
	label               func(time.Time) string
}

var units = []unit{
	{"day", 0, 0, 1, format(time.DateOnly)},
	{"week", 0, 0, 7, format(time.DateOnly)},
	{"month", 0, 1, 0, format("2006-01")},
	{"quarter", 0, 3, 0, func(t time.Time) string { return fmt.Sprintf("%04d Q%d", t.Year(), (t.Month()+2)/3) }},
	{"year", 1, 0, 0, format("2006")},
	{"decade", 10, 0, 0, format("2006s")},
	{"century", 100, 0, 0, format("2006s")},
	{"millennium", 1000, 0, 0, format("2006s")},
}

func format(layout string) func(time.Time) string {
	return func(t time.Time) string { return t.Format(layout) }
}

// begin goes back to the beginning of the unit that a time is in.
func (u unit) begin(t time.Time) time.Time {
	year, month, day := t.Date()
	switch {
	case u.years > 0:
		year, month, day = year-year%u.years, time.January, 1
	case u.months > 0:
		month, day = month-(month-1)%time.Month(u.months), 1
	case u.days == 7:
		day -= (int(t.Weekday()) + 6) % 7 // Monday
	}
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// maxDates is the most bars of a chart over time, which is wide.
const maxDates = 48

// dateBins counts days, or weeks, months, years: the shortest of which there are
// not too many.
func dateBins(dates []time.Time) (bins []Bin, name string) {
	bins = []Bin{}
	if len(dates) == 0 {
		return bins, ""
	}
	first, last := dates[0], dates[0]
	for _, d := range dates {
		if d.Before(first) {
			first = d
		}
		if d.After(last) {
			last = d
		}
	}
	for _, u := range units {
		at := make(map[time.Time]int)
		bins = bins[:0]
		for t := u.begin(first); !t.After(last) && len(bins) <= maxDates; t = t.AddDate(u.years, u.months, u.days) {
			at[t] = len(bins)
			bins = append(bins, Bin{Label: u.label(t)})
		}
		if len(bins) > maxDates {
			continue
		}
		for _, d := range dates {
			bins[at[u.begin(d)]].Count++
		}
		return bins, u.name
	}
	return bins[:0], ""
}
