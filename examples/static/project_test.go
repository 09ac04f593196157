package static_test

import (
	"bytes"
	"errors"
	"io/fs"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// kindred is the program, built once for all tests.
var kindred string

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "kindred")
	if err != nil {
		log.Fatal(err)
	}
	kindred = filepath.Join(folder, "kindred.exe") // Windows wants the ending, others don't mind
	build := exec.Command("go", "build", "-o", kindred, "../../related/cmd/kindred")
	if out, err := build.CombinedOutput(); err != nil {
		log.Fatalf("%v\n%s", err, out)
	}
	if err := readSources(); err != nil {
		log.Fatal(err)
	}
	code := m.Run()
	os.RemoveAll(folder)
	os.Exit(code)
}

// readSources reads the sources of the program: go test runs a test again when a file
// that it has read is another one, and knows nothing of what the test builds.
func readSources() error {
	for _, folder := range []string{"related", "feed", "wasm/widget"} {
		tree := os.DirFS(filepath.Join("..", "..", folder))
		err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case entry.Name() == "node_modules", entry.Name() == "testdata":
				return fs.SkipDir
			case entry.IsDir(), strings.HasSuffix(name, "_test.go"):
				return nil
			}
			_, err = fs.ReadFile(tree, name)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// missing skips a test that needs what is not installed, unless nothing may be skipped.
func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("KINDRED_REQUIRE_BROWSERS") == "1" {
		t.Fatal(what + " is not installed")
	}
	t.Skip(what + " is not installed")
}

// A project is a copy of an example.
type project struct {
	*generator
	t   *testing.T
	dir string
}

func newProject(t *testing.T, g *generator) *project {
	t.Helper()
	if testing.Short() {
		t.Skip("the work is done by other programs")
	}
	if _, err := exec.LookPath(g.build[0]); err != nil {
		missing(t, g.build[0])
	}
	p := &project{g, t, t.TempDir()}
	p.copySources()
	if g.packages {
		p.linkPackages()
	}
	return p
}

// copySources copies the example without what its build has made.
func (p *project) copySources() {
	p.t.Helper()
	made := map[string]bool{p.out: true, p.data: true, "node_modules": true, ".astro": true, ".jekyll-cache": true, "resources": true}
	p.must(filepath.WalkDir(p.name, func(from string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(p.name, from)
		to := filepath.Join(p.dir, name)
		switch {
		case made[filepath.ToSlash(name)] && entry.IsDir():
			return fs.SkipDir
		case made[filepath.ToSlash(name)]:
			return nil
		case entry.IsDir():
			return os.MkdirAll(to, 0o755)
		}
		content, err := os.ReadFile(from)
		if err != nil {
			return err
		}
		return os.WriteFile(to, content, 0o644)
	}))
}

// linkPackages gives the copy the packages of the example, a link for each, since
// generators write into the folder that they are in.
func (p *project) linkPackages() {
	p.t.Helper()
	packages, err := filepath.Abs(filepath.Join(p.name, "node_modules"))
	p.must(err)
	entries, err := os.ReadDir(packages)
	if errors.Is(err, fs.ErrNotExist) {
		missing(p.t, packages+" (npm ci)")
	}
	p.must(err)
	p.must(os.Mkdir(filepath.Join(p.dir, "node_modules"), 0o755))
	for _, e := range entries {
		if name := e.Name(); name[0] != '.' || name == ".bin" {
			p.must(os.Symlink(filepath.Join(packages, name), filepath.Join(p.dir, "node_modules", name)))
		}
	}
}

func (p *project) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

// generate builds the site.
func (p *project) generate() {
	p.t.Helper()
	if code, out := p.run(p.build[0], p.build[1:]...); code != 0 {
		p.t.Fatalf("%s: exit code %d\n%s", strings.Join(p.build, " "), code, out)
	}
}

// kindred runs kindred build with the flags that the README says, and others, wants it
// to exit with a code, and returns what it prints.
func (p *project) kindred(want int, flags ...string) string {
	p.t.Helper()
	args := append(append([]string{"build", "--site", p.out}, p.flags...), flags...)
	code, out := p.run(kindred, args...)
	if code != want {
		p.t.Fatalf("kindred %s: exit code %d, want %d\n%s", strings.Join(args, " "), code, want, out)
	}
	return out
}

func (p *project) run(program string, args ...string) (code int, out string) {
	p.t.Helper()
	cmd := exec.CommandContext(p.t.Context(), program, args...)
	cmd.Dir = p.dir
	cmd.Env = append(os.Environ(), "KINDRED_CACHE="+filepath.Join(p.dir, ".kindred"))
	var both bytes.Buffer
	cmd.Stdout, cmd.Stderr = &both, &both
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		p.t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), both.String()
}

// files returns what is in the folder of the site, by path.
func (p *project) files() map[string]string {
	p.t.Helper()
	site := os.DirFS(filepath.Join(p.dir, p.out))
	files := map[string]string{}
	p.must(fs.WalkDir(site, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(site, name)
		files[name] = string(content)
		return err
	}))
	return files
}

// write writes files to a folder.
func (p *project) write(folder string, files map[string]string) {
	p.t.Helper()
	for name, content := range files {
		to := filepath.Join(folder, filepath.FromSlash(name))
		p.must(os.MkdirAll(filepath.Dir(to), 0o755))
		p.must(os.WriteFile(to, []byte(content), 0o644))
	}
}
