export const title = "المرسى";
export const description = "مجلة رأس الريحان: السوق والبحر والموسيقى والكرة.";

// Names of the sections as in front matter, and their place in URLs.
export const sections = {
	"المدينة": "city",
	"البحر": "sea",
	"الثقافة": "culture",
	"الرياضة": "sport",
};

const dayFormat = new Intl.DateTimeFormat("ar-LB-u-nu-latn", { dateStyle: "long", timeZone: "UTC" });
export const day = (date) => dayFormat.format(new Date(date));

export const articlePath = (article) => `/articles/${encodeURIComponent(article.id)}/`;
export const sectionPath = (section) => `/sections/${sections[section]}/`;
export const tagSlug = (tag) => tag.replaceAll(" ", "-");
export const tagPath = (tag) => `/tags/${encodeURIComponent(tagSlug(tag))}/`;
