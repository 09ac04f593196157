package main

import (
	"encoding/json"
	"encoding/xml"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var sample = report{
	Machine:   machine{"linux", "amd64", 2, "go1.26"},
	Corpus:    corpus{10_000, 22_500_000, "made up"},
	Yardstick: cost{.125, .13},
	Systems: []result{
		{Key: "kindred", Name: "Kindred", Runs: 3, Queries: 10_000, Build: cost{.5, .25}, Lists: cost{.125, .0625},
			ProcessCPU: .9, Peak: 200e6, Overlap: .8, Precision: .984},
		{Key: "slow", Name: "Slow & Sons", Version: "1.2", Given: "the best words", Runs: 1, Queries: 1000, Scaled: true,
			Build: cost{4, 4}, Lists: cost{121, 120.9}, ProcessCPU: 126, Overlap: -1, Precision: -1},
	},
	Skipped: []skipped{{"Gone", "install with: apt-get install gone"}},
}

func TestText(t *testing.T) {
	var b strings.Builder
	if err := sample.text(&b); err != nil {
		t.Fatal(err)
	}
	const want = `10,000 articles (made up), 22.5 MB; lists of 10. linux/amd64, 2 CPUs, go1.26.

                   CPU s:                  times    whole  wall s:         peak  as the     story
                    build  lists   both  Kindred  process    build  lists    MB  cosine  prec.@10
  Kindred           0.500  0.125  0.625      1.0    0.900    0.250  0.062   200    .800      .984
  Slow & Sons 1.2    4.00   ~121   ~125   ~200.0     ~126     4.00   ~121     -       -         -

`
	text, rest, _ := strings.Cut(b.String(), "~ scaled")
	if diff := cmp.Diff(want, text); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	const end = ` to all lists from those of a sample: Slow & Sons 1,000.
Yardstick: every word looked up in a dictionary, one thread: 0.125 s of CPU, 180 MB/s.
Kindred in CPU: build 4.0, lists 1.0, both 5.0 times the yardstick; in wall 2.0, 0.5, 2.5.
Handed for free to Slow & Sons: the best words.
Skipped: Gone (install with: apt-get install gone)
`
	if diff := cmp.Diff(end, rest); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestJSONKeepsEverything(t *testing.T) {
	data, err := json.Marshal(sample)
	if err != nil {
		t.Fatal(err)
	}
	var back report
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(sample, back); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestChart(t *testing.T) {
	chart := sample.chart()
	wellFormed(t, chart, 2)
	for _, want := range []string{"prefers-color-scheme: dark", "Slow &amp; Sons*<", ">~125<", ">.984<"} {
		if !strings.Contains(chart, want) {
			t.Errorf("the chart lacks %q", want)
		}
	}
	wellFormed(t, new(report).chart(), 0)
}

func TestLogScale(t *testing.T) {
	s := newLogScale(sample.Systems)
	if want := (logScale{-1, 3}); s != want {
		t.Fatalf("from 10^%d to 10^%d", s.low, s.high)
	}
	width := float64(chartRight - chartLeft)
	for seconds, share := range map[float64]float64{.1: 0, 1: .25, 1000: 1} {
		if got := s.x(seconds); math.Abs(got-(chartLeft+share*width)) > 1e-6 {
			t.Errorf("%v s are at %v", seconds, got)
		}
	}
}

// wellFormed checks that a chart is XML, and has as many bars as systems.
func wellFormed(t *testing.T, chart string, systems int) {
	t.Helper()
	bars := 0
	d := xml.NewDecoder(strings.NewReader(chart))
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, chart)
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "rect" {
			bars++
		}
	}
	if bars != systems {
		t.Errorf("%d bars, want %d", bars, systems)
	}
}
