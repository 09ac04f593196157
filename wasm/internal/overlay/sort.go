package overlay

import (
	"fmt"
	"maps"
	"regexp"
)

// oneSort makes package slices sort all types with one copy of its algorithm, which
// compares and swaps by index, as package sort does. As written, the algorithm is
// compiled once for every type that is sorted. It is the package's own text that is
// changed, so elements are compared and swapped in the same order: what compares
// equal ends up where it did.
func oneSort(original files) (files, error) {
	const generated = "zsortanyfunc.go"
	text := original[generated]
	for _, s := range []struct{ old, new string }{
		{`cmp\(data\[([^\]]+)\], data\[([^\]]+)\]\) < 0`, `data.less($1, $2)`},
		{`data\[([^\]]+)\], data\[([^\]]+)\] = data\[([^\]]+)\], data\[([^\]]+)\]`, `data.swap($1, $2)`},
		{`CmpFunc\[E any\]\(data \[\]E, `, `CmpFunc(data indexed, `},
		{`, cmp func\(a, b E\) int\)`, `)`},
		{`, cmp\)`, `)`},
		{`CmpFunc\(`, `Indexed(`},
	} {
		text = regexp.MustCompile(s.old).ReplaceAll(text, []byte(s.new))
	}
	if rest := regexp.MustCompile(`(?m)^[^/\n]*(?:\bcmp\b|\bE\b|data\[).*$`).Find(text); rest != nil {
		return nil, fmt.Errorf("%s has %q", generated, rest)
	}
	f := maps.Clone(original)
	f[generated] = append(text, indexed...)
	f["zsortordered.go"] = []byte(ordered)
	return edited(edit("sort.go",
		"pdqsortOrdered(x, 0, n, bits.Len(uint(n)))",
		"pdqsortIndexed(ordered(x), 0, n, bits.Len(uint(n)))",
	), edit("sort.go",
		"pdqsortCmpFunc(x, 0, n, bits.Len(uint(n)), cmp)",
		"pdqsortIndexed(compared(x, cmp), 0, n, bits.Len(uint(n)))",
	), edit("sort.go",
		"stableCmpFunc(x, len(x), cmp)",
		"stableIndexed(compared(x, cmp), len(x))",
	))(f)
}

const indexed = `
// indexed are elements of any type, told apart by their indexes.
type indexed struct {
	less func(i, j int) bool
	swap func(i, j int)
}

func compared[E any](x []E, cmp func(a, b E) int) indexed {
	return indexed{
		func(i, j int) bool { return cmp(x[i], x[j]) < 0 },
		func(i, j int) { x[i], x[j] = x[j], x[i] },
	}
}
`

const ordered = `package slices

import "cmp"

func ordered[E cmp.Ordered](x []E) indexed {
	return indexed{
		func(i, j int) bool { return cmp.Less(x[i], x[j]) },
		func(i, j int) { x[i], x[j] = x[j], x[i] },
	}
}
`
