package related

import (
	"maps"
	"slices"
)

// fork returns an index to which documents can be added without a change to this one.
// The two share what they hold, up to where this one ends. Behind that, where the room
// for more is, only one can write: the first that was forked. Others copy.
func (x *Index) fork() *Index {
	first := x.forked.CompareAndSwap(false, true)
	y := &Index{
		options: x.options, docs: ending(first, x.docs), census: x.census, main: x.main,
		ids: x.ids.fork(first), lexicon: x.lexicon.fork(first), weigher: x.weigher.fork(first),
		bags: x.bags.fork(first), postings: x.postings.fork(first),
		titles: &titles{x.titles.fork(first)}, tags: x.tags.fork(first), links: x.links.fork(first),
		series: x.series.fork(first), calendar: x.calendar.fork(first), weights: x.weights,
		copies: maps.Clone(x.copies), names: x.names.fork(first), boosts: maps.Clone(x.boosts), pinned: ending(first, x.pinned),
		ordinary: cloneWithRoom(x.ordinary), neighbours: cloneWithRoom(x.neighbours), bars: cloneWithRoom(x.bars),
		lag: x.lag, rankers: x.rankers, prints: x.prints, textless: x.textless,
	}
	return y
}

// ending returns a slice that can be appended to.
func ending[T any](first bool, s []T) []T {
	if first {
		return s
	}
	return slices.Clip(s)
}

func cloneWithRoom[S ~[]T, T any](s S) S { return append(withRoom[T](len(s)), s...) }

func (ids *identities) fork(first bool) *identities {
	return &identities{
		of: ending(first, ids.of), languages: maps.Clone(ids.languages),
		byURL: ids.byURL.fork(), byTitleDay: ids.byTitleDay.fork(), ranked: ids.ranked, ranks: ids.ranks,
	}
}

func (t *keyTable) fork() keyTable { return keyTable{slices.Clone(t.slots), t.used} }

func (lx *lexicon) fork(first bool) *lexicon {
	more := *lx
	more.forms, more.stems = ending(first, lx.forms), ending(first, lx.stems)
	if more.learnt = maps.Clone(lx.learnt); more.learnt == nil {
		more.learnt = make(map[string]uint32)
	}
	more.sole, more.feature, more.thing = ending(first, lx.sole), ending(first, lx.feature), ending(first, lx.thing)
	return &more
}

func (w *weigher) fork(first bool) *weigher {
	more := *w
	more.class, more.classes = ending(first, w.class), ending(first, w.classes)
	return &more
}

func (b *bags) fork(first bool) *bags {
	return &bags{
		scale:  ending(first, b.scale),
		packed: &packedBags{ending(first, b.packed.start), ending(first, b.packed.bytes)},
	}
}

func (p *postings) fork(first bool) *postings {
	more := *p
	more.least = ending(first, p.least)
	return &more
}

func (v *vectors) fork(first bool) vectors {
	return vectors{ending(first, v.start), ending(first, v.feature), ending(first, v.weight)}
}

func (t *tags) fork(first bool) *tags {
	return &tags{
		vectors: t.vectors.fork(first), number: t.number.fork(), name: ending(first, t.name), term: ending(first, t.term),
		idf: ending(first, t.idf), lnN: t.lnN,
	}
}

func (l *links) fork(first bool) *links {
	if l == nil {
		return nil
	}
	return &links{
		direct: cloneWithRoom(l.direct), shared: l.shared.fork(first), targets: l.targets.fork(),
		key: ending(first, l.key), from: slices.Clone(l.from), idf: ending(first, l.idf), lnN: l.lnN,
	}
}

func (s *series) fork(first bool) *series {
	return &series{ending(first, s.key), s.all, ending(first, s.of)}
}

func (c *calendar) fork(first bool) *calendar {
	return &calendar{ending(first, c.day), c.scale, c.factors}
}

func (n *names) fork(first bool) *names { return &names{ending(first, n.stem), n.stemOf} }

func (f *firsts) fork() *firsts {
	more := &firsts{
		all: cloneWithRoom(f.all), last: cloneWithRoom(f.last), shown: cloneWithRoom(f.shown),
		thinned: maps.Clone(f.thinned), placed: maps.Clone(f.placed), tops: f.tops, current: slices.Clone(f.current),
	}
	if f.shown == nil {
		more.count()
	}
	return more
}
