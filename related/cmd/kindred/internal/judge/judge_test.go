package judge

import (
	"math"
	"strings"
	"testing"
)

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-6 {
		t.Errorf("%s = %.6f, want %.6f", what, got, want)
	}
}

func TestScoreByHand(t *testing.T) {
	grades := Grades{"a": 2, "b": 1, "c": 2, "d": 0}

	// DCG = 0 + 3/log2(3) + 1/2; the ideal order is 2, 2, 1: 3 + 3/log2(3) + 1/2.
	s := Score("q", []string{"x", "a", "b"}, grades)
	near(t, "nDCG@5", s.NDCG5, 2.3927892/5.3927892)
	near(t, "nDCG@10", s.NDCG10, 2.3927892/5.3927892)
	near(t, "P@5", s.P5, 2./5)
	near(t, "MAP", s.MAP, (1./2+2./3)/3) // all 3 relevant ones, though one was not found
	near(t, "MRR", s.MRR, 1./2)
	near(t, "recall@10", s.Recall10, 2./3)

	perfect := Score("q", []string{"a", "c", "b"}, grades)
	near(t, "perfect nDCG@5", perfect.NDCG5, 1)
	near(t, "perfect MAP", perfect.MAP, 1)
}

func TestScoreDropsTheQueryAndRepetitions(t *testing.T) {
	grades := Grades{"a": 2, "b": 1, "q": 3}
	got := Score("q", []string{"q", "x", "x", "a", "q", "b", "a"}, grades)
	want := Score("q", []string{"x", "a", "b"}, grades)
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestScoreOfNothing(t *testing.T) {
	for name, s := range map[string]Scores{
		"no list":          Score("q", nil, Grades{"a": 1}),
		"nothing relevant": Score("q", []string{"a"}, Grades{"a": 0}),
		"no query":         Mean(nil),
	} {
		if s != (Scores{}) {
			t.Errorf("%s: %+v, want zero", name, s)
		}
	}
}

func TestScoreCutsAtTheirDepths(t *testing.T) {
	ranked := strings.Split("0 1 2 3 4 5 6 7 8 9 a", " ")
	s := Score("q", ranked, Grades{"5": 1, "a": 1})
	near(t, "nDCG@5", s.NDCG5, 0)
	near(t, "P@5", s.P5, 0)
	near(t, "recall@10", s.Recall10, 1./2)
	near(t, "MRR", s.MRR, 1./6)
	near(t, "MAP", s.MAP, (1./6+2./11)/2) // over the whole list, as evaluate.py has it
}

func TestMean(t *testing.T) {
	got := Mean([]Scores{{1, 1, 1, 1, 1, 1}, {}, {}, {}})
	if got != (Scores{.25, .25, .25, .25, .25, .25}) {
		t.Errorf("got %+v", got)
	}
}

func TestSpread(t *testing.T) {
	lists := [][]string{{"a", "b", "c"}, {"a"}, {"a", "d"}, nil}
	coverage, most := Spread(lists, 8, 2)
	near(t, "coverage", coverage, 3./8) // c comes after the cut
	if most != 3 {
		t.Errorf("max in-degree = %d, want 3", most)
	}
	if coverage, most := Spread(nil, 0, 4); coverage != 0 || most != 0 {
		t.Errorf("of nothing: %v, %v", coverage, most)
	}
}

func TestReadQrels(t *testing.T) {
	q, err := ReadQrels(strings.NewReader("\ufeffq2\ta\t1\r\nq1\ta\t0\n\nq1\tb\t2\textra\nq3\ta\t0\nq2\ta\t2\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(q.Queries, " "); got != "q2 q1" {
		t.Errorf("queries %q: want those with something relevant, in the file's order", got)
	}
	if q.Grades["q2"]["a"] != 2 || q.Grades["q1"]["b"] != 2 || q.Grades["q3"]["a"] != 0 {
		t.Errorf("grades %v", q.Grades)
	}
	for text, want := range map[string]string{
		"q\ta\t1\nq a 1\n":   "line 2: want query, document and grade",
		"query\tdoc\tgrade":  `line 1: grade "grade" is not a number`,
		"q\ta\t1\n\nq\tb\tx": "line 3",
	} {
		if _, err := ReadQrels(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
	}
}

func TestReadIDs(t *testing.T) {
	ids, err := ReadIDs(strings.NewReader("\ufeffa\r\nb c\n\nd"))
	if err != nil || len(ids) != 3 || !ids["a"] || !ids["b c"] || !ids["d"] {
		t.Errorf("got %v, %v", ids, err)
	}
}
