package related

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPartOf(t *testing.T) {
	for _, test := range []struct {
		title    string
		key      string
		number   int
		language string
	}{
		{"Growing garlic, part 2: planting", "growing garlic", 2, ""},
		{"Growing garlic (Part Two)", "growing garlic", 2, ""},
		{"Growing garlic, part 2 of 3", "growing garlic", 2, ""},
		{"Growing garlic (3/5)", "growing garlic", 3, ""},
		{"Growing garlic [2 of 4]: water", "growing garlic", 2, ""},
		{"Growing Garlic 2/3", "growing garlic", 2, ""},
		{"Growing garlic #4 – harvest", "growing garlic", 4, ""},
		{"Part 3 of growing garlic", "of growing garlic", 3, ""},
		{"Growing garlic II", "growing garlic", 2, ""},
		{"Growing garlic 12", "growing garlic", 12, ""},
		{"Knoblauch, Teil 1: Zehen", "knoblauch", 1, ""},
		{"L’ail, 2e partie", "", 0, ""}, // the number stands before its word: too rare to be worth a rule
		{"L’ail (partie 2)", "l ail", 2, ""},
		{"El ajo, parte III", "el ajo", 3, ""},
		{"Чеснок. Часть 2", "чеснок", 2, ""},
		{"Σκόρδο, μέρος 2", "σκόρδο", 2, ""},
		{"大蒜的种法（二）", "大蒜的种法", 2, ""},
		{"大蒜的种法(上)", "大蒜的种法", 1, ""},
		{"COS访谈第12期：某某", "cos访谈", 12, ""},
		{"にんにくの育て方 第3回 収穫", "にんにくの育て方", 3, ""},
		{"Fans take 51 per cent as Veitch settles", "", 0, ""},
		{"430 operations put off", "", 0, ""},
		{"Colts win 20/13 in overtime", "", 0, ""},
		{"Velmark 2, Merrin 1", "velmark 2 merrin", 1, ""},
		{"Agenda del 3 de mayo", "", 0, "es"},
		{"Rejsen, del 3", "rejsen", 3, "da"},
		{"Lucro sobe no 2 trimestre", "", 0, "pt"},
		{"Part 1", "", 0, ""},
		{"7", "", 0, ""},
		{"", "", 0, ""},
	} {
		p, ok := partOf(test.title, test.language)
		if !ok {
			p = part{}
		}
		if p.number != test.number || p.key != test.key {
			t.Errorf("%q: got %q number %d, want %q number %d", test.title, p.key, p.number, test.key, test.number)
		}
	}
}

func FuzzPartOf(f *testing.F) {
	for _, title := range []string{"Garlic (3/5)", "第", "第3", "#", "no. 2", "(1", "１/３", "II II", "\xff part 2"} {
		f.Add(title)
	}
	f.Fuzz(func(t *testing.T, title string) {
		if p, ok := partOf(title, ""); ok && (p.number < 1 || p.number > maxPart || p.key == "") {
			t.Errorf("%q: %+v", title, p)
		}
		titlePrefix(title)
	})
}

func TestSeries(t *testing.T) {
	docs := []Document{
		{ID: "a1", Title: "Growing garlic, part 1: cloves"},
		{ID: "a2", Title: "Growing Garlic (part two)"},
		{ID: "a10", Title: "Growing garlic, part 10"},
		{ID: "b2018", Title: "What we read in 2018"}, // 2018 and 2020 are no parts of anything
		{ID: "b2020", Title: "What we read in 2020"},
		{ID: "c1", Title: "The keel", Series: "A boat", Published: day(1)},
		{ID: "c2", Title: "The mast", Series: "a boat ", Published: day(2)},
		{ID: "d1", Title: "Building a shed: the floor", Published: day(1)},
		{ID: "d2", Title: "Building a shed: the roof", Published: day(3)},
		{ID: "e1", Title: "Building a well: the hole"}, // without dates there is no order
		{ID: "e2", Title: "Building a well: the pump"},
		{ID: "f1", Title: "Opinion: yes", Published: day(1)}, // one word is a column's name
		{ID: "f2", Title: "Opinion: no", Published: day(2)},
		{ID: "g1", Title: "Secrets, part 1"},
		{ID: "g2", Title: "Secrets, part 2", Hidden: true},
	}
	x := mustNew(t, docs, nil)
	want := [][]string{{"a1", "a2", "a10"}, {"c1", "c2"}, {"d1", "d2"}}
	if diff := cmp.Diff(want, x.Series()); diff != "" {
		t.Errorf("series (-want +got):\n%s", diff)
	}
	list, err := x.Related("a2", Query{Limit: 2})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a10", "a1"}, ids(list)); diff != "" || list[0].Reason != ReasonSeries {
		t.Errorf("the next part comes first, then the previous (-want +got):\n%s", diff)
	}
}

// What only begins alike, and a column of many parts, comes first only where it
// would be in the list anyway.
func TestLooseSeries(t *testing.T) {
	var docs []Document
	for i := range maxParts + 1 {
		docs = append(docs, Document{ID: fmt.Sprint("column", i+10), Title: fmt.Sprintf("Letter no. %d", i+1), Content: ferryText, Language: "en"})
	}
	docs[4].Content = wolfText
	docs = append(docs,
		Document{ID: "prefix1", Title: "Our readers write: the ferry", Content: ferryText2, Published: day(1), Language: "en"},
		Document{ID: "prefix2", Title: "Our readers write: sheep", Content: wolfText2, Published: day(2), Language: "en"},
		Document{ID: "s", Title: "Wool", Content: "The shepherd sells the wool of his sheep, the wolf or no wolf.", Language: "en"},
		Document{ID: "u", Title: "Dogs", Content: "A shepherd with two dogs lost no sheep to the wolf.", Language: "en"},
		Document{ID: "v", Title: "Lambs", Content: "Forty lambs for the shepherd, and the wolf watched the sheep.", Language: "en"},
	)
	x := mustNew(t, docs, &Options{KeepNearCopies: true})
	if n := len(x.Series()); n != 2 {
		t.Errorf("%d series, want the column and the prefix", n)
	}
	list, err := x.Related("column14", Query{})
	if err != nil {
		t.Fatal(err)
	}
	if list[0].Reason == ReasonSeries {
		t.Errorf("first in the list of column14 is %s, which has nothing to do with it", list[0].ID)
	}
}
