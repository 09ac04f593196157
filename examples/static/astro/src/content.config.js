import { defineCollection, z } from "astro:content";
import { glob } from "astro/loaders";
import { sections } from "./site.js";

const articles = defineCollection({
	loader: glob({ pattern: "*.md", base: "src/content/articles" }),
	schema: z.object({
		title: z.string(),
		description: z.string(),
		date: z.date(),
		author: z.string(),
		section: z.enum(Object.keys(sections)),
		tags: z.array(z.string()),
	}),
});

export const collections = { articles };
