package related

import (
	"slices"
	"strconv"
)

// Options decide how an index ranks. A nil *Options and the zero value of every
// field mean the default.
type Options struct {
	// CrossLanguage lets documents in another language into a list. By
	// default they stay out when both languages are known.
	CrossLanguage bool
	// KeepNearCopies lets near-copies of the article, and of each other, into
	// a list. By default they stay out. See [Index.NearCopies] for what counts
	// as one.
	KeepNearCopies bool
	// SameSection keeps documents of other sections out of a document's list.
	SameSection bool
	// NeverTags keeps documents with any of these tags, in whatever spelling,
	// out of every list.
	NeverTags []string

	// TagsOnly ranks by how many tags two documents share, and by nothing else:
	// texts, dates and languages are not looked at, and of the other options
	// only SameSection and NeverTags matter. Ties go to the document that came
	// first in the slice handed to [New]. The score is the part of a document's
	// tags that the other has too, and there is no floor unless [Query.MinScore]
	// sets one. Tags are equal if their words are once case, accents and what stands
	// between words are taken off, and inflections, if four fifths of the documents
	// that declare a language declare the same: "Machine Learning" equals
	// "machine-learning".
	TagsOnly bool

	// DropContent lets go of the texts as soon as they are analysed, for collections
	// that would not fit into memory: documents of the index have neither headings nor
	// links any more, and of their contents only what excerpts of [KeptExcerpt] need. Hand them in by
	// [Collect]. [Index.Update] then can't build anew ([ErrNoText]), and takes for
	// near-copies of earlier documents what has nearly the same words.
	DropContent bool

	// Recency says how much closeness in time counts; "" means [RecencyAuto].
	Recency Recency
	// Weights say how much each signal counts.
	Weights Weights
	// Diversity makes the entries of a list less like each other, from 0, the
	// default, where each is as good as can be, to 1. Try 0.1.
	Diversity float64
	// LeaveOrphans chooses every list for itself. By default the first 4
	// entries of all lists are chosen together: no document is among them in
	// more than 20 lists, and every document that scores enough somewhere is
	// in at least one. See the package documentation.
	LeaveOrphans bool
	// Fill fills lists that have too few matches: with other parts of the same
	// series, with what shares a rare tag, with what has the same author and
	// section, and with the newest. [Match.Reason] tells which.
	Fill bool

	// Previous holds earlier lists, as the IDs of their entries by the
	// document's ID. What they show among the first 4 gives way only to what
	// scores more by Margin, so that lists do not flicker from build to build.
	Previous map[string][]string
	// Margin is a share of the score; 0 means 0.1, a negative number means
	// that Previous does not matter.
	Margin float64
}

// check reports an option that makes no sense.
func (o *Options) check() error {
	switch {
	case o == nil:
	case o.Recency != "" && !slices.Contains([]Recency{RecencyAuto, RecencyNews, RecencyBlog, RecencyEvergreen}, o.Recency):
		return optionError("Recency is " + strconv.Quote(string(o.Recency)) + ", want auto, news, blog or evergreen")
	case !(o.Diversity >= 0 && o.Diversity <= 1):
		return optionError("Diversity is not from 0 to 1")
	case !(o.Margin <= 1):
		return optionError("Margin is more than 1")
	case !o.Weights.finite():
		return optionError("Weights hold what is no number")
	}
	return nil
}

// A Query says what one call wants of the lists that an index defines. The zero
// value means the default for every field.
type Query struct {
	// Limit is the most matches a list may hold; 0 means 4. A list of 4 is the
	// first 4 of the list of 10. Lists are never longer than 40.
	Limit int
	// MinScore is the score below which a match is left out, from 0 to 1; 0
	// means 0.04, a negative number means no floor.
	MinScore float64
	// Terms is how many of the strongest shared terms each match names; 0
	// means none.
	Terms int
	// Excerpt is the greatest length of a match's excerpt in characters; 0
	// means 50, a negative number means no excerpt.
	Excerpt int
	// Exclude holds IDs or URLs of documents to leave out.
	Exclude []string
	// Filter, if not nil, reports whether a document may be in the list. It is
	// called for candidates only, must not change the document, and must be
	// safe for concurrent use when the query is given to [Index.All].
	Filter func(*Document) bool
}
