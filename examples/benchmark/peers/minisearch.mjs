// minisearch: a search for an article's keywords, with its default options.
// See ../worker.go for what a peer does.
import { readFileSync, writeFileSync } from "node:fs";
import MiniSearch from "minisearch";

const LENGTH = 10;
const [articlesFile, keywordsFile, step, resultFile] = process.argv.slice(2);

// A line at a time: a string of a whole large file can't be had.
function lines(path) {
  const bytes = readFileSync(path);
  const all = [];
  for (let start = 0, end; start < bytes.length; start = end + 1) {
    end = bytes.indexOf(10, start);
    if (end < 0) end = bytes.length;
    all.push(JSON.parse(bytes.toString("utf8", start, end)));
  }
  return all;
}

function clock(work) {
  const cpu = process.cpuUsage();
  const wall = performance.now();
  const result = work();
  const used = process.cpuUsage(cpu);
  return [result, { cpu_seconds: (used.user + used.system) / 1e6, wall_seconds: (performance.now() - wall) / 1e3 }];
}

const articles = lines(articlesFile);
const keywords = lines(keywordsFile);

const [index, build] = clock(() => {
  const index = new MiniSearch({ fields: ["title", "tags", "summary", "content_text"] });
  index.addAll(articles.map((article, id) => ({ ...article, id })));
  return index;
});
const [related, lists] = clock(() => {
  const related = [];
  for (let i = 0; i < keywords.length; i += Number(step)) {
    const found = index.search(keywords[i].join(" "));
    related.push(found.filter(({ id }) => id !== i).slice(0, LENGTH).map(({ id }) => id));
  }
  return related;
});
const { version } = JSON.parse(readFileSync(new URL("node_modules/minisearch/package.json", import.meta.url)));
writeFileSync(resultFile, JSON.stringify({ version, build, lists, related }));
