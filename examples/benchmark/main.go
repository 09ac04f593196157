// Command benchmark measures Kindred beside other ways to find related articles,
// all on the same articles and in one run. See README.md.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	if done, err := inner(os.Args[1:]); done {
		exit(err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	exit(benchmark(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "benchmark:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

// inner does what the program starts itself for: a task in a process of its own.
func inner(args []string) (done bool, err error) {
	switch {
	case len(args) == 4 && args[0] == "prepare":
		return true, prepare(args[1], args[2], args[3])
	case len(args) == 6 && args[0] == "worker":
		i := slices.IndexFunc(systems, func(s system) bool { return s.key == args[1] && s.engine != nil })
		if i < 0 {
			return true, fmt.Errorf("there is no engine %q", args[1])
		}
		return true, worker(systems[i].engine(), args[2], args[3], args[4], args[5])
	}
	return false, nil
}

// benchmark is the whole command. It writes the table to out and what it is at to
// progress.
func benchmark(ctx context.Context, args []string, out, progress io.Writer) error {
	flags := flag.NewFlagSet("benchmark", flag.ExitOnError)
	n := flags.Int("n", 10_000, "articles to make up, or at most to read from -corpus; 0 reads all")
	file := flags.String("corpus", "", "`file` of JSON Feed items, one a line, instead of articles made up")
	peers := flags.String("peers", "all", "which to measure beside Kindred: all, none, or some of "+strings.Join(peerKeys(), ","))
	queries := flags.Int("queries", 1000, "the most lists to ask slow peers for, and ten times that for fast ones; 0 asks for all")
	rounds := flags.Int("rounds", 3, "how often to run every system, in turns; the best counts")
	patience := flags.Float64("patience", 30, "a system that takes more CPU `seconds` in a round runs in no other")
	results := flags.String("out", "out", "`folder` for results.txt, results.json and chart.svg")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 || *n < 0 || *n == 0 && *file == "" || *queries < 0 || *rounds < 1 {
		return fmt.Errorf("can't run with %q: want -n of at least 1 (or -corpus FILE), -queries of at least 0, -rounds of at least 1, and nothing else", strings.Join(args, " "))
	}
	entered, missing, err := enter(*peers)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(*results, 0o777); err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "kindred-benchmark-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	articles, err := prepareApart(ctx, *n, *file, folder)
	if err != nil {
		return err
	}
	c := &contest{
		folder: folder, articles: articles, queries: *queries, rounds: *rounds, patience: *patience,
		progress: progress,
	}
	trials, failed := c.measure(ctx, entered)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	r, err := c.report(entered, trials, failed, missing)
	if err != nil {
		return err
	}
	r.Corpus.Source = "made up"
	if *file != "" {
		r.Corpus.Source = filepath.Base(*file)
	}
	return r.save(*results, out)
}
