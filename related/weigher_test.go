package related

import "testing"

// All classes have a number of 16 bits: there are few enough significant document
// frequencies. Those are never more than a frequency, hardly less, and in its order.
func TestSignificant(t *testing.T) {
	if got := significant(8191); got != 8191 {
		t.Errorf("8,191 became %d", got)
	}
	distinct, last := 1, uint32(0) // 0 is one
	for df := uint32(1); ; {
		s := significant(df)
		if s > df || float64(df-s) > float64(df)/128 || s < last {
			t.Fatalf("%d became %d, after %d", df, s, last)
		}
		if s != last {
			distinct, last = distinct+1, s
		}
		next := df + 1
		if df >= 1<<13 {
			next = df + df>>10 // less than they are apart
		}
		if next < df {
			break
		}
		df = next
	}
	if classes := distinct * len(kindWeight); classes > 1<<16 {
		t.Errorf("%d classes", classes)
	}
}
