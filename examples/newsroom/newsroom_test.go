package main

import (
	"bytes"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
)

// wireCopies are the pairs of articles that hold the same agency text.
var wireCopies = map[[2]string]bool{
	{"ferry-talks-collapse", "no-boats-to-queel"}:                            true,
	{"ransomware-shuts-down-st-aldrics", "operations-put-off-at-st-aldrics"}: true,
}

func articles(t *testing.T) []article {
	t.Helper()
	articles, err := readArticles(os.DirFS("articles"))
	if err != nil {
		t.Fatal(err)
	}
	return articles
}

func TestGeneratedFilesAreUpToDate(t *testing.T) {
	for file, encode := range feeds {
		want, err := encode(articles(t))
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is out of date: run go generate ./examples/newsroom", file)
		}
	}
}

func TestArticles(t *testing.T) {
	all := articles(t)
	files, err := os.ReadDir("articles")
	if err != nil {
		t.Fatal(err)
	}
	slugs := map[string]bool{}
	for _, file := range files {
		_, slug, _ := strings.Cut(strings.TrimSuffix(file.Name(), ".txt"), "-")
		slugs[slug] = true
	}
	link := regexp.MustCompile(`<a href="([^"]*)"`)
	newest := time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)
	ids := map[string]bool{}
	for _, a := range all {
		ids[a.ID] = true
	}
	languages, sections := map[string]int{}, map[string]int{}
	var noTags, noBody, images, lastYear int
	for _, a := range all {
		languages[a.Language]++
		sections[path.Base(path.Dir(a.ID))]++
		if !slugs[slug(a)] {
			t.Errorf("%s: no file is named after the slug", a.ID)
		}
		if a.Title == "" || a.Summary == "" || len(a.Authors) == 0 {
			t.Errorf("%s: no title, summary or author", a.ID)
		}
		if a.Published.After(newest) {
			t.Errorf("%s: published on %v", a.ID, a.Published)
		}
		if a.Published.Year() < 2026 {
			lastYear++
		}
		if a.Image != "" {
			images++
		}
		if len(a.Tags) == 0 {
			noTags++
		} else if len(a.Tags) < 2 || len(a.Tags) > 5 {
			t.Errorf("%s: %d tags", a.ID, len(a.Tags))
		}
		if a.HTML == "" {
			noBody++
		} else if n := len(words(a.HTML)); n < 80 || n > 250 {
			t.Errorf("%s: %d words", a.ID, n)
		}
		for _, m := range link.FindAllStringSubmatch(a.HTML, -1) {
			if !ids[m[1]] {
				t.Errorf("%s links to %s, which is no article", a.ID, m[1])
			}
		}
	}
	if want := map[string]int{"": 40, "de": 2, "es": 2}; !maps.Equal(languages, want) || len(ids) != len(files) {
		t.Errorf("%d articles of %d files, languages %v, want %v", len(ids), len(files), languages, want)
	}
	if len(sections) != 8 || noTags != 1 || noBody != 1 || lastYear != 1 || images < 20 {
		t.Errorf("sections %v, %d without tags, %d without body, %d of last year, %d with an image",
			sections, noTags, noBody, lastYear, images)
	}
}

// TestWireCopies wants the copies of an agency's text to be near-copies, and no
// other two articles to have more than a phrase in common.
func TestWireCopies(t *testing.T) {
	all := articles(t)
	slices.Reverse(all) // oldest first, as in wireCopies
	for i, a := range all {
		for _, b := range all[i+1:] {
			got, copies := containment(a.HTML, b.HTML), wireCopies[[2]string{slug(a), slug(b)}]
			if copies && got < 0.8 || !copies && got > 0.1 {
				t.Errorf("%s and %s share %.2f of the shorter one's 5-word sequences", slug(a), slug(b), got)
			}
		}
	}
}

// TestThreads checks the judgements: known articles, each pair in both
// directions, and two words in common, at least, where the language is the same.
func TestThreads(t *testing.T) {
	byID := map[string]article{}
	for _, a := range articles(t) {
		byID[a.ID] = a
	}
	data, err := os.ReadFile("testdata/threads.tsv")
	if err != nil {
		t.Fatal(err)
	}
	grades, kin := map[[2]string]string{}, map[string]bool{}
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 3 || f[2] != "1" && f[2] != "2" {
			t.Fatalf("bad line %q", line)
		}
		pair := [2]string{f[0], f[1]}
		if f[0] == f[1] || grades[pair] != "" {
			t.Errorf("bad pair %q", line)
		}
		grades[pair], kin[f[0]] = f[2], true
	}
	if alone := len(byID) - len(kin); alone != 2 {
		t.Errorf("%d articles without kin, want 2", alone)
	}
	for pair, grade := range grades {
		a, b := byID[pair[0]], byID[pair[1]]
		if a.ID == "" || b.ID == "" || grades[[2]string{b.ID, a.ID}] != grade {
			t.Errorf("%v: unknown, or another grade the other way round", pair)
		}
		if n := shared(a, b); a.Language == b.Language && n < 2 {
			t.Errorf("%v share %d words", pair, n)
		}
	}
}

func slug(a article) string { return path.Base(a.ID) }

var tag = regexp.MustCompile(`<[^>]*>`)

func words(html string) []string {
	return strings.FieldsFunc(strings.ToLower(tag.ReplaceAllString(html, " ")), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// shared counts the words of five letters or more that two articles have in common.
func shared(a, b article) (n int) {
	text := func(a article) []string {
		w := words(strings.Join(append(a.Tags[:len(a.Tags):len(a.Tags)], a.Title, a.Summary, a.HTML), " "))
		slices.Sort(w)
		return slices.Compact(w)
	}
	in := text(b)
	for _, w := range text(a) {
		if _, found := slices.BinarySearch(in, w); found && len(w) >= 5 {
			n++
		}
	}
	return n
}

// containment is the part of the 5-word sequences of the text with fewer of
// them that the other one has, too.
func containment(a, b string) float64 {
	s, l := sequences(a), sequences(b)
	if len(s) > len(l) {
		s, l = l, s
	}
	if len(s) == 0 {
		return 0
	}
	n := 0
	for seq := range s {
		if l[seq] {
			n++
		}
	}
	return float64(n) / float64(len(s))
}

func sequences(html string) map[string]bool {
	w, set := words(html), map[string]bool{}
	for i := range max(0, len(w)-4) {
		set[strings.Join(w[i:i+5], " ")] = true
	}
	return set
}
