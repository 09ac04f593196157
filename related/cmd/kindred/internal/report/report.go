// Package report finds what an editor wants to know of all lists of a site
// together: what they leave out, what they show too often, and what about the
// articles would make them better. It finds facts; the command words them.
package report

import (
	"cmp"
	"slices"
	"time"

	"github.com/kindred-go/kindred/related"
)

// A Report is what is to be known of a site's lists. Its JSON names are part of
// what the command promises: they stay, and others may come.
type Report struct {
	Title         string         `json:"title,omitempty"` // of the site, where it is known
	Summary       Summary        `json:"summary"`
	Unseen        []Unseen       `json:"unseen"`      // in no list
	Crowded       []Crowded      `json:"crowded"`     // in too many lists
	Short         []Short        `json:"short_lists"` // lists that are not full
	Copies        []Cluster      `json:"near_copies"`
	Tags          Tags           `json:"tags"`
	Languages     Languages      `json:"languages"`
	Series        []Series       `json:"series"`
	Thin          Thin           `json:"thin"` // what the articles lack
	Distributions *Distributions `json:"distributions"`
}

// A Summary is the site in a few numbers.
type Summary struct {
	Articles     int       `json:"articles"`
	First        time.Time `json:"first_date,omitzero"`
	Last         time.Time `json:"last_date,omitzero"`
	ListLength   int       `json:"list_length"` // what a full list holds
	FullLists    int       `json:"full_lists"`
	Coverage     float64   `json:"coverage"` // share of the articles that some list shows
	MaxInDegree  int       `json:"max_in_degree"`
	MostShown    *Article  `json:"most_shown,omitempty"`
	MeanInDegree float64   `json:"mean_in_degree"`
	MeanScore    float64   `json:"mean_score"`
}

// An Article names one.
type Article struct {
	ID    string    `json:"id"`
	URL   string    `json:"url,omitempty"`
	Title string    `json:"title,omitempty"`
	Date  time.Time `json:"date_published,omitzero"`
}

// A Short is an article whose list is not full.
type Short struct {
	Article
	Length int `json:"length"`
}

// A Crowded is an article that too many lists show.
type Crowded struct {
	Article
	Lists int `json:"lists"`
}

// A Cluster is articles that are near-copies of each other, directly or by way
// of others among them, oldest first.
type Cluster struct {
	Articles []Article `json:"articles"`
	Pairs    int       `json:"pairs"` // how many pairs are near-copies directly
}

// A Collection is what a report is made of: an index and all its lists, as the
// site shows them.
type Collection struct {
	Title   string
	Index   *related.Index
	Options related.Options // that the index was made with
	Query   related.Query   // that the lists were made with
	Lists   []related.List

	docs   []*related.Document // by list
	number map[string]int      // by ID: which list
	shown  []int               // by list: in how many lists its article is
	length int                 // of a full list
}

// defaultLimit is what a limit of 0 means everywhere in Kindred.
const defaultLimit = 4

// Make finds everything.
func Make(c Collection) (*Report, error) {
	c.length = cmp.Or(max(0, c.Query.Limit), defaultLimit)
	c.number = make(map[string]int, len(c.Lists))
	c.shown = make([]int, len(c.Lists))
	for i, l := range c.Lists {
		d, ok := c.Index.Document(l.ID)
		if !ok {
			return nil, &related.DocumentError{Index: i, ID: l.ID, Err: related.ErrNotFound}
		}
		c.docs = append(c.docs, d)
		c.number[l.ID] = i
	}
	for _, l := range c.Lists {
		for _, m := range l.Related {
			if i, ok := c.number[m.ID]; ok {
				c.shown[i]++
			}
		}
	}
	r := &Report{Title: c.Title, Summary: c.summary(), Crowded: c.crowded(), Short: c.short(), Copies: c.copies()}
	var err error
	if r.Unseen, err = c.unseen(); err != nil {
		return nil, err
	}
	words := newReader(&c)
	r.Tags = words.tags()
	r.Thin = words.thin()
	r.Languages = c.languages()
	r.Series = c.series()
	r.Distributions = c.distributions()
	return r, nil
}

func (c *Collection) article(i int) Article {
	d := c.docs[i]
	a := Article{ID: d.ID, URL: d.URL, Title: d.Title}
	if !d.Published.IsZero() {
		a.Date = d.Published.UTC()
	}
	return a
}

func (c *Collection) summary() Summary {
	s := Summary{Articles: len(c.Lists), ListLength: c.length}
	seen, entries, scores := 0, 0, 0.0
	for i, l := range c.Lists {
		if day := c.article(i).Date; !day.IsZero() {
			if s.First.IsZero() || day.Before(s.First) {
				s.First = day
			}
			if day.After(s.Last) {
				s.Last = day
			}
		}
		if len(l.Related) >= c.length {
			s.FullLists++
		}
		if c.shown[i] > 0 {
			seen++
		}
		if c.shown[i] > s.MaxInDegree {
			most := c.article(i)
			s.MaxInDegree, s.MostShown = c.shown[i], &most
		}
		entries += len(l.Related)
		for _, m := range l.Related {
			scores += m.Score
		}
	}
	s.Coverage = round4(ratio(float64(seen), len(c.Lists)))
	s.MeanInDegree = round4(ratio(float64(entries), len(c.Lists)))
	s.MeanScore = round4(ratio(scores, entries))
	return s
}

// tooOften is how many times its share of the lists an article may be in.
const tooOften = 3

func (c *Collection) crowded() []Crowded {
	all := []Crowded{}
	total := 0
	for _, n := range c.shown {
		total += n
	}
	for i, n := range c.shown {
		if n*len(c.shown) > tooOften*total {
			all = append(all, Crowded{c.article(i), n})
		}
	}
	slices.SortStableFunc(all, func(a, b Crowded) int { return cmp.Compare(b.Lists, a.Lists) })
	return all
}

func (c *Collection) short() []Short {
	all := []Short{}
	for i, l := range c.Lists {
		if len(l.Related) < c.length {
			all = append(all, Short{c.article(i), len(l.Related)})
		}
	}
	slices.SortStableFunc(all, func(a, b Short) int {
		return cmp.Or(cmp.Compare(a.Length, b.Length), newestFirst(a.Article, b.Article))
	})
	return all
}

// newestFirst compares articles by date; those without one come last. An editor
// cares most for what has just been published.
func newestFirst(a, b Article) int { return b.Date.Compare(a.Date) }

// ratio is a/b, or 0 of nothing: an empty site is not NaN.
func ratio(a float64, b int) float64 {
	if b == 0 {
		return 0
	}
	return a / float64(b)
}

func round4(x float64) float64 { return float64(int(float64(x*1e4)+.5)) / 1e4 }
