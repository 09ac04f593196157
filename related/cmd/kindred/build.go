package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/kindred-go/kindred/feed/site"
	"github.com/kindred-go/kindred/related"
)

const buildHelp = `Build reads a folder of built pages, whatever made them, finds the articles, and
writes into each article its list of related ones: plain HTML, with no script and
no request. Run it after every build of the site.

A list goes where a page has a place for it, the first of
  <related-articles></related-articles>
  <!-- related:start --><!-- related:end -->
  any element with the attribute data-related-slot
  after the element that --insert-after selects.
Nothing else in a page is changed, and nothing in pages without a place. A second
run changes nothing.

Pages are read as they are: what is marked with data-kindred-body, else article or
main. Left out are the home page, lists, tags, archives, redirects, copies, search
and error pages, what says noindex, and what has data-kindred-exclude; -v says
which and why. Or the texts come from --feed or from --content, Markdown with
front matter, in which an editor can pin articles (related: [/that/one/]) or take
one out (related: false).

With --json, --per-page, --data or --html the lists are written as data, and the
pages stay as they are.`

// A buildCommand is one run of kindred build.
type buildCommand struct {
	*program
	check, dryRun, remove, verbose bool
	from                           time.Time
	site                           *site.Site
	index                          *related.Index
	indexes                        *indexCache
	lists                          map[string]related.List // by page
	changed                        []string                // files, besides pages
	unchanged                      int
	failed                         bool // something that was told already
}

func newBuildCommand(p *program) *cobra.Command {
	b := &buildCommand{program: p}
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Write the lists into the pages of a built site",
		Long:  buildHelp,
		Example: `  hugo && kindred build --site public
  kindred build --site _site --insert-after article --css file
  kindred build --site dist --check
  kindred build --site public --data hugo && hugo`,
		Args: wantArgs(0, 0, "no arguments; the folder is told with --site FOLDER"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			b.from = time.Now()
			return b.run(cmd.Context())
		},
	}
	cmd.Flags().BoolVar(&b.check, "check", false, "write nothing, and exit with 3 if something would change")
	cmd.Flags().BoolVar(&b.dryRun, "dry-run", false, "write nothing, and print the lists")
	cmd.Flags().BoolVar(&b.remove, "remove", false, "take the lists out of the pages again")
	cmd.Flags().BoolVarP(&b.verbose, "verbose", "v", false, "name the pages that are left out, and why")
	var names []string
	for _, k := range buildKnobs {
		names = append(names, k.name)
	}
	p.takes(cmd, slices.Concat(names, []string{"limit", "min-score", "excerpt", "near-copies=hide"}, sourceKnobs, optionKnobs)...)
	return cmd
}

func (b *buildCommand) run(ctx context.Context) error {
	if b.remove && (b.asData() || b.dryRun) {
		return usageErrorf("--remove takes lists out of the pages; it goes with none of --dry-run, --json, --per-page, --data and --html")
	}
	if err := b.read(ctx); err != nil {
		return err
	}
	defer b.site.Close()
	defer func() { b.indexes.wait() }()
	switch {
	case b.remove:
		return b.writePages(ctx, func(*site.Page) (site.Block, error) { return site.Block{}, nil })
	case len(b.site.Documents) == 0:
		return b.noArticles()
	}
	if err := b.rankPages(ctx); err != nil {
		return err
	}
	if b.dryRun {
		return b.printLists()
	}
	m, err := b.newBlockMaker()
	if err != nil {
		return err
	}
	if b.asData() {
		return b.writeData(m)
	}
	if err := b.writeStyle(m); err != nil {
		return err
	}
	return b.writePages(ctx, m.block)
}

// asData reports whether the lists are written as data, and not into the pages.
func (b *buildCommand) asData() bool {
	s := &b.settings.build
	return s.json != "" || s.perPage != "" || s.data != "" || s.html != ""
}

