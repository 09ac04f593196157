package related

import (
	"bytes"
	"math/rand/v2"
	"strconv"
	"testing"
)

// newspaper returns n articles of about 350 words with a Zipfian vocabulary, in
// stories of a dozen.
func newspaper(n int) []Document {
	r := rand.New(rand.NewPCG(9, 9))
	common := rand.NewZipf(r, 1.07, 8, 150_000)
	docs := make([]Document, n)
	var story []uint64
	for i := range docs {
		if i%12 == 0 {
			story = story[:0]
			for range 60 {
				story = append(story, 1000+r.Uint64N(150_000))
			}
		}
		word := func(b []byte) []byte {
			w := common.Uint64()
			if r.IntN(4) == 0 {
				w = story[r.IntN(len(story))]
			}
			return append(strconv.AppendUint(append(b, 'w'), w, 36), ' ')
		}
		var title, text []byte
		for range 8 {
			title = word(title)
		}
		for range 350 {
			text = word(text)
		}
		docs[i] = Document{ID: strconv.Itoa(i), Title: string(title), Content: string(text), Language: "en", Tags: []string{string(word(nil)), string(word(nil))}}
	}
	return docs
}

func BenchmarkNew10000(b *testing.B) {
	docs := newspaper(10_000)
	bytes := 0
	for i := range docs {
		bytes += len(docs[i].Title) + len(docs[i].Content)
	}
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	for b.Loop() {
		mustNew(b, docs, nil)
	}
}

func BenchmarkAll10000(b *testing.B) {
	x := mustNew(b, newspaper(10_000), nil)
	b.ReportAllocs()
	for b.Loop() {
		for _, err := range x.All(b.Context(), Query{Limit: 10}) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkRelated10000(b *testing.B) {
	x := mustNew(b, newspaper(10_000), nil)
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		i = (i + 7919) % 10_000
		if _, err := x.Related(strconv.Itoa(i), Query{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkUpdate10000(b *testing.B) {
	docs := newspaper(10_240)
	x := mustNew(b, docs[:10_000], nil)
	y, i := x, 10_000
	for b.Loop() {
		next, _, err := y.Update(docs[i:i+1], nil)
		if err != nil {
			b.Fatal(err)
		}
		if y, i = next, i+1; i == len(docs) {
			y, i = x, 10_000
		}
	}
}

func BenchmarkRead10000(b *testing.B) {
	file := stored(b, mustNew(b, newspaper(10_000), nil))
	b.SetBytes(int64(len(file)))
	for b.Loop() {
		if _, err := Read(bytes.NewReader(file)); err != nil {
			b.Fatal(err)
		}
	}
}
