package main

import (
	"fmt"
	"strings"
)

// hills: a low sun, and four ridges or waves, each darker than the one behind.
func (s *sketch) hills() {
	s.disc(s.between(200, 440), s.between(90, 150), s.between(42, 66), s.colours[1])
	for i := range 4 {
		y := 130 + 58*float64(i)
		var path strings.Builder
		fmt.Fprintf(&path, "M-%.0f %.0f", s.between(0, 150), y)
		for x := 80.0; x < width+160; x += 160 { // each curve goes on where the last one points
			fmt.Fprintf(&path, "S%.0f %.0f %.0f %.0f", x-60, y+s.between(-50, 40), x, y+s.between(-45, 30))
		}
		s.area(path.String()+"V360H-160Z", s.colours[2+i])
	}
}

// globe: meridians and a route between two places.
func (s *sketch) globe() {
	x, r := s.between(270, 370), s.between(135, 165)
	s.disc(x, 180, r, s.colours[3])
	for _, share := range []float64{1, .68, .3} {
		s.ring(x, 180, r*share, r, 3, s.colours[4])
		s.ring(x, 180, r, r*share*.8, 3, s.colours[4])
	}
	from, to := x-r*s.between(.5, .9), x+r*s.between(.5, .9)
	y1, y2 := s.between(90, 280), s.between(90, 280)
	s.line(fmt.Sprintf("M%.0f %.0fQ%.0f %.0f %.0f %.0f", from, y1, x, min(y1, y2)-120, to, y2), 7, s.colours[2])
	s.disc(from, y1, 15, s.colours[1])
	s.disc(to, y2, 15, s.colours[1])
}

// containers: what a port has on its quay, in uneven stacks.
func (s *sketch) containers() {
	const across, high = 80, 44
	for x := 0.0; x < width; x += across {
		for n, y := 1+s.IntN(6), 300.0; n > 0; n, y = n-1, y-high {
			s.rect(x+2, y-high+2, across-4, high-4, s.colours[1+s.IntN(4)])
			var ribs string
			for rib := 14.0; rib < across-8; rib += 13 {
				ribs += fmt.Sprintf("M%.0f %.0fv%d", x+rib, y-high+10, high-20)
			}
			s.line(ribs, 2, s.colours[0])
		}
	}
	s.rect(0, 300, width, 60, s.colours[5])
}

// circuit: a grid of points, some of them wired.
func (s *sketch) circuit() {
	const step = 40
	for x := step / 2; x < width; x += step {
		for y := step / 2; y < height; y += step {
			s.disc(float64(x), float64(y), 3, s.colours[3])
		}
	}
	for i := range 6 {
		x, y := step/2+step*(2+s.IntN(5)), step/2+step*s.IntN(9)
		colour := s.colours[[]int{1, 1, 2, 5, 4, 1}[i]]
		path := fmt.Sprintf("M%d %d", x, y)
		s.disc(float64(x), float64(y), 11, colour)
		for range 3 {
			x += step * (1 + s.IntN(2))
			y = min(max(y+step*(s.IntN(5)-2), step/2), height-step/2)
			path += fmt.Sprintf("H%dV%d", x, y)
		}
		s.line(path, 6, colour)
		s.disc(float64(x), float64(y), 11, colour)
	}
}

// pulse: a cross, and a heartbeat over it.
func (s *sketch) pulse() {
	x, arm := s.between(260, 380), s.between(100, 130)
	s.disc(x+s.between(-60, 60), 180+s.between(-30, 30), 165, s.colours[4])
	s.rect(x-arm/3, 180-arm, arm*2/3, arm*2, s.colours[1])
	s.rect(x-arm, 180-arm/3, arm*2, arm*2/3, s.colours[1])
	path := "M0 190"
	for at := 60.0; at < width-90; at += 130 {
		up, down := s.between(40, 130), s.between(30, 90)
		path += fmt.Sprintf("H%.0fL%.0f %.0fL%.0f %.0fL%.0f 190", at, at+24, 190-up, at+52, 190+down, at+76)
	}
	s.line(path+"H640", 8, s.colours[5])
}

// tiles: quarter and half circles as a tiler would lay them.
func (s *sketch) tiles() {
	const side = 120
	for x := 0.0; x < width; x += side {
		for y := 0.0; y < height; y += side {
			ground := s.ink()
			s.rect(x, y, side, side, ground)
			fill := s.ink()
			for fill == ground {
				fill = s.ink()
			}
			switch s.IntN(5) {
			case 0:
				s.area(fmt.Sprintf("M%.0f %.0fh120a120 120 0 0 1-120 120z", x, y), fill)
			case 1:
				s.area(fmt.Sprintf("M%.0f %.0fv-120a120 120 0 0 1 120 120z", x, y+side), fill)
			case 2:
				s.disc(x+side/2, y+side/2, 44, fill)
			case 3:
				s.area(fmt.Sprintf("M%.0f %.0fa60 60 0 0 1 120 0z", x, y+side/2)+fmt.Sprintf("M%.0f %.0fa60 60 0 0 1 120 0z", x, y+side), fill)
			default:
				s.area(fmt.Sprintf("M%.0f %.0fh120l-120 120z", x, y), fill)
			}
		}
	}
}

// pitch: a field from above, the ball and where it went.
func (s *sketch) pitch() {
	for x := 0.0; x < width; x += 128 {
		s.rect(x, 0, 64, height, s.colours[3])
	}
	x := s.between(240, 400)
	s.line(fmt.Sprintf("M%.0f 0V360", x), 5, s.colours[1])
	s.ring(x, 180, 92, 92, 5, s.colours[1])
	fromX, fromY := x+s.between(-190, -120), s.between(60, 300)
	toX, toY := x+s.between(20, 120), s.between(70, 290)
	s.line(fmt.Sprintf("M%.0f %.0fQ%.0f %.0f %.0f %.0f", fromX, fromY, x, s.between(0, 360), toX, toY), 8, s.colours[2])
	s.disc(fromX, fromY, 16, s.colours[4])
	s.disc(toX, toY, 26, s.colours[1])
}

// voices: speech bubbles that overlap, as they do.
func (s *sketch) voices() {
	for i := range 3 {
		x, y := s.between(200, 300)+70*float64(i), s.between(120, 190)+20*float64(i)
		r := s.between(74, 108)
		fill := s.colours[[]int{3, 2, 1}[i]]
		s.disc(x, y, r, fill)
		tail := r
		if i%2 == 1 {
			tail = -r
		}
		s.area(fmt.Sprintf("M%.0f %.0fL%.0f %.0fL%.0f %.0fZ", x-tail*.9, y+r*.3, x-tail, y+r*1.15, x-tail*.2, y+r*.9), fill)
	}
	for i := range 3 {
		s.disc(s.between(330, 350)+44*float64(i), s.between(200, 212), 12, s.colours[0])
	}
}
