package related

import (
	"fmt"
	"testing"
	"time"
)

func TestTimeFactor(t *testing.T) {
	c := &calendar{day: []int32{0, 0, 14, 140000, noDay}}
	c.setScale(14)
	for _, test := range []struct {
		a, b int
		want string
	}{
		{0, 1, "1.000"},
		{0, 2, "0.700"}, // the scale apart
		{2, 0, "0.700"},
		{0, 3, "0.400"}, // centuries
		{0, 4, "0.700"}, // no date
		{4, 4, "0.700"},
	} {
		if got := fmt.Sprintf("%.3f", c.factor(c.day[test.a], c.day[test.b])); got != test.want {
			t.Errorf("days %d and %d: factor %s, want %s", c.day[test.a], c.day[test.b], got, test.want)
		}
	}
	c.setScale(0)
	if got := c.factor(0, 140000); got != 1 {
		t.Errorf("where dates do not count the factor is %v, want 1", got)
	}
}

// Two topics that each came and went give a scale; the same dates spread over
// both topics, or the same date for all, say nothing.
func TestAutoScale(t *testing.T) {
	site := func(published func(i int) time.Time) []Document {
		var docs []Document
		for i := range 80 {
			topic := "harbour ferry strike crew island sailing"
			if i >= 40 {
				topic = "wolf sheep pasture shepherd fence collar"
			}
			docs = append(docs, Document{
				ID: fmt.Sprintf("%03d", i), Language: "en", Published: published(i),
				Title: fmt.Sprintf("Report %d", i), Content: fmt.Sprintf("%s %s number%d word%d", topic, topic[:20], i, i*7%80),
			})
		}
		return docs
	}
	start := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		name      string
		recency   Recency
		published func(i int) time.Time
		counts    bool
	}{
		{"topics that came and went", RecencyAuto, func(i int) time.Time { return start.AddDate(i/40*3, 0, i%40) }, true},
		{"the zero value", "", func(i int) time.Time { return start.AddDate(i/40*3, 0, i%40) }, true},
		{"topics at all times", RecencyAuto, func(i int) time.Time { return start.AddDate(0, 0, i*37%40*30) }, false},
		{"all on one day", RecencyAuto, func(int) time.Time { return start }, false},
		{"no dates", RecencyAuto, func(int) time.Time { return time.Time{} }, false},
		{"evergreen", RecencyEvergreen, func(i int) time.Time { return start.AddDate(i/40*3, 0, i%40) }, false},
		{"news", RecencyNews, func(i int) time.Time { return start.AddDate(0, 0, i*37%40*30) }, true},
	} {
		x := mustNew(t, site(test.published), &Options{Recency: test.recency})
		if got := x.calendar.scale > 0; got != test.counts {
			t.Errorf("%s: dates count is %v (scale %d), want %v", test.name, got, x.calendar.scale, test.counts)
		}
	}
}
