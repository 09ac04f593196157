// Package static_test builds the examples with the programs that they are for, and
// runs kindred build over what these have written.
package static_test

import (
	"maps"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var (
	style = regexp.MustCompile(`(?s)<style data-kindred-css>.*?</style>`)
	block = regexp.MustCompile(`(?s)<section class="related [^>]*>.*?</section>`)
	// Around a block in a page without a place.
	comments = regexp.MustCompile(`<!-- related:start inserted --><!-- related:end -->`)
	link     = regexp.MustCompile(`<a [^>]*href="([^"]*)"`)
)

// Of every site, the lists are in the pages of articles and nothing else is other than
// built; they are of use, come out the same whenever they are written, and go away
// again. The site's own template shows the same ones. No page with a list breaks a rule
// of HTML.
func TestSites(t *testing.T) {
	pages := t.TempDir()
	t.Run("each", func(t *testing.T) {
		for i := range generators {
			g := &generators[i]
			t.Run(g.name, func(t *testing.T) {
				t.Parallel()
				p := newProject(t, g)
				p.generate()
				built := p.files()
				lists := p.testBlocks(built)
				written := p.files()
				maps.DeleteFunc(written, func(file, _ string) bool { return written[file] == built[file] })
				p.write(filepath.Join(pages, g.name, "blocks"), written)
				p.testSubjects(lists)
				p.testAgain(built)
				p.write(filepath.Join(pages, g.name, "data"), p.testData(lists))
			})
		}
	})
	t.Run("HTML", func(t *testing.T) { testHTML(t, pages) })
}

// testBlocks writes the lists into the pages, and returns their entries by page. A page
// is named by its path on the site.
func (p *project) testBlocks(built map[string]string) map[string][]string {
	out := p.kindred(0)
	written := p.files()
	if diff := cmp.Diff(slices.Sorted(maps.Keys(built)), slices.Sorted(maps.Keys(written))); diff != "" {
		p.t.Errorf("files (-built +with lists):\n%s", diff)
	}
	lists, short := map[string][]string{}, 0
	for file, page := range written {
		if !strings.Contains(built[file], p.article) {
			if page != built[file] {
				p.t.Errorf("%s is no article and was changed", file)
			}
			continue
		}
		blocks := block.FindAllString(page, -1)
		if len(blocks) != 1 || len(style.FindAllString(page, -1)) != 1 {
			p.t.Errorf("%s: %d blocks", file, len(blocks))
			continue
		}
		if !strings.Contains(page, p.place+blocks[0]) {
			p.t.Errorf("%s: the list does not stand after %s", file, p.place)
		}
		if !strings.Contains(blocks[0], ">"+p.heading+"<") {
			p.t.Errorf("%s: the heading is not %q", file, p.heading)
		}
		bare := comments.ReplaceAllString(block.ReplaceAllString(style.ReplaceAllString(page, ""), ""), "")
		if diff := cmp.Diff(built[file], bare); diff != "" {
			p.t.Errorf("%s (-built +without the block):\n%s", file, diff)
		}
		name := p.path(file)
		lists[name] = p.links(blocks[0])
		if len(lists[name]) < 4 {
			short++
		}
		for _, to := range lists[name] {
			if !strings.Contains(built[p.file(to)], p.article) {
				p.t.Errorf("%s leads to %s, which is no article", file, to)
			}
		}
	}
	if len(lists) != 30 {
		p.t.Errorf("%d articles have a list, want 30", len(lists))
	}
	if want := "30 lists: " + strconv.Itoa(short) + " short of 4, 0 empty"; !strings.Contains(out, want) {
		p.t.Errorf("kindred build does not say %q:\n%s", want, out)
	}
	if short > 6 {
		p.t.Errorf("%d lists are short", short)
	}
	return lists
}

// testSubjects has an article on its subject in every list, and all but a few of those
// that there are.
func (p *project) testSubjects(lists map[string][]string) {
	found, all := 0, 0
	for _, subject := range p.subjects {
		for name, list := range lists {
			if !slices.Contains(subject, slug(name)) {
				continue
			}
			n := 0
			for _, to := range list {
				if slices.Contains(subject, slug(to)) {
					n++
				}
			}
			if n == 0 {
				p.t.Errorf("the list of %s has none on its subject: %q", name, list)
			}
			found += n
			all += len(subject) - 1
		}
	}
	p.t.Logf("lists hold %d of %d articles on their subjects", found, all)
	if found*100 < all*85 {
		p.t.Errorf("of articles on their subjects lists hold %d of %d, want 85 of 100", found, all)
	}
}

// testAgain has nothing change at a second run, the same bytes after the next build,
// and the bytes of the build after a removal.
func (p *project) testAgain(built map[string]string) {
	written := p.files()
	same := func(what string, want map[string]string) {
		p.t.Helper()
		if diff := cmp.Diff(want, p.files()); diff != "" {
			p.t.Errorf("%s (-want +got):\n%s", what, diff)
		}
	}
	if out := p.kindred(0); !strings.Contains(out, "0 pages written") {
		p.t.Errorf("a second run:\n%s", out)
	}
	p.kindred(0, "--check")
	same("after a second run", written)
	p.generate()
	p.kindred(3, "--check")
	same("after the next build and a check", built)
	p.kindred(0)
	same("after the next build", written)
	p.kindred(0, "--remove")
	same("after a removal", built)
}

// testData has the site's own template show the same lists, and returns the pages.
func (p *project) testData(lists map[string][]string) (pages map[string]string) {
	flags := []string{"--data", p.name}
	p.kindred(0, flags...)
	p.generate()
	p.kindred(0, append(flags, "--check")...) // the lists on the pages are not what they are about
	pages = map[string]string{}
	shown := map[string][]string{}
	for file, page := range p.files() {
		if _, own, ok := strings.Cut(page, p.own); ok {
			own, _, _ = strings.Cut(own, "</aside>")
			shown[p.path(file)] = p.links(own)
			pages[file] = page
		}
	}
	if diff := cmp.Diff(lists, shown); diff != "" {
		p.t.Errorf("lists (-block +template):\n%s", diff)
	}
	return pages
}

// path returns the path on the site of the page in a file.
func (p *project) path(file string) string {
	return p.prefix + "/" + strings.TrimSuffix(file, "index.html")
}

// file returns the file of the page at a path.
func (p *project) file(name string) string {
	name = strings.TrimPrefix(name, p.prefix+"/")
	if strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	return name
}

// links returns the paths that a list leads to.
func (p *project) links(list string) (paths []string) {
	p.t.Helper()
	for _, m := range link.FindAllStringSubmatch(list, -1) {
		to, err := url.PathUnescape(m[1])
		p.must(err)
		paths = append(paths, to)
	}
	return paths
}

// slug returns the name of an article in its path.
func slug(name string) string { return strings.TrimSuffix(path.Base(name), ".html") }
