package related

import (
	"context"
	"maps"
	"math"
	"slices"
	"strings"
)

// tags holds every document's tags as a vector of length 1 with weights idf and
// ascending features.
type tags struct {
	vectors
	number layered[string, uint32] // by normalised tag
	name   []string                // by number: the tag as most documents spell it
	term   []uint32                // by number: the stem or pair with the same words, or gap
	idf    []float64
	lnN    float64
}

func newTags(ctx context.Context, x *Index, toks []tokens) *tags {
	c := &x.census
	t := &tags{number: newLayered[string, uint32](), lnN: ln(float64(c.size + 1))}
	t.start = withRoom[uint32](len(toks) + 1)[:1]
	frequency := make(map[string]int)
	for i := range below(ctx, len(toks)) {
		for _, key := range toks[i].tags {
			if c.has(i) {
				frequency[key]++
			} else {
				frequency[key] += 0
			}
		}
	}
	keys, _ := sortInBlocks(ctx, slices.Collect(maps.Keys(frequency)), strings.Compare)
	for at := range below(ctx, len(keys)) {
		key := keys[at]
		t.number.set(key, uint32(len(t.idf)))
		t.term = append(t.term, gap)
		t.idf = append(t.idf, t.lnN-ln(float64(max(frequency[key], 1))))
	}
	t.name = commonSpellings(ctx, x.docs, toks, c, &t.number, len(t.idf))
	for n := range below(ctx, len(toks)) {
		i := x.nth(n)
		for at, key := range toks[i].tagKeys {
			if n, ok := t.number.get(key); ok && t.term[n] == gap {
				t.term[n] = x.lexicon.term(toks[i].stems[at])
			}
		}
	}
	for i := range below(ctx, len(toks)) {
		t.add(t.vector(toks[i].tags))
	}
	return t
}

// learn adds the tags of a document that are new.
func (t *tags) learn(d *Document, toks *tokens, lx *lexicon) {
	for at, key := range toks.tagKeys {
		if _, ok := t.number.get(key); ok || key == "" {
			continue
		}
		t.number.set(key, uint32(len(t.idf)))
		t.name = append(t.name, strings.TrimSpace(d.Tags[at]))
		t.term = append(t.term, lx.term(toks.stems[at]))
		t.idf = append(t.idf, t.lnN)
	}
}

// vector returns the vector of some normalised tags.
func (t *tags) vector(keys []string) (v vector) {
	sum := 0.0
	for _, key := range keys {
		if n, ok := t.number.get(key); ok {
			v.feature = append(v.feature, n)
			sum += float64(t.idf[n] * t.idf[n])
		} else {
			sum += float64(t.lnN * t.lnN)
		}
	}
	slices.Sort(v.feature)
	length := max(math.Sqrt(sum), t.lnN)
	for _, n := range v.feature {
		v.weight = append(v.weight, uint16(float64(t.idf[n]/length)*one))
	}
	return v
}

// commonSpellings returns, for every tag, the way most documents spell it that are
// counted, or else the least of its spellings.
func commonSpellings(ctx context.Context, docs []*Document, toks []tokens, c *census, number *layered[string, uint32], n int) []string {
	used := make([]map[string]int, n)
	for i := range below(ctx, len(docs)) {
		for at, key := range toks[i].tagKeys {
			n, ok := number.get(key)
			if !ok {
				continue
			}
			if used[n] == nil {
				used[n] = make(map[string]int)
			}
			if spelling := strings.TrimSpace(docs[i].Tags[at]); c.has(i) {
				used[n][spelling]++
			} else {
				used[n][spelling] += 0
			}
		}
	}
	names := make([]string, n)
	for n, spellings := range used {
		for spelling, times := range spellings {
			if best := names[n]; best == "" || times > spellings[best] || times == spellings[best] && spelling < best {
				names[n] = spelling
			}
		}
	}
	return names
}
