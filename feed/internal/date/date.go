// Package date reads dates as feeds write them.
package date

import (
	"strconv"
	"strings"
	"time"
)

// Parse reads a date as feeds write them: ISO 8601 with gaps, RFC 822 with
// its variants, Unix dates, seconds and milliseconds since 1970, day, month and
// year in any order that is certain, with names in the languages of monthStems.
// Of 1/2/2006 the day is taken to be first, unless that can't be. Without a
// zone, or with one that it does not know, the time is taken for UTC. It refuses
// what is not a whole date, except a year, or a year and a month, in numbers.
//
// It does not use gofeed's dates, because those of unknown zones depend on where
// the program runs.
func Parse(s string) (time.Time, bool) {
	const longest = 160 // no date is as long
	s = strings.TrimSpace(s)
	if len(s) > longest {
		return time.Time{}, false
	}
	s = strings.TrimSpace(plainDate(s))
	if inner, ok := strings.CutPrefix(s, "/date("); ok { // ASP.NET
		s = inner[:digitLen(inner)]
	}
	if t, ok := parseEpoch(s); ok {
		return t, true
	}
	d := date{tokens: dateTokens(s)}
	for len(d.tokens) > 0 {
		if !d.next() {
			return time.Time{}, false
		}
	}
	return d.time()
}

