// Package related finds the documents of a site that are worth reading next: the
// four titles under "More like this".
//
// [New] makes an index of a site's documents, [Index.Related] answers for one of
// them, and [Index.All] for every one. Only text, titles and tags are needed, in
// any language and of any length; nothing is trained, downloaded or sent.
//
//	idx, err := related.New(docs, nil)
//	matches, err := idx.Related("some-id", related.Query{Limit: 4})
//
// Package github.com/kindred-go/kindred/feed turns feeds into documents.
//
// # Scores
//
// The score of a pair is from 0 to 1:
//
//	score = 10/12·(text − hub) + 1/12·title + 1/12·tags
//
// where text is the cosine of the two texts, hub the candidate's mean cosine
// with all documents, title the share of either title that the other text
// mentions, and tags the cosine of the tags. [Index.Explain] shows all of it for
// a pair. Two reports of one story mostly score .3 and more, two articles on one
// subject .1 to .3, and what is below [Query.MinScore] is left out. DESIGN.md, beside
// this file, has the rules in the order in which they apply, and their sources.
//
// # Promises
//
// The same documents give the same lists to the last bit: in whatever order
// they come, on any number of CPUs, and on every platform, WebAssembly included.
//
// A list never holds the article itself (the same ID, the same URL, or the same
// title on the same day), a near-copy of it or of another entry, a hidden
// document, or one in another language where both languages are known.
package related
