package widget_test

import (
	"io/fs"
	"maps"
	"mime"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/wasm/widget"
	"github.com/kindred-go/kindred/wasm/widget/internal/browser"
)

// A builtSite is one of the sites in examples/static, with the list in every article's
// page as kindred build has written it.
type builtSite struct {
	name     string
	generate []string // a program and its flags; the folder for the site is added
	needs    string   // a file or folder in the example without which that can't be
	flags    []string // for kindred build

	root      string // where the site lies on its host
	article   string
	language  string
	direction string
}

var builtSites = []builtSite{
	{
		name: "hugo", generate: []string{"hugo", "--quiet", "--destination"}, needs: "hugo.toml",
		root: "/lighthouse/", article: "/lighthouse/places/new-wrackness/", language: "en", direction: "ltr",
	},
	{
		name: "astro", generate: []string{"npm", "run", "build", "--", "--outDir"}, needs: "node_modules",
		flags: []string{"--insert-after", "article .body"},
		root:  "/", article: "/articles/tram-works/", language: "ar", direction: "rtl",
	},
}

// What kindred build has written into pages is there without a script and for
// everybody, and the script, where the page has it too, leaves it alone.
func TestBuiltSites(t *testing.T) {
	if testing.Short() {
		t.Skip("builds sites")
	}
	t.Parallel()
	kindred := filepath.Join(t.TempDir(), "kindred.exe")
	command(t, ".", "go", "build", "-o", kindred, "../../related/cmd/kindred")
	readSources(t)
	for _, site := range builtSites {
		t.Run(site.name, func(t *testing.T) {
			pages := site.build(t, kindred)
			for _, b := range browser.All() {
				t.Run(b.Name, func(t *testing.T) {
					t.Parallel()
					testBuilt(t, b, &site, pages)
				})
			}
		})
	}
}

// build builds the site and returns what a server has of it.
func (site *builtSite) build(t *testing.T, kindred string) map[string]file {
	t.Helper()
	example := filepath.Join("..", "..", "examples", "static", site.name)
	_, noProgram := exec.LookPath(site.generate[0])
	if _, err := os.Stat(filepath.Join(example, site.needs)); err != nil || noProgram != nil {
		message := site.generate[0] + " or " + site.needs + " of examples/static/" + site.name + " is not there"
		if os.Getenv("KINDRED_REQUIRE_BROWSERS") == "1" {
			t.Fatal(message)
		}
		t.Skip(message)
	}
	out := filepath.Join(t.TempDir(), "site")
	command(t, example, append(site.generate, out)...)
	command(t, ".", append([]string{kindred, "build", "--site", out}, site.flags...)...)
	files := map[string]file{}
	tree := os.DirFS(out)
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(tree, name)
		kind := mime.TypeByExtension(path.Ext(name))
		files[site.root+strings.TrimSuffix(name, "index.html")] = file{string(content), map[string]string{"Content-Type": kind}}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func testBuilt(t *testing.T, b *browser.Browser, site *builtSite, pages map[string]file) {
	s := newSite(t, maps.Clone(pages))
	for _, width := range []int{1200, 390} {
		p := b.NewPage(t, browser.Options{Width: width, ReducedMotion: true})
		p.Open(s.url + site.article)
		type look struct {
			Blocks, Links      int
			Heading, Direction string
			Shown, Inside      bool
			Wide               bool // the page scrolls sideways
		}
		var got look
		p.Eval(`(() => {
			const block = document.querySelector(".related"), { left, right, height } = block.getBoundingClientRect()
			return {
				Blocks: document.querySelectorAll(".related").length,
				Links: block.querySelectorAll("a.related-link").length,
				Heading: block.querySelector(".related-heading").textContent,
				Direction: getComputedStyle(block).direction,
				Shown: height > 100 && [...block.querySelectorAll("*")].every(part => part.checkVisibility()),
				Inside: left >= 0 && right <= innerWidth && [...block.querySelectorAll("*")].every(part => part.scrollWidth <= Math.ceil(block.offsetWidth)),
				Wide: document.documentElement.scrollWidth > innerWidth,
			}
		})()`, &got)
		want := look{1, 4, widget.Heading(site.language), site.direction, true, true, false}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("at %d pixels (-want +got):\n%s", width, diff)
		}
		for _, violation := range p.Axe() {
			t.Errorf("at %d pixels: %s", width, violation)
		}
		if text := console(b, p); text != "" {
			t.Errorf("at %d pixels, the console: %s", width, text)
		}
		testBuiltKeyboard(t, p)
	}
	testBuiltWithScript(t, b, site, s)
}

// testBuiltKeyboard goes from link to link by Tab and follows the second one.
func testBuiltKeyboard(t *testing.T, p *browser.Page) {
	const focused = `[...document.querySelectorAll(".related-link")].indexOf(document.activeElement)`
	p.Eval(`document.querySelector(".related-link").focus()`, nil)
	for _, key := range []string{"Tab", "Tab", "Shift+Tab"} {
		p.Key(key)
	}
	var at int
	var title string
	if p.Eval(focused, &at); at != 1 {
		t.Errorf("Tab leads to link %d, want 1", at)
	}
	p.Eval(`document.querySelectorAll(".related-link")[1].textContent`, &title)
	p.Key("Enter")
	p.Wait(`document.querySelector("h1")?.textContent === ` + quoted(title))
}

// testBuiltWithScript adds the script to the page.
func testBuiltWithScript(t *testing.T, b *browser.Browser, example *builtSite, s *site) {
	page := s.files[example.article]
	page.text = strings.Replace(page.text, "</head>", tag+"</head>", 1)
	s.queries = map[string]file{example.article + "?script": page}
	p := b.NewPage(t, still)
	var before, after []string
	const blocks = `[...document.querySelectorAll(".related")].map(block => block.outerHTML)`
	p.Open(s.url + example.article)
	p.Eval(blocks, &before)
	p.Open(s.url + example.article + "?script")
	p.Wait(`customElements.get("related-articles")`)
	p.Eval(`document.querySelector(".related").scrollIntoView()`, nil)
	p.Eval(`new Promise(done => setTimeout(done, 300))`, nil)
	p.Eval(blocks, &after)
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("the script changes the list (-before +after):\n%s", diff)
	}
	for _, r := range p.Requests() {
		if name := strings.TrimPrefix(r.URL, s.url); strings.HasPrefix(name, "/related/") && name != "/related/related.js" {
			t.Errorf("the script asks for %s", name)
		}
	}
	if text := console(b, p); text != "" {
		t.Errorf("with the script, the console: %s", text)
	}
}

// command runs a program in a folder and wants it to succeed.
func command(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), args[0], args[1:]...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "KINDRED_CACHE="+t.TempDir())
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// readSources reads what the program is built of besides this package's own imports:
// go test runs a test again when a file that it has read is another one.
func readSources(t *testing.T) {
	t.Helper()
	for _, pattern := range []string{"../../related/cmd/kindred/*.go", "../../feed/site/*.go", "../../feed/content/*.go"} {
		names, err := filepath.Glob(pattern)
		if err != nil || names == nil {
			t.Fatalf("no file matches %s", pattern)
		}
		for _, name := range names {
			if _, err := os.ReadFile(name); err != nil {
				t.Fatal(err)
			}
		}
	}
}
