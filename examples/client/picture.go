package main

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"strings"
)

// Pictures are 640 wide and 360 high; what counts is in the middle square, which is
// all that a narrow card shows.
const width, height = 640, 360

// A sketch is a picture in the making: flat shapes in the section's colours.
type sketch struct {
	strings.Builder
	*rand.Rand
	colours []string // the ground first
}

// A style is what the pictures of a section have in common.
type style struct {
	colours []string // sets of them
	draw    func(*sketch)
}

var styles = map[string]style{
	"region": {[]string{
		"#dfe8e1 #f2b84b #9db9a4 #5d8a78 #2f5d57 #173b3a",
		"#f6dfc8 #e2603f #e3a98a #a8707a #5f4a6a #2d2745",
		"#dbe7f0 #fbf6e6 #9fbfd3 #5f8fae #2f6285 #163852",
	}, (*sketch).hills},
	"world": {[]string{
		"#f0e3d0 #d9693f #e9b44c #2d4a63 #84a0ad #16283a",
		"#d7e6e4 #e4572e #f3c969 #2a6f6b #8fc1b5 #123c3a",
	}, (*sketch).globe},
	"business": {[]string{
		"#dde6ea #c8553d #e8a53a #3a6b86 #7ea3b5 #1f3a4a",
		"#f3e6d6 #a63d40 #d98e32 #4c7a6d #90a959 #2b3a35",
	}, (*sketch).containers},
	"technology": {[]string{
		"#14213a #5fd0c0 #f4b860 #3a5f94 #ee6c5c #e6eef5",
		"#1f1b33 #9d8df1 #f7a072 #564d86 #5ec4b6 #efeaf7",
	}, (*sketch).circuit},
	"health": {[]string{
		"#f6e4df #d64550 #f3a6a0 #2e7d7a #a9d3cb #143f44",
		"#e2eef1 #2b7a9b #8cc1d4 #d1495b #f2cf9f #17364a",
	}, (*sketch).pulse},
	"culture": {[]string{
		"#f4ead4 #d1495b #edae49 #00798c #30638e #1b2a41",
		"#efe6dd #7d4e57 #d66853 #f2c57c #364156 #8da399",
	}, (*sketch).tiles},
	"sport": {[]string{
		"#2f7d4f #f5f1e3 #f2c14e #256540 #d1495b #153d28",
		"#b5563a #f7ecdc #f4c95d #a24a30 #234b5f #4d2014",
	}, (*sketch).pitch},
	"opinion": {[]string{
		"#efe9f1 #7b5ea7 #e2a95f #b9a3cf #d4657a #2f2444",
		"#f5ecd9 #c44536 #e9b872 #6b9080 #a4c3b2 #3b2c26",
	}, (*sketch).voices},
}

// picture draws a section's picture for a title: the same for the same title.
func picture(section, title string) []byte {
	style := styles[section]
	seed := fnv.New64a()
	seed.Write([]byte(title)) // a hash takes everything
	s := &sketch{Rand: rand.New(rand.NewPCG(seed.Sum64(), 0))}
	s.colours = strings.Fields(style.colours[s.IntN(len(style.colours))])
	fmt.Fprintf(s, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d">`, width, height, width, height)
	s.rect(0, 0, width, height, s.colours[0])
	style.draw(s)
	s.WriteString("</svg>\n")
	return []byte(s.String())
}

// between returns a number from a up to b.
func (s *sketch) between(a, b float64) float64 { return a + s.Float64()*(b-a) }

// ink returns a colour that is not the ground's.
func (s *sketch) ink() string { return s.colours[1+s.IntN(len(s.colours)-1)] }

func (s *sketch) rect(x, y, w, h float64, fill string) {
	fmt.Fprintf(s, `<rect x="%.0f" y="%.0f" width="%.0f" height="%.0f" fill="%s"/>`, x, y, w, h, fill)
}

func (s *sketch) disc(x, y, r float64, fill string) {
	fmt.Fprintf(s, `<circle cx="%.0f" cy="%.0f" r="%.0f" fill="%s"/>`, x, y, r, fill)
}

func (s *sketch) ring(x, y, rx, ry, thick float64, stroke string) {
	fmt.Fprintf(s, `<ellipse cx="%.0f" cy="%.0f" rx="%.0f" ry="%.0f" fill="none" stroke="%s" stroke-width="%.0f"/>`, x, y, rx, ry, stroke, thick)
}

// area fills a path.
func (s *sketch) area(path, fill string) {
	fmt.Fprintf(s, `<path d="%s" fill="%s"/>`, path, fill)
}

// line draws a path.
func (s *sketch) line(path string, thick float64, stroke string) {
	fmt.Fprintf(s, `<path d="%s" fill="none" stroke="%s" stroke-width="%.0f" stroke-linecap="round" stroke-linejoin="round"/>`, path, stroke, thick)
}
