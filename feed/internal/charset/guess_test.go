package charset

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
)

// sentences are honest texts, each with the charsets it may be in.
var sentences = []struct{ lang, charsets, text string }{
	{"de", "windows-1252 iso-8859-15", "Der Bäcker öffnet früh um fünf, damit die Brötchen für die größere Straße noch warm sind. Übermorgen schließt er, weil seine Söhne heiraten."},
	{"fr", "windows-1252 iso-8859-15", "L’été dernier, le vieux moulin a été réparé par des élèves très motivés : la roue tourne à nouveau, et l’œuvre plaît déjà aux fermières du hameau voisin."},
	{"es", "windows-1252 iso-8859-15", "¿Quién regó los árboles del jardín mañana y tarde? El niño pequeño señaló la canción del búho, y allí empezó otra lección de otoño."},
	{"pt", "windows-1252 iso-8859-15", "A estação de comboios não abre às segundas; as crianças vão à escola de autocarro, e a avó só lhes dá pão com maçã à noite."},
	{"sv", "windows-1252 iso-8859-15", "På våren går älgarna över ån för att äta färskt gräs. Gården ligger högt, så de boende ser både sjön och åkrarna därifrån."},
	{"da", "windows-1252 iso-8859-15", "Når færgen sejler fra øen, står børnene på molen og råber farvel. Bådene er små, men de gør nok bølger til hele sønderstranden."},
	{"pl", "windows-1250 iso-8859-2", "Późną jesienią łódź stoi już na brzegu, a żółte liście spadają na ścieżkę. Rybak mówi, że wróci, gdy lód się roztopi i przyjdą cieplejsze dni."},
	{"cs", "windows-1250 iso-8859-2", "Žluťoučký kůň přeběhl přes řeku dříve, než ho děti stačily zahlédnout. Večer pak dědeček vyprávěl, že v údolí rostou třešně starší než věž."},
	{"hu", "windows-1250 iso-8859-2", "Az erdő szélén őzek legelnek, és a vízből kiálló kövön egy gém ül. Délután eső lesz, ezért a gyümölcsöt még délelőtt szedjük le a fűben álló létrákról."},
	{"ro", "windows-1250 iso-8859-2", "În fiecare dimineaţă bunica îşi bea cafeaua în curte şi aşteaptă să vină poştaşul. Astăzi însă a plouat şi nimeni n-a mai ieşit până la prânz."},
	{"hr", "windows-1250 iso-8859-2", "Češnjak i luk rastu iza kuće, a šljive će dozrjeti tek kad prođu žege. Djeca su već našla kišobrane i čekaju da počne pljusak."},
	{"tr", "windows-1254", "Köyün üstündeki eski değirmen artık çalışmıyor, ama çocuklar hâlâ oraya gidip taşların arasında saklanıyor. Akşam olunca ışıklar yanıyor."},
	{"lt", "windows-1257", "Žiemą ežeras užšąla, ir žvejai išeina ant ledo dar prieš aušrą. Močiutė verda šaltibarščius tik vasarą, kai būna šilta ir ilgos dienos."},
	{"lv", "windows-1257", "Mežā aiz mājas aug bērzi un egles, bet pļavā ganās govis. Vakarā vectēvs stāsta bērniem, kā agrāk ļaudis ceļoja ar zirgiem pa šo ceļu."},
	{"ru", "windows-1251 koi8-r iso-8859-5", "Утром рыбаки вышли на озеро, но туман был такой густой, что берега не было видно. Они вернулись к обеду без улова и долго пили чай."},
	{"uk", "windows-1251 koi8-u iso-8859-5", "Їжак живе під старою грушею, і щовечора він приходить по молоко. Бабуся каже, що його дід теж тут жив, але ніхто цього не пам'ятає."},
	{"bg", "windows-1251 koi8-r iso-8859-5", "Старата къща до реката се продава отдавна, но никой не иска да живее толкова близо до водата. През пролетта мазето винаги се пълни."},
	{"el", "windows-1253 iso-8859-7", "Το καΐκι έφυγε πριν χαράξει και γύρισε γεμάτο ψάρια. Οι γάτες του λιμανιού περίμεναν ήσυχες, γιατί ήξεραν ότι κάτι θα μείνει και για αυτές."},
	{"he", "windows-1255", "בבוקר הלכו הילדים אל הגן שליד הים ומצאו שם צב זקן. אחר הצהריים ירד גשם, והם חזרו הביתה רטובים ושמחים."},
	{"ar", "windows-1256 iso-8859-6", "ذهب الأولاد في الصباح إلى السوق القديم واشتروا الخبز والزيتون. وفي المساء جلسوا مع الجد ليستمعوا إلى قصة طويلة عن البحر."},
	{"th", "windows-874", "ตอนเช้าแม่ไปตลาดเพื่อซื้อผักและปลา ส่วนพ่ออยู่บ้านทำสวน เด็ก ๆ เดินไปโรงเรียนด้วยกันและกลับมาในตอนเย็น"},
	{"ja", "shift_jis euc-jp iso-2022-jp", "朝早く港に行くと、漁師たちがもう魚を並べていました。祖母はいつもいちばん小さい鯵を買って、昼ごはんに焼いてくれます。"},
	{"ko", "euc-kr", "아침에 시장에 가면 할머니가 벌써 채소를 팔고 계신다. 비가 오는 날에는 사람이 적어서 일찍 집으로 돌아가신다."},
	{"zh", "gbk gb18030", "早上我们去河边散步，看见几个老人在树下下棋。中午下了一场大雨，大家都跑到桥下面去躲雨，聊了很久才回家。"},
	{"zht", "big5", "早上我們去河邊散步，看見幾個老人在樹下下棋。中午下了一場大雨，大家都跑到橋下面去躲雨，聊了很久才回家。"},
}

