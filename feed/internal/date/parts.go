package date

import (
	"strconv"
	"strings"
	"time"
)

// numeric takes a date in numbers, in one piece: 2006-01-02, 2006-01, 2006,
// 20060102150405, 2.1.2006, 1/2/06, 12. 5. 2025.
func (d *date) numeric() bool {
	t := d.tokens[0]
	if d.hasYear || d.hasDate {
		return false
	}
	if n := len(t.text); n == 8 || n == 12 || n == 14 {
		return d.compact(t.text)
	}
	d.dotted()
	sep := ""
	if len(d.tokens) > 1 {
		sep = string(d.tokens[1].before)
	}
	if !strings.Contains("-/.", sep) {
		sep = "-"
	}
	a, _ := strconv.Atoi(t.text)
	b, ok := d.num(1, sep)
	if len(t.text) == 4 {
		switch {
		case d.month > 0 || d.day > 0:
			return false
		case ok && len(d.tokens[1].text) <= 2:
			day, whole := d.num(2, sep)
			if !whole || len(d.tokens[2].text) > 2 {
				d.setDate(a, b, 1)
				d.take(2)
				return true
			}
			d.setDate(a, b, day)
			d.take(3)
			return true
		case len(d.tokens) == 1:
			d.setDate(a, 1, 1)
			d.take(1)
			return true
		}
		return false
	}
	if !ok || len(t.text) > 2 || len(d.tokens[1].text) > 2 {
		return false
	}
	if _, ok = d.num(2, sep); !ok || len(d.tokens[2].text) != 2 && len(d.tokens[2].text) != 4 || d.month > 0 || d.day > 0 {
		return false
	}
	year := d.tokens[2].text
	d.take(3)
	if b > 12 && a <= 12 { // the American order
		a, b = b, a
	}
	d.setYear(year)
	d.setDate(d.year, b, a)
	return true
}

// dotted drops the spaces of 12. 5. 2025 and 2025. 5. 12.
func (d *date) dotted() {
	if len(d.tokens) < 3 {
		return
	}
	for i := 1; i <= 2; i++ {
		if t := d.tokens[i]; !t.num || t.before != '.' || len(t.text) != 4 && len(t.text) > 2 {
			return
		}
	}
	if len(d.tokens) > 3 && d.tokens[3].num && d.tokens[3].before == ':' {
		return // the third is the hour
	}
	d.tokens[1].spaced, d.tokens[2].spaced = false, false
}

func (d *date) setDate(year, month, day int) {
	d.year, d.month, d.day = year, month, day
	d.hasYear, d.hasDate = true, true
}

// compact takes 20060102, 200601021504 or 20060102150405.
func (d *date) compact(s string) bool {
	var n [6]int
	n[0], _ = strconv.Atoi(s[:4])
	for i := 4; i < len(s); i += 2 {
		n[i/2-1], _ = strconv.Atoi(s[i : i+2])
	}
	if d.month > 0 || d.day > 0 {
		return false
	}
	d.setDate(n[0], n[1], n[2])
	d.hour, d.min, d.sec, d.hasClock = n[3], n[4], n[5], len(s) > 8
	d.take(1)
	return true
}

// weekOrDay takes the dates of ISO 8601 that have no month: 2006-W01-1 and
// 2006-002.
func (d *date) weekOrDay() bool {
	t := d.tokens[0]
	if d.hasYear || d.month > 0 || d.day > 0 {
		return false
	}
	if len(t.text) == 7 || len(t.text) == 4 && len(d.tokens) > 1 && d.tokens[1].num && len(d.tokens[1].text) == 3 && d.tokens[1].before == '-' {
		digits := t.text
		d.take(1)
		if len(digits) == 4 {
			digits += d.tokens[0].text
			d.take(1)
		}
		year, _ := strconv.Atoi(digits[:4])
		day, _ := strconv.Atoi(digits[4:])
		date := time.Date(year, 1, day, 0, 0, 0, 0, time.UTC)
		if date.Year() != year {
			day = 0 // a day that does not exist
		}
		d.setDate(year, int(date.Month()), min(day, date.Day()))
		return true
	}
	if len(t.text) != 4 || len(d.tokens) < 3 || d.tokens[1].text != "w" {
		return false
	}
	week := d.tokens[2].text
	if len(week) != 2 && len(week) != 3 {
		return false
	}
	year, _ := strconv.Atoi(t.text)
	n, _ := strconv.Atoi(week[:2])
	weekday := 1
	d.take(3)
	if len(week) == 3 {
		weekday = int(week[2] - '0')
	} else if v, ok := d.num(0, "-"); ok {
		weekday = v
		d.take(1)
	}
	fourth := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC) // always in week 1
	monday := fourth.AddDate(0, 0, -(int(fourth.Weekday())+6)%7)
	date := monday.AddDate(0, 0, 7*(n-1)+weekday-1)
	if y, w := date.ISOWeek(); y != year || w != n || weekday < 1 || weekday > 7 {
		d.setDate(year, 0, 0) // a day that does not exist
		return true
	}
	d.setDate(date.Year(), int(date.Month()), date.Day())
	return true
}

