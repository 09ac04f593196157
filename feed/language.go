package feed

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"github.com/kindred-go/kindred/related"
)

// doubtLanguages takes away the languages of documents that can't be in them: many
// programs say "en" unless they are told otherwise, of Chinese texts as well. Then
// their languages are for the reader to find out from the texts. What is wrong of
// every other document says nothing of the rest either.
func (m *mapper) doubtLanguages(docs []related.Document, positions []int) {
	type group struct{ all, wrong []int }
	groups := map[string]*group{}
	var order []string
	for i := range docs {
		d := &docs[i]
		g := groups[d.Language]
		if g == nil {
			g = new(group)
			groups[d.Language] = g
			order = append(order, d.Language)
		}
		g.all = append(g.all, i)
		if latinOnly(d.Language) && mostlyNotLatin(d.Title, d.Summary, d.Content) {
			g.wrong = append(g.wrong, i)
		}
	}
	for _, language := range order {
		g := groups[language]
		if len(g.wrong) == 0 {
			continue
		}
		leave := g.wrong
		if len(g.wrong) > 1 && 2*len(g.wrong) >= len(g.all) {
			leave = g.all
		}
		for _, i := range leave {
			docs[i].Language = ""
		}
		first := g.wrong[0]
		m.warnings.put(Warning{Kind: WarnLanguage, Item: positions[first], ID: docs[first].ID, Count: len(leave),
			Text: fmt.Sprintf("it is said to be in %q, but its letters are others; its language is left open", language)})
	}
}

// latinOnly reports whether the language is written in Latin letters without
// saying so, and hardly in any other: its entry in the IANA registry of language
// subtags has Suppress-Script: Latn (RFC 5646, 3.1.9).
func latinOnly(tag string) bool {
	t, err := language.Raw.Parse(tag)
	if err != nil {
		return false
	}
	script, sure := t.Script()
	return script.String() == "Latn" && sure == language.High
}

// mostlyNotLatin reports whether most words at the beginning of the texts are in
// letters of other scripts. Chinese, Japanese and Korean texts often have Latin
// words, code and addresses in them; two of their characters count as a word.
func mostlyNotLatin(texts ...string) bool {
	const enough = 1000 // bytes of a text
	latin, other := 0, 0
	for _, s := range texts {
		inLatin, inOther := false, false
		for _, r := range s[:min(len(s), enough)] {
			letter := unicode.IsLetter(r)
			isLatin := letter && (r < utf8.RuneSelf || unicode.Is(unicode.Latin, r))
			switch {
			case isLatin && !inLatin:
				latin += 2
			case letter && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
				other++
			case letter && !isLatin && !inOther:
				other += 2
			}
			inLatin, inOther = isLatin, letter && !isLatin
		}
	}
	return other > latin
}
