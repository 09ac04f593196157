package main

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/spf13/cobra"

	"github.com/kindred-go/kindred/related"
)

const explainHelp = `Explain says why B is in A's list, at which place, or why it is not: the share
that every signal has in the score, the terms that the two articles share with
what each adds, and the rule that keeps B out if one does. A and B are IDs or
URLs of articles in the sources.`

func newExplainCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "explain SOURCE... A B",
		Short: "Say why an article is, or is not, in another's list",
		Long:  explainHelp,
		Example: `  kindred explain feed.xml https://example.com/bridge https://example.com/ferry
  kindred explain feed.xml bridge-2024 ferry-2024 --format json`,
		Args: wantArgs(3, -1, "SOURCE... A B, where A and B are IDs or URLs of articles"),
		RunE: func(cmd *cobra.Command, args []string) error {
			n := len(args) - 2
			return p.explain(cmd.Context(), args[:n], args[n], args[n+1])
		},
	}
	p.takesFormat(cmd, "text", "json")
	p.takes(cmd, slices.Concat(optionKnobs, []string{"limit", "min-score", "near-copies=hide"}, sourceKnobs)...)
	return cmd
}

// An explanation is the engine's, with more of the two articles than their IDs.
// It is what explain prints as JSON.
type explanation struct {
	From article `json:"from"`
	To   article `json:"to"`
	related.Explanation
}

type article struct {
	ID    string `json:"id"`
	URL   string `json:"url,omitempty"`
	Title string `json:"title,omitempty"`
}

func newArticle(d *related.Document) article { return article{d.ID, d.URL, d.Title} }

func (p *program) explain(ctx context.Context, args []string, from, to string) error {
	c, err := p.collect(ctx, args)
	if err != nil {
		return err
	}
	a, err := c.byName(from)
	if err != nil {
		return err
	}
	b, err := c.byName(to)
	if err != nil {
		return err
	}
	found, err := c.index.Explain(a.ID, b.ID, p.settings.query())
	if err != nil {
		return err
	}
	e := explanation{newArticle(a), newArticle(b), found}
	if p.settings.format == "json" {
		encoder := json.NewEncoder(p.stdout)
		encoder.SetEscapeHTML(false)
		err = encoder.Encode(e)
	} else {
		_, err = p.stdout.Write(p.textLayout("").explanation(e, p.settings.limit))
	}
	if err != nil {
		return err
	}
	return c.status()
}
