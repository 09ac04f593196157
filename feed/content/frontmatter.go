package content

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/BurntSushi/toml"
	"go.yaml.in/yaml/v4"
)

// A lineError is what is wrong in a line of a source; 0 if the line is unknown.
type lineError struct {
	line int
	text string
}

func (e *lineError) Error() string { return e.text }

// in says where the error is.
func (e *lineError) in(name string) error {
	if e.line > 0 {
		return fmt.Errorf("%s:%d: %w", name, e.line, e)
	}
	return fmt.Errorf("%s: %w", name, e)
}

// maxFrontMatter is how many bytes of front matter are read.
const maxFrontMatter = 1 << 20

var (
	opening  = regexp.MustCompile(`^(?:---[ \t]*([A-Za-z]*)|\+\+\+)[ \t]*(?:\n|$)`)
	openJSON = regexp.MustCompile(`^\{\s*["}]`)
)

// split separates a text with LF line ends into its front matter, which is nil
// if there is none, and the rest.
func split(src string) (meta table, block, body string, err *lineError) {
	trimmed := strings.TrimLeft(src, " \t\n")
	before := strings.Count(src[:len(src)-len(trimmed)], "\n") // lines
	if openJSON.MatchString(trimmed) {
		return splitJSON(trimmed, before)
	}
	open := opening.FindStringSubmatch(trimmed)
	if open == nil {
		return nil, "", src, nil
	}
	fence := trimmed[:3]
	block, body, ok := cutLine(trimmed[len(open[0]):], fence)
	switch {
	case !ok:
		return nil, "", "", &lineError{before + 1, "the front matter has no end: put " + fence + " alone in the line after it"}
	case len(block) > maxFrontMatter:
		return nil, "", "", &lineError{before + 1, fmt.Sprintf("the front matter has more than %d MiB: is the line %s that ends it missing?", maxFrontMatter>>20, fence)}
	}
	language := strings.ToLower(open[1])
	switch {
	case fence == "+++" || language == "toml":
		meta, err = readTOML(block)
	case language == "json":
		meta, _, err = readJSON(block)
	case language == "" || language == "yaml" || language == "yml":
		meta, err = readYAML(block)
	default:
		return nil, "", "", &lineError{before + 1, fmt.Sprintf("front matter in %s can't be read: write it in YAML, TOML or JSON", language)}
	}
	if err != nil && err.line > 0 {
		err.line += before + 1
	}
	return meta, block, body, err
}

// cutLine cuts s around the line that is the fence; YAML also ends with "...".
func cutLine(s, fence string) (before, after string, ok bool) {
	for at := 0; at < len(s); {
		line, _, _ := strings.Cut(s[at:], "\n")
		next := min(at+len(line)+1, len(s))
		if l := strings.TrimRight(line, " \t"); l == fence || fence == "---" && l == "..." {
			return s[:at], s[next:], true
		}
		at = next
	}
	return "", "", false
}

func splitJSON(src string, before int) (meta table, block, body string, err *lineError) {
	meta, length, err := readJSON(src)
	if err != nil {
		err.line += before
		return nil, "", "", err
	}
	return meta, src[:length], src[length:], nil
}

// readJSON reads the object that s starts with, and says how long it is.
func readJSON(s string) (table, int, *lineError) {
	dec := json.NewDecoder(strings.NewReader(s))
	dec.UseNumber()
	var m map[string]any
	if err := dec.Decode(&m); err != nil {
		at := len(s)
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			at = min(int(syntax.Offset), len(s))
		}
		return nil, 0, &lineError{1 + strings.Count(s[:at], "\n"), fmt.Sprintf("the front matter is not valid JSON: %v", err)}
	}
	var c converter
	meta := c.table(m)
	return meta, int(dec.InputOffset()), c.err()
}

func readTOML(s string) (table, *lineError) {
	var m map[string]any
	if _, err := toml.Decode(s, &m); err != nil {
		var bad toml.ParseError
		if errors.As(err, &bad) {
			return nil, &lineError{bad.Position.Line, "the front matter is not valid TOML: " + strings.TrimPrefix(bad.Message, "toml: ")}
		}
		return nil, &lineError{0, fmt.Sprintf("the front matter is not valid TOML: %v", err)}
	}
	var c converter
	meta := c.table(m)
	return meta, c.err()
}

// yamlHints say what to do about what people write most.
var yamlHints = []struct{ message, hint string }{
	{"mapping values are not allowed", `put a value that has ": " in it in quotes, and let all keys start in the same column`},
	{"cannot start any token", "indent with spaces, not tabs, and put a value that starts with @, ` or % in quotes"},
	{"unexpected end of stream", "a quote, or a bracket, is opened and not closed"},
	{"unknown anchor", "put a value that starts with * in quotes"},
	{"unknown escape", `write \\ for \ in double quotes, or use single ones`},
}

// readYAML reads the tree of nodes, not values: so aliases are expanded only as
// far as the converter lets them, and 1.10 and no stay what was written.
func readYAML(s string) (table, *lineError) {
	if blank(s) {
		return table{}, nil
	}
	var doc yaml.Node
	if err := yaml.Load([]byte(s), &doc); err != nil {
		var bad *yaml.LoadError
		if !errors.As(err, &bad) {
			return nil, &lineError{0, fmt.Sprintf("the front matter is not valid YAML: %v", err)}
		}
		text := "the front matter is not valid YAML: " + strings.TrimPrefix(bad.Message, "yaml: ")
		for _, h := range yamlHints {
			if strings.Contains(bad.Message, h.message) {
				text += "; " + h.hint
				break
			}
		}
		return nil, &lineError{bad.Mark.Line, text}
	}
	var c converter
	meta, ok := c.node(&doc).(table)
	if err := c.err(); err != nil {
		return nil, err
	}
	if !ok {
		return nil, &lineError{1, `the front matter is no list of keys: write each as "key: value"`}
	}
	return meta, nil
}

// blank reports whether there is nothing but comments in the YAML.
func blank(s string) bool {
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			return false
		}
	}
	return true
}
