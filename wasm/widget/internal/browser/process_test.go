package browser

import (
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// Nothing of a browser is left over when the test binary is killed. Chromium stands for all:
// its driver starts the browser, and that many processes.
func TestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("it starts a browser once more")
	}
	if os.Getenv("KINDRED_TEST_KILLED") != "" {
		chromium().NewPage(t, Options{})
		self, err := os.FindProcess(os.Getpid())
		if err != nil {
			t.Fatal(err)
		}
		self.Kill()
		select {}
	}
	t.Parallel()
	dir, err := os.MkdirTemp("", "kindred-killed-")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	cmd := exec.Command(os.Args[0], "-test.run=^TestKilled$", "-test.v")
	cmd.Env = append(os.Environ(), "KINDRED_TEST_KILLED=1", "TMPDIR="+dir, "TMP="+dir)
	out, err := cmd.CombinedOutput()
	if err == nil || strings.Contains(string(out), "--- FAIL") {
		t.Fatalf("it was not killed: %v\n%s", err, out)
	}
	var left []string
	for range 1000 {
		left = nil
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if strings.HasPrefix(e.Name(), "kindred-browser-") {
				left = append(left, e.Name())
			}
		}
		if len(left) == 0 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("still there: %v", left)
}

// recorder is a test that skips or fails without ending the real one.
type recorder struct {
	testing.TB
	outcome string
}

func (r *recorder) Helper()           {}
func (r *recorder) Skip(args ...any)  { r.outcome = "skip: " + args[0].(string); panic(r) }
func (r *recorder) Fatal(args ...any) { r.outcome = "fatal: " + args[0].(string); panic(r) }

func TestMissing(t *testing.T) {
	for required, want := range map[string]string{
		"":  "skip: Lynx is not installed: apt-get install lynx",
		"1": "fatal: Lynx is not installed: apt-get install lynx",
	} {
		t.Setenv("KINDRED_REQUIRE_BROWSERS", required)
		lynx := &Browser{Name: "Lynx", find: func() string { return "lynx" }}
		r := &recorder{TB: t}
		func() {
			defer func() { recover() }()
			lynx.NewPage(r, Options{})
		}()
		if r.outcome != want {
			t.Errorf("required %q: %q, want %q", required, r.outcome, want)
		}
	}
}
