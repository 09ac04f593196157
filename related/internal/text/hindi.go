package text

// stemHindi takes the longest ending off a word of which two signs are left
// (Ramanathan and Rao, A lightweight stemmer for Hindi, 2003).
func stemHindi(form string) string {
	stem, _ := cutEnding(form, hindiEndings, 2)
	return stem
}

// The endings of nouns, adjectives and verbs: gender, number, case, tense.
var hindiEndings = byLength(`
	ो े ू ु ी ि ा
	कर ाओ िए ाई ाए ने नी ना ते ीं ती ता ाँ ां ों ें
	ाकर ाइए ाईं ाया ेगी ेगा ोगी ोगे ाने ाना ाते ाती ाता तीं ाओं ाएं ुओं ुएं ुआं
	ाएगी ाएगा ाओगी ाओगे एंगी ेंगी एंगे ेंगे ूंगी ूंगा ातीं नाओं नाएं ताओं ताएं ियाँ ियों ियां
	ाएंगी ाएंगे ाऊंगी ाऊंगा ाइयाँ ाइयों ाइयां`)
