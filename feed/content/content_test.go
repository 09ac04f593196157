package content

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/kindred-go/kindred/related"
)

var may1 = time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)

func TestDocuments(t *testing.T) {
	tests := []struct {
		name, path, text string
		want             related.Document
	}{
		{"Hugo in YAML", "posts/a.md", "\ufeff---\r\ntitle: \"Tea: black & green\"\r\ndate: 2024-05-01\r\nlastmod: 2024-05-02T10:00:00+02:00\r\n" +
			"Tags: [tea, 1.10, No]\r\ncategories:\r\n  - Drinks\r\nseries: [Leaves]\r\nauthor: {name: Ola Wick}\r\nimages: [/img/a.jpg]\r\nlang: no\r\n" +
			"params:\r\n  related: [/posts/b/, c.md]\r\n---\r\nText.\r\n",
			related.Document{ID: "posts/a.md", Title: "Tea: black & green", Content: "Text.", Tags: []string{"tea", "1.10", "No", "Drinks"}, Section: "Drinks",
				Series: "Leaves", Authors: []string{"Ola Wick"}, Image: "/img/a.jpg", Language: "no", Published: may1,
				Updated: time.Date(2024, 5, 2, 8, 0, 0, 0, time.UTC), Pins: []string{"/posts/b/", "c.md"}}},
		{"Hugo in JSON", "a.md", "{\n\"title\": \"T\", \"publishDate\": \"2024-05-01\", \"tags\": [\"x\", 7], \"cover\": {\"image\": \"c.png\", \"alt\": \"a.b\"}, \"draft\": false}\n\nText.",
			related.Document{ID: "a.md", Title: "T", Content: "Text.", Tags: []string{"x", "7"}, Image: "c.png", Published: may1}},
		{"Zola", "blog/a.md", "+++\ntitle = \"T\"\ndate = 2024-05-01\nupdated = 2024-05-02T00:00:00Z\nauthors = [\"A\", \"B\"]\n[taxonomies]\ntags = [\"x\"]\ncategories = [\"C\"]\n" +
			"moods = [\"calm\"]\nseries = [\"S\"]\n[extra]\nimage = \"https://example.org/i.jpg\"\nsubtitle = \"Sub.\"\n+++\nText {{ youtube(id=\"x\") }}.",
			related.Document{ID: "blog/a.md", Title: "T", Summary: "Sub.", Content: "Text .", Tags: []string{"calm", "x", "C"}, Section: "C", Series: "S",
				Authors: []string{"A", "B"}, Image: "https://example.org/i.jpg", Published: may1, Updated: may1.AddDate(0, 0, 1)}},
		{"Jekyll", "_posts/2024-05-01-a.md", "---\ntitle: T\ntags: a b c\ncategories: News\nlast_modified_at: 2024-05-02 00:00:00 +0000\nheader:\n  image: /h.jpg\nrelated: true\n" +
			"excerpt_separator: \"~~\"\n---\nFirst.\n\n~~\n\nSecond.\n{: .note}\n",
			related.Document{ID: "_posts/2024-05-01-a.md", Title: "T", Summary: "First.", Content: "First.\nSecond.", Tags: []string{"a", "b", "c", "News"}, Section: "News",
				Image: "/h.jpg", Published: may1, Updated: may1.AddDate(0, 0, 1)}},
		{"Astro", "src/content/blog/a.mdx", "---\ntitle: 'T'\ndescription: See **this** [one](/x).\npubDate: 'May 01 2024'\nupdatedDate: 2024-05-02\nheroImage: ./h.png\n" +
			"keywords: big boats, small boats\n---\nimport A from '../a.astro'\n\nText.",
			related.Document{ID: "src/content/blog/a.mdx", Title: "T", Summary: "See this one.", Content: "Text.", Tags: []string{"big boats", "small boats"},
				Image: "./h.png", Published: may1, Updated: may1.AddDate(0, 0, 1)}},
		{"Eleventy", "a.md", "---json\n{\"title\": \"T\", \"date\": \"git Last Modified\", \"eleventyExcludeFromCollections\": true}\n---\nText.",
			related.Document{ID: "a.md", Title: "T", Content: "Text.", Hidden: true}},
		{"a whole URL", "a.md", "---\nurl: https://example.org/a/\nimage: i.jpg\nrelated: b.md\n---\n[b](../b/) [c](https://example.com/c)",
			related.Document{ID: "a.md", URL: "https://example.org/a/", Content: "b c", Image: "https://example.org/a/i.jpg",
				Links: []string{"https://example.org/b/", "https://example.com/c"}, Pins: []string{"b.md"}}},
		{"no front matter", "a.md", "A title\n=======\n\n## Part\n\n[b](/b/) and https://example.com/c.\n",
			related.Document{ID: "a.md", Title: "A title", Content: "Part\nb and https://example.com/c.", Headings: []string{"Part"}, Links: []string{"https://example.com/c"}}},
		{"the title again", "a.md", "---\ntitle: A Title\n---\n# A title\n\nText.", related.Document{ID: "a.md", Title: "A Title", Content: "Text."}},
		{"another heading", "a.md", "---\ntitle: T\n---\n# H\n\nText.", related.Document{ID: "a.md", Title: "T", Content: "H\nText.", Headings: []string{"H"}}},
		{"no title", "a.md", "## Part\n\nText.", related.Document{ID: "a.md", Content: "Part\nText.", Headings: []string{"Part"}}},
		{"HTML", "a.html", "---\ntitle: T\n---\n{% include x.html caption=\"Sea\" %}<p>Text &amp; {{ page.x }}<!--more--><p>more", related.Document{ID: "a.html", Title: "T", Summary: "Sea Text &", Content: "Sea\nText &\nmore"}},
		{"language of the file", "a.de.md", "x", related.Document{ID: "a.de.md", Content: "x", Language: "de"}},
		{"windows-1252", "a.md", "---\ntitle: Caf\xe9 \xfcber der M\xfchle\n---\nGr\xfc\xdfe aus K\xf6ln.", related.Document{ID: "a.md", Title: "Café über der Mühle", Content: "Grüße aus Köln."}},
		{"a date with a mistake", "a.md", "---\ndate: 2024-05-01 18:30:22 2024 -0800\n---\nx", related.Document{ID: "a.md", Content: "x", Published: may1}},
		{"anchors", "a.md", "---\nbase: &b {title: T, lang: de}\n<<: *b\nlang: fr\n---\nx", related.Document{ID: "a.md", Title: "T", Language: "fr", Content: "x"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, read(t, tt.path, tt.text).Document, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("document (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDraftAndUnlisted(t *testing.T) {
	for text, want := range map[string][3]bool{ // draft, unlisted, hidden
		"---\ntitle: x\n---":               {},
		"---\ndraft: true\n---":            {true, false, true},
		"---\ndraft: false\n---":           {},
		"---\npublished: false\n---":       {true, false, true},
		"---\npublished: no\n---":          {true, false, true},
		"---\npublished: 2024-05-01\n---":  {},
		"---\nstatus: Draft\n---":          {true, false, true},
		"+++\nrelated = false\n+++":        {false, true, true},
		"+++\n[extra]\nrelated=false\n+++": {false, true, true},
		"---\nrelated: true\n---":          {},
	} {
		s := read(t, "a.md", text+"\nx")
		if got := [3]bool{s.Draft, s.Unlisted, s.Document.Hidden}; got != want {
			t.Errorf("%q: draft, unlisted, hidden = %v, want %v", text, got, want)
		}
	}
	if !read(t, "_drafts/a.md", "---\n---\nx").Draft {
		t.Error("a file in _drafts is no draft")
	}
}

func TestWhatIsNoPage(t *testing.T) {
	fsys := fstest.MapFS{}
	for name, text := range map[string]string{
		"a.md": "x", "sub/index.md": "x", "_notes/with.md": "---\n---\nx", "vendor/a.md": "x", "sub/README.md": "---\ntitle: x\n---\nx",
		"sub/themes/a.md": "x", "plain.html": "---\n---\nx",

		"_index.md": "x", "sub/_index.de.md": "x", "index.md": "x", "content/index.md": "x", "index.de.md": "x", "README.md": "x", "sub/readme.md": "x",
		"sub/_hidden.md": "---\n---\nx", "_notes/without.md": "x", ".git/a.md": "x", "sub/.hidden.md": "x", "sub/node_modules/p/a.md": "x",
		"_site/a.md": "---\n---\nx", "_includes/a.md": "---\n---\nx", "archetypes/default.md": "---\ntitle: {{ .Name }\n---\n", "themes/t/a.md": "x",
		"vendor/bundle/a.md": "x", "static.html": "<p>x", "a.txt": "x", "a.njk": "---\n---\n", "p.md": "---\npermalink: false\n---\nx",
		"h.md": "---\nheadless: true\n---\nx", "b.md": "---\n_build:\n  render: never\n---\nx", "l.md": "---\npagination:\n  data: posts\n---\nx",
	} {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	sources, err := Read(context.Background(), fsys)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range sources {
		got = append(got, s.Path)
	}
	want := []string{"_notes/with.md", "a.md", "plain.html", "sub/README.md", "sub/index.md", "sub/themes/a.md", "vendor/a.md"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sources (-want +got):\n%s", diff)
	}
}

func TestErrors(t *testing.T) {
	bomb := "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for i := range 20 {
		bomb += fmt.Sprintf("a%d: &a%d [%s]\n", i+1, i+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i), 10), ", "))
	}
	for name, test := range map[string]struct{ text, want string }{
		"a colon":      {"---\ndate: 2024-05-01\ntitle: a: b\n---\n", `a.md:3: the front matter is not valid YAML: mapping values are not allowed in this context; put a value that has ": " in it in quotes, and let all keys start in the same column`},
		"a tab":        {"\n\n---\r\ntags:\r\n\t- b\r\n---\r\n", "a.md:5: the front matter is not valid YAML: found character that cannot start any token; indent with spaces, not tabs, and put a value that starts with @, ` or % in quotes"},
		"a list":       {"---\n- a\n---\n", `a.md:2: the front matter is no list of keys: write each as "key: value"`},
		"TOML":         {"+++\ntitle = \"a\"\ntags = [\n+++\nx", "a.md:3: the front matter is not valid TOML: "},
		"JSON":         {"{\n\"title\": \"a\",\n\"tags\" []}\n", "a.md:3: the front matter is not valid JSON: invalid character '[' after object key"},
		"JSON cut off": {"{\n\"title\": \"a\",\n", "a.md:3: the front matter is not valid JSON: unexpected EOF"},
		"no end":       {"---\ntitle: a\n\nText.", "a.md:1: the front matter has no end: put --- alone in the line after it"},
		"another":      {"---js\n{}\n---\n", "a.md:1: front matter in js can't be read: write it in YAML, TOML or JSON"},
		"a bomb":       {"---\n" + bomb + "---\nx", "a.md: the front matter has more than 50000 values, or lists in lists to a depth of more than 30"},
		"a cycle":      {"---\na: &a [*a]\n---\nx", "a.md: the front matter has more than 50000 values, or lists in lists to a depth of more than 30"},
		"a date":       {"---\ntitle: a\ndate: soon\n---\nx", `a.md:3: date "soon" can't be read: write it as 2006-01-02 or 2006-01-02T15:04:05Z`},
	} {
		t.Run(name, func(t *testing.T) {
			fsys := fstest.MapFS{"a.md": {Data: []byte(test.text)}, "b.md": {Data: []byte("Good.")}}
			sources, err := Read(context.Background(), fsys)
			if err == nil || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("error %v, want %s", err, test.want)
			}
			if n := len(sources); n == 0 || sources[n-1].Path != "b.md" {
				t.Errorf("the other source is not there: %+v", sources)
			}
			if name == "a date" && len(sources) != 2 {
				t.Error("a date that can't be read takes the source with it")
			}
		})
	}
}

