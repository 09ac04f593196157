package content

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/kindred-go/kindred/related"
)

func TestText(t *testing.T) {
	tests := []struct {
		name, path, in string
		want           string
	}{
		{"Markdown", "a.md", "A *b* **c** ~~d~~ [e](/e) ![f](f.png)\n\n> g\n\n| h | i |\n|---|---|\n| j | k |\n\n- [x] l\n", "A b c d e f\ng\nh\ni\nj\nk\nl"},
		{"footnote", "a.md", "Word[^1].\n\n[^1]: The note.\n", "Word.\nThe note."},
		{"definition", "a.md", "Tide\n: Water that moves\n", "Tide\nWater that moves"},
		{"heading's attributes", "a.md", "## Part {#p .c}\n\nx", "Part\nx"},
		{"lines that end in punctuation", "a.md", "One.\nTwo,\n\"three\".\n", `One. Two, "three".`},
		{"raw HTML", "a.md", "<div class=\"x\">\n<b>a</b> b\n</div>\n<script>c</script>\n", "a b"},

		{"Hugo shortcode", "a.md", "a {{< youtube abc >}} b\n\n{{< figure src=\"x.jpg\" alt=\"A cat\" caption='A **cat**' title=\"A cat\" >}}\n", "a b\nA cat A cat"},
		{"Hugo pair", "a.md", "{{% note %}}\nin *it*\n{{% /note %}}\nafter\n", "in it\nafter"},
		{"Hugo shortcode on lines", "a.md", "a\n\n{{< figure\n  src=\"x.jpg\"\n  alt=\"b\"\n>}}\nc\n", "a\nb c"},
		{"Hugo highlight", "a.md", "{{< highlight sh >}}\n# no *heading*\n{{< /highlight >}}\nb\n", "# no *heading*\nb"},
		{"Liquid", "a.md", "a {% include x.html title=\"T\" %} {{ site.title | upcase }} b {% comment %}c\n\nd{% endcomment %}e {%- if x -%}f{%- endif -%}\n", "a T b e f"},
		{"Liquid raw", "a.md", "a {% raw %}{{ b }}{% endraw %} {{ c }}\n", "a {{ b }}"},
		{"Jekyll highlight", "a.md", "{% highlight ruby %}\n# a\nputs b\n{% endhighlight %}\n", "# a puts b"},
		{"Nunjucks comment", "a.md", "a {# b #} c\n", "a c"},
		{"kramdown", "a.md", "a\n{: .lead #x}\n\n- b\n{:toc}\n", "a\nb"},
		{"Zola", "a.md", "{% quote(author=\"x\") %}\na\n{% end %}\n", "a"},
		{"in code", "a.md", "`{{ a }}` ``{% b ` %}`` {{ c }}\n\n```go\n{{ d }}\n# e\n```\n\n> ~~~\n> {% f %}\n> ~~~\n", "{{ a }} {% b ` %}\n{{ d }} # e\n{% f %}"},
		{"a fence that never ends", "a.md", "```\n{{ a }}\n\nb", "{{ a }} b"},
		{"a lone backtick", "a.md", "5` {{ a }}\n\nb ` c {{ d }}", "5`\nb ` c"},
		{"no template", "a.md", "x^{{a}+b} is {not one\n\n}} nor {% that\n\n%} or {{< this", "x^{{a}+b} is {not one\n}} nor {% that\n%} or {{< this"},
		{"directive", "a.md", ":::note[Mind the step]\nText\n:::\n", "Mind the step\nText"},
		{"comment", "a.md", "a <!-- b --> c\n", "a c"},

		{"MDX modules", "a.mdx", "import A from 'a'\nimport { b } from \"b\"\n\nexport const c = {\n\n  d: 1,\n}\n\nimport taxes rose.\nexport of tea\n", "import taxes rose. export of tea"},
		{"MDX module without an end", "a.mdx", "export const a = {\n\nText.", "Text."},
		{"MDX components", "a.mdx", "<Tabs a={() => 1 > 2}>\n    <Tab title=\"T\" x='>'>\n      in **it**\n\n      ```js\n      {a}\n      ```\n    </Tab>\n</Tabs>\n\n<b>c</b> <>d</> {/* e */} {f.map(g => { return g })} 1 < 2\n", "T in it\n{a}\nc d 1 < 2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, read(t, tt.path, "---\ntitle: t\n---\n"+tt.in).Document.Content); diff != "" {
				t.Errorf("content (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSummary(t *testing.T) {
	for in, want := range map[string]related.Document{
		"# T\n\nFirst\nline.\n\n<!--more-->\n\nRest.":   {Title: "T", Summary: "First line.", Content: "First line.\nRest."},
		"First <!-- more --> rest.":                     {Summary: "First", Content: "First rest."},
		"<!--more-->\n\nAll.":                           {Content: "All."},
		"A\n\n<!--truncate-->\n\nB\n\n<!--more-->\n\nC": {Summary: "A", Content: "A\nB\nC"},
		"`<!--more-->` is how.":                         {Content: "<!--more--> is how."},
		"---\nsummary: S\n---\nA\n\n<!--more-->\n\nB":   {Summary: "S", Content: "A\nB"},
		"---\nexcerpt: 2 * 3 < 7\n---\nA":               {Summary: "2 * 3 < 7", Content: "A"},
	} {
		want.ID = "a.md"
		if diff := cmp.Diff(want, read(t, "a.md", in).Document, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%q (-want +got):\n%s", in, diff)
		}
	}
}

// hostile are texts that take a parser that is not careful minutes or the stack.
var hostile = []string{"> ", "- ", "[a](", "*a_", "{{ ", "`", "<a ", "{% raw %}", "[a]: b\n", "![", "<A b={", "export {\n", "[^1]", "{"}

func TestHostileText(t *testing.T) {
	for _, unit := range hostile {
		src := strings.Repeat(unit, 50_000/len(unit))
		for _, name := range []string{"a.md", "a.mdx", "a.html"} {
			if _, err := parse(name, []byte("---\n---\n"+src)); err != nil {
				t.Errorf("%q in %s: %v", unit, name, err)
			}
		}
		_, _ = parse("a.md", []byte("---\na: "+src+"\n---\n")) // whatever it says
		_, _ = parse("a.md", []byte("+++\na = "+src+"\n+++\n"))
		_, _ = parse("a.md", []byte("{\"a\": "+src))
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"---\ntitle: a\ntags: [b, c]\n---\n# d\n\ne <!--more--> {{< f g=\"h\" >}}\n", "+++\ntitle = 'a'\n[extra]\nimage='b.png'\n+++\n{% raw %}c{% endraw %}",
		"{\"title\": \"a\", \"url\": \"/b/:title\"}\nc", "import a from 'b'\n\n<C d={e}>f</C>{g}", "---\na: &a [*a]\n---", "```\n{{ a }}\n```\n`b {{ c`\n",
		"---\npermalink: /{{ title | slugify }}/\ndate: 2024-05-01 10:00\nslug: /x/\n---\n{: .a}\n:::b[c]\n",
	} {
		for i := range 4 {
			f.Add(s, uint8(i))
		}
	}
	for _, unit := range hostile {
		f.Add(strings.Repeat(unit, 50), uint8(0))
	}
	names := []string{"posts/2024-05-01-a b.de.md", "_posts/2024-05-01-a.mdx", "a/index.html", "_x/_drafts/a.md"}
	f.Fuzz(func(t *testing.T, src string, n uint8) {
		if len(src) > 64<<10 {
			return
		}
		name := names[int(n)%len(names)]
		sources, err := Read(context.Background(), fstest.MapFS{name: {Data: []byte(src)}})
		if err != nil && !strings.HasPrefix(err.Error(), name+":") {
			t.Errorf("the error does not say where: %v", err)
		}
		for _, s := range sources {
			d := s.Document
			for _, text := range append([]string{d.Title, d.Summary, d.Content, d.Section, d.Series}, d.Tags...) {
				if !utf8.ValidString(text) || strings.Contains(text, more) {
					t.Errorf("bad text: %q", text)
				}
				if strings.TrimSpace(text) != text && text != d.Content {
					t.Errorf("white space around %q", text)
				}
			}
			for _, a := range s.Addresses {
				if !strings.HasPrefix(a, "/") || strings.HasPrefix(a, "//") || strings.Contains(a, "/../") || !utf8.ValidString(a) {
					t.Errorf("address %q", a)
				}
			}
		}
	})
}
