// Package judge says how good ranked lists are: against relevance judgements
// that people made, and by how evenly they show a collection's documents.
//
// The measures are those of ../shared/eval/evaluate.py, to the letter, so that
// figures from either can stand in one table.
package judge

import (
	"math"
	"slices"
)

// Grades are the judgements of one query: how relevant each document is. A
// document counts as relevant from grade above 0; one that is not judged has
// grade 0.
type Grades map[string]float64

// Scores say how good the list of one query is, or, averaged, of many. Each
// is from 0 to 1, more is better.
type Scores struct {
	NDCG5    float64
	NDCG10   float64
	P5       float64 // share of relevant documents among the first 5
	MAP      float64 // average precision over the list, divided by all relevant documents
	MRR      float64 // 1 / place of the first relevant document
	Recall10 float64 // share of all relevant documents that are among the first 10
}

// Score judges one ranked list, best first. The query itself and repetitions
// do not count and take no place.
func Score(query string, ranked []string, grades Grades) Scores {
	var gains []float64
	var relevant int // among those ranked so far
	var s Scores
	seen := map[string]bool{query: true}
	for _, doc := range ranked {
		if seen[doc] {
			continue
		}
		seen[doc] = true
		gains = append(gains, grades[doc])
		if grades[doc] <= 0 {
			continue
		}
		relevant++
		place := len(gains)
		if relevant == 1 {
			s.MRR = 1 / float64(place)
		}
		if place <= 5 {
			s.P5 += 1. / 5
		}
		if place <= 10 {
			s.Recall10++
		}
		s.MAP += float64(relevant) / float64(place)
	}
	all := grades.relevant()
	if all == 0 {
		return Scores{}
	}
	s.MAP /= float64(all)
	s.Recall10 /= float64(all)

	ideal := make([]float64, 0, len(grades))
	for _, g := range grades {
		ideal = append(ideal, g)
	}
	slices.Sort(ideal)
	slices.Reverse(ideal)
	s.NDCG5 = ndcg(gains, ideal, 5)
	s.NDCG10 = ndcg(gains, ideal, 10)
	return s
}

func (g Grades) relevant() int {
	n := 0
	for _, grade := range g {
		if grade > 0 {
			n++
		}
	}
	return n
}

func ndcg(gains, ideal []float64, k int) float64 {
	best := dcg(ideal[:min(k, len(ideal))])
	if best <= 0 {
		return 0
	}
	return dcg(gains[:min(k, len(gains))]) / best
}

func dcg(grades []float64) float64 {
	sum := 0.0
	for i, g := range grades {
		sum += (math.Exp2(g) - 1) / math.Log2(float64(i+2))
	}
	return sum
}

// Mean averages the scores of several queries; of none it is zero.
func Mean(scores []Scores) Scores {
	var m Scores
	for _, s := range scores {
		m.NDCG5 += s.NDCG5
		m.NDCG10 += s.NDCG10
		m.P5 += s.P5
		m.MAP += s.MAP
		m.MRR += s.MRR
		m.Recall10 += s.Recall10
	}
	n := float64(max(len(scores), 1))
	return Scores{m.NDCG5 / n, m.NDCG10 / n, m.P5 / n, m.MAP / n, m.MRR / n, m.Recall10 / n}
}

// Spread says how evenly the first k entries of every list show a collection
// of so many documents: coverage is the share of documents that appear in at
// least one list, maxInDegree the number of lists that the document shown most
// often appears in.
func Spread(lists [][]string, documents, k int) (coverage float64, maxInDegree int) {
	shown := map[string]int{}
	for _, list := range lists {
		for _, doc := range list[:min(k, len(list))] {
			shown[doc]++
			maxInDegree = max(maxInDegree, shown[doc])
		}
	}
	if documents == 0 {
		return 0, 0
	}
	return float64(len(shown)) / float64(documents), maxInDegree
}
