package text

import (
	"slices"
	"strings"
	"sync"
)

// A Word is one entry of a dictionary.
type Word struct {
	Form string // normalised: NFKC and case folded
	Stem string // what the word's inflections share; the form where no stemmer knows the language
	Stop bool   // a function word of its language: it says nothing about a subject
}

// A Dictionary numbers words. It is safe for concurrent use: analyzers that share one
// stem each word once, and number it alike.
type Dictionary struct {
	mu       sync.Mutex // for all that is added, also to lexicons
	words    []Word     // by number; what is there stays as it is
	lexicons []*lexicon
}

// A lexicon holds the words of one language.
type lexicon struct {
	language string
	written  *spellings // the numbers of what is written so, or noWord
	forms    numbers    // of the forms that are not plain
	stem     stemmer
	stop     map[string]bool
}

// find returns the number of a folded form.
func (l *lexicon) find(form string) (number uint32, ok bool) {
	if isPlainForm(form) {
		return l.written.find(form)
	}
	return l.forms.find(form)
}

func (l *lexicon) add(form string, number uint32) {
	if isPlainForm(form) {
		l.written.add(form, number)
	} else {
		l.forms.add(form, number)
	}
}

// isPlainForm reports whether a form is written like itself, and short: then it needs no
// entry of its own.
func isPlainForm(form string) bool {
	for i := range len(form) {
		if c := form[i]; !isPlain(c) || 'A' <= c && c <= 'Z' {
			return false
		}
	}
	return 1 < len(form) && len(form) <= shortSpelling
}

// NewDictionary returns an empty dictionary.
func NewDictionary() *Dictionary { return &Dictionary{} }

// Words returns all words, by number.
func (d *Dictionary) Words() []Word {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.words
}

func (d *Dictionary) lexicon(language string) *lexicon {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, l := range d.lexicons {
		if l.language == language {
			return l
		}
	}
	l := &lexicon{language, newSpellings(), numbers{newSpellings(), make(map[string]uint32)}, newStemmer(language), stopWords(language)}
	d.lexicons = append(d.lexicons, l)
	return l
}

// number returns the number of a folded form.
func (d *Dictionary) number(l *lexicon, form string) uint32 {
	if n, ok := d.find(l, form); ok {
		return n
	}
	return d.learn(l, form)
}

// learn is number for a form that had none just now.
func (d *Dictionary) learn(l *lexicon, form string) uint32 {
	form = strings.Clone(form)                                                         // it does not keep the whole text alive
	w := Word{Form: form, Stem: l.stem.stem(form), Stop: l.stop[form] || isKana(form)} // takes longest, so others need not wait
	if strings.HasPrefix(form, w.Stem) {
		w.Stem = form[:len(w.Stem)] // in the same memory
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	n, ok := l.find(form)
	if !ok {
		n = d.add(l, w)
		l.add(form, n)
	}
	return n
}

// note notes what number a spelling has, or that it is no word.
func (d *Dictionary) note(v *vocabulary, spelling string, number uint32) {
	d.mu.Lock()
	defer d.mu.Unlock()
	v.written.add(spelling, number)
}

// find returns the number of a folded form, if it has one. Only for long ones it has to
// wait for others.
func (d *Dictionary) find(l *lexicon, form string) (uint32, bool) {
	if len(form) > shortSpelling {
		d.mu.Lock()
		defer d.mu.Unlock()
	}
	return l.find(form)
}

// add returns the number of a word that its lexicon does not have: that of another
// language, if it is the same there.
func (d *Dictionary) add(own *lexicon, w Word) uint32 {
	for _, l := range d.lexicons {
		if l == own {
			continue
		}
		if n, ok := l.find(w.Form); ok && d.words[n] == w {
			return n
		}
	}
	if len(d.words) == cap(d.words) {
		d.words = slices.Grow(d.words, max(len(d.words), 1<<10))
	}
	d.words = append(d.words, w)
	return uint32(len(d.words) - 1)
}