// read reads the folder.
func (b *buildCommand) read(ctx context.Context) error {
	folder, err := siteFolder(b.settings.build.site)
	if err != nil {
		return err
	}
	b.settings.build.site = folder
	if !b.remove {
		b.indexes = newIndexCache(b.pageCache(), folder, b.settings.options())
	}
	var bar *progressBar
	b.site, err = site.Read(ctx, folder, &site.Options{
		BaseURL:     b.settings.baseURL,
		Include:     b.settings.build.include,
		Exclude:     b.settings.build.exclude,
		Sections:    b.settings.build.sections,
		InsertAfter: b.settings.build.insertAfter,
		Cache:       b.pageCache(),
		Progress: func(done, all int) {
			if bar == nil {
				bar = b.progress("reading", all)
			}
			bar.step()
		},
	})
	if bar != nil {
		bar.end()
	}
	if err != nil {
		return unwrapPath(folder, err)
	}
	for _, p := range b.site.Pages {
		if p.Err != nil {
			b.failed = true
			b.complain(unwrapPath(filepath.Join(folder, filepath.FromSlash(p.File)), p.Err))
		}
	}
	return b.pair(ctx)
}

// usualFolders are those that generators write to.
var usualFolders = []string{"public", "_site", "dist", "out", "output", "site", "build"}

// siteFolder checks the folder, or finds it.
func siteFolder(name string) (string, error) {
	if name == "" {
		var found []string
		for _, usual := range usualFolders {
			if _, err := os.Stat(filepath.Join(usual, "index.html")); err == nil {
				found = append(found, usual)
			}
		}
		switch len(found) {
		case 1:
			return found[0], nil
		case 0:
			return "", usageErrorf("kindred build wants the folder that the site was built into: --site FOLDER")
		}
		return "", usageErrorf("there are several folders that could be the site: say --site %s", orList(found))
	}
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", fmt.Errorf("%s: no such folder; build the site first, or name the folder that it is built into%s", name, didYouMean(filepath.Base(name), "", filesBeside(name)))
	case err != nil:
		return "", unwrapPath(name, err)
	case !info.IsDir():
		return "", fmt.Errorf("%s: a file, not a folder; --site wants the folder that the site was built into", name)
	}
	return name, nil
}

// rankPages makes the lists.
func (b *buildCommand) rankPages(ctx context.Context) error {
	var err error
	if b.index, err = b.indexes.index(ctx, b.site.Documents, b.settings.options()); err != nil {
		return fmt.Errorf("can't index the articles: %w", err)
	}
	lists, err := b.rank(ctx, b.index, b.pageQuery())
	if err != nil {
		return err
	}
	b.lists = make(map[string]related.List, len(lists))
	for _, l := range lists {
		b.lists[l.ID] = onSite(l)
	}
	return nil
}

// pageQuery is the query for files that readers get: terms are left out.
func (b *buildCommand) pageQuery() related.Query {
	q := b.settings.query()
	q.Terms = 0
	return q
}

// onSite gives the entries of a list the addresses that work wherever the site is
// shown: their paths, which are their IDs.
func onSite(l related.List) related.List {
	l.URL = l.ID
	for i := range l.Related {
		l.Related[i].URL = l.Related[i].ID
	}
	return l
}

// printLists prints the lists for people.
func (b *buildCommand) printLists() error {
	var out []byte
	layout := &textLists{textLayout: b.textLayout("")}
	for _, d := range b.site.Documents {
		out = layout.add(out, b.lists[d.ID])
	}
	if err := b.write("", layout.end(out)); err != nil {
		return err
	}
	return b.status()
}

func (b *buildCommand) status() error {
	if b.failed {
		return errReported
	}
	return nil
}

// noArticles says why there is nothing to write.
func (b *buildCommand) noArticles() error {
	folder := b.settings.build.site
	if len(b.site.Pages) == 0 {
		return fmt.Errorf("%s: no HTML page in it; build the site first, or name the folder that it is built into", folder)
	}
	b.tellSkipped()
	return fmt.Errorf("%s: none of its %s is an article (%s); mark what is one with data-kindred-body", folder, plural(len(b.site.Pages), "page"), strings.Join(b.skipCounts(), ", "))
}
