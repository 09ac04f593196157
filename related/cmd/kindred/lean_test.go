package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// essays are JSON Lines of articles that have something to do with each other. Of every
// one edit may make another.
func essays(n int, edit func(i int, line string) string) string {
	r := rand.New(rand.NewPCG(5, 8))
	subjects := strings.Fields("harbour ferry cable rust bakery caraway comet telescope regatta rowing council budget orchard cider tunnel drill")
	var b strings.Builder
	for i := range n {
		var words []string
		for range 40 {
			words = append(words, subjects[(i%4*4+r.IntN(6))%len(subjects)])
		}
		line := fmt.Sprintf(`{"id":"e%d","url":"https://gazette.example/e%[1]d","title":"Essay %[1]d on %s","content_text":"%s","date_published":"2025-03-%02dT08:00:00Z","language":"en"}`,
			i, words[0], strings.Join(words, " "), 1+i%28)
		if edit != nil {
			line = edit(i, line)
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}

// awkward are JSON Lines as they are found: with a byte order mark, blank lines, one
// that is broken and one that is far too long, Latin-1, and articles that come again.
func awkward() string {
	return "\ufeff" + essays(40, func(i int, line string) string {
		switch i {
		case 3:
			return line + "\n\n   \r"
		case 5:
			return line[:len(line)/2]
		case 7:
			return `{"id":"long","content_text":"` + strings.Repeat("harbour ", 600_000) + `"}`
		case 9:
			return strings.Replace(line, "Essay", "Caf\xe9", 1)
		case 11: // the same again, later
			return strings.Replace(line, `"e11"`, `"e2"`, 1)
		case 12: // the same again, dated earlier than the one that is kept
			return strings.Replace(strings.Replace(line, `"e12"`, `"e27"`, 1), "2025", "2024", 1)
		case 14: // an article under another ID, with more text
			return strings.NewReplacer(`"e14"`, `"other"`, `/e14"`, `/e1?utm_source=x"`, `"content_text":"`, `"content_text":"ferry ferry ferry ferry `).Replace(line)
		case 15, 16: // two titles at one address, without IDs
			return strings.NewReplacer(`"id":"e15",`, "", `"id":"e16",`, "", "/e16", "/e15").Replace(line)
		case 17:
			return "{}"
		case 18: // neither language nor date
			return strings.Replace(strings.Split(line, `,"date_published"`)[0], "Essay", "Sans date", 1) + "}"
		case 19:
			return `{"id":"summary","title":"A summary alone","summary":"The ferry and the harbour, the rust in its cable."}`
		case 20: // characters of many bytes
			return strings.Replace(line, `"content_text":"`, `"content_text":"`+strings.Repeat("नमस्ते बंदरगाह ", 60), 1)
		}
		return line
	})
}

// Lists of articles that are not held are those of articles that are, whatever the
// sources, and so is what is said of the sources.
func TestListsWithoutTexts(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	first, second := file("awkward.jsonl", awkward()), file("second.jsonl", essays(30, func(i int, line string) string {
		if i%5 == 0 { // more of what the first has
			return strings.Replace(line, `"content_text":"`, `"content_text":"`+strings.Repeat("orchard cider ", i+1), 1)
		}
		return strings.NewReplacer(`"id":"e`, `"id":"s`, `/e`, `/s`).Replace(line)
	}))
	joins := file("joins.jsonl", essays(6, func(i int, line string) string {
		return strings.Replace(line, fmt.Sprintf("/e%d", i), fmt.Sprintf("/s%d", i+1), 1) // an ID of the one at an address of the other
	}))
	none := file("none.jsonl", `{"id":"ghost","title":""}`+"\n"+`{"id":"e2"}`+"\n")
	for _, test := range []struct {
		name  string
		args  []string
		stdin string
		want  []string // of what is printed
		say   []string // on standard error
		code  int
	}{
		{"awkward", []string{first}, "", []string{`"id":"other"`, `Café`, `Sans date`, `"नमस्ते बंदरगाह`}, []string{"some of it could not be read"}, exitOK},
		{"standard input", []string{"-", joins}, awkward(), []string{`"id":"other"`}, []string{"standard input: some of it could not be read"}, exitOK},
		{"several", []string{filepath.Join(dir, "*d.jsonl"), joins, town[2], town[0], town[1]}, "", []string{`"id":"s1"`, `"id":"regatta"`}, []string{"awkward.jsonl: some"}, exitOK},
		{"one is no feed in the end", []string{second, none, joins}, "", []string{`"id":"e1"`}, []string{"none.jsonl: ", "none of its lines is an article"}, exitFailed},
		{"one is missing", []string{"missing.jsonl", town[2]}, "", []string{`"id":"bridge"`}, []string{"missing.jsonl: no such file"}, exitFailed},
		{"nothing", []string{none}, "", nil, []string{"none of its lines is an article"}, exitFailed},
		{"long excerpts", []string{"--excerpt", "200", first}, "", nil, nil, exitOK},
		{"longer ones than are kept", []string{"--excerpt", "600", first}, "", []string{strings.Repeat("नमस्ते बंदरगाह ", 20)}, nil, exitOK},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, format := range []string{"ndjson", "json", "text", "html"} {
				args := append([]string{"list", "--format", format, "--limit", "8", "--min-score", "off", "--cross-language"}, test.args...)
				var lean, leanSaid, held, heldSaid bytes.Buffer
				code := run(t.Context(), args, strings.NewReader(test.stdin), &lean, &leanSaid)
				p := &program{stdin: strings.NewReader(test.stdin), stdout: &held, stderr: &heldSaid}
				if heldCode := listHeld(t, p, args[1:]); heldCode != code || code != test.code {
					t.Errorf("%s: exit code %d, with the texts %d, want %d", format, code, heldCode, test.code)
				}
				if diff := cmp.Diff(held.String(), lean.String()); diff != "" {
					t.Errorf("%s (-with the texts +without):\n%s", format, diff)
				}
				if diff := cmp.Diff(heldSaid.String(), leanSaid.String()); diff != "" {
					t.Errorf("%s: said (-with the texts +without):\n%s", format, diff)
				}
				for _, say := range test.say {
					if !strings.Contains(leanSaid.String(), say) {
						t.Errorf("%s: it said %q, and not %q", format, leanSaid.String(), say)
					}
				}
				if strings.Contains(lean.String(), "ghost") {
					t.Errorf("%s: there is an article of what is no feed", format)
				}
				for _, want := range test.want {
					if format == "ndjson" && !strings.Contains(lean.String(), want) {
						t.Errorf("not in the lists: %s", want)
					}
				}
			}
		})
	}
}

