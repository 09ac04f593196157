package feed

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// The probes are malformed, hostile and ambiguous inputs with what is to come
// out of them.
func TestProbes(t *testing.T) {
	dir := shared(t, "feeds/probes")
	b, err := os.ReadFile(filepath.Join(dir, "expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	var probes []struct {
		File    string
		BaseURL string `json:"base_url"`
		Items   int
		Expect  map[string]string
	}
	if err := json.Unmarshal(b, &probes); err != nil {
		t.Fatal(err)
	}
	if len(probes) < 30 {
		t.Fatalf("%d probes", len(probes))
	}
	for _, probe := range probes {
		t.Run(probe.File, func(t *testing.T) {
			in, err := os.ReadFile(filepath.Join(dir, probe.File))
			if err != nil {
				t.Fatal(err)
			}
			f, err := Parse(strings.NewReader(string(in)), &Options{BaseURL: probe.BaseURL})
			if probe.Items < 0 {
				if !errors.Is(err, ErrNotFeed) {
					t.Errorf("error %v, want %v", err, ErrNotFeed)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if len(f.Documents) != probe.Items {
				t.Fatalf("%d documents, want %d; warnings %v", len(f.Documents), probe.Items, f.Warnings)
			}
			for field, want := range probe.Expect {
				if field == "note" {
					if dates, ok := strings.CutPrefix(want, "dates: "); ok {
						if diff := cmp.Diff(listed(dates), published(f)); diff != "" {
							t.Errorf("dates (-want +got):\n%s", diff)
						}
					}
					continue
				}
				d := f.Documents[field[len(field)-1]-'0']
				got, ok := map[string]string{
					"title": d.Title, "link": d.URL, "id": d.ID, "lang": d.Language,
					"description": d.Summary, "text": d.Content,
				}[field[:len(field)-1]]
				// Between blocks is a line break; the expectations have a space.
				if got = strings.ReplaceAll(got, "\n", " "); !ok || got != want {
					t.Errorf("%s is %q, want %q", field, got, want)
				}
			}
		})
	}
}

// listed reads a list in which "A x2" stands for A twice.
func listed(s string) []string {
	var list []string
	for entry := range strings.SplitSeq(s, ", ") {
		entry, twice := strings.CutSuffix(entry, " x2")
		if list = append(list, entry); twice {
			list = append(list, entry)
		}
	}
	return list
}

func published(f *Feed) []string {
	var list []string
	for i := range f.Documents {
		list = append(list, f.Documents[i].Published.Format(time.RFC3339))
	}
	return list
}
