package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The index that is kept changes no page: after a new article, after a change to an old
// one, with other options, and when it is damaged.
func TestIndexCache(t *testing.T) {
	if testing.Short() {
		t.Skip("many builds")
	}
	const n = 300
	pages := benchPages(n + 2)
	cached, plain, cache := t.TempDir(), t.TempDir(), t.TempDir()
	write := func(i int, page []byte) {
		for _, site := range [...]string{cached, plain} {
			dir := filepath.Join(site, "posts", fmt.Sprint("p", i))
			if err := os.MkdirAll(dir, 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, "index.html"), page, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	build := func(args ...string) {
		t.Helper()
		for site, cache := range map[string]string{cached: cache, plain: off} {
			if code, _, stderr := said(t, append([]string{"build", "--site", site, "--cache", cache}, args...)...); code != exitOK {
				t.Fatal(stderr)
			}
		}
		for i := range n + 2 {
			file := filepath.Join("posts", fmt.Sprint("p", i), "index.html")
			want, _ := os.ReadFile(filepath.Join(plain, file))
			got, _ := os.ReadFile(filepath.Join(cached, file))
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Fatalf("%s (-without +with the index kept):\n%s", file, diff)
			}
		}
	}
	for i := range n {
		write(i, pages[i])
	}
	build()
	write(n, pages[n])
	build()
	write(n+1, pages[n+1])
	build()
	build("--recency", "evergreen")
	build()
	write(7, pages[n/2]) // now a copy, under another address
	build()
	write(7, pages[7])
	build()

	kept, err := filepath.Glob(filepath.Join(cache, "site-*.index"))
	if err != nil || len(kept) != 1 {
		t.Fatalf("kept indexes: %v, %v", kept, err)
	}
	b, err := os.ReadFile(kept[0])
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)/2] ^= 1
	if err := os.WriteFile(kept[0], b, 0o600); err != nil {
		t.Fatal(err)
	}
	write(n+1, pages[n])
	build()
}
