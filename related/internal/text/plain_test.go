package text

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
	"github.com/google/go-cmp/cmp"
)

// What is told apart without the tables must be what the segmenter would say.
func FuzzPlain(f *testing.F) {
	for _, text := range []string{
		"", "a", "A plain sentence, with marks; and more.", "don't can' 'twas rock'n'roll", "3.14 1,000 1, 2. v1.2.3 a.b .a a.", "a_b _ __a a_ 'a_",
		"https://example.com/a?b=c:d http: https:// x:y", "naïve cafe\u0301 a\u0301 1\u20e3 \u0301a", "a\u200db a.\u200db a \u0301", "tab\tline\r\nend\x00\x1fz",
		"\"quoted\" (x) [y] {z} a\"b", "C++ C# .NET a@b #tag", "sevenxx eightxxx fifteenxxxxxxxx sixteenxxxxxxxxx a_b 0@G`g/:[z{ long", "漢字とkana", "a\xffb \xff",
	} {
		f.Add(text)
		f.Add(text + " " + text + strings.Repeat(" ", plainWindow))
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "\uFFFD") // the segmenter takes a character cut off, and what follows, for one token
		var want []string
		for it := words.FromString(text); it.Next(); {
			want = append(want, it.Value())
		}
		var got []string
		a := NewAnalyzer()
		for pos := 0; pos < len(text); {
			token := a.nextToken(text[pos:])
			pos += len(token)
			got = append(got, token)
		}
		want = wordsOnly(want)
		if diff := cmp.Diff(want, wordsOnly(got)); diff != "" {
			t.Errorf("%q (-segmenter +plain):\n%s", text, diff)
		}
		if strings.Contains(text, "://") || strings.ContainsFunc(text, func(r rune) bool { return scriptOf(r) != spaced }) {
			return // there words are not what the segmenter says
		}
		var one, many []uint32
		v := a.vocabulary("")
		for _, token := range want {
			one = a.appendWord(one, v, token)
		}
		for range 2 { // the second time it has met all
			many = append(many, a.Append(nil, text, "")...)
		}
		if diff := cmp.Diff(slices.Concat(one, one), many); diff != "" {
			t.Errorf("%q (-word by word +many at once):\n%s", text, diff)
		}
	})
}

// wordsOnly returns the tokens that do not begin with white space or punctuation of
// ASCII: how these are parted makes no difference.
func wordsOnly(tokens []string) []string {
	return slices.DeleteFunc(tokens, func(token string) bool {
		c := token[0]
		if c < utf8.RuneSelf && !isPlain(c) && strings.ContainsFunc(token, isWordRune) {
			panic("a word begins with a mark: " + token)
		}
		return c < utf8.RuneSelf && !isPlain(c)
	})
}
