package report

import (
	"slices"
	"strings"

	"github.com/kindred-go/kindred/related"
)

// An Unseen is an article that no list shows.
type Unseen struct {
	Article
	Reason  Reason   `json:"reason,omitempty"`
	Closest *Closest `json:"closest,omitempty"` // where it comes nearest to being shown
}

// A Reason says why no list shows an article.
type Reason string

// What is known of why no list shows an article.
const (
	Hidden    Reason = "hidden"
	Language  Reason = "language"    // no other article is in its language
	Copy      Reason = "near-copy"   // a near-copy of it is shown
	NoText    Reason = "no-text"     // there is nothing to compare
	Unlike    Reason = "unlike"      // it has too little in common with all others
	Outranked Reason = "others-fit"  // others fit better wherever it would fit
	Tagged    Reason = "never-shown" // a tag or section keeps it out
)

// Closest is the article that one has most in common with, and what that
// comes to.
type Closest struct {
	Article
	Score float64 `json:"score"`
	// Place is the one that the unseen article would have in this one's list,
	// were that longer; 0 if it would have none.
	Place int `json:"place,omitempty"`
}

func (c *Collection) unseen() ([]Unseen, error) {
	all := []Unseen{}
	var copies map[string]bool
	alone := c.aloneInLanguage()
	for i, n := range c.shown {
		if n > 0 {
			continue
		}
		if copies == nil {
			copies = c.copiesOfShown()
		}
		u := Unseen{Article: c.article(i)}
		switch d := c.docs[i]; {
		case d.Hidden:
			u.Reason = Hidden
		case alone(d.ID):
			u.Reason = Language
		case copies[d.ID]:
			u.Reason = Copy
		default:
			if err := c.explain(&u, d); err != nil {
				return nil, err
			}
		}
		all = append(all, u)
	}
	slices.SortStableFunc(all, func(a, b Unseen) int { return newestFirst(a.Article, b.Article) })
	return all, nil
}

// explain asks the engine why the article that has most in common with this one
// does not show it. One question an article is enough: where it fits best, it
// says most.
func (c *Collection) explain(u *Unseen, d *related.Document) error {
	near, err := c.Index.Related(d.ID, related.Query{Limit: 1, MinScore: -1, Excerpt: -1})
	if err != nil {
		return err
	}
	u.Reason = Unlike
	if isBlank(d) {
		u.Reason = NoText
	}
	if len(near) == 0 {
		return nil
	}
	q := c.Query
	q.Terms = 0
	e, err := c.Index.Explain(near[0].ID, d.ID, q)
	if err != nil {
		return err
	}
	if e.Score <= 0 {
		return nil
	}
	if at, ok := c.number[near[0].ID]; ok {
		u.Closest = &Closest{c.article(at), e.Score, e.Rank}
	}
	switch e.Excluded {
	case "", "no candidate":
		u.Reason = Outranked
	case "near-copy", "repeats another", "same article":
		u.Reason = Copy
	case "tag", "section":
		u.Reason = Tagged
	}
	return nil
}

// isBlank reports whether an article has no text beyond its title.
func isBlank(d *related.Document) bool {
	return strings.TrimSpace(d.Content) == "" && strings.TrimSpace(d.Summary) == ""
}

// aloneInLanguage returns whether an article's language keeps it from all other
// articles.
func (c *Collection) aloneInLanguage() func(id string) bool {
	counts := make(map[string]int)
	for _, d := range c.docs {
		counts[c.Index.Language(d.ID)]++
	}
	return func(id string) bool {
		language := c.Index.Language(id)
		return language != "" && counts[language] == 1 && counts[""] == 0 && len(c.docs) > 1 && !c.Options.CrossLanguage
	}
}

// copiesOfShown returns the articles with a near-copy that some list shows.
func (c *Collection) copiesOfShown() map[string]bool {
	found := make(map[string]bool)
	if c.Options.KeepNearCopies {
		return found
	}
	for _, pair := range c.Index.NearCopies() {
		for at, id := range pair {
			if other, ok := c.number[pair[1-at]]; ok && c.shown[other] > 0 {
				found[id] = true
			}
		}
	}
	return found
}
