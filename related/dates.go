package related

import (
	"context"
	"math"
	"slices"
)

// Recency says how much closeness in time counts. Two articles of one week belong
// together more than two of the same words ten years apart: on news of course,
// and on most blogs more than one would think.
type Recency string

const (
	// RecencyAuto, the default, looks at how the site's dates and topics lie:
	// where articles are close in time to those whose texts are most like
	// theirs, closeness counts, on the scale on which they are.
	RecencyAuto      Recency = "auto"
	RecencyNews      Recency = "news"      // a scale of two weeks
	RecencyBlog      Recency = "blog"      // a scale of a year
	RecencyEvergreen Recency = "evergreen" // dates do not count
)

const (
	newsScale = 14  // days
	blogScale = 365 // days
	minScale  = 8   // days, the least that RecencyAuto sets: a story goes on for a week
	timeFloor = 0.4

	// minDated is how many pairs of dated documents RecencyAuto wants to see before
	// it believes what they say.
	minDated = 30
	// maxCloseness is how close in time neighbours must be, as a share of what
	// any two documents are, for RecencyAuto to let dates count.
	maxCloseness = 0.75
)

// noDay is the day of a document without a date.
const noDay = math.MinInt32

// A calendar holds every document's day of publication, and says how much
// closeness in time counts: a pair d days apart keeps
//
//	timeFloor + (1-timeFloor)/(1+d/scale)
//
// of its score: all on the same day, .7 at the scale, and never less than .4. A
// pair of which one has no date counts as the scale apart.
type calendar struct {
	day   []int32 // by document: days since 1970
	scale int32   // in days; 0 if dates do not count
	// factors holds the factor of each distance for the first stage, up to
	// where it changes no more.
	factors []uint16
}

func dayOf(d *Document) int32 {
	if d.Published.IsZero() {
		return noDay
	}
	const secondsADay = 24 * 60 * 60
	unix := d.Published.Unix()
	return int32(min(max((unix-(unix%secondsADay+secondsADay)%secondsADay)/secondsADay, -1e6), 1e6))
}

func newCalendar(docs []*Document) *calendar {
	c := &calendar{day: withRoom[int32](len(docs))[:len(docs)]}
	for i := range docs {
		c.day[i] = dayOf(docs[i])
	}
	return c
}

// setScale sets the scale on which closeness counts, in days, 0 for not at all.
func (c *calendar) setScale(days int32) {
	c.scale, c.factors = days, nil
	if days == 0 {
		return
	}
	for d := range min(64*days, 1<<15) { // by then it is within a hundredth of its least, or 90 years have passed
		c.factors = append(c.factors, uint16(c.factorOf(d)*one))
	}
}

// distance returns how many days apart two days are.
func (c *calendar) distance(a, b int32) int32 {
	if a == noDay || b == noDay {
		return c.scale
	}
	return max(a-b, b-a)
}

func (c *calendar) factorOf(distance int32) float64 {
	return timeFloor + float64((1-timeFloor)*(float64(c.scale)/float64(c.scale+distance)))
}

// factor returns what a pair of days keeps of its score.
func (c *calendar) factor(a, b int32) float64 {
	if c.scale == 0 {
		return 1
	}
	return c.factorOf(c.distance(a, b))
}

// dampen applies the factor to what the first stage found.
func (c *calendar) dampen(score uint32, day int32, doc uint32) uint32 {
	if c.scale == 0 {
		return score
	}
	distance := int(min(c.distance(day, c.day[doc]), int32(len(c.factors)-1)))
	return max(1, uint32(uint64(score)*uint64(c.factors[distance])/one))
}

// scaleFor returns the scale for an option. For RecencyAuto that is the median
// distance in time between documents and those whose texts are most like
// theirs, to the nearest power of two, so that one more article does not change
// it. There is none where that is hardly less than between any two documents:
// the dates then say nothing about the topics, or are all the same.
func (x *Index) scaleFor(ctx context.Context, recency Recency) (int32, error) {
	switch recency {
	case RecencyNews:
		return newsScale, nil
	case RecencyBlog:
		return blogScale, nil
	case RecencyEvergreen:
		return 0, nil
	}
	near, others, err := x.timeDistances(ctx)
	if err != nil || len(near) < minDated || len(others) < minDated {
		return 0, err
	}
	n, a := median(near), median(others)
	if float64(n) >= maxCloseness*float64(a) {
		return 0, nil
	}
	scale := int32(minScale)
	for ; 2*int64(n) > 3*int64(scale); scale *= 2 {
	}
	return scale, nil
}

// timeDistances returns distances in days between a sample of documents and
// their closest neighbours by text, and between the same and any others.
func (x *Index) timeDistances(ctx context.Context) (near, others []int32, err error) {
	day := x.calendar.day
	sample := x.sample(sampleSize, func(doc int) bool { return day[doc] != noDay })
	nearest, err := x.nearestTo(ctx, sample)
	for at, i := range sample {
		for _, n := range nearest[at][:min(defaultLimit, len(nearest[at]))] {
			if day[n.doc] != noDay {
				near = append(near, x.calendar.distance(day[i], day[n.doc]))
			}
		}
		for _, j := range sample[at+1:] {
			others = append(others, x.calendar.distance(day[i], day[j]))
		}
	}
	return near, others, err
}

func median(values []int32) int32 {
	slices.Sort(values)
	return values[len(values)/2]
}
