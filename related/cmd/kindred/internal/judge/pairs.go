package judge

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// A Pair is a row of a table in which an editor wrote down what belongs
// together: an article, and another that its list should show.
type Pair struct {
	Line             int // in the file, from 1
	Article, Related string
	Grade            float64
}

// defaultGrade is the grade of a pair that has none: that of what authors list
// or link themselves, so that 1 is left for what is related more loosely.
const defaultGrade = 2

// maxGrade keeps a slip of the finger from outweighing every other pair: a
// gain is 2 to the power of the grade.
const maxGrade = 10

// ReadPairs reads a table of article, related article and, where there is one,
// a grade from 0 to 10. Between them are tabs, semicolons or commas, the first
// of these that parts every row; a field in "quotes" may hold them too. Blank
// lines and lines that begin with # are skipped, and further columns ignored.
// The first row is a header if neither of its names is known or an address.
func ReadPairs(r io.Reader, known func(name string) bool) ([]Pair, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	rows, err := readTable(bytes.TrimPrefix(text, []byte("\ufeff")))
	if err != nil {
		return nil, err
	}
	var pairs []Pair
	for i, row := range rows {
		if i == 0 && row.isHeader(known) {
			continue
		}
		grade, err := row.grade()
		if err != nil {
			return nil, err
		}
		pairs = append(pairs, Pair{row.line, row.fields[0], row.fields[1], grade})
	}
	return pairs, nil
}

// A tableRow has at least two fields.
type tableRow struct {
	line   int
	fields []string
}

// readTable parts the text's rows at the separator that fits them all. If none
// does, the error is that of the one that went furthest.
func readTable(text []byte) ([]tableRow, error) {
	var furthest *rowError
	for _, separator := range "\t;," {
		rows, err := readRows(text, separator)
		if err == nil {
			return rows, nil
		}
		if furthest == nil || err.line > furthest.line {
			furthest = err
		}
	}
	return nil, furthest
}

func readRows(text []byte, separator rune) ([]tableRow, *rowError) {
	table := csv.NewReader(bytes.NewReader(text))
	table.Comma = separator
	table.Comment = '#'
	table.FieldsPerRecord = -1
	table.TrimLeadingSpace = separator != '\t' // else an empty field would go as well
	var rows []tableRow
	for {
		fields, err := table.Read()
		var syntax *csv.ParseError
		switch {
		case err == io.EOF:
			return rows, nil
		case errors.As(err, &syntax):
			return nil, &rowError{syntax.Line, `a " that neither begins nor ends a field; inside a field in quotes it is written ""`}
		}
		line, _ := table.FieldPos(0)
		for i := range fields {
			fields[i] = strings.TrimSpace(fields[i])
		}
		if strings.Join(fields, "") == "" {
			continue
		}
		if len(fields) < 2 || fields[0] == "" || fields[1] == "" {
			return nil, &rowError{line, "want an article and a related article with a tab, a comma or a semicolon between them"}
		}
		rows = append(rows, tableRow{line, fields})
	}
}

type rowError struct {
	line int
	text string
}

func (e *rowError) Error() string { return fmt.Sprintf("line %d: %s", e.line, e.text) }

func (r tableRow) isHeader(known func(string) bool) bool {
	for _, name := range r.fields[:2] {
		if known(name) || strings.Contains(name, "://") {
			return false
		}
	}
	if len(r.fields) > 2 && r.fields[2] != "" {
		_, err := strconv.ParseFloat(r.fields[2], 64)
		return err != nil
	}
	return true
}

func (r tableRow) grade() (float64, error) {
	if len(r.fields) < 3 || r.fields[2] == "" {
		return defaultGrade, nil
	}
	grade, err := strconv.ParseFloat(r.fields[2], 64)
	if err != nil || !(grade >= 0 && grade <= maxGrade) { // nor NaN
		return 0, &rowError{r.line, fmt.Sprintf("grade %q is not a number from 0 to %d", r.fields[2], maxGrade)}
	}
	return grade, nil
}
