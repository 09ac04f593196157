/**
 * The heading of a language, or of a tag less precise: "zh" for "zh-SG".
 * @param {Record<string, string>} headings by language tag in lower case
 * @param {string} lang
 */
export function label(headings, lang) {
  for (let tag = lang.toLowerCase(); tag; tag = tag.replace(/-?[^-]*$/, '')) if (Object.hasOwn(headings, tag)) return headings[tag]
}
