package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/kindred-go/kindred/feed"
	"github.com/kindred-go/kindred/related"
	"github.com/kindred-go/kindred/related/cmd/kindred/internal/judge"
)

const evalHelp = `Eval judges the lists of a collection against what people say belongs together.

With --pairs that is a table that an editor of the site wrote: an article and an
article that its list should show, each by its URL or ID, and if you like a grade
from 0 to 10 (2 if there is none; 0 means not related). Between them stand commas,
semicolons or tabs, as a spreadsheet writes them; lines that begin with # and a
row of headings are skipped. A pair holds in one direction: if the other holds as
well, write it too. The articles come from SOURCEs, as for every command.

With --qrels it is a set of judgements: lines of query, document and grade, with
tabs between them; a grade above 0 is relevant. The documents are JSON Lines, one
JSON Feed item a line, and nothing is merged.

Every query's list of 10 counts, with no floor, and with near-copies in it,
because people judge a copy as related; how many --near-copies hide would leave
out is told. With --pool only the IDs in that file, one a line, count as queries
and as results. Coverage (the share of documents that the first 4 of at least one
list show) and the largest in-degree (how many of those lists show the same
document) are of the whole collection in any case.

--against FILE judges twice: A, with the settings in force, and B, as --config
FILE would. Then it says how sure the difference is, by a paired bootstrap of
10,000 samples of the queries. Flags and the environment hold for A and B alike.`

// evalDepth is how long the judged lists are, and spreadDepth how long those
// whose coverage counts: what a page shows.
const (
	evalDepth   = 10
	spreadDepth = 4
)

// evalFlags name what one evaluation reads and writes: nothing to configure.
type evalFlags struct{ docs, qrels, pairs, pool, run, against string }

func newEvalCommand(p *program) *cobra.Command {
	var flags evalFlags
	cmd := &cobra.Command{
		Use:   "eval (SOURCE... --pairs FILE | --docs FILE --qrels FILE)",
		Short: "Judge lists against what people say is related",
		Long:  evalHelp,
		Example: `  kindred eval feed.xml --pairs related.csv
  kindred eval feed.xml --pairs related.csv --against new.toml
  kindred eval --docs docs.jsonl --qrels qrels.tsv
  kindred eval --docs docs.jsonl --qrels qrels.tsv --run run.tsv --format json`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := flags.check(cmd.Name(), args); err != nil {
				return err
			}
			return p.eval(cmd, args, flags)
		},
	}
	flags.addTo(cmd)
	cmd.Flags().StringVar(&flags.run, "run", "", "write the judged lists to `FILE`: query, document, rank, score")
	cmd.Flags().StringVar(&flags.against, "against", "", "judge with the settings in `FILE` as well, and compare")
	p.takesFormat(cmd, "text", "json")
	p.takes(cmd, judgingKnobs...)
	return cmd
}

// judgingKnobs are what every command that judges lists takes.
var judgingKnobs = slices.Concat(optionKnobs, []string{"near-copies=keep"}, sourceKnobs)

// addTo gives a command the flags that say what is judged, and by what.
func (f *evalFlags) addTo(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.pairs, "pairs", "", "what belongs together: a `FILE` of article, related article")
	cmd.Flags().StringVar(&f.docs, "docs", "", "the documents: a `FILE` of JSON Lines, or - for standard input")
	cmd.Flags().StringVar(&f.qrels, "qrels", "", "the judgements: a `FILE` of query, document, grade")
	cmd.Flags().StringVar(&f.pool, "pool", "", "count only the IDs in this `FILE`")
}

// check refuses what is neither of the two forms of a command.
func (f evalFlags) check(command string, args []string) error {
	switch {
	case f.pairs != "" && (f.docs != "" || f.qrels != ""):
		return usageErrorf("--pairs goes with SOURCEs, --docs with --qrels; %s wants the one or the other", command)
	case f.pairs != "" && len(args) == 0:
		return usageErrorf("%s --pairs wants %s", command, sourcesWanted)
	case f.pairs != "":
		return nil
	case len(args) > 0 && (f.docs != "" || f.qrels != ""):
		return usageErrorf("%s wants --docs FILE and --qrels FILE and no SOURCE; what is %q for?", command, args[0])
	case len(args) > 0:
		return usageErrorf("%s wants --pairs FILE: what belongs together in the SOURCE", command)
	case f.docs == "" || f.qrels == "":
		return usageErrorf("%s wants --docs FILE and --qrels FILE, or SOURCE... --pairs FILE", command)
	}
	return nil
}

