package report

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestCountBins(t *testing.T) {
	for _, c := range []struct {
		name    string
		numbers []int
		least   int
		want    []Bin
	}{
		{"nothing", nil, 4, []Bin{}},
		{"one value", []int{0}, 0, []Bin{{"0", 1}}},
		{"up to a full list", []int{1, 1}, 2, []Bin{{"0", 0}, {"1", 2}, {"2", 0}}},
		{"two to a bar", []int{0, 1, 2, 13}, 0, []Bin{{"0", 1}, {"1–2", 2}, {"3–4", 0}, {"5–6", 0}, {"7–8", 0}, {"9–10", 0}, {"11–12", 0}, {"13", 1}}},
	} {
		if diff := cmp.Diff(c.want, countBins(c.numbers, c.least)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
	for most := range 500 {
		if bins := countBins([]int{most}, 0); len(bins) > maxBins || bins[len(bins)-1].Count != 1 {
			t.Errorf("%d: %v", most, bins)
		}
	}
}

func TestScoreBins(t *testing.T) {
	want := []Bin{{"0.00", 1}, {"0.05", 1}, {"0.10", 0}, {"0.15", 2}}
	if diff := cmp.Diff(want, scoreBins([]float64{.0499, .05, .15, .1999})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if bins := scoreBins([]float64{1, -1}); len(bins) != 20 || bins[19].Count != 1 || bins[0].Count != 1 {
		t.Errorf("the ends of the scale: %v", bins)
	}
}

func TestDateBins(t *testing.T) {
	date := func(s string) time.Time {
		d, err := time.Parse(time.DateTime, s+" 23:30:00")
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range []struct {
		dates []string
		unit  string
		want  []Bin
	}{
		{nil, "", []Bin{}},
		{[]string{"2025-03-01"}, "day", []Bin{{"2025-03-01", 1}}},
		{[]string{"2025-02-28", "2025-03-01", "2025-03-01"}, "day", []Bin{{"2025-02-28", 1}, {"2025-03-01", 2}}},
	} {
		var dates []time.Time
		for _, s := range c.dates {
			dates = append(dates, date(s))
		}
		bins, unit := dateBins(dates)
		if diff := cmp.Diff(c.want, bins); diff != "" || unit != c.unit {
			t.Errorf("%v: %s (-want +got):\n%s", c.dates, unit, diff)
		}
	}
	for _, c := range []struct{ first, last, unit, one, other string }{
		{"2025-01-01", "2025-03-02", "week", "2024-12-30", "2025-02-24"},
		{"2024-01-15", "2025-12-31", "month", "2024-01", "2025-12"},
		{"2016-02-29", "2025-12-31", "quarter", "2016 Q1", "2025 Q4"},
		{"1989-12-31", "2025-01-01", "year", "1989", "2025"},
		{"1901-12-31", "2025-01-01", "decade", "1900s", "2020s"},
		{"1455-01-01", "2025-01-01", "century", "1400s", "2000s"},
		{"0001-06-01", "9999-01-01", "millennium", "0000s", "9000s"},
	} {
		bins, unit := dateBins([]time.Time{date(c.last), date(c.first)})
		if unit != c.unit || bins[0] != (Bin{c.one, 1}) || bins[len(bins)-1] != (Bin{c.other, 1}) || len(bins) > maxDates {
			t.Errorf("%s to %s: %s, %v", c.first, c.last, unit, bins)
		}
	}
}
