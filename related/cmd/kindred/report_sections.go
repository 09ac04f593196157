package main

import (
	"fmt"
	"strings"

	"github.com/kindred-go/kindred/related/cmd/kindred/internal/report"
)

// A section says one thing about a site's lists, to people: the text and the
// page show the same ones in the same words.
type section struct {
	ID      string
	Heading string
	Brief   string // the heading in a row of others
	Advice  string // what to do about it
	Entries []sectionEntry
	None    string // what there is none of, if Entries is empty
	Kinds   bool   // its entries are a few kinds of things, none of which is to be left out
}

// A sectionEntry is an article, or a line about several.
type sectionEntry struct {
	Lead   string // how many, how often
	Title  string
	URL    string
	Note   string // why, or what to do
	Parts  []sectionEntry
	Phrase bool // the title says what the parts are, and is no article's

	ShowURL bool // even where there is little room
}

// isTitle reports whether an entry is a title and nothing else.
func (e sectionEntry) isTitle() bool { return e.Note == "" && len(e.Parts) == 0 && !e.ShowURL }

// sections puts a report into words.
func sections(r *report.Report) []section {
	return []section{
		unseenSection(r), crowdedSection(r), shortSection(r), copiesSection(r),
		tagsSection(r), languagesSection(r), seriesSection(r), thinSection(r),
	}
}

func articleEntry(a report.Article, lead, note string) sectionEntry {
	return sectionEntry{Lead: lead, Title: title(a.Title, a.URL, a.ID), URL: a.URL, Note: note}
}

func unseenSection(r *report.Report) section {
	s := section{
		ID:      "unseen",
		Heading: plural(len(r.Unseen), "article") + " that no list shows",
		Brief:   plural(len(r.Unseen), "article") + " in no list",
		Advice:  "No list leads to these. Links, shared tags or more text bring one in.",
		None:    "articles that no list shows",
	}
	for _, u := range r.Unseen {
		e := articleEntry(u.Article, "", unseenNote(u))
		e.ShowURL = true
		s.Entries = append(s.Entries, e)
	}
	return s
}

// unseenNote puts the reason for which no list shows an article into words.
func unseenNote(u report.Unseen) string {
	closest := ""
	if u.Closest != nil {
		closest = fmt.Sprintf("%.2f with “%s”", u.Closest.Score, title(u.Closest.Title, u.Closest.URL, u.Closest.ID))
	}
	switch u.Reason {
	case report.Hidden:
		return "An editor hid it."
	case report.Language:
		return "It is the only article in its language."
	case report.Copy:
		return "A near-copy of it is shown instead."
	case report.Tagged:
		return "Its tags or its section keep it out."
	case report.NoText:
		if closest == "" {
			return "It has no text to compare."
		}
		return "It has no text to compare; closest: " + closest + "."
	case report.Outranked:
		if u.Closest != nil && u.Closest.Place > 0 {
			return fmt.Sprintf("Others fit better; it would be number %d, %s.", u.Closest.Place, closest)
		}
		return "Others fit better wherever it would fit."
	}
	if closest == "" {
		return "Nothing in common with any other."
	}
	return "Little in common with any other; closest: " + closest + "."
}

func crowdedSection(r *report.Report) section {
	s := section{
		ID:      "crowded",
		Heading: plural(len(r.Crowded), "article") + " shown too often",
		Brief:   plural(len(r.Crowded), "article") + " shown too often",
		Advice:  "More than three times the average. Are they that good, or about everything?",
		None:    "articles shown too often",
	}
	for _, c := range r.Crowded {
		s.Entries = append(s.Entries, articleEntry(c.Article, plural(c.Lists, "list"), ""))
	}
	return s
}

func shortSection(r *report.Report) section {
	s := section{
		ID:      "short",
		Heading: plural(len(r.Short), "article") + " with a short list",
		Brief:   plural(len(r.Short), "short list"),
		Advice:  "Too little is like them to fill it. More text, shared tags, a lower floor help.",
		None:    "short lists",
	}
	for _, a := range r.Short {
		s.Entries = append(s.Entries, articleEntry(a.Article, fmt.Sprintf("%d of %d", a.Length, r.Summary.ListLength), ""))
	}
	return s
}

func copiesSection(r *report.Report) section {
	s := section{
		ID:      "copies",
		Heading: plural(len(r.Copies), "group") + " of near-copies",
		Brief:   plural(len(r.Copies), "group") + " of near-copies",
		Advice:  "If one was published twice by mistake, redirect it; agency stories may stay.",
		None:    "near-copies",
	}
	for _, c := range r.Copies {
		s.Entries = append(s.Entries, groupEntry(fmt.Sprint(len(c.Articles), " copies"), "", "", c.Articles))
	}
	return s
}

// groupEntry makes an entry of several articles. Without a title, the first
// article stands for it.
func groupEntry(lead, name, note string, articles []report.Article) sectionEntry {
	e := sectionEntry{Lead: lead, Title: name, Note: note, Phrase: name != ""}
	if name == "" {
		e.Title, e.URL = title(articles[0].Title, articles[0].URL, articles[0].ID), articles[0].URL
		articles = articles[1:]
	}
	for _, a := range articles {
		e.Parts = append(e.Parts, articleEntry(a, "", ""))
	}
	return e
}

