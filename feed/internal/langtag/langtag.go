// Package langtag reads the language tags that feeds and pages put on their texts,
// and doubts those that can't be.
package langtag

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"github.com/kindred-go/kindred/related"
)

// Undetermined is what an empty xml:lang means: what is said farther out does
// not hold here (XML 1.0, 2.12).
const Undetermined = "und"

// Canonical returns the language tag in its usual spelling, so "en_us"
// as "en-US", or "" if it is none, or stands for none in particular. Of what is
// wrong behind the first part, such as "en-EN", that part is right.
func Canonical(s string) string {
	const longest = 100 // that of BCP 47 is about 35
	s = strings.TrimSpace(s)
	if s == "" || len(s) > longest || strings.HasPrefix(s, "x-") {
		return ""
	}
	t, err := language.Raw.Parse(s)
	if err != nil { // en-EN, de_DE.UTF-8
		i := strings.IndexAny(s, "-_.")
		if i < 2 {
			return ""
		}
		if t, err = language.Raw.Parse(s[:i]); err != nil {
			return ""
		}
	}
	switch base, _, _ := t.Raw(); base.String() {
	case Undetermined, "mis", "mul", "zxx":
		return ""
	}
	return t.String()
}

// A Doubt is a language that was taken away from documents.
type Doubt struct {
	Language string
	First    int // the first document whose letters are others
	Count    int // of documents that lost it
}

// TakeAway takes away the languages of documents that can't be in them: many
// programs say "en" unless they are told otherwise, of Chinese texts as well. Then
// their languages are for the reader to find out from the texts. What is wrong of
// every other document says nothing of the rest either.
func TakeAway(docs []related.Document) (doubts []Doubt) {
	type group struct {
		latin      bool
		all, wrong []int
	}
	groups := map[string]*group{}
	var order []string
	for i := range docs {
		d := &docs[i]
		g := groups[d.Language]
		if g == nil {
			g = &group{latin: latinOnly(d.Language)}
			groups[d.Language] = g
			order = append(order, d.Language)
		}
		g.all = append(g.all, i)
		if g.latin && mostlyNotLatin(d.Title, d.Summary, d.Content) {
			g.wrong = append(g.wrong, i)
		}
	}
	for _, tag := range order {
		g := groups[tag]
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
		doubts = append(doubts, Doubt{tag, g.wrong[0], len(leave)})
	}
	return doubts
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
			letter := 'a' <= r|0x20 && r|0x20 <= 'z'
			isLatin := letter
			if r >= utf8.RuneSelf {
				letter = unicode.IsLetter(r)
				isLatin = letter && unicode.Is(unicode.Latin, r)
			}
			switch {
			case isLatin:
				if !inLatin {
					latin += 2
				}
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
