package main

import (
	"bufio"
	"cmp"
	"context"
	"io"
	"iter"
	"slices"

	"github.com/spf13/cobra"

	"github.com/kindred-go/kindred/related"
)

const listHelp = `List prints the related articles of every article.

Formats: text to read, html for one page to look through, json for an array and
ndjson for one object a line. The same articles give the same bytes.

JSON Lines are read as a stream, and their texts are not held in memory, but with
--tags-only or an --excerpt of more than 250.`

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
	c, err := p.collectLean(ctx, args)
	if err != nil {
		return err
	}
	return p.show(ctx, c, output)
}

// show writes every list of a collection.
func (p *program) show(ctx context.Context, c *collection, output string) error {
	write := p.writeLists
	if p.settings.format == "html" {
		write = p.writePage
	}
	if err := write(ctx, c, output); err != nil {
		return err
	}
	return c.status()
}

// writePage writes the lists as one page.
func (p *program) writePage(ctx context.Context, c *collection, output string) error {
	lists, err := p.rank(ctx, c.index, p.settings.query())
	if err != nil {
		return err
	}
	out, err := renderPage(c, lists)
	if err != nil {
		return err
	}
	return p.write(output, out)
}

// writeLists writes the lists as they come.
func (p *program) writeLists(ctx context.Context, c *collection, output string) error {
	if output == "" {
		_, p.streams = terminal(p.stdout)
	}
	var layout listLayout
	switch p.settings.format {
	case "json":
		layout = &jsonArray{}
	case "ndjson":
		layout = jsonLines{}
	default:
		layout = &textLists{textLayout: p.textLayout(output)}
	}
	lists := p.ranked(ctx, c.index, p.settings.query())
	return p.writeWith(output, func(w io.Writer) error {
		out := bufio.NewWriterSize(w, 64<<10)
		err := writeEach(out, layout, lists)
		return cmp.Or(err, out.Flush()) // interrupted, it ends with a whole list
	})
}

func writeEach(w io.Writer, layout listLayout, lists iter.Seq2[related.List, error]) error {
	var buf []byte
	for list, err := range lists {
		if err != nil {
			return err
		}
		buf = layout.add(buf[:0], list)
		if _, err := w.Write(buf); err != nil {
			return err
		}
	}
	_, err := w.Write(layout.end(buf[:0]))
	return err
}

// A listLayout writes lists one after the other.
type listLayout interface {
	// add appends a list, and what goes before the first.
	add(dst []byte, l related.List) []byte
	// end appends what comes after the last.
	end(dst []byte) []byte
}

// jsonLines are the lists as JSON, one a line.
type jsonLines struct{}

func (jsonLines) add(dst []byte, l related.List) []byte { return append(l.AppendJSON(dst), '\n') }
func (jsonLines) end(dst []byte) []byte                 { return dst }

// A jsonArray is the lists as one JSON array, still one list a line.
type jsonArray struct{ begun bool }

func (a *jsonArray) add(dst []byte, l related.List) []byte {
	if a.begun {
		dst = append(dst, ",\n"...)
	} else {
		dst = append(dst, "[\n"...)
	}
	a.begun = true
	return l.AppendJSON(dst)
}

func (a *jsonArray) end(dst []byte) []byte {
	if !a.begun {
		return append(dst, "[]\n"...)
	}
	return append(dst, "\n]\n"...)
}
