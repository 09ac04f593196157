package main

import (
	"strings"
	"testing"
)

func TestHoldsLists(t *testing.T) {
	for text, want := range map[string]bool{
		`{"id":"a","related":[]}`: true,
		"\ufeff\n [\n{}]":         true,
		"[]\n":                    true,
		"limit = 2":               false,
		"[rules]\na = 1":          false,
		"[[rules]]\na = 1":        false,
		"[\"a b\"]\na = 1":        false,
		"# [{}]\n":                false,
		"":                        false,
	} {
		if got := holdsLists([]byte(text)); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestParseLists(t *testing.T) {
	const a, b = `{"id":"a","related":[{"id":"b","score":0.5}]}`, `{"id":"b","title":"B","related":[]}`
	for text, want := range map[string]string{
		a + "\n" + b + "\n":         "a b",
		"[\n" + a + ",\n" + b + "]": "a b",
		"[]":                        "",
		a:                           "a",

		a + "\n" + `{"id":"b","rel`:      "lists.json: number 2: the file ends in the middle; want lists",
		"[" + a + ",":                    "lists.json: number 2: the file ends in the middle; want lists",
		"[" + a:                          "lists.json: number 2: the file ends in the middle; want lists",
		a + `{"id":7}`:                   `lists.json: number 2: "id" should not be a number; want lists`,
		a + "]":                          "lists.json: number 2: not valid JSON",
		`{"version":"1.1","items":[{}]}`: `lists.json: number 1 is no list, it lacks "id" or "related"; want lists`,
		a + `{"id":"b","title":"B"}`:     `lists.json: number 2 is no list`,
		a + a:                            "lists.json: two lists are for the ID a",
	} {
		lists, err := parseLists("lists.json", []byte(text))
		var got []string
		for _, l := range lists {
			got = append(got, l.ID)
		}
		if err != nil && strings.HasPrefix(err.Error(), want) && want != "" {
			continue
		}
		if err != nil || strings.Join(got, " ") != want {
			t.Errorf("%q: %q, %v; want %q", text, got, err, want)
		}
	}
}
