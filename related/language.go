package related

// Language returns the language of the document with the given ID as the index
// took it: what the document declares, or else what was detected, as a base
// subtag such as "pt". It is "" where neither is known.
func (x *Index) Language(id string) string {
	i, ok := x.number[id]
	if !ok {
		return ""
	}
	for language, number := range x.ids.languages {
		if number == x.ids.of[i].language {
			return language
		}
	}
	return ""
}
