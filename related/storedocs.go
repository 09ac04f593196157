package related

import (
	"math"
	"time"

	"github.com/kindred-go/kindred/related/internal/archive"
)

// excerptBytes is how much of a content is stored for excerpts, where there is no
// summary.
const excerptBytes = 256

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
		x.docs, x.prints = withRoom[Document](len(hidden))[:len(hidden)], prints
	}
	docs := x.docs
	archiveTexts(a, docs)
	published := timeColumn(a, docs, func(d *Document) time.Time { return d.Published })
	updated := timeColumn(a, docs, func(d *Document) time.Time { return d.Updated })
	boosts := sparse(a, len(docs), func(i int) uint64 { return math.Float64bits(docs[i].Boost) })
	for _, field := range [...]func(d *Document) *[]string{
		func(d *Document) *[]string { return &d.Tags },
		func(d *Document) *[]string { return &d.Authors },
		func(d *Document) *[]string { return &d.Pins },
	} {
		listColumn(a, docs, field)
	}
	if !a.Reading() {
		return
	}
	for i := range docs {
		d := &docs[i]
		d.Hidden, d.Boost = hidden[i], math.Float64frombits(boosts[i])
		d.Published, d.Updated = published.at(i), updated.at(i)
	}
	x.boosts, x.pinned = boostsOf(docs), pinnedOf(docs)
}

// archiveTexts writes or reads the documents' texts, a field after the other.
func archiveTexts(a *archive.Archive, docs []Document) {
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
		a.Texts(len(docs), func(i int) *string { return field(&docs[i]) })
	}
	if a.Reading() {
		a.Texts(len(docs), func(i int) *string { return &docs[i].Content })
		return
	}
	kept := make([]string, len(docs))
	for i := range docs {
		kept[i] = keptContent(&docs[i])
	}
	a.Texts(len(kept), func(i int) *string { return &kept[i] })
}

// keptContent returns what is stored of a content: what excerpts need.
func keptContent(d *Document) string {
	if Excerpt(d.Summary, 1) != "" {
		return ""
	}
	return beginningOf(d.Content, excerptBytes)
}

// beginningOf returns the first n bytes of a text or a little less, so that no
// character is cut.
func beginningOf(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n]
}

func listColumn(a *archive.Archive, docs []Document, field func(*Document) *[]string) {
	var all []string
	if !a.Reading() {
		for i := range docs {
			all = append(all, *field(&docs[i])...)
		}
	}
	counts := sparse(a, len(docs), func(i int) uint32 { return uint32(len(*field(&docs[i]))) })
	a.Strings(&all, 0)
	if !a.Reading() {
		return
	}
	for i, count := range counts {
		if int(count) > len(all) {
			a.Fail()
			return
		}
		if count > 0 {
			*field(&docs[i]), all = all[:count:count], all[count:]
		}
	}
}

// sparse writes a column of n numbers, next to nothing if all are 0, or reads and returns
// it.
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
	switch {
	case !a.Reading():
	case len(column) == 0:
		column = make([]T, n)
	case len(column) != n:
		a.Fail()
	}
	return column
}

// times are a column of times, in parts.
type times struct {
	seconds              []int64 // since the zero time
	nanoseconds, offsets []int32
	zones                map[int32]*time.Location
}

func timeColumn(a *archive.Archive, docs []Document, field func(*Document) time.Time) *times {
	zero := time.Time{}.Unix()
	return &times{
		seconds:     sparse(a, len(docs), func(i int) int64 { return field(&docs[i]).Unix() - zero }),
		nanoseconds: sparse(a, len(docs), func(i int) int32 { return int32(field(&docs[i]).Nanosecond()) }),
		offsets: sparse(a, len(docs), func(i int) int32 {
			_, offset := field(&docs[i]).Zone()
			return int32(offset)
		}),
		zones: map[int32]*time.Location{0: time.UTC},
	}
}

func (t *times) at(i int) time.Time {
	offset := t.offsets[i]
	zone, ok := t.zones[offset]
	if !ok {
		zone = time.FixedZone("", int(offset))
		t.zones[offset] = zone
	}
	return time.Unix(t.seconds[i]+time.Time{}.Unix(), int64(t.nanoseconds[i])).In(zone)
}
