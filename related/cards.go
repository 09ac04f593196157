package related

import (
	"context"
	"sync/atomic"
	"time"
)

// Cards are what entries of lists show of the documents. Where lists are many,
// what stands close together is read faster than documents are.
type cards struct {
	heads []head // by document
	tails []tail // by document; nil where all are empty
}

type head struct{ id, title string }

type tail struct {
	url, image string
	published  time.Time
	language   int32
}

func (x *Index) newCards(ctx context.Context) (*cards, error) {
	c := &cards{heads: make([]head, len(x.docs))}
	var more atomic.Bool
	err := inBlocks(ctx, len(x.docs), func() func(lo, hi int) {
		return func(lo, hi int) {
			for i := lo; i < hi; i++ {
				d := x.docs[i]
				c.heads[i] = head{d.ID, d.Title}
				if d.URL != "" || d.Image != "" || !d.Published.IsZero() || x.ids.of[i].language != 0 {
					more.Store(true)
				}
			}
		}
	})
	if err != nil || !more.Load() {
		return c, err
	}
	c.tails = make([]tail, len(x.docs))
	return c, inBlocks(ctx, len(x.docs), func() func(lo, hi int) {
		return func(lo, hi int) {
			for i := lo; i < hi; i++ {
				d := x.docs[i]
				c.tails[i] = tail{d.URL, d.Image, d.Published, x.ids.of[i].language}
			}
		}
	})
}

func (c *cards) url(i int) string {
	if c.tails == nil {
		return ""
	}
	return c.tails[i].url
}

func (c *cards) language(i int) int32 {
	if c.tails == nil {
		return 0
	}
	return c.tails[i].language
}

// showCard is [Index.entry] from cards.
func (x *Index) showCard(m *Match, c *cards, language int32, doc int, q *request) {
	m.ID, m.Title = c.heads[doc].id, c.heads[doc].title
	if c.tails != nil {
		t := &c.tails[doc]
		m.URL, m.Image, m.Published = t.url, t.image, t.published
		if t.language != language {
			m.Language = x.languageTag(doc)
		}
	}
	m.Excerpt = x.excerpt(doc, q)
}
