package related

import (
	"bytes"
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
)

// An impatient context is done when it is looked at once too often.
type impatient struct {
	context.Context
	cancel context.CancelFunc
	left   atomic.Int64 // how many more looks find that it is not done
}

func newImpatient(ctx context.Context, looks int64) *impatient {
	c := &impatient{}
	c.Context, c.cancel = context.WithCancel(ctx)
	c.left.Store(looks)
	return c
}

func (c *impatient) Err() error {
	if c.left.Add(-1) < 0 {
		c.cancel()
	}
	return c.Context.Err()
}

// Whenever the context is done, there is its error and no index, nothing goes on, and
// what is made afterwards is as it should be.
func TestCancelled(t *testing.T) {
	docs := byDate(30, 8, rand.New(rand.NewPCG(8, 3)))
	collect := func(opts Options) func(context.Context) (*Index, error) {
		return func(ctx context.Context) (*Index, error) { return Collect(ctx, slicesSeq2(docs), &opts) }
	}
	more := byDate(257, 8, rand.New(rand.NewPCG(8, 4)))
	old, lean := mustNew(t, more[:256], &Options{Fill: true}), mustNew(t, more[:256], &Options{DropContent: true})
	renew := func(x *Index) func(context.Context) (*Index, error) {
		return func(ctx context.Context) (*Index, error) { return x.Renew(ctx, more) }
	}
	for name, build := range map[string]func(context.Context) (*Index, error){
		"collect":                  collect(Options{}),
		"fill":                     collect(Options{Fill: true, NeverTags: []string{"w3"}}),
		"without content":          collect(Options{DropContent: true}),
		"tags only":                collect(Options{TagsOnly: true}),
		"arranged":                 collect(Options{}),
		"renewed":                  renew(old),
		"renewed without content":  renew(lean),
		"renewed from another end": func(ctx context.Context) (*Index, error) { return old.Renew(ctx, docs) },
	} {
		t.Run(name, func(t *testing.T) {
			if name == "arranged" {
				arrangeAll(t)
			}
			patient := newImpatient(t.Context(), math.MaxInt64)
			x, err := build(patient)
			if err != nil {
				t.Fatal(err)
			}
			want := allJSON(t, x, Query{Limit: 10})
			looks := math.MaxInt64 - patient.left.Load()
			step := int64(1)
			if len(x.docs) > len(docs) { // it takes longer
				step = 23
			}
			if testing.Short() {
				step *= 7
			}
			for n := int64(0); n < looks; n += step {
				synctest.Test(t, func(t *testing.T) { // fails if a goroutine is left
					ctx := newImpatient(t.Context(), n)
					defer ctx.cancel()
					x, err := build(ctx)
					// With other blocks for each CPU, there may be a few looks less.
					if done := ctx.Context.Err(); !errors.Is(err, done) || (x == nil) != (done != nil) {
						t.Errorf("after look %d of %d: error %v, want %v; an index: %t", n, looks, err, done, x != nil)
					}
				})
			}
			if x, err = build(t.Context()); err != nil || allJSON(t, x, Query{Limit: 10}) != want {
				t.Errorf("afterwards it is another index, or none: %v", err)
			}
		})
	}
}

// An index is the same, bit for bit, on any number of CPUs.
func TestSameOnAnyCPUs(t *testing.T) {
	docs := byDate(700, 20, rand.New(rand.NewPCG(2, 7)))
	arrangeAll(t)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	var want []byte
	for _, procs := range []int{1, 2, 8} {
		runtime.GOMAXPROCS(procs)
		var got bytes.Buffer
		if _, err := mustNew(t, docs, nil).WriteTo(&got); err != nil {
			t.Fatal(err)
		}
		if want == nil {
			want = got.Bytes()
		}
		if !bytes.Equal(got.Bytes(), want) {
			t.Errorf("with GOMAXPROCS %d it is another one", procs)
		}
	}
}

func TestSortInBlocks(t *testing.T) {
	for _, n := range []int{0, 1, sortedInRuns, sortedInRuns + 1, 5*sortedInRuns - 3} {
		all := rand.New(rand.NewPCG(5, 5)).Perm(n)
		want := slices.Sorted(slices.Values(all))
		got, err := sortInBlocks(t.Context(), all, func(a, b int) int { return a - b })
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%d numbers are not in order, error %v", n, err)
		}
	}
}

func TestDatedOrder(t *testing.T) {
	docs := generated(300, rand.New(rand.NewPCG(5, 6)))
	for i := range docs {
		docs[i].Published = docs[i%20].Published
	}
	order := func(newestFirst bool) (ids []string) {
		all, err := datedOrder(t.Context(), pointersTo(docs), newestFirst)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range all {
			ids = append(ids, docs[i].ID)
		}
		return ids
	}
	oldest, newest := order(false), order(true)
	for newestFirst, got := range map[bool][]string{false: oldest, true: newest} {
		slices.SortFunc(docs, func(a, b Document) int {
			date := a.Published.Compare(b.Published)
			if newestFirst {
				date = -date
			}
			if date != 0 {
				return date
			}
			return strings.Compare(a.ID, b.ID)
		})
		for i := range docs {
			if got[i] != docs[i].ID {
				t.Fatalf("newest first %t: at %d there is %s, want %s", newestFirst, i, got[i], docs[i].ID)
			}
		}
	}
}
