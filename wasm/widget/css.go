package widget

import _ "embed"

//go:embed dist/related.css
var css string

// CSS returns the stylesheet of the block, minified. It is safe inside a style element.
func CSS() string { return css }
