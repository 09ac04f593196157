package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestEvalAgreesWithEvaluate runs eval on a judged set and holds its figures to
// those that the set's own script finds for the run that eval wrote.
func TestEvalAgreesWithEvaluate(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3")
	}
	shared := os.Getenv("KINDRED_SHARED")
	if shared == "" {
		shared = filepath.FromSlash("../../../../shared") // beside the module
	}
	sets := filepath.Join(shared, "eval")
	if _, err := os.Stat(sets); err != nil {
		t.Skip("no judged sets: set KINDRED_SHARED to the folder with eval in it")
	}
	for _, set := range []string{"us18f", "ecbplus"} {
		t.Run(set, func(t *testing.T) {
			dir, runFile := filepath.Join(sets, set), filepath.Join(t.TempDir(), "run.tsv")
			var stdout, stderr bytes.Buffer
			args := []string{"eval", "--docs", filepath.Join(dir, "docs.jsonl"),
				"--qrels", filepath.Join(dir, "qrels.tsv"), "--run", runFile, "--format", "json"}
			if code := run(context.Background(), args, strings.NewReader(""), &stdout, &stderr); code != exitOK {
				t.Fatalf("exit code %d\n%s", code, stderr.String())
			}
			var ours map[string]float64
			if err := json.Unmarshal(stdout.Bytes(), &ours); err != nil {
				t.Fatal(err)
			}
			out, err := exec.Command(python, filepath.Join(sets, "evaluate.py"), dir, runFile).CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			lines := strings.Split(strings.TrimSpace(string(out)), "\n")
			theirs := strings.Fields(lines[len(lines)-1])[1:]
			for i, key := range []string{"ndcg@5", "ndcg@10", "p@5", "map", "recall@10", "mrr"} {
				if got := fmt.Sprintf("%.4f", ours[key]); got != theirs[i] {
					t.Errorf("%s: eval says %s, evaluate.py %s", key, got, theirs[i])
				}
			}
		})
	}
}
