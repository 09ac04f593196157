package related

import (
	"cmp"
	"math"
	"slices"
)

// links knows which documents link to which, and where else they link to.
type links struct {
	direct [][]link // by document: those that it links to, or that link to it; ascending
	// shared holds every document's outgoing links as a vector with weights idf.
	shared  vectors
	targets numbering  // by canonical URL
	from    [][]uint32 // by target: the documents that link to it
	idf     []float64  // by target
	lnN     float64
}

// A link leads from one document to another, in either direction. Its value is
// from 0 to 1: what every page links to says nothing.
type link struct {
	doc   uint32
	value float64
}

// newLinks returns the links between documents, or nil if there are none at all.
func newLinks(docs []Document, c *census, ids *identities) *links {
	l := &links{targets: make(numbering), lnN: ln(float64(c.size + 1))}
	outgoing := make([][]uint32, len(docs))
	for i := range docs {
		self := CanonicalURL(docs[i].URL)
		for _, url := range docs[i].Links {
			target := CanonicalURL(url)
			if n := l.targets.add(target); n != 0 && target != self {
				outgoing[i] = append(outgoing[i], uint32(n-1))
			}
		}
		slices.Sort(outgoing[i])
		outgoing[i] = slices.Compact(outgoing[i])
		for len(l.from) < len(l.targets) {
			l.from = append(l.from, nil)
		}
		for _, t := range outgoing[i] {
			l.from[t] = append(l.from[t], uint32(i))
		}
	}
	if len(l.targets) == 0 {
		return nil
	}
	for _, from := range l.from {
		frequency := 0
		for _, i := range from {
			if c.has(int(i)) {
				frequency++
			}
		}
		l.idf = append(l.idf, l.lnN-ln(float64(max(frequency, 1))))
	}
	l.direct = make([][]link, len(docs))
	document := make([]int, len(l.targets)) // by target: which document it is, or -1
	for t := range document {
		document[t] = -1
	}
	for url, n := range l.targets {
		if doc, ok := ids.find(url); ok {
			document[n-1] = doc
		}
	}
	l.shared.start = make([]uint32, 1, len(docs)+1)
	for i := range docs {
		for _, t := range outgoing[i] {
			if j := document[t]; j >= 0 && j != i {
				l.direct[i] = append(l.direct[i], link{uint32(j), l.idf[t] / l.lnN})
				l.direct[j] = append(l.direct[j], link{uint32(i), l.idf[t] / l.lnN})
			}
		}
		l.shared.add(l.vector(outgoing[i], 0))
	}
	for i, direct := range l.direct {
		l.direct[i] = sortLinks(direct)
	}
	return l
}

// vector returns the vector of some distinct targets and of a number of others
// that no document of the index links to. It is at least as long as what only
// one document links to: two pages that share nothing but a link of all pages
// have nothing in common.
func (l *links) vector(targets []uint32, others int) (v vector) {
	sum := float64(others) * float64(l.lnN*l.lnN)
	for _, t := range targets {
		sum += float64(l.idf[t] * l.idf[t])
	}
	length := max(math.Sqrt(sum), l.lnN)
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
	self := CanonicalURL(d.URL)
	if n := l.targets[self]; n != 0 {
		for _, doc := range l.from[n-1] {
			direct = append(direct, link{doc, l.idf[n-1] / l.lnN})
		}
	}
	for _, url := range d.Links {
		target := CanonicalURL(url)
		n := l.targets[target]
		if target == self || target == "" {
			continue
		}
		idf := l.lnN
		if n == 0 {
			others++
		} else {
			targets = append(targets, uint32(n-1))
			idf = l.idf[n-1]
		}
		if doc, ok := ids.find(target); ok {
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
