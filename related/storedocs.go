package related

import (
	"context"
	"math"
	"time"

	"github.com/kindred-go/kindred/related/internal/archive"
)

// archiveDocuments writes the documents, or reads them.
func archiveDocuments(a *archive.Archive, x *Index) {
	var hidden []bool
	var prints []uint64
	if !a.Reading() {
		for i := range x.docs {
			hidden = append(hidden, x.docs[i].Hidden)
			if !x.options.TagsOnly {
				prints = append(prints, x.printOf(i))
			}
		}
	}
	a.Bools(&hidden, 0)
	archive.Numbers(a, &prints, maxLag)
	if a.Reading() {
		x.docs, x.prints = append(withRoom[*Document](len(hidden)), pointersTo(make([]Document, len(hidden)))...), prints
	}
	docs := x.docs
	archiveTexts(a, docs)
	published := timeColumn(a, docs, func(d *Document) time.Time { return d.Published })
	updated := timeColumn(a, docs, func(d *Document) time.Time { return d.Updated })
	boosts := sparse(a, len(docs), func(i int) uint64 { return math.Float64bits(docs[i].Boost) })
	tags := listColumn(a, docs, func(d *Document) []string { return d.Tags })
	authors := listColumn(a, docs, func(d *Document) []string { return d.Authors })
	pins := listColumn(a, docs, func(d *Document) []string { return d.Pins })
	if !a.Reading() {
		return
	}
	inBlocks(context.Background(), len(docs), func() func(lo, hi int) {
		return func(lo, hi int) {
			for i := lo; i < hi; i++ {
				d := docs[i]
				d.Hidden, d.Published, d.Updated = hidden[i], published.at(i), updated.at(i)
				d.Boost = math.Float64frombits(nth(boosts, i))
				d.Tags, d.Authors, d.Pins = tags.at(i), authors.at(i), pins.at(i)
			}
		}
	})
	if boosts != nil {
		x.boosts = boostsOf(docs)
	}
	if pins.end != nil {
		x.pinned = pinnedOf(docs)
	}
}

// archiveTexts writes or reads the documents' texts, a field after the other.
func archiveTexts(a *archive.Archive, docs []*Document) {
	for _, field := range [...]func(d *Document) *string{
		func(d *Document) *string { return &d.ID },
		func(d *Document) *string { return &d.URL },
		func(d *Document) *string { return &d.Title },
		func(d *Document) *string { return &d.Summary },
		func(d *Document) *string { return &d.Section },
		func(d *Document) *string { return &d.Series },
		func(d *Document) *string { return &d.Language },
		func(d *Document) *string { return &d.Image },
	} {
		a.Texts(len(docs), func(i int) *string { return field(docs[i]) })
	}
	if a.Reading() {
		a.Texts(len(docs), func(i int) *string { return &docs[i].Content })
		return
	}
	kept := make([]string, len(docs))
	for i := range docs {
		kept[i] = keptContent(docs[i])
	}
	a.Texts(len(kept), func(i int) *string { return &kept[i] })
}

// keptContent returns what is stored of a content: what excerpts need.
func keptContent(d *Document) string {
	if Excerpt(d.Summary, 1) != "" {
		return ""
	}
	return forExcerpts(d.Content)
}

// stringLists are a column of lists of strings.
type stringLists struct {
	end []uint32 // by document: where its strings end; nil if there are none at all
	all []string
}

func listColumn(a *archive.Archive, docs []*Document, field func(*Document) []string) *stringLists {
	l := &stringLists{}
	if !a.Reading() {
		for i := range docs {
			l.all = append(l.all, field(docs[i])...)
		}
	}
	l.end = sparse(a, len(docs), func(i int) uint32 { return uint32(len(field(docs[i]))) })
	a.Strings(&l.all, 0)
	if a.Reading() {
		end := uint64(0)
		for i, count := range l.end {
			end += uint64(count)
			l.end[i] = uint32(end)
		}
		if end != uint64(len(l.all)) {
			a.Fail()
		}
	}
	return l
}

// at returns the list of document i, nil if it is empty.
func (l *stringLists) at(i int) []string {
	start, end := uint32(0), nth(l.end, i)
	if i > 0 {
		start = nth(l.end, i-1)
	}
	if start == end {
		return nil
	}
	return l.all[start:end:end]
}

// sparse writes a column of n numbers, or reads and returns it. If all are 0, next to
// nothing is written, and nil is returned.
func sparse[T archive.Number](a *archive.Archive, n int, at func(i int) T) []T {
	var column []T
	if !a.Reading() {
		column = make([]T, n)
		some := T(0)
		for i := range column {
			column[i] = at(i)
			some |= column[i]
		}
		if some == 0 {
			column = nil
		}
	}
	archive.Numbers(a, &column, 0)
	if a.Reading() && column != nil && len(column) != n {
		a.Fail()
	}
	return column
}

// times are a column of times, in parts. Those of which all are 0 are nil.
type times struct {
	seconds              []int64 // since the zero time
	nanoseconds, offsets []int32
	zones                map[int32]*time.Location // by offset
}

func timeColumn(a *archive.Archive, docs []*Document, field func(*Document) time.Time) *times {
	zero := time.Time{}.Unix()
	t := &times{
		seconds:     sparse(a, len(docs), func(i int) int64 { return field(docs[i]).Unix() - zero }),
		nanoseconds: sparse(a, len(docs), func(i int) int32 { return int32(field(docs[i]).Nanosecond()) }),
		offsets: sparse(a, len(docs), func(i int) int32 {
			_, offset := field(docs[i]).Zone()
			return int32(offset)
		}),
		zones: make(map[int32]*time.Location),
	}
	if a.Reading() {
		for _, offset := range t.offsets {
			if t.zones[offset] == nil {
				t.zones[offset] = time.FixedZone("", int(offset))
			}
		}
	}
	return t
}

// at returns the time of document i.
func (t *times) at(i int) time.Time {
	at := time.Unix(nth(t.seconds, i)+time.Time{}.Unix(), int64(nth(t.nanoseconds, i)))
	if offset := nth(t.offsets, i); offset != 0 {
		return at.In(t.zones[offset])
	}
	return at.UTC()
}

// nth returns a number of a sparse column.
func nth[T archive.Number](column []T, i int) T {
	if column == nil {
		return 0
	}
	return column[i]
}
