package fetch

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

var noon = time.Date(2025, 3, 10, 12, 0, 0, 0, time.UTC)

func headers(lines ...string) http.Header {
	h := http.Header{}
	for _, l := range lines {
		name, value, _ := strings.Cut(l, ": ")
		h.Add(name, value)
	}
	return h
}

func TestLifetime(t *testing.T) {
	const never = -1 * time.Second // it says nothing
	for _, test := range []struct {
		want    time.Duration
		headers []string
	}{
		{never, nil},
		{never, []string{"Cache-Control: public"}},
		{never, []string{"Cache-Control: s-maxage=600"}},
		{10 * time.Minute, []string{"Cache-Control: max-age=600"}},
		{10 * time.Minute, []string{`Cache-Control: public, MAX-AGE="600" , must-revalidate`}},
		{10 * time.Minute, []string{"Cache-Control: public", "Cache-Control: max-age = 600"}},
		{4 * time.Minute, []string{"Cache-Control: max-age=600", "Age: 360"}},
		{0, []string{"Cache-Control: max-age=600", "Age: 601"}},
		{0, []string{"Cache-Control: max-age=0"}},
		{0, []string{"Cache-Control: max-age=soon"}},
		{0, []string{"Cache-Control: max-age=-5"}},
		{10 * time.Minute, []string{"Cache-Control: max-age=600, max-age=9000"}},
		{24 * time.Hour, []string{"Cache-Control: max-age=31536000"}},
		{24 * time.Hour, []string{"Cache-Control: max-age=99999999999999999999999"}},
		{0, []string{"Cache-Control: no-cache, max-age=600"}},
		{0, []string{"Cache-Control: max-age=600, no-store"}},
		{5 * time.Minute, []string{"Expires: Mon, 10 Mar 2025 12:05:00 GMT"}},
		{time.Minute, []string{"Expires: Mon, 10 Mar 2025 12:05:00 GMT", "Date: Mon, 10 Mar 2025 12:04:00 GMT"}},
		{0, []string{"Expires: Mon, 10 Mar 2025 11:00:00 GMT"}},
		{0, []string{"Expires: 0"}},
		{24 * time.Hour, []string{"Expires: Tue, 10 Mar 2099 12:00:00 GMT"}},
		{time.Minute, []string{"Cache-Control: max-age=60", "Expires: Mon, 10 Mar 2025 13:00:00 GMT"}},
	} {
		got, said := lifetime(headers(test.headers...), noon)
		if !said && got == 0 {
			got = never
		}
		if got != test.want {
			t.Errorf("%q: %v, want %v", test.headers, got, test.want)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	for value, want := range map[string]time.Duration{
		"":                               0,
		"120":                            2 * time.Minute,
		" 120 ":                          2 * time.Minute,
		"0":                              0,
		"-1":                             0,
		"soon":                           0,
		"Mon, 10 Mar 2025 12:30:00 GMT":  30 * time.Minute,
		"Monday, 10-Mar-25 12:30:00 GMT": 30 * time.Minute,
		"Mon, 10 Mar 2025 11:30:00 GMT":  0,
		"172800":                         48 * time.Hour,
		"999999999999":                   7 * 24 * time.Hour,
		"Tue, 10 Mar 2099 12:30:00 GMT":  7 * 24 * time.Hour,
	} {
		got := retryAfter(headers("Retry-After: "+value), noon)
		if want == 0 && !got.IsZero() || want > 0 && !got.Equal(noon.Add(want)) {
			t.Errorf("%q: %v, want %v after noon", value, got, want)
		}
	}
}
