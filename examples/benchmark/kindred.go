package main

import (
	"context"
	"runtime"
	"strconv"

	"github.com/kindred-go/kindred/related"
)

// kindred ranks with the options that are the default.
type kindred struct{ index *related.Index }

func (*kindred) version() string { return moduleVersion("github.com/kindred-go/kindred") }

func (k *kindred) build(articles []article, _ [][]string) (err error) {
	docs := make([]related.Document, len(articles))
	for i, a := range articles {
		docs[i] = related.Document{
			ID: strconv.Itoa(i), URL: a.URL, Title: a.Title, Summary: a.Summary, Content: a.Text,
			Tags: a.Tags, Language: a.Language, Published: a.Published,
		}
	}
	k.index, err = related.New(docs, nil)
	return err
}

// alone is Kindred in one thread, as scikit-learn, SQLite and minisearch are: where CPUs
// share a core, as those of rented servers do, two threads take more CPU for the same work.
type alone struct{ kindred }

func (a *alone) build(articles []article, keywords [][]string) error {
	runtime.GOMAXPROCS(1)
	return a.kindred.build(articles, keywords)
}

// lists makes all lists at once and hands out those asked for: Kindred is never
// timed on a part.
func (k *kindred) lists(step int) ([][]int, error) {
	all := make([][]int, k.index.Len())
	for list, err := range k.index.All(context.Background(), related.Query{Limit: listLength}) {
		if err != nil {
			return nil, err
		}
		numbers := make([]int, len(list.Related))
		for j, m := range list.Related {
			if numbers[j], err = strconv.Atoi(m.ID); err != nil {
				return nil, err
			}
		}
		i, err := strconv.Atoi(list.ID)
		if err != nil {
			return nil, err
		}
		all[i] = numbers
	}
	asked := all[:0]
	for i := 0; i < len(all); i += step {
		asked = append(asked, all[i])
	}
	return asked, nil
}
