package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/kindred-go/kindred/related"
)

// A weights value holds parts of the score by signal: text=10,tags=2,title=off.
type weights struct{ p *related.Weights }

// signalNames are the signals that can be weighed, in the order in which weights
// are written.
var signalNames = []string{"text", "neighbours", "title", "tags", "links", "hub"}

// weightOf returns where the weight of a signal is kept.
func weightOf(w *related.Weights, signal string) *float64 {
	switch signal {
	case "text":
		return &w.Text
	case "neighbours":
		return &w.Neighbours
	case "title":
		return &w.Title
	case "tags":
		return &w.Tags
	case "links":
		return &w.Links
	case "hub":
		return &w.Hub
	}
	return nil
}

func (v *weights) Type() string { return "PARTS" }

func (v *weights) String() string {
	if v.p == nil {
		return ""
	}
	return formatWeights(*v.p)
}

// formatWeights writes the weights that are not the default.
func formatWeights(w related.Weights) string {
	var parts []string
	for _, name := range signalNames {
		if part := *weightOf(&w, name); part != 0 {
			parts = append(parts, name+"="+formatWeight(part))
		}
	}
	return strings.Join(parts, ",")
}

func formatWeight(part float64) string {
	if part < 0 {
		return off
	}
	return strconv.FormatFloat(part, 'g', -1, 64)
}

func (v *weights) Set(s string) error {
	var w related.Weights
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		name, value, ok := strings.Cut(part, "=")
		if !ok {
			return fmt.Errorf("want parts like tags=2, not %q", part)
		}
		if !slices.Contains(signalNames, name) {
			return fmt.Errorf("there is no signal %q: want %s%s", name, orList(signalNames), didYouMean(name, "", signalNames))
		}
		number, err := strconv.ParseFloat(value, 64)
		switch {
		case value == off:
			number = -1
		case err != nil || math.IsNaN(number) || number < 0 || number > 1000:
			return fmt.Errorf("the weight of %s is a number from 0 to 1000, or off", name)
		case number == 0:
			number = -1
		}
		*weightOf(&w, name) = number
	}
	*v.p = w
	return nil
}
