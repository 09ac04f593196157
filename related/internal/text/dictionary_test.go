package text

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Analyzers that share a dictionary number words alike, whoever meets them first, and a
// word that is the same in two languages has one number.
func TestSharedDictionary(t *testing.T) {
	sentence := strings.Repeat("Ferries wait for the tide, radio masts for nobody. ", 20) + "Möwen warten"
	d := NewDictionary()
	type reading struct {
		numbers []uint32
		forms   []string
	}
	readings := make([][2]reading, 8)
	var wg sync.WaitGroup
	for i := range readings {
		wg.Go(func() {
			a := d.NewAnalyzer()
			languages := [...]string{"en", "de"}
			for n := range languages {
				at := (i + n) % 2 // half begin with the other language
				r := &readings[i][at]
				r.numbers = a.Append(nil, sentence, languages[at])
				for _, n := range r.numbers {
					r.forms = append(r.forms, a.Words()[n].Form)
				}
			}
		})
	}
	wg.Wait()
	for i := range readings {
		if diff := cmp.Diff(readings[0], readings[i], cmp.AllowUnexported(reading{})); diff != "" {
			t.Errorf("reader %d (-reader 0 +this one):\n%s", i, diff)
		}
	}
	seen := make(map[Word]bool)
	for _, w := range d.Words() {
		if seen[w] {
			t.Errorf("%v has two numbers", w)
		}
		seen[w] = true
	}
	if w := (Word{Form: "masts", Stem: "mast"}); !seen[w] {
		t.Errorf("no %v", w)
	}
}
