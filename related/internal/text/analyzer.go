// Package text turns text into words: segmented by Unicode's rules, folded,
// and stemmed by their language.
package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// noWord is the number of a spelling that is no word.
const noWord = ^uint32(0)

// maxWord is the length in bytes from which a run of letters is taken for data
// (a hash, a key, base64) and left out.
const maxWord = 64

// An Analyzer gives each word it meets a number. It is not safe for concurrent
// use: every goroutine has its own, which share a dictionary.
type Analyzer struct {
	dictionary *Dictionary
	languages  map[string]*vocabulary
	words      []Word // of the dictionary, as far as they have been asked for
	fold       folder
	segments   *words.Iterator[string]
	runes      []rune // scratch: the run of scripts without spaces that is being read
	bytes      []byte // scratch: a part of it
}

// A vocabulary is what an analyzer has met of one language. Text is looked up as it is
// written, so folding runs once a spelling and not once an occurrence.
type vocabulary struct {
	*lexicon
	written numbers             // of what is written so, or noWord; the lexicon's, but for what is long
	korean  map[string][]uint32 // the numbers of the pairs of a Korean word
}

// NewAnalyzer returns an analyzer with a dictionary of its own.
func NewAnalyzer() *Analyzer { return NewDictionary().NewAnalyzer() }

// NewAnalyzer returns an analyzer with this dictionary.
func (d *Dictionary) NewAnalyzer() *Analyzer {
	return &Analyzer{dictionary: d, languages: make(map[string]*vocabulary), fold: newFolder(), segments: words.FromString("")}
}

// Words returns all words of the analyzer's dictionary, by number.
func (a *Analyzer) Words() []Word { return a.dictionary.Words() }

// Append appends the numbers of the words of a text, which is in the given language
// ("" if it is not known), and returns the extended slice.
func (a *Analyzer) Append(dst []uint32, text, language string) []uint32 {
	v := a.vocabulary(language)
	a.runes = a.runes[:0]
	for len(text) > 0 {
		if len(a.runes) == 0 {
			dst, text = v.appendPlain(dst, text)
		}
		token := a.nextToken(text)
		text = text[len(token):]
		if c := token[0]; c < utf8.RuneSelf {
			dst = a.appendRun(dst, v)
			switch {
			case !isPlain(c): // spaces and punctuation
			case c == 'h' && (token == "https" || token == "http") && strings.HasPrefix(text, "://"):
				text = text[addressLength(text):] // its pieces are no words
			default:
				dst = a.appendWord(dst, v, token)
			}
			continue
		}
		first, _ := utf8.DecodeRuneInString(token)
		s := scriptOf(first)
		if s != spaced && s != hangul {
			for _, r := range token {
				a.runes = append(a.runes, r)
			}
			continue
		}
		dst = a.appendRun(dst, v) // a word of another script parts words as well
		if s == hangul {
			dst = a.appendKorean(dst, v, token)
		} else {
			dst = a.appendWord(dst, v, token)
		}
	}
	return a.appendRun(dst, v)
}

// appendWord appends the word or words of a token of a script with spaces.
func (a *Analyzer) appendWord(dst []uint32, v *vocabulary, token string) []uint32 {
	if n, ok := v.written.find(token); ok {
		if n != noWord {
			dst = append(dst, n)
		}
		return dst
	}
	if strings.ContainsFunc(token, isWordRune) {
		dst = a.appendToken(dst, v, token)
	}
	return dst
}

// addressLength returns how long the rest of an address is.
func addressLength(s string) int {
	if end := strings.IndexFunc(s, func(r rune) bool { return r > unicode.MaxLatin1 || strings.ContainsRune(" \t\r\n\f<>\"", r) }); end >= 0 {
		return end
	}
	return len(s)
}

// AppendWhole appends the number of the word that s is, whatever stands in it.
// It appends nothing if s is blank, or nothing but marks that folding drops.
func (a *Analyzer) AppendWhole(dst []uint32, s, language string) []uint32 {
	form := a.fold.String(strings.TrimSpace(s))
	if form == "" {
		return dst
	}
	return append(dst, a.number(a.vocabulary(language), form))
}

// Key returns what the words with these numbers, in the given language, share
// with other spellings and inflections of them: the stems of what they are
// without diacritics.
func (a *Analyzer) Key(numbers []uint32, language string) string {
	stem := a.vocabulary(language).stem
	stems := make([]string, len(numbers))
	for i, n := range numbers {
		w := a.word(n)
		stems[i] = w.Stem
		if plain := withoutDiacritics(w.Form); plain != w.Form {
			stems[i] = stem.stem(plain)
		}
	}
	return strings.Join(stems, " ")
}

// Stems returns the stems of the words with these numbers, with spaces between.
func (a *Analyzer) Stems(numbers []uint32) string {
	stems := make([]string, len(numbers))
	for i, n := range numbers {
		stems[i] = a.word(n).Stem
	}
	return strings.Join(stems, " ")
}

// appendToken appends the word or words of a token that has not been seen.
// An apostrophe parts an elided article or a possessive from its noun
// (l'état, Kenya's); what it leaves of one letter is dropped.
func (a *Analyzer) appendToken(dst []uint32, v *vocabulary, token string) []uint32 {
	switch {
	case isPlainForm(token): // it is its own form, as most are
		return append(dst, a.dictionary.learn(v.lexicon, token))
	case len(token) > maxWord:
		return dst
	}
	if !strings.ContainsFunc(token, isApostrophe) {
		n := noWord
		if form := trimForeign(a.fold.String(token)); form != "" && !isSmallLetter(token) {
			n = a.number(v, form)
			dst = append(dst, n)
		}
		a.dictionary.note(v, token, n)
		return dst
	}
	for part := range strings.FieldsFuncSeq(token, isApostrophe) {
		if utf8.RuneCountInString(part) < 2 {
			continue
		}
		if form := a.fold.String(part); form != "" {
			dst = append(dst, a.number(v, form))
		}
	}
	return dst
}

// word returns the word with a number.
func (a *Analyzer) word(number uint32) *Word {
	if int(number) >= len(a.words) {
		a.words = a.Words()
	}
	return &a.words[number]
}

// number returns the number of a folded form.
func (a *Analyzer) number(v *vocabulary, form string) uint32 {
	return a.dictionary.number(v.lexicon, form)
}

func (a *Analyzer) vocabulary(language string) *vocabulary {
	v := a.languages[language]
	if v == nil {
		l := a.dictionary.lexicon(language)
		v = &vocabulary{l, numbers{l.written, make(map[string]uint32)}, make(map[string][]uint32)}
		a.languages[language] = v
	}
	return v
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' }

// isSmallLetter reports whether a token is a single letter in lower case: a
// preposition (и, o), or what is left of a word (passe-t-il). R and C are names.
func isSmallLetter(token string) bool {
	r, size := utf8.DecodeRuneInString(token)
	return size == len(token) && unicode.IsLower(r)
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
