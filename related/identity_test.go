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

func TestCanonicalURLClasses(t *testing.T) {
	same := [][]string{
		{"https://a.example", "http://a.example/", "HTTPS://A.EXAMPLE:443/#x", "http://a.example:80?utm_medium=rss", " https://a.example/?gclid=1&UTM_X=2 "},
		{"https://a.example/b", "https://a.example/b/"},
		{"https://a.example/B"},
		{"https://a.example/b//"},
		{"https://a.example:8080/b"},
		{"https://a.example/b?x=1&y=2", "https://a.example/b?x=1&fbclid=z&y=2&"},
		{"https://a.example/b?y=2&x=1"},
		{"https://a.example/%C3%A9", "https://a.example/é"},
		{"ftp://a.example/b"},
		{"/relative"},
		{"urn:x"},
	}
	seen := map[string]int{}
	for i, group := range same {
		for _, u := range group {
			key := CanonicalURL(u)
			if j, ok := seen[key]; ok && j != i {
				t.Errorf("%q has the key %q of %q", u, key, same[j][0])
			}
			seen[key] = i
		}
	}
	if len(seen) != len(same) {
		t.Errorf("%d keys of %d articles: %v", len(seen), len(same), seen)
	}
}
