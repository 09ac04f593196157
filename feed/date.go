package feed

import (
	"strconv"
	"strings"
	"time"
)

// parseDate reads a date as feeds write them: ISO 8601 with gaps, RFC 822 with
// its variants, Unix dates, day/month/year. Without a zone, or with one that it
// does not know, the time is taken for UTC. It does not use gofeed's dates,
// because those of unknown zones depend on where the program runs.
func parseDate(s string) (time.Time, bool) {
	s = strings.TrimSpace(s)
	if t, ok := parseISO(s); ok {
		return t, true
	}
	var d date
	for _, word := range strings.FieldsFunc(s, func(r rune) bool { return r <= ' ' || r == ',' || r == '(' || r == ')' }) {
		if !d.word(strings.ToLower(word)) {
			return time.Time{}, false
		}
	}
	return d.time()
}

// A date is a date that is being read word by word.
type date struct {
	year, month, day     int
	hour, min, sec, nsec int
	zone                 int // seconds east of Greenwich
	hasYear              bool
}

// time returns the date, if it is complete and a day that exists.
func (d *date) time() (time.Time, bool) {
	const first, last = 1000, 2200 // other years are placeholders and typing errors
	if !d.hasYear || d.year < first || d.year > last || d.hour > 24 || d.min > 59 || d.sec > 60 {
		return time.Time{}, false
	}
	t := time.Date(d.year, time.Month(d.month), d.day, d.hour, d.min, d.sec, d.nsec, time.UTC)
	if y, m, day := t.Date(); d.hour < 24 && d.sec < 60 && (y != d.year || int(m) != d.month || day != d.day) {
		return time.Time{}, false
	}
	return t.Add(-time.Duration(d.zone) * time.Second), true
}

// word takes in a word and reports whether the date can still be one.
func (d *date) word(w string) bool {
	switch {
	case strings.Contains(w, ":") && isDigit(w[0]):
		return d.clock(w)
	case (w[0] == '+' || w[0] == '-') && len(w) > 1:
		d.setZone(w)
		return true
	case isDigit(w[0]):
		if strings.ContainsAny(w, "-/.") {
			return d.parts(w)
		}
		return d.number(strings.TrimRight(w, "stndrh")) // 1st, 2nd, 3rd, 4th
	case w == "pm" || w == "p.m.":
		if d.hour < 12 {
			d.hour += 12
		}
		return true
	case w == "am" || w == "a.m.":
		if d.hour == 12 {
			d.hour = 0
		}
		return true
	}
	if m := month(w); m > 0 && d.month == 0 {
		d.month = m
		return true
	}
	d.setZone(w) // or the day of the week, which is not needed
	return true
}

// number takes a day, then a year.
func (d *date) number(s string) bool {
	n, err := strconv.Atoi(s)
	switch {
	case err != nil:
		return false
	case d.day == 0 && len(s) <= 2:
		d.day = n
	case !d.hasYear && (len(s) == 4 || len(s) == 2):
		d.setYear(s, n)
	default:
		return false
	}
	return true
}

func (d *date) setYear(s string, n int) {
	if len(s) == 2 {
		if n += 1900; n < 1970 {
			n += 100
		}
	}
	d.year, d.hasYear = n, true
}

// parts takes a date in one word: 2-Jan-2006, 2.1.2006, 2/1/2006. If the second
// number can be no month, it is the American order.
func (d *date) parts(w string) bool {
	p := strings.FieldsFunc(w, func(r rune) bool { return r == '-' || r == '/' || r == '.' })
	if len(p) != 3 || d.hasYear || d.day != 0 {
		return false
	}
	day, err1 := strconv.Atoi(p[0])
	mon, err2 := strconv.Atoi(p[1])
	year, err3 := strconv.Atoi(p[2])
	if err2 != nil {
		mon, err2 = month(p[1]), nil
	}
	if err1 != nil || err2 != nil || err3 != nil || len(p[2]) != 2 && len(p[2]) != 4 {
		return false
	}
	if mon > 12 && day <= 12 {
		day, mon = mon, day
	}
	d.day, d.month = day, mon
	d.setYear(p[2], year)
	return true
}

