package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/kindred-go/kindred/feed"
	"github.com/kindred-go/kindred/feed/fetch"
)

// readAddresses starts to read the addresses among the sources, all at once: the
// client sees to it that it is not too much for anybody. What comes of the source
// with the index is sent to the channel with it. --base-url is not for these: it
// is known where they come from.
func (p *program) readAddresses(ctx context.Context, sources []source) map[int]chan []reading {
	client := &fetch.Client{
		AllowPrivate: p.settings.allowPrivate,
		Proxy:        http.ProxyFromEnvironment,
		MaxPages:     p.settings.pages,
	}
	if p.settings.cache != "" {
		client.Store = fetch.DirStore(p.settings.cache)
	}
	results := map[int]chan []reading{}
	for i, s := range sources {
		if s.address == "" {
			continue
		}
		result := make(chan []reading, 1)
		results[i] = result
		go func() { result <- readAddress(ctx, client, s.address, !p.asTheyAre) }()
	}
	return results
}

// readAddress reads a feed, or the feeds of a list if that is to be followed.
func readAddress(ctx context.Context, client *fetch.Client, address string, follow bool) []reading {
	if !follow {
		result, err := client.Feed(ctx, address)
		return []reading{fetched(address, result, err)}
	}
	var readings []reading
	for result, err := range client.Feeds(ctx, address) {
		readings = append(readings, fetched(result.Address, result, err))
	}
	return readings
}

func fetched(address string, result *fetch.Result, err error) reading {
	r := reading{name: redacted(address)}
	if err != nil {
		r.err = explainFetchError(err)
		return r
	}
	r.Reader = &feed.Reader{Feed: *result.Feed}
	if result.MovedTo != "" {
		r.Warnings = append(r.Warnings, feed.Warning{Kind: warnMoved, Item: -1, Count: 1, Text: "the address has moved for good, to " + result.MovedTo})
	}
	return r
}

// warnMoved is the kind of warning that the address of a feed is to be changed.
const warnMoved feed.WarningKind = "moved"

// explainFetchError takes from an error the address, which is told anyway, and
// adds what is to be done here.
func explainFetchError(err error) error {
	var about *url.Error
	if errors.As(err, &about) {
		err = about.Err
	}
	if errors.Is(err, fetch.ErrPrivateAddress) {
		return fmt.Errorf("%w; --allow-private allows them", err)
	}
	return err
}

// aboutAddress reports whether a warning is about how a feed was got, which
// whoever gave the address wants to know, and not about the feed itself.
func aboutAddress(kind feed.WarningKind) bool {
	switch kind {
	case fetch.WarnDiscovered, fetch.WarnPage, fetch.WarnStale, fetch.WarnStore, warnMoved:
		return true
	}
	return false
}

// meansAddress reports whether an argument is an address, good or bad, and no
// file.
func meansAddress(arg string) bool {
	arg = strings.ToLower(arg)
	return slices.ContainsFunc([]string{"http://", "https://", "feed://", "feed:http"}, func(start string) bool {
		return strings.HasPrefix(arg, start)
	})
}

// redacted is an address as it may be printed: without a password.
func redacted(address string) string {
	u, err := url.Parse(address)
	switch {
	case err == nil && u.User != nil:
		return u.Redacted()
	case err == nil && u.Opaque == "":
		return address
	}
	// Where the password ends in what can't be read, nobody knows.
	if at := strings.LastIndexByte(address, '@'); at >= 0 {
		return "…" + address[at:]
	}
	return address
}
