import { getCollection } from "astro:content";

// All articles, newest first.
export async function allArticles() {
	const articles = await getCollection("articles");
	return articles.sort((a, b) => b.data.date - a.data.date);
}

// The articles of each tag, as a Map in the order of the tags' names.
export async function articlesByTag() {
	const articles = await allArticles();
	const tags = [...new Set(articles.flatMap((article) => article.data.tags))];
	tags.sort(new Intl.Collator("ar").compare);
	return new Map(tags.map((tag) => [tag, articles.filter((article) => article.data.tags.includes(tag))]));
}
