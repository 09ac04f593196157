package related

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
}

// A Query says what one call wants of the lists that an index defines. The zero
// value means the default for every field.
type Query struct {
	// Limit is the most matches a list may hold; 0 means 4. A list of 4 is the
	// first 4 of the list of 10. Lists are never longer than 40.
	Limit int
	// MinScore is the score below which a match is left out, from 0 to 1; 0
	// means 0.05, a negative number means no floor.
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
