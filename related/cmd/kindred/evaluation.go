package main

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/kindred-go/kindred/related"
	"github.com/kindred-go/kindred/related/cmd/kindred/internal/judge"
)

// An evaluation is how one set of settings fares on a judged set.
type evaluation struct {
	judged  []related.List // of every query that counts, in the judgements' order
	scores  []judge.Scores // of the same
	verdict verdict
}

// A verdict is what eval prints of an evaluation.
type verdict struct {
	NDCG5        float64 `json:"ndcg@5"`
	NDCG10       float64 `json:"ndcg@10"`
	P5           float64 `json:"p@5"`
	MAP          float64 `json:"map"`
	MRR          float64 `json:"mrr"`
	Recall10     float64 `json:"recall@10"`
	Coverage     float64 `json:"coverage@4"`
	MaxInDegree  int     `json:"max_in_degree@4"`
	Queries      int     `json:"queries"`
	Documents    int     `json:"documents"`
	CopiesHidden *int    `json:"near_copies_hidden,omitempty"` // absent when they are hidden already
}

func (p *program) evaluate(ctx context.Context, set *judgedSet, s *settings) (*evaluation, error) {
	index, err := indexOf(ctx, set.docs, s.options())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", set.name, err)
	}
	query := set.query()
	all := query
	all.Filter = nil
	lists, err := p.rank(ctx, index, all)
	if err != nil {
		return nil, err
	}
	v := verdict{Documents: index.Len()}
	v.Coverage, v.MaxInDegree = spread(lists, v.Documents)
	if set.pool != nil {
		if lists, err = p.rank(ctx, index, query); err != nil {
			return nil, err
		}
	}
	e := &evaluation{judged: judgedLists(lists, set.queries())}
	for _, l := range e.judged {
		e.scores = append(e.scores, judge.Score(l.ID, matchIDs(l), set.qrels.Grades[l.ID]))
	}
	v.score(e.scores)
	if s.nearCopies == "keep" {
		hidden := countCopies(e.judged, index.NearCopies())
		v.CopiesHidden = &hidden
	}
	e.verdict = v
	return e, nil
}

func (v *verdict) score(scores []judge.Scores) {
	m := judge.Mean(scores)
	v.NDCG5, v.NDCG10, v.P5 = round4(m.NDCG5), round4(m.NDCG10), round4(m.P5)
	v.MAP, v.MRR, v.Recall10 = round4(m.MAP), round4(m.MRR), round4(m.Recall10)
	v.Queries = len(scores)
}

// round4 rounds to four decimals, and never to -0.
func round4(x float64) float64 { return math.Round(x*1e4)/1e4 + 0 }

// judgedLists returns a list for every query. One that the collection lacks has
// an empty one.
func judgedLists(lists []related.List, queries []string) []related.List {
	byID := make(map[string]related.List, len(lists))
	for _, l := range lists {
		byID[l.ID] = l
	}
	judged := make([]related.List, len(queries))
	for i, id := range queries {
		judged[i] = related.List{ID: id, Related: byID[id].Related}
	}
	return judged
}

// countCopies counts the entries that --near-copies hide would leave out: the
// near-copies of their list's own document or of an entry that stays.
func countCopies(lists []related.List, pairs [][2]string) int {
	of := map[string][]string{}
	for _, p := range pairs {
		of[p[0]], of[p[1]] = append(of[p[0]], p[1]), append(of[p[1]], p[0])
	}
	copies := map[[2]string]bool{}
	for id, others := range of {
		for _, other := range others {
			copies[[2]string{id, other}] = true
			for _, more := range of[other] { // two copies of one are kept apart as well
				copies[[2]string{id, more}] = true
			}
		}
	}
	n := 0
	for _, l := range lists {
		shown := []string{l.ID}
		for _, m := range l.Related {
			if slices.ContainsFunc(shown, func(id string) bool { return copies[[2]string{id, m.ID}] }) {
				n++
			} else {
				shown = append(shown, m.ID)
			}
		}
	}
	return n
}

// spread is how evenly the first entries of all lists show a collection of so
// many documents.
func spread(lists []related.List, documents int) (coverage float64, maxInDegree int) {
	ids := make([][]string, len(lists))
	for i, l := range lists {
		ids[i] = matchIDs(l)
	}
	coverage, maxInDegree = judge.Spread(ids, documents, spreadDepth)
	return round4(coverage), maxInDegree
}

func matchIDs(l related.List) []string {
	ids := make([]string, len(l.Related))
	for i, m := range l.Related {
		ids[i] = m.ID
	}
	return ids
}

// appendRun appends the lists in the form that evaluate.py and trec_eval's
// relatives read.
func appendRun(dst []byte, lists []related.List) []byte {
	for _, l := range lists {
		for i, m := range l.Related {
			dst = append(dst, l.ID+"\t"+m.ID+"\t"...)
			dst = strconv.AppendInt(dst, int64(i+1), 10)
			dst = append(dst, '\t')
			dst = strconv.AppendFloat(dst, m.Score, 'f', 4, 64)
			dst = append(dst, '\n')
		}
	}
	return dst
}
