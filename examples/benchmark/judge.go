package main

import (
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
)

// report judges the best run of every system.
func (c *contest) report(entered []system, trials map[string][]trial, failed map[string]error, missing []skipped) (*report, error) {
	articles, err := readLines[article](filepath.Join(c.folder, articlesFile), 0)
	if err != nil {
		return nil, err
	}
	r := &report{
		Machine: machine{runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version()},
		Corpus:  corpus{Articles: len(articles)},
		Systems: []result{},
		Skipped: append([]skipped{}, missing...),
	}
	stories := make([]int, len(articles))
	for i, a := range articles {
		stories[i] = a.Story
		r.Corpus.Bytes += len(a.Title) + len(a.Summary) + len(a.Text)
	}
	var ranked []ranking // of r.Systems
	var cosine ranking
	for _, s := range entered {
		var least run
		var of trial
		err := failed[s.key]
		if err == nil {
			least, of, err = best(trials[s.key])
		}
		lists := ranking{least.Lists, s.step(c.articles, c.queries)}
		if err == nil && s.key != "yardstick" {
			err = lists.check(len(articles))
		}
		switch {
		case err != nil && s.own():
			return nil, fmt.Errorf("%s: %w", s.name, err)
		case err != nil:
			r.Skipped = append(r.Skipped, skipped{s.name, err.Error()})
			continue
		case s.key == "yardstick":
			r.Yardstick = least.Build
			continue
		case s.key == "sklearn":
			cosine = lists
		}
		ranked = append(ranked, lists)
		r.Systems = append(r.Systems, c.result(s, least, of, len(trials[s.key])))
	}
	for i, lists := range ranked {
		r.Systems[i].Overlap = lists.overlap(cosine)
		r.Systems[i].Precision = lists.precision(stories)
	}
	return r, nil
}

// result is what the best of some runs tells about all lists.
func (c *contest) result(s system, least run, of trial, runs int) result {
	made := len(least.Lists)
	times := float64(c.articles) / float64(made)
	return result{
		Key: s.key, Name: s.name, Version: least.Version, Given: s.given,
		Runs: runs, Queries: made, Scaled: made < c.articles,
		Build:      least.Build,
		Lists:      cost{least.Making.CPU * times, least.Making.Wall * times},
		ProcessCPU: of.processCPU + least.Making.CPU*(times-1),
		Peak:       of.peak,
	}
}

// A ranking holds the lists of articles 0, step, 2·step and so on, as numbers of
// articles.
type ranking struct {
	lists [][]int
	step  int
}

// check says what is wrong with lists that a system made of n articles.
func (r ranking) check(n int) error {
	if want := (n + r.step - 1) / r.step; len(r.lists) != want {
		return fmt.Errorf("%d lists instead of %d", len(r.lists), want)
	}
	for at, list := range r.lists {
		if len(list) > listLength {
			return fmt.Errorf("the list of article %d has %d entries", at*r.step, len(list))
		}
		for j, entry := range list {
			if entry < 0 || entry >= n || entry == at*r.step || slices.Contains(list[:j], entry) {
				return fmt.Errorf("entry %d in the list of article %d", entry, at*r.step)
			}
		}
	}
	return nil
}

// overlap is the share of the entries of other's lists that are in r's too, over
// the articles for which both have a list; -1 where there is nothing to compare.
func (r ranking) overlap(other ranking) float64 {
	same, all := 0, 0
	for at, list := range r.lists {
		i := at * r.step
		if other.lists == nil || i%other.step != 0 {
			continue
		}
		for _, entry := range other.lists[i/other.step] {
			all++
			if slices.Contains(list, entry) {
				same++
			}
		}
	}
	return ratio(same, all)
}

// precision is the share of the lists' places that articles of the same story
// take, of those that they could take: all ten, or as many as the story has other
// articles. Articles without a story don't count, nor do those that are alone in
// theirs. It is -1 if none counts.
func (r ranking) precision(stories []int) float64 {
	size := map[int]int{}
	for _, story := range stories {
		size[story]++
	}
	hits, places := 0, 0
	for at, list := range r.lists {
		story := stories[at*r.step]
		if story == 0 {
			continue
		}
		places += min(size[story]-1, listLength)
		for _, entry := range list {
			if stories[entry] == story {
				hits++
			}
		}
	}
	return ratio(hits, places)
}

func ratio(part, whole int) float64 {
	if whole == 0 {
		return -1
	}
	return float64(part) / float64(whole)
}
