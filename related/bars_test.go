//go:build unix

package related

import (
	"bytes"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
	"time"
)

var (
	barsOf       = flag.String("bars", "", "print what the engine costs, for the articles in a file of JSON Feed items, one a line, or several with commas between")
	barsLanguage = flag.String("bars-language", "", "the language of articles that declare none; detected by default")
)

// TestBars prints what speed, memory and pruning are measured by, as ratios in one run:
// go test -run TestBars -bars articles.jsonl -bars-language en -v -timeout 60m
// DESIGN.md says what the lines mean.
func TestBars(t *testing.T) {
	if *barsOf == "" {
		t.Skip("prints tables with -bars FILE.jsonl")
	}
	var before *bars
	for path := range strings.SplitSeq(*barsOf, ",") {
		b := &bars{T: t, docs: readArticles(t, path, *barsLanguage), out: tabwriter.NewWriter(os.Stdout, 0, 0, 3, ' ', 0)}
		b.articles, b.megabytes = len(b.docs), megabytesOf(b.docs)
		fmt.Printf("%s: %d articles, %.1f MB of text; %d CPUs, %s\n\n", filepath.Base(path), b.articles, b.megabytes, runtime.GOMAXPROCS(0), runtime.Version())
		b.printSteps()
		b.printLists(before)
		b.printIndex()
		b.printUpdates()
		b.out.Flush()
		fmt.Println()
		b.docs, before = nil, b
	}
}

// bars measures on the articles of one file.
type bars struct {
	*testing.T
	docs      []Document // the oldest first
	articles  int
	megabytes float64
	index     *Index
	out       *tabwriter.Writer
	yardstick time.Duration            // CPU, as all below
	steps     map[string]time.Duration // by name
	new, all  time.Duration            // New, and All(10)
	wall      time.Duration            // both, by the clock
}

const (
	minProfiled = 15 * time.Second // of CPU: less would tell too little about short steps
	exactPairs  = 40_000_000       // to compare in the exact run: half a minute
	exactLists  = 1000             // of it at most
	someQueries = 3000
	someUpdates = 40
)

func (b *bars) cost(name string, cpu time.Duration) {
	fmt.Fprintf(b.out, "%s\t%.3f\t%.2f\t%.0f\n", name, cpu.Seconds(), b.inYardsticks(cpu), b.megabytes/cpu.Seconds())
}

func (b *bars) inYardsticks(cpu time.Duration) float64 { return cpu.Seconds() / b.yardstick.Seconds() }

// bar prints a figure, and what it should be.
func (b *bars) bar(name, want, format string, args ...any) {
	fmt.Fprintf(b.out, "%s\t%s\t%s\n", name, fmt.Sprintf(format, args...), want)
}

// printSteps prints what each step costs, and makes the index.
func (b *bars) printSteps() {
	b.yardstick = leastCPU(3, func() { lookUp(b.docs) })
	fmt.Fprintln(b.out, "step\ts of CPU\tyardsticks\tMB/s a core")
	b.cost("yardstick: words looked up", b.yardstick)
	b.cost("words split and looked up", leastCPU(3, func() { analyzeTexts(b.docs, func(*Document) string { return "" }) }))
	b.cost("words stemmed as well", leastCPU(3, func() { analyzeTexts(b.docs, languageOf) }))
	b.new, b.all, b.wall = math.MaxInt64, math.MaxInt64, math.MaxInt64
	total, runs := time.Duration(0), 0
	runtime.GC()
	shares := shareOfSteps(b.T, func() {
		for ; total < minProfiled; runs++ {
			started := time.Now()
			made := cpuOf(func() { b.index = mustNew(b, b.docs, nil) })
			listed := cpuOf(func() {
				for _, err := range b.index.All(b.Context(), Query{Limit: 10}) {
					if err != nil {
						b.Fatal(err)
					}
				}
			})
			b.new, b.all, b.wall = min(b.new, made), min(b.all, listed), min(b.wall, time.Since(started))
			total += made + listed
		}
	})
	b.steps = make(map[string]time.Duration)
	for _, s := range steps {
		b.steps[s.name] = time.Duration(shares[s.name] * float64(total) / float64(runs))
		if b.steps[s.name] > 0 {
			b.cost(s.name, b.steps[s.name])
		}
	}
	b.cost(fmt.Sprintf("New and All, mean of %d runs", runs), total/time.Duration(runs))
	b.out.Flush()
	fmt.Println()
	if other := shares[stepOther]; other > .05 {
		b.Errorf("%.0f %% of the time is of no step: have functions other names now?", 100*other)
	}
}

