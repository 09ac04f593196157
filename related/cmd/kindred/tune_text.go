package main

import (
	"fmt"
	"strings"

	"github.com/kindred-go/kindred/related/cmd/kindred/internal/tune"
)

func (t *textLayout) tuneReport(r *tuneReport) []byte {
	row := func(label string, value any) { t.line(pad(label, 39), fmt.Sprint(value)) }
	t.line(t.paint(faint, pad("", 39)+"nDCG@10"))
	row("the settings in force", fmt.Sprintf("%.4f", r.InForce.NDCG10))
	if r.Tuned != nil {
		row("tuned, on the queries it was tuned by", fmt.Sprintf("%.4f  %s", r.Tuned.NDCG10, t.paint(faint, "(optimistic)")))
		row("tuned, on queries held out", fmt.Sprintf("%.4f", r.HeldOut.NDCG10))
		t.line()
		d := r.Difference
		row("held out - in force", fmt.Sprintf("%+.4f, 95%% interval %+.4f to %+.4f", d.Mean, d.Low, d.High))
		if d.Mean > 0 {
			row("samples in which it gains nothing", fmt.Sprintf("%.2f%%  %s", 100*d.OtherSign, t.paint(faint, fmt.Sprintf("(to be believed: at most %.2g%%)", 100*tune.MaxChance))))
		}
		row("queries better, same, worse", fmt.Sprintf("%d, %d, %d", d.Wins, d.Ties, d.Losses))
		row("parts that found the same settings", fmt.Sprintf("%d of %d", r.agreeing(), len(r.HeldOut.Folds)))
	}
	row("queries", r.Queries)
	row("documents", r.Documents)
	row("configurations tried", r.Configurations)
	t.line()
	t.paragraph("", strong, r.Conclusion)
	if r.Config != "" {
		t.line()
		for line := range strings.Lines(r.Config) {
			t.line(strings.TrimSuffix(line, "\n")) // never broken, so that it can be copied
		}
	}
	return t.out
}

// agreeing counts the folds whose search found what that on all queries did: if
// few do, it is not clear what the pairs ask for.
func (r *tuneReport) agreeing() int {
	n := 0
	for _, f := range r.HeldOut.Folds {
		if f.is(*r.Tuned) {
			n++
		}
	}
	return n
}
