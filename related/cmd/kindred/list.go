package main

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"github.com/kindred-go/kindred/related"
)

const listHelp = `List prints the related articles of every article.

Formats: text to read, html for one page to look through, json for an array and
ndjson for one object a line. The same articles give the same bytes.`

func newListCommand(p *program) *cobra.Command {
	var output, previous string
	cmd := &cobra.Command{
		Use:   "list SOURCE...",
		Short: "Print the related articles of every article",
		Long:  listHelp,
		Example: `  kindred list feed.xml
  kindred list https://example.com/feed.xml 'archive/**/*.json'
  kindred list --format html -o related.html feed.xml
  curl -s https://example.com/feed.xml | kindred list --format ndjson --limit 6 -`,
		Args: wantArgs(1, -1, sourcesWanted),
		RunE: func(cmd *cobra.Command, args []string) error {
			if previous != "" {
				var err error
				if p.settings.previous, err = readPrevious(previous); err != nil {
					return err
				}
			}
			return p.list(cmd.Context(), args, output)
		},
	}
	cmd.Flags().StringVarP(&output, "output", "o", "", "write to `FILE`, which is replaced as a whole, instead of standard output")
	cmd.Flags().StringVar(&previous, "previous", "", "the json or ndjson of an earlier run: what a `FILE` shows changes only for what is better by --margin")
	p.takesFormat(cmd, "text", "html", "json", "ndjson")
	p.takes(cmd, slices.Concat(rankingKnobs, []string{"margin"})...)
	return cmd
}

// rankingKnobs are what every command that shows lists takes.
var rankingKnobs = slices.Concat([]string{"limit", "min-score", "excerpt", "terms=3", "near-copies=hide"}, sourceKnobs, optionKnobs)

// optionKnobs are what decides how an index ranks, besides near-copies.
var optionKnobs = []string{"cross-language", "same-section", "never-tags", "tags-only", "recency", "orphans", "diversity", "fill", "weights"}

func (p *program) list(ctx context.Context, args []string, output string) error {
	c, err := p.collect(ctx, args)
	if err != nil {
		return err
	}
	lists, err := p.rank(ctx, c.index, p.settings.query())
	if err != nil {
		return err
	}
	var out []byte
	switch p.settings.format {
	case "json":
		out = appendArray(nil, lists)
	case "ndjson":
		out = appendLines(nil, lists)
	case "html":
		if out, err = renderPage(c, lists); err != nil {
			return err
		}
	default:
		out = p.textLayout(output).lists(lists)
	}
	if err := p.write(output, out); err != nil {
		return err
	}
	return c.status()
}

// appendLines appends the lists as JSON, one a line.
func appendLines(dst []byte, lists []related.List) []byte {
	for _, l := range lists {
		dst = append(l.AppendJSON(dst), '\n')
	}
	return dst
}

// appendArray appends the lists as one JSON array, still one list a line.
func appendArray(dst []byte, lists []related.List) []byte {
	dst = append(dst, '[')
	for i, l := range lists {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = l.AppendJSON(append(dst, '\n'))
	}
	if len(lists) > 0 {
		dst = append(dst, '\n')
	}
	return append(dst, ']', '\n')
}
