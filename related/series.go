package related

import (
	"cmp"
	"slices"
	"strings"
)

// A place is where a document stands in a series.
type place struct {
	previous, next int32 // the parts before and after it, -1 where there are none
	loose          bool  // whether its parts may have little to do with each other
}

// series holds the series of a collection.
type series struct {
	of    map[int]place // by document, for those that are part of one
	parts [][]int       // by series: its documents, first part first
}

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
		p, ok := partOf(docs[i].Title)
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
		var parts []int
		for at, m := range group {
			p := place{-1, -1, len(group) > maxParts || strings.HasPrefix(key, "prefix")}
			if at > 0 {
				p.previous = int32(group[at-1].doc)
			}
			if at+1 < len(group) {
				p.next = int32(group[at+1].doc)
			}
			s.of[m.doc] = p
			parts = append(parts, m.doc)
		}
		s.parts = append(s.parts, parts)
	}
	return s
}

// after returns the parts of its series to read after document i: the next one,
// then the previous.
func (s *series) after(i int) (parts []int, loose bool) {
	p, ok := s.of[i]
	if ok && p.next >= 0 {
		parts = append(parts, int(p.next))
	}
	if ok && p.previous >= 0 {
		parts = append(parts, int(p.previous))
	}
	return parts, p.loose
}

// Series returns the series that were found, each as the IDs of its documents
// in their order.
func (x *Index) Series() [][]string {
	all := make([][]string, 0, len(x.series.parts))
	for _, parts := range x.series.parts {
		ids := make([]string, len(parts))
		for at, doc := range parts {
			ids[at] = x.docs[doc].ID
		}
		all = append(all, ids)
	}
	return all
}
