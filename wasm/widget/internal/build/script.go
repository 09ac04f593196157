package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/js"

	"github.com/kindred-go/kindred/wasm/widget/internal/hashed"
)

// buildScripts makes the scripts, each of which names the next by its hash.
func buildScripts() error {
	engine, err := read("related-engine.wasm.br")
	if err != nil {
		return err
	}
	style, err := read("related.css")
	if err != nil {
		return err
	}
	constants := map[string]string{
		"STYLE":  strings.TrimSpace(string(style)),
		"ENGINE": strings.TrimSuffix(hashed.Name("related-engine.wasm.br", engine), ".br"),
	}
	for _, script := range []struct {
		entry, file, constant string
		format                api.Format
	}{
		{"worker.js", "related-worker.js", "WORKER", api.FormatIIFE},
		{"feed.js", "related-feed.js", "FEED", api.FormatESModule},
		{"related.js", "related.js", "", api.FormatIIFE},
	} {
		content, err := bundle(script.entry, script.format, constants)
		if err != nil {
			return err
		}
		if err := write(script.file, content); err != nil {
			return err
		}
		if script.constant != "" {
			constants[script.constant] = hashed.Name(script.file, content)
		}
	}
	return nil
}

// copyTypes puts the types beside the script.
func copyTypes() error {
	content, err := os.ReadFile(filepath.Join("src", "related.d.ts"))
	if err != nil {
		return err
	}
	return write("related.d.ts", content)
}

// bundle makes one script of a module and those that it imports. As an IIFE it
// is at home in a script element of either kind, and leaves no global name.
func bundle(entry string, format api.Format, constants map[string]string) ([]byte, error) {
	define := make(map[string]string, len(constants))
	for name, value := range constants {
		literal, err := json.Marshal(value)
		if err != nil {
			return nil, err
		}
		define[name] = string(literal)
	}
	result := api.Build(api.BuildOptions{
		EntryPoints:       []string{filepath.Join("src", entry)},
		Bundle:            true,
		Format:            format,
		Target:            api.ES2022,
		Charset:           api.CharsetUTF8,
		Define:            define,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		MinifyWhitespace:  true,
		LegalComments:     api.LegalCommentsNone,
		Plugins:           []api.Plugin{generated},
	})
	if len(result.Errors) > 0 {
		return nil, errors.New(api.FormatMessages(result.Errors, api.FormatMessagesOptions{})[0])
	}
	var small bytes.Buffer
	m := minify.New()
	m.Add("text/javascript", &js.Minifier{Version: 2022})
	if err := m.Minify("text/javascript", &small, bytes.NewReader(result.OutputFiles[0].Contents)); err != nil {
		return nil, err
	}
	return small.Bytes(), nil
}

// common are the languages whose headings are in the script itself; no variant of them
// has a heading of its own. The others' come with the part that is loaded when needed.
var common = strings.Fields("en de fr es pt it nl sv da nb no ru ar ja ko")

// generated finds what is not among the sources: the headings of the table that the
// Go renderer has too, and the runtime that belongs to the engine.
var generated = api.Plugin{Name: "generated", Setup: func(build api.PluginBuild) {
	build.OnResolve(api.OnResolveOptions{Filter: `labels\.js$`}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
		return api.OnResolveResult{Path: args.Path, Namespace: "labels"}, nil
	})
	build.OnLoad(api.OnLoadOptions{Filter: `.*`, Namespace: "labels"}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
		headings, err := readHeadings()
		if err != nil {
			return api.OnLoadResult{}, err
		}
		more := strings.Contains(args.Path, "more")
		maps.DeleteFunc(headings, func(tag, _ string) bool { return tag != "en" && slices.Contains(common, tag) == more })
		text, err := json.Marshal(headings)
		// Without a prototype no language is called constructor.
		contents := `export default {"__proto__":null,` + strings.TrimPrefix(string(text), "{")
		return api.OnLoadResult{Contents: &contents}, err
	})
	build.OnResolve(api.OnResolveOptions{Filter: `/wasm_exec\.js$`}, func(api.OnResolveArgs) (api.OnResolveResult, error) {
		path, err := filepath.Abs(filepath.Join("dist", "wasm_exec.js"))
		return api.OnResolveResult{Path: path}, err
	})
}}

// readHeadings returns the heading of each language tag that has one of its own.
func readHeadings() (map[string]string, error) {
	text, err := os.ReadFile("labels.json")
	if err != nil {
		return nil, err
	}
	var table map[string]struct {
		Heading string   `json:"heading"`
		Also    []string `json:"also"`
	}
	if err := json.Unmarshal(text, &table); err != nil {
		return nil, fmt.Errorf("labels.json: %w", err)
	}
	headings := make(map[string]string, len(table))
	for tag, words := range table {
		if words.Heading == "" {
			continue
		}
		for _, tag := range append(words.Also, tag) {
			headings[strings.ToLower(tag)] = words.Heading
		}
	}
	return headings, nil
}
