package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"slices"

	"github.com/spf13/cobra"

	"github.com/kindred-go/kindred/related"
)

const compareHelp = `Compare shows which lists change from A to B, the most changed first, side by
side: what is gone (-), what is new (+) and what has moved up or down (↑2, ↓1).

A and B are each a config file, which makes lists of the SOURCE, or lists that
were saved with kindred list --format json or ndjson. Without --a, A is the
settings in force; B as a config file is what --config FILE would be. Flags and
the environment hold for A and B alike. If both are saved lists there is no
SOURCE. Articles are told apart by their IDs; of those that only one side has, the
lists are not compared but named.

First come the figures of all lists. The overlap is the share of entries that both
lists of an article have, whatever the order: 1 for all, 0 for none. The
rank-biased overlap (RBO) counts the order too, the first places most (Webber,
Moffat and Zobel 2010, p = .9, extrapolated): a list that only ends earlier has 1.
Coverage is the share of the articles that the first 4 of at least one list show,
and the largest in-degree is how many of those lists show the same article.

The exit code is 0 whether or not they differ.`

// listsShown is how many of the changed lists people are shown.
const listsShown = 20

// compareFlags name what is compared, and how much of it is shown.
type compareFlags struct {
	a, b string
	show int
}

func newCompareCommand(p *program) *cobra.Command {
	flags := compareFlags{show: listsShown}
	cmd := &cobra.Command{
		Use:   "compare [SOURCE...] [--a FILE] --b FILE",
		Short: "Show which lists change with other settings or articles",
		Long:  compareHelp,
		Example: `  kindred compare feed.xml --b new.toml
  kindred compare 'archive/*.xml' --a old.toml --b new.toml --show 0
  kindred compare --a lists-march.json --b lists-april.json
  kindred compare feed.xml --a saved.ndjson --b kindred.toml --format json`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if flags.b == "" {
				return usageErrorf("compare wants --b FILE: a config file, or lists that kindred list --format json has written")
			}
			if p.settings.format == "json" && !cmd.Flags().Changed("show") {
				flags.show = 0
			}
			return p.compare(cmd, args, flags)
		},
	}
	cmd.Flags().StringVar(&flags.a, "a", "", "compare from this `FILE`: settings or saved lists (default the settings in force)")
	cmd.Flags().StringVar(&flags.b, "b", "", "compare to this `FILE`: settings or saved lists")
	cmd.Flags().Var(&wholeNumber{p: &flags.show, max: 1_000_000}, "show", "show `N` of the changed lists, or 0 for all; json has all unless this is set")
	p.takesFormat(cmd, "text", "json")
	p.takes(cmd, comparingKnobs()...)
	return cmd
}

// comparingKnobs are those that decide what is in a list. The rest of
// rankingKnobs decide how much is told of it.
func comparingKnobs() []string {
	return slices.DeleteFunc(slices.Clone(rankingKnobs), func(name string) bool {
		return name == "excerpt" || name == "terms=3"
	})
}

// A side is one of the two that are compared.
type side struct {
	name     string
	settings *settings // nil if the lists are saved ones
	lists    []related.List
}

func (p *program) compare(cmd *cobra.Command, args []string, flags compareFlags) error {
	a, err := p.readSide(cmd, flags.a)
	if err != nil {
		return err
	}
	b, err := p.readSide(cmd, flags.b)
	if err != nil {
		return err
	}
	c := &collection{complete: true}
	if a.settings != nil || b.settings != nil {
		if len(args) == 0 {
			return usageErrorf("compare wants %s; only saved lists need none", sourcesWanted)
		}
		if a.settings != nil && b.settings != nil && sameRanking(a.settings, b.settings) {
			p.warnOfSame(b.name)
		}
		if c, err = p.gather(cmd.Context(), args); err != nil {
			return err
		}
		if err := p.makeLists(cmd.Context(), c, a, b); err != nil {
			return err
		}
	} else if len(args) > 0 {
		return usageErrorf("compare wants no SOURCE where both sides are saved lists; what is %q for?", args[0])
	}

	result := compareLists(a, b)
	if result.Compared == 0 {
		return fmt.Errorf("no article has a list in both A (%s) and B (%s); articles are told apart by their IDs", a.name, b.name)
	}
	if flags.show > 0 {
		result.Lists = result.Lists[:min(flags.show, len(result.Lists))]
	}
	if p.settings.format == "json" {
		encoder := json.NewEncoder(p.stdout)
		encoder.SetEscapeHTML(false)
		err = encoder.Encode(result)
	} else {
		_, err = p.stdout.Write(p.textLayout("").comparison(result))
	}
	if err != nil {
		return err
	}
	return c.status()
}

// readSide finds out what a file holds by looking. Without a name it is the
// settings in force.
func (p *program) readSide(cmd *cobra.Command, name string) (*side, error) {
	if name == "" {
		return &side{name: "the settings in force", settings: &p.settings}, nil
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, unwrapPath(name, err)
	}
	s := &side{name: name}
	switch {
	case holdsLists(text):
		s.lists, err = parseLists(name, text)
	case bytes.HasPrefix(text, []byte("<")): // most likely a feed, about which TOML's error would say little
		err = fmt.Errorf("%s: neither settings nor lists that kindred list --format json has written; a feed is a SOURCE", name)
	default:
		s.settings, err = settingsWith(cmd, name, string(text))
	}
	return s, err
}

// makeLists ranks the collection for the sides that are settings.
func (p *program) makeLists(ctx context.Context, c *collection, sides ...*side) error {
	var options *related.Options // of c.index
	for _, s := range sides {
		if s.settings == nil {
			continue
		}
		if o := s.settings.options(); options == nil || !sameOptions(o, options) {
			index, err := indexOf(ctx, c.docs, o)
			if err != nil {
				return fmt.Errorf("can't index the articles: %w", err)
			}
			c.index, options = index, o
		}
		lists, err := p.rank(ctx, c.index, comparingQuery(s.settings))
		if err != nil {
			return err
		}
		s.lists = lists
	}
	return nil
}

// comparingQuery asks for what is in the lists, and no more.
func comparingQuery(s *settings) related.Query {
	q := s.query()
	q.Terms, q.Excerpt = 0, -1
	return q
}

// sameRanking reports whether settings can't but make the same lists.
func sameRanking(a, b *settings) bool {
	return sameOptions(a.options(), b.options()) && reflect.DeepEqual(comparingQuery(a), comparingQuery(b))
}
