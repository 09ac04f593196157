package content

import (
	"context"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// read reads a site of one file, which must have one source.
func read(t *testing.T, name, text string) Source {
	t.Helper()
	sources, err := Read(context.Background(), fstest.MapFS{name: {Data: []byte(text)}})
	if err != nil {
		t.Fatal(err)
	}
	if len(sources) != 1 {
		t.Fatalf("%d sources in %s, want 1", len(sources), name)
	}
	return sources[0]
}

// The first addresses of sources, by what each generator makes of them.
func TestAddresses(t *testing.T) {
	const dated = "---\ndate: 2024-05-01T23:30:00+02:00\n---\nx"
	tests := []struct {
		name, path, text string
		want             []string // the list starts with these
	}{
		{"Hugo", "content/posts/a.md", dated, []string{"/posts/a/", "/posts/a.html"}},
		{"in its folder", "posts/a.md", dated, []string{"/posts/a/", "/posts/a.html"}},
		{"Hugo bundle", "content/posts/a/index.md", dated, []string{"/posts/a/", "/posts/a.html"}},
		{"Hugo spaces and marks", "posts/Über Fähren & Häfen.md", dated, []string{"/posts/über-fähren--häfen/", "/posts/über-fähren--häfen.html",
			"/posts/Über Fähren & Häfen/", "/posts/Über Fähren & Häfen.html", "/posts/uber-fahren-hafen/", "/posts/uber-fahren-hafen.html"}},
		{"Hugo language", "posts/a.de.md", dated, []string{"/de/posts/a/", "/de/posts/a.html", "/posts/a/", "/posts/a.html"}},
		{"Hugo bundle's language", "posts/a/index.pt-br.md", dated, []string{"/pt-br/posts/a/", "/pt-br/posts/a.html", "/posts/a/"}},
		{"not a language", "posts/v1.2.md", dated, []string{"/posts/v1.2/", "/posts/v1.2.html"}},
		{"Hugo slug", "posts/a.md", "---\nslug: b-c\n---\nx", []string{"/posts/b-c/", "/posts/b-c.html", "/posts/a/"}},
		{"Hugo url", "posts/a.md", "+++\nurl = '/b/c/'\n+++\nx", []string{"/b/c/", "/b/c.html", "/posts/a/"}},
		{"Hugo url without slashes", "posts/a.de.md", "+++\nurl = 'b'\n+++\nx", []string{"/b/", "/b.html", "/de/b/", "/de/b.html"}},
		{"Jekyll post", "_posts/2024-05-01-Ferry-times.md", "---\n---\nx", []string{"/2024/05/01/ferry-times.html", "/2024/05/01/ferry-times/",
			"/2024/05/01/Ferry-times.html", "/2024/05/01/Ferry-times/"}},
		{"Jekyll categories", "_posts/2024-05-01-a.markdown", "---\ncategories: Town  harbour\n---\nx", []string{"/town/harbour/2024/05/01/a.html",
			"/town/harbour/2024/05/01/a/", "/2024/05/01/a.html", "/2024/05/01/a/", "/town/harbour/a.html", "/town/harbour/a/"}},
		{"Jekyll folder as category", "news/_posts/2024-5-1-a.md", "---\ncategory: Long name\n---\nx", []string{"/news/long-name/2024/05/01/a.html",
			"/news/long-name/2024/05/01/a/", "/news/2024/05/01/a.html"}},
		{"Jekyll date in front matter", "_posts/2024-05-03-a.md", dated, []string{"/2024/05/01/a.html", "/2024/05/01/a/", "/a.html", "/a/", "/2024/05/03/a.html", "/2024/05/03/a/"}},
		{"Jekyll permalink", "_posts/2024-05-01-a.md", "---\npermalink: /:categories/:year/:title:output_ext\ncategories: [b]\n---\nx", []string{"/b/2024/a.html", "/b/2024/a/"}},
		{"Jekyll style's name", "_posts/2024-05-01-a.md", "---\npermalink: pretty\n---\nx", []string{"/2024/05/01/a.html"}},
		{"Jekyll page without an extension", "about.md", "---\npermalink: /who\n---\nx", []string{"/who/", "/who.html"}},
		{"Jekyll collection", "_recipes/soup.md", "---\ntitle: Soup\n---\nx", []string{"/recipes/soup.html", "/recipes/soup/"}},
		{"Hexo", "source/_posts/a.md", dated, []string{"/2024/05/01/a.html", "/2024/05/01/a/"}},
		{"Eleventy", "src/posts/2024-05-01-a.md", "x", []string{"/posts/a/", "/posts/a.html", "/posts/2024-05-01-a/", "/posts/2024-05-01-a.html",
			"/src/posts/a/"}},
		{"Eleventy permalink", "posts/a.md", "---\ntitle: Der Hafen\npermalink: \"/blog/{{ title | slugify }}/index.html\"\n---\nx", []string{"/blog/der-hafen/", "/blog/der-hafen.html", "/posts/a/"}},
		{"Eleventy fileSlug", "posts/2024-05-01-a.md", "---\npermalink: /b/{{ page.fileSlug }}.html\n---\nx", []string{"/b/a.html", "/b/a/"}},
		{"Eleventy permalink with more in it", "posts/a.md", "---\npermalink: /{% if x %}b{% endif %}/{{ y }}/\n---\nx", []string{"/posts/a/"}},
		{"Astro", "src/content/blog/a.md", "x", []string{"/blog/a/", "/blog/a.html", "/src/content/blog/a/"}},
		{"Starlight", "src/content/docs/guides/a.mdx", "x", []string{"/guides/a/", "/guides/a.html"}},
		{"Hugo folder of a language", "content/en/posts/a.md", "x", []string{"/en/posts/a/", "/en/posts/a.html", "/posts/a/", "/posts/a.html"}},
		{"Astro page", "src/pages/notes/a.mdx", "x", []string{"/notes/a/", "/notes/a.html"}},
		{"Zola date", "content/blog/2024-05-01_a.md", "+++\n+++\nx", []string{"/blog/a/", "/blog/a.html", "/blog/2024-05-01_a/"}},
		{"Zola bundle", "content/blog/2024-05-01-a/index.md", "+++\n+++\nx", []string{"/blog/a/", "/blog/a.html", "/blog/2024-05-01-a/"}},
		{"Zola path", "content/blog/a.md", "+++\npath = 'b/c'\n+++\nx", []string{"/b/c/", "/b/c.html", "/blog/a/"}},
		{"a whole URL", "a.md", "---\nurl: https://example.org/b%20c/?x#y\n---\nx", []string{"/b c/", "/b c.html", "/a/"}},
		{"out of the site", "a.md", "---\nurl: ../../etc/passwd\n---\nx", []string{"/etc/passwd/", "/etc/passwd.html", "/a/"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := read(t, tt.path, tt.text).Addresses
			if diff := cmp.Diff(tt.want, got[:min(len(got), len(tt.want))]); diff != "" {
				t.Errorf("addresses (-want +got):\n%s", diff)
			}
		})
	}
}

// Where generators are often set up to put a page, after what is likelier.
func TestGuessedAddresses(t *testing.T) {
	got := read(t, "content/posts/deep/a.md", "---\ndate: 2024-05-01\n---\nx").Addresses
	for _, want := range []string{"/posts/a/", "/a/", "/2024/05/01/a/", "/2024/05/a/", "/posts/2024/05/a/", "/posts/2024/a.html"} {
		if !slices.Contains(got, want) {
			t.Errorf("%s is not among %q", want, got)
		}
	}
}
