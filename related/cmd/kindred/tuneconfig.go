package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
)

// tunedKnobs are the settings that tune's config can set.
var tunedKnobs = []string{"weights", "recency"}

// config is what was found as a config file: what differs from the defaults.
// Unless it is recommended, it is a comment.
func (r *tuneReport) config() string {
	comment := func(out *strings.Builder, format string, args ...any) {
		out.WriteString("# " + fmt.Sprintf(format, args...) + "\n")
	}
	var out strings.Builder
	set := comment
	if r.Recommended {
		comment(&out, "Found by kindred tune on %s. nDCG@10 on queries held out: %.4f,", plural(r.Queries, "query"), r.HeldOut.NDCG10)
		comment(&out, "with the settings in force before: %.4f.", r.InForce.NDCG10)
		set = func(out *strings.Builder, format string, args ...any) { fmt.Fprintf(out, format+"\n", args...) }
	} else {
		comment(&out, "Not recommended. Best on the pairs that it was tuned by:")
	}
	none := newTunePoint(&settings{}, 0)
	if r.Tuned.Weights != none.Weights {
		set(&out, "weights = %q", r.Tuned.Weights)
	}
	if r.Tuned.Recency != none.Recency {
		set(&out, "recency = %q", r.Tuned.Recency)
	}
	if r.Tuned.is(none) {
		comment(&out, "These are the defaults: take weights and recency out of your settings.")
	}
	return out.String()
}

// checkTuneOutput refuses to replace a file that holds more than tune writes,
// before the search rather than after it.
func checkTuneOutput(name string) error {
	if name == "" {
		return nil
	}
	info, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() {
		return nil // writeFile knows what to say of a folder
	}
	if err != nil {
		return err
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	found, err := parseConfig(name, string(text))
	if err != nil {
		return fmt.Errorf("%s is there and is no config, so tune does not replace it: choose another name", name)
	}
	for setting := range found {
		if !slices.Contains(tunedKnobs, setting) {
			return fmt.Errorf("%s has other settings in it, which would be lost: choose another name, and take over the lines from there", name)
		}
	}
	return nil
}
