package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/kindred-go/kindred/related"
)

func newQueryCommand(p *program) *cobra.Command {
	var id, url string
	cmd := &cobra.Command{
		Use:   "query SOURCE... --url URL | --id ID",
		Short: "Print the related articles of one article",
		Long:  `Query prints the related articles of one article: the list that kindred list has for it.`,
		Example: `  kindred query feed.xml --url https://example.com/bridge
  kindred query feed.xml --id bridge-2024 --limit 10 --format json`,
		Args: wantArgs(1, -1, sourcesWanted),
		RunE: func(cmd *cobra.Command, args []string) error {
			if (id == "") == (url == "") {
				return usageErrorf("query wants either --url URL or --id ID")
			}
			return p.query(cmd.Context(), args, func(c *collection) (*related.Document, error) {
				if id != "" {
					return c.byID(id)
				}
				return c.byURL(url)
			})
		},
	}
	cmd.Flags().StringVar(&id, "id", "", "the article's `ID`")
	cmd.Flags().StringVar(&url, "url", "", "the article's `URL`")
	p.takesFormat(cmd, "text", "json")
	p.takes(cmd, rankingKnobs...)
	return cmd
}

func (p *program) query(ctx context.Context, args []string, find func(*collection) (*related.Document, error)) error {
	c, err := p.collect(ctx, args)
	if err != nil {
		return err
	}
	doc, err := find(c)
	if err != nil {
		return err
	}
	matches, err := c.index.Related(doc.ID, p.settings.query())
	if err != nil {
		return err
	}
	list := related.List{ID: doc.ID, URL: doc.URL, Title: doc.Title, Related: matches}
	var out []byte
	if p.settings.format == "json" {
		out = jsonLines{}.add(nil, list)
	} else {
		t := p.textLayout("")
		t.list(list)
		out = t.out
	}
	if _, err := p.stdout.Write(out); err != nil {
		return err
	}
	return c.status()
}