// inFeed puts a text into a feed without a declaration.
func inFeed(text string) string {
	return `<rss version="2.0"><channel><title>Notes</title><item><title>` + text + `</title><link>https://notes.example/a-b?c=1&amp;d</link></item></channel></rss>`
}

func encodeTo(t *testing.T, label, text string) string {
	t.Helper()
	enc, err := htmlindex.Get(label)
	if err != nil {
		t.Fatal(err)
	}
	s, err := encoding.HTMLEscapeUnsupported(enc.NewEncoder()).String(text)
	if err != nil {
		t.Fatalf("%s: %v", label, err)
	}
	return s
}

func eachSentence(t *testing.T, try func(t *testing.T, label, in, want string)) {
	for _, s := range sentences {
		for label := range strings.FieldsSeq(s.charsets) {
			t.Run(s.lang+" "+label, func(t *testing.T) {
				in := encodeTo(t, label, inFeed(s.text))
				enc, err := htmlindex.Get(label)
				if err != nil {
					t.Fatal(err)
				}
				want, err := enc.NewDecoder().String(in) // with references for what the charset lacks
				if err != nil {
					t.Fatal(err)
				}
				try(t, label, in, want)
			})
		}
	}
}

func TestGuess(t *testing.T) {
	eachSentence(t, func(t *testing.T, _, in, want string) {
		for _, contentType := range []string{"", "text/xml", "text/xml; charset=utf-8", "text/xml; charset=utf-16", "text/xml; charset=iso-8859-1", "text/xml; charset=us-ascii", "text/xml; charset=klingon"} {
			if got, charset := Decode([]byte(in), contentType); string(got) != want {
				t.Errorf("%q: read as %s:\n%s", contentType, charset, got)
			}
		}
	})
}

// What a short text may be besides does not count against the only label that it
// has, unless that can't be.
func TestGuessShortLabelled(t *testing.T) {
	tests := []struct{ charset, label, text string }{
		{"windows-1251", "windows-1251", "Ёж"}, {"iso-8859-3", "iso-8859-3", "Ħobż"}, {"windows-1253", "windows-1253", "Νέα"},
		{"big5", "big5", "許功蓋"}, {"euc-kr", "euc-kr", "뷁"}, {"macintosh", "macintosh", "café Müller"},
		{"windows-1252", "shift_jis", "été à la plage"}, {"windows-1252", "windows-1251", "Müller und Köhler für Größe"},
	}
	for _, tt := range tests {
		declaration := `<?xml version="1.0" encoding="` + tt.label + `"?>`
		want := declaration + inFeed(tt.text+" "+tt.text)
		in := encodeTo(t, tt.charset, want)
		for _, contentType := range []string{"", "text/xml; charset=utf-8"} {
			if got, charset := Decode([]byte(in), contentType); string(got) != want {
				t.Errorf("%s, declared as %s, labelled %q: read as %s: %s", tt.text, tt.label, contentType, charset, got)
			}
		}
	}
}

// A label that is true decides, whatever a guess would say.
func TestGuessLabelled(t *testing.T) {
	eachSentence(t, func(t *testing.T, label, in, want string) {
		if got, charset := Decode([]byte(in), "text/xml; charset="+label); string(got) != want {
			t.Errorf("read as %s:\n%s", charset, got)
		}
	})
}

