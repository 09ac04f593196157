package main

import (
	"fmt"
	"strings"
)

// plural is "1 article" or "2 articles".
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if stem, ok := strings.CutSuffix(noun, "y"); ok {
		return fmt.Sprint(n, " ", stem, "ies")
	}
	return fmt.Sprint(n, " ", noun, "s")
}

// orList is "a", "a or b" or "a, b or c".
func orList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

// noun is "list" or "lists", for a number that stands elsewhere.
func noun(n int, word string) string {
	_, word, _ = strings.Cut(plural(n, word), " ")
	return word
}
