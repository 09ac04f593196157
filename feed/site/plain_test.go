package site

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// What is read where it stands is what the tokenizer reads.
func FuzzPlainAttributes(f *testing.F) {
	for _, seed := range []string{
		`<a href="/x" class="a b">`, `<a>`, `<br/>`, `<p class='x'>`, `<p class=x>`, `<p hidden>`, `<p a="1"b="2">`, `<p a = "1">`,
		`<p a="&amp;">`, "<p a=\"x\r\ny\">", `<p A="1">`, `<p a="<>">`, `<p a="x`, `<p ="x">`, `<p a="1" a="2" >`, "<p\n\ta=\"\">",
	} {
		f.Add(seed)
	}
	type pair struct{ Key, Val string }
	texts := func(list []rawAttribute) (pairs []pair) {
		for _, a := range list {
			pairs = append(pairs, pair{string(a.key), string(a.val)})
		}
		return pairs
	}
	f.Fuzz(func(t *testing.T, tag string) {
		z := html.NewTokenizer(strings.NewReader(tag))
		if kind := z.Next(); kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			return
		}
		raw := append([]byte(nil), z.Raw()...)
		from := 1
		for from < len(raw) && 'a' <= raw[from] && raw[from] <= 'z' {
			from++
		}
		if from < len(raw) && raw[from] != ' ' && raw[from] != '\n' && raw[from] != '>' {
			return // names that are not plain are the tokenizer's
		}
		got, ok := appendPlain(nil, raw[from:])
		if !ok {
			return
		}
		if diff := cmp.Diff(texts(appendTokenizer(nil, z)), texts(got)); diff != "" {
			t.Errorf("%q (-tokenizer +plain):\n%s", tag, diff)
		}
	})
}
