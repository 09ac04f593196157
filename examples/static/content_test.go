package static_test

import (
	"slices"
	"testing"
)

// With the Markdown sources, what an editor says in them counts: an article that is
// pinned comes first, and one that is taken out has no list and is in none.
func TestContent(t *testing.T) {
	t.Parallel()
	p := newProject(t, &generators[0])
	p.generate()
	p.kindred(0, "--content", "content")
	written := p.files()
	const pinning, pinned, out = "people/nell-harkness/index.html", "/lighthouse/people/edith-garrow/", "places/line-on-foot/index.html"
	lists := 0
	for file, page := range written {
		b := block.FindString(page)
		if b == "" {
			continue
		}
		lists++
		links := p.links(b)
		if file == out {
			t.Errorf("%s has a list", file)
		}
		if file == pinning && links[0] != pinned {
			t.Errorf("%s: the list begins with %s, want %s", file, links[0], pinned)
		}
		if slices.Contains(links, p.path(out)) {
			t.Errorf("%s leads to %s, which is taken out", file, out)
		}
	}
	if lists != 29 {
		t.Errorf("%d lists, want 29", lists)
	}
	p.kindred(0, "--content", "content", "--check")
}
