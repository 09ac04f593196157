package fetch

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
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
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}

	// What killed programs left is not in the way: not while it may be
	// somebody's, and used again when it can't be any more.
	long := time.Now().Add(-2 * tempExpiry)
	for slot := range tempSlots {
		name := filepath.Join(dir, fmt.Sprintf("aa.%d.tmp", slot))
		if err := os.WriteFile(name, []byte("torn"), 0o600); err != nil {
			t.Fatal(err)
		}
		if slot == 3 {
			os.Chtimes(name, long, long)
		}
	}
	if err := s.Save(ctx, "aa", []byte("three")); err != nil {
		t.Error(err)
	}
	if err := s.Save(ctx, "aa", []byte("four")); err != nil { // the slot is free now
		t.Error(err)
	}
	if b, _ := s.Load(ctx, "aa"); string(b) != "four" {
		t.Errorf("%q", b)
	}
	// A folder that can't be one is an error.
	if err := DirStore(filepath.Join(dir, "aa")).Save(ctx, "bb", nil); err == nil {
		t.Error("saved into a file")
	}
}

// TestDirStoreKilled kills a program again and again while it saves: what is
// there afterwards is always one of the things that it saved, as a whole.
func TestDirStoreKilled(t *testing.T) {
	if dir := os.Getenv("KINDRED_TEST_SAVE"); dir != "" {
		for n := 0; ; n++ {
			if err := DirStore(dir).Save(context.Background(), "aa", versioned(n)); err != nil {
				fmt.Println(err)
				os.Exit(1)
			}
			fmt.Println("saved")
		}
	}
	self, err := os.Executable()
	if err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 12 {
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
		line := make([]byte, len("saved\n"))
		for range 1 + random.IntN(5) {
			if _, err := out.Read(line); err != nil || !strings.HasPrefix(string(line), "saved") {
				t.Fatalf("round %d: it says %q, %v", round, line, err)
			}
		}
		for range random.IntN(2000) {
			random.Uint64()
		}
		cmd.Process.Kill()
		cmd.Wait()
		b, err := DirStore(dir).Load(t.Context(), "aa")
		if err != nil {
			t.Fatal(err)
		}
		var n int
		fmt.Sscan(string(b), &n)
		if !bytes.Equal(b, versioned(n)) {
			t.Fatalf("round %d: there are %d bytes, which were never saved", round, len(b))
		}
		// As if an hour had passed.
		temps, _ := filepath.Glob(filepath.Join(dir, "*.tmp"))
		for _, name := range temps {
			os.Chtimes(name, time.Time{}, noon)
		}
		if len(temps) > 2 {
			t.Errorf("round %d: temporary files pile up: %v", round, temps)
		}
	}
}

// versioned is a value that tells which one it is, of some size.
func versioned(n int) []byte {
	line := fmt.Sprintf("%d \n", n)
	return bytes.Repeat([]byte(line), (100_000+n*1000)/len(line))
}
