package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

var town = []string{"testdata/town/news.xml", "testdata/town/sport.json", "testdata/town/archive.jsonl"}

// kindred runs the program in process and wants it to succeed.
func kindred(t *testing.T, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), args, strings.NewReader(""), &stdout, &stderr); code != exitOK {
		t.Fatalf("kindred %s: exit code %d\n%s", strings.Join(args, " "), code, stderr.String())
	}
	return stdout.String()
}

func TestSameBytesOnAnyNumberOfCPUs(t *testing.T) {
	for _, format := range []string{"text", "html", "json", "ndjson"} {
		args := append([]string{"list", "--format", format}, town...)
		want := kindred(t, args...)
		before := runtime.GOMAXPROCS(1)
		got := kindred(t, args...)
		runtime.GOMAXPROCS(before)
		if got != want {
			t.Errorf("%s: one CPU gives other bytes than %d", format, before)
		}
	}
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	silent, _ := io.Pipe() // standard input on which nobody types
	var stdout, stderr bytes.Buffer
	done := make(chan int)
	go func() { done <- run(ctx, []string{"list", "-"}, silent, &stdout, &stderr) }()
	cancel()
	if code := <-done; code != exitInterrupted {
		t.Errorf("exit code %d, want %d", code, exitInterrupted)
	}
	if stdout.Len()+stderr.Len() > 0 {
		t.Errorf("printed %q and %q", stdout.String(), stderr.String())
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) {
	return 0, &os.PathError{Op: "write", Path: "|1", Err: syscall.EPIPE}
}

func TestBrokenPipeEndsQuietly(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("other error numbers")
	}
	for _, command := range []string{"list", "parse"} {
		var stderr bytes.Buffer
		if code := run(t.Context(), []string{command, town[0]}, strings.NewReader(""), brokenPipe{}, &stderr); code != exitOK || stderr.Len() > 0 {
			t.Errorf("%s: exit code %d, said %q", command, code, stderr.String())
		}
	}
}

func TestWriteFileKeepsModeAndLinks(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no permissions to keep")
	}
	dir := t.TempDir()
	file, link := filepath.Join(dir, "real"), filepath.Join(dir, "link")
	if err := os.WriteFile(file, []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(file, link); err != nil {
		t.Fatal(err)
	}
	if err := writeFile(link, []byte("new")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(file)
	if err != nil || info.Mode() != 0o640 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if text, _ := os.ReadFile(link); string(text) != "new" {
		t.Errorf("the file holds %q", text)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 2 {
		t.Errorf("something was left behind: %v", entries)
	}
}

func TestClosest(t *testing.T) {
	for _, c := range []struct{ word, want string }{
		{"limt", "limit"}, {"LIMIT", "limit"}, {"min", "min-score"}, {"minscore", "min-score"},
		{"xyz", ""}, {"", ""}, {"near_copies", "near-copies"},
	} {
		if got := closest(c.word, knobNames()); got != c.want {
			t.Errorf("closest(%q) = %q, want %q", c.word, got, c.want)
		}
	}
}

func TestPrintable(t *testing.T) {
	if got := printable("a\x1b[31mred\x1b[0m\r\n\u202eb\u00a0 c\xff"); got != "a [31mred [0m b c\ufffd" {
		t.Errorf("got %q", got)
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text    string
		columns int
		want    string
	}{
		{"one two three", 8, "one two|three"},
		{"one two three", 80, "one two three"},
		{"Donaudampfschiffahrt naht", 10, "Donaudampfschiffahrt|naht"},
		{"统计学的领域", 6, "统计学|的领域"},
		{"", 10, ""},
	} {
		if got := strings.Join(wrap(c.text, c.columns), "|"); got != c.want {
			t.Errorf("wrap(%q, %d) = %q, want %q", c.text, c.columns, got, c.want)
		}
	}
}
