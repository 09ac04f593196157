package site

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var factsOptions = cmp.Options{cmp.AllowUnexported(facts{}, place{}, span{}, pageLink{}), cmpopts.EquateEmpty(), cmpopts.IgnoreFields(facts{}, "Key", "From")}

// allFacts returns what is known of the pages, which must not depend on whether it was
// remembered.
func allFacts(s *Site) map[string]*facts {
	m := map[string]*facts{}
	for _, p := range s.Pages {
		m[p.File] = p.facts
	}
	return m
}

var oneBlock = Block{
	HTML:  `<section class="related not-prose" data-kindred-ignore><h2>Mehr für Sie</h2><a href="/town/x/">X</a></section>`,
	Style: `<style data-kindred-css>p{}</style>`,
}

func always(*Page) (Block, error) { return oneBlock, nil }

func TestCache(t *testing.T) {
	dir := unpack(t, "town.txtar")
	folder := filepath.Join(t.TempDir(), "cache")
	name := cacheFile(folder, dir)
	o := &Options{Cache: folder, InsertAfter: "h1"}
	read := func() *Site { return readSite(t, dir, o) }
	fresh := func() *Site { return readSite(t, dir, &Options{InsertAfter: "h1"}) }
	remembers := func(s *Site) bool {
		for _, p := range s.Pages {
			if p.facts != nil && s.cache.known[p.key()] == nil {
				return false
			}
		}
		return true
	}

	first := read()
	if remembers(first) {
		t.Error("remembers what it never saw")
	}
	if _, err := first.Write(t.Context(), false, always, nil); err != nil {
		t.Fatal(err)
	}
	first.Close()

	// What was written is known as well, without being read.
	second := read()
	if !remembers(second) {
		t.Error("does not remember the pages that it wrote")
	}
	if diff := cmp.Diff(allFacts(fresh()), allFacts(second), factsOptions); diff != "" {
		t.Errorf("remembered pages (-fresh +remembered):\n%s", diff)
	}
	if diff := cmp.Diff(fresh().Documents, second.Documents, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("documents (-fresh +remembered):\n%s", diff)
	}
	second.Close()

	// Nor is what a generator makes again, though it was not there in between.
	again := readSite(t, unpack(t, "town.txtar"), nil)
	if err := os.CopyFS(filepath.Join(dir, "again"), os.DirFS(again.root.Name())); err != nil {
		t.Fatal(err)
	}
	for _, p := range again.Pages {
		if err := os.Rename(filepath.Join(dir, "again", p.File), filepath.Join(dir, p.File)); err != nil {
			t.Fatal(err)
		}
	}
	if !remembers(read()) {
		t.Error("does not remember the pages from before the lists")
	}

	// Another selector, a damaged file, and one of another program are no cache.
	if s := readSite(t, dir, &Options{Cache: folder, InsertAfter: "h2"}); remembers(s) {
		t.Error("remembers what another selector found")
	}
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, damaged := range [][]byte{whole[:len(whole)/2], {}, []byte("no cache"), append([]byte{whole[0] + 1}, whole[1:]...)} {
		if err := os.WriteFile(name, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		s := read()
		if diff := cmp.Diff(allFacts(fresh()), allFacts(s), factsOptions); diff != "" {
			t.Errorf("with a damaged cache (-fresh +got):\n%s", diff)
		}
	}
}

// A block whose key the page shows need not be made again.
func TestKey(t *testing.T) {
	dir := unpack(t, "town.txtar")
	o := &Options{Cache: t.TempDir()}
	made := 0
	write := func(key string) *Report {
		s, err := Read(t.Context(), dir, o)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		r, err := s.Write(t.Context(), false, func(p *Page) (Block, error) {
			if p.Shows(key) {
				return Block{Key: key}, nil
			}
			made++
			b := oneBlock
			b.Key = key
			return b, nil
		}, nil)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	for _, step := range []struct {
		key           string
		made, changed int
	}{
		{"a", 1, 1}, {"a", 0, 0},
		{"b", 1, 0}, {"b", 0, 0}, // the same block by another key
	} {
		made = 0
		if r := write(step.key); made != step.made || len(r.Changed) != step.changed {
			t.Errorf("key %s: %d made, %d changed; want %d and %d", step.key, made, len(r.Changed), step.made, step.changed)
		}
	}
	// Another list in the page is another page.
	if err := os.WriteFile(filepath.Join(dir, "news/bridge/index.html"), []byte(page("<title>B</title>", "<main><p>"+longText+"</p><related-articles></related-articles></main>")), 0o644); err != nil {
		t.Fatal(err)
	}
	if r := write("b"); len(r.Changed) != 1 {
		t.Errorf("%d changed, want 1", len(r.Changed))
	}
}
