package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
)

// A report is all that was measured: results.json.
type report struct {
	Machine   machine   `json:"machine"`
	Corpus    corpus    `json:"corpus"`
	Yardstick cost      `json:"yardstick"` // looking every word up in a dictionary, one thread
	Systems   []result  `json:"systems"`
	Skipped   []skipped `json:"skipped"`
}

type machine struct {
	OS   string `json:"os"`
	Arch string `json:"arch"`
	CPUs int    `json:"cpus"`
	Go   string `json:"go"`
}

type corpus struct {
	Articles int    `json:"articles"`
	Bytes    int    `json:"bytes"` // of titles and texts
	Source   string `json:"source"`
}

// A result is the best run of a system. Costs are of all lists: where fewer were
// made, that of lists is measured times Articles / Queries.
type result struct {
	Key        string  `json:"key"`
	Name       string  `json:"name"`
	Version    string  `json:"version,omitempty"`
	Given      string  `json:"given,omitempty"`
	Runs       int     `json:"runs"`
	Queries    int     `json:"queries"`
	Scaled     bool    `json:"scaled"`
	Build      cost    `json:"build"`
	Lists      cost    `json:"lists"`
	ProcessCPU float64 `json:"process_cpu_seconds"` // start, decoding and writing included
	Peak       int64   `json:"peak_bytes"`          // of the process, articles included; 0 if unknown
	Overlap    float64 `json:"overlap"`             // with the cosine's lists; -1 if unknown
	Precision  float64 `json:"precision"`           // of stories; -1 if unknown
}

func (r *result) label() string { return strings.TrimSpace(r.Name + " " + r.Version) }

// cpu is what the engine used for everything.
func (r *result) cpu() float64 { return r.Build.CPU + r.Lists.CPU }

// A skipped system could not be run; Why says what to install, or what went wrong.
type skipped struct {
	Name string `json:"name"`
	Why  string `json:"why"`
}

func (r *report) kindred() *result {
	for i := range r.Systems {
		if r.Systems[i].Key == "kindred" {
			return &r.Systems[i]
		}
	}
	return nil
}

// text writes the report for people.
func (r *report) text(out io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s articles (%s), %.1f MB; lists of %d. %s/%s, %d CPUs, %s.\n\n",
		thousands(r.Corpus.Articles), r.Corpus.Source, float64(r.Corpus.Bytes)/1e6, listLength,
		r.Machine.OS, r.Machine.Arch, r.Machine.CPUs, r.Machine.Go)
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(w, "\tCPU s:\t\t\ttimes\twhole\twall s:\t\tpeak\tas the\tstory\t\n")
	fmt.Fprint(w, "\tbuild\tlists\tboth\tKindred\tprocess\tbuild\tlists\tMB\tcosine\tprec.@10\t\n")
	names := 0
	for _, s := range r.Systems {
		names = max(names, len(s.label()))
	}
	for i := range r.Systems {
		s := &r.Systems[i]
		mark := ""
		if s.Scaled {
			mark = "~"
		}
		fmt.Fprintf(w, "%-*s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t\n", names, s.label(),
			seconds(s.Build.CPU), mark+seconds(s.Lists.CPU), mark+seconds(s.cpu()), mark+r.timesKindred(s),
			mark+seconds(s.ProcessCPU), seconds(s.Build.Wall), mark+seconds(s.Lists.Wall),
			memory(s.Peak), share(s.Overlap), share(s.Precision))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(&b)
	if made := r.samples(); made != nil {
		fmt.Fprintf(&b, "~ scaled to all lists from those of a sample: %s.\n", strings.Join(made, ", "))
	}
	r.yardstickText(&b)
	gifts := r.gifts()
	for _, given := range slices.Sorted(maps.Keys(gifts)) {
		fmt.Fprintf(&b, "Handed for free to %s: %s.\n", strings.Join(gifts[given], ", "), given)
	}
	for _, s := range r.Skipped {
		fmt.Fprintf(&b, "Skipped: %s (%s)\n", s.Name, s.Why)
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// samples says how many lists the systems made that didn't make all.
func (r *report) samples() []string {
	var made []string
	for _, s := range r.Systems {
		if s.Scaled {
			made = append(made, s.Name+" "+thousands(s.Queries))
		}
	}
	return made
}

// gifts says which systems were handed what for free.
func (r *report) gifts() map[string][]string {
	gifts := map[string][]string{}
	for _, s := range r.Systems {
		if s.Given != "" {
			gifts[s.Given] = append(gifts[s.Given], s.Name)
		}
	}
	return gifts
}

// yardstickText writes what Kindred took as multiples of the yardstick.
func (r *report) yardstickText(b *strings.Builder) {
	if r.Yardstick.CPU <= 0 {
		return
	}
	fmt.Fprintf(b, "Yardstick: every word looked up in a dictionary, one thread: %s s of CPU, %.0f MB/s.\n",
		seconds(r.Yardstick.CPU), float64(r.Corpus.Bytes)/1e6/r.Yardstick.CPU)
	if k := r.kindred(); k != nil {
		y := r.Yardstick.CPU
		fmt.Fprintf(b, "Kindred in CPU: build %.1f, lists %.1f, both %.1f times the yardstick; in wall %.1f, %.1f, %.1f.\n",
			k.Build.CPU/y, k.Lists.CPU/y, k.cpu()/y, k.Build.Wall/y, k.Lists.Wall/y, (k.Build.Wall+k.Lists.Wall)/y)
	}
}

func (r *report) timesKindred(s *result) string {
	k := r.kindred()
	if k == nil || k.cpu() == 0 {
		return "-"
	}
	return fmt.Sprintf("%.1f", s.cpu()/k.cpu())
}

func seconds(s float64) string {
	switch {
	case s < 1:
		return fmt.Sprintf("%.3f", s)
	case s < 100:
		return fmt.Sprintf("%.2f", s)
	}
	return fmt.Sprintf("%.0f", s)
}

func memory(bytes int64) string {
	if bytes == 0 {
		return "-"
	}
	return fmt.Sprintf("%.0f", float64(bytes)/1e6)
}

func share(s float64) string {
	if s < 0 {
		return "-"
	}
	return strings.TrimPrefix(fmt.Sprintf("%.3f", s), "0")
}

func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