// A judgedSet is a collection, and what people say belongs together in it.
type judgedSet struct {
	name     string // for what is wrong with the documents
	docs     []related.Document
	qrels    *judge.Qrels
	pool     map[string]bool // nil: all count
	complete bool            // every source could be read
}

func (p *program) eval(cmd *cobra.Command, args []string, flags evalFlags) error {
	var opponent *settings
	if flags.against != "" {
		var err error
		if opponent, err = readSettings(cmd, flags.against); err != nil {
			return err
		}
		if sameOptions(opponent.options(), p.settings.options()) {
			p.warnOfSame(flags.against)
		}
	}
	set, err := p.readJudgedSet(cmd.Context(), args, flags)
	if err != nil {
		return err
	}

	own, err := p.evaluate(cmd.Context(), set, &p.settings)
	if err != nil {
		return err
	}
	if flags.run != "" {
		if err := writeFile(flags.run, appendRun(nil, own.judged)); err != nil {
			return err
		}
	}
	report := evalReport{verdict: own.verdict}
	if opponent != nil {
		other, err := p.evaluate(cmd.Context(), set, opponent)
		if err != nil {
			return err
		}
		report.contest = newContest(flags.against, own, other)
	}
	if p.settings.format == "json" {
		encoder := json.NewEncoder(p.stdout)
		encoder.SetEscapeHTML(false)
		err = encoder.Encode(report)
	} else {
		_, err = p.stdout.Write(p.textLayout("").evalReport(report))
	}
	if err == nil && !set.complete {
		err = errReported
	}
	return err
}

func (p *program) readJudgedSet(ctx context.Context, args []string, flags evalFlags) (*judgedSet, error) {
	set := &judgedSet{complete: true}
	var err error
	if flags.pool != "" {
		if set.pool, err = readFile(flags.pool, judge.ReadIDs); err != nil {
			return nil, err
		}
	}
	if flags.pairs != "" {
		c, err := p.gather(ctx, args)
		if err != nil {
			return nil, err
		}
		set.name, set.docs, set.complete = "can't index the articles", c.docs, c.complete
		if set.qrels, err = p.readPairs(flags.pairs, c); err != nil {
			return nil, err
		}
	} else {
		if set.qrels, err = readFile(flags.qrels, judge.ReadQrels); err != nil {
			return nil, err
		}
		if set.docs, err = p.readEvalDocuments(ctx, flags.docs); err != nil {
			return nil, err
		}
		set.name = flags.docs
	}
	queries := set.queries()
	if len(queries) == 0 {
		return nil, fmt.Errorf("%s has no relevant document for any query that counts", firstOf(flags.qrels, flags.pairs))
	}
	if missing := set.missing(queries); missing > 0 {
		p.complain(fmt.Errorf("%d of %s have no document in %s and count as 0", missing, plural(len(queries), "query"), flags.docs))
	}
	return set, nil
}

// readEvalDocuments reads the documents as they are: merging some would change
// what the judgements are about.
func (p *program) readEvalDocuments(ctx context.Context, name string) ([]related.Document, error) {
	in := p.stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	var docs []related.Document
	for d, err := range feed.Lines(cancellable(ctx, in), &feed.Options{MaxBytes: -1, MaxItems: -1}) {
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		docs = append(docs, d)
	}
	return docs, nil
}

// queries are those that count, in the judgements' order.
func (s *judgedSet) queries() []string {
	var queries []string
	for _, id := range s.qrels.Queries {
		if s.pool == nil || s.pool[id] {
			queries = append(queries, id)
		}
	}
	return queries
}

// query asks for what is judged of a list, of the documents that count.
func (s *judgedSet) query() related.Query {
	q := related.Query{Limit: evalDepth, MinScore: -1, Excerpt: -1}
	if s.pool != nil {
		q.Filter = func(d *related.Document) bool { return s.pool[d.ID] }
	}
	return q
}

// missing counts the queries that no document has the ID of.
func (s *judgedSet) missing(queries []string) int {
	known := make(map[string]bool, len(s.docs))
	for i := range s.docs {
		known[s.docs[i].ID] = true
	}
	n := 0
	for _, id := range queries {
		if !known[id] {
			n++
		}
	}
	return n
}
