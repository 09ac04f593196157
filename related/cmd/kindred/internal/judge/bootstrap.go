package judge

import (
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
)

// resamples is how often [PairedBootstrap] draws. The share of draws that it
// reports then has a standard error of half a hundredth at most.
const resamples = 10_000

// A Difference says by how much one way of ranking is better than another on
// the same queries, and how sure that is.
type Difference struct {
	Mean float64 // over the queries, above 0 if the first is better
	// Low and High enclose the middle 95% of what the mean would be for other
	// samples of such queries.
	Low, High float64
	// OtherSign is the share of such samples in which the mean is 0 or of the
	// other sign: how probable it is that the first is not what Mean makes it
	// look. It is 1 if Mean is 0.
	OtherSign float64
	// Queries on which the first is better, as good, and worse.
	Wins, Ties, Losses int
}

// PairedBootstrap compares two ways of ranking by their scores for the same
// queries, in the same order. The queries are a sample of those that could have
// been judged; drawing from them with replacement, again and again, shows how
// much their mean difference owes to which they happen to be (Efron and
// Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13; for retrieval
// Sakai, Evaluating evaluation metrics based on the bootstrap, SIGIR 2006).
// Smucker, Allan and Carterette (A comparison of statistical significance tests
// for information retrieval evaluation, CIKM 2007) find that on some 50 queries
// it agrees with the t test and the randomisation test; with few queries its
// interval is too narrow.
//
// The interval is the percentile interval, and nothing is assumed of how the
// differences are distributed. The same scores give the same answer on every
// platform, and swapping the two turns its sign and changes nothing else.
func PairedBootstrap(a, b []float64) Difference {
	differences := make([]int64, len(a))
	var d Difference
	var sum int64
	for i := range a {
		x := billionths(a[i] - b[i])
		differences[i] = x
		sum += x
		switch {
		case x > 0:
			d.Wins++
		case x < 0:
			d.Losses++
		default:
			d.Ties++
		}
	}
	if d.Wins+d.Losses == 0 {
		d.OtherSign = 1
		return d
	}

	mean := func(sum int64) float64 { return float64(sum) / 1e9 / float64(len(a)) }
	sums := resampledSums(differences)
	const tail = resamples * 25 / 1000
	d.Mean, d.Low, d.High = mean(sum), mean(sums[tail]), mean(sums[resamples-1-tail])
	other := 0
	for _, s := range sums {
		if sum >= 0 && s <= 0 || sum <= 0 && s >= 0 {
			other++
		}
	}
	d.OtherSign = float64(other) / resamples
	if sum == 0 {
		d.OtherSign = 1
	}
	return d
}

// billionths is a score difference as a whole number. Whole numbers have the
// same sum in any order and on any platform, and differences that only
// rounding has made are none.
func billionths(x float64) int64 { return int64(math.Round(x * 1e9)) }

// resampledSums returns, in ascending order, the sums of samples drawn from x
// with replacement, each as large as x.
func resampledSums(x []int64) []int64 {
	// The generator is specified to the bit. What rand.Rand makes of it is not,
	// so the draw is done here; it is uniform but for some n in 2^64.
	random := rand.NewPCG(1993, 2006)
	sums := make([]int64, resamples)
	for i := range sums {
		for range x {
			drawn, _ := bits.Mul64(random.Uint64(), uint64(len(x)))
			sums[i] += x[drawn]
		}
	}
	slices.Sort(sums)
	return sums
}
