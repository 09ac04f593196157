package main

import "testing"

func TestConclusion(t *testing.T) {
	for name, c := range map[string]struct {
		difference judgeDifference
		same       bool
		want       string
	}{
		"the same": {judgeDifference{Ties: 144}, true,
			"A and B give every query the same list."},
		"few": {judgeDifference{Low: .1, High: .2, Wins: 24}, false,
			"24 queries can't tell A from B: 25 are the least to go by, 50 are better."},
		"only what nobody judged": {judgeDifference{Ties: 144}, false,
			"The lists differ, but not in what these 144 queries count as related."},
		"better": {judgeDifference{Low: .0021, High: .024, Wins: 60, Ties: 84}, false,
			"A is better than B as far as these 144 queries can tell: by 0.0021 to 0.0240 in nDCG@10, with 95% confidence."},
		"worse": {judgeDifference{Low: -.024, High: -.0021, Losses: 60, Ties: 84}, false,
			"B is better than A as far as these 144 queries can tell: by 0.0021 to 0.0240 in nDCG@10, with 95% confidence."},
		"unsure": {judgeDifference{Mean: .01, Low: -.005, High: .024, Wins: 40, Losses: 20, Ties: 84}, false,
			"No difference that these 144 queries could show: in nDCG@10, A may be anything from 0.0050 worse to 0.0240 better than B."},
		"an end on 0 is unsure": {judgeDifference{Mean: .01, High: .024, Wins: 40, Ties: 104}, false,
			"No difference that these 144 queries could show: in nDCG@10, A may be anything from 0.0000 worse to 0.0240 better than B."},
	} {
		if got := conclusion(c.difference, c.same); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}
