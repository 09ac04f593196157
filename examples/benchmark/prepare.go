package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// The files in the folder of a contest that every process reads.
const (
	articlesFile = "articles.jsonl"
	keywordsFile = "keywords.jsonl"
)

// prepare writes the articles and their keywords to a folder, and prints how many
// articles there are. They come from a file of JSON Feed items, at most n of them
// if n isn't 0, or are made up if file is "".
func prepare(number, file, folder string) error {
	n, err := strconv.Atoi(number)
	if err != nil {
		return err
	}
	var articles []article
	if file == "" {
		articles = generate(n)
	} else if articles, err = readLines[article](file, n); err != nil {
		return err
	}
	if len(articles) < 2 {
		return errors.New("there must be at least two articles")
	}
	if err := writeLines(filepath.Join(folder, articlesFile), articles); err != nil {
		return err
	}
	if err := writeLines(filepath.Join(folder, keywordsFile), keywords(articles)); err != nil {
		return err
	}
	_, err = fmt.Println(len(articles))
	return err
}

// prepareApart runs prepare in a process of its own and returns how many articles
// there are. See contest for why.
func prepareApart(ctx context.Context, n int, file, folder string) (int, error) {
	self, err := os.Executable()
	if err != nil {
		return 0, err
	}
	cmd := exec.CommandContext(ctx, self, "prepare", strconv.Itoa(n), file, folder)
	cmd.Stderr = os.Stderr
	count, err := cmd.Output()
	if err != nil {
		return 0, fmt.Errorf("preparing articles: %w", err)
	}
	return strconv.Atoi(strings.TrimSpace(string(count)))
}
