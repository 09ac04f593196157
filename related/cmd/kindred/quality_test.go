package main

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/kindred-go/kindred/feed"
	"github.com/kindred-go/kindred/related"
	"github.com/kindred-go/kindred/related/cmd/kindred/internal/judge"
)

var (
	ablations = flag.Bool("ablations", false, "print what each signal brings on the judged sets")
	crossing  = flag.Bool("crossvalidate", false, "print how weights found on all judged sets but one do on that one")
)

// An annotatedSet is a collection with judgements.
type annotatedSet struct {
	name  string
	docs  []related.Document
	qrels *judge.Qrels
}

// readAnnotatedSet reads a set, its texts cut to so many characters if that is not 0.
func readAnnotatedSet(t *testing.T, sets, name string, cut int) annotatedSet {
	t.Helper()
	s := annotatedSet{name: name}
	f, err := os.Open(filepath.Join(sets, name, "docs.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for d, err := range feed.Lines(f, nil) {
		if err != nil {
			t.Fatal(err)
		}
		if cut > 0 && utf8.RuneCountInString(d.Content) > cut {
			d.Content = string([]rune(d.Content)[:cut])
		}
		s.docs = append(s.docs, d)
	}
	if s.qrels, err = readFile(filepath.Join(sets, name, "qrels.tsv"), judge.ReadQrels); err != nil {
		t.Fatal(err)
	}
	return s
}

// A quality is how good and how even the lists of a set are.
type quality struct {
	ndcg, coverage, crowding float64 // crowding is the share of the lists that show the same document
}

func (s *annotatedSet) judge(t *testing.T, opts related.Options) quality {
	t.Helper()
	opts.KeepNearCopies = true
	index, err := related.New(s.docs, &opts)
	if err != nil {
		t.Fatal(err)
	}
	var lists []related.List
	for list, err := range index.All(t.Context(), related.Query{Limit: evalDepth, MinScore: -1, Excerpt: -1}) {
		if err != nil {
			t.Fatal(err)
		}
		lists = append(lists, list)
	}
	var scores []judge.Scores
	for _, list := range judgedLists(lists, s.qrels.Queries) {
		scores = append(scores, judge.Score(list.ID, matchIDs(list), s.qrels.Grades[list.ID]))
	}
	coverage, most := spread(lists, len(s.docs))
	return quality{judge.Mean(scores).NDCG10, coverage, float64(most) / float64(len(s.docs))}
}

// The lists are as good as promised, and better than those of a TF-IDF cosine
// where feeds have excerpts only.
func TestQuality(t *testing.T) {
	_, sets := judgedSets(t)
	sum := 0.0
	for _, test := range []struct {
		set  string
		cut  int
		ndcg float64
	}{
		{"us18f", 0, .533}, {"auth0", 0, .419}, {"ecbplus", 0, .964}, {"mdnde", 0, .520}, {"cosx", 0, .470},
		{"us18f", 300, 1.08 * .359}, {"auth0", 300, 1.08 * .348},
	} {
		s := readAnnotatedSet(t, sets, test.set, test.cut)
		q := s.judge(t, related.Options{})
		t.Logf("%-8s cut at %3d: nDCG@10 %.4f, wanted %.4f; %.3f of the articles shown, none in more than %.3f of the lists", test.set, test.cut, q.ndcg, test.ndcg, q.coverage, q.crowding)
		if q.ndcg < test.ndcg || q.coverage < .995 || q.crowding > .04 {
			t.Errorf("%s, cut at %d: %+v", test.set, test.cut, q)
		}
		if test.cut == 0 {
			sum += q.ndcg / 5
		}
	}
	if t.Logf("mean %.4f", sum); sum < .590 {
		t.Errorf("mean nDCG@10 %.4f, want .590", sum)
	}
}

func readAnnotatedSets(t *testing.T) (all []annotatedSet) {
	_, sets := judgedSets(t)
	for _, name := range []string{"us18f", "auth0", "ecbplus", "mdnde", "cosx"} {
		all = append(all, readAnnotatedSet(t, sets, name, 0))
	}
	return all
}

// TestAblations prints a table: go test -run Ablations -ablations -v
func TestAblations(t *testing.T) {
	if !*ablations {
		t.Skip("prints a table with -ablations")
	}
	sets := readAnnotatedSets(t)
	for _, row := range []struct {
		name string
		opts related.Options
	}{
		{"as it is", related.Options{}},
		{"no neighbours", related.Options{Weights: related.Weights{Neighbours: -1}}},
		{"no title", related.Options{Weights: related.Weights{Title: -1}}},
		{"no tags", related.Options{Weights: related.Weights{Tags: -1}}},
		{"no hub", related.Options{Weights: related.Weights{Hub: -1}}},
		{"evergreen", related.Options{Recency: related.RecencyEvergreen}},
		{"blog", related.Options{Recency: related.RecencyBlog}},
		{"news", related.Options{Recency: related.RecencyNews}},
		{"orphans left", related.Options{LeaveOrphans: true}},
		{"diversity .3", related.Options{Diversity: .3}},
		{"text alone", related.Options{Weights: related.Weights{Neighbours: -1, Title: -1, Tags: -1, Hub: -1}, Recency: related.RecencyEvergreen, LeaveOrphans: true}},
	} {
		line, sum := fmt.Sprintf("%-14s", row.name), 0.0
		for _, s := range sets {
			q := s.judge(t, row.opts)
			line += fmt.Sprintf("  %.4f %.3f %.1f%%", q.ndcg, q.coverage, 100*q.crowding)
			sum += q.ndcg / float64(len(sets))
		}
		fmt.Printf("%s  mean %.4f\n", line, sum)
	}
}

// TestCrossValidate prints, for each set, the weights that are best on the mean
// of the others, and what they do on it beside the defaults:
// go test -run CrossValidate -crossvalidate -v
func TestCrossValidate(t *testing.T) {
	if !*crossing {
		t.Skip("prints a table with -crossvalidate")
	}
	sets := readAnnotatedSets(t)
	ndcg := map[related.Weights][]float64{}
	for _, neighbours := range []float64{4, 7, 10} {
		for _, title := range []float64{.5, 1, 2} {
			for _, tags := range []float64{.5, 1, 2} {
				for _, hub := range []float64{-1, 1, 2} {
					w := related.Weights{Neighbours: neighbours, Title: title, Tags: tags, Hub: hub}
					for _, s := range sets {
						ndcg[w] = append(ndcg[w], s.judge(t, related.Options{Weights: w}).ndcg)
					}
				}
			}
		}
	}
	byDefault := ndcg[related.Weights{Neighbours: 7, Title: 1, Tags: 1, Hub: 1}]
	heldOut, sum := 0.0, 0.0
	for held, s := range sets {
		rest := func(w related.Weights) (sum float64) {
			for i, x := range ndcg[w] {
				if i != held {
					sum += x
				}
			}
			return sum
		}
		all := slices.SortedFunc(maps.Keys(ndcg), func(a, b related.Weights) int { return strings.Compare(formatWeights(a), formatWeights(b)) })
		best := slices.MaxFunc(all, func(a, b related.Weights) int {
			if rest(a) < rest(b) {
				return -1
			}
			return 1
		})
		fmt.Printf("%-8s %.4f by default, %.4f with what the others like best: %s\n", s.name, byDefault[held], ndcg[best][held], formatWeights(best))
		heldOut += ndcg[best][held] / float64(len(sets))
		sum += byDefault[held] / float64(len(sets))
	}
	fmt.Printf("mean     %.4f by default, %.4f held out\n", sum, heldOut)
}
