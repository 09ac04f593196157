package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/kindred-go/kindred/related/cmd/kindred/internal/judge"
	"github.com/kindred-go/kindred/related/cmd/kindred/internal/tune"
)

const tuneHelp = `Tune searches the few settings that weigh what makes articles related: how much
neighbours, title, tags, links and hubs count beside the text (--weights), and how
much closeness in time does (--recency). It looks for what does best by nDCG@10 on
pairs that people say belong together, which are given as to kindred eval, and
prints it as a config. The search begins with the settings in force, and leaves
them only for what gains at least 0.002 and more than its own standard error.

What does best on some pairs does so in part by luck, so that is not the figure to
go by. Tune therefore does the whole search five times more, each time without a
fifth of the queries, and judges what it finds on these. Queries that pairs connect
are held out together as far as that goes. How sure the gain over the settings in
force is, a paired bootstrap tells. If it may be chance, the advice is to keep them,
and the config is commented out. The defaults were found on sites of many kinds, so
that is what to expect.

With fewer than 25 queries tune does not search. Write as many pairs as you can,
for articles of all kinds, and write down what you would show before you look at
what Kindred shows. Every configuration is a new index: some 40 of them, a few
hundred milliseconds each for a site of 1,000 articles.

-o FILE writes the config to a file if it is worth having. A file that is there
is replaced only if it sets nothing but weights and recency, since it would lose
the rest.`

// tuneFolds is into how many parts the queries go to be held out in turn.
const tuneFolds = 5

func newTuneCommand(p *program) *cobra.Command {
	var flags evalFlags
	var output string
	cmd := &cobra.Command{
		Use:   "tune (SOURCE... --pairs FILE | --docs FILE --qrels FILE)",
		Short: "Find weights that suit a site, and what they are worth",
		Long:  tuneHelp,
		Example: `  kindred tune feed.xml --pairs related.csv
  kindred tune 'archive/*.xml' --pairs related.csv -o tuned.toml
  kindred tune --docs docs.jsonl --qrels qrels.tsv --format json
  kindred eval feed.xml --pairs more-pairs.csv --against tuned.toml`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := flags.check(cmd.Name(), args); err != nil {
				return err
			}
			if p.settings.tagsOnly {
				return usageErrorf("with tags-only there are no weights to tune: see kindred eval for what it is worth")
			}
			if err := checkTuneOutput(output); err != nil {
				return err
			}
			return p.tune(cmd.Context(), args, flags, output)
		},
	}
	flags.addTo(cmd)
	cmd.Flags().StringVarP(&output, "output", "o", "", "write the config to `FILE` if it is worth having")
	p.takesFormat(cmd, "text", "json")
	p.takes(cmd, judgingKnobs...)
	return cmd
}

func (p *program) tune(ctx context.Context, args []string, flags evalFlags, output string) error {
	set, err := p.readJudgedSet(ctx, args, flags)
	if err != nil {
		return err
	}
	report, err := p.tuneOn(ctx, set)
	if err != nil {
		return err
	}
	if output != "" {
		if report.Recommended {
			err = writeFile(output, []byte(report.Config))
		} else {
			p.warn(output + ": not written, since there is no config worth having")
		}
		if err != nil {
			return err
		}
	}
	if p.settings.format == "json" {
		encoder := json.NewEncoder(p.stdout)
		encoder.SetEscapeHTML(false)
		err = encoder.Encode(report)
	} else {
		_, err = p.stdout.Write(p.textLayout("").tuneReport(report))
	}
	if err == nil && !set.complete {
		err = errReported
	}
	return err
}

// tuneOn does all that tune does between reading and writing.
func (p *program) tuneOn(ctx context.Context, set *judgedSet) (*tuneReport, error) {
	queries := set.queries()
	if len(queries) < fewQueries {
		scores, err := set.ndcg10(ctx, &p.settings)
		if err != nil {
			return nil, err
		}
		return tooFew(&p.settings, len(set.docs), scores), nil
	}

	space := newTuneSpace(set.docs, &p.settings)
	bar := p.progress("trying configurations", space.likelyPoints())
	defer bar.end()
	objective := func(at tune.Point) ([]float64, error) {
		scores, err := set.ndcg10(ctx, space.settings(at))
		if bar.done < space.likelyPoints() {
			bar.step()
		}
		return scores, err
	}
	pairs := set.relevantPairs(queries)
	folds := tune.Folds(queries, pairs, tuneFolds)
	result, err := tune.Run(space.dimensions, objective, folds)
	if err != nil {
		return nil, err
	}
	report := newTuneReport(space, result)
	report.Documents = len(set.docs)
	report.HeldOut.PairsParted = round4(tune.Parted(queries, pairs, folds))
	return report, nil
}

// ndcg10 ranks the set and returns the score of every query that counts.
func (s *judgedSet) ndcg10(ctx context.Context, with *settings) ([]float64, error) {
	index, err := indexOf(ctx, s.docs, with.options())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.name, err)
	}
	lists, err := listsIn(index.All(ctx, s.query()), index.Len())
	if err != nil {
		return nil, err
	}
	judged := judgedLists(lists, s.queries())
	scores := make([]float64, len(judged))
	for i, l := range judged {
		scores[i] = judge.Score(l.ID, matchIDs(l), s.qrels.Grades[l.ID]).NDCG10
	}
	return scores, nil
}

// relevantPairs are the queries with each of their relevant documents.
func (s *judgedSet) relevantPairs(queries []string) [][2]string {
	var pairs [][2]string
	for _, q := range queries {
		var documents []string
		for d, grade := range s.qrels.Grades[q] {
			if grade > 0 {
				documents = append(documents, d)
			}
		}
		slices.Sort(documents)
		for _, d := range documents {
			pairs = append(pairs, [2]string{q, d})
		}
	}
	return pairs
}
