package related

import (
	"context"
	"slices"
)

// A breadth says how widely candidates are looked for: with which of a document's stems
// and pairs, its strongest, which are also those that the postings hold; and how many are
// compared with it. The strongest features are few, and make most of a vector. The rest
// adds little to a score, and to the work much: it is the common words, whose postings
// are the longest, and the longer the larger the site is. So which are the strongest goes by
// weight, but also by rarity. Forms are left out, as their stems stand for them.
type breadth struct {
	share      float64 // of the square of the vector's length, that the strongest make
	strongest  int     // how many these are at most
	fewest     int     // how many candidates there are at least; more than maxLimit
	candidates int     // how many there are at most
}

var (
	// small is better for judged lists, which are those of small sites: long texts are known by
	// few features. On larger sites that would miss what a list should have.
	small = breadth{1, 128, 48, 128}
	// narrow is enough where stories stand out: their words are few, and the postings of these short.
	narrow = breadth{0.78, 1024, 48, 128}
	huge   = breadth{0.78, 1024, 48, 80} // narrow, for lists that are exact to .97 instead of .99
	// wide is for sites whose articles are all alike a little, as in an encyclopaedia. It takes
	// three times as many postings a subject.
	wide = breadth{0.91, 1024, 48, 128}
)

// breadthFor returns what is tried first, and of how many documents, as a part of all, it may miss
// one that is among the most similar. Where lists were those of an exact run by .99, narrow did so
// for .031 and less, and else for .078 and more. Where they were by .97, huge did so for .07.
func breadthFor(documents int) (first breadth, maxMissing float64) {
	switch {
	case documents <= 5_000:
		return small, 1
	case documents <= 200_000:
		return narrow, 0.04
	}
	return huge, 0.1
}

// strength returns by what a document's features are ordered, given one's impact: that times
// the root of the idf. The same share of a vector then takes a third fewer postings than by the
// impact alone. But if the strongest are a fixed number, a long text would be known by its
// rarest words alone.
func (of *breadth) strength(c *class, impact uint16) uint16 {
	if of.share == 1 {
		return impact
	}
	return uint16(uint32(impact) * uint32(c.rarity) >> 16)
}

// findPostings posts what candidates are looked for by, which is no more than it takes on this
// site.
func (x *Index) findPostings(ctx context.Context) (err error) {
	first, maxMissing := breadthFor(x.census.size)
	if x.postings, err = newPostings(ctx, x.bags, x.weigher, &x.census, first); err != nil || maxMissing == 1 {
		return err
	}
	if missing, err := x.missing(ctx); err != nil || missing <= maxMissing {
		return err
	}
	x.postings = nil // large
	x.postings, err = newPostings(ctx, x.bags, x.weigher, &x.census, wide)
	return err
}

// missing returns, by a sample, for which part of the documents one of those with the ten most similar
// texts is no candidate. These are looked for among twice as many. It asks counted documents alone and
// about such, so that one new article changes nothing.
func (x *Index) missing(ctx context.Context) (float64, error) {
	sample := x.sample(min(sampleSize, x.census.size/64), func(int) bool { return true })
	candidates, err := x.nearestTo(ctx, sample)
	if err != nil {
		return 0, err
	}
	of := x.postings.breadth
	x.postings.fewest, x.postings.candidates = 2*wide.candidates, 2*wide.candidates
	nearest, err := x.nearestTo(ctx, sample)
	x.postings.breadth = of
	missing := 0
	for at, all := range nearest {
		if slices.ContainsFunc(all[:min(tenth, len(all))], func(n neighbour) bool {
			return !slices.ContainsFunc(candidates[at], func(c neighbour) bool { return c.doc == n.doc })
		}) {
			missing++
		}
	}
	return float64(missing) / float64(max(len(sample), 1)), err
}
