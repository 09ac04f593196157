const frenchDay = new Intl.DateTimeFormat("fr", { dateStyle: "long", timeZone: "UTC" });

export default function (eleventyConfig) {
	eleventyConfig.addPassthroughCopy({ "src/assets": "/" });

	eleventyConfig.addCollection("articles", (collections) =>
		collections.getFilteredByGlob("src/articles/*.md").reverse(),
	);

	eleventyConfig.addFilter("absolute", (path, origin) => new URL(path, origin).href);
	eleventyConfig.addFilter("iso", (date) => new Date(date).toISOString());
	eleventyConfig.addFilter("day", (date) => frenchDay.format(new Date(date)));
	eleventyConfig.addFilter("inSection", (articles, section) =>
		articles.filter((article) => article.data.section === section),
	);

	return { dir: { input: "src", output: "_site" }, markdownTemplateEngine: false };
}