// A title may be enough, whatever its case.
func TestGuessTitle(t *testing.T) {
	tests := []struct{ charset, text string }{
		{"windows-1252", "ÄÖÜ ÄRGER"},
		{"windows-1252", "ÄÖÜ ÄRGER ÜBER GRÖSSE"},
		{"windows-1252", "L’AMÉRIQUE À L’ÉTÉ"},
		{"windows-1251", "НОВОСТИ ДНЯ"},
		{"shift_jis", "TVアニメがNetflixで"},
		{"windows-874", "ข่าววันนี้ในประเทศไทย"},
		{"windows-874", "ราคาทองคำวันนี้"},
		{"windows-874", "ผลบอลเมื่อคืน"},
		{"windows-874", "พยากรณ์อากาศวันนี้"},
		{"windows-874", "นายกรัฐมนตรีแถลงผลงานรัฐบาล"},
		{"windows-874", "ตลาดหุ้นไทยปิดบวก"},
	}
	for _, tt := range tests {
		want := inFeed(tt.text)
		for _, contentType := range []string{"", "text/xml; charset=utf-8"} {
			if got, charset := Decode([]byte(encodeTo(t, tt.charset, want)), contentType); string(got) != want {
				t.Errorf("%s, labelled %q: read as %s: %s", tt.text, contentType, charset, got)
			}
		}
	}
}

// UTF-8 in a text of single bytes is read as such and the rest as what it is,
// whether UTF-8 is the label or there is none. (Only ISO 8859-15 is taken for
// windows-1252.)
func TestGuessMixed(t *testing.T) {
	eachSentence(t, func(t *testing.T, label, in, want string) {
		enc, err := htmlindex.Get(label)
		if _, ok := enc.(*charmap.Charmap); err != nil || !ok || label == "iso-8859-15" {
			return
		}
		for _, contentType := range []string{"", "text/xml; charset=utf-8"} {
			more := "<p>Überblick “über” Göttingen"
			if got, charset := Decode([]byte(in+more), contentType); string(got) != want+more {
				t.Errorf("%q: read as %s:\n%s", contentType, charset, got)
			}
		}
	})
}

// A label that can't be true gives way.
func TestGuessFalseLabel(t *testing.T) {
	tests := []struct{ lang, charset, label string }{
		{"ru", "windows-1251", "koi8-r"}, {"ru", "koi8-r", "windows-1251"}, {"ru", "windows-1251", "shift_jis"},
		{"ja", "shift_jis", "euc-jp"}, {"ja", "euc-jp", "shift_jis"}, {"ja", "shift_jis", "windows-1250"},
		{"zh", "gbk", "big5"}, {"zht", "big5", "gb2312"}, {"ko", "euc-kr", "windows-1251"},
		{"de", "windows-1252", "windows-1251"}, {"fr", "windows-1252", "euc-jp"}, {"el", "windows-1253", "iso-8859-2"},
		{"pl", "iso-8859-2", "koi8-r"}, {"th", "windows-874", "windows-1254"}, {"he", "windows-1255", "gbk"},
	}
	for _, tt := range tests {
		for _, s := range sentences {
			if s.lang == tt.lang {
				want := inFeed(s.text)
				if got, charset := Decode([]byte(encodeTo(t, tt.charset, want)), "text/xml; charset="+tt.label); string(got) != want {
					t.Errorf("%s in %s, labelled %s: read as %s", tt.lang, tt.charset, tt.label, charset)
				}
			}
		}
	}
}

// The tables name every language that a reading tries, and hold whole pairs.
func TestSpellings(t *testing.T) {
	g := theGuesser()
	for lang := range strings.FieldsSeq(everyLang) {
		if g.spellings[lang] == nil {
			t.Errorf("no spelling of %q", lang)
		}
	}
	for _, s := range spellings {
		if !strings.Contains(" "+everyLang+" ", " "+s.lang+" ") {
			t.Errorf("the spelling of %q is never used", s.lang)
		}
		for group := range strings.SplitSeq(s.pairs, " ") {
			r := []rune(group)
			if len(r)%2 != 0 {
				t.Errorf("%s: half a pair in %q", s.lang, group)
				continue
			}
			for i := 0; i < len(r); i += 2 {
				if r[i] < 0x80 && r[i+1] < 0x80 {
					t.Errorf("%s: pair %q is ASCII", s.lang, r[i:i+2])
				}
			}
		}
	}
}
