package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/related"
	"github.com/kindred-go/kindred/related/cmd/kindred/internal/tune"
)

// archive writes a site whose articles share words by chance, and a day by threes,
// and returns the names of its file and of a table of pairs: those of one day, or
// any.
func archive(t *testing.T, byDay bool) (docs, pairs string) {
	t.Helper()
	const articles = 90
	random := rand.New(rand.NewPCG(11, 12))
	var items, table strings.Builder
	for i := range articles {
		var text []string
		for range 60 {
			text = append(text, fmt.Sprintf("w%dx", int(120*random.Float64()*random.Float64())))
		}
		item, err := json.Marshal(map[string]any{
			"id": fmt.Sprint("a", i), "title": fmt.Sprint("Number ", i), "language": "en",
			"content_text": strings.Join(text, " "), "date_published": time.Date(2020, 1, 1+40*(i/3), 12, 0, 0, 0, time.UTC),
		})
		if err != nil {
			t.Fatal(err)
		}
		items.Write(append(item, '\n'))
		for k := range 2 {
			other := 3*(i/3) + (i+1+k)%3
			if !byDay {
				other = (i + 1 + random.IntN(articles-1)) % articles
			}
			fmt.Fprintf(&table, "a%d,a%d\n", i, other)
		}
	}
	dir := t.TempDir()
	docs, pairs = filepath.Join(dir, "site.jsonl"), filepath.Join(dir, "pairs.csv")
	for name, text := range map[string]string{docs: items.String(), pairs: table.String()} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return docs, pairs
}

