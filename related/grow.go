package related

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/kindred-go/kindred/related/internal/text"
)

// A growth makes an index of another by adding documents to it and taking some out.
// Words, pairs, tags and their frequencies stay as they were counted when the first
// was built; stems and tags that only added documents have weigh as much as what one
// document has.
type growth struct {
	old, index *Index
	added      []int            // documents of the new index
	gone       []int            // documents of both that are in no list any more
	parted     []int            // documents of which one that went was a near-copy
	led        map[int]bool     // documents whose lists may begin with other parts of a series or other pins, or had what is gone
	moved      []int            // documents that have other neighbours than before, the added ones among them
	swayed     map[int][]uint32 // documents that were not searched for, by those of their neighbours that are new or none any more, or have other closest ones of their own
}

// grow makes the new index, but for the first entries of its lists. The documents in
// gone are those of x by number.
func (x *Index) grow(ctx context.Context, added []*Document, gone []int) (*growth, error) {
	return x.growInto(ctx, x.fork(), added, gone)
}

// growInto is grow with a fork of x.
func (x *Index) growInto(ctx context.Context, y *Index, added []*Document, gone []int) (*growth, error) {
	g := &growth{old: x, index: y, gone: gone, led: make(map[int]bool), swayed: make(map[int][]uint32)}
	y.lag += len(added) + len(gone)
	g.remove()
	g.add(added)
	y.order = g.newOrder()
	for _, i := range g.added {
		y.ordinary = append(y.ordinary, y.isOrdinary(i))
	}
	y.findCopiesOf(g.added)
	for _, i := range g.added {
		y.noteTwins(i)
	}
	if y.options.DropContent {
		y.prints = slices.Clip(y.prints)
		for _, i := range g.added {
			y.prints = append(y.prints, y.docs[i].print())
			d := *y.docs[i] // the other is the caller's
			d.dropContent()
			y.docs[i] = &d
		}
		y.textless = len(y.docs)
	}
	g.updateSeries()
	return g, g.findNeighbours(ctx)
}

// remove takes documents out.
func (g *growth) remove() {
	y := g.index
	if len(g.gone) == 0 {
		return
	}
	y.ids.of = cloneWithRoom(y.ids.of)
	for _, i := range g.gone {
		y.ids.of[i].hidden, y.ids.of[i].gone = true, true
		y.ordinary[i] = false
		y.neighbours[i] = nil
		for _, j := range y.copies[i] {
			g.parted = append(g.parted, int(j))
			y.copies[int(j)] = slices.DeleteFunc(slices.Clone(y.copies[int(j)]), func(k int32) bool { return int(k) == i })
		}
		delete(y.copies, i)
	}
}

// add analyses documents in the terms of the index and appends what it holds of them.
func (g *growth) add(docs []*Document) {
	y := g.index
	a := text.NewAnalyzer()
	toks, languages := make([]tokens, len(docs)), make([]string, len(docs))
	for i := range docs {
		languages[i] = languageOf(docs[i])
		toks[i] = tokenizeDocument(a, docs[i], cmp.Or(languages[i], y.main), nil)
		g.added = append(g.added, len(y.docs)+i)
	}
	lx := y.lexicon.read(a.Words(), y.lexicon.learn)
	for stem := len(g.old.lexicon.stems); stem < len(lx.stems); stem++ {
		y.weigher.add(soleKind, y.weigher.lnN)
	}
	y.names.learn(lx)
	y.docs = append(y.docs, docs...)
	y.census.leaveOut(len(g.old.docs), len(docs))
	r := y.ranker()
	defer y.rankers.Put(r)
	c := r.counter(lx)
	bags := newBags(len(docs), 0)
	barred := barred(context.Background(), y.options.NeverTags, languages, y.main, toks)
	for i := range docs {
		d, t := docs[i], &toks[i]
		c.addDocument(t)
		things, counts := c.take(nil, nil)
		bags.add(things, counts, lx.feature, &radixSorter{})
		y.titles.add(y.weigher.title(lx, t))
		y.tags.learn(d, t, lx)
		y.tags.add(y.tags.vector(t.tags))
		y.ids.add(d, languages[i], barred[i])
		key, _ := seriesKey(d, languages[i])
		y.series.key, y.series.of = append(y.series.key, hashOf(key)), append(y.series.of, place{})
		y.calendar.day = append(y.calendar.day, dayOf(d))
		if len(d.Pins) > 0 {
			y.pinned = append(y.pinned, g.added[i])
		}
		if b := boostOf(d); b != 1 {
			if y.boosts == nil {
				y.boosts = make(map[int]float64)
			}
			y.boosts[g.added[i]] = b
		}
	}
	g.addPostings(bags)
	g.addLinks()
}

