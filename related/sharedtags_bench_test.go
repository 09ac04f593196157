package related

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
)

// tagged returns n posts with least to most of so many tags, and no text.
func tagged(r *rand.Rand, n, vocabulary, least, most int) []Document {
	tags := make([]string, vocabulary)
	for i := range tags {
		tags[i] = "tag" + strconv.Itoa(100+i)
	}
	docs := make([]Document, n)
	for i := range docs {
		var id [8]byte
		for at := range id {
			id[at] = "abcdefghijklmnopqrstuvwxyz0123456789"[r.IntN(36)]
		}
		size := min(least+r.IntN(most-least+1), vocabulary)
		for at := range size {
			other := at + r.IntN(vocabulary-at)
			tags[at], tags[other] = tags[other], tags[at]
		}
		docs[i] = Document{ID: string(id[:]) + strconv.Itoa(i), Title: "Post " + strconv.Itoa(i), Tags: slices.Clone(tags[:size])}
	}
	return docs
}

// posts60000 has the shape of a public benchmark (jinyus/related_post_gen on
// GitHub), which asks for the five posts that share most tags with each post.
func posts60000() []Document { return tagged(rand.New(rand.NewPCG(7, 7)), 60_000, 28, 4, 5) }

func benchmarkTagsOnly(b *testing.B, docs []Document) {
	b.ReportAllocs()
	for b.Loop() {
		x := mustNew(b, docs, &Options{TagsOnly: true})
		for _, err := range x.All(b.Context(), Query{Limit: 5, Excerpt: -1}) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkTagsOnly60000(b *testing.B) { benchmarkTagsOnly(b, posts60000()) }

// Shapes that are hard for one or other way to find the lists.
func BenchmarkTagsOnlyHard60000(b *testing.B) {
	for _, shape := range []struct {
		name                    string
		vocabulary, least, most int
	}{
		{"1to5of100", 100, 1, 5},
		{"1to10of28", 28, 1, 10},
		{"1to10of100", 100, 1, 10},
		{"10of100", 100, 10, 10},
		{"1to30of100", 100, 1, 30},
		{"30of100", 100, 30, 30},
		{"4to5of1000", 1000, 4, 5},
		{"4to5of10000", 10_000, 4, 5},
	} {
		b.Run(shape.name, func(b *testing.B) {
			benchmarkTagsOnly(b, tagged(rand.New(rand.NewPCG(7, 7)), 60_000, shape.vocabulary, shape.least, shape.most))
		})
	}
}

// BenchmarkTagsPlain60000 is the well-known way to the same lists: count, for
// each post, what each post with one of its tags shares, and take the best five.
func BenchmarkTagsPlain60000(b *testing.B) {
	docs := posts60000()
	for b.Loop() {
		plainTagLists(docs)
	}
}

type plainTagList struct {
	ID      string
	Tags    []string
	Related [5]*Document
}

func plainTagLists(docs []Document) []plainTagList {
	byTag := make(map[string][]int)
	for i := range docs {
		for _, tag := range docs[i].Tags {
			byTag[tag] = append(byTag[tag], i)
		}
	}
	lists := make([]plainTagList, len(docs))
	counts := make([]uint8, len(docs))
	for i := range docs {
		clear(counts)
		for _, tag := range docs[i].Tags {
			for _, j := range byTag[tag] {
				counts[j]++
			}
		}
		counts[i] = 0
		var shared [5]uint8
		lists[i] = plainTagList{ID: docs[i].ID, Tags: docs[i].Tags}
		best := &lists[i].Related
		for j, count := range counts {
			if count <= shared[4] {
				continue
			}
			at := 4
			for ; at > 0 && count > shared[at-1]; at-- {
				shared[at], best[at] = shared[at-1], best[at-1]
			}
			shared[at], best[at] = count, &docs[j]
		}
	}
	return lists
}
