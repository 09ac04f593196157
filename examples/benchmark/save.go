package main

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// save writes results.json, results.txt and chart.svg to a folder, and the text to
// out as well.
func (r *report) save(folder string, out io.Writer) error {
	data, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	var text strings.Builder
	if err := r.text(&text); err != nil {
		return err
	}
	for name, content := range map[string]string{
		"results.json": string(data) + "\n",
		"results.txt":  text.String(),
		"chart.svg":    r.chart(),
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o666); err != nil {
			return err
		}
	}
	_, err = io.WriteString(out, text.String())
	return err
}
