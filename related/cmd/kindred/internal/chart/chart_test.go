package chart

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestColumnsOfOneValue(t *testing.T) {
	want := Columns{
		Bars:   []Bar{{Point: Point{"0", 7}, X: 14, Width: 72, Middle: 50, Y: 20, Height: 100, ShowLabel: true, ShowCount: true, Anchor: "middle", LabelX: 50}},
		Base:   120,
		Height: 142,
	}
	if diff := cmp.Diff(want, NewColumns([]Point{{"0", 7}}, 100, 12)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Whatever the numbers, every bar is a number, on the chart, and beside the one
// before it.
func TestColumnsStayOnTheChart(t *testing.T) {
	for _, c := range []struct{ n, count, labels int }{
		{0, 0, 12}, {1, 0, 12}, {2, 1, 12}, {12, 0, 12}, {13, 5, 12}, {36, 1_000_000, 4}, {36, 1, 0}, {7, 3, 1},
	} {
		points := make([]Point, c.n)
		for i := range points {
			points[i].Count = i % 3 * c.count
		}
		chart := NewColumns(points, 100, c.labels)
		labels, before := 0, 0.0
		for _, b := range chart.Bars {
			for _, x := range []float64{b.X, b.Width, b.Middle, b.LabelX} {
				if math.IsNaN(x) || x < 0 || x > 100 {
					t.Errorf("%v: %v is not on the chart", c, x)
				}
			}
			if b.X < before || b.Width <= 0 {
				t.Errorf("%v: a bar from %v, %v wide, after one that ends at %v", c, b.X, b.Width, before)
			}
			before = b.X + b.Width
			if b.Y < above || b.Height < 0 || b.Y+b.Height != chart.Base || b.Height == 0 != (b.Count == 0) {
				t.Errorf("%v: a bar of %d is %d high, from %d", c, b.Count, b.Height, b.Y)
			}
			if b.ShowLabel {
				labels++
			}
		}
		if len(chart.Bars) != c.n || labels > max(0, c.labels) {
			t.Errorf("%v: %d bars, %d labels", c, len(chart.Bars), labels)
		}
	}
}

func TestStack(t *testing.T) {
	cases := []struct {
		name   string
		points []Point
		want   []Segment
	}{
		{"none", nil, nil},
		{"all zero", []Point{{"en", 0}}, nil},
		{"one", []Point{{"en", 3}}, []Segment{{Point{"en", 3}, 0, 100, 100, 1}}},
		{"no gap between thirds", []Point{{"en", 1}, {"de", 1}, {"fr", 1}}, []Segment{
			{Point{"en", 1}, 0, 33.33, 33, 1}, {Point{"de", 1}, 33.33, 33.33, 33, 2}, {Point{"fr", 1}, 66.66, 33.34, 33, 3},
		}},
		{"others share one", []Point{{"en", 5}, {"de", 2}, {"fr", 1}, {"es", 1}, {"it", 1}}, []Segment{
			{Point{"en", 5}, 0, 50, 50, 1}, {Point{"de", 2}, 50, 20, 20, 2}, {Point{"others", 3}, 70, 30, 30, 3},
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, NewStack(c.points, 3, "others")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
