package report

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
)

// Tags is what the site's tags do not say.
type Tags struct {
	Distinct  int        `json:"distinct"`
	Common    []TagCount `json:"common"`    // on more than half of the articles
	Single    []string   `json:"single"`    // on one article only
	Together  []Together `json:"together"`  // always on the same articles
	Spellings []Spelling `json:"spellings"` // written in several ways, and taken for one
}

// A TagCount is a tag and how many articles have it.
type TagCount struct {
	Tag      string `json:"tag"`
	Articles int    `json:"articles"`
}

// Together is tags that occur on the same articles and nowhere else.
type Together struct {
	Tags     []string `json:"tags"`
	Articles int      `json:"articles"`
}

// A Spelling is the ways in which one tag is written, the commonest first.
type Spelling struct {
	Spellings []TagCount `json:"spellings"`
}

// minTogether is on how many articles tags must be together: two at a time can
// be chance.
const minTogether = 3

// minCollection is the number of articles from which half of them is a lot.
const minCollection = 4

// A tag is one tag while it is counted.
type tag struct {
	name      string // its commonest spelling
	docs      []int
	spellings map[string]int
}

func (r *reader) tags() Tags {
	all := r.gatherTags()
	t := Tags{Distinct: len(all), Common: []TagCount{}, Single: []string{}, Together: []Together{}, Spellings: []Spelling{}}
	together := make(map[string]int) // by articles: where in t.Together
	for _, tag := range all {
		n := len(tag.docs)
		if 2*n > len(r.docs) && len(r.docs) >= minCollection {
			t.Common = append(t.Common, TagCount{tag.name, n})
			n = 0 // that it is always with another such tag is no news
		}
		if n == 1 {
			t.Single = append(t.Single, tag.name)
		}
		if len(tag.spellings) > 1 {
			t.Spellings = append(t.Spellings, Spelling{tag.ranked()})
		}
		if n < minTogether {
			continue
		}
		var key []byte
		for _, doc := range tag.docs {
			key = binary.AppendUvarint(key, uint64(doc))
		}
		if at, ok := together[string(key)]; ok {
			t.Together[at].Tags = append(t.Together[at].Tags, tag.name)
		} else {
			together[string(key)] = len(t.Together)
			t.Together = append(t.Together, Together{[]string{tag.name}, n})
		}
	}
	t.Together = slices.DeleteFunc(t.Together, func(g Together) bool { return len(g.Tags) < 2 })
	slices.SortStableFunc(t.Common, func(a, b TagCount) int { return cmp.Compare(b.Articles, a.Articles) })
	slices.SortStableFunc(t.Together, func(a, b Together) int { return cmp.Compare(b.Articles, a.Articles) })
	return t
}

// gatherTags returns the site's tags by name.
func (r *reader) gatherTags() []*tag {
	byKey := make(map[string]*tag)
	for i, d := range r.docs {
		language := cmp.Or(r.Index.Language(d.ID), r.main)
		seen := make(map[[2]string]bool)
		for _, s := range d.Tags {
			s = strings.Join(strings.Fields(s), " ")
			key := r.key(s, language)
			if key == "" || seen[[2]string{key, s}] {
				continue
			}
			seen[[2]string{key, s}] = true
			if byKey[key] == nil {
				byKey[key] = &tag{spellings: make(map[string]int)}
			}
			t := byKey[key]
			t.spellings[s]++
			if len(t.docs) == 0 || t.docs[len(t.docs)-1] != i {
				t.docs = append(t.docs, i)
			}
		}
	}
	all := make([]*tag, 0, len(byKey))
	for _, t := range byKey {
		t.name = t.ranked()[0].Tag
		all = append(all, t)
	}
	slices.SortFunc(all, func(a, b *tag) int {
		// Two tags can have the same commonest spelling, in two languages: what
		// sets them apart is then where they first occur.
		return cmp.Or(strings.Compare(strings.ToLower(a.name), strings.ToLower(b.name)), strings.Compare(a.name, b.name), slices.Compare(a.docs, b.docs))
	})
	return all
}

// ranked returns the spellings of a tag, the commonest first.
func (t *tag) ranked() []TagCount {
	var all []TagCount
	for s, n := range t.spellings {
		all = append(all, TagCount{s, n})
	}
	slices.SortFunc(all, func(a, b TagCount) int {
		return cmp.Or(cmp.Compare(b.Articles, a.Articles), strings.Compare(a.Tag, b.Tag))
	})
	return all
}
