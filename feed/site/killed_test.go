//go:build !windows

package site

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// childFolder tells a process that a test has started the folder to write to.
const childFolder = "KINDRED_TEST_FOLDER"

// TestChild is what such a process does.
func TestChild(t *testing.T) {
	dir := os.Getenv(childFolder)
	if dir == "" {
		t.Skip("other tests run it")
	}
	writeAndTell(t, dir)
}

// writeAndTell writes the lists and prints what comes of it.
func writeAndTell(t *testing.T, dir string) {
	s := readSite(t, dir, nil)
	for _, p := range s.Pages {
		if p.Err != nil {
			fmt.Println(p.File, p.Err)
		}
	}
	r, err := s.Write(t.Context(), false, testBlock, func(done, _ int) { fmt.Println("page", done) })
	fmt.Println("changed", len(r.Changed))
	if err != nil {
		fmt.Println(err)
	}
}

// child returns the command for a process that runs a test of this program, or of a
// copy of it.
func child(t *testing.T, test, program, dir string) *exec.Cmd {
	t.Helper()
	if program == "" {
		var err error
		if program, err = os.Executable(); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(program, "-test.run=^"+test+"$")
	cmd.Env = append(os.Environ(), childFolder+"="+dir)
	cmd.Stderr = os.Stderr
	return cmd
}

// checkWhole checks that each page is the old one or the new one.
func checkWhole(t *testing.T, files map[string]string) (changed int) {
	t.Helper()
	for name, content := range files {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		switch before, _, _ := strings.Cut(content, "<!-- filling"); before {
		case writtenPage:
			changed++
		case placePage:
		default:
			t.Fatalf("%s is neither old nor new: %.500q", name, before)
		}
	}
	return changed
}

// However far a run has come when it is killed, each page is whole, and the next run
// makes good for the rest.
func TestWriteKilled(t *testing.T) {
	filling := "<!-- filling" + strings.Repeat(" more", 100_000) + "-->"
	const pages = 8
	for after := range pages {
		files := map[string]string{}
		for i := range pages {
			name := fmt.Sprintf("%02d.html", i)
			files[name] = placePage + filling
			if i%3 == 0 {
				files[name+".gz"] = "x"
			}
		}
		dir := makeFiles(t, files)
		cmd := child(t, "TestChild", "", dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for lines.Scan() && lines.Text() != fmt.Sprintf("page %d", after) {
		}
		cmd.Process.Kill()
		cmd.Wait()
		if n := checkWhole(t, readFiles(t, dir)); n < after {
			t.Errorf("killed after %d pages, %d are written", after, n)
		}

		if _, err := readSite(t, dir, nil).Write(t.Context(), false, testBlock, nil); err != nil {
			t.Fatal(err)
		}
		left := readFiles(t, dir)
		if n := checkWhole(t, left); n != pages || len(left) != len(files) {
			t.Errorf("after the next run %d pages are written and %d files are there, want %d and %d", n, len(left), pages, len(files))
		}
		for name, content := range left {
			if page, ok := strings.CutSuffix(name, ".gz"); ok {
				if got := gunzip(content); got != left[page] {
					t.Errorf("killed after %d pages, the copy %s is stale: %.100q", after, name, got)
				}
			}
		}
	}
}

func gunzip(s string) string {
	r, err := gzip.NewReader(strings.NewReader(s))
	if err != nil {
		return err.Error()
	}
	b, err := io.ReadAll(r)
	if err != nil {
		return err.Error()
	}
	return string(b)
}
