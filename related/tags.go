package related

import (
	"math"
	"slices"
	"strings"
)

// tags holds every document's tags as a vector of length 1 with weights idf and
// ascending features.
type tags struct {
	vectors
	number map[string]uint32 // by normalised tag
	name   []string          // by number: the tag as most documents spell it
	term   []uint32          // by number: the stem or pair with the same words, or gap
	idf    []float64
	lnN    float64
}

func newTags(docs []Document, toks []tokens, lx *lexicon) *tags {
	t := &tags{number: make(map[string]uint32), lnN: ln(float64(len(toks) + 1))}
	t.start = []int{0}
	var all []string
	for i := range toks {
		all = append(all, toks[i].tags...)
	}
	slices.Sort(all)
	for i := 0; i < len(all); {
		j := i
		for j < len(all) && all[j] == all[i] {
			j++
		}
		t.number[all[i]] = uint32(len(t.idf))
		t.term = append(t.term, gap)
		t.idf = append(t.idf, t.lnN-ln(float64(j-i)))
		i = j
	}
	t.name = commonSpellings(docs, toks, t.number)
	for i := range toks {
		for at, key := range toks[i].tagKeys {
			if n, ok := t.number[key]; ok && t.term[n] == gap {
				t.term[n] = lx.term(toks[i].stems[at])
			}
		}
	}
	for i := range toks {
		v := t.vector(toks[i].tags)
		t.feature = append(t.feature, v.feature...)
		t.weight = append(t.weight, v.weight...)
		t.start = append(t.start, len(t.feature))
	}
	return t
}

// vector returns the vector of some normalised tags.
func (t *tags) vector(keys []string) (v vector) {
	sum := 0.0
	for _, key := range keys {
		if n, ok := t.number[key]; ok {
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

// commonSpellings returns, for every tag, the way most documents spell it.
func commonSpellings(docs []Document, toks []tokens, number map[string]uint32) []string {
	used := make([]map[string]int, len(number))
	for i := range docs {
		for at, key := range toks[i].tagKeys {
			n, ok := number[key]
			if !ok {
				continue
			}
			if used[n] == nil {
				used[n] = make(map[string]int)
			}
			used[n][strings.TrimSpace(docs[i].Tags[at])]++
		}
	}
	names := make([]string, len(number))
	for n, spellings := range used {
		for spelling, times := range spellings {
			if best := names[n]; times > spellings[best] || times == spellings[best] && spelling < best {
				names[n] = spelling
			}
		}
	}
	return names
}
