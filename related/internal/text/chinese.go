package text

import "strings"

// A pair of Chinese characters of which one is a function word crosses the
// border of two words (书的, 的封), and there are so many that chance makes two
// texts share some. So Chinese is cut at the most frequent of these characters,
// which are left out, except in the common words that are written with them.
// (Cutting at 也, 就, 都, 而 or 与 as well costs more words than noise: they are
// in 首都, 成就 and 参与.)
const chineseCuts = "的了是在和吗呢吧嗎"

var chineseKept = func() map[string]bool {
	kept := make(map[string]bool)
	for word := range strings.FieldsSeq(`
		目的 标的 標的 的确 的確 了解 为了 為了 明了 明瞭 终了 存在 现在 現在 正在 所在 内在 內在 外在 潜在 潛在 自在 在线 在線 在职 在職 在场 在場 实在 實在
		和平 和谐 和諧 温和 溫和 缓和 緩和 饱和 飽和 总和 總和 共和 和解 和睦 祥和 柔和 和声 和聲 和弦 和尚 调和 調和 中和 亲和 親和 是非 国是 網吧 网吧 酒吧 吧台`) {
		kept[word] = true
	}
	return kept
}()

// appendChinese appends the pairs of a run of Chinese characters between the
// places where it is cut.
func (a *Analyzer) appendChinese(dst []uint32, v *vocabulary, run []rune) []uint32 {
	start := 0
	for i, r := range run {
		if !strings.ContainsRune(chineseCuts, r) || i > 0 && chineseKept[string(run[i-1:i+1])] || i+1 < len(run) && chineseKept[string(run[i:i+2])] {
			continue
		}
		if start < i {
			dst = a.appendPairs(dst, v, run[start:i])
		}
		start = i + 1
	}
	if start < len(run) {
		dst = a.appendPairs(dst, v, run[start:])
	}
	return dst
}