// printLists prints what lists cost and how good the first stage is.
func (b *bars) printLists(before *bars) {
	fmt.Fprintln(b.out, "measured\t\tbar")
	analysis := b.steps[stepWord] + b.steps[stepPair] + b.steps[stepCount]
	b.bar("analysis: words, stems, pairs, counts", "60 MB/s a core", "%.0f MB/s a core, %.2f yardsticks", b.megabytes/analysis.Seconds(), b.inYardsticks(analysis))
	b.bar("New and All(10)", "8 for 10,000", "%.2f yardsticks", b.inYardsticks(b.new+b.all))
	b.bar("New and All(10) by the clock", "", "%.1f s", b.wall.Seconds())
	b.bar("All(10) alone", "", "%.2f yardsticks", b.inYardsticks(b.all))
	b.bar("neighbours, first entries, All(10)", "8 for 100,000", "%.2f yardsticks", b.inYardsticks(b.steps[stepSearch]+b.steps[stepCompare]+b.steps[stepFirsts]+b.steps[stepAll]))
	if before != nil && before.articles != b.articles {
		times := math.Log(float64(b.articles) / float64(before.articles))
		b.bar("growth of New and All(10) from the file before", "N^1.3", "N^%.2f", math.Log(float64(b.new+b.all)/float64(before.new+before.all))/times)
	}
	overlap, lists, err := exactOverlap(b.Context(), b.index, min(exactLists, exactPairs/b.articles))
	if err != nil {
		b.Fatal(err)
	}
	b.bar("top ten as in the exact run", ".99", "%.4f in %d lists", overlap, lists)
	b.related(b.docs[0].ID) // makes a ranker
	i := 0
	took, cpu := b.each(someQueries, func() {
		b.related(b.docs[i*7919%b.articles].ID)
		i++
	})
	b.bar("one Related: median, mean CPU", "0.2 ms", "%.3f ms, %.3f ms", milliseconds(took[someQueries/2]), milliseconds(cpu))
	b.bar("one Related: 99 of 100 within", "0.5 ms", "%.3f ms", milliseconds(took[someQueries*99/100]))
	b.bar("one Related: allocations", "the result", "%.0f", testing.AllocsPerRun(100, func() { b.related(b.docs[0].ID) }))
}

// each does some work n times, and returns how long that took by the clock, the
// shortest first, and in CPU on the mean.
func (b *bars) each(n int, work func()) (took []time.Duration, cpu time.Duration) {
	runtime.GC()
	cpu = cpuOf(func() {
		for range n {
			took = append(took, wallOf(work))
		}
	})
	slices.Sort(took)
	return took, cpu / time.Duration(n)
}

func (b *bars) related(id string) {
	if _, err := b.index.Related(id, Query{Limit: 10}); err != nil {
		b.Fatal(err)
	}
}

// printIndex prints how much memory the index takes, and what it is to store it. The
// index is gone afterwards.
func (b *bars) printIndex() {
	structs := uint64(len(b.docs)) * uint64(reflect.TypeFor[Document]().Size())
	var file bytes.Buffer
	size, err := b.index.WriteTo(&file)
	if err != nil {
		b.Fatal(err)
	}
	with := heap()
	b.index = nil
	memory := with - heap()
	each := func(bytes uint64) string { return fmt.Sprintf("%.0f B an article", float64(bytes)/float64(b.articles)) }
	b.bar("memory of the index, documents left out", "2048 B, 4096 B of real text", "%s", each(memory))
	b.bar("the same with the structs of the documents", "", "%s", each(memory+structs))
	b.bar("stored by WriteTo", "1.2 times the memory", "%s", each(uint64(size)))
	least, allocated := time.Duration(math.MaxInt64), uint64(0)
	for range 5 {
		before := allocatedSoFar()
		least = min(least, wallOf(func() {
			if b.index, err = Read(bytes.NewReader(file.Bytes())); err != nil {
				b.Fatal(err)
			}
		}))
		allocated = allocatedSoFar() - before
		b.index = nil
	}
	b.bar("opened by Read", "150 ms for 100,000", "%.0f ms", milliseconds(least))
	b.bar("allocated by Read", "", "%s", each(allocated))
}

// printUpdates prints what it costs to add the newest articles one by one.
func (b *bars) printUpdates() {
	first := b.articles - someUpdates
	if first < someUpdates*maxLag {
		return // it would be built anew
	}
	x := mustNew(b, b.docs[:first], nil)
	i, lists := first, 0
	took, cpu := b.each(someUpdates, func() {
		next, changed, err := x.Update(b.docs[i:i+1], nil)
		if err != nil {
			b.Fatal(err)
		}
		x, i, lists = next, i+1, lists+len(changed)
	})
	b.bar("Update with one new article: median, mean CPU", "20 ms for 100,000", "%.1f ms, %.1f ms", milliseconds(took[someUpdates/2]), milliseconds(cpu))
	b.bar("lists that it changes: mean", "", "%.1f", float64(lists)/someUpdates)
}
