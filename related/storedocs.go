package related

import (
	"time"

	"github.com/kindred-go/kindred/related/internal/archive"
)

// excerptBytes is how much of a content is stored for excerpts, where there is no
// summary.
const excerptBytes = 512

// archiveDocuments writes the documents, or reads them.
func archiveDocuments(a *archive.Archive, x *Index) {
	n := len(x.docs)
	a.Int(&n)
	if a.Reading() {
		x.docs = withRoom[Document](n)[:n]
	}
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
		column(a, x.docs, field)
	}
	archiveContents(a, x.docs)
	for _, field := range [...]func(d *Document) *[]string{
		func(d *Document) *[]string { return &d.Tags },
		func(d *Document) *[]string { return &d.Authors },
		func(d *Document) *[]string { return &d.Pins },
	} {
		listColumn(a, x.docs, field)
	}
	timeColumn(a, x.docs, func(d *Document) *time.Time { return &d.Published })
	timeColumn(a, x.docs, func(d *Document) *time.Time { return &d.Updated })
	boosts, hidden := make([]float64, len(x.docs)), make([]bool, len(x.docs))
	for i := range x.docs {
		boosts[i], hidden[i] = x.docs[i].Boost, x.docs[i].Hidden
	}
	a.Doubles(&boosts, 0)
	a.Bools(&hidden, 0)
	prints := make([]uint64, len(x.docs))
	if !a.Reading() && !x.options.TagsOnly {
		for i := range prints {
			prints[i] = x.printOf(i)
		}
	}
	archive.Numbers(a, &prints, maxLag)
	if !a.Reading() {
		return
	}
	if len(boosts) != n || len(hidden) != n {
		a.Fail()
		return
	}
	x.prints = prints
	for i := range x.docs {
		x.docs[i].Boost, x.docs[i].Hidden = boosts[i], hidden[i]
	}
	x.boosts, x.pinned = boostsOf(x.docs), pinnedOf(x.docs)
}

func column(a *archive.Archive, docs []Document, field func(*Document) *string) {
	all := make([]string, len(docs))
	for i := range docs {
		all[i] = *field(&docs[i])
	}
	a.Strings(&all, 0)
	if a.Reading() && len(all) == len(docs) {
		for i := range docs {
			*field(&docs[i]) = all[i]
		}
	}
}

// archiveContents stores the beginnings of contents.
func archiveContents(a *archive.Archive, docs []Document) {
	all := make([]string, len(docs))
	for i := range docs {
		if Excerpt(docs[i].Summary, 1) == "" {
			all[i] = beginningOf(docs[i].Content, excerptBytes)
		}
	}
	a.Strings(&all, 0)
	if a.Reading() && len(all) == len(docs) {
		for i := range docs {
			docs[i].Content = all[i]
		}
	}
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

func timeColumn(a *archive.Archive, docs []Document, field func(*Document) *time.Time) {
	seconds, nanoseconds, offsets := make([]int64, len(docs)), make([]int32, len(docs)), make([]int32, len(docs))
	for i := range docs {
		t := *field(&docs[i])
		_, offset := t.Zone()
		seconds[i], nanoseconds[i], offsets[i] = t.Unix(), int32(t.Nanosecond()), int32(offset)
	}
	archive.Numbers(a, &seconds, 0)
	archive.Numbers(a, &nanoseconds, 0)
	archive.Numbers(a, &offsets, 0)
	if !a.Reading() {
		return
	}
	if len(seconds) != len(docs) || len(nanoseconds) != len(docs) || len(offsets) != len(docs) {
		a.Fail()
		return
	}
	zones := map[int32]*time.Location{0: time.UTC}
	for i := range docs {
		zone, ok := zones[offsets[i]]
		if !ok {
			zone = time.FixedZone("", int(offsets[i]))
			zones[offsets[i]] = zone
		}
		*field(&docs[i]) = time.Unix(seconds[i], int64(nanoseconds[i])).In(zone)
	}
}
