package related

import (
	"slices"
	"time"

	"github.com/kindred-go/kindred/related/internal/archive"
)

// archiveDocuments writes the documents, or reads them.
func archiveDocuments(a *archive.Archive, x *Index) {
	n := len(x.docs)
	a.Int(&n)
	if a.Reading() {
		x.docs = withRoom[Document](n)[:n]
	}
	fields := [...]func(d *Document) *string{
		func(d *Document) *string { return &d.ID },
		func(d *Document) *string { return &d.URL },
		func(d *Document) *string { return &d.Title },
		func(d *Document) *string { return &d.Summary },
		func(d *Document) *string { return &d.Content },
		func(d *Document) *string { return &d.Section },
		func(d *Document) *string { return &d.Series },
		func(d *Document) *string { return &d.Language },
		func(d *Document) *string { return &d.Image },
	}
	var columns [len(fields)][]string
	for c, field := range fields {
		columns[c] = make([]string, len(x.docs))
		if !a.Reading() {
			for i := range x.docs {
				columns[c][i] = kept(&x.docs[i], field)
			}
		}
		a.Strings(&columns[c], 0)
	}
	published := timeColumn(a, x.docs, func(d *Document) time.Time { return d.Published })
	updated := timeColumn(a, x.docs, func(d *Document) time.Time { return d.Updated })
	boosts, hidden, prints := make([]float64, len(x.docs)), make([]bool, len(x.docs)), make([]uint64, len(x.docs))
	if !a.Reading() {
		for i := range x.docs {
			boosts[i], hidden[i] = x.docs[i].Boost, x.docs[i].Hidden
			if !x.options.TagsOnly {
				prints[i] = x.printOf(i)
			}
		}
	}
	a.Doubles(&boosts, 0)
	a.Bools(&hidden, 0)
	archive.Numbers(a, &prints, maxLag)
	for _, field := range [...]func(d *Document) *[]string{
		func(d *Document) *[]string { return &d.Tags },
		func(d *Document) *[]string { return &d.Authors },
		func(d *Document) *[]string { return &d.Pins },
	} {
		listColumn(a, x.docs, field)
	}
	if !a.Reading() {
		return
	}
	lengths := []int{len(boosts), len(hidden), len(prints), published.len(), updated.len()}
	for _, column := range columns {
		lengths = append(lengths, len(column))
	}
	if slices.ContainsFunc(lengths, func(length int) bool { return length != n }) {
		a.Fail()
		return
	}
	for i := range x.docs {
		d := &x.docs[i]
		for c, field := range fields {
			*field(d) = columns[c][i]
		}
		d.Boost, d.Hidden = boosts[i], hidden[i]
		d.Published, d.Updated = published.at(i), updated.at(i)
	}
	x.prints = prints
	x.boosts, x.pinned = boostsOf(x.docs), pinnedOf(x.docs)
}

// kept returns what is stored of a field: of a content, what excerpts need.
func kept(d *Document, field func(*Document) *string) string {
	s := *field(d)
	if field(d) != &d.Content {
		return s
	}
	if Excerpt(d.Summary, 1) != "" {
		return ""
	}
	return forExcerpts(s)
}

func listColumn(a *archive.Archive, docs []Document, field func(*Document) *[]string) {
	counts, all := make([]uint32, len(docs)), []string(nil)
	for i := range docs {
		list := *field(&docs[i])
		counts[i] = uint32(len(list))
		all = append(all, list...)
	}
	archive.Numbers(a, &counts, 0)
	a.Strings(&all, 0)
	if !a.Reading() {
		return
	}
	for i := range docs[:min(len(docs), len(counts))] {
		count := int(counts[i])
		if count > len(all) {
			a.Fail()
			return
		}
		if count > 0 {
			*field(&docs[i]), all = all[:count:count], all[count:]
		}
	}
}

// times are a column of times, in parts.
type times struct {
	seconds              []int64
	nanoseconds, offsets []int32
	zones                map[int32]*time.Location
}

func timeColumn(a *archive.Archive, docs []Document, field func(*Document) time.Time) *times {
	t := &times{make([]int64, len(docs)), make([]int32, len(docs)), make([]int32, len(docs)), map[int32]*time.Location{0: time.UTC}}
	if !a.Reading() {
		for i := range docs {
			at := field(&docs[i])
			_, offset := at.Zone()
			t.seconds[i], t.nanoseconds[i], t.offsets[i] = at.Unix(), int32(at.Nanosecond()), int32(offset)
		}
	}
	archive.Numbers(a, &t.seconds, 0)
	archive.Numbers(a, &t.nanoseconds, 0)
	archive.Numbers(a, &t.offsets, 0)
	return t
}

// len returns how many times there are, -1 if parts of some are missing.
func (t *times) len() int {
	if len(t.nanoseconds) != len(t.seconds) || len(t.offsets) != len(t.seconds) {
		return -1
	}
	return len(t.seconds)
}

func (t *times) at(i int) time.Time {
	offset := t.offsets[i]
	zone, ok := t.zones[offset]
	if !ok {
		zone = time.FixedZone("", int(offset))
		t.zones[offset] = zone
	}
	return time.Unix(t.seconds[i], int64(t.nanoseconds[i])).In(zone)
}
