//go:build !js

package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/htmlindex"

	"github.com/kindred-go/kindred/feed"
	"github.com/kindred-go/kindred/related"
	"github.com/kindred-go/kindred/wasm/internal/overlay"
	"github.com/kindred-go/kindred/wasm/internal/parsed"
)

// The engine that is shipped, with smaller packages in the place of others, reads
// all feeds as package feed does: every field, and every warning to the letter.
func TestShippedParses(t *testing.T) {
	node, wasmExec, engine := buildShipped(t)
	languages := filepath.Join(t.TempDir(), "languages.jsonl")
	if err := os.WriteFile(languages, articlesInLanguages(), 0o644); err != nil {
		t.Fatal(err)
	}
	files := append(feeds(t), languages)
	list := filepath.Join(t.TempDir(), "files")
	if err := os.WriteFile(list, []byte(strings.Join(files, "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, filepath.Join("testdata", "parse.mjs"), wasmExec, engine, list)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	got := map[string]string{}
	for text := range strings.SplitSeq("\n"+string(out), "\nfile ") {
		name, text, _ := strings.Cut(text, "\n")
		got[name] = text + "\n"
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		want := parsed.Text(feed.Parse(bytes.NewReader(data), &feed.Options{BaseURL: "https://example.org/feeds/feed"}))
		if diff := cmp.Diff(strings.TrimSpace(want), strings.TrimSpace(got[file])); diff != "" {
			t.Errorf("%s (-native +shipped):\n%s", file, diff)
		}
	}
}

// articlesInLanguages returns articles as JSON Lines, with language tags put together
// from subtags that are right, old, unknown and wrong, and texts in two scripts.
func articlesInLanguages() []byte {
	bases := strings.Fields("en EN de pt zh cmn yue sr uk iw he in id no nb nn sh mo tl und mul zxx mis art i-klingon zh-min-nan x-private qaa xx xyz e e1 ja ko ar tr eng deu")
	rest := strings.Fields("- -US -us -419 -826 -Latn -latn-RS -Cyrl -Hant-TW -1996 -1901-1996 -rozaj-biske -x-a-b -u-co-phonebk -u-rg-gbzzzz -US-u-rg-gbzzzz -u-va-posix -t-en-us-m0-true " +
		"-a-bbb-u-co-standard _DE.UTF-8 -EN -zzzz -ZZ -001 -POSIX -DE-u-rg-atzzzz-co-phonebk -polyton -u-cu-eur-nu-latn")
	texts := []string{"Words in Latin letters of some length", "Слова русскими буквами и длинный текст"}
	var b []byte
	for i, base := range bases {
		for j, r := range rest {
			d := related.Document{ID: fmt.Sprint(i, "-", j), Title: texts[(i+j)%2], Language: base + strings.TrimSuffix(r, "-")}
			b, _ = feed.AppendItem(b, &d)
			b = append(b, '\n')
		}
	}
	return b
}

// The engine that is shipped gives the lists of the native one, to the byte.
func TestShippedListsEqualNative(t *testing.T) {
	node, wasmExec, engine := buildShipped(t)
	testLists(t, node, wasmExec, engine)
}

// buildShipped gives the engine that is shipped, with the functions for tests.
func buildShipped(t *testing.T) (node, wasmExec, engine string) {
	t.Helper()
	return delivered(t, shipped)
}

// What the overlay could not replace is in the notes: the engine is larger, and must be as good.
var shipped = sync.OnceValues(func() (made, error) {
	return makeEngine(func(name string) ([]error, error) { return overlay.Build(".", name, "-tags", "parse") })
})

// In the shipped engine, with its own tables, every byte and all two bytes mean what
// they mean by those of x/text, in every charset, and so do characters of three and
// four bytes.
func TestShippedDecodes(t *testing.T) {
	node, wasmExec, engine := buildShipped(t)
	var b []byte
	for c := range 256 {
		b = append(b, byte(c), '\n', '\n')
	}
	for c := 0x80; c < 0x100; c++ {
		for d := range 256 {
			b = append(b, byte(c), byte(d), '\n', '\n')
			b = append(b, 0x8f, byte(c), byte(d), '\n', '\n')                                // EUC-JP
			b = append(b, byte(c), byte(0x30+d%10), byte(0x81+d%126), byte(0x30+c%10), '\n') // GB18030
			b = append(b, 0x81+byte(c%4), byte(0x30+c/4%10), byte(0x81+d%126), byte(0x30+c%10), '\n')
		}
	}
	for _, escape := range []string{"\x1b$B", "\x1b$(D", "\x1b(I", "~{"} { // ISO-2022-JP, HZ
		b = append(b, escape...)
		for c := 0x21; c < 0x7f; c++ {
			for d := 0x21; d < 0x7f; d++ {
				b = append(b, byte(c), byte(d))
			}
		}
		b = append(b, "\x1b(B~}\n"...)
	}
	file := filepath.Join(t.TempDir(), "bytes")
	if err := os.WriteFile(file, b, 0o644); err != nil {
		t.Fatal(err)
	}
	charsets := strings.Fields("ibm866 iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-5 iso-8859-6 iso-8859-7 iso-8859-8 iso-8859-8-i " +
		"iso-8859-10 iso-8859-13 iso-8859-14 iso-8859-15 iso-8859-16 koi8-r koi8-u macintosh windows-874 windows-1250 windows-1251 " +
		"windows-1252 windows-1253 windows-1254 windows-1255 windows-1256 windows-1257 windows-1258 x-mac-cyrillic gbk gb18030 big5 " +
		"euc-jp iso-2022-jp shift_jis euc-kr x-user-defined latin1 hz-gb-2312 utf-8 utf-16le")
	cmd := exec.Command(node, append([]string{filepath.Join("testdata", "decode.mjs"), wasmExec, engine, file}, charsets...)...)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range charsets {
		length, rest, _ := bytes.Cut(out, []byte("\n"))
		n, err := strconv.Atoi(string(length))
		if err != nil || n > len(rest) {
			t.Fatalf("%s: %q is no length of a text", name, length)
		}
		got := rest[:n]
		out = rest[n:]
		enc, err := htmlindex.Get(name)
		if err != nil {
			t.Fatal(err)
		}
		want, err := enc.NewDecoder().Bytes(b)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			at := 0
			for at < min(len(got), len(want)) && got[at] == want[at] {
				at++
			}
			t.Errorf("%s differs at byte %d of %d and %d: %.20q, want %.20q", name, at, len(got), len(want), got[at:], want[at:])
		}
	}
}

// feeds returns the feeds of this module, and the shared ones if they are here.
func feeds(t *testing.T) []string {
	folders := []string{filepath.Join("..", "examples"), filepath.Join("..", "feed", "testdata")}
	if shared := os.Getenv("KINDRED_SHARED"); shared != "" {
		folders = append(folders, filepath.Join(shared, "feeds"))
	} else {
		t.Log("without the shared feeds: set KINDRED_SHARED to the folder with feeds in it")
	}
	var files []string
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			files = append(files, name)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}
