package main

import (
	"fmt"
	"os"
	"reflect"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/kindred-go/kindred/related"
)

// readSettings returns the command's settings as they would be with the file as
// its config file.
func readSettings(cmd *cobra.Command, name string) (*settings, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("can't read the settings: %w", err)
	}
	return settingsWith(cmd, name, string(text))
}

// settingsWith returns what the command's settings would be if the text were
// that of its config file: flags and environment hold as they do for any.
func settingsWith(cmd *cobra.Command, name, text string) (*settings, error) {
	fromEnv, err := environmentSettings(os.Environ())
	if err != nil {
		return nil, err
	}
	fromFile, err := parseConfig(name, text)
	if err != nil {
		return nil, err
	}
	var s settings
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		byDefault := f.Annotations["knob"]
		if byDefault == nil {
			return
		}
		k, _ := findKnob(f.Name)
		if f.Changed {
			setFirst(k.value(&s), f.Value.String())
		} else {
			setFirst(k.value(&s), fromEnv[f.Name], fromFile[f.Name], byDefault[0])
		}
	})
	return &s, nil
}

// warnOfSame tells that the settings in a file make no difference, which is
// seldom what somebody who compares them expects.
func (p *program) warnOfSame(name string) {
	p.warn(name + ": sets nothing that changes the lists; flags and the environment hold for A and B alike")
}

// sameOptions reports whether one index can serve both.
func sameOptions(a, b *related.Options) bool { return reflect.DeepEqual(a, b) }