// parseEpoch reads seconds or milliseconds since 1970. Ten digits that could as
// well be a date and an hour are not certain.
func parseEpoch(s string) (time.Time, bool) {
	whole, fraction, point := strings.Cut(s, ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || !isDigit(whole[0]) || digitLen(fraction) != len(fraction) || point && fraction == "" {
		return time.Time{}, false
	}
	var t time.Time
	switch {
	case len(whole) == 10 && !compactHour(whole):
		nsec, _ := strconv.Atoi((fraction + "000000000")[:9])
		t = time.Unix(n, int64(nsec))
	case len(whole) == 13:
		t = time.UnixMilli(n)
	default:
		return time.Time{}, false
	}
	t = t.UTC()
	return t, t.Year() >= 1990 && t.Year() <= lastYear
}

// compactHour reports whether ten digits can be year, month, day and hour.
func compactHour(s string) bool {
	month, day, hour := s[4:6], s[6:8], s[8:]
	return (s[:2] == "19" || s[:2] == "20") && month >= "01" && month <= "12" && day >= "01" && day <= "31" && hour <= "24"
}

// Other years are placeholders and typing errors. Archives of letters go back
// far.
const firstYear, lastYear = 1000, 2200

// A date is a date that is being read token by token.
type date struct {
	tokens []dateToken // what is left

	year, month, day     int
	hasYear, hasDate     bool // hasDate: year, month and day came together
	hour, min, sec, nsec int
	hasClock             bool
	half                 int // wordAM, wordPM or 0
	zone                 int // seconds east of Greenwich
	hasZone              bool
	offset               bool // the zone is a number, which names don't change
	numbers, words       bool // a number, a word has been read
	maybeDay             bool // the month's name is a day's in other languages
	monthNext            bool // the next number is the month
	thai                 bool
}

// take removes n tokens.
func (d *date) take(n int) { d.tokens = d.tokens[n:] }

// num returns the number i tokens ahead, and whether there is one that stands
// right after sep, or after one of them.
func (d *date) num(i int, seps string) (n int, ok bool) {
	if i >= len(d.tokens) {
		return 0, false
	}
	t := d.tokens[i]
	if !t.num || t.spaced || len(t.text) > 4 || strings.IndexByte(seps, t.before) < 0 {
		return 0, false
	}
	n, err := strconv.Atoi(t.text)
	return n, err == nil
}

// next reads a token or more and reports whether it is still a date.
func (d *date) next() bool {
	t := d.tokens[0]
	switch {
	case !t.num:
		return d.word(t)
	case t.aside && d.hasYear:
		d.take(1)
		return true
	}
	first := !d.numbers
	d.numbers = true
	switch {
	case t.before == '+' && d.hasYear, d.hasClock && (t.before == '+' || t.before == '-'):
		// Else it is a span of time: 10:00 - 12:00.
		return (d.hasYear || d.day > 0) && !(t.before == '-' && t.loose) && d.offsetZone()
	case t.before == '-' && first && !d.words: // a year before Christ
		return false
	case d.clock():
		return true
	case d.weekOrDay(), d.numeric(), d.named():
		return true
	}
	return d.number(t.text)
}

// word takes a word.
func (d *date) word(t dateToken) bool {
	d.take(1)
	d.words = true
	if t.aside {
		if hours, ok := zones[t.text]; ok && !d.hasZone {
			d.setZone(int(hours * 3600))
		}
		return true
	}
	if d.hasClock && d.hasYear && d.place() {
		return true
	}
	if hours, ok := zones[t.text]; ok && (d.hasClock || d.hasYear) {
		if !d.offset {
			d.setZone(int(hours * 3600))
		}
		return d.zoneOffset(t.text)
	}
	if t.text == "t" {
		return d.compactClock()
	}
	if (t.text == "a" || t.text == "p") && len(d.tokens) > 0 && d.tokens[0].text == "m" {
		d.take(1)
		t.text += "m"
	}
	switch kind := dateWord(t.text); kind {
	case wordDay, wordFiller:
		return true
	case wordAM, wordPM:
		d.half = kind
		return true
	case wordMonth:
		d.monthNext = true
		return true
	case 0:
		// Before the date it is a day of the week in some language, after the
		// time an unknown zone.
		return !d.numbers || d.hasClock && d.hasYear && len(t.text) <= 5
	default:
		if t.text == "listopada" && t.before == '.' {
			kind = 10 // 12. listopada is Croatian, 12 listopada is Polish and November
		}
		return d.setMonth(kind, t.text)
	}
}

// place takes the rest of a zone's name such as Europe/Berlin.
func (d *date) place() bool {
	n := 0
	for n < len(d.tokens) && !d.tokens[n].num && d.tokens[n].before == '/' {
		n++
	}
	d.take(n)
	return n > 0
}

func (d *date) setMonth(m int, name string) bool {
	if d.month > 0 && !d.maybeDay {
		return d.month == m
	}
	d.month, d.maybeDay = m, name == "mar" || name == "sub" || name == "paz"
	d.thai = name >= "ก" && name < "๛"
	return true
}

func (d *date) setYear(digits string) bool {
	n, err := strconv.Atoi(digits)
	if err != nil || d.hasYear {
		return false
	}
	if len(digits) == 2 {
		if n += 1900; n < 1970 {
			n += 100
		}
	}
	d.year, d.hasYear = n, true
	return true
}

// number takes a number that stands alone: a day, a year, or the month where a
// word says so.
func (d *date) number(digits string) bool {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return false
	}
	switch {
	case d.monthNext && d.month == 0:
		d.month = n
	case d.day > 0 && d.month == 0 && !d.hasYear && len(digits) == 2 && len(d.tokens) > 1 && len(d.tokens[1].text) == 4: // 31 12 2020
		if d.month = n; n > 12 && d.day <= 12 { // the American order
			d.month, d.day = d.day, n
		}
	case d.day == 0 && len(digits) <= 2 && !d.hasDate:
		d.day = n
	case len(digits) == 4, len(digits) == 2 && d.month > 0 && d.day > 0:
		d.take(1)
		return d.setYear(digits)
	default:
		return false
	}
	d.take(1)
	return true
}

// time returns the date, if it is complete and a day that exists.
func (d *date) time() (time.Time, bool) {
	if d.thai && d.year > 2400 { // the Buddhist era
		d.year -= 543
	}
	if !d.hasYear || d.year < firstYear || d.year > lastYear {
		return time.Time{}, false
	}
	switch {
	case d.half == wordPM && d.hour < 12:
		d.hour += 12
	case d.half == wordAM && d.hour == 12:
		d.hour = 0
	}
	midnight := d.hour == 24 && d.min == 0 && d.sec == 0 && d.nsec == 0
	if d.hour > 23 && !midnight || d.min > 59 || d.sec > 60 {
		return time.Time{}, false
	}
	t := time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC)
	if y, m, day := t.Date(); y != d.year || int(m) != d.month || day != d.day {
		return time.Time{}, false
	}
	t = time.Date(d.year, time.Month(d.month), d.day, d.hour, d.min, d.sec, d.nsec, time.UTC)
	return t.Add(-time.Duration(d.zone) * time.Second), true
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func digitLen(s string) int {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return n
}