// clock takes a time, with what is attached to it: 15:04:05.999Z, 3:04pm,
// 15:04+02:00.
func (d *date) clock(w string) bool {
	var n [3]int
	rest := w
	for i := range n {
		if i > 0 {
			if rest == "" || rest[0] != ':' {
				break
			}
			rest = rest[1:]
		}
		digits := digitLen(rest)
		if digits < 1 || digits > 2 {
			return false
		}
		n[i], _ = strconv.Atoi(rest[:digits])
		rest = rest[digits:]
	}
	d.hour, d.min, d.sec = n[0], n[1], n[2]
	if rest != "" && (rest[0] == '.' || rest[0] == ',') {
		digits := digitLen(rest[1:])
		d.nsec, _ = strconv.Atoi((rest[1:1+digits] + "000000000")[:9])
		rest = rest[1+digits:]
	}
	return rest == "" || d.word(rest)
}

// zones are the abbreviations seen in feeds, in hours; where one has several
// meanings, the one that feeds use.
var zones = map[string]float64{
	"z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1, "ist": 5.5,
	"cet": 1, "cest": 2, "mez": 1, "mesz": 2, "eet": 2, "eest": 3, "msk": 3, "sast": 2,
	"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
	"akst": -9, "akdt": -8, "hst": -10, "jst": 9, "kst": 9, "hkt": 8, "sgt": 8,
	"awst": 8, "acst": 9.5, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
}

// setZone takes a zone: a name, an offset, or both as in GMT+0200. What is none
// changes nothing.
func (d *date) setZone(w string) {
	i := strings.IndexAny(w, "+-")
	if i < 0 {
		if hours, ok := zones[w]; ok {
			d.zone = int(hours * 3600)
		}
		return
	}
	digits := strings.ReplaceAll(strings.TrimLeft(w[i:], "+-"), ":", "")
	if len(digits) <= 2 {
		digits += "00"
	}
	n, err := strconv.Atoi(digits[:min(len(digits), 4)])
	if err != nil || n/100 > 14 {
		return
	}
	d.zone = (n/100*60 + n%100) * 60
	if w[i] == '-' {
		d.zone = -d.zone
	}
}

// month returns the number of the month that starts like w, in English, or 0.
func month(w string) int {
	if len(w) < 3 {
		return 0
	}
	i := strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", w[:3])
	if i < 0 || i%3 != 0 {
		return 0
	}
	return i/3 + 1
}

// parseISO reads dates that start with the year: 2006-01-02T15:04:05Z, with
// parts missing or written otherwise, and 20060102T150405Z.
func parseISO(s string) (time.Time, bool) {
	if digitLen(s) == 8 { // 20060102
		s = s[:4] + "-" + s[4:6] + "-" + s[6:]
		if len(s) >= 17 && digitLen(s[11:]) == 6 { // T150405
			s = s[:13] + ":" + s[13:15] + ":" + s[15:]
		}
	}
	if digitLen(s) != 4 {
		return time.Time{}, false
	}
	d := date{month: 1, day: 1, hasYear: true}
	d.year, _ = strconv.Atoi(s[:4])
	rest := s[4:]
	for _, field := range []*int{&d.month, &d.day} {
		if rest == "" || !strings.ContainsRune("-/.", rune(rest[0])) {
			break
		}
		n := digitLen(rest[1:])
		if n < 1 || n > 2 {
			return time.Time{}, false
		}
		*field, _ = strconv.Atoi(rest[1 : 1+n])
		rest = rest[1+n:]
	}
	rest = strings.ToLower(strings.TrimSpace(rest))
	if rest, ok := strings.CutPrefix(rest, "t"); ok || rest != "" {
		for _, word := range strings.Fields(rest) {
			if !isDigit(word[0]) && word[0] != '+' && word[0] != '-' && !isZone(word) || !d.word(word) {
				return time.Time{}, false
			}
		}
	}
	return d.time()
}

func isZone(w string) bool { _, ok := zones[w]; return ok }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func digitLen(s string) int {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return n
}
