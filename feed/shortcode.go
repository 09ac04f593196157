package feed

import "strings"

// blockShortcodes are the shortcodes of WordPress and common plugins that stand
// between paragraphs. Where it is true, what they enclose is no text.
var blockShortcodes = map[string]bool{
	"audio": true, "embed": true, "gallery": true, "playlist": true, "video": true, "wpvideo": true, "youtube": true,
	"vimeo": true, "soundcloud": true, "googlemaps": true, "tweet": true, "instagram": true, "gist": true, "slideshare": true,
	"contact-form": true, "contact-form-7": true, "contact-field": true, "gravityform": true, "nggallery": true, "polldaddy": true,
	"toc": true, "archives": true, "recent-posts": true, "flickr": true, "dailymotion": true, "ted": true,
	"caption": false, "wp_caption": false, "code": false, "sourcecode": false, "blockquote": false, "quote": false, "column": false,
	"row": false, "toggle": false, "note": false, "warning": false, "button": false,
}

// withoutShortcodes takes out the shortcodes of WordPress: [gallery ids="1,2"],
// [caption …]text[/caption], of which the text stays. Other words in brackets
// stay as they are: a shortcode is one that WordPress or a common plugin has,
// or that has attributes, or an end.
func withoutShortcodes(s string) string {
	if strings.IndexByte(s, '[') < 0 {
		return s
	}
	ends := findShortcodeEnds(s)
	opened := map[string]bool{}
	patience := 8 * len(s) // bytes to look at in brackets that may have no end
	var b strings.Builder
	for at := 0; ; {
		i := strings.IndexByte(s[at:], '[')
		if i < 0 || patience < 0 {
			b.WriteString(s[at:])
			return b.String()
		}
		b.WriteString(s[at : at+i])
		at += i
		code, ok := readShortcode(s[at:])
		patience -= code.length
		noText, known := blockShortcodes[code.name]
		switch end := at + code.length; {
		case ok && at > 0 && s[at-1] == '[' && strings.HasPrefix(s[end:], "]"): // [[code]] speaks of it
			ok = false
		case ok && code.closing:
			ok = known || opened[code.name]
		case ok:
			// [note] and the like may be prose, if nothing says otherwise.
			ok = noText || code.attrs || ends.after(code.name, end) != nil
		}
		if !ok {
			b.WriteByte('[')
			at++
			continue
		}
		opened[code.name] = true
		at += code.length
		if last := ends.after(code.name, at); noText && !code.closing && last != nil {
			at = last.end
		}
		if known || strings.HasPrefix(code.name, "vc_") || strings.HasPrefix(code.name, "et_pb_") {
			b.WriteString("\n\n")
		}
	}
}

// A shortcode is what stands in brackets.
type shortcode struct {
	name    string
	length  int  // or how much was looked at, if it is none
	closing bool // [/name]
	attrs   bool // it has name=value
}

// readShortcode reads what s starts with.
func readShortcode(s string) (shortcode, bool) {
	const longest = 4 << 10
	var c shortcode
	rest := s[1:min(len(s), longest)]
	if rest, c.closing = strings.CutPrefix(rest, "/"); rest == "" || rest[0] < 'a' || rest[0] > 'z' {
		return c, false
	}
	n := 0
	for n < len(rest) && (isNameStart(rest[n]) || isDigit(rest[n]) || rest[n] == '-') {
		n++
	}
	c.name = strings.ToLower(rest[:n])
	var quote byte
	skipped := len("[")
	if c.closing {
		skipped++
	}
	for i := n; i < len(rest); i++ {
		c.length = skipped + i + 1
		switch b := rest[i]; {
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case b == ']':
			return c, true
		case i == n && (c.closing || b != ' ' && b != '/' && b != '\n' && b != '='):
			return c, false
		case (b == '"' || b == '\'') && rest[i-1] == '=':
			quote = b
		case b == '=':
			c.attrs = c.attrs || isNameStart(rest[i-1]) || isDigit(rest[i-1])
		case b == '[' || b == '<':
			return c, false
		}
	}
	return c, false
}

// shortcodeEnds holds where each [/name] of every name is.
type shortcodeEnds map[string][]span

func findShortcodeEnds(s string) shortcodeEnds {
	ends := shortcodeEnds{}
	for at := 0; ; {
		i := strings.Index(s[at:], "[/")
		if i < 0 {
			return ends
		}
		at += i
		if c, ok := readShortcode(s[at:]); ok {
			ends[c.name] = append(ends[c.name], span{at, at + c.length})
		}
		at += len("[/")
	}
}

// after returns the next [/name] from a position on, or nil. Positions must not
// decrease: what is before them is forgotten.
func (ends shortcodeEnds) after(name string, at int) *span {
	list := ends[name]
	for len(list) > 0 && list[0].start < at {
		list = list[1:]
	}
	ends[name] = list
	if len(list) == 0 {
		return nil
	}
	return &list[0]
}
