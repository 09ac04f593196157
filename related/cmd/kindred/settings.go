package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/kindred-go/kindred/related"
)

// settings are what a user can set by flag, environment or file. Every one is
// declared once, in knobs.
type settings struct {
	format        string
	limit         int
	minScore      float64
	excerpt       int
	terms         int
	crossLanguage bool
	nearCopies    string
	sameSection   bool
	neverTags     []string
	tagsOnly      bool
	recency       string
	orphans       string
	diversity     float64
	fill          bool
	margin        float64
	weights       related.Weights
	baseURL       string
	allowPrivate  bool
	cache         string
	pages         int
	build         buildSettings
	previous      map[string][]string // --previous, an input and no setting
	config        string              // --config, which no config file can set
}

// A knob is one setting: --name, KINDRED_NAME and name = in kindred.toml.
type knob struct {
	name  string
	usage string // words in `backquotes` name the value
	value func(*settings) pflag.Value
}

var knobs = slices.Concat(engineKnobs, buildKnobs)

var engineKnobs = []knob{
	{"format", "print as this `FORMAT`:", func(s *settings) pflag.Value {
		return &choice{&s.format, []string{"text", "html", "json", "ndjson"}}
	}},
	{"limit", "the most related articles an article gets, up to 40 (default 4)", func(s *settings) pflag.Value {
		return &wholeNumber{p: &s.limit, max: 40}
	}},
	{"min-score", "leave out what scores less, from 0 to 1, or off (default 0.04)", func(s *settings) pflag.Value {
		return &fraction{&s.minScore}
	}},
	{"excerpt", "the greatest length of an excerpt in characters, or off (default 50)", func(s *settings) pflag.Value {
		return &wholeNumber{p: &s.excerpt, max: 10_000, canBeOff: true}
	}},
	{"terms", "how many shared terms to name for each related article, or off", func(s *settings) pflag.Value {
		return &wholeNumber{p: &s.terms, max: 100, canBeOff: true}
	}},
	{"cross-language", "let articles in other languages into a list", func(s *settings) pflag.Value {
		return &yesNo{&s.crossLanguage}
	}},
	{"near-copies", "near-copies of an article in its list: hide or keep", func(s *settings) pflag.Value {
		return &choice{&s.nearCopies, []string{"hide", "keep"}}
	}},
	{"same-section", "keep articles of other sections out of a list", func(s *settings) pflag.Value {
		return &yesNo{&s.sameSection}
	}},
	{"never-tags", "keep articles with any of these `TAGS` (parted by commas) out of every list", func(s *settings) pflag.Value {
		return &words{&s.neverTags}
	}},
	{"tags-only", "rank by how many tags two articles share, ties to the one that comes first: of the other rules only same-section and never-tags count", func(s *settings) pflag.Value {
		return &yesNo{&s.tagsOnly}
	}},
	{"recency", "how closeness in time counts: auto looks at the site, or news, blog, evergreen (default auto)", func(s *settings) pflag.Value {
		return &choice{&s.recency, []string{"auto", "news", "blog", "evergreen"}}
	}},
	{"orphans", "articles that would be in no list: place them where they fit best, or leave them (default place)", func(s *settings) pflag.Value {
		return &choice{&s.orphans, []string{"place", "leave"}}
	}},
	{"diversity", "make the articles of a list less like each other, from 0 to 1", func(s *settings) pflag.Value {
		return &fraction{&s.diversity}
	}},
	{"fill", "fill short lists with the same series, rare tag, author, and with the newest", func(s *settings) pflag.Value {
		return &yesNo{&s.fill}
	}},
	{"margin", "by what share of its score an article must be better to displace one of the --previous lists, or off (default 0.1)", func(s *settings) pflag.Value {
		return &fraction{&s.margin}
	}},
	{"weights", "how much each signal counts, as `PARTS` like text=10,tags=2,title=off; see kindred tune", func(s *settings) pflag.Value {
		return &weights{&s.weights}
	}},
	{"base-url", "the `URL` that files and standard input come from: relative links are resolved against it; for build, where the site is, or only its folder there, as in /blog/", func(s *settings) pflag.Value {
		return &webAddress{&s.baseURL}
	}},
	{"allow-private", "read addresses on this machine and in private networks too", func(s *settings) pflag.Value {
		return &yesNo{&s.allowPrivate}
	}},
	{"cache", "keep what addresses hold in this `FOLDER`: they are asked only for what is new, and if they fail the last good copy is read; for build, what is known of pages and of their lists too (default the user's cache folder, off for none)", func(s *settings) pflag.Value {
		return &folder{&s.cache}
	}},
	{"pages", "how many pages of a feed that has several to read, up to 1000 (default 10)", func(s *settings) pflag.Value {
		return &wholeNumber{p: &s.pages, max: 1000}
	}},
}

