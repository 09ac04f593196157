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
//	score = time · (10·text + 7·neighbours + title + tags + 2·links − hub) / 19
//
// where text is the cosine of the two texts, neighbours how similar the article is
// to the seven documents that the candidate is most similar to, title the share of
// either title that the other text mentions, tags the cosine of the tags, links
// whether one links to the other or both to the same, and hub how similar the
// candidate is to its own neighbours. The factor time falls from 1 for the same day
// to 0.4, on a scale that is read off the site (see [Recency]). [Index.Explain] shows
// all of it for a pair. Two reports of one story mostly score .2 and more, two
// articles on one subject .06 to .2, and what is below [Query.MinScore] is left out.
// DESIGN.md, beside this file, has the rules in the order in which they apply, and
// their sources.
//
// With [Options.TagsOnly] the score is the part of the document's tags that the
// other has too; ties go to the document that was handed in first, and no text is
// read.
//
// # A site that goes on
//
// [Index.Update] makes an index of another for some articles that came or went, at a
// cost that follows the change, and tells whose lists are others. [Index.WriteTo] and
// [Read] keep an index in a file. Where lists are to be those of [New] to the last bit,
// as in a build, [Index.Renew] takes over what it can.
//
// # Promises
//
// The same documents give the same lists to the last bit: in whatever order
// they come (but with TagsOnly), on any number of CPUs, and on every platform,
// WebAssembly included.
//
// A list never holds the article itself (the same ID, the same URL, or the same
// title on the same day), a near-copy of it or of another entry, a hidden
// document, or one in another language where both languages are known.
//
// No article is an orphan: every one that scores enough in some list is among the
// first 4 of one, and none is there in more than 20. [Options.LeaveOrphans] trades
// that for lists that are each chosen alone.
package related
