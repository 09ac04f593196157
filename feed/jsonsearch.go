package feed

import "bytes"

// Where to go on after JSON that can't be read.

// isItem reports whether an object begins at i that may be an item after another.
// In a string that would have to be escaped.
func (r *jsonReader) isItem(i int) bool {
	if !isObject(r.text[i:]) {
		return false
	}
	last := i - 1 - spacesBefore(r.text[:i])
	return last >= 0 && (r.text[last] == ',' || r.text[last] == '}')
}

// nextObject goes on to where an object with a field begins. It reports whether
// there is one.
func (r *jsonReader) nextObject() bool {
	for ; r.pos < len(r.text); r.pos++ {
		n := bytes.IndexByte(r.text[r.pos:], '{')
		if n < 0 {
			break
		}
		if r.pos += n; isObject(r.text[r.pos:]) {
			return true
		}
	}
	return false
}

// isObject reports whether the text begins with an object that has a field.
func isObject(b []byte) bool {
	if len(b) == 0 || b[0] != '{' {
		return false
	}
	b = b[1+spaceLen(b[1:]):]
	return len(b) > 0 && isKey(b)
}

// nextItem goes on, after an item that could not be read, to where another seems
// to begin, or where the list of items ends, which is at the depth that is given.
// r.depth is then how deep it is as far as brackets tell.
func (r *jsonReader) nextItem(list int) {
	defer func() { r.start, r.done, r.out = r.pos, r.pos, nil }()
	quoted := false
	for ; r.pos < len(r.text); r.pos++ {
		switch c := r.text[r.pos]; {
		case c == '{' && r.isItem(r.pos):
			// The comma is to be seen again.
			if last := r.pos - 1 - spacesBefore(r.text[:r.pos]); r.text[last] == ',' {
				r.pos = last
			}
			return
		case c == '\\':
			r.pos++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			r.depth++
		case c == ']' && r.depth == list:
			if endsItems(r.text[r.pos+1:]) {
				return
			}
		case c == '}' || c == ']':
			r.depth--
		}
	}
	r.pos = len(r.text)
}

// endsItems reports whether such a text follows the end of the items, and not that
// of a list in one of them.
func endsItems(b []byte) bool {
	b = b[spaceLen(b):]
	if len(b) == 0 {
		return true
	}
	next := b[1+spaceLen(b[1:]):]
	switch b[0] {
	case '}':
		return len(next) == 0 || bytes.IndexByte([]byte(",]}"), next[0]) < 0
	case ',':
		return len(next) > 0 && isKey(next)
	}
	return false
}

// toItems goes on, after a field of the feed that could not be read, to just
// before the list of items, as if another object began there. It reports whether
// there is one.
func (r *jsonReader) toItems() bool {
	const name = `"items"`
	for at := r.pos; ; at++ {
		n := bytes.Index(r.text[at:], []byte(name))
		if n < 0 {
			return false
		}
		at += n
		if !isKey(r.text[at:]) {
			continue
		}
		_, value, _ := bytes.Cut(r.text[at:], []byte(":"))
		if bytes.HasPrefix(value[spaceLen(value):], []byte("[")) {
			r.pos, r.depth = at-1, 0
			r.start, r.done, r.out = r.pos, r.pos, nil
			return true
		}
	}
}

// isKey reports whether the text begins with the name of a field and a colon.
func isKey(b []byte) bool {
	const most = 40 // bytes of a name, so that looking for one costs no more
	n := 1
	for n < min(len(b), most) && (isNameStart(b[n]) || isDigit(b[n]) || b[n] == '-') {
		n++
	}
	if b[0] != '"' || n == 1 || n == len(b) || b[n] != '"' {
		return false
	}
	n += 1 + spaceLen(b[n+1:])
	return n < len(b) && b[n] == ':'
}

// spacesBefore returns how much white space the text ends in.
func spacesBefore(b []byte) int { return len(b) - len(bytes.TrimRight(b, " \t\r\n")) }