func seriesSection(r *report.Report) section {
	s := section{
		ID:      "series",
		Heading: fmt.Sprint(len(r.Series), " series found"),
		Brief:   fmt.Sprint(len(r.Series), " series"),
		Advice:  "Each part leads to the next. Is one missing? Number its title like the others.",
		None:    "series",
	}
	for _, found := range r.Series {
		note := ""
		if len(found.Missing) > 0 {
			note = fmt.Sprintf("No part %s.", joinInts(found.Missing))
		}
		s.Entries = append(s.Entries, groupEntry(plural(len(found.Articles), "part"), "", note, found.Articles))
	}
	return s
}

func joinInts(numbers []int) string {
	words := make([]string, len(numbers))
	for i, n := range numbers {
		words[i] = fmt.Sprint(n)
	}
	return orList(words)
}

func tagsSection(r *report.Report) section {
	t := r.Tags
	s := section{
		ID: "tags", Heading: "Tags that say nothing", Brief: "Tags that say nothing",
		Advice: "A tag is worth most if a handful of articles share it.",
		None:   "tags that say nothing",
		Kinds:  true,
	}
	var common, together, merged []string
	for _, c := range t.Common {
		common = append(common, fmt.Sprintf("%s (%d)", c.Tag, c.Articles))
	}
	for _, g := range t.Together {
		together = append(together, fmt.Sprintf("%s (%d)", strings.Join(g.Tags, " + "), g.Articles))
	}
	for _, m := range t.Spellings {
		var ways []string
		for _, w := range m.Spellings {
			ways = append(ways, fmt.Sprintf("%s (%d)", w.Tag, w.Articles))
		}
		merged = append(merged, strings.Join(ways, " = "))
	}
	add := func(what, note string, tags []string) {
		if len(tags) == 0 {
			return
		}
		e := sectionEntry{Lead: fmt.Sprint(len(tags)), Title: what, Note: note, Phrase: true}
		for _, tag := range tags {
			e.Parts = append(e.Parts, sectionEntry{Title: tag})
		}
		s.Entries = append(s.Entries, e)
	}
	add(noun(len(common), "tag")+" on more than half of the articles", "They tell no two apart: drop them, or part them into subjects.", common)
	add(fmt.Sprintf("of %s on one article only", plural(t.Distinct, "tag")), "They lead nowhere: give them to others that they fit, or drop them.", t.Single)
	add(noun(len(together), "set")+" of tags always on the same articles", "They say the same: one of each would do.", together)
	add(noun(len(merged), "tag")+" spelled in several ways", "Each counts as one tag already; one spelling would be tidier.", merged)
	return s
}

func languagesSection(r *report.Report) section {
	l := r.Languages
	s := section{
		ID: "languages", Heading: "Languages", Brief: plural(len(l.Mix), "language"),
		Advice: "A list stays within its article's language.",
	}
	if len(l.Mix) == 1 && len(l.Unknown)+len(l.Mistaken) == 0 {
		s.None = "languages but " + languageName(l.Mix[0].Language)
		return s
	}
	const most = 5 // as many as a line takes
	var mix []string
	declared, known := 0, 0
	for i, m := range l.Mix {
		declared, known = declared+m.Declared, known+m.Articles
		if i < most {
			mix = append(mix, fmt.Sprint(m.Articles, " ", languageName(m.Language)))
		}
	}
	if more := len(l.Mix) - most; more > 0 {
		mix = append(mix, plural(more, "more language"))
	}
	if known > 0 {
		e := sectionEntry{Title: strings.Join(mix, " · "), Phrase: true}
		switch declared {
		case known:
		case 0:
			e.Note = "The feed declares none; these were detected."
		default:
			e.Note = fmt.Sprintf("%d of %d were detected, for want of a declaration.", known-declared, known)
		}
		s.Entries = append(s.Entries, e)
	}
	if n := len(l.Unknown); n > 0 {
		s.Entries = append(s.Entries, groupEntry("", fmt.Sprintf("%d of unknown language", n), "Not declared, and too little text to tell. They may be in any list.", l.Unknown))
	}
	if n := len(l.Mistaken); n > 0 {
		s.Advice = "A list stays within its article's language: correct the wrong ones in the feed."
		s.Brief = plural(n, "article") + " under a wrong language"
	}
	for _, m := range l.Mistaken {
		s.Entries = append(s.Entries, articleEntry(m.Article, "", fmt.Sprintf("Declared as %s, written in %s.", languageName(m.Declared), languageName(m.Detected))))
	}
	return s
}

func thinSection(r *report.Report) section {
	s := section{
		ID: "thin", Heading: "What would make the lists better", Brief: "What the articles lack",
		Advice: "Lists are as good as what the feed says of each article.",
		None:   "articles that lack something",
		Kinds:  true,
	}
	add := func(what, note string, articles []report.Article) {
		if len(articles) > 0 {
			s.Entries = append(s.Entries, groupEntry(fmt.Sprint(len(articles)), noun(len(articles), "article")+" "+what, note, articles))
		}
	}
	add("without any text", "Only their titles can be compared: put a text or a summary into the feed.", r.Thin.NoText)
	var brief []report.Article
	for _, b := range r.Thin.Brief {
		brief = append(brief, b.Article)
	}
	note := "Little to compare: a summary, tags or links help."
	if 2*len(brief) > r.Summary.Articles {
		note = "Does the feed cut them short? Put their full text in (content:encoded)."
	}
	add("with fewer than 50 words", note, brief)
	add("without tags", "A tag or two that others have, too, would tell their subject.", r.Thin.Untagged)
	add("without a date", "Closeness in time can't count for them.", r.Thin.Undated)
	return s
}