// notSettings are the KINDRED_ variables that mean something else: the config
// file's name and what this project's own tests look at.
var notSettings = []string{"KINDRED_CONFIG", "KINDRED_SHARED", "KINDRED_REQUIRE_BROWSERS"}

func findKnob(name string) (knob, bool) {
	i := slices.IndexFunc(knobs, func(k knob) bool { return k.name == name })
	if i < 0 {
		return knob{}, false
	}
	return knobs[i], true
}

func knobNames() []string {
	names := make([]string, len(knobs))
	for i, k := range knobs {
		names[i] = k.name
	}
	return names
}

func (k knob) variable() string {
	return "KINDRED_" + strings.ToUpper(strings.ReplaceAll(k.name, "-", "_"))
}

// takes gives a command the flags of the named knobs. Where the command's
// default differs from the engine's, the name is written as name=default.
func (p *program) takes(cmd *cobra.Command, names ...string) {
	for _, name := range names {
		name, byDefault, _ := strings.Cut(name, "=")
		k, ok := findKnob(name)
		if !ok {
			panic("no knob " + name)
		}
		p.addKnob(cmd, k, k.value(&p.settings), byDefault)
	}
	cmd.Flags().StringVar(&p.settings.config, "config", "", "read settings from `FILE` (default kindred.toml, where there is one)")
}

// takesFormat gives a command --format with the formats that it has, the
// first of which is its default.
func (p *program) takesFormat(cmd *cobra.Command, formats ...string) {
	k, _ := findKnob("format")
	k.usage += " " + orList(formats)
	p.addKnob(cmd, k, &choice{&p.settings.format, formats}, formats[0])
	cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp))
}

func (p *program) addKnob(cmd *cobra.Command, k knob, value pflag.Value, byDefault string) {
	if byDefault != "" {
		if err := value.Set(byDefault); err != nil {
			panic(err)
		}
	}
	flag := cmd.Flags().VarPF(value, k.name, "", k.usage)
	flag.Annotations = map[string][]string{"knob": {byDefault}}
	if value.Type() == "bool" {
		flag.NoOptDefVal = "true"
	}
	if c, ok := value.(*choice); ok {
		cmd.RegisterFlagCompletionFunc(k.name, cobra.FixedCompletions(c.words, cobra.ShellCompDirectiveNoFileComp))
	}
}

// resolveSettings fills the knobs that no flag has set: from the environment,
// then from the config file. Commands without knobs read neither.
func (p *program) resolveSettings(cmd *cobra.Command) error {
	if cmd.Flags().Lookup("config") == nil {
		return nil
	}
	fromEnv, err := environmentSettings(os.Environ())
	if err != nil {
		return err
	}
	fromFile, err := p.fileSettings()
	if err != nil {
		return err
	}
	// Every command shares one program, so a knob's default must be set again
	// for the command that runs.
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if byDefault := f.Annotations["knob"]; byDefault != nil && !f.Changed {
			setFirst(f.Value, fromEnv[f.Name], fromFile[f.Name], byDefault[0])
		}
	})
	return nil
}

// setFirst sets the first of the values that there is. One that is right for the
// setting but that this command has no use for, such as a format it can't write,
// is not for it.
func setFirst(v pflag.Value, values ...string) {
	for _, value := range values {
		if value != "" && v.Set(value) == nil {
			return
		}
	}
}

// environmentSettings returns the settings among the environment's variables.
func environmentSettings(environ []string) (map[string]string, error) {
	found := map[string]string{}
	var errs []error
	for _, entry := range environ {
		variable, value, _ := strings.Cut(entry, "=")
		if !strings.HasPrefix(variable, "KINDRED_") || value == "" || slices.Contains(notSettings, variable) {
			continue
		}
		i := slices.IndexFunc(knobs, func(k knob) bool { return k.variable() == variable })
		if i < 0 {
			var names []string
			for _, k := range knobs {
				names = append(names, k.variable())
			}
			errs = append(errs, usageErrorf("%s in the environment is no setting%s", variable, didYouMean(variable, "", names)))
			continue
		}
		if err := knobs[i].value(&settings{}).Set(value); err != nil {
			errs = append(errs, usageErrorf("%s=%s in the environment: %v", variable, value, err))
			continue
		}
		found[knobs[i].name] = value
	}
	return found, errors.Join(errs...)
}

// fileSettings returns the settings of the config file, if there is one.
func (p *program) fileSettings() (map[string]string, error) {
	name, required := p.settings.config, true
	if name == "" {
		name = os.Getenv("KINDRED_CONFIG")
	}
	if name == "" {
		name, required = "kindred.toml", false
	}
	text, err := os.ReadFile(name)
	switch {
	case errors.Is(err, os.ErrNotExist) && !required:
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("can't read the settings: %w", err)
	}
	return parseConfig(name, string(text))
}
