package related

import (
	"context"
	"slices"
)

// maxShown is in how many lists' first entries a document may be: five times
// its share.
const maxShown = 5 * defaultLimit

// firsts holds what comes first in every document's list: the entries that a
// page shows. They are chosen for all lists at once, so that no document is in
// too many of them, and none is in none that could be in one.
type firsts struct {
	all     []standing       // defaultLimit by document, 0 where a list is shorter
	last    []uint32         // by document: what the last of its ranking scores, as in a standing; 0 if there is room for more
	shown   []int32          // by document: in how many lists it is; nil if the index was stored
	thinned map[pairing]bool // what was taken out because it is in too many lists
	placed  map[pairing]bool // orphans, in the lists in which they displaced another

	// What rankings began with when the index was built, so that not every list of more
	// entries has to be ranked once more. Both are nil if the index was stored.
	tops    []standing // keptTops by document, 0 where a ranking is shorter
	current []bool     // by document: whether that is still so
}

// keptTops is enough for a list of ten, of which some are near-copies of others.
const keptTops = 12

// A pairing is a list, by the number of its document, and a document for it.
type pairing struct{ list, doc int }

// len returns how many documents' lists there are.
func (f *firsts) len() int { return len(f.all) / defaultLimit }

// of returns the first entries of document i's list.
func (f *firsts) of(i int) []standing {
	list := f.places(i)
	for len(list) > 0 && list[len(list)-1] == 0 {
		list = list[:len(list)-1]
	}
	return list
}

// places returns the places of document i's list, 0 for those that are empty.
func (f *firsts) places(i int) []standing { return f.all[defaultLimit*i : defaultLimit*(i+1)] }

// top returns what document i's ranking begins with, if that is known. It is all of it if
// there are fewer than keptTops.
func (f *firsts) top(i int) (top []standing, known bool) {
	if i >= len(f.current) || !f.current[i] {
		return nil, false
	}
	top = f.tops[keptTops*i : keptTops*(i+1)]
	for len(top) > 0 && top[len(top)-1] == 0 {
		top = top[:len(top)-1]
	}
	return top, true
}

func (f *firsts) noteTop(i int, ranking []ranked) {
	for at, m := range ranking[:min(keptTops, len(ranking))] {
		f.tops[keptTops*i+at] = newStanding(m)
	}
}

// outdate notes that the ranking of document i may be another one now.
func (f *firsts) outdate(i int) {
	if i < len(f.current) {
		f.current[i] = false
	}
}

// makeRoom makes room for the lists of more documents.
func (f *firsts) makeRoom(documents int) {
	f.all = append(f.all, make([]standing, defaultLimit*documents)...)
	f.last = append(f.last, make([]uint32, documents)...)
	f.shown = append(f.shown, make([]int32, documents)...)
}

// count counts in how many lists every document is.
func (f *firsts) count() {
	f.shown = withRoom[int32](f.len())[:f.len()]
	for _, s := range f.all {
		if s != 0 {
			f.shown[s.ranked().doc]++
		}
	}
}

// keepsOut reports whether a document may not be among the first entries of a
// list.
func (f *firsts) keepsOut(list, doc int) bool {
	return f != nil && len(f.thinned) > 0 && f.thinned[pairing{list, doc}]
}

// newFirsts chooses the first entries of every list.
func newFirsts(ctx context.Context, x *Index) (*firsts, error) {
	f := &firsts{all: withRoom[standing](defaultLimit * len(x.docs)), last: withRoom[uint32](len(x.docs))}
	f.makeRoom(len(x.docs))
	f.tops = make([]standing, keptTops*len(x.docs))
	err := f.choose(ctx, x, slices.Collect(x.inOrder()))
	f.current = slices.Repeat([]bool{true}, len(x.docs))
	return f, err
}

// renew returns the first entries that newFirsts chooses for the new index. Most are
// those of the old one: where a list has not changed, and nothing was taken out of it or
// put into it for the sake of others.
func (g *growth) renewFirsts(ctx context.Context) (*firsts, error) {
	x, y := g.old, g.index
	affected, err := g.affected(ctx)
	if err != nil {
		return nil, err
	}
	anew := make([]bool, len(y.docs))
	for _, i := range affected {
		anew[i] = true
	}
	f := x.firsts.fork()
	for _, i := range affected {
		f.outdate(i)
	}
	for _, pairings := range [...]map[pairing]bool{x.firsts.thinned, x.firsts.placed} {
		for p := range pairings {
			anew[p.list] = true
		}
	}
	f.makeRoom(len(g.added))
	for _, i := range g.gone {
		clear(f.places(i))
	}
	var lists []int
	for i := range y.inOrder() {
		list := f.of(i)
		madeUp := func(s standing) bool { return s.isFixed() || s.ranked().score < defaultMinScore }
		if anew[i] || len(list) < defaultLimit || slices.ContainsFunc(list, madeUp) {
			lists = append(lists, i)
		}
	}
	return f, f.choose(ctx, y, lists)
}

// choose chooses the first entries of some lists, and evens out all of them.
func (f *firsts) choose(ctx context.Context, x *Index, lists []int) error {
	f.thinned, f.placed = make(map[pairing]bool), make(map[pairing]bool)
	b := newBalancer(x, f)
	defer x.rankers.Put(b.ranker)
	if err := b.choose(ctx, lists, nil); err != nil {
		return err
	}
	f.count()
	all := slices.Collect(x.inOrder())
	return b.even(ctx, all, all)
}
