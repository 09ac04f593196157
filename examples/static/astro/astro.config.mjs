import { defineConfig, passthroughImageService } from "astro/config";

// Nothing is sent while building.
process.env.ASTRO_TELEMETRY_DISABLED = "1";

export default defineConfig({
	site: "https://almarsa.example",
	trailingSlash: "always",
	// There are no pictures; without this line the build needs the optional package sharp.
	image: { service: passthroughImageService() },
	markdown: { syntaxHighlight: false },
});
