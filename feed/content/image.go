package content

import "strings"

// images yields the pictures that the front matter names.
func images(meta table) func(yield func(string) bool) {
	var in func(v any, yield func(string) bool) bool
	in = func(v any, yield func(string) bool) bool {
		switch v := v.(type) {
		case string:
			return v == "" || isBool(v) || !looksLikeFile(v) || yield(v)
		case []any:
			for _, e := range v {
				if !in(e, yield) {
					return false
				}
			}
		case table:
			for _, k := range imageParts {
				if e, ok := v[k]; ok && !in(e, yield) {
					return false
				}
			}
		}
		return true
	}
	return func(yield func(string) bool) {
		for v := range meta.values(imageKeys...) {
			if !in(v, yield) {
				return
			}
		}
	}
}

// looksLikeFile tells an address from a word: "featured: yes", "header: dark".
func looksLikeFile(s string) bool { return strings.ContainsAny(s, "./") }
