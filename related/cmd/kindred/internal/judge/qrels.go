package judge

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// Qrels are the judgements of a set, in the order of their file.
type Qrels struct {
	Queries []string // those with at least one relevant document
	Grades  map[string]Grades
}

// A Judgement says how relevant a document is to a query.
type Judgement struct {
	Query, Document string
	Grade           float64
}

// NewQrels collects judgements. Of two of one pair the later holds.
func NewQrels(judgements []Judgement) *Qrels {
	q := &Qrels{Grades: map[string]Grades{}}
	var order []string
	for _, j := range judgements {
		if q.Grades[j.Query] == nil {
			q.Grades[j.Query] = Grades{}
			order = append(order, j.Query)
		}
		q.Grades[j.Query][j.Document] = j.Grade
	}
	for _, query := range order {
		if q.Grades[query].relevant() > 0 {
			q.Queries = append(q.Queries, query)
		}
	}
	return q
}

// ReadQrels reads lines of query, document and grade with tabs between them.
func ReadQrels(r io.Reader) (*Qrels, error) {
	var judgements []Judgement
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSuffix(lines.Text(), "\r")
		if n == 1 {
			line = strings.TrimPrefix(line, "\ufeff")
		}
		if strings.TrimSpace(line) == "" {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) < 3 {
			return nil, fmt.Errorf("line %d: want query, document and grade with tabs between them", n)
		}
		grade, err := strconv.ParseFloat(strings.TrimSpace(fields[2]), 64)
		if err != nil || math.IsNaN(grade) || math.IsInf(grade, 0) {
			return nil, fmt.Errorf("line %d: grade %q is not a number", n, fields[2])
		}
		judgements = append(judgements, Judgement{fields[0], fields[1], grade})
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	return NewQrels(judgements), nil
}

// ReadIDs reads a set of document IDs, one a line.
func ReadIDs(r io.Reader) (map[string]bool, error) {
	ids := map[string]bool{}
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		id := strings.TrimPrefix(strings.TrimSuffix(lines.Text(), "\r"), "\ufeff")
		if id != "" {
			ids[id] = true
		}
	}
	return ids, lines.Err()
}
