package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/kindred-go/kindred/related"
	"github.com/kindred-go/kindred/related/cmd/kindred/internal/judge"
)

// readPairs reads an editor's pairs and finds the articles that they name. What
// names none is told, and does not count.
func (p *program) readPairs(name string, c *collection) (*judge.Qrels, error) {
	articles := newNames(c.docs)
	pairs, err := readFile(name, func(r io.Reader) ([]judge.Pair, error) {
		return judge.ReadPairs(r, func(name string) bool { return articles.id(name) != "" })
	})
	if err != nil {
		return nil, err
	}
	if len(pairs) == 0 {
		return nil, fmt.Errorf("%s: no pair in it; want a line of article, related article for each", name)
	}
	var judgements []judge.Judgement
	var unfit []string
	unknown := func(pair judge.Pair, name string) {
		text := fmt.Sprintf("line %d: no article has the URL or ID %s", pair.Line, name)
		if len(unfit) < unfitShown { // finding what was meant looks at every article
			text += didYouMean(name, "", append(c.ids(), c.urls()...))
		}
		unfit = append(unfit, text)
	}
	for _, pair := range pairs {
		from, to := articles.id(pair.Article), articles.id(pair.Related)
		switch {
		case from == "":
			unknown(pair, pair.Article)
		case to == "":
			unknown(pair, pair.Related)
		case from == to:
			unfit = append(unfit, fmt.Sprintf("line %d: pairs an article with itself", pair.Line))
		default:
			judgements = append(judgements, judge.Judgement{Query: from, Document: to, Grade: pair.Grade})
		}
	}
	if len(unfit) > 0 {
		p.complain(tellUnfit(name, unfit, len(pairs)))
	}
	if len(judgements) == 0 {
		return nil, errReported
	}
	return judge.NewQrels(judgements), nil
}

// unfitShown is how many pairs are told one by one; of a file for another site
// there would be thousands.
const unfitShown = 5

func tellUnfit(name string, unfit []string, pairs int) error {
	text := fmt.Sprintf("%s: %d of %s left out\n", name, len(unfit), plural(pairs, "pair"))
	text += strings.Join(unfit[:min(unfitShown, len(unfit))], "\n")
	if more := len(unfit) - unfitShown; more > 0 {
		text += fmt.Sprintf("\nand %d more", more)
	}
	return errors.New(text)
}

// names finds articles by ID, or by any spelling of their URL.
type names struct {
	ids   map[string]bool
	byURL map[string]string
}

func newNames(docs []related.Document) *names {
	n := &names{make(map[string]bool, len(docs)), make(map[string]string, len(docs))}
	for i := range docs {
		n.ids[docs[i].ID] = true
		if url := related.CanonicalURL(docs[i].URL); url != "" {
			n.byURL[url] = docs[i].ID
		}
	}
	return n
}

// id returns the ID of the article that a name means, "" if it means none.
func (n *names) id(name string) string {
	if n.ids[name] {
		return name
	}
	return n.byURL[related.CanonicalURL(name)]
}
