package widget_test

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"github.com/kindred-go/kindred/wasm/widget"
)

func TestStylesheetIsSmall(t *testing.T) {
	const most = 1500
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, brotli.BestCompression)
	if _, err := w.Write([]byte(widget.CSS())); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes, %d with brotli", len(widget.CSS()), b.Len())
	if b.Len() > most {
		t.Errorf("the stylesheet has %d bytes with brotli, want at most %d", b.Len(), most)
	}
}

func TestStylesheetFitsInAStyleElement(t *testing.T) {
	if strings.Contains(widget.CSS(), "</") {
		t.Error("the stylesheet may end the element that it is in")
	}
}

var (
	cssComment  = regexp.MustCompile(`(?s)/\*.*?\*/`)
	cssSelector = regexp.MustCompile(`([^{};]+)\{`)
	// A rule of no weight: :where(), and perhaps a pseudo-element.
	weightless = regexp.MustCompile(`^(:where\(.*\))+(::after)?$`)
)

// A site's own rule must win whatever it selects by, also inside @media and @container.
func TestRulesWeighNothing(t *testing.T) {
	src, err := os.ReadFile("src/related.css")
	if err != nil {
		t.Fatal(err)
	}
	rules := 0
	for _, m := range cssSelector.FindAllStringSubmatch(cssComment.ReplaceAllString(string(src), ""), -1) {
		selector := strings.Join(strings.Fields(m[1]), " ")
		if strings.HasPrefix(selector, "@") || selector == "to" { // of @keyframes
			continue
		}
		rules++
		if !weightless.MatchString(selector) || commaOutside(selector) {
			t.Errorf("%s { has weight", selector)
		}
	}
	if rules < 20 {
		t.Errorf("found only %d rules", rules)
	}
}

// commaOutside reports a comma that is in no parentheses: a second selector.
func commaOutside(selector string) bool {
	depth := 0
	for _, r := range selector {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth--
		case r == ',' && depth == 0:
			return true
		}
	}
	return false
}

// Every custom property that the stylesheet reads is told in the package's doc, with
// nothing told that is not there.
func TestCustomPropertiesAreDocumented(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	property := regexp.MustCompile(`--related-[a-z-]+`)
	read, told := make(map[string]bool), make(map[string]bool)
	for _, name := range property.FindAllString(widget.CSS(), -1) {
		read[name] = true
	}
	for _, name := range property.FindAllString(string(doc), -1) {
		told[name] = true
		if !read[name] {
			t.Errorf("%s is in the doc, and not in the stylesheet", name)
		}
	}
	for name := range read {
		if !told[name] {
			t.Errorf("%s is not in the doc", name)
		}
	}
}
