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

// A spelling is one way to write a tag in one language.
type spelling struct {
	written string
	key     string // what spellings of the tag share, "" for a tag with nothing in it
	times   int
	barred  bool
}

// A speller numbers spellings. Every worker has its own, so that each spelling
// is normalised once a worker and not once a document.
type speller struct {
	analyzer  *text.Analyzer
	never     []string
	spellings []spelling
	languages map[string]*spelledTags
}

// spelledTags are the spellings of one language, and what NeverTags means in it.
type spelledTags struct {
	number map[string]uint32
	never  []string
}

func newSpeller(never []string) *speller {
	return &speller{analyzer: text.NewAnalyzer(), never: never, languages: make(map[string]*spelledTags)}
}

func (s *speller) language(language string) *spelledTags {
	tags := s.languages[language]
	if tags == nil {
		tags = &spelledTags{number: make(map[string]uint32)}
		for _, tag := range s.never {
			tags.never = append(tags.never, s.key(tag, language))
		}
		s.languages[language] = tags
	}
	return tags
}

func (s *speller) key(tag, language string) string {
	_, key := appendTag(s.analyzer, nil, tag, language)
	return key
}

// spell returns the number of a tag's spelling in this language.
func (s *speller) spell(tags *spelledTags, tag, language string) uint32 {
	n, ok := tags.number[tag]
	if !ok {
		n = uint32(len(s.spellings))
		key := s.key(tag, language)
		s.spellings = append(s.spellings, spelling{strings.TrimSpace(tag), key, 0, key != "" && slices.Contains(tags.never, key)})
		tags.number[tag] = n
	}
	s.spellings[n].times++
	return n
}

// numberTags numbers the tags of documents in these languages, and tells which
// documents have a tag that never is to be shown.
func numberTags(ctx context.Context, docs []Document, languages []string, main string, never []string) (*tagNumbers, []bool, error) {
	t := &tagNumbers{start: make([]uint32, len(docs)+1)}
	for i := range docs {
		t.start[i+1] = t.start[i] + uint32(len(docs[i].Tags))
	}
	t.member = make([]uint32, t.start[len(docs)])
	spelledBy := make([]*speller, len(docs))
	var spellers []*speller
	var mu sync.Mutex
	err := inBlocks(ctx, len(docs), func() func(lo, hi int) {
		s := newSpeller(never)
		mu.Lock()
		spellers = append(spellers, s)
		mu.Unlock()
		return func(lo, hi int) {
			for i := lo; i < hi; i++ {
				spelledBy[i] = s
				language := cmp.Or(languages[i], main)
				tags := s.language(language)
				for at, tag := range docs[i].Tags {
					t.member[int(t.start[i])+at] = s.spell(tags, tag, language)
				}
			}
		}
	})
	if err != nil {
		return nil, nil, err
	}
	renumber := t.merge(spellers)
	barred := make([]bool, len(docs))
	count := make([]uint32, len(docs)) // how many different tags a document has
	err = inBlocks(ctx, len(docs), func() func(lo, hi int) {
		return func(lo, hi int) {
			for i := lo; i < hi; i++ {
				s := spelledBy[i]
				numbers := renumber[s]
				set := t.member[t.start[i]:t.start[i+1]]
				for at, spelled := range set {
					barred[i] = barred[i] || s.spellings[spelled].barred
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
	return t, barred, err
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

// ofOutside returns the tags of a document that is not in the index, those that
// the index knows, and how many it has.
func (t *tagNumbers) ofOutside(d *Document, language string) (known []uint32, all int) {
	s := newSpeller(nil)
	var keys []string
	for _, tag := range d.Tags {
		if key := s.key(tag, language); key != "" {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	for _, key := range keys {
		if n, ok := t.number[key]; ok {
			known = append(known, n)
		}
	}
	slices.Sort(known)
	return known, len(keys)
}
