package overlay

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

var (
	entityMap   = regexp.MustCompile(`(?s)entity = map\[string\]rune(\{\n.*?\n\t?\})\n`)
	entityEntry = regexp.MustCompile(`"(\w+;?)":\s*'\\U([0-9A-F]{8})',`)
)

// entities makes one text of the names of characters in a package html, in place of a
// table with the address and the length of every name. That of the standard library and
// that of x/net have the same names, so the linker keeps the text once.
func entities(original files) (files, error) {
	const file = "entity.go"
	m := entityMap.FindSubmatchIndex(original[file])
	if m == nil {
		return nil, errors.New("it has no table of entities")
	}
	table := original[file][m[2]:m[3]]
	entries := entityEntry.FindAllSubmatch(table, -1)
	if lines := strings.Count(string(table), ":"); lines != len(entries) {
		return nil, fmt.Errorf("of %d entities %d are known", lines, len(entries))
	}
	var packed strings.Builder
	for _, e := range entries {
		r, err := strconv.ParseUint(string(e[2]), 16, 21)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&packed, "%s\x00%c", e[1], rune(r))
	}
	f, err := edited(edit(file, string(original[file][m[0]:m[1]]), "entity = unpacked()\n"))(original)
	if err == nil {
		f["unpack.go"] = fmt.Appendf(nil, unpackEntities, packed.String(), len(entries))
	}
	return f, err
}

const unpackEntities = `package html

import (
	"strings"
	"unicode/utf8"
)

func unpacked() map[string]rune {
	entity := make(map[string]rune, %[2]d)
	for rest := %[1]q; rest != ""; {
		name, after, _ := strings.Cut(rest, "\x00")
		r, n := utf8.DecodeRuneInString(after)
		entity[name], rest = r, after[n:]
	}
	return entity
}
`
