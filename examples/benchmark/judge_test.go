package main

import (
	"strings"
	"testing"
)

func TestOverlap(t *testing.T) {
	tests := []struct {
		name         string
		lists, other ranking
		want         float64
	}{
		{"half", ranking{[][]int{{1, 2}, {0, 2}}, 1}, ranking{[][]int{{2, 3}, {2, 3}}, 1}, .5},
		{"the order doesn't matter", ranking{[][]int{{1, 2}}, 1}, ranking{[][]int{{2, 1}}, 1}, 1},
		{"a short list misses the rest", ranking{[][]int{{1}}, 1}, ranking{[][]int{{1, 2, 3, 4}}, 1}, .25},
		{"only articles that both have", ranking{[][]int{{1}, {9}, {4}}, 2}, ranking{[][]int{{1}, {5}, {5}, {5}, {4}}, 1}, 2. / 3},
		{"steps of two and three meet at six", ranking{[][]int{{1}, {1}, {1}, {3}}, 2}, ranking{[][]int{{2}, {1}, {3}}, 3}, .5},
		{"no other", ranking{[][]int{{1}}, 1}, ranking{}, -1},
		{"empty lists", ranking{[][]int{{1}}, 1}, ranking{[][]int{{}}, 1}, -1},
	}
	for _, test := range tests {
		if got := test.lists.overlap(test.other); got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

func TestPrecision(t *testing.T) {
	big := make([]int, 13) // 12 of story 1, and one of story 2
	for i := range 12 {
		big[i] = 1
	}
	big[12] = 2
	tests := []struct {
		name    string
		lists   ranking
		stories []int
		want    float64
	}{
		{"as many as there are", ranking{[][]int{{1, 3}}, 1}, []int{1, 1, 2, 2}, 1},
		{"none of two", ranking{[][]int{{3}}, 1}, []int{1, 1, 1, 2}, 0},
		{"half, an empty place counts", ranking{[][]int{{1}}, 1}, []int{1, 1, 1, 2}, .5},
		{"ten places of a story of twelve", ranking{[][]int{{1, 2, 3, 4, 5, 6, 7, 8, 12}}, 1}, big, .8},
		{"alone in a story", ranking{[][]int{{1}, {0}}, 1}, []int{1, 2}, -1},
		{"no story", ranking{[][]int{{1}, {0}}, 1}, []int{0, 0}, -1},
		{"every second article", ranking{[][]int{{2}, {1}}, 2}, []int{1, 2, 1, 2}, .5},
	}
	for _, test := range tests {
		if got := test.lists.precision(test.stories); got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

func TestListsAreChecked(t *testing.T) {
	tests := []struct {
		lists ranking
		want  string
	}{
		{ranking{[][]int{{1, 2}, {}, {0}}, 1}, ""},
		{ranking{[][]int{{1}, {0}}, 2}, ""},
		{ranking{[][]int{{1}, {0}}, 1}, "2 lists instead of 3"},
		{ranking{[][]int{{1}, {2}}, 2}, "entry 2 in the list of article 2"},
		{ranking{[][]int{{1, 1}, {}, {}}, 1}, "entry 1 in the list of article 0"},
		{ranking{[][]int{{3}, {}, {}}, 1}, "entry 3"},
		{ranking{[][]int{{-1}, {}, {}}, 1}, "entry -1"},
		{ranking{[][]int{{}, make([]int, 11), {}}, 1}, "11 entries"},
	}
	for _, test := range tests {
		err := test.lists.check(3)
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%v: error %v, want %q", test.lists, err, test.want)
		}
	}
}

func TestStep(t *testing.T) {
	tests := []struct{ pace, articles, queries, want int }{
		{0, 1000, 10, 1},
		{1, 1000, 0, 1},
		{1, 1000, 1000, 1},
		{1, 1001, 1000, 2},
		{1, 100_000, 1000, 100},
		{10, 100_000, 1000, 10},
		{10, 1000, 1000, 1},
	}
	for _, test := range tests {
		s := system{pace: test.pace}
		if got := s.step(test.articles, test.queries); got != test.want {
			t.Errorf("%+v: got %d", test, got)
		}
	}
}
