package judge

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestAgreesWithEvaluate holds this package to the script whose figures people
// compare ours with, on made-up runs.
func TestAgreesWithEvaluate(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3")
	}
	shared := os.Getenv("KINDRED_SHARED")
	if shared == "" {
		shared = filepath.FromSlash("../../../../../../shared") // beside the module
	}
	script := filepath.Join(shared, "eval", "evaluate.py")
	if _, err := os.Stat(script); err != nil {
		t.Skip("no evaluate.py: set KINDRED_SHARED to its folder's parent")
	}

	random := rand.New(rand.NewPCG(1, 2))
	for round := range 5 {
		var qrels, run strings.Builder
		lists := map[string][]string{}
		for q := range 20 {
			query := fmt.Sprint("d", q)
			for range random.IntN(15) {
				fmt.Fprintf(&qrels, "%s\td%d\t%d\n", query, random.IntN(40), random.IntN(3))
			}
			if random.IntN(5) == 0 {
				continue // a query without a list
			}
			for rank := range 1 + random.IntN(10) {
				doc := fmt.Sprint("d", random.IntN(40))
				lists[query] = append(lists[query], doc)
				fmt.Fprintf(&run, "%s\t%s\t%d\t%.4f\n", query, doc, rank+1, random.Float64())
			}
		}
		dir := t.TempDir()
		write(t, filepath.Join(dir, "qrels.tsv"), qrels.String())
		write(t, filepath.Join(dir, "run"), run.String())
		out, err := exec.Command(python, script, dir, filepath.Join(dir, "run")).CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}

		q, err := ReadQrels(strings.NewReader(qrels.String()))
		if err != nil {
			t.Fatal(err)
		}
		var scores []Scores
		for _, query := range q.Queries {
			scores = append(scores, Score(query, lists[query], q.Grades[query]))
		}
		m := Mean(scores)
		got := fmt.Sprintf("%.4f %.4f %.4f %.4f %.4f %.4f", m.NDCG5, m.NDCG10, m.P5, m.MAP, m.Recall10, m.MRR)
		if want := strings.Join(strings.Fields(lastLine(string(out)))[1:], " "); got != want {
			t.Errorf("round %d: we say %s, evaluate.py %s", round, got, want)
		}
	}
}

func lastLine(s string) string {
	s = strings.TrimSpace(s)
	return s[strings.LastIndexByte(s, '\n')+1:]
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
