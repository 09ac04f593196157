package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestMain lets the program that the tests are in be its own worker.
func TestMain(m *testing.M) {
	if done, err := inner(os.Args[1:]); done {
		exit(err)
	}
	os.Exit(m.Run())
}

// results runs the benchmark and returns what it wrote.
func results(t *testing.T, args ...string) (r report, text, chart string) {
	t.Helper()
	folder := t.TempDir()
	var out, progress bytes.Buffer
	if err := benchmark(t.Context(), append(args, "-out", folder), &out, &progress); err != nil {
		t.Fatalf("%v\n%s", err, &progress)
	}
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	if err := json.Unmarshal([]byte(read("results.json")), &r); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(read("results.txt"), out.String()); diff != "" {
		t.Errorf("results.txt is not what was printed (-file +printed):\n%s", diff)
	}
	return r, out.String(), read("chart.svg")
}

func TestBenchmarkOfAllPeers(t *testing.T) {
	r, text, chart := results(t, "-n", "60", "-rounds", "2", "-queries", "20")
	t.Log("\n" + text)
	for _, s := range r.Skipped {
		if os.Getenv("KINDRED_REQUIRE_BROWSERS") == "1" {
			t.Errorf("%s was skipped: %s", s.Name, s.Why)
		}
		if !strings.Contains(text, "Skipped: "+s.Name) {
			t.Errorf("the text doesn't say that %s was skipped", s.Name)
		}
	}
	if got, want := len(r.Systems)+len(r.Skipped), len(systems)-1; got != want {
		t.Errorf("%d systems are told of, want %d", got, want)
	}
	cosine := slices.ContainsFunc(r.Systems, func(s result) bool { return s.Key == "sklearn" })
	for _, s := range r.Systems {
		// Windows tells time in steps that are longer than this, and no memory.
		if runtime.GOOS != "windows" && (s.Build.CPU <= 0 || s.Lists.CPU <= 0 || s.ProcessCPU < s.cpu() || s.Peak < 1<<20) {
			t.Errorf("%s has odd costs: %+v", s.Name, s)
		}
		if s.Runs != 2 {
			t.Errorf("%s ran %d times", s.Name, s.Runs)
		}
		slow := slices.Contains([]string{"bleve", "fts5", "minisearch"}, s.Key)
		if s.Scaled != slow || slow != (s.Queries == 20) {
			t.Errorf("%s: scaled is %v, with %d lists", s.Name, s.Scaled, s.Queries)
		}
		if s.Precision < .7 || s.Precision > 1 {
			t.Errorf("%s has a story precision of %v", s.Name, s.Precision)
		}
		if cosine && (s.Overlap < .5 || s.Overlap > 1 || s.Key == "sklearn" && s.Overlap != 1) {
			t.Errorf("%s has an overlap with the cosine of %v", s.Name, s.Overlap)
		}
		if !strings.HasPrefix(s.Key, "kindred") && s.Version == "" {
			t.Errorf("%s doesn't tell its version", s.Name)
		}
	}
	if runtime.GOOS != "windows" && !strings.Contains(text, "times the yardstick") {
		t.Errorf("no yardstick: %+v", r.Yardstick)
	}
	wellFormed(t, chart, len(r.Systems))
}

func TestBenchmarkOfAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "feed.jsonl")
	articles := generate(30)
	for i := range articles {
		articles[i].Story = 0
	}
	if err := writeLines(file, articles); err != nil {
		t.Fatal(err)
	}
	r, text, _ := results(t, "-corpus", file, "-n", "25", "-rounds", "1", "-peers", "none")
	if len(r.Systems) != 2 || r.Corpus.Articles != 25 || r.Corpus.Source != "feed.jsonl" {
		t.Errorf("got %+v", r)
	}
	if k := r.Systems[0]; k.Precision != -1 || k.Overlap != -1 {
		t.Errorf("precision %v and overlap %v of what has neither", k.Precision, k.Overlap)
	}
	if !strings.HasPrefix(text, "25 articles (feed.jsonl)") {
		t.Error(text)
	}
}

func TestArgumentsThatMakeNoSense(t *testing.T) {
	for _, args := range [][]string{
		{"-n", "0"},
		{"-n", "-1"},
		{"-rounds", "0"},
		{"-queries", "-1"},
		{"-peers", "lucene"},
		{"more"},
		{"-n", "1", "-peers", "none"},
		{"-corpus", "no-such-file", "-peers", "none"},
	} {
		args := append([]string{"-out", t.TempDir()}, args...)
		if err := benchmark(t.Context(), args, io.Discard, io.Discard); err == nil {
			t.Errorf("no error for %q", args)
		}
	}
}

// A peer that fails is told of, and the others go on.
func TestPeerThatFails(t *testing.T) {
	broken := system{key: "broken", name: "Broken", command: func() ([]string, error) {
		self, err := os.Executable()
		return []string{self, "worker", "broken"}, err
	}}
	c := &contest{folder: t.TempDir(), rounds: 2, progress: io.Discard}
	var err error
	if c.articles, err = prepareApart(t.Context(), 20, "", c.folder); err != nil {
		t.Fatal(err)
	}
	entered, _, err := enter("none")
	if err != nil {
		t.Fatal(err)
	}
	entered = append(entered, broken)
	trials, failed := c.measure(t.Context(), entered)
	r, err := c.report(entered, trials, failed, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Systems) != 2 || len(r.Skipped) != 1 || !strings.Contains(r.Skipped[0].Why, `there is no engine "broken"`) {
		t.Errorf("got %+v", r)
	}
}
