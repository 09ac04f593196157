package charset

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

func TestLookup(t *testing.T) {
	tests := []struct{ contentType, want string }{
		{"text/xml; charset=utf8", "utf-8"},
		{"text/xml; charset=UTF-8; charset=windows-1251", "utf-8"},
		{`text/xml; charset="x-sjis"`, "shift_jis"},
		{"text/xml;charset='Shift-JIS'", "shift_jis"},
		{"text/xml; Charset = ISO8859-1", "windows-1252"},
		{"text/xml; charset=iso_8859_15", "iso-8859-15"},
		{"text/xml; charset=latin-1", "windows-1252"},
		{"text/xml; charset=win-1251", "windows-1251"},
		{"text/xml; charset=CP-1250", "windows-1250"},
		{"text/xml; charset=windows1253", "windows-1253"},
		{"text/xml; charset=cp932", "shift_jis"},
		{"text/xml; charset=ms936", "gbk"},
		{"text/xml; charset=gb-2312", "gbk"},
		{"text/xml; charset=big-5", "big5"},
		{"text/xml; charset=euc_jp", "euc-jp"},
		{"text/xml; charset=ks_c_5601-1987", "euc-kr"},
		{"text/xml; charset=KOI8-RU", "koi8-u"},
		{"text/xml; charset=koi8", "koi8-r"},
		{"text/xml; charset=tis-620", "windows-874"},
		{"text/xml; charset=utf-16", ""},
		{"text/xml; charset=utf-7", ""},
		{"text/xml; charset=", ""},
		{"text/xml", ""},
		{"", ""},
	}
	for _, tt := range tests {
		if _, name := lookup(charsetOf(tt.contentType)); name != tt.want {
			t.Errorf("%q is %q, want %q", tt.contentType, name, tt.want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("caf\xe9"), "text/xml; charset=gbk")
	f.Add([]byte("\xff\xfe<\x00a\x00\xd8"), "")
	f.Add([]byte("\x00\x00\x00<\x00\x00\x00a"), "")
	f.Add([]byte("\x1b$B\x46\x7c\x1b(B"), "")
	f.Add([]byte("日本 caf\xe9, M\xfcller \xe6\x9c"), "text/xml; charset=utf-8")
	f.Add([]byte("\xcf\xf0\xe8\xe2\xe5\xf2 \xcf\xb8\xf2\xf0 Überblick"), "")
	f.Add([]byte("CinÃ©ma â€œÃƒÂ©â€\u009d"), "")
	f.Add([]byte("\x81\x30\x81\x30 \x8f\xa2\xaf \xfe\xfe"), "text/xml; charset=gb18030")
	f.Fuzz(func(t *testing.T, b []byte, contentType string) {
		text, charset := Decode(b, contentType)
		if !utf8.Valid(text) {
			t.Errorf("not UTF-8: %q", text)
		}
		if charset == "" && !bytes.Contains(b, text) { // without a mark or a cut character
			t.Errorf("changed without saying so: %q", text)
		}
		repaired, n := Undouble(text)
		if !utf8.Valid(repaired) {
			t.Errorf("not UTF-8 after the repair: %q", repaired)
		}
		if (n == 0) != bytes.Equal(text, repaired) {
			t.Errorf("%d repairs made %q of %q", n, repaired, text)
		}
	})
}

func TestDecode(t *testing.T) {
	encode := func(e encoding.Encoding, s string) string {
		b, err := e.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	little, big := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	declared := func(label string) string { return `<?xml version="1.0" encoding="` + label + `"?>` }
	tests := []struct {
		name, in, contentType string
		want, charset         string
	}{
		{"UTF-8", "é", "", "é", ""},
		{"UTF-8 with a BOM", "\ufeffé", "text/xml; charset=iso-8859-1", "é", ""},
		{"UTF-8 with wrong labels", declared("iso-8859-1") + "é", "text/xml; charset=windows-1251", declared("iso-8859-1") + "é", ""},
		{"UTF-16 with a BOM", encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "<a>é"), "", "<a>é", "utf-16le"},
		{"UTF-16 without a BOM", encode(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "<a>é"), "", "<a>é", "utf-16be"},
		{"UTF-16 with a mark, of odd length", encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "<a>é") + "\n", "", "<a>é", "utf-16le"},
		{"UTF-16 after a line break of its own", encode(little, "\r\n <a>Żó"), "", "\r\n <a>Żó", "utf-16le"},
		{"UTF-16 after a byte", "\n" + encode(little, "<rss><a>é"), "", "<rss><a>é", "utf-16le"},
		{"UTF-16 with a label of bytes", encode(big, "<a>日本</a>"), "text/xml; charset=utf-8", "<a>日本</a>", "utf-16be"},
		{"UTF-16 that does not start with ASCII", encode(little, "日本語 <rss><channel>"), "text/xml; charset=shift_jis", "日本語 <rss><channel>", "utf-16le"},
		{"JSON in UTF-16", encode(big, `[{"id":"é"}]`), "application/json", `[{"id":"é"}]`, "utf-16be"},
		{"UTF-32", encode(utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), "<a>日本"), "", "<a>日本", "utf-32le"},
		{"UTF-32 without a mark", encode(utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), "<a>日本"), "", "<a>日本", "utf-32be"},
		{"UTF-32 of Cyrillic without a mark", encode(utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), "<a>Привет 😀"), "", "<a>Привет 😀", "utf-32le"},
		{"UTF-32 of Han without a mark", encode(utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), "<a>一日本語の長い記事"), "", "<a>一日本語の長い記事", "utf-32be"},
		{"zeros after the text", "<a>b</a>" + strings.Repeat("\x00", 600), "", "<a>b</a>" + strings.Repeat("\x00", 600), ""},
		{"label of UTF-16 on single bytes", declared("utf-16") + "caf\xe9", "text/xml; charset=utf-16", declared("utf-16") + "café", "windows-1252"},
		{"HTTP header", encode(charmap.Windows1251, "Привет"), `text/xml; charset="Windows-1251"; x=y`, "Привет", "windows-1251"},
		{"HTTP header before declaration", declared("big5") + encode(charmap.KOI8R, "да"), "text/xml;charset=koi8-r", declared("big5") + "да", "koi8-r"},
		{"declaration", declared("Shift_JIS") + encode(japanese.ShiftJIS, "日本"), "text/xml", declared("Shift_JIS") + "日本", "shift_jis"},
		{"declaration of windows-1250 before the default of servers", declared("windows-1250") + encode(charmap.Windows1250, "čaj"), "text/xml; charset=iso-8859-1", declared("windows-1250") + "čaj", "windows-1250"},
		{"declaration of Big5 before the default of servers", declared("big5") + encode(traditionalchinese.Big5, "許功蓋"), "text/xml; charset=ISO-8859-1", declared("big5") + "許功蓋", "big5"},
		{"declaration of Shift_JIS before the default of servers", declared("Shift_JIS") + encode(japanese.ShiftJIS, "日本"), "text/xml; charset=us-ascii", declared("Shift_JIS") + "日本", "shift_jis"},
		{"declaration that does not fit", declared("Shift_JIS") + "caf\xe9, d\xe9j\xe0 vu", "text/xml; charset=iso-8859-1", declared("Shift_JIS") + "café, déjà vu", "windows-1252"},
		{"windows-1252 in the header", declared("windows-1250") + "voil\xe8", "text/xml; charset=windows-1252", declared("windows-1250") + "voilè", "windows-1252"},
		{"declaration after an unknown label", declared("big5") + encode(traditionalchinese.Big5, "中文"), "text/xml; charset=klingon", declared("big5") + "中文", "big5"},
		{"declaration in HTML", `<meta http-equiv="Content-Type" content="text/html; charset=euc-kr">` + encode(korean.EUCKR, "한"), "text/html", `<meta http-equiv="Content-Type" content="text/html; charset=euc-kr">한`, "euc-kr"},
		{"declaration after junk", "Warning: x\n< " + declared("koi8-r") + encode(charmap.KOI8R, "да"), "", "Warning: x\n< " + declared("koi8-r") + "да", "koi8-r"},
		{"ISO-2022-JP without a label", "<a>" + encode(japanese.ISO2022JP, "日本"), "", "<a>日本", "iso-2022-jp"},
		{"Latin-1 that is ISO 8859-15", declared("iso-8859-1") + "l'\xbduvre \xe0 3 \xa4", "", declared("iso-8859-1") + "l'œuvre à 3 €", "iso-8859-15"},
		{"fractions", "\xbd \xe9t\xe9 3\xbd", "", "½ été 3½", "windows-1252"},
		{"ISO-2022-JP", declared("iso-2022-jp") + encode(japanese.ISO2022JP, "日本"), "", declared("iso-2022-jp") + "日本", "iso-2022-jp"},
		{"escape character without a charset", "a\x1bb", "", "a\x1bb", ""},
		{"a dash alone", "the right tools\x97and time", "", "the right tools—and time", "windows-1252"},
		{"a letter alone", "hot Wei\xdfwurst, nothing else", "", "hot Weißwurst, nothing else", "windows-1252"},
		{"undeclared Latin-1", "caf\xe9 \x80", "", "café €", "windows-1252"},
		{"one bad byte in UTF-8", "日本 caf\xe9", "text/xml; charset=utf-8", "日本 café", "windows-1252"},
		{"half UTF-8, half Latin-1", "d\xe9j\xe0 vu, déjà vu", "", "déjà vu, déjà vu", "windows-1252"},
		{"Latin-1 that has a sequence of UTF-8", "\xabCAF\xc9\xbb, d\xe9j\xe0", "", "«CAFÉ», déjà", "windows-1252"},
		{"French guillemets that are Chinese in UTF-8", "un enfant \xab\xa0dou\xe9\xa0\xbb, \xab\xa0surdou\xe9\xa0\xbb, r\xe9p\xe9t\xe9\x85.", "", "un enfant «\u00a0doué\u00a0», «\u00a0surdoué\u00a0», répété….", "windows-1252"},
		{"French guillemets in UTF-8 and without", declared("utf-8") + "Déjà vu : un enfant \xab\xa0dou\xe9\xa0\xbb", "", declared("utf-8") + "Déjà vu : un enfant «\u00a0doué\u00a0»", "windows-1252"},
		{"UTF-8 with letters of Latin-1", declared("UTF-8") + "Überblick, M\xfcller und K\xf6hler", "", declared("UTF-8") + "Überblick, Müller und Köhler", "windows-1252"},
		{"UTF-8 with signs of windows-1252", "“Quoted” text. Don\x92t stop \x96 ever\x85", "text/xml; charset=utf-8", "“Quoted” text. Don’t stop – ever…", "windows-1252"},
		{"UTF-8 with pounds of Latin-1", declared("utf-8") + "Café: \xa310 and \xa320, caf\xe9", "text/xml; charset=iso-8859-1", declared("utf-8") + "Café: £10 and £20, café", "windows-1252"},
		{"UTF-8 with as many bytes of Latin-1, without a label", "Überblick über M\xfcller und K\xf6hler f\xfcr Gr\xf6\xdfe", "", "Überblick über Müller und Köhler für Größe", "windows-1252"},
		{"UTF-8 with a character that is cut off", "Ünë x \xe6\x97 y", "text/xml; charset=utf-8", "Ünë x æ— y", "windows-1252"},
		{"UTF-8 that is cut off", "<title>Ünë</title><title>a 日\xe6\x9c", "", "<title>Ünë</title><title>a 日", ""},
		{"UTF-8 that is cut off after a byte", "<title>Ünë</title><title>don\xe2", "", "<title>Ünë</title><title>don", ""},
		{"UTF-8 that is cut off in its first character", declared("utf-8") + "<title>\xc3", "", declared("utf-8") + "<title>", ""},
		{"a lone byte at the end", "<title>\xc4", "", "<title>Ä", "windows-1252"},
		{"UTF-8 that is cut off, with bytes of Latin-1", "日本 caf\xe9, \xe6\x9c", "", "日本 café, ", "windows-1252"},
		{"UTF-8 that is cut off, after a BOM", "\ufeffé \xe6\x9c", "", "é ", ""},
		{"UTF-8 with a sign that another charset has for it", "the “accumulation” of wealth[\x881] didn\x92t stop \x96 ever\x85", "", "the “accumulation” of wealth[ˆ1] didn’t stop – ever…", "windows-1252"},
		{"windows-1251 with UTF-8 in it", declared("utf-8") + encode(charmap.Windows1251, "Пётр Первый и новости дня") + " Überblick", "", declared("utf-8") + "Пётр Первый и новости дня Überblick", "windows-1251"},
		{"bytes after a BOM that are not UTF-8", "\ufeffcaf\xe9", "", "café", "windows-1252"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, charset := Decode([]byte(tt.in), tt.contentType)
			if string(got) != tt.want || charset != tt.charset {
				t.Errorf("decode = %q, %q, want %q, %q", got, charset, tt.want, tt.charset)
			}
		})
	}
}
