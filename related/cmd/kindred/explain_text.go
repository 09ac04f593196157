package main

import (
	"fmt"
	"math"
	"strings"

	"github.com/rivo/uniseg"

	"github.com/kindred-go/kindred/related"
)

// defaultLimit is what a limit of 0 means everywhere in Kindred.
const defaultLimit = 4

// termsShown is how many shared terms explain names to people; as JSON it
// prints all.
const termsShown = 12

// explanation writes why one article is, or is not, in the other's list.
func (t *textLayout) explanation(e explanation, limit int) []byte {
	t.hanging("from  ", "      ", strong, title(e.From.Title, e.From.URL, e.From.ID))
	t.hanging("to    ", "      ", strong, title(e.To.Title, e.To.URL, e.To.ID))
	t.line()
	t.paragraph("", plain, verdictOf(e, limit))
	t.line()
	t.signals(e.Signals, e.Score)
	if len(e.Terms) > 0 {
		t.line()
		t.terms(e.Terms)
	}
	return t.out
}

// verdictOf says in a sentence where the second article stands in the first
// one's list.
func verdictOf(e explanation, limit int) string {
	if limit == 0 {
		limit = defaultLimit
	}
	switch {
	case e.Rank == 0:
		return "Not in the list: " + exclusion(e.Excluded) + "."
	case e.Rank > limit:
		return fmt.Sprintf("Number %d of those that could follow; the list ends after %d.", e.Rank, limit)
	}
	s := fmt.Sprintf("Number %d in the list", e.Rank)
	if label := reasonLabel(e.Reason); label != "" {
		s += ", " + label
	}
	if e.Placed {
		s += "; others score more, but no other list would show it (--orphans leave leaves it out)"
	}
	return s + "."
}

// exclusion puts the engine's word for what keeps an article out into a clause.
func exclusion(word string) string {
	switch word {
	case "same article":
		return "it is the same article"
	case "hidden":
		return "an editor hid it"
	case "excluded":
		return "the query leaves it out"
	case "language":
		return "it is in another language (--cross-language lets it in)"
	case "near-copy":
		return "it is a near-copy of the article (--near-copies keep lets it in)"
	case "repeats another":
		return "it is a near-copy of one further up (--near-copies keep lets it in)"
	case "score":
		return "its score is below the floor (--min-score off lifts it)"
	case "no candidate":
		return "many articles share more of the words that matter most"
	case "crowded":
		return "enough other lists show it, in which it scores more (--orphans leave lets it in)"
	case "tag":
		return "it has one of the tags that --never-tags keeps out"
	case "section":
		return "it is in another section (--same-section keeps it out)"
	case "":
		return "others fit better"
	}
	return word
}

// signals writes a table whose last column adds up to the score.
func (t *textLayout) signals(signals []related.Signal, score float64) {
	most, name := 0.0, len("signal")
	for _, s := range signals {
		most = max(most, math.Abs(s.Share))
		name = max(name, uniseg.StringWidth(s.Name))
	}
	t.line(t.paint(faint, pad("signal", name)+"   value  weight    share"))
	for _, s := range signals {
		row := fmt.Sprintf("%s  %6.4f  %6.4f  %7.4f", pad(s.Name, name), s.Value, s.Weight, s.Share)
		if math.Abs(s.Share) < 5e-5 {
			t.line(t.paint(faint, row)) // said, but nothing to look at
			continue
		}
		t.line(row, "  ", t.paint(accent, bar(s.Share, most)))
	}
	t.line(pad("score", name), strings.Repeat(" ", 16), "  ", t.paint(strong, fmt.Sprintf("%7.4f", score)))
}

// terms writes a table of the strongest shared terms.
func (t *textLayout) terms(terms []related.Term) {
	shown := terms[:min(termsShown, len(terms))]
	name, most := len("shared term"), 0.0
	for _, term := range shown {
		name = max(name, min(40, uniseg.StringWidth(printable(term.Term))))
		most = max(most, term.Share)
	}
	t.line(t.paint(faint, pad("shared term", name)+"  field     share"))
	for _, term := range shown {
		t.line(fmt.Sprintf("%s  %-6s  %7.4f  ", pad(printable(term.Term), name), term.Field, term.Share),
			t.paint(accent, bar(term.Share, most)))
	}
	if more := len(terms) - len(shown); more > 0 {
		t.line(t.paint(faint, fmt.Sprintf("and %d more, with --format json", more)))
	}
}

// bar draws a share beside its number, in eighths of a column; what counts
// against the pair is drawn lighter.
func bar(share, most float64) string {
	const full = 20 // columns
	if most == 0 {
		return ""
	}
	eighths := int(math.Round(math.Abs(share) / most * full * 8))
	if share < 0 {
		return strings.Repeat("░", max(1, eighths/8))
	}
	s := strings.Repeat("█", eighths/8)
	if rest := eighths % 8; rest > 0 {
		s += string([]rune(" ▏▎▍▌▋▊▉")[rest])
	}
	return s
}

// pad fills text up to so many columns.
func pad(text string, columns int) string {
	return text + strings.Repeat(" ", max(0, columns-uniseg.StringWidth(text)))
}
