package related

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// links knows which documents link to which, and where else they link to.
type links struct {
	direct [][]link // by document: those that it links to, or that link to it; ascending
	// shared holds every document's outgoing links as a vector with weights idf.
	shared  vectors
	targets layered[uint64, uint32] // by the hash of a canonical URL
	key     []uint64                // by target: that hash
	from    [][]uint32              // by target: the documents that link to it
	idf     []float64               // by target
	lnN     float64
}

// A link leads from one document to another, in either direction. Its value is
// from 0 to 1: what every page links to says nothing.
type link struct {
	doc   uint32
	value float64
}

// newLinks returns the links between documents, or nil if there are none at all.
func newLinks(ctx context.Context, docs []*Document, c *census, ids *identities) *links {
	l := noLinks(len(docs), c)
	outgoing := make([][]uint32, len(docs))
	for i := range below(ctx, len(docs)) {
		outgoing[i] = l.targetsOf(docs[i], ids.of[i].url)
		for _, t := range outgoing[i] {
			l.from[t] = append(l.from[t], uint32(i))
		}
	}
	if len(l.from) == 0 {
		return nil
	}
	for t := range below(ctx, len(l.from)) {
		frequency := 0
		for _, i := range l.from[t] {
			if c.has(int(i)) {
				frequency++
			}
		}
		l.idf = append(l.idf, l.lnN-ln(float64(max(frequency, 1))))
	}
	l.shared.start = l.shared.start[:1]
	for i := range below(ctx, len(docs)) {
		for _, t := range outgoing[i] {
			if j, ok := ids.findKey(l.key[t]); ok {
				l.connect(i, j, t)
			}
		}
		l.shared.add(l.vector(outgoing[i], 0))
	}
	for i := range below(ctx, len(docs)) {
		l.direct[i] = sortLinks(l.direct[i])
	}
	return l
}

// noLinks returns what there is to know of n documents without any.
func noLinks(n int, c *census) *links {
	return &links{
		direct: withRoom[[]link](n)[:n], shared: vectors{start: withRoom[uint32](n + 1)[:n+1]},
		targets: newLayered[uint64, uint32](), lnN: ln(float64(c.size + 1)),
	}
}

// targetsOf returns what a document links to, ascending, and numbers what is new.
func (l *links) targetsOf(d *Document, self uint64) (targets []uint32) {
	for _, url := range d.Links {
		key := hashOf(CanonicalURL(url))
		if key == 0 || key == self {
			continue
		}
		n, ok := l.targets.get(key)
		if !ok {
			n = uint32(len(l.key))
			l.targets.set(key, n)
			l.key, l.from = append(l.key, key), append(l.from, nil)
		}
		targets = append(targets, n)
	}
	slices.Sort(targets)
	return slices.Compact(targets)
}

// connect notes that one of two documents links to the other.
func (l *links) connect(i, j int, target uint32) {
	if i == j {
		return
	}
	value := l.idf[target] / l.lnN
	l.direct[i] = append(l.direct[i], link{uint32(j), value})
	l.direct[j] = append(l.direct[j], link{uint32(i), value})
}

// vector returns the vector of some distinct targets and of a number of others
// that no document of the index links to. It is at least as long as what only
// one document links to: two pages that share nothing but a link of all pages
// have nothing in common.
func (l *links) vector(targets []uint32, others int) (v vector) {
	const scale = 1 << 20 // squares are summed up in integers, so that their order does not matter
	square := func(x float64) uint64 { return uint64(float64(x*x) * scale) }
	sum := uint64(others) * square(l.lnN)
	for _, t := range targets {
		sum += square(l.idf[t])
	}
	length := max(math.Sqrt(float64(sum)/scale), l.lnN)
	for _, t := range targets {
		v.feature = append(v.feature, t)
		v.weight = append(v.weight, uint16(l.idf[t]/length*one))
	}
	return v
}

// sortLinks puts links in the order of their documents; of two with the same one
// the stronger stays.
func sortLinks(all []link) []link {
	slices.SortFunc(all, func(a, b link) int {
		if a.doc != b.doc {
			return int(a.doc) - int(b.doc)
		}
		return cmp.Compare(b.value, a.value)
	})
	return slices.CompactFunc(all, func(a, b link) bool { return a.doc == b.doc })
}

// linksOf returns what a subject from outside the index links to, and what
// links to it.
func (l *links) linksOf(d *Document, ids *identities) (direct []link, shared vector) {
	if l == nil {
		return nil, vector{}
	}
	var targets []uint32
	others := 0
	self := hashOf(CanonicalURL(d.URL))
	if n, ok := l.targets.get(self); ok {
		for _, doc := range l.from[n] {
			direct = append(direct, link{doc, l.idf[n] / l.lnN})
		}
	}
	for _, url := range d.Links {
		target := hashOf(CanonicalURL(url))
		if target == self || target == 0 {
			continue
		}
		n, ok := l.targets.get(target)
		idf := l.lnN
		if ok {
			targets = append(targets, n)
			idf = l.idf[n]
		} else {
			others++
		}
		if doc, ok := ids.findKey(target); ok {
			direct = append(direct, link{uint32(doc), idf / l.lnN})
		}
	}
	slices.Sort(targets)
	return sortLinks(direct), l.vector(slices.Compact(targets), others)
}

// value returns the link signal of a subject and a document: 1 if one links to
// the other, or both to the same, and hardly anything else does.
func (l *links) value(s *subject, doc int) float64 {
	if l == nil {
		return 0
	}
	shared := min(float64(s.links.dot(l.shared.of(doc)))/(one*one), 1)
	at, ok := slices.BinarySearchFunc(s.linked, uint32(doc), func(l link, doc uint32) int { return int(l.doc) - int(doc) })
	if ok {
		return max(s.linked[at].value, shared)
	}
	return shared
}
