package related

import (
	"slices"

	"github.com/kindred-go/kindred/related/internal/text"
)

// dropBylines puts gaps in the place of the author's name in a document's text:
// who wrote two articles does not make them one subject, but in a feed of short
// excerpts a byline would weigh as much. Only the whole name counts, of two words
// or more, the last of which may come first ("Ada Quill", "Quill, Ada").
func dropBylines(a *text.Analyzer, words []uint32, authors []string, language string) {
	for _, author := range authors {
		name := a.Append(nil, author, language)
		n := len(name)
		if n < 2 {
			continue
		}
		turned := append(name[n-1:n:n], name[:n-1]...)
		for at := 0; at+n <= len(words); at++ {
			if found := words[at : at+n]; slices.Equal(found, name) || slices.Equal(found, turned) {
				for i := range found {
					found[i] = gap
				}
			}
		}
	}
}
