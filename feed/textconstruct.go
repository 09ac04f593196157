package feed

import (
	"bytes"
	"encoding/base64"
	"html"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// atomText returns the first of Atom's texts that is there. Only what says that
// it is markup is read as markup; or a longer text that does not say what it is,
// and has end tags.
func (p *prepared) atomText(m *mark, names ...string) markup {
	for _, name := range names {
		if pt, inner := p.part(m, "", name); pt != nil {
			return textConstruct(pt, inner)
		}
	}
	return markup{}
}

// atomString returns the text of the last of the elements that have no type.
func (p *prepared) atomString(m *mark, name string) string {
	for i := len(m.parts) - 1; i >= 0; i-- {
		if pt := &m.parts[i]; pt.name == name && pt.space == "" {
			if s := strings.TrimSpace(unescapeXML(p.xml[pt.span.start:pt.span.end])); s != "" {
				return s
			}
		}
	}
	return ""
}

func textConstruct(pt *part, inner []byte) markup {
	elements := hasElements(inner)
	isXML := pt.typ == "xhtml" || strings.HasSuffix(pt.typ, "+xml") || strings.HasSuffix(pt.typ, "/xml")
	isHTML := strings.Contains(pt.typ, "html")
	if pt.mode == "base64" || !elements && isBinary(pt.typ) {
		// Only content may be something else than text, such as a picture.
		if text := fromBase64(inner); text != "" || pt.name == "content" {
			return markup{text, asHTML}
		}
	}
	switch {
	case isXML && !elements && hasEndTag(unescapeXML(inner)):
		return markup{unescapeXML(inner), asHTML} // it is not XHTML but HTML
	case isXML, elements && pt.mode == "xml":
		return markup{string(inner), asHTML}
	case elements && !(isHTML && bytes.Contains(inner, []byte("&lt;/"))):
		return markup{string(inner), asHTML} // somebody forgot to escape it
	}
	text := unescapeXML(inner)
	if isHTML || pt.typ == "" && pt.name != "title" && hasEndTag(text) {
		return markup{text, asHTML}
	}
	return markup{text, folded}
}

// isBinary reports whether Atom has content of that media type in Base64.
func isBinary(typ string) bool {
	return strings.Contains(typ, "/") && !strings.HasPrefix(typ, "text/") && !strings.HasSuffix(typ, "xml") && !strings.HasSuffix(typ, "html")
}

// fromBase64 returns the text in Base64, or "" if it is none.
func fromBase64(b []byte) string {
	b = bytes.Map(func(r rune) rune {
		if isSpace(r) {
			return -1
		}
		return r
	}, b)
	text, err := base64.StdEncoding.DecodeString(string(b))
	if err != nil || !utf8.Valid(text) || bytes.ContainsFunc(text, func(r rune) bool { return !allowed(r) }) {
		return ""
	}
	return string(text)
}

// hasElements reports whether there are tags in prepared XML.
func hasElements(b []byte) bool {
	for {
		i := bytes.IndexByte(b, '<')
		if i < 0 {
			return false
		}
		b = b[i:]
		if !bytes.HasPrefix(b, []byte("<![CDATA[")) {
			return true
		}
		b = b[max(bytes.Index(b, []byte("]]>")), 1):]
	}
}

// unescapeXML returns the text of prepared XML. Tags, where there are some, stay.
func unescapeXML(b []byte) string {
	var text strings.Builder
	for {
		before, rest, ok := bytes.Cut(b, []byte("<![CDATA["))
		text.WriteString(html.UnescapeString(string(before)))
		if !ok {
			return text.String()
		}
		cdata, rest, _ := bytes.Cut(rest, []byte("]]>"))
		text.Write(cdata)
		b = rest
	}
}

// elementText returns the text of the first element of that name in prepared XML.
func elementText(xml []byte, name string) string {
	s := scanner{in: xml}
	start := -1
	for {
		switch t, ok := s.next(); {
		case !ok:
			return ""
		case t.kind == startToken && start < 0 && local(t.name) == name:
			start = s.pos
		case t.kind == endToken && start >= 0 && local(t.name) == name:
			return strings.TrimSpace(unescapeXML(xml[start:t.start]))
		}
	}
}

// hasEndTag reports whether there is an end tag of HTML in the text.
func hasEndTag(s string) bool {
	for {
		_, rest, ok := strings.Cut(s, "</")
		if !ok {
			return false
		}
		n := nameLen([]byte(rest[:min(len(rest), maxReference)]))
		if strings.HasPrefix(rest[n:], ">") && atom.Lookup([]byte(strings.ToLower(rest[:n]))) != 0 {
			return true
		}
		s = rest
	}
}
