package main

import (
	"errors"
	"fmt"
	"math"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
)

// The kinds of values that knobs take. Each is a pflag.Value; "off" stands for
// the negative number by which the engine knows that something is off.

const off = "off"

// A wholeNumber is a count from 0, which means the default, to max.
type wholeNumber struct {
	p        *int
	max      int
	canBeOff bool
}

func (v *wholeNumber) Type() string { return "N" }

func (v *wholeNumber) String() string {
	if v.p == nil || *v.p == 0 {
		return ""
	}
	if *v.p < 0 {
		return off
	}
	return strconv.Itoa(*v.p)
}

func (v *wholeNumber) Set(s string) error {
	if v.canBeOff && s == off {
		*v.p = -1
		return nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > v.max {
		if v.canBeOff {
			return fmt.Errorf("want a whole number up to %d, or off", v.max)
		}
		return fmt.Errorf("want a whole number up to %d", v.max)
	}
	*v.p = n
	return nil
}

// A fraction is a number from 0, which means the default, to 1.
type fraction struct{ p *float64 }

func (v *fraction) Type() string { return "SCORE" }

func (v *fraction) String() string {
	if v.p == nil || *v.p == 0 {
		return ""
	}
	if *v.p < 0 {
		return off
	}
	return strconv.FormatFloat(*v.p, 'g', -1, 64)
}

func (v *fraction) Set(s string) error {
	if s == off {
		*v.p = -1
		return nil
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(f) || f < 0 || f > 1 {
		return errors.New("want a number from 0 to 1, or off")
	}
	*v.p = f
	return nil
}

// A choice is one of a few words.
type choice struct {
	p     *string
	words []string
}

func (v *choice) Type() string { return "WORD" }

func (v *choice) String() string {
	if v.p == nil {
		return ""
	}
	return *v.p
}

func (v *choice) Set(s string) error {
	if !slices.Contains(v.words, s) {
		return fmt.Errorf("want %s%s", orList(v.words), didYouMean(s, "", v.words))
	}
	*v.p = s
	return nil
}

// A yesNo is on or off.
type yesNo struct{ p *bool }

func (v *yesNo) Type() string { return "bool" } // pflag's word for a flag without a value

func (v *yesNo) String() string {
	if v.p == nil || !*v.p {
		return ""
	}
	return "true"
}

func (v *yesNo) Set(s string) error {
	b, err := strconv.ParseBool(s)
	if err != nil {
		return errors.New("want true or false")
	}
	*v.p = b
	return nil
}

// A webAddress is an absolute http or https URL. For the pages of kindred build the
// path is enough: the folder of the site on its host.
type webAddress struct{ p *string }

func (v *webAddress) Type() string { return "URL" }

func (v *webAddress) String() string {
	if v.p == nil {
		return ""
	}
	return *v.p
}

func (v *webAddress) Set(s string) error {
	if !isWebAddress(s) && !strings.HasPrefix(s, "/") {
		return errors.New("want an address that starts with https:// or http://")
	}
	*v.p = s
	return nil
}

func isWebAddress(s string) bool {
	lower := strings.ToLower(s)
	if !strings.HasPrefix(lower, "http://") && !strings.HasPrefix(lower, "https://") {
		return false
	}
	u, err := url.Parse(s)
	return err == nil && u.Host != ""
}

// A folder is the name of one, which need not be there.
type folder struct{ p *string }

func (v *folder) Type() string { return "FOLDER" }

func (v *folder) String() string {
	if v.p == nil {
		return ""
	}
	return *v.p
}

func (v *folder) Set(s string) error {
	if info, err := os.Stat(s); s == "" || err == nil && !info.IsDir() {
		return errors.New("want the name of a folder")
	}
	*v.p = s
	return nil
}

// A words value is a list with commas between its entries.
type words struct{ p *[]string }

func (v *words) Type() string { return "WORDS" }

func (v *words) String() string {
	if v.p == nil {
		return ""
	}
	return strings.Join(*v.p, ",")
}

func (v *words) Set(s string) error {
	*v.p = nil
	for word := range strings.SplitSeq(s, ",") {
		if word = strings.TrimSpace(word); word != "" {
			*v.p = append(*v.p, word)
		}
	}
	return nil
}