// named takes 2-Jan-2006 and 2006-Jan-2, where the hyphen before the last
// number is no sign of a zone.
func (d *date) named() bool {
	if d.hasYear || d.month > 0 || d.day > 0 || len(d.tokens) < 3 || d.tokens[1].num || d.tokens[1].spaced {
		return false
	}
	month := dateWord(d.tokens[1].text)
	last, ok := d.num(2, "-/.")
	if month < 1 || month > 12 || !ok {
		return false
	}
	a, b := d.tokens[0].text, d.tokens[2].text
	first, _ := strconv.Atoi(a)
	switch {
	case len(a) == 4 && len(b) <= 2:
		d.setDate(first, month, last)
	case len(a) <= 2 && (len(b) == 2 || len(b) == 4):
		d.setYear(b)
		d.setDate(d.year, month, first)
	default:
		return false
	}
	d.take(3)
	return true
}

// clock takes a time: 15:04, 15:04:05.999, 15h04, 3 pm, and 15.04 after the date.
func (d *date) clock() bool {
	t := d.tokens[0]
	if len(t.text) > 2 || d.hasClock {
		return false
	}
	hour, _ := strconv.Atoi(t.text)
	minutes, used, ok := 0, 1, false
	if minutes, ok = d.num(1, ":"); ok {
		used = 2
	} else if len(d.tokens) > 1 && !d.tokens[1].num {
		switch w := d.tokens[1].text; {
		case w == "h" || w == "uhr" || w == "hs" || w == "hrs" || w == "u":
			used, ok = 2, true
			if n, attached := d.num(2, "\x00"); attached && len(d.tokens[2].text) <= 2 {
				minutes, used = n, 3
			}
		case d.day > 0 && d.hasYear && (dateWord(w) == wordAM || dateWord(w) == wordPM):
			ok = true
		}
	}
	if !ok && d.hasYear && d.day > 0 {
		if minutes, ok = d.num(1, "."); ok && len(d.tokens[1].text) == 2 {
			used = 2
		} else if d.half > 0 || t.before == 't' {
			minutes, ok = 0, true
		} else {
			ok = false
		}
	}
	if !ok || used == 2 && d.tokens[1].num && len(d.tokens[1].text) > 2 {
		return false
	}
	d.hour, d.min, d.hasClock = hour, minutes, true
	d.take(used)
	if seconds, ok := d.num(0, ":."); ok && used > 1 && len(d.tokens[0].text) <= 2 {
		d.sec = seconds
		d.take(1)
		d.fraction()
	}
	return true
}

// fraction takes the fraction of a second.
func (d *date) fraction() {
	if len(d.tokens) == 0 {
		return
	}
	if t := d.tokens[0]; t.num && !t.spaced && (t.before == '.' || t.before == ',' || t.before == ':') {
		d.nsec, _ = strconv.Atoi((t.text + "000000000")[:9])
		d.take(1)
	}
}

// compactClock takes what follows a T: 150405 and 1504; other times are read
// like those without it.
func (d *date) compactClock() bool {
	if !d.hasDate || len(d.tokens) == 0 || !d.tokens[0].num {
		return d.hasDate
	}
	s := d.tokens[0].text
	switch len(s) {
	case 6:
		d.sec, _ = strconv.Atoi(s[4:])
		fallthrough
	case 4:
		d.min, _ = strconv.Atoi(s[2:4])
	case 2, 1:
		if len(d.tokens) > 1 && d.tokens[1].num && (d.tokens[1].before == ':' || d.tokens[1].before == '.') {
			return true
		}
		d.hour, _ = strconv.Atoi(s)
		d.hasClock = true
		d.take(1)
		return true
	default:
		return false
	}
	d.hour, _ = strconv.Atoi(s[:2])
	d.hasClock = true
	d.take(1)
	d.fraction()
	return true
}

func (d *date) setZone(seconds int) { d.zone, d.hasZone = seconds, true }

// zoneOffset takes the number after a zone's name, as in GMT+2.
func (d *date) zoneOffset(name string) bool {
	if len(d.tokens) > 0 && d.tokens[0].num && (d.tokens[0].before == '+' || d.tokens[0].before == '-') {
		return d.offsetZone()
	}
	return true
}

// offsetZone takes +02:00, -0700, +2.
func (d *date) offsetZone() bool {
	t := d.tokens[0]
	digits := t.text
	d.take(1)
	if len(digits) == 3 && digits[0] == '0' { // -010:00
		digits = digits[1:]
	}
	if len(digits) <= 2 {
		if n, ok := d.num(0, ":."); ok && len(d.tokens[0].text) <= 2 {
			digits += strconv.Itoa(n/10) + strconv.Itoa(n%10)
			d.take(1)
		} else {
			digits += "00"
		}
	}
	n, err := strconv.Atoi(digits)
	if err != nil || len(digits) > 4 {
		return false
	}
	if n/100 > 14 || n%100 > 59 { // no zone is as far: as good as none
		return true
	}
	seconds := (n/100*60 + n%100) * 60
	if t.before == '-' {
		seconds = -seconds
	}
	d.setZone(seconds)
	d.offset = true
	return true
}