// addPostings scales the added documents' vectors, packs their bags and posts their
// strongest features.
func (g *growth) addPostings(bags *bags) {
	y, w, p := g.index, g.index.weigher, g.index.postings
	var more []uint64
	var scratch []uint32
	for at, i := range g.added {
		b := bags.of(at)
		y.bags.packed.add(b)
		scale := scaleOf(w.length(b, 0))
		var least uint16
		least, scratch = w.leastOfStrongest(b, scale, &p.breadth, scratch)
		y.bags.scale, p.least = append(y.bags.scale, scale), append(p.least, least)
		for f, weight := range w.strongest(b, scale, least, &p.breadth) {
			more = append(more, uint64(f)<<32|uint64(p.posting(i, weight)))
		}
	}
	p.recent = p.recent.with(more)
}

// addLinks connects the added documents with those that they link to, and with those
// that link to them.
func (g *growth) addLinks() {
	y := g.index
	if y.links == nil {
		if !slices.ContainsFunc(y.docs[len(g.old.docs):], func(d *Document) bool { return len(d.Links) > 0 }) {
			return
		}
		y.links = noLinks(len(g.old.docs), &y.census)
	}
	l := y.links
	touched := make(map[int]bool)
	connect := func(i, j int, target uint32) {
		for _, k := range [...]int{i, j} {
			if !touched[k] {
				touched[k] = true
				l.direct[k] = slices.Clone(l.direct[k])
			}
		}
		l.connect(i, j, target)
	}
	for range g.added {
		l.direct = append(l.direct, nil)
	}
	for _, i := range g.added {
		targets := l.targetsOf(y.docs[i], y.ids.of[i].url)
		for len(l.idf) < len(l.key) {
			l.idf = append(l.idf, l.lnN)
		}
		for _, t := range targets {
			l.from[t] = append(slices.Clip(l.from[t]), uint32(i))
			if j, ok := y.ids.findKey(l.key[t]); ok {
				connect(i, j, t)
			}
		}
		l.shared.add(l.vector(targets, 0))
	}
	for _, i := range g.added {
		if n, ok := l.targets.get(y.ids.of[i].url); ok {
			for _, j := range l.from[n] {
				connect(int(j), i, n)
			}
		}
	}
	for i := range touched {
		l.direct[i] = sortLinks(l.direct[i])
	}
}

// newOrder returns the documents in the order of their IDs.
func (g *growth) newOrder() []uint32 {
	x, y := g.old, g.index
	order := make([]uint32, x.Len(), x.Len()+len(g.added))
	if copy(order, x.order) == 0 {
		for i := range order {
			order[i] = uint32(i)
		}
	}
	if len(g.gone) > 0 {
		order = slices.DeleteFunc(order, func(i uint32) bool { return y.ids.of[i].gone })
	}
	for _, i := range g.added {
		at, _ := slices.BinarySearchFunc(order, y.docs[i].ID, func(j uint32, id string) int { return strings.Compare(y.docs[j].ID, id) })
		order = slices.Insert(order, at, uint32(i))
	}
	return order
}

// updateSeries makes those series anew that documents came to or went from.
func (g *growth) updateSeries() {
	y := g.index
	groups := make(map[uint64][]int)
	for _, i := range slices.Concat(g.gone, g.added) {
		if key := y.series.key[i]; key != 0 {
			groups[key] = nil
		}
	}
	if len(groups) == 0 {
		return
	}
	y.series.all, y.series.of = slices.Clone(y.series.all), cloneWithRoom(y.series.of)
	for i := range y.inOrder() {
		if all, ok := groups[y.series.key[i]]; ok {
			groups[y.series.key[i]] = append(all, i)
		}
	}
	for _, i := range g.gone {
		y.series.dissolve(i)
	}
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		for _, i := range groups[key] {
			y.series.dissolve(i)
		}
		if r, ok := newRun(y.docs, groups[key], func(i int) string { return y.ids.languages.name(y.ids.of[i].language) }); ok {
			y.series.add(r)
		}
		for _, i := range groups[key] {
			g.led[i] = true
		}
	}
}

// noteTwins makes documents extraordinary that have the URL, or the title and day, of
// an added one, or are near-copies of it.
func (x *Index) noteTwins(i int) {
	id := &x.ids.of[i]
	for doc := range x.ids.byURL.all(id.url, x.ids.url) {
		x.ordinary[doc] = false
	}
	for doc := range x.ids.byTitleDay.all(id.titleDay, x.ids.titleDay) {
		x.ordinary[doc] = false
	}
	for _, doc := range x.copies[i] {
		x.ordinary[doc], x.ordinary[i] = false, false
	}
}
