import { allArticles } from "../articles.js";
import { articlePath, description, title } from "../site.js";

// A JSON Feed of all articles, with their whole texts.
export async function GET({ site }) {
	const articles = await allArticles();
	const items = articles.map((article) => {
		const url = new URL(articlePath(article), site).href;
		return {
			id: url,
			url,
			title: article.data.title,
			summary: article.data.description,
			content_html: article.rendered.html,
			date_published: article.data.date.toISOString(),
			authors: [{ name: article.data.author }],
			tags: article.data.tags,
		};
	});
	return Response.json({
		version: "https://jsonfeed.org/version/1.1",
		title,
		description,
		language: "ar",
		home_page_url: new URL("/", site).href,
		feed_url: new URL("/feed.json", site).href,
		items,
	});
}