// tuned runs tune and returns its report.
func tuned(t *testing.T, args ...string) (r tuneReport) {
	t.Helper()
	if err := json.Unmarshal([]byte(kindred(t, append([]string{"tune", "--format", "json"}, args...)...)), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

func TestTuneFindsWhatASiteLivesBy(t *testing.T) {
	docs, pairs := archive(t, true)
	config := filepath.Join(t.TempDir(), "tuned.toml")
	args := []string{docs, "--pairs", pairs, "--weights", "hub=off"}
	r := tuned(t, append(args, "-o", config)...)
	if !r.Recommended || r.HeldOut.NDCG10 <= r.InForce.NDCG10 || r.Tuned.NDCG10 < r.HeldOut.NDCG10 {
		t.Errorf("in force %v, tuned %v, held out %v: %s", r.InForce, r.Tuned, r.HeldOut, r.Conclusion)
	}
	if r.Queries != 90 || r.Documents != 90 || len(r.HeldOut.Folds) != 5 || len(r.Path) == 0 || r.HeldOut.PairsParted != 0 {
		t.Errorf("%+v", r)
	}

	// The file is the config, a config can be used, and does what was said.
	text, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(r.Config, string(text)); diff != "" {
		t.Error(diff)
	}
	var v verdict
	if err := json.Unmarshal([]byte(kindred(t, "eval", "--format", "json", docs, "--pairs", pairs, "--config", config)), &v); err != nil {
		t.Fatal(err)
	}
	if v.NDCG10 != r.Tuned.NDCG10 {
		t.Errorf("tune says %.4f, eval %.4f", r.Tuned.NDCG10, v.NDCG10)
	}

	// Text says the same, and a config that holds nothing else may be replaced.
	out := kindred(t, append([]string{"tune", "-o", config}, args...)...)
	if !strings.HasSuffix(out, "\n\n"+r.Config) || !strings.Contains(strings.Join(strings.Fields(out), " "), r.Conclusion) {
		t.Errorf("text:\n%s", out)
	}
}

func TestTuneIsNotFooled(t *testing.T) {
	docs, pairs := archive(t, false)
	config := filepath.Join(t.TempDir(), "tuned.toml")
	var stdout, stderr bytes.Buffer
	args := []string{"tune", docs, "--pairs", pairs, "-o", config}
	if code := run(t.Context(), args, strings.NewReader(""), &stdout, &stderr); code != exitOK {
		t.Fatal(stderr.String())
	}
	if out := strings.Join(strings.Fields(stdout.String()), " "); !strings.Contains(out, "keep the defaults.") {
		t.Errorf("pairs at random:\n%s", stdout.String())
	}
	for line := range strings.Lines(stdout.String()) {
		if strings.HasPrefix(line, "weights") || strings.HasPrefix(line, "recency") {
			t.Errorf("a config to use: %s", line)
		}
	}
	if !strings.Contains(stderr.String(), "tuned.toml: not written") {
		t.Errorf("said %q", stderr.String())
	}
	if _, err := os.Stat(config); !os.IsNotExist(err) {
		t.Errorf("%s: %v", config, err)
	}
}

func TestTuneSpace(t *testing.T) {
	names := func(s *tuneSpace) (names []string) {
		for _, d := range s.dimensions {
			names = append(names, d.Name)
		}
		return names
	}
	bare := newTuneSpace([]related.Document{{ID: "a", Title: "A"}}, &settings{})
	if diff := cmp.Diff([]string{"neighbours", "title", "hub"}, names(bare)); diff != "" {
		t.Error(diff)
	}
	rich := []related.Document{{ID: "a"}, {ID: "b", Tags: []string{"t"}, Links: []string{"https://gazette.example/a"}}}
	rich[0].Published = rich[0].Published.AddDate(2024, 0, 0)
	inForce := &settings{weights: related.Weights{Text: 5, Tags: 3, Hub: -1, Links: 2}, recency: "blog", diversity: .5}
	space := newTuneSpace(rich, inForce)
	if diff := cmp.Diff([]string{"neighbours", "title", "tags", "links", "hub", "recency"}, names(space)); diff != "" {
		t.Error(diff)
	}
	tags := tune.Setting{Name: "tags", Values: []string{"off", "0.5", "1", "2", "3", "4"}, InForce: 4, Default: 2, Ordered: true}
	if diff := cmp.Diff(tags, space.dimensions[2]); diff != "" {
		t.Error(diff)
	}

	// The point in force is the settings in force, with defaults left unsaid;
	// what can't be tuned stays.
	at := make(tune.Point, len(space.dimensions))
	for i, d := range space.dimensions {
		at[i] = d.InForce
	}
	s := space.settings(at)
	if diff := cmp.Diff(tunePoint{Weights: "text=5,tags=3,hub=off", Recency: "blog"}, newTunePoint(s, 0)); diff != "" || s.diversity != .5 {
		t.Errorf("diversity %v %s", s.diversity, diff)
	}
	for i, d := range space.dimensions {
		at[i] = d.Default
	}
	if diff := cmp.Diff(tunePoint{Weights: "text=5", Recency: "auto"}, newTunePoint(space.settings(at), 0)); diff != "" {
		t.Error(diff)
	}
}

func TestTuneConfig(t *testing.T) {
	for name, c := range map[string]struct {
		tuned       tunePoint
		recommended bool
		want        string
	}{
		"both": {tunePoint{Weights: "tags=2,hub=off", Recency: "news"}, true,
			"# Found by kindred tune on 40 queries. nDCG@10 on queries held out: 0.5200,\n# with the settings in force before: 0.5000.\nweights = \"tags=2,hub=off\"\nrecency = \"news\"\n"},
		"one": {tunePoint{Weights: "tags=2", Recency: "auto"}, false,
			"# Not recommended. Best on the pairs that it was tuned by:\n# weights = \"tags=2\"\n"},
		"the defaults": {tunePoint{Recency: "auto"}, false,
			"# Not recommended. Best on the pairs that it was tuned by:\n# These are the defaults: take weights and recency out of your settings.\n"},
	} {
		r := &tuneReport{Queries: 40, InForce: tunePoint{NDCG10: .5}, Tuned: &c.tuned, HeldOut: &heldOut{NDCG10: .52}, Recommended: c.recommended}
		if diff := cmp.Diff(c.want, r.config()); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if _, err := parseConfig(name, r.config()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTuneConcludes(t *testing.T) {
	for name, c := range map[string]struct {
		difference  judgeDifference
		changes     bool
		recommended bool
		want        string
	}{
		"nothing found": {judgeDifference{Mean: -.001}, false, false,
			"Nothing else does clearly better on these 40 queries: keep the defaults."},
		"pays": {judgeDifference{Mean: .02, Low: .01, High: .03}, true, true,
			"Tuning pays as far as these 40 queries can tell: on queries that it has not seen, by 0.0100 to 0.0300 in nDCG@10, with 95% confidence. Use this config."},
		"may be chance": {judgeDifference{Mean: .01, Low: -.01, High: .03}, true, false,
			"What tuning gains on queries that it has not seen (+0.0100 in nDCG@10) may be chance: keep the defaults."},
		"a loss": {judgeDifference{Mean: -.01, Low: -.03, High: .01}, true, false,
			"Tuning gains nothing on queries that it has not seen (-0.0100 in nDCG@10): keep the defaults."},
	} {
		r := &tuneReport{Queries: 40, Difference: &c.difference, Recommended: c.recommended, keep: "the defaults"}
		if diff := cmp.Diff(c.want, r.conclude(c.changes)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
