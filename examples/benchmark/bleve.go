package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2"
)

// bleveIndex is an index on disk, as its users have it, filled in batches, in the
// folder for temporary files, which measure empties. What lists don't need is off: stored texts, positions, and a second copy of every
// field in _all.
type bleveIndex struct {
	index    bleve.Index
	keywords [][]string
}

func (*bleveIndex) version() string { return moduleVersion("github.com/blevesearch/bleve/v2") }

func (b *bleveIndex) build(articles []article, keywords [][]string) error {
	b.keywords = keywords
	field := bleve.NewTextFieldMapping()
	field.Store, field.IncludeTermVectors, field.DocValues, field.IncludeInAll = false, false, false, false
	mapping := bleve.NewIndexMapping()
	mapping.DefaultMapping.Dynamic = false
	mapping.DefaultMapping.AddFieldMappingsAt("text", field)

	folder, err := os.MkdirTemp("", "bleve")
	if err != nil {
		return err
	}
	if b.index, err = bleve.New(filepath.Join(folder, "index"), mapping); err != nil {
		return err
	}
	const batchSize = 1000
	batch := b.index.NewBatch()
	for i := range articles {
		if err := batch.Index(strconv.Itoa(i), map[string]any{"text": articles[i].all()}); err != nil {
			return err
		}
		if batch.Size() == batchSize || i == len(articles)-1 {
			if err := b.index.Batch(batch); err != nil {
				return err
			}
			batch.Reset()
		}
	}
	settle()
	return nil
}

// settle waits until the process has next to nothing to do: bleve goes on merging
// its files when the last batch is in, which must not be taken for searching, least
// of all where the time of a few searches is scaled up.
func settle() {
	const pause = 50 * time.Millisecond
	for used := cpuTime(); ; used = cpuTime() {
		time.Sleep(pause)
		if cpuTime()-used < pause/20 {
			return
		}
	}
}

func (b *bleveIndex) lists(step int) ([][]int, error) {
	return eachOnAllCPUs(len(b.keywords), step, func(i int) ([]int, error) {
		query := bleve.NewMatchQuery(strings.Join(b.keywords[i], " "))
		query.SetField("text")
		result, err := b.index.Search(bleve.NewSearchRequestOptions(query, listLength+1, 0, false))
		if err != nil {
			return nil, err
		}
		var list []int
		for _, hit := range result.Hits {
			number, err := strconv.Atoi(hit.ID)
			if err != nil {
				return nil, err
			}
			if number != i && len(list) < listLength {
				list = append(list, number)
			}
		}
		return list, nil
	})
}
