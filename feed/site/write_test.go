package site

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
)

const (
	placePage  = "<html><head><meta charset=utf-8><title>A page</title></head><body><main><h1>A page</h1><p>With a text.</p><related-articles></related-articles></main></body></html>"
	noListPage = "<html><head><title>Another</title></head><body><main><p>No place for a list.</p></main></body></html>"
)

var writtenPage = strings.NewReplacer("</head>", testStyle+"</head>", "</related-articles>", testList+"</related-articles>").Replace(placePage)

func testBlock(*Page) (Block, error) { return Block{HTML: testList, Style: testStyle}, nil }

// makeFiles makes a folder of files. One that holds "-> name" is a symbolic link.
func makeFiles(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		var err error
		if target, ok := strings.CutPrefix(content, "-> "); ok {
			err = os.Symlink(filepath.FromSlash(target), name)
		} else {
			err = os.WriteFile(name, []byte(content), 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// readFiles returns what is in a folder; symbolic links as makeFiles takes them.
func readFiles(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		rel = filepath.ToSlash(rel)
		if entry.Type()&fs.ModeSymlink != 0 {
			target, err := os.Readlink(name)
			files[rel] = "-> " + filepath.ToSlash(target)
			return err
		}
		content, err := os.ReadFile(name)
		files[rel] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestWrite(t *testing.T) {
	dir := makeFiles(t, map[string]string{
		"a.html": placePage, "b/index.html": placePage, "c.html": noListPage, "notes.txt": placePage,
		".hidden.html": placePage, "b/" + partPrefix + "ABC" + partSuffix: "half a pa",
	})
	if err := os.Chmod(filepath.Join(dir, "a.html"), 0o640); err != nil {
		t.Fatal(err)
	}
	s := readSite(t, dir, nil)
	before := readFiles(t, dir)

	r, err := s.Write(t.Context(), true, testBlock, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"a.html", "b/index.html"}
	if diff := cmp.Diff(want, r.Changed); diff != "" {
		t.Errorf("what would change (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(before, readFiles(t, dir)); diff != "" {
		t.Errorf("files after a check (-before +after):\n%s", diff)
	}

	if r, err = s.Write(t.Context(), false, testBlock, nil); err != nil {
		t.Fatal(err)
	}
	if len(r.NoPlace) != 1 || r.NoPlace[0].File != "c.html" {
		t.Errorf("articles without a place: %v, want c.html", r.NoPlace)
	}
	wantFiles := map[string]string{"a.html": writtenPage, "b/index.html": writtenPage, "c.html": noListPage, "notes.txt": placePage, ".hidden.html": placePage}
	if diff := cmp.Diff(wantFiles, readFiles(t, dir)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	info, err := os.Stat(filepath.Join(dir, "a.html"))
	if err != nil {
		t.Fatal(err)
	}
	if got := info.Mode().Perm(); runtime.GOOS != "windows" && got != 0o640 {
		t.Errorf("mode %v, want that of before, 0640", got)
	}

	s = readSite(t, dir, nil)
	r, err = s.Write(t.Context(), false, testBlock, nil)
	if err != nil || len(r.Changed) > 0 || r.Unchanged != 2 {
		t.Errorf("a second run changes %v, %d unchanged, %v; want none and 2", r.Changed, r.Unchanged, err)
	}
}

// What is reached over a link lies elsewhere, or is a page of its own already.
func TestWriteLinks(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows lets only some users make symbolic links")
	}
	outside := makeFiles(t, map[string]string{"out.html": placePage})
	files := map[string]string{
		"a.html": placePage, "again.html": "-> a.html", "out.html": "-> " + filepath.ToSlash(filepath.Join(outside, "out.html")),
		"folder": "-> " + filepath.ToSlash(outside), "none.html": "-> nowhere.html", "a.html.gz": "-> ../elsewhere",
	}
	dir := makeFiles(t, files)
	s := readSite(t, dir, nil)
	r, err := s.Write(t.Context(), false, testBlock, nil)
	if err != nil {
		t.Fatal(err)
	}
	if s.Links != 5 {
		t.Errorf("%d links, want 5", s.Links)
	}
	if diff := cmp.Diff([]string{"a.html.gz"}, r.Stale); diff != "" {
		t.Errorf("stale copies (-want +got):\n%s", diff)
	}
	files["a.html"] = writtenPage
	if diff := cmp.Diff(files, readFiles(t, dir)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[string]string{"out.html": placePage}, readFiles(t, outside)); diff != "" {
		t.Errorf("files outside of the folder (-want +got):\n%s", diff)
	}
}

func TestWriteCompressedCopies(t *testing.T) {
	dir := makeFiles(t, map[string]string{"a.html": placePage, "a.html.gz": "x", "a.html.br": "x", "a.html.zst": "x", "b.html": placePage, "b.html.gz": "x", "c.html": noListPage, "c.html.gz": "x"})
	if err := os.Chmod(filepath.Join(dir, "b.html.gz"), 0o444); err != nil {
		t.Fatal(err)
	}
	r, err := readSite(t, dir, nil).Write(t.Context(), false, testBlock, nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"b.html.gz"}, r.Stale); diff != "" {
		t.Errorf("stale copies (-want +got):\n%s", diff)
	}
	files := readFiles(t, dir)
	for suffix, open := range map[string]func(io.Reader) (io.Reader, error){
		".gz":  func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
		".br":  func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
		".zst": func(r io.Reader) (io.Reader, error) { return zstd.NewReader(r) },
	} {
		r, err := open(strings.NewReader(files["a.html"+suffix]))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(r); err != nil || string(got) != writtenPage {
			t.Errorf("a.html%s holds %q, %v; want the page", suffix, got, err)
		}
	}
	if files["c.html.gz"] != "x" {
		t.Error("the copy of a page that has not changed has changed")
	}
}

// One page that can't be written does not keep the others from it.
func TestWriteErrors(t *testing.T) {
	dir := makeFiles(t, map[string]string{"changed.html": placePage, "gone.html": placePage, "good.html": placePage, "locked.html": placePage, "refused.html": placePage, "torn.html": placePage})
	s := readSite(t, dir, nil)
	for _, err := range []error{
		os.WriteFile(filepath.Join(dir, "changed.html"), []byte(noListPage), 0o666),
		os.Remove(filepath.Join(dir, "gone.html")),
		os.Chmod(filepath.Join(dir, "locked.html"), 0o444),
		os.Truncate(filepath.Join(dir, "torn.html"), 10),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	r, err := s.Write(t.Context(), false, func(p *Page) (Block, error) {
		if p.File == "refused.html" {
			return Block{HTML: "<div></related-articles>"}, nil
		}
		return testBlock(p)
	}, nil)
	if err == nil {
		t.Fatal("no error")
	}
	var got []string
	for line := range strings.Lines(err.Error()) {
		head, _, _ := strings.Cut(line, ";")
		got = append(got, strings.TrimSpace(head))
	}
	missing := errors.Unwrap(pathErrorOf(filepath.Join(dir, "gone.html"))).Error()
	want := []string{
		"can't write changed.html: changed since it was read",
		"can't write gone.html: " + missing,
		"can't write locked.html: it is read-only",
		"can't write refused.html: the block would not be found again in the page, or change what is around it",
		"can't write torn.html: changed since it was read",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"good.html"}, r.Changed); diff != "" {
		t.Errorf("changed (-want +got):\n%s", diff)
	}
	wantFiles := map[string]string{"changed.html": noListPage, "good.html": writtenPage, "locked.html": placePage, "refused.html": placePage, "torn.html": placePage[:10]}
	if diff := cmp.Diff(wantFiles, readFiles(t, dir)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

func pathErrorOf(name string) error {
	_, err := os.Stat(name)
	return err
}

func TestWriteCancelled(t *testing.T) {
	files := map[string]string{}
	for _, name := range strings.Split("abcdefghijklmnopqrstuvwxyz", "") {
		files[name+".html"] = placePage
	}
	dir := makeFiles(t, files)
	s := readSite(t, dir, nil)
	ctx, cancel := context.WithCancel(t.Context())
	r, err := s.Write(ctx, false, testBlock, func(done, all int) {
		if done == 3 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
	if n := len(r.Changed); n < 3 || n > 3+runtime.GOMAXPROCS(0) {
		t.Errorf("%d pages changed, want the three and those that were being written", n)
	}
	for name, content := range readFiles(t, dir) {
		if !bytes.Equal([]byte(content), []byte(placePage)) && content != writtenPage {
			t.Errorf("%s is neither old nor new: %q", name, content)
		}
	}
	if _, err := Read(ctx, dir, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("reading: error %v, want %v", err, context.Canceled)
	}
}
