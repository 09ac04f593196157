package overlay

// replacements say what each saves: how much larger the engine is, compressed with
// brotli at quality 9, if that one alone is left out.
var replacements = []replacement{
	// gofeed's XML reader can read all charsets that XML can declare. What feed gives it is
	// UTF-8, and never has a declaration. 43 kB.
	{"golang.org/x/net/html/charset", "74a1e4e7468b7b5b", whole("charset")},
	// Saves 23 kB: see oneSort.
	{"slices", "37caf14b2cdccf2d", oneSort},
	// gofeed parses texts as pages, to take an outer div off and to resolve addresses against
	// xml:base. feed reads Atom's texts itself, resolves addresses, and passes no xml:base on, and
	// no type of what it does not read, so this never changes anything. The same holds for
	// dates, which gofeed tries a hundred layouts on.
	// Together 60 kB.
	{"github.com/mmcdole/gofeed/atom", "86735d3b2a8e84f6", edited(
		cut("parser.go", "	doc, err := html.Parse(", "// findElement returns"),
		cut("parser.go", "// findElement returns", ""),
		edit("parser.go", "func (ap *Parser) stripWrappingDiv(content string) string {\n", "func (ap *Parser) stripWrappingDiv(content string) string { return content }\n"),
		edit("parser.go", "\t\"golang.org/x/net/html\"\n", ""),
		edit("parser.go", "\t\"bytes\"\n", ""),
	)},
	{"github.com/mmcdole/gofeed/internal/shared", "9aaa1496a5c3b0ef", edited(
		cut("xmlbase.go", "	htmlReader :=", ""),
		edit("xmlbase.go", "	if base == nil {\n		return relHTML, nil\n	}\n\n", "	return relHTML, nil\n}\n"),
		edit("xmlbase.go", "\t\"golang.org/x/net/html\"\n", ""),
		edit("xmlbase.go", "\t\"bytes\"\n", ""),
		cut("dateparser.go", "// DateFormats taken", "// ParseDate parses"),
		cut("dateparser.go", "	d := strings.TrimSpace(ds)", "	err = fmt.Errorf"),
		edit("dateparser.go", "\t\"strings\"\n", ""),
	)},
	// What gofeed makes of podcasts' and Dublin Core's extensions, feed takes from the
	// extensions as they are. 2 kB.
	{"github.com/mmcdole/gofeed/rss", "00e9fc2cee1fde78", edited(
		cut("parser.go", "\t\tif itunes, ok := rss.Extensions", "\t}\n\n\treturn rss, nil"),
		cut("parser.go", "\t\tif itunes, ok := item.Extensions", "\t}\n\n\tif err = p.Expect"),
	)},
	// No time is written as JSON, or read from it; and a browser tells the offset of its zone,
	// but no rules, so that there are none to look at. 15 kB.
	{"time", "7b574d11ea1d9a0d", edited(
		cut("time.go", "// MarshalJSON implements", "// Unix returns"),
		cut("zoneinfo.go", "\tif lo == len(tx)-1 && l.extend", "\treturn\n}\n"),
	)},
	// A language tag keeps what it was parsed to, in place of the number of a frequent one, and
	// is matched with no others. 14 kB.
	{"golang.org/x/text/internal/language/compact", "5353abdebe56bb93", edited(
		cut("language.go", "	if region := t.TypeForKey", "}\n\n// Tag returns"),
		edit("language.go", "func Make(t language.Tag) (tag Tag) {\n", "func Make(t language.Tag) (tag Tag) {\n\treturn Tag{full: t}\n"),
		cut("language.go", "	tag := t.language.Tag()", "}\n\n// IsCompact"),
		edit("language.go", "		return t.full.(language.Tag)\n\t}\n}\n\n// IsCompact", "		return t.full.(language.Tag)\n\t}\n\treturn language.Tag{}\n}\n\n// IsCompact"),
	)},
	{"golang.org/x/text/language", "d2f7c3f5419b0edc", edited(
		leaveOut("match.go", "coverage.go", "tags.go"),
		edit("parse.go", "return und, err", "return Tag{}, err"),
	)},
	// The next three are all that package reflect is needed for. 105 kB.
	{"encoding/json", "67710ea9958189ca", smallJSON},
	// 64 kB. The decoder is the original one; only how gofeed gets elements from it is not.
	{"encoding/xml", "c8019ae8a6750a0d", edited(
		leaveOut("marshal.go", "read.go", "typeinfo.go"),
		cut("xml.go", "// EscapeString writes", "// Escape is like"),
		add("xml"),
	)},
	// With log 81 kB.
	{"fmt", "7361dab2a69a3d88", whole("fmt")},
	{"log", "09bf01db73dee0b5", whole("log")},
	// With the names of scripts in package unicode 83 kB.
	{"regexp", "e7e55aff0b4f61c7", whole("regexp")},
	// With package unique 24 kB.
	{"net/netip", "6cb8ce71c7030853", whole("netip")},
	// With the metrics of package runtime 33 kB.
	{"internal/godebug", "5a083aad661ed84f", whole("godebug")},
	// Nothing starts an execution trace: that takes package runtime/trace. And a page does not
	// set GODEBUG, which turns on the checks of finalizers and the reports of the scheduler.
	// 20 kB.
	{"runtime", "cb5ea6566fbe6159", edited(
		edit("traceruntime.go", "\treturn trace.enabled\n", "\treturn false\n"),
		edit("traceruntime.go", "\treturn trace.enabledWithAllocFree\n", "\treturn false\n"),
		edit("traceruntime.go", "\treturn trace.shutdown.Load()\n", "\treturn false\n"),
		edit("mgc.go", "\t\t\tcheckFinalizersAndCleanups()\n", ""),
		edit("panic.go", "\t\t\tschedtrace(true)\n", ""),
		edit("proc.go", "\t\t\tschedtrace(debug.scheddetail > 0)\n", ""),
	)},
	// The names of characters, as one text. Both together 7 kB.
	{"html", "d4c589dba79d53d8", entities},
	{"golang.org/x/net/html", "875da2408d6e5df3", entities},
	// Tables to decode, in two bytes a character. 10 kB.
	{"golang.org/x/text/encoding/charmap", "b22edacaf64c51a7", charmaps},
	// Which charset is usual in which language is not asked. With the next one this saves
	// the matching of languages.
	{"golang.org/x/text/encoding/htmlindex", "52bcfe4b6aef1f6d", edited(
		edit("htmlindex.go", "\t\"golang.org/x/text/language\"\n", ""),
		edit("htmlindex.go", "\tmatcherOnce sync.Once\n\tmatcher     language.Matcher\n", ""),
		edit("htmlindex.go", "\t\"sync\"\n", ""),
		cut("htmlindex.go", "// LanguageDefault returns", "// Get returns"),
	)},
	// Cases are folded, and not changed in the ways of languages.
	{"golang.org/x/text/cases", "aa1f3b895e6bfe26", edited(
		leaveOut("map.go"),
		cut("cases.go", "// Upper returns", "// Fold returns"),
		edit("cases.go", "\t\"golang.org/x/text/language\"\n", ""),
	)},
	// Chinese, Korean and Japanese are decoded, and never encoded. 220 kB.
	{"golang.org/x/text/encoding/traditionalchinese", "d65b656084f95f1d", decoder{
		tables:   []string{"decode"},
		encoders: []change{edit("big5.go", ", Encoder: big5Encoder{}", "")},
		uses:     map[string][]string{"big5.go": {"decode"}},
	}.files},
	{"golang.org/x/text/encoding/simplifiedchinese", "4b4fcc6819980cf7", decoder{
		tables: []string{"decode"},
		encoders: []change{
			edit("gbk.go", "Encoder: gbkEncoder{gb18030: false},", ""),
			edit("gbk.go", "Encoder: gbkEncoder{gb18030: true},", ""),
			edit("hzgb2312.go", ", Encoder: hzGB2312NewEncoder", ""),
		},
		uses: map[string][]string{"gbk.go": {"decode"}, "hzgb2312.go": {"decode"}},
	}.files},
	{"golang.org/x/text/encoding/korean", "6c93b9f114b6ab36", decoder{
		tables:   []string{"decode"},
		encoders: []change{edit("euckr.go", ", Encoder: eucKREncoder{}", "")},
		uses:     map[string][]string{"euckr.go": {"decode"}},
	}.files},
	{"golang.org/x/text/encoding/japanese", "6804ea7cc4b59757", decoder{
		tables: []string{"jis0208Decode", "jis0212Decode"},
		encoders: []change{
			edit("eucjp.go", ", Encoder: eucJPEncoder{}", ""),
			edit("shiftjis.go", ", Encoder: shiftJISEncoder{}", ""),
			edit("iso2022jp.go", ", Encoder: iso2022JPNewEncoder", ""),
		},
		uses: map[string][]string{
			"eucjp.go":     {"jis0208Decode", "jis0212Decode"},
			"shiftjis.go":  {"jis0208Decode"},
			"iso2022jp.go": {"jis0208Decode", "jis0212Decode"},
		},
	}.files},
}
