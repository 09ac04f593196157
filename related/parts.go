package related

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A part is what a numbered title says: which series it belongs to, and where.
type part struct {
	key    string // what the titles of the series have in common, in lower case
	number int
	bare   bool // the number stands alone, and may be no part's
}

// partWords announce the number of a part.
var partWords = wordSet(`part pt chapter episode ep volume vol issue no lesson day week
	teil kapitel folge band ausgabe nr lektion tag woche
	partie chapitre épisode tome numéro leçon jour
	parte capítulo capitulo episodio volumen número numero lección dia día
	capitolo puntata lezione giorno episódio lição edição
	часть глава эпизод том выпуск урок день серия частина розділ
	deel hoofdstuk aflevering del avsnitt kapittel osa luku część rozdział odcinek díl část bölüm
	μέρος κεφάλαιο חלק الجزء جزء भाग`)

// ofWords stand between the number of a part and how many there are.
var ofWords = wordSet(`of von de di из z av af van sur з`)

func wordSet(s string) map[string]bool {
	set := make(map[string]bool)
	for word := range strings.FieldsSeq(s) {
		set[word] = true
	}
	return set
}

var numberWords = map[string]int{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eins": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "un": 1, "deux": 2, "trois": 3, "quatre": 4,
	"uno": 1, "dos": 2, "tres": 3, "um": 1, "dois": 2, "três": 3,
	"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12,
	"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
	"上": 1, "中": 2, "下": 3,
}

// maxPart is the greatest number that can be a part's; greater ones are prices,
// bug numbers and the like.
const maxPart = 9999

// A titleWord is a word of a title, in lower case, and where it stands.
type titleWord struct {
	text       string
	start, end int
}

// mostTitleWords is more than nearly all titles have. Room for so many is on the stack.
const mostTitleWords = 24

// appendTitleWords appends the words of a title.
func appendTitleWords(words []titleWord, s string) []titleWord {
	start := -1
	for i, r := range s {
		in := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		if in && start >= 0 && unicode.IsDigit(r) != isNumber(s[start:i]) {
			words = append(words, titleWord{s[start:i], start, i}) // 第2回
			start = i
		}
		switch {
		case in && start < 0:
			start = i
		case !in && start >= 0:
			words = append(words, titleWord{s[start:i], start, i})
			start = -1
		}
	}
	if start >= 0 {
		words = append(words, titleWord{s[start:], start, len(s)})
	}
	return words
}

func isNumber(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsDigit(r)
}

// partNumber returns the number that a word is, 0 if it is none.
func partNumber(word string) int {
	if isNumber(word) { // errors take time to make
		if n, err := strconv.Atoi(word); err == nil && n <= maxPart {
			return n
		}
	}
	return numberWords[word]
}

// notPart are words that announce a part in some languages and stand before a
// date in others: "del 3 de mayo", "no 1º turno".
var notPart = map[string]map[string]bool{"es": wordSet("del no"), "it": wordSet("del no"), "pt": wordSet("no")}

// partOf reads the number of a part off a title in a language, "" if that is not
// known.
func partOf(title, language string) (p part, ok bool) {
	s := strings.ToLower(strings.TrimSpace(title))
	words := appendTitleWords(make([]titleWord, 0, mostTitleWords), s)
	for i, w := range words {
		n := partNumber(w.text)
		if n <= 0 {
			continue
		}
		if i > 0 && notPart[language][words[i-1].text] {
			continue
		}
		start, end, bare, ok := partSpan(s, words, i, n)
		if !ok {
			continue
		}
		key := trimTitle(s[:start])
		if key == "" {
			key = trimTitle(s[end:])
		}
		return part{key, n, bare}, key != ""
	}
	return part{}, false
}

// partSpan returns which piece of a title says that it is part n, where n is
// word i: after a word or sign that announces it ("part two", "Teil 2 von 3", "#4"),
// as one of several ("(3/5)", "[2 of 3]"), between 第 and what is counted, or in
// brackets or alone at the end ("Garlic II", "Notes 12").
func partSpan(s string, words []titleWord, i, n int) (start, end int, bare, ok bool) {
	w := words[i]
	start, end = w.start, w.end
	digits, last := isNumber(w.text), i == len(words)-1
	before := strings.TrimRight(s[:start], " \u00a0.")
	of := countAfter(s, words, i, n) // where "of 3" or "/3" ends, 0 if it does not follow
	switch {
	case i > 0 && partWords[words[i-1].text] && words[i-1].end == len(before):
		return words[i-1].start, max(end, of), false, true
	case digits && endsInSign(before):
		return strings.LastIndexAny(before, "#№n"), max(end, of), false, true
	case strings.HasSuffix(before, "第"):
		_, counted := utf8.DecodeRuneInString(s[end:]) // 第3回
		return len(before) - len("第"), end + counted, false, true
	case digits && of > 0 && (inBrackets(s, start, of) || of == len(s)):
		return start, of, false, true
	case last && i > 0 && inBrackets(s, start, end):
		return start, end, digits, true
	case last && i > 0 && end == len(s) && s[start-1] == ' ' && w.text[0] < utf8.RuneSelf:
		return start, end, true, true
	}
	return 0, 0, false, false
}

// countAfter returns where the number of all parts ends that follows word i, as
// in "2 of 3" and "2/3"; 0 if none does.
func countAfter(s string, words []titleWord, i, n int) int {
	if i+1 < len(words) && s[words[i].end:words[i+1].start] == "/" && isCount(words[i+1].text, n) {
		return words[i+1].end
	}
	if i+2 < len(words) && ofWords[words[i+1].text] && isCount(words[i+2].text, n) {
		return words[i+2].end
	}
	return 0
}

// endsInSign reports whether the sign for a number comes last.
func endsInSign(s string) bool {
	for _, sign := range [...]string{"#", "№", "nº", "n°"} {
		if strings.HasSuffix(s, sign) {
			return true
		}
	}
	return false
}

func isCount(word string, n int) bool {
	count, err := strconv.Atoi(word)
	return err == nil && count >= n && count <= 100
}

// inBrackets reports whether s[start:end] is all that stands in brackets.
func inBrackets(s string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:start])
	after, _ := utf8.DecodeRuneInString(s[end:])
	return strings.ContainsRune("([（【", before) && strings.ContainsRune(")]）】", after)
}

// trimTitle returns the words of a title's piece, whatever stands between them.
func trimTitle(s string) string {
	var words []string
	for _, w := range appendTitleWords(make([]titleWord, 0, mostTitleWords), s) {
		words = append(words, w.text)
	}
	return strings.Join(words, " ")
}

// titlePrefix returns what stands before the colon or dash of a title, if it is
// two words or more and long enough to be a series's name; "" otherwise.
func titlePrefix(title string) string {
	s := strings.ToLower(title)
	cut := -1
	for _, separator := range []string{": ", " – ", " — ", " - ", " | ", "："} {
		if i := strings.Index(s, separator); i > 0 && (cut < 0 || i < cut) {
			cut = i
		}
	}
	if cut < 0 {
		return ""
	}
	words := appendTitleWords(make([]titleWord, 0, mostTitleWords), s[:cut])
	if len(words) == 0 || isNumber(words[len(words)-1].text) { // "won 20 - 13"
		return ""
	}
	letters := 0
	for _, w := range words {
		letters += utf8.RuneCountInString(w.text)
	}
	if len(words) < 2 || letters < minPrefix {
		return ""
	}
	return trimTitle(s[:cut])
}
