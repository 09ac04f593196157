package fetch

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"
)

func TestDirStore(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not", "there")
	s := DirStore(dir)
	ctx := t.Context()
	if b, err := s.Load(ctx, "aa"); b != nil || err != nil {
		t.Errorf("before: %q, %v", b, err)
	}
	for _, value := range []string{"one", "", "two"} {
		if err := s.Save(ctx, "aa", []byte(value)); err != nil {
			t.Fatal(err)
		}
		if b, err := s.Load(ctx, "aa"); err != nil || string(b) != value {
			t.Errorf("%q, %v; want %q", b, err, value)
		}
	}
	temp := filepath.Join(dir, tempFolder)
	if entries, _ := os.ReadDir(temp); len(entries) != 0 {
		t.Errorf("left behind: %v", entries)
	}
	for name, want := range map[string]fs.FileMode{dir: 0o700, temp: 0o700, filepath.Join(dir, "aa"): 0o600} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want && runtime.GOOS != "windows" {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}

	// What killed programs left goes once it can't be anybody's any more.
	for name, age := range map[string]time.Duration{"aa1": 0, "aa2": tempExpiry / 2, "aa3": 2 * tempExpiry, "bb4": 2 * tempExpiry} {
		name = filepath.Join(temp, name)
		if err := os.WriteFile(name, []byte("torn"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(name, time.Time{}, time.Now().Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Save(ctx, "aa", []byte("three")); err != nil {
		t.Error(err)
	}
	if b, _ := s.Load(ctx, "aa"); string(b) != "three" {
		t.Errorf("%q", b)
	}
	if got, _ := filepath.Glob(filepath.Join(temp, "*")); !slices.Equal(got, []string{filepath.Join(temp, "aa1"), filepath.Join(temp, "aa2")}) {
		t.Errorf("what is left: %v", got)
	}
	// A folder that can't be one is an error.
	for _, name := range []string{filepath.Join(dir, "aa"), ""} {
		if err := DirStore(name).Save(ctx, "bb", nil); err == nil {
			t.Errorf("saved into %q", name)
		}
	}
}

// Whoever saves, and at the same time as whoever else, what is there is always
// one of the values as a whole.
func TestDirStoreTogether(t *testing.T) {
	const writers, each = 24, 4
	s := DirStore(t.TempDir())
	var wait sync.WaitGroup
	for w := range writers {
		wait.Go(func() {
			for n := range each {
				if err := s.Save(t.Context(), "aa", versioned(w*each+n)); err != nil {
					t.Error(err)
				}
				if b, err := s.Load(t.Context(), "aa"); err != nil || !isVersioned(b) {
					t.Errorf("%d bytes, %v, which were never saved", len(b), err)
				}
			}
		})
	}
	wait.Wait()
	if entries, _ := os.ReadDir(filepath.Join(string(s), tempFolder)); len(entries) != 0 {
		t.Errorf("left behind: %v", entries)
	}
}

// TestDirStoreKilled kills a program again and again while it saves: what is
// there afterwards is always one of the things that it saved, as a whole.
func TestDirStoreKilled(t *testing.T) {
	if dir := os.Getenv("KINDRED_TEST_SAVE"); dir != "" {
		for n := 0; ; n++ {
			value := versioned(n)
			fmt.Println("saving")
			if err := DirStore(dir).Save(context.Background(), "aa", value); err != nil {
				fmt.Println(err)
				os.Exit(1)
			}
		}
	}
	self, err := os.Executable()
	if err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 24 {
		cmd := exec.Command(self, "-test.run=^TestDirStoreKilled$")
		cmd.Env = append(os.Environ(), "KINDRED_TEST_SAVE="+dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// Killed after some saves, somewhere in the next one.
		line := make([]byte, len("saving\n"))
		for range 2 + random.IntN(5) {
			if _, err := out.Read(line); err != nil || string(line) != "saving\n" {
				t.Fatalf("round %d: it says %q, %v", round, line, err)
			}
		}
		for range random.IntN(200_000) {
			random.Uint64()
		}
		cmd.Process.Kill()
		cmd.Wait()
		b, err := DirStore(dir).Load(t.Context(), "aa")
		if err != nil {
			t.Fatal(err)
		}
		if !isVersioned(b) {
			t.Fatalf("round %d: there are %d bytes, which were never saved", round, len(b))
		}
	}
}

// versioned is a value that tells which one it is, of some size.
func versioned(n int) []byte {
	line := fmt.Sprintf("%d \n", n)
	return bytes.Repeat([]byte(line), (1_000_000+n*1000)/len(line))
}

func isVersioned(b []byte) bool {
	var n int
	fmt.Sscan(string(b), &n)
	return bytes.Equal(b, versioned(n))
}
