package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/BurntSushi/toml"
)

// parseConfig reads the settings in a config file: TOML, with the flags' names
// as keys. All that is wrong with it is told at once.
func parseConfig(name, text string) (map[string]string, error) {
	var table map[string]any
	meta, err := toml.Decode(text, &table)
	var syntax toml.ParseError
	if errors.As(err, &syntax) {
		return nil, usageErrorf("%s:%d: %s", name, syntax.Position.Line, syntax.Message)
	}
	if err != nil {
		return nil, usageErrorf("%s: %v", name, err)
	}

	found := map[string]string{}
	var errs []error
	for _, key := range meta.Keys() { // in the file's order
		if len(key) > 1 {
			continue // told with the table that it is in
		}
		complain := func(format string, args ...any) {
			errs = append(errs, usageErrorf("%s:%d: %s", name, lineOf(text, key[0]), fmt.Sprintf(format, args...)))
		}
		k, ok := findKnob(key[0])
		if !ok {
			complain("%q is no setting%s", key[0], didYouMean(key[0], "", knobNames()))
			continue
		}
		value, err := scalar(table[key[0]])
		if err == nil {
			err = k.value(&settings{}).Set(value)
		}
		if err != nil {
			complain("%s: %v", k.name, err)
			continue
		}
		found[k.name] = value
	}
	return found, errors.Join(errs...)
}

// scalar returns a value as a flag would have it. A list of texts stands for its
// entries with commas between them.
func scalar(value any) (string, error) {
	switch value := value.(type) {
	case string, bool, int64, float64:
		return fmt.Sprint(value), nil
	case []any:
		var entries []string
		for _, v := range value {
			entry, ok := v.(string)
			if !ok {
				return "", errors.New("want one value, or a list of texts")
			}
			entries = append(entries, entry)
		}
		return strings.Join(entries, ","), nil
	}
	return "", errors.New("want one value, or a list of texts")
}

// lineOf finds the line that a top-level key or table of a valid TOML text
// starts on, counted from 1: the TOML library knows it only for what it
// can't parse.
func lineOf(text, key string) int {
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimLeft(line, " \t[")
		for _, spelling := range []string{key, `"` + key + `"`, `'` + key + `'`} {
			rest, ok := strings.CutPrefix(line, spelling)
			if ok && strings.IndexAny(strings.TrimLeft(rest, " \t"), "=.]") == 0 {
				return i + 1
			}
		}
	}
	return 1
}
