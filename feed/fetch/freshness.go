package fetch

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	// maxLifetime is as long as an answer counts as new. Feeds that say more
	// mostly got it from settings that are meant for pictures.
	maxLifetime = 24 * time.Hour
	// maxRetryAfter is as long as a server's wish to be left alone is heeded.
	maxRetryAfter = 7 * 24 * time.Hour
)

// lifetime returns how long an answer stays new, and whether it says so. The
// answer to be given to everybody (s-maxage) does not count.
func lifetime(h http.Header, now time.Time) (d time.Duration, said bool) {
	control := cacheControl(h)
	maxAge, hasMaxAge := control["max-age"]
	_, noCache := control["no-cache"]
	switch {
	case noCache || noStore(h):
		return 0, true
	case hasMaxAge:
		d = seconds(maxAge)
	case h.Get("Expires") != "":
		expires, err := http.ParseTime(h.Get("Expires"))
		if err != nil {
			return 0, true // such as 0: it has expired
		}
		date, err := http.ParseTime(h.Get("Date"))
		if err != nil {
			date = now
		}
		d = expires.Sub(date)
	default:
		return 0, false
	}
	return min(max(0, d-seconds(h.Get("Age"))), maxLifetime), true
}

// noStore reports whether an answer must not be kept.
func noStore(h http.Header) bool {
	_, ok := cacheControl(h)["no-store"]
	return ok
}

// cacheControl returns the directives of Cache-Control, the first of each name.
func cacheControl(h http.Header) map[string]string {
	directives := map[string]string{}
	for field := range strings.SplitSeq(strings.Join(h.Values("Cache-Control"), ","), ",") {
		name, value, _ := strings.Cut(field, "=")
		name = strings.ToLower(strings.TrimSpace(name))
		if _, ok := directives[name]; !ok {
			directives[name] = strings.Trim(value, "\" \t")
		}
	}
	return directives
}

// seconds reads a number of seconds. What is none counts as 0, and too many as
// very many.
func seconds(s string) time.Duration {
	n, err := strconv.ParseUint(strings.TrimSpace(s), 10, 32)
	if err != nil && n == 0 {
		return 0
	}
	return time.Duration(n) * time.Second
}

// retryAfter returns when a server wants to be asked again; zero if it doesn't
// say.
func retryAfter(h http.Header, now time.Time) time.Time {
	value := h.Get("Retry-After")
	if value == "" {
		return time.Time{}
	}
	wait := seconds(value)
	if t, err := http.ParseTime(value); err == nil {
		wait = t.Sub(now)
	}
	if wait <= 0 {
		return time.Time{}
	}
	return now.Add(min(wait, maxRetryAfter)).UTC()
}

// after returns the end of a duration from now, or zero if there is none.
func after(now time.Time, d time.Duration) time.Time {
	if d <= 0 {
		return time.Time{}
	}
	return now.Add(min(d, maxLifetime)).UTC()
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}