func TestErrorsAreJoined(t *testing.T) {
	fsys := fstest.MapFS{"big.md": {Data: make([]byte, maxFile+1)}, "a.md": {Data: []byte("---\n- a\n---\n")}}
	_, err := Read(context.Background(), fsys)
	want := "a.md:2: the front matter is no list of keys: write each as \"key: value\"\nbig.md: larger than 16 MiB: too large for an article"
	if err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if sources, err := Read(ctx, fsys); sources != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %d sources, error %v", len(sources), err)
	}
	if _, err := Read(context.Background(), os.DirFS(filepath.Join(t.TempDir(), "none"))); err == nil {
		t.Error("a folder that is not there: no error")
	}
}

func TestLinksStayInTheFolder(t *testing.T) {
	dir := t.TempDir()
	site := filepath.Join(dir, "site")
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(dir, "secret.md"), "secret")
	write(filepath.Join(site, "real", "a.md"), "here")
	for from, to := range map[string]string{"out.md": "../secret.md", "in.md": "real/a.md", "folder": "real", "up": ".."} {
		if err := os.Symlink(to, filepath.Join(site, from)); err != nil {
			t.Skip("no symbolic links here: ", err)
		}
	}
	root, err := os.OpenRoot(site)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	sources, err := Read(context.Background(), root.FS())
	if err == nil || !strings.Contains(err.Error(), "out.md") || strings.Contains(err.Error(), "\n") {
		t.Errorf("error %v, want one about out.md", err)
	}
	var got []string
	for _, s := range sources {
		got = append(got, s.Path+" "+s.Document.Content)
	}
	if diff := cmp.Diff([]string{"in.md here", "real/a.md here"}, got); diff != "" {
		t.Errorf("sources (-want +got):\n%s", diff)
	}
}
