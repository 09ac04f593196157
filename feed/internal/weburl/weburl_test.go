package weburl

import (
	"strings"
	"testing"
)

func TestResolve(t *testing.T) {
	const base = "http://example.org/blog/feed.xml"
	tests := []struct{ base, ref, want string }{
		{base, "https://e.org/é?a=b c#d", "https://e.org/é?a=b%20c#d"},
		{base, " \n https://e.org/1\n", "https://e.org/1"},
		{base, "https://e.org/1\n23", "https://e.org/123"},
		{base, "https://e.org/100%", "https://e.org/100%"},
		{base, "/p/1", "http://example.org/p/1"},
		{base, "p/1", "http://example.org/blog/p/1"},
		{base, "../q", "http://example.org/q"},
		{base, "?page=2", "http://example.org/blog/feed.xml?page=2"},
		{base, "//cdn.example.org/x", "http://cdn.example.org/x"},
		{"", "//cdn.example.org/x", "https://cdn.example.org/x"},
		{"", "/p/1", ""},
		{base, "", ""},
		{base, "javascript:alert(1)", ""},
		{base, "feed://e.org/x", "https://e.org/x"},
		{base, "FEED:http://e.org/x", "http://e.org/x"},
		{base, "feed:javascript:alert(1)", ""},
		{base, "java\nscript:alert(1)", ""},
		{base, "\x01javascript:alert(1)", ""},
		{base, "data:text/html,x", ""},
		{base, "tag:example.org,2020:1", ""},
		{base, "https:///x", ""},
		{base, "%zz", ""},
		{base, strings.Repeat("é", 4<<9), ""}, // short enough until it is encoded
		{"ftp://example.org/", "x", ""},
	}
	for _, tt := range tests {
		if got := Resolve(Parse(tt.base), tt.ref); got != tt.want {
			t.Errorf("Resolve(%q, %q) = %q, want %q", tt.base, tt.ref, got, tt.want)
		}
	}
}

func TestIsRelative(t *testing.T) {
	for s, want := range map[string]bool{
		"/a": true, "a/b:c": true, "?x": true, "2020:01": true, "": false, "mailto:x": false, "https://e.org": false,
	} {
		if got := IsRelative(s); got != want {
			t.Errorf("IsRelative(%q) = %v, want %v", s, got, want)
		}
	}
}
