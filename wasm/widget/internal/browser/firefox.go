package browser

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func firefox() *Browser {
	return &Browser{
		Name:   "Firefox",
		cannot: map[Feature]bool{LayoutShift: true},
		start:  startFirefox,
		find: func() string {
			if firefoxPath() == "" {
				return "firefox-esr"
			}
			return ""
		},
	}
}

func firefoxPath() string { return anyOf("firefox-esr", "firefox") }

// firefoxPrefs are besides those that Firefox sets by itself when it is driven.
var firefoxPrefs = map[string]any{
	"app.normandy.enabled":                        false,
	"app.shield.optoutstudies.enabled":            false,
	"browser.aboutwelcome.enabled":                false,
	"browser.chrome.site_icons":                   false, // no requests for /favicon.ico
	"browser.newtabpage.enabled":                  false,
	"browser.region.network.url":                  "",
	"browser.search.update":                       false,
	"browser.startup.page":                        0,
	"dom.ipc.processPrelaunch.enabled":            false,
	"fission.autostart":                           false, // a process for every site of every page: a quarter of the time of all tests
	"media.gmp-manager.updateEnabled":             false,
	"messaging-system.rsexperimentloader.enabled": false,
	"network.proxy.allow_hijacking_localhost":     true, // else localhost is reached past the proxy
	"network.proxy.failover_direct":               false,
	"network.proxy.http":                          "127.0.0.1", // for what it asks for by itself: nothing answers
	"network.proxy.http_port":                     1,
	"network.proxy.no_proxies_on":                 "",
	"network.proxy.ssl":                           "127.0.0.1",
	"network.proxy.ssl_port":                      1,
	"network.proxy.type":                          1,
	"nimbus.rollouts.enabled":                     false,
	"services.settings.load_dump":                 false, // a second's work at the start
	"services.settings.server":                    "data:,",
	"toolkit.cosmeticAnimations.enabled":          false,
	"toolkit.telemetry.enabled":                   false,
	"ui.useOverlayScrollbars":                     1,     // which take no room
	"widget.non-native-theme.use-theme-accent":    false, // colours don't depend on the desktop
	"browser.uitour.enabled":                      false,
	"browser.urlbar.quicksuggest.enabled":         false,
	"datareporting.policy.dataSubmissionEnabled":  false,
	"network.http.speculative-parallel-limit":     0, // connections without a request
	"network.dns.disablePrefetch":                 true,
	"network.trr.mode":                            5, // no DNS over HTTPS
	"browser.sessionhistory.max_total_viewers":    8, // pages kept whole for going back, on machines with little memory too
}

func startFirefox(ctx context.Context) (engine, error) {
	dir, err := newDir()
	if err != nil {
		return nil, err
	}
	var prefs strings.Builder
	for name, value := range firefoxPrefs {
		quoted, err := json.Marshal(value)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&prefs, "user_pref(%q, %s);\n", name, quoted)
	}
	if err := os.WriteFile(filepath.Join(dir, "user.js"), []byte(prefs.String()), 0o600); err != nil {
		return nil, err
	}
	p, err := run(dir, nil, firefoxPath(), "--headless", "--no-remote", "--profile", dir,
		"--remote-debugging-port=0", "--remote-allow-system-access")
	if err != nil {
		return nil, err
	}
	e, err := firefoxSession(ctx, p)
	if err != nil {
		p.end()
		return nil, err
	}
	return e, nil
}

func firefoxSession(ctx context.Context, p *process) (*bidiEngine, error) {
	url, err := p.wait(ctx, `WebDriver BiDi listening on (ws://\S+)`)
	if err != nil {
		return nil, err
	}
	c, err := dialBidi(ctx, url+"/session")
	if err != nil {
		return nil, err
	}
	if err := c.call(ctx, "session.new", object{"capabilities": object{}}, nil); err != nil {
		return nil, err
	}
	if err := c.call(ctx, "session.subscribe", object{"events": []string{
		"log.entryAdded", "browsingContext.contextCreated",
	}}, nil); err != nil {
		return nil, err
	}
	var tree struct{ Contexts []struct{ Context string } }
	if err := c.call(ctx, "browsingContext.getTree", object{"moz:scope": "chrome"}, &tree); err != nil {
		return nil, err
	}
	if len(tree.Contexts) == 0 {
		return nil, errors.New("the browser has no window")
	}
	window := tree.Contexts[0].Context
	emulate := func(ctx context.Context, t *bidiTab, o Options) error { return emulateFirefox(ctx, window, t, o) }
	return &bidiEngine{bidi: c, process: p, emulate: emulate, noProxy: []string{}, windows: new(windows)}, nil
}

// emulateFirefox sets what its developer tools set. BiDi has commands for that, but Firefox
// has none of them yet; its own window, whose scripts may do anything, can.
func emulateFirefox(ctx context.Context, window string, t *bidiTab, o Options) error {
	set := object{"prefersColorSchemeOverride": "light"}
	for _, s := range []struct {
		on    bool
		name  string
		value any
	}{
		{o.Dark, "prefersColorSchemeOverride", "dark"},
		{o.ForcedColors, "forcedColorsOverride", "active"},
		{o.ReducedMotion, "prefersReducedMotionOverride", "reduce"},
		{o.Touch, "touchEventsOverride", "enabled"},
		{o.Print, "mediumOverride", "print"},
		{o.NoScript, "allowJavascript", false},
	} {
		if s.on {
			set[s.name] = s.value
		}
	}
	fields, err := json.Marshal(set)
	if err != nil {
		return err
	}
	_, err = t.storage.engine.eval(ctx, object{"context": window}, fmt.Sprintf(`Object.assign(
		ChromeUtils.importESModule("chrome://remote/content/shared/NavigableManager.sys.mjs")
			.NavigableManager.getBrowsingContextById(%q), %s) && null`, t.id, fields))
	return err
}
