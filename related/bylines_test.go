package related

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestBylines(t *testing.T) {
	for _, test := range []struct {
		author, text string
		alike        bool
	}{
		{"Ada Quill", "By Ada Quill", false},
		{"Ada Quill", "Quill, Ada", false},
		{"Ada Mary Quill", "QUILL, Ada Mary", false},
		{"Ada Quill", "Ada", true}, // a name alone may be anyone's
		{"Security Team", "security", true},
		{"", "By Ada Quill", true},
	} {
		docs := []Document{
			{ID: "a", Title: "Ferries", Content: "Boats stay ashore. " + test.text, Authors: []string{test.author}, Language: "en"},
			{ID: "b", Title: "Wolves", Content: "Sheep were bitten. " + test.text, Authors: []string{test.author}, Language: "en"},
			{ID: "c", Title: "Chess", Content: "Girls win medals.", Language: "en"},
		}
		want := []string{}
		if test.alike {
			want = []string{"b"}
		}
		if diff := cmp.Diff(want, listed(t, mustNew(t, docs, nil), "a", Query{})); diff != "" {
			t.Errorf("%q by %q (-want +got):\n%s", test.text, test.author, diff)
		}
	}
}
