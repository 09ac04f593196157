package feed

import (
	"errors"
	"os"
	"os/exec"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed/rss"
)

// nestedExtension is a feed with n elements of an extension, one in the other.
func nestedExtension(n int) string {
	return "<rss version='2.0' xmlns:x='urn:x'><channel><item><title>a</title>" +
		strings.Repeat("<x:a>", n) + strings.Repeat("</x:a>", n) + "</item></channel></rss>"
}

// gofeed reads extensions by recursion without a limit. Two million elements,
// 14 kB of gzip, take more than the gigabyte of stack that Go allows; nothing can
// recover from that. Here the stack may have 32 MiB, and the elements are fewer
// accordingly. If this fails, gofeed has a limit now.
func TestGofeedStackOverflow(t *testing.T) {
	const child = "KINDRED_TEST_GOFEED_STACK"
	if os.Getenv(child) != "" {
		debug.SetMaxStack(32 << 20)
		defer func() { recover() }()
		f, err := new(rss.Parser).Parse(strings.NewReader(nestedExtension(100_000)))
		t.Logf("gofeed survived: %v, %v", f, err)
		return
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestGofeedStackOverflow$", "-test.v")
	cmd.Env = append(os.Environ(), child+"=1")
	out, err := cmd.CombinedOutput()
	if err == nil || !strings.Contains(string(out), "stack overflow") {
		t.Errorf("gofeed does not exhaust the stack any more: %v\n%.500s", err, out)
	}
	if _, err := Parse(strings.NewReader(nestedExtension(100_000)), nil); !errors.Is(err, errTooDeep) {
		t.Errorf("Parse: %v, want %v", err, errTooDeep)
	}
}
