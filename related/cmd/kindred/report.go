package main

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/spf13/cobra"

	"github.com/kindred-go/kindred/related/cmd/kindred/internal/report"
)

const reportHelp = `Report tells what an editor wants to know of all lists together: which articles
no list shows and which are shown too often, whose list is short, near-copies,
tags that say nothing, the mix of languages, the series that were found, and
what the articles lack that would make the lists better.

Formats: text to read, html for one page with charts, json for everything. As
JSON it is one object: title, summary, unseen, crowded, short_lists,
near_copies, tags, languages, series, thin (what the articles lack) and
distributions (the numbers of the charts). These names stay. The same articles
give the same bytes.`

func newReportCommand(p *program) *cobra.Command {
	var output string
	cmd := &cobra.Command{
		Use:   "report SOURCE...",
		Short: "Tell what an editor wants to know of all lists",
		Long:  reportHelp,
		Example: `  kindred report feed.xml
  kindred report --format html -o report.html 'archive/*.xml'
  kindred report --format json https://example.com/feed.xml`,
		Args: wantArgs(1, -1, sourcesWanted),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.report(cmd.Context(), args, output)
		},
	}
	cmd.Flags().StringVarP(&output, "output", "o", "", "write to `FILE`, which is replaced as a whole, instead of standard output")
	p.takesFormat(cmd, "text", "html", "json")
	p.takes(cmd, slices.Concat([]string{"limit", "min-score", "near-copies=hide"}, sourceKnobs, optionKnobs)...)
	return cmd
}

func (p *program) report(ctx context.Context, args []string, output string) error {
	c, err := p.collect(ctx, args)
	if err != nil {
		return err
	}
	q := p.settings.query()
	q.Excerpt = -1
	lists, err := p.rank(ctx, c.index, q)
	if err != nil {
		return err
	}
	r, err := report.Make(report.Collection{Title: c.title, Index: c.index, Options: *p.settings.options(), Query: q, Lists: lists})
	if err != nil {
		return err
	}
	var out []byte
	switch p.settings.format {
	case "json":
		if out, err = json.Marshal(r); err != nil {
			return err
		}
		out = append(out, '\n')
	case "html":
		if out, err = renderReport(r); err != nil {
			return err
		}
	default:
		out = p.textLayout(output).report(r)
	}
	if err := p.write(output, out); err != nil {
		return err
	}
	return c.status()
}
