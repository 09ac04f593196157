package related

import "testing"

func TestCanonicalURL(t *testing.T) {
	const want = "x.example/a/b?id=1"
	for _, url := range []string{
		"https://x.example/a/b?id=1", "http://x.example/a/b?id=1", " HTTPS://WWW.X.EXAMPLE:443/a/b/?id=1&utm_source=feed&fbclid=2#top",
		"http://x.example:80/a/b?utm_medium=rss&id=1",
	} {
		if got := CanonicalURL(url); got != want {
			t.Errorf("CanonicalURL(%q) = %q, want %q", url, got, want)
		}
	}
	for url, want := range map[string]string{
		"":                       "",
		"https://x.example":      "x.example/",
		"https://x.example/":     "x.example/",
		"https://x.example/A":    "x.example/A",
		"https://x.example/?p=1": "x.example/?p=1",
		"urn:isbn:1":             "urn:isbn:1",
		"/relative":              "/relative",
	} {
		if got := CanonicalURL(url); got != want {
			t.Errorf("CanonicalURL(%q) = %q, want %q", url, got, want)
		}
	}
}
