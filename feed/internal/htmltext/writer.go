package htmltext

// A writer collects text and collapses the white space in it.
type writer struct {
	out []byte
	gap byte // what is owed before the next word: 0, ' ' or '\n'
}

// newWriter returns a writer with room for so many bytes.
func newWriter(size int) writer { return writer{out: make([]byte, 0, size)} }

func (w *writer) newline() { w.gap = '\n' }

func (w *writer) space() {
	if w.gap == 0 {
		w.gap = ' '
	}
}

// text appends s. Only the white space of HTML collapses, which is all ASCII;
// control characters go.
func (w *writer) text(s string) {
	word := 0 // start of the run of bytes that are kept
	for i := range len(s) {
		c := s[i]
		if c > ' ' && c != 0x7f {
			continue
		}
		w.word(s[word:i])
		word = i + 1
		switch c {
		case ' ', '\t', '\n', '\r', '\f':
			w.space()
		}
	}
	w.word(s[word:])
}

func (w *writer) word(s string) {
	if s == "" {
		return
	}
	if w.gap != 0 && len(w.out) > 0 {
		w.out = append(w.out, w.gap)
	}
	w.gap = 0
	w.out = append(w.out, s...)
}

// cut removes parts of what was written: ranges from start to end, in order.
// White space before a part was written with it, so it goes as well.
func (w *writer) cut(parts [][2]int) {
	to, from := 0, 0
	for _, p := range parts {
		start, end := min(p[0], len(w.out)), min(p[1], len(w.out))
		to += copy(w.out[to:], w.out[from:start])
		from = end
	}
	to += copy(w.out[to:], w.out[from:])
	w.out = w.out[:to]
	for len(w.out) > 0 && (w.out[0] == ' ' || w.out[0] == '\n') {
		w.out = w.out[1:] // the first words were among the parts
	}
	w.newline()
}
