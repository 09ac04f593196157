package charset

import (
	"bytes"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// A reading is a charset that text may be in, and what it costs to believe so
// before looking, in bits: charsets are not equally frequent.
type reading struct {
	name  string
	enc   encoding.Encoding
	prior int
	langs string // for charsets of single bytes, the spellings to try
}

const (
	western   = "de fr es it pt nl sv da fi is ca"
	eastern   = "pl cs sk hu ro hr de"
	cyrillic  = "ru uk bg sr"
	everyLang = western + " " + eastern + " " + cyrillic + " tr el lt lv et he ar th"
)

// readings are the charsets that are guessed. Those that differ from one of
// them only in rare characters, such as ISO 8859-9 and windows-1254, are left
// out.
var readings = []reading{
	{"windows-1252", charmap.Windows1252, 0, western},
	{"windows-1251", charmap.Windows1251, 4, cyrillic},
	{"windows-1250", charmap.Windows1250, 5, eastern},
	{"iso-8859-2", charmap.ISO8859_2, 6, eastern},
	{"windows-1254", charmap.Windows1254, 6, "tr"},
	{"windows-1253", charmap.Windows1253, 6, "el"},
	{"iso-8859-7", charmap.ISO8859_7, 7, "el"},
	{"windows-1257", charmap.Windows1257, 8, "lt lv et"},
	{"koi8-u", charmap.KOI8U, 6, cyrillic},
	{"iso-8859-5", charmap.ISO8859_5, 10, cyrillic},
	{"windows-1255", charmap.Windows1255, 6, "he"},
	{"windows-1256", charmap.Windows1256, 6, "ar"},
	{"iso-8859-6", charmap.ISO8859_6, 9, "ar"},
	{"windows-874", charmap.Windows874, 6, "th"},
	{"shift_jis", japanese.ShiftJIS, 4, ""},
	{"euc-jp", japanese.EUCJP, 5, ""},
	{"gb18030", simplifiedchinese.GB18030, 4, ""},
	{"big5", traditionalchinese.Big5, 5, ""},
	{"euc-kr", korean.EUCKR, 5, ""},
}

// A guesser knows the spellings. Making one takes about a millisecond, so it
// is made once, when a text needs it.
type guesser struct {
	spellings map[string]*letters
	han       map[string]map[rune]int // by charset: what a frequent character costs
}

var theGuesser = sync.OnceValue(func() *guesser {
	g := &guesser{spellings: map[string]*letters{}, han: map[string]map[rune]int{}}
	for _, s := range spellings {
		g.spellings[s.lang] = newLetters(s)
	}
	frequent := func(s string) map[rune]int {
		m := map[rune]int{}
		for _, r := range s {
			m[r] = 7
			if len(m) > 100 {
				m[r] = 10
			}
		}
		return m
	}
	g.han["gb18030"] = frequent(frequentSimplified)
	g.han["big5"] = frequent(frequentTraditional)
	g.han["shift_jis"] = frequent(frequentKanji)
	g.han["euc-jp"] = g.han["shift_jis"]
	g.han["euc-kr"] = frequent(frequentHangul)
	return g
})

// guess says in which charset the words are most likely written, and what they
// cost in it. With little to go by it is windows-1252: a dash or an ß alone may be
// anything, and who writes in another script writes more of it.
func (g *guesser) guess(words []byte) (best *reading, least int) {
	const little = 3 // bytes that are not ASCII
	high := 0
	for _, c := range words {
		if c >= utf8.RuneSelf {
			high++
		}
	}
	if high <= little {
		return &readings[0], g.cost(&readings[0], words)
	}
	for i := range readings {
		r := &readings[i]
		if cost := g.cost(r, words) + r.prior; best == nil || cost < least {
			best, least = r, cost
		}
	}
	return best, least
}

// credible reports whether the words can be in the charset that a label names,
// though they would cost the least in another. Labels are mostly right, so that
// must be by far.
func (g *guesser) credible(name string, enc encoding.Encoding, words []byte, least int) bool {
	if name == "windows-1252" { // what servers and templates say that don't know
		return g.cost(&readings[0], words) <= least+least/7+10
	}
	if name == "gbk" {
		name = "gb18030" // the same characters are frequent
	}
	r := &reading{name: name, enc: enc, langs: everyLang}
	return g.cost(r, words) <= least+least/3+25
}

// latin9 reports whether Western text is in ISO 8859-15, which has the euro
// sign, Š, š, ž, Œ, œ and Ÿ where windows-1252 has signs that stand apart from
// letters or are hardly ever written. (Ž, where the acute is that many take for
// an apostrophe, says nothing.) What has bytes of windows-1252 is none.
func latin9(text []byte) bool {
	letter := func(i int) bool { return i >= 0 && i < len(text) && 'a' <= text[i]|0x20 && text[i]|0x20 <= 'z' }
	found := false
	for i, c := range text {
		switch {
		case 0x80 <= c && c < 0xa0:
			return false
		case c == 0xa4:
			found = true
		case c == 0xa6 || c == 0xa8 || c == 0xb8 || 0xbc <= c && c <= 0xbe:
			if i > 0 && isDigit(text[i-1]) {
				return false // a fraction
			}
			found = found || letter(i-1) || letter(i+1)
		}
	}
	return found
}

// gather returns the words that are not ASCII, with spaces between them, up to
// a length that leaves no doubt. Markup is left out, unless there is nothing
// else.
func gather(text []byte) []byte {
	if words := gatherWords(text, true); len(words) > 0 {
		return words
	}
	return gatherWords(text, false)
}

// gatherWords ends no word at a byte that can be part of a character in a
// charset of several bytes.
func gatherWords(text []byte, skipMarkup bool) []byte {
	const enough = 8 << 10
	out := make([]byte, 0, min(len(text), enough+64))
	for i := 0; i < len(text) && len(out) < enough; {
		c := text[i]
		if c == '<' && skipMarkup {
			i += tagLen(text[i:])
			continue
		}
		if !inWord(c) {
			i++
			continue
		}
		start, high := i, false
		for ; i < len(text) && inWord(text[i]) && i-start < enough; i++ {
			high = high || text[i] >= utf8.RuneSelf
		}
		if high {
			out = append(append(out, text[start:i]...), ' ')
		}
	}
	return out
}

func inWord(c byte) bool { return c >= '0' && c <= '9' || c >= '@' }

// tagLen returns the length of the tag that the text starts with, or 1.
func tagLen(text []byte) int {
	if len(text) < 2 || text[1] != '/' && text[1] != '?' && (text[1]|0x20 < 'a' || text[1]|0x20 > 'z') {
		return 1
	}
	if i := bytes.IndexByte(text[:min(len(text), 4<<10)], '>'); i > 0 {
		return i + 1
	}
	return 1
}

// What it costs, in bits, to find something in a text.
const (
	costInvalid = 25 // what is no character
	costOdd     = 14 // box drawing, a broken bar, a lone accent
	costSymbol  = 6  // a quotation mark, a dash, a bullet
	costInside  = 10 // a symbol inside a word, on top
	costMixed   = 4  // an ideograph after a small ASCII letter, on top
	costForeign = 20 // a letter that the language does not have
	costRare    = 11 // a pair of letters that is not frequent
	costCase    = 5  // a capital after a small letter
)

// cost says how many bits the text takes in the best of the reading's
// languages.
func (g *guesser) cost(r *reading, text []byte) int {
	cm, ok := r.enc.(*charmap.Charmap)
	if !ok {
		return wideCost(r.enc.NewDecoder(), g.han[r.name], text)
	}
	least := -1
	for lang := range strings.FieldsSeq(r.langs) {
		if c := g.spellings[lang].cost(cm, text); least < 0 || c < least {
			least = c
		}
	}
	return least
}

// letters are a spelling, ready for use: pairs of letters as indexes into a
// table. Index 0 is what stands between words, 1 to 26 are ASCII letters.
type letters struct {
	index map[rune]uint8
	costs []uint8
}

func newLetters(s spelling) *letters {
	l := &letters{index: map[rune]uint8{'_': 0}}
	for c := 'a'; c <= 'z'; c++ {
		l.index[c] = uint8(len(l.index))
	}
	for _, c := range s.pairs + s.rest {
		if _, ok := l.index[c]; !ok && c != ' ' {
			l.index[c] = uint8(len(l.index))
		}
	}
	n := len(l.index)
	l.costs = make([]uint8, n*n)
	for i := range n {
		for j := range n {
			if i > 26 || j > 26 {
				l.costs[i*n+j] = costRare
			}
		}
	}
	for i, group := range strings.Split(s.pairs, " ") {
		for group != "" {
			a, size := utf8.DecodeRuneInString(group)
			b, size2 := utf8.DecodeRuneInString(group[size:])
			l.costs[int(l.index[a])*n+int(l.index[b])] = uint8(i + 1)
			group = group[size+size2:]
		}
	}
	return l
}

// Kinds of characters that are no letters of a language.
const (
	kindForeign = 251 + iota // a letter of another language
	kindSymbol
	kindJoint // a symbol that may stand inside a word
	kindOdd
	kindInvalid
)

// cost says how many bits the text takes, if it is of this language and in this
// charset. Only what is at or after a character that is not ASCII counts: the
// rest is the same in all.
func (l *letters) cost(cm *charmap.Charmap, text []byte) int {
	var kinds [256]uint8
	var upper [256]bool
	for i := range kinds {
		r := cm.DecodeByte(byte(i))
		low := unicode.ToLower(r)
		upper[i] = low != r
		k, ok := l.index[low]
		switch {
		case i < utf8.RuneSelf:
		case ok:
		case r == utf8.RuneError || r < 0xa0 || r == '¤':
			k = kindInvalid // nobody writes this currency sign
		case unicode.IsLetter(r) || unicode.IsMark(r):
			k = kindForeign
		case i < 0xa0 && r < 0xc0:
			k = kindOdd // KOI8 has them there, but few write them
		case strings.ContainsRune("’–·\u00ad", r):
			k = kindJoint
		case strings.ContainsRune("\u00a0—‘‚“”„«»‹›…•©®™°§€£×¿¡´ˆ˜†‡²³¹½¼", r):
			k = kindSymbol
		default:
			k = kindOdd
		}
		kinds[i] = k
	}
	n := len(l.index)
	sum, prev := 0, 0
	var last byte
	for i, c := range text {
		k := kinds[c]
		if c < utf8.RuneSelf && last < utf8.RuneSelf {
			prev, last = int(k), c
			continue
		}
		switch k {
		case kindInvalid:
			sum += costInvalid
		case kindOdd:
			sum += costOdd
		case kindJoint:
			sum += costSymbol
		case kindSymbol:
			sum += costSymbol
			if next := kinds[text[min(i+1, len(text)-1)]]; prev > 0 && next > 0 && next < kindForeign {
				sum += costInside
			}
		case kindForeign:
			sum += costForeign
		default:
			sum += int(l.costs[prev*n+int(k)])
			if prev > 0 && k > 0 && upper[c] && !upper[last] {
				sum += costCase
			}
		}
		if prev = int(k); k >= kindForeign {
			prev = 0
		}
		last = c
	}
	return sum
}

// wideCost says how many bits the text takes in a charset with characters of
// several bytes, of which some are frequent.
func wideCost(dec *encoding.Decoder, frequent map[rune]int, text []byte) int {
	sum := 0
	dst := make([]byte, 16)
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		size, r := 1, utf8.RuneError
		for n := 1; n <= 4 && i+n <= len(text); n++ {
			dec.Reset()
			written, read, err := dec.Transform(dst, text[i:i+n], false)
			if err == nil && read == n {
				size = n
				r, _ = utf8.DecodeRune(dst[:written])
				break
			}
		}
		lead := text[i]
		if i > 0 && 'a' <= text[i-1] && text[i-1] <= 'z' {
			sum += costMixed
		}
		i += size
		known, ok := frequent[r]
		switch {
		case r == utf8.RuneError || unicode.Is(unicode.Co, r) || r < 0xa0:
			sum += costInvalid
		case ok:
			sum += known
		case r >= 0x3040 && r < 0x30a0: // Hiragana
			sum += 5
		case r >= 0x30a0 && r < 0x3100: // Katakana
			sum += 6
		case r >= 0x3000 && r < 0x3020 || r >= 0xff00 && r < 0xff60: // punctuation, full-width ASCII
			sum += 6
		case r >= 0xff60 && r < 0xffe0: // half-width Katakana, one byte each
			sum += 11
		case unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hangul, r):
			sum += rareCost(lead, r)
		case strings.ContainsRune("–—‘’“”…·×°", r):
			sum += 8
		case r >= 0x2000 && r < 0x2800 || r >= 0x3020 && r < 0x3400: // symbols
			sum += 12
		default:
			sum += 18
		}
	}
	return sum
}

// rareCost says what a character costs that is not one of the most frequent.
// The standards have two levels: one of the characters in general use and one
// of those that are rare.
func rareCost(lead byte, r rune) int {
	general := lead >= 0xa4 && lead <= 0xd7 || lead >= 0x88 && lead <= 0x97
	if unicode.Is(unicode.Hangul, r) {
		general = lead >= 0xb0 && lead <= 0xc8
	}
	if general {
		return 13
	}
	return 18
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
