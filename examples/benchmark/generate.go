package main

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"
)

// What generated articles are like. More than a third of a text's words come from
// its subjects, a tenth from its story; the others are those that any text has.
const (
	vocabulary   = 150_000
	topics       = 200
	topicWords   = 600
	storyWords   = 40
	storySize    = 12  // articles a story, on average
	medianLength = 310 // words a text
)

// A writer makes articles up, the same ones in every run.
type writer struct {
	rand    *rand.Rand
	words   []string // by how frequent they are
	general *rand.Zipf
	inTopic *rand.Zipf
	inStory *rand.Zipf
	topics  [][]string
	stories []story
}

type story struct {
	topic int
	words []string
}

// generate returns n articles in stories of about a dozen. A story takes two
// thirds of its words from its topic, so that articles on other stories of the
// topic are the hard ones to tell apart. Dates say nothing about stories, which
// is harder than life: no system gains from them.
func generate(n int) []article {
	r := rand.New(rand.NewPCG(7, 2))
	w := &writer{
		rand:    r,
		words:   coinWords(vocabulary),
		general: rand.NewZipf(r, 1.2, 2, vocabulary-1),
		inTopic: rand.NewZipf(r, 1.01, 3, topicWords-1),
		inStory: rand.NewZipf(r, 1.01, 6, storyWords-1),
	}
	for range topics {
		w.topics = append(w.topics, w.pick(topicWords, 100, 25_000))
	}
	for range n/storySize + 1 {
		t := r.IntN(topics)
		s := story{t, w.pick(storyWords, 300, vocabulary)}
		for i := range s.words {
			if r.IntN(3) > 0 {
				s.words[i] = w.topics[t][r.IntN(topicWords)]
			}
		}
		w.stories = append(w.stories, s)
	}
	first := time.Date(2021, 3, 1, 6, 0, 0, 0, time.UTC)
	articles := make([]article, n)
	for i := range articles {
		articles[i] = w.article()
		id := strconv.Itoa(i)
		articles[i].ID = id
		articles[i].URL = "https://benchmark.example/" + id
		articles[i].Published = first.Add(time.Duration(i) * 19 * time.Minute)
	}
	return articles
}

// pick returns n words whose places in the order of frequency lie between from
// and to, evenly on a log scale.
func (w *writer) pick(n int, from, to float64) []string {
	picked := make([]string, n)
	for i := range picked {
		picked[i] = w.words[int(from*math.Pow(to/from, w.rand.Float64()))]
	}
	return picked
}

func (w *writer) article() article {
	number := w.rand.IntN(len(w.stories))
	s := &w.stories[number]
	aside := w.topics[w.rand.IntN(topics)]
	length := int(medianLength * math.Exp(w.rand.NormFloat64()/2))
	return article{
		Title:    sentence(w.line(5+w.rand.IntN(6), .3, .35, s, aside)),
		Text:     w.text(min(max(length, 40), 3000), s, aside),
		Tags:     w.tags(s, aside),
		Language: "en",
		Story:    number + 1,
	}
}

// line returns n words, the given shares of them from the language as a whole and
// from the topics, the others from the story.
func (w *writer) line(n int, general, topic float64, s *story, aside []string) []string {
	line := make([]string, n)
	for i := range line {
		switch share := w.rand.Float64(); {
		case share < general:
			line[i] = w.words[w.general.Uint64()]
		case share >= general+topic:
			line[i] = s.words[w.inStory.Uint64()]
		case w.rand.IntN(4) == 0:
			line[i] = aside[w.inTopic.Uint64()]
		default:
			line[i] = w.topics[s.topic][w.inTopic.Uint64()]
		}
	}
	return line
}

func (w *writer) text(length int, s *story, aside []string) string {
	var b strings.Builder
	for length > 0 {
		n := min(8+w.rand.IntN(18), length)
		length -= n
		words := w.line(n, .62, .29, s, aside)
		if n > 12 {
			words[n/2] += ","
		}
		b.WriteString(sentence(words))
		b.WriteByte('.')
		switch {
		case length == 0:
		case w.rand.IntN(5) == 0:
			b.WriteString("\n\n")
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// tags returns one to six tags: mostly what the topic is best known for.
func (w *writer) tags(s *story, aside []string) []string {
	var tags []string
	seen := map[string]bool{}
	for range 1 + w.rand.IntN(6) {
		tag := w.topics[s.topic][w.rand.IntN(8)]
		switch w.rand.IntN(4) {
		case 0:
			tag = aside[w.rand.IntN(8)]
		case 1:
			tag = s.words[w.rand.IntN(3)]
		}
		if !seen[tag] {
			seen[tag] = true
			tags = append(tags, tag)
		}
	}
	return tags
}

func sentence(words []string) string {
	s := strings.Join(words, " ")
	return strings.ToUpper(s[:1]) + s[1:]
}
