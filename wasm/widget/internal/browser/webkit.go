package browser

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
)

func webkit() *Browser {
	return &Browser{
		Name: "WebKitGTK",
		cannot: map[Feature]bool{
			Console: true, ForcedColors: true, LayoutShift: true, OnLine: true, Print: true, Scale: true, Touch: true,
		},
		start: func(context.Context) (engine, error) { return new(webkitEngine), nil },
		find: func() string {
			if anyOf("WebKitWebDriver") == "" || miniBrowser() == "" || anyOf("Xvfb") == "" {
				return "webkit2gtk-driver xvfb"
			}
			return ""
		},
	}
}

// miniBrowser gives the path of the browser that WebKitGTK is tested with.
func miniBrowser() string {
	for _, pattern := range []string{"/usr/lib/*/webkit2gtk-4.*/MiniBrowser", "/usr/libexec/webkit2gtk-4.*/MiniBrowser"} {
		if found, _ := filepath.Glob(pattern); len(found) > 0 {
			return found[0]
		}
	}
	return ""
}

// newScreen starts a screen that nobody sees and gives its name.
func newScreen(ctx context.Context) (*process, string, error) {
	dir, err := newDir()
	if err != nil {
		return nil, "", err
	}
	p, err := run(dir, nil, "Xvfb", "-displayfd", "1", "-screen", "0", "400x400x24", "-nolisten", "tcp")
	if err != nil {
		return nil, "", err
	}
	number, err := p.wait(ctx, `^(\d+)$`)
	if err != nil {
		p.end()
		return nil, "", fmt.Errorf("start of the screen: %w", err)
	}
	return p, ":" + number, nil
}

// Its smallest window is as wide as its toolbar, which a style sheet of GTK makes narrow.
const gtkStyle = `* { min-width: 0; min-height: 0; padding: 0; margin: 0; border-width: 0; font-size: 1px; }`

// startWebKit starts a browser on a screen of its own.
func startWebKit(ctx context.Context, o Options) (*webkitStorage, error) {
	screen, display, err := newScreen(ctx)
	if err != nil {
		return nil, err
	}
	s := &webkitStorage{processes: []*process{screen}, settings: settingsOf(o)}
	if s.door, err = newDoor(); err == nil {
		err = s.start(ctx, display, o)
	}
	if err != nil {
		s.end()
		return nil, err
	}
	return s, nil
}

// writeSettings writes what GTK reads from its folder of settings.
func writeSettings(dir string, o Options) error {
	settings := filepath.Join(dir, "gtk-3.0")
	if err := os.Mkdir(settings, 0o700); err != nil {
		return err
	}
	animations := 1
	if o.ReducedMotion {
		animations = 0
	}
	ini := fmt.Sprintf("[Settings]\ngtk-enable-animations=%d\n", animations)
	return errors.Join(
		os.WriteFile(filepath.Join(settings, "gtk.css"), []byte(gtkStyle), 0o600),
		os.WriteFile(filepath.Join(settings, "settings.ini"), []byte(ini), 0o600),
	)
}

// freePort gives a port that nobody has now; the driver can't say which it took by itself.
func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, err
}
