package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/kindred-go/kindred/related"
	"github.com/kindred-go/kindred/related/internal/text"
)

// Languages is what the articles are written in.
type Languages struct {
	Mix      []LanguageCount `json:"mix"`
	Unknown  []Article       `json:"unknown"`  // neither declared nor safe to detect
	Mistaken []Mistaken      `json:"mistaken"` // declared as one, written in another
}

// A LanguageCount is how many articles are in a language: as they declare it, or
// because it was detected where they don't.
type LanguageCount struct {
	Language string `json:"language"`
	Articles int    `json:"articles"`
	Declared int    `json:"declared"`
}

// A Mistaken is an article whose text is in another language than it declares.
type Mistaken struct {
	Article
	Declared string `json:"declared"`
	Detected string `json:"detected"`
}

func (c *Collection) languages() Languages {
	l := Languages{Mix: []LanguageCount{}, Unknown: []Article{}, Mistaken: []Mistaken{}}
	counts := make(map[string]*LanguageCount)
	for i, d := range c.docs {
		language := c.Index.Language(d.ID)
		if language == "" {
			l.Unknown = append(l.Unknown, c.article(i))
			continue
		}
		if counts[language] == nil {
			counts[language] = &LanguageCount{Language: language}
		}
		counts[language].Articles++
		if declared := text.Language(d.Language); declared != "" {
			counts[language].Declared++
			if detected := detect(d); detected != "" && contradicts(declared, detected) {
				l.Mistaken = append(l.Mistaken, Mistaken{c.article(i), declared, detected})
			}
		}
	}
	for _, count := range counts {
		l.Mix = append(l.Mix, *count)
	}
	slices.SortFunc(l.Mix, func(a, b LanguageCount) int {
		return cmp.Or(cmp.Compare(b.Articles, a.Articles), strings.Compare(a.Language, b.Language))
	})
	slices.SortStableFunc(l.Unknown, newestFirst)
	slices.SortStableFunc(l.Mistaken, func(a, b Mistaken) int { return newestFirst(a.Article, b.Article) })
	return l
}

// detect returns the language of an article's text if there is no doubt: two
// halves of it, each long enough to tell by, must agree.
func detect(d *related.Document) string {
	const least, most = 300, 8192 // bytes
	s := d.Content
	if len(s) < least {
		s = d.Summary
	}
	if len(s) < least {
		return ""
	}
	s = s[:min(len(s), most)]
	half := strings.ToValidUTF8(s[:len(s)/2], "")
	language := text.Detect(half)
	if language != text.Detect(strings.ToValidUTF8(s[len(s)/2:], "")) {
		return ""
	}
	return language
}

// kin are languages that detection can take for each other in good faith.
var kin = [][]string{{"no", "nb", "nn", "da"}, {"hr", "sr", "bs", "sl"}, {"cs", "sk"}, {"ru", "uk", "bg", "sr"}, {"id", "ms"}}

// contradicts reports whether a text in one language can't be meant when it
// declares the other. It can't be known of a language that detection has never
// heard of.
func contradicts(declared, detected string) bool {
	if declared == detected || !text.Detectable(declared) {
		return false
	}
	return !slices.ContainsFunc(kin, func(group []string) bool {
		return slices.Contains(group, declared) && slices.Contains(group, detected)
	})
}