// listHeld is kindred list with all articles in memory.
func listHeld(t *testing.T, p *program, args []string) int {
	t.Helper()
	cmd := newListCommand(p)
	if err := cmd.ParseFlags(args); err != nil {
		t.Fatal(err)
	}
	if err := p.resolveSettings(cmd); err != nil {
		t.Fatal(err)
	}
	c, err := p.collect(t.Context(), cmd.Flags().Args())
	if err == nil {
		err = p.show(t.Context(), c, "")
	}
	return p.conclude(t.Context(), cmd, err)
}

// A longReader gives JSON Lines without end in mind, and looks how much memory is in
// use on the way.
type longReader struct {
	lines   int
	rest    []byte
	read    uint64
	looked  uint64
	highest uint64
}

func (r *longReader) Read(p []byte) (int, error) {
	if len(r.rest) == 0 {
		if r.lines == 0 {
			return 0, io.EOF
		}
		r.lines--
		r.rest = fmt.Appendf(nil, `{"id":"%d","title":"Harbour %[1]d","content_text":"Word%d and ferry%d%s","language":"en"}`+"\n",
			r.lines, r.lines%97, r.lines%31, strings.Repeat(" .", 8<<10))
	}
	if r.read > r.looked+8<<20 {
		r.looked = r.read
		r.highest = max(r.highest, inUse())
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	r.read += uint64(n)
	return n, nil
}

// inUse is how many bytes are in use.
func inUse() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// Bodies go through and are not held.
func TestListHoldsNoBodies(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long with the race detector, which takes memory of its own")
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2)) // every CPU has some in work
	in := &longReader{lines: 3000}
	before := inUse()
	var lists lineCounter
	if code := run(context.Background(), []string{"list", "--format", "ndjson", "-"}, in, &lists, io.Discard); code != exitOK {
		t.Fatal(code)
	}
	if want := 3000; int(lists) != want {
		t.Errorf("%d lists, want %d", lists, want)
	}
	if in.highest > before+in.read/4 {
		t.Errorf("of %d MB that went through, %d MB were in memory at a time", in.read>>20, (in.highest-before)>>20)
	}
	t.Logf("%d MB went through, at most %d MB were in memory", in.read>>20, (in.highest-before)>>20)
}

// A lineCounter counts the lines that are written to it.
type lineCounter int

func (c *lineCounter) Write(p []byte) (int, error) {
	*c += lineCounter(bytes.Count(p, []byte("\n")))
	return len(p), nil
}

// Lists are there before all are made.
func TestListsAreWrittenAsTheyCome(t *testing.T) {
	file := filepath.Join(t.TempDir(), "many.jsonl")
	if err := os.WriteFile(file, []byte(essays(800, nil)), 0o600); err != nil {
		t.Fatal(err)
	}
	all := kindred(t, "list", "--format", "ndjson", file)
	ctx, cancel := context.WithCancel(t.Context())
	var said bytes.Buffer
	out := &cancelling{after: len(all) / 2, cancel: cancel}
	if code := run(ctx, []string{"list", "--format", "ndjson", file}, nil, out, &said); code != exitInterrupted || said.Len() > 0 {
		t.Errorf("exit code %d, said %q", code, said.String())
	}
	if got := out.String(); !strings.HasPrefix(all, got) || !strings.HasSuffix(got, "\n") || len(got) == len(all) {
		t.Errorf("%d bytes of %d, that end in %q", len(got), len(all), got[max(0, len(got)-20):])
	}
}

// cancelling cancels when so much has been written.
type cancelling struct {
	bytes.Buffer
	after  int
	cancel func()
}

func (c *cancelling) Write(p []byte) (int, error) {
	n, err := c.Buffer.Write(p)
	if c.Len() > c.after {
		c.cancel()
	}
	return n, err
}
