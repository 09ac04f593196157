package browser

import (
	"context"
	"os"
	"path/filepath"
)

func chromium() *Browser {
	return &Browser{
		Name:  "Chromium",
		start: startChromium,
		find: func() string {
			if chromiumPath() == "" || anyOf("chromedriver") == "" {
				return "chromium chromium-driver"
			}
			return ""
		},
	}
}

func chromiumPath() string { return anyOf("chromium", "chromium-browser", "google-chrome") }

// startChromium has chromedriver start it, which speaks BiDi for it.
func startChromium(ctx context.Context) (engine, error) {
	dir, err := newDir()
	if err != nil {
		return nil, err
	}
	p, err := run(dir, nil, anyOf("chromedriver"), "--port=0")
	if err != nil {
		return nil, err
	}
	c, err := chromiumSession(ctx, p)
	if err != nil {
		p.end()
		return nil, err
	}
	// Without a host "<-loopback>" in the list localhost is reached past any proxy.
	return &bidiEngine{bidi: c, process: p, emulate: emulateChromium, noProxy: []string{"<-loopback>"}}, nil
}

func chromiumSession(ctx context.Context, p *process) (*bidi, error) {
	port, err := p.wait(ctx, `started successfully on port (\d+)`)
	if err != nil {
		return nil, err
	}
	args := []string{
		"--headless=new", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync",
		"--disable-default-apps", "--disable-dev-shm-usage", "--hide-scrollbars",
		"--disable-extensions", "--disable-component-extensions-with-background-pages",
		// For each window these load pages of the browser's own, which take more than most of the tests'.
		"--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup",
		"--proxy-server=127.0.0.1:1", // for what it asks for by itself: nothing answers
		"--user-data-dir=" + filepath.Join(p.dir, "profile"),
	}
	if os.Geteuid() == 0 {
		args = append(args, "--no-sandbox") // as root it does not start with one
	}
	var made struct {
		Capabilities struct{ WebSocketURL string }
	}
	if err := command(ctx, "POST", "http://127.0.0.1:"+port+"/session", object{
		"capabilities": object{"alwaysMatch": object{
			"webSocketUrl":       true,
			"goog:chromeOptions": object{"binary": chromiumPath(), "args": args},
		}},
	}, &made); err != nil {
		return nil, err
	}
	c, err := dialBidi(ctx, made.Capabilities.WebSocketURL)
	if err != nil {
		return nil, err
	}
	return c, c.call(ctx, "session.subscribe", object{"events": []string{
		"log.entryAdded", "browsingContext.contextCreated",
		"goog:cdp.Log.entryAdded", "goog:cdp.Target.attachedToTarget", // violations of a content security policy
	}}, nil)
}

// emulateChromium sets through CDP what Chromium's BiDi has no command for yet.
func emulateChromium(ctx context.Context, t *bidiTab, o Options) error {
	c := t.storage.engine.bidi
	var got struct{ Session string }
	if err := t.call(ctx, "goog:cdp.getSession", object{}, &got); err != nil {
		return err
	}
	c.know(got.Session, t)
	feature := func(name string, on bool, yes, no string) object {
		if on {
			return object{"name": name, "value": yes}
		}
		return object{"name": name, "value": no}
	}
	media := object{"features": []object{
		feature("prefers-color-scheme", o.Dark, "dark", "light"),
		feature("forced-colors", o.ForcedColors, "active", "none"),
		feature("prefers-reduced-motion", o.ReducedMotion, "reduce", "no-preference"),
	}}
	if o.Print {
		media["media"] = "print"
	}
	for _, command := range []struct {
		method string
		params object
	}{
		{"Log.enable", object{}},
		{"Emulation.setEmulatedMedia", media},
		{"Emulation.setFocusEmulationEnabled", object{"enabled": true}},
	} {
		if err := c.call(ctx, "goog:cdp.sendCommand", object{
			"method": command.method, "params": command.params, "session": got.Session,
		}, nil); err != nil {
			return err
		}
	}
	if o.Touch {
		if err := c.call(ctx, "emulation.setTouchOverride", object{"maxTouchPoints": 1, "contexts": []string{t.id}}, nil); err != nil {
			return err
		}
	}
	if o.NoScript {
		return c.call(ctx, "emulation.setScriptingEnabled", object{"enabled": false, "contexts": []string{t.id}}, nil)
	}
	return nil
}
