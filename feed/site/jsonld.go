package site

import (
	"encoding/json"
	"strconv"
	"strings"
)

// jsonLD is what a page says of itself as schema.org's types.
type jsonLD struct {
	isArticle, isList        bool
	headline, description    string
	published, modified      string
	section, language, image string
	keywords, authors        []string
	imageSize                [2]int
	articles                 int
}

// articleTypes are schema.org's kinds of articles.
var articleTypes = map[string]bool{
	"Article": true, "NewsArticle": true, "BlogPosting": true, "TechArticle": true, "ScholarlyArticle": true,
	"Report": true, "SocialMediaPosting": true, "LiveBlogPosting": true, "OpinionNewsArticle": true,
	"AnalysisNewsArticle": true, "AskPublicNewsArticle": true, "BackgroundNewsArticle": true,
	"ReportageNewsArticle": true, "ReviewNewsArticle": true, "AdvertiserContentArticle": true,
	"SatiricalArticle": true, "MedicalScholarlyArticle": true, "APIReference": true, "Review": true,
	"Recipe": true, "HowTo": true, "PodcastEpisode": true,
}

// listTypes are the kinds of pages that list others.
var listTypes = map[string]bool{
	"CollectionPage": true, "SearchResultsPage": true, "ProfilePage": true, "Blog": true,
}

// readJSONLD reads the blocks of a page. What is no valid JSON is left out. Two
// articles are the entries of a list: then the page is none of them.
func readJSONLD(blocks []string) (ld jsonLD) {
	for _, block := range blocks {
		var value any
		if json.Unmarshal([]byte(strings.TrimSpace(block)), &value) == nil {
			ld.walk(value, 0)
		}
	}
	if ld.articles > 1 {
		return jsonLD{isList: true}
	}
	ld.isArticle = ld.articles == 1
	return ld
}

func (ld *jsonLD) walk(value any, depth int) {
	const deepest = 5
	if depth > deepest {
		return
	}
	switch value := value.(type) {
	case []any:
		for _, v := range value {
			ld.walk(v, depth+1)
		}
	case map[string]any:
		for _, t := range texts(value["@type"]) {
			switch t = lastSegment(t); {
			case articleTypes[t]:
				ld.article(value)
				return
			case listTypes[t]:
				ld.isList = true
			}
		}
		ld.walk(value["@graph"], depth+1)
		ld.walk(value["mainEntity"], depth+1)
	}
}

func (ld *jsonLD) article(v map[string]any) {
	if ld.articles++; ld.articles > 1 {
		return
	}
	ld.headline = firstText(v["headline"], v["name"])
	ld.description = firstText(v["description"], v["abstract"])
	ld.published = firstText(v["datePublished"], v["dateCreated"])
	ld.modified = firstText(v["dateModified"])
	ld.section = firstText(v["articleSection"])
	ld.language = firstText(v["inLanguage"])
	ld.keywords = splitKeywords(texts(v["keywords"]))
	ld.authors = notAddresses(texts(v["author"]))
	image := v["image"]
	if list, ok := image.([]any); ok && len(list) > 0 {
		image = list[0]
	}
	if object, ok := image.(map[string]any); ok {
		image = firstText(object["url"], object["contentUrl"], object["@id"])
		ld.imageSize = [2]int{pixels(object["width"]), pixels(object["height"])}
	}
	ld.image = firstText(image, v["thumbnailUrl"])
}

// texts returns the strings of a value: itself, those of a list, or the name or
// URL of an object.
func texts(value any) (found []string) {
	switch value := value.(type) {
	case string:
		found = append(found, value)
	case []any:
		for _, v := range value {
			if _, list := v.([]any); !list {
				found = append(found, texts(v)...)
			}
		}
	case map[string]any:
		for _, key := range []string{"name", "alternateName", "url", "@value"} {
			if s, ok := value[key].(string); ok && s != "" {
				return []string{s}
			}
		}
	}
	return found
}

func firstText(values ...any) string {
	for _, v := range values {
		for _, s := range texts(v) {
			if s = strings.TrimSpace(s); s != "" {
				return s
			}
		}
	}
	return ""
}

func pixels(value any) int {
	switch value := value.(type) {
	case float64:
		return int(value)
	case string:
		n, _ := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(value), "px"))
		return n
	}
	return 0
}
