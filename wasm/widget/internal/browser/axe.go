package browser

import (
	"os"
	"path/filepath"
	"testing"
)

// Axe gives the source of axe-core, which checks a page against the rules of accessibility.
func Axe(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for parent := filepath.Dir(dir); ; dir, parent = parent, filepath.Dir(parent) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		if dir == parent {
			t.Fatal("no go.mod above the test")
		}
	}
	source, err := os.ReadFile(filepath.Join(dir, "wasm", "widget", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		absent(t, "axe-core is not installed: run npm ci in wasm/widget")
	}
	return string(source)
}

// Axe checks the page against WCAG 2.2 A and AA, best practices among them, and gives a line
// for every element that fails a rule. Shadow roots are checked if they are open.
func (p *Page) Axe() []string {
	p.t.Helper()
	var lines []string
	p.Eval(`(async () => {
		`+Axe(p.t)+`
		const {violations} = await axe.run(document, {
			runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
			rules: {"target-size": {enabled: true}},
			resultTypes: ["violations"],
		});
		return violations.flatMap(v => v.nodes.map(n =>
			v.id + " (" + v.impact + ") " + n.target.flat().join(" >>> ") + ": " + n.failureSummary.replace(/\s+/g, " ")));
	})()`, &lines)
	return lines
}
