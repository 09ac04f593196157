package netip

import (
	"math/rand/v2"
	"net/netip"
	"strings"
	"testing"
)

// The same texts are addresses, of the same version, as in the standard library.
func TestParseAddr(t *testing.T) {
	pieces := []string{":", ":", ":", "::", "1", "0", "ffff", "12345", "abcd", "0001", "g", ".", "255", "256", "01", "192.0.2.1", "1.2.3.4", "%", "eth0", "1:2:3:4:5:6", ":8", "2001:db8", "é"}
	r := rand.New(rand.NewPCG(1, 2))
	right := 0
	for range 400000 {
		var b strings.Builder
		for range r.IntN(14) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		s := b.String()
		want, wantErr := netip.ParseAddr(s)
		got, err := ParseAddr(s)
		if (err == nil) != (wantErr == nil) || got.Is4() != want.Is4() {
			t.Fatalf("ParseAddr(%q) = %v, %v; want %v, %v", s, got, err, want, wantErr)
		}
		if err == nil {
			right++
		}
	}
	if right < 100 {
		t.Errorf("only %d texts are addresses", right)
	}
}
