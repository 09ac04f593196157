package main

import (
	"cmp"
	"slices"

	"github.com/kindred-go/kindred/related"
	"github.com/kindred-go/kindred/related/cmd/kindred/internal/judge"
)

// A comparison is what compare prints: how the lists of A and B differ.
type comparison struct {
	A        sideFigures   `json:"a"`
	B        sideFigures   `json:"b"`
	Compared int           `json:"compared"` // articles with a list on both sides
	Changed  int           `json:"changed"`  // those whose lists differ
	Gone     int           `json:"gone"`     // entries that only A has
	New      int           `json:"new"`      // entries that only B has
	Moved    int           `json:"moved"`    // entries that both have at other places
	Overlap  float64       `json:"overlap"`  // mean over all that are compared
	RBO      float64       `json:"rbo"`      // the same
	OnlyA    []article     `json:"only_a,omitempty"`
	OnlyB    []article     `json:"only_b,omitempty"`
	Lists    []changedList `json:"lists"` // most changed first
}

// sideFigures are what can be said of one side alone.
type sideFigures struct {
	Name        string  `json:"name"`
	Lists       int     `json:"lists"`
	Entries     int     `json:"entries"` // of the lists that are compared
	Coverage    float64 `json:"coverage@4"`
	MaxInDegree int     `json:"max_in_degree@4"`
}

// A changedList is an article's list on both sides.
type changedList struct {
	article
	Overlap float64         `json:"overlap"`
	RBO     float64         `json:"rbo"`
	A       []comparedEntry `json:"a"`
	B       []comparedEntry `json:"b"`
}

type comparedEntry struct {
	article
	Change change `json:"change,omitempty"`
	Was    int    `json:"was,omitempty"` // place in A, from 1, of what has moved
}

// A change says how an entry differs from the other side's. What is gone stands
// in A, what is new or has moved in B.
type change string

const (
	changeGone  change = "gone"
	changeNew   change = "new"
	changeMoved change = "moved"
)

// rboPersistence is the p of Webber et al. for lists of some ten entries.
const rboPersistence = .9

func compareLists(a, b *side) *comparison {
	c := &comparison{A: newSideFigures(a), B: newSideFigures(b), Lists: []changedList{}}
	inB := make(map[string]related.List, len(b.lists))
	for _, l := range b.lists {
		inB[l.ID] = l
	}
	for _, l := range a.lists {
		other, ok := inB[l.ID]
		if !ok {
			c.OnlyA = append(c.OnlyA, article{l.ID, l.URL, l.Title})
			continue
		}
		delete(inB, l.ID)
		c.add(l, other)
	}
	for _, l := range b.lists {
		if _, ok := inB[l.ID]; ok {
			c.OnlyB = append(c.OnlyB, article{l.ID, l.URL, l.Title})
		}
	}
	if c.Compared > 0 {
		c.Overlap = round4(c.Overlap / float64(c.Compared))
		c.RBO = round4(c.RBO / float64(c.Compared))
	}
	slices.SortFunc(c.Lists, func(x, y changedList) int {
		return cmp.Or(cmp.Compare(x.Overlap, y.Overlap), cmp.Compare(x.RBO, y.RBO), cmp.Compare(x.ID, y.ID))
	})
	return c
}

func newSideFigures(s *side) sideFigures {
	// Saved lists may be some of all: every article that they name counts.
	articles := map[string]bool{}
	for _, l := range s.lists {
		articles[l.ID] = true
		for _, m := range l.Related {
			articles[m.ID] = true
		}
	}
	f := sideFigures{Name: s.name, Lists: len(s.lists)}
	f.Coverage, f.MaxInDegree = spread(s.lists, len(articles))
	return f
}

// add counts the lists that both sides have for one article, and keeps them if
// they differ.
func (c *comparison) add(a, b related.List) {
	idsA, idsB := matchIDs(a), matchIDs(b)
	overlap, rbo := judge.Overlap(idsA, idsB), judge.RBO(idsA, idsB, rboPersistence)
	c.Compared++
	c.Overlap += overlap
	c.RBO += rbo
	c.A.Entries += len(idsA)
	c.B.Entries += len(idsB)
	if slices.Equal(idsA, idsB) {
		return
	}
	c.Changed++
	l := changedList{article{a.ID, firstOf(b.URL, a.URL), firstOf(b.Title, a.Title)}, round4(overlap), round4(rbo), []comparedEntry{}, []comparedEntry{}}
	for _, m := range a.Related {
		e := comparedEntry{article: article{m.ID, m.URL, m.Title}}
		if !slices.Contains(idsB, m.ID) {
			e.Change = changeGone
			c.Gone++
		}
		l.A = append(l.A, e)
	}
	for place, m := range b.Related {
		e := comparedEntry{article: article{m.ID, m.URL, m.Title}}
		switch was := slices.Index(idsA, m.ID); {
		case was < 0:
			e.Change = changeNew
			c.New++
		case was != place:
			e.Change, e.Was = changeMoved, was+1
			c.Moved++
		}
		l.B = append(l.B, e)
	}
	c.Lists = append(c.Lists, l)
}
