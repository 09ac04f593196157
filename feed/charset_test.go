package feed

import (
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

func TestDecode(t *testing.T) {
	encode := func(e encoding.Encoding, s string) string {
		b, err := e.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
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
		{"HTTP header", encode(charmap.Windows1251, "Привет"), `text/xml; charset="Windows-1251"; x=y`, "Привет", "windows-1251"},
		{"HTTP header before declaration", declared("big5") + encode(charmap.KOI8R, "да"), "text/xml;charset=koi8-r", declared("big5") + "да", "koi8-r"},
		{"declaration", declared("Shift_JIS") + encode(japanese.ShiftJIS, "日本"), "text/xml", declared("Shift_JIS") + "日本", "shift_jis"},
		{"declaration after an unknown label", declared("big5") + encode(traditionalchinese.Big5, "中文"), "text/xml; charset=klingon", declared("big5") + "中文", "big5"},
		{"ISO-2022-JP", declared("iso-2022-jp") + encode(japanese.ISO2022JP, "日本"), "", declared("iso-2022-jp") + "日本", "iso-2022-jp"},
		{"escape character without a charset", "a\x1bb", "", "a\x1bb", ""},
		{"undeclared Latin-1", "caf\xe9 \x80", "", "café €", "windows-1252"},
		{"one bad byte in UTF-8", "日本 caf\xe9", "text/xml; charset=utf-8", "日本 café", "windows-1252"},
		{"bytes after a BOM that are not UTF-8", "\ufeffcaf\xe9", "", "café", "windows-1252"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, charset := decode([]byte(tt.in), tt.contentType)
			if string(got) != tt.want || charset != tt.charset {
				t.Errorf("decode = %q, %q, want %q, %q", got, charset, tt.want, tt.charset)
			}
		})
	}
}
