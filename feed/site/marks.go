package site

import (
	"math"
	"strconv"
	"strings"
)

// marks are what the page's author has marked, by name: data-kindred-meta and
// Pagefind's data-pagefind-meta and data-pagefind-filter.
type marks struct {
	values map[string][]string
	heavy  []string // texts that count more
}

func (m *marks) first(names ...string) string {
	for _, name := range names {
		if values := m.values[name]; len(values) > 0 {
			return values[0]
		}
	}
	return ""
}

func (m *marks) all(names ...string) (values []string) {
	for _, name := range names {
		for _, v := range m.values[name] {
			for entry := range strings.SplitSeq(v, ",") {
				values = append(values, strings.TrimSpace(entry))
			}
		}
	}
	return values
}

// maxNames is how many names a mark may have; each means reading its element again.
const maxNames = 20

// readMarks reads the marks: name, the text of the element; name[attribute]; and
// name:value, up to the end. Several stand with commas between them.
func (o *outline) readMarks() marks {
	m := marks{values: map[string][]string{}}
	for i := range o.marks {
		k := &o.marks[i]
		if o.within(k.element, func(up *element) bool { return up.is&isUnreadAlways != 0 }) {
			continue
		}
		if k.kind == markWeight {
			o.weigh(&m, k)
			continue
		}
		rest := k.value
		for names := 0; rest != "" && names < maxNames; names++ {
			var spec, value string
			if colon, comma := strings.IndexByte(rest, ':'), strings.IndexByte(rest, ','); colon >= 0 && (comma < 0 || colon < comma) {
				spec, value, rest = rest[:colon], rest[colon+1:], ""
			} else {
				spec, rest, _ = strings.Cut(rest, ",")
				value = o.markValue(k, &spec)
			}
			spec = strings.ToLower(strings.TrimSpace(spec))
			if value = firstLine(value); value != "" && spec != "" {
				m.values[spec] = append(m.values[spec], value)
			}
		}
	}
	return m
}

// markValue returns the value for a name, or for a name with an attribute in
// brackets, which it takes away.
func (o *outline) markValue(k *mark, spec *string) string {
	name, attribute, ok := strings.Cut(strings.TrimSuffix(strings.TrimSpace(*spec), "]"), "[")
	*spec = name
	if !ok {
		if k.attributes.hasContent {
			return k.attributes.content
		}
		return o.line(k.element)
	}
	return attributesOf(o.src[o.elements[k.element].start:o.elements[k.element].inner])[strings.ToLower(attribute)]
}

// maxWeight is how often the text of an element may count.
const maxWeight = 5

// weigh takes data-kindred-weight: a text of weight 2 counts as a heading does, one
// of 3 as two, and below a half it counts nothing.
func (o *outline) weigh(m *marks, k *mark) {
	weight, err := strconv.ParseFloat(strings.TrimSpace(k.value), 64)
	if err != nil || math.IsNaN(weight) {
		return
	}
	if weight < .5 {
		o.elements[k.element].is |= isIgnored
		return
	}
	for range int(math.Round(min(weight, maxWeight))) - 1 {
		m.heavy = append(m.heavy, o.line(k.element))
	}
}
