package related

import (
	"cmp"
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
	all []run
	of  map[int]place // by document, for those that are part of one
}

// A place is where a document stands: in which series, and at which part.
type place struct{ series, part int }

const (
	// maxParts is how many parts a series has. More are a column ("Interview
	// no. 41"), whose parts need have no subject in common.
	maxParts = 12
	// minPrefix is how many letters and digits such a beginning has at least.
	minPrefix = 10
)

// newSeries finds the series: documents that name the same one, whose titles
// have numbers ("Part 2 of 3", "(3/5)", "Garlic II"), or whose titles begin alike
// before a colon or dash ("Building a boat: the keel") and that have dates to go by.
func newSeries(docs []Document, languages []string) *series {
	type member struct {
		doc    int
		number int
		bare   bool
	}
	groups := make(map[string][]member)
	var keys []string
	add := func(key string, m member) {
		if _, ok := groups[key]; !ok {
			keys = append(keys, key)
		}
		groups[key] = append(groups[key], m)
	}
	for i := range docs {
		p, ok := partOf(docs[i].Title, languages[i])
		switch name := strings.ToLower(strings.TrimSpace(docs[i].Series)); {
		case docs[i].Hidden:
		case name != "":
			add("name\x00"+name, member{doc: i, number: p.number})
		case ok:
			add("number\x00"+languages[i]+"\x00"+p.key, member{i, p.number, p.bare})
		default:
			if prefix := titlePrefix(docs[i].Title); prefix != "" && !docs[i].Published.IsZero() {
				add("prefix\x00"+languages[i]+"\x00"+prefix+"\x00"+strings.Join(docs[i].Authors, "\x00"), member{doc: i})
			}
		}
	}
	s := &series{of: make(map[int]place)}
	for _, key := range keys {
		group := groups[key]
		slices.SortStableFunc(group, func(a, b member) int {
			if c := cmp.Compare(a.number, b.number); c != 0 {
				return c
			}
			return docs[a.doc].Published.Compare(docs[b.doc].Published)
		})
		consecutive := false
		bare := true
		for at, m := range group {
			consecutive = consecutive || at > 0 && m.number == group[at-1].number+1
			bare = bare && m.bare
		}
		if len(group) < 2 || strings.HasPrefix(key, "number") && bare && !consecutive || strings.HasPrefix(key, "prefix") && len(group) > maxParts {
			continue
		}
		r := run{loose: len(group) > maxParts || strings.HasPrefix(key, "prefix")}
		for at, m := range group {
			s.of[m.doc] = place{len(s.all), at}
			r.parts = append(r.parts, m.doc)
		}
		s.all = append(s.all, r)
	}
	return s
}

// around returns the other parts of document i's series that are at most so many
// parts away, nearest first and the later before the earlier, and whether the
// series is a loose one.
func (s *series) around(i, reach int) (parts []int, loose bool) {
	p, ok := s.of[i]
	if !ok {
		return nil, false
	}
	r := s.all[p.series]
	for distance := 1; distance <= min(reach, len(r.parts)-1); distance++ {
		for _, at := range [...]int{p.part + distance, p.part - distance} {
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
		ids := make([]string, len(r.parts))
		for at, doc := range r.parts {
			ids[at] = x.docs[doc].ID
		}
		all = append(all, ids)
	}
	return all
}
