package charset

import (
	"slices"
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
	mixed bool   // only the bytes that are not UTF-8 are in it
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
var readings = slices.Concat(bytewise, []reading{
	{name: "shift_jis", enc: japanese.ShiftJIS, prior: 4},
	{name: "euc-jp", enc: japanese.EUCJP, prior: 5},
	{name: "gb18030", enc: simplifiedchinese.GB18030, prior: 4},
	{name: "big5", enc: traditionalchinese.Big5, prior: 5},
	{name: "euc-kr", enc: korean.EUCKR, prior: 5},
})

// bytewise are those of single bytes.
var bytewise = []reading{
	{name: "windows-1252", enc: charmap.Windows1252, langs: western},
	{name: "windows-1251", enc: charmap.Windows1251, prior: 4, langs: cyrillic},
	{name: "windows-1250", enc: charmap.Windows1250, prior: 5, langs: eastern},
	{name: "iso-8859-2", enc: charmap.ISO8859_2, prior: 6, langs: eastern},
	{name: "windows-1254", enc: charmap.Windows1254, prior: 6, langs: "tr"},
	{name: "windows-1253", enc: charmap.Windows1253, prior: 6, langs: "el"},
	{name: "iso-8859-7", enc: charmap.ISO8859_7, prior: 7, langs: "el"},
	{name: "windows-1257", enc: charmap.Windows1257, prior: 8, langs: "lt lv et"},
	{name: "koi8-u", enc: charmap.KOI8U, prior: 6, langs: cyrillic},
	{name: "iso-8859-5", enc: charmap.ISO8859_5, prior: 10, langs: cyrillic},
	{name: "windows-1255", enc: charmap.Windows1255, prior: 6, langs: "he"},
	{name: "windows-1256", enc: charmap.Windows1256, prior: 6, langs: "ar"},
	{name: "iso-8859-6", enc: charmap.ISO8859_6, prior: 9, langs: "ar"},
	{name: "windows-874", enc: charmap.Windows874, prior: 6, langs: "th"},
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

// choose says in which charset the words are: that of the first label that can be
// true, else the likeliest. In a short text, which may be anything, that is a label
// that no other one contradicts, as long as it fits.
func (g *guesser) choose(words []byte, labels [2]string) *reading {
	const few = 16 // bytes that are not ASCII
	best, least := g.guess(words, readings)
	mixed, cost := g.guessMixed(words)
	if cost < least {
		best, least = mixed, cost
	}
	for i, label := range labels {
		enc, name := lookup(label)
		_, other := lookup(labels[1-i])
		sole := name != "windows-1252" && !best.mixed && highBytes(words) < few &&
			(other == "" || other == name || other == "utf-8" || other == "windows-1252")
		switch {
		case name == "utf-8" && cost <= tolerable(least):
			return mixed
		case enc == nil:
		case !(sole && fits(enc, words)) && !g.credible(name, enc, words, least):
		case name != "windows-1252":
			return &reading{name: name, enc: enc}
		case best.mixed:
			return best
		default:
			return &readings[0]
		}
	}
	return best
}

// guess says in which of the charsets the words are most likely written, and what
// they cost in it. With little to go by it is windows-1252: a dash or an ß alone
// may be anything, and who writes in another script writes more of it.
func (g *guesser) guess(words []byte, among []reading) (best *reading, least int) {
	const little = 3 // bytes that are not ASCII
	if highBytes(words) <= little {
		return &readings[0], g.cost(&readings[0], words)
	}
	for i := range among {
		r := &among[i]
		if cost := g.cost(r, words) + r.prior; best == nil || cost < least {
			best, least = r, cost
		}
	}
	return best, least
}

func highBytes(words []byte) (n int) {
	for _, c := range words {
		if c >= utf8.RuneSelf {
			n++
		}
	}
	return n
}

// fits reports whether the charset has a character for all of the words, and none
// that makes a word of two scripts.
func fits(enc encoding.Encoding, words []byte) bool {
	text, err := enc.NewDecoder().Bytes(words)
	if err != nil {
		return false
	}
	before := ' '
	for _, r := range string(text) {
		if r == utf8.RuneError || unicode.IsControl(r) || unicode.Is(unicode.Co, r) || twoScripts(before, r) || twoScripts(r, before) {
			return false
		}
		before = r
	}
	return true
}

// twoScripts reports whether one is an ASCII letter and the other one of Greek,
// Cyrillic, Hebrew or Arabic.
func twoScripts(a, b rune) bool {
	return isASCIILetter(a) && b >= 0x370 && b < 0x700 && unicode.IsLetter(b)
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
	return g.cost(r, words) <= tolerable(least)
}

func tolerable(least int) int { return least + least/3 + 25 }

// latin9 reports whether Western text is in ISO 8859-15, which has the euro
// sign, Š, š, ž, Œ, œ and Ÿ where windows-1252 has signs that stand apart from
// letters or are hardly ever written. (Ž, where the acute is that many take for
// an apostrophe, says nothing.) What has bytes of windows-1252 is none.
func latin9(text []byte) bool {
	letter := func(i int) bool { return i >= 0 && i < len(text) && isASCIILetter(rune(text[i])) }
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

// What it costs, in bits, to find something in a text.
const (
	costInvalid  = 25 // what is no character
	costOdd      = 14 // box drawing, a broken bar, a lone accent
	costSymbol   = 6  // a quotation mark, a dash, a bullet
	costInside   = 10 // a symbol inside a word, on top
	costMixed    = 4  // an ideograph beside an ASCII letter, on top
	costForeign  = 20 // a letter that the language does not have
	costRare     = 11 // a pair of letters that is not frequent
	costSeam     = 8  // the same before a letter of Thai, which has no spaces between words
	costCase     = 5  // a capital after a small letter
	costIsland   = 6  // a character of UTF-8 where not all is UTF-8
	costDoubtful = 7  // the same, if it may be an accident
	costMixture  = 10 // that not all is UTF-8, to begin with
	costStrays   = 12 // that the rest is not windows-1252
	costNever    = 1 << 30
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
	latin, thai := make([]bool, n), make([]bool, n)
	for c, i := range l.index {
		latin[i] = unicode.Is(unicode.Latin, c)
		thai[i] = unicode.Is(unicode.Thai, c) && unicode.IsLetter(c)
	}
	for i := range n {
		for j := range n {
			switch at := i*n + j; {
			case i <= 26 && j <= 26:
			case i > 0 && j > 0 && latin[i] != latin[j]:
				l.costs[at] = costForeign // a word of two scripts
			case thai[j] && i > 26:
				l.costs[at] = costSeam
			default:
				l.costs[at] = costRare
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

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
