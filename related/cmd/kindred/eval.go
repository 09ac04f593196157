package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/kindred-go/kindred/feed"
	"github.com/kindred-go/kindred/related"
	"github.com/kindred-go/kindred/related/cmd/kindred/internal/judge"
)

const evalHelp = `Eval judges the lists of a collection against relevance judgements by people.

The documents are JSON Lines, one JSON Feed item a line. The judgements are lines
of query, document and grade, with tabs between them; a grade above 0 is
relevant. Every query's list of 10 counts, with nothing merged and no floor, and
with near-copies in it, because people judge a copy as related; how many
--near-copies hide would leave out is told.

With --pool only the IDs in that file, one a line, count as queries and as
results. Coverage (the share of documents that the first 4 of at least one list
show) and the largest in-degree (how many of those lists show the same document)
are of the whole collection in any case.`

// evalDepth is how long the judged lists are, and spreadDepth how long those
// whose coverage counts: what a page shows.
const (
	evalDepth   = 10
	spreadDepth = 4
)

// evalFlags name what one evaluation reads and writes: nothing to configure.
type evalFlags struct{ docs, qrels, pool, run string }

func newEvalCommand(p *program) *cobra.Command {
	var flags evalFlags
	cmd := &cobra.Command{
		Use:   "eval --docs FILE --qrels FILE",
		Short: "Judge lists against relevance judgements",
		Long:  evalHelp,
		Example: `  kindred eval --docs docs.jsonl --qrels qrels.tsv
  kindred eval --docs docs.jsonl --qrels qrels.tsv --run run.tsv --format json`,
		Args: wantArgs(0, 0, "its files as --docs FILE and --qrels FILE"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if flags.docs == "" || flags.qrels == "" {
				return usageErrorf("eval wants --docs FILE and --qrels FILE")
			}
			return p.eval(cmd.Context(), flags)
		},
	}
	cmd.Flags().StringVar(&flags.docs, "docs", "", "the documents: a `FILE` of JSON Lines, or - for standard input")
	cmd.Flags().StringVar(&flags.qrels, "qrels", "", "the judgements: a `FILE` of query, document, grade")
	cmd.Flags().StringVar(&flags.pool, "pool", "", "count only the IDs in this `FILE`")
	cmd.Flags().StringVar(&flags.run, "run", "", "write the judged lists to `FILE`: query, document, rank, score")
	p.takesFormat(cmd, "text", "json")
	p.takes(cmd, "near-copies=keep", "cross-language")
	return cmd
}

func (p *program) eval(ctx context.Context, flags evalFlags) error {
	qrels, err := readFile(flags.qrels, judge.ReadQrels)
	if err != nil {
		return err
	}
	var pool map[string]bool
	if flags.pool != "" {
		if pool, err = readFile(flags.pool, judge.ReadIDs); err != nil {
			return err
		}
	}
	index, err := p.readEvalDocuments(ctx, flags.docs)
	if err != nil {
		return err
	}

	query := related.Query{Limit: evalDepth, MinScore: -1, Excerpt: -1}
	lists, err := p.rank(ctx, index, query)
	if err != nil {
		return err
	}
	v := verdict{Documents: index.Len()}
	v.Coverage, v.MaxInDegree = spread(lists)
	if pool != nil {
		query.Filter = func(d *related.Document) bool { return pool[d.ID] }
		if lists, err = p.rank(ctx, index, query); err != nil {
			return err
		}
	}
	judged := judgedLists(lists, qrels, pool)
	if len(judged) == 0 {
		return fmt.Errorf("%s has no relevant document for any query that counts", flags.qrels)
	}
	v.score(judged, qrels)
	if p.settings.nearCopies == "keep" {
		hidden := countCopies(judged, index.NearCopies())
		v.CopiesHidden = &hidden
	}
	if missing := countMissing(judged, index); missing > 0 {
		p.complain(fmt.Errorf("%d of %s have no document in %s and count as 0", missing, plural(len(judged), "query"), flags.docs))
	}

	if flags.run != "" {
		if err := writeFile(flags.run, appendRun(nil, judged)); err != nil {
			return err
		}
	}
	if p.settings.format == "json" {
		return json.NewEncoder(p.stdout).Encode(v)
	}
	return v.print(p.stdout)
}

// readEvalDocuments indexes the documents as they are: merging some would
// change what the judgements are about.
func (p *program) readEvalDocuments(ctx context.Context, name string) (*related.Index, error) {
	in := p.stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	docs := feed.Lines(cancellable(ctx, in), &feed.Options{MaxBytes: -1, MaxItems: -1})
	index, err := related.Collect(ctx, docs, p.settings.options())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return index, nil
}

// judgedLists returns a list for every query that counts, in the judgements'
// order. A query that the collection lacks has an empty one.
func judgedLists(lists []related.List, qrels *judge.Qrels, pool map[string]bool) []related.List {
	byID := make(map[string]related.List, len(lists))
	for _, l := range lists {
		byID[l.ID] = l
	}
	var judged []related.List
	for _, id := range qrels.Queries {
		if pool == nil || pool[id] {
			judged = append(judged, related.List{ID: id, Related: byID[id].Related})
		}
	}
	return judged
}

func countMissing(judged []related.List, index *related.Index) int {
	n := 0
	for _, l := range judged {
		if _, ok := index.Document(l.ID); !ok {
			n++
		}
	}
	return n
}

// countCopies counts the entries that --near-copies hide would leave out: the
// near-copies of their list's own document or of an entry that stays.
func countCopies(lists []related.List, pairs [][2]string) int {
	copies := map[[2]string]bool{}
	for _, p := range pairs {
		copies[p], copies[[2]string{p[1], p[0]}] = true, true
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

func spread(lists []related.List) (coverage float64, maxInDegree int) {
	ids := make([][]string, len(lists))
	for i, l := range lists {
		ids[i] = matchIDs(l)
	}
	return judge.Spread(ids, len(lists), spreadDepth)
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

// A verdict is what eval prints.
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

func (v *verdict) score(judged []related.List, qrels *judge.Qrels) {
	scores := make([]judge.Scores, len(judged))
	for i, l := range judged {
		scores[i] = judge.Score(l.ID, matchIDs(l), qrels.Grades[l.ID])
	}
	m := judge.Mean(scores)
	v.NDCG5, v.NDCG10, v.P5 = round4(m.NDCG5), round4(m.NDCG10), round4(m.P5)
	v.MAP, v.MRR, v.Recall10 = round4(m.MAP), round4(m.MRR), round4(m.Recall10)
	v.Coverage = round4(v.Coverage)
	v.Queries = len(judged)
}

func round4(x float64) float64 { return math.Round(x*1e4) / 1e4 }

func (v *verdict) print(w io.Writer) error {
	copies := "left out of the lists"
	if v.CopiesHidden != nil {
		copies = fmt.Sprintf("%d (--near-copies hide would leave them out)", *v.CopiesHidden)
	}
	_, err := fmt.Fprintf(w, `nDCG@5           %.4f
nDCG@10          %.4f
P@5              %.4f
MAP              %.4f
MRR              %.4f
recall@10        %.4f
coverage@4       %.4f
max in-degree@4  %d
queries          %d
documents        %d
near-copies      %s
`, v.NDCG5, v.NDCG10, v.P5, v.MAP, v.MRR, v.Recall10, v.Coverage, v.MaxInDegree, v.Queries, v.Documents, copies)
	return err
}
