// Package godebug stands in for internal/godebug: there is no GODEBUG in a browser,
// so that all settings have their defaults. The original counts how often they are
// used, and watches the environment.
package godebug

// A Setting is one that GODEBUG would change.
type Setting struct{ name string }

// New returns the setting of a name.
func New(name string) *Setting { return &Setting{name} }

// Name returns the name.
func (s *Setting) Name() string { return s.name }

// Value returns what the setting is set to: nothing.
func (*Setting) Value() string { return "" }

// IncNonDefault counts nothing, because nothing is set.
func (*Setting) IncNonDefault() {}
