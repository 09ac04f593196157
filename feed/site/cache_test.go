package site

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var factsOptions = cmp.Options{cmp.AllowUnexported(facts{}, place{}, span{}, pageLink{}), cmpopts.EquateEmpty()}

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
