package related

import (
	"slices"
	"strings"

	"github.com/kindred-go/kindred/related/internal/text"
)

// minCopyText is the similarity that near-copies have at least: .3.
const minCopyText = one * 3 / 10

// textlessCopy is the similarity from which two texts count as near-copies of which one
// can't be read any more: .9.
const textlessCopy = one * 9 / 10

// isCopy reports whether a ranked document is a near-copy of a subject from
// outside the index. (Those inside were found when it was made.) A near-copy
// has most of its words in common, so only the likely ones are compared.
func (r *ranker) isCopy(s *subject, doc int) bool {
	if s.inside || r.x.options.KeepNearCopies || r.text[doc] < minCopyText {
		return false
	}
	if s.original == nil {
		s.original = &original{doc: s.doc}
	}
	return r.x.isCopy(s.original, doc, r.text[doc])
}

// isCopy reports whether a document of the index is a near-copy of another, given how
// similar the two are. Where the index has no text any more, that takes nearly the same
// words.
func (x *Index) isCopy(o *original, doc int, similarity uint16) bool {
	if doc < x.textless {
		return similarity >= textlessCopy
	}
	return o.hasCopy(x.docs[doc])
}

// An original is a document with which others are compared. It is read only once, and
// only if there are any.
type original struct {
	doc      *Document
	analyzer *text.Analyzer
	tokens   tokens
	story    story
	other    story // with which it was compared
}

// hasCopy reports whether a document is a near-copy.
func (o *original) hasCopy(d *Document) bool {
	if o.analyzer == nil {
		o.analyzer = text.NewAnalyzer()
		o.tokens = tokenizeDocument(o.analyzer, o.doc, "", nil)
		o.story.read(o.tokens.storyWords())
	}
	t := tokenizeDocument(o.analyzer, d, "", nil)
	own, words := o.tokens.storyWords(), t.storyWords()
	if len(own) < copyWords {
		return len(own) > 0 && slices.Equal(own, words) && (len(own) >= minIdentical || slices.Equal(o.tokens.field(titleField), t.field(titleField)))
	}
	if !fit(own, words) {
		return false
	}
	o.other.read(words)
	return o.story.isCopyOf(&o.other)
}

// findCopiesOf finds the near-copies of documents that were added to the index, among
// those that have most in common with them.
func (x *Index) findCopiesOf(added []int) {
	r := x.ranker()
	defer x.rankers.Put(r)
	q := x.request(Query{})
	q.unlisted = true
	var near []neighbour
	for _, i := range added {
		near = r.search(near[:0], x.subject(i), q)
		o := original{doc: x.docs[i]}
		var found []int
		for _, n := range near {
			if n.text >= minCopyText && x.isCopy(&o, int(n.doc), n.text) {
				found = append(found, int(n.doc))
			}
		}
		if len(found) >= maxIdentical && len(strings.Fields(x.docs[i].Content)) < copyWords {
			continue // a form letter
		}
		for _, j := range found {
			if x.copies == nil {
				x.copies = make(copies)
			}
			x.copies.add(i, j)
		}
	}
}
