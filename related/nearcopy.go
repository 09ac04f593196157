package related

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Two texts are near-copies if at least copyShare of the shorter one's
// shingles, which are its runs of shingleWords words, occur in the longer one,
// and the shorter is at least half as long. Shorter texts than copyWords are
// near-copies only if all their words are the same. Titles do not count: an
// agency's text runs under many headlines.
const (
	copyWords    = 50
	copyShare    = 0.8
	shingleWords = 5
	// minIdentical is the number of words from which two short texts that are
	// the same count; below it their titles must be the same as well.
	minIdentical = 10
	// maxIdentical is how many short texts can be the same before they are a
	// form letter ("read more on our site") and say nothing.
	maxIdentical = 5
)

// A story is a text as the comparison sees it: the set of its shingles, as a hash table
// with linear probing.
type story struct {
	words    int
	shingles int
	slots    []uint64 // 0 for an empty one
}

// read makes the story that of other words.
func (s *story) read(words []uint32) {
	size := 16
	for size < 2*len(words) {
		size *= 2
	}
	if cap(s.slots) < size {
		s.slots = make([]uint64, size)
	}
	s.words, s.shingles, s.slots = len(words), 0, s.slots[:size]
	clear(s.slots)
	eachShingle(words, func(h uint64) {
		h = max(h, 1)
		if at := s.slotOf(h); s.slots[at] == 0 {
			s.slots[at] = h
			s.shingles++
		}
	})
}

// slotOf returns the slot that has a shingle, or could have it.
func (s *story) slotOf(shingle uint64) int {
	mask := len(s.slots) - 1
	at := int(shingle) & mask
	for s.slots[at] != 0 && s.slots[at] != shingle {
		at = (at + 1) & mask
	}
	return at
}

// fit reports whether two texts are long enough to be compared by their shingles, and
// neither is more than twice as long as the other.
func fit(words, others []uint32) bool {
	shorter, longer := min(len(words), len(others)), max(len(words), len(others))
	return shorter >= copyWords && 2*shorter >= longer
}

// isCopyOf reports whether two stories that fit are near-copies.
func (s *story) isCopyOf(t *story) bool {
	if s.words > t.words {
		s, t = t, s
	}
	common := s.shingles
	for _, shingle := range s.slots {
		if shingle != 0 && t.slots[t.slotOf(shingle)] == 0 {
			if common--; float64(common) < copyShare*float64(s.shingles) {
				return false
			}
		}
	}
	return true
}

// eachShingle yields a hash of every run of words: a polynomial over the words,
// kept up to date from run to run (Rabin and Karp), and mixed.
func eachShingle(words []uint32, yield func(uint64)) {
	const base = 0x9E3779B97F4A7C15
	const last = base * base % (1 << 64) * base % (1 << 64) * base % (1 << 64) // base to the power of shingleWords-1
	h := uint64(0)
	for i, w := range words {
		if i >= shingleWords {
			h -= (uint64(words[i-shingleWords]) + 1) * last
		}
		h = h*base + uint64(w) + 1
		if i >= shingleWords-1 {
			yield(mix(h))
		}
	}
}

// storyWords returns the words by which a document is compared.
func (t *tokens) storyWords() []uint32 {
	if content := t.field(contentField); len(content) > 0 {
		return content
	}
	return t.field(summaryField)
}

// MinHash signatures of copyBands bands of two rows find the pairs to verify. A
// pair that only just is near-copies, of which one is half as long as the other,
// has a resemblance of .36 and is missed once in 7,000 times.
// (Broder, On the resemblance and containment of documents, 1997; one
// permutation with rotation for empty bins: Shrivastava and Li, 2014.)
const (
	copyBands   = 64
	bandRows    = 2
	bucketReach = 16 // in a band, how many documents before it each is verified against
)

// findCopies finds all near-copies, in time linear in the number of documents.
func findCopies(ctx context.Context, toks []tokens) (copies, error) {
	c := make(copies)
	c.addIdentical(ctx, toks)
	likely, err := likelyCopies(ctx, toks)
	if err != nil {
		return nil, err
	}
	are := make([]bool, len(likely))
	err = inBlocks(ctx, len(likely), func() func(lo, hi int) {
		var s, t story
		last := uint64(math.MaxUint64) // whose story s is
		return func(lo, hi int) {
			for at, pair := range likely[lo:hi] {
				words, others := toks[pair>>32].storyWords(), toks[pair&math.MaxUint32].storyWords()
				if !fit(words, others) {
					continue
				}
				if last != pair>>32 {
					last = pair >> 32
					s.read(words)
				}
				t.read(others)
				are[lo+at] = s.isCopyOf(&t)
			}
		}
	})
	for at, pair := range likely {
		if are[at] {
			c.add(int(pair>>32), int(pair&math.MaxUint32))
		}
	}
	return c, err
}

