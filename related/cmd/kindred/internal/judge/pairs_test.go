package judge

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// knownInTests are the articles that the tables in these tests may name
// without writing an address.
func knownInTests(name string) bool { return strings.Contains("bridge ferry cables", name) }

func TestReadPairs(t *testing.T) {
	const a, b = "https://gazette.example/a", "https://gazette.example/b"
	for name, c := range map[string]struct {
		table string
		want  []Pair
	}{
		"commas":                    {"bridge,ferry\nferry, bridge ,1\n", []Pair{{1, "bridge", "ferry", 2}, {2, "ferry", "bridge", 1}}},
		"tabs, BOM, CRLF":           {"\ufeffbridge\tferry\t\r\nferry\tcables\t3\r\n", []Pair{{1, "bridge", "ferry", 2}, {2, "ferry", "cables", 3}}},
		"semicolons":                {"bridge;ferry;0\n", []Pair{{1, "bridge", "ferry", 0}}},
		"a header":                  {"Artikel;Verwandt;Note\nbridge;ferry\n", []Pair{{2, "bridge", "ferry", 2}}},
		"a header of two":           {"article,related\nbridge,ferry\n", []Pair{{2, "bridge", "ferry", 2}}},
		"no header: one is known":   {"bridge,fery\n", []Pair{{1, "bridge", "fery", 2}}},
		"no header: an address":     {a + ",x\n", []Pair{{1, a, "x", 2}}},
		"no header: a grade":        {"brige,fery,1\n", []Pair{{1, "brige", "fery", 1}}},
		"comments and blank lines":  {"# ours, by hand\n\nbridge,ferry\n,,\n#bridge,cables\n", []Pair{{3, "bridge", "ferry", 2}}},
		"quotes":                    {"\"bridge\",\"" + a + "?x=1,2\"\n\"\"\"q\"\"\",ferry\n", []Pair{{1, "bridge", a + "?x=1,2", 2}, {2, `"q"`, "ferry", 2}}},
		"commas in addresses":       {a + "?x=1,2;" + b + "\nferry;" + b + "\n", []Pair{{1, a + "?x=1,2", b, 2}, {2, "ferry", b, 2}}},
		"semicolons in addresses":   {a + ";x=1," + b + "\nferry," + b + "\n", []Pair{{1, a + ";x=1", b, 2}, {2, "ferry", b, 2}}},
		"a fragment is no comment":  {"bridge," + a + "#top\n", []Pair{{1, "bridge", a + "#top", 2}}},
		"more columns are not read": {"bridge\tferry\t1\tsays Ann\n", []Pair{{1, "bridge", "ferry", 1}}},
		"nothing":                   {"# to do\n", nil},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := ReadPairs(strings.NewReader(c.table), knownInTests)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReadPairsTellsTheLine(t *testing.T) {
	for table, want := range map[string]string{
		"bridge,ferry\nbridge ferry\n":     "line 2: want an article and a related article",
		"bridge ferry\n":                   "line 1: want an article and a related article",
		"# x\nbridge,\n":                   "line 2: want an article and a related article",
		"bridge,ferry,1\nferry,bridge,a\n": `line 2: grade "a" is not a number from 0 to 10`,
		"bridge,ferry,1000\n":              `line 1: grade "1000" is not`,
		"bridge,ferry,NaN\n":               `line 1: grade "NaN" is not`,
		"bridge,ferry\nfer\"ry\",bridge\n": `line 2: a " that neither begins nor ends a field`,
	} {
		_, err := ReadPairs(strings.NewReader(table), knownInTests)
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", table, err, want)
		}
	}
}
