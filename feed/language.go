package feed

import (
	"fmt"

	"github.com/kindred-go/kindred/feed/internal/langtag"
	"github.com/kindred-go/kindred/related"
)

// doubtLanguages takes away the languages of documents that can't be in them.
func (m *mapper) doubtLanguages(docs []related.Document, positions []int) {
	for _, d := range langtag.TakeAway(docs) {
		m.warnings.put(Warning{Kind: WarnLanguage, Item: positions[d.First], ID: docs[d.First].ID, Count: d.Count,
			Text: fmt.Sprintf("it is said to be in %q, but its letters are others; its language is left open", d.Language)})
	}
}