// likelyCopies returns the pairs of documents that agree in a band of their signatures,
// each once, the smaller number first.
func likelyCopies(ctx context.Context, toks []tokens) ([]uint64, error) {
	n := len(toks)
	keys := make([]uint32, copyBands*n) // by band and document: what the signature has there; 0 for a short text
	err := inBlocks(ctx, n, func() func(lo, hi int) {
		return func(lo, hi int) {
			for i := lo; i < hi; i++ {
				if words := toks[i].storyWords(); len(words) >= copyWords {
					s := signature(words)
					for band := range copyBands {
						keys[band*n+i] = bandKey(s[band*bandRows], s[band*bandRows+1])
					}
				}
			}
		}
	})
	if err != nil {
		return nil, err
	}
	found := make([][]uint64, copyBands)
	err = inBlocksOf(ctx, 1, copyBands, func() func(lo, hi int) {
		var b bucketer
		return func(band, _ int) { found[band] = b.pairs(keys[band*n : (band+1)*n]) }
	})
	likely := slices.Concat(found...)
	slices.Sort(likely)
	return slices.Compact(likely), err
}

// bandKey returns what two rows of a band are as a key, which is not 0. Others may have the
// same, once in four billion times; all that they cost is a look at two texts.
func bandKey(first, second uint32) uint32 {
	return max(1, uint32(mix(pairOf(first, second))))
}

// A bucketer finds documents that have a key in common. It has a hash table with linear
// probing, of the last document with each key, and a chain from each to the one before.
type bucketer struct {
	slots  []bucket
	before []uint32 // by document: the one before with its key, counted from 1; 0 for none
}

type bucket struct {
	key  uint32
	last uint32 // counted from 1; 0 for an empty slot
}

// pairs returns every document with those before that have its key, up to bucketReach,
// given the keys of all, of which 0 is none.
func (b *bucketer) pairs(keys []uint32) (pairs []uint64) {
	if b.slots == nil {
		size := 16
		for size < 2*len(keys) {
			size *= 2
		}
		b.slots, b.before = make([]bucket, size), make([]uint32, len(keys))
	}
	clear(b.slots)
	mask := uint64(len(b.slots) - 1)
	for i, key := range keys {
		if key == 0 {
			continue
		}
		at := uint64(key) & mask
		for b.slots[at].last != 0 && b.slots[at].key != key {
			at = (at + 1) & mask
		}
		b.before[i] = b.slots[at].last
		for j, n := b.before[i], 0; j != 0 && n < bucketReach; j, n = b.before[j-1], n+1 {
			pairs = append(pairs, pairOf(j-1, uint32(i)))
		}
		b.slots[at] = bucket{key, uint32(i + 1)}
	}
	return pairs
}

// signature returns the MinHash signature of a text.
func signature(words []uint32) (s [copyBands * bandRows]uint32) {
	const empty = math.MaxUint32
	for i := range s {
		s[i] = empty
	}
	eachShingle(words, func(h uint64) {
		bin, value := h>>32%uint64(len(s)), uint32(h)
		s[bin] = min(s[bin], value)
	})
	// An empty bin takes the next one's value, marked by how far that was.
	filled := s
	for i := range s {
		for distance := uint32(0); s[i] == empty; distance++ {
			if next := filled[(i+int(distance))%len(s)]; next != empty {
				s[i] = next + distance*0x9E3779B1
			}
		}
	}
	return s
}

// addIdentical adds the texts that are too short to compare by shingles and
// have the same words.
func (c copies) addIdentical(ctx context.Context, toks []tokens) {
	groups := make(map[string][]int)
	var keys []string
	add := func(key string, i int) {
		if len(groups[key]) == 0 {
			keys = append(keys, key)
		}
		groups[key] = append(groups[key], i)
	}
	for i := range below(ctx, len(toks)) {
		words := toks[i].storyWords()
		if len(words) == 0 || len(words) >= copyWords {
			continue
		}
		key := wordsKey(words)
		if len(words) >= minIdentical {
			add(key, i)
		}
		add(wordsKey(toks[i].field(titleField))+"|"+key, i)
	}
	for _, key := range keys {
		if group := groups[key]; len(group) <= maxIdentical {
			for at, i := range group {
				for _, j := range group[:at] {
					c.add(i, j)
				}
			}
		}
	}
}

func wordsKey(words []uint32) string {
	var key []byte
	for _, w := range words {
		key = append(strconv.AppendUint(key, uint64(w), 36), ' ')
	}
	return string(key)
}

// NearCopies returns all pairs of near-copies, by ID. Two texts of at least 50
// words are if .8 of the shorter one's five-word sequences occur in the longer
// one and it is at least half as long; shorter texts only if they are the same.
// Copies of copies need not be copies of each other.
func (x *Index) NearCopies() (pairs [][2]string) {
	for n := range x.Len() {
		i := x.nth(n)
		for _, j := range x.copies[i] {
			if x.compareIDs(uint32(i), uint32(j)) < 0 {
				pairs = append(pairs, [2]string{x.docs[i].ID, x.docs[j].ID})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b [2]string) int {
		return cmp.Or(strings.Compare(a[0], b[0]), strings.Compare(a[1], b[1]))
	})
	return pairs
}
