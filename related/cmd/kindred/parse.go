package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"

	"github.com/spf13/cobra"

	"github.com/kindred-go/kindred/feed"
)

const parseHelp = `Parse prints the articles of each source as JSON Feed items, in the order in which
they stand there, and tells on standard error of whatever was repaired, guessed
or left out. It shows each source as it is: an article that two of them have is
printed twice, and an OPML list of feeds is not followed.

Formats: ndjson for one item a line, json for a JSON Feed. Either can be a source
again.

With --stats it prints, in place of the articles, how many of them have a title, an
address, a date and so on, and how many warnings of each kind there are: as a table,
or as JSON with --format json.`

func newParseCommand(p *program) *cobra.Command {
	var stats bool
	cmd := &cobra.Command{
		Use:   "parse SOURCE...",
		Short: "Print the articles of feeds as JSON Feed items",
		Long:  parseHelp,
		Example: `  kindred parse feed.xml
  kindred parse --base-url https://example.com/feed.xml saved.xml > articles.jsonl
  kindred parse --format json 'archive/*.xml' > feed.json
  kindred parse --stats 'archive/*.xml'`,
		Args: wantArgs(1, -1, sourcesWanted),
		RunE: func(cmd *cobra.Command, args []string) error {
			if stats && p.settings.format == "ndjson" && cmd.Flags().Changed("format") {
				return usageErrorf("--stats prints a table or, with --format json, JSON")
			}
			if stats {
				return p.parseStats(cmd.Context(), args)
			}
			return p.parse(cmd.Context(), args)
		},
	}
	cmd.Flags().BoolVar(&stats, "stats", false, "sum up what the articles have instead of printing them")
	p.takesFormat(cmd, "ndjson", "json")
	p.takes(cmd, sourceKnobs...)
	return cmd
}

func (p *program) parse(ctx context.Context, args []string) error {
	out := bufio.NewWriterSize(p.stdout, 64<<10)
	_, p.streams = terminal(p.stdout)
	p.asTheyAre = true
	items := itemWriter{out: out, document: p.settings.format == "json"}
	complete, err := p.readSources(ctx, args, func(r *reading) error {
		f, err := r.Whole()
		if err != nil {
			r.err = err
			return nil
		}
		for _, w := range f.Warnings {
			p.warn(r.name + ": " + w.String())
		}
		return items.add(f)
	})
	if err == nil {
		items.end()
	}
	// Interrupted, it ends with a whole item as well.
	if err := cmp.Or(err, out.Flush()); err != nil {
		return err
	}
	if !complete {
		return errReported
	}
	return nil
}

func (p *program) parseStats(ctx context.Context, args []string) error {
	p.asTheyAre = true
	var all []sourceStats
	complete, err := p.readSources(ctx, args, func(r *reading) error {
		f, err := r.Whole()
		if err != nil {
			r.err = err
			return nil
		}
		all = append(all, statsOf(r.name, f))
		return nil
	})
	if err != nil {
		return err
	}
	var out []byte
	if p.settings.format == "json" {
		out, err = statsJSON(all)
	} else if len(all) > 0 {
		out = p.textLayout("").stats(all)
	}
	if err == nil {
		err = p.write("", out)
	}
	if err == nil && !complete {
		return errReported
	}
	return err
}

// An itemWriter writes documents as JSON Feed items: one a line, or in a JSON
// Feed that has the title of the first source.
type itemWriter struct {
	out      *bufio.Writer
	document bool
	begun    bool
	items    int
	line     []byte
}

func (w *itemWriter) add(f *feed.Feed) error {
	if w.document && !w.begun {
		w.begin(f)
	}
	w.begun = true
	for i := range f.Documents {
		var err error
		if w.line, err = feed.AppendItem(w.line[:0], &f.Documents[i]); err != nil {
			return err
		}
		if w.document && w.items > 0 {
			w.out.WriteByte(',')
		}
		if w.document {
			w.out.WriteByte('\n')
		}
		w.out.Write(w.line)
		if !w.document {
			w.out.WriteByte('\n')
		}
		w.items++
	}
	return nil
}

func (w *itemWriter) begin(f *feed.Feed) {
	head := struct {
		Version     string `json:"version"`
		Title       string `json:"title"`
		HomePageURL string `json:"home_page_url,omitempty"`
		Language    string `json:"language,omitempty"`
	}{"https://jsonfeed.org/version/1.1", f.Title, f.URL, f.Language}
	text, _ := json.Marshal(head) // strings only: it can't fail
	w.out.Write(text[:len(text)-1])
	w.out.WriteString(`,"items":[`)
}

func (w *itemWriter) end() {
	if w.document && w.begun {
		w.out.WriteString("\n]}\n")
	}
}
