package related

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/kindred-go/kindred/related/internal/text"
)

// tagNumbers numbers the tags of a collection, and holds every document's as a
// set of numbers. Spellings with the same stems are one tag, as everywhere.
type tagNumbers struct {
	start  []uint32 // by document; one more entry than documents
	member []uint32 // ascending for a document
	number map[string]uint32
	name   []string // by number, the most frequent first: the tag as most documents spell it
}

// noTag is the number of a tag with nothing in it.
const noTag = ^uint32(0)

// A spelling is one way to write a tag.
type spelling struct {
	written string
	key     string // what spellings of the tag share, "" for a tag with nothing in it
	times   int
}

// A speller numbers spellings. Every worker has its own, so that each spelling
// is normalised once a worker and not once a document.
type speller struct {
	analyzer  *text.Analyzer
	language  string
	spellings []spelling
	number    map[string]uint32
	recent    [512]recentSpelling // by what little of a tag tells most from each other
}

type recentSpelling struct {
	tag    string
	number uint32
}

func newSpeller(language string) *speller {
	return &speller{analyzer: text.NewAnalyzer(), language: language, number: make(map[string]uint32)}
}

func (s *speller) key(tag string) string {
	_, key := appendTag(s.analyzer, nil, tag, s.language)
	return key
}

// spell returns the number of a tag's spelling.
func (s *speller) spell(tag string) uint32 {
	recent := &s.recent[0]
	if last := len(tag) - 1; last > 0 {
		recent = &s.recent[(len(tag)+int(tag[0])+11*int(tag[last/2])+31*int(tag[last-1])+37*int(tag[last]))%len(s.recent)]
	}
	if recent.tag == "" || recent.tag != tag {
		*recent = recentSpelling{tag, s.find(tag)}
	}
	s.spellings[recent.number].times++
	return recent.number
}

// find is spell for a tag that was not there just now.
func (s *speller) find(tag string) uint32 {
	n, ok := s.number[tag]
	if !ok {
		n = uint32(len(s.spellings))
		s.spellings = append(s.spellings, spelling{written: strings.TrimSpace(tag), key: s.key(tag)})
		s.number[tag] = n
	}
	return n
}

// numberTags numbers the tags of documents. All are read in one language, for
// a site has one set of tags, whatever languages its articles are in.
func numberTags(ctx context.Context, docs []*Document, language string) (*tagNumbers, error) {
	t := &tagNumbers{start: make([]uint32, len(docs)+1)}
	for i := range docs {
		t.start[i+1] = t.start[i] + uint32(len(docs[i].Tags))
	}
	t.member = make([]uint32, t.start[len(docs)])
	spelledBy := make([]*speller, len(docs))
	var spellers []*speller
	var mu sync.Mutex
	err := inBlocks(ctx, len(docs), func() func(lo, hi int) {
		s := newSpeller(language)
		mu.Lock()
		spellers = append(spellers, s)
		mu.Unlock()
		return func(lo, hi int) {
			for i := lo; i < hi; i++ {
				spelledBy[i] = s
				for at, tag := range docs[i].Tags {
					t.member[int(t.start[i])+at] = s.spell(tag)
				}
			}
		}
	})
	if err != nil {
		return nil, err
	}
	renumber := t.merge(spellers)
	count := make([]uint32, len(docs)) // how many different tags a document has
	err = inBlocks(ctx, len(docs), func() func(lo, hi int) {
		return func(lo, hi int) {
			for i := lo; i < hi; i++ {
				numbers := renumber[spelledBy[i]]
				set := t.member[t.start[i]:t.start[i+1]]
				for at, spelled := range set {
					set[at] = numbers[spelled]
				}
				slices.Sort(set)
				set = slices.Compact(set)
				if len(set) > 0 && set[len(set)-1] == noTag {
					set = set[:len(set)-1]
				}
				count[i] = uint32(len(set))
			}
		}
	})
	t.closeUp(count)
	return t, err
}

// merge numbers the tags of all spellers, the most frequent first. It returns
// the number of each speller's spellings.
func (t *tagNumbers) merge(spellers []*speller) map[*speller][]uint32 {
	times := make(map[string]map[string]int) // by key and spelling
	total := make(map[string]int)
	for _, s := range spellers {
		for _, spelled := range s.spellings {
			if spelled.key == "" {
				continue
			}
			if times[spelled.key] == nil {
				times[spelled.key] = make(map[string]int)
			}
			times[spelled.key][spelled.written] += spelled.times
			total[spelled.key] += spelled.times
		}
	}
	keys := make([]string, 0, len(total))
	for key := range total {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b string) int {
		return cmp.Or(cmp.Compare(total[b], total[a]), strings.Compare(a, b))
	})
	t.number = make(map[string]uint32, len(keys))
	for _, key := range keys {
		t.number[key] = uint32(len(t.name))
		name, most := "", 0
		for written, n := range times[key] {
			if n > most || n == most && written < name {
				name, most = written, n
			}
		}
		t.name = append(t.name, name)
	}
	renumber := make(map[*speller][]uint32, len(spellers))
	for _, s := range spellers {
		numbers := make([]uint32, len(s.spellings))
		for i, spelled := range s.spellings {
			numbers[i] = noTag
			if spelled.key != "" {
				numbers[i] = t.number[spelled.key]
			}
		}
		renumber[s] = numbers
	}
	return renumber
}

// closeUp closes the gaps behind sets that have fewer members than there was
// room for.
func (t *tagNumbers) closeUp(count []uint32) {
	end := uint32(0)
	for i, n := range count {
		set := t.member[t.start[i]:][:n]
		t.start[i] = end
		end += uint32(copy(t.member[end:], set))
	}
	t.start[len(count)] = end
	t.member = t.member[:end]
}

func (t *tagNumbers) of(i int) []uint32 { return t.member[t.start[i]:t.start[i+1]] }

// known returns the numbers of those tags that the index knows, and how many
// different tags they are in all.
func (t *tagNumbers) known(tags []string, language string) (numbers []uint32, all int) {
	s := newSpeller(language)
	var keys []string
	for _, tag := range tags {
		if key := s.key(tag); key != "" {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	for _, key := range keys {
		if n, ok := t.number[key]; ok {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	return numbers, len(keys)
}

// having tells which documents have one of some tags.
func (t *tagNumbers) having(tags []string, language string) []bool {
	found := make([]bool, len(t.start)-1)
	if len(tags) == 0 {
		return found
	}
	wanted, _ := t.known(tags, language)
	for i := range found {
		found[i] = slices.ContainsFunc(t.of(i), func(tag uint32) bool { return slices.Contains(wanted, tag) })
	}
	return found
}
