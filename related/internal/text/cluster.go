package text

import "unicode"

// beginsCluster reports whether a new cluster begins at run[i], i > 0, where
// the one before it begins at start. A cluster is what cannot be parted: a
// letter with its marks, and in the scripts of South East Asia with the letters
// without which its vowel could not be read. The rules look at the neighbouring
// letters only, so a word has the same clusters in whatever text it stands.
func beginsCluster(run []rune, start, i int) bool {
	switch r := run[i]; {
	case unicode.IsMark(r), unicode.Is(unicode.Cf, r):
		return false
	case r < 0x0E80:
		return beginsThai(run, start, i)
	case r < 0x0F00:
		return beginsLao(run, i)
	case r < 0x10A0, 0xA9E0 <= r && r < 0xAA80:
		return beginsBurmese(run, i)
	case r < 0x1800:
		return run[i-1] != 0x17D2 // in Khmer, what follows a coeng is written below
	}
	return true
}

// beginsThai follows the Thai character clusters of Theeramunkong and others
// (Character cluster based Thai information retrieval, 2000), without those
// rules that have to look further.
func beginsThai(run []rune, start, i int) bool {
	r := run[i]
	switch r {
	case 'ะ', 'า', 'ำ', 'ๅ': // vowels written after their consonant
		return false
	}
	if 'เ' <= run[i-1] && run[i-1] <= 'ไ' { // vowels written before it
		return false
	}
	if 'เ' <= r && r <= 'ไ' {
		return true
	}
	const silent = '์'
	if i+1 < len(run) && run[i+1] == silent || i+2 < len(run) && run[i+2] == silent && unicode.IsMark(run[i+1]) {
		return false
	}
	vowel := i - 1
	if '่' <= run[vowel] && run[vowel] <= '๋' { // a tone
		vowel--
	}
	switch run[vowel] { // these vowels need a consonant after them
	case 'ั', 'ื':
		return false
	case '็':
		return run[start] == 'ก' // but ก็ is a word
	case 'ี':
		return r != 'ย' || run[start] != 'เ' // เ◌ีย is one vowel
	}
	return true
}

func beginsLao(run []rune, i int) bool {
	switch run[i] {
	case 'ະ', 'າ', 'ຳ', 'ຽ': // vowels written after their consonant
		return false
	}
	if 'ເ' <= run[i-1] && run[i-1] <= 'ໄ' { // vowels written before it
		return false
	}
	vowel := i - 1
	if '່' <= run[vowel] && run[vowel] <= '໋' { // a tone
		vowel--
	}
	return run[i] >= 'ເ' || run[vowel] != 'ັ' && run[vowel] != 'ົ' // these need a consonant after them
}

// beginsBurmese parts syllables: a consonant begins one unless it is stacked
// below the one before it, or has no vowel of its own.
func beginsBurmese(run []rune, i int) bool {
	const virama, asat, dot = 0x1039, 0x103A, 0x1037
	if run[i-1] == virama {
		return false
	}
	next := i + 1
	if next < len(run) && run[next] == dot {
		next++
	}
	return next >= len(run) || run[next] != virama && run[next] != asat
}

// isSyllable reports whether the cluster from start to end, of Thai or Lao, is a
// whole syllable: it has a second consonant, or one that is part of its vowel
// (วัน, เรือ). Most words of the two languages are a syllable, and would not be
// found by pairs. After เ a lone consonant that follows is the end of the
// syllable more often than not (เรือน, เรียน).
func isSyllable(run []rune, start, end int) bool {
	if run[start] < 0x0E00 || run[start] >= 0x0F00 {
		return false
	}
	consonants := 0
	for _, r := range run[start:end] {
		if isThaiConsonant(r) || r == 'ຽ' {
			consonants++
		}
		if r == '์' { // silent, not a consonant
			consonants--
		}
	}
	if run[start] == 'เ' && end < len(run) && isThaiConsonant(run[end]) && (end+1 == len(run) || beginsCluster(run, end, end+1)) {
		return run[end-1] != 'ย' && run[end-1] != 'อ' && consonants > 1
	}
	return consonants > 1
}

// isThaiConsonant reports whether r is a consonant of Thai or Lao.
func isThaiConsonant(r rune) bool { return 'ก' <= r && r <= 'ฮ' || 'ກ' <= r && r <= 'ຮ' }
