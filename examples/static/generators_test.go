package static_test

// A generator is one of the examples.
type generator struct {
	name     string   // and its folder
	build    []string // the command that builds the site
	packages bool     // whether it is in node_modules
	out      string   // the folder that it writes
	flags    []string // for kindred build, as the README says
	data     string   // the file that kindred build --data writes

	prefix  string // the folder that the site lies in on its host
	article string // what pages of articles have in them, and no other page
	place   string // what stands in them where the list goes
	heading string // the block's, in the site's language
	own     string // how the list of the site's own template begins

	// subjects are articles that an editor would show with one another.
	subjects [][]string
}

var generators = []generator{
	{
		name: "hugo", build: []string{"hugo", "--quiet"}, out: "public", data: "data/related.json",
		prefix: "/lighthouse", article: `<article class="story">`, place: "<related-articles>",
		heading: "More like this", own: `<aside class="further"`,
		subjects: [][]string{
			{"hollin-head-light", "fog-horn-house", "lens-in-the-museum", "owen-tamblin", "lamp-room-log"},
			{"damson-hedges", "carnow-walled-garden", "lucy-pym", "frost-of-may-1935"},
			{"ice-house", "gutting-women", "thomas-quill", "herring-and-warm-water"},
			{"salt-road", "saltby-pans", "ruth-ansel", "brine-and-dry-summers"},
			{"line-on-foot", "tarrow-viaduct", "nell-harkness", "snow-in-ling-cutting"},
			{"new-wrackness", "wrackness-sea-bank", "edith-garrow", "storm-of-january-1926", "pellmouth-tide-gauge"},
			{"a-fog-diary", "why-the-wool-comes-in-may", "isaac-dray", "hobbs-sands-bell"},
		},
	},
	{
		name: "jekyll", build: []string{"jekyll", "build", "--quiet"}, out: "_site", data: "_data/related.json",
		article: `<article class="beitrag">`, place: "<!-- related:start -->",
		heading: "Mehr zum Thema", own: `<aside class="weiter"`,
		subjects: [][]string{
			{"die-zisterne-unter-dem-schuppen", "giessen-nach-plan", "kruege-die-schwitzen", "drei-regenmesser-ein-regen"},
			{"ein-spiegel-aus-zwei-scheiben", "der-schatten-im-spiegel", "waschtag-fuer-den-hauptspiegel", "dobson-aus-einem-kinderbett"},
			{"dornhude-macht-das-licht-halb-aus", "wie-dunkel-ist-die-nacht", "ein-schirm-fuer-die-hoflampe", "nachtfalter-am-laken"},
			{"sonnenflecken-mit-bleistift", "flammen-am-rand", "ein-biss-aus-der-sonne", "eine-sonnenuhr-fuer-den-kraeutergarten"},
			{"perseiden-auf-dem-klemmbrett", "feuerkugel-ueber-dornhude", "meteorkamera-aus-der-tankstelle", "geminiden-bei-minus-elf"},
			{"wie-heisst-dieser-apfel", "die-saftpresse-aus-der-waescherei", "schneiden-mit-der-leiter", "winter-im-apfelkeller"},
			{"fuenfundsechzig-grad-im-haufen", "laub-ist-kein-abfall", "die-wurmkiste-im-keller", "was-der-spaten-verraet"},
		},
	},
	{
		name: "eleventy", build: []string{"npm", "run", "build"}, packages: true, out: "_site", data: "src/_data/related.json",
		article: `<article class="article">`, place: "<div data-related-slot>",
		heading: "À lire aussi", own: `<aside class="more"`,
		subjects: [][]string{
			{"cave-affinage-tunnel", "fromagere-chaux-perdrix", "montee-a-l-alpage", "prix-de-la-tomme", "soupe-a-la-tomme"},
			{"charpente-de-la-halle", "halle-fermee", "halle-rouverte", "vote-sur-la-halle"},
			{"controle-des-champignons", "croute-aux-cepes", "intoxication-aux-amanites", "secher-les-champignons"},
			{"fete-du-four", "four-banal-rallume", "moulin-des-sagnes", "pain-de-seigle"},
			{"filature-rouverte", "la-tonte-au-pontet", "laine-invendue", "teindre-a-la-garance", "veste-de-berger"},
			{"miel-de-sapin", "pieges-a-frelons", "ruches-de-la-combe", "pain-d-epices"},
			{"dernier-boisselier", "luges-en-frene", "scierie-du-bois-noir", "stage-de-cuilleres"},
		},
	},
	{
		name: "astro", build: []string{"npm", "run", "build"}, packages: true, out: "dist", data: "src/data/related.json",
		flags:   []string{"--insert-after", "article .body"},
		article: `<div class="body">`, place: "</div><!-- related:start inserted -->",
		heading: "اقرأ أيضًا", own: `<aside class="more"`,
		subjects: [][]string{
			{"tram-approved", "tram-drivers", "tram-opens", "tram-works"},
			{"club-promotion", "goalkeeper", "season-survival", "womens-team", "stadium-lights"},
			{"boat-race", "last-shipwright", "old-dhow", "shipyard-apprentices", "قارب-أم-سالم"},
			{"oud-festival", "oud-maker", "port-orchestra", "song-archive", "أغاني-الصيادين"},
			{"planetarium", "tide-machine", "whale-skeleton", "ليلة-المتحف"},
			{"fish-auction", "ice-factory", "sardine-season", "sayadieh-recipe"},
			{"lighthouse-keeper", "lighthouse-lens", "lighthouse-open"},
		},
	},
}
