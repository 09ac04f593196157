package content

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"
)

// A table is a table of front matter, whatever it was written in. Its values are
// strings, []any and tables; its keys are in one spelling, see key. What is
// null is left out.
type table map[string]any

// key returns the spelling of a key that tables have: in lower case, without
// hyphens and underscores.
func key(s string) string {
	return strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToLower(s))
}

// A converter makes tables. It stops at more values and levels than front
// matter can have, so that an alias that stands for a million others is harmless.
type converter struct {
	values, depth int
	tooMuch       bool
}

const (
	maxValues = 50_000
	maxDepth  = 30
)

func (c *converter) err() *lineError {
	if c.tooMuch {
		return &lineError{0, fmt.Sprintf("the front matter has more than %d values, or lists in lists to a depth of more than %d", maxValues, maxDepth)}
	}
	return nil
}

// enter counts a value and reports whether there may be more of them. After it
// comes leave.
func (c *converter) enter() bool {
	c.values++
	c.depth++
	c.tooMuch = c.tooMuch || c.values > maxValues || c.depth > maxDepth
	return !c.tooMuch
}

func (c *converter) leave() { c.depth-- }

func (c *converter) table(m map[string]any) table {
	t := make(table, len(m))
	for _, k := range slices.Sorted(maps.Keys(m)) { // of Tags and tags always the same
		if v := c.value(m[k]); v != nil {
			t[key(k)] = v
		}
	}
	return t
}

// value converts what the JSON and TOML decoders make.
func (c *converter) value(v any) any {
	defer c.leave()
	if !c.enter() {
		return nil
	}
	switch v := v.(type) {
	case nil:
		return nil
	case map[string]any:
		return c.table(v)
	case []any:
		var list []any
		for _, e := range v {
			list = append(list, c.value(e))
		}
		return list
	case []map[string]any:
		var list []any
		for _, e := range v {
			list = append(list, c.value(e))
		}
		return list
	case time.Time:
		switch v.Location().String() { // TOML's dates without a zone have one of these
		case "date-local":
			return v.Format(time.DateOnly)
		case "datetime-local":
			return v.Format("2006-01-02T15:04:05")
		case "time-local":
			return v.Format(time.TimeOnly)
		}
		return v.Format(time.RFC3339Nano)
	}
	return fmt.Sprint(v)
}

func (c *converter) node(n *yaml.Node) any {
	defer c.leave()
	if !c.enter() {
		return nil
	}
	switch n.Kind {
	case yaml.DocumentNode:
		if len(n.Content) > 0 {
			return c.node(n.Content[0])
		}
	case yaml.AliasNode:
		return c.node(n.Alias)
	case yaml.SequenceNode:
		var list []any
		for _, e := range n.Content {
			list = append(list, c.node(e))
		}
		return list
	case yaml.MappingNode:
		t := make(table, len(n.Content)/2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			v := c.node(n.Content[i+1])
			if merged, ok := v.(table); ok && n.Content[i].Value == "<<" {
				maps.Copy(merged, t)
				t = merged
			} else if v != nil {
				t[key(n.Content[i].Value)] = v
			}
		}
		return t
	case yaml.ScalarNode:
		if n.ShortTag() != "!!null" {
			return n.Value
		}
	}
	return nil
}

// values yields what stands under the first of the keys, then under the others:
// at the top, then in the tables in which Zola and Hugo keep a site's own keys.
func (t table) values(keys ...string) iter.Seq[any] {
	return func(yield func(any) bool) {
		for _, name := range []string{"", "extra", "params"} {
			place := t
			if name != "" {
				place, _ = t[name].(table)
			}
			for _, k := range keys {
				if v, ok := place[k]; ok && !yield(v) {
					return
				}
			}
		}
	}
}

// text returns the first text under the keys, as one line.
func (t table) text(keys ...string) string {
	for v := range t.values(keys...) {
		if s, ok := v.(string); ok && s != "true" && s != "false" { // but "no" is Norwegian
			if s = fold(s); s != "" {
				return s
			}
		}
	}
	return ""
}

// says reports whether one of the keys has the truth value: "true" or "false".
func (t table) says(truth bool, keys ...string) bool {
	for v := range t.values(keys...) {
		if s, ok := v.(string); ok && isBool(s) && isTrue(s) == truth {
			return true
		}
	}
	return false
}

// isBool reports whether the text is a truth value in YAML 1.1, which Jekyll reads.
func isBool(s string) bool {
	switch strings.ToLower(s) {
	case "true", "yes", "on", "false", "no", "off":
		return true
	}
	return false
}

func isTrue(s string) bool {
	s = strings.ToLower(s)
	return s == "true" || s == "yes" || s == "on"
}

// names returns the texts in a value: a text is split, and of a table in a list
// it is what names it.
func names(v any, split func(string) []string) []string {
	switch v := v.(type) {
	case string:
		if split != nil {
			return split(v)
		}
		return []string{v}
	case []any:
		var all []string
		for _, e := range v {
			all = append(all, names(e, nil)...)
		}
		return all
	case table:
		for _, k := range []string{"name", "title", "displayname", "url", "path", "href", "slug", "id"} {
			if s, ok := v[k].(string); ok {
				return []string{s}
			}
		}
	}
	return nil
}

func fold(s string) string { return strings.Join(strings.Fields(s), " ") }

// distinct folds white space, and drops empty texts and those that differ from
// an earlier one only in case.
func distinct(list []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, s := range list {
		s = fold(s)
		if k := strings.ToLower(s); s != "" && !seen[k] {
			seen[k] = true
			out = append(out, s)
		}
	}
	return out
}
