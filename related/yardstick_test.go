//go:build unix

package related

import (
	"bufio"
	"encoding/json"
	"io"
	"math"
	"os"
	"runtime"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/kindred-go/kindred/related/internal/text"
)

// readArticles reads JSON Feed items, one a line, the oldest first.
func readArticles(t *testing.T, path, language string) (docs []Document) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	decoder := json.NewDecoder(bufio.NewReaderSize(f, 1<<20))
	for {
		var item struct {
			Document            // whose other fields have the names of JSON Feed
			Content   string    `json:"content_text"`
			Published time.Time `json:"date_published"`
			Authors   []struct{ Name string }
		}
		if err := decoder.Decode(&item); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("%s, item %d: %v", path, len(docs)+1, err)
		}
		d := item.Document
		d.Content, d.Published = item.Content, item.Published
		for _, author := range item.Authors {
			d.Authors = append(d.Authors, author.Name)
		}
		if d.Language == "" {
			d.Language = language
		}
		docs = append(docs, d)
	}
	slices.SortStableFunc(docs, func(a, b Document) int { return a.Published.Compare(b.Published) })
	return docs
}

// textsOf returns what the yardstick reads of an article.
func textsOf(d *Document) [3]string { return [3]string{d.Title, d.Summary, d.Content} }

func megabytesOf(docs []Document) (megabytes float64) {
	for i := range docs {
		for _, s := range textsOf(&docs[i]) {
			megabytes += float64(len(s)) / 1e6
		}
	}
	return megabytes
}

// folded maps a byte of a word to lower case, and other bytes to 0. Bytes outside ASCII
// are taken for letters.
var folded = func() (table [256]byte) {
	for c := range table {
		switch b := byte(c); {
		case b >= 'A' && b <= 'Z':
			table[c] = b + 'a' - 'A'
		case b >= 'a' && b <= 'z', b >= '0' && b <= '9', b >= 0x80:
			table[c] = b
		}
	}
	return table
}()

// lookUp is the yardstick: it looks every word up in a dictionary, in one thread, and
// returns how many there are. It is that of examples/benchmark.
func lookUp(docs []Document) int {
	dictionary := make(map[string]uint32)
	word := make([]byte, 0, 64)
	var tokens []uint32
	total := 0
	for i := range docs {
		tokens = tokens[:0]
		for _, s := range textsOf(&docs[i]) {
			for at := 0; at < len(s); at++ {
				word = word[:0]
				for at < len(s) && folded[s[at]] != 0 {
					word = append(word, folded[s[at]])
					at++
				}
				if len(word) == 0 {
					continue
				}
				n, ok := dictionary[string(word)]
				if !ok {
					n = uint32(len(dictionary))
					dictionary[string(word)] = n
				}
				tokens = append(tokens, n)
			}
		}
		total += len(tokens)
	}
	return total
}

// analyzeTexts splits what the yardstick reads into words, in one thread.
func analyzeTexts(docs []Document, language func(*Document) string) {
	a := text.NewAnalyzer()
	var words []uint32
	for i := range docs {
		l := language(&docs[i])
		words = words[:0]
		for _, s := range textsOf(&docs[i]) {
			words = a.Append(words, s, l)
		}
	}
}

// cpuOf returns the user and system time, of all threads, that some work takes.
func cpuOf(work func()) time.Duration {
	before := cpuTime()
	work()
	return cpuTime() - before
}

// leastCPU returns the least that some work takes in several runs, without the garbage
// from before.
func leastCPU(runs int, work func()) time.Duration {
	least := time.Duration(math.MaxInt64)
	for range runs {
		runtime.GC()
		least = min(least, cpuOf(work))
	}
	return least
}

func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func wallOf(work func()) time.Duration {
	start := time.Now()
	work()
	return time.Since(start)
}

func milliseconds(d time.Duration) float64 { return d.Seconds() * 1000 }

// heap returns how many bytes are in use.
func heap() uint64 {
	runtime.GC()
	runtime.GC() // pools keep what they hold through the first
	return memoryStats().HeapAlloc
}

func allocatedSoFar() uint64 { return memoryStats().TotalAlloc }

func memoryStats() (stats runtime.MemStats) {
	runtime.ReadMemStats(&stats)
	return stats
}
