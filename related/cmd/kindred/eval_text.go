package main

import "fmt"

// An evalReport is what eval prints.
type evalReport struct {
	verdict
	*contest // nil without --against
}

func (t *textLayout) evalReport(r evalReport) []byte {
	if r.contest == nil {
		t.verdict(r.verdict)
	} else {
		t.contest(r.verdict, r.contest)
	}
	return t.out
}

// A figure is a row of a verdict.
type figure struct{ label, value string }

// figures are the rows of a verdict but for the near-copies.
func (v *verdict) figures() []figure {
	score := func(x float64) string { return fmt.Sprintf("%.4f", x) }
	return []figure{
		{"nDCG@5", score(v.NDCG5)},
		{"nDCG@10", score(v.NDCG10)},
		{"P@5", score(v.P5)},
		{"MAP", score(v.MAP)},
		{"MRR", score(v.MRR)},
		{"recall@10", score(v.Recall10)},
		{"coverage@4", score(v.Coverage)},
		{"max in-degree@4", fmt.Sprint(v.MaxInDegree)},
		{"queries", fmt.Sprint(v.Queries)},
		{"documents", fmt.Sprint(v.Documents)},
	}
}

func (t *textLayout) verdict(v verdict) {
	copies := "left out of the lists"
	if v.CopiesHidden != nil {
		copies = fmt.Sprintf("%d (--near-copies hide would leave them out)", *v.CopiesHidden)
	}
	for _, f := range append(v.figures(), figure{"near-copies", copies}) {
		t.line(pad(f.label, 17), f.value)
	}
}

// contest writes both verdicts side by side, and then how sure their
// difference is.
func (t *textLayout) contest(a verdict, c *contest) {
	t.sides("the settings in force", c.Against.Config)
	b := c.Against.verdict
	figuresB := append(b.figures(), figure{"near-copies", copiesCell(b)})
	t.line(t.paint(faint, fmt.Sprintf("%15s  %9s  %9s", "", "A", "B")))
	for i, f := range append(a.figures(), figure{"near-copies", copiesCell(a)}) {
		t.line(fmt.Sprintf("%-15s  %9s  %9s", f.label, f.value, figuresB[i].value))
	}
	t.line()
	t.line(t.paint(faint, fmt.Sprintf("%-9s  %7s  %18s  %10s  %s", "A - B", "mean", "95% interval", "other sign", "A better, same, B better")))
	for _, m := range contestMeasures {
		d := c.Difference[m.key]
		otherSign := "–" // 0 has none
		if d.Mean != 0 {
			otherSign = fmt.Sprintf("%.2f%%", 100*d.OtherSign)
		}
		t.line(fmt.Sprintf("%-9s  %+.4f  %+.4f to %+.4f  %10s  %8d, %4d, %8d",
			m.label, d.Mean, d.Low, d.High, otherSign, d.Wins, d.Ties, d.Losses))
	}
	t.line()
	t.paragraph("", strong, c.Conclusion)
}

// sides says what A and B stand for.
func (t *textLayout) sides(a, b string) {
	t.hanging("A  ", "   ", plain, a)
	t.hanging("B  ", "   ", plain, b)
	t.line()
}

func copiesCell(v verdict) string {
	if v.CopiesHidden == nil {
		return "left out"
	}
	return fmt.Sprint(*v.CopiesHidden)
}
