package related

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// A run of parts is one series.
type run struct {
	parts []int // documents, first part first
	loose bool  // whether they may have little to do with each other
}

// series holds the series of a collection.
type series struct {
	key []uint64 // by document: a hash of what the parts of its series have in common, 0 if there is nothing
	all []run
	of  []place // by document
}

// A place is where a document stands: in which series, counted from 1, and at which
// part. The zero place is none.
type place struct{ series, part int32 }

const (
	// maxParts is how many parts a series has. More are a column ("Interview
	// no. 41"), whose parts need have no subject in common.
	maxParts = 12
	// minPrefix is how many letters and digits such a beginning has at least.
	minPrefix = 10
)

// newSeries finds the series of an index's documents.
func newSeries(ctx context.Context, x *Index, languages []string) *series {
	docs := x.docs
	s := &series{key: withRoom[uint64](len(docs))[:len(docs)], of: withRoom[place](len(docs))[:len(docs)]}
	groups := make(map[uint64][]int)
	var keys []uint64
	for n := range below(ctx, len(docs)) {
		i := x.nth(n)
		key, _ := seriesKey(docs[i], languages[i])
		h := hashOf(key)
		s.key[i] = h
		if h == 0 {
			continue
		}
		if _, ok := groups[h]; !ok {
			keys = append(keys, h)
		}
		groups[h] = append(groups[h], i)
	}
	for at := range below(ctx, len(keys)) {
		if r, ok := newRun(docs, groups[keys[at]], func(i int) string { return languages[i] }); ok {
			s.add(r)
		}
	}
	return s
}

// add adds a series.
func (s *series) add(r run) {
	s.all = append(s.all, r)
	for at, doc := range r.parts {
		s.of[doc] = place{int32(len(s.all)), int32(at)}
	}
}

// dissolve takes the series apart that a document is a part of.
func (s *series) dissolve(i int) {
	if n := s.of[i].series; n != 0 {
		for _, doc := range s.all[n-1].parts {
			s.of[doc] = place{}
		}
		s.all[n-1] = run{}
	}
}

// The kinds of things that the parts of a series have in common begin its key.
const (
	sameName   = "name\x00"
	sameTitle  = "number\x00"
	samePrefix = "prefix\x00"
)

// seriesKey returns what a document has in common with the other parts of its series,
// if there are any: that they name the same one, that their titles have numbers ("Part
// 2 of 3", "(3/5)", "Garlic II"), or that their titles begin alike before a colon or
// dash ("Building a boat: the keel") and they have dates to go by.
func seriesKey(d *Document, language string) (key string, p part) {
	p, numbered := partOf(d.Title, language)
	switch name := strings.ToLower(strings.TrimSpace(d.Series)); {
	case d.Hidden:
	case name != "":
		return sameName + name, p
	case numbered:
		return sameTitle + language + "\x00" + p.key, p
	default:
		if prefix := titlePrefix(d.Title); prefix != "" && !d.Published.IsZero() {
			return samePrefix + language + "\x00" + prefix + "\x00" + strings.Join(d.Authors, "\x00"), part{}
		}
	}
	return "", part{}
}

// newRun makes a series of the documents with one key, which come in the order of
// their IDs, if they are one.
func newRun(docs []*Document, group []int, languageOf func(doc int) string) (run, bool) {
	type member struct {
		doc    int
		number int
	}
	var members []member
	var key string
	bare := true
	for _, i := range group {
		var p part
		key, p = seriesKey(docs[i], languageOf(i))
		bare = bare && p.bare
		members = append(members, member{i, p.number})
	}
	slices.SortStableFunc(members, func(a, b member) int {
		return cmp.Or(cmp.Compare(a.number, b.number), docs[a.doc].Published.Compare(docs[b.doc].Published))
	})
	var r run
	consecutive := false
	for at, m := range members {
		consecutive = consecutive || at > 0 && m.number == members[at-1].number+1
		r.parts = append(r.parts, m.doc)
	}
	prefix := strings.HasPrefix(key, samePrefix)
	if len(members) < 2 || strings.HasPrefix(key, sameTitle) && bare && !consecutive || prefix && len(members) > maxParts {
		return run{}, false
	}
	r.loose = len(members) > maxParts || prefix
	return r, true
}

// around returns the other parts of document i's series that are at most so many
// parts away, nearest first and the later before the earlier, and whether the
// series is a loose one.
func (s *series) around(i, reach int) (parts []int, loose bool) {
	p := s.of[i]
	if p.series == 0 {
		return nil, false
	}
	r := s.all[p.series-1]
	for distance := 1; distance <= min(reach, len(r.parts)-1); distance++ {
		for _, at := range [...]int{int(p.part) + distance, int(p.part) - distance} {
			if 0 <= at && at < len(r.parts) {
				parts = append(parts, r.parts[at])
			}
		}
	}
	return parts, r.loose
}

// Series returns the series that were found, each as the IDs of its documents
// in their order.
func (x *Index) Series() [][]string {
	all := make([][]string, 0, len(x.series.all))
	for _, r := range x.series.all {
		if len(r.parts) == 0 {
			continue // an update took it apart
		}
		ids := make([]string, len(r.parts))
		for at, doc := range r.parts {
			ids[at] = x.docs[doc].ID
		}
		all = append(all, ids)
	}
	slices.SortFunc(all, func(a, b []string) int { return strings.Compare(a[0], b[0]) })
	return all
}
