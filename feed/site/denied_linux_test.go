package site

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What may not be read or written is told by its name, and the rest is done. Whoever
// runs the tests as root may do everything, so another user runs this.
func TestWriteDenied(t *testing.T) {
	binary, beside := copyOfTest(t)
	dir := makeFiles(t, map[string]string{"good.html": placePage, "secret.html": placePage, "closed/a.html": placePage, "fixed/a.html": placePage})
	if err := os.Chmod(filepath.Dir(dir), 0o755); err != nil {
		t.Fatal(err)
	}
	cmd := child(t, "TestChild", binary, dir)
	cmd.Dir = beside
	user := os.Getuid()
	if user == 0 {
		user = 65534 // nobody
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(user), Gid: uint32(user)}}
		for _, name := range []string{"", "good.html", "secret.html", "closed", "closed/a.html", "fixed", "fixed/a.html"} {
			if err := os.Chown(filepath.Join(dir, name), user, user); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, mode := range map[string]os.FileMode{"secret.html": 0, "closed": 0, "fixed": 0o555} {
		name = filepath.Join(dir, name)
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.Chmod(name, 0o755) })
	}
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var got []string
	for line := range strings.Lines(string(out)) {
		if !strings.HasPrefix(line, "page") {
			got = append(got, strings.TrimSpace(line))
		}
	}
	want := []string{
		"closed openat closed: permission denied",
		"secret.html openat secret.html: permission denied",
		"changed 1",
		"can't write fixed/a.html: permission denied",
		"PASS",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what is told (-want +got):\n%s", diff)
	}
	if content, err := os.ReadFile(filepath.Join(dir, "good.html")); err != nil || string(content) != writtenPage {
		t.Errorf("good.html is not written: %v", err)
	}
}

// copyOfTest returns the path of a copy of this program that any user may run, and a
// folder beside it.
func copyOfTest(t *testing.T) (binary, dir string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	binary = filepath.Join(dir, "site.test")
	if err := os.WriteFile(binary, program, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, d := range []string{dir, filepath.Dir(dir)} {
		if err := os.Chmod(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return binary, dir
}

// On a full disk the run ends with an error and no page is half-written. The disk is
// one in memory that only the child sees.
func TestWriteDiskFull(t *testing.T) {
	cmd := child(t, "TestChildOnFullDisk", "", t.TempDir())
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	out, err := cmd.Output()
	switch {
	case err != nil && len(out) == 0:
		t.Skipf("this user can't have a file system of its own here: %v", err)
	case err != nil:
		t.Fatalf("%v\n%s", err, out)
	case strings.Contains(string(out), cannotMount):
		t.Skip(string(out))
	case !strings.Contains(string(out), "html: no space left on device\n"):
		t.Errorf("the child says\n%s\nwant that no space is left", out)
	}
	if n := strings.Count(string(out), "can't write"); n > runtime.GOMAXPROCS(0) {
		t.Errorf("%d pages are tried on a full disk", n)
	}
}

const cannotMount = "a file system can't be mounted here"

func TestChildOnFullDisk(t *testing.T) {
	dir := os.Getenv(childFolder)
	if dir == "" {
		t.Skip("other tests run it")
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=512k"); err != nil {
		fmt.Println(cannotMount, err)
		return
	}
	filling := "<!-- filling" + strings.Repeat(" more", 3_000) + "-->"
	pages := 0
	for ; ; pages++ {
		name := filepath.Join(dir, fmt.Sprintf("%02d.html", pages))
		if err := os.WriteFile(name, []byte(placePage+filling), 0o666); err != nil {
			os.Remove(name)
			break
		}
	}
	writeAndTell(t, dir)
	files := readFiles(t, dir)
	if checkWhole(t, files); len(files) != pages {
		t.Errorf("%d files are left of %d", len(files), pages)
	}
}
