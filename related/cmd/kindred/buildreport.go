package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/kindred-go/kindred/feed/site"
)

// writePages writes the blocks into the pages.
func (b *buildCommand) writePages(ctx context.Context, block func(*site.Page) (site.Block, error)) error {
	var bar *progressBar
	report, err := b.site.Write(ctx, b.check, block, func(done, all int) {
		if bar == nil {
			bar = b.progress("writing", all)
		}
		bar.step()
	})
	if bar != nil {
		bar.end()
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		b.failed = true
		b.complainOfEach(err)
	}
	return b.summarize(report)
}

// errDifferent ends a --check that found something to change.
var errDifferent = errors.New("not up to date")

// summarize tells what was done, and returns what the command ends with.
func (b *buildCommand) summarize(r *site.Report) error {
	var out strings.Builder
	articles := len(b.site.Documents)
	fmt.Fprintf(&out, "%s read in %s: %s", plural(len(b.site.Pages), "page"), b.settings.build.site, plural(articles, "article"))
	if counts := b.skipCounts(); len(counts) > 0 {
		fmt.Fprintf(&out, "; left out: %s", strings.Join(counts, ", "))
	}
	out.WriteByte('\n')
	b.tellSkipped()
	if !b.remove {
		out.WriteString(b.listCounts())
	}
	verb := "written"
	if b.check {
		verb = "to write"
	}
	changed := b.changed
	if r != nil {
		fmt.Fprintf(&out, "%s %s, %d as they were", plural(len(r.Changed), "page"), verb, r.Unchanged)
		if n := len(r.NoPlace); n > 0 && !b.remove {
			fmt.Fprintf(&out, ", %s without a place", plural(n, "article"))
		}
		out.WriteByte('\n')
		b.tellPlaces(r)
		changed = slices.Concat(changed, r.Changed)
	} else {
		fmt.Fprintf(&out, "%s %s, %d as they were\n", plural(len(changed), "file"), verb, b.unchanged)
	}
	if b.check && b.verbose {
		for _, name := range changed {
			fmt.Fprintf(&out, "  %s\n", name)
		}
	}
	fmt.Fprintf(&out, "%.1f s\n", time.Since(b.from).Seconds())
	if err := b.write("", []byte(out.String())); err != nil {
		return err
	}
	if b.check && len(changed) > 0 && !b.failed {
		return errDifferent
	}
	return b.status()
}

// listCounts tells how many lists are short, and which articles are in none.
func (b *buildCommand) listCounts() string {
	limit := cmp.Or(b.settings.limit, 4)
	short, empty := 0, 0
	shown := map[string]bool{}
	for _, l := range b.lists {
		switch {
		case len(l.Related) == 0:
			empty++
		case len(l.Related) < limit:
			short++
		}
		for _, m := range l.Related {
			shown[m.ID] = true
		}
	}
	return fmt.Sprintf("%s: %d short of %d, %d empty; %s in none\n", plural(len(b.lists), "list"), short, limit, empty, plural(len(b.lists)-len(shown), "article"))
}

// skipCounts names the reasons for which pages are left out, the most frequent first.
func (b *buildCommand) skipCounts() []string {
	counts := map[site.Skip]int{}
	for _, p := range b.site.Pages {
		if p.Skip != "" {
			counts[p.Skip]++
		}
	}
	reasons := slices.SortedFunc(maps.Keys(counts), func(x, y site.Skip) int {
		return cmp.Or(cmp.Compare(counts[y], counts[x]), cmp.Compare(x, y))
	})
	var list []string
	for _, reason := range reasons {
		list = append(list, fmt.Sprintf("%s %d", reason, counts[reason]))
	}
	return list
}

// tellSkipped names the pages that are left out.
func (b *buildCommand) tellSkipped() {
	if !b.verbose {
		return
	}
	for _, p := range b.site.Pages {
		if p.Skip != "" {
			fmt.Fprintf(b.stderr, "left out: %s: %s\n", printable(p.File), p.Skip)
		}
	}
	if n := b.site.Links; n > 0 {
		fmt.Fprintf(b.stderr, "not followed: %s\n", plural(n, "symbolic link"))
	}
}

// tellPlaces warns of what keeps lists from being seen.
func (b *buildCommand) tellPlaces(r *site.Report) {
	if b.remove {
		return
	}
	problems := map[string][]*site.Page{}
	for _, p := range r.NoPlace {
		problems[p.Problem] = append(problems[p.Problem], p)
		if b.verbose {
			fmt.Fprintf(b.stderr, "no place: %s\n", printable(p.File))
		}
	}
	for _, problem := range slices.Sorted(maps.Keys(problems)) {
		switch pages := problems[problem]; {
		case problem == "":
		case len(pages) == 1:
			b.warn(pages[0].File + ": no list written: " + problem)
		default:
			b.warn(fmt.Sprintf("no list written in %s, such as %s: %s", plural(len(pages), "page"), pages[0].File, problem))
		}
	}
	if len(problems[""]) == len(b.site.Documents) {
		b.warn("no page has a place for its list; put <related-articles></related-articles> into the layout of articles, or say --insert-after SELECTOR")
	}
	for _, name := range r.Stale {
		b.warn(name + ": a compressed copy of a page that has changed, and could not be made anew; compress it again")
	}
}
